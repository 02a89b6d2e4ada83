//! Zheng He's voyages: dashed lines from port to port, with the ports' old names.

use chuhai_core::dataset::VoyageStop;

use super::drawing::Drawing;
use crate::scene::{Mark, MarkRole, Point, Rect, Shape, Stroke, pt};
use crate::theme::ColorToken;

/// Radius of a port's ring.
pub const STOP_PX: f64 = 4.5;
/// Points per leg of the smoothed line.
const STEPS: usize = 6;

/// A port in the picture.
pub(super) struct VisiblePort<'a> {
    pub stop: &'a VoyageStop,
    /// Centre on screen.
    pub at: Point,
}

/// Draws the voyages and their ports. Returns the ports in the picture.
pub(super) fn draw<'a>(drawing: &mut Drawing<'a>) -> Vec<VisiblePort<'a>> {
    let stops = &drawing.dataset().voyage_stops;
    let screen: Vec<Point> = stops.iter().map(|stop| drawing.screen_from_lonlat(stop.lonlat)).collect();
    for chain in chains(stops) {
        let line = smoothed(&chain.iter().map(|ix| screen[*ix]).collect::<Vec<_>>());
        let halo = Mark::line(line.clone(), Stroke::solid(ColorToken::Paper, 6.0)).with_role(MarkRole::Halo);
        drawing.push(halo, None);
        drawing.push(Mark::line(line.clone(), Stroke::dashed(ColorToken::Accent, 2.25, (7.0, 5.0))), None);
        drawing.push_obstacle_line(line);
    }
    let picture = drawing.picture();
    let mut ports = Vec::new();
    for (stop, at) in stops.iter().zip(screen).filter(|(stop, at)| stop.port && picture.contains(*at)) {
        let ring = Mark::filled(Shape::Circle { centre: at, radius_px: STOP_PX }, ColorToken::Paper);
        drawing.push(ring.with_stroke(Stroke::solid(ColorToken::Accent, 2.0)), None);
        drawing.push_obstacle(Rect { x: at.x, y: at.y, w: 0.0, h: 0.0 }.grown(STOP_PX + 1.0));
        ports.push(VisiblePort { stop, at });
    }
    ports
}

/// Groups stops into chains without a branch, each beginning at the stop it leaves from.
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

/// Returns the Catmull–Rom spline through all points.
fn smoothed(points: &[Point]) -> Vec<Point> {
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
