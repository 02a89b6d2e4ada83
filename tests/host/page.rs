//! The page's components, rendered to text on the host, on the fixture.

use chuhai::app::{App, AppProps};
use chuhai::choice::{ChosenRecords, announcement, announcement_of_all};
use chuhai::components::hit_targets::{Items, ItemsProps};
use chuhai::components::panel::{Panel, PanelProps};
use chuhai::lazy_details::LazyDetails;
use chuhai::link_report::{LinkReport, RefusedDataset};
use chuhai::page::Page;
use chuhai::prerender::figures::Figures;
use chuhai::ptr_eq_rc::PtrEqRc;
use chuhai::render_mode::RenderMode;
use chuhai::text_measures::TextMeasures;
use chuhai_charts::map::{self, MapBase};
use chuhai_charts::measure::FixedMeasure;
use chuhai_charts::scene::{Scene, Size};
use chuhai_charts::timeline::{self, TimelineIndex};
use chuhai_core::dataset::package::fixture;
use chuhai_core::dataset::{Dataset, Details, Kind, RecordIx};
use chuhai_core::format;
use chuhai_core::state::{Action, IgnoredParam, PageState, ResolvedFilter, State, from_query, update};
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

/// The text of a component. Two spaces of escaped markup are left as they are.
pub fn render<C>(props: C::Properties) -> String
where
    C: BaseComponent,
{
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let local = tokio::task::LocalSet::new();
    let renderer = yew::LocalServerRenderer::<C>::with_props(props).hydratable(false);
    local.block_on(&runtime, renderer.render())
}

/// Properties of [`InPage`].
#[derive(Properties, PartialEq)]
struct InPageProps {
    page: Page,
    children: Html,
}

/// A component with its page as the context.
#[component]
fn InPage(InPageProps { page, children }: &InPageProps) -> Html {
    html! { <ContextProvider<Page> context={page.clone()}>{ children.clone() }</ContextProvider<Page>> }
}

/// A page in `lang`.
pub fn page_of(dataset: PtrEqRc<Dataset>, lang: Lang) -> Page {
    Page { dataset, lang, ..Page::default() }
}

/// The text of a component within `page`.
pub fn render_in<C>(page: Page, props: C::Properties) -> String
where
    C: BaseComponent,
{
    render::<InPage>(InPageProps { page, children: html! { <C ..props /> } })
}

fn measures() -> PtrEqRc<TextMeasures> {
    PtrEqRc::new(TextMeasures { zh: Box::new(FixedMeasure), en: Box::new(FixedMeasure) })
}

fn pairs(query: &[(&str, &str)]) -> Vec<(String, String)> {
    query.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
}

fn state_of(query: &[(&str, &str)], lang: Lang, dataset: &Dataset) -> (State, Vec<IgnoredParam>) {
    from_query(&pairs(query), State { page: PageState { lang, ..PageState::default() }, ..State::default() }, dataset)
}

pub fn render_app(query: &[(&str, &str)], lang: Lang) -> String {
    render_app_after(None, None, query, lang)
}

pub fn render_app_after(
    details: Option<Details>,
    refused: Option<RefusedDataset>,
    query: &[(&str, &str)],
    lang: Lang,
) -> String {
    render_app_of(fixture::tiny(), details, refused, query, lang)
}

pub fn render_app_of(
    dataset: Dataset,
    details: Option<Details>,
    refused: Option<RefusedDataset>,
    query: &[(&str, &str)],
    lang: Lang,
) -> String {
    let (initial, ignored) = state_of(query, lang, &dataset);
    let link = PtrEqRc::new(LinkReport::new(&pairs(query), ignored, refused, &dataset));
    render::<App>(AppProps {
        is_framed: false,
        mode: RenderMode::Interactive,
        figures: Figures::default(),
        dataset: PtrEqRc::new(dataset),
        details: details.map(PtrEqRc::new),
        details_address: None,
        story_text: None,
        is_past_first_step: false,
        initial,
        default_lang: lang,
        link,
        measures: measures(),
    })
}

fn choice_of(query: &[(&str, &str)], dataset: &Dataset) -> Option<ChosenRecords> {
    let (state, ignored) = state_of(query, Lang::En, dataset);
    assert_eq!(ignored, []);
    ChosenRecords::new(dataset, &state, &ResolvedFilter::new(&state, dataset, None))
}

/// The details when they have come.
pub fn come() -> LazyDetails {
    LazyDetails {
        details: Some(PtrEqRc::new(fixture::tiny_details())),
        story: None,
        missing: false,
        fetch: Callback::noop(),
    }
}

