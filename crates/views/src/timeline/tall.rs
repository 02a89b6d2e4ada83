//! The vertical timeline of narrow pictures: time downwards on one scale, leaders from marks to labels.
use crate::axis::TimeScale;
use crate::scene::Scene;
use super::View;
pub(super) fn scale(view: &View<'_>) -> TimeScale { TimeScale::new(view.index.axis.unbroken(), view.window, 20.0, 600.0) }
pub(super) fn layout(_view: &View<'_>) -> Scene { Scene::default() }
