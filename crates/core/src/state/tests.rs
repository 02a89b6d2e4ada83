//! Totality and bounds of `update`, round trips of the address, and emphasis, on the fixture.

use proptest::prelude::*;

use super::*;
use crate::dataset::package::fixture::tiny;
use crate::dataset::{Dataset, Kind, Status};
use crate::date::{Date, DateFault};

/// The emphasis of every record under a choice, as the ids of those selected and of those related.
fn told(dataset: &Dataset, state: &State) -> (Vec<String>, Vec<String>) {
    let focus = ResolvedFilter::new(state, dataset, None);
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
    let focus = ResolvedFilter::new(&State::default(), &dataset, None);
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
    let focus = ResolvedFilter::new(&company(&dataset, "tencent"), &dataset, None);
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
fn a_choice_replaces_the_one_before_of_its_own_sort_and_leaves_the_filter_of_others() {
    let dataset = tiny();
    let talkie = dataset.find("event-talkie").unwrap();
    let first = region(&dataset, "sea");
    let second = update(&first, Action::ToggleRecord(talkie), &dataset);
    assert_eq!((&second.regions, second.selected), (&first.regions, Some(talkie)));
    let third = update(&second, Action::ToggleCompany(0), &dataset);
    assert_eq!((&third.regions, third.companies.as_slice(), third.selected), (&first.regions, &[0][..], None));
    let fourth = update(&third, Action::ToggleRegion(dataset.find_region("latam").unwrap()), &dataset);
    assert_eq!((fourth.regions.len(), fourth.companies.as_slice()), (1, &[0][..]));
    assert_eq!(update(&second, Action::Deselect, &dataset), first);
}

#[test]
fn going_on_from_a_record_to_what_it_names_keeps_the_filter_and_the_way_back() {
    let dataset = tiny();
    let sea = Action::ToggleRegion(dataset.find_region("sea").unwrap());
    let read = dataset.find("event-alibaba-dc").unwrap();
    let policy = Action::ToggleKindInFilter(ClaimCategory::Policy);
    let reading = after(&dataset, &[policy, sea.clone(), Action::ToggleRecord(read)]);
    // The region it names is the one the filter asks for: the record makes way for it, the filter does not.
    let region = update(&reading, sea.clone(), &dataset);
    assert_eq!(region, State { selected: None, left: Some(read), ..reading.clone() });
    assert!(update(&region, sea, &dataset).regions.is_empty(), "now it is what is chosen, and is let go of");
    let alibaba = dataset.find_company("alibaba").unwrap();
    let company = update(&reading, Action::ToggleCompany(alibaba), &dataset);
    assert_eq!(company, State { companies: vec![alibaba], ..region.clone() });
    let malaysia = dataset.find("malaysia").unwrap();
    let place = update(&reading, Action::ToggleRecord(malaysia), &dataset);
    assert_eq!((place.selected, place.left), (Some(malaysia), Some(read)));
    let back = update(&company, Action::ToggleRecord(read), &dataset);
    assert_eq!((back.selected, &back.regions, &back.kinds), (Some(read), &reading.regions, &reading.kinds));
    for (action, left) in [(Action::Deselect, None), (Action::Clear, None), (Action::SetLang(Lang::En), Some(read))] {
        assert_eq!(update(&region, action.clone(), &dataset).left, left, "{action:?}");
    }
}

/// The ids of what passes the filter, among claims.
fn passing(dataset: &Dataset, state: &State) -> Vec<String> {
    let focus = ResolvedFilter::new(state, dataset, None);
    let all = dataset.records.iter().enumerate();
    let claims = all.filter(|(_, record)| ClaimCategory::of(record).is_some());
    claims.filter(|(ix, record)| focus.passes(*ix as u32, record)).map(|(_, record)| record.id.to_string()).collect()
}

fn after(dataset: &Dataset, actions: &[Action]) -> State {
    actions.iter().cloned().fold(State::default(), |state, action| update(&state, action, dataset))
}

#[test]
fn clauses_are_met_together_and_within_one_any_will_do() {
    let dataset = tiny();
    let mark = |id: &str| Action::ToggleRegionInFilter(dataset.find_region(id).unwrap());
    let (sea, mideast) = (mark("sea"), mark("mideast"));
    assert_eq!(passing(&dataset, &after(&dataset, std::slice::from_ref(&sea))), ["event-alibaba-dc"]);
    let both = after(&dataset, &[mideast, sea.clone()]);
    assert!(both.regions.is_sorted());
    assert_eq!(passing(&dataset, &both), ["event-go-saudi", "event-alibaba-dc", "factor-localisation"]);
    let tencent = Action::ToggleCompanyInFilter(dataset.find_company("tencent").unwrap());
    assert_eq!(passing(&dataset, &update(&both, tencent.clone(), &dataset)), ["event-go-saudi"]);
    let nothing = after(&dataset, &[sea, tencent]);
    assert!(passing(&dataset, &nothing).is_empty());
    let focus = ResolvedFilter::new(&nothing, &dataset, None);
    let sea = dataset.find_region("sea").unwrap();
    assert_eq!(focus.of_region(sea), Some(Emphasis::Selected), "what was asked for stays in sight");
    let malaysia = dataset.find("malaysia").unwrap();
    assert!(!focus.passes(malaysia, dataset.record(malaysia)));
}

#[test]
fn what_the_filter_leaves_stands_plain_until_something_is_chosen() {
    let dataset = tiny();
    let state = after(&dataset, &[Action::ToggleKindInFilter(ClaimCategory::Policy)]);
    let focus = ResolvedFilter::new(&state, &dataset, None);
    assert!(focus.is_active());
    for (ix, record) in dataset.records.iter().enumerate().filter(|(_, record)| ClaimCategory::of(record).is_some()) {
        let left = focus.passes(ix as u32, record);
        assert_eq!(left, ClaimCategory::of(record) == Some(ClaimCategory::Policy), "{}", record.id);
        assert_eq!(focus.of(ix as u32, record), (!left).then_some(Emphasis::Muted), "{}", record.id);
    }
}

#[test]
fn a_period_leaves_what_falls_in_it_and_what_is_undated_out() {
    let dataset = tiny();
    let of = |text: &str| {
        let period = Period::parse(text).unwrap();
        passing(&dataset, &State { period, ..State::default() })
    };
    for (ix, record) in dataset.records.iter().enumerate().filter(|(_, record)| ClaimCategory::of(record).is_some()) {
        let all = of("0001..9999");
        assert_eq!(all.contains(&record.id.to_string()), record.date.is_some(), "{ix} {}", record.id);
    }
    assert!(of("2024-05..2024-05").contains(&"event-alibaba-dc".to_owned()), "a month meets itself");
    assert!(of("2024-05-31..").contains(&"event-alibaba-dc".to_owned()), "and its last day");
    assert!(!of("2024-06..").contains(&"event-alibaba-dc".to_owned()));
    assert!(!of("..2024-04").contains(&"event-alibaba-dc".to_owned()));
}

#[test]
fn the_words_asked_for_leave_what_was_found() {
    let dataset = tiny();
    let ix = dataset.find("event-talkie").unwrap();
    let mut found = BitSet::default();
    found.insert(ix);
    let state = after(&dataset, &[Action::SetText(" talkie\n".into())]);
    assert_eq!(&*state.text, "talkie");
    let focus = ResolvedFilter::new(&state, &dataset, Some(found.clone()));
    let left = dataset.records.iter().enumerate().filter(|(ix, record)| focus.passes(*ix as u32, record));
    assert!(left.clone().any(|(other, _)| other as u32 == ix));
    assert!(left.clone().all(|(other, record)| other as u32 == ix || ClaimCategory::of(record).is_none()));
    let nothing_asked = ResolvedFilter::new(&State::default(), &dataset, Some(found));
    assert!(!nothing_asked.is_active());
}

#[test]
fn what_is_typed_for_an_end_sets_it_or_as_an_interval_both() {
    let period = |text: &str| Period::parse(text).unwrap();
    let typed = |start: Period, end, text: &str| start.typed(end, text).map(|period| period.to_string());
    let open = Period::default();
    for (text, becomes) in [
        ("2024", "2024.."),
        (" 2024-05 ", "2024-05.."),
        ("2024-05-03", "2024-05-03.."),
        ("2024~", "2024.."),
        ("2023-10/2024-09", "2023-10..2024-09"),
        ("2024-01~/2024-03~", "2024-01..2024-03"),
        ("../2024-07", "..2024-07"),
        ("２０２４－０５～", "2024-05.."),
        ("", ".."),
    ] {
        assert_eq!(typed(open, End::From, text).as_deref(), Ok(becomes), "{text}");
    }
    assert_eq!(typed(open, End::To, "2024").as_deref(), Ok("..2024"));
    assert_eq!(typed(period("2023.."), End::To, "2024-02-29").as_deref(), Ok("2023..2024-02-29"));
    assert_eq!(typed(period("2023..2024"), End::To, "").as_deref(), Ok("2023.."));
    for (text, fault) in [
        ("last year", DateFault::Syntax),
        ("2024/05", DateFault::Syntax),
        ("2023-02-29", DateFault::NoSuchDay { days_in_month: 28 }),
        ("2024/2023", DateFault::Reversed),
        ("2022", DateFault::Reversed),
        ("2023~/2024", DateFault::HalfApproximate),
    ] {
        assert_eq!(period("2023..").typed(End::To, text), Err(fault), "{text}");
    }
}

#[test]
fn periods_are_offered_from_when_the_article_came_out() {
    let offered = |text: &str| Period::offered(text.parse().unwrap()).map(|period| period.to_string());
    assert_eq!(offered("2024-10-03"), ["2024..2024", "2023..2023", "2023-10..2024-09"]);
    for text in ["2024-01-31", "2024"] {
        assert_eq!(offered(text)[2], "2023-01..2023-12", "{text}");
    }
}

#[test]
fn a_period_that_runs_backwards_or_is_none_is_not_taken() {
    for text in
        ["", "..", "2024", "2024..2023", "2024-05-02..2024-05-01", "2024~..", "2024..2025..", "../..", "2024-13.."]
    {
        assert_eq!(Period::parse(text), None, "{text}");
    }
    for text in ["2024..", "..2024-05", "2024-05-03..2024", "2024..2024"] {
        assert_eq!(Period::parse(text).map(|period| period.to_string()).as_deref(), Some(text));
    }
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
        ("kind", "policy~nonsense"),
        ("t", "2024-02-30.."),
        ("t", "2024.."),
        ("q", "  "),
        ("q", "\u{fffd}"),
        ("view", "cinema"),
        ("view", "Maps"),
        ("d", "0123ABCG"),
        ("d", "0123abc"),
        ("embed", "yes"),
        ("sel", "sea"),
        ("sel", "event-talkie"),
        ("utm_source", "elsewhere"),
    ]);
    let (state, ignored) = from_query(&query, State::default(), &dataset);
    assert_eq!(state.regions, [dataset.find_region("sea").unwrap()]);
    assert_eq!(state.selected, dataset.find("event-talkie"));
    let names: Vec<&str> = ignored.iter().map(|ignored| ignored.name.as_str()).collect();
    assert_eq!(
        (state.kinds, state.period.to_string().as_str(), state.view),
        (vec![ClaimCategory::Policy], "2024..", View::Explore)
    );
    let expected =
        ["lang", "theme", "region", "company", "kind", "t", "q", "q", "view", "view", "d", "d", "embed", "sel"];
    assert_eq!(names, expected);
}

