//! What the dataset is made of, after validation: every reference resolved to an index, every
//! text in both languages, every date an interval.

use serde::{Deserialize, Serialize};

use crate::date::Edtf;
use crate::text::Text;

/// Index into [`Dataset::records`].
pub type RecordIx = u32;
/// Index into [`Dataset::companies`].
pub type CompanyIx = u16;
/// Index into [`Dataset::places`].
pub type PlaceIx = u16;
/// Index into [`Dataset::regions`].
pub type RegionIx = u16;
/// Index into [`Dataset::sources`].
pub type SourceIx = u16;

/// The whole dataset, as the page carries it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Dataset {
    /// Title, version and licence of the package.
    pub meta: Meta,
    /// Sections of the article, in its order.
    pub sections: Vec<Section>,
    /// The article, the sources it names, and the outside sources it was checked against.
    pub sources: Vec<Source>,
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
}

/// Title, version and licence of the package.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Meta {
    /// Title of the dataset.
    pub title: Text,
    /// Semantic version of the dataset, from `datapackage.json`.
    pub version: Box<str>,
    /// The first eight hex digits of a hash over the compiled records: changes when any fact does.
    pub hash: Box<str>,
    /// Address of the article, per language.
    pub article_url: Text,
    /// Publication date of the article.
    pub published: Option<Edtf>,
}

/// A section of the article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Stable id, such as `who`.
    pub id: Box<str>,
    /// The section's heading, in our words.
    pub title: Text,
}

/// Where a claim can be checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Stable id.
    pub id: Box<str>,
    /// Title or short description.
    pub title: Text,
    /// Who published it.
    pub publisher: Box<str>,
    /// Its address, where it has one. Always `https:` or `http:`.
    pub url: Option<Box<str>>,
    /// Its licence, where data was taken from it.
    pub licence: Option<Box<str>>,
}

/// The table a record comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// A region of the article, or a grouping of ours.
    Region,
    /// A country or port.
    Place,
    /// A company or other actor.
    Company,
    /// A product, model or programme.
    Product,
    /// Something that happened.
    Event,
    /// A figure.
    Metric,
    /// An amount of a funding series.
    Funding,
    /// A reason or success factor.
    Factor,
    /// A law, strategy or rule.
    Policy,
    /// What a person or the author said, paraphrased.
    Quote,
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
    /// What the article says, in our own words.
    pub text: Text,
    /// When, as wide as it is known.
    pub date: Option<Edtf>,
    /// The date another source gives, where it differs.
    pub second_date: Option<Edtf>,
    /// Who said it (a quote) or issued it (a policy).
    pub by: Option<Attribution>,
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
    /// Where the article says it and what others say.
    pub evidence: Evidence,
}

/// Whose words or rule it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// A person or an institution.
    pub name: Text,
    /// What the person does, where the article says so.
    pub role: Option<Text>,
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

/// Units of the dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// US dollars (single dollars, not millions).
    Usd,
    /// Companies.
    Companies,
    /// AI models.
    Models,
    /// Users.
    Users,
    /// Funding rounds.
    Rounds,
    /// Countries.
    Countries,
    /// Apps.
    Apps,
    /// Languages.
    Languages,
    /// Sea voyages.
    Voyages,
    /// Years.
    Years,
    /// Months.
    Months,
    /// Percent.
    Percent,
    /// A place in a ranking.
    Rank,
    /// Times in a period.
    Times,
}

/// How exact a figure is, as the article puts it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Qualifier {
    /// Stated plainly.
    #[default]
    Exact,
    /// “about”, “约”.
    About,
    /// “more than”, “超过”.
    MoreThan,
    /// “nearly”, “近”.
    Nearly,
    /// “at least”, “至少”.
    AtLeast,
    /// “millions”, “数百万”: an order of magnitude, no figure.
    Order,
    /// Computed by us from other figures of the dataset.
    Derived,
}

/// Where a claim stands and how it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Index into [`Dataset::sections`]; none for what the article does not say.
    pub section: Option<u16>,
    /// Paragraph within the section, counted from 1 in the Chinese version.
    pub paragraph: Option<u8>,
    /// The source the article itself names.
    pub named_source: Option<SourceIx>,
    /// How the claim holds.
    pub status: Status,
    /// What we found, or why the status is what it is.
    pub note: Option<Text>,
    /// What outside sources say.
    pub checks: Vec<Check>,
    /// How the Chinese and English versions of the article differ on this point.
    pub versions_differ: Option<Text>,
}

/// What one outside source says about a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// The source.
    pub source: SourceIx,
    /// What it says, in our own words.
    pub says: Text,
}

/// How a claim holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Status {
    /// The article says so; nothing outside was sought or is owed (a name, an opinion, a quote).
    AsStated,
    /// Outside sources agree.
    Confirmed,
    /// Outside sources agree in part, or with a condition the reader should know.
    Caveat,
    /// Outside sources say otherwise.
    Contested,
    /// Sought and not found, or not sought.
    NotChecked,
    /// Computed or grouped by us.
    Derived,
}

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
    /// Its record; the amount is the record's quantity, in US dollars.
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
    /// Licence of the data.
    pub licence: Text,
    /// Where it was taken from.
    pub source: Option<SourceIx>,
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
    /// Where that is today.
    pub modern: Text,
    /// Degrees east, degrees north.
    pub lonlat: (f32, f32),
    /// Whether ships called there (a bend of the drawn line otherwise).
    pub port: bool,
    /// Id of the stop this leg starts from; none for the first. A stop may be the start of several legs.
    pub from: Option<Box<str>>,
    /// Where it is documented.
    pub source: Option<SourceIx>,
}

impl Dataset {
    /// The record with this id.
    pub fn find(&self, id: &str) -> Option<RecordIx> {
        self.records.iter().position(|record| &*record.id == id).map(|ix| ix as RecordIx)
    }

    /// The record at `ix`. Indices of a decoded dataset are checked once, by [`decode`](super::decode).
    pub fn record(&self, ix: RecordIx) -> &Record {
        &self.records[ix as usize]
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
