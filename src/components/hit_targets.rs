//! The items of a view as buttons over its picture: one tab stop (roving tabindex), in reading order.

use chuhai_charts::hit;
use chuhai_charts::scene::{Datum, HitShape, Scene};
use chuhai_core::dataset::RecordIx;
use chuhai_core::text::phrases;
use yew::prelude::*;

use crate::browser::element;
use crate::page::use_page;
use crate::ptr_eq_rc::PtrEqRc;

/// Properties of [`Items`].
#[derive(Properties, PartialEq)]
pub struct ItemsProps {
    /// Title of the view.
    pub title: AttrValue,
    /// The picture below the items.
    pub scene: PtrEqRc<Scene>,
    /// Index of the item that Tab leads to.
    pub cursor: usize,
    /// The selected records.
    pub chosen: Vec<RecordIx>,
    /// The list, for moving the focus in it.
    pub node: NodeRef,
}

/// The items of a view. The stage around them hears their events.
#[component]
pub fn Items(props: &ItemsProps) -> Html {
    let page = use_page();
    let placed = use_mut_ref(Vec::new);
    use_effect_with((props.node.clone(), props.scene.clone()), move |(node, scene)| {
        let boxes: Vec<_> = scene.items.iter().map(hit::button).collect();
        element::place_children(node, &boxes, &placed.replace(boxes.clone()));
    });
    let label = page.fill(phrases::VIEW_ITEMS, &[("view", &props.title)]);
    html! {
        <ul ref={props.node.clone()} class="items" aria-label={label}>
            { for props.scene.items.iter().enumerate().map(|(index, item)| {
                let pressed = matches!(item.datum, Datum::Record(ix) if props.chosen.contains(&ix));
                let is_area = item.hit.iter().any(|shape| matches!(shape, HitShape::Polygon(_)));
                html! {
                    <li class={if is_area { "area" } else { "mark" }}>
                        <button type="button" data-id={item.id.clone()} data-index={index.to_string()}
                            data-emphasis={item.emphasis.map(|emphasis| emphasis.as_str())}
                            aria-label={item.name.clone()} aria-pressed={pressed.to_string()}
                            tabindex={if index == props.cursor { "0" } else { "-1" }} />
                    </li>
                }
            }) }
        </ul>
    }
}
