//! Finding records by what is typed: in either language, in simplified or traditional characters, by pinyin or its initials, by other names, by id, and in
//! what the article says once that is there. A linear walk over what the records hold; no index is kept, so what is
//! found cannot be older than the facts. Matching single letters is `letters`' business, reading Chinese `pinyin`'s.

mod folding;
#[cfg(feature = "package")]
mod pinyin;
#[cfg(feature = "package")]
mod variants;

use crate::dataset::{Dataset, Details, Kind, Record, RecordIx};
use crate::state::BitSet;
use crate::text::Lang;
use folding::{FoldedChar, MatchKind, Reading, fold, fuzzy_find, place, transliterate, written};

/// A record that was found, and by which of its names.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The record.
    pub record: RecordIx,
    /// What of it was found.
    pub name: MatchedField,
    /// The bytes of that name which were asked for, in order.
    pub marks: Vec<(usize, usize)>,
    /// How good it is; less is better.
    score: u8,
}

/// What of a record can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchedField {
    /// Its title.
    Title(Lang),
    /// Its short title.
    Short(Lang),
    /// The company's other name at this index.
    Alias(usize),
    /// Its id.
    Id,
    /// What the article says, or what was found about it.
    Details,
}

/// How freely a query is taken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum MatchMode {
    /// Writing and full pinyin.
    Exact,
    /// Initials too.
    Initials,
    /// Words with one slip in them.
    Fuzzy,
}

/// No more records than this are looked through for suggestions, which follow every key. Regions, places and companies
/// are the first in the dataset.
const SUGGESTIONS_LOOK_AT: usize = 20_000;

/// What a misprint costs: more than anything that is there as it was typed.
const EDIT_COST: u8 = 80;

/// The records that fit `query` best, at most `limit`, those of a kind together; `lang` is the language being read.
pub fn suggest(query: &str, lang: Lang, limit: usize, dataset: &Dataset, details: Option<&Details>) -> Vec<Hit> {
    let query = Query::new(query, lang, details);
    let mut best: Vec<Hit> = Vec::new();
    for mode in [MatchMode::Initials, MatchMode::Fuzzy] {
        for ix in 0..dataset.records.len().min(SUGGESTIONS_LOOK_AT) {
            let Some(hit) = query.find(ix as RecordIx, mode, dataset, details) else { continue };
            // Who and where before what: it is what a filter is made of. Then the dataset's order.
            let rank = |hit: &Hit| (hit.score, dataset.record(hit.record).kind.is_claim());
            let at = best.iter().position(|other| rank(&hit) < rank(other)).unwrap_or(best.len());
            if at < limit {
                best.insert(at, hit);
                best.truncate(limit);
            }
        }
        if !best.is_empty() {
            break;
        }
    }
    let mut grouped: Vec<Hit> = Vec::new();
    while let Some(first) = best.first() {
        let kind = dataset.record(first.record).kind;
        let (same, rest) = best.into_iter().partition(|hit| dataset.record(hit.record).kind == kind);
        let same: Vec<Hit> = same;
        grouped.extend(same);
        best = rest;
    }
    grouped
}

/// All records that fit `query`: those that have its words, where none has those that have its initials, and where
/// none has those either what may have been meant.
pub fn matching(query: &str, dataset: &Dataset, details: Option<&Details>) -> BitSet {
    let query = Query::new(query, Lang::Zh, details);
    let mut found = BitSet::default();
    for mode in [MatchMode::Exact, MatchMode::Initials, MatchMode::Fuzzy] {
        let mut any = false;
        for ix in 0..dataset.records.len() as RecordIx {
            if query.find(ix, mode, dataset, details).is_some() {
                found.insert(ix);
                any = true;
            }
        }
        if any {
            break;
        }
    }
    found
}

/// The name of `record` that `name` speaks of.
pub fn name_of<'a>(name: MatchedField, record: &'a Record, dataset: &'a Dataset) -> Option<&'a str> {
    Some(match name {
        MatchedField::Title(lang) => record.title.get(lang),
        MatchedField::Short(lang) => record.short.as_ref()?.get(lang),
        MatchedField::Alias(ix) => aliases(record, dataset).get(ix)?,
        MatchedField::Id => &record.id,
        MatchedField::Details => return None,
    })
}

