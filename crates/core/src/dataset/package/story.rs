//! Checks and compilation of the story: every figure is in the record that its text cites, and every step shows something
//! that exists. The only markup of a text is `[words](id of a record)`.

use std::collections::{BTreeMap, BTreeSet};

use super::diagnostic::{Diagnostic, Problems, all};
use super::numbers::{StatedFigure, figures};
use super::rules::width;
use super::spec::{CITABLE, record_tables};
use super::table::{InputRow, InputTable};
use super::{Checked, Tables};
use crate::dataset::{Camera, Dataset, Paragraph, RecordIx, Run, StepAnnotation, StoryStep, StoryView};
use crate::state::{self, PARAMS, Period};
use crate::text::{Lang, Text};

/// The widest note, a Han character counted as two.
const NOTE_WIDTH: usize = 36;

/// A piece of a text: its words and the id that it cites.
type Piece<'a> = (&'a str, Option<&'a str>);

/// The record that an id in a text cites.
#[derive(Clone, Copy)]
pub(super) struct Citation {
    pub record: RecordIx,
    /// True if the id is that of a row that belongs to the record.
    pub is_row: bool,
}

/// The steps and the paragraphs of each.
type Story = (Vec<StoryStep>, Vec<Vec<Paragraph>>);

pub(super) fn check(tables: &Tables, checked: &mut Checked, problems: &mut Problems) {
    let Some(story) = tables.get("story") else { return };
    let known = RecordFigures::new(tables);
    for row in &story.rows {
        for column in ["title", "title@en", "nav", "nav@en", "picture", "picture@en"] {
            for figure in figures(story.get(row, column)) {
                let message = format!("the figure {figure} belongs to no record");
                report(story, row, column, message, "tell it in story_texts, as [words](record)", problems);
            }
        }
        let camera = story.get(row, "camera");
        if read_camera(story.get(row, "view"), camera).is_none() {
            let message = format!("“{camera}” is no camera of this picture");
            let help = "write WEST SOUTH EAST NORTH for a map, FROM..TO for a timeline, or leave it empty";
            report(story, row, "camera", message, help, problems);
        }
        if !tables
            .get("story_texts")
            .is_some_and(|texts| !texts.is_whole() || texts.rows.iter().any(|other| is_of(texts, other, story, row)))
        {
            report(
                story,
                row,
                "id",
                "the step has no text".into(),
                "write its paragraphs in story_texts.csv",
                problems,
            );
        }
    }
    if let Some(texts) = tables.get("story_texts") {
        for row in &texts.rows {
            check_text(texts, row, &known, checked, problems);
        }
    }
    if let Some(notes) = tables.get("story_notes") {
        for row in &notes.rows {
            check_note(tables, notes, row, &known, problems);
        }
    }
}

fn is_of(table: &InputTable, row: &InputRow, story: &InputTable, step: &InputRow) -> bool {
    table.get(row, "step") == story.get(step, "id")
}

fn report(table: &InputTable, row: &InputRow, column: &str, message: String, help: &str, problems: &mut Problems) {
    problems.cell(&table.schema.path, Some(row.line), column, message, help);
}

/// The figures of each record; none if a table of records could not be read, which is reported once.
struct RecordFigures<'a>(Option<BTreeMap<&'a str, BTreeSet<StatedFigure>>>);

impl<'a> RecordFigures<'a> {
    fn new(tables: &'a Tables) -> Self {
        let mut figures_by_record: BTreeMap<&str, BTreeSet<StatedFigure>> = BTreeMap::new();
        let mut sources = record_tables().chain(["checks"]).filter_map(|name| tables.get(name));
        if sources.any(|table| !table.is_whole()) {
            return Self(None);
        }
        for table in record_tables().filter_map(|name| tables.get(name)) {
            for row in &table.rows {
                let cells = table.schema.fields.iter().map(|field| table.get(row, &field.name));
                figures_by_record.entry(table.get(row, "id")).or_default().extend(cells.flat_map(figures));
            }
        }
        for table in CITABLE.into_iter().filter_map(|name| tables.get(name)) {
            for row in &table.rows {
                let cells = table.schema.fields.iter().map(|field| table.get(row, &field.name));
                figures_by_record.entry(table.get(row, "id")).or_default().extend(cells.flat_map(figures));
            }
        }
        // Statements of outside sources belong to the record that they check.
        if let Some(checks) = tables.get("checks") {
            for row in &checks.rows {
                figures_by_record
                    .entry(checks.get(row, "record"))
                    .or_default()
                    .extend(figures(checks.get(row, "says")));
            }
        }
        Self(Some(figures_by_record))
    }

