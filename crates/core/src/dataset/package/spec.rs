//! The tables and columns that the compiled types are made from. A schema may have more, never less, and its columns need
//! the types that are listed here.

use crate::dataset::{Kind, Qualifier, Status, StoryView, Unit};

/// The type of a column, as the compiler reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnType {
    /// One text.
    Text,
    /// A text in both languages: the column and its `@en` twin.
    Pair,
    /// A date of the EDTF subset.
    Date,
    /// A finite number.
    Number,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// Several texts.
    List,
    /// The id of a row of that table.
    Ref(&'static str),
    /// Several ids of rows of that table.
    Refs(&'static str),
    /// One of these words, each known to the compiled types.
    Choice(&'static [&'static str]),
}

/// A table and its columns.
pub(super) struct TableSpec {
    /// The resource's name.
    pub name: &'static str,
    /// True if its rows are records, with the common columns before their own.
    pub records: bool,
    /// Its own columns.
    pub columns: &'static [(&'static str, ColumnType)],
}

impl TableSpec {
    /// All its columns.
    pub fn columns(&self) -> impl Iterator<Item = (&'static str, ColumnType)> {
        let common = if self.records { COMMON } else { &[] };
        common.iter().chain(self.columns).copied()
    }

    /// Returns true if it has a column.
    pub fn has_column(&self, name: &str) -> bool {
        self.columns().any(|(column, _)| column == name)
    }
}

use ColumnType::{Boolean, Choice, Date, Integer, List, Number, Pair, Ref, Refs, Text};

/// The table that keeps the earlier releases.
pub(super) const HISTORY: &str = "releases";

/// Optional tables that are not part of the dataset's hash: history, corrections, the story, and what its pictures and its
/// last step show beside the article's statements.
pub(super) const OPTIONAL: [&str; 10] =
    [HISTORY, "corrections", "story", "story_texts", "story_notes", "prices", "pairs", "endings", "findings", "since"];

/// Tables whose rows a text of the story may cite like records: it means the record that they belong to.
pub(super) const CITABLE: [&str; 3] = ["prices", "pairs", "since"];

/// Columns that a table may have: its name, or [`ANY_RECORD`] for every table of records, the column, and what is made
/// of it.
pub(super) const EXTRA: &[(&str, &str, ColumnType)] = &[
    (ANY_RECORD, "short", Pair),
    (ANY_RECORD, "repeats", Ref(ANY_RECORD)),
    ("sources", "copy", Text),
    ("sources", "published", Date),
    ("sources", "read", Date),
];

/// Required tables: events, places and sources. The page leaves out the content of any other missing table.
pub(super) const NEEDED: [&str; 3] = ["places", "events", "sources"];

/// The name by which references mean any table of records.
pub(super) const ANY_RECORD: &str = "records";

/// The units that are money: what `currency` of the descriptor may be.
pub(super) const CURRENCIES: &[&str] = &["usd", "eur", "cny"];
pub(super) const STATUSES: &[&str] = &Status::IDS;
pub(super) const STORY_VIEWS: &[&str] = &StoryView::IDS;
pub(super) const UNITS: &[&str] = &Unit::IDS;
pub(super) const QUALIFIERS: &[&str] = &Qualifier::IDS;
pub(super) const LANGS: &[&str] = &["zh", "en"];

/// Columns of every table of records.
const COMMON: &[(&str, ColumnType)] = &[
    ("id", Text),
    ("title", Pair),
    ("text", Pair),
    ("section", Ref("sections")),
    ("paragraph", Integer),
    ("named_source", Ref("sources")),
    ("status", Choice(STATUSES)),
    ("note", Pair),
    ("versions_differ", Pair),
];

