//! The shapes of companies and lanes, as in the design tokens.

use super::geometry::{Point, pt};
use crate::theme::ColorToken;

/// A shape that marks a company or a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// Tencent.
    Circle,
    /// Huawei.
    Triangle,
    /// Alibaba.
    Square,
    /// ByteDance.
    Diamond,
    /// DeepSeek.
    Plus,
    /// MiniMax and 01.AI.
    Hexagon,
    /// Policy.
    Flag,
    /// Industry.
    Bar,
}

impl Glyph {
    /// The rings of the glyph about `centre`, reaching `radius_px`; `None` for the circle, which backends draw
    /// themselves. Reaches are evened out so that every shape looks equally heavy.
    pub fn rings(self, centre: Point, radius_px: f64) -> Option<Vec<Vec<Point>>> {
        let unit: &[(f64, f64)] = match self {
            Self::Circle => return None,
            Self::Triangle => &[(0.0, -1.12), (1.1, 0.82), (-1.1, 0.82)],
            Self::Square => &[(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)],
            Self::Diamond => &[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)],
            Self::Plus => &[
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
            Self::Hexagon => &[(1.1, 0.0), (0.55, 0.953), (-0.55, 0.953), (-1.1, 0.0), (-0.55, -0.953), (0.55, -0.953)],
            Self::Flag => {
                &[(-0.9, -1.15), (1.1, -1.15), (0.6, -0.4), (1.1, 0.35), (-0.5, 0.35), (-0.5, 1.2), (-0.9, 1.2)]
            }
            Self::Bar => &[(-1.0, -0.35), (1.0, -0.35), (1.0, 0.35), (-1.0, 0.35)],
        };
        Some(vec![unit.iter().map(|(x, y)| pt(centre.x + x * radius_px, centre.y + y * radius_px)).collect()])
    }
}

/// The shape and colour of a company or lane, by its name in the dataset (`lanes.csv`, column `glyph`).
pub fn glyph_of(name: &str) -> (Glyph, ColorToken) {
    match name {
        "tencent" => (Glyph::Circle, ColorToken::Tencent),
        "huawei" => (Glyph::Triangle, ColorToken::Huawei),
        "alibaba" => (Glyph::Square, ColorToken::Alibaba),
        "bytedance" => (Glyph::Diamond, ColorToken::Bytedance),
        "deepseek" => (Glyph::Plus, ColorToken::Deepseek),
        "minimax" => (Glyph::Hexagon, ColorToken::Minimax),
        "policy" => (Glyph::Flag, ColorToken::Policy),
        _ => (Glyph::Bar, ColorToken::Policy),
    }
}
