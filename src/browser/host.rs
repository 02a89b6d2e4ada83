//! The page around this one, where it stands in a frame: what is said to it, what it says, and how much room the page
//! takes. Only the window that holds the frame is listened to.

use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, ResizeObserver, Window, console, window};

use super::window::WindowListener;
use crate::messages::LayoutMetrics;

/// The window that holds this one's frame, if there is one.
fn host() -> Option<Window> {
    let own = window()?;
    own.parent().ok()?.filter(|parent| *parent != own)
}

/// Whether the page stands in a frame.
pub fn is_framed() -> bool {
    host().is_some()
}

/// Says an object, given as JSON.
pub fn say(json: &str) {
    if let Ok(message) = js_sys::JSON::parse(json) {
        post(&message);
    }
}

/// Says a text.
pub fn say_text(text: &str) {
    post(&text.into());
}

fn post(message: &JsValue) {
    if let Some(host) = host() {
        // To whoever it is: what is said tells what this page shows, which the host can see.
        let _ = host.post_message(message, "*");
    }
}

/// A message of a host, as far as it may have a meaning.
pub enum HostMessage {
    /// A text.
    Text(String),
    /// An object.
    Object {
        /// Its member `type`, if that is a text.
        kind: Option<String>,
        /// Its member `query`, if that is a text.
        query: Option<String>,
    },
}

/// Calls `heard` with whatever the host says.
pub fn listen(mut heard: impl FnMut(HostMessage) + 'static) -> WindowListener {
    let listener = WindowListener::messages(move |event: &MessageEvent| {
        let sender = event.source().map(JsValue::from);
        let from_host = host().is_some_and(|host| sender.as_ref() == Some(host.as_ref()));
        if !from_host {
            return;
        }
        let data = event.data();
        if let Some(text) = data.as_string() {
            heard(HostMessage::Text(text));
        } else if data.is_object() {
            let part = |name: &str| js_sys::Reflect::get(&data, &name.into()).ok()?.as_string();
            heard(HostMessage::Object { kind: part("type"), query: part("query") });
        }
    });
    // What was said before is kept by `boot.js`, which says it again now.
    if let (Some(window), Ok(event)) = (window(), web_sys::Event::new("chuhai:listens")) {
        let _ = window.dispatch_event(&event);
    }
    listener
}

/// Tells whoever looks into it why something a host asked for was left out.
pub fn warn(text: &str) {
    console::warn_1(&text.into());
}

/// The boxes of the page.
pub fn metrics() -> Option<LayoutMetrics> {
    let document = window()?.document()?;
    let size = |selector: &str| {
        let element = document.query_selector(selector).ok()??;
        let frame = element.get_bounding_client_rect();
        Some((frame.width(), frame.height()))
    };
    let (width_px, _) = size("html")?;
    let (_, page_px) = size("main")?;
    let (_, caption_px) = size("main figcaption").unwrap_or_default();
    Some(LayoutMetrics { width_px, page_px, figure: size("main figure").unwrap_or_default(), caption_px })
}

/// An observer of what [`metrics`] measures; dropping it ends it.
pub struct RoomObserver {
    observer: Option<ResizeObserver>,
    _closure: Closure<dyn FnMut()>,
}

impl RoomObserver {
    /// Calls `sized` soon, and whenever the page takes another room.
    pub fn new(sized: impl FnMut() + 'static) -> Self {
        let closure = Closure::new(sized);
        let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok();
        let document = window().and_then(|window| window.document());
        if let (Some(observer), Some(document)) = (&observer, document) {
            for selector in ["html", "main", "main figure", "main figcaption"] {
                if let Ok(Some(element)) = document.query_selector(selector) {
                    observer.observe(&element);
                }
            }
        }
        Self { observer, _closure: closure }
    }
}

impl Drop for RoomObserver {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
