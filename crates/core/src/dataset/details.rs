//! The parts of a dataset that are only read: paraphrases, findings, sources. No chart and no filter needs them, so they
//! are loaded after the first paint.

use serde::{Deserialize, Serialize};

use super::index::{CompanyIx, RecordIx, SourceIx};
use super::{Dataset, Paragraph, Since};
use crate::date::Edtf;
use crate::text::{Lang, Text};

/// The texts beside a [`Dataset`](super::Dataset), in the order of its tables.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Details {
    /// The hash in the [`Meta`](super::Meta) of the dataset they belong to.
    pub hash: Box<str>,
    /// The article, the sources it names, and the outside sources it was checked against.
    pub sources: Vec<Source>,
    /// Simplified or traditional forms of the dataset's characters for [`search`](crate::search), each followed by the
    /// form that the dataset has.
    pub variants: Box<str>,
    /// The text of each record.
    pub records: Vec<Detail>,
    /// The origin of each funding series.
    pub series: Vec<SeriesOrigin>,
    /// Facts about each stop of the voyages.
    pub voyage_stops: Vec<StopOrigin>,
    /// Changes since each earlier release.
    pub releases: Vec<Release>,
    /// The paragraphs of each step of the story.
    pub story: Vec<Vec<Paragraph>>,
    /// Prices of models before and after a cut, by day.
    pub prices: Vec<Price>,
    /// Brands at home and abroad.
    pub pairs: Vec<BrandPair>,
    /// The article's endings, its parts in reading order.
    pub endings: Vec<EndingPart>,
    /// The issues on which outside sources differ from the article.
    pub findings: Vec<Finding>,
    /// The rest of each event after the article.
    pub since: Vec<SinceOrigin>,
    /// Citations of the dataset ([`cite::all`](crate::cite::all)).
    pub citations: Text,
    /// Corrections since the first release, newest first.
    pub corrections: Vec<Correction>,
    /// Address for reports of errors, if the publisher takes them.
    pub report: Option<Box<str>>,
}

/// The price of a model, in yuan per million input tokens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Price {
    /// Stable id.
    pub id: Box<str>,
    /// The record that it illustrates.
    pub record: RecordIx,
    /// The company; none where the dataset has no record of it.
    pub company: Option<CompanyIx>,
    /// The model.
    pub title: Text,
    /// The day of the change.
    pub date: Option<Edtf>,
    /// The price before; none for a new model, and where it was not found.
    pub before_cny: Option<f64>,
    /// The price from that day on; 0 is free.
    pub after_cny: f64,
    /// The exact model and price.
    pub text: Text,
    /// The source that was read.
    pub source: SourceIx,
}

/// A product under a brand for China and one for abroad: an example of ours.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BrandPair {
    /// Stable id.
    pub id: Box<str>,
    /// The record that it illustrates.
    pub record: RecordIx,
    /// The company.
    pub company: Option<CompanyIx>,
    /// The brand in China.
    pub home: Text,
    /// The brand abroad.
    pub abroad: Box<str>,
    /// The kind of product, and the article’s words on it.
    pub text: Text,
    /// The source that was read.
    pub source: SourceIx,
}

/// A part of the article's ending in one of its two languages, word for word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EndingPart {
    /// The record that quotes the ending.
    pub record: RecordIx,
    /// The version of the article.
    pub lang: Lang,
    /// The words.
    pub text: Box<str>,
    /// True if the other version has no such words.
    pub differs: bool,
}

/// An issue on which outside sources differ from the article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable id.
    pub id: Box<str>,
    /// The records that it is about, the one that is counted first.
    pub records: Vec<RecordIx>,
    /// The article’s statement.
    pub said: Text,
    /// The finding.
    pub found: Text,
    /// The sources that were read.
    pub sources: Vec<SourceIx>,
    /// The degree of certainty.
    pub sureness: Text,
}

/// The rest of an event after the article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SinceOrigin {
    /// The event in a sentence or two.
    pub text: Text,
    /// The source that was read.
    pub source: SourceIx,
}

/// A correction of an earlier release.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// The day of the correction.
    pub date: Option<Edtf>,
    /// The first version with it.
    pub version: Box<str>,
    /// The wording before and after.
    pub text: Text,
}

/// Changes since an earlier release.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Release {
    /// The hash of that dataset.
    pub hash: Box<str>,
    /// Records with other content now.
    pub changed: Vec<RecordIx>,
    /// Records that it lacks.
    pub added: Vec<RecordIx>,
    /// Ids of records that only it has.
    pub removed: Vec<Box<str>>,
}

/// The text of one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    /// A paraphrase of the article.
    pub text: Text,
    /// Pinyin of its Chinese names, for [`search`](crate::search): a syllable a character, separated by spaces.
    pub pinyin: Box<str>,
    /// The speaker of a quote or the issuer of a policy.
    pub by: Option<Attribution>,
    /// The source that the article names.
    pub named_source: Option<SourceIx>,
    /// The findings of the check, or the reason for the status.
    pub note: Option<Text>,
    /// Statements of outside sources.
    pub checks: Vec<Check>,
    /// The difference between the article's Chinese and English versions on this point.
    pub versions_differ: Option<Text>,
}

/// The author of a quote or rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// A person or an institution.
    pub name: Text,
    /// The person's role, if the article gives it.
    pub role: Option<Text>,
}

/// The statement of one outside source about a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// The source.
    pub source: SourceIx,
    /// A paraphrase of it.
    pub says: Text,
}

/// A source for checking a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Stable id.
    pub id: Box<str>,
    /// Title or short description.
    pub title: Text,
    /// Its publisher.
    pub publisher: Box<str>,
    /// Its address, if it has one; always `https:` or `http:`.
    pub url: Option<Box<str>>,
    /// The address of the copy that was read, if not the original.
    pub copy: Option<Box<str>>,
    /// Date of publication, as far as it is known.
    pub published: Option<Edtf>,
    /// Its licence, if data was taken from it.
    pub licence: Option<Box<str>>,
}

/// The origin of a funding series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesOrigin {
    /// Licence of the data.
    pub licence: Text,
    /// The source of the data.
    pub source: Option<SourceIx>,
}

/// Facts about a stop of the voyages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StopOrigin {
    /// The place's present name or region.
    pub modern: Text,
    /// The source that documents it.
    pub source: Option<SourceIx>,
}

impl Source {
    /// The address for reading it: its own, else that of the copy.
    pub fn address(&self) -> Option<&str> {
        self.url.as_deref().or(self.copy.as_deref())
    }
}

impl Details {
    /// Returns the text of the record at `ix`; synthetic records have none.
    pub fn of(&self, ix: RecordIx) -> Option<&Detail> {
        self.records.get(ix as usize)
    }

    /// Returns what came after the article on the record at `ix` of `dataset`, by day.
    pub fn since<'a>(
        &'a self,
        dataset: &'a Dataset,
        ix: RecordIx,
    ) -> impl Iterator<Item = (&'a Since, &'a SinceOrigin)> {
        dataset.since.iter().zip(&self.since).filter(move |(since, _)| since.record == ix)
    }

    /// Returns the source at `ix`. Indices of decoded details are checked once, by [`decode_details`](super::decode_details).
    pub fn source(&self, ix: SourceIx) -> &Source {
        &self.sources[usize::from(ix)]
    }
}
