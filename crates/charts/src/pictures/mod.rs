//! The pictures that only the story has. Each shows one table of the package, or a few figures of it, in the form that makes
//! its point; all take the height that they need.

mod areas;
mod endings;
mod findings;
mod pairs;
mod prices;
mod since;
mod text;

use chuhai_core::dataset::{Dataset, Details, RecordIx, StoryView};
use chuhai_core::state::{Emphasis, ResolvedFilter};
use chuhai_core::text::{Lang, Phrase};

use crate::measure::TextMeasurer;
use crate::scene::{Cell, Datum, HitShape, Item, Mark, Rect, Scene, Shape, Size, Stroke, TableHead};
use crate::theme::ColorToken;

/// The distance between the content and the edges of the picture, which leaves room for outlines.
const EDGE_PX: f64 = 6.0;
/// The width from which a row has its parts beside one another.
const WIDE_PX: f64 = 560.0;

/// The input of a picture.
#[derive(Clone, Copy)]
pub(crate) struct PictureInput<'a> {
    pub dataset: &'a Dataset,
    /// The record details; none before they are loaded: the picture is empty.
    pub details: Option<&'a Details>,
    /// The reader's selection, resolved.
    pub filter: &'a ResolvedFilter,
    pub lang: Lang,
    pub width_px: f64,
    /// True for a picture that is seen from afar: less in it, and larger.
    pub from_afar: bool,
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

/// Returns the picture of a step; empty for a view that other modules lay out.
pub(crate) fn layout(view: StoryView, input: PictureInput<'_>) -> Scene {
    match view {
        StoryView::Areas => areas::layout(input),
        StoryView::Prices => prices::layout(input),
        StoryView::Pairs => pairs::layout(input),
        StoryView::Endings => endings::layout(input),
        StoryView::Findings => findings::layout(input),
        StoryView::Since => since::layout(input),
        StoryView::Map | StoryView::Funding | StoryView::Timeline | StoryView::Waffle => Scene::default(),
    }
}

impl PictureInput<'_> {
    fn is_wide(&self) -> bool {
        self.width_px >= WIDE_PX
    }

    /// The width between the edges.
    fn room_px(&self) -> f64 {
        self.width_px - 2.0 * EDGE_PX
    }

    fn said(&self, phrase: Phrase) -> &'static str {
        phrase.get(self.lang)
    }

    /// An empty picture with a table head, the first of whose columns names the rows.
    fn scene(&self, caption: Phrase, columns: &[Phrase]) -> Scene {
        Scene {
            size: Size { width_px: self.width_px, height_px: 0.0 },
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
        let ends = [crate::scene::pt(EDGE_PX, y), crate::scene::pt(self.width_px - EDGE_PX, y)];
        let rule = Mark::line(ends, Stroke::solid(ColorToken::Rule, 1.0));
        scene.marks.push(rule.with_role(crate::scene::MarkRole::Grid));
    }
}
