//! Address queries: `State` to query string and back. A value that is unknown or malformed never breaks the page: the
//! rest applies, and what was ignored is named.

use super::repair::candidate_values;
use super::{PARAMS, Param, State};
use crate::dataset::{Dataset, RecordIx};
use crate::escape;
use crate::text::Lang;

/// A parameter of the address whose value was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IgnoredParam {
    /// The parameter's name.
    pub name: String,
    /// Its value as it was written.
    pub value: String,
}

/// Returns the state that an address describes, on top of `initial`, and the parameters that were ignored.
/// `pairs` are the decoded query parameters in order.
pub fn from_query(pairs: &[(String, String)], initial: State, dataset: &Dataset) -> (State, Vec<IgnoredParam>) {
    let mut state = initial;
    let mut ignored = Vec::new();
    // Of a repeated parameter the first that is understood counts.
    let mut understood = Vec::new();
    for (name, value) in pairs {
        let Some(param) = Param::find(name) else { continue };
        let is_new = !understood.contains(&param.name);
        if is_new && candidate_values(name, value).any(|value| (param.read)(&value, &mut state, dataset)) {
            understood.push(param.name);
        } else {
            ignored.push(IgnoredParam { name: name.clone(), value: value.clone() });
        }
    }
    if !understood.contains(&"view") {
        state.page.view = state.default_view();
    }
    (state, ignored)
}

/// Returns the old ids in an address, with the records that have others now.
pub fn renamed_in(pairs: &[(String, String)], dataset: &Dataset) -> Vec<(String, RecordIx)> {
    let named = pairs.iter().filter(|(name, _)| Param::find(name).is_some_and(|param| param.has_ids));
    let ids = named.flat_map(|(_, value)| value.split('~'));
    let old = ids.filter(|id| dataset.find(id).is_none());
    old.filter_map(|id| Some((id.to_owned(), dataset.find_renamed(id)?))).collect()
}

/// The query of `state` without the leading `?`: only what differs from the defaults, and the parameter that the dataset
/// was loaded by.
pub fn to_query(state: &State, dataset: &Dataset, default_lang: Lang) -> String {
    let written =
        PARAMS.iter().filter_map(|param| Some(parameter(param.name, &(param.write)(state, dataset, default_lang)?)));
    let mut parts: Vec<String> = written.collect();
    if !dataset.meta.asked_with.is_empty() {
        parts.push(dataset.meta.asked_with.to_string());
    }
    parts.join("&")
}

/// A name and its value as they are written in a query.
pub fn parameter(name: &str, value: &str) -> String {
    [&escape::query(name), "=", &escape::query(value)].concat()
}
