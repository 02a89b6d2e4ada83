//! Scroll anchoring: the reader's position in the page, kept over rotation, zooming, growth of the page and reloads.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{Element, ScrollRestoration, window};

use super::dom::{document, is_shown, query_all};
use super::resize::SizeObserver;
use super::scroll::{position_px, scroll_by, window_height_px, window_width_px};
use super::timer::Timeout;
use super::window::WindowListener;

/// The elements that anchor a position, from the smallest.
const ANCHORS: &str = "[data-step], main section[id]";
/// The current step of the stepper, unless it is the first: at another step the top of the page is a position too.
const LATER_STEP: &str = "[data-reading=steps] .dot[aria-current]:not(:first-child)";
/// Time without scrolling after which the position is written into the history, to which browsers limit writing.
const PAUSE_MS: u32 = 250;

/// A scroll position: an element, and its position in the window.
#[derive(Clone)]
pub struct ScrollAnchor {
    selector: String,
    top_px: f64,
    /// The share of its height above the middle of the window; none if its top is what counts.
    share: Option<f64>,
}

impl ScrollAnchor {
    /// The reader's position in `page`; none at its beginning.
    pub fn of(page: &Element) -> Option<Self> {
        let found = |selector| page.query_selector(selector).ok().flatten();
        if position_px() < 1.0 && found(LATER_STEP).is_none() {
            return None;
        }
        let middle_px = window_height_px() / 2.0;
        let top = |element: &Element| element.get_bounding_client_rect().top();
        // The last that begins above the middle.
        let anchors = query_all(page, ANCHORS).filter(is_shown);
        let element = anchors.filter(|element| top(element) < middle_px).last()?;
        let selector = match element.get_attribute("data-step") {
            Some(_) if element.closest("[data-reading=steps]").ok()?.is_some() => ".step-now".to_owned(),
            Some(step) => format!("[data-step={step}]"),
            None => by_id(&element),
        };
        let rect = element.get_bounding_client_rect();
        let share = ((middle_px - rect.top()) / rect.height().max(1.0)).clamp(0.0, 1.0);
        Some(Self { selector, top_px: rect.top(), share: Some(share) })
    }

    /// The same position by the top of its element.
    pub fn by_top(self) -> Self {
        Self { share: None, ..self }
    }

    /// The position of the link target in `page`, while that is in the window.
    pub fn of_target(page: &Element) -> Option<Self> {
        let target = page.query_selector(":target").ok()??;
        let top_px = target.get_bounding_client_rect().top();
        (0.0..window_height_px()).contains(&top_px).then(|| Self { selector: by_id(&target), top_px, share: None })
    }

    /// Scrolls `page` to the position, unless its element is hidden, as other steps are in the stepper.
    pub fn restore(&self, page: &Element) {
        let element = page.query_selector(&self.selector).ok().flatten();
        if let Some(element) = element.filter(is_shown) {
            let rect = element.get_bounding_client_rect();
            let top_px = self.share.map_or(self.top_px, |share| window_height_px() / 2.0 - share * rect.height());
            scroll_by(rect.top() - top_px);
        }
    }
}

/// The selector of an element by its id. In the single-file edition the ids of the second language have a prefix, which
/// those of the running page have not.
fn by_id(element: &Element) -> String {
    format!("#{}", element.id().trim_start_matches("en-"))
}

/// The position in the history entry, and true if the story was read as an article there.
pub fn of_history() -> Option<(ScrollAnchor, bool)> {
    let state = window()?.history().ok()?.state().ok()?.as_string()?;
    let mut parts = state.splitn(3, '|');
    let (mode, top_px, selector) = (parts.next()?, parts.next()?.parse::<i32>().ok()?, parts.next()?.to_owned());
    Some((ScrollAnchor { selector, top_px: f64::from(top_px), share: None }, mode == "whole"))
}

/// Takes scroll restoration from the browser, if the history entry has a position.
pub fn take_restoration() {
    if of_history().is_some() {
        set_restoration(ScrollRestoration::Manual);
    }
}

/// Leaves scroll restoration to the browser (`Auto`) or takes it (`Manual`).
fn set_restoration(restoration: ScrollRestoration) {
    if let Some(Ok(history)) = window().map(|window| window.history()) {
        let _ = history.set_scroll_restoration(restoration);
    }
}

fn page() -> Option<Element> {
    document()?.get_element_by_id("app")
}

