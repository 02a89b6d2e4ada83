//! The frame that all three views share: heading, note, controls, figure with stage, caption and table.

use chuhai_core::text::Lang;
use chuhai_views::scene::Scene;
use yew::prelude::*;

use super::facts_table::FactsTable;
use crate::shared::Shared;

/// What the frame of a view needs.
#[derive(Properties, PartialEq)]
pub struct ViewProps {
    /// The section's id: `map`, `funding` or `timeline`.
    pub id: &'static str,
    /// Language of the page.
    pub lang: Lang,
    /// Its heading.
    pub title: AttrValue,
    /// What to know for reading it, beside the heading.
    pub note: AttrValue,
    /// Its controls, right of the heading.
    #[prop_or_default]
    pub tools: Html,
    /// The picture; none before its box is measured.
    pub scene: Option<Shared<Scene>>,
    /// The stage.
    pub children: Html,
}

/// A view: a section with one figure.
#[component]
pub fn View(props: &ViewProps) -> Html {
    let heading = format!("{}-title", props.id);
    html! {
        <section id={props.id} class="view" aria-labelledby={heading.clone()}>
            <div class="view-head">
                <h2 id={heading}>{ &props.title }</h2>
                <p class="view-note">{ &props.note }</p>
                <div class="view-tools">{ props.tools.clone() }</div>
            </div>
            <figure>
                { props.children.clone() }
                <figcaption>
                    if let Some(scene) = &props.scene { <p class="summary">{ &scene.summary }</p> }
                </figcaption>
            </figure>
            if let Some(scene) = &props.scene { <FactsTable lang={props.lang} scene={scene.clone()} /> }
        </section>
    }
}
