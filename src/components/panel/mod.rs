//! The detail panel: the selection with its figures, evidence and related records, or a guide if there is none.

mod figures;
mod guide;

use std::cell::Cell;
use std::rc::Rc;

use chuhai_core::dataset::RecordIx;
use chuhai_core::format;
use chuhai_core::state::Action;
use chuhai_core::text::{Phrase, phrases};
use yew::prelude::*;

use self::figures::figures;
use self::guide::guide;
use super::icon::{Icon, icon};
use super::kind::kind_phrase;
use super::no_results::no_results;
use super::record_card::{missing_details, record_button, record_card, record_details, section_heading, status_line};
use crate::browser::{element, idle};
use crate::choice::{ChosenRecords, PrevNext};
use crate::lazy_details::LazyDetails;
use crate::page::{Page, use_page};
use crate::ptr_eq_rc::PtrEqRc;

/// The longest list of records; more are only counted, since the table below has all of them.
const LISTED: usize = 24;
/// The number of records that are mounted at once: more than the panel shows before it is scrolled. The others follow in
/// slices of as many.
const SLICE: usize = 4;

/// Properties of [`Panel`].
#[derive(Properties, PartialEq)]
pub struct PanelProps {
    /// The record details.
    pub details: LazyDetails,
    /// The selection, if there is one.
    pub choice: Option<PtrEqRc<ChosenRecords>>,
}

/// The detail panel.
#[component]
pub fn Panel(PanelProps { details, choice }: &PanelProps) -> Html {
    let page = use_page();
    let node = use_node_ref();
    let onward = use_onward(&page, &node, choice);
    let listed = use_slices(choice).min(LISTED);
    let listed = if page.mode.is_print() { LISTED } else { listed };
    let label = page.text(phrases::PANEL_LABEL);
    match choice {
        Some(choice) => html! {
            <aside class="panel panel-open" ref={node} aria-label={label} aria-busy={details.is_pending().then_some("true")}>
                { match &choice.relaxations {
                    Some(relaxations) => no_results(&page, choice.name.get(page.lang), relaxations),
                    None => selection(&page, &onward, details, choice, listed),
                } }
            </aside>
        },
        // The prerendered page has nothing to select yet; the column is kept free.
        None if page.mode.is_prerender() => html! { <aside class="panel" aria-label={label} /> },
        None => html! { <aside class="panel" ref={node} aria-label={label}>{ guide(&onward) }</aside> },
    }
}

/// Returns the page with a dispatcher for buttons that lead to another record and are gone with this one: the focus
/// moves to the new heading. Each selection is read from its beginning.
#[hook]
fn use_onward(page: &Page, node: &NodeRef, choice: &Option<PtrEqRc<ChosenRecords>>) -> Page {
    let moves_focus = use_mut_ref(|| false);
    use_effect_with(choice.clone(), {
        let (node, moves_focus) = (node.clone(), moves_focus.clone());
        move |_| {
            element::scroll_to_start(&node);
            if moves_focus.replace(false) {
                element::focus_within(&node, ".panel-name");
            }
        }
    });
    let act = page.act.reform(move |action| {
        moves_focus.replace(true);
        action
    });
    Page { act, ..page.clone() }
}

/// The number of records to list, which grows when the browser is idle: a long list does not hold up the pictures.
#[hook]
fn use_slices(choice: &Option<PtrEqRc<ChosenRecords>>) -> usize {
    let mounted = use_state_eq(|| (choice.clone(), SLICE));
    let count = if mounted.0 == *choice { mounted.1 } else { SLICE };
    let length = choice.as_ref().map_or(0, |choice| choice.direct.len().min(LISTED));
    use_effect_with((choice.clone(), count, length), {
        let set = mounted.setter();
        move |(choice, count, length)| {
            let (choice, count) = (choice.clone(), *count);
            let is_current = Rc::new(Cell::new(count < *length));
            if is_current.get() {
                let is_current = is_current.clone();
                idle::when_idle(move || {
                    if is_current.get() {
                        set.set((choice, count + SLICE));
                    }
                });
            }
            move || is_current.set(false)
        }
    });
    count
}

/// The selection, with at most `listed` of the records that mention it.
fn selection(page: &Page, onward: &Page, details: &LazyDetails, choice: &ChosenRecords, listed: usize) -> Html {
    let other = page.lang.other();
    let kind = html! { <p class="panel-kind">{ kind_words(page, choice) }</p> };
    let (in_bar, below) = match &choice.steps {
        Some(steps) => (steps_bar(page, steps), kind),
        None => (kind, Html::default()),
    };
    let close = if choice.is_record { Action::Deselect } else { Action::Clear };
    html! {
        <>
            <div class="panel-bar">
                { in_bar }
                <button type="button" class="icon-button" aria-label={page.text(phrases::PANEL_CLOSE)} onclick={page.on_click(close)}>
                    { icon(Icon::Close) }
                </button>
            </div>
            if let Some(ix) = choice.previous {
                { record_button(onward, ix, "link panel-back", Some(icon(Icon::Left))) }
            }
            { below }
            <h3 class="panel-name" tabindex="-1">{ choice.name.get(page.lang) }</h3>
            <p class="panel-other" lang={other.bcp47()}>{ choice.name.get(other) }</p>
            if let [head] = choice.heads[..] { { status_line(page, head) } }
            { figures(page, choice) }
            { missing_details(page, details) }
            { records(onward, details, choice, listed) }
        </>
    }
}