/// What an address is read as: the state, and the values that were named as not understood.
fn read(query: &[(&str, &str)], dataset: &Dataset) -> (State, Vec<String>) {
    let pairs: Vec<_> = query.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    let (state, ignored) = from_query(&pairs, State::default(), dataset);
    (state, ignored.into_iter().map(|ignored| ignored.value).collect())
}

#[test]
fn what_stands_twice_counts_once() {
    let dataset = tiny();
    let (state, ignored) = read(&[("view", "map"), ("view", "data"), ("q", "x"), ("q", "x")], &dataset);
    assert_eq!((state.view, ignored), (View::Map, vec!["data".to_owned(), "x".to_owned()]));
    let (state, ignored) = read(&[("company", "Huawai"), ("company", "huawei"), ("company", "alibaba")], &dataset);
    assert_eq!(state.companies, [dataset.find_company("huawei").unwrap()]);
    assert_eq!(ignored, ["Huawai", "alibaba"]);
    let (state, ignored) = read(&[("region", "sea~~latam")], &dataset);
    assert_eq!((state.regions.len(), ignored), (2, vec!["sea~~latam".to_owned()]));
}

#[test]
fn an_id_that_has_changed_is_understood_and_named() {
    let dataset = tiny();
    let minimax = dataset.find_company("minimax").unwrap();
    let query = [("company", "huawei~minimax-abroad"), ("region", "sea"), ("q", "minimax-abroad")];
    let (state, ignored) = read(&query, &dataset);
    assert!(state.companies.contains(&minimax) && state.companies.len() == 2);
    assert_eq!(ignored, Vec::<String>::new());
    let pairs = query.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(renamed_in(&pairs, &dataset), [("minimax-abroad".to_owned(), dataset.find("minimax").unwrap())]);
    assert_eq!(renamed_in(&[("company".to_owned(), "minimax".to_owned())], &dataset), []);
}

