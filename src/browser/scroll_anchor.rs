//! The reader's place in the page: told by what lies across the middle of the window, kept while the window turns, is
//! halved or zoomed, and over a reload. Only the page's own window is ever scrolled: `scrollIntoView` would scroll the
//! pages around a frame as well.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{Element, ScrollRestoration, window};

use super::host::RoomObserver;
use super::hydrate;
use super::timer::Timeout;
use super::window::WindowListener;

/// What a place is told by, from the smallest.
const PLACES: &str = "[data-step], main section[id]";
/// Where one step is shown at a time, at another than the first: such a page's beginning is a place as well.
const TURNED: &str = "[data-reading=steps] .dot[aria-current]:not(:first-child)";

/// A place: the selector of what is there, and where in the window that is.
#[derive(Clone)]
pub struct Place {
    of: String,
    top_px: f64,
    /// How much of its height is above the middle of the window; none where its top alone counts.
    share: Option<f64>,
}

impl Place {
    /// The reader's place in `page`; none at its beginning.
    pub fn of(page: &Element) -> Option<Self> {
        let found = |selector| page.query_selector(selector).ok().flatten();
        if scrolled_px() < 1.0 && found(TURNED).is_none() {
            return None;
        }
        let middle_px = height() / 2.0;
        let top = |element: &Element| element.get_bounding_client_rect().top();
        // The last that begins above the middle.
        let places = hydrate::all(page, PLACES).filter(hydrate::is_shown);
        let element = places.filter(|element| top(element) < middle_px).last()?;
        let of = match element.get_attribute("data-step") {
            Some(_) if element.closest("[data-reading=steps]").ok()?.is_some() => ".step-now".to_owned(),
            Some(step) => format!("[data-step={step}]"),
            None => by_id(&element),
        };
        let frame = element.get_bounding_client_rect();
        let share = ((middle_px - frame.top()) / frame.height().max(1.0)).clamp(0.0, 1.0);
        Some(Self { of, top_px: frame.top(), share: Some(share) })
    }

    /// The same place, told by the top of what is there.
    pub fn by_top(self) -> Self {
        Self { share: None, ..self }
    }

    /// What in `page` a link has led to, as long as that is in the window.
    pub fn led_to(page: &Element) -> Option<Self> {
        let target = page.query_selector(":target").ok()??;
        let top_px = target.get_bounding_client_rect().top();
        (0.0..height()).contains(&top_px).then(|| Self { of: by_id(&target), top_px, share: None })
    }

    /// Scrolls `page` to it. One step at a time, what was there may be there unseen.
    pub fn bring_back(&self, page: &Element) {
        let now = page.query_selector(&self.of).ok().flatten();
        if let Some(now) = now.filter(hydrate::is_shown) {
            let frame = now.get_bounding_client_rect();
            let wanted_px = self.share.map_or(self.top_px, |share| height() / 2.0 - share * frame.height());
            scroll_by(frame.top() - wanted_px);
        }
    }
}

/// The ids of the second language in the edition that is one file begin with its name, those of the running page do not.
fn by_id(element: &Element) -> String {
    format!("#{}", element.id().trim_start_matches("en-"))
}

/// The place that the entry of the history has kept, and whether the story was read there as one article.
pub fn kept() -> Option<(Place, bool)> {
    let kept = window()?.history().ok()?.state().ok()?.as_string()?;
    let mut parts = kept.splitn(3, '|');
    // Whole pixels do, and spare the page the code that reads fractions.
    let (whole, top_px, of) = (parts.next()?, parts.next()?.parse::<i32>().ok()?, parts.next()?.to_owned());
    Some((Place { of, top_px: f64::from(top_px), share: None }, whole == "whole"))
}

/// Has a place that is kept restored by the page, which knows it better than by a number of pixels.
pub fn prepare() {
    if kept().is_some() {
        restore_by(ScrollRestoration::Manual);
    }
}

/// Who puts the reader somewhere after a move through the history: the browser (`Auto`) or the page.
fn restore_by(whom: ScrollRestoration) {
    if let Some(Ok(history)) = window().map(|window| window.history()) {
        let _ = history.set_scroll_restoration(whom);
    }
}

/// The height of the window.
pub fn height() -> f64 {
    window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or_default()
}

fn width() -> f64 {
    window().and_then(|window| window.inner_width().ok()?.as_f64()).unwrap_or_default()
}

