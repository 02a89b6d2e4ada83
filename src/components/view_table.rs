//! The table of a view's picture, behind a disclosure.

use chuhai_charts::scene::Scene;
use chuhai_charts::table::Table;
use chuhai_core::dataset::RecordIx;
use chuhai_core::text::phrases;
use yew::prelude::*;

use super::table::SortedTable;
use crate::hooks::{STATUS_DEBOUNCE_MS, use_debounced};
use crate::page::use_page;
use crate::ptr_eq_rc::PtrEqRc;

/// Properties of [`ViewTable`].
#[derive(Properties, PartialEq)]
pub struct ViewTableProps {
    /// Id of the view.
    pub name: &'static str,
    /// The picture.
    pub scene: PtrEqRc<Scene>,
    /// The selected records.
    pub chosen: Vec<RecordIx>,
}

/// The table of a picture.
#[component]
pub fn ViewTable(props: &ViewTableProps) -> Html {
    let page = use_page();
    let unfolded = use_state_eq(|| false);
    let is_open = page.mode.is_print() || *unfolded;
    // A folded table follows the picture with a delay: three tables cost more than the pictures.
    let debounced = use_debounced(&props.scene, STATUS_DEBOUNCE_MS);
    let table = use_table(if is_open { &props.scene } else { &debounced });
    let toggle = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        unfolded.set(!*unfolded);
    });
    html! {
        <details class="facts" open={is_open}>
            <summary onclick={toggle}>{ page.text(phrases::VIEW_TABLE) }</summary>
            <SortedTable name={props.name} {table} chosen={props.chosen.clone()} />
        </details>
    }
}

/// The table of `scene`; the same one as before if its cells are, since a camera that moves changes none of them.
#[hook]
fn use_table(scene: &PtrEqRc<Scene>) -> PtrEqRc<Table> {
    let latest = use_mut_ref(|| None::<PtrEqRc<Table>>);
    let table = use_memo(scene.clone(), |scene| {
        let table = Table::of_scene(scene);
        let same = latest.borrow().clone().filter(|latest| **latest == table);
        let table = same.unwrap_or_else(|| PtrEqRc::new(table));
        latest.replace(Some(table.clone()));
        table
    });
    (*table).clone()
}
