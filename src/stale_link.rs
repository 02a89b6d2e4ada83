//! Changes of the data since a link was made. Pure.

use chuhai_core::dataset::{Dataset, Details, RecordIx};

use crate::choice::ChosenRecords;

/// The greatest number of changed records that are named; the others are counted.
const NAMED: usize = 6;

/// The changes of the data since a link was made.
#[derive(Clone, Debug, PartialEq)]
pub enum StaleLink {
    /// The link was made with a dataset of this hash, which is in no release.
    Unknown(String),
    /// Records have changed.
    Changed {
        /// The changed and new records.
        records: Vec<RecordIx>,
        /// The number of further ones.
        more: usize,
        /// The ids of removed ones.
        removed: Vec<Box<str>>,
    },
}

impl StaleLink {
    /// The changes since the dataset with this `hash`; none for the present dataset. Names the changed records that the
    /// link shows, or all if it shows none.
    pub fn new(hash: &str, dataset: &Dataset, details: &Details, choice: Option<&ChosenRecords>) -> Option<Self> {
        if *hash == *dataset.meta.hash {
            return None;
        }
        let Some(release) = details.releases.iter().find(|release| *release.hash == *hash) else {
            return Some(Self::Unknown(hash.to_owned()));
        };
        let all: Vec<RecordIx> = release.changed.iter().chain(&release.added).copied().collect();
        let shown = |ix: &RecordIx| choice.is_some_and(|choice| choice.listed_records().any(|listed| listed == *ix));
        let mut records: Vec<RecordIx> = all.iter().copied().filter(shown).collect();
        if records.is_empty() {
            records = all;
        }
        let more = records.len().saturating_sub(NAMED);
        records.truncate(NAMED);
        Some(Self::Changed { records, more, removed: release.removed.clone() })
    }
}

#[cfg(test)]
mod tests {
    use chuhai_core::dataset::Release;
    use chuhai_core::dataset::package::fixture;
    use chuhai_core::state::{Action, ResolvedFilter, State, update};

    use super::*;

    fn details(changed: Vec<RecordIx>, added: Vec<RecordIx>) -> Details {
        let release = Release { hash: "00000001".into(), changed, added, removed: vec!["gone".into()] };
        Details { releases: vec![release], ..Details::default() }
    }

    fn choice(dataset: &Dataset, region: &str) -> Option<ChosenRecords> {
        let region = dataset.find_region(region).unwrap();
        let state = update(&State::default(), Action::ToggleRegionInFilter(region), dataset);
        ChosenRecords::new(dataset, &state, &ResolvedFilter::new(&state, dataset, None))
    }

    #[test]
    fn a_link_of_today_is_not_outdated_and_one_of_an_unknown_day_is() {
        let dataset = fixture::tiny();
        let details = details(Vec::new(), Vec::new());
        assert_eq!(StaleLink::new(&dataset.meta.hash, &dataset, &details, None), None);
        let unknown = StaleLink::new("00000002", &dataset, &details, None);
        assert_eq!(unknown, Some(StaleLink::Unknown("00000002".into())));
        let nothing = StaleLink::new("00000001", &dataset, &details, None);
        assert_eq!(nothing, Some(StaleLink::Changed { records: Vec::new(), more: 0, removed: vec!["gone".into()] }));
    }

    #[test]
    fn what_the_link_shows_is_named_first_and_no_more_than_a_few() {
        let dataset = fixture::tiny();
        let ix = |id: &str| dataset.find(id).unwrap();
        let (dc, talkie) = (ix("event-alibaba-dc"), ix("event-talkie"));
        let details_of_two = details(vec![talkie], vec![dc]);
        let of = |details: &Details, choice: Option<&ChosenRecords>| match StaleLink::new(
            "00000001", &dataset, details, choice,
        ) {
            Some(StaleLink::Changed { records, more, .. }) => (records, more),
            other => panic!("{other:?}"),
        };
        assert_eq!(of(&details_of_two, choice(&dataset, "sea").as_ref()), (vec![dc], 0));
        assert_eq!(
            of(&details_of_two, choice(&dataset, "mideast").as_ref()),
            (vec![talkie, dc], 0),
            "it shows neither"
        );
        assert_eq!(of(&details_of_two, None), (vec![talkie, dc], 0));
        let (named, more) = of(&details((0..10).collect(), Vec::new()), None);
        assert_eq!((named, more), ((0..6).collect(), 4));
    }
}
