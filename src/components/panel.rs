//! The detail panel: what was chosen, with its figures and its evidence; how to read the page when nothing is.

use chuhai_core::dataset::{Dataset, Kind, RecordIx, Status};
use chuhai_core::format;
use chuhai_core::state::Action;
use chuhai_core::text::{Lang, Phrase, phrases};
use yew::prelude::*;

use super::icon::{Icon, evidence_sign, icon};
use super::no_results::empty;
use super::record_card::{holds, part, record_button, record_card, told};
use crate::browser::element;
use crate::choice::{ChosenRecords, PrevNext};
use crate::lazy_details::LazyDetails;
use crate::ptr_eq_rc::PtrEqRc;
use crate::render_mode::RenderMode;

/// More records than this are counted, not listed: the table below has them all.
const LISTED: usize = 24;

/// What the panel needs.
#[derive(Properties, PartialEq)]
pub struct PanelProps {
    /// The facts.
    pub dataset: PtrEqRc<Dataset>,
    /// What is read beside them.
    pub late: LazyDetails,
    /// Language of the page.
    pub lang: Lang,
    /// What was chosen, if anything was.
    pub choice: Option<PtrEqRc<ChosenRecords>>,
    /// The purpose that the page is rendered for.
    #[prop_or_default]
    pub mode: RenderMode,
    /// Where choices go.
    pub act: Callback<Action>,
}

/// The detail panel.
#[component]
pub fn Panel(PanelProps { dataset, late, lang, choice, mode, act }: &PanelProps) -> Html {
    let label = phrases::PANEL_LABEL.get(*lang);
    let node = use_node_ref();
    // What is chosen is read from its beginning. The button that led on from within the panel is gone then, so the
    // focus goes to the heading.
    let leads_on = use_mut_ref(|| false);
    let go = {
        let leads_on = leads_on.clone();
        act.reform(move |action| {
            leads_on.replace(true);
            action
        })
    };
    use_effect_with(choice.clone(), {
        let node = node.clone();
        move |_| {
            element::scroll_to_start(&node);
            if leads_on.replace(false) {
                element::focus_within(&node, ".panel-name");
            }
        }
    });
    match choice {
        Some(choice) => html! {
            <aside class="panel panel-open" ref={node} aria-label={label} aria-busy={late.is_pending().then_some("true")}>
                { match &choice.relaxations {
                    Some(ways) => empty(choice.name.get(*lang), ways, *lang, act),
                    None => chosen(dataset, late, choice, *lang, act, &go),
                } }
            </aside>
        },
        // How to choose is of no use where nothing can be chosen yet; its column is kept.
        None if mode.is_prerender() => html! { <aside class="panel" aria-label={label} /> },
        None => html! { <aside class="panel" ref={node} aria-label={label}>{ guide(dataset, *lang, &go) }</aside> },
    }
}

/// What was chosen. `act` keeps the focus where it is, `go` leads on to something else.
fn chosen(
    dataset: &Dataset,
    late: &LazyDetails,
    choice: &ChosenRecords,
    lang: Lang,
    act: &Callback<Action>,
    go: &Callback<Action>,
) -> Html {
    let other = lang.other();
    let is_record = choice.is_record;
    let close = act.reform(move |_: MouseEvent| if is_record { Action::Deselect } else { Action::Clear });
    let kind = html! { <p class="panel-kind">{ kind_words(dataset, choice, lang) }</p> };
    let (in_bar, below) = match &choice.steps {
        Some(steps) => (steps_bar(steps, lang, act), kind),
        None => (kind, Html::default()),
    };
    html! {
        <>
            <div class="panel-bar">
                { in_bar }
                <button type="button" class="icon-button" aria-label={phrases::PANEL_CLOSE.get(lang)} onclick={close}>
                    { icon(Icon::Close) }
                </button>
            </div>
            if let Some(ix) = choice.previous {
                { record_button(dataset, ix, "link panel-back", Some(icon(Icon::Left)), lang, go) }
            }
            { below }
            <h3 class="panel-name" tabindex="-1">{ choice.name.get(lang) }</h3>
            <p class="panel-other" lang={other.bcp47()}>{ choice.name.get(other) }</p>
            if let [head] = choice.heads[..] { { holds(dataset, head, lang) } }
            { facts(dataset, choice, lang) }
            { missing(late, lang) }
            <div class="panel-records">
                { match choice.heads[..] {
                    [head] => html! {
                        <section class="record record-chosen">
                            { told(dataset, late, head, true, lang) }
                            { named(dataset, head, lang, go) }
                        </section>
                    },
                    _ => choice.heads.iter().map(|&ix| record_card(dataset, late, ix, lang, go)).collect(),
                } }
                if !choice.direct.is_empty() {
                    <h4 class="panel-group">{ dataset.meta.said(phrases::PANEL_RECORDS.get(lang)) }</h4>
                    { for choice.direct.iter().take(LISTED).map(|&ix| record_card(dataset, late, ix, lang, go)) }
                    { rest(choice.direct.len(), lang) }
                } else if choice.related.is_empty() && choice.steps.is_none() {
                    <p class="note">{ dataset.meta.said(phrases::PANEL_NONE.get(lang)) }</p>
                }
                if !choice.related.is_empty() {
                    <h4 class="panel-group">{ phrases::PANEL_RELATED.get(lang) }</h4>
                    { record_buttons(dataset, &choice.related, lang, go) }
                    { rest(choice.related.len(), lang) }
                }
            </div>
        </>
    }
}

