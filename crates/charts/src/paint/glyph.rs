//! The shapes of companies and lanes, as in the design tokens.

use crate::scene::{Glyph, Point, pt};

/// Rings of a glyph about `centre`, reaching `radius_px`; none for the circle, which backends draw
/// themselves. Reaches are evened out so that every shape looks equally heavy.
pub fn glyph_rings(glyph: Glyph, centre: Point, radius_px: f64) -> Option<Vec<Vec<Point>>> {
    let unit: &[(f64, f64)] = match glyph {
        Glyph::Circle => return None,
        Glyph::Triangle => &[(0.0, -1.12), (1.1, 0.82), (-1.1, 0.82)],
        Glyph::Square => &[(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)],
        Glyph::Diamond => &[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)],
        Glyph::Plus => &[
            (-0.36, -1.1),
            (0.36, -1.1),
            (0.36, -0.36),
            (1.1, -0.36),
            (1.1, 0.36),
            (0.36, 0.36),
            (0.36, 1.1),
            (-0.36, 1.1),
            (-0.36, 0.36),
            (-1.1, 0.36),
            (-1.1, -0.36),
            (-0.36, -0.36),
        ],
        Glyph::Hexagon => &[(1.1, 0.0), (0.55, 0.953), (-0.55, 0.953), (-1.1, 0.0), (-0.55, -0.953), (0.55, -0.953)],
        Glyph::Flag => &[(-0.9, -1.15), (1.1, -1.15), (0.6, -0.4), (1.1, 0.35), (-0.5, 0.35), (-0.5, 1.2), (-0.9, 1.2)],
        Glyph::Bar => &[(-1.0, -0.35), (1.0, -0.35), (1.0, 0.35), (-1.0, 0.35)],
    };
    Some(vec![unit.iter().map(|(x, y)| pt(centre.x + x * radius_px, centre.y + y * radius_px)).collect()])
}
