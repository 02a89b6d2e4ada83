//! What the dataset is made of, after validation: every reference resolved to an index, every
//! text in both languages, every date an interval.

use serde::{Deserialize, Serialize};

use super::index::{CompanyIx, PlaceIx, RecordIx, RegionIx, StepIx};
use super::meta::Meta;
use super::story::StoryStep;
use crate::date::Edtf;
use crate::id_enum::id_enum;
use crate::text::Text;

/// What the pictures, the choice and the filters are made of, as the page carries it; what is only read beside them
/// stands in [`Details`](super::Details).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Dataset {
    /// Title, version and licence of the package.
    pub meta: Meta,
    /// Sections of the article, in its order.
    pub sections: Vec<Section>,
    /// Everything with evidence, in the order of the tables and their rows.
    pub records: Vec<Record>,
    /// Regions, each with its record.
    pub regions: Vec<Region>,
    /// Places, each with its record.
    pub places: Vec<Place>,
    /// Companies and other actors, each with its record.
    pub companies: Vec<Company>,
    /// Lanes of the timeline, in drawing order.
    pub lanes: Vec<Lane>,
    /// Funding points: which records carry which period, series and amount.
    pub funding: Vec<FundingPoint>,
    /// What each funding series measures.
    pub series: Vec<FundingSeries>,
    /// Stops of Zheng He's voyages, in sailing order.
    pub voyage_stops: Vec<VoyageStop>,
    /// Ids that records had in earlier releases, which older addresses still carry.
    pub renamed: Vec<Renamed>,
    /// The steps of the story, in their order; none where the package tells none.
    pub story: Vec<StoryStep>,
}

/// An id that a record had before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Renamed {
    /// The old id.
    pub id: Box<str>,
    /// The record.
    pub record: RecordIx,
}

/// A section of the article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Stable id, such as `who`.
    pub id: Box<str>,
    /// The section's heading, in our words.
    pub title: Text,
}

id_enum! {
    /// The table a record comes from.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    pub enum Kind {
        /// A region of the article, or a grouping of ours.
        Region = "regions",
        /// A country or port.
        Place = "places",
        /// A company or other actor.
        Company = "companies",
        /// A product, model or programme.
        Product = "products",
        /// Something that happened.
        Event = "events",
        /// A figure.
        Metric = "metrics",
        /// An amount of a funding series.
        Funding = "funding",
        /// A reason or success factor.
        Factor = "factors",
        /// A law, strategy or rule.
        Policy = "policies",
        /// What a person or the author said, paraphrased.
        Quote = "quotes",
    }
}

/// One evidence-backed statement. What is special to a kind stands in the table of that kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Stable id, unique over all tables: what `sel=` and `[data-id]` carry.
    pub id: Box<str>,
    /// The table it comes from.
    pub kind: Kind,
    /// What it is within its kind, such as `launch` or `push`; an id of the table's categories.
    pub subkind: Box<str>,
    /// A name, or the claim in a few words.
    pub title: Text,
    /// A still shorter title for a mark on a chart, where the title is long.
    pub short: Option<Text>,
    /// When, as wide as it is known.
    pub date: Option<Edtf>,
    /// Whether the article gives no date, and `date` is another source's.
    pub dated_elsewhere: bool,
    /// The date another source gives, where it differs from the article's.
    pub second_date: Option<Edtf>,
    /// Who takes part; a company's own record names itself.
    pub companies: Vec<CompanyIx>,
    /// The countries or ports it names; a place's own record names itself.
    pub places: Vec<PlaceIx>,
    /// The regions it names, or that its places lie in; a region's own record names itself alone.
    pub regions: Vec<RegionIx>,
    /// The figure it states.
    pub quantity: Option<Quantity>,
    /// Lane of the timeline, where it stands on the timeline.
    pub lane: Option<u16>,
    /// Ids of records that belong with it, such as the policy of an event.
    pub related: Vec<RecordIx>,
    /// The record that tells the same claim and is counted for both, such as the event of a policy.
    pub repeats: Option<RecordIx>,
    /// Where the article says it and how it holds.
    pub evidence: Evidence,
}