#[test]
fn words_that_were_cut_are_named() {
    let dataset = tiny();
    let long = "出".repeat(State::TEXT_CHARS + 1);
    let (state, ignored) = read(&[("q", &long)], &dataset);
    assert_eq!(state.text.chars().count(), State::TEXT_CHARS);
    assert_eq!(ignored, [long]);
    for well in ["a b", " 出海 ", "0123456789"] {
        assert_eq!(read(&[("q", well)], &dataset).1, Vec::<String>::new(), "{well}");
    }
}

#[test]
fn parameters_of_others_and_the_datasets_hash_are_no_fault() {
    let dataset = tiny();
    let (state, ignored) = read(&[("d", "0123abcd"), ("chapter", "money"), ("data", ""), ("Lang", "en")], &dataset);
    assert_eq!((state, ignored), (State::default(), Vec::new()));
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
        Just(Action::Deselect),
        (0u16..20).prop_map(Action::ToggleRegionInFilter),
        any::<u16>().prop_map(Action::ToggleCompanyInFilter),
        (0u16..12).prop_map(Action::ToggleCompanyInFilter),
        (0u32..60).prop_map(Action::ToggleRecordInFilter),
        proptest::sample::select(ClaimCategory::ALL).prop_map(Action::ToggleKindInFilter),
        proptest::sample::select(&Status::ALL[..]).prop_map(Action::ToggleStatusInFilter),
        Just(Action::SetStatuses(Status::DOUBTFUL.to_vec())),
        any::<u16>().prop_map(Action::GoToStep),
        (0u16..4).prop_map(Action::GoToStep),
        (0u16..4).prop_map(Action::LeaveStory),
        proptest::collection::vec(0u16..20, 0..5).prop_map(Action::SetRegions),
        proptest::sample::select(&FilterField::ALL[..]).prop_map(Action::ClearField),
        proptest::sample::select(&View::ALL[..]).prop_map(Action::SetView),
        any::<Box<str>>().prop_map(Action::SetText),
        (any_date(), any_date()).prop_map(|(from, to)| Action::SetPeriod(Period { from, to })),
        any::<bool>().prop_map(|zh| Action::SetLang(if zh { Lang::Zh } else { Lang::En })),
        prop_oneof![Just(Theme::Auto), Just(Theme::Light), Just(Theme::Dark)].prop_map(Action::SetTheme),
        prop_oneof![Just(LaneMode::Company), Just(LaneMode::Kind)].prop_map(Action::SetLanes),
        any::<bool>().prop_map(Action::SetVoyages),
        (any_number(), any_number(), any_number())
            .prop_map(|(zoom, x, y)| Action::MoveMap(MapCamera { zoom, centre: (x, y) })),
        (any_number(), any_number()).prop_map(|(from, to)| Action::MoveTime(TimeWindow { from, to })),
    ]
}