/// What kind of thing is told of; of a claim also when.
fn kind_words(dataset: &Dataset, choice: &ChosenRecords, lang: Lang) -> String {
    // A filter by kind, time or words alone chooses nothing that is of a kind itself.
    let Some(&head) = choice.heads.first() else { return phrases::PANEL_KIND_FILTERED.get(lang).to_owned() };
    let record = dataset.record(head);
    let kind = dataset.meta.said(kind_phrase(record.kind).get(lang));
    match choice.steps {
        Some(_) if record.date.is_some() || record.lane.is_some() => {
            format!("{kind} · {}", format::record_date(record, lang))
        }
        Some(_) => kind.into_owned(),
        None => phrases::PANEL_KIND_CHOSEN.fill(lang, &[("kind", &*kind)]),
    }
}

/// The ways to the records before and after, and where this one stands. At either end a button stays, so that the
/// focus does.
fn steps_bar(steps: &PrevNext, lang: Lang, act: &Callback<Action>) -> Html {
    let step = |to: Option<RecordIx>, label: Phrase, sign: Icon| {
        let act = act.clone();
        let onclick = move |_: MouseEvent| to.into_iter().for_each(|ix| act.emit(Action::ToggleRecord(ix)));
        html! {
            <button type="button" class="icon-button" aria-label={label.get(lang)}
                aria-disabled={to.is_none().then_some("true")} {onclick}>{ icon(sign) }</button>
        }
    };
    let of = steps.of.to_string();
    html! {
        <div class="panel-steps">
            { step(steps.previous, phrases::PANEL_PREVIOUS, Icon::Left) }
            { match steps.at.map(|at| at.to_string()) {
                Some(at) => html! {
                    <span>
                        <span aria-hidden="true">{ format!("{at} / {of}") }</span>
                        <span class="hidden">{ phrases::PANEL_STEP.fill(lang, &[("at", &at), ("n", &of)]) }</span>
                    </span>
                },
                None => html! { <span>{ phrases::PANEL_OUTSIDE.fill(lang, &[("n", &of)]) }</span> },
            } }
            { step(steps.next, phrases::PANEL_NEXT, Icon::Right) }
        </div>
    }
}

/// Who and where the record at `ix` names, as buttons that choose them.
fn named(dataset: &Dataset, ix: RecordIx, lang: Lang, go: &Callback<Action>) -> Html {
    let record = dataset.record(ix);
    let mut named = Vec::new();
    record.companies.iter().for_each(|&ix| named.push(dataset.companies[usize::from(ix)].record));
    record.places.iter().for_each(|&ix| named.push(dataset.places[usize::from(ix)].record));
    record.regions.iter().for_each(|&ix| named.push(dataset.regions[usize::from(ix)].record));
    named.retain(|other| *other != ix);
    html! {
        if !named.is_empty() {
            { part(phrases::PANEL_NAMED, true, lang) }
            { button_list(dataset, &named, "names", "button", lang, go) }
        }
    }
}

/// That what is to be read could not be had, and the way to try again.
pub fn missing(late: &LazyDetails, lang: Lang) -> Html {
    html! {
        if late.missing {
            <p class="note missing">
                { phrases::PANEL_MISSING.get(lang) }
                <button type="button" class="link" onclick={late.fetch.reform(|_: MouseEvent| ())}>
                    { phrases::PANEL_RETRY.get(lang) }
                </button>
            </p>
        }
    }
}

fn rest(count: usize, lang: Lang) -> Html {
    let more = count.saturating_sub(LISTED);
    html! {
        if more > 0 {
            <p class="note">{ phrases::PANEL_MORE.fill(lang, &[("n", &more.to_string())]) }</p>
        }
    }
}

/// Records as buttons that choose them, no more than are listed.
fn record_buttons(dataset: &Dataset, records: &[RecordIx], lang: Lang, act: &Callback<Action>) -> Html {
    button_list(dataset, &records[..records.len().min(LISTED)], "record-list", "", lang, act)
}

fn button_list(
    dataset: &Dataset,
    records: &[RecordIx],
    class: &'static str,
    button: &'static str,
    lang: Lang,
    act: &Callback<Action>,
) -> Html {
    html! {
        <ul {class}>
            { for records.iter().map(|&ix| html! { <li>{ record_button(dataset, ix, button, None, lang, act) }</li> }) }
        </ul>
    }
}