/// The details before they come, or when they could not be had.
pub fn not_come(missing: bool) -> LazyDetails {
    LazyDetails { details: None, story: None, missing, fetch: Callback::noop() }
}

fn render_panel(query: &[(&str, &str)], lang: Lang) -> String {
    render_panel_with(come(), query, lang)
}

fn render_panel_with(details: LazyDetails, query: &[(&str, &str)], lang: Lang) -> String {
    let dataset = fixture::tiny();
    let choice = choice_of(query, &dataset).map(PtrEqRc::new);
    render_in::<Panel>(page_of(PtrEqRc::new(dataset), lang), PanelProps { details, choice })
}

pub fn count(text: &str, part: &str) -> usize {
    text.matches(part).count()
}

/// Escapes text for markup.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[test]
fn the_page_has_one_h1_and_its_sections_in_both_languages() {
    for lang in Lang::ALL {
        let page = render_app(&[], lang);
        assert_eq!(count(&page, "<h1"), 1);
        assert_eq!(count(&page, "<main"), 1);
        let order: Vec<usize> = ["story", "map", "funding", "timeline", "data"]
            .iter()
            .map(|id| page.find(&format!("<section id=\"{id}\"")).expect(id))
            .collect();
        assert!(order.is_sorted());
        assert_eq!(count(&page, "<h2"), 5);
        assert!(page.contains(fixture::tiny().meta.title.get(lang)));
        assert!(page.contains(phrases::VIEW_MAP_TITLE.get(lang)));
        assert!(!page.contains(phrases::VIEW_MAP_TITLE.get(lang.other())));
        for code in ["zh", "en"] {
            assert_eq!(count(&page, &format!("data-lang=\"{code}\"")), 1);
        }
        assert!(page.contains("id=\"status\" role=\"status\""));
    }
}

#[test]
fn a_single_view_has_its_section_alone_and_a_chip_for_each_clause() {
    let sections = |page: &str| {
        ["story", "map", "funding", "timeline", "data"].map(|id| count(page, &format!("<section id=\"{id}\"")) == 1)
    };
    let page = render_app(&[("view", "funding"), ("region", "sea"), ("t", "2024..")], Lang::Zh);
    assert_eq!(sections(&page), [false, false, true, false, false]);
    assert!(page.contains("data-view=\"funding\"") && page.contains("href=\"#funding\""));
    assert_eq!(count(&page, "class=\"filter-drop\""), 2);
    for named in ["去掉条件：地区 东南亚", "去掉条件：时间 2024 起"] {
        assert!(page.contains(&format!("aria-label=\"{named}\"")), "{named}");
    }
    assert_eq!(sections(&render_app(&[("view", "data")], Lang::Zh)), [false, false, false, false, true]);
    let explore = render_app(&[("view", "explore"), ("q", "x")], Lang::En);
    assert_eq!(sections(&explore), [false, true, true, true, true]);
    assert!(explore.contains("aria-label=\"Remove filter: Search “x”\""));
    assert_eq!(count(&explore, "aria-current=\"page\""), 1);
}

#[test]
fn the_panel_says_what_kind_of_thing_it_tells_of() {
    assert!(render_panel(&[("region", "sea")], Lang::En).contains(">Region, selected</p>"));
    let filtered = render_panel(&[("kind", "policy")], Lang::En);
    assert!(filtered.contains(">Filtered</p>") && !filtered.contains(", selected"), "{filtered}");
    assert!(render_panel(&[("t", "2024..")], Lang::Zh).contains(">筛选结果</p>"));
}

#[test]
fn nothing_carries_a_style_attribute_which_the_csp_would_block() {
    for query in [&[][..], &[("region", "sea")], &[("sel", "event-tc260")]] {
        assert!(!render_app(query, Lang::Zh).contains(" style="));
    }
}

#[test]
fn what_an_address_gets_wrong_is_named_and_the_rest_applies() {
    let page = render_app(&[("region", "atlantis"), ("sel", "event-tc260"), ("theme", "<b>")], Lang::En);
    let notice = page.split("id=\"notice\"").nth(1).and_then(|rest| rest.split("</div>").next()).expect("a notice");
    assert!(notice.contains("region=atlantis") && notice.contains("theme=&lt;b&gt;"), "{notice}");
    assert!(page.contains("TC260 publishes safety requirements for generative AI selected"));
    let quiet = render_app(&[("sel", "event-tc260")], Lang::En);
    assert!(quiet.contains("<div id=\"notice\" role=\"alert\"></div>"));
}