fn any_date() -> impl Strategy<Value = Option<Date>> {
    proptest::option::of(prop_oneof![
        (1400i16..2030).prop_map(Date::from_year),
        (2020i16..2026, 1u8..=12).prop_map(|(year, month)| Date::from_month(year, month)),
        (2020i16..2026, 1u8..=12, 1u8..=28).prop_map(|(year, month, day)| Date::from_day(year, month, day)),
    ])
}

/// A state reached by doing things.
fn reached(actions: Vec<Action>, dataset: &Dataset) -> State {
    actions.into_iter().fold(State::default(), |state, action| update(&state, action, dataset))
}

/// What the browser makes of an escaped value.
fn unescaped(value: &str) -> String {
    let mut parts = value.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).unwrap()
}

/// Every option of a clause, each as a state that asks for it alone.
fn options(clause: FilterField, dataset: &Dataset) -> Vec<State> {
    let plain = State::default;
    match clause {
        FilterField::Regions => {
            (0..dataset.regions.len()).map(|ix| State { regions: vec![ix as u16], ..plain() }).collect()
        }
        FilterField::Companies => {
            (0..dataset.companies.len()).map(|ix| State { companies: vec![ix as u16], ..plain() }).collect()
        }
        FilterField::Kinds => ClaimCategory::ALL.iter().map(|kind| State { kinds: vec![*kind], ..plain() }).collect(),
        FilterField::Statuses => Status::ALL.map(|status| State { statuses: vec![status], ..plain() }).to_vec(),
        FilterField::Period => {
            let periods = Period::offered("2024-10-03".parse().unwrap());
            periods.map(|period| State { period, ..plain() }).to_vec()
        }
        FilterField::Text => Vec::new(),
    }
}

