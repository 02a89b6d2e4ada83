//! The state of a step of the story: its chart is laid out by it, and a reader who leaves the story takes it along.

use super::{Cameras, IgnoredParam, PageState, Param, State, View, from_query};
use crate::dataset::{Dataset, StoryStep};

/// Returns the state of a step with default language and theme, and the ignored parameters of its query, of which a
/// validated dataset has none.
pub fn of_step(step: &StoryStep, dataset: &Dataset) -> (State, Vec<IgnoredParam>) {
    let pairs: Vec<(String, String)> = step
        .query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let (state, mut ignored) = from_query(&pairs, State::default(), dataset);
    // A step shows records; the page around them is the reader's.
    let foreign = pairs.iter().filter(|(name, _)| !Param::find(name).is_some_and(|param| param.is_choice));
    ignored.extend(foreign.map(|(name, value)| IgnoredParam { name: name.clone(), value: value.clone() }));
    (
        State {
            page: PageState { view: View::Story, ..state.page },
            cameras: Cameras { voyages: step.voyages, ..state.cameras },
            ..state
        },
        ignored,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Status;
    use crate::dataset::package::fixture::tiny;
    use crate::state::{Action, ClaimCategory, Filter, FilterField, ResolvedFilter, to_query, update};
    use crate::text::Lang;

    fn read(query: &[(&str, &str)], dataset: &Dataset) -> State {
        let pairs: Vec<_> = query.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        from_query(&pairs, State::default(), dataset).0
    }

    #[test]
    fn an_address_without_a_view_shows_the_story_or_the_choice_it_makes() {
        let dataset = tiny();
        for (query, view, step) in [
            (&[][..], View::Story, 0),
            (&[("step", "money")], View::Story, 1),
            (&[("region", "sea")], View::Explore, 0),
            (&[("step", "money"), ("region", "sea")], View::Story, 1),
            (&[("view", "story"), ("region", "sea")], View::Story, 0),
            (&[("step", "nowhere")], View::Story, 0),
        ] {
            let state = read(query, &dataset);
            assert_eq!((state.page.view, state.page.step), (view, step), "{query:?}");
        }
        let chosen = State {
            page: PageState { view: View::Story, ..PageState::default() },
            filter: Filter { regions: vec![0], ..Filter::default() },
            ..State::default()
        };
        assert_eq!(to_query(&chosen, &dataset, Lang::Zh), "view=story&region=sea");
        assert_eq!(
            to_query(&State { page: PageState { step: 1, ..chosen.page }, ..chosen }, &dataset, Lang::Zh),
            "step=money&region=sea"
        );
    }

    #[test]
    fn a_reader_leaves_the_story_with_what_its_step_shows_and_comes_back_to_it() {
        let dataset = tiny();
        let reading = update(
            &State { page: PageState { lang: Lang::En, ..PageState::default() }, ..State::default() },
            Action::GoToStep(2),
            &dataset,
        );
        assert_eq!((reading.page.view, reading.page.step), (View::Story, 2));
        let left = update(&reading, Action::LeaveStory(2), &dataset);
        assert_eq!((left.page.view, left.page.step, left.page.lang), (View::Explore, 2, Lang::En));
        assert_eq!(
            (left.filter.kinds.clone(), left.filter.period.to_string().as_str()),
            (vec![ClaimCategory::Policy], "2024-01..2024-10")
        );
        let back = update(&left, Action::SetView(View::Story), &dataset);
        assert_eq!((back.page.view, back.page.step, back.is_choosing()), (View::Story, 2, false));
        assert_eq!(update(&reading, Action::GoToStep(99), &dataset), reading);
        assert_eq!(update(&reading, Action::LeaveStory(99), &dataset), reading);
    }

    #[test]
    fn statuses_are_a_clause_like_the_others() {
        let dataset = tiny();
        let doubtful =
            update(&State::default(), Action::SetStatuses(vec![Status::Derived, Status::Contested]), &dataset);
        assert_eq!(doubtful.filter.statuses, [Status::Contested, Status::Derived]);
        let resolved = ResolvedFilter::new(&doubtful, &dataset, None);
        for (ix, record) in dataset.records.iter().enumerate().filter(|(_, record)| record.kind.is_claim()) {
            assert_eq!(resolved.passes(ix as u32, record), doubtful.filter.statuses.contains(&record.evidence.status));
        }
        let one = update(&doubtful, Action::ToggleStatusInFilter(Status::Derived), &dataset);
        assert_eq!(one.filter.statuses, [Status::Contested]);
        assert_eq!(update(&one, Action::ClearField(FilterField::Statuses), &dataset), State::default());
    }
}
