//! The items of a view as buttons over its picture: one tab stop, in reading order, named in the page's language.

use chuhai_charts::hit;
use chuhai_charts::scene::{Datum, HitShape, Scene};
use chuhai_core::dataset::RecordIx;
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use crate::browser::element;
use crate::ptr_eq_rc::PtrEqRc;

/// What the items need.
#[derive(Properties, PartialEq)]
pub struct ItemsProps {
    /// Language of the page.
    pub lang: Lang,
    /// Title of the view they stand in.
    pub title: AttrValue,
    /// The picture they lie over.
    pub scene: PtrEqRc<Scene>,
    /// The one that Tab leads to.
    pub cursor: usize,
    /// The records that were chosen themselves.
    pub chosen: Vec<RecordIx>,
    /// The list, for moving the focus.
    pub node: NodeRef,
}

/// The items. Their events are heard by the stage they lie in.
#[component]
pub fn Items(props: &ItemsProps) -> Html {
    let placed = use_mut_ref(Vec::new);
    use_effect_with((props.node.clone(), props.scene.clone()), move |(node, scene)| {
        let boxes: Vec<_> = scene.items.iter().map(hit::button).collect();
        element::place_children(node, &boxes, &placed.replace(boxes.clone()));
    });
    let label = phrases::VIEW_ITEMS.fill(props.lang, &[("view", &props.title)]);
    html! {
        <ul ref={props.node.clone()} class="items" aria-label={label}>
            { for props.scene.items.iter().enumerate().map(|(index, item)| {
                let pressed = matches!(item.datum, Datum::Record(ix) if props.chosen.contains(&ix));
                let shape = if item.hit.iter().any(|shape| matches!(shape, HitShape::Polygon(_))) { "area" } else { "mark" };
                html! {
                    <li class={shape}>
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
