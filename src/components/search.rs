//! The search field with its suggestions: a combobox after the ARIA Authoring Practices (editable, list, chosen by
//! hand). What is typed changes nothing until a suggestion or the last line, “filter by these words”, is chosen.

use chuhai_core::dataset::{Dataset, Details, Kind};
use chuhai_core::search::{self, Hit, MatchedField};
use chuhai_core::state::{Action, Filter, State};
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use super::icon::{Icon, icon, record_glyph};
use super::panel::kind_phrase;
use crate::browser::field::{self, FieldListener};
use crate::browser::{element, key};
use crate::ptr_eq_rc::PtrEqRc;

/// No more suggestions than this: what one looks through, not what one reads.
const SUGGESTIONS: usize = 8;

/// What the field is made from.
#[derive(Properties, PartialEq)]
pub struct SearchProps {
    /// The facts.
    pub dataset: PtrEqRc<Dataset>,
    /// What is read beside them, once it is there; without it titles alone are found, and no pinyin.
    pub details: Option<PtrEqRc<Details>>,
    /// What the reader has chosen.
    pub state: PtrEqRc<State>,
    /// Where a choice goes.
    pub act: Callback<Action>,
    /// Where what was found is said; nothing once the list is closed.
    pub say: Callback<Option<AttrValue>>,
}

