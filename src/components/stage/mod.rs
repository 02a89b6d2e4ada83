//! The stage of a view: its two canvases, its items as buttons, its tooltip. The same for all three views: what is
//! special to one is in its Scene and in what it makes of a gesture. What pointer and keys do is in the modules below.

mod drag;
mod ground;
mod keyboard;
mod painting;
mod pointer;

use std::cell::Cell;
use std::rc::Rc;

use chuhai_charts::paint;
use chuhai_charts::scene::{Datum, Item, Rect, Scene};
use chuhai_charts::theme::Scheme;
use chuhai_core::dataset::{Dataset, RecordIx};
use chuhai_core::state::{Action, Period};
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

pub use self::drag::Drag;
use self::ground::{Ground, index_of};
use self::painting::use_painting;
use super::hit_targets::Items;
use super::tooltip::Tooltip;
use crate::browser::pinch::PinchGuard;
use crate::browser::window::WindowListener;
use crate::browser::{canvas, timer::Timeout};
use crate::gesture::{Gesture, PointerTracker};
use crate::ptr_eq_rc::PtrEqRc;

/// What a stage needs.
#[derive(Properties, PartialEq)]
pub struct StageProps {
    /// Title of the view.
    pub title: AttrValue,
    /// Language of the page.
    pub lang: Lang,
    /// Light or dark.
    pub scheme: Scheme,
    /// Device pixels a logical pixel.
    pub pixel_ratio: f64,
    /// The facts behind the items.
    pub dataset: PtrEqRc<Dataset>,
    /// The picture; none before its box is measured.
    pub scene: Option<PtrEqRc<Scene>>,
    /// The records that were chosen themselves.
    pub chosen: Vec<RecordIx>,
    /// The stage's box, which the view measures.
    pub node: NodeRef,
    /// Where choices go.
    pub act: Callback<Action>,
    /// What lets go of all that this view chose.
    pub own: Vec<Action>,
    /// The time now asked about, in a view of time.
    pub period: Option<Period>,
    /// Opens the help.
    pub help: Callback<()>,
    /// What zooming and panning mean here; none where the picture stands still.
    #[prop_or_default]
    pub on_gesture: Option<Callback<Gesture>>,
    /// What a drag that chooses does here.
    #[prop_or_default]
    pub on_drag: Option<Callback<Drag>>,
    /// Called after each painting of the picture: whether it went well.
    pub on_painted: Callback<bool>,
}

