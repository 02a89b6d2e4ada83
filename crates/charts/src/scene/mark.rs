//! Marks: the painted parts of a Scene, with their role, and constructors for them.

use super::geometry::{Point, Rect};
use super::glyph::Glyph;
use crate::theme::ColorToken;

/// One painted thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Geometry.
    pub shape: Shape,
    /// Fill colour; for text, the colour of its letters.
    pub fill: Option<ColorToken>,
    /// Outline.
    pub stroke: Option<Stroke>,
    /// The item it belongs to (index into [`Scene::items`](super::Scene::items)).
    pub item: Option<u32>,
    /// Its part in the picture.
    pub role: MarkRole,
}

/// The part of a mark in a picture, independent of shape and colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MarkRole {
    /// Data, or an area that data lies on.
    #[default]
    Body,
    /// A grid line or a rule.
    Grid,
    /// A paper-coloured underlay that keeps the next mark clear of what lies below.
    Halo,
    /// A line from a mark to its label.
    Leader,
    /// A text.
    Label,
    /// A line of an annotation.
    Annotation,
}

impl Mark {
    /// A filled shape.
    pub const fn filled(shape: Shape, fill: ColorToken) -> Self {
        Self { shape, fill: Some(fill), stroke: None, item: None, role: MarkRole::Body }
    }

    /// A stroked shape.
    pub const fn stroked(shape: Shape, stroke: Stroke) -> Self {
        Self { shape, fill: None, stroke: Some(stroke), item: None, role: MarkRole::Body }
    }

    /// An open line through `points`.
    pub fn line(points: impl Into<Vec<Point>>, stroke: Stroke) -> Self {
        Self::stroked(Shape::Path(points.into()), stroke)
    }

    /// A line of text.
    pub const fn text(label: Label, token: ColorToken) -> Self {
        Self::filled(Shape::Text(label), token).with_role(MarkRole::Label)
    }

    /// Returns the text of the mark, if it is one.
    pub const fn label(&self) -> Option<&Label> {
        if let Shape::Text(label) = &self.shape { Some(label) } else { None }
    }

    /// The mark as a part of the item with index `item`.
    pub const fn of_item(mut self, item: u32) -> Self {
        self.item = Some(item);
        self
    }

    /// The mark in another role.
    pub const fn with_role(mut self, role: MarkRole) -> Self {
        self.role = role;
        self
    }

    /// The mark with an outline.
    pub const fn with_stroke(mut self, stroke: Stroke) -> Self {
        self.stroke = Some(stroke);
        self
    }
}

/// An outline or line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub token: ColorToken,
    /// Width in logical pixels.
    pub width_px: f64,
    /// Lengths of dash and gap in logical pixels, for dashed lines.
    pub dash_px: Option<(f64, f64)>,
}

impl Stroke {
    /// A solid line.
    pub const fn solid(token: ColorToken, width_px: f64) -> Self {
        Self { token, width_px, dash_px: None }
    }

    /// A line of dashes with `(on, off)` lengths.
    pub const fn dashed(token: ColorToken, width_px: f64, dash_px: (f64, f64)) -> Self {
        Self { token, width_px, dash_px: Some(dash_px) }
    }
}

/// Geometry of a mark.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An open line.
    Path(Vec<Point>),
    /// Closed rings, each filled on its own (no holes).
    Polygon(Vec<Vec<Point>>),
    /// A box.
    Rect(Rect),
    /// A box filled with diagonal lines at 45°: `width_px` of line every `step_px`.
    Hatch {
        /// The box.
        rect: Rect,
        /// Line width.
        width_px: f64,
        /// Distance between lines.
        step_px: f64,
    },
    /// A circle.
    Circle {
        /// Centre.
        centre: Point,
        /// Radius.
        radius_px: f64,
    },
    /// The shape of a company or lane.
    Glyph {
        /// The shape.
        glyph: Glyph,
        /// Centre.
        centre: Point,
        /// Approximate distance from the centre to the outline.
        radius_px: f64,
    },
    /// One line of text.
    Text(Label),
}

/// The meaning of one number of a [`Shape`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coord {
    /// A horizontal position.
    X,
    /// A vertical position.
    Y,
    /// A length.
    Length,
}

impl Shape {
    /// Visits the numbers of the shape that a transition or a change of scale alters.
    pub(crate) fn visit_coords_mut(&mut self, visit: &mut dyn FnMut(Coord, &mut f64)) {
        let mut point = |at: &mut Point| {
            visit(Coord::X, &mut at.x);
            visit(Coord::Y, &mut at.y);
        };
        match self {
            Self::Path(points) => points.iter_mut().for_each(point),
            Self::Polygon(rings) => rings.iter_mut().flatten().for_each(point),
            // By two corners, as a camera moves it.
            Self::Rect(rect) | Self::Hatch { rect, .. } => {
                let mut near = Point { x: rect.x, y: rect.y };
                let mut far = Point { x: rect.x + rect.w, y: rect.y + rect.h };
                point(&mut near);
                point(&mut far);
                *rect = Rect { x: near.x, y: near.y, w: far.x - near.x, h: far.y - near.y };
            }
            Self::Circle { centre, radius_px } | Self::Glyph { centre, radius_px, .. } => {
                point(centre);
                visit(Coord::Length, radius_px);
            }
            Self::Text(label) => {
                point(&mut label.at);
                visit(Coord::Length, &mut label.size_px);
            }
        }
    }

    /// The numbers of the shape, in the order of [`Self::visit_coords_mut`].
    pub(crate) fn coords(&self) -> Vec<(Coord, f64)> {
        let mut coords = Vec::new();
        self.clone().visit_coords_mut(&mut |coord, number| coords.push((coord, *number)));
        coords
    }
}

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The text.
    pub text: String,
    /// The point that the text is aligned to: vertically centred on it, horizontally as `anchor` says.
    pub at: Point,
    /// Type size.
    pub size_px: f64,
    /// Weight.
    pub weight: Weight,
    /// Horizontal alignment.
    pub anchor: Anchor,
    /// Width of the paper-coloured halo around the letters; 0 for none.
    pub halo_px: f64,
}

impl Label {
    /// A line of text in regular weight that starts at `at`, without a halo.
    pub fn new(text: impl Into<String>, at: Point, size_px: f64) -> Self {
        Self { text: text.into(), at, size_px, weight: Weight::Regular, anchor: Anchor::Start, halo_px: 0.0 }
    }

    /// The label in another weight.
    pub const fn weight(mut self, weight: Weight) -> Self {
        self.weight = weight;
        self
    }

    /// The label aligned otherwise.
    pub const fn anchor(mut self, anchor: Anchor) -> Self {
        self.anchor = anchor;
        self
    }

    /// The label with a halo.
    pub const fn halo(mut self, halo_px: f64) -> Self {
        self.halo_px = halo_px;
        self
    }
}

/// Weight of type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 600.
    Bold,
}

/// The side of a text that lies at its point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// Left.
    #[default]
    Start,
    /// Middle.
    Middle,
    /// Right.
    End,
}

impl Anchor {
    /// The x of the aligned side of a text that fills `rect`.
    pub fn x_in(self, rect: Rect) -> f64 {
        match self {
            Self::Start => rect.x,
            Self::Middle => rect.x + rect.w / 2.0,
            Self::End => rect.x + rect.w,
        }
    }
}
