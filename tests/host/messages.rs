//! Messages of a host: any of them changes what is shown and nothing else. And the lists that `embed.js` shares with the
//! page.

use chuhai::messages::{Change, HostRequest, MAX_QUERY_BYTES, parse_request, parse_sizer_init, requested_state};
use chuhai::share::SANDBOX;
use chuhai_core::dataset::package::fixture;
use chuhai_core::state::{
    Cameras, Filter, LaneMode, MapCamera, PARAMS, PageState, Param, State, Theme, TimeWindow, View, from_query,
};
use chuhai_core::text::{Lang, phrases};
use proptest::prelude::*;

use crate::tree::read;

/// A state with nothing at its default that no message may touch.
fn now() -> State {
    State {
        page: PageState { embed: true, ..PageState::default() },
        cameras: Cameras {
            lanes: LaneMode::Kind,
            voyages: true,
            map: MapCamera { zoom: 3.0, centre: (0.25, 0.75) },
            time: TimeWindow { from: 0.25, to: 0.5 },
        },
        ..State::default()
    }
}

fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(&PARAMS[..]).prop_map(|param| param.name.to_owned()),
        proptest::sample::select(&["data", "n", "__proto__", "src", "on"][..]).prop_map(str::to_owned),
        any::<String>(),
    ]
}

fn any_value() -> impl Strategy<Value = String> {
    let known =
        ["sea", "money", "en", "dark", "map", "1", "0", "launch", "2024..", "event-talkie", "00000000", "x~sea"];
    prop_oneof![proptest::sample::select(known.to_vec()).prop_map(str::to_owned), any::<String>()]
}

proptest! {
    #[test]
    fn any_query_changes_what_is_shown_and_nothing_else(
        pairs in proptest::collection::vec((any_name(), any_value()), 0..12),
    ) {
        let dataset = fixture::tiny();
        let now = now();
        let (state, ignored) = requested_state(&pairs, &now, &dataset);
        prop_assert_eq!((state.page.embed, state.cameras.lanes, state.cameras.voyages), (now.page.embed, now.cameras.lanes, now.cameras.voyages));
        prop_assert_eq!((state.cameras.map, state.cameras.time, state.selection.previous), (now.cameras.map, now.cameras.time, None));
        prop_assert!(state.filter.text.chars().count() <= Filter::TEXT_CHARS);
        prop_assert!(ignored.iter().all(|ignored| Param::find(&ignored.name).is_some_and(|param| param.in_embed)), "{:?}", ignored);
        // What is said back leads to the same picture.
        let said = Change::new(&state, &dataset, Lang::Zh).message().to_json();
        let query = said.split("\"query\":\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a query");
        prop_assert!(!query.contains("embed") && !query.contains("data="), "{}", query);
        if state.filter.text.is_empty() {
            let pairs_back: Vec<_> = query.split('&').filter_map(|part| part.split_once('=')).collect();
            let pairs_back: Vec<_> = pairs_back.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            let (again, ignored) = from_query(&pairs_back, State { page: PageState { lang: Lang::Zh, ..now.page }, ..now }, &dataset);
            prop_assert_eq!(again, state);
            prop_assert_eq!(ignored, Vec::new());
        }
    }

    #[test]
    fn any_object_is_one_of_two_or_nothing(
        kind in proptest::option::of(prop_oneof![Just("chuhai:set".to_owned()), Just("chuhai:get".to_owned()), any::<String>()]),
        query in proptest::option::of(any::<String>()),
    ) {
        match parse_request(kind.as_deref(), query.as_deref()) {
            Some(HostRequest::Get) => prop_assert_eq!(kind.as_deref(), Some("chuhai:get")),
            Some(HostRequest::Set { query: set }) => {
                prop_assert_eq!((kind.as_deref(), query.as_deref()), (Some("chuhai:set"), Some(set)));
                prop_assert!(set.len() <= MAX_QUERY_BYTES);
            }
            Some(HostRequest::ReportSizes { .. }) => prop_assert!(false, "an object is no greeting"),
            None => {}
        }
    }

    #[test]
    fn any_text_is_a_greeting_with_a_plain_name_or_nothing(
        text in any::<String>(),
        parts in proptest::collection::vec("true|false|8|[a-z.:_<\" -]{0,70}", 0..6),
    ) {
        for text in [text, format!("[iFrameSizer]{}", parts.join(":"))] {
            if let Some(request) = parse_sizer_init(&text) {
                let HostRequest::ReportSizes { id } = request else { panic!("{request:?}") };
                prop_assert!(!id.is_empty() && id.len() <= 64);
                prop_assert!(id.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)), "{}", id);
            }
        }
    }
}

