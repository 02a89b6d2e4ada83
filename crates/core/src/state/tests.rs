//! `update` is total and keeps its bounds, the address says what the state is, and a choice selects,
//! relates and mutes what it should, on the fixture.

use proptest::prelude::*;

use super::*;
use crate::dataset::package::fixture::tiny;
use crate::dataset::{Dataset, Kind};

/// The emphasis of every record under a choice, as the ids of those selected and of those related.
fn told(dataset: &Dataset, state: &State) -> (Vec<String>, Vec<String>) {
    let focus = Focus::new(state, dataset);
    let ids = |wanted| {
        let all = dataset.records.iter().enumerate();
        all.filter(|(ix, record)| focus.of(*ix as u32, record) == Some(wanted))
            .map(|(_, record)| record.id.to_string())
            .collect()
    };
    (ids(Emphasis::Selected), ids(Emphasis::Related))
}

fn region(dataset: &Dataset, id: &str) -> State {
    update(&State::default(), Action::ToggleRegion(dataset.find_region(id).unwrap()), dataset)
}

fn company(dataset: &Dataset, id: &str) -> State {
    update(&State::default(), Action::ToggleCompany(dataset.find_company(id).unwrap()), dataset)
}

fn record(dataset: &Dataset, id: &str) -> State {
    update(&State::default(), Action::ToggleRecord(dataset.find(id).unwrap()), dataset)
}

#[test]
fn nothing_is_emphasised_when_nothing_is_chosen() {
    let dataset = tiny();
    let focus = Focus::new(&State::default(), &dataset);
    assert!(!focus.is_active());
    assert!(dataset.records.iter().enumerate().all(|(ix, record)| focus.of(ix as u32, record).is_none()));
    assert_eq!((focus.of_region(0), focus.of_place(0), focus.of_company(0)), (None, None, None));
}

#[test]
fn a_region_selects_what_names_it_or_happens_in_its_places() {
    let dataset = tiny();
    let (selected, related) = told(&dataset, &region(&dataset, "sea"));
    assert_eq!(selected, ["sea", "malaysia", "event-alibaba-dc"]);
    // The announcement's company and other countries, and the rest of what that company does.
    assert_eq!(related, ["latam", "eastasia", "korea", "mexico", "alibaba", "event-model-studio"]);
}

#[test]
fn a_region_without_events_selects_itself_and_mutes_the_rest() {
    let dataset = tiny();
    let (selected, related) = told(&dataset, &region(&dataset, "ssafrica"));
    assert_eq!(selected, ["ssafrica"]);
    assert_eq!(related, ["africa"]);
}

#[test]
fn a_grouping_selects_the_shapes_it_is_made_of() {
    let dataset = tiny();
    let (selected, related) = told(&dataset, &region(&dataset, "africa"));
    assert_eq!(selected, ["nafrica", "ssafrica", "africa", "event-huawei-430m"]);
    assert_eq!(related, ["huawei", "factor-localisation", "quote-open-source"]);
}

#[test]
fn one_part_of_a_grouping_only_relates_what_names_the_whole() {
    let dataset = tiny();
    let (selected, related) = told(&dataset, &region(&dataset, "europe"));
    assert_eq!(selected, ["europe", "factor-localisation"]);
    assert_eq!(related, ["western", "capcut", "event-capcut-ai", "event-talkie"]);
}

#[test]
fn all_parts_of_a_grouping_are_the_grouping() {
    let dataset = tiny();
    let mut regions = ["namerica", "europe"].map(|id| dataset.find_region(id).unwrap()).to_vec();
    regions.sort_unstable();
    let both = State { regions, ..State::default() };
    assert_eq!(
        told(&dataset, &both).0,
        ["europe", "namerica", "western", "capcut", "event-capcut-ai", "event-talkie", "factor-localisation",]
    );
}

