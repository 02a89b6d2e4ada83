//! The three views: each makes its picture from the facts and the state, and turns gestures into actions.

mod funding;
mod map;
mod timeline;

pub use funding::FundingView;
pub use map::MapView;
pub use timeline::TimelineView;

use chuhai_core::dataset::{Dataset, RecordIx};
use chuhai_core::state::{Action, Focus, State};
use chuhai_core::text::{Lang, Phrase};
use chuhai_views::scene::Scene;
use chuhai_views::theme::Scheme;
use yew::prelude::*;

use crate::components::icon::{Icon, icon};
use crate::components::stage::Stage;
use crate::gesture::Gesture;
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

/// A round of icon buttons that do what gestures do, without dragging.
fn gesture_buttons(lang: Lang, on_gesture: &Callback<Gesture>, buttons: &[(Icon, Phrase, Gesture)]) -> Html {
    html! {
        <div class="switch">
            { for buttons.iter().map(|&(sign, name, gesture)| {
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
