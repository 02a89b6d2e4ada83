//! The fixtures, for the tests of every package of the workspace: a tiny package with every edge case, and one that has
//! nothing in common with ours: no article, no story, another home, other money.

use std::sync::LazyLock;

use super::{Compiled, Files, read};
use crate::dataset::{Dataset, Details};

macro_rules! files {
    ($folder:literal: $($name:literal)*) => {
        [$(($name, include_bytes!(concat!("../../../../../tests/fixtures/", $folder, "/", $name)).as_slice()),)*]
    };
}

/// The files of `tests/fixtures/tiny/`.
pub fn files() -> Files {
    let files = files!["tiny":
        "datapackage.json" "checks.csv" "companies.csv" "corrections.csv" "events.csv" "factors.csv" "funding.csv" "lanes.csv"
        "metrics.csv" "places.csv" "policies.csv" "products.csv" "quotes.csv" "regions.csv" "releases.csv"
        "sections.csv" "series.csv" "sources.csv" "story.csv" "story_notes.csv" "story_texts.csv" "voyages.csv"
    ];
    files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes.to_owned())).collect()
}

/// The files of `tests/fixtures/ev/`, an invented dataset about somebody else's cars.
pub fn other_files() -> Files {
    let files = files!["ev":
        "datapackage.json" "companies.csv" "events.csv" "funding.csv" "lanes.csv" "places.csv" "regions.csv" "series.csv"
        "sources.csv"
    ];
    files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes.to_owned())).collect()
}

/// The package compiled from [`other_files`].
///
/// # Panics
/// Panics if the fixture is not valid; the message lists its problems.
pub fn other() -> Compiled {
    compile(&other_files())
}

/// The dataset compiled from [`files`].
///
/// # Panics
/// Panics if the fixture is not valid; the message lists its problems.
pub fn tiny() -> Dataset {
    TINY.dataset.clone()
}

/// The details beside that dataset.
///
/// # Panics
/// Panics if the fixture is not valid; the message lists its problems.
pub fn tiny_details() -> Details {
    TINY.details.clone()
}

/// Compiled once, since property tests use it thousands of times.
static TINY: LazyLock<Compiled> = LazyLock::new(|| compile(&files()));

#[expect(clippy::panic, reason = "for tests alone: a broken fixture must stop them")]
fn compile(files: &Files) -> Compiled {
    read(files).unwrap_or_else(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("the fixture is not valid:\n{}", lines.join("\n"))
    })
}
