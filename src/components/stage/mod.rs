//! The stage of a view: a canvas, the items as buttons over it, outlines, and a tooltip. It is the same for all views; a
//! view differs in its Scene and in its handlers for gestures and drags.

mod brushing;
mod context;
mod drag;
mod keyboard;
mod outlines;
mod painting;
mod pointer;
mod state;

use std::rc::Rc;

use chuhai_charts::scene::{Datum, Item, Scene};
use chuhai_charts::theme::Scheme;
use chuhai_core::dataset::RecordIx;
use chuhai_core::state::{Action, Period};
use chuhai_core::text::phrases;
use yew::prelude::*;

use self::context::{StageContext, is_selected};
pub use self::drag::Drag;
use self::outlines::{Outlines, outlines};
use self::painting::use_painting;
use self::state::{use_focus, use_pointers, use_tooltip};
use super::hit_targets::Items;
use super::tooltip::Tooltip;
use crate::browser::pinch::PinchGuard;
use crate::gesture::Gesture;
use crate::page::use_page;
use crate::ptr_eq_rc::PtrEqRc;

/// Properties of [`Stage`].
#[derive(Clone, Properties, PartialEq)]
pub struct StageProps {
    /// Title of the view.
    pub title: AttrValue,
    /// Colours of the picture.
    pub scheme: Scheme,
    /// Device pixels per logical pixel.
    pub pixel_ratio: f64,
    /// The picture; none before its box is measured.
    pub scene: Option<PtrEqRc<Scene>>,
    /// The selected records.
    pub chosen: Vec<RecordIx>,
    /// The stage's box, which the view measures.
    pub node: NodeRef,
    /// Actions that clear this view's filter fields and selection.
    pub own: Vec<Action>,
    /// The period of the filter, in a view that can extend it.
    pub period: Option<Period>,
    /// Opens the help.
    pub help: Callback<()>,
    /// Receives gestures that zoom and pan; none for a picture without a camera.
    #[prop_or_default]
    pub on_gesture: Option<Callback<Gesture>>,
    /// Receives drags that choose.
    #[prop_or_default]
    pub on_drag: Option<Callback<Drag>>,
    /// True while a gesture changes the picture from frame to frame.
    #[prop_or_default]
    pub is_gesture: bool,
    /// The items that the text beside the picture is pointed at, as [`cites::IDS`](crate::browser::cites::IDS).
    #[prop_or_default]
    pub pointed: Option<String>,
    /// Called with the id of the item that the pointer or the visible focus is on, and with none when it leaves.
    #[prop_or_default]
    pub on_pointed: Callback<Option<String>>,
    /// Called after each painting of the picture, with true if it succeeded.
    pub on_painted: Callback<bool>,
}

/// The stage of a view.
#[component]
pub fn Stage(props: &StageProps) -> Html {
    let page = use_page();
    let (picture, list) = (use_node_ref(), use_node_ref());
    let (pointers, focus, tooltip) = (use_pointers(), use_focus(), use_tooltip());
    use_painting(&picture, props, page.lang, &pointers);
    use_pinch_guard(props);
    use_reveal_selected(props);
    use_effect_with((*tooltip.hover).clone().or_else(|| (*focus.visible).clone()), {
        let on_pointed = props.on_pointed.clone();
        move |id| on_pointed.emit(id.clone())
    });
    match props.scene.clone() {
        Some(scene) => {
            let context = StageContext { page, props: props.clone(), scene, list, pointers, focus, tooltip };
            surface(&Rc::new(context), picture)
        }
        None => html! { <div ref={props.node.clone()} class="stage" /> },
    }
}

/// Keeps pinches on a picture with a camera from zooming the page.
#[hook]
fn use_pinch_guard(props: &StageProps) {
    use_effect_with((props.node.clone(), props.on_gesture.is_some()), |(node, has_camera)| {
        let guard = has_camera.then(|| PinchGuard::new(node));
        move || drop(guard)
    });
}

/// Brings selected records into the picture when all of them lie outside what the camera shows.
#[hook]
fn use_reveal_selected(props: &StageProps) {
    let latest = props.clone();
    use_effect_with((props.chosen.clone(), props.scene.is_some()), move |_| {
        let (Some(scene), Some(gesture)) = (&latest.scene, &latest.on_gesture) else { return };
        let mut selected = scene.items.iter().filter(|item| is_selected(item, &latest));
        if let Some(Item { datum: Datum::Record(ix), .. }) = selected.clone().next()
            && selected.all(|item| item.hit.is_empty())
        {
            gesture.emit(Gesture::Reveal(*ix));
        }
    });
}

/// The stage with a picture, which hears all events of its items.
fn surface(context: &Rc<StageContext>, picture: NodeRef) -> Html {
    let StageContext { page, props, scene, list, .. } = &**context;
    let moves = props.on_gesture.is_some().then_some("stage-moves");
    let over = context.tooltip.hover.is_some().then_some("stage-over");
    html! {
        <div ref={props.node.clone()} class={classes!("stage", moves, over)}
            onpointermove={context.on(StageContext::pointer_move)} onpointerdown={context.on(StageContext::pointer_down)}
            onpointerup={context.on(StageContext::pointer_up)} onpointercancel={context.on(StageContext::pointer_cancel)}
            onpointerleave={context.on(StageContext::pointer_leave)} onclick={context.on(StageContext::click)}
            onwheel={context.on(StageContext::wheel)} onfocusin={context.on(StageContext::focus_in)}
            onfocusout={context.on(StageContext::focus_out)} onkeydown={context.on(StageContext::key_down)}>
            <canvas ref={picture} class="picture" dir="ltr" aria-hidden="true" />
            <Items title={props.title.clone()} scene={scene.clone()} cursor={context.cursor()}
                chosen={props.chosen.clone()} node={list} />
            <Outlines boxes={outlines(context)} />
            if *context.pointers.hint {
                <p class="stage-hint" aria-hidden="true"><span>{ page.text(phrases::VIEW_TWO_FINGERS) }</span></p>
            }
            if let Some(item) = context.tip() { { tooltip(context, item) } }
        </div>
    }
}

/// The tooltip of an item: the claim, or the name of a density bin, and the other lines of the item's name.
fn tooltip(context: &Rc<StageContext>, item: &Item) -> Html {
    let title = match item.datum {
        Datum::Record(ix) => context.page.title(ix).to_owned(),
        Datum::Bin(_) => item.name.clone(),
    };
    let lines: Vec<AttrValue> = item.tip.iter().map(|line| line.clone().into()).collect();
    html! {
        <Tooltip {title} {lines} bounds={item.bounds} size={context.scene.size}
            on_hold={context.on(StageContext::hold_tooltip)} />
    }
}
