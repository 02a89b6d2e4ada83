//! The tables of a validated dataset: every reference is an index, every text is in both languages, every date is an
//! interval.

use serde::{Deserialize, Serialize};

use super::index::{CompanyIx, PlaceIx, RecordIx, RegionIx, StepIx};
use super::meta::Meta;
use super::story::StoryStep;
use crate::date::Edtf;
use crate::id_enum::id_enum;
use crate::text::Text;

/// The data behind charts, filters and selection, as the page carries it; texts that are only read are
/// [`Details`](super::Details).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Dataset {
    /// Title, version and licence of the package.
    pub meta: Meta,
    /// Sections of the article, in its order.
    pub sections: Vec<Section>,
    /// The records of all tables, in the order of the tables and their rows.
    pub records: Vec<Record>,
    /// Regions, each with its record.
    pub regions: Vec<Region>,
    /// Places, each with its record.
    pub places: Vec<Place>,
    /// Companies and other actors, each with its record.
    pub companies: Vec<Company>,
    /// Lanes of the timeline, in drawing order.
    pub lanes: Vec<Lane>,
    /// Points of the funding series, each with its record.
    pub funding: Vec<FundingPoint>,
    /// Funding series.
    pub series: Vec<FundingSeries>,
    /// Stops of Zheng He's voyages, in sailing order.
    pub voyage_stops: Vec<VoyageStop>,
    /// Events after the article, by day: none of them is a claim of it.
    pub since: Vec<Since>,
    /// Ids of earlier releases, which older addresses carry.
    pub renamed: Vec<Renamed>,
    /// The steps of the story, in order; may be empty.
    pub story: Vec<StoryStep>,
}

/// An event after the article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Since {
    /// Stable id.
    pub id: Box<str>,
    /// The record that it follows on.
    pub record: RecordIx,
    /// Its date.
    pub date: Option<Edtf>,
    /// A name for its mark.
    pub title: Text,
}

/// A former id of a record.
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
    /// The table that a record comes from.
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
        /// An event.
        Event = "events",
        /// A figure.
        Metric = "metrics",
        /// An amount of a funding series.
        Funding = "funding",
        /// A reason or success factor.
        Factor = "factors",
        /// A law, strategy or rule.
        Policy = "policies",
        /// A statement of a person or the author, paraphrased.
        Quote = "quotes",
    }
}

/// One evidence-backed statement. Columns that only one kind has are in the table of that kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Stable id, unique over all tables; the value of `sel=` and `[data-id]`.
    pub id: Box<str>,
    /// The table it comes from.
    pub kind: Kind,
    /// Category within its kind, such as `launch` or `push`.
    pub subkind: Box<str>,
    /// A name, or the claim in a few words.
    pub title: Text,
    /// A shorter title for marks on charts, if the title is long.
    pub short: Option<Text>,
    /// Date, as precise as it is known.
    pub date: Option<Edtf>,
    /// True if `date` is another source's, since the article gives none.
    pub dated_elsewhere: bool,
    /// Another source's date, if it differs from the article's.
    pub second_date: Option<Edtf>,
    /// Companies that take part; a company's own record has itself.
    pub companies: Vec<CompanyIx>,
    /// Countries and ports that it mentions; a place's own record has itself.
    pub places: Vec<PlaceIx>,
    /// Regions that it mentions or that its places are in; a region's own record has itself alone.
    pub regions: Vec<RegionIx>,
    /// Its figure.
    pub quantity: Option<Quantity>,
    /// Lane of the timeline, if it is on the timeline.
    pub lane: Option<u16>,
    /// Records that belong with it, such as the policy of an event.
    pub related: Vec<RecordIx>,
    /// The record of the same claim that is counted for both, such as the event of a policy.
    pub repeats: Option<RecordIx>,
    /// Its place in the article and the result of checking it.
    pub evidence: Evidence,
}

/// A figure with its unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The number, in `unit`; for [`Qualifier::Order`] the order of magnitude itself.
    pub value: f64,
    /// Unit of the value.
    pub unit: Unit,
    /// Exactness, as the article puts it.
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
    /// Exactness of a figure, as the article puts it.
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

/// Place of a claim in the article and the result of checking it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Index into [`Dataset::sections`]; none for claims that are not the article's.
    pub section: Option<u16>,
    /// Paragraph within the section, counted from 1 in the Chinese version.
    pub paragraph: Option<u8>,
    /// Result of checking the claim.
    pub status: Status,
}

