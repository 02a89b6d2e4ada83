//! Every item of the page against the Scene that the same state makes: order, name, state.

use chuhai::browser::measure::CanvasTextMeasurer;
use chuhai_charts::map::{self, MapBase};
use chuhai_charts::scene::{Datum, Scene, Size};
use chuhai_charts::theme::sans_stack;
use chuhai_charts::timeline::{self, TimelineIndex};
use chuhai_charts::{funding, hit};
use chuhai_core::dataset::RecordIx;
use chuhai_core::dataset::package::fixture;
use chuhai_core::state::{PageState, ResolvedFilter, State, from_query};
use chuhai_core::text::Lang;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

use super::{Page, until};

/// The Scenes of a state, in boxes as large as the page gives the views, and the records that are chosen themselves.
fn scenes(page: &Page, query: &[(&str, &str)], lang: Lang) -> ([(&'static str, Scene); 3], Vec<RecordIx>) {
    let dataset = fixture::tiny();
    let pairs: Vec<_> = query.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    let (state, ignored) =
        from_query(&pairs, State { page: PageState { lang, ..PageState::default() }, ..State::default() }, &dataset);
    assert_eq!(ignored, []);
    let state = State { page: PageState { lang, ..state.page }, ..state };
    let focus = ResolvedFilter::new(&state, &dataset, None);
    let measure = CanvasTextMeasurer::new(sans_stack(lang));
    let size = |view: &str| {
        let frame = page.get(&format!("#{view} .stage")).get_bounding_client_rect();
        Size { width_px: frame.width().floor(), height_px: frame.height().floor() }
    };
    let base = MapBase::new(&dataset, size("map"));
    let index = TimelineIndex::new(&dataset, state.cameras.lanes);
    let choice = timeline::TimelineFilter::new(&dataset, &index, focus.clone());
    let scenes = [
        ("map", map::layout(&base, &dataset, &state, &map::MapFilter::new(&dataset, focus.clone()), &measure)),
        ("funding", funding::layout(&dataset, &focus, &state, size("funding"), &measure)),
        ("timeline", timeline::layout(&dataset, &index, &choice, &state, size("timeline").width_px, &measure)),
    ];
    let regions = state.filter.regions.iter().map(|ix| dataset.regions[usize::from(*ix)].record);
    let companies = state.filter.companies.iter().map(|ix| dataset.companies[usize::from(*ix)].record);
    let chosen = state.selection.record.map_or_else(|| regions.chain(companies).collect(), |ix| vec![ix]);
    (scenes, chosen)
}

/// The attributes of an item: id, name, pressed, emphasis, whether it is in the picture.
type Said = (String, String, bool, Option<String>, bool);

fn said_by_page(page: &Page, view: &str) -> Vec<Said> {
    let list = page.host.query_selector_all(&format!("#{view} [data-id]")).unwrap();
    (0..list.length())
        .map(|ix| {
            let item: Element = list.item(ix).unwrap().unchecked_into();
            let attribute = |name: &str| item.get_attribute(name);
            let seen = !item.parent_element().unwrap().has_attribute("data-off");
            let pressed = attribute("aria-pressed").as_deref() == Some("true");
            (attribute("data-id").unwrap(), attribute("aria-label").unwrap(), pressed, attribute("data-emphasis"), seen)
        })
        .collect()
}

fn said_by_scene(scene: &Scene, chosen: &[RecordIx]) -> Vec<Said> {
    let said = scene.items.iter().map(|item| {
        let pressed = matches!(item.datum, Datum::Record(ix) if chosen.contains(&ix));
        let emphasis = item.emphasis.map(|emphasis| emphasis.as_str().to_owned());
        (item.id.clone(), item.name.clone(), pressed, emphasis, hit::button(item).is_some())
    });
    said.collect()
}

#[wasm_bindgen_test]
async fn every_item_says_what_its_scene_says_in_both_languages() {
    let states: [&[(&str, &str)]; 7] = [
        &[],
        &[("region", "sea~mideast")],
        &[("company", "alibaba")],
        &[("kind", "launch")],
        &[("t", "2024-05..")],
        &[("sel", "event-tc260")],
        &[("region", "mideast"), ("t", "..2023")],
    ];
    for query in states {
        for lang in Lang::ALL {
            let page = Page::open(&[query, &[("lang", lang.code())]].concat()).await;
            let (scenes, chosen) = scenes(&page, query, lang);
            for (view, scene) in scenes {
                let expected = said_by_scene(&scene, &chosen);
                assert!(!expected.is_empty());
                // Items are put in their places after the rendering that made them.
                let as_drawn = || said_by_page(&page, view) == expected;
                until(&format!("#{view} in {} says of {query:?} what is drawn", lang.code()), as_drawn).await;
                assert_eq!(page.count(&format!("#{view} [data-id][tabindex='0']")), 1);
            }
        }
    }
}

#[wasm_bindgen_test]
async fn names_are_wholly_in_the_language_of_the_page() {
    let page = Page::open(&[("lang", "en")]).await;
    for view in ["map", "funding", "timeline"] {
        for (id, name, ..) in said_by_page(&page, view) {
            let han = name.chars().find(|c| matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}'));
            assert_eq!(han, None, "#{view} {id}: {name}");
            // Regions without events and headings of lanes claim nothing that could be disputed.
            let claims = ["event-", "metric-", "article-", "cset-"].iter().any(|kind| id.starts_with(kind));
            assert!(name.contains("; at odds: ") || !claims, "#{view} {id}: {name}");
        }
    }
}
