//! The section that all views share: heading, note, controls, figure with stage, caption and table.

use chuhai_charts::scene::Scene;
use chuhai_core::state::View;
use chuhai_core::text::phrases;
use yew::prelude::*;

use super::export_buttons::{Picture, save_picture};
use super::part_placeholder::part_placeholder;
use super::view_table::ViewTableProps;
use crate::ptr_eq_rc::PtrEqRc;
use crate::views::context::ViewContext;
use crate::views::spec::ChartSpec;

/// The parts of a section that differ between views.
pub struct ViewParts<'a> {
    /// The view; its id is the section's.
    pub view: View,
    /// Its chart's entry in the registry.
    pub chart: &'a ChartSpec,
    /// A note on how to read the chart, beside the heading.
    pub note: AttrValue,
    /// Its controls, right of the heading.
    pub tools: Html,
    /// Its stage.
    pub stage: Html,
}

/// The section of a view, with one figure. The picture is none before its box is measured.
pub fn view(parts: ViewParts, context: &ViewContext, scene: Option<&PtrEqRc<Scene>>) -> Html {
    let ViewParts { view, chart, note, tools, stage } = parts;
    let (id, title) = (view.id(), context.title(chart));
    let heading = format!("{id}-title");
    html! {
        <section {id} class="view" aria-labelledby={heading.clone()}>
            <div class="view-head">
                <h2 id={heading}>{ title }</h2>
                <p class="view-note">{ &note }</p>
                <div class="view-tools">{ tools }{ context.fullscreen_link(view, title) }</div>
            </div>
            <figure>
                { stage }
                <figcaption>
                    if let Some(scene) = scene { <p class="summary">{ &scene.summary }</p> }
                </figcaption>
            </figure>
            if let Some(scene) = scene {
                <div class="view-foot">
                    { save_picture(context, Picture {
                        name: id.to_owned(),
                        title: title.to_owned(),
                        note,
                        series: chart.credits_series,
                        scene: scene.clone(),
                    }) }
                    { table(id, scene, context) }
                </div>
            }
        </section>
    }
}

/// The table of the picture, behind a disclosure.
fn table(name: &'static str, scene: &PtrEqRc<Scene>, context: &ViewContext) -> Html {
    let ViewContext { page, explore, .. } = context;
    match explore.get() {
        Some(part) => (part.view_table)(ViewTableProps { name, scene: scene.clone(), chosen: context.chosen.clone() }),
        None => html! {
            <details class="facts">
                <summary>{ page.text(phrases::VIEW_TABLE) }</summary>
                { part_placeholder(page, explore) }
            </details>
        },
    }
}