#[test]
fn our_element_knows_what_the_page_knows() {
    let script = read("embed/embed.js");
    for lang in Lang::ALL {
        assert!(script.contains(&format!("{}: \"{}\"", lang.code(), phrases::PAGE_TITLE.get(lang))), "{}", lang.code());
    }
    assert!(script.contains(&format!("\"{SANDBOX}\"")), "another sandbox than that of the Share panel's markup");
    let listed = script.split_once("const STATE = [").and_then(|(_, rest)| rest.split_once(']')).expect("a list").0;
    let mut listed: Vec<&str> = listed.split(", ").map(|name| name.trim_matches('"')).collect();
    let mut params: Vec<&str> = PARAMS.iter().filter(|param| param.in_embed).map(|param| param.name).collect();
    listed.sort_unstable();
    params.sort_unstable();
    assert_eq!(listed, params);
}

#[test]
fn the_script_before_the_first_paint_knows_the_parameters() {
    let script = read("shell/prepaint.js");
    let list = |words: Vec<&str>| words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ");
    let choices = list(PARAMS.iter().filter(|param| param.is_choice).map(|param| param.name).collect());
    assert!(script.contains(&format!("[{choices}].some(")), "{choices}");
    assert_eq!(Theme::ALL[0], Theme::default(), "the first is that of a page whose address names none");
    let themes = list(Theme::ALL[1..].iter().map(|theme| theme.id()).collect());
    assert!(script.contains(&format!("take(\"theme\", [{themes}]);")), "{themes}");
    assert_eq!(View::ALL[0], View::default(), "the first is what the page is prerendered as");
    let views = list(View::ALL[1..].iter().map(|view| view.id()).collect());
    assert!(script.contains(&format!("take(\"view\", [{views}]);")), "{views}");
    for call in ["parameter(\"", "take(\""] {
        let names: Vec<&str> = script.split(call).skip(1).filter_map(|word| word.split('"').next()).collect();
        assert!(names.len() > 2, "the script has no {call}");
        for name in names {
            assert!(name == "data" || Param::find(name).is_some(), "{name} is no parameter");
        }
    }
}

#[test]
fn our_element_needs_no_inline_style_no_markup_and_no_module() {
    let script = read("embed/embed.js");
    for word in
        ["innerHTML", "insertAdjacentHTML", "document.write", "eval(", "import", "export ", "setAttribute(\"style"]
    {
        assert!(!script.contains(word), "embed.js has {word}");
    }
}

#[test]
fn the_sample_post_is_strict_and_its_links_lead_somewhere() {
    let post = read("embed/demo.html");
    assert!(!post.contains(" style=") && !post.contains("<style") && !post.contains("unsafe"));
    assert!(post.contains(&format!("sandbox=\"{SANDBOX}\"")), "the plain frame has the Share panel's sandbox");
    let (dataset, links) = (crate::data::compiled().dataset, post.matches("data-chuhai=\"chuhai\">").count());
    let mut driven = 0;
    for query in post.split("./?").skip(1).filter_map(|rest| rest.split('"').next()) {
        let pairs: Vec<(String, String)> = query
            .split("&amp;")
            .filter_map(|part| part.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let (_, ignored) = from_query(&pairs, State::default(), &dataset);
        assert_eq!(ignored, [], "{query}");
        driven += usize::from(pairs.len() > 1);
    }
    // The two of the plain frame are driven by nobody.
    assert!(links >= 12 && driven >= links, "{links} links, {driven} addresses");
}
