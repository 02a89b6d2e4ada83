//! Zheng He's voyages: a dashed line from port to port, with the ports' old names.

use chuhai_core::dataset::VoyageStop;

use super::drawing::Drawing;
use crate::scene::{Mark, Point, Rect, Shape, Stroke, pt};
use crate::theme::ColorToken;

/// Reach of a stop's ring.
pub const STOP_PX: f64 = 4.5;
/// Points a leg is rounded with.
const STEPS: usize = 6;

/// A port in the picture, for its label.
pub(super) struct VisiblePort<'a> {
    pub stop: &'a VoyageStop,
    pub at: Point,
}

/// Paints the route and its ports; returns the ports that are in the picture.
pub(super) fn draw<'a>(drawing: &mut Drawing<'a>) -> Vec<VisiblePort<'a>> {
    let stops = &drawing.dataset.voyage_stops;
    let screen: Vec<Point> =
        stops.iter().map(|stop| drawing.view.screen(drawing.base.frame.rest_from_lonlat(stop.lonlat))).collect();
    for chain in chains(stops) {
        let line = rounded(&chain.iter().map(|ix| screen[*ix]).collect::<Vec<_>>());
        let under = Stroke { token: ColorToken::Paper, width_px: 6.0, dash_px: None };
        let over = Stroke { token: ColorToken::Accent, width_px: 2.25, dash_px: Some((7.0, 5.0)) };
        for stroke in [under, over] {
            let shape = Shape::Path(line.clone());
            drawing.marks.push(Mark { shape, fill: None, stroke: Some(stroke), item: None });
        }
        drawing.obstacles.lines.push(line);
    }
    let picture = drawing.picture();
    let mut ports = Vec::new();
    for (stop, at) in stops.iter().zip(screen).filter(|(stop, at)| stop.port && picture.contains(*at)) {
        drawing.push(
            Shape::Circle { centre: at, radius_px: STOP_PX },
            Some(ColorToken::Paper),
            Some((ColorToken::Accent, 2.0)),
            None,
        );
        let reach = STOP_PX + 1.0;
        drawing.obstacles.boxes.push(Rect { x: at.x - reach, y: at.y - reach, w: 2.0 * reach, h: 2.0 * reach });
        ports.push(VisiblePort { stop, at });
    }
    ports
}

/// Stops that follow one another without a branch, each chain beginning at the stop it leaves from.
fn chains(stops: &[VoyageStop]) -> Vec<Vec<usize>> {
    let mut chains: Vec<Vec<usize>> = Vec::new();
    for (ix, stop) in stops.iter().enumerate() {
        let from = stop.from.as_ref().and_then(|from| stops.iter().position(|other| other.id == *from));
        let Some(from) = from else { continue };
        match chains.last_mut() {
            Some(chain) if chain.last() == Some(&from) => chain.push(ix),
            _ => chains.push(vec![from, ix]),
        }
    }
    chains
}

/// A curve through all points (Catmull and Rom's).
fn rounded(points: &[Point]) -> Vec<Point> {
    let (Some(&first), Some(&last)) = (points.first(), points.last()) else { return Vec::new() };
    let at = |ix: isize| usize::try_from(ix).map_or(first, |ix| points.get(ix).copied().unwrap_or(last));
    let mut line = vec![first];
    for leg in 0..points.len() as isize - 1 {
        let [a, b, c, d] = [at(leg - 1), at(leg), at(leg + 1), at(leg + 2)];
        for step in 1..=STEPS {
            let t = step as f64 / STEPS as f64;
            let axis = |a: f64, b: f64, c: f64, d: f64| {
                b + 0.5 * t * (c - a + t * (2.0 * a - 5.0 * b + 4.0 * c - d + t * (3.0 * (b - c) + d - a)))
            };
            line.push(pt(axis(a.x, b.x, c.x, d.x), axis(a.y, b.y, c.y, d.y)));
        }
    }
    line
}