/// The search field.
#[component]
pub fn Search(props: &SearchProps) -> Html {
    let lang = props.state.page.lang;
    let node = use_node_ref();
    // The words the suggestions are for. The field itself belongs to the browser, which may be composing in it.
    let asked = use_state_eq(|| AttrValue::from(&*props.state.filter.text));
    let open = use_state_eq(|| false);
    let active = use_state_eq(|| None::<usize>);

    {
        let (asked, open, active) = (asked.setter(), open.setter(), active.setter());
        let node = node.clone();
        use_effect_with((), move |()| {
            let listener = FieldListener::new(&node, move |typed| {
                open.set(!typed.trim().is_empty());
                asked.set(typed.into());
                active.set(None);
            });
            move || drop(listener)
        });
    }
    {
        // The words of the filter stand in the field, whoever set or dropped them.
        let (node, asked) = (node.clone(), asked.setter());
        use_effect_with(props.state.filter.text.clone(), move |text| {
            field::set_value(&node, text);
            asked.set(AttrValue::from(&**text));
        });
    }

    let hits = use_memo(
        (open.then(|| asked.clone()), lang, props.dataset.clone(), props.details.clone()),
        |(asked, lang, dataset, details)| {
            asked.as_ref().map(|asked| search::suggest(asked, *lang, SUGGESTIONS, dataset, details.as_deref()))
        },
    );
    let hits: Option<&[Hit]> = hits.as_ref().as_deref();
    // After the suggestions, the line that filters by the words.
    let lines = hits.filter(|hits| !hits.is_empty()).map_or(0, |hits| hits.len() + 1);

    let said = hits.map(|hits| match hits.len() {
        0 => phrases::SEARCH_NONE.fill(lang, &[("text", asked.trim())]),
        n => phrases::SEARCH_COUNT.fill(lang, &[("n", &n.to_string())]),
    });
    use_effect_with(said, {
        let say = props.say.clone();
        move |said| say.emit(said.clone().map(AttrValue::from))
    });
    use_effect_with(*active, |active| {
        if let Some(active) = active {
            element::reveal(&option_id(*active));
        }
    });

    let close = {
        let (open, active) = (open.setter(), active.setter());
        move || {
            open.set(false);
            active.set(None);
        }
    };
    let put = {
        let (node, asked) = (node.clone(), asked.setter());
        move |text: &str| {
            field::set_value(&node, text);
            asked.set(text.to_owned().into());
        }
    };
    let choose = {
        let chosen: Vec<Option<Action>> =
            hits.iter().copied().flatten().map(|hit| action(hit, &props.state, &props.dataset)).collect();
        let filter = Action::SetText(asked.trim().into());
        let (act, close, put, state) = (props.act.clone(), close.clone(), put.clone(), props.state.clone());
        Callback::from(move |line: Option<usize>| {
            close();
            let action = match line.and_then(|line| chosen.get(line)) {
                Some(action) => {
                    put(&state.filter.text);
                    action.clone()
                }
                None => Some(filter.clone()),
            };
            action.into_iter().for_each(|action| act.emit(action));
        })
    };
    let clear = {
        let (act, close, put, filtered) =
            (props.act.clone(), close.clone(), put.clone(), !props.state.filter.text.is_empty());
        Callback::from(move |()| {
            close();
            put("");
            if filtered {
                act.emit(Action::SetText(Box::default()));
            }
        })
    };
    let onkeydown = {
        let (open, active, choose, clear, close) =
            (open.clone(), active.clone(), choose.clone(), clear.clone(), close.clone());
        let empty = asked.is_empty();
        Callback::from(move |event: KeyboardEvent| {
            // With Shift a key selects text.
            if !key::is_ours(&event) || event.shift_key() {
                return;
            }
            let to = |at: usize| Some(at % lines.max(1));
            let next = match (&*event.key(), *active) {
                ("ArrowDown", _) if lines == 0 => {
                    open.set(!empty);
                    None
                }
                ("ArrowDown", at) => at.map_or(Some(0), |at| to(at + 1)),
                ("ArrowUp", at) if lines > 0 => to(at.unwrap_or(0) + lines - 1),
                ("Home", Some(_)) => Some(0),
                ("End", Some(_)) => Some(lines - 1),
                ("Enter", at) => {
                    choose.emit(at);
                    None
                }
                ("Escape", _) if *open => {
                    close();
                    None
                }
                ("Escape", _) if !empty => {
                    clear.emit(());
                    None
                }
                _ => return,
            };
            event.prevent_default();
            // Escape elsewhere clears the choice; here it has done its work.
            event.stop_propagation();
            active.set(next);
        })
    };
    let onfocusout = Callback::from({
        let close = close.clone();
        move |_: FocusEvent| close()
    });

    let expanded = lines > 0;
    let controls = expanded.then_some("search-list");
    let descendant = active.filter(|_| expanded).map(option_id);
    html! {
        <div class="search" {onfocusout}>
            { icon(Icon::Search) }
            <input ref={&node} id="search" type="text" role="combobox" aria-autocomplete="list"
                aria-expanded={expanded.to_string()} aria-controls={controls} aria-activedescendant={descendant}
                aria-label={phrases::SEARCH_LABEL.get(lang)} placeholder={phrases::SEARCH_LABEL.get(lang)}
                maxlength={Filter::TEXT_CHARS.to_string()} autocomplete="off" autocapitalize="none" spellcheck="false"
                enterkeyhint="search" {onkeydown} />
            if !asked.is_empty() {
                <button type="button" class="icon-button search-clear" aria-label={phrases::SEARCH_CLEAR.get(lang)}
                    onmousedown={|event: MouseEvent| event.prevent_default()}
                    onclick={
                        let node = node.clone();
                        move |_: MouseEvent| { clear.emit(()); field::focus(&node) }
                    }>
                    { icon(Icon::Close) }
                </button>
            }
            if let Some(hits) = hits {
                // The field keeps the focus whatever is pressed here.
                <div class="search-pop" onmousedown={|event: MouseEvent| event.prevent_default()}>
                    if hits.is_empty() {
                        <p>{ phrases::SEARCH_NONE.fill(lang, &[("text", asked.trim())]) }</p>
                        // Its example is a company of ours.
                        if props.dataset.meta.about.is_none() {
                            <p class="search-try">{ phrases::SEARCH_TRY.get(lang) }</p>
                        }
                    } else {
                        { list(hits, &asked, *active, lang, &props.dataset, &choose) }
                    }
                </div>
            }
        </div>
    }
}

fn option_id(line: usize) -> String {
    format!("search-{line}")
}