/// The Chinese names whose characters have a syllable each in [`Detail::pinyin`](crate::dataset::Detail::pinyin), in
/// this order: the title, the short title, the other names.
fn aliases<'a>(record: &Record, dataset: &'a Dataset) -> &'a [Box<str>] {
    let company = (record.kind == Kind::Company).then(|| record.companies.first()).flatten();
    company.and_then(|ix| dataset.companies.get(usize::from(*ix))).map_or(&[], |company| &company.aliases)
}

/// The readings of all Chinese names of `record`, as [`Query::find`] takes them off again.
#[cfg(feature = "package")]
pub(crate) fn readings(record: &Record, dataset: &Dataset) -> Box<str> {
    let short = record.short.iter().map(|short| &*short.zh);
    let aliases = aliases(record, dataset).iter().map(|alias| &**alias);
    pinyin::syllables([&*record.title.zh].into_iter().chain(short).chain(aliases))
}

/// What [`Details::variants`] is for a dataset.
#[cfg(feature = "package")]
pub(crate) fn variants(dataset: &Dataset, details: &Details) -> Box<str> {
    let names = dataset.records.iter().flat_map(|record| {
        let pairs = [Some(&record.title), record.short.as_ref()].into_iter().flatten();
        pairs.flat_map(|pair| [&*pair.zh, &*pair.en]).chain(aliases(record, dataset).iter().map(|alias| &**alias))
    });
    let told = details.records.iter().flat_map(|detail| {
        let pairs = [Some(&detail.text), detail.note.as_ref(), detail.by.as_ref().map(|by| &by.name)];
        pairs.into_iter().flatten().flat_map(|pair| [&*pair.zh, &*pair.en])
    });
    variants::of(names.chain(told))
}

/// A word asked for.
struct Word {
    letters: Vec<char>,
    /// The same in the singular, where it looks like an English plural.
    singular: Vec<char>,
}

impl Word {
    fn new(letters: Vec<char>) -> Self {
        let mut singular = Vec::new();
        if letters.len() > 3 && letters.iter().all(char::is_ascii_alphabetic) {
            if let [stem @ .., 'i', 'e', 's'] = &letters[..] {
                singular = stem.to_vec();
                singular.push('y');
            } else if let [stem @ .., 's'] = &letters[..] {
                singular = stem.to_vec();
            }
        }
        Self { letters, singular }
    }

    fn place(&self, letters: &[FoldedChar], reading: Reading) -> Option<(MatchKind, usize, usize)> {
        place(&self.letters, letters, reading)
            .or_else(|| (!self.singular.is_empty()).then(|| place(&self.singular, letters, reading)).flatten())
    }
}

/// A query, ready to be compared.
struct Query<'a> {
    /// As it was typed.
    asked: &'a str,
    /// The whole of it as one word; after it, where there are several, each.
    words: Vec<Word>,
    lang: Lang,
    /// Whether all of it could be pinyin.
    may_be_pinyin: bool,
}

/// Where a word was found.
#[derive(Clone, Copy)]
struct Place {
    score: u8,
    name: MatchedField,
    from: usize,
    to: usize,
}

impl<'a> Query<'a> {
    fn new(query: &'a str, lang: Lang, details: Option<&Details>) -> Self {
        let variants = details.map_or("", |details| &*details.variants);
        let mut words: Vec<Word> = Vec::new();
        let mut whole = Vec::new();
        for word in query.split_whitespace() {
            let letters: Vec<char> = word.chars().filter_map(fold).map(|c| written(c, variants)).collect();
            if !letters.is_empty() {
                whole.extend_from_slice(&letters);
                words.push(Word::new(letters));
            }
        }
        if words.len() > 1 {
            words.insert(0, Word::new(whole));
        }
        let may_be_pinyin = words.iter().any(|word| word.letters.iter().all(char::is_ascii));
        Self { asked: query.trim(), words, lang, may_be_pinyin }
    }