#[test]
fn the_announcement_counts_what_a_choice_did() {
    let dataset = fixture::tiny();
    let chosen = choice_of(&[("region", "mideast")], &dataset).expect("a choice");
    let events = dataset.records.iter().filter(|record| record.kind == Kind::Event).count();
    assert_eq!(
        announcement(&dataset, &chosen, Lang::En),
        format!("Middle East selected: 1 of {events} events, 2 of 5 companies.")
    );
    assert_eq!(
        announcement(&dataset, &chosen, Lang::Zh),
        format!("已选“中东”：{events} 个事件中的 1 个，5 家公司中的 2 家。")
    );
    assert_eq!(announcement_of_all(&dataset, Lang::En), format!("Nothing selected: {events} events, 5 companies."));
}

#[test]
fn the_panel_tells_a_record_with_its_evidence_in_both_languages() {
    let dataset = fixture::tiny();
    let ix = dataset.find("event-tc260").expect("in the fixture");
    let record = dataset.record(ix);
    let details = fixture::tiny_details();
    let detail = details.of(ix).expect("in the fixture");
    for lang in Lang::ALL {
        let panel = render_panel(&[("sel", "event-tc260")], lang);
        for text in [&record.title, &detail.text] {
            assert!(panel.contains(&escaped(text.get(lang))), "{} missing", text.get(lang));
        }
        let other = format!(
            "lang=\"{}\" class=\"panel-other\">{}",
            lang.other().bcp47(),
            escaped(record.title.get(lang.other()))
        );
        assert!(panel.contains(&other), "the name in the other language is marked as such");
        assert!(panel.contains(chuhai_core::format::status_word(record.evidence.status, lang)));
        for check in &detail.checks {
            assert!(panel.contains(&escaped(check.says.get(lang))));
        }
        if let Some(differ) = &detail.versions_differ {
            assert!(panel.contains(&escaped(differ.get(lang))));
        }
        assert_eq!(count(&panel, "target=\"_blank\""), count(&panel, "rel=\"noopener\""));
    }
}

/// Asserts that a panel has these texts in this order.
#[track_caller]
fn assert_in_order(panel: &str, parts: &[String]) {
    let mut rest = panel;
    for part in parts {
        let at = rest.find(part.as_str());
        rest = &rest[at.unwrap_or_else(|| panic!("{part} missing in {rest}"))..];
    }
}

#[test]
fn evidence_comes_first_and_everything_in_its_order() {
    let dataset = fixture::tiny();
    let details = fixture::tiny_details();
    let mut counts = [0; 4];
    for id in ["event-alibaba-dc", "event-huawei-430m", "event-tc260", "quote-open-source", "cset-2021"] {
        let ix = dataset.find(id).expect(id);
        let record = dataset.record(ix);
        let detail = details.of(ix).expect(id);
        for lang in Lang::ALL {
            let panel = render_panel(&[("sel", id)], lang);
            let kind = chuhai::components::kind::kind_phrase(record.kind).get(lang);
            let kicker = match record.date {
                Some(_) => format!("class=\"panel-kind\">{kind} · {}<", format::record_date(record, lang)),
                None => format!("class=\"panel-kind\">{kind}<"),
            };
            let name = |lang: Lang| format!("{}</", escaped(record.title.get(lang)));
            let mut parts = vec![kicker, name(lang), name(lang.other())];
            parts.push(format!("{}</span><span>", format::status_word(record.evidence.status, lang)));
            parts.push(escaped(format::status_meaning(record.evidence.status, lang)));
            if record.evidence.section.is_some() {
                parts.push(format!("<p class=\"origin\"><a href=\"{}\"", dataset.meta.article_url.get(lang)));
            }
            parts.push(format!("<p>{}</p>", escaped(detail.text.get(lang))));
            for check in &detail.checks {
                counts[0] += 1;
                let source = details.source(check.source);
                parts.push(escaped(source.title.get(lang)));
                parts.push(escaped(&source.publisher));
                parts.push(escaped(check.says.get(lang)));
                assert!(panel.contains(source.url.as_deref().expect("an address")), "{id}");
            }
            let optional = [(&detail.note, 1), (&detail.versions_differ, 2)];
            for (text, kind) in optional.into_iter().filter_map(|(text, kind)| Some((text.as_ref()?, kind))) {
                counts[kind] += 1;
                parts.push(escaped(text.get(lang)));
            }
            if !record.companies.is_empty() {
                counts[3] += 1;
                parts.push("<ul class=\"names\">".to_owned());
            }
            assert_in_order(&panel, &parts);
            assert_eq!(count(&panel, "<details"), 0, "{id}: nothing of what is read is folded away");
        }
    }
    assert!(counts.iter().all(|counts| *counts > 0), "each of them once at least: {counts:?}");
}

