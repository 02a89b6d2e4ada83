//! The address bar: `State` to query string and back. A value that is unknown or malformed never
//! breaks the page: the rest applies, and what was ignored is named.

use super::{State, Theme};
use crate::dataset::{Dataset, Kind};
use crate::text::Lang;

/// The parameters that [`to_query`] writes; all others belong to others and are left standing.
pub const PARAMETERS: [&str; 5] = ["lang", "theme", "region", "company", "sel"];

/// A parameter of the address whose value was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// The parameter's name.
    pub name: String,
    /// Its value as it stood there.
    pub value: String,
}

/// The state an address asks for, on top of `initial`, and what of it was ignored.
/// `pairs` are the decoded query parameters in order.
pub fn from_query(pairs: &[(String, String)], initial: State, dataset: &Dataset) -> (State, Vec<Ignored>) {
    let mut state = initial;
    let mut ignored = Vec::new();
    for (name, value) in pairs {
        if !apply(name, value, &mut state, dataset) {
            ignored.push(Ignored { name: name.clone(), value: value.clone() });
        }
    }
    (state, ignored)
}

/// Applies one parameter; false when its value means nothing. Parameters of others are left alone.
fn apply(name: &str, value: &str, state: &mut State, dataset: &Dataset) -> bool {
    match name {
        "lang" => match Lang::ALL.into_iter().find(|lang| lang.code() == value) {
            Some(lang) => state.lang = lang,
            None => return false,
        },
        "theme" => match value {
            "auto" => state.theme = Theme::Auto,
            "light" => state.theme = Theme::Light,
            "dark" => state.theme = Theme::Dark,
            _ => return false,
        },
        "region" => return apply_ids(value, &mut state.regions, |id| dataset.find_region(id)),
        "company" => return apply_ids(value, &mut state.companies, |id| dataset.find_company(id)),
        "sel" => {
            let selectable = |ix: &u32| !matches!(dataset.record(*ix).kind, Kind::Region | Kind::Company);
            match dataset.find(value).filter(selectable) {
                Some(ix) => state.selected = Some(ix),
                None => return false,
            }
        }
        _ => {}
    }
    true
}

/// Takes over the known ones of several ids joined with `~`; false when any is unknown.
fn apply_ids(value: &str, target: &mut Vec<u16>, find: impl Fn(&str) -> Option<u16>) -> bool {
    let named: Vec<u16> = value.split('~').filter_map(find).collect();
    // In order and each once; a handful at most, so that no sort need be built into the page.
    let last = named.iter().copied().max().unwrap_or_default();
    let known: Vec<u16> = (0..=last).filter(|ix| named.contains(ix)).collect();
    if !known.is_empty() {
        *target = known;
    }
    named.len() == value.split('~').count()
}

/// The query of `state`: only what differs from the defaults, without the leading `?`.
pub fn to_query(state: &State, dataset: &Dataset, default_lang: Lang) -> String {
    let mut parts = Vec::new();
    if state.lang != default_lang {
        parts.push(format!("lang={}", state.lang.code()));
    }
    match state.theme {
        Theme::Auto => {}
        Theme::Light => parts.push("theme=light".into()),
        Theme::Dark => parts.push("theme=dark".into()),
    }
    let id = |record: u32| &*dataset.record(record).id;
    let regions: Vec<&str> = state.regions.iter().map(|ix| id(dataset.regions[usize::from(*ix)].record)).collect();
    let companies: Vec<&str> =
        state.companies.iter().map(|ix| id(dataset.companies[usize::from(*ix)].record)).collect();
    for (name, ids) in [("region", regions), ("company", companies)] {
        if !ids.is_empty() {
            parts.push(format!("{name}={}", ids.join("~")));
        }
    }
    if let Some(ix) = state.selected {
        parts.push(format!("sel={}", dataset.record(ix).id));
    }
    parts.join("&")
}
