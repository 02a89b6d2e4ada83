//! Emphasis (selected, related or muted) and filtering of records, at constant cost each.

use super::{BitSet, ClaimCategory, Period, State};
use crate::dataset::{CompanyIx, Dataset, Kind, Record, RecordIx, RegionIx, Status};

/// The emphasis of a record under the filter and the selection. Records have none while nothing is highlighted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Emphasis {
    /// The record is neither of the below: drawn hollow, never hidden.
    Muted,
    /// Shares an announcement or a company with what is selected, or names a region containing it.
    Related,
    /// Selected, or naming what is selected.
    Selected,
}

impl Emphasis {
    /// The value of `data-emphasis`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Muted => "muted",
            Self::Related => "related",
            Self::Selected => "selected",
        }
    }
}

/// The filter and the selection, resolved into sets: a look-up takes the same time in a dataset of any size.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResolvedFilter {
    /// True if the field for regions is in force.
    by_region: bool,
    /// True if the field for companies is in force.
    by_company: bool,
    /// The other fields.
    kinds: Vec<ClaimCategory>,
    statuses: Vec<Status>,
    period: Period,
    pub(super) found: Option<BitSet>,
    selected: Option<RecordIx>,
    /// Regions of the filter, with the shapes of groupings and the groupings whose shapes are all in the filter.
    regions: BitSet,
    /// Companies of the filter, with their units.
    companies: BitSet,
    /// Places in a region of the filter.
    places: BitSet,
    /// The places of the selected record if it is a place: as a region does, it selects the events there.
    selected_places: BitSet,
    /// Companies, places, regions and records of the selected records, for [`Emphasis::Related`].
    related_companies: BitSet,
    related_places: BitSet,
    related_regions: BitSet,
    related_records: BitSet,
    /// Groupings with some of their shapes in the filter.
    containing_regions: BitSet,
    /// Companies, places and regions that are mentioned by claims that pass the filter.
    mentioned_companies: BitSet,
    mentioned_places: BitSet,
    mentioned_regions: BitSet,
}

impl ResolvedFilter {
    /// Resolves the filter and the selection of `state`. `found` holds the records that match the search text; `None`
    /// ignores the text, as long as there is nothing to search in.
    pub fn new(state: &State, dataset: &Dataset, found: Option<BitSet>) -> Self {
        let mut resolved = Self { selected: state.selection.record, ..Self::from_fields(state, dataset, found) };
        if resolved.is_filtered() {
            for (ix, record) in dataset.records.iter().enumerate() {
                if !matches!(record.kind, Kind::Region | Kind::Place) && resolved.claim_passes(ix as RecordIx, record) {
                    record.companies.iter().for_each(|&ix| resolved.mentioned_companies.insert(ix));
                    record.places.iter().for_each(|&ix| resolved.mentioned_places.insert(ix));
                    record.regions.iter().for_each(|&ix| resolved.mentioned_regions.insert(ix));
                }
            }
        }
        let selected = state.selection.record.and_then(|ix| dataset.records.get(ix as usize));
        if let Some(record) = selected {
            if record.kind == Kind::Place {
                record.places.iter().for_each(|&place| resolved.selected_places.insert(place));
            }
            resolved.relate(record);
        }
        if resolved.has_highlight() && selected.is_none_or(|record| record.kind == Kind::Place) {
            // The companies and places of selected events are related (“the same announcement”), and so are the companies
            // at a selected place. All companies are at home, which therefore relates none.
            let home = dataset.places.iter().position(|place| place.home);
            for (ix, record) in dataset.records.iter().enumerate() {
                let abroad = || record.places.iter().copied().filter(|ix| home != Some(usize::from(*ix)));
                let relates = match record.kind {
                    Kind::Event => resolved.is_direct(ix as RecordIx, record),
                    Kind::Company if selected.is_some() => abroad().any(|ix| resolved.selected_places.contains(ix)),
                    Kind::Company => {
                        (resolved.by_region
                            && (abroad().any(|ix| resolved.places.contains(ix))
                                || resolved.regions.any(&record.regions)))
                            || resolved.companies.any(&record.companies)
                    }
                    Kind::Region | Kind::Place | Kind::Product | Kind::Metric | Kind::Funding => false,
                    Kind::Factor | Kind::Policy | Kind::Quote => false,
                };
                if relates {
                    resolved.relate(record);
                }
            }
        }
        resolved
    }

