//! The three views: each makes its picture from the facts and the state, and turns gestures into actions.

mod funding;
mod map;
mod timeline;

pub use funding::FundingView;
pub use map::MapView;
pub use timeline::TimelineView;

use chuhai_charts::paint::svg::svg;
use chuhai_charts::scene::{Datum, Point, Scene, Size, pt};
use chuhai_charts::theme::Scheme;
use chuhai_core::dataset::{Dataset, RecordIx};
use chuhai_core::state::{Action, FilterField, Period, ResolvedFilter, State, View};
use chuhai_core::text::{Lang, Phrase, phrases};
use yew::prelude::*;

use crate::components::icon::{Icon, icon};
use crate::components::stage::{Drag, Stage};
use crate::components::view_link::view_link;
use crate::gesture::Gesture;
use crate::keys::ZOOM_STEP;
use crate::prerender;
use crate::ptr_eq_rc::PtrEqRc;
use crate::text_measures::TextMeasures;

/// How wide pictures are on paper: about what a sheet has between its margins, so that type keeps its size.
const PAPER_WIDTH_PX: f64 = 720.0;

/// What every view is made from.
#[derive(Clone, PartialEq)]
pub struct Frame {
    /// The facts.
    pub dataset: PtrEqRc<Dataset>,
    /// What the reader has chosen.
    pub state: PtrEqRc<State>,
    /// The choice, resolved.
    pub focus: PtrEqRc<ResolvedFilter>,
    /// The records that were chosen themselves.
    pub chosen: Vec<RecordIx>,
    /// How wide text is.
    pub measures: PtrEqRc<TextMeasures>,
    /// Which colours.
    pub scheme: Scheme,
    /// Whether it is being printed.
    pub is_printing: bool,
    /// Device pixels a logical pixel.
    pub pixel_ratio: f64,
    /// Where choices go.
    pub act: Callback<Action>,
    /// Where choices go while a gesture goes on; `act` ends it.
    pub draft: Callback<Action>,
    /// Opens the help.
    pub help: Callback<()>,
    /// Told after each painting: which view, and whether it went well.
    pub on_painted: Callback<(&'static str, bool)>,
}

/// What each view component takes.
#[derive(Properties, PartialEq)]
pub struct FrameProps {
    /// What it is made from.
    pub frame: Frame,
}

/// What a view makes of what happens on its stage.
struct Answers {
    /// Zooming and panning; none where the picture stands still.
    on_gesture: Option<Callback<Gesture>>,
    /// Drags that choose.
    on_drag: Callback<Drag>,
    /// How each painting went.
    on_painted: Callback<bool>,
}

impl Frame {
    fn lang(&self) -> Lang {
        self.state.page.lang
    }

    /// The way to the view with this id and title alone, or from there back to all of them; none in another page, whose
    /// maker has chosen what is shown.
    pub fn alone(&self, id: &str, title: &str) -> Html {
        if self.state.page.embed {
            return Html::default();
        }
        let Some(view) = View::ALL.into_iter().find(|view| view.id() == id) else { return Html::default() };
        let (to, sign, label) = if self.state.page.view == view {
            (View::Explore, Icon::Shrink, phrases::TABS_BACK.get(self.lang()).to_owned())
        } else {
            (view, Icon::Expand, phrases::TABS_ALONE.fill(self.lang(), &[("view", title)]))
        };
        view_link(to, Some(label), None, icon(sign), &self.dataset, &self.state, &self.act)
    }

    /// The size of a picture: that of its box, or on paper the sheet's width and `height_px`; what stands still has no
    /// box yet.
    fn size(&self, box_size: Option<Size>, height_px: f64) -> Option<Size> {
        if self.is_printing || prerender::standing() {
            Some(Size { width_px: PAPER_WIDTH_PX, height_px })
        } else {
            box_size
        }
    }

    /// The stage of the view called `id`, which chooses by `clauses` of the filter and among its items. On paper the
    /// same picture stands beside it as lines, which print sharp.
    fn stage(
        &self,
        (id, clauses): (&'static str, &[FilterField]),
        title: &'static str,
        node: &NodeRef,
        scene: Option<PtrEqRc<Scene>>,
        answers: Answers,
    ) -> Html {
        if prerender::standing() {
            return html! { <div class="stage prerendered-figure"><i data-picture={id} /></div> };
        }
        let Answers { on_gesture, on_drag, on_painted } = answers;
        let mut own: Vec<Action> =
            self.state.filter.fields().filter(|clause| clauses.contains(clause)).map(Action::ClearField).collect();
        let items = scene.iter().flat_map(|scene| &scene.items);
        let selected = self.state.selection.record.map(Datum::Record);
        if selected.is_some() && items.map(|item| Some(item.datum)).any(|datum| datum == selected) {
            own.push(Action::Deselect);
        }
        let period = clauses.contains(&FilterField::Period).then_some(self.state.filter.period);
        let printed = scene.as_ref().filter(|_| self.is_printing).map(|scene| {
            let lines = svg(scene, Scheme::Print, self.lang(), id, title);
            html! { <div class="printed">{ Html::from_html_unchecked(lines.into()) }</div> }
        });
        html! {
            <>
            <Stage key={id} {title} lang={self.lang()} scheme={self.scheme}
                pixel_ratio={self.pixel_ratio} dataset={self.dataset.clone()} {scene} chosen={self.chosen.clone()}
                node={node.clone()} act={self.act.clone()} {own} {period} help={self.help.clone()} {on_gesture} {on_drag} {on_painted} />
            { printed }
            </>
        }
    }
}

/// A callback that says of one view how its painting went; the same one for as long as the view lives.
#[hook]
fn use_painted(frame: &Frame, id: &'static str) -> Callback<bool> {
    let painted = use_memo(frame.on_painted.clone(), move |all| all.reform(move |well| (id, well)));
    (*painted).clone()
}

/// Brushing a period over the time axis of `scene`. Pressing what is asked about already lets go of it.
#[hook]
fn use_brush(frame: &Frame, scene: Option<PtrEqRc<Scene>>) -> Callback<Drag> {
    // Where the drag began, and the period then: each step starts from that.
    let began = use_mut_ref(|| None::<(Point, Period)>);
    let (act, draft, period) = (frame.act.clone(), frame.draft.clone(), frame.state.filter.period);
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
            draft.emit(action);
        }
    })
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
