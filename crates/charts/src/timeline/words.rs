//! The text of the timeline: accessible names, tooltips, table cells, the summary. No geometry.

use chuhai_core::dataset::{Dataset, Record, RecordIx};
use chuhai_core::date::{Date, Day, civil_from_day};
use chuhai_core::format::{date_short, date_words, disputed_words, list, number, record_date, spaced, status_word};
use chuhai_core::state::LaneMode;
use chuhai_core::text::{Lang, phrases};

use super::LayoutContext;
use crate::layout::axis::{TickInterval, TickUnit};
use crate::scene::{Cell, TableHead};

/// The text of a record's item.
pub(super) struct RecordText {
    pub(super) name: String,
    pub(super) tip: Vec<String>,
    pub(super) cells: Vec<Cell>,
}

/// Returns name, tooltip and table row of the record at `ix`.
pub(super) fn record_text(dataset: &Dataset, ix: RecordIx, lang: Lang) -> RecordText {
    let record = dataset.record(ix);
    let title = record.title.get(lang);
    let date = record_date(record, lang);
    let status = dataset.meta.said(status_word(record.evidence.status, lang));
    let disputed = disputed_words(record.evidence.status, lang);
    let companies: Vec<&str> = company_names(dataset, record, lang);
    let unsaid: Vec<&str> = record
        .companies
        .iter()
        .zip(&companies)
        .filter(|(ix, name)| {
            let aliases = &dataset.companies[usize::from(**ix)].aliases;
            !title.contains(**name) && !aliases.iter().any(|alias| title.contains(&**alias))
        })
        .map(|(_, name)| *name)
        .collect();
    let phrase = if unsaid.is_empty() { phrases::TIMELINE_ITEM } else { phrases::TIMELINE_ITEM_OF };
    let who = list(&unsaid, lang);
    let name = phrase.fill(lang, &[("date", &date), ("title", title), ("who", &who), ("disputed", &disputed)]);

    let mut tip = vec![date];
    if record.second_date.is_some() {
        tip.push(phrases::TIMELINE_SECOND_DATE.fill(lang, &[("date", &date_words(record.second_date, lang))]));
    }
    tip.push(status.into_owned());
    let where_to: Vec<&str> = record
        .places
        .iter()
        .map(|place| dataset.record(dataset.places[usize::from(*place)].record).title.get(lang))
        .collect();
    let cells = vec![
        Cell::of_date(date_short(record.date, lang), record.date),
        title.into(),
        Cell::from(list(&companies, lang)),
        Cell::from(list(&where_to, lang)),
        Cell::of_status(record.evidence.status, &dataset.meta, lang),
    ];
    RecordText { name, tip, cells }
}

fn company_names<'a>(dataset: &'a Dataset, record: &Record, lang: Lang) -> Vec<&'a str> {
    record
        .companies
        .iter()
        .map(|ix| dataset.record(dataset.companies[usize::from(*ix)].record).title.get(lang))
        .collect()
}

/// Returns the label of a record's mark.
pub(super) fn label(record: &Record, lang: Lang) -> &str {
    record.short.as_ref().unwrap_or(&record.title).get(lang)
}

/// Returns the accessible name of a company's lane heading.
pub(super) fn heading_name(title: &str, records: usize, lang: Lang) -> String {
    phrases::TIMELINE_HEADING.fill(lang, &[("lane", title), ("n", &number(records as f64))])
}

/// Returns an interval of the axis in words, such as “March 2024”.
pub(super) fn interval_words(from: Day, unit: TickUnit, lang: Lang) -> String {
    let (year, month, day) = civil_from_day(from);
    let (y, quarter) = (year.to_string(), ((month - 1) / 3 + 1).to_string());
    let day_words = || date_short(Some(Date::from_day(year.clamp(0, 9999) as i16, month, day).into()), lang);
    match unit {
        TickUnit::Years(1) => phrases::FORMAT_YEAR.fill(lang, &[("y", &y)]),
        TickUnit::Years(step) => {
            phrases::TIMELINE_YEARS.fill(lang, &[("from", &y), ("to", &(year + i32::from(step) - 1).to_string())])
        }
        TickUnit::Quarter => phrases::TIMELINE_QUARTER_OF.fill(lang, &[("y", &y), ("n", &quarter)]),
        TickUnit::Month => {
            let month = phrases::FORMAT_MONTHS.get(lang).split('|').nth(usize::from(month) - 1).unwrap_or_default();
            phrases::FORMAT_YEAR_MONTH.fill(lang, &[("y", &y), ("m", month)])
        }
        TickUnit::Week => phrases::TIMELINE_WEEK_OF.fill(lang, &[("date", &day_words())]),
        TickUnit::Day => day_words(),
    }
}