    /// The fields of the filter alone, which are sufficient for [`Self::claim_passes`].
    pub(super) fn from_fields(state: &State, dataset: &Dataset, found: Option<BitSet>) -> Self {
        let mut resolved = Self {
            by_region: !state.filter.regions.is_empty(),
            by_company: !state.filter.companies.is_empty(),
            kinds: state.filter.kinds.clone(),
            statuses: state.filter.statuses.clone(),
            period: state.filter.period,
            found: found.filter(|_| !state.filter.text.is_empty()),
            ..Self::default()
        };
        resolved.add_regions(&state.filter.regions, dataset);
        resolved.add_companies(&state.filter.companies, dataset);
        resolved
    }

    fn add_regions(&mut self, regions: &[RegionIx], dataset: &Dataset) {
        let mut shapes = BitSet::default();
        for &ix in regions {
            self.regions.insert(ix);
            for &shape in dataset.regions.get(usize::from(ix)).iter().flat_map(|region| &region.shapes) {
                shapes.insert(shape);
                self.regions.insert(shape);
            }
        }
        for (ix, region) in dataset.regions.iter().enumerate() {
            let included = region.shapes.iter().filter(|shape| shapes.contains(**shape)).count();
            if included > 0 && included == region.shapes.len() {
                self.regions.insert(ix as u32);
            } else if included > 0 {
                self.containing_regions.insert(ix as u32);
            }
        }
        for (ix, place) in dataset.places.iter().enumerate() {
            if place.region.is_some_and(|region| self.regions.contains(region)) {
                self.places.insert(ix as u32);
            }
        }
    }

    fn add_companies(&mut self, companies: &[CompanyIx], dataset: &Dataset) {
        for &company in companies {
            self.companies.insert(company);
            for (ix, other) in dataset.companies.iter().enumerate() {
                if other.parent == Some(company) {
                    self.companies.insert(ix as u32);
                }
            }
        }
    }

    fn relate(&mut self, record: &Record) {
        record.companies.iter().for_each(|&ix| self.related_companies.insert(ix));
        record.places.iter().for_each(|&ix| self.related_places.insert(ix));
        record.regions.iter().for_each(|&ix| self.related_regions.insert(ix));
        record.related.iter().for_each(|&ix| self.related_records.insert(ix));
    }

    /// Returns true if a field of the filter is in force or a record is selected.
    pub fn is_active(&self) -> bool {
        self.is_filtered() || self.selected.is_some()
    }

    /// Returns true if a field of the filter is in force.
    pub fn is_filtered(&self) -> bool {
        self.by_region || self.by_company || self.has_claim_fields()
    }

    /// Returns true if a field other than regions and companies is in force.
    fn has_claim_fields(&self) -> bool {
        !self.kinds.is_empty() || !self.statuses.is_empty() || !self.period.is_open() || self.found.is_some()
    }

    /// Returns true if the record at `ix` is emphasised as selected or, with nothing highlighted, passes the filter.
    pub fn highlights(&self, ix: RecordIx, record: &Record) -> bool {
        if self.has_highlight() { self.of(ix, record) == Some(Emphasis::Selected) } else { self.passes(ix, record) }
    }

    /// Returns true if a region, a company or a record is highlighted against the others that pass the filter.
    pub fn has_highlight(&self) -> bool {
        self.by_region || self.by_company || self.selected.is_some()
    }

    /// Returns true if the record at `ix` passes the filter. Claims meet every field in force. Regions, places and companies
    /// meet their own field, and are mentioned by a passing claim if any other field is in force.
    pub fn passes(&self, ix: RecordIx, record: &Record) -> bool {
        let first = |ixs: &[u16]| ixs.first().copied();
        match record.kind {
            Kind::Region => first(&record.regions).is_some_and(|ix| self.region_passes(ix)),
            Kind::Place => first(&record.places).is_some_and(|ix| self.place_passes(ix)),
            Kind::Company => first(&record.companies).is_some_and(|ix| self.company_passes(ix)),
            Kind::Product | Kind::Event | Kind::Metric | Kind::Funding | Kind::Factor | Kind::Policy | Kind::Quote => {
                self.claim_passes(ix, record)
            }
        }
    }

    fn region_passes(&self, ix: u16) -> bool {
        (!self.by_region || self.regions.contains(ix))
            && (!self.by_company && !self.has_claim_fields() || self.mentioned_regions.contains(ix))
    }

    fn place_passes(&self, ix: u16) -> bool {
        (!self.by_region || self.places.contains(ix))
            && (!self.by_company && !self.has_claim_fields() || self.mentioned_places.contains(ix))
    }