id_enum! {
    /// Result of checking a claim.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    pub enum Status {
        /// An opinion, a name or a quotation, which cannot be checked.
        AsStated = "as-stated",
        /// Outside sources agree.
        Confirmed = "confirmed",
        /// Outside sources agree in part, or under a condition.
        Caveat = "caveat",
        /// Outside sources disagree.
        Contested = "contested",
        /// No outside source was found for it.
        NotFound = "not-found",
        /// The statement was not checked.
        NotChecked = "not-checked",
        /// Computed or grouped by us.
        Derived = "derived",
        /// No claim of the article, but a comparison from another source.
        Context = "context",
    }
}

impl Status {
    /// The statuses of statements of the article, from confirmed to unchecked.
    pub const OF_STATEMENTS: [Self; 6] =
        [Self::Confirmed, Self::Caveat, Self::Contested, Self::NotFound, Self::NotChecked, Self::AsStated];
    /// The statuses of statements with a caveat or a contradiction.
    pub const DOUBTFUL: [Self; 2] = [Self::Caveat, Self::Contested];
}

/// Ids of the regions that have a shape on the map.
pub const SHAPES: [&str; 7] = ["sea", "mideast", "nafrica", "ssafrica", "europe", "namerica", "latam"];

/// A region: a soft shape on the map, or a grouping of such shapes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Region {
    /// Its record.
    pub record: RecordIx,
    /// Its shapes on the map: itself if it has one, those of its parts if it is a grouping.
    pub shapes: Vec<RegionIx>,
    /// True if it has a shape of its own.
    pub on_map: bool,
    /// Preferred label position: degrees east, degrees north.
    pub label_lonlat: Option<(f32, f32)>,
}

/// A country or port, always a point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Its record.
    pub record: RecordIx,
    /// Degrees east, degrees north.
    pub lonlat: (f32, f32),
    /// The region around it; none for home and for Korea.
    pub region: Option<RegionIx>,
    /// True for home (China).
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

/// A funding series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FundingSeries {
    /// Stable id: `article` or `cset`.
    pub id: Box<str>,
    /// Its name.
    pub title: Text,
    /// Definition of the amounts.
    pub definition: Text,
    /// Currency and price basis, such as “constant 2021 US dollars”.
    pub price_basis: Text,
    /// The edition of the data.
    pub vintage: Text,
    /// True if its points are drawn as steps (a complete annual series); isolated marks otherwise.
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
    /// True if ships called there; otherwise a bend of the drawn line.
    pub port: bool,
    /// Id of the stop at which this leg starts; none for the first. Several legs may start at one stop.
    pub from: Option<Box<str>>,
}

impl Kind {
    /// The table of the package that its records come from.
    pub const fn table(self) -> &'static str {
        self.id()
    }

    /// Returns true for claims; regions, places and companies are none.
    pub const fn is_claim(self) -> bool {
        !matches!(self, Self::Region | Self::Place | Self::Company)
    }
}

impl Record {
    /// Returns true if it counts as a statement of the article: a claim in it, counted once, other than thanks and than
    /// figures of ours or of other sources.
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
    /// Returns the statements of the article by status, from confirmed to unchecked; each claim once.
    pub fn statements(&self) -> [(Status, Vec<RecordIx>); 6] {
        Status::OF_STATEMENTS.map(|status| {
            let records = self.records.iter().enumerate();
            let with_status = records.filter(|(_, record)| record.is_statement() && record.evidence.status == status);
            (status, with_status.map(|(ix, _)| ix as RecordIx).collect())
        })
    }

    /// Returns the record with this id.
    pub fn find(&self, id: &str) -> Option<RecordIx> {
        self.records.iter().position(|record| &*record.id == id).map(|ix| ix as RecordIx)
    }

    /// Returns the record with this former id.
    pub fn find_renamed(&self, id: &str) -> Option<RecordIx> {
        self.renamed.iter().find(|renamed| &*renamed.id == id).map(|renamed| renamed.record)
    }

    /// Returns the record at `ix`. Indices of a decoded dataset are checked once, by [`decode`](super::decode).
    pub fn record(&self, ix: RecordIx) -> &Record {
        &self.records[ix as usize]
    }

    /// Returns the step of the story with this id.
    pub fn find_step(&self, id: &str) -> Option<StepIx> {
        self.story.iter().position(|step| &*step.id == id).map(|ix| ix as StepIx)
    }

    /// Returns the region with this id.
    pub fn find_region(&self, id: &str) -> Option<RegionIx> {
        self.regions.iter().position(|region| &*self.record(region.record).id == id).map(|ix| ix as RegionIx)
    }

    /// Returns the company with this id.
    pub fn find_company(&self, id: &str) -> Option<CompanyIx> {
        self.companies.iter().position(|company| &*self.record(company.record).id == id).map(|ix| ix as CompanyIx)
    }
}
