//! The plain-text edition: the whole content of the page, in reading order, with headings and lists as in Markdown and one
//! line per paragraph.

use std::fmt::Write as _;

use anyhow::Result;
use chuhai_core::dataset::package::Compiled;
use chuhai_core::dataset::{Kind, Record, RecordIx, Source, SourceIx};
use chuhai_core::date::Edtf;
use chuhai_core::text::{Lang, Phrase, phrases};
use chuhai_core::{cite, format};

use super::published_site::{PublishedSite, plain};

/// Kinds of records in reading order, as in the page's table of all records.
const KINDS: [(Kind, Phrase); 10] = [
    (Kind::Event, phrases::KIND_EVENT),
    (Kind::Metric, phrases::KIND_METRIC),
    (Kind::Funding, phrases::KIND_FUNDING),
    (Kind::Product, phrases::KIND_PRODUCT),
    (Kind::Policy, phrases::KIND_POLICY),
    (Kind::Factor, phrases::KIND_FACTOR),
    (Kind::Quote, phrases::KIND_QUOTE),
    (Kind::Company, phrases::KIND_COMPANY),
    (Kind::Region, phrases::KIND_REGION),
    (Kind::Place, phrases::KIND_PLACE),
];

/// Returns the edition in a language.
///
/// # Errors
/// Returns an error if the descriptor names no licence.
pub fn edition(site: &PublishedSite, lang: Lang) -> Result<String> {
    let mut text = Edition { site, compiled: site.compiled, lang, out: String::new() };
    text.opening();
    text.story();
    text.funding();
    text.timeline();
    text.records();
    text.sources();
    text.licences()?;
    text.citations();
    Ok(text.out.trim_end().to_owned() + "\n")
}

struct Edition<'a> {
    site: &'a PublishedSite<'a>,
    compiled: &'a Compiled,
    lang: Lang,
    out: String,
}

