//! Search in records: by titles and other names in either language, in simplified or traditional characters, by pinyin
//! or its initials, by id, and in the texts of the details once they are loaded. A linear scan without an index, which
//! therefore cannot be out of date. Matching of single words is in [`folding`], transliteration in `pinyin`.

mod folding;
#[cfg(feature = "package")]
mod pinyin;
#[cfg(feature = "package")]
mod variants;

use crate::dataset::{Dataset, Details, Kind, Record, RecordIx};
use crate::state::BitSet;
use crate::text::Lang;
use folding::{FoldedChar, MatchKind, Reading, best_match, canonical, fold, fuzzy_find, transliterate};

/// A record that matches a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The record.
    pub record: RecordIx,
    /// The field that matched.
    pub field: MatchedField,
    /// The matched ranges of bytes of that field, in order; empty for [`MatchedField::Details`].
    pub marks: Vec<(usize, usize)>,
    /// The rank; lower is better.
    score: u8,
}

/// A searchable field of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchedField {
    /// The title.
    Title(Lang),
    /// The short title.
    Short(Lang),
    /// The company's other name at this index.
    Alias(usize),
    /// The id.
    Id,
    /// The text, the note or the speaker in the record's details.
    Details,
}

/// The tolerance of a search.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum MatchMode {
    /// Characters and full pinyin.
    Exact,
    /// Pinyin initials too.
    Initials,
    /// Words within one edit.
    Fuzzy,
}

/// The number of records scanned for suggestions, which are made at every key press. Regions, places and companies come
/// first in the dataset.
const MAX_SCANNED: usize = 20_000;

/// The score of a fuzzy match: worse than any match without an edit.
const FUZZY_SCORE: u8 = 80;

/// The best matches for `query`, at most `limit`, grouped by kind; `lang` is the language of the page.
pub fn suggest(query: &str, lang: Lang, limit: usize, dataset: &Dataset, details: Option<&Details>) -> Vec<Hit> {
    let query = SearchQuery::new(query, lang, details);
    let scanned = dataset.records.len().min(MAX_SCANNED) as RecordIx;
    let hits_in =
        |mode| -> Vec<Hit> { (0..scanned).filter_map(|ix| query.match_record(ix, mode, dataset, details)).collect() };
    let mut hits = hits_in(MatchMode::Initials);
    if hits.is_empty() {
        hits = hits_in(MatchMode::Fuzzy);
    }
    let kind = |hit: &Hit| dataset.record(hit.record).kind;
    // Regions, places and companies before claims: filters are made of them. Then the dataset's order.
    hits.sort_by_key(|hit| (hit.score, kind(hit).is_claim()));
    hits.truncate(limit);
    let kinds: Vec<Kind> = hits.iter().map(kind).collect();
    hits.sort_by_key(|hit| kinds.iter().position(|other| *other == kind(hit)));
    hits
}

/// A function like [`matching`]. Pages load the search after the rest.
pub type Search = fn(&str, &Dataset, Option<&Details>) -> BitSet;

/// All records that match `query`, in the strictest mode that matches any.
pub fn matching(query: &str, dataset: &Dataset, details: Option<&Details>) -> BitSet {
    let query = SearchQuery::new(query, Lang::Zh, details);
    let mut found = BitSet::default();
    for mode in [MatchMode::Exact, MatchMode::Initials, MatchMode::Fuzzy] {
        for ix in 0..dataset.records.len() as RecordIx {
            if query.match_record(ix, mode, dataset, details).is_some() {
                found.insert(ix);
            }
        }
        if found != BitSet::default() {
            break;
        }
    }
    found
}

/// The text of a field of `record`; `None` for its details.
pub fn field_text<'a>(field: MatchedField, record: &'a Record, dataset: &'a Dataset) -> Option<&'a str> {
    Some(match field {
        MatchedField::Title(lang) => record.title.get(lang),
        MatchedField::Short(lang) => record.short.as_ref()?.get(lang),
        MatchedField::Alias(ix) => aliases(record, dataset).get(ix)?,
        MatchedField::Id => &record.id,
        MatchedField::Details => return None,
    })
}

/// The other names of the company that `record` describes.
fn aliases<'a>(record: &Record, dataset: &'a Dataset) -> &'a [Box<str>] {
    let company = (record.kind == Kind::Company).then(|| record.companies.first()).flatten();
    company.and_then(|ix| dataset.companies.get(usize::from(*ix))).map_or(&[], |company| &company.aliases)
}

