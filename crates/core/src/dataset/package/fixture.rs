//! The one fixture: a tiny package with every edge case, for the tests of every package of the workspace.

use std::sync::LazyLock;

use super::{Compiled, Files, read};
use crate::dataset::{Dataset, Details};

macro_rules! files {
    ($($name:literal)*) => {
        [$(($name, include_bytes!(concat!("../../../../../tests/fixtures/tiny/", $name)).as_slice()),)*]
    };
}

/// The files of `tests/fixtures/tiny/`.
pub fn files() -> Files {
    let files = files![
        "datapackage.json" "checks.csv" "companies.csv" "corrections.csv" "events.csv" "factors.csv" "funding.csv" "lanes.csv"
        "metrics.csv" "places.csv" "policies.csv" "products.csv" "quotes.csv" "regions.csv" "releases.csv"
        "sections.csv" "series.csv" "sources.csv" "story.csv" "story_notes.csv" "story_texts.csv" "voyages.csv"
    ];
    files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes.to_owned())).collect()
}

/// The dataset compiled from it.
///
/// # Panics
/// If the fixture is not valid; the message lists its problems.
pub fn tiny() -> Dataset {
    TINY.dataset.clone()
}

/// The details beside that dataset.
///
/// # Panics
/// If the fixture is not valid; the message lists its problems.
pub fn tiny_details() -> Details {
    TINY.details.clone()
}

/// Compiled once for all tests that ask; property tests ask thousands of times.
static TINY: LazyLock<Compiled> = LazyLock::new(compile);

#[expect(clippy::panic, reason = "for tests alone: a broken fixture must stop them")]
fn compile() -> Compiled {
    read(&files()).unwrap_or_else(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("the fixture is not valid:\n{}", lines.join("\n"))
    })
}
