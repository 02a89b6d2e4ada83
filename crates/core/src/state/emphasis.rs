//! What belongs to a choice: selected, related or muted, for any record, at constant cost.

use super::State;
use crate::dataset::{Dataset, Kind, Record, RecordIx};

/// How a record stands to the reader's choice. No emphasis at all when nothing is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Emphasis {
    /// Not of the choice: drawn emptied, never hidden.
    Muted,
    /// Shares an announcement, a company or a place with what is chosen.
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
    /// Map shapes and regions that are chosen, one bit a region.
    regions: Bits,
    /// Companies that are chosen (a company and its units).
    companies: Bits,
    /// Places that are chosen.
    places: Bits,
    /// What the directly chosen records take part in, for “related”.
    related_companies: Bits,
    related_places: Bits,
    related_regions: Bits,
    related_records: Vec<RecordIx>,
}

/// A small set of indices.
#[derive(Clone, Debug, Default, PartialEq)]
struct Bits(Vec<u64>);

impl Bits {
    fn insert(&mut self, ix: u16) {
        let word = usize::from(ix) / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (ix % 64);
    }

    fn contains(&self, ix: u16) -> bool {
        self.0.get(usize::from(ix) / 64).is_some_and(|word| word & (1 << (ix % 64)) != 0)
    }

    fn any(&self, ixs: &[u16]) -> bool {
        ixs.iter().any(|ix| self.contains(*ix))
    }
}

impl Focus {
    /// Resolves the choice of `state`.
    pub fn new(state: &State, dataset: &Dataset) -> Self {
        let mut focus = Self::default();
        for &region in &state.regions {
            focus.active = true;
            focus.regions.insert(region);
            // A grouping stands for its shapes, and a shape is meant by the groupings made of it alone.
            for &shape in &dataset.regions[usize::from(region)].shapes {
                focus.regions.insert(shape);
            }
        }
        for (ix, place) in dataset.places.iter().enumerate() {
            if place.region.is_some_and(|region| focus.regions.contains(region)) {
                focus.places.insert(ix as u16);
            }
        }
        for &company in &state.companies {
            focus.active = true;
            focus.companies.insert(company);
            for (ix, other) in dataset.companies.iter().enumerate() {
                if other.parent == Some(company) {
                    focus.companies.insert(ix as u16);
                }
            }
        }
        if let Some(ix) = state.selected {
            focus.active = true;
            focus.selected = Some(ix);
            let record = dataset.record(ix);
            if record.kind == Kind::Place
                && let Some(place) = dataset.places.iter().position(|place| place.record == ix)
            {
                focus.places.insert(place as u16);
            }
            focus.relate(record);
        } else if focus.active {
            // Everything a directly chosen record touches is related: “the same announcement”.
            for (ix, record) in dataset.records.iter().enumerate() {
                if record.kind == Kind::Event && focus.direct(ix as RecordIx, record) {
                    focus.relate(record);
                }
            }
        }
        focus
    }

    fn relate(&mut self, record: &Record) {
        record.companies.iter().for_each(|&ix| self.related_companies.insert(ix));
        record.places.iter().for_each(|&ix| self.related_places.insert(ix));
        record.regions.iter().for_each(|&ix| self.related_regions.insert(ix));
        self.related_records.extend_from_slice(&record.related);
    }

    /// Whether anything is chosen.
    pub fn is_active(&self) -> bool {
        self.active
    }

    /// How the record at `ix` stands to the choice.
    pub fn of(&self, ix: RecordIx, record: &Record) -> Option<Emphasis> {
        if !self.active {
            return None;
        }
        Some(if self.direct(ix, record) {
            Emphasis::Selected
        } else if self.related_companies.any(&record.companies)
            || self.related_records.contains(&ix)
            || self.selected.is_some_and(|selected| record.related.contains(&selected))
        {
            Emphasis::Related
        } else {
            Emphasis::Muted
        })
    }

    /// How a region stands to the choice; a region shares a choice's places, not its companies.
    pub fn of_region(&self, ix: u16) -> Option<Emphasis> {
        self.active.then(|| {
            if self.regions.contains(ix) {
                Emphasis::Selected
            } else if self.related_regions.contains(ix) {
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

    fn direct(&self, ix: RecordIx, record: &Record) -> bool {
        self.selected == Some(ix)
            || self.places.any(&record.places)
            || self.regions.any(&record.regions)
            || self.companies.any(&record.companies)
    }
}