#[test]
fn a_company_selects_its_units_and_relates_its_partners_and_places() {
    let dataset = tiny();
    let (selected, related) = told(&dataset, &company(&dataset, "tencent"));
    assert_eq!(selected, ["tencent", "tencent-cloud", "event-go-saudi"]);
    assert_eq!(related, ["mideast", "saudi-arabia", "mobily"]);
    let focus = Focus::new(&company(&dataset, "tencent"), &dataset);
    assert_eq!(focus.of_company(dataset.find_company("huawei").unwrap()), Some(Emphasis::Muted));
}

#[test]
fn a_record_selects_itself_alone() {
    let dataset = tiny();
    let (selected, related) = told(&dataset, &record(&dataset, "event-alibaba-dc"));
    assert_eq!(selected, ["event-alibaba-dc"]);
    assert_eq!(related, ["sea", "latam", "eastasia", "korea", "malaysia", "mexico", "alibaba", "event-model-studio"]);
}

#[test]
fn what_belongs_together_is_related_both_ways() {
    let dataset = tiny();
    assert_eq!(told(&dataset, &record(&dataset, "article-2024h1")).1, ["metric-funding-drop", "article-2021"]);
    assert_eq!(told(&dataset, &record(&dataset, "article-2021")).1, ["metric-funding-drop", "article-2024h1"]);
    assert_eq!(told(&dataset, &record(&dataset, "tc260-rule")).1, ["event-tc260"]);
}

#[test]
fn a_place_gathers_what_happened_there() {
    let dataset = tiny();
    let (selected, related) = told(&dataset, &record(&dataset, "saudi-arabia"));
    assert_eq!(selected, ["saudi-arabia", "event-go-saudi"]);
    assert_eq!(related, ["mideast", "tencent-cloud", "mobily"]);
}

#[test]
fn home_does_not_relate_everyone_who_is_there() {
    let mut dataset = tiny();
    let home = dataset.places.iter().position(|place| place.home).unwrap();
    for record in dataset.records.iter_mut().filter(|record| record.kind == Kind::Company) {
        record.places.push(home as u16);
    }
    assert_eq!(told(&dataset, &record(&dataset, "china")), (vec!["china".to_owned()], Vec::new()));
}

#[test]
fn choosing_again_lets_go() {
    let dataset = tiny();
    for id in ["sea", "alibaba", "malaysia", "event-talkie", "cset-2021"] {
        let chosen = record(&dataset, id);
        assert_ne!(chosen, State::default(), "{id}");
        assert_eq!(
            update(&chosen, Action::ToggleRecord(dataset.find(id).unwrap()), &dataset),
            State::default(),
            "{id}"
        );
        assert_eq!(update(&chosen, Action::Clear, &dataset), State::default(), "{id}");
    }
}

#[test]
fn a_choice_replaces_the_one_before() {
    let dataset = tiny();
    let first = region(&dataset, "sea");
    let second = update(&first, Action::ToggleRecord(dataset.find("event-talkie").unwrap()), &dataset);
    assert_eq!(second, record(&dataset, "event-talkie"));
    let third = update(&second, Action::ToggleCompany(0), &dataset);
    assert_eq!(third, company(&dataset, "huawei"));
}

#[test]
fn what_is_not_understood_is_named_and_the_rest_applies() {
    let dataset = tiny();
    let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    };
    let query = pairs(&[
        ("lang", "xx"),
        ("theme", "<script>"),
        ("region", "atlantis~sea"),
        ("company", ""),
        ("sel", "sea"),
        ("sel", "event-talkie"),
        ("utm_source", "elsewhere"),
    ]);
    let (state, ignored) = from_query(&query, State::default(), &dataset);
    assert_eq!(state.regions, [dataset.find_region("sea").unwrap()]);
    assert_eq!(state.selected, dataset.find("event-talkie"));
    let names: Vec<&str> = ignored.iter().map(|ignored| ignored.name.as_str()).collect();
    assert_eq!(names, ["lang", "theme", "region", "company", "sel"]);
}

fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![any::<f64>(), -2.0..3.0f64]
}