/// The selected records, those that mention them (at most `listed`), and related ones.
fn records(onward: &Page, details: &LazyDetails, choice: &ChosenRecords, listed: usize) -> Html {
    let heads = match choice.heads[..] {
        [head] => html! {
            <section class="record record-chosen">
                { record_details(onward, details, head, true) }
                { mentioned(onward, head) }
            </section>
        },
        _ => choice.heads.iter().map(|&ix| record_card(onward, details, ix)).collect(),
    };
    html! {
        <div class="panel-records">
            { heads }
            if !choice.direct.is_empty() {
                <h4 class="panel-group">{ onward.said(phrases::PANEL_RECORDS) }</h4>
                { for choice.direct.iter().take(listed).map(|&ix| record_card(onward, details, ix)) }
                { more(onward, choice.direct.len()) }
            } else if choice.related.is_empty() && choice.steps.is_none() {
                <p class="note">{ onward.said(phrases::PANEL_NONE) }</p>
            }
            if !choice.related.is_empty() {
                <h4 class="panel-group">{ onward.text(phrases::PANEL_RELATED) }</h4>
                { record_list(onward, &choice.related) }
                { more(onward, choice.related.len()) }
            }
        </div>
    }
}

/// The kind of the selection; for a claim also its date.
fn kind_words(page: &Page, choice: &ChosenRecords) -> String {
    // A filter by kind, time or words has no record of its own.
    let Some(&head) = choice.heads.first() else { return page.text(phrases::PANEL_KIND_FILTERED).to_owned() };
    let record = page.record(head);
    let kind = page.said(kind_phrase(record.kind));
    match choice.steps {
        Some(_) if record.date.is_some() || record.lane.is_some() => {
            format!("{kind} · {}", format::record_date(record, page.lang))
        }
        Some(_) => kind.into_owned(),
        None => page.fill(phrases::PANEL_KIND_CHOSEN, &[("kind", &*kind)]),
    }
}

/// Buttons to the previous and the next record, and the position between them. At either end the button stays, so that
/// it keeps the focus.
fn steps_bar(page: &Page, steps: &PrevNext) -> Html {
    let button = |to: Option<RecordIx>, label: Phrase, sign: Icon| {
        let act = page.act.clone();
        let onclick = move |_: MouseEvent| to.into_iter().for_each(|ix| act.emit(Action::ToggleRecord(ix)));
        html! {
            <button type="button" class="icon-button" aria-label={page.text(label)}
                aria-disabled={to.is_none().then_some("true")} {onclick}>{ icon(sign) }</button>
        }
    };
    let n = steps.of.to_string();
    html! {
        <div class="panel-steps">
            { button(steps.previous, phrases::PANEL_PREVIOUS, Icon::Left) }
            { match steps.at.map(|at| at.to_string()) {
                Some(at) => html! {
                    <span>
                        <span aria-hidden="true">{ format!("{at} / {n}") }</span>
                        <span class="hidden">{ page.fill(phrases::PANEL_STEP, &[("at", &at), ("n", &n)]) }</span>
                    </span>
                },
                None => html! { <span>{ page.fill(phrases::PANEL_OUTSIDE, &[("n", &n)]) }</span> },
            } }
            { button(steps.next, phrases::PANEL_NEXT, Icon::Right) }
        </div>
    }
}

/// The companies, places and regions that a record mentions.
fn mentioned(onward: &Page, ix: RecordIx) -> Html {
    let (dataset, record) = (&onward.dataset, onward.record(ix));
    let companies = record.companies.iter().map(|&ix| dataset.companies[usize::from(ix)].record);
    let places = record.places.iter().map(|&ix| dataset.places[usize::from(ix)].record);
    let regions = record.regions.iter().map(|&ix| dataset.regions[usize::from(ix)].record);
    let mentioned: Vec<_> = companies.chain(places).chain(regions).filter(|other| *other != ix).collect();
    html! {
        if !mentioned.is_empty() {
            { section_heading(onward, phrases::PANEL_NAMED, true) }
            { button_list(onward, &mentioned, "names", "button") }
        }
    }
}

/// The number of records beyond the [`LISTED`] ones.
fn more(page: &Page, count: usize) -> Html {
    let more = count.saturating_sub(LISTED);
    html! {
        if more > 0 {
            <p class="note">{ page.fill(phrases::PANEL_MORE, &[("n", &more.to_string())]) }</p>
        }
    }
}

/// Buttons that select records, [`LISTED`] at most.
fn record_list(page: &Page, records: &[RecordIx]) -> Html {
    button_list(page, &records[..records.len().min(LISTED)], "record-list", "")
}

fn button_list(page: &Page, records: &[RecordIx], class: &'static str, button: &'static str) -> Html {
    html! {
        <ul {class}>{ for records.iter().map(|&ix| html! { <li>{ record_button(page, ix, button, None) }</li> }) }</ul>
    }
}
