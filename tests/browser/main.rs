//! Browser tests: the page mounted in a headless browser on the fixture, with real events, canvases and layout.
//! Whole journeys on the built site are the end-to-end tests' business.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod hit_targets;

use chuhai::app::{App, AppProps};
use chuhai::browser::measure::CanvasTextMeasurer;
use chuhai::link_report::LinkReport;
use chuhai::prerender::figures::Figures;
use chuhai::ptr_eq_rc::PtrEqRc;
use chuhai::render_mode::RenderMode;
use chuhai::text_measures::TextMeasures;
use chuhai_charts::theme::sans_stack;
use chuhai_core::dataset::package::fixture;
use chuhai_core::state::{PageState, State, from_query};
use chuhai_core::text::Lang;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{
    CanvasRenderingContext2d, Document, Element, HtmlCanvasElement, HtmlElement, KeyboardEvent, KeyboardEventInit,
    PointerEvent, PointerEventInit, window,
};
use yew::AppHandle;

wasm_bindgen_test_configure!(run_in_browser);

/// An outline of what is pointed at, focused or dragged over that is shown.
const OUTLINE: &str = ".outline:not([data-off])";
/// Frames to wait for a condition before a test fails: ten seconds at 60 a second.
const PATIENCE_FRAMES: u32 = 600;

fn document() -> Document {
    window().unwrap().document().unwrap()
}

/// The mounted page; taken down again when dropped, so that ids stay unique.
struct Page {
    host: Element,
    handle: Option<AppHandle<App>>,
}

impl Page {
    /// Mounts the page for an address with these parameters and waits until it is ready and all pictures are laid out.
    async fn open(query: &[(&str, &str)]) -> Self {
        let root = document().document_element().unwrap();
        root.set_attribute("data-state", "loading").unwrap();
        let host = document().create_element("div").unwrap();
        let style = document().create_element("style").unwrap();
        style.set_text_content(Some(concat!(
            include_str!("../../styles/base.css"),
            include_str!("../../styles/views.css"),
            include_str!("../../styles/stage.css"),
            include_str!("../../styles/story.css"),
        )));
        let app = document().create_element("div").unwrap();
        app.set_attribute("style", "width: 1000px").unwrap();
        host.append_child(&style).unwrap();
        host.append_child(&app).unwrap();
        document().body().unwrap().append_child(&host).unwrap();

        let dataset = fixture::tiny();
        let pairs: Vec<_> = query.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        let (initial, ignored) = from_query(
            &pairs,
            State { page: PageState { lang: Lang::En, ..PageState::default() }, ..State::default() },
            &dataset,
        );
        let measure = |lang| Box::new(CanvasTextMeasurer::new(sans_stack(lang)));
        let props = AppProps {
            is_framed: false,
            mode: RenderMode::Interactive,
            figures: Figures::default(),
            dataset: PtrEqRc::new(dataset),
            details: Some(PtrEqRc::new(fixture::tiny_details())),
            details_address: None,
            story_text: None,
            is_past_first_step: false,
            initial,
            default_lang: Lang::En,
            link: PtrEqRc::new(LinkReport::new(&pairs, ignored, None, &fixture::tiny())),
            measures: PtrEqRc::new(TextMeasures { zh: measure(Lang::Zh), en: measure(Lang::En) }),
        };
        let handle = yew::Renderer::<App>::with_root_and_props(app, props).render();
        until("the page is ready", || root.get_attribute("data-state").as_deref() == Some("ready")).await;
        until("charts below the screen are laid out", || host.query_selector(".view .stage:empty").unwrap().is_none())
            .await;
        Self { host, handle: Some(handle) }
    }

    fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.host.query_selector(selector).unwrap().map(|element| element.unchecked_into())
    }

    fn get(&self, selector: &str) -> HtmlElement {
        self.find(selector).unwrap_or_else(|| panic!("nothing matches {selector}"))
    }

    fn count(&self, selector: &str) -> u32 {
        self.host.query_selector_all(selector).unwrap().length()
    }

    fn text(&self, selector: &str) -> String {
        self.get(selector).text_content().unwrap_or_default()
    }

    fn context(&self, selector: &str) -> (CanvasRenderingContext2d, f64, f64) {
        let canvas: HtmlCanvasElement = self.get(selector).unchecked_into();
        let context = canvas.get_context("2d").unwrap().unwrap().unchecked_into();
        (context, f64::from(canvas.width()), f64::from(canvas.height()))
    }

    /// The number of pixels of a canvas that are not transparent.
    fn inked(&self, selector: &str) -> usize {
        let (context, width, height) = self.context(selector);
        let pixels = context.get_image_data(0.0, 0.0, width, height).unwrap().data();
        pixels.0.chunks_exact(4).filter(|pixel| pixel[3] > 0).count()
    }

    fn press(&self, key: &str) {
        let init = KeyboardEventInit::new();
        init.set_key(key);
        init.set_bubbles(true);
        init.set_cancelable(true);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        document().active_element().unwrap().dispatch_event(&event).unwrap();
    }

    /// Sends a pointer event to the middle of an element.
    fn point(&self, selector: &str, kind: &str) {
        let target = self.get(selector);
        let frame = target.get_bounding_client_rect();
        let init = PointerEventInit::new();
        init.set_client_x((frame.left() + frame.width() / 2.0) as i32);
        init.set_client_y((frame.top() + frame.height() / 2.0) as i32);
        init.set_pointer_type("mouse");
        init.set_bubbles(true);
        let event = PointerEvent::new_with_event_init_dict(kind, &init).unwrap();
        target.dispatch_event(&event).unwrap();
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            handle.destroy();
        }
        self.host.remove();
    }
}

/// Waits until `condition` is true, looking once a frame.
async fn until(what: &str, condition: impl Fn() -> bool) {
    for _ in 0..PATIENCE_FRAMES {
        if condition() {
            return;
        }
        let frame = js_sys::Promise::new(&mut |resolve, _| {
            window().unwrap().request_animation_frame(&resolve).unwrap();
        });
        wasm_bindgen_futures::JsFuture::from(frame).await.unwrap();
    }
    panic!("waited in vain until {what}");
}

#[wasm_bindgen_test]
async fn every_view_is_painted_at_the_density_of_the_screen() {
    let page = Page::open(&[]).await;
    let ratio = window().unwrap().device_pixel_ratio();
    for view in ["#map", "#funding", "#timeline"] {
        let canvas = format!("{view} .picture");
        // Far from the screen it is painted when the browser is idle.
        until("the view is painted", || page.inked(&canvas) > 1000).await;
        assert_eq!(page.count(&format!("{view} {OUTLINE}")), 0, "nothing is pointed at in {view}");
        let box_width = page.get(&canvas).get_bounding_client_rect().width();
        let (_, width, _) = page.context(&canvas);
        assert!((width - box_width * ratio).abs() <= ratio.ceil(), "{width} for {box_width} at {ratio}");
        assert!(page.count(&format!("{view} [data-id]")) > 2);
        assert_eq!(page.count(&format!("{view} [data-id][tabindex='0']")), 1);
    }
    assert_eq!(page.count("[data-emphasis]"), 0);
    assert!(page.text("#notice").is_empty());
}

#[wasm_bindgen_test]
async fn a_click_is_answered_in_all_views_and_undone_by_the_next() {
    let page = Page::open(&[]).await;
    let item = "#timeline [data-id='event-alibaba-dc']";
    page.get(item).click();
    until("the panel opens", || page.find(".panel-open").is_some()).await;
    assert_eq!(page.text(".panel-name"), "Alibaba announces data centres in three countries");
    until("the item is pressed", || page.get(item).get_attribute("aria-pressed").as_deref() == Some("true")).await;
    assert_eq!(page.get(item).get_attribute("data-emphasis").as_deref(), Some("selected"));
    for view in ["#map", "#funding", "#timeline"] {
        let (all, emphasized) = (format!("{view} [data-id]"), format!("{view} [data-id][data-emphasis]"));
        until("every item has its emphasis", || page.count(&all) == page.count(&emphasized)).await;
    }
    let said = "Alibaba announces data centres in three countries selected: ";
    until("the choice is announced", || page.text("#status").starts_with(said)).await;
    let address = || window().unwrap().location().search().unwrap();
    until("the address follows", || address().contains("sel=event-alibaba-dc")).await;

    page.get(item).click();
    until("nothing is emphasised any more", || page.count("[data-emphasis], .panel-open") == 0).await;
}