    /// The figures of `words` that the record `id` does not have; none if there is no such record.
    fn unsupported_figures(&self, words: &str, id: &str) -> Option<Vec<StatedFigure>> {
        let Some(figures_by_record) = &self.0 else { return Some(Vec::new()) };
        let known = figures_by_record.get(id)?;
        Some(figures(words).into_iter().filter(|figure| !known.contains(figure)).collect())
    }
}

/// Checks that every citation has a record with its figures, that no figure is outside a citation, and that both languages
/// cite the same records.
fn check_text(
    texts: &InputTable,
    row: &InputRow,
    known: &RecordFigures,
    checked: &mut Checked,
    problems: &mut Problems,
) {
    let mut named = Vec::new();
    for column in ["text", "text@en"] {
        let Some(pieces) = pieces(texts.get(row, column)) else {
            let message = "a reference is not written as one".into();
            report(texts, row, column, message, "write [words](id), and no other square bracket", problems);
            return;
        };
        for (words, id) in &pieces {
            let Some(id) = id else {
                for figure in figures(words) {
                    let message = format!("the figure {figure} refers to no record");
                    report(texts, row, column, message, "write [words](id) around it", problems);
                }
                continue;
            };
            checked.references += 1;
            match known.unsupported_figures(words, id) {
                None => {
                    let message = format!("“{id}” is not an id of `records`");
                    report(texts, row, column, message, "correct it, or add a row with that id", problems);
                }
                Some(unsupported) => {
                    for figure in unsupported {
                        let message = format!("“{id}” does not state the figure {figure}");
                        report(texts, row, column, message, "correct the figure, or name another record", problems);
                    }
                }
            }
        }
        named.push(pieces.iter().filter_map(|(_, id)| *id).collect::<BTreeSet<&str>>());
    }
    if let [zh, en] = &named[..]
        && let Some(id) = zh.symmetric_difference(en).next()
    {
        let message = format!("“{id}” is referred to in one language only");
        report(texts, row, "text@en", message, "refer to the same records in both", problems);
    }
}

/// Checks that an annotation is short, points at something, and has only figures of that.
fn check_note(tables: &Tables, notes: &InputTable, row: &InputRow, known: &RecordFigures, problems: &mut Problems) {
    let anchor = notes.get(row, "anchor");
    let stops = tables.get("voyages");
    // A table that could not be read is reported once.
    let is_stop =
        stops.is_none_or(|stops| !stops.is_whole() || stops.rows.iter().any(|stop| stops.get(stop, "id") == anchor));
    for column in ["text", "text@en"] {
        let words = notes.get(row, column);
        let unsupported = match known.unsupported_figures(words, anchor) {
            Some(unsupported) => unsupported,
            None if is_stop => figures(words).into_iter().collect(),
            None => {
                let message = format!("“{anchor}” is neither a record nor a stop of the voyages");
                report(notes, row, "anchor", message, "write the id of what the note points at", problems);
                return;
            }
        };
        for figure in unsupported {
            let message = format!("“{anchor}” does not state the figure {figure}");
            report(notes, row, column, message, "correct the figure, or point at another record", problems);
        }
        let width = width(words);
        if width > NOTE_WIDTH {
            let message = format!("the note is {width} wide");
            let help = format!("keep it to {NOTE_WIDTH}; a Chinese character counts as 2");
            report(notes, row, column, message, &help, problems);
        }
    }
}

/// Checks that the query of every step is understood.
pub(super) fn check_states(tables: &Tables, dataset: &Dataset, problems: &mut Problems) {
    let Some(story) = tables.get("story") else { return };
    for (row, step) in story.rows.iter().zip(&dataset.story) {
        for ignored in state::of_step(step, dataset).1 {
            let message = format!("“{}={}” means nothing", ignored.name, ignored.value);
            let choices: Vec<&str> = PARAMS.iter().filter(|param| param.is_choice).map(|param| param.name).collect();
            let help = format!("write parameters of the address: {}", choices.join(", "));
            report(story, row, "state", message, &help, problems);
        }
    }
}