/// What choosing a suggestion does: regions and companies are what a filter is made of, all else is to be read. None
/// for what is chosen already; choosing it again is no letting go.
fn action(hit: &Hit, state: &State, dataset: &Dataset) -> Option<Action> {
    let record = dataset.record(hit.record);
    match (record.kind, record.regions.first(), record.companies.first()) {
        (Kind::Region, Some(&ix), _) => (state.filter.regions != [ix]).then_some(Action::ToggleRegion(ix)),
        (Kind::Company, _, Some(&ix)) => (state.filter.companies != [ix]).then_some(Action::ToggleCompany(ix)),
        _ => (state.selection.record != Some(hit.record)).then_some(Action::ToggleRecord(hit.record)),
    }
}

/// The suggestions, those of a kind under its name, and the line that filters by what is asked.
pub fn list(
    hits: &[Hit],
    asked: &str,
    active: Option<usize>,
    lang: Lang,
    dataset: &Dataset,
    choose: &Callback<Option<usize>>,
) -> Html {
    let option = |line: usize, content: Html| {
        html! {
            <div id={option_id(line)} role="option" class="search-option" aria-selected={(active == Some(line)).to_string()}
                onclick={choose.reform(move |_: MouseEvent| Some(line))}>{ content }</div>
        }
    };
    let kind = |hit: &Hit| dataset.record(hit.record).kind;
    let mut line = 0;
    let groups = hits.chunk_by(|one, other| kind(one) == kind(other)).map(|group| {
        let heading = format!("search-kind-{line}");
        let options = group.iter().map(|hit| {
            line += 1;
            option(line - 1, suggestion(hit, lang, dataset))
        });
        html! {
            <div role="group" aria-labelledby={heading.clone()}>
                <div id={heading} class="search-kind">{ dataset.meta.said(kind_phrase(kind(&group[0])).get(lang)) }</div>
                { for options }
            </div>
        }
    });
    html! {
        <div id="search-list" role="listbox" aria-label={phrases::SEARCH_LIST.get(lang)}>
            { for groups.collect::<Vec<_>>() }
            <div role="group" class="search-all" aria-label={phrases::SEARCH_LABEL.get(lang)}>
                { option(hits.len(), html! { <span>{ phrases::SEARCH_FILTER.fill(lang, &[("text", asked.trim())]) }</span> }) }
            </div>
        </div>
    }
}

/// A record's title, and beside it the name it was found by or the other language's.
fn suggestion(hit: &Hit, lang: Lang, dataset: &Dataset) -> Html {
    let record = dataset.record(hit.record);
    let title = record.title.get(lang);
    let by_title = hit.name == MatchedField::Title(lang);
    let beside = match hit.name {
        MatchedField::Short(_) | MatchedField::Alias(_) => {
            search::name_of(hit.name, record, dataset).unwrap_or_default()
        }
        _ => record.title.get(lang.other()),
    };
    let beside_lang = match hit.name {
        MatchedField::Short(lang) => lang,
        MatchedField::Alias(_) if beside.is_ascii() => Lang::En,
        MatchedField::Alias(_) => Lang::Zh,
        _ => lang.other(),
    };
    let beside_marks: &[_] = if by_title || hit.name == MatchedField::Id { &[] } else { &hit.marks };
    html! {
        <>
            { record_glyph(dataset, record) }
            <span>
                { marked(title, if by_title { &hit.marks } else { &[] }) }
                if beside != title {
                    { " " }
                    <small lang={beside_lang.bcp47()}>{ marked(beside, beside_marks) }</small>
                }
                if hit.name == MatchedField::Details {
                    { " " }
                    <small class="search-told">{ phrases::SEARCH_TOLD.get(lang) }</small>
                }
            </span>
        </>
    }
}

/// `text` with the parts that were asked for marked.
fn marked(text: &str, marks: &[(usize, usize)]) -> Html {
    let mut done = 0;
    let mut parts: Vec<Html> = Vec::new();
    for &(from, to) in marks {
        // Two words of a query may be found in one place.
        let (Some(before), Some(found)) = (text.get(done..from), text.get(from..to)) else { continue };
        parts.push(before.to_owned().into());
        parts.push(html! { <mark>{ found.to_owned() }</mark> });
        done = to;
    }
    parts.push(text.get(done..).unwrap_or_default().to_owned().into());
    parts.into_iter().collect()
}
