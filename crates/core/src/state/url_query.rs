//! The address bar: `State` to query string and back. A value that is unknown or malformed never
//! breaks the page: the rest applies, and what was ignored is named.

use super::action::{in_order, tidy};
use super::repaired_query::values;
use super::{ClaimCategory, Period, State, Theme, View};
use crate::dataset::{Dataset, Kind, RecordIx, Status};
use crate::text::Lang;

/// The parameters of the state, and `d`, the dataset that a link was made with, which only links carry. All others
/// belong to others and are left standing.
pub const PARAMETERS: [&str; 13] =
    ["lang", "theme", "view", "step", "embed", "region", "company", "kind", "status", "t", "q", "sel", "d"];

/// A parameter of the address whose value was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IgnoredParam {
    /// The parameter's name.
    pub name: String,
    /// Its value as it stood there.
    pub value: String,
}

/// The state an address asks for, on top of `initial`, and what of it was ignored.
/// `pairs` are the decoded query parameters in order.
pub fn from_query(pairs: &[(String, String)], initial: State, dataset: &Dataset) -> (State, Vec<IgnoredParam>) {
    let mut state = initial;
    let mut ignored = Vec::new();
    // Of a parameter that stands there several times the first that is understood counts.
    let mut understood = Vec::new();
    for (name, value) in pairs.iter().filter(|(name, _)| PARAMETERS.contains(&name.as_str())) {
        if !understood.contains(&name) && values(name, value).any(|value| apply(name, &value, &mut state, dataset)) {
            understood.push(name);
        } else {
            ignored.push(IgnoredParam { name: name.clone(), value: value.clone() });
        }
    }
    if !understood.iter().any(|name| *name == "view") {
        state.page.view = default_view(&state);
    }
    (state, ignored)
}

/// The view that an address without one means: the story, but a reader who follows a link to a choice sees the choice.
fn default_view(state: &State) -> View {
    if state.is_choosing() && state.page.step == 0 { View::Explore } else { View::Story }
}

/// Applies one of [`PARAMETERS`]; false when its value, or a part of it, means nothing.
fn apply(name: &str, value: &str, state: &mut State, dataset: &Dataset) -> bool {
    match name {
        // Of a tag such as `zh-CN` or `en_US` the language.
        "lang" => match Lang::ALL.into_iter().find(|lang| value.split(['-', '_']).next() == Some(lang.code())) {
            Some(lang) => state.page.lang = lang,
            None => return false,
        },
        "theme" => match value {
            "auto" => state.page.theme = Theme::Auto,
            "light" => state.page.theme = Theme::Light,
            "dark" => state.page.theme = Theme::Dark,
            _ => return false,
        },
        "view" => match View::ALL.into_iter().find(|view| view.id() == value && view.is_in(dataset)) {
            Some(view) => state.page.view = view,
            None => return false,
        },
        "step" => match dataset.find_step(value) {
            Some(step) => state.page.step = step,
            None => return false,
        },
        "embed" if value == "1" => state.page.embed = true,
        "embed" => return false,
        "region" => {
            return apply_ids(value, &mut state.filter.regions, |id| {
                let record = find(dataset, id)?;
                dataset.regions.iter().position(|region| region.record == record)
            });
        }
        "company" => {
            return apply_ids(value, &mut state.filter.companies, |id| {
                let record = find(dataset, id)?;
                dataset.companies.iter().position(|company| company.record == record)
            });
        }
        "kind" => return apply_words(value, &mut state.filter.kinds, ClaimCategory::ALL, ClaimCategory::id),
        "status" => return apply_words(value, &mut state.filter.statuses, &Status::ALL, Status::id),
        "t" => match Period::parse(value) {
            Some(period) => state.filter.period = period,
            None => return false,
        },
        "q" => {
            state.filter.text = tidy(value);
            // What was cut off or cannot be seen was not understood.
            return !state.filter.text.is_empty() && state.filter.text.len() == value.trim().len();
        }
        "sel" => {
            let selectable = |ix: &u32| !matches!(dataset.record(*ix).kind, Kind::Region | Kind::Company);
            match find(dataset, value).filter(selectable) {
                Some(ix) => state.selection.record = Some(ix),
                None => return false,
            }
        }
        // `d`: eight hex digits.
        _ => {
            return value.len() == 8
                && value.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        }
    }
    true
}