/// Compiles the steps of valid tables and their paragraphs.
pub(super) fn compile(tables: &Tables, cited: &dyn Fn(&str) -> Option<Citation>) -> Result<Story, Vec<Diagnostic>> {
    let Some(story) = tables.get("story") else { return Ok(Default::default()) };
    let pair = |table: &InputTable, row: &InputRow, column: &str| Text {
        zh: table.get(row, column).into(),
        en: table.get(row, &format!("{column}@en")).into(),
    };
    let runs = |text: &str| -> Vec<Run> {
        let pieces = pieces(text).unwrap_or_default().into_iter();
        let run = |(words, id): Piece<'_>| {
            let citation = id.and_then(cited);
            let row = id.filter(|_| citation.is_some_and(|citation| citation.is_row)).map(Into::into);
            Run { text: words.into(), record: citation.map(|citation| citation.record), row }
        };
        pieces.map(run).collect()
    };
    let of = |name: &str, step: &InputRow, make: &mut dyn FnMut(&InputTable, &InputRow)| {
        if let Some(table) = tables.get(name) {
            table.rows.iter().filter(|row| is_of(table, row, story, step)).for_each(|row| make(table, row));
        }
    };
    let steps = story.rows.iter().map(|row| {
        let (mut paragraphs, mut notes) = (Vec::new(), Vec::new());
        of("story_texts", row, &mut |table, row| {
            paragraphs.push(Paragraph::new(runs(table.get(row, "text")), runs(table.get(row, "text@en"))));
        });
        of("story_notes", row, &mut |table, row| {
            notes.push(StepAnnotation { anchor: table.get(row, "anchor").into(), text: pair(table, row, "text") });
        });
        let step = StoryStep {
            id: story.get(row, "id").into(),
            title: pair(story, row, "title"),
            nav: pair(story, row, "nav"),
            picture: pair(story, row, "picture"),
            view: story.word(row, "view", StoryView::from_id)?,
            query: story.get(row, "state").into(),
            camera: read_camera(story.get(row, "view"), story.get(row, "camera"))
                .ok_or_else(|| story.missing(row, "camera"))?,
            voyages: story.get(row, "voyages") == "true",
            cited: (named(&paragraphs, Lang::Zh), named(&paragraphs, Lang::En)),
            notes,
        };
        Ok((step, paragraphs))
    });
    Ok(all(steps)?.into_iter().unzip())
}

/// The records that paragraphs cite, each once.
fn named(paragraphs: &[Paragraph], lang: Lang) -> Vec<RecordIx> {
    let mut records = Vec::new();
    for run in paragraphs.iter().flat_map(|paragraph| paragraph.runs(lang)) {
        records.extend(run.record.filter(|ix| !records.contains(ix)));
    }
    records
}

fn read_camera(view: &str, text: &str) -> Option<Camera> {
    if text.is_empty() {
        return Some(Camera::Rest);
    }
    match StoryView::from_id(view)? {
        StoryView::Map => {
            let numbers: Vec<f32> = text.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
            let [west, south, east, north] = numbers[..] else { return None };
            // East of the antimeridian a longitude goes on past 180, as on the map.
            let is_in_range = (-30.0..330.0).contains(&west)
                && west < east
                && east <= 330.0
                && -90.0 <= south
                && south < north
                && north <= 90.0;
            is_in_range.then_some(Camera::Map { south_west: (west, south), north_east: (east, north) })
        }
        StoryView::Timeline => Period::parse(text).map(Camera::Time),
        StoryView::Funding
        | StoryView::Waffle
        | StoryView::Areas
        | StoryView::Prices
        | StoryView::Pairs
        | StoryView::Endings
        | StoryView::Findings
        | StoryView::Since => None,
    }
}

