//! A table that can be sorted, whose rows select a record or open to its evidence, and that can be downloaded.

use std::rc::Rc;

use chuhai_charts::table::{Row, Sort, Table};
use chuhai_core::csv::{self, Reader};
use chuhai_core::dataset::RecordIx;
use chuhai_core::state::Action;
use chuhai_core::text::phrases;
use yew::prelude::*;

use super::export_buttons::{ExportButton, export_buttons};
use super::icon::{Icon, icon};
use super::table_file::file_rows;
use super::table_row::{TableRow, table_row};
use crate::browser::{collate, download, element};
use crate::lazy_details::LazyDetails;
use crate::page::{Page, use_page};
use crate::ptr_eq_rc::PtrEqRc;

/// Properties of [`SortedTable`].
#[derive(Properties, PartialEq)]
pub struct SortedTableProps {
    /// Part of the file's name.
    pub name: &'static str,
    /// Head and rows.
    pub table: PtrEqRc<Table>,
    /// The selected records.
    pub chosen: Vec<RecordIx>,
    /// The record that the address's fragment leads to.
    #[prop_or_default]
    pub target: Option<RecordIx>,
    /// The record details. With them rows open to their evidence, without them they select their record.
    #[prop_or_default]
    pub row_details: Option<LazyDetails>,
    /// Makes the rows of the file, where the table is cut off.
    #[prop_or_default]
    pub whole: Option<Callback<(), Table>>,
}

/// The table with its count and its export buttons.
#[component]
pub fn SortedTable(props: &SortedTableProps) -> Html {
    let page = use_page();
    let table = &props.table;
    let sort = use_state_eq(|| None::<Sort>);
    let open = use_open_rows(&props.chosen, props.target);
    let order = Rc::new(sorted(table, *sort, &page));
    let onclick = on_click(&page, &sort, &open);
    let is_open = |row: &Row| page.mode.is_unfolded() || open.contains(&row.record);
    let group = |group: usize| {
        let rows = order.iter().filter_map(|&ix| table.rows.get(ix)).filter(move |row| row.group == group);
        html! {
            <tbody>
                if let Some(title) = table.groups.get(group) {
                    <tr class="group">
                        <th scope="rowgroup" colspan={table.head.columns.len().to_string()}>{ title }</th>
                    </tr>
                }
                { for rows.map(|row| table_row(&page, table_row_of(props, row, is_open(row)))) }
            </tbody>
        }
    };
    html! {
        <>
            <div class="table-tools">
                <p class="table-count">{ count_words(&page, table) }</p>
                { exports(&page, props, &order, *sort) }
            </div>
            <div class="scroll" tabindex="0" role="region" aria-label={table.head.caption.clone()}>
                <table {onclick}>
                    <caption>{ &table.head.caption }</caption>
                    <thead>
                        <tr>{ for table.head.columns.iter().enumerate().map(|(column, name)| column_head(*sort, column, name)) }</tr>
                    </thead>
                    { for (0..table.groups.len().max(1)).map(group) }
                </table>
            </div>
            if table.rows.is_empty() {
                <p class="note">{ page.text(phrases::TABLE_EMPTY) }</p>
            }
        </>
    }
}

/// A row with its state.
fn table_row_of<'a>(props: &'a SortedTableProps, row: &'a Row, is_open: bool) -> TableRow<'a> {
    TableRow {
        row,
        name_column: props.table.head.name,
        details: props.row_details.as_ref(),
        is_open,
        is_selected: props.chosen.contains(&row.record),
        is_target: props.target == Some(row.record),
    }
}

/// Returns the records whose rows are open. A record that is selected opens, until the reader closes it.
#[hook]
fn use_open_rows(chosen: &[RecordIx], target: Option<RecordIx>) -> UseStateHandle<Vec<RecordIx>> {
    let open = use_state_eq(|| chosen.iter().copied().chain(target).collect::<Vec<_>>());
    let before = use_mut_ref(|| chosen.to_vec());
    use_effect_with(chosen.to_vec(), {
        let open = open.clone();
        move |chosen| {
            let before = before.replace(chosen.clone());
            let new = chosen.iter().filter(|record| !before.contains(record) && !open.contains(record));
            open.set(open.iter().chain(new).copied().collect());
        }
    });
    open
}