fn scrolled_px() -> f64 {
    window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

fn scroll_by(down_px: f64) {
    if let Some(window) = window() {
        window.scroll_by_with_x_and_y(0.0, down_px);
    }
}

/// Brings an element to the top of the window.
pub fn bring_up(element: &Element) {
    scroll_by(element.get_bounding_client_rect().top());
}

fn page() -> Option<Element> {
    window()?.document()?.get_element_by_id("app")
}

/// What was true when the place was last looked at.
struct Kept {
    /// What is brought back.
    place: Option<Place>,
    /// What was seen last.
    seen: Option<Place>,
    /// Whether the history is the page's own.
    own: bool,
    scrolled_px: f64,
    window_px: (f64, f64),
    page_px: f64,
    /// Whether what moves is the layout, since the window has another size or the page has just come, and not the reader.
    turning: bool,
    /// The writing down of the place, once the reader pauses.
    writing: Option<Timeout>,
}

/// How long the reader has to stay: browsers let nobody write into the history all the time.
const PAUSE_MS: i32 = 250;

fn page_px() -> f64 {
    page().map_or(0.0, |page| page.get_bounding_client_rect().height())
}

impl Kept {
    fn look(&mut self) {
        self.measure();
        self.place = self.seen.clone();
    }

    fn measure(&mut self) {
        self.seen = page().and_then(|page| Place::of(&page));
        (self.scrolled_px, self.window_px, self.page_px) = (scrolled_px(), (width(), height()), page_px());
        self.writing = self.own.then(|| Timeout::new(PAUSE_MS, write));
    }

    fn bring_back(&mut self) {
        if let (Some(place), Some(page)) = (&self.place, page()) {
            place.bring_back(&page);
        }
        self.measure();
    }

    fn resized(&mut self) {
        let (width_px, height_px) = (width(), height());
        // The bars of a phone's browser come and go while the reader scrolls, and move nothing.
        if self.window_px != (width_px, height_px) && (self.window_px.0 != width_px || self.page_px != page_px()) {
            self.turning = true;
            // A top tells little where heights change.
            if self.place.as_ref().is_some_and(|place| place.share.is_none()) {
                self.place = self.seen.clone();
            }
            self.bring_back();
        }
    }

    fn scrolled(&mut self) {
        let by_layout = self.page_px != page_px() || (self.scrolled_px - scrolled_px()).abs() <= 1.0;
        if !(self.turning && by_layout) {
            self.touched();
            self.look();
        }
    }

    fn grown(&mut self) {
        if self.turning { self.bring_back() } else { self.look() }
    }

    fn touched(&mut self) {
        self.turning = false;
    }
}

/// Writes the place into the entry of the history, whose moves are the browser's from then on.
fn write() {
    restore_by(ScrollRestoration::Auto);
    let place = page().and_then(|page| Place::of(&page));
    let whole = page().and_then(|page| page.query_selector("[data-reading=whole]").ok()?).map_or("", |_| "whole");
    let text = place.map_or_else(String::new, |Place { of, top_px, .. }| {
        let top_px = (top_px.round() as i32).to_string();
        [whole, &top_px, &of].join("|")
    });
    if let Some(Ok(history)) = window().map(|window| window.history()) {
        let _ = history.replace_state(&JsValue::from(text), "");
    }
}

/// Keeps the place; dropping it ends that.
pub struct Keeper {
    _heard: [WindowListener; 3],
    _room: RoomObserver,
}

impl Keeper {
    /// From now on, when the page stands where it will be read; what comes late makes the room for the `place` it has been
    /// brought to. Its history is its own unless it is `embedded`.
    pub fn new(place: Option<Place>, embedded: bool) -> Self {
        let turning = place.is_some();
        let state = Kept {
            place,
            seen: None,
            own: !embedded,
            scrolled_px: 0.0,
            window_px: (0.0, 0.0),
            page_px: 0.0,
            turning,
            writing: None,
        };
        let state = Rc::new(RefCell::new(state));
        state.borrow_mut().grown();
        let hear = |events, heard: fn(&mut Kept)| {
            let state = state.clone();
            WindowListener::new(events, move || heard(&mut state.borrow_mut()))
        };
        let listeners = [
            hear(&["resize"], Kept::resized),
            hear(&["scroll"], Kept::scrolled),
            hear(&["pointerdown", "keydown", "wheel", "touchstart"], Kept::touched),
        ];
        let room = RoomObserver::new(move || state.borrow_mut().grown());
        Self { _heard: listeners, _room: room }
    }
}
