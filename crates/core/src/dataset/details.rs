//! What is only read: the paraphrases, what was found, the sources. No picture is made of it and nothing is filtered
//! by it, so the page is ready before it comes.

use serde::{Deserialize, Serialize};

use super::Paragraph;
use super::index::{RecordIx, SourceIx};
use crate::date::Edtf;
use crate::text::Text;

/// The words beside a [`Dataset`](super::Dataset), in the order of its tables.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Details {
    /// The hash in the [`Meta`](super::Meta) of the dataset they belong to.
    pub hash: Box<str>,
    /// The article, the sources it names, and the outside sources it was checked against.
    pub sources: Vec<Source>,
    /// Characters that [`search`](crate::search) may be asked for in another form than the dataset writes them, each
    /// followed by the one that is written.
    pub variants: Box<str>,
    /// What is to be read of each record.
    pub records: Vec<Detail>,
    /// Where each funding series comes from.
    pub series: Vec<SeriesOrigin>,
    /// What is known of each stop of the voyages.
    pub voyage_stops: Vec<StopOrigin>,
    /// What has changed since each earlier release.
    pub releases: Vec<Release>,
    /// What each step of the story tells.
    pub story: Vec<Vec<Paragraph>>,
    /// How the dataset is cited ([`cite::all`](crate::cite::all)).
    pub citations: Text,
    /// What was put right since the first release, newest first.
    pub corrections: Vec<Correction>,
    /// Where readers report an error, where whoever published the page takes reports.
    pub report: Option<Box<str>>,
}

/// One thing that an earlier release said wrongly, or did not say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// The day it was put right.
    pub date: Option<Edtf>,
    /// The version that says it right.
    pub version: Box<str>,
    /// What was said, and what is said now.
    pub text: Text,
}

/// What has changed since an earlier release.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Release {
    /// The hash of the dataset it was.
    pub hash: Box<str>,
    /// Records that say something else now.
    pub changed: Vec<RecordIx>,
    /// Records that were not there.
    pub added: Vec<RecordIx>,
    /// Ids of records that are no more.
    pub removed: Vec<Box<str>>,
}

/// What is to be read of one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    /// What the article says, in our own words.
    pub text: Text,
    /// How the characters of its Chinese names are read, for [`search`](crate::search): a syllable each, with a space
    /// between them.
    pub pinyin: Box<str>,
    /// Who said it (a quote) or issued it (a policy).
    pub by: Option<Attribution>,
    /// The source the article itself names.
    pub named_source: Option<SourceIx>,
    /// What we found, or why the status is what it is.
    pub note: Option<Text>,
    /// What outside sources say.
    pub checks: Vec<Check>,
    /// How the Chinese and English versions of the article differ on this point.
    pub versions_differ: Option<Text>,
}

/// Whose words or rule it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// A person or an institution.
    pub name: Text,
    /// What the person does, where the article says so.
    pub role: Option<Text>,
}

/// What one outside source says about a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// The source.
    pub source: SourceIx,
    /// What it says, in our own words.
    pub says: Text,
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
    /// The address of the copy it was read in, where it was not read at its own.
    pub copy: Option<Box<str>>,
    /// When it was published, as far as that is known.
    pub published: Option<Edtf>,
    /// Its licence, where data was taken from it.
    pub licence: Option<Box<str>>,
}

/// Where a funding series comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesOrigin {
    /// Licence of the data.
    pub licence: Text,
    /// Where it was taken from.
    pub source: Option<SourceIx>,
}

/// What is known of a stop of the voyages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StopOrigin {
    /// Where that is today.
    pub modern: Text,
    /// Where it is documented.
    pub source: Option<SourceIx>,
}

impl Source {
    /// The address to read it at: its own, else that of the copy.
    pub fn address(&self) -> Option<&str> {
        self.url.as_deref().or(self.copy.as_deref())
    }
}

impl Details {
    /// What is to be read of the record at `ix`; a synthetic record has nothing.
    pub fn of(&self, ix: RecordIx) -> Option<&Detail> {
        self.records.get(ix as usize)
    }

    /// The source at `ix`. Indices of decoded details are checked once, by [`decode_details`](super::decode_details).
    pub fn source(&self, ix: SourceIx) -> &Source {
        &self.sources[usize::from(ix)]
    }
}