#[test]
fn who_and_where_a_record_names_are_buttons() {
    let dataset = fixture::tiny();
    for lang in Lang::ALL {
        let panel = render_panel(&[("sel", "event-alibaba-dc")], lang);
        let names = panel.split("<ul class=\"names\">").nth(1).and_then(|rest| rest.split("</ul>").next());
        let names = names.expect("names");
        let named = ["alibaba", "korea", "malaysia", "mexico", "sea", "latam", "eastasia"];
        assert_eq!(count(names, "<button"), named.len(), "{names}");
        for id in named {
            let title = dataset.record(dataset.find(id).expect(id)).title.get(lang);
            assert!(names.contains(&format!("<span>{title}</span></button>")), "{title} in {names}");
        }
    }
    let place = render_panel(&[("sel", "malaysia")], Lang::En);
    assert!(!place.contains("<span>Malaysia</span></button>"), "not itself");
}

/// The record of a panel, the one before it, the one after it, its number and of how many.
fn steps_of(query: &[(&str, &str)], dataset: &Dataset) -> (Option<RecordIx>, Option<RecordIx>, Option<usize>, usize) {
    let steps = choice_of(query, dataset).expect("a choice").steps.expect("steps");
    (steps.previous, steps.next, steps.at, steps.of)
}

#[test]
fn stepping_goes_through_what_the_filter_leaves_as_the_panel_lists_it() {
    let dataset = fixture::tiny();
    let id = |ix: RecordIx| dataset.record(ix).id.to_string();
    for filter in [("region", "western"), ("company", "alibaba"), ("t", "2021.."), ("kind", "policy")] {
        let listed = choice_of(&[filter], &dataset).expect("a choice").direct;
        assert!(listed.len() > 1, "{filter:?}");
        for (ix, &record) in listed.iter().enumerate() {
            let (previous, next, at, of) = steps_of(&[filter, ("sel", &id(record))], &dataset);
            assert_eq!((at, of), (Some(ix + 1), listed.len()), "{filter:?}");
            assert_eq!(previous, ix.checked_sub(1).map(|ix| listed[ix]), "{filter:?}");
            assert_eq!(next, listed.get(ix + 1).copied(), "{filter:?}");
        }
    }
    let claims = dataset.records.iter().filter(|record| record.kind.is_claim()).count();
    assert_eq!(steps_of(&[("sel", "event-talkie")], &dataset).3, claims, "of all, where nothing is asked");
    for no_claim in [[("sel", "malaysia")], [("region", "sea")]] {
        assert_eq!(choice_of(&no_claim, &dataset).expect("a choice").steps, None);
    }
}

#[test]
fn a_record_that_the_filter_leaves_out_says_so_and_leads_back_into_it() {
    let dataset = fixture::tiny();
    let outside = [("company", "alibaba"), ("sel", "event-tc260")];
    let listed = choice_of(&outside[..1], &dataset).expect("a choice").direct;
    let (previous, next, at, of) = steps_of(&outside, &dataset);
    assert_eq!((at, of), (None, listed.len()));
    assert!(previous.is_some_and(|ix| listed.contains(&ix)) || next.is_some_and(|ix| listed.contains(&ix)));
    for lang in Lang::ALL {
        let panel = render_panel(&outside, lang);
        assert!(panel.contains(&phrases::PANEL_OUTSIDE.fill(lang, &[("n", &of.to_string())])), "{panel}");
    }
}

