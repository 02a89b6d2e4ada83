//! The panel without a selection: how to read the page, and the article's statements by status.

use chuhai_core::dataset::{RecordIx, Status};
use chuhai_core::format;
use chuhai_core::text::phrases;
use yew::prelude::*;

use super::record_list;
use crate::components::icon::evidence_sign;
use crate::page::Page;

/// The guide.
pub fn guide(page: &Page) -> Html {
    let statements = page.dataset.statements();
    let all: usize = statements.iter().map(|(_, records)| records.len()).sum();
    html! {
        <>
            <h3 class="panel-name">{ page.text(phrases::PANEL_HOW_TITLE) }</h3>
            <p>{ page.said(phrases::PANEL_HOW_CHOOSE) }</p>
            <p>{ page.text(phrases::PANEL_HOW_DATES) }</p>
            <p>{ page.text(phrases::PANEL_HOW_KEYS) }</p>
            // A dataset without an article has no statements.
            if all > 0 { { by_status(page, &statements, all) } }
        </>
    }
}

/// The number of statements by status, and a list of the contested ones.
fn by_status(page: &Page, statements: &[(Status, Vec<RecordIx>)], all: usize) -> Html {
    let contested = statements.iter().find(|(status, _)| *status == Status::Contested);
    html! {
        <>
            <h4 class="panel-group">{ page.text(phrases::PANEL_DOUBT_TITLE) }</h4>
            <p class="note">{ page.fill(phrases::PANEL_DOUBT_TEXT, &[("n", &all.to_string())]) }</p>
            <dl class="held">
                { for statements.iter().map(|(status, records)| html! {
                    <div>
                        <dt>{ evidence_sign(*status, page) }<span>{ format::status_meaning(*status, page.lang) }</span></dt>
                        <dd>{ records.len() }</dd>
                    </div>
                }) }
            </dl>
            <h4 class="panel-group">{ page.text(phrases::PANEL_DOUBT_LIST) }</h4>
            { record_list(page, contested.map_or(&[], |(_, records)| records)) }
        </>
    }
}