/// Returns the label of a tick on an axis without context: a tick that starts a coarser interval is labelled by that.
pub(super) fn tick_words(tick: &TickInterval, unit: TickUnit, lang: Lang) -> String {
    let (year, month, day) = civil_from_day(tick.from);
    match unit {
        TickUnit::Quarter | TickUnit::Month if month == 1 => year.to_string(),
        TickUnit::Day if day == 1 => {
            phrases::FORMAT_MONTHS_SHORT.get(lang).split('|').nth(usize::from(month) - 1).unwrap_or_default().to_owned()
        }
        TickUnit::Years(_) | TickUnit::Quarter | TickUnit::Month | TickUnit::Week | TickUnit::Day => tick.label.clone(),
    }
}

/// Returns the accessible name of a bin: the number of records that fall, or may fall, into an interval.
pub(super) fn bin_name(when: &str, lane: &str, count: u32, lang: Lang) -> String {
    phrases::TIMELINE_BIN.fill(lang, &[("when", when), ("lane", lane), ("n", &number(f64::from(count)))])
}

/// Returns the caption and heads of the table.
pub(super) fn table_head(lang: Lang) -> TableHead {
    TableHead {
        caption: phrases::TIMELINE_TABLE.get(lang).to_owned(),
        name: 1,
        columns: [
            phrases::TIMELINE_COLUMN_DATE,
            phrases::TIMELINE_COLUMN_RECORD,
            phrases::TIMELINE_COLUMN_COMPANY,
            phrases::TIMELINE_COLUMN_PLACE,
            phrases::TIMELINE_COLUMN_EVIDENCE,
        ]
        .map(|phrase| phrase.get(lang).to_owned())
        .to_vec(),
    }
}

/// Returns the summary: content, main finding and caveats of the records that pass the filter.
pub(super) fn summary(ctx: &LayoutContext<'_>) -> String {
    let LayoutContext { dataset, index, filter, lang, .. } = *ctx;
    let all = &index.facts;
    let (facts, only) = filter.left.as_ref().map_or((all, None), |(facts, any)| (facts, *any));
    let count = |n: usize| number(n as f64);
    let what = match (&filter.left, index.mode) {
        _ if all.records == 0 => return phrases::TIMELINE_SUMMARY_EMPTY.get(lang).to_owned(),
        (Some(_), _) if facts.records == 0 => phrases::TIMELINE_SUMMARY_NONE,
        (Some(_), _) => phrases::TIMELINE_SUMMARY_LEFT,
        (None, LaneMode::Company) => phrases::TIMELINE_SUMMARY_COMPANY,
        (None, LaneMode::Kind) => phrases::TIMELINE_SUMMARY_KIND,
    };
    let values = [count(facts.records), count(all.records), count(index.lanes.len())];
    let mut text = what.fill(lang, &[("n", &values[0]), ("all", &values[1]), ("lanes", &values[2])]);
    if let (1, Some(only)) = (facts.records, only) {
        let record = dataset.record(only);
        let values = [("title", record.title.get(lang)), ("date", &*record_date(record, lang))];
        text.push_str(&phrases::TIMELINE_SUMMARY_ONLY.fill(lang, &values));
    } else if let Some((year, n)) = facts.busiest_year().filter(|(_, n)| *n > 1) {
        let in_year = |month: &Day| civil_from_day(*month).0 == year;
        let month = facts.busiest_month().filter(|(month, n)| *n > 1 && in_year(month));
        let month = month.map(|(month, n)| (interval_words(month, TickUnit::Month, lang), n));
        let (when, month) = match month {
            // All records of the year lie in one month.
            Some((month, same)) if same == n => (month, String::new()),
            Some((month, n)) => {
                let alone = phrases::TIMELINE_SUMMARY_MONTH.fill(lang, &[("month", &month), ("n", &count(n))]);
                (phrases::FORMAT_YEAR.fill(lang, &[("y", &year.to_string())]), alone)
            }
            None => (phrases::FORMAT_YEAR.fill(lang, &[("y", &year.to_string())]), String::new()),
        };
        let values = [("n", &*count(n)), ("when", &*when), ("month", &*month)];
        let all = n == facts.records;
        let phrase = if all { phrases::TIMELINE_SUMMARY_ALL_WITHIN } else { phrases::TIMELINE_SUMMARY_WITHIN };
        text.push_str(&phrase.fill(lang, &values));
    }
    let caveats = [
        (phrases::TIMELINE_SUMMARY_CAVEAT, facts.records),
        (phrases::TIMELINE_SUMMARY_CONTESTED, facts.contested),
        (phrases::TIMELINE_SUMMARY_UNDATED, facts.undated),
    ];
    for (caveat, n) in caveats.into_iter().filter(|(_, n)| *n > 0) {
        text.push_str(&caveat.fill(lang, &[("n", &count(n))]));
    }
    if ctx.has_since() {
        text.push_str(&phrases::TIMELINE_SUMMARY_SINCE.fill(lang, &[("n", &count(dataset.since.len()))]));
    }
    if !ctx.period.is_open() && all.undated > 0 {
        text.push_str(&phrases::TIMELINE_SUMMARY_PERIOD.fill(lang, &[("n", &count(all.undated))]));
    }
    spaced(text.trim_end().to_owned(), lang)
}
