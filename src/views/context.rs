//! The context that all views share: their input, their size, their stage.

use chuhai_charts::paint::svg::svg;
use chuhai_charts::scene::{Datum, Scene, Size};
use chuhai_charts::theme::Scheme;
use chuhai_core::dataset::RecordIx;
use chuhai_core::state::{Action, FilterField, ResolvedFilter, State, View};
use chuhai_core::text::phrases;
use yew::prelude::*;

use super::spec::ChartSpec;
use crate::components::icon::{Icon, icon};
use crate::components::stage::{Drag, Stage};
use crate::components::view_link::{ViewLink, view_link};
use crate::gesture::Gesture;
use crate::page::Page;
use crate::parts::LazyParts;
use crate::prerender::figures::Figures;
use crate::ptr_eq_rc::PtrEqRc;
use crate::text_measures::TextMeasures;

/// The width of pictures on paper, in px: about that of a sheet between its margins, so that type keeps its size.
const PAPER_WIDTH_PX: f64 = 720.0;

/// The result of painting a view's canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Painted {
    /// The view.
    pub view: View,
    /// False if the browser has no canvas to paint on.
    pub succeeded: bool,
}

/// The input of a view.
#[derive(Clone, PartialEq)]
pub struct ViewContext {
    /// Dataset, language, render mode and dispatcher.
    pub page: Page,
    /// The reader's state.
    pub state: PtrEqRc<State>,
    /// Its filter and selection, resolved.
    pub resolved: PtrEqRc<ResolvedFilter>,
    /// The selected records.
    pub chosen: Vec<RecordIx>,
    /// Text measures of both languages.
    pub measures: PtrEqRc<TextMeasures>,
    /// The colour scheme of the pictures.
    pub scheme: Scheme,
    /// The figures of the prerendered page.
    pub figures: Figures,
    /// Device pixels per logical pixel.
    pub pixel_ratio: f64,
    /// True once the page is ready and the browser was idle.
    pub is_idle: bool,
    /// True while a gesture goes on, in any chart.
    pub is_gesture: bool,
    /// The chart in which the last change was made; none if it was made elsewhere.
    pub origin: Option<View>,
    /// Receives actions with the chart in which they are done.
    pub act_in: Callback<(View, Action)>,
    /// The same while a gesture goes on; the page's dispatcher ends it.
    pub draft_in: Callback<(View, Action)>,
    /// Opens the help.
    pub help: Callback<()>,
    /// The parts of the module that pictures need.
    pub parts: LazyParts,
    /// Called after each painting.
    pub on_painted: Callback<Painted>,
}

/// Properties of each view component.
#[derive(Properties, PartialEq)]
pub struct ViewProps {
    /// The input of the view.
    pub context: ViewContext,
    /// Its chart's entry in the registry.
    pub chart: &'static ChartSpec,
}

/// The responses of a view to what happens on its stage.
pub(super) struct StageHandlers {
    /// Zooms and pans; none for pictures without a camera.
    pub(super) on_gesture: Option<Callback<Gesture>>,
    /// Selects by dragging.
    pub(super) on_drag: Callback<Drag>,
    /// Called after each painting: true if it succeeded.
    pub(super) on_painted: Callback<bool>,
}

/// A view's picture as it is put on a stage.
pub(super) struct StagePicture<'a> {
    /// The view.
    pub(super) view: View,
    /// Its chart's entry in the registry.
    pub(super) chart: &'a ChartSpec,
    /// The element whose size it takes.
    pub(super) node: &'a NodeRef,
    /// The picture; none before its box is measured.
    pub(super) scene: Option<PtrEqRc<Scene>>,
}

impl ViewContext {
    /// The heading of a chart.
    pub fn title(&self, chart: &ChartSpec) -> &'static str {
        (chart.title)(&self.page.dataset, self.page.lang)
    }

    /// A link to `view`, called `title`, alone, or from there back to all views; none in an embed, whose host has
    /// chosen what is shown.
    pub fn fullscreen_link(&self, view: View, title: &str) -> Html {
        if self.state.page.embed {
            return Html::default();
        }
        let (to, sign, label) = if self.state.page.view == view {
            (View::Explore, Icon::Shrink, self.page.text(phrases::TABS_BACK).to_owned())
        } else {
            (view, Icon::Expand, self.page.fill(phrases::TABS_ALONE, &[("view", title)]))
        };
        let link = ViewLink { to, label: Some(label), current: None, body: icon(sign) };
        view_link(link, &self.page, &self.state)
    }

    /// The size of a picture: that of its box, or a sheet's width and the chart's height on paper and in the prerendered
    /// page, where nothing is measured.
    pub(super) fn size(&self, box_size: Option<Size>, chart: &ChartSpec) -> Option<Size> {
        if self.page.mode.has_paper_size() {
            Some(Size { width_px: PAPER_WIDTH_PX, height_px: chart.paper_height_px })
        } else {
            box_size
        }
    }

    /// The stage of a view. On paper the same picture is added as SVG, which prints sharp.
    pub(super) fn stage(&self, picture: StagePicture, handlers: StageHandlers) -> Html {
        let StagePicture { view, chart, node, scene } = picture;
        let id = view.id();
        if self.page.mode.is_prerender() {
            return html! { <div class="stage prerendered-figure">{ self.figures.html(view) }</div> };
        }
        let title = self.title(chart);
        let StageHandlers { on_gesture, on_drag, on_painted } = handlers;
        let own = self.own_actions(chart, scene.as_deref());
        let period = chart.fields.contains(&FilterField::Period).then_some(self.state.filter.period);
        let printed =
            scene.as_ref().filter(|_| self.page.mode.is_print()).map(|scene| printed(scene, &self.page, id, title));
        html! {
            <>
            <Stage key={id} {title} scheme={self.scheme} pixel_ratio={self.pixel_ratio} {scene} chosen={self.chosen.clone()}
                node={node.clone()} {own} {period} help={self.help.clone()} {on_gesture} {on_drag}
                is_gesture={self.is_gesture} {on_painted} />
            { printed }
            </>
        }
    }

    /// The actions that undo what was chosen from this chart: its fields of the filter, and the selection where that is
    /// one of its items.
    fn own_actions(&self, chart: &ChartSpec, scene: Option<&Scene>) -> Vec<Action> {
        let fields = self.state.filter.fields().filter(|field| chart.fields.contains(field));
        let mut own: Vec<Action> = fields.map(Action::ClearField).collect();
        let items = scene.into_iter().flat_map(|scene| &scene.items);
        let selected = self.state.selection.record.map(Datum::Record);
        if selected.is_some() && items.map(|item| Some(item.datum)).any(|datum| datum == selected) {
            own.push(Action::Deselect);
        }
        own
    }
}

/// A picture as SVG, which prints sharp, with ids that begin with `id`.
pub fn printed(scene: &Scene, page: &Page, id: &str, title: &str) -> Html {
    let lines = svg(scene, Scheme::Print, page.lang, id, title);
    html! { <div class="printed">{ Html::from_html_unchecked(lines.into()) }</div> }
}

/// A callback that reports the paintings of `view`; the same one for as long as the view lives.
#[hook]
pub fn use_on_painted(context: &ViewContext, view: View) -> Callback<bool> {
    let on_painted =
        use_memo(context.on_painted.clone(), move |all| all.reform(move |succeeded| Painted { view, succeeded }));
    (*on_painted).clone()
}
