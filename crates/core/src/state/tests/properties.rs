//! Properties of `update`, the address and the filter over any actions and any input.

use proptest::prelude::*;

use super::*;

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

/// The browser's decoding of an escaped value.
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
        FilterField::Regions => (0..dataset.regions.len())
            .map(|ix| State { filter: Filter { regions: vec![ix as u16], ..plain().filter.clone() }, ..plain() })
            .collect(),
        FilterField::Companies => (0..dataset.companies.len())
            .map(|ix| State { filter: Filter { companies: vec![ix as u16], ..plain().filter.clone() }, ..plain() })
            .collect(),
        FilterField::Kinds => ClaimCategory::ALL
            .iter()
            .map(|kind| State { filter: Filter { kinds: vec![*kind], ..plain().filter.clone() }, ..plain() })
            .collect(),
        FilterField::Statuses => Status::ALL
            .map(|status| State { filter: Filter { statuses: vec![status], ..plain().filter.clone() }, ..plain() })
            .to_vec(),
        FilterField::Period => {
            let periods = Period::offered("2024-10-03".parse().unwrap());
            periods.map(|period| State { filter: Filter { period, ..plain().filter.clone() }, ..plain() }).to_vec()
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
        let resolved = ResolvedFilter::new(&state, &dataset, found.clone());
        for clause in FilterField::ALL {
            let options = options(clause, &dataset);
            for (option, count) in options.iter().zip(resolved.counts(&state, clause, &options, &dataset)) {
                let mut asked = state.clone();
                match clause {
                    FilterField::Regions => asked.filter.regions = option.filter.regions.clone(),
                    FilterField::Companies => asked.filter.companies = option.filter.companies.clone(),
                    FilterField::Kinds => asked.filter.kinds = option.filter.kinds.clone(),
                    FilterField::Statuses => asked.filter.statuses = option.filter.statuses.clone(),
                    FilterField::Period => asked.filter.period = option.filter.period,
                    FilterField::Text => {}
                }
                let resolved = ResolvedFilter::new(&asked, &dataset, found.clone());
                let claims = dataset.records.iter().enumerate().filter(|(_, record)| ClaimCategory::of(record).is_some());
                let passing = claims.filter(|(ix, record)| resolved.passes(*ix as u32, record)).count();
                prop_assert_eq!(count, passing, "{:?} of {:?}", option, state);
            }
        }
    }

    #[test]
    fn whatever_is_done_the_state_stays_in_bounds(actions in proptest::collection::vec(any_action(), 0..30)) {
        let dataset = tiny();
        let state = reached(actions, &dataset);
        let (low, high) = MapCamera::CENTRE;
        let (x, y) = state.cameras.map.centre;
        prop_assert!((1.0..=MapCamera::MAX_ZOOM).contains(&state.cameras.map.zoom));
        prop_assert!((low..=high).contains(&x) && (low..=high).contains(&y));
        prop_assert!(state.cameras.time.from >= 0.0 && state.cameras.time.to <= 1.0);
        prop_assert!(state.cameras.time.to - state.cameras.time.from >= TimeWindow::MIN_SPAN - 1e-12);
        prop_assert!(state.filter.regions.iter().all(|ix| usize::from(*ix) < dataset.regions.len()));
        prop_assert!(state.filter.companies.iter().all(|ix| usize::from(*ix) < dataset.companies.len()));
        prop_assert!(state.selection.record.is_none_or(|ix| (ix as usize) < dataset.records.len()));
        prop_assert!(state.filter.regions.is_sorted() && state.filter.companies.is_sorted() && state.filter.kinds.is_sorted());
        prop_assert!(state.filter.statuses.is_sorted() && usize::from(state.page.step) < dataset.story.len().max(1));
        prop_assert!(state.filter.period.is_valid() && state.filter.text.trim() == &*state.filter.text);
        // Asking about it is total; words count once they were searched for.
        let resolved = ResolvedFilter::new(&state, &dataset, None);
        let asked = state.filter.fields().any(|clause| clause != FilterField::Text);
        prop_assert_eq!(resolved.is_active(), asked || state.selection.record.is_some());
        for (ix, record) in dataset.records.iter().enumerate() {
            let (passes, emphasis) = (resolved.passes(ix as u32, record), resolved.of(ix as u32, record));
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
        let initial = State { page: PageState { lang: default_lang, ..PageState::default() }, ..State::default() };
        let (read, ignored) = from_query(&pairs, initial, &dataset);
        prop_assert_eq!(ignored, Vec::new());
        // What the address does not carry is as it is at the start.
        let selection = Selection { previous: None, ..state.selection };
        prop_assert_eq!(read, State { selection, cameras: Cameras::default(), ..state });
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
        prop_assert!(state.filter.regions.is_sorted() && state.filter.companies.is_sorted());
        let _ = ResolvedFilter::new(&state, &dataset, None);
    }
}
