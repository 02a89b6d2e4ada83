//! The stage of a view: its two canvases, its items as buttons, its tooltip; pointer and keys become choices and
//! gestures here. The same for all three views: what is special to one is in its Scene and in what it makes of a
//! gesture.

use chuhai_core::dataset::{Dataset, RecordIx};
use chuhai_core::state::Action;
use chuhai_core::text::Lang;
use chuhai_views::scene::{Datum, Item, Point, Scene};
use chuhai_views::theme::Scheme;
use chuhai_views::{hit, paint};
use yew::prelude::*;

use super::items::Items;
use super::tooltip::Tooltip;
use crate::browser::escape::EscapeListener;
use crate::browser::{canvas, element, timer::Timeout};
use crate::gesture::{Fingers, Gesture, Touch};
use crate::keys::{self, Key};
use crate::shared::Shared;

/// How long a tooltip outlives the pointer's leaving its mark, so that the pointer can cross into it.
const TOOLTIP_GRACE_MS: i32 = 160;

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
    pub dataset: Shared<Dataset>,
    /// The picture; none before its box is measured.
    pub scene: Option<Shared<Scene>>,
    /// The records that were chosen themselves.
    pub chosen: Vec<RecordIx>,
    /// The stage's box, which the view measures.
    pub node: NodeRef,
    /// Where choices go.
    pub act: Callback<Action>,
    /// What zooming and panning mean here; none where the picture stands still.
    #[prop_or_default]
    pub on_gesture: Option<Callback<Gesture>>,
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
    let fingers = use_mut_ref(Fingers::default);

    use_effect_with((props.scene.clone(), props.scheme, props.pixel_ratio, props.lang, props.on_painted.clone()), {
        let base = base.clone();
        move |(scene, scheme, ratio, lang, painted)| {
            if let Some(scene) = scene {
                painted.emit(canvas::paint(&base, &scene.marks, scene.size, *scheme, *ratio, *lang));
            }
        }
    });
    use_effect_with(
        (props.scene.clone(), props.scheme, props.pixel_ratio, props.lang, (*hover).clone(), (*focused).clone()),
        {
            let overlay = overlay.clone();
            move |(scene, scheme, ratio, lang, hover, focused)| {
                if let Some(scene) = scene {
                    let marks = paint::overlay_marks(scene, index_of(scene, hover), index_of(scene, focused));
                    canvas::paint(&overlay, &marks, scene.size, *scheme, *ratio, *lang);
                }
            }
        },
    );

    use_effect_with((hover.is_some() && !*tip_closed).then(|| tip_closed.setter()), |closer| {
        let listener = closer.clone().map(|closer| EscapeListener::new(move || closer.set(true)));
        move || drop(listener)
    });

    let Some(scene) = &props.scene else {
        return html! { <div ref={props.node.clone()} class="stage" /> };
    };
    let cursor_ix = index_of(scene, &cursor)
        .or_else(|| scene.items.iter().position(|item| is_chosen(item, &props.chosen)))
        .unwrap_or(0);

    let activate = {
        let (act, gesture) = (props.act.clone(), props.on_gesture.clone());
        move |item: &Item| match (item.datum, &gesture) {
            (Datum::Record(ix), _) => act.emit(Action::ToggleRecord(ix)),
            (Datum::Bin(_), Some(gesture)) => gesture.emit(Gesture::Zoom { factor: 4.0, at: item.bounds.centre() }),
            (Datum::Bin(_), None) => {}
        }
    };

    let onpointermove = {
        let (node, scene, hover, leaving) = (props.node.clone(), scene.clone(), hover.clone(), leaving.clone());
        let (fingers, gesture, tip_closed) = (fingers.clone(), props.on_gesture.clone(), tip_closed.clone());
        Callback::from(move |event: PointerEvent| {
            let at = element::local_point(&node, event.client_x(), event.client_y());
            let moved = fingers.borrow_mut().moved(event.pointer_id(), at);
            match (moved, &gesture) {
                (Touch::Hover, _) if event.pointer_type() != "touch" => {
                    if let Some(id) = pointed(&scene, at, event.target()).map(|ix| scene.items[ix].id.clone()) {
                        leaving.take();
                        if hover.as_ref() != Some(&id) {
                            tip_closed.set(false);
                            hover.set(Some(id));
                        }
                    } else if hover.is_some() && leaving.borrow().is_none() {
                        let hover = hover.clone();
                        *leaving.borrow_mut() = Some(Timeout::new(TOOLTIP_GRACE_MS, move || hover.set(None)));
                    }
                }
                (Touch::Gesture(steps), Some(gesture)) => {
                    element::capture_pointer(&node, event.pointer_id());
                    hover.set(None);
                    steps.into_iter().for_each(|step| gesture.emit(step));
                }
                _ => {}
            }
        })
    };
    let onpointerdown = {
        let (node, fingers) = (props.node.clone(), fingers.clone());
        Callback::from(move |event: PointerEvent| {
            if event.button() == 0 {
                let at = element::local_point(&node, event.client_x(), event.client_y());
                fingers.borrow_mut().down(event.pointer_id(), at);
            }
        })
    };
    let onpointerup = {
        let fingers = fingers.clone();
        Callback::from(move |event: PointerEvent| fingers.borrow_mut().up(event.pointer_id()))
    };
    let onpointerleave = {
        let hover = hover.clone();
        let leaving = leaving.clone();
        Callback::from(move |_: PointerEvent| {
            let hover = hover.clone();
            *leaving.borrow_mut() = Some(Timeout::new(TOOLTIP_GRACE_MS, move || hover.set(None)));
        })
    };
    let onclick = {
        let (node, scene, fingers) = (props.node.clone(), scene.clone(), fingers.clone());
        let (cursor, activate, list) = (cursor.clone(), activate.clone(), list.clone());
        Callback::from(move |event: MouseEvent| {
            if fingers.borrow_mut().take_dragged() {
                return;
            }
            // The keyboard and assistive technology click without a place: then the target alone says what is meant.
            let item = if event.detail() == 0 {
                target_item(&scene, event.target())
            } else {
                let at = element::local_point(&node, event.client_x(), event.client_y());
                pointed(&scene, at, event.target())
            };
            if let Some((ix, item)) = item.and_then(|ix| Some((ix, scene.items.get(ix)?))) {
                cursor.set(Some(item.id.clone()));
                activate(item);
                // Where the panel comes up as a sheet, what was chosen must not end up under it.
                element::reveal_child(&list, ix);
            }
        })
    };
    let onwheel = props.on_gesture.clone().map(|gesture| {
        let node = props.node.clone();
        Callback::from(move |event: WheelEvent| {
            if event.ctrl_key() || event.meta_key() {
                event.prevent_default();
                let at = element::local_point(&node, event.client_x(), event.client_y());
                gesture.emit(Gesture::Zoom { factor: (-event.delta_y() / 240.0).clamp(-1.0, 1.0).exp2(), at });
            }
        })
    });
    let onfocusin = {
        let (scene, focused, cursor) = (scene.clone(), focused.clone(), cursor.clone());
        let (gesture, hover, tip_closed) = (props.on_gesture.clone(), hover.clone(), tip_closed.clone());
        Callback::from(move |event: FocusEvent| {
            let Some(item) = target_item(&scene, event.target()).map(|ix| &scene.items[ix]) else { return };
            cursor.set(Some(item.id.clone()));
            tip_closed.set(false);
            if element::shows_focus(event.target()) {
                focused.set(Some(item.id.clone()));
                hover.set(None);
                if let (true, Datum::Record(ix), Some(gesture)) = (item.hit.is_empty(), item.datum, &gesture) {
                    gesture.emit(Gesture::Reveal(ix));
                }
            }
        })
    };
    let onfocusout = {
        let focused = focused.clone();
        Callback::from(move |_: FocusEvent| focused.set(None))
    };
    let onkeydown = {
        let (scene, dataset, list) = (scene.clone(), props.dataset.clone(), list.clone());
        let tip_closed = tip_closed.clone();
        let tip_shown = !*tip_closed && (hover.is_some() || focused.is_some());
        let (act, gesture) = (props.act.clone(), props.on_gesture.clone());
        let chosen = !props.chosen.is_empty();
        Callback::from(move |event: KeyboardEvent| {
            let Some(from) = target_item(&scene, event.target()) else { return };
            let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
            let Some(key) = keys::read(&event.key(), modified) else { return };
            let middle = scene.items[from].bounds.centre();
            match (key, &gesture) {
                (Key::Step(step), _) => {
                    if let Some(to) = hit::step(&scene.items, from, step) {
                        element::focus_child(&list, to);
                    }
                }
                (Key::Year(forward), _) => {
                    if let Some(to) = keys::a_year_on(&scene.items, &dataset, from, forward) {
                        element::focus_child(&list, to);
                    }
                }
                (Key::Zoom(factor), Some(gesture)) => gesture.emit(Gesture::Zoom { factor, at: middle }),
                (Key::Fit, Some(gesture)) => gesture.emit(Gesture::Fit),
                (Key::Escape, _) if tip_shown => tip_closed.set(true),
                (Key::Escape, _) if chosen => act.emit(Action::Clear),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let on_hold = {
        let (hover, leaving) = (hover.clone(), leaving.clone());
        Callback::from(move |held: bool| {
            leaving.take();
            if !held {
                hover.set(None);
            }
        })
    };

    let tip = index_of(scene, &hover).or(index_of(scene, &focused)).filter(|_| !*tip_closed);
    let tip = tip.map(|ix| &scene.items[ix]);
    html! {
        <div ref={props.node.clone()} class={classes!("stage", props.on_gesture.is_some().then_some("stage-moves"), hover.is_some().then_some("stage-over"))}
            {onpointermove} {onpointerdown} onpointerup={onpointerup.clone()} onpointercancel={onpointerup}
            {onpointerleave} {onclick} {onwheel} {onfocusin} {onfocusout} {onkeydown}>
            <canvas ref={base} class="picture" dir="ltr" aria-hidden="true" />
            <canvas ref={overlay} class="overlay" dir="ltr" aria-hidden="true" />
            <Items lang={props.lang} title={props.title.clone()} scene={scene.clone()} cursor={cursor_ix}
                chosen={props.chosen.clone()} node={list} />
            if let Some(item) = tip {
                <Tooltip lang={props.lang} title={tooltip_title(item, &props.dataset, props.lang)} bounds={item.bounds} size={scene.size}
                    lines={item.tip.iter().map(|line| AttrValue::from(line.clone())).collect::<Vec<_>>()} {on_hold} />
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

fn index_of(scene: &Scene, id: &Option<String>) -> Option<usize> {
    let id = id.as_ref()?;
    scene.items.iter().position(|item| item.id == *id)
}

fn is_chosen(item: &Item, chosen: &[RecordIx]) -> bool {
    matches!(item.datum, Datum::Record(ix) if chosen.contains(&ix))
}

/// The item whose button an event came from.
fn target_item(scene: &Scene, target: Option<element::Target>) -> Option<usize> {
    let index = element::nearest_attribute(target, "data-index")?.parse().ok()?;
    (index < scene.items.len()).then_some(index)
}

/// The item a pointer means: what the Scene says lies at the point; where that is nothing, or the point is the very
/// middle of a button, the button's own.
fn pointed(scene: &Scene, at: Point, target: Option<element::Target>) -> Option<usize> {
    const MIDDLE_PX: f64 = 3.0;
    let button = target_item(scene, target);
    let in_middle = button.filter(|&ix| {
        let centre = scene.items[ix].bounds.centre();
        (centre.x - at.x).abs() <= MIDDLE_PX && (centre.y - at.y).abs() <= MIDDLE_PX
    });
    in_middle.or_else(|| hit::hit(scene, at)).or(button)
}
