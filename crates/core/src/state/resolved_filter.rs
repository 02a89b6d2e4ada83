//! What belongs to a choice: selected, related or muted, for any record, at constant cost; and what passes the filter.

use super::{BitSet, ClaimCategory, Period, State};
use crate::dataset::{CompanyIx, Dataset, Kind, Record, RecordIx, RegionIx, Status};

/// How a record stands to the reader's choice. No emphasis at all when nothing is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Emphasis {
    /// Not of the choice: drawn emptied, never hidden.
    Muted,
    /// Shares an announcement or a company with what is chosen, or names a wider region around it.
    Related,
    /// Chosen, or naming what is chosen.
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

/// The reader's filter and choice, resolved into sets so that asking about one record costs the same however
/// large the dataset is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResolvedFilter {
    /// Whether the filter asks about regions, about companies.
    by_region: bool,
    by_company: bool,
    /// What else the filter asks about.
    kinds: Vec<ClaimCategory>,
    statuses: Vec<Status>,
    period: Period,
    pub(super) found: Option<BitSet>,
    selected: Option<RecordIx>,
    /// Regions that are chosen: with a grouping its shapes, with shapes the groupings made of them alone.
    regions: BitSet,
    /// Companies that are chosen (a company and its units).
    companies: BitSet,
    /// Places that lie in a chosen region.
    places: BitSet,
    /// The places of the selected record, where it is a place: it gathers what happened there, as a region does.
    selected_places: BitSet,
    /// What the directly chosen records take part in, for “related”.
    related_companies: BitSet,
    related_places: BitSet,
    related_regions: BitSet,
    related_records: BitSet,
    /// Regions wider than the chosen ones.
    containing_regions: BitSet,
    /// What the claims that pass the filter name.
    mentioned_companies: BitSet,
    mentioned_places: BitSet,
    mentioned_regions: BitSet,
}

impl ResolvedFilter {
    /// Resolves the filter and the choice of `state`. `found` are the records that have the words of `state.text`;
    /// none leaves the words out of it, as long as there is nothing to search in.
    pub fn new(state: &State, dataset: &Dataset, found: Option<BitSet>) -> Self {
        let mut resolved = Self { selected: state.selection.record, ..Self::asked(state, dataset, found) };
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
        if resolved.chooses() && selected.is_none_or(|record| record.kind == Kind::Place) {
            // What chosen events touch is related (“the same announcement”), and so is who is where was chosen;
            // but everyone is at home, so that being there relates nobody.
            let home = dataset.places.iter().position(|place| place.home);
            for (ix, record) in dataset.records.iter().enumerate() {
                let abroad = || record.places.iter().copied().filter(|ix| home != Some(usize::from(*ix)));
                let touches = match record.kind {
                    Kind::Event => resolved.is_direct(ix as RecordIx, record),
                    Kind::Company if selected.is_some() => abroad().any(|ix| resolved.selected_places.contains(ix)),
                    Kind::Company => {
                        (resolved.by_region
                            && (abroad().any(|ix| resolved.places.contains(ix))
                                || resolved.regions.any(&record.regions)))
                            || resolved.companies.any(&record.companies)
                    }
                    _ => false,
                };
                if touches {
                    resolved.relate(record);
                }
            }
        }
        resolved
    }

    /// The clauses of `state`, resolved as far as asking which claims meet them needs.
    pub(super) fn asked(state: &State, dataset: &Dataset, found: Option<BitSet>) -> Self {
        let mut resolved = Self {
            by_region: !state.filter.regions.is_empty(),
            by_company: !state.filter.companies.is_empty(),
            kinds: state.filter.kinds.clone(),
            statuses: state.filter.statuses.clone(),
            period: state.filter.period,
            found: found.filter(|_| !state.filter.text.is_empty()),
            ..Self::default()
        };
        resolved.choose_regions(&state.filter.regions, dataset);
        resolved.choose_companies(&state.filter.companies, dataset);
        resolved
    }

    fn choose_regions(&mut self, regions: &[RegionIx], dataset: &Dataset) {
        let mut shapes = BitSet::default();
        for &ix in regions {
            self.regions.insert(ix);
            for &shape in dataset.regions.get(usize::from(ix)).iter().flat_map(|region| &region.shapes) {
                shapes.insert(shape);
                self.regions.insert(shape);
            }
        }
        for (ix, region) in dataset.regions.iter().enumerate() {
            let chosen = region.shapes.iter().filter(|shape| shapes.contains(**shape)).count();
            if chosen > 0 && chosen == region.shapes.len() {
                self.regions.insert(ix as u32);
            } else if chosen > 0 {
                self.containing_regions.insert(ix as u32);
            }
        }
        for (ix, place) in dataset.places.iter().enumerate() {
            if place.region.is_some_and(|region| self.regions.contains(region)) {
                self.places.insert(ix as u32);
            }
        }
    }