/// The stage of a view.
#[component]
pub fn Stage(props: &StageProps) -> Html {
    let (base, overlay, list) = (use_node_ref(), use_node_ref(), use_node_ref());
    let (hover, focused) = (use_state_eq(|| None::<String>), use_state_eq(|| None::<String>));
    let cursor = use_state_eq(|| None::<String>);
    let tip_closed = use_state_eq(|| false);
    let leaving = use_mut_ref(|| None::<Timeout>);
    let (fingers, pull) = (use_mut_ref(PointerTracker::default), use_mut_ref(|| None));
    let lasso = use_state_eq(|| None::<Rect>);
    let hinted = use_state_eq(|| false);
    let hinting = use_mut_ref(|| None::<Timeout>);

    let by_hand = use_memo((), |()| Cell::new(false));

    use_painting(&base, props, &by_hand);
    use_effect_with(
        (
            (props.scene.clone(), props.scheme, props.pixel_ratio, props.lang),
            ((*hover).clone(), (*focused).clone(), *lasso),
        ),
        {
            let overlay = overlay.clone();
            move |((scene, scheme, ratio, lang), (hover, focused, lasso))| {
                if let Some(scene) = scene {
                    let (hover, focused) = (index_of(scene, hover), index_of(scene, focused));
                    let marks = paint::overlay_marks(scene, hover, focused, *lasso);
                    canvas::paint(&overlay, &marks, scene.size, *scheme, *ratio, *lang);
                }
            }
        },
    );

    use_effect_with((hover.is_some() && !*tip_closed).then(|| tip_closed.setter()), |closer| {
        let listener = closer.clone().map(|closer| WindowListener::escape(move || closer.set(true)));
        move || drop(listener)
    });

    use_effect_with((props.node.clone(), props.on_gesture.is_some()), |(node, moves)| {
        let guard = moves.then(|| PinchGuard::new(node));
        move || drop(guard)
    });
    // What was chosen elsewhere and lies outside what is seen here is brought into the picture.
    use_effect_with((props.chosen.clone(), props.scene.is_some()), {
        let (scene, gesture) = (props.scene.clone(), props.on_gesture.clone());
        move |(chosen, _)| {
            let (Some(scene), Some(gesture)) = (scene, gesture) else { return };
            let mut own = scene.items.iter().filter(|item| is_chosen(item, chosen));
            if let Some(Item { datum: Datum::Record(ix), .. }) = own.clone().next()
                && own.all(|item| item.hit.is_empty())
            {
                gesture.emit(Gesture::Reveal(*ix));
            }
        }
    });

    let Some(scene) = props.scene.clone() else {
        return html! { <div ref={props.node.clone()} class="stage" /> };
    };
    let cursor_ix = index_of(&scene, &cursor)
        .or_else(|| scene.items.iter().position(|item| is_chosen(item, &props.chosen)))
        .unwrap_or(0);
    let moves = props.on_gesture.is_some().then_some("stage-moves");
    let over = hover.is_some().then_some("stage-over");
    let ground = Rc::new(Ground {
        node: props.node.clone(),
        list: list.clone(),
        scene: scene.clone(),
        dataset: props.dataset.clone(),
        act: props.act.clone(),
        gesture: props.on_gesture.clone(),
        drag: props.on_drag.clone(),
        own: props.own.clone(),
        period: props.period,
        help: props.help.clone(),
        hover,
        focused,
        cursor,
        tip_closed,
        leaving,
        fingers,
        pull,
        lasso,
        hinted,
        hinting,
        by_hand,
    });
    let tip = ground.tip().map(|ix| &scene.items[ix]);
    html! {
        <div ref={props.node.clone()} class={classes!("stage", moves, over)}
            onpointermove={ground.hear(Ground::pointer_moved)} onpointerdown={ground.hear(Ground::pointer_down)}
            onpointerup={ground.hear(Ground::pointer_up)} onpointercancel={ground.hear(Ground::pointer_lost)}
            onpointerleave={ground.hear(Ground::pointer_left)} onclick={ground.hear(Ground::clicked)}
            onwheel={ground.hear(Ground::wheeled)} onfocusin={ground.hear(Ground::focus_came)}
            onfocusout={ground.hear(Ground::focus_went)} onkeydown={ground.hear(Ground::key_down)}>
            <canvas ref={base} class="picture" dir="ltr" aria-hidden="true" />
            <canvas ref={overlay} class="over" dir="ltr" aria-hidden="true" />
            <Items lang={props.lang} title={props.title.clone()} scene={scene.clone()} cursor={cursor_ix}
                chosen={props.chosen.clone()} node={list} />
            if *ground.hinted {
                <p class="stage-hint" aria-hidden="true"><span>{ phrases::VIEW_TWO_FINGERS.get(props.lang) }</span></p>
            }
            if let Some(item) = tip {
                <Tooltip lang={props.lang} title={tooltip_title(item, &props.dataset, props.lang)} bounds={item.bounds} size={scene.size}
                    lines={item.tip.iter().map(|line| AttrValue::from(line.clone())).collect::<Vec<_>>()}
                    on_hold={ground.hear(Ground::hold)} />
            }
        </div>
    }
}

/// The claim, or what a density stands for; what else the item's name says follows in the tooltip's lines.
fn tooltip_title(item: &Item, dataset: &Dataset, lang: Lang) -> AttrValue {
    match item.datum {
        Datum::Record(ix) => dataset.record(ix).title.get(lang).to_owned().into(),
        Datum::Bin(_) => item.name.clone().into(),
    }
}

fn is_chosen(item: &Item, chosen: &[RecordIx]) -> bool {
    matches!(item.datum, Datum::Record(ix) if chosen.contains(&ix))
}
