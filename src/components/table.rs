//! A table that a reader can sort, choose from or open row by row, and take away as a file. What its rows say is
//! decided elsewhere.

use chuhai_charts::table::{Row, Sort, Table};
use chuhai_core::csv::{self, Reader};
use chuhai_core::dataset::{Dataset, RecordIx};
use chuhai_core::state::Action;
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use super::export_buttons::save_group;
use super::icon::{Icon, evidence_sign, icon, record_glyph};
use super::record_card::evidence;
use super::table_file::file_rows;
use crate::browser::{collate, download, element};
use crate::lazy_details::LazyDetails;
use crate::ptr_eq_rc::PtrEqRc;
use crate::render_mode::RenderMode;

/// What the table needs.
#[derive(Properties, PartialEq)]
pub struct SortedTableProps {
    /// The facts behind the rows.
    pub dataset: PtrEqRc<Dataset>,
    /// Language of the page.
    pub lang: Lang,
    /// What its file is called after.
    pub name: &'static str,
    /// Head and rows.
    pub table: PtrEqRc<Table>,
    /// The records that were chosen themselves.
    pub chosen: Vec<RecordIx>,
    /// The record that a reference in the address leads to.
    #[prop_or_default]
    pub led_to: Option<RecordIx>,
    /// What is read of each record: with it a row opens to that, without it a row is a way to choose.
    #[prop_or_default]
    pub opens: Option<LazyDetails>,
    /// The purpose that the page is rendered for.
    #[prop_or_default]
    pub mode: RenderMode,
    /// Makes the rows of the file, where the table stops before all of them.
    #[prop_or_default]
    pub whole: Option<Callback<(), Table>>,
    /// Where choices go.
    pub act: Callback<Action>,
}

/// The table with its count and its buttons.
#[component]
pub fn SortedTable(props: &SortedTableProps) -> Html {
    let SortedTableProps { dataset, lang, table, .. } = props;
    let lang = *lang;
    let sort = use_state_eq(|| None::<Sort>);
    // What is chosen stands open, from the start or as soon as it is chosen elsewhere, until the reader shuts it.
    let open = use_state_eq(|| props.chosen.iter().copied().chain(props.led_to).collect::<Vec<_>>());
    let before = use_mut_ref(|| props.chosen.clone());
    use_effect_with(props.chosen.clone(), {
        let open = open.clone();
        move |chosen| {
            let before = before.replace(chosen.clone());
            let new = chosen.iter().filter(|record| !before.contains(record) && !open.contains(record));
            open.set(open.iter().chain(new).copied().collect());
        }
    });
    let order = table.order(*sort, &|a, b| collate::compare(lang, a, b));

    let onclick = {
        let (act, sort, open) = (props.act.clone(), sort.clone(), open.clone());
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
    };
    let save = {
        let (dataset, table, name) = (dataset.clone(), table.clone(), props.name);
        let (order, late, whole, sort) = (order.clone(), props.opens.clone(), props.whole.clone(), *sort);
        Callback::from(move |reader: Reader| {
            let program = if reader == Reader::Excel { "-excel" } else { "" };
            let meta = &dataset.meta;
            let file = format!("{}-{name}-{}-{}{program}.csv", meta.file_name(), lang.code(), meta.version);
            let details = late.as_ref().and_then(|late| late.details.as_deref());
            let rows = match &whole {
                Some(whole) => {
                    let table = whole.emit(());
                    let order = table.order(sort, &|a, b| collate::compare(lang, a, b));
                    file_rows(&dataset, &table, &order, details, lang)
                }
                None => file_rows(&dataset, &table, &order, details, lang),
            };
            download::save_text(&file, &csv::write(&rows, reader));
        })
    };
    let files = [(Reader::Program, phrases::TABLE_CSV), (Reader::Excel, phrases::TABLE_CSV_EXCEL)];
    let files = files.map(|(reader, name)| {
        let name = name.get(lang);
        (name, name.to_owned(), save.reform(move |_: MouseEvent| reader))
    });
    let head = &table.head;
    html! {
        <>
            <div class="table-tools">
                <p class="table-count">{ count_words(table, lang) }</p>
                { save_group(phrases::TABLE_DOWNLOAD.get(lang), files) }
            </div>
            <div class="scroll" tabindex="0" role="region" aria-label={head.caption.clone()}>
                <table {onclick}>
                    <caption>{ &head.caption }</caption>
                    <thead>
                        <tr>{ for head.columns.iter().enumerate().map(|(column, name)| column_head(*sort, column, name)) }</tr>
                    </thead>
                    { for (0..table.groups.len().max(1)).map(|group| html! {
                        <tbody>
                            if let Some(title) = table.groups.get(group) {
                                <tr class="group">
                                    <th scope="rowgroup" colspan={head.columns.len().to_string()}>{ title }</th>
                                </tr>
                            }
                            { for order.iter().filter_map(|&ix| table.rows.get(ix)).filter(|row| row.group == group).map(|row| {
                                row_of(props, row, props.mode.is_unfolded() || open.contains(&row.record))
                            }) }
                        </tbody>
                    }) }
                </table>
            </div>
            if table.rows.is_empty() {
                <p class="note">{ phrases::TABLE_EMPTY.get(lang) }</p>
            }
        </>
    }
}

