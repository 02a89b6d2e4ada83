//! Painting of a stage's canvas: at once, in a transition, or when it comes near the screen.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use chuhai_charts::layout::transition::{DURATION_MS, Transition};
use chuhai_charts::scene::{Scene, Size};
use chuhai_charts::theme::Scheme;
use chuhai_core::text::Lang;
use yew::prelude::*;

use super::StageProps;
use super::state::PointerState;
use crate::browser::frames::Frames;
use crate::browser::near::{self, NearObserver};
use crate::browser::{canvas, idle, media, tasks};
use crate::ptr_eq_rc::PtrEqRc;

/// The start of a transition, in ms, in which its picture still looks the same: a twentieth of the way. Painting it would hold
/// up what else the frame shows.
const UNNOTICED_MS: f64 = DURATION_MS / 20.0;

/// The picture on the canvas.
struct Shown {
    scene: PtrEqRc<Scene>,
    /// The transition towards it and the share of its time that has passed.
    transition: Option<(Transition, f64)>,
}

/// The settings that a picture is painted with.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    scheme: Scheme,
    pixel_ratio: f64,
    lang: Lang,
}

impl Look {
    fn new(props: &StageProps, lang: Lang) -> Self {
        Self { scheme: props.scheme, pixel_ratio: props.pixel_ratio, lang }
    }
}

/// A painting that waits.
type Pending = Rc<RefCell<Option<Box<dyn FnOnce()>>>>;

/// Paints the picture on the canvas at `picture`. It changes in a transition, except for the first picture, one of
/// another size, look or language, while a gesture goes on, and where the reader wants no motion. A change during
/// a transition starts from where the marks are by then. The first picture is painted in a task of its own; one far from the
/// screen when the browser is idle, or when it comes near.
#[hook]
pub fn use_painting(picture: &NodeRef, props: &StageProps, lang: Lang, pointers: &PointerState) {
    let shown = use_mut_ref(|| None::<Shown>);
    let frames = use_mut_ref(|| None::<Frames>);
    let painted_as = use_mut_ref(|| None);
    let (is_near, pending) = use_nearness(&props.node, props.scene.is_some());
    let (picture, follows_pointer) = (picture.clone(), pointers.follows_pointer.clone());
    let is_gesture = props.is_gesture;
    use_effect_with(
        (props.scene.clone(), Look::new(props, lang), props.on_painted.clone()),
        move |(scene, look, on_painted)| {
            let Some(scene) = scene.clone() else { return };
            let (look, on_painted) = (*look, on_painted.clone());
            let setting = Some((look, fixed_size(&scene)));
            let last = painted_as.replace(setting);
            let (is_first, has_changed) = (last.is_none(), last != setting);
            let follows = follows_pointer.take() || is_gesture;
            let is_same = |shown: &&mut Shown| shown.transition.is_none() && shown.scene.marks == scene.marks;
            if let Some(same) = shown.borrow_mut().as_mut().filter(is_same).filter(|_| !has_changed) {
                // The next transition starts from its items.
                same.scene = scene;
                return;
            }
            frames.take();
            pending.take();
            let at_once = follows || has_changed || !is_near.get() || media::matches(media::REDUCED_MOTION);
            let before = shown.take().filter(|_| !at_once);
            let transition = before.and_then(|before| before.towards(&scene));
            let moves = transition.is_some();
            shown.replace(Some(Shown { scene, transition }));
            let paint = {
                let on_painted = on_painted.clone();
                move |passed: f64| paint(&picture, &shown, passed, look, &on_painted)
            };
            if moves {
                let frame = move |passed_ms| passed_ms < UNNOTICED_MS || paint(passed_ms / DURATION_MS);
                frames.replace(Some(Frames::new(frame)));
            } else if is_near.get() && !is_first {
                paint(1.0);
            } else {
                let paint = move || {
                    paint(1.0);
                };
                pending.replace(Some(Box::new(paint)));
                let work = move || paint_pending(&pending);
                if is_near.get() {
                    tasks::in_turn(work);
                } else {
                    idle::when_idle(work);
                    // The page is ready without it.
                    on_painted.emit(true);
                }
            }
        },
    );
}

/// The nearness of the stage at `node` to the screen, and the painting that waits for it. A stage without a picture has no
/// place yet.
#[hook]
fn use_nearness(node: &NodeRef, has_picture: bool) -> (Rc<Cell<bool>>, Pending) {
    let is_near = use_memo((), |()| Cell::new(true));
    let pending: Pending = use_mut_ref(|| None);
    use_effect_with((node.clone(), has_picture), {
        let (is_near, pending) = (is_near.clone(), pending.clone());
        move |(node, has_picture)| {
            let observer = has_picture.then(|| {
                is_near.set(near::is_near(node));
                let pending = pending.clone();
                NearObserver::new(node, move |now| {
                    is_near.set(now);
                    if now {
                        paint_pending(&pending);
                    }
                })
            });
            move || drop((observer, pending.take()))
        }
    });
    (is_near, pending)
}

fn paint_pending(pending: &Pending) {
    let paint = pending.take();
    paint.into_iter().for_each(|paint| paint());
}

/// The part of a picture's size that follows from its box: a picture that clips to a plot takes the height it needs.
fn fixed_size(scene: &Scene) -> (f64, Option<f64>) {
    let Size { width_px, height_px } = scene.size;
    (width_px, scene.plot.is_none().then_some(height_px))
}

/// Paints the picture as it is when `passed` of its transition's time has passed. Returns true if it still moves.
fn paint(
    picture: &NodeRef,
    shown: &Rc<RefCell<Option<Shown>>>,
    passed: f64,
    Look { scheme, pixel_ratio, lang }: Look,
    on_painted: &Callback<bool>,
) -> bool {
    let mut shown = shown.borrow_mut();
    let Some(shown) = shown.as_mut() else { return false };
    match &mut shown.transition {
        Some((_, share)) if passed < 1.0 => *share = passed,
        transition => *transition = None,
    }
    let size = shown.scene.size;
    let well = match &shown.transition {
        Some((transition, passed)) => {
            canvas::paint(picture, &transition.marks(&shown.scene, *passed), size, scheme, pixel_ratio, lang)
        }
        None => canvas::paint(picture, &shown.scene.marks, size, scheme, pixel_ratio, lang),
    };
    on_painted.emit(well);
    shown.transition.is_some()
}

impl Shown {
    /// The transition from what is on the canvas to `scene`, if the two have marks in common.
    fn towards(&self, scene: &Scene) -> Option<(Transition, f64)> {
        let marks = match &self.transition {
            Some((transition, passed)) => transition.marks(&self.scene, *passed),
            None => self.scene.marks.clone(),
        };
        Some((Transition::new(&marks, &self.scene.items, scene)?, 0.0))
    }
}