/// The pieces of a text; none where its brackets make no references.
fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let (words, after) = after.split_once("](")?;
        let (id, after) = after.split_once(')')?;
        if before.contains(']') || words.contains('[') || words.is_empty() || id.is_empty() {
            return None;
        }
        if !before.is_empty() {
            pieces.push((before, None));
        }
        pieces.push((words, Some(id)));
        rest = after;
    }
    if rest.contains(']') {
        return None;
    }
    if !rest.is_empty() {
        pieces.push((rest, None));
    }
    Some(pieces)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{files, tiny, tiny_details};
    use super::super::tests::check;
    use super::*;

    #[test]
    fn steps_carry_what_they_tell_and_show() {
        let dataset = tiny();
        let ids: Vec<&str> = dataset.story.iter().map(|step| &*step.id).collect();
        assert_eq!(ids, ["sail", "money", "rules", "doubt"]);
        let money = &dataset.story[1];
        let paragraphs = tiny_details().story;
        let runs: Vec<(&str, Option<&str>)> = paragraphs[1][0]
            .runs(Lang::En)
            .iter()
            .map(|run| (&*run.text, run.record.map(|ix| &*dataset.record(ix).id)))
            .collect();
        let expected = [
            ("The peak was ", None),
            ("$24.9bn", Some("article-2021")),
            ("; by the middle of the year it was ", None),
            ("about $4.4bn", Some("article-2024h1")),
            (".", None),
        ];
        assert_eq!(runs, expected);
        assert_eq!(
            money.records(Lang::Zh),
            [dataset.find("article-2021").unwrap(), dataset.find("article-2024h1").unwrap()]
        );
        let (shown, ignored) = state::of_step(money, &dataset);
        assert_eq!((shown.selection.record, ignored), (dataset.find("article-2021"), Vec::new()));
        assert_eq!(dataset.story[0].camera, Camera::Map { south_west: (90.0, -10.0), north_east: (130.0, 30.0) });
        assert_eq!(dataset.story[2].camera, Camera::Time(Period::parse("2023..2024-12").unwrap()));
        assert!(dataset.story[0].voyages && !money.voyages);
        assert_eq!(&*dataset.story[0].notes[0].anchor, "malacca");
    }

    #[test]
    fn a_package_may_tell_no_story() {
        let mut files = files();
        for name in ["story.csv", "story_texts.csv", "story_notes.csv"] {
            let bytes = files.get_mut(name).unwrap();
            let header = bytes.iter().position(|byte| *byte == b'\n').unwrap();
            bytes.truncate(header + 1);
        }
        assert_eq!(super::super::read(&files).unwrap().dataset.story, Vec::new());
    }

    #[test]
    fn a_figure_stands_in_the_record_it_refers_to() {
        let bare = |column| {
            format!(
                "story_texts.csv:4:{column}: the figure 24900000000 refers to no record; write [words](id) around it"
            )
        };
        check("story_texts.csv", "[249 亿美元](article-2021)", "249 亿美元（[峰值](article-2021)）", &[&bare("text")]);
        let unsupported = "“article-2021” does not state the figure 7; correct the figure, or name another record";
        check(
            "story_texts.csv",
            "[峰值](article-2021)。,\"Some of it does not hold, [the peak](article-2021)",
            "[7 次](article-2021)。,\"Some of it does not hold, [7 times](article-2021)",
            &[&format!("story_texts.csv:6:text: {unsupported}"), &format!("story_texts.csv:6:text@en: {unsupported}")],
        );
        let title = "the figure 2024 belongs to no record; tell it in story_texts, as [words](record)";
        check(
            "story.csv",
            "规则来了,Then came rules",
            "2024 年规则来了,Then came rules in 2024",
            &[&format!("story.csv:4:title: {title}"), &format!("story.csv:4:title@en: {title}")],
        );
        let unsupported =
            "“article-2021” does not state the figure 23900000000; correct the figure, or point at another record";
        check(
            "story_notes.csv",
            "峰值 249 亿美元,The peak: $24.9bn",
            "峰值 239 亿美元,The peak: $23.9bn",
            &[&format!("story_notes.csv:3:text: {unsupported}"), &format!("story_notes.csv:3:text@en: {unsupported}")],
        );
    }

    #[test]
    fn references_are_written_as_such_and_lead_to_the_same_records_in_both_languages() {
        check(
            "story_texts.csv",
            "[峰值](article-2021)",
            "[峰值]",
            &[
                "story_texts.csv:6:text: a reference is not written as one; write [words](id), and no other square bracket",
            ],
        );
        check(
            "story_texts.csv",
            "[the peak](article-2021)",
            "[the peak](article-2024h1)",
            &[
                "story_texts.csv:6:text@en: “article-2021” is referred to in one language only; refer to the same records in both",
            ],
        );
        check(
            "story_texts.csv",
            "[the peak](article-2021)",
            "[the peak](nothing)",
            &[
                "story_texts.csv:6:text@en: “nothing” is not an id of `records`; correct it, or add a row with that id",
                "story_texts.csv:6:text@en: “article-2021” is referred to in one language only; refer to the same records in both",
            ],
        );
        check(
            "story_notes.csv",
            "event-tc260",
            "elsewhere",
            &[
                "story_notes.csv:4:anchor: “elsewhere” is neither a record nor a stop of the voyages; write the id of what the note points at",
            ],
        );
    }

    #[test]
    fn every_step_shows_what_there_is() {
        check(
            "story.csv",
            "status=contested~derived",
            "status=wrong&view=map",
            &[
                "story.csv:5:state: “status=wrong” means nothing; write parameters of the address: region, company, kind, status, t, q, sel",
                "story.csv:5:state: “view=map” means nothing; write parameters of the address: region, company, kind, status, t, q, sel",
            ],
        );
        let camera = "is no camera of this picture; write WEST SOUTH EAST NORTH for a map, FROM..TO for a timeline, or leave it empty";
        check(
            "story.csv",
            "90 -10 130 30",
            "130 -10 90 30",
            &[&format!("story.csv:2:camera: “130 -10 90 30” {camera}")],
        );
        check("story.csv", "2023..2024-12", "2024..2023", &[&format!("story.csv:4:camera: “2024..2023” {camera}")]);
        check(
            "story_texts.csv",
            "doubt,",
            "rules,",
            &["story.csv:5:id: the step has no text; write its paragraphs in story_texts.csv"],
        );
    }
}
