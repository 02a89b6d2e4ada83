//! The painter: the same calls for the same marks on any backend, and self-contained SVG.

use chuhai_charts::paint::record::RecordingBackend;
use chuhai_charts::paint::svg::svg;
use chuhai_charts::paint::{PaintOptions, paint};
use chuhai_charts::scene::{Anchor, Glyph, Label, Mark, MarkRole, Rect, Scene, Shape, Size, Stroke, Weight, pt};
use chuhai_charts::theme::{ColorToken, Scheme, sans_stack};
use chuhai_core::text::Lang;

use super::snapshots;

/// One mark of every shape, every glyph, and text on every side.
fn specimen() -> Scene {
    let line = |role, width_px, dash_px| Some(Stroke { token: role, width_px, dash_px });
    let mark = |shape, fill, stroke| Mark { shape, fill, stroke, item: None, role: MarkRole::Body };
    let glyphs = [
        (Glyph::Circle, ColorToken::Tencent),
        (Glyph::Triangle, ColorToken::Huawei),
        (Glyph::Square, ColorToken::Alibaba),
        (Glyph::Diamond, ColorToken::Bytedance),
        (Glyph::Plus, ColorToken::Deepseek),
        (Glyph::Hexagon, ColorToken::Minimax),
        (Glyph::Flag, ColorToken::Policy),
        (Glyph::Bar, ColorToken::Policy),
    ];
    let mut marks = vec![
        mark(Shape::Polygon(vec![vec![pt(4.0, 4.0), pt(60.0, 8.0), pt(30.0, 40.0)]]), Some(ColorToken::Sea), None),
        mark(
            Shape::Path(vec![pt(4.0, 50.0), pt(60.0, 50.0), pt(60.0, 70.0)]),
            None,
            line(ColorToken::Accent, 2.25, Some((7.0, 5.0))),
        ),
        mark(Shape::Rect(Rect { x: 70.0, y: 4.0, w: 30.0, h: 60.0 }), None, line(ColorToken::Ink, 2.0, None)),
        mark(
            Shape::Rect(Rect { x: 130.0, y: 4.0, w: 20.0, h: 60.0 }),
            Some(ColorToken::Area),
            line(ColorToken::Ink, 1.0, Some((2.0, 3.0))),
        ),
        mark(
            Shape::Hatch { rect: Rect { x: 104.0, y: 30.0, w: 15.0, h: 34.0 }, width_px: 2.0, step_px: 6.0 },
            Some(ColorToken::Hatch),
            None,
        ),
        mark(
            Shape::Circle { centre: pt(170.0, 20.0), radius_px: 7.0 },
            Some(ColorToken::Paper),
            line(ColorToken::Ink, 2.0, None),
        ),
        mark(
            Shape::Circle { centre: pt(170.0, 50.0), radius_px: 4.6 },
            None,
            line(ColorToken::Ink, 1.25, Some((2.0, 2.0))),
        ),
    ];
    for (ix, (glyph, role)) in glyphs.into_iter().enumerate() {
        let at = |y| pt(12.0 + 20.0 * ix as f64, y);
        marks.push(mark(Shape::Glyph { glyph, centre: at(90.0), radius_px: 5.0 }, Some(role), None));
        let hollow = Shape::Glyph { glyph, centre: at(110.0), radius_px: 5.0 };
        marks.push(mark(hollow, Some(ColorToken::Paper), line(role, 1.75, None)));
    }
    for (ix, anchor) in [Anchor::Start, Anchor::Middle, Anchor::End].into_iter().enumerate() {
        let label = Label {
            text: "出海 <AI> & more".into(),
            at: pt(100.0, 130.0 + 18.0 * ix as f64),
            size_px: 13.0,
            weight: if ix == 1 { Weight::Bold } else { Weight::Regular },
            anchor,
            halo_px: if ix == 2 { 0.0 } else { 1.75 },
        };
        marks.push(mark(Shape::Text(label), Some(ColorToken::Ink2), None));
    }
    Scene {
        size: Size { width_px: 200.0, height_px: 190.0 },
        marks,
        summary: "Every shape, \"once\"".into(),
        ..Scene::default()
    }
}

#[test]
fn every_shape_as_calls() {
    let mut backend = RecordingBackend::logging();
    let ink = PaintOptions { scheme: Scheme::Light, scale: 8.0, family: sans_stack(Lang::Zh) };
    paint(&specimen().marks, &mut backend, &ink).unwrap();
    snapshots::assert("paint-calls", backend.log.as_deref().unwrap_or_default());
}

#[test]
fn every_shape_as_svg() {
    snapshots::assert("paint-svg-light", &svg(&specimen(), Scheme::Light, Lang::Zh, "specimen", "样张"));
}

#[test]
fn dark_differs_from_light_in_colours_alone() {
    let [light, dark] =
        [Scheme::Light, Scheme::Dark].map(|scheme| svg(&specimen(), scheme, Lang::En, "specimen", "Specimen"));
    let without_colours = |text: &str| {
        let mut parts = text.split('#');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |text, part| text + "#" + &part[6..])
    };
    assert_ne!(light, dark);
    assert_eq!(without_colours(&light), without_colours(&dark));
}

#[test]
fn counting_makes_the_calls_that_logging_writes_down() {
    let ink = PaintOptions { scheme: Scheme::Dark, scale: 4.0, family: sans_stack(Lang::En) };
    let (mut counting, mut logging) = (RecordingBackend::counting(), RecordingBackend::logging());
    paint(&specimen().marks, &mut counting, &ink).unwrap();
    paint(&specimen().marks, &mut logging, &ink).unwrap();
    assert_eq!(counting.counts, logging.counts);
    let counts = counting.counts;
    let calls = counts.paths + counts.polygons + counts.rects + counts.circles + counts.texts + counts.halos;
    assert_eq!(logging.log.unwrap_or_default().lines().count(), calls);
}
