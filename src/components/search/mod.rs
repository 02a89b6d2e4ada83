//! The search field with its suggestions. Typing changes nothing in the views; choosing a suggestion, or the option
//! that filters by the words, does.

mod combobox;
mod suggestions;

use std::rc::Rc;

use chuhai_core::dataset::{Dataset, Details, Kind};
use chuhai_core::search::{self, Hit};
use chuhai_core::state::{Action, Filter, State};
use chuhai_core::text::phrases;
use yew::prelude::*;

use self::combobox::{Combobox, option_id, use_combobox};
pub use self::suggestions::list;
use super::icon::{Icon, icon};
use crate::browser::field;
use crate::page::{Page, use_page};
use crate::ptr_eq_rc::PtrEqRc;

/// The longest list of suggestions: to be scanned, not read.
const SUGGESTIONS: usize = 8;

/// Properties of [`Search`].
#[derive(Properties, PartialEq)]
pub struct SearchProps {
    /// The record details, once loaded. Without them only titles are searched, and no pinyin.
    pub details: Option<PtrEqRc<Details>>,
    /// State of the page.
    pub state: PtrEqRc<State>,
    /// Receives the number of suggestions in words, and none once the list is closed.
    pub say: Callback<Option<AttrValue>>,
}

/// The search field.
#[component]
pub fn Search(SearchProps { details, state, say }: &SearchProps) -> Html {
    let page = use_page();
    let combobox = use_combobox(&state.filter.text);
    let hits = use_hits(&page, &combobox, details);
    let hits: Option<&[Hit]> = hits.as_ref().as_deref();
    use_effect_with(hits.map(|hits| count_words(hits, &combobox.query, &page)), {
        let say = say.clone();
        move |words| say.emit(words.clone())
    });
    // The last option filters by the words.
    let options = hits.filter(|hits| !hits.is_empty()).map_or(0, |hits| hits.len() + 1);
    let choose = choose(&page, &combobox, hits.unwrap_or_default(), state);
    let clear = clear(&page, &combobox, !state.filter.text.is_empty());
    let onkeydown = combobox.on_key(options, choose.clone(), clear.clone());
    let onfocusout = Callback::from({
        let combobox = combobox.clone();
        move |_: FocusEvent| combobox.close()
    });
    html! {
        <div class="search" {onfocusout}>
            { icon(Icon::Search) }
            { input(&page, &combobox, options > 0, onkeydown) }
            if !combobox.query.is_empty() { { clear_button(&page, &combobox, clear) } }
            if let Some(hits) = hits { { popup(&page, &combobox, hits, &choose) } }
        </div>
    }
}

/// The suggestions for what is typed; none while the list is closed.
#[hook]
fn use_hits(page: &Page, combobox: &Combobox, details: &Option<PtrEqRc<Details>>) -> Rc<Option<Vec<Hit>>> {
    let query = combobox.is_open.then(|| (*combobox.query).clone());
    use_memo((query, page.lang, page.dataset.clone(), details.clone()), |(query, lang, dataset, details)| {
        query.as_ref().map(|query| search::suggest(query, *lang, SUGGESTIONS, dataset, details.as_deref()))
    })
}

/// The number of suggestions in words.
fn count_words(hits: &[Hit], query: &str, page: &Page) -> AttrValue {
    let words = match hits.len() {
        0 => page.fill(phrases::SEARCH_NONE, &[("text", query.trim())]),
        n => page.fill(phrases::SEARCH_COUNT, &[("n", &n.to_string())]),
    };
    words.into()
}

/// Chooses the suggestion with the given index; without one, or with the last, filters by the words.
fn choose(page: &Page, combobox: &Combobox, hits: &[Hit], state: &PtrEqRc<State>) -> Callback<Option<usize>> {
    let actions: Vec<Option<Action>> = hits.iter().map(|hit| action(hit, state, &page.dataset)).collect();
    let filter = Action::SetText(combobox.query.trim().into());
    let (act, combobox, state) = (page.act.clone(), combobox.clone(), state.clone());
    Callback::from(move |option: Option<usize>| {
        combobox.close();
        let action = match option.and_then(|option| actions.get(option)) {
            Some(action) => {
                combobox.set_text(&state.filter.text);
                action.clone()
            }
            None => Some(filter.clone()),
        };
        action.into_iter().for_each(|action| act.emit(action));
    })
}

/// Empties the field, and clears the filter by words where one `is_set`.
fn clear(page: &Page, combobox: &Combobox, is_set: bool) -> Callback<()> {
    let (act, combobox) = (page.act.clone(), combobox.clone());
    Callback::from(move |()| {
        combobox.close();
        combobox.set_text("");
        if is_set {
            act.emit(Action::SetText(Box::default()));
        }
    })
}

/// The action of a suggestion: a region or company filters, any other record is selected. None for what is chosen
/// already, since choosing it again must not deselect it.
fn action(hit: &Hit, state: &State, dataset: &Dataset) -> Option<Action> {
    let record = dataset.record(hit.record);
    match (record.kind, record.regions.first(), record.companies.first()) {
        (Kind::Region, Some(&ix), _) => (state.filter.regions != [ix]).then_some(Action::ToggleRegion(ix)),
        (Kind::Company, _, Some(&ix)) => (state.filter.companies != [ix]).then_some(Action::ToggleCompany(ix)),
        _ => (state.selection.record != Some(hit.record)).then_some(Action::ToggleRecord(hit.record)),
    }
}

fn input(page: &Page, combobox: &Combobox, expanded: bool, onkeydown: Callback<KeyboardEvent>) -> Html {
    let label = page.text(phrases::SEARCH_LABEL);
    let controls = expanded.then_some("search-list");
    let descendant = combobox.active.filter(|_| expanded).map(option_id);
    html! {
        <input ref={&combobox.input} id="search" type="text" role="combobox" aria-autocomplete="list"
            aria-expanded={expanded.to_string()} aria-controls={controls} aria-activedescendant={descendant}
            aria-label={label} placeholder={label}
            maxlength={Filter::TEXT_CHARS.to_string()} autocomplete="off" autocapitalize="none" spellcheck="false"
            enterkeyhint="search" {onkeydown} />
    }
}

fn clear_button(page: &Page, combobox: &Combobox, clear: Callback<()>) -> Html {
    let input = combobox.input.clone();
    let onclick = move |_: MouseEvent| {
        clear.emit(());
        field::focus(&input);
    };
    html! {
        <button type="button" class="icon-button search-clear" aria-label={page.text(phrases::SEARCH_CLEAR)}
            onmousedown={|event: MouseEvent| event.prevent_default()} {onclick}>
            { icon(Icon::Close) }
        </button>
    }
}

fn popup(page: &Page, combobox: &Combobox, hits: &[Hit], choose: &Callback<Option<usize>>) -> Html {
    html! {
        // A press in the popup must not take the focus from the field.
        <div class="search-pop" onmousedown={|event: MouseEvent| event.prevent_default()}>
            if hits.is_empty() {
                <p>{ count_words(hits, &combobox.query, page) }</p>
                // The example it gives is a company of the site's own dataset.
                if page.dataset.meta.about.is_none() {
                    <p class="search-try">{ page.text(phrases::SEARCH_TRY) }</p>
                }
            } else {
                { list(hits, &combobox.query, *combobox.active, page, choose) }
            }
        </div>
    }
}
