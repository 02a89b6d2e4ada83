//! Tools that several views share: the period brush and the buttons for zooming.

use chuhai_charts::scene::{Point, Scene, Size, pt};
use chuhai_core::state::{Action, Period, View};
use chuhai_core::text::{Lang, Phrase, phrases};
use yew::prelude::*;

use super::context::ViewContext;
use crate::components::icon::{Icon, icon};
use crate::components::stage::Drag;
use crate::gesture::Gesture;
use crate::keys::ZOOM_STEP;
use crate::ptr_eq_rc::PtrEqRc;

/// A drag handler that brushes a period over the time axis of `scene`. A press on the period in force clears it.
#[hook]
pub(super) fn use_brush(context: &ViewContext, view: View, scene: Option<PtrEqRc<Scene>>) -> Callback<Drag> {
    // The start of the drag and the period then, from which each step is reckoned.
    let began = use_mut_ref(|| None::<(Point, Period)>);
    let (act, draft, period) = (context.page.act.clone(), context.draft_in.clone(), context.state.filter.period);
    Callback::from(move |drag: Drag| {
        let Some(brush) = scene.as_ref().and_then(|scene| scene.brush.as_ref()) else { return };
        let mut began = began.borrow_mut();
        let before = match *began {
            Some((start, before)) if start == drag.start => before,
            _ => period,
        };
        *began = Some((drag.start, before));
        let after = brush.brushed(before, drag.start, drag.now);
        let again = drag.done && drag.start == drag.now && after == before;
        let action = Action::SetPeriod(if again { Period::default() } else { after });
        if drag.done {
            *began = None;
            act.emit(action);
        } else {
            draft.emit((view, action));
        }
    })
}

/// Buttons for panning by `step_px` to either side (named by `aside`), zooming about the middle and fitting: every drag
/// has an equivalent (WCAG 2.2, 2.5.7). Empty before the picture has a size.
pub(super) fn zoom_buttons(
    lang: Lang,
    size: Option<Size>,
    aside: [Phrase; 2],
    step_px: impl Fn(Size) -> (f64, f64),
    on_gesture: &Callback<Gesture>,
) -> Html {
    let Some(size) = size else { return Html::default() };
    let at = pt(size.width_px / 2.0, size.height_px / 2.0);
    let (dx_px, dy_px) = step_px(size);
    let buttons = [
        (Icon::Left, aside[0], Gesture::Pan { dx_px, dy_px }),
        (Icon::Right, aside[1], Gesture::Pan { dx_px: -dx_px, dy_px: -dy_px }),
        (Icon::Minus, phrases::VIEW_ZOOM_OUT, Gesture::Zoom { factor: 1.0 / ZOOM_STEP, at }),
        (Icon::Plus, phrases::VIEW_ZOOM_IN, Gesture::Zoom { factor: ZOOM_STEP, at }),
        (Icon::Fit, phrases::VIEW_ZOOM_FIT, Gesture::Fit),
    ];
    html! {
        <div class="switch">
            { for buttons.into_iter().map(|(sign, name, gesture)| {
                let onclick = on_gesture.reform(move |_: MouseEvent| gesture);
                html! {
                    <button type="button" class="icon-button" aria-label={name.get(lang)} title={name.get(lang)} {onclick}>
                        { icon(sign) }
                    </button>
                }
            }) }
        </div>
    }
}
