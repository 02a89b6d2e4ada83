//! What belongs to a choice: selected, related or muted, for any record, at constant cost.

use super::State;
use crate::dataset::{CompanyIx, Dataset, Kind, Record, RecordIx, RegionIx};

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

/// The reader's choice, resolved into sets so that asking about one record costs the same however
/// large the dataset is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Focus {
    active: bool,
    selected: Option<RecordIx>,
    /// Regions that are chosen: with a grouping its shapes, with shapes the groupings made of them alone.
    regions: Bits,
    /// Companies that are chosen (a company and its units).
    companies: Bits,
    /// Places that are chosen, or lie in a region that is.
    places: Bits,
    /// What the directly chosen records take part in, for “related”.
    related_companies: Bits,
    related_places: Bits,
    related_regions: Bits,
    related_records: Bits,
    /// Regions wider than the chosen ones.
    wider_regions: Bits,
}

/// A set of indices.
#[derive(Clone, Debug, Default, PartialEq)]
struct Bits(Vec<u64>);

impl Bits {
    fn insert(&mut self, ix: impl Into<u32>) {
        let ix = ix.into();
        let word = ix as usize / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (ix % 64);
    }

    fn contains(&self, ix: impl Into<u32>) -> bool {
        let ix = ix.into();
        self.0.get(ix as usize / 64).is_some_and(|word| word & (1 << (ix % 64)) != 0)
    }

    fn any(&self, ixs: &[u16]) -> bool {
        ixs.iter().any(|ix| self.contains(*ix))
    }
}

impl Focus {
    /// Resolves the choice of `state`.
    pub fn new(state: &State, dataset: &Dataset) -> Self {
        let mut focus = Self {
            active: !state.regions.is_empty() || !state.companies.is_empty() || state.selected.is_some(),
            selected: state.selected,
            ..Self::default()
        };
        focus.choose_regions(&state.regions, dataset);
        focus.choose_companies(&state.companies, dataset);
        // A chosen place is a wider choice than a record: it gathers what happened there, as a region does.
        let mut gathers = state.selected.is_none();
        if let Some(record) = state.selected.and_then(|ix| dataset.records.get(ix as usize)) {
            if record.kind == Kind::Place {
                record.places.iter().for_each(|&place| focus.places.insert(place));
                gathers = true;
            }
            focus.relate(record);
        }
        if focus.active && gathers {
            // What chosen events touch is related (“the same announcement”), and so is who is where was chosen;
            // but everyone is at home, so that being there relates nobody.
            let home = dataset.places.iter().position(|place| place.home);
            let abroad = |ix: &&u16| home != Some(usize::from(**ix));
            for record in &dataset.records {
                let touches = match record.kind {
                    Kind::Event => focus.names_choice(record),
                    Kind::Company => {
                        record.places.iter().filter(abroad).any(|ix| focus.places.contains(*ix))
                            || focus.regions.any(&record.regions)
                            || focus.companies.any(&record.companies)
                    }
                    _ => false,
                };
                if touches {
                    focus.relate(record);
                }
            }
        }
        focus
    }

    fn choose_regions(&mut self, regions: &[RegionIx], dataset: &Dataset) {
        let mut shapes = Bits::default();
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
                self.wider_regions.insert(ix as u32);
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

    /// Whether anything is chosen.
    pub fn is_active(&self) -> bool {
        self.active
    }

    /// How the record at `ix` stands to the choice. Records of regions, places and companies stand as those do.
    pub fn of(&self, ix: RecordIx, record: &Record) -> Option<Emphasis> {
        if !self.active {
            return None;
        }
        let itself = (self.selected == Some(ix)).then_some(Emphasis::Selected);
        let own = match record.kind {
            Kind::Region => record.regions.first().and_then(|ix| self.of_region(*ix)),
            Kind::Place => record.places.first().and_then(|ix| self.of_place(*ix)),
            Kind::Company => record.companies.first().and_then(|ix| self.of_company(*ix)),
            _ => None,
        };
        Some(itself.or(own).unwrap_or_else(|| {
            if self.names_choice(record) {
                Emphasis::Selected
            } else if self.related_companies.any(&record.companies)
                || self.related_records.contains(ix)
                || self.wider_regions.any(&record.regions)
                || self.selected.is_some_and(|selected| record.related.contains(&selected))
            {
                Emphasis::Related
            } else {
                Emphasis::Muted
            }
        }))
    }

    /// How a region stands to the choice; a region shares a choice's places, not its companies.
    pub fn of_region(&self, ix: u16) -> Option<Emphasis> {
        self.active.then(|| {
            if self.regions.contains(ix) {
                Emphasis::Selected
            } else if self.related_regions.contains(ix) || self.wider_regions.contains(ix) {
                Emphasis::Related
            } else {
                Emphasis::Muted
            }
        })
    }

    /// How a place stands to the choice.
    pub fn of_place(&self, ix: u16) -> Option<Emphasis> {
        self.active.then(|| {
            if self.places.contains(ix) {
                Emphasis::Selected
            } else if self.related_places.contains(ix) {
                Emphasis::Related
            } else {
                Emphasis::Muted
            }
        })
    }

    /// How a company stands to the choice.
    pub fn of_company(&self, ix: u16) -> Option<Emphasis> {
        self.active.then(|| {
            if self.companies.contains(ix) {
                Emphasis::Selected
            } else if self.related_companies.contains(ix) {
                Emphasis::Related
            } else {
                Emphasis::Muted
            }
        })
    }

    /// Whether a record names a place, region or company that is chosen.
    fn names_choice(&self, record: &Record) -> bool {
        self.places.any(&record.places) || self.regions.any(&record.regions) || self.companies.any(&record.companies)
    }
}
