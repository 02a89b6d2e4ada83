//! The text of the map: accessible names, tooltips, table, summary.

use std::borrow::Cow;

use chuhai_core::dataset::{CompanyIx, Dataset, PlaceIx, RecordIx, RegionIx, SHAPES, Status};
use chuhai_core::format::{is_qualified, list, number, record_date, spaced, status_word};
use chuhai_core::state::{Emphasis, ResolvedFilter};
use chuhai_core::text::{Lang, Phrase, phrases};

use super::routes::{Route, Routes, Target};
use crate::scene::{Cell, TableHead};

/// The text of a dataset's map in one language.
#[derive(Clone, Copy)]
pub(super) struct MapText<'a> {
    pub dataset: &'a Dataset,
    pub routes: &'a Routes,
    /// The routes that pass the filter; `None` without a filter.
    pub left: Option<&'a Routes>,
    pub lang: Lang,
}

impl<'a> MapText<'a> {
    /// Returns the title of a record.
    pub fn title(&self, record: RecordIx) -> &'a str {
        self.dataset.record(record).title.get(self.lang)
    }

    /// Returns the title of a company, the short one if it has one.
    pub fn company(&self, ix: CompanyIx) -> &'a str {
        let record = self.dataset.record(self.dataset.companies[usize::from(ix)].record);
        record.short.as_ref().unwrap_or(&record.title).get(self.lang)
    }

    /// Returns a phrase adapted to the dataset.
    pub fn said(&self, phrase: Phrase) -> Cow<'static, str> {
        self.dataset.meta.said(phrase.get(self.lang))
    }

    /// Returns `n` with a noun in the singular or plural.
    fn count(&self, n: usize, one: Phrase, many: Phrase) -> String {
        let phrase = if n == 1 { one } else { many };
        phrase.fill(self.lang, &[("n", &number(n as f64))])
    }

    /// Returns “3 events”.
    pub fn events(&self, n: usize) -> String {
        self.count(n, phrases::MAP_EVENT, phrases::MAP_EVENTS)
    }

    /// Returns “3 countries named”; `None` for 0.
    pub fn countries(&self, region: RegionIx) -> Option<String> {
        let n = self.places_in(region).count();
        (n > 0).then(|| self.count(n, phrases::MAP_COUNTRY, phrases::MAP_COUNTRIES))
    }

    /// Returns the countries named in a region.
    pub fn places_in(&self, region: RegionIx) -> impl Iterator<Item = PlaceIx> + use<'a> {
        let places = self.dataset.places.iter().enumerate();
        places.filter(move |(_, place)| place.region == Some(region) && !place.home).map(|(ix, _)| ix as PlaceIx)
    }

    /// Returns the companies that went to `target`.
    pub fn companies_at(&self, target: Target) -> Vec<&'a str> {
        self.companies_of(self.routes.to(target))
    }

    /// Returns the companies that went anywhere.
    fn all_companies(&self) -> Vec<&'a str> {
        self.companies_of(self.routes.routes.iter())
    }

    fn companies_of<'r>(&self, routes: impl Iterator<Item = &'r Route>) -> Vec<&'a str> {
        let mut named = vec![false; self.dataset.companies.len()];
        routes.flat_map(|route| &route.companies).for_each(|company| named[usize::from(*company)] = true);
        (0..named.len()).filter(|ix| named[*ix]).map(|ix| self.company(ix as CompanyIx)).collect()
    }

    /// Returns the companies that went to a region or to a country in it.
    fn companies_in(&self, region: RegionIx) -> Vec<&'a str> {
        let mut names = self.companies_at(Target::Region(region));
        for place in self.places_in(region) {
            names.extend(self.companies_at(Target::Place(place)));
        }
        let mut seen: Vec<&str> = Vec::new();
        names.retain(|name| {
            !seen.contains(name) && {
                seen.push(name);
                true
            }
        });
        names
    }

    /// Returns the companies that went to a place; for home, all of them.
    fn companies_of_place(&self, ix: PlaceIx) -> Vec<&'a str> {
        if self.dataset.places[usize::from(ix)].home {
            self.all_companies()
        } else {
            self.companies_at(Target::Place(ix))
        }
    }

    /// Returns the line of companies under a mark, the fullest first: all of them, and of more than two the first alone.
    pub fn companies_lines(&self, target: Target) -> Vec<String> {
        match self.companies_at(target).as_slice() {
            [] => Vec::new(),
            names @ ([_] | [_, _]) => vec![list(names, self.lang)],
            names @ [first, ..] => {
                vec![list(names, self.lang), phrases::MAP_AND_OTHERS.fill(self.lang, &[("name", first)])]
            }
        }
    }

    /// Returns the accessible name and the tooltip of a record. The tooltip ends with its evidence; the name contains that
    /// only if it qualifies the article's statement.
    fn name_and_tip(&self, title: &str, mut parts: Vec<String>, record: RecordIx) -> (String, Vec<String>) {
        let status = self.dataset.record(record).evidence.status;
        parts.push(
            phrases::MAP_EVIDENCE
                .fill(self.lang, &[("status", &*self.dataset.meta.said(status_word(status, self.lang)))]),
        );
        let spoken = parts.len() - usize::from(!is_qualified(status));
        let spoken = parts[..spoken].join(phrases::MAP_JOINT.get(self.lang));
        let name = phrases::MAP_NAME.fill(self.lang, &[("title", title), ("parts", &spoken)]);
        (spaced(name, self.lang), parts)
    }

    fn companies_part(&self, names: &[&str]) -> Option<String> {
        let phrase = if names.len() == 1 { phrases::MAP_COMPANY } else { phrases::MAP_COMPANIES };
        (!names.is_empty()).then(|| phrase.fill(self.lang, &[("list", &list(names, self.lang))]))
    }

    /// Returns the last part of a name: the number of disputed events.
    fn disputed_part(&self, events: usize, disputed: usize) -> Option<String> {
        let words = match disputed {
            0 => phrases::STATUS_NOT_DISPUTED.get(self.lang).into(),
            n => phrases::MAP_DISPUTED.fill(self.lang, &[("n", &number(n as f64))]),
        };
        (events > 0).then_some(words)
    }

    /// Returns the text of the routes that pass the filter, as in the table.
    fn filtered(&self) -> Self {
        Self { routes: self.left.unwrap_or(self.routes), ..*self }
    }

    fn cells(&self, title: &str, events: usize, names: &[&str], record: RecordIx) -> Vec<Cell> {
        let status = self.dataset.record(record).evidence.status;
        let events = events as f64;
        vec![
            title.into(),
            Cell::keyed(number(events), events),
            Cell::from(list(names, self.lang)),
            Cell::of_status(status, &self.dataset.meta, self.lang),
        ]
    }

    /// Returns name, tooltip lines and table row of a region.
    pub fn region(&self, ix: RegionIx) -> (String, Vec<String>, Vec<Cell>) {
        let record = self.dataset.regions[usize::from(ix)].record;
        let events = self.routes.events_of_region[usize::from(ix)];
        let names = self.companies_in(ix);
        let places: Vec<&str> =
            self.places_in(ix).map(|place| self.title(self.dataset.places[usize::from(place)].record)).collect();
        let (wider, named) = &self.routes.events_wider[usize::from(ix)];
        let mut parts = Vec::new();
        parts.extend((events > 0).then(|| self.events(events)));
        if *wider > 0 {
            let named: Vec<&str> =
                named.iter().map(|ix| self.title(self.dataset.regions[usize::from(*ix)].record)).collect();
            let names = list(&named, self.lang);
            let phrase = if *wider == 1 { phrases::MAP_WIDER_ONE } else { phrases::MAP_WIDER };
            parts.push(phrase.fill(self.lang, &[("n", &number(*wider as f64)), ("list", &names)]));
        }
        if parts.is_empty() {
            parts.push(phrases::MAP_NO_EVENTS.get(self.lang).into());
        }
        if places.is_empty() {
            let named = events > 0;
            parts.extend(named.then(|| self.said(phrases::MAP_REGION_ONLY).into()));
        } else {
            parts.push(phrases::MAP_PLACES_NAMED.fill(self.lang, &[("list", &list(&places, self.lang))]));
        }
        parts.extend(self.companies_part(&names));
        parts.extend(self.disputed_part(events + *wider, self.routes.disputed_of_region[usize::from(ix)]));
        let title = self.title(record);
        let (name, parts) = self.name_and_tip(title, parts, record);
        let filtered = self.filtered();
        let events = filtered.routes.events_of_region[usize::from(ix)];
        (name, parts, self.cells(title, events, &filtered.companies_in(ix), record))
    }

    /// Returns name, tooltip lines and table row of a place.
    pub fn place(&self, ix: PlaceIx) -> (String, Vec<String>, Vec<Cell>) {
        let place = &self.dataset.places[usize::from(ix)];
        let events = self.routes.events_of_place[usize::from(ix)];
        let names = self.companies_of_place(ix);
        let title = self.title(place.record);
        let region = place.region.map(|region| self.title(self.dataset.regions[usize::from(region)].record));
        let full = match region {
            Some(region) => phrases::MAP_IN_REGION.fill(self.lang, &[("place", title), ("region", region)]),
            None => title.into(),
        };
        let what = if place.home { phrases::MAP_HOME } else { phrases::MAP_COUNTRY_NAMED };
        let mut parts = vec![self.said(what).into_owned()];
        parts.extend((events > 0).then(|| self.events(events)));
        parts.extend(self.companies_part(&names));
        parts.extend(self.disputed_part(events, self.routes.disputed_of_place[usize::from(ix)]));
        let (name, parts) = self.name_and_tip(&full, parts, place.record);
        let filtered = self.filtered();
        let events = filtered.routes.events_of_place[usize::from(ix)];
        (name, parts, self.cells(&full, events, &filtered.companies_of_place(ix), place.record))
    }

    fn filters_by_region(&self, filter: &ResolvedFilter) -> bool {
        (0..self.dataset.regions.len()).any(|ix| is_filtered_by(filter, ix))
    }

    /// Returns true if a region passes the filter, or if a route that passes ends in it: a record that names “Western
    /// markets” is drawn as routes to North America and Europe.
    pub fn region_passes(&self, filter: &ResolvedFilter, ix: RegionIx) -> bool {
        let record = self.dataset.regions[usize::from(ix)].record;
        let reached = || self.left.is_some_and(|left| left.to(Target::Region(ix)).next().is_some());
        filter.passes(record, self.dataset.record(record)) || (reached() && !self.filters_by_region(filter))
    }

    /// Returns the head of the table.
    pub fn table(&self) -> TableHead {
        let columns = [
            phrases::MAP_COLUMN_WHERE,
            phrases::MAP_COLUMN_EVENTS,
            phrases::MAP_COLUMN_COMPANIES,
            phrases::MAP_COLUMN_EVIDENCE,
        ];
        TableHead {
            caption: self.said(phrases::MAP_CAPTION).into(),
            name: 0,
            columns: columns.iter().map(|column| column.get(self.lang).into()).collect(),
        }
    }

    /// Returns the summary: content (under a filter, of what passes), regions that are our own groupings, and caveats.
    pub fn summary(&self, filter: &ResolvedFilter) -> String {
        let lang = self.lang;
        let mut sentences = if filter.is_filtered() { self.filtered_content(filter) } else { self.content() };
        let filtered = self.filtered();
        if filtered.routes.events > 1 && self.filters_by_region(filter) {
            let who = filtered.all_companies();
            if !who.is_empty() {
                sentences.push(phrases::MAP_WHO.fill(lang, &[("companies", &list(&who, lang))]));
            }
        }
        let note = self.said(phrases::MAP_NOTE);
        sentences.push(self.dataset.meta.fill(phrases::MAP_CAVEAT, lang, &[("note", &note)]));
        let shapeless =
            self.regions_on_map().filter(|(_, record)| !SHAPES.contains(&&*self.dataset.record(*record).id));
        let shapeless: Vec<&str> = shapeless.map(|(_, record)| self.title(record)).collect();
        if !shapeless.is_empty() {
            sentences.push(phrases::MAP_NO_SHAPE.fill(lang, &[("list", &list(&shapeless, lang))]));
        }
        spaced(sentences.join(if lang == Lang::En { " " } else { "" }), lang)
    }

    /// The regions on the map with their records.
    fn regions_on_map(&self) -> impl Iterator<Item = (RegionIx, RecordIx)> + use<'a> {
        let regions = self.dataset.regions.iter().enumerate().filter(|(_, region)| region.on_map);
        regions.map(|(ix, region)| (ix as RegionIx, region.record))
    }

    /// The records of all places but home.
    fn places_abroad(&self) -> impl Iterator<Item = RecordIx> + use<'a> {
        self.dataset.places.iter().filter(|place| !place.home).map(|place| place.record)
    }

    /// Returns the sentences on the content of the whole map.
    fn content(&self) -> Vec<String> {
        let (dataset, lang) = (self.dataset, self.lang);
        let titles = |derived: bool| -> Vec<&str> {
            let records = self.regions_on_map().map(|(_, record)| record);
            let is_derived = |record: &RecordIx| dataset.record(*record).evidence.status == Status::Derived;
            records.filter(|record| is_derived(record) == derived).map(|record| self.title(record)).collect()
        };
        let (named, ours) = (titles(false), titles(true));
        let home = dataset.places.iter().find(|place| place.home).map_or("", |place| self.title(place.record));
        let phrase = if named.is_empty() { phrases::MAP_SHOWS_COUNTRIES } else { phrases::MAP_SHOWS };
        let values = [
            ("places", &*count(self.places_abroad().count())),
            ("regions", &count(named.len())),
            ("list", &list(&named, lang)),
            ("companies", &count(self.all_companies().len())),
            ("home", home),
        ];
        let mut sentences = vec![dataset.meta.fill(phrase, lang, &values)];
        if !ours.is_empty() {
            sentences.push(phrases::MAP_OURS.fill(lang, &[("list", &list(&ours, lang))]));
        }
        sentences
    }

    /// Returns the sentences on the content that passes a filter.
    fn filtered_content(&self, filter: &ResolvedFilter) -> Vec<String> {
        let (dataset, lang, routes) = (self.dataset, self.lang, self.filtered().routes);
        let phrase = if routes.events == 0 { phrases::MAP_NONE_LEFT } else { phrases::MAP_LEFT };
        let passes = |record: &RecordIx| filter.passes(*record, dataset.record(*record));
        let regions = self.regions_on_map().filter(|(ix, _)| self.region_passes(filter, *ix));
        let values = [
            ("n", &*count(routes.events)),
            ("all", &count(self.routes.events)),
            ("places", &count(self.places_abroad().filter(passes).count())),
            ("all_places", &count(self.places_abroad().count())),
            ("regions", &count(regions.count())),
            ("all_regions", &count(self.regions_on_map().count())),
        ];
        let mut sentences = vec![phrase.fill(lang, &values)];
        if let (1, Some(only)) = (routes.events, routes.first_event) {
            let first = dataset.record(only);
            let date = record_date(first, lang);
            sentences.push(phrases::MAP_ONLY.fill(lang, &[("title", first.title.get(lang)), ("date", &date)]));
        }
        sentences
    }
}

/// Returns a count in digits.
fn count(n: usize) -> String {
    number(n as f64)
}

/// Returns true if the filter is by this region.
fn is_filtered_by(filter: &ResolvedFilter, region: usize) -> bool {
    filter.of_region(region as RegionIx) == Some(Emphasis::Selected)
}