#[test]
fn the_steps_are_two_named_buttons_that_stay_at_either_end() {
    let dataset = fixture::tiny();
    let first = choice_of(&[("company", "alibaba")], &dataset).expect("a choice").direct[0];
    for lang in Lang::ALL {
        let panel = render_panel(&[("company", "alibaba"), ("sel", &dataset.record(first).id)], lang);
        let bar = panel.split("<div class=\"panel-steps\">").nth(1).and_then(|rest| rest.split("</div>").next());
        let bar = bar.expect("the bar");
        let of = steps_of(&[("company", "alibaba"), ("sel", &dataset.record(first).id)], &dataset).3.to_string();
        assert!(bar.contains(&format!("<span aria-hidden=\"true\">1 / {of}</span>")), "{bar}");
        assert!(bar.contains(&phrases::PANEL_STEP.fill(lang, &[("at", "1"), ("n", &of)])), "{bar}");
        let buttons: Vec<&str> = bar.split("<button").skip(1).collect();
        let labels = [phrases::PANEL_PREVIOUS, phrases::PANEL_NEXT];
        assert_eq!(buttons.len(), labels.len());
        for (button, label) in buttons.iter().zip(labels) {
            assert!(button.contains(&format!("aria-label=\"{}\"", label.get(lang))), "{button}");
            assert_eq!(button.contains("aria-disabled"), label.get(lang) == labels[0].get(lang), "{button}");
            assert!(!button.contains(" disabled"), "what is disabled loses the focus");
        }
    }
}

#[test]
fn who_was_chosen_from_a_record_leads_back_to_it() {
    let dataset = fixture::tiny();
    let read = dataset.find("event-alibaba-dc").expect("in the fixture");
    let title = dataset.record(read).title.get(Lang::En);
    let reading = update(
        &State { page: PageState { lang: Lang::En, ..PageState::default() }, ..State::default() },
        Action::ToggleRecord(read),
        &dataset,
    );
    for id in ["alibaba", "sea", "malaysia"] {
        let state = update(&reading, Action::ToggleRecord(dataset.find(id).expect(id)), &dataset);
        let choice =
            ChosenRecords::new(&dataset, &state, &ResolvedFilter::new(&state, &dataset, None)).expect("a choice");
        assert_eq!(choice.previous, Some(read), "{id}");
        let panel = render_in::<Panel>(
            page_of(PtrEqRc::new(dataset.clone()), Lang::En),
            PanelProps { details: come(), choice: Some(PtrEqRc::new(choice)) },
        );
        let back =
            panel.split("panel-back").nth(1).and_then(|rest| rest.split("</button>").next()).expect("a way back");
        assert!(back.contains(title), "{back}");
        assert!(panel.find("panel-back") < panel.find("panel-name"));
    }
    let next = update(&reading, Action::ToggleRecord(read + 1), &dataset);
    let choice = ChosenRecords::new(&dataset, &next, &ResolvedFilter::new(&next, &dataset, None)).expect("a choice");
    assert_eq!(choice.previous, None, "from claim to claim the steps lead back");
}

#[test]
fn several_regions_are_distinguished_by_their_names() {
    let panel = render_panel(&[("region", "sea~mideast")], Lang::En);
    assert_eq!(count(&panel, "<span>Southeast Asia</span></button>"), 1, "{panel}");
    assert_eq!(count(&panel, "<span>Middle East</span></button>"), 1, "{panel}");
}

#[test]
fn the_panel_says_what_it_can_until_the_details_come_and_that_they_did_not() {
    let dataset = fixture::tiny();
    let ix = dataset.find("event-tc260").expect("in the fixture");
    let details = fixture::tiny_details();
    let text = &details.of(ix).expect("in the fixture").text;
    for lang in Lang::ALL {
        for missing in [false, true] {
            let panel = render_panel_with(not_come(missing), &[("sel", "event-tc260")], lang);
            assert!(panel.contains(&escaped(dataset.record(ix).title.get(lang))) && !panel.contains(text.get(lang)));
            assert_eq!(panel.contains("aria-busy"), !missing);
            assert_eq!(panel.contains(phrases::PANEL_MISSING.get(lang)), missing);
            assert_eq!(panel.contains(phrases::PANEL_RETRY.get(lang)), missing);
        }
        let panel = render_panel(&[("sel", "event-tc260")], lang);
        assert!(!panel.contains("aria-busy") && !panel.contains("awaited"));
    }
}

#[test]
fn a_dataset_that_cannot_be_shown_is_named_with_the_reason() {
    let refused = |reason| Some(RefusedDataset { address: "elsewhere/other.bin".into(), reason });
    let page = render_app_after(None, refused(phrases::NOTICE_DATA_MISSING), &[("region", "atlantis")], Lang::En);
    assert!(page.contains("data=elsewhere/other.bin in the link could not be loaded"), "{page}");
    assert!(page.contains("region=atlantis"));
    let page = render_app_after(None, refused(phrases::NOTICE_DATA_ELSEWHERE), &[], Lang::Zh);
    assert!(page.contains("链接里的 data=elsewhere/other.bin 不是本站的地址"));
}

