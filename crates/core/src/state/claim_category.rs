//! Kinds of claim a reader can ask for: what happened, by its sort, and the other tables. Every claim is of exactly
//! one; regions, places and companies are who and where, not claims, and are of none.

use crate::dataset::{Kind, Record};
use crate::text::{Lang, Phrase, phrases};

macro_rules! categories {
    ($($(#[$doc:meta])* $name:ident $id:literal $phrase:ident;)*) => {
        /// A kind of claim, as the address and the filter name it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ClaimCategory {
            $($(#[$doc])* $name,)*
        }

        impl ClaimCategory {
            /// All of them, in the order they are offered and their lanes stand.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its id in the address.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            const fn phrase(self) -> Phrase {
                match self { $(Self::$name => phrases::$phrase,)* }
            }
        }
    };
}

categories! {
    /// A law, strategy or rule, or its coming out.
    Policy "policy" KIND_POLICY;
    /// A product came out.
    Launch "launch" TIMELINE_KIND_LAUNCH;
    /// Two work together.
    Partnership "partnership" TIMELINE_KIND_PARTNERSHIP;
    /// Money is put in.
    Investment "investment" TIMELINE_KIND_INVESTMENT;
    /// Something was announced.
    Announcement "announcement" TIMELINE_KIND_ANNOUNCEMENT;
    /// Prices were cut.
    PriceWar "price-war" TIMELINE_KIND_PRICE_WAR;
    /// The market moved.
    Market "market" TIMELINE_KIND_MARKET;
    /// A report or article appeared.
    Publication "publication" TIMELINE_KIND_PUBLICATION;
    /// Long ago.
    History "history" TIMELINE_KIND_HISTORY;
    /// A figure.
    Metric "metric" TIMELINE_KIND_FIGURE;
    /// An amount of a funding series.
    Funding "funding" KIND_FUNDING;
    /// A product, model or programme.
    Product "product" KIND_PRODUCT;
    /// A reason or practice.
    Factor "factor" KIND_FACTOR;
    /// What somebody said.
    Quote "quote" KIND_QUOTE;
    /// What happened and is of no sort above.
    Other "other" TIMELINE_KIND_OTHER;
}

impl ClaimCategory {
    /// The kind of a claim; none for regions, places and companies.
    pub fn of(record: &Record) -> Option<Self> {
        Some(match record.kind {
            Kind::Region | Kind::Place | Kind::Company => return None,
            Kind::Event => Self::find(&record.subkind).unwrap_or(Self::Other),
            Kind::Policy => Self::Policy,
            Kind::Metric => Self::Metric,
            Kind::Funding => Self::Funding,
            Kind::Product => Self::Product,
            Kind::Factor => Self::Factor,
            Kind::Quote => Self::Quote,
        })
    }

    /// The kind with this id.
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|category| category.id() == id)
    }

    /// Its name.
    pub fn name(self, lang: Lang) -> &'static str {
        self.phrase().get(lang)
    }
}
