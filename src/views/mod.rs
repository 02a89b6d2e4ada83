//! The three views: each makes its picture from the facts and the state, and turns gestures into actions.

mod funding;
mod map;
mod timeline;

pub use funding::FundingView;
pub use map::MapView;
pub use timeline::TimelineView;

use chuhai_core::dataset::{Dataset, RecordIx};
use chuhai_core::state::{Action, Focus, State};
use chuhai_core::text::{Lang, Phrase, phrases};
use chuhai_views::scene::{Scene, Size, pt};
use chuhai_views::theme::Scheme;
use yew::prelude::*;

use crate::components::icon::{Icon, icon};
use crate::components::stage::Stage;
use crate::gesture::Gesture;
use crate::keys::ZOOM_STEP;
use crate::pictures::Measures;
use crate::shared::Shared;

/// What every view is made from.
#[derive(Clone, PartialEq)]
pub struct Frame {
    /// The facts.
    pub dataset: Shared<Dataset>,
    /// What the reader has chosen.
    pub state: Shared<State>,
    /// The choice, resolved.
    pub focus: Shared<Focus>,
    /// The records that were chosen themselves.
    pub chosen: Vec<RecordIx>,
    /// How wide text is.
    pub measures: Shared<Measures>,
    /// Light or dark.
    pub scheme: Scheme,
    /// Device pixels a logical pixel.
    pub pixel_ratio: f64,
    /// Where choices go.
    pub act: Callback<Action>,
    /// Told after each painting: which view, and whether it went well.
    pub on_painted: Callback<(&'static str, bool)>,
}

/// What each view component takes.
#[derive(Properties, PartialEq)]
pub struct FrameProps {
    /// What it is made from.
    pub frame: Frame,
}

impl Frame {
    fn lang(&self) -> Lang {
        self.state.lang
    }

    /// The stage of the view called `id`.
    fn stage(
        &self,
        id: &'static str,
        title: &'static str,
        node: &NodeRef,
        scene: Option<Shared<Scene>>,
        on_gesture: Option<Callback<Gesture>>,
        on_painted: Callback<bool>,
    ) -> Html {
        html! {
            <Stage key={id} {title} lang={self.lang()} scheme={self.scheme}
                pixel_ratio={self.pixel_ratio} dataset={self.dataset.clone()} {scene} chosen={self.chosen.clone()}
                node={node.clone()} act={self.act.clone()} {on_gesture} {on_painted} />
        }
    }
}

/// A callback that says of one view how its painting went; the same one for as long as the view lives.
#[hook]
fn use_painted(frame: &Frame, id: &'static str) -> Callback<bool> {
    let painted = use_memo(frame.on_painted.clone(), move |all| all.reform(move |well| (id, well)));
    (*painted).clone()
}

/// Panning by `step_px` to one side and the other (their names are `aside`), zooming about the middle and fitting, as
/// buttons: without dragging. None before the picture has a size.
fn zoom_buttons(
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