impl Edition<'_> {
    fn heading(&mut self, level: usize, words: &str) {
        self.gap();
        let _ = writeln!(self.out, "{} {words}\n", "#".repeat(level));
    }

    fn paragraph(&mut self, words: &str) {
        self.gap();
        let _ = writeln!(self.out, "{words}");
    }

    fn item(&mut self, words: &str) {
        let _ = writeln!(self.out, "- {words}");
    }

    /// Adds an empty line, unless there is one.
    fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn fill(&self, phrase: Phrase, values: &[(&str, &str)]) -> String {
        phrase.fill(self.lang, values)
    }

    fn opening(&mut self) {
        let (lang, meta) = (self.lang, self.site.meta());
        let title = phrases::PAGE_TITLE.get(lang);
        self.heading(1, title);
        self.paragraph(phrases::PAGE_DESCRIPTION.get(lang));
        self.paragraph(&self.fill(phrases::PLAIN_ABOUT, &[("title", title)]));
        self.paragraph(self.site.descriptor.description(lang));
        self.gap();
        let url = meta.article_url.get(lang);
        let article = match meta.published {
            Some(date) => {
                let date = format::date_words(Some(date), lang);
                self.fill(phrases::PLAIN_ARTICLE_DATE, &[("date", &date), ("url", url)])
            }
            None => self.fill(phrases::PLAIN_ARTICLE, &[("url", url)]),
        };
        self.item(&article);
        if let Some(page) = self.site.base.page(lang) {
            self.item(&self.fill(phrases::PLAIN_PAGE, &[("url", &page)]));
        }
        let mut values = vec![("version", &*meta.version), ("hash", &*meta.hash)];
        let date = meta.released.map(|date| format::date_words(Some(date), lang));
        let version = match &date {
            Some(date) => {
                values.push(("date", date));
                phrases::PLAIN_VERSION_DATE
            }
            None => phrases::PLAIN_VERSION,
        };
        self.item(&self.fill(version, &values));
    }

    fn story(&mut self) {
        let lang = self.lang;
        let steps = &self.compiled.dataset.story;
        if steps.is_empty() {
            return;
        }
        self.heading(2, phrases::STORY_TITLE.get(lang));
        for (ix, step) in steps.iter().enumerate() {
            let n = (ix + 1).to_string();
            self.heading(3, &self.fill(phrases::PLAIN_STEP, &[("n", &n), ("title", step.title.get(lang))]));
            for paragraph in self.site.paragraphs(step) {
                self.paragraph(&plain(paragraph, lang));
            }
            let mut picture = self.fill(phrases::PLAIN_PICTURE, &[("picture", step.picture.get(lang))]);
            if !step.notes.is_empty() {
                let notes: Vec<&str> = step.notes.iter().map(|note| note.text.get(lang)).collect();
                let notes = notes.join(phrases::STORY_NOTES_JOINT.get(lang));
                picture.push_str(&self.fill(phrases::STORY_NOTES, &[("list", &notes)]));
            }
            self.paragraph(&picture);
        }
    }

    fn funding(&mut self) {
        let (lang, Compiled { dataset, details, .. }) = (self.lang, self.compiled);
        self.heading(2, phrases::VIEW_FUNDING_TITLE.get(lang));
        for (ix, (series, origin)) in dataset.series.iter().zip(&details.series).enumerate() {
            self.heading(3, series.title.get(lang));
            self.paragraph(series.definition.get(lang));
            self.gap();
            self.item(&self.fill(phrases::PLAIN_PRICE_BASIS, &[("basis", series.price_basis.get(lang))]));
            self.item(&self.fill(phrases::PLAIN_VINTAGE, &[("vintage", series.vintage.get(lang))]));
            self.item(&self.fill(phrases::PLAIN_LICENCE, &[("licence", origin.licence.get(lang))]));
            if let Some(source) = origin.source {
                self.item(&self.fill(phrases::PLAIN_SOURCE, &[("source", &self.source(source))]));
            }
            self.gap();
            for point in dataset.funding.iter().filter(|point| usize::from(point.series) == ix) {
                let record = dataset.record(point.record);
                let Some(stated) = &record.quantity else { continue };
                // A yearly estimate is rounded as on the page; its table has every digit.
                let amount = if series.stepped {
                    format::money_rounded(stated.value, stated.unit, lang)
                } else {
                    format::quantity(stated, lang)
                };
                let values = [
                    ("period", &*format::record_date(record, lang)),
                    ("amount", &amount),
                    ("status", format::status_word(record.evidence.status, lang)),
                ];
                self.item(&self.fill(phrases::PLAIN_AMOUNT, &values));
            }
        }
    }

    fn timeline(&mut self) {
        let (lang, dataset) = (self.lang, &self.compiled.dataset);
        self.heading(2, phrases::VIEW_TIMELINE_TITLE.get(lang));
        let mut entries: Vec<&Record> = dataset.records.iter().filter(|record| record.lane.is_some()).collect();
        // Undated records come last, as on the page.
        entries.sort_by_key(|record| record.date.map_or((i32::MAX, i32::MAX), Edtf::days));
        for record in entries {
            let values = [
                ("date", &*format::record_date(record, lang)),
                ("title", record.title.get(lang)),
                ("status", format::status_word(record.evidence.status, lang)),
            ];
            self.item(&self.fill(phrases::PLAIN_ENTRY, &values));
        }
    }

    fn records(&mut self) {
        let (lang, dataset) = (self.lang, &self.compiled.dataset);
        self.heading(2, phrases::PLAIN_STATEMENTS.get(lang));
        for (kind, name) in KINDS {
            let of_kind = dataset.records.iter().enumerate().filter(|(_, record)| record.kind == kind);
            for (n, (ix, record)) in of_kind.enumerate() {
                if n == 0 {
                    self.heading(3, name.get(lang));
                }
                self.record(ix as RecordIx, record);
            }
        }
    }

    fn record(&mut self, ix: RecordIx, record: &Record) {
        let lang = self.lang;
        let Compiled { dataset, details, .. } = self.compiled;
        self.heading(4, record.title.get(lang));
        let mut facts = Vec::new();
        if record.date.is_some() || record.lane.is_some() {
            facts.push(self.fill(phrases::PLAIN_DATE, &[("date", &format::record_date(record, lang))]));
        }
        if record.second_date.is_some() {
            let date = format::date_words(record.second_date, lang);
            facts.push(self.fill(phrases::PANEL_SECOND_DATE, &[("date", &date)]));
        }
        let titles = |records: &mut dyn Iterator<Item = RecordIx>| {
            let others = records.filter(|other| *other != ix);
            others.map(|ix| dataset.record(ix).title.get(lang)).collect::<Vec<_>>()
        };
        for (phrase, named) in [
            (
                phrases::PLAIN_COMPANIES,
                titles(&mut record.companies.iter().map(|ix| dataset.companies[usize::from(*ix)].record)),
            ),
            (
                phrases::PLAIN_PLACES,
                titles(&mut record.places.iter().map(|ix| dataset.places[usize::from(*ix)].record)),
            ),
            (
                phrases::PLAIN_REGIONS,
                titles(&mut record.regions.iter().map(|ix| dataset.regions[usize::from(*ix)].record)),
            ),
        ] {
            if !named.is_empty() {
                facts.push(self.fill(phrase, &[("list", &format::list(&named, lang))]));
            }
        }
        let status = record.evidence.status;
        let values = [("status", format::status_word(status, lang)), ("meaning", format::status_meaning(status, lang))];
        facts.push(self.fill(phrases::PLAIN_CLAIM, &values));
        facts.extend(self.article_place(record));
        let Some(detail) = details.of(ix) else { return };
        facts.extend(detail.named_source.map(|source| {
            // The phrase ends with its separator.
            [phrases::PANEL_NAMED_SOURCE.get(lang), &self.source(source)].concat()
        }));
        facts.iter().for_each(|fact| self.item(fact));
        self.paragraph(detail.text.get(lang));
        if let Some(by) = &detail.by {
            let name = match &by.role {
                Some(role) => {
                    self.fill(phrases::PANEL_BY_ROLE, &[("name", by.name.get(lang)), ("role", role.get(lang))])
                }
                None => by.name.get(lang).to_owned(),
            };
            self.paragraph(&self.fill(phrases::PLAIN_BY, &[("name", &name)]));
        }
        if let Some(note) = &detail.note {
            self.paragraph(&self.fill(phrases::PANEL_EVIDENCE, &[("text", note.get(lang))]));
        }
        if let Some(differ) = &detail.versions_differ {
            let values = [("source", phrases::PANEL_VERSIONS.get(lang)), ("says", differ.get(lang))];
            self.paragraph(&self.fill(phrases::PLAIN_SAYS, &values));
        }
        self.gap();
        for check in &detail.checks {
            let source = details.source(check.source);
            let values = [("source", &*self.source_title(source)), ("says", check.says.get(lang))];
            self.item(&with_address(self.fill(phrases::PLAIN_SAYS, &values), source));
        }
    }

    fn article_place(&self, record: &Record) -> Option<String> {
        let section = self.compiled.dataset.sections.get(usize::from(record.evidence.section?))?;
        let paragraph = record.evidence.paragraph?.to_string();
        let values = [("section", section.title.get(self.lang)), ("paragraph", &*paragraph)];
        Some(self.fill(phrases::PANEL_ARTICLE_PLACE, &values))
    }

    fn sources(&mut self) {
        let details = &self.compiled.details;
        self.heading(2, phrases::PLAIN_SOURCES.get(self.lang));
        for source in &details.sources {
            self.item(&with_address(self.source_title(source), source));
        }
    }

    fn source(&self, ix: SourceIx) -> String {
        let source = self.compiled.details.source(ix);
        with_address(self.source_title(source), source)
    }

    /// Returns the title of a source with its publisher, unless the title names that.
    fn source_title(&self, source: &Source) -> String {
        let title = source.title.get(self.lang);
        if title.contains(&*source.publisher) {
            title.to_owned()
        } else {
            self.fill(phrases::PLAIN_PUBLISHED, &[("title", title), ("publisher", &source.publisher)])
        }
    }

    fn licences(&mut self) -> Result<()> {
        let lang = self.lang;
        let licence = self.site.descriptor.licence()?;
        self.heading(2, phrases::PLAIN_LICENCES.get(lang));
        self.item(&self.fill(phrases::PLAIN_OWN_LICENCE, &[("licence", &licence.title), ("url", &licence.path)]));
        let Compiled { dataset, details, .. } = self.compiled;
        for (series, origin) in dataset.series.iter().zip(&details.series) {
            let values = [("source", series.title.get(lang)), ("says", origin.licence.get(lang))];
            self.item(&self.fill(phrases::PLAIN_SAYS, &values));
        }
        Ok(())
    }

    fn citations(&mut self) {
        let (lang, meta) = (self.lang, self.site.meta());
        let page = self.site.base.page(lang);
        self.heading(2, phrases::PLAIN_CITE.get(lang));
        self.paragraph(&cite::all(meta, lang, page.as_deref()));
    }
}

