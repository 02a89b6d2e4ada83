//! A row of a table, and below it the evidence of its record while it is open.

use chuhai_charts::table::Row;
use chuhai_core::text::phrases;
use yew::prelude::*;

use super::icon::{evidence_sign, record_glyph};
use super::record_card::evidence;
use crate::lazy_details::LazyDetails;
use crate::page::Page;

/// A row of a table with its state.
#[derive(Clone, Copy)]
pub struct TableRow<'a> {
    /// The cells.
    pub row: &'a Row,
    /// Index of the column with the record's name.
    pub name_column: usize,
    /// The record details. With them the row opens to its evidence, without them it selects its record.
    pub details: Option<&'a LazyDetails>,
    /// True if the row is open.
    pub is_open: bool,
    /// True if the record is selected.
    pub is_selected: bool,
    /// True if the address's fragment leads to the record.
    pub is_target: bool,
}

/// The row, and its evidence if it is open.
pub fn table_row(page: &Page, table_row: TableRow) -> Html {
    let TableRow { row, details, is_selected, .. } = table_row;
    let status = page.record(row.record).evidence.status;
    let last = row.cells.len().saturating_sub(1);
    let cells = row.cells.iter().enumerate().map(|(column, cell)| {
        if column == table_row.name_column && column != last {
            name_cell(page, table_row, &cell.text)
        } else if column == last && !page.mode.is_prerender() {
            html! { <td>{ evidence_sign(status, page) }</td> }
        } else {
            // In the prerendered page the status has no sign: a hundred copies of one would be a burden.
            html! { <td>{ &cell.text }</td> }
        }
    });
    html! {
        <key={row.record}>
            <tr class={classes!(is_selected.then_some("row-selected"))}>{ for cells }</tr>
            if let Some(details) = details.filter(|_| table_row.is_open) {
                { evidence_row(page, details, row, is_selected) }
            }
        </>
    }
}

/// The cell with the record's name: a button that opens the row or selects the record. In the prerendered page the
/// row of the table of all records is a link target, and those of other tables link to it.
fn name_cell(
    page: &Page,
    TableRow { row, details, is_open, is_selected, is_target, .. }: TableRow,
    text: &str,
) -> Html {
    let record = page.record(row.record);
    let index = row.record.to_string();
    let body = || html! { <>{ record_glyph(&page.dataset, record) }{ text }</> };
    match (details, page.mode.is_prerender()) {
        (Some(_), true) => html! { <th scope="row" id={record.id.to_string()}>{ text }</th> },
        (None, true) => html! { <th scope="row"><a href={format!("#{}", record.id)}>{ text }</a></th> },
        (Some(_), false) => {
            let id = is_target.then(|| record.id.to_string());
            html! {
                <th scope="row" {id}>
                    <button type="button" data-open={index} aria-expanded={is_open.to_string()}>{ body() }</button>
                </th>
            }
        }
        (None, false) => {
            let pressed = is_selected.to_string();
            html! { <th scope="row"><button type="button" data-row={index} aria-pressed={pressed}>{ body() }</button></th> }
        }
    }
}

/// The evidence of a record, and a button that selects it.
fn evidence_row(page: &Page, details: &LazyDetails, row: &Row, is_selected: bool) -> Html {
    html! {
        <tr class="row-evidence">
            <td colspan={row.cells.len().to_string()}>
                { evidence(page, details, row.record) }
                if !page.mode.is_prerender() {
                    <button type="button" class="button" data-row={row.record.to_string()} aria-pressed={is_selected.to_string()}>
                        { page.text(phrases::TABLE_MARK) }
                    </button>
                }
            </td>
        </tr>
    }
}