    fn choose_companies(&mut self, companies: &[CompanyIx], dataset: &Dataset) {
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

    /// Whether anything is asked about or chosen.
    pub fn is_active(&self) -> bool {
        self.is_filtered() || self.selected.is_some()
    }

    /// Whether a clause of the filter is in force.
    pub fn is_filtered(&self) -> bool {
        self.by_region || self.by_company || self.narrows()
    }

    /// Whether the filter asks about more than who and where.
    fn narrows(&self) -> bool {
        !self.kinds.is_empty() || !self.statuses.is_empty() || !self.period.is_open() || self.found.is_some()
    }

    /// Whether the record at `ix` is what a reader's choice is about: chosen or naming what is chosen; where nothing
    /// is, what passes the filter.
    pub fn tells(&self, ix: RecordIx, record: &Record) -> bool {
        if self.chooses() { self.of(ix, record) == Some(Emphasis::Selected) } else { self.passes(ix, record) }
    }

    /// Whether something is chosen, so that it stands out from what is merely left by the filter.
    pub fn chooses(&self) -> bool {
        self.by_region || self.by_company || self.selected.is_some()
    }

    /// Whether the record at `ix` passes the filter: it meets every clause in force. Regions, places and companies
    /// pass where they are asked about or not asked for, and where a claim that passes names them.
    pub fn passes(&self, ix: RecordIx, record: &Record) -> bool {
        let first = |ixs: &[u16]| ixs.first().copied();
        match record.kind {
            Kind::Region => first(&record.regions).is_some_and(|ix| self.region_passes(ix)),
            Kind::Place => first(&record.places).is_some_and(|ix| self.place_passes(ix)),
            Kind::Company => first(&record.companies).is_some_and(|ix| self.company_passes(ix)),
            _ => self.claim_passes(ix, record),
        }
    }

    fn region_passes(&self, ix: u16) -> bool {
        (!self.by_region || self.regions.contains(ix))
            && (!self.by_company && !self.narrows() || self.mentioned_regions.contains(ix))
    }

    fn place_passes(&self, ix: u16) -> bool {
        (!self.by_region || self.places.contains(ix))
            && (!self.by_company && !self.narrows() || self.mentioned_places.contains(ix))
    }

    fn company_passes(&self, ix: u16) -> bool {
        (!self.by_company || self.companies.contains(ix))
            && (!self.by_region && !self.narrows() || self.mentioned_companies.contains(ix))
    }

    pub(super) fn claim_passes(&self, ix: RecordIx, record: &Record) -> bool {
        (!self.by_region || self.places.any(&record.places) || self.regions.any(&record.regions))
            && (!self.by_company || self.companies.any(&record.companies))
            && self.is_left(ix, record)
    }

    /// Whether a claim is of the kinds, the statuses, the period and the words asked for.
    fn is_left(&self, ix: RecordIx, record: &Record) -> bool {
        (self.kinds.is_empty() || ClaimCategory::of(record).is_some_and(|category| self.kinds.contains(&category)))
            && (self.statuses.is_empty() || self.statuses.contains(&record.evidence.status))
            && (self.period.is_open() || record.date.is_some_and(|date| self.period.meets(date)))
            && self.found.as_ref().is_none_or(|found| found.contains(ix))
    }

    /// Whether a claim is what was chosen: it names the selected place, or passes where regions or companies are
    /// asked about.
    fn is_direct(&self, ix: RecordIx, record: &Record) -> bool {
        match self.selected {
            Some(_) => self.selected_places.any(&record.places),
            None => (self.by_region || self.by_company) && self.claim_passes(ix, record),
        }
    }

    /// How the record at `ix` stands to the choice. Records of regions, places and companies stand as those do.
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
            _ => self.of_claim(ix, record),
        }
    }

    fn of_claim(&self, ix: RecordIx, record: &Record) -> Option<Emphasis> {
        if self.selected.is_none() && !self.is_left(ix, record) {
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

    /// Selected, related or muted where something is chosen; where it is not, what the filter left stands plain.
    fn emphasis(&self, direct: bool, related: impl Fn() -> bool) -> Option<Emphasis> {
        match (direct, self.chooses()) {
            (true, _) => Some(Emphasis::Selected),
            (_, true) if related() => Some(Emphasis::Related),
            (_, true) => Some(Emphasis::Muted),
            (_, false) => None,
        }
    }

    /// How a region stands to the choice; a region shares a choice's places, not its companies.
    pub fn of_region(&self, ix: u16) -> Option<Emphasis> {
        if !self.chooses() && !self.region_passes(ix) {
            return Some(Emphasis::Muted);
        }
        self.emphasis(self.by_region && self.regions.contains(ix), || {
            self.related_regions.contains(ix) || self.containing_regions.contains(ix)
        })
    }

    /// How a place stands to the choice.
    pub fn of_place(&self, ix: u16) -> Option<Emphasis> {
        if !self.chooses() && !self.place_passes(ix) {
            return Some(Emphasis::Muted);
        }
        let direct = self.selected_places.contains(ix) || (self.by_region && self.place_passes(ix));
        self.emphasis(direct, || self.related_places.contains(ix))
    }

    /// How a company stands to the choice.
    pub fn of_company(&self, ix: u16) -> Option<Emphasis> {
        if !self.chooses() && !self.company_passes(ix) {
            return Some(Emphasis::Muted);
        }
        self.emphasis(self.by_company && self.companies.contains(ix), || self.related_companies.contains(ix))
    }
}