fn any_action() -> impl Strategy<Value = Action> {
    prop_oneof![
        (0u16..20).prop_map(Action::ToggleRegion),
        any::<u16>().prop_map(Action::ToggleRegion),
        (0u16..12).prop_map(Action::ToggleCompany),
        any::<u16>().prop_map(Action::ToggleCompany),
        (0u32..60).prop_map(Action::ToggleRecord),
        any::<u32>().prop_map(Action::ToggleRecord),
        Just(Action::Clear),
        any::<bool>().prop_map(|zh| Action::SetLang(if zh { Lang::Zh } else { Lang::En })),
        prop_oneof![Just(Theme::Auto), Just(Theme::Light), Just(Theme::Dark)].prop_map(Action::SetTheme),
        prop_oneof![Just(LaneMode::Company), Just(LaneMode::Kind)].prop_map(Action::SetLanes),
        any::<bool>().prop_map(Action::SetVoyages),
        (any_number(), any_number(), any_number())
            .prop_map(|(zoom, x, y)| Action::MoveMap(MapCamera { zoom, centre: (x, y) })),
        (any_number(), any_number()).prop_map(|(from, to)| Action::MoveTime(TimeWindow { from, to })),
    ]
}

/// A state reached by doing things.
fn reached(actions: Vec<Action>, dataset: &Dataset) -> State {
    actions.into_iter().fold(State::default(), |state, action| update(&state, action, dataset))
}

proptest! {
    #[test]
    fn whatever_is_done_the_state_stays_in_bounds(actions in proptest::collection::vec(any_action(), 0..30)) {
        let dataset = tiny();
        let state = reached(actions, &dataset);
        let (low, high) = MapCamera::CENTRE;
        let (x, y) = state.map.centre;
        prop_assert!((1.0..=MapCamera::MAX_ZOOM).contains(&state.map.zoom));
        prop_assert!((low..=high).contains(&x) && (low..=high).contains(&y));
        prop_assert!(state.time.from >= 0.0 && state.time.to <= 1.0);
        prop_assert!(state.time.to - state.time.from >= TimeWindow::MIN_SPAN - 1e-12);
        prop_assert!(state.regions.iter().all(|ix| usize::from(*ix) < dataset.regions.len()));
        prop_assert!(state.companies.iter().all(|ix| usize::from(*ix) < dataset.companies.len()));
        prop_assert!(state.selected.is_none_or(|ix| (ix as usize) < dataset.records.len()));
        // One choice at a time, and asking about it is total.
        let kinds = [!state.regions.is_empty(), !state.companies.is_empty(), state.selected.is_some()];
        prop_assert!(kinds.into_iter().filter(|chosen| *chosen).count() <= 1);
        prop_assert_eq!(Focus::new(&state, &dataset).is_active(), kinds.contains(&true));
    }

    #[test]
    fn the_address_brings_back_the_choice(actions in proptest::collection::vec(any_action(), 0..20), zh in any::<bool>()) {
        let dataset = tiny();
        let state = reached(actions, &dataset);
        let default_lang = if zh { Lang::Zh } else { Lang::En };
        let query = to_query(&state, &dataset, default_lang);
        prop_assert!(query.chars().all(|c| c.is_ascii_alphanumeric() || "-_~=&".contains(c)), "{} needs escaping", query);
        let pairs: Vec<(String, String)> = query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let initial = State { lang: default_lang, ..State::default() };
        let (read, ignored) = from_query(&pairs, initial, &dataset);
        prop_assert_eq!(ignored, Vec::new());
        // What the address does not carry is as it is at the start.
        let State { lanes, voyages, map, time, .. } = State::default();
        prop_assert_eq!(read, State { lanes, voyages, map, time, ..state });
    }

    #[test]
    fn any_address_gives_a_state(
        pairs in proptest::collection::vec(
            ("lang|theme|region|company|sel|view|.{0,8}", "sea|sea~latam|event-talkie|alibaba|en|dark|.{0,20}"), 0..8,
        )
    ) {
        let dataset = tiny();
        let (state, ignored) = from_query(&pairs, State::default(), &dataset);
        prop_assert!(ignored.iter().all(|ignored| pairs.contains(&(ignored.name.clone(), ignored.value.clone()))));
        prop_assert!(state.regions.is_sorted() && state.companies.is_sorted());
        let _ = Focus::new(&state, &dataset);
    }
}
