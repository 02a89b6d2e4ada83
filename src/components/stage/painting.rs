//! Painting the picture of a stage when it changes: at once, or on the way from what is on the screen to what holds
//! now. What moves how is `views::ease`'s; here is when.

use std::cell::Cell;
use std::rc::Rc;

use chuhai_charts::layout::transition::{DURATION_MS, Transition};
use chuhai_charts::scene::{Mark, Scene};
use yew::prelude::*;

use super::StageProps;
use crate::browser::frames::Frames;
use crate::browser::{canvas, media};
use crate::ptr_eq_rc::PtrEqRc;

/// What the canvas shows.
struct Shown {
    scene: PtrEqRc<Scene>,
    /// On the way there: how, and the share of the time that has passed.
    way: Option<(Transition, f64)>,
}

impl Shown {
    fn marks(&self) -> Vec<Mark> {
        match &self.way {
            Some((way, passed)) => way.marks(&self.scene, *passed),
            None => self.scene.marks.clone(),
        }
    }
}

/// Paints the picture on the canvas at `base`. A picture that follows the reader's hand (`by_hand`) is there at once;
/// so is the first, one in another box, in other colours or another language, and all of them where the reader
/// wants no motion. A change on the way sets out from where the marks are by then.
#[hook]
pub fn use_painting(base: &NodeRef, props: &StageProps, by_hand: &Rc<Cell<bool>>) {
    let shown = use_mut_ref(|| None::<Shown>);
    let frames = use_mut_ref(|| None::<Frames>);
    let drawn_as = use_mut_ref(|| None);
    let (base, by_hand) = (base.clone(), by_hand.clone());
    use_effect_with(
        (props.scene.clone(), props.scheme, props.pixel_ratio, props.lang, props.on_painted.clone()),
        move |(scene, scheme, ratio, lang, painted)| {
            let Some(scene) = scene.clone() else { return };
            let (scheme, ratio, lang, painted) = (*scheme, *ratio, *lang, painted.clone());
            frames.take();
            // A picture that cuts off what its camera moves is as high as what it holds; any other fills its box.
            let box_height_px = scene.plot.is_none().then_some(scene.size.height_px);
            let look = Some((scheme, ratio, lang, scene.size.width_px, box_height_px));
            let at_once = by_hand.take() | (drawn_as.replace(look) != look) || media::matches(media::CALM);
            let before = shown.take().filter(|_| !at_once);
            let way = before.and_then(|before| Transition::new(&before.marks(), &before.scene.items, &scene));
            let moves = way.is_some();
            shown.replace(Some(Shown { scene, way: way.map(|way| (way, 0.0)) }));
            let paint = move |passed: f64| {
                let mut shown = shown.borrow_mut();
                let Some(shown) = shown.as_mut() else { return false };
                match &mut shown.way {
                    Some((_, share)) if passed < 1.0 => *share = passed,
                    way => *way = None,
                }
                let size = shown.scene.size;
                let well = match &shown.way {
                    Some(_) => canvas::paint(&base, &shown.marks(), size, scheme, ratio, lang),
                    None => canvas::paint(&base, &shown.scene.marks, size, scheme, ratio, lang),
                };
                painted.emit(well);
                shown.way.is_some()
            };
            if moves {
                frames.replace(Some(Frames::new(move |passed_ms| paint(passed_ms / DURATION_MS))));
            } else {
                paint(1.0);
            }
        },
    );
}