/// Every table. Those of records come in the order of [`Kind`].
pub(super) const TABLES: &[TableSpec] = &[
    TableSpec {
        name: "regions",
        records: true,
        columns: &[("kind", Text), ("on_map", Boolean), ("parts", Refs("regions")), ("lon", Number), ("lat", Number)],
    },
    TableSpec {
        name: "places",
        records: true,
        columns: &[("country", Text), ("region", Ref("regions")), ("lon", Number), ("lat", Number), ("home", Boolean)],
    },
    TableSpec {
        name: "companies",
        records: true,
        columns: &[
            ("kind", Text),
            ("parent", Ref("companies")),
            ("lane", Ref("lanes")),
            ("places", Refs("places")),
            ("regions", Refs("regions")),
            ("aliases", List),
        ],
    },
    TableSpec {
        name: "products",
        records: true,
        columns: &[
            ("kind", Text),
            ("date", Date),
            ("companies", Refs("companies")),
            ("places", Refs("places")),
            ("regions", Refs("regions")),
            ("related", Refs(ANY_RECORD)),
        ],
    },
    TableSpec { name: "events", records: true, columns: CLAIM_COLUMNS },
    TableSpec { name: "metrics", records: true, columns: CLAIM_COLUMNS },
    TableSpec {
        name: "funding",
        records: true,
        columns: &[
            ("series", Ref("series")),
            ("period", Date),
            ("value", Number),
            ("qualifier", Choice(QUALIFIERS)),
            ("related", Refs(ANY_RECORD)),
        ],
    },
    TableSpec {
        name: "factors",
        records: true,
        columns: &[
            ("kind", Text),
            ("regions", Refs("regions")),
            ("companies", Refs("companies")),
            ("related", Refs(ANY_RECORD)),
        ],
    },
    TableSpec {
        name: "policies",
        records: true,
        columns: &[
            ("kind", Text),
            ("date", Date),
            ("second_date", Date),
            ("lane", Ref("lanes")),
            ("issuer", Pair),
            ("companies", Refs("companies")),
            ("places", Refs("places")),
            ("regions", Refs("regions")),
            ("related", Refs(ANY_RECORD)),
        ],
    },
    TableSpec {
        name: "quotes",
        records: true,
        columns: &[
            ("kind", Text),
            ("speaker", Pair),
            ("role", Pair),
            ("companies", Refs("companies")),
            ("related", Refs(ANY_RECORD)),
        ],
    },
    TableSpec { name: "sections", records: false, columns: &[("id", Text), ("title", Pair)] },
    TableSpec {
        name: "sources",
        records: false,
        columns: &[("id", Text), ("title", Pair), ("publisher", Text), ("url", Text), ("licence", Text)],
    },
    TableSpec { name: "lanes", records: false, columns: &[("id", Text), ("title", Pair), ("glyph", Text)] },
    TableSpec {
        name: "series",
        records: false,
        columns: &[
            ("id", Text),
            ("title", Pair),
            ("definition", Pair),
            ("price_basis", Pair),
            ("vintage", Pair),
            ("licence", Pair),
            ("source", Ref("sources")),
            ("stepped", Boolean),
        ],
    },
    TableSpec {
        name: "checks",
        records: false,
        columns: &[("record", Ref(ANY_RECORD)), ("source", Ref("sources")), ("says", Pair)],
    },
    TableSpec {
        name: "voyages",
        records: false,
        columns: &[
            ("id", Text),
            ("title", Pair),
            ("modern", Pair),
            ("lon", Number),
            ("lat", Number),
            ("port", Boolean),
            ("from", Ref("voyages")),
            ("source", Ref("sources")),
        ],
    },
    TableSpec {
        name: "story",
        records: false,
        columns: &[
            ("id", Text),
            ("title", Pair),
            ("nav", Pair),
            ("picture", Pair),
            ("view", Choice(STORY_VIEWS)),
            ("state", Text),
            ("camera", Text),
            ("voyages", Boolean),
        ],
    },
    TableSpec { name: "story_texts", records: false, columns: &[("step", Ref("story")), ("text", Pair)] },
    TableSpec {
        name: "story_notes",
        records: false,
        columns: &[("step", Ref("story")), ("anchor", Text), ("text", Pair)],
    },
    TableSpec {
        name: "prices",
        records: false,
        columns: &[
            ("id", Text),
            ("record", Ref(ANY_RECORD)),
            ("company", Ref("companies")),
            ("title", Pair),
            ("date", Date),
            ("before", Number),
            ("after", Number),
            ("text", Pair),
            ("source", Ref("sources")),
        ],
    },
    TableSpec {
        name: "pairs",
        records: false,
        columns: &[
            ("id", Text),
            ("record", Ref(ANY_RECORD)),
            ("company", Ref("companies")),
            ("home", Pair),
            ("abroad", Text),
            ("text", Pair),
            ("source", Ref("sources")),
        ],
    },
    TableSpec {
        name: "endings",
        records: false,
        columns: &[("record", Ref(ANY_RECORD)), ("lang", Choice(LANGS)), ("text", Text), ("differs", Boolean)],
    },
    TableSpec {
        name: "findings",
        records: false,
        columns: &[
            ("id", Text),
            ("records", Refs(ANY_RECORD)),
            ("said", Pair),
            ("found", Pair),
            ("sources", Refs("sources")),
            ("sureness", Pair),
        ],
    },
    TableSpec {
        name: "since",
        records: false,
        columns: &[
            ("id", Text),
            ("record", Ref(ANY_RECORD)),
            ("date", Date),
            ("title", Pair),
            ("text", Pair),
            ("source", Ref("sources")),
        ],
    },
    TableSpec { name: "corrections", records: false, columns: &[("date", Date), ("version", Text), ("text", Pair)] },
    TableSpec {
        name: HISTORY,
        records: false,
        columns: &[
            ("version", Text),
            ("date", Date),
            ("dataset", Text),
            ("record", Text),
            ("fingerprint", Text),
            ("renamed_to", Ref(ANY_RECORD)),
        ],
    },
];

/// Own columns of events and metrics.
const CLAIM_COLUMNS: &[(&str, ColumnType)] = &[
    ("kind", Text),
    ("date", Date),
    ("second_date", Date),
    ("lane", Ref("lanes")),
    ("companies", Refs("companies")),
    ("places", Refs("places")),
    ("regions", Refs("regions")),
    ("value", Number),
    ("unit", Choice(UNITS)),
    ("qualifier", Choice(QUALIFIERS)),
    ("related", Refs(ANY_RECORD)),
];

/// The tables whose rows are records, in the order of the dataset.
pub(super) fn record_tables() -> impl Iterator<Item = &'static str> {
    Kind::ALL.into_iter().map(Kind::table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_table_of_records() {
        let of_records = TABLES.iter().filter(|table| table.records).map(|table| table.name);
        assert!(of_records.eq(record_tables()));
    }
}
