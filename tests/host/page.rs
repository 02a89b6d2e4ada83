//! The page's components, rendered to text on the host, on the fixture.

use chuhai::app::{App, AppProps};
use chuhai::choice::{Choice, announcement};
use chuhai::components::data_table::{DataTable, DataTableProps};
use chuhai::components::items::{Items, ItemsProps};
use chuhai::components::panel::{Panel, PanelProps};
use chuhai::keys::{self, Key};
use chuhai::pictures::Measures;
use chuhai::shared::Shared;
use chuhai_core::dataset::package::fixture;
use chuhai_core::dataset::{Dataset, Kind};
use chuhai_core::state::{Action, Focus, Ignored, State, from_query, update};
use chuhai_core::text::{Lang, phrases};
use chuhai_views::hit::Step;
use chuhai_views::map::{self, MapBase};
use chuhai_views::measure::FixedMeasure;
use chuhai_views::scene::{Scene, Size};
use chuhai_views::timeline::{self, TimelineIndex};
use yew::prelude::*;

/// The text of a component. Two spaces of escaped markup are left as they are.
fn render<C>(props: C::Properties) -> String
where
    C: BaseComponent,
{
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let local = tokio::task::LocalSet::new();
    let renderer = yew::LocalServerRenderer::<C>::with_props(props).hydratable(false);
    local.block_on(&runtime, renderer.render())
}

fn measures() -> Shared<Measures> {
    Shared::new(Measures { zh: Box::new(FixedMeasure), en: Box::new(FixedMeasure) })
}

fn state_of(query: &[(&str, &str)], lang: Lang, dataset: &Dataset) -> (State, Vec<Ignored>) {
    let pairs: Vec<_> = query.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    from_query(&pairs, State { lang, ..State::default() }, dataset)
}

fn render_app(query: &[(&str, &str)], lang: Lang) -> String {
    let dataset = fixture::tiny();
    let (initial, ignored) = state_of(query, lang, &dataset);
    render::<App>(AppProps {
        dataset: Shared::new(dataset),
        initial,
        default_lang: lang,
        ignored,
        measures: measures(),
    })
}

fn choice_of(query: &[(&str, &str)], dataset: &Dataset) -> Option<Choice> {
    let (state, ignored) = state_of(query, Lang::En, dataset);
    assert_eq!(ignored, []);
    Choice::new(dataset, &state, &Focus::new(&state, dataset))
}

fn render_panel(query: &[(&str, &str)], lang: Lang) -> String {
    let dataset = fixture::tiny();
    let choice = choice_of(query, &dataset).map(Shared::new);
    render::<Panel>(PanelProps { dataset: Shared::new(dataset), lang, choice, act: Callback::noop() })
}

fn count(text: &str, part: &str) -> usize {
    text.matches(part).count()
}

/// As text stands in markup.
fn escaped(text: &str) -> String {
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
        assert!(page.contains(phrases::PAGE_TITLE.get(lang)));
        assert!(page.contains(phrases::VIEW_MAP_TITLE.get(lang)));
        assert!(!page.contains(phrases::VIEW_MAP_TITLE.get(lang.other())));
        for code in ["zh", "en"] {
            assert_eq!(count(&page, &format!("data-lang=\"{code}\"")), 1);
        }
        assert!(page.contains("id=\"status\" role=\"status\""));
    }
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
    let chosen = choice_of(&[("region", "mideast")], &dataset);
    let events = dataset.records.iter().filter(|record| record.lane.is_some()).count();
    assert_eq!(
        announcement(&dataset, chosen.as_ref(), Lang::En),
        format!("Middle East selected: 1 of {events} events, 2 of 5 companies.")
    );
    assert_eq!(
        announcement(&dataset, chosen.as_ref(), Lang::Zh),
        format!("已选“中东”：{events} 个事件中的 1 个，5 家公司中的 2 家。")
    );
    assert_eq!(announcement(&dataset, None, Lang::En), format!("Nothing selected: {events} events, 5 companies."));
}

#[test]
fn the_panel_tells_a_record_with_its_evidence_in_both_languages() {
    let dataset = fixture::tiny();
    let record = dataset.record(dataset.find("event-tc260").expect("in the fixture"));
    for lang in Lang::ALL {
        let panel = render_panel(&[("sel", "event-tc260")], lang);
        for text in [&record.title, &record.text] {
            assert!(panel.contains(&escaped(text.get(lang))), "{} missing", text.get(lang));
        }
        let other = format!(
            "lang=\"{}\" class=\"panel-other\">{}",
            lang.other().bcp47(),
            escaped(record.title.get(lang.other()))
        );
        assert!(panel.contains(&other), "the name in the other language is marked as such");
        assert!(panel.contains(chuhai_core::format::status_word(record.evidence.status, lang)));
        for check in &record.evidence.checks {
            assert!(panel.contains(&escaped(check.says.get(lang))));
        }
        if let Some(differ) = &record.evidence.versions_differ {
            assert!(panel.contains(&escaped(differ.get(lang))));
        }
        assert_eq!(count(&panel, "target=\"_blank\""), count(&panel, "rel=\"noopener\""));
    }
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
fn one_of_a_thing_is_told_in_the_singular() {
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

#[test]
fn the_data_table_has_a_row_for_every_record() {
    for lang in Lang::ALL {
        let dataset = Shared::new(fixture::tiny());
        let table = render::<DataTable>(DataTableProps { dataset: dataset.clone(), lang });
        assert_eq!(count(&table, "<th scope=\"row\">"), dataset.records.len());
        for record in &dataset.records {
            assert!(table.contains(&escaped(record.text.get(lang))), "{}", record.id);
        }
    }
}

fn scenes(state: &State, dataset: &Dataset) -> [Scene; 2] {
    let focus = Focus::new(state, dataset);
    let base = MapBase::new(dataset, Size { width_px: 1028.0, height_px: 426.0 });
    let index = TimelineIndex::new(dataset, state.lanes);
    let choice = timeline::Choice::new(dataset, &index, focus.clone());
    [
        map::layout(&base, dataset, state, &focus, &FixedMeasure),
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
                lang: state.lang,
                title: "view".into(),
                scene: Shared::new(scene),
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
fn keys_are_read_and_modified_ones_left_to_the_browser() {
    assert_eq!(keys::read("ArrowDown", false), Some(Key::Step(Step::RowDown)));
    assert_eq!(keys::read("0", false), Some(Key::Fit));
    assert_eq!(keys::read("0", true), None);
    assert_eq!(keys::read("Enter", false), None, "Enter is the button's own");
}

#[test]
fn a_year_on_is_at_least_a_year_away() {
    let dataset = fixture::tiny();
    let [_, timeline] = scenes(&State::default(), &dataset);
    let at = |id: &str| timeline.items.iter().position(|item| item.id == id);
    let chatgpt = at("event-chatgpt").expect("on the timeline");
    let later = keys::a_year_on(&timeline.items, &dataset, chatgpt, true).expect("something a year later");
    let date = |ix: usize| dataset.record(dataset.find(&timeline.items[ix].id).expect("a record")).date;
    let (from, to) = (date(chatgpt).expect("dated").first_day(), date(later).expect("dated"));
    assert!(to.first_day().unwrap_or(to.end_day()) - from.expect("a start") >= 365);
    let back = keys::a_year_on(&timeline.items, &dataset, later, false).expect("something a year before");
    assert!(date(back).expect("dated").end_day() < to.end_day());
    assert_eq!(keys::a_year_on(&timeline.items, &dataset, at("event-talkie").expect("undated"), true), None);
}
