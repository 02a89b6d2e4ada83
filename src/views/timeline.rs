//! The timeline view: when it happened.

use chuhai_charts::scene::{Point, Size, pt};
use chuhai_charts::timeline::{self, PlotScale, TimelineFilter, TimelineIndex};
use chuhai_core::dataset::{Dataset, RecordIx};
use chuhai_core::state::{Action, Cameras, FilterField, LaneMode, State, TimeWindow};
use chuhai_core::text::{Phrase, phrases};
use yew::prelude::*;

use super::{Answers, Frame, FrameProps, use_brush, use_painted, zoom_buttons};
use crate::browser::element;
use crate::components::view::{Head, view};
use crate::gesture::Gesture;
use crate::hooks::use_element_size;
use crate::ptr_eq_rc::PtrEqRc;
use crate::text_measures::TextMeasures;

/// The timeline.
#[component]
pub fn TimelineView(FrameProps { frame }: &FrameProps) -> Html {
    let lang = frame.lang();
    let node = use_node_ref();
    let painted = use_painted(frame, "timeline");
    // The height follows from the width and the records, so only the width is asked for.
    let width_px = frame.size(use_element_size(&node), 0.0).map(|size| size.width_px);

    // Sorting the records in is done once a dataset and cut of lanes, resolving the choice once a choice.
    let index = use_memo((frame.dataset.clone(), frame.state.cameras.lanes), |(dataset, lanes)| {
        TimelineIndex::new(dataset, *lanes)
    });
    let index = PtrEqRc::from(index);
    let choice = use_memo((index.clone(), frame.focus.clone()), |(index, focus)| {
        TimelineFilter::new(&frame.dataset, index, (**focus).clone())
    });
    let choice = PtrEqRc::from(choice);
    let scene = use_memo(
        (
            index.clone(),
            choice,
            frame.state.for_picture(Cameras {
                time: frame.state.cameras.time,
                lanes: frame.state.cameras.lanes,
                ..Cameras::default()
            }),
            width_px,
            frame.measures.clone(),
        ),
        |(index, choice, state, width_px, measures)| {
            let measure = measures.of(state.page.lang);
            width_px
                .map(|width_px| PtrEqRc::new(timeline::layout(&frame.dataset, index, choice, state, width_px, measure)))
        },
    );
    let scene = (*scene).clone();
    let size = scene.as_ref().map(|scene| scene.size);
    use_effect_with((node.clone(), size), |(node, size)| {
        if let Some(size) = size {
            element::set_style(node, "height", &format!("{}px", size.height_px));
        }
    });

    // Several gestures may come between two renderings; each goes on from the one before.
    let window = use_mut_ref(|| frame.state.cameras.time);
    window.replace(frame.state.cameras.time);
    let on_gesture = {
        let (act, dataset, state) = (frame.act.clone(), frame.dataset.clone(), frame.state.clone());
        let (measures, index) = (frame.measures.clone(), index.clone());
        Callback::from(move |gesture: Gesture| {
            let Some(size) = size else { return };
            let now = State { cameras: Cameras { time: *window.borrow(), ..state.cameras }, ..(*state).clone() };
            let axis = Axis { dataset: &dataset, index: &index, state: &now, size, measures: &measures };
            let next = axis.after(gesture);
            window.replace(next);
            act.emit(Action::MoveTime(next));
        })
    };
    let on_drag = use_brush(frame, scene.clone());
    let title = phrases::VIEW_TIMELINE_TITLE.get(lang);
    // Time runs across or downwards.
    let step_px = |size: Size| (size.width_px / 4.0, size.width_px / 4.0);
    let aside = [phrases::VIEW_EARLIER, phrases::VIEW_LATER];
    let tools = html! { <>{ lanes(frame) }{ zoom_buttons(lang, size, aside, step_px, &on_gesture) }</> };
    let head = Head { id: "timeline", title, note: phrases::VIEW_TIMELINE_NOTE.get(lang).into(), tools };
    let answers = Answers { on_gesture: Some(on_gesture), on_drag, on_painted: painted };
    let stage = frame.stage(
        ("timeline", &[FilterField::Companies, FilterField::Kinds, FilterField::Period]),
        title,
        &node,
        scene.clone(),
        answers,
    );
    view(head, frame, scene.as_ref(), stage)
}

/// The time axis as it lies on the screen now, for turning pixels into time.
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

    /// The window after `gesture`. Core keeps it within its bounds.
    fn after(&self, gesture: Gesture) -> TimeWindow {
        let TimeWindow { from, to } = self.state.cameras.time;
        let middle = pt(self.size.width_px / 2.0, self.size.height_px / 2.0);
        match gesture {
            Gesture::Pan { dx_px, dy_px } => {
                let by = self.fraction_at(pt(middle.x - dx_px, middle.y - dy_px)) - self.fraction_at(middle);
                TimeWindow { from: from + by, to: to + by }
            }
            Gesture::Zoom { factor, at } => {
                let still = self.fraction_at(at).clamp(from, to);
                TimeWindow { from: still - (still - from) / factor, to: still + (to - still) / factor }
            }
            Gesture::Fit => TimeWindow::default(),
            Gesture::Reveal(record) => self.showing(record),
        }
    }

    /// The window moved, at its width, so that `record` is in its middle.
    fn showing(&self, record: RecordIx) -> TimeWindow {
        let TimeWindow { from, to } = self.state.cameras.time;
        let Some(date) = self.dataset.record(record).date else { return self.state.cameras.time };
        let end = f64::from(date.end_day());
        let start = date.first_day().map_or(end, f64::from);
        let half = (to - from) / 2.0;
        let centre = self.index.axis().fraction((start + end) / 2.0).clamp(half, 1.0 - half);
        TimeWindow { from: centre - half, to: centre + half }
    }
}

/// What lanes stand for.
fn lanes(frame: &Frame) -> Html {
    let button = |to: LaneMode, name: Phrase| {
        let pressed = frame.state.cameras.lanes == to;
        let onclick = frame.act.reform(move |_: MouseEvent| Action::SetLanes(to));
        html! {
            <button type="button" aria-pressed={pressed.to_string()} {onclick}>{ name.get(frame.lang()) }</button>
        }
    };
    html! {
        <div class="switch" role="group" aria-label={phrases::VIEW_LANES.get(frame.lang())}>
            { button(LaneMode::Company, phrases::VIEW_LANES_COMPANY) }
            { button(LaneMode::Kind, phrases::VIEW_LANES_KIND) }
        </div>
    }
}