fn page_height_px() -> f64 {
    page().map_or(0.0, |page| page.get_bounding_client_rect().height())
}

/// The position, and the layout in which it was measured.
struct Anchoring {
    /// The position to restore.
    anchor: Option<ScrollAnchor>,
    /// The position at the last measurement.
    latest: Option<ScrollAnchor>,
    /// True if the page may write into the history.
    owns_history: bool,
    scrolled_px: f64,
    window_px: (f64, f64),
    page_px: f64,
    /// True while a new layout moves the page, and not the reader.
    is_relayout: bool,
    /// The pending write into the history.
    write: Option<Timeout>,
}

impl Anchoring {
    fn measure(&mut self) {
        self.latest = page().and_then(|page| ScrollAnchor::of(&page));
        self.scrolled_px = position_px();
        self.window_px = (window_width_px(), window_height_px());
        self.page_px = page_height_px();
        self.write = self.owns_history.then(|| Timeout::new(PAUSE_MS, write));
    }

    /// The reader is where they want to be.
    fn follow(&mut self) {
        self.measure();
        self.anchor = self.latest.clone();
    }

    fn restore(&mut self) {
        if let (Some(anchor), Some(page)) = (&self.anchor, page()) {
            anchor.restore(&page);
        }
        self.measure();
    }

    fn on_resize(&mut self) {
        let window_px = (window_width_px(), window_height_px());
        // On phones the browser's bars come and go while the reader scrolls, which moves nothing.
        let is_relayout = self.window_px.0 != window_px.0 || self.page_px != page_height_px();
        if self.window_px != window_px && is_relayout {
            self.is_relayout = true;
            // Heights change, so the top alone is no good anchor.
            if self.anchor.as_ref().is_some_and(|anchor| anchor.share.is_none()) {
                self.anchor = self.latest.clone();
            }
            self.restore();
        }
    }

    fn on_scroll(&mut self) {
        let by_layout = self.page_px != page_height_px() || (self.scrolled_px - position_px()).abs() <= 1.0;
        if !(self.is_relayout && by_layout) {
            self.on_input();
            self.follow();
        }
    }

    fn on_growth(&mut self) {
        if self.is_relayout { self.restore() } else { self.follow() }
    }

    fn on_input(&mut self) {
        self.is_relayout = false;
    }
}

/// Writes the position into the history entry, and leaves moves through the history to the browser.
fn write() {
    set_restoration(ScrollRestoration::Auto);
    let anchor = page().and_then(|page| ScrollAnchor::of(&page));
    let article = page().and_then(|page| page.query_selector("[data-reading=whole]").ok()?);
    let mode = if article.is_some() { "whole" } else { "" };
    // Whole pixels are precise enough.
    let text = anchor.map_or_else(String::new, |ScrollAnchor { selector, top_px, .. }| {
        format!("{mode}|{}|{selector}", top_px.round() as i32)
    });
    if let Some(Ok(history)) = window().map(|window| window.history()) {
        let _ = history.replace_state(&JsValue::from(text), "");
    }
}

/// Keeps the reader's position; dropping it ends that.
pub struct ScrollKeeper {
    _listeners: [WindowListener; 3],
    _layout: SizeObserver,
}

impl ScrollKeeper {
    /// Keeps the position from now on, when the running page has been swapped in at `anchor`: parts that load later
    /// make the room for it. The history belongs to the page unless it is `embedded`.
    pub fn new(anchor: Option<ScrollAnchor>, embedded: bool) -> Self {
        let is_relayout = anchor.is_some();
        let state = Anchoring {
            anchor,
            latest: None,
            owns_history: !embedded,
            scrolled_px: 0.0,
            window_px: (0.0, 0.0),
            page_px: 0.0,
            is_relayout,
            write: None,
        };
        let state = Rc::new(RefCell::new(state));
        let listen = |events: &[&'static str], handler: fn(&mut Anchoring)| {
            let state = state.clone();
            WindowListener::new(events, move || handler(&mut state.borrow_mut()))
        };
        let listeners = [
            listen(&["resize"], Anchoring::on_resize),
            listen(&["scroll"], Anchoring::on_scroll),
            listen(&["pointerdown", "keydown", "wheel", "touchstart"], Anchoring::on_input),
        ];
        // Called at once too, but in the next frame, which has laid out the page.
        let layout = SizeObserver::of_layout(move || state.borrow_mut().on_growth());
        Self { _listeners: listeners, _layout: layout }
    }
}