#[test]
fn a_choice_lists_what_names_it_and_offers_what_is_related() {
    let dataset = fixture::tiny();
    let choice = choice_of(&[("region", "sea")], &dataset).expect("a choice");
    let kinds: Vec<Kind> = choice.direct.iter().map(|&ix| dataset.record(ix).kind).collect();
    assert!(!kinds.contains(&Kind::Company) && !kinds.contains(&Kind::Place) && !kinds.contains(&Kind::Region));
    let first = dataset.record(choice.direct[0]);
    assert_eq!(&*first.id, "event-alibaba-dc");
    assert!(choice.related.iter().any(|&ix| &*dataset.record(ix).id == "event-model-studio"));
    let panel = render_panel(&[("region", "sea")], Lang::En);
    assert_eq!(count(&panel, "<section class=\"record\">"), choice.direct.len());
}

#[test]
fn one_of_a_thing_is_in_the_singular() {
    let panel = |region| render_panel(&[("region", region)], Lang::En);
    assert!(panel("mideast").contains("<dt>country</dt>"));
    assert!(panel("nafrica").contains("<dt>countries</dt>"));
}

#[test]
fn without_a_choice_the_panel_says_how_to_read_and_what_does_not_hold() {
    let panel = render_panel(&[], Lang::En);
    assert!(panel.contains("How to read this"));
    assert!(panel.contains("TC260 publishes safety requirements for generative AI"), "the disputed are listed");
    assert!(!panel.contains("panel-open"));
}

fn scenes(state: &State, dataset: &Dataset) -> [Scene; 2] {
    let focus = ResolvedFilter::new(state, dataset, None);
    let base = MapBase::new(dataset, Size { width_px: 1028.0, height_px: 426.0 });
    let index = TimelineIndex::new(dataset, state.cameras.lanes);
    let choice = timeline::TimelineFilter::new(dataset, &index, focus.clone());
    [
        map::layout(&base, dataset, state, &map::MapFilter::new(dataset, focus), &FixedMeasure),
        timeline::layout(dataset, &index, &choice, state, 700.0, &FixedMeasure),
    ]
}

#[test]
fn items_are_named_buttons_with_one_tab_stop() {
    let dataset = fixture::tiny();
    let chosen = update(&State::default(), Action::ToggleRegion(dataset.find_region("sea").expect("sea")), &dataset);
    let sea = dataset.find("sea").expect("sea");
    for (state, emphasised) in [(State::default(), false), (chosen, true)] {
        for scene in scenes(&state, &dataset) {
            let items = scene.items.len();
            let list = render::<Items>(ItemsProps {
                title: "view".into(),
                scene: PtrEqRc::new(scene),
                cursor: 1,
                chosen: if emphasised { vec![sea] } else { Vec::new() },
                node: NodeRef::default(),
            });
            assert_eq!(count(&list, "data-id="), items);
            assert_eq!(count(&list, "tabindex=\"0\""), 1);
            assert!(!list.contains("aria-label=\"\""));
            assert_eq!(count(&list, "data-emphasis="), if emphasised { items } else { 0 });
            let pressed = count(&list, "data-id=\"sea\"");
            assert_eq!(count(&list, "aria-pressed=\"true\""), if emphasised { pressed } else { 0 });
        }
    }
}

#[test]
fn where_nothing_meets_the_filter_the_panel_says_so_and_offers_the_ways_back() {
    for lang in Lang::ALL {
        let panel = render_panel(&[("region", "mideast"), ("t", "1901..1902")], lang);
        assert!(panel.contains(phrases::NO_RESULTS_TITLE.get(lang)), "{panel}");
        // Two clauses clash; without the period something is left, without the region still nothing.
        assert_eq!(count(&panel, "<button"), 2, "{panel}");
        assert!(panel.contains(phrases::NO_RESULTS_CLEAR.get(lang)), "{panel}");
        let alone = render_panel(&[("t", "1901..1902")], lang);
        assert_eq!(count(&alone, "<button"), 1, "{alone}");
        assert!(!alone.contains(phrases::NO_RESULTS_STUCK.get(lang)), "{alone}");
        let stuck = render_panel(&[("region", "mideast"), ("t", "1901..1902"), ("kind", "history")], lang);
        assert!(stuck.contains(phrases::NO_RESULTS_STUCK.get(lang)), "{stuck}");
        let met = render_panel(&[("region", "mideast")], lang);
        assert!(!met.contains(phrases::NO_RESULTS_TITLE.get(lang)), "{met}");
    }
}
