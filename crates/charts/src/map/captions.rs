//! Captions of the map: placement of all labels by cost, and their drawing.

use super::camera::CameraTransform;
use super::drawing::{Drawing, PlacedMarker};
use super::map_item::MapItem;
use super::requests::{
    Background, EDGE_PX, LINE_HEIGHT, LabelRequest, Rank, TextLine, lanes_with_many_places, requests,
};
use super::voyages::VisiblePort;
use crate::layout::labels::{self, Candidate};
use crate::scene::{Label, Mark, MarkRole, Point, Rect, Stroke, pt};
use crate::theme::ColorToken;

/// The share of a label’s box from which it is on its own region: all but the corners, which have no letters.
const WHOLLY: f64 = 0.92;
/// Width of the halo of letters.
const HALO_PX: f64 = 1.75;
/// The width below which companies without room on a route are not named in the picture.
const ROOM_FOR_COMPANIES_PX: f64 = 360.0;

/// Places and draws all labels. Returns the boxes of those of items.
pub(super) fn draw(drawing: &mut Drawing<'_>, ports: &[VisiblePort<'_>]) -> Vec<(MapItem, Rect)> {
    let boxes: Vec<Rect> = drawing.markers().iter().map(PlacedMarker::rect).collect();
    boxes.into_iter().for_each(|rect| drawing.push_obstacle(rect));
    // Companies with many targets are named once, on their longest route; if there is no room for that, at each of their
    // targets instead.
    let mut requests = requests(drawing, &lanes_with_many_places(drawing), ports);
    let mut found = place(drawing, &requests);
    let is_unplaced = |(request, found): (&LabelRequest, &Option<_>)| request.rank == Rank::Route && found.is_none();
    if requests.iter().zip(&found).any(is_unplaced) && drawing.picture().w >= ROOM_FOR_COMPANIES_PX {
        requests = self::requests(drawing, &[], ports);
        found = place(drawing, &requests);
    }
    let mut labels = Vec::new();
    for (request, found) in requests.iter().zip(found) {
        if let Some((variant, candidate)) = found {
            draw_label(drawing, request, &request.variants[variant], &candidate);
            labels.extend(request.item.map(|item| (item, candidate.rect)));
        }
    }
    labels
}

/// Returns the candidate and variant of each label, `None` without a free one.
fn place(drawing: &Drawing<'_>, requests: &[LabelRequest]) -> Vec<Option<(usize, Candidate)>> {
    let candidates: Vec<Vec<Candidate>> =
        requests.iter().map(|request| request.candidates.iter().map(|(_, candidate)| *candidate).collect()).collect();
    let frame = drawing.picture().grown(-EDGE_PX);
    let cost = |ix: usize, candidate: &Candidate| background_cost(drawing, requests[ix].background, candidate);
    let found = labels::place(&candidates, frame, drawing.obstacles(), cost);
    found.into_iter().zip(requests).map(|(ix, request)| ix.map(|ix| request.candidates[ix])).collect()
}

/// Converts a box on screen to the base picture.
fn base_rect(camera: CameraTransform, rect: Rect) -> Rect {
    let corner = camera.to_base(pt(rect.x, rect.y));
    Rect { x: corner.x, y: corner.y, w: rect.w / camera.zoom, h: rect.h / camera.zoom }
}

/// Returns the cost of the land and sea under a candidate.
fn background_cost(drawing: &Drawing<'_>, background: Background, candidate: &Candidate) -> f64 {
    let own = match background {
        Background::Any => return 0.0,
        Background::Name(own) | Background::Selected(own) => own,
        Background::Pale => None,
    };
    let (sea, owned, other) = drawing.base().raster.shares(base_rect(drawing.camera(), candidate.rect), own);
    // A label half on land and half at sea is the hardest to read.
    let ragged = 1.0 - sea.max(owned).max(other);
    let land = other * if candidate.leader.is_some() { 3.0 } else { 1.2 };
    match background {
        // Reversed on its own region, or off it: in between neither colour is legible.
        Background::Selected(_) if owned >= WHOLLY => 0.0,
        // The regions around it may be selected as well.
        Background::Selected(_) => owned * 40.0 + other * 8.0 + ragged,
        Background::Pale => 6.0 * (1.0 - sea),
        Background::Name(Some(_)) => sea + 4.0 * other + ragged,
        Background::Name(None) | Background::Any => land + ragged,
    }
}

/// Returns true if a label is wholly on its own region, which is selected.
fn is_reversed(drawing: &Drawing<'_>, request: &LabelRequest, candidate: &Candidate) -> bool {
    let Background::Selected(own) = request.background else { return false };
    drawing.base().raster.shares(base_rect(drawing.camera(), candidate.rect), own).1 >= WHOLLY
}

fn draw_label(drawing: &mut Drawing<'_>, request: &LabelRequest, lines: &[TextLine], candidate: &Candidate) {
    let item = request.item.and_then(|item| drawing.index_of(item));
    if let Some(leader) = candidate.leader {
        let leader = Mark::line(leader, Stroke::solid(ColorToken::Ink2, 1.0));
        drawing.push(leader.with_role(MarkRole::Leader), item);
    }
    let rect = candidate.rect;
    let x = candidate.anchor.x_in(rect);
    let is_reversed = is_reversed(drawing, request, candidate);
    let mut y = rect.y;
    for line in lines {
        let height = line.size_px * LINE_HEIGHT;
        let label = Label::new(&line.text, pt(x, y + height / 2.0), line.size_px).weight(line.weight);
        let label = label.anchor(candidate.anchor);
        let mark = if is_reversed {
            Mark::text(label, ColorToken::OnAccent)
        } else {
            Mark::text(label.halo(HALO_PX), line.token)
        };
        drawing.push(mark, item);
        y += height;
    }
    if let Some(direction) = request.arrow {
        draw_arrow(drawing, pt(x, rect.y + rect.h - 4.0), direction);
    }
}

fn draw_arrow(drawing: &mut Drawing<'_>, tip: Point, direction: f64) {
    let stroke = Stroke::solid(ColorToken::Ink2, 1.5);
    let barb = |dy: f64| pt(tip.x - direction * 5.0, tip.y + dy);
    drawing.push(Mark::line([pt(tip.x - direction * 24.0, tip.y), tip], stroke), None);
    drawing.push(Mark::line([barb(-4.0), tip, barb(4.0)], stroke), None);
}