/// A figure with its unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The number, in `unit`; for [`Qualifier::Order`] the order of magnitude itself.
    pub value: f64,
    /// What is counted.
    pub unit: Unit,
    /// How exact the article is about it.
    pub qualifier: Qualifier,
}

id_enum! {
    /// Units of the dataset.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub enum Unit {
        /// US dollars (single dollars, not millions).
        Usd = "usd",
        /// Euros.
        Eur = "eur",
        /// Chinese yuan.
        Cny = "cny",
        /// Companies.
        Companies = "companies",
        /// AI models.
        Models = "models",
        /// Users.
        Users = "users",
        /// Funding rounds.
        Rounds = "rounds",
        /// Countries.
        Countries = "countries",
        /// Apps.
        Apps = "apps",
        /// Languages.
        Languages = "languages",
        /// Sea voyages.
        Voyages = "voyages",
        /// Years.
        Years = "years",
        /// Months.
        Months = "months",
        /// Percent.
        Percent = "percent",
        /// A place in a ranking.
        Rank = "rank",
        /// Times in a period.
        Times = "times",
    }
}

id_enum! {
    /// How exact a figure is, as the article puts it.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub enum Qualifier {
        /// Stated plainly.
        #[default]
        Exact = "exact",
        /// “about”, “约”.
        About = "about",
        /// “more than”, “超过”.
        MoreThan = "more-than",
        /// “nearly”, “近”.
        Nearly = "nearly",
        /// “at least”, “至少”.
        AtLeast = "at-least",
        /// “millions”, “数百万”: an order of magnitude, no figure.
        Order = "order",
        /// Computed by us from other figures of the dataset.
        Derived = "derived",
    }
}

/// Where a claim stands and how it holds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Index into [`Dataset::sections`]; none for what the article does not say.
    pub section: Option<u16>,
    /// Paragraph within the section, counted from 1 in the Chinese version.
    pub paragraph: Option<u8>,
    /// How the claim holds.
    pub status: Status,
}

id_enum! {
    /// How a claim holds.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    pub enum Status {
        /// An opinion, a name or a quotation: nothing in it can be checked outside the article.
        AsStated = "as-stated",
        /// Outside sources agree.
        Confirmed = "confirmed",
        /// Outside sources agree in part, or with a condition the reader should know.
        Caveat = "caveat",
        /// Outside sources say otherwise.
        Contested = "contested",
        /// Looked for outside the article, and nothing found that bears on it.
        NotFound = "not-found",
        /// Not looked up.
        NotChecked = "not-checked",
        /// Computed or grouped by us.
        Derived = "derived",
        /// No claim of the article: set beside it for comparison, and drawn from a source of its own.
        Context = "context",
    }
}

impl Status {
    /// Those a statement of the article can have, from what holds to what does not.
    pub const OF_STATEMENTS: [Self; 6] =
        [Self::Confirmed, Self::Caveat, Self::Contested, Self::NotFound, Self::NotChecked, Self::AsStated];
    /// Those with which a statement does not simply hold.
    pub const DOUBTFUL: [Self; 2] = [Self::Caveat, Self::Contested];
}

/// The regions that the map has a shape for, by their ids.
pub const SHAPES: [&str; 7] = ["sea", "mideast", "nafrica", "ssafrica", "europe", "namerica", "latam"];

/// A region: a soft shape on the map, or a grouping of such shapes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Region {
    /// Its record.
    pub record: RecordIx,
    /// The map shapes it stands for: itself if it is one, its parts if it is a grouping.
    pub shapes: Vec<RegionIx>,
    /// Whether it has a shape of its own on the map.
    pub on_map: bool,
    /// Where its label is best put: degrees east, degrees north.
    pub label_lonlat: Option<(f32, f32)>,
}

/// A country or port, always a point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Its record.
    pub record: RecordIx,
    /// Degrees east, degrees north.
    pub lonlat: (f32, f32),
    /// The map region it lies in; none for home and for Korea.
    pub region: Option<RegionIx>,
    /// Whether this is home (China).
    pub home: bool,
}

/// A company or other actor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Company {
    /// Its record.
    pub record: RecordIx,
    /// The company it is part of.
    pub parent: Option<CompanyIx>,
    /// Its lane on the timeline, if it has one.
    pub lane: Option<u16>,
    /// Other names, for search.
    pub aliases: Vec<Box<str>>,
}