#[wasm_bindgen_test]
async fn items_lie_over_their_marks() {
    let page = Page::open(&[("view", "explore")]).await;
    page.get("#map .stage").scroll_into_view();
    let stage = page.get("#map .stage").get_bounding_client_rect();
    let place = page.get("#map [data-id='mexico']").get_bounding_client_rect();
    assert!(place.width() >= 24.0 && place.height() >= 24.0);
    assert!(place.left() > stage.left() + stage.width() / 2.0, "Mexico lies east of the middle");
    // What the pointer meets there is the item, not something over it.
    let (x, y) = (place.left() + place.width() / 2.0, place.top() + place.height() / 2.0);
    let met = document().element_from_point(x as f32, y as f32);
    assert_eq!(met.and_then(|met| met.get_attribute("data-id")).as_deref(), Some("mexico"));
}

#[wasm_bindgen_test]
async fn keys_walk_choose_and_clear() {
    let page = Page::open(&[]).await;
    let first = page.get("#map [data-id][tabindex='0']");
    first.focus().unwrap();
    page.press("ArrowRight");
    let active = || document().active_element().unwrap();
    let second = active().get_attribute("data-id");
    assert_ne!(second, first.get_attribute("data-id"));
    until("the tab stop follows", || active().get_attribute("tabindex").as_deref() == Some("0")).await;
    assert_eq!(page.count("#map [data-id][tabindex='0']"), 1);
    page.press("End");
    until("End leads to the last", || {
        let index = active().get_attribute("data-index").and_then(|index| index.parse().ok());
        index == Some(page.count("#map [data-id]") - 1)
    })
    .await;

    active().unchecked_into::<HtmlElement>().click();
    until("the panel opens", || page.find(".panel-open").is_some()).await;
    // Whether a focus that a script moved is shown, with its tooltip, is the browser's affair.
    if page.find("#map .tooltip").is_some() {
        page.press("Escape");
        until("Escape closes the tooltip first", || page.find("#map .tooltip").is_none()).await;
        assert!(page.find(".panel-open").is_some());
    }
    page.press("Escape");
    until("Escape clears", || page.find(".panel-open").is_none()).await;
}

#[wasm_bindgen_test]
async fn pointing_repaints_no_picture() {
    let page = Page::open(&[]).await;
    // A foreign stain on the picture survives for as long as nobody repaints it.
    let (context, ..) = page.context("#map .picture");
    let stain = || context.get_image_data(2.0, 2.0, 1.0, 1.0).unwrap().data().0[..3].to_vec();
    context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0).unwrap();
    context.set_fill_style_str("rgb(1, 254, 3)");
    context.fill_rect(0.0, 0.0, 4.0, 4.0);

    page.point("#map [data-id='mexico']", "pointermove");
    until("the ring is drawn", || page.count(&format!("#map {OUTLINE}")) == 1).await;
    assert_eq!(page.text("#map .tooltip strong"), "Mexico");
    assert_eq!(stain(), [1, 254, 3]);
    assert_eq!(page.count(&format!("#timeline {OUTLINE}")), 0);

    page.point("#map .stage", "pointerout");
    page.point("#map .stage", "pointerleave");
    page.get("#map [data-id='mexico']").click();
    until("the choice repaints the picture", || stain() != [1, 254, 3]).await;
}

#[wasm_bindgen_test]
async fn what_an_address_gets_wrong_is_said_and_dismissed() {
    let page = Page::open(&[("region", "atlantis~sea"), ("sel", "<script>")]).await;
    let notice = page.text("#notice");
    assert!(notice.contains("region=atlantis~sea") && notice.contains("sel=<script>"), "{notice}");
    assert_eq!(page.count("#notice script"), 0);
    assert_eq!(page.text(".panel-name"), "Southeast Asia", "the rest applies");
    page.get("#notice button").click();
    until("it is gone", || page.text("#notice").is_empty()).await;
}

#[wasm_bindgen_test]
async fn language_and_colours_keep_the_choice() {
    let page = Page::open(&[("region", "sea")]).await;
    page.get("[data-lang='zh']").click();
    until("the page is Chinese", || page.text(".panel-name") == "东南亚").await;
    let root = document().document_element().unwrap();
    until("so is the document", || root.get_attribute("lang").as_deref() == Some("zh-Hans")).await;
    let pressed = || page.get("#map [data-id='sea']").get_attribute("aria-pressed");
    until("the region stays chosen", || pressed().as_deref() == Some("true")).await;

    until("the map is painted", || page.inked("#map .picture") > 0).await;
    page.get(".tools button[aria-label='深色']").click();
    until("the document is dark", || root.get_attribute("data-theme").as_deref() == Some("dark")).await;
    assert_eq!(page.text(".panel-name"), "东南亚");
}