/// The indices of the rows in the order of the page's language.
fn sorted(table: &Table, sort: Option<Sort>, page: &Page) -> Vec<usize> {
    table.order(sort, &|a, b| collate::compare(page.lang, a, b))
}

/// One click handler for the whole table: column heads sort, names select or open.
fn on_click(
    page: &Page,
    sort: &UseStateHandle<Option<Sort>>,
    open: &UseStateHandle<Vec<RecordIx>>,
) -> Callback<MouseEvent> {
    let (act, sort, open) = (page.act.clone(), sort.clone(), open.clone());
    Callback::from(move |event: MouseEvent| {
        let number = |name| element::nearest_attribute(event.target(), name)?.parse::<u32>().ok();
        if let Some(column) = number("data-column") {
            sort.set(Sort::pressed(*sort, column as usize));
        } else if let Some(record) = number("data-row") {
            act.emit(Action::ToggleRecord(record));
        } else if let Some(record) = number("data-open") {
            let mut now = (*open).clone();
            match now.iter().position(|other| *other == record) {
                Some(at) => drop(now.swap_remove(at)),
                None => now.push(record),
            }
            open.set(now);
        }
    })
}

/// The buttons that save the table as CSV, for programs and for Excel.
fn exports(page: &Page, props: &SortedTableProps, order: &Rc<Vec<usize>>, sort: Option<Sort>) -> Html {
    let (name, whole) = (props.name, props.whole.clone());
    let (page_of, table, order, details) =
        (page.clone(), props.table.clone(), order.clone(), props.row_details.clone());
    let save = Callback::from(move |reader: Reader| {
        let details = details.as_ref().and_then(|details| details.details.as_deref());
        let page = &page_of;
        let rows = match whole.as_ref().map(|whole| whole.emit(())) {
            Some(whole) => file_rows(&page.dataset, &whole, &sorted(&whole, sort, page), details, page.lang),
            None => file_rows(&page.dataset, &table, &order, details, page.lang),
        };
        download::save_text(&file_name(page, name, reader), &csv::write(&rows, reader));
    });
    let button = |(reader, format)| {
        let format = page.text(format);
        ExportButton { format, label: format.to_owned(), onclick: save.reform(move |_: MouseEvent| reader) }
    };
    let readers = [(Reader::Program, phrases::TABLE_CSV), (Reader::Excel, phrases::TABLE_CSV_EXCEL)];
    export_buttons(page.text(phrases::TABLE_DOWNLOAD), readers.map(button))
}

/// The name of the table's file.
fn file_name(page: &Page, name: &str, reader: Reader) -> String {
    let meta = &page.dataset.meta;
    let suffix = match reader {
        Reader::Excel => "-excel",
        Reader::Program => "",
    };
    format!("{}-{name}-{}-{}{suffix}.csv", meta.file_name(), page.lang.code(), meta.version)
}

fn count_words(page: &Page, table: &Table) -> String {
    let (n, all) = (table.rows.len(), table.all);
    let phrase = if n == all { phrases::TABLE_COUNT } else { phrases::TABLE_COUNT_OF };
    page.fill(phrase, &[("n", &n.to_string()), ("all", &all.to_string())])
}

/// The head of a column, with its sort direction.
fn column_head(sort: Option<Sort>, column: usize, name: &str) -> Html {
    let direction = Sort::aria(sort, column);
    let sign = match direction {
        "ascending" => Icon::Up,
        "descending" => Icon::Down,
        _ => Icon::UpDown,
    };
    html! {
        <th scope="col" aria-sort={direction}>
            <button type="button" data-column={column.to_string()}>{ name }{ icon(sign) }</button>
        </th>
    }
}