/// The value of [`Detail::pinyin`](crate::dataset::Detail::pinyin): the syllables of the title, the short title and the
/// other names, in the order in which [`SearchQuery::match_record`] consumes them.
#[cfg(feature = "package")]
pub(crate) fn readings(record: &Record, dataset: &Dataset) -> Box<str> {
    let short = record.short.iter().map(|short| &*short.zh);
    let aliases = aliases(record, dataset).iter().map(|alias| &**alias);
    pinyin::syllables([&*record.title.zh].into_iter().chain(short).chain(aliases))
}

/// The value of [`Details::variants`] for a dataset.
#[cfg(feature = "package")]
pub(crate) fn variants(dataset: &Dataset, details: &Details) -> Box<str> {
    let names = dataset.records.iter().flat_map(|record| {
        let pairs = [Some(&record.title), record.short.as_ref()].into_iter().flatten();
        pairs.flat_map(|pair| [&*pair.zh, &*pair.en]).chain(aliases(record, dataset).iter().map(|alias| &**alias))
    });
    let texts = details.records.iter().flat_map(|detail| {
        let pairs = [Some(&detail.text), detail.note.as_ref(), detail.by.as_ref().map(|by| &by.name)];
        pairs.into_iter().flatten().flat_map(|pair| [&*pair.zh, &*pair.en])
    });
    variants::pairs(names.chain(texts))
}

/// A folded word of a query.
struct QueryWord {
    chars: Vec<char>,
    /// The singular of an English plural; empty for other words.
    singular: Vec<char>,
}

impl QueryWord {
    fn new(chars: Vec<char>) -> Self {
        let mut singular = Vec::new();
        if chars.len() > 3 && chars.iter().all(char::is_ascii_alphabetic) {
            if let [stem @ .., 'i', 'e', 's'] = &chars[..] {
                singular = stem.to_vec();
                singular.push('y');
            } else if let [stem @ .., 's'] = &chars[..] {
                singular = stem.to_vec();
            }
        }
        Self { chars, singular }
    }

    fn best_match(&self, text: &[FoldedChar], reading: Reading) -> Option<(MatchKind, usize, usize)> {
        best_match(&self.chars, text, reading)
            .or_else(|| (!self.singular.is_empty()).then(|| best_match(&self.singular, text, reading)).flatten())
    }
}

/// A query, folded and split into words.
struct SearchQuery<'a> {
    /// The text as typed, trimmed.
    typed: &'a str,
    /// The whole query as one word, followed by each word if there are several.
    words: Vec<QueryWord>,
    lang: Lang,
    /// True if any word could be pinyin.
    may_be_pinyin: bool,
}

/// The best match of a word in a record.
#[derive(Clone, Copy)]
struct WordMatch {
    score: u8,
    field: MatchedField,
    from: usize,
    to: usize,
}

impl<'a> SearchQuery<'a> {
    fn new(query: &'a str, lang: Lang, details: Option<&Details>) -> Self {
        let variants = details.map_or("", |details| &*details.variants);
        let mut words: Vec<QueryWord> = Vec::new();
        let mut whole = Vec::new();
        for word in query.split_whitespace() {
            let chars: Vec<char> = word.chars().filter_map(fold).map(|c| canonical(c, variants)).collect();
            if !chars.is_empty() {
                whole.extend_from_slice(&chars);
                words.push(QueryWord::new(chars));
            }
        }
        if words.len() > 1 {
            words.insert(0, QueryWord::new(whole));
        }
        let may_be_pinyin = words.iter().any(|word| word.chars.iter().all(char::is_ascii));
        Self { typed: query.trim(), words, lang, may_be_pinyin }
    }

