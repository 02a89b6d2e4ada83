//! The child of a list that the reader is at: the one that lies across the middle of the window. It is looked for at
//! every scrolling, which every browser and every frame tells of; what an observer of intersections takes for the window
//! differs in the frames of another site.

use web_sys::Element;
use yew::NodeRef;

use super::place;
use super::window::WindowListener;

/// A watch on a list's children; dropping it ends it.
pub struct StepWatch {
    _scrolled: WindowListener,
}

impl StepWatch {
    /// Calls `reached` with the index of the child across the middle of the window, whenever the page has scrolled.
    pub fn new(list: &NodeRef, reached: impl Fn(usize) + 'static) -> Self {
        let list = list.clone();
        let scrolled = move || list.cast::<Element>().and_then(|list| across(&list)).into_iter().for_each(&reached);
        Self { _scrolled: WindowListener::new(&["scroll"], scrolled) }
    }
}

fn across(list: &Element) -> Option<usize> {
    let (middle_px, children) = (place::height() / 2.0, list.children());
    let ix = (0..children.length()).find(|ix| {
        let frame = children.item(*ix).map(|child| child.get_bounding_client_rect());
        frame.is_some_and(|frame| frame.top() <= middle_px && middle_px < frame.bottom())
    })?;
    is_seen(list).then_some(ix as usize)
}

/// Whether it stands in the page by now, and no longer grows beside it unseen.
fn is_seen(element: &Element) -> bool {
    element.closest("[inert]").is_ok_and(|unseen| unseen.is_none())
}

/// Brings child `index` of `list` to the top of the window.
pub fn bring_up(list: &NodeRef, index: usize) {
    let child = list.cast::<Element>().and_then(|list| list.children().item(index as u32));
    child.filter(is_seen).iter().for_each(place::bring_up);
}
