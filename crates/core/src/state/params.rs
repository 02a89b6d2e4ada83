//! The parameters of the page's address: one table for reading and writing queries, for embeds, and for the tests that
//! hold the scripts to it.

use super::normalize::{in_order, tidy};
use super::{ClaimCategory, FilterField, Period, State, Theme, View};
use crate::dataset::{Dataset, Kind, RecordIx, Status};
use crate::text::Lang;

/// A parameter of the address.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// Its name.
    pub name: &'static str,
    /// True if a host page may set it in a frame of ours.
    pub in_embed: bool,
    /// True if it filters or selects, so that a step of the story may carry it and an address with it means the views.
    pub is_choice: bool,
    /// True if its value is ids of records, which may be those of an earlier release.
    pub(super) has_ids: bool,
    /// Applies a value to a state; returns false if the value, or a part of it, means nothing.
    pub(super) read: fn(&str, &mut State, &Dataset) -> bool,
    /// The value of a state; none for the default. The language is that of an address without one.
    pub(super) write: fn(&State, &Dataset, Lang) -> Option<String>,
}

impl Param {
    /// A parameter of the page itself.
    const PAGE: Self = Self {
        name: "",
        in_embed: false,
        is_choice: false,
        has_ids: false,
        read: |_, _, _| false,
        write: |_, _, _| None,
    };
    /// A parameter of what is shown.
    const SHOWN: Self = Self { in_embed: true, ..Self::PAGE };
    /// A parameter of the filter or the selection.
    const CHOICE: Self = Self { is_choice: true, ..Self::SHOWN };
    /// A parameter of the filter or the selection that names records.
    const IDS: Self = Self { has_ids: true, ..Self::CHOICE };

    /// Returns the parameter with this name. All other names are not ours and are left as they are.
    pub fn find(name: &str) -> Option<&'static Self> {
        PARAMS.iter().find(|param| param.name == name)
    }
}

/// All parameters of the state, in the order of a query.
pub const PARAMS: [Param; 13] = [
    Param { name: "lang", read: read_lang, write: write_lang, ..Param::SHOWN },
    Param { name: "theme", read: read_theme, write: write_theme, ..Param::SHOWN },
    Param { name: "view", read: read_view, write: write_view, ..Param::SHOWN },
    Param { name: "step", read: read_step, write: write_step, ..Param::SHOWN },
    Param { name: "embed", read: read_embed, write: write_embed, ..Param::PAGE },
    Param { name: FilterField::Regions.param(), read: read_regions, write: write_regions, ..Param::IDS },
    Param { name: FilterField::Companies.param(), read: read_companies, write: write_companies, ..Param::IDS },
    Param { name: FilterField::Kinds.param(), read: read_kinds, write: write_kinds, ..Param::CHOICE },
    Param { name: FilterField::Statuses.param(), read: read_statuses, write: write_statuses, ..Param::CHOICE },
    Param { name: FilterField::Period.param(), read: read_period, write: write_period, ..Param::CHOICE },
    Param { name: FilterField::Text.param(), read: read_text, write: write_text, ..Param::CHOICE },
    Param { name: "sel", read: read_selection, write: write_selection, ..Param::IDS },
    // The dataset that a link was made with, which only links carry.
    Param { name: "d", read: read_hash, ..Param::PAGE },
];

impl FilterField {
    /// The name of its parameter.
    pub const fn param(self) -> &'static str {
        match self {
            Self::Regions => "region",
            Self::Companies => "company",
            Self::Kinds => "kind",
            Self::Statuses => "status",
            Self::Period => "t",
            Self::Text => "q",
        }
    }
}

/// Stores a value that was understood; returns false for none.
fn set<T>(target: &mut T, value: Option<T>) -> bool {
    let is_understood = value.is_some();
    if let Some(value) = value {
        *target = value;
    }
    is_understood
}

/// Reads a language, or a tag such as `zh-CN` or `en_US`.
fn read_lang(value: &str, state: &mut State, _: &Dataset) -> bool {
    let code = value.split(['-', '_']).next();
    set(&mut state.page.lang, Lang::ALL.into_iter().find(|lang| code == Some(lang.code())))
}

fn write_lang(state: &State, _: &Dataset, default_lang: Lang) -> Option<String> {
    (state.page.lang != default_lang).then(|| state.page.lang.code().into())
}

fn read_theme(value: &str, state: &mut State, _: &Dataset) -> bool {
    set(&mut state.page.theme, Theme::from_id(value))
}

fn write_theme(state: &State, _: &Dataset, _: Lang) -> Option<String> {
    (state.page.theme != Theme::default()).then(|| state.page.theme.id().into())
}

fn read_view(value: &str, state: &mut State, dataset: &Dataset) -> bool {
    set(&mut state.page.view, View::from_id(value).filter(|view| view.is_in(dataset)))
}

fn write_view(state: &State, _: &Dataset, _: Lang) -> Option<String> {
    (state.page.view != state.default_view()).then(|| state.page.view.id().into())
}

fn read_step(value: &str, state: &mut State, dataset: &Dataset) -> bool {
    set(&mut state.page.step, dataset.find_step(value))
}