fn count_words(table: &Table, lang: Lang) -> String {
    let (n, all) = (table.rows.len(), table.all);
    let phrase = if n == all { phrases::TABLE_COUNT } else { phrases::TABLE_COUNT_OF };
    phrase.fill(lang, &[("n", &n.to_string()), ("all", &all.to_string())])
}

fn column_head(sort: Option<Sort>, column: usize, name: &str) -> Html {
    let state = Sort::aria(sort, column);
    let sign = match state {
        "ascending" => Icon::Up,
        "descending" => Icon::Down,
        _ => Icon::UpDown,
    };
    html! {
        <th scope="col" aria-sort={state}>
            <button type="button" data-column={column.to_string()}>{ name }{ icon(sign) }</button>
        </th>
    }
}

fn row_of(props: &SortedTableProps, row: &Row, open: bool) -> Html {
    let SortedTableProps { dataset, lang, table, .. } = props;
    let record = dataset.record(row.record);
    let chosen = props.chosen.contains(&row.record);
    let id = row.record.to_string();
    let place = (props.led_to == Some(row.record)).then(|| record.id.to_string());
    let last = row.cells.len().saturating_sub(1);
    let cells = row.cells.iter().enumerate().map(|(column, cell)| match &props.opens {
        // Where nothing runs yet words do: what is drawn beside them would be told a hundred times.
        _ if column == last && props.mode.is_prerender() => html! { <td>{ &cell.text }</td> },
        _ if column == last => html! { <td>{ evidence_sign(record.evidence.status, &dataset.meta, *lang) }</td> },
        _ if column != table.head.name => html! { <td>{ &cell.text }</td> },
        // Where nothing runs yet, a row of all records is where links to it lead, any other leads there.
        opens if props.mode.is_prerender() => match opens {
            Some(_) => html! { <th scope="row" id={record.id.to_string()}>{ &cell.text }</th> },
            None => html! { <th scope="row"><a href={format!("#{}", record.id)}>{ &cell.text }</a></th> },
        },
        Some(_) => html! {
            <th scope="row" id={place.clone()}>
                <button type="button" data-open={id.clone()} aria-expanded={open.to_string()}>
                    { record_glyph(dataset, record) }{ &cell.text }
                </button>
            </th>
        },
        None => html! {
            <th scope="row">
                <button type="button" data-row={id.clone()} aria-pressed={chosen.to_string()}>
                    { record_glyph(dataset, record) }{ &cell.text }
                </button>
            </th>
        },
    });
    let class = classes!(chosen.then_some("row-selected"));
    html! {
        <key={row.record}>
            <tr {class}>{ for cells }</tr>
            if let Some(late) = props.opens.as_ref().filter(|_| open) {
                <tr class="row-evidence">
                    <td colspan={row.cells.len().to_string()}>
                        { evidence(dataset, late, row.record, *lang, props.mode) }
                        if !props.mode.is_prerender() {
                            <button type="button" class="button" data-row={id} aria-pressed={chosen.to_string()}>
                                { phrases::TABLE_MARK.get(*lang) }
                            </button>
                        }
                    </td>
                </tr>
            }
        </>
    }
}
