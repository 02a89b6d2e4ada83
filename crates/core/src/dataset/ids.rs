//! The package's own words for what a record is and what its figure counts, as its files have them and as programs read
//! them in ours.

use super::{Kind, Qualifier, Unit};

impl Kind {
    /// The table of the package that its records stand in.
    pub const fn table(self) -> &'static str {
        const TABLES: [&str; 10] = [
            "regions",
            "places",
            "companies",
            "products",
            "events",
            "metrics",
            "funding",
            "factors",
            "policies",
            "quotes",
        ];
        TABLES[self as usize]
    }
}

impl Unit {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Usd,
        Self::Eur,
        Self::Cny,
        Self::Companies,
        Self::Models,
        Self::Users,
        Self::Rounds,
        Self::Countries,
        Self::Apps,
        Self::Languages,
        Self::Voyages,
        Self::Years,
        Self::Months,
        Self::Percent,
        Self::Rank,
        Self::Times,
    ];
    /// Their ids in the package, in the same order.
    pub const IDS: [&str; 16] = [
        "usd",
        "eur",
        "cny",
        "companies",
        "models",
        "users",
        "rounds",
        "countries",
        "apps",
        "languages",
        "voyages",
        "years",
        "months",
        "percent",
        "rank",
        "times",
    ];

    /// Its id in the package.
    pub const fn id(self) -> &'static str {
        Self::IDS[self as usize]
    }
}

impl Qualifier {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Exact, Self::About, Self::MoreThan, Self::Nearly, Self::AtLeast, Self::Order, Self::Derived];
    /// Their ids in the package, in the same order.
    pub const IDS: [&str; 7] = ["exact", "about", "more-than", "nearly", "at-least", "order", "derived"];

    /// Its id in the package.
    pub const fn id(self) -> &'static str {
        Self::IDS[self as usize]
    }
}
