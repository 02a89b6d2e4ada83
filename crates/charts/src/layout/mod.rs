//! Layout shared by the views: axes, labels, annotations, line breaking, the brush and transitions.

pub mod annotations;
pub mod axis;
pub mod brush;
pub mod labels;
pub mod transition;
pub mod wrap;