    /// How the record at `ix` fits: as a phrase, or else by all words, each somewhere.
    fn find(&self, ix: RecordIx, mode: MatchMode, dataset: &Dataset, details: Option<&Details>) -> Option<Hit> {
        let record = dataset.record(ix);
        let detail = details.and_then(|details| details.of(ix));
        let mut places: Vec<Option<Place>> = vec![None; self.words.len()];
        let mut letters = Vec::new();
        // The Chinese names come in the order of their syllables.
        let mut pinyin = detail.map_or("", |detail| &*detail.pinyin);
        let mut look =
            |name: MatchedField, text: &str| self.look(name, text, mode, &mut pinyin, &mut letters, &mut places);
        look(MatchedField::Title(Lang::Zh), &record.title.zh);
        look(MatchedField::Title(Lang::En), &record.title.en);
        if let Some(short) = &record.short {
            look(MatchedField::Short(Lang::Zh), &short.zh);
            look(MatchedField::Short(Lang::En), &short.en);
        }
        for (alias, text) in aliases(record, dataset).iter().enumerate() {
            look(MatchedField::Alias(alias), text);
        }
        // The id of a claim is found by itself alone; all of a table begin with the same word.
        if !record.kind.is_claim() || *record.id == *self.asked {
            look(MatchedField::Id, &record.id);
        }
        if let Some(detail) = detail {
            let by = detail.by.as_ref().map(|by| &by.name);
            for text in [Some(&detail.text), detail.note.as_ref(), by].into_iter().flatten() {
                look(MatchedField::Details, &text.zh);
                look(MatchedField::Details, &text.en);
            }
        }
        let (phrase, words) = places.split_first()?;
        if let Some(Place { score, name, from, to }) = *phrase {
            let marks = if name == MatchedField::Details { Vec::new() } else { vec![(from, to)] };
            return Some(Hit { record: ix, name, marks, score });
        }
        // The worst word says how good all of them are; the first says what is shown.
        let first = (*words.first()?)?;
        let mut hit = Hit { record: ix, name: first.name, marks: Vec::new(), score: 0 };
        for place in words {
            let place = (*place)?;
            hit.score = hit.score.max(place.score + 1);
            if place.name == hit.name && hit.name != MatchedField::Details {
                let at = hit.marks.iter().position(|(from, _)| *from > place.from).unwrap_or(hit.marks.len());
                hit.marks.insert(at, (place.from, place.to));
            }
        }
        Some(hit)
    }

    /// Looks for each word in one text of a record and keeps its best place.
    fn look(
        &self,
        name: MatchedField,
        text: &str,
        mode: MatchMode,
        pinyin: &mut &str,
        letters: &mut Vec<FoldedChar>,
        places: &mut [Option<Place>],
    ) {
        let readings = match (self.may_be_pinyin && name != MatchedField::Details, mode) {
            (false, _) => &[Reading::Written][..],
            (true, MatchMode::Initials) => &[Reading::Written, Reading::Pinyin, Reading::Initials],
            (true, _) => &[Reading::Written, Reading::Pinyin],
        };
        let syllables = *pinyin;
        for &reading in readings {
            *pinyin = syllables;
            let read = transliterate(text, reading, pinyin, letters);
            if reading != Reading::Written && !read {
                break;
            }
            for (word, best) in self.words.iter().zip(places.iter_mut()) {
                let found = if mode == MatchMode::Fuzzy {
                    let near = if name == MatchedField::Details { None } else { fuzzy_find(&word.letters, letters) };
                    near.map(|(from, to)| (EDIT_COST, from, to))
                } else {
                    word.place(letters, reading).map(|(fit, from, to)| (score(name, reading, fit), from, to))
                };
                let Some((score, from, to)) = found else { continue };
                // Of two as good the title that is being read.
                let better = |other: Place| {
                    score < other.score || score == other.score && name == MatchedField::Title(self.lang)
                };
                if best.is_none_or(better) {
                    *best = Some(Place { score, name, from, to });
                }
            }
        }
    }
}

/// Exact before all, then the beginning of the text, of a word, and within a word; of these titles before other names,
/// what is written or may_be_pinyin out before initials; what is merely told comes last.
fn score(name: MatchedField, reading: Reading, fit: MatchKind) -> u8 {
    let initials = if reading == Reading::Initials { 4 } else { 0 };
    match name {
        MatchedField::Details => 50 + fit as u8,
        MatchedField::Title(_) => fit as u8 * 10 + initials,
        MatchedField::Short(_) | MatchedField::Alias(_) | MatchedField::Id => fit as u8 * 10 + initials + 1,
    }
}

#[cfg(test)]
mod tests;