    /// Matches the record at `ix` as a phrase, or else by all words, each in any field.
    fn match_record(&self, ix: RecordIx, mode: MatchMode, dataset: &Dataset, details: Option<&Details>) -> Option<Hit> {
        let record = dataset.record(ix);
        let detail = details.and_then(|details| details.of(ix));
        let mut matches: Vec<Option<WordMatch>> = vec![None; self.words.len()];
        let mut folded = Vec::new();
        // The Chinese names come in the order of their syllables.
        let mut pinyin = detail.map_or("", |detail| &*detail.pinyin);
        let mut search = |field: MatchedField, text: &str| {
            self.match_field(field, text, mode, &mut pinyin, &mut folded, &mut matches);
        };
        search(MatchedField::Title(Lang::Zh), &record.title.zh);
        search(MatchedField::Title(Lang::En), &record.title.en);
        if let Some(short) = &record.short {
            search(MatchedField::Short(Lang::Zh), &short.zh);
            search(MatchedField::Short(Lang::En), &short.en);
        }
        for (alias, text) in aliases(record, dataset).iter().enumerate() {
            search(MatchedField::Alias(alias), text);
        }
        // Ids of claims match only in full: all of a table begin with the same word.
        if !record.kind.is_claim() || *record.id == *self.typed {
            search(MatchedField::Id, &record.id);
        }
        if let Some(detail) = detail {
            let by = detail.by.as_ref().map(|by| &by.name);
            for text in [Some(&detail.text), detail.note.as_ref(), by].into_iter().flatten() {
                search(MatchedField::Details, &text.zh);
                search(MatchedField::Details, &text.en);
            }
        }
        let (phrase, words) = matches.split_first()?;
        if let Some(WordMatch { score, field, from, to }) = *phrase {
            let marks = if field == MatchedField::Details { Vec::new() } else { vec![(from, to)] };
            return Some(Hit { record: ix, field, marks, score });
        }
        hit_of_words(ix, words)
    }

    /// Updates each word's best match with those in one field of a record.
    fn match_field(
        &self,
        field: MatchedField,
        text: &str,
        mode: MatchMode,
        pinyin: &mut &str,
        folded: &mut Vec<FoldedChar>,
        matches: &mut [Option<WordMatch>],
    ) {
        let has_pinyin = self.may_be_pinyin && field != MatchedField::Details;
        let readings = match mode {
            _ if !has_pinyin => &[Reading::Written][..],
            MatchMode::Initials => &[Reading::Written, Reading::Pinyin, Reading::Initials],
            MatchMode::Exact | MatchMode::Fuzzy => &[Reading::Written, Reading::Pinyin],
        };
        let syllables = *pinyin;
        for &reading in readings {
            *pinyin = syllables;
            let is_transliterated = transliterate(text, reading, pinyin, folded);
            if reading != Reading::Written && !is_transliterated {
                break;
            }
            for (word, best) in self.words.iter().zip(matches.iter_mut()) {
                let found = match mode {
                    MatchMode::Fuzzy if field == MatchedField::Details => None,
                    MatchMode::Fuzzy => fuzzy_find(&word.chars, folded).map(|(from, to)| (FUZZY_SCORE, from, to)),
                    MatchMode::Exact | MatchMode::Initials => {
                        word.best_match(folded, reading).map(|(kind, from, to)| (score(field, reading, kind), from, to))
                    }
                };
                let Some((score, from, to)) = found else { continue };
                // The title in the page's language wins a tie.
                let is_better = |other: WordMatch| {
                    score < other.score || score == other.score && field == MatchedField::Title(self.lang)
                };
                if best.is_none_or(is_better) {
                    *best = Some(WordMatch { score, field, from, to });
                }
            }
        }
    }
}

/// A hit if every word matches. It has the score of the worst word and shows the field of the first.
fn hit_of_words(record: RecordIx, words: &[Option<WordMatch>]) -> Option<Hit> {
    let words = words.iter().copied().collect::<Option<Vec<WordMatch>>>()?;
    let field = words.first()?.field;
    let score = words.iter().map(|word| word.score + 1).max()?;
    let shown = words.iter().filter(|word| word.field == field && field != MatchedField::Details);
    let mut marks: Vec<_> = shown.map(|word| (word.from, word.to)).collect();
    marks.sort_by_key(|(from, _)| *from);
    Some(Hit { record, field, marks, score })
}

/// The score of a match, less being better: first by kind of match, then titles before other fields, then characters and
/// full pinyin before initials. Details come last.
fn score(field: MatchedField, reading: Reading, kind: MatchKind) -> u8 {
    let initials = if reading == Reading::Initials { 4 } else { 0 };
    match field {
        MatchedField::Details => 50 + kind as u8,
        MatchedField::Title(_) => kind as u8 * 10 + initials,
        MatchedField::Short(_) | MatchedField::Alias(_) | MatchedField::Id => kind as u8 * 10 + initials + 1,
    }
}

#[cfg(test)]
mod tests;
