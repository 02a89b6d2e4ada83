//! The timeline view.

use chuhai_charts::scene::{Point, Size, pt};
use chuhai_charts::timeline::{self, PlotScale, TimelineFilter, TimelineIndex};
use chuhai_core::dataset::{Dataset, RecordIx};
use chuhai_core::state::{Action, Cameras, LaneMode, State, TimeWindow, View};
use chuhai_core::text::{Phrase, phrases};
use yew::prelude::*;

use super::context::{StageHandlers, StagePicture, ViewContext, ViewProps, use_on_painted};
use super::tools::{use_brush, zoom_buttons};
use crate::browser::element;
use crate::components::view::{ViewParts, view};
use crate::gesture::Gesture;
use crate::hooks::use_chart_size;
use crate::ptr_eq_rc::PtrEqRc;
use crate::text_measures::TextMeasures;

/// The timeline.
#[component]
pub fn TimelineView(ViewProps { context, chart }: &ViewProps) -> Html {
    let node = use_node_ref();
    let on_painted = use_on_painted(context, View::Timeline);
    // The height follows from the width and the records.
    let width_px = context.size(use_chart_size(&node, context.is_idle, &on_painted), chart).map(|size| size.width_px);

    // Records are sorted once per dataset and lane mode.
    let index = use_memo((context.page.dataset.clone(), context.state.cameras.lanes), |(dataset, lanes)| {
        TimelineIndex::new(dataset, *lanes)
    });
    let index = PtrEqRc::from(index);
    let choice = use_memo((index.clone(), context.resolved.clone()), |(index, resolved)| {
        TimelineFilter::new(&context.page.dataset, index, (**resolved).clone())
    });
    let choice = PtrEqRc::from(choice);
    let scene = use_memo(
        (
            index.clone(),
            choice,
            context.state.for_picture(Cameras {
                time: context.state.cameras.time,
                lanes: context.state.cameras.lanes,
                ..Cameras::default()
            }),
            width_px,
            context.measures.clone(),
        ),
        |(index, choice, state, width_px, measures)| {
            let measure = measures.of(state.page.lang);
            width_px.map(|width_px| {
                PtrEqRc::new(timeline::layout(&context.page.dataset, index, choice, state, width_px, measure))
            })
        },
    );
    let scene = (*scene).clone();
    let size = scene.as_ref().map(|scene| scene.size);
    use_effect_with((node.clone(), size), |(node, size)| {
        if let Some(size) = size {
            element::set_style(node, "height", &format!("{}px", size.height_px));
        }
    });

    // Several gestures may come between two renderings; each continues the one before.
    let window = use_mut_ref(|| context.state.cameras.time);
    window.replace(context.state.cameras.time);
    let on_gesture = {
        let (act, dataset, state) = (context.page.act.clone(), context.page.dataset.clone(), context.state.clone());
        let (measures, index) = (context.measures.clone(), index.clone());
        Callback::from(move |gesture: Gesture| {
            let Some(size) = size else { return };
            let now = State { cameras: Cameras { time: *window.borrow(), ..state.cameras }, ..(*state).clone() };
            let axis = Axis { dataset: &dataset, index: &index, state: &now, size, measures: &measures };
            let next = axis.after(gesture);
            window.replace(next);
            act.emit(Action::MoveTime(next));
        })
    };
    let on_drag = use_brush(context, View::Timeline, scene.clone());
    // Time runs across or downwards.
    let step_px = |size: Size| (size.width_px / 4.0, size.width_px / 4.0);
    let aside = [phrases::VIEW_EARLIER, phrases::VIEW_LATER];
    let zoom = zoom_buttons(context.page.lang, size, aside, step_px, &on_gesture);
    let tools = html! { <>{ lane_buttons(context) }{ zoom }</> };
    let handlers = StageHandlers { on_gesture: Some(on_gesture), on_drag, on_painted };
    let picture = StagePicture { view: View::Timeline, chart, node: &node, scene: scene.clone() };
    let stage = context.stage(picture, handlers);
    let note = context.page.text(phrases::VIEW_TIMELINE_NOTE).into();
    view(ViewParts { view: View::Timeline, chart, note, tools, stage }, context, scene.as_ref())
}

/// The time axis on screen, for converting pixels to time.
struct Axis<'a> {
    dataset: &'a Dataset,
    index: &'a TimelineIndex,
    state: &'a State,
    size: Size,
    measures: &'a TextMeasures,
}

impl Axis<'_> {
    fn fraction_at(&self, at: Point) -> f64 {
        let measure = self.measures.of(self.state.page.lang);
        PlotScale::new(self.dataset, self.index, self.state, self.size.width_px, measure).fraction_at(at)
    }

    /// The window after `gesture`; `update` clamps it.
    fn after(&self, gesture: Gesture) -> TimeWindow {
        let TimeWindow { from, to } = self.state.cameras.time;
        let middle = pt(self.size.width_px / 2.0, self.size.height_px / 2.0);
        match gesture {
            Gesture::Pan { dx_px, dy_px } => {
                let by = self.fraction_at(pt(middle.x - dx_px, middle.y - dy_px)) - self.fraction_at(middle);
                TimeWindow { from: from + by, to: to + by }
            }
            Gesture::Zoom { factor, at } => {
                let fixed = self.fraction_at(at).clamp(from, to);
                TimeWindow { from: fixed - (fixed - from) / factor, to: fixed + (to - fixed) / factor }
            }
            Gesture::Fit => TimeWindow::default(),
            Gesture::Reveal(record) => self.centred_on(record),
        }
    }

    /// The window, at its width, with `record` in its middle.
    fn centred_on(&self, record: RecordIx) -> TimeWindow {
        let TimeWindow { from, to } = self.state.cameras.time;
        let Some(date) = self.dataset.record(record).date else { return self.state.cameras.time };
        let end = f64::from(date.end_day());
        let start = date.first_day().map_or(end, f64::from);
        let half = (to - from) / 2.0;
        let centre = self.index.axis().fraction((start + end) / 2.0).clamp(half, 1.0 - half);
        TimeWindow { from: centre - half, to: centre + half }
    }
}

/// The buttons for the lane mode.
fn lane_buttons(context: &ViewContext) -> Html {
    let button = |to: LaneMode, name: Phrase| {
        let pressed = context.state.cameras.lanes == to;
        let onclick = context.page.act.reform(move |_: MouseEvent| Action::SetLanes(to));
        html! {
            <button type="button" aria-pressed={pressed.to_string()} {onclick}>{ context.page.text(name) }</button>
        }
    };
    html! {
        <div class="switch" role="group" aria-label={context.page.text(phrases::VIEW_LANES)}>
            { button(LaneMode::Company, phrases::VIEW_LANES_COMPANY) }
            { button(LaneMode::Kind, phrases::VIEW_LANES_KIND) }
        </div>
    }
}
