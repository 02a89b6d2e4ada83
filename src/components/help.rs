//! The help dialog: keys, gestures and the meaning of the marks.

use chuhai_core::dataset::Status;
use chuhai_core::format;
use chuhai_core::text::{Phrase, phrases};
use yew::prelude::*;

use super::icon::{evidence_sign, lane_glyph};
use crate::page::use_page;

/// The keys of a view, as labelled on a keyboard, and their effects.
const KEYS: [(&str, Phrase); 11] = [
    ("Tab", phrases::HELP_TAB),
    ("← →", phrases::HELP_ARROWS),
    ("↑ ↓", phrases::HELP_LANES),
    ("Home End", phrases::HELP_ENDS),
    ("PageUp PageDown", phrases::HELP_YEAR),
    ("Enter", phrases::HELP_ENTER),
    ("Shift ← →", phrases::HELP_STRETCH),
    ("+ - 0", phrases::HELP_ZOOM),
    ("Esc", phrases::HELP_ESCAPE),
    ("/", phrases::HELP_SEARCH),
    ("?", phrases::HELP_HELP),
];

/// The statuses, from confirmed claims to our own derivations and context.
const STATUSES: [Status; 8] = [
    Status::Confirmed,
    Status::Caveat,
    Status::Contested,
    Status::NotFound,
    Status::NotChecked,
    Status::AsStated,
    Status::Derived,
    Status::Context,
];

/// Gestures of fingers and mice, and their effects.
const GESTURES: [(Phrase, Phrase); 4] = [
    (phrases::HELP_ONE_FINGER, phrases::HELP_SCROLLS),
    (phrases::HELP_TWO_FINGERS, phrases::HELP_MOVES),
    (phrases::HELP_TAP, phrases::HELP_CHOOSES),
    (phrases::HELP_MOUSE, phrases::HELP_DRAGS),
];

/// The content of the help dialog.
#[component]
pub fn Help() -> Html {
    let page = use_page();
    let row =
        |head: Html, effect: Phrase| html! { <tr><th scope="row">{ head }</th><td>{ page.said(effect) }</td></tr> };
    let keys = |keys: &'static str| keys.split(' ').map(|key| html! { <kbd>{ key }</kbd> }).collect::<Html>();
    html! {
        <>
            <table>
                <caption>{ page.text(phrases::HELP_KEYS) }</caption>
                <tbody>{ for KEYS.map(|(key, effect)| row(keys(key), effect)) }</tbody>
            </table>
            <table>
                <caption>{ page.text(phrases::HELP_HANDS) }</caption>
                <tbody>{ for GESTURES.map(|(gesture, effect)| row(page.text(gesture).into(), effect)) }</tbody>
            </table>
            <h3>{ page.text(phrases::HELP_MARKS) }</h3>
            <ul class="help-lanes">
                { for page.dataset.lanes.iter().map(|lane| {
                    html! { <li>{ lane_glyph(&lane.glyph) }{ lane.title.get(page.lang) }</li> }
                }) }
            </ul>
            <ul class="help-marks">
                { for [phrases::VIEW_MAP_NOTE, phrases::VIEW_TIMELINE_NOTE, phrases::HELP_HATCH, phrases::HELP_MUTED]
                    .map(|note| html! { <li>{ page.said(note) }</li> }) }
                { for STATUSES.map(|status| html! {
                    <li>
                        { evidence_sign(status, &page) }{ " " }
                        { page.dataset.meta.said(format::status_meaning(status, page.lang)) }
                    </li>
                }) }
            </ul>
        </>
    }
}