/// A lane of the timeline: a company, or one of the lanes for policy and industry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lane {
    /// Stable id: a company's id, or `policy`, `industry`.
    pub id: Box<str>,
    /// Its heading.
    pub title: Text,
    /// Mark shape and colour role, by token name without the `--c-`, such as `tencent`.
    pub glyph: Box<str>,
}

/// One amount of a funding series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FundingPoint {
    /// Its record; the amount is the record's quantity, in the currency of the dataset.
    pub record: RecordIx,
    /// Index into [`Dataset::series`].
    pub series: u16,
    /// The time the amount covers.
    pub period: Edtf,
}

/// What a funding series measures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FundingSeries {
    /// Stable id: `article` or `cset`.
    pub id: Box<str>,
    /// Its name.
    pub title: Text,
    /// What is counted, and what is not.
    pub definition: Text,
    /// Currency and price basis, such as “constant 2021 US dollars”.
    pub price_basis: Text,
    /// The edition of the data.
    pub vintage: Text,
    /// Whether its points are drawn as steps (a complete annual series) or as isolated marks.
    pub stepped: bool,
}

/// A stop of Zheng He's voyages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VoyageStop {
    /// Stable id.
    pub id: Box<str>,
    /// Historical name.
    pub title: Text,
    /// Degrees east, degrees north.
    pub lonlat: (f32, f32),
    /// Whether ships called there (a bend of the drawn line otherwise).
    pub port: bool,
    /// Id of the stop this leg starts from; none for the first. A stop may be the start of several legs.
    pub from: Option<Box<str>>,
}

impl Kind {
    /// The table of the package that its records come from.
    pub const fn table(self) -> &'static str {
        self.id()
    }

    /// Whether it says something, rather than naming who or where: all but regions, places and companies.
    pub const fn is_claim(self) -> bool {
        !matches!(self, Self::Region | Self::Place | Self::Company)
    }
}

impl Record {
    /// Whether it counts as a statement of the article: a claim that stands there, counted once, and neither a figure
    /// of ours or of others nor a word of thanks.
    pub fn is_statement(&self) -> bool {
        let Evidence { section, status, .. } = self.evidence;
        self.kind.is_claim()
            && section.is_some()
            && self.repeats.is_none()
            && &*self.subkind != "thanks"
            && !matches!(status, Status::Derived | Status::Context)
    }
}

impl Dataset {
    /// The statements of the article by how they hold, from what does to what does not; each claim once.
    pub fn statements(&self) -> [(Status, Vec<RecordIx>); 6] {
        Status::OF_STATEMENTS.map(|status| {
            let records = self.records.iter().enumerate();
            let held = records.filter(|(_, record)| record.is_statement() && record.evidence.status == status);
            (status, held.map(|(ix, _)| ix as RecordIx).collect())
        })
    }

    /// The record with this id.
    pub fn find(&self, id: &str) -> Option<RecordIx> {
        self.records.iter().position(|record| &*record.id == id).map(|ix| ix as RecordIx)
    }

    /// The record that had this id before, and has another now.
    pub fn find_renamed(&self, id: &str) -> Option<RecordIx> {
        self.renamed.iter().find(|renamed| &*renamed.id == id).map(|renamed| renamed.record)
    }

    /// The record at `ix`. Indices of a decoded dataset are checked once, by [`decode`](super::decode).
    pub fn record(&self, ix: RecordIx) -> &Record {
        &self.records[ix as usize]
    }

    /// The step of the story with this id.
    pub fn find_step(&self, id: &str) -> Option<StepIx> {
        self.story.iter().position(|step| &*step.id == id).map(|ix| ix as StepIx)
    }

    /// The region with this id.
    pub fn find_region(&self, id: &str) -> Option<RegionIx> {
        self.regions.iter().position(|region| &*self.record(region.record).id == id).map(|ix| ix as RegionIx)
    }

    /// The company with this id.
    pub fn find_company(&self, id: &str) -> Option<CompanyIx> {
        self.companies.iter().position(|company| &*self.record(company.record).id == id).map(|ix| ix as CompanyIx)
    }
}