fn write_step(state: &State, dataset: &Dataset, _: Lang) -> Option<String> {
    let step = dataset.story.get(usize::from(state.page.step)).filter(|_| state.page.step > 0)?;
    Some(step.id.to_string())
}

fn read_embed(value: &str, state: &mut State, _: &Dataset) -> bool {
    set(&mut state.page.embed, (value == "1").then_some(true))
}

fn write_embed(state: &State, _: &Dataset, _: Lang) -> Option<String> {
    state.page.embed.then(|| "1".into())
}

fn read_regions(value: &str, state: &mut State, dataset: &Dataset) -> bool {
    read_ids(value, &mut state.filter.regions, |id| {
        let record = find(dataset, id)?;
        dataset.regions.iter().position(|region| region.record == record)
    })
}

fn write_regions(state: &State, dataset: &Dataset, _: Lang) -> Option<String> {
    joined(state.filter.regions.iter().map(|ix| id(dataset, dataset.regions[usize::from(*ix)].record)))
}

fn read_companies(value: &str, state: &mut State, dataset: &Dataset) -> bool {
    read_ids(value, &mut state.filter.companies, |id| {
        let record = find(dataset, id)?;
        dataset.companies.iter().position(|company| company.record == record)
    })
}

fn write_companies(state: &State, dataset: &Dataset, _: Lang) -> Option<String> {
    joined(state.filter.companies.iter().map(|ix| id(dataset, dataset.companies[usize::from(*ix)].record)))
}

fn read_kinds(value: &str, state: &mut State, _: &Dataset) -> bool {
    read_words(value, &mut state.filter.kinds, ClaimCategory::ALL, ClaimCategory::id)
}

fn write_kinds(state: &State, _: &Dataset, _: Lang) -> Option<String> {
    joined(state.filter.kinds.iter().map(|kind| kind.id()))
}

fn read_statuses(value: &str, state: &mut State, _: &Dataset) -> bool {
    read_words(value, &mut state.filter.statuses, &Status::ALL, Status::id)
}

fn write_statuses(state: &State, _: &Dataset, _: Lang) -> Option<String> {
    joined(state.filter.statuses.iter().map(|status| status.id()))
}

fn read_period(value: &str, state: &mut State, _: &Dataset) -> bool {
    set(&mut state.filter.period, Period::parse(value))
}

fn write_period(state: &State, _: &Dataset, _: Lang) -> Option<String> {
    (!state.filter.period.is_open()).then(|| state.filter.period.to_string())
}

/// Reads a search text; what is cut off or cannot be seen was not understood.
fn read_text(value: &str, state: &mut State, _: &Dataset) -> bool {
    state.filter.text = tidy(value);
    !state.filter.text.is_empty() && state.filter.text.len() == value.trim().len()
}

fn write_text(state: &State, _: &Dataset, _: Lang) -> Option<String> {
    (!state.filter.text.is_empty()).then(|| state.filter.text.to_string())
}

fn read_selection(value: &str, state: &mut State, dataset: &Dataset) -> bool {
    let is_selectable = |ix: &RecordIx| !matches!(dataset.record(*ix).kind, Kind::Region | Kind::Company);
    let found = find(dataset, value).filter(is_selectable);
    found.is_some() && set(&mut state.selection.record, Some(found))
}

fn write_selection(state: &State, dataset: &Dataset, _: Lang) -> Option<String> {
    state.selection.record.map(|ix| id(dataset, ix).into())
}

/// Reads a dataset's hash: eight hex digits.
fn read_hash(value: &str, _: &mut State, _: &Dataset) -> bool {
    value.len() == 8 && value.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

fn id(dataset: &Dataset, record: RecordIx) -> &str {
    &dataset.record(record).id
}

/// Returns the record with this id, now or before.
fn find(dataset: &Dataset, id: &str) -> Option<RecordIx> {
    dataset.find(id).or_else(|| dataset.find_renamed(id))
}

/// Ids joined with `~`; none for no ids.
fn joined<'a>(ids: impl Iterator<Item = &'a str>) -> Option<String> {
    let joined = ids.collect::<Vec<_>>().join("~");
    (!joined.is_empty()).then_some(joined)
}

/// Takes over the known ones of several ids joined with `~`; returns false if any is unknown.
fn read_ids(value: &str, target: &mut Vec<u16>, find: impl Fn(&str) -> Option<usize>) -> bool {
    let named: Vec<u16> = value.split('~').filter_map(|id| Some(find(id)? as u16)).collect();
    let known = in_order(named.iter().copied());
    if !known.is_empty() {
        *target = known;
    }
    named.len() == value.split('~').count()
}

/// Takes over the known ones of several words joined with `~`, in the order of `all`; returns false if any is unknown.
fn read_words<T: Copy>(value: &str, target: &mut Vec<T>, all: &[T], id: fn(T) -> &'static str) -> bool {
    let named: Vec<T> = all.iter().copied().filter(|word| value.split('~').any(|other| other == id(*word))).collect();
    if !named.is_empty() {
        *target = named;
    }
    value.split('~').all(|other| all.iter().any(|word| id(*word) == other))
}