/// The record with this id, now or before.
fn find(dataset: &Dataset, id: &str) -> Option<RecordIx> {
    dataset.find(id).or_else(|| dataset.find_renamed(id))
}

/// The old ids that an address names, with the records that have others now.
pub fn renamed_in(pairs: &[(String, String)], dataset: &Dataset) -> Vec<(String, RecordIx)> {
    let named = pairs.iter().filter(|(name, _)| matches!(&**name, "region" | "company" | "sel"));
    let ids = named.flat_map(|(_, value)| value.split('~'));
    let old = ids.filter(|id| dataset.find(id).is_none());
    old.filter_map(|id| Some((id.to_owned(), dataset.find_renamed(id)?))).collect()
}

/// Takes over the known ones of several ids joined with `~`; false when any is unknown.
fn apply_ids(value: &str, target: &mut Vec<u16>, find: impl Fn(&str) -> Option<usize>) -> bool {
    let named: Vec<u16> = value.split('~').filter_map(|id| Some(find(id)? as u16)).collect();
    let known = in_order(named.iter().copied());
    if !known.is_empty() {
        *target = known;
    }
    named.len() == value.split('~').count()
}

/// The same for words out of a list, which stay in its order.
fn apply_words<T: Copy>(value: &str, target: &mut Vec<T>, all: &[T], id: fn(T) -> &'static str) -> bool {
    let named: Vec<T> = all.iter().copied().filter(|word| value.split('~').any(|other| other == id(*word))).collect();
    if !named.is_empty() {
        *target = named;
    }
    value.split('~').all(|other| all.iter().any(|word| id(*word) == other))
}

/// The query of `state`: only what differs from the defaults, and what the dataset was asked for with, without the
/// leading `?`.
pub fn to_query(state: &State, dataset: &Dataset, default_lang: Lang) -> String {
    let mut parts = Vec::new();
    if state.page.lang != default_lang {
        parts.push(format!("lang={}", state.page.lang.code()));
    }
    match state.page.theme {
        Theme::Auto => {}
        Theme::Light => parts.push("theme=light".into()),
        Theme::Dark => parts.push("theme=dark".into()),
    }
    if state.page.view != default_view(state) {
        parts.push(format!("view={}", state.page.view.id()));
    }
    if let Some(step) = dataset.story.get(usize::from(state.page.step)).filter(|_| state.page.step > 0) {
        parts.push(format!("step={}", step.id));
    }
    if state.page.embed {
        parts.push("embed=1".into());
    }
    let id = |record: u32| &*dataset.record(record).id;
    let regions: Vec<&str> =
        state.filter.regions.iter().map(|ix| id(dataset.regions[usize::from(*ix)].record)).collect();
    let companies: Vec<&str> =
        state.filter.companies.iter().map(|ix| id(dataset.companies[usize::from(*ix)].record)).collect();
    let kinds: Vec<&str> = state.filter.kinds.iter().map(|category| category.id()).collect();
    let statuses: Vec<&str> = state.filter.statuses.iter().map(|status| status.id()).collect();
    for (name, ids) in [("region", regions), ("company", companies), ("kind", kinds), ("status", statuses)] {
        if !ids.is_empty() {
            parts.push(format!("{name}={}", ids.join("~")));
        }
    }
    if !state.filter.period.is_open() {
        parts.push(format!("t={}", state.filter.period));
    }
    if !state.filter.text.is_empty() {
        parts.push(parameter("q", &state.filter.text));
    }
    if let Some(ix) = state.selection.record {
        parts.push(format!("sel={}", dataset.record(ix).id));
    }
    if !dataset.meta.asked_with.is_empty() {
        parts.push(dataset.meta.asked_with.to_string());
    }
    parts.join("&")
}

/// A name and its value as they stand in a query.
pub fn parameter(name: &str, value: &str) -> String {
    [&escaped(name), "=", &escaped(value)].concat()
}

/// A part of a query: all bytes but letters, digits and `-._~` as `%XX` (RFC 3986, 2.3).
fn escaped(value: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(value.len() * 3);
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(byte.into());
        } else {
            out.push('%');
            out.push(DIGITS[usize::from(byte >> 4)].into());
            out.push(DIGITS[usize::from(byte & 15)].into());
        }
    }
    out
}
