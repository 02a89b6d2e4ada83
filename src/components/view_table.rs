//! The same facts as a view's picture, as a table behind a disclosure.

use chuhai_charts::scene::Scene;
use chuhai_charts::table::Table;
use chuhai_core::dataset::{Dataset, RecordIx};
use chuhai_core::state::Action;
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use super::table::SortedTable;
use crate::hooks::{STATUS_DEBOUNCE_MS, use_debounced};
use crate::ptr_eq_rc::PtrEqRc;
use crate::render_mode::RenderMode;

/// What the table is made from.
#[derive(Properties, PartialEq)]
pub struct FactsTableProps {
    /// The facts behind the picture.
    pub dataset: PtrEqRc<Dataset>,
    /// Language of the page.
    pub lang: Lang,
    /// The view it belongs to.
    pub name: &'static str,
    /// The picture.
    pub scene: PtrEqRc<Scene>,
    /// The records that were chosen themselves.
    pub chosen: Vec<RecordIx>,
    /// The purpose that the page is rendered for.
    pub mode: RenderMode,
    /// Where choices go.
    pub act: Callback<Action>,
}

/// The table of a picture.
#[component]
pub fn FactsTable(props: &FactsTableProps) -> Html {
    let unfolded = use_state_eq(|| false);
    // Folded it is made anew when a choice has settled: three tables of every mark cost more than the answer to it.
    let shown = props.mode.is_print() || *unfolded;
    let calm = use_debounced(&props.scene, STATUS_DEBOUNCE_MS);
    let scene = if shown { &props.scene } else { &calm };
    // A picture changes with every step of a drag, what it says does not: then the rows stay as they are.
    let kept = use_mut_ref(|| None::<PtrEqRc<Table>>);
    let table = use_memo(scene.clone(), |scene| {
        let table = Table::of_scene(scene);
        let same = kept.borrow().clone().filter(|kept| **kept == table);
        let table = same.unwrap_or_else(|| PtrEqRc::new(table));
        kept.replace(Some(table.clone()));
        table
    });
    let toggle = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        unfolded.set(!*unfolded);
    });
    html! {
        <details class="facts" open={shown}>
            <summary onclick={toggle}>{ phrases::VIEW_TABLE.get(props.lang) }</summary>
            <SortedTable dataset={props.dataset.clone()} lang={props.lang} name={props.name} table={(*table).clone()}
                chosen={props.chosen.clone()} mode={props.mode} act={props.act.clone()} />
        </details>
    }
}