    fn company_passes(&self, ix: u16) -> bool {
        (!self.by_company || self.companies.contains(ix))
            && (!self.by_region && !self.has_claim_fields() || self.mentioned_companies.contains(ix))
    }

    pub(super) fn claim_passes(&self, ix: RecordIx, record: &Record) -> bool {
        (!self.by_region || self.places.any(&record.places) || self.regions.any(&record.regions))
            && (!self.by_company || self.companies.any(&record.companies))
            && self.meets_claim_fields(ix, record)
    }

    /// Returns true if a claim meets the fields for categories, statuses, period and text.
    fn meets_claim_fields(&self, ix: RecordIx, record: &Record) -> bool {
        (self.kinds.is_empty() || ClaimCategory::of(record).is_some_and(|category| self.kinds.contains(&category)))
            && (self.statuses.is_empty() || self.statuses.contains(&record.evidence.status))
            && (self.period.is_open() || record.date.is_some_and(|date| self.period.meets(date)))
            && self.found.as_ref().is_none_or(|found| found.contains(ix))
    }

    /// Returns true if a claim is highlighted itself: it names the selected place or, with no record selected, passes a
    /// filter by region or company.
    fn is_direct(&self, ix: RecordIx, record: &Record) -> bool {
        match self.selected {
            Some(_) => self.selected_places.any(&record.places),
            None => (self.by_region || self.by_company) && self.claim_passes(ix, record),
        }
    }

    /// The emphasis of the record at `ix`. Records of regions, places and companies have the emphasis of those.
    pub fn of(&self, ix: RecordIx, record: &Record) -> Option<Emphasis> {
        if !self.is_active() {
            return None;
        }
        if self.selected == Some(ix) {
            return Some(Emphasis::Selected);
        }
        let first = |ixs: &[u16]| ixs.first().copied();
        match record.kind {
            Kind::Region => first(&record.regions).and_then(|ix| self.of_region(ix)),
            Kind::Place => first(&record.places).and_then(|ix| self.of_place(ix)),
            Kind::Company => first(&record.companies).and_then(|ix| self.of_company(ix)),
            Kind::Product | Kind::Event | Kind::Metric | Kind::Funding | Kind::Factor | Kind::Policy | Kind::Quote => {
                self.of_claim(ix, record)
            }
        }
    }

    fn of_claim(&self, ix: RecordIx, record: &Record) -> Option<Emphasis> {
        if self.selected.is_none() && !self.meets_claim_fields(ix, record) {
            return Some(Emphasis::Muted);
        }
        let related = || {
            self.related_companies.any(&record.companies)
                || self.related_records.contains(ix)
                || self.containing_regions.any(&record.regions)
                || self.selected.is_some_and(|selected| record.related.contains(&selected))
        };
        self.emphasis(self.is_direct(ix, record), related)
    }

    /// Selected if `direct`, else related or muted if anything is highlighted, else none.
    fn emphasis(&self, direct: bool, related: impl Fn() -> bool) -> Option<Emphasis> {
        match (direct, self.has_highlight()) {
            (true, _) => Some(Emphasis::Selected),
            (_, true) if related() => Some(Emphasis::Related),
            (_, true) => Some(Emphasis::Muted),
            (_, false) => None,
        }
    }

    /// The emphasis of a region, which is related through places, never through companies.
    pub fn of_region(&self, ix: u16) -> Option<Emphasis> {
        if !self.has_highlight() && !self.region_passes(ix) {
            return Some(Emphasis::Muted);
        }
        self.emphasis(self.by_region && self.regions.contains(ix), || {
            self.related_regions.contains(ix) || self.containing_regions.contains(ix)
        })
    }

    /// The emphasis of a place.
    pub fn of_place(&self, ix: u16) -> Option<Emphasis> {
        if !self.has_highlight() && !self.place_passes(ix) {
            return Some(Emphasis::Muted);
        }
        let direct = self.selected_places.contains(ix) || (self.by_region && self.place_passes(ix));
        self.emphasis(direct, || self.related_places.contains(ix))
    }

    /// The emphasis of a company.
    pub fn of_company(&self, ix: u16) -> Option<Emphasis> {
        if !self.has_highlight() && !self.company_passes(ix) {
            return Some(Emphasis::Muted);
        }
        self.emphasis(self.by_company && self.companies.contains(ix), || self.related_companies.contains(ix))
    }
}