proptest! {
    #[test]
    fn an_option_counts_what_would_pass_with_it_alone_in_its_clause(
        actions in proptest::collection::vec(any_action(), 0..12),
        found in proptest::option::of(proptest::collection::vec(0u32..60, 0..40)),
    ) {
        let dataset = tiny();
        let state = reached(actions, &dataset);
        let found = found.map(|found| {
            let mut set = BitSet::default();
            found.into_iter().for_each(|ix| set.insert(ix));
            set
        });
        let focus = ResolvedFilter::new(&state, &dataset, found.clone());
        for clause in FilterField::ALL {
            let options = options(clause, &dataset);
            for (option, count) in options.iter().zip(focus.counts(&state, clause, &options, &dataset)) {
                let mut asked = state.clone();
                match clause {
                    FilterField::Regions => asked.regions = option.regions.clone(),
                    FilterField::Companies => asked.companies = option.companies.clone(),
                    FilterField::Kinds => asked.kinds = option.kinds.clone(),
                    FilterField::Statuses => asked.statuses = option.statuses.clone(),
                    FilterField::Period => asked.period = option.period,
                    FilterField::Text => {}
                }
                let focus = ResolvedFilter::new(&asked, &dataset, found.clone());
                let claims = dataset.records.iter().enumerate().filter(|(_, record)| ClaimCategory::of(record).is_some());
                let passing = claims.filter(|(ix, record)| focus.passes(*ix as u32, record)).count();
                prop_assert_eq!(count, passing, "{:?} of {:?}", option, state);
            }
        }
    }

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
        prop_assert!(state.regions.is_sorted() && state.companies.is_sorted() && state.kinds.is_sorted());
        prop_assert!(state.statuses.is_sorted() && usize::from(state.step) < dataset.story.len().max(1));
        prop_assert!(state.period.is_valid() && state.text.trim() == &*state.text);
        // Asking about it is total; words count once they were searched for.
        let focus = ResolvedFilter::new(&state, &dataset, None);
        let asked = state.clauses().any(|clause| clause != FilterField::Text);
        prop_assert_eq!(focus.is_active(), asked || state.selected.is_some());
        for (ix, record) in dataset.records.iter().enumerate() {
            let (passes, emphasis) = (focus.passes(ix as u32, record), focus.of(ix as u32, record));
            prop_assert!(asked || passes);
            // What does not pass is never plain.
            prop_assert!(passes || emphasis.is_some());
        }
    }

    #[test]
    fn the_address_brings_back_the_choice(actions in proptest::collection::vec(any_action(), 0..20), zh in any::<bool>()) {
        let dataset = tiny();
        let state = reached(actions, &dataset);
        let default_lang = if zh { Lang::Zh } else { Lang::En };
        let query = to_query(&state, &dataset, default_lang);
        prop_assert!(query.chars().all(|c| c.is_ascii_alphanumeric() || "-._~=&%".contains(c)), "{} needs escaping", query);
        let pairs: Vec<(String, String)> = query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), unescaped(value)))
            .collect();
        let initial = State { lang: default_lang, ..State::default() };
        let (read, ignored) = from_query(&pairs, initial, &dataset);
        prop_assert_eq!(ignored, Vec::new());
        // What the address does not carry is as it is at the start.
        let State { left, lanes, voyages, map, time, .. } = State::default();
        prop_assert_eq!(read, State { left, lanes, voyages, map, time, ..state });
    }

    #[test]
    fn any_address_gives_a_state(
        pairs in proptest::collection::vec(
            ("lang|theme|region|company|kind|status|t|q|embed|sel|view|step|d|.{0,8}",
                "sea|sea~latam|contested~derived|money|event-talkie|alibaba|en|dark|data|1|0123abcd|policy~launch|20[0-9]{2}(-1[0-2])?\\.\\.(2024-0[1-9])?|.{0,20}",), 0..8,
        )
    ) {
        let dataset = tiny();
        let (state, ignored) = from_query(&pairs, State::default(), &dataset);
        prop_assert!(ignored.iter().all(|ignored| pairs.contains(&(ignored.name.clone(), ignored.value.clone()))));
        prop_assert!(state.regions.is_sorted() && state.companies.is_sorted());
        let _ = ResolvedFilter::new(&state, &dataset, None);
    }
}

#[test]
fn a_filter_that_nothing_meets_says_what_each_clause_keeps_away() {
    let dataset = tiny();
    let ways = |state: &State| ResolvedFilter::new(state, &dataset, None).relaxations(state, &dataset);
    assert_eq!(ways(&State::default()), None);
    let mideast = region(&dataset, "mideast");
    let all = ResolvedFilter::new(&mideast, &dataset, None).statements(&dataset);
    assert!(all > 0);
    assert_eq!(ways(&mideast), None, "something passes");
    // Long before anything was said of anywhere.
    let early = update(&mideast, Action::SetPeriod(Period::parse("1901..1902").unwrap()), &dataset);
    assert_eq!(ways(&early), Some(vec![(FilterField::Regions, 0), (FilterField::Period, all)]));
    let back = update(&early, Action::ClearField(FilterField::Period), &dataset);
    assert_eq!(ways(&back), None);
}
