//! The part with the story's pictures other than maps.

use chuhai_charts::story::{self, ChartLayout};

use super::part;

/// The part.
pub struct PicturesPart {
    /// [`story::chart`].
    pub chart: ChartLayout,
}

part!(PicturesPart, pictures, &PicturesPart { chart: story::chart });
