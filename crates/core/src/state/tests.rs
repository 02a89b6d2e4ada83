//! Totality and bounds of `update`, round trips of the address, and emphasis, on the fixture.

mod properties;

use super::*;
use crate::dataset::package::fixture::tiny;
use crate::dataset::{Dataset, Kind, Status};
use crate::date::{Date, DateFault};

/// The emphasis of every record under a choice, as the ids of those selected and of those related.
fn emphasized(dataset: &Dataset, state: &State) -> (Vec<String>, Vec<String>) {
    let resolved = ResolvedFilter::new(state, dataset, None);
    let ids = |wanted| {
        let all = dataset.records.iter().enumerate();
        all.filter(|(ix, record)| resolved.of(*ix as u32, record) == Some(wanted))
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
    let resolved = ResolvedFilter::new(&State::default(), &dataset, None);
    assert!(!resolved.is_active());
    assert!(dataset.records.iter().enumerate().all(|(ix, record)| resolved.of(ix as u32, record).is_none()));
    assert_eq!((resolved.of_region(0), resolved.of_place(0), resolved.of_company(0)), (None, None, None));
}

#[test]
fn a_region_selects_what_names_it_or_happens_in_its_places() {
    let dataset = tiny();
    let (selected, related) = emphasized(&dataset, &region(&dataset, "sea"));
    assert_eq!(selected, ["sea", "malaysia", "event-alibaba-dc"]);
    // The announcement's company and other countries, and the rest of what that company does.
    assert_eq!(related, ["latam", "eastasia", "korea", "mexico", "alibaba", "event-model-studio"]);
}

#[test]
fn a_region_without_events_selects_itself_and_mutes_the_rest() {
    let dataset = tiny();
    let (selected, related) = emphasized(&dataset, &region(&dataset, "ssafrica"));
    assert_eq!(selected, ["ssafrica"]);
    assert_eq!(related, ["africa"]);
}

#[test]
fn a_grouping_selects_the_shapes_it_is_made_of() {
    let dataset = tiny();
    let (selected, related) = emphasized(&dataset, &region(&dataset, "africa"));
    assert_eq!(selected, ["nafrica", "ssafrica", "africa", "event-huawei-430m"]);
    assert_eq!(related, ["huawei", "factor-localisation", "quote-open-source"]);
}

#[test]
fn one_part_of_a_grouping_only_relates_what_names_the_whole() {
    let dataset = tiny();
    let (selected, related) = emphasized(&dataset, &region(&dataset, "europe"));
    assert_eq!(selected, ["europe", "factor-localisation"]);
    assert_eq!(related, ["western", "capcut", "event-capcut-ai", "event-talkie"]);
}

#[test]
fn all_parts_of_a_grouping_are_the_grouping() {
    let dataset = tiny();
    let mut regions = ["namerica", "europe"].map(|id| dataset.find_region(id).unwrap()).to_vec();
    regions.sort_unstable();
    let both = State { filter: Filter { regions, ..Filter::default() }, ..State::default() };
    assert_eq!(
        emphasized(&dataset, &both).0,
        ["europe", "namerica", "western", "capcut", "event-capcut-ai", "event-talkie", "factor-localisation",]
    );
}

#[test]
fn a_company_selects_its_units_and_relates_its_partners_and_places() {
    let dataset = tiny();
    let (selected, related) = emphasized(&dataset, &company(&dataset, "tencent"));
    assert_eq!(selected, ["tencent", "tencent-cloud", "event-go-saudi"]);
    assert_eq!(related, ["mideast", "saudi-arabia", "mobily"]);
    let resolved = ResolvedFilter::new(&company(&dataset, "tencent"), &dataset, None);
    assert_eq!(resolved.of_company(dataset.find_company("huawei").unwrap()), Some(Emphasis::Muted));
}

#[test]
fn a_record_selects_itself_alone() {
    let dataset = tiny();
    let (selected, related) = emphasized(&dataset, &record(&dataset, "event-alibaba-dc"));
    assert_eq!(selected, ["event-alibaba-dc"]);
    assert_eq!(related, ["sea", "latam", "eastasia", "korea", "malaysia", "mexico", "alibaba", "event-model-studio"]);
}

#[test]
fn what_belongs_together_is_related_both_ways() {
    let dataset = tiny();
    assert_eq!(emphasized(&dataset, &record(&dataset, "article-2024h1")).1, ["metric-funding-drop", "article-2021"]);
    assert_eq!(emphasized(&dataset, &record(&dataset, "article-2021")).1, ["metric-funding-drop", "article-2024h1"]);
    assert_eq!(emphasized(&dataset, &record(&dataset, "tc260-rule")).1, ["event-tc260"]);
}

#[test]
fn a_place_gathers_what_happened_there() {
    let dataset = tiny();
    let (selected, related) = emphasized(&dataset, &record(&dataset, "saudi-arabia"));
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
    assert_eq!(emphasized(&dataset, &record(&dataset, "china")), (vec!["china".to_owned()], Vec::new()));
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
    assert_eq!((&second.filter.regions, second.selection.record), (&first.filter.regions, Some(talkie)));
    let third = update(&second, Action::ToggleCompany(0), &dataset);
    assert_eq!(
        (&third.filter.regions, third.filter.companies.as_slice(), third.selection.record),
        (&first.filter.regions, &[0][..], None)
    );
    let fourth = update(&third, Action::ToggleRegion(dataset.find_region("latam").unwrap()), &dataset);
    assert_eq!((fourth.filter.regions.len(), fourth.filter.companies.as_slice()), (1, &[0][..]));
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
    assert_eq!(region, State { selection: Selection { record: None, previous: Some(read) }, ..reading.clone() });
    assert!(update(&region, sea, &dataset).filter.regions.is_empty(), "now it is what is chosen, and is let go of");
    let alibaba = dataset.find_company("alibaba").unwrap();
    let company = update(&reading, Action::ToggleCompany(alibaba), &dataset);
    assert_eq!(
        company,
        State { filter: Filter { companies: vec![alibaba], ..region.clone().filter.clone() }, ..region.clone() }
    );
    let malaysia = dataset.find("malaysia").unwrap();
    let place = update(&reading, Action::ToggleRecord(malaysia), &dataset);
    assert_eq!((place.selection.record, place.selection.previous), (Some(malaysia), Some(read)));
    let back = update(&company, Action::ToggleRecord(read), &dataset);
    assert_eq!(
        (back.selection.record, &back.filter.regions, &back.filter.kinds),
        (Some(read), &reading.filter.regions, &reading.filter.kinds)
    );
    for (action, left) in [(Action::Deselect, None), (Action::Clear, None), (Action::SetLang(Lang::En), Some(read))] {
        assert_eq!(update(&region, action.clone(), &dataset).selection.previous, left, "{action:?}");
    }
}

/// The ids of what passes the filter, among claims.
fn passing(dataset: &Dataset, state: &State) -> Vec<String> {
    let resolved = ResolvedFilter::new(state, dataset, None);
    let all = dataset.records.iter().enumerate();
    let claims = all.filter(|(_, record)| ClaimCategory::of(record).is_some());
    claims.filter(|(ix, record)| resolved.passes(*ix as u32, record)).map(|(_, record)| record.id.to_string()).collect()
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
    assert!(both.filter.regions.is_sorted());
    assert_eq!(passing(&dataset, &both), ["event-go-saudi", "event-alibaba-dc", "factor-localisation"]);
    let tencent = Action::ToggleCompanyInFilter(dataset.find_company("tencent").unwrap());
    assert_eq!(passing(&dataset, &update(&both, tencent.clone(), &dataset)), ["event-go-saudi"]);
    let nothing = after(&dataset, &[sea, tencent]);
    assert!(passing(&dataset, &nothing).is_empty());
    let resolved = ResolvedFilter::new(&nothing, &dataset, None);
    let sea = dataset.find_region("sea").unwrap();
    assert_eq!(resolved.of_region(sea), Some(Emphasis::Selected), "what was asked for stays in sight");
    let malaysia = dataset.find("malaysia").unwrap();
    assert!(!resolved.passes(malaysia, dataset.record(malaysia)));
}

#[test]
fn what_the_filter_leaves_stands_plain_until_something_is_chosen() {
    let dataset = tiny();
    let state = after(&dataset, &[Action::ToggleKindInFilter(ClaimCategory::Policy)]);
    let resolved = ResolvedFilter::new(&state, &dataset, None);
    assert!(resolved.is_active());
    for (ix, record) in dataset.records.iter().enumerate().filter(|(_, record)| ClaimCategory::of(record).is_some()) {
        let left = resolved.passes(ix as u32, record);
        assert_eq!(left, ClaimCategory::of(record) == Some(ClaimCategory::Policy), "{}", record.id);
        assert_eq!(resolved.of(ix as u32, record), (!left).then_some(Emphasis::Muted), "{}", record.id);
    }
}

#[test]
fn a_period_leaves_what_falls_in_it_and_what_is_undated_out() {
    let dataset = tiny();
    let of = |text: &str| {
        let period = Period::parse(text).unwrap();
        passing(&dataset, &State { filter: Filter { period, ..Filter::default() }, ..State::default() })
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
    assert_eq!(&*state.filter.text, "talkie");
    let resolved = ResolvedFilter::new(&state, &dataset, Some(found.clone()));
    let left = dataset.records.iter().enumerate().filter(|(ix, record)| resolved.passes(*ix as u32, record));
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
    assert_eq!(state.filter.regions, [dataset.find_region("sea").unwrap()]);
    assert_eq!(state.selection.record, dataset.find("event-talkie"));
    let names: Vec<&str> = ignored.iter().map(|ignored| ignored.name.as_str()).collect();
    assert_eq!(
        (state.filter.kinds, state.filter.period.to_string().as_str(), state.page.view),
        (vec![ClaimCategory::Policy], "2024..", View::Explore)
    );
    let expected =
        ["lang", "theme", "region", "company", "kind", "t", "q", "q", "view", "view", "d", "d", "embed", "sel"];
    assert_eq!(names, expected);
}

/// The state that an address describes, and the values that were ignored.
fn read(query: &[(&str, &str)], dataset: &Dataset) -> (State, Vec<String>) {
    let pairs: Vec<_> = query.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    let (state, ignored) = from_query(&pairs, State::default(), dataset);
    (state, ignored.into_iter().map(|ignored| ignored.value).collect())
}

#[test]
fn what_stands_twice_counts_once() {
    let dataset = tiny();
    let (state, ignored) = read(&[("view", "map"), ("view", "data"), ("q", "x"), ("q", "x")], &dataset);
    assert_eq!((state.page.view, ignored), (View::Map, vec!["data".to_owned(), "x".to_owned()]));
    let (state, ignored) = read(&[("company", "Huawai"), ("company", "huawei"), ("company", "alibaba")], &dataset);
    assert_eq!(state.filter.companies, [dataset.find_company("huawei").unwrap()]);
    assert_eq!(ignored, ["Huawai", "alibaba"]);
    let (state, ignored) = read(&[("region", "sea~~latam")], &dataset);
    assert_eq!((state.filter.regions.len(), ignored), (2, vec!["sea~~latam".to_owned()]));
}

#[test]
fn an_id_that_has_changed_is_understood_and_named() {
    let dataset = tiny();
    let minimax = dataset.find_company("minimax").unwrap();
    let query = [("company", "huawei~minimax-abroad"), ("region", "sea"), ("q", "minimax-abroad")];
    let (state, ignored) = read(&query, &dataset);
    assert!(state.filter.companies.contains(&minimax) && state.filter.companies.len() == 2);
    assert_eq!(ignored, Vec::<String>::new());
    let pairs = query.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(renamed_in(&pairs, &dataset), [("minimax-abroad".to_owned(), dataset.find("minimax").unwrap())]);
    assert_eq!(renamed_in(&[("company".to_owned(), "minimax".to_owned())], &dataset), []);
}

#[test]
fn words_that_were_cut_are_named() {
    let dataset = tiny();
    let long = "出".repeat(Filter::TEXT_CHARS + 1);
    let (state, ignored) = read(&[("q", &long)], &dataset);
    assert_eq!(state.filter.text.chars().count(), Filter::TEXT_CHARS);
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