/// Returns words with the URL of their source at the end, where nothing that follows can be taken for part of it.
fn with_address(words: String, source: &Source) -> String {
    match source.address() {
        Some(url) => [&words, " ", url].concat(),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use chuhai_core::text::Lang;

    use super::edition;
    use crate::build::metadata::fixture::{compiled, published};
    use crate::build::metadata::published_site::plain;

    #[test]
    fn an_edition_has_the_whole_content_in_its_language() {
        let compiled = compiled();
        for lang in Lang::ALL {
            let site = published(&compiled, Some("https://example.org/"));
            let text = edition(&site, lang).unwrap();
            let says = |words: &str| assert!(text.contains(words), "{lang:?}: {words}");
            for (record, detail) in compiled.dataset.records.iter().zip(&compiled.details.records) {
                says(&format!("\n#### {}\n", record.title.get(lang)));
                says(&format!("\n{}\n", detail.text.get(lang)));
                detail.note.iter().chain(&detail.versions_differ).for_each(|text| says(text.get(lang)));
                detail.checks.iter().for_each(|check| says(check.says.get(lang)));
            }
            for step in &compiled.dataset.story {
                says(step.title.get(lang));
                let paragraphs = site.paragraphs(step);
                assert!(!paragraphs.is_empty());
                paragraphs.iter().for_each(|paragraph| says(&format!("\n{}\n", plain(paragraph, lang))));
            }
            for source in &compiled.details.sources {
                says(source.title.get(lang));
                source.url.iter().for_each(|url| says(&format!(" {url}\n")));
            }
            says("https://creativecommons.org/licenses/by/4.0/");
            says("[DS/OL]");
            assert!(!text.contains('{') || text.matches('{').count() == text.matches('}').count());
            assert!(text.lines().all(|line| line.trim_end() == line), "space at the end of a line");
            assert!(!text.contains("\n\n\n") && text.ends_with('\n'), "gaps");
        }
    }

    #[test]
    fn a_year_of_funding_is_a_whole_one_and_an_event_in_a_year_lacks_its_month() {
        let compiled = compiled();
        let text = edition(&published(&compiled, None), Lang::En).unwrap();
        assert!(text.contains("- 2021: $24.9bn ("), "{text}");
        assert!(text.contains(", month not given: "), "{text}");
        assert!(!text.contains("Page: "), "without a base URL there is no address to name");
    }
}