/// A few figures of what was chosen.
fn facts(dataset: &Dataset, choice: &ChosenRecords, lang: Lang) -> Html {
    let Some(&head) = choice.heads.first() else { return Html::default() };
    let record = dataset.record(head);
    let companies = || count(choice.companies(dataset), [phrases::PANEL_FACT_COMPANY, phrases::PANEL_FACT_COMPANIES]);
    let records =
        || count(choice.direct.len() + choice.related.len(), [phrases::PANEL_FACT_RECORD, phrases::PANEL_FACT_RECORDS]);
    let facts = match record.kind {
        Kind::Region => {
            let within = dataset.places.iter().filter(|place| {
                let region = place.region.map(|ix| &dataset.regions[usize::from(ix)]);
                region.is_some_and(|region| choice.heads.contains(&region.record))
                    || place.region.is_some_and(|ix| shapes(dataset, choice).any(|shape| shape == ix))
            });
            vec![
                count(within.count(), [phrases::PANEL_FACT_COUNTRY, phrases::PANEL_FACT_COUNTRIES]),
                companies(),
                records(),
            ]
        }
        Kind::Company => {
            let mut places = vec![false; dataset.places.len()];
            let mut regions = vec![false; dataset.regions.len()];
            for record in choice.listed_records().map(|ix| dataset.record(ix)) {
                record.places.iter().for_each(|&ix| places[usize::from(ix)] = !dataset.places[usize::from(ix)].home);
                record.regions.iter().for_each(|&ix| regions[usize::from(ix)] = true);
            }
            let all = |flags: &[bool]| flags.iter().filter(|flag| **flag).count();
            vec![
                count(all(&places), [phrases::PANEL_FACT_COUNTRY, phrases::PANEL_FACT_COUNTRIES]),
                count(all(&regions), [phrases::PANEL_FACT_REGION, phrases::PANEL_FACT_REGIONS]),
                records(),
            ]
        }
        Kind::Place => vec![companies(), records()],
        // The title says it.
        _ => Vec::new(),
    };
    if facts.is_empty() {
        return Html::default();
    }
    html! {
        <dl class="panel-facts">
            { for facts.into_iter().map(|(value, label)| html! {
                <div>
                    <dt>{ label.get(lang) }</dt>
                    <dd class={classes!((value.chars().count() > 6).then_some("words"))}>{ value }</dd>
                </div>
            }) }
        </dl>
    }
}

/// A number of things and what they are, of one and of any other number.
fn count(n: usize, [one, many]: [Phrase; 2]) -> (String, Phrase) {
    (n.to_string(), if n == 1 { one } else { many })
}

/// The map shapes of the chosen regions.
fn shapes<'a>(dataset: &'a Dataset, choice: &'a ChosenRecords) -> impl Iterator<Item = u16> + 'a {
    let chosen = dataset.regions.iter().filter(|region| choice.heads.contains(&region.record));
    chosen.flat_map(|region| region.shapes.iter().copied())
}

/// The name of a kind of record.
pub fn kind_phrase(kind: Kind) -> Phrase {
    match kind {
        Kind::Region => phrases::KIND_REGION,
        Kind::Place => phrases::KIND_PLACE,
        Kind::Company => phrases::KIND_COMPANY,
        Kind::Product => phrases::KIND_PRODUCT,
        Kind::Event => phrases::KIND_EVENT,
        Kind::Metric => phrases::KIND_METRIC,
        Kind::Funding => phrases::KIND_FUNDING,
        Kind::Factor => phrases::KIND_FACTOR,
        Kind::Policy => phrases::KIND_POLICY,
        Kind::Quote => phrases::KIND_QUOTE,
    }
}

/// How to read the page, and what does not hold.
fn guide(dataset: &Dataset, lang: Lang, act: &Callback<Action>) -> Html {
    let how = html! {
        <>
            <h3 class="panel-name">{ phrases::PANEL_HOW_TITLE.get(lang) }</h3>
            <p>{ dataset.meta.said(phrases::PANEL_HOW_CHOOSE.get(lang)) }</p>
            <p>{ phrases::PANEL_HOW_DATES.get(lang) }</p>
            <p>{ phrases::PANEL_HOW_KEYS.get(lang) }</p>
        </>
    };
    let held = dataset.statements();
    let all: usize = held.iter().map(|(_, records)| records.len()).sum();
    let disputed = held.iter().find(|(status, _)| *status == Status::Contested).map_or(&[][..], |(_, records)| records);
    // What retells no article has no statements that were checked.
    if all == 0 {
        return how;
    }
    html! {
        <>
            { how }
            <h4 class="panel-group">{ phrases::PANEL_DOUBT_TITLE.get(lang) }</h4>
            <p class="note">{ phrases::PANEL_DOUBT_TEXT.fill(lang, &[("n", &all.to_string())]) }</p>
            <dl class="held">
                { for held.iter().map(|(status, records)| html! {
                    <div>
                        <dt>{ evidence_sign(*status, &dataset.meta, lang) }<span>{ format::status_meaning(*status, lang) }</span></dt>
                        <dd>{ records.len() }</dd>
                    </div>
                }) }
            </dl>
            <h4 class="panel-group">{ phrases::PANEL_DOUBT_LIST.get(lang) }</h4>
            { record_buttons(dataset, disputed, lang, act) }
        </>
    }
}
