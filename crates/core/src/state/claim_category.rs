//! Categories of claims to filter by: the subkinds of events, and the other tables. Every claim has exactly one; regions,
//! places and companies are not claims and have none.

use crate::dataset::{Kind, Record};
use crate::text::{Lang, Phrase, phrases};

macro_rules! claim_categories {
    ($($(#[$doc:meta])* $name:ident $id:literal $phrase:ident;)*) => {
        /// A category of claims, as in the address and the filter.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ClaimCategory {
            $($(#[$doc])* $name,)*
        }

        impl ClaimCategory {
            /// All of them, in the order of the menu and of the lanes.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The id in the address.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            const fn phrase(self) -> Phrase {
                match self { $(Self::$name => phrases::$phrase,)* }
            }
        }
    };
}

claim_categories! {
    /// A law, strategy or rule, or its publication.
    Policy "policy" KIND_POLICY;
    /// The launch of a product.
    Launch "launch" TIMELINE_KIND_LAUNCH;
    /// A partnership.
    Partnership "partnership" TIMELINE_KIND_PARTNERSHIP;
    /// An investment.
    Investment "investment" TIMELINE_KIND_INVESTMENT;
    /// An announcement.
    Announcement "announcement" TIMELINE_KIND_ANNOUNCEMENT;
    /// A cut of prices.
    PriceWar "price-war" TIMELINE_KIND_PRICE_WAR;
    /// A movement of the market.
    Market "market" TIMELINE_KIND_MARKET;
    /// A report or article.
    Publication "publication" TIMELINE_KIND_PUBLICATION;
    /// An event of the distant past.
    History "history" TIMELINE_KIND_HISTORY;
    /// A figure.
    Metric "metric" TIMELINE_KIND_FIGURE;
    /// An amount of a funding series.
    Funding "funding" KIND_FUNDING;
    /// A product, model or programme.
    Product "product" KIND_PRODUCT;
    /// A reason or practice.
    Factor "factor" KIND_FACTOR;
    /// A statement by a person, paraphrased.
    Quote "quote" KIND_QUOTE;
    /// An event of another subkind.
    Other "other" TIMELINE_KIND_OTHER;
}

impl ClaimCategory {
    /// The category of a claim; `None` for regions, places and companies.
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

    /// The category with this id.
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|category| category.id() == id)
    }

    /// The name in `lang`.
    pub fn name(self, lang: Lang) -> &'static str {
        self.phrase().get(lang)
    }
}
