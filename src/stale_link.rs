//! What to say of a link that was made with other data: which facts have changed since, those it shows before all
//! others. Pure.

use chuhai_core::dataset::{Dataset, Details, RecordIx};

use crate::choice::Choice;

/// More changed facts than this are counted, not named.
const NAMED: usize = 6;

/// What has become of the data since a link was made.
#[derive(Clone, Debug, PartialEq)]
pub enum StaleLink {
    /// It was made with data that is not on record, of this hash.
    Unknown(String),
    /// These records say something else or are new; and how many more; and ids of those that are no more.
    Changed(Vec<RecordIx>, usize, Vec<Box<str>>),
}

impl StaleLink {
    /// What has changed since a dataset with this `hash`; none where nothing has. Of what has changed, that which the
    /// link shows is named, or all of it where it shows none.
    pub fn new(hash: &str, dataset: &Dataset, details: &Details, choice: Option<&Choice>) -> Option<Self> {
        if *hash == *dataset.meta.hash {
            return None;
        }
        let Some(release) = details.releases.iter().find(|release| *release.hash == *hash) else {
            return Some(Self::Unknown(hash.to_owned()));
        };
        let all: Vec<RecordIx> = release.changed.iter().chain(&release.added).copied().collect();
        let shown = |ix: &RecordIx| choice.is_some_and(|choice| choice.told().any(|told| told == *ix));
        let mut named: Vec<RecordIx> = all.iter().copied().filter(shown).collect();
        if named.is_empty() {
            named = all;
        }
        let more = named.len().saturating_sub(NAMED);
        named.truncate(NAMED);
        Some(Self::Changed(named, more, release.removed.clone()))
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

    fn choice(dataset: &Dataset, region: &str) -> Option<Choice> {
        let region = dataset.find_region(region).unwrap();
        let state = update(&State::default(), Action::ToggleRegionInFilter(region), dataset);
        Choice::new(dataset, &state, &ResolvedFilter::new(&state, dataset, None))
    }

    #[test]
    fn a_link_of_today_is_not_outdated_and_one_of_an_unknown_day_is() {
        let dataset = fixture::tiny();
        let details = details(Vec::new(), Vec::new());
        assert_eq!(StaleLink::new(&dataset.meta.hash, &dataset, &details, None), None);
        let unknown = StaleLink::new("00000002", &dataset, &details, None);
        assert_eq!(unknown, Some(StaleLink::Unknown("00000002".into())));
        let nothing = StaleLink::new("00000001", &dataset, &details, None);
        assert_eq!(nothing, Some(StaleLink::Changed(Vec::new(), 0, vec!["gone".into()])));
    }

    #[test]
    fn what_the_link_shows_is_named_first_and_no_more_than_a_few() {
        let dataset = fixture::tiny();
        let ix = |id: &str| dataset.find(id).unwrap();
        let (dc, talkie) = (ix("event-alibaba-dc"), ix("event-talkie"));
        let details_of_two = details(vec![talkie], vec![dc]);
        let of =
            |details: &Details, choice: Option<&Choice>| match StaleLink::new("00000001", &dataset, details, choice) {
                Some(StaleLink::Changed(named, more, _)) => (named, more),
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
