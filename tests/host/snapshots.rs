//! Scenes as text, and where snapshots of them are kept: `tests/snapshots`, reviewed like code.
//! After a wanted change: `INSTA_UPDATE=always cargo test`, then read the difference.

use std::fmt::Write as _;

use chuhai_charts::scene::{HitShape, Mark, Point, Rect, Scene, Shape};

/// Outlines longer than this are told by their number of points and their box.
const SHORT: usize = 6;

/// Compares `text` with the snapshot `name`.
pub fn assert(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// A Scene, one mark or item a line, rounded to two decimals.
pub fn scene(scene: &Scene) -> String {
    let mut out = format!("{} × {}\n{}\n", scene.size.width_px, scene.size.height_px, scene.summary);
    let _ = writeln!(out, "{}: {}", scene.table.caption, scene.table.columns.join(" | "));
    for mark in &scene.marks {
        out.push_str(&mark_line(mark));
    }
    for item in &scene.items {
        let emphasis = item.emphasis.map_or("", |emphasis| emphasis.as_str());
        let _ = writeln!(out, "item {} {emphasis}\n  {}\n  {}", item.id, item.name, item.tip.join(" / "));
        let _ = writeln!(
            out,
            "  {}\n  bounds {} row {}",
            item.cells.iter().map(|cell| &*cell.text).collect::<Vec<_>>().join(" | "),
            rect(item.bounds),
            item.row
        );
        for hit in &item.hit {
            let _ = match hit {
                HitShape::Rect(area) => writeln!(out, "  hit {}", rect(*area)),
                HitShape::Polygon(rings) => writeln!(out, "  hit {}", ring_list(rings)),
            };
        }
    }
    out
}

fn mark_line(mark: &Mark) -> String {
    let shape = match &mark.shape {
        Shape::Path(points) => format!("path {}", line(points)),
        Shape::Polygon(rings) => format!("polygon {}", ring_list(rings)),
        Shape::Rect(area) => format!("rect {}", rect(*area)),
        Shape::Hatch { rect: area, width_px, step_px } => format!("hatch {} {width_px} of {step_px}", rect(*area)),
        Shape::Circle { centre, radius_px } => format!("circle {} r {radius_px}", point(*centre)),
        Shape::Glyph { glyph, centre, radius_px } => format!("{glyph:?} {} r {radius_px}", point(*centre)),
        Shape::Text(label) => format!(
            "“{}” {} {:?} {} {:?} halo {}",
            label.text,
            point(label.at),
            label.anchor,
            label.size_px,
            label.weight,
            label.halo_px
        ),
    };
    let fill = mark.fill.map_or(String::new(), |role| format!(" fill {role:?}"));
    let stroke = mark.stroke.map_or(String::new(), |stroke| {
        let dash = stroke.dash_px.map_or(String::new(), |(on, off)| format!(" dash {on} {off}"));
        format!(" stroke {:?} {}{dash}", stroke.token, stroke.width_px)
    });
    let item = mark.item.map_or(String::new(), |item| format!(" #{item}"));
    format!("{shape}{fill}{stroke}{item}\n")
}

/// A number without a sign on zero.
fn round(value: f64) -> f64 {
    let rounded = (value * 100.0).round() / 100.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}

fn point(at: Point) -> String {
    format!("{},{}", round(at.x), round(at.y))
}

fn rect(area: Rect) -> String {
    format!("[{} {} {}×{}]", round(area.x), round(area.y), round(area.w), round(area.h))
}

fn line(points: &[Point]) -> String {
    if points.len() <= SHORT {
        return points.iter().map(|at| point(*at)).collect::<Vec<_>>().join(" ");
    }
    let (first, last) = (points[0], points[points.len() - 1]);
    let x = points.iter().map(|at| at.x).fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(x), high.max(x)));
    let y = points.iter().map(|at| at.y).fold((f64::MAX, f64::MIN), |(low, high), y| (low.min(y), high.max(y)));
    let area = Rect { x: x.0, y: y.0, w: x.1 - x.0, h: y.1 - y.0 };
    format!("{} to {}, {} points in {}", point(first), point(last), points.len(), rect(area))
}

fn ring_list(rings: &[Vec<Point>]) -> String {
    match rings {
        [] => "none".into(),
        [only] => line(only),
        [first, rest @ ..] => {
            let points: usize = rest.iter().map(Vec::len).sum();
            format!("{}; and {} rings of {points} points", line(first), rest.len())
        }
    }
}
