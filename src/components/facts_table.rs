//! The same facts as a view's picture, as a table behind a disclosure.

use chuhai_core::state::Emphasis;
use chuhai_core::text::{Lang, phrases};
use chuhai_views::scene::Scene;
use yew::prelude::*;

/// The table of the picture `scene`.
pub fn facts_table(lang: Lang, scene: &Scene) -> Html {
    html! {
        <details class="facts">
            <summary>{ phrases::VIEW_TABLE.get(lang) }</summary>
            <div class="scroll" tabindex="0" role="region" aria-label={scene.table.caption.clone()}>
                <table>
                    <caption>{ &scene.table.caption }</caption>
                    <thead>
                        <tr>{ for scene.table.columns.iter().map(|name| html! { <th scope="col">{ name }</th> }) }</tr>
                    </thead>
                    <tbody>
                        { for scene.items.iter().filter(|item| !item.cells.is_empty()).map(|item| html! {
                            <tr class={classes!((item.emphasis == Some(Emphasis::Selected)).then_some("row-selected"))}>
                                { for item.cells.iter().map(|cell| html! { <td>{ cell }</td> }) }
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
        </details>
    }
}
