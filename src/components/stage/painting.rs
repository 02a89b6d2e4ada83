//! Painting of a stage's two canvases: the picture, at once or in a transition, and the overlay with hover, focus and
//! lasso.

use std::cell::RefCell;
use std::rc::Rc;

use chuhai_charts::layout::transition::{DURATION_MS, Transition};
use chuhai_charts::paint;
use chuhai_charts::scene::{Scene, Size};
use chuhai_charts::theme::Scheme;
use chuhai_core::text::Lang;
use yew::prelude::*;

use super::StageProps;
use super::context::index_of;
use super::state::{FocusState, PointerState, TooltipState};
use crate::browser::frames::Frames;
use crate::browser::{canvas, media};
use crate::ptr_eq_rc::PtrEqRc;

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

/// Paints the overlay on the canvas at `overlay`.
#[hook]
pub fn use_overlay(
    overlay: &NodeRef,
    props: &StageProps,
    lang: Lang,
    pointers: &PointerState,
    focus: &FocusState,
    tooltip: &TooltipState,
) {
    let marked = ((*tooltip.hover).clone(), (*focus.visible).clone(), *pointers.lasso);
    let overlay = overlay.clone();
    use_effect_with((props.scene.clone(), Look::new(props, lang), marked), move |(scene, look, marked)| {
        if let Some(scene) = scene {
            let (hover, focused, lasso) = marked;
            let marks = paint::overlay_marks(scene, index_of(scene, hover), index_of(scene, focused), *lasso);
            canvas::paint(&overlay, &marks, scene.size, look.scheme, look.pixel_ratio, look.lang);
        }
    });
}

/// Paints the picture on the canvas at `picture`. It changes in a transition, except for the first picture, one of
/// another size, look or language, one that follows the pointer, and where the reader wants no motion. A change during
/// a transition starts from where the marks are by then.
#[hook]
pub fn use_painting(picture: &NodeRef, props: &StageProps, lang: Lang, pointers: &PointerState) {
    let shown = use_mut_ref(|| None::<Shown>);
    let frames = use_mut_ref(|| None::<Frames>);
    let painted_as = use_mut_ref(|| None);
    let (picture, follows_pointer) = (picture.clone(), pointers.follows_pointer.clone());
    use_effect_with(
        (props.scene.clone(), Look::new(props, lang), props.on_painted.clone()),
        move |(scene, look, on_painted)| {
            let Some(scene) = scene.clone() else { return };
            let (look, on_painted) = (*look, on_painted.clone());
            frames.take();
            let setting = Some((look, fixed_size(&scene)));
            let has_changed = painted_as.replace(setting) != setting;
            let at_once = follows_pointer.take() || has_changed || media::matches(media::REDUCED_MOTION);
            let before = shown.take().filter(|_| !at_once);
            let transition = before.and_then(|before| before.towards(&scene));
            let moves = transition.is_some();
            shown.replace(Some(Shown { scene, transition }));
            let paint = move |passed: f64| paint(&picture, &shown, passed, look, &on_painted);
            if moves {
                frames.replace(Some(Frames::new(move |passed_ms| paint(passed_ms / DURATION_MS))));
            } else {
                paint(1.0);
            }
        },
    );
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
