//! The pictures that only the story has. Each shows one table of the package, or a few figures of it, in the form that makes
//! its point; each takes the height that it needs, and fits itself into a room of limited height.

mod areas;
mod endings;
mod findings;
mod pairs;
mod prices;
mod since;
mod text;

use std::ops::Deref;

use chuhai_core::dataset::{Dataset, Details, RecordIx, StoryView};
use chuhai_core::state::{Emphasis, ResolvedFilter};
use chuhai_core::text::{Lang, Phrase};

use self::text::{TextBlock, Type};
use crate::measure::TextMeasurer;
use crate::scene::{Cell, Datum, HitShape, Item, Mark, Rect, Scene, Shape, Size, Stroke, TableHead};
use crate::theme::ColorToken;

/// The distance between the content and the edges of the picture, which leaves room for outlines.
const EDGE_PX: f64 = 6.0;
/// The width from which a row has its parts beside one another.
const WIDE_PX: f64 = 560.0;

/// The smallest type.
const SMALLEST_PX: f64 = 11.5;
/// The densities from the loosest to the tightest.
const DENSITIES: [Density; 9] = [
    Density { type_scale: 1.2, pad_scale: 3.0, is_brief: false },
    Density { type_scale: 1.2, pad_scale: 2.0, is_brief: false },
    Density { type_scale: 1.1, pad_scale: 1.5, is_brief: false },
    Density::COMFORTABLE,
    Density { type_scale: 0.92, pad_scale: 0.6, is_brief: false },
    Density { type_scale: 0.85, pad_scale: 0.4, is_brief: false },
    Density { type_scale: 1.0, pad_scale: 0.7, is_brief: true },
    Density { type_scale: 0.9, pad_scale: 0.4, is_brief: true },
    Density { type_scale: 0.82, pad_scale: 0.2, is_brief: true },
];

/// The density of a picture's content.
#[derive(Clone, Copy)]
struct Density {
    type_scale: f64,
    /// The scale of the distances between the content of a row and its edges.
    pad_scale: f64,
    /// True if what tooltip and table say as well is left out.
    is_brief: bool,
}

impl Density {
    const COMFORTABLE: Self = Self { type_scale: 1.0, pad_scale: 1.0, is_brief: false };
}

/// The input of a picture.
#[derive(Clone, Copy)]
pub(crate) struct PictureInput<'a> {
    pub dataset: &'a Dataset,
    /// The record details; none before they are loaded: the picture is empty.
    pub details: Option<&'a Details>,
    /// The reader's selection, resolved.
    pub filter: &'a ResolvedFilter,
    pub lang: Lang,
    /// The room: its height may be infinite.
    pub size: Size,
    /// The records that the step cites.
    pub cited: &'a [RecordIx],
    pub measure: &'a dyn TextMeasurer,
}

/// The row of a picture for a record.
struct Row {
    id: String,
    record: RecordIx,
    /// Accessible name.
    name: String,
    /// Lines of the tooltip.
    tip: Vec<String>,
    cells: Vec<Cell>,
}

/// Returns the picture of a step; empty for a view that other modules lay out. Of the densities it has the loosest whose
/// picture fits the room, or the tightest; a room without limit is filled comfortably.
pub(crate) fn layout(view: StoryView, input: PictureInput<'_>) -> Scene {
    let layout = match view {
        StoryView::Areas => areas::layout,
        StoryView::Prices => prices::layout,
        StoryView::Pairs => pairs::layout,
        StoryView::Endings => endings::layout,
        StoryView::Findings => findings::layout,
        StoryView::Since => since::layout,
        StoryView::Map | StoryView::Funding | StoryView::Timeline | StoryView::Waffle => return Scene::default(),
    };
    if input.size.height_px.is_infinite() {
        return layout(Space { input, density: Density::COMFORTABLE });
    }
    let mut scene = Scene::default();
    for density in DENSITIES {
        scene = layout(Space { input, density });
        if scene.size.height_px <= input.size.height_px {
            break;
        }
    }
    scene
}

/// The input of a picture, and how densely it is filled.
#[derive(Clone, Copy)]
struct Space<'a> {
    input: PictureInput<'a>,
    density: Density,
}

impl<'a> Deref for Space<'a> {
    type Target = PictureInput<'a>;

    fn deref(&self) -> &Self::Target {
        &self.input
    }
}

impl Space<'_> {
    fn width_px(&self) -> f64 {
        self.size.width_px
    }

    fn is_wide(&self) -> bool {
        self.width_px() >= WIDE_PX
    }

    /// The width between the edges.
    fn room_px(&self) -> f64 {
        self.width_px() - 2.0 * EDGE_PX
    }

    /// The distance `px` at this density.
    fn pad_px(&self, px: f64) -> f64 {
        px * self.density.pad_scale
    }

    /// The type `style` at this density.
    fn sized(&self, style: Type) -> Type {
        Type { size_px: (style.size_px * self.density.type_scale).max(SMALLEST_PX), ..style }
    }

    /// A text in lines of at most `room_px`.
    fn block(&self, text: &str, room_px: f64, style: Type) -> TextBlock {
        TextBlock::new(text, room_px, self.sized(style), self.measure)
    }

    /// A text in one line.
    fn line(&self, text: &str, style: Type) -> TextBlock {
        self.block(text, f64::MAX, style)
    }

    /// The height of a line of the type `style`.
    fn line_px(&self, style: Type) -> f64 {
        self.sized(style).line_px()
    }

    /// The width of the widest of `texts`.
    fn widest_px<'t>(&self, texts: impl Iterator<Item = &'t str>, style: Type) -> f64 {
        texts.map(|text| self.sized(style).width_px(text, self.measure)).fold(0.0, f64::max)
    }

    fn said(&self, phrase: Phrase) -> &'static str {
        phrase.get(self.lang)
    }

    /// An empty picture with a table head, the first of whose columns names the rows.
    fn scene(&self, caption: Phrase, columns: &[Phrase]) -> Scene {
        Scene {
            size: Size { width_px: self.width_px(), height_px: 0.0 },
            table: TableHead {
                caption: self.said(caption).into(),
                columns: columns.iter().map(|column| self.said(*column).into()).collect(),
                name: 0,
            },
            ..Scene::default()
        }
    }

    /// Adds the item of a row, with a ring if its record is selected. `bounds` is where it can be pointed at.
    fn push_item(&self, scene: &mut Scene, row: Row, bounds: Rect) {
        let record = self.dataset.record(row.record);
        let emphasis = self.filter.of(row.record, record);
        if emphasis == Some(Emphasis::Selected) {
            let ring = Mark::stroked(Shape::Rect(bounds), Stroke::solid(ColorToken::Accent, 2.0));
            scene.marks.push(ring.of_item(scene.items.len() as u32));
        }
        scene.items.push(Item {
            datum: Datum::Record(row.record),
            id: row.id,
            name: row.name,
            tip: row.tip,
            hit: vec![HitShape::Rect(bounds)],
            label: None,
            bounds,
            row: scene.items.len() as u16,
            emphasis,
            passes: self.filter.passes(row.record, record),
            cells: row.cells,
        });
    }

    /// Draws a rule across the picture.
    fn push_rule(&self, scene: &mut Scene, y: f64) {
        let ends = [crate::scene::pt(EDGE_PX, y), crate::scene::pt(self.width_px() - EDGE_PX, y)];
        let rule = Mark::line(ends, Stroke::solid(ColorToken::Rule, 1.0));
        scene.marks.push(rule.with_role(crate::scene::MarkRole::Grid));
    }
}
