//! The help: keys, fingers and what the marks mean, as a dialog over the page.

use chuhai_core::dataset::{Dataset, Status};
use chuhai_core::format;
use chuhai_core::text::{Lang, Phrase, phrases};
use yew::prelude::*;

use super::dialog::Dialog;
use super::icon::{evidence_sign, lane_glyph};
use crate::ptr_eq_rc::PtrEqRc;

/// What the help needs.
#[derive(Properties, PartialEq)]
pub struct HelpProps {
    /// The facts, for the lanes' marks.
    pub dataset: PtrEqRc<Dataset>,
    /// Language of the page.
    pub lang: Lang,
    /// Called once it is closed, however that was done.
    pub on_close: Callback<()>,
}

/// The keys of a view, as they stand on a keyboard, and what they do.
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

/// How records hold, from what does to what is ours or beside the article.
const HELD: [Status; 8] = [
    Status::Confirmed,
    Status::Caveat,
    Status::Contested,
    Status::NotFound,
    Status::NotChecked,
    Status::AsStated,
    Status::Derived,
    Status::Context,
];

/// What fingers and mice do.
const HANDS: [(Phrase, Phrase); 4] = [
    (phrases::HELP_ONE_FINGER, phrases::HELP_SCROLLS),
    (phrases::HELP_TWO_FINGERS, phrases::HELP_MOVES),
    (phrases::HELP_TAP, phrases::HELP_CHOOSES),
    (phrases::HELP_MOUSE, phrases::HELP_DRAGS),
];

/// The dialog, open for as long as it is there.
#[component]
pub fn Help(HelpProps { dataset, lang, on_close }: &HelpProps) -> Html {
    let lang = *lang;
    let row = |head: Html, does: Phrase| html! { <tr><th scope="row">{ head }</th><td>{ dataset.meta.said(does.get(lang)) }</td></tr> };
    let keys = |keys: &'static str| keys.split(' ').map(|key| html! { <kbd>{ key }</kbd> }).collect::<Html>();
    html! {
        <Dialog {lang} title={phrases::HELP_TITLE.get(lang)} class="help" on_close={on_close.clone()}>
            <table>
                <caption>{ phrases::HELP_KEYS.get(lang) }</caption>
                <tbody>{ for KEYS.map(|(key, does)| row(keys(key), does)) }</tbody>
            </table>
            <table>
                <caption>{ phrases::HELP_HANDS.get(lang) }</caption>
                <tbody>{ for HANDS.map(|(how, does)| row(how.get(lang).into(), does)) }</tbody>
            </table>
            <h3>{ phrases::HELP_MARKS.get(lang) }</h3>
            <ul class="help-lanes">
                { for dataset.lanes.iter().map(|lane| html! { <li>{ lane_glyph(&lane.glyph) }{ lane.title.get(lang) }</li> }) }
            </ul>
            <ul class="help-marks">
                { for [phrases::VIEW_MAP_NOTE, phrases::VIEW_TIMELINE_NOTE, phrases::HELP_HATCH, phrases::HELP_MUTED]
                    .map(|says| html! { <li>{ dataset.meta.said(says.get(lang)) }</li> }) }
                { for HELD.map(|status| html! {
                    <li>{ evidence_sign(status, &dataset.meta, lang) }{ " " }{ dataset.meta.said(format::status_meaning(status, lang)) }</li>
                }) }
            </ul>
        </Dialog>
    }
}
