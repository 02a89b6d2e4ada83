//! The host: the page that embeds this one in a frame. Messages to and from it, and the room that this page takes.

use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Window, console, window};

use super::window::WindowListener;
use crate::messages::LayoutMetrics;

/// The window that holds this one's frame, if there is one.
fn host() -> Option<Window> {
    let own = window()?;
    own.parent().ok()?.filter(|parent| *parent != own)
}

/// Returns true if the page is in a frame.
pub fn is_framed() -> bool {
    host().is_some()
}

/// Posts an object, given as JSON.
pub fn say(json: &str) {
    if let Ok(message) = js_sys::JSON::parse(json) {
        post(&message);
    }
}

/// Posts a text.
pub fn say_text(text: &str) {
    post(&text.into());
}

fn post(message: &JsValue) {
    if let Some(host) = host() {
        // Any origin: a message says no more than what the host can see.
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

/// Calls `handler` with each message of the host, and of no other window.
pub fn listen(mut handler: impl FnMut(HostMessage) + 'static) -> WindowListener {
    let listener = WindowListener::messages(move |event: &MessageEvent| {
        let sender = event.source().map(JsValue::from);
        let from_host = host().is_some_and(|host| sender.as_ref() == Some(host.as_ref()));
        if !from_host {
            return;
        }
        let data = event.data();
        if let Some(text) = data.as_string() {
            handler(HostMessage::Text(text));
        } else if data.is_object() {
            let part = |name: &str| js_sys::Reflect::get(&data, &name.into()).ok()?.as_string();
            handler(HostMessage::Object { kind: part("type"), query: part("query") });
        }
    });
    // `boot.js` has kept earlier messages and dispatches them again now.
    if let (Some(window), Ok(event)) = (window(), web_sys::Event::new("chuhai:listens")) {
        let _ = window.dispatch_event(&event);
    }
    listener
}

/// Writes a warning to the console, for the maker of the host.
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
