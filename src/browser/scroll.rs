//! Scrolling of the window. Only the page's own window is scrolled: `scrollIntoView` would scroll the pages around a
//! frame as well.

use web_sys::{Element, window};
use yew::NodeRef;

use super::window::WindowListener;

/// The height of the window, in px.
pub fn window_height_px() -> f64 {
    window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or_default()
}

/// The width of the window, in px.
pub fn window_width_px() -> f64 {
    window().and_then(|window| window.inner_width().ok()?.as_f64()).unwrap_or_default()
}

/// The vertical scroll position, in px.
pub fn position_px() -> f64 {
    window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

/// Scrolls down by `down_px`.
pub fn scroll_by(down_px: f64) {
    if let Some(window) = window() {
        window.scroll_by_with_x_and_y(0.0, down_px);
    }
}

/// Scrolls an element to the top of the window.
pub fn scroll_to_top(element: &Element) {
    scroll_by(element.get_bounding_client_rect().top());
}

/// Scrolls child `index` of `list` to the top of the window, if the list is mounted.
pub fn scroll_child_to_top(list: &NodeRef, index: usize) {
    let child = list.cast::<Element>().and_then(|list| list.children().item(index as u32));
    child.filter(is_mounted).iter().for_each(scroll_to_top);
}

/// An observer of the child of a list at the middle of the window; dropping it ends it. It looks at every scroll event:
/// an `IntersectionObserver` takes different boxes for the window in cross-site frames.
pub struct StepObserver {
    _listener: WindowListener,
}

impl StepObserver {
    /// Calls `reached` with the index of the child of `list` at the middle of the window, at every scroll event.
    pub fn new(list: &NodeRef, reached: impl Fn(usize) + 'static) -> Self {
        let list = list.clone();
        let on_scroll = move || list.cast::<Element>().and_then(|list| at_middle(&list)).into_iter().for_each(&reached);
        Self { _listener: WindowListener::new(&["scroll"], on_scroll) }
    }
}

fn at_middle(list: &Element) -> Option<usize> {
    let (middle_px, children) = (window_height_px() / 2.0, list.children());
    let ix = (0..children.length()).find(|ix| {
        let rect = children.item(*ix).map(|child| child.get_bounding_client_rect());
        rect.is_some_and(|rect| rect.top() <= middle_px && middle_px < rect.bottom())
    })?;
    is_mounted(list).then_some(ix as usize)
}

/// Returns true if an element is in the page, and not in the hidden mount beside it.
fn is_mounted(element: &Element) -> bool {
    element.closest("[inert]").is_ok_and(|hidden| hidden.is_none())
}
