//! Findings about the address that the page was opened with.

use chuhai_core::dataset::{Dataset, RecordIx};
use chuhai_core::format;
use chuhai_core::state::{IgnoredParam, renamed_in};
use chuhai_core::text::{Lang, Phrase, phrases};

/// The longest part of a value that a notice repeats, in characters.
const VALUE_CHARS: usize = 40;

/// The findings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LinkReport {
    /// The parameters without a meaning.
    pub ignored: Vec<IgnoredParam>,
    /// The hash of the dataset that the link was made with, if it has one.
    pub made_with: Option<String>,
    /// The ids that have been replaced since, with their records.
    pub renamed: Vec<(String, RecordIx)>,
    /// The dataset it asks for, if that cannot be shown.
    pub refused: Option<RefusedDataset>,
}

/// A dataset that `?data=` asked for and that cannot be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct RefusedDataset {
    /// Its address, as given.
    pub address: String,
    /// The reason.
    pub reason: Phrase,
}

impl LinkReport {
    /// The findings about an address with these parameters, of which `ignored` have no meaning.
    pub fn new(
        query: &[(String, String)],
        ignored: Vec<IgnoredParam>,
        refused: Option<RefusedDataset>,
        dataset: &Dataset,
    ) -> Self {
        let is_valid = |value: &str| ignored.iter().all(|ignored| ignored.value != value);
        let hash = query.iter().find(|(name, value)| name == "d" && is_valid(value));
        let made_with = hash.map(|(_, hash)| hash.clone());
        Self { made_with, renamed: renamed_in(query, dataset), ignored, refused }
    }

    /// True if the reader should be told of a problem.
    pub fn has_problems(&self) -> bool {
        !self.ignored.is_empty() || !self.renamed.is_empty() || self.refused.is_some()
    }

    /// The problems in words.
    pub fn words(&self, dataset: &Dataset, lang: Lang) -> String {
        let mut sentences = Vec::new();
        if let Some(RefusedDataset { address, reason }) = &self.refused {
            let values = [("address", &*shortened(address)), ("reason", reason.get(lang))];
            sentences.push(phrases::NOTICE_DATA.fill(lang, &values));
        }
        if !self.renamed.is_empty() {
            let title = |ix: RecordIx| dataset.record(ix).title.get(lang);
            let names: Vec<String> = self.renamed.iter().map(|(old, ix)| format!("{old} → {}", title(*ix))).collect();
            sentences.push(phrases::OUTDATED_RENAMED.fill(lang, &[("list", &format::list(&names, lang))]));
        }
        if !self.ignored.is_empty() {
            let parameter = |IgnoredParam { name, value }: &IgnoredParam| format!("{name}={}", shortened(value));
            let names: Vec<String> = self.ignored.iter().map(parameter).collect();
            sentences.push(phrases::NOTICE_IGNORED.fill(lang, &[("list", &format::list(&names, lang))]));
        }
        sentences.join(if lang == Lang::En { " " } else { "" })
    }
}

/// The beginning of a value, with control characters made visible.
fn shortened(value: &str) -> String {
    let visible = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
    value.chars().take(VALUE_CHARS).map(visible).collect()
}
