//! Elements by their node references: position, size, focus, attributes. Styles are set through the CSS object model,
//! because a strict Content-Security-Policy blocks `style` attributes.

use chuhai_charts::scene::{Point, Rect, Size, pt};
use wasm_bindgen::prelude::*;
pub use web_sys::EventTarget as Target;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::NodeRef;

fn html(node: &NodeRef) -> Option<HtmlElement> {
    node.cast::<HtmlElement>()
}

/// A point of the window, in the coordinates of `node`'s box.
pub fn local_point(node: &NodeRef, client_x: i32, client_y: i32) -> Point {
    let Some(element) = html(node) else { return Point::default() };
    let frame = element.get_bounding_client_rect();
    pt(f64::from(client_x) - frame.left(), f64::from(client_y) - frame.top())
}

/// The size of `node`'s box in logical pixels.
pub fn size(node: &NodeRef) -> Option<Size> {
    let frame = html(node)?.get_bounding_client_rect();
    Some(Size { width_px: frame.width(), height_px: frame.height() })
}

/// The greatest height that the style sheet allows `node`, in logical pixels; none if it sets no length.
pub fn max_height_px(node: &NodeRef) -> Option<f64> {
    let style = web_sys::window()?.get_computed_style(&node.cast::<Element>()?).ok()??;
    let value = style.get_property_value("max-height").ok()?;
    // Whole pixels: the parser of floats brings tables of 14 KB.
    let whole: u32 = value.strip_suffix("px")?.split('.').next()?.parse().ok()?;
    Some(whole.into())
}

/// Sets one property of the element's own style.
pub fn set_style(node: &NodeRef, property: &str, value: &str) {
    if let Some(element) = html(node) {
        let _ = element.style().set_property(property, value);
    }
}

/// Moves the element to a point of its containing box.
pub fn move_to(node: &NodeRef, at: Point) {
    set_style(node, "transform", &format!("translate({}px,{}px)", at.x.round() as i32, at.y.round() as i32));
}

/// Moves the children of `list`, in order, to `boxes`. A child without a box is hidden, and keeps its place in the reading
/// order. Children whose box is the same as in `before` are skipped, if there were as many: a selection moves none of
/// them, and each costs the browser a style recalculation.
pub fn place_children(list: &NodeRef, boxes: &[Option<Rect>], before: &[Option<Rect>]) {
    let Some(list) = html(list) else { return };
    let children = list.children();
    let as_many = before.len() == boxes.len();
    for (index, place) in boxes.iter().enumerate() {
        if as_many && before[index] == *place {
            continue;
        }
        let Some(child) = children.item(index as u32).and_then(|child| child.dyn_into::<HtmlElement>().ok()) else {
            return;
        };
        let style = child.style();
        match place {
            Some(Rect { x, y, w, h }) => {
                // Whole pixels are precise enough for a button.
                let [x, y, w, h] = [*x, *y, *w, *h].map(|length| length.round() as i32);
                let _ = style.set_property("transform", &format!("translate({x}px,{y}px)"));
                let _ = style.set_property("width", &format!("{w}px"));
                let _ = style.set_property("height", &format!("{h}px"));
                let _ = child.remove_attribute("data-off");
            }
            None => {
                let _ = child.set_attribute("data-off", "");
            }
        }
    }
}

/// Scrolls child `index` of `list` into view after the next layout.
pub fn reveal_child(list: &NodeRef, index: usize) {
    let Some(child) = html(list).and_then(|list| list.children().item(index as u32)) else { return };
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    let scroll = Closure::once_into_js(move || child.scroll_into_view_with_scroll_into_view_options(&options));
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(scroll.unchecked_ref());
    }
}

/// Scrolls the content of the element back to its beginning.
pub fn scroll_to_start(node: &NodeRef) {
    if let Some(element) = html(node) {
        element.set_scroll_top(0);
    }
}

/// Scrolls the element with this id into view.
pub fn reveal(id: &str) {
    let element = web_sys::window().and_then(|window| window.document()?.get_element_by_id(id));
    if let Some(element) = element {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Moves the keyboard focus to the button inside child `index` of `list`.
pub fn focus_child(list: &NodeRef, index: usize) {
    let button = html(list)
        .and_then(|list| list.children().item(index as u32))
        .and_then(|child| child.first_element_child())
        .and_then(|button| button.dyn_into::<HtmlElement>().ok());
    if let Some(button) = button {
        let _ = button.focus();
    }
}

/// Moves the keyboard focus to the first match of `selector` inside `node`, or else to `node` itself.
pub fn focus_within(node: &NodeRef, selector: &str) {
    let Some(element) = html(node) else { return };
    let found = element.query_selector(selector).ok().flatten().and_then(|found| found.dyn_into::<HtmlElement>().ok());
    let _ = found.unwrap_or(element).focus();
}

/// Moves the keyboard focus to the element with this id. Returns false if there is none.
pub fn focus(id: &str) -> bool {
    let element = web_sys::window().and_then(|window| window.document()?.get_element_by_id(id));
    element.and_then(|element| element.dyn_into::<HtmlElement>().ok()).is_some_and(|element| element.focus().is_ok())
}

/// The value of the field that an event came from.
pub fn value(target: Option<Target>) -> String {
    // A `select` has the same property.
    target.map_or_else(String::new, |target| target.unchecked_into::<HtmlInputElement>().value())
}

/// The value of attribute `name` on the nearest element around an event's target.
pub fn nearest_attribute(target: Option<Target>, name: &str) -> Option<String> {
    nearest(target, &format!("[{name}]"))?.get_attribute(name)
}

/// The nearest element around an event's target that matches `selector`.
fn nearest(target: Option<Target>, selector: &str) -> Option<Element> {
    target?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// Captures a pointer: `node` receives its events until it is lifted.
pub fn capture_pointer(node: &NodeRef, pointer_id: i32) {
    if let Some(element) = html(node) {
        let _ = element.set_pointer_capture(pointer_id);
    }
}

/// Returns true if the browser shows the focus of an event's target, as it does after keys but not after a pointer.
pub fn shows_focus(target: Option<Target>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.matches(":focus-visible").unwrap_or(false))
}

/// A pressed button whose answer is on its way (`aria-busy`); dropping it ends that.
pub struct PendingButton(Option<Element>);

impl PendingButton {
    /// The button that `event` has pressed.
    pub fn new(event: &web_sys::MouseEvent) -> Self {
        let button = nearest(event.target(), "button");
        if let Some(button) = &button {
            let _ = button.set_attribute("aria-busy", "true");
        }
        Self(button)
    }
}

impl Drop for PendingButton {
    fn drop(&mut self) {
        if let Some(button) = &self.0 {
            let _ = button.remove_attribute("aria-busy");
        }
    }
}
