//! The frame that all three views share: heading, note, controls, figure with stage, caption and table.

use chuhai_charts::scene::Scene;
use chuhai_core::state::View;
use yew::prelude::*;

use super::export_buttons::{Picture, save_picture};
use super::view_table::FactsTable;
use crate::ptr_eq_rc::PtrEqRc;
use crate::views::Frame;

/// What stands at the head of a view.
pub struct Head {
    /// The section's id: `map`, `funding` or `timeline`.
    pub id: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// What to know for reading it, beside the heading.
    pub note: AttrValue,
    /// Its controls, right of the heading.
    pub tools: Html,
}

/// A view: a section with one figure, which is `stage`. The picture is none before its box is measured.
pub fn view(head: Head, frame: &Frame, scene: Option<&PtrEqRc<Scene>>, stage: Html) -> Html {
    let heading = format!("{}-title", head.id);
    html! {
        <section id={head.id} class="view" aria-labelledby={heading.clone()}>
            <div class="view-head">
                <h2 id={heading}>{ head.title }</h2>
                <p class="view-note">{ &head.note }</p>
                <div class="view-tools">{ head.tools }{ frame.alone(head.id, head.title) }</div>
            </div>
            <figure>
                { stage }
                <figcaption>
                    if let Some(scene) = scene { <p class="summary">{ &scene.summary }</p> }
                </figcaption>
            </figure>
            if let Some(scene) = scene {
                <div class="view-foot">
                    { save_picture(frame, Picture {
                        name: head.id.to_owned(),
                        title: head.title.to_owned(),
                        note: head.note,
                        series: head.id == View::Funding.id(),
                        scene: scene.clone(),
                    }) }
                    <FactsTable dataset={frame.dataset.clone()} lang={frame.state.page.lang} name={head.id} scene={scene.clone()}
                        chosen={frame.chosen.clone()} is_printing={frame.is_printing} act={frame.act.clone()} />
                </div>
            }
        </section>
    }
}
