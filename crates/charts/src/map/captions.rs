//! Names on the map: what each says, in which order they choose their candidates, and painting them.

use chuhai_core::state::Emphasis;
use chuhai_core::text::phrases;

use super::drawing::{Drawing, MapItem, weight};
use super::frame::CameraTransform;
use super::routes::{Route, Target};
use super::voyages::VisiblePort;
use super::{MapBase, target_point};
use crate::argsort::argsort;
use crate::labels::{self, Candidate};
use crate::measure::TextMeasurer;
use crate::scene::{Anchor, Label, Point, Rect, Shape, Weight, pt};
use crate::theme::ColorToken;

/// Width of the halo about letters.
const HALO_PX: f64 = 1.75;
/// Height of a line over its type size.
const LINE: f64 = 1.22;
/// Type sizes: names, a chosen region's name, what stands below.
const NAME_PX: f64 = 13.0;
const CHOSEN_PX: f64 = 16.0;
const SMALL_PX: f64 = 12.0;

/// Below this width, companies without room on their way go unnamed in the picture.
const ROOM_FOR_COMPANIES_PX: f64 = 360.0;

/// How far from home a company is named on its way.
const CLEAR_OF_HOME_PX: f64 = 40.0;

/// A name that found its place.
pub(super) struct Caption {
    pub entry: Option<MapItem>,
    pub rect: Rect,
}

/// One line of a name.
#[derive(Clone)]
struct TextLine {
    text: String,
    size_px: f64,
    weight: Weight,
    token: ColorToken,
}

/// A name that looks for its place.
struct LabelRequest {
    entry: Option<MapItem>,
    /// Smaller is more important.
    rank: u8,
    /// What it says, the fullest first.
    variants: Vec<Vec<TextLine>>,
    /// Its candidates, each with the variant it is for.
    candidates: Vec<(usize, Candidate)>,
    /// How it minds what lies under it.
    background: Background,
    /// Drawn below the text: an arrow towards what lies beyond the edge.
    arrow: Option<f64>,
}

/// How a name minds what lies under it.
#[derive(Clone, Copy)]
enum Background {
    /// Not at all.
    Any,
    /// It lies best on the layer of its own region, if it has one, or at sea; leaders lead to the sea.
    Name(Option<u8>),
    /// The same, but accent letters cannot be read on the accent fill of the region they name.
    Chosen(Option<u8>),
    /// Too pale for land.
    Pale,
}

/// Places and paints all names.
pub(super) fn set(drawing: &mut Drawing<'_>, stops: Vec<VisiblePort<'_>>) -> Vec<Caption> {
    let boxes: Vec<Rect> = drawing.placed.iter().map(|placed| placed.rect()).collect();
    drawing.obstacles.boxes.extend(boxes);
    // Companies with many targets are named once, on their longest way; where there is no room for
    // that, under each of their targets instead.
    let named_on_route: Vec<u16> = lanes_with_many_places(drawing.base);
    let mut requests = requests(drawing, &named_on_route, &stops);
    let mut found = choose(drawing, &requests);
    let unnamed =
        requests.iter().zip(&found).any(|(request, candidate)| request.rank == RANK_ROUTE && candidate.is_none());
    if unnamed && drawing.base.frame.size.width_px >= ROOM_FOR_COMPANIES_PX {
        requests = self::requests(drawing, &[], &stops);
        found = choose(drawing, &requests);
    }
    let mut captions = Vec::new();
    for (request, candidate) in requests.iter().zip(found) {
        if let Some((variant, candidate)) = candidate {
            paint(drawing, request, &request.variants[variant], &candidate);
            captions.push(Caption { entry: request.entry, rect: candidate.rect });
        }
    }
    captions
}

const RANK_CHOSEN_PLACE: u8 = 0;
const RANK_CHOSEN_REGION: u8 = 1;
const RANK_HOME: u8 = 2;
const RANK_OFFSCREEN: u8 = 3;
const RANK_PLACE: u8 = 4;
const RANK_ROUTE: u8 = 5;
const RANK_REGION: u8 = 6;
const RANK_QUIET_PLACE: u8 = 8;
const RANK_QUIET_REGION: u8 = 9;
const RANK_STOP: u8 = 11;
const RANK_NOTE: u8 = 12;

fn choose(drawing: &Drawing<'_>, requests: &[LabelRequest]) -> Vec<Option<(usize, Candidate)>> {
    let candidates: Vec<Vec<Candidate>> =
        requests.iter().map(|request| request.candidates.iter().map(|(_, candidate)| *candidate).collect()).collect();
    let room = drawing.picture().grown(-3.0);
    let background =
        |request: usize, candidate: &Candidate| background_cost(drawing, requests[request].background, candidate);
    let found = labels::place(&candidates, room, &drawing.obstacles, background);
    found.into_iter().zip(requests).map(|(ix, request)| ix.map(|ix| request.candidates[ix])).collect()
}

fn requests(drawing: &Drawing<'_>, named_on_route: &[u16], stops: &[VisiblePort<'_>]) -> Vec<LabelRequest> {
    let mut requests: Vec<LabelRequest> =
        drawing.entries.iter().filter_map(|entry| name_of(drawing, *entry, named_on_route)).collect();
    requests.extend(named_on_route.iter().filter_map(|lane| route_label(drawing, *lane)));
    if drawing.base.frame.narrow {
        requests.extend([false, true].into_iter().filter_map(|right| offscreen_hint(drawing, right)));
    } else {
        requests.push(note(drawing));
    }
    requests.extend(stops.iter().map(|stop| name_of_stop(drawing, stop)));
    let mut requests: Vec<Option<LabelRequest>> = requests.into_iter().map(Some).collect();
    let rank = |ix: usize| requests[ix].as_ref().map_or(0.0, |request| f64::from(request.rank));
    let order = argsort(requests.len(), &rank);
    order.into_iter().filter_map(|ix| requests[ix].take()).collect()
}

fn line(text: impl Into<String>, size_px: f64, bold: bool, token: ColorToken) -> TextLine {
    TextLine { text: text.into(), size_px, weight: weight(bold), token }
}

fn size_of(lines: &[TextLine], measure: &dyn TextMeasurer) -> (f64, f64) {
    let width = lines.iter().map(|line| measure.width_px(&line.text, line.size_px, line.weight)).fold(0.0, f64::max);
    (width, lines.iter().map(|line| line.size_px * LINE).sum())
}

/// The name of a place or region; none if it has no point in the picture.
fn name_of(drawing: &Drawing<'_>, entry: MapItem, named_on_route: &[u16]) -> Option<LabelRequest> {
    let placed = drawing.placed.iter().find(|placed| placed.entry == entry);
    let emphasis = drawing.emphasis(entry);
    let chosen = emphasis == Some(Emphasis::Selected);
    let muted = emphasis == Some(Emphasis::Muted);
    let words = &drawing.words;
    let (rank, variants) = match entry {
        MapItem::Place(ix) => {
            let place = &drawing.dataset.places[usize::from(ix)];
            let title = words.title(place.record);
            let target = Target::Place(ix);
            let named_here = drawing.base.routes.to(target).any(|route| !named_on_route.contains(&route.lane));
            let below = words.companies_line(target).filter(|_| named_here);
            let token = if chosen || place.home { ColorToken::Ink } else { ColorToken::Ink2 };
            let name = line(title, NAME_PX, chosen || place.home, token);
            let rank = match (place.home, chosen, muted) {
                (true, ..) => RANK_HOME,
                (_, true, _) => RANK_CHOSEN_PLACE,
                (.., false) => RANK_PLACE,
                (.., true) => RANK_QUIET_PLACE,
            };
            (rank, variants(name, below.map(|text| line(text, SMALL_PX, false, ColorToken::Ink2))))
        }
        MapItem::Region(ix) => {
            let title = words.title(drawing.dataset.regions[usize::from(ix)].record);
            let events = drawing.base.routes.events_of_region[usize::from(ix)];
            let events = (events > 0).then(|| words.events(events));
            let countries = words.countries(ix).filter(|_| chosen);
            let first = countries.or_else(|| words.companies_line(Target::Region(ix)));
            let parts: Vec<String> = first.into_iter().chain(events).collect();
            let below = (!parts.is_empty()).then(|| parts.join(phrases::MAP_COMMA.get(words.lang)));
            let name = if chosen {
                line(title, CHOSEN_PX, true, ColorToken::AccentInk)
            } else {
                line(title, NAME_PX, false, ColorToken::Ink2)
            };
            let rank = match (chosen, muted) {
                (true, _) => RANK_CHOSEN_REGION,
                // A name that belongs to a mark comes before one that only belongs to an area.
                (_, false) => RANK_REGION + u8::from(placed.is_none()),
                (_, true) => RANK_QUIET_REGION + u8::from(placed.is_none()),
            };
            (rank, variants(name, below.map(|text| line(text, SMALL_PX, false, ColorToken::Ink2))))
        }
    };
    let mut candidates = Vec::new();
    for (ix, lines) in variants.iter().enumerate() {
        let (w, h) = size_of(lines, drawing.measure);
        // Who went somewhere is worth some way; how often is not worth a name over foreign land.
        let shorter = if placed.is_some() { 3.5 } else { 1.5 } * ix as f64;
        let mut found = match (entry, placed) {
            (_, Some(placed)) => {
                let (at, reach) = (placed.at, placed.reach.0);
                // A quiet region's name is not worth a line across another region.
                let farthest = if matches!(entry, MapItem::Region(_)) && !chosen { 45.0 } else { 110.0 };
                let mut found = labels::adjacent_candidates(at, reach, w, h);
                if rank == RANK_HOME {
                    // All ways start here: the name may cross some, and stand a little apart.
                    found.extend(
                        labels::adjacent_candidates(at, reach + 6.0, w, h)
                            .into_iter()
                            .map(|s| Candidate { cost: s.cost + 0.8, ..s }),
                    );
                } else {
                    found.extend(labels::leader_candidates(at, reach, w, h, farthest));
                }
                clamped_into(found, drawing.picture().grown(-3.0))
            }
            (MapItem::Region(region), None) => {
                let lonlat = drawing.dataset.regions[usize::from(region)].label_lonlat?;
                let at = drawing.view.screen(drawing.base.frame.rest_from_lonlat(lonlat));
                if !drawing.picture().contains(at) {
                    return None;
                }
                labels::ring_candidates(at, w, h, if chosen { 170.0 } else { 75.0 })
            }
            (MapItem::Place(_), None) => return None,
        };
        for candidate in &mut found {
            // A chosen region's name rather goes far than onto its region.
            let far = if chosen && placed.is_none() { 1.0 / 3.0 } else { 1.0 };
            candidate.cost = candidate.cost * far + shorter;
        }
        candidates.extend(found.into_iter().map(|candidate| (ix, candidate)));
    }
    let background = match entry {
        MapItem::Region(region) if chosen => Background::Chosen(layer_of(drawing, region)),
        MapItem::Region(region) => Background::Name(layer_of(drawing, region)),
        MapItem::Place(_) => Background::Name(None),
    };
    Some(LabelRequest { entry: Some(entry), rank, variants, candidates, background, arrow: None })
}

/// Candidates above and below a mark moved sideways where they would stick out of the picture.
fn clamped_into(mut candidates: Vec<Candidate>, room: Rect) -> Vec<Candidate> {
    for candidate in candidates.iter_mut().filter(|candidate| candidate.anchor == Anchor::Middle) {
        let x = candidate.rect.x.min(room.x + room.w - candidate.rect.w).max(room.x);
        // The mark stays above or below some letter of its name.
        if (x - candidate.rect.x).abs() < candidate.rect.w / 2.0 {
            candidate.rect.x = x;
        }
    }
    candidates
}

/// A name with what stands below it, and the name alone.
fn variants(name: TextLine, below: Option<TextLine>) -> Vec<Vec<TextLine>> {
    match below {
        Some(below) => vec![vec![name.clone(), below], vec![name]],
        None => vec![vec![name]],
    }
}

/// The raster's number of a region.
fn layer_of(drawing: &Drawing<'_>, region: u16) -> Option<u8> {
    let id = &*drawing.dataset.record(drawing.dataset.regions[usize::from(region)].record).id;
    drawing.base.outlines.iter().position(|outline| outline.id == id).map(|ix| ix as u8 + 1)
}

/// A box on screen in the picture at rest.
fn rest_rect(drawing: &Drawing<'_>, rect: Rect) -> Rect {
    let CameraTransform { zoom, .. } = drawing.view;
    let corner = drawing.view.rest(pt(rect.x, rect.y));
    Rect { x: corner.x, y: corner.y, w: rect.w / zoom, h: rect.h / zoom }
}

/// What the background under a candidate counts against it.
fn background_cost(drawing: &Drawing<'_>, background: Background, candidate: &Candidate) -> f64 {
    let own = match background {
        Background::Any => return 0.0,
        Background::Name(own) | Background::Chosen(own) => own,
        Background::Pale => None,
    };
    let (sea, owned, other) = drawing.base.raster.shares(rest_rect(drawing, candidate.rect), own);
    // A name half on land and half at sea is the hardest to read.
    let ragged = 1.0 - sea.max(owned).max(other);
    let land = other * if candidate.leader.is_some() { 3.0 } else { 1.2 };
    match background {
        Background::Chosen(_) => owned * 40.0 + land + ragged,
        Background::Pale => 6.0 * (1.0 - sea),
        Background::Name(Some(_)) => sea + 4.0 * other + ragged,
        Background::Name(None) | Background::Any => land + ragged,
    }
}

/// Lanes with more than one place: their company is named on the way.
fn lanes_with_many_places(base: &MapBase) -> Vec<u16> {
    let mut lanes: Vec<u16> = Vec::new();
    let routes = || base.routes.routes.iter().filter(|route| matches!(route.target, Target::Place(_)));
    for route in routes() {
        if !lanes.contains(&route.lane) && routes().filter(|other| other.lane == route.lane).count() > 1 {
            lanes.push(route.lane);
        }
    }
    lanes
}

/// The company of a lane beside the longest of its ways.
fn route_label(drawing: &Drawing<'_>, lane: u16) -> Option<LabelRequest> {
    let routes: Vec<(&Route, &Vec<Point>)> =
        drawing.base.routes.routes.iter().zip(&drawing.lines).filter(|(route, _)| route.lane == lane).collect();
    let length =
        |line: &[Point]| line.windows(2).map(|pair| (pair[1].x - pair[0].x).hypot(pair[1].y - pair[0].y)).sum::<f64>();
    let (route, way) = routes.iter().max_by(|a, b| length(a.1).total_cmp(&length(b.1)))?;
    let quiet = routes.iter().all(|(route, _)| drawing.line_emphasis(route) == Some(Emphasis::Muted));
    let token = if quiet { ColorToken::Ink2 } else { drawing.look(route).1 };
    let name = vec![line(drawing.words.company(*route.companies.first()?), NAME_PX, !quiet, token)];
    let (w, h) = size_of(&name, drawing.measure);
    let mut candidates = Vec::new();
    for (ix, point) in way.iter().enumerate() {
        // Near home all ways run together, and the name could be anyone's.
        if (point.x - way[0].x).hypot(point.y - way[0].y) < CLEAR_OF_HOME_PX {
            continue;
        }
        let share = ix as f64 / way.len() as f64;
        for (dy, cost) in [(-h / 2.0 - 5.0, 0.0), (h / 2.0 + 5.0, 0.6), (-h / 2.0 - 12.0, 1.0), (h / 2.0 + 12.0, 1.4)] {
            let rect = Rect { x: point.x - w / 2.0, y: point.y + dy - h / 2.0, w, h };
            let candidate =
                Candidate { rect, anchor: Anchor::Middle, leader: None, cost: cost + 6.0 * (share - 0.5).abs() };
            candidates.push((0, candidate));
        }
    }
    Some(LabelRequest {
        entry: None,
        rank: RANK_ROUTE,
        variants: vec![name],
        candidates,
        background: Background::Name(None),
        arrow: None,
    })
}

/// What lies off an edge of a cropped picture: its names over an arrow, where the ways leave.
fn offscreen_hint(drawing: &Drawing<'_>, right: bool) -> Option<LabelRequest> {
    let picture = drawing.picture();
    let mut names: Vec<&str> = Vec::new();
    let mut exits: Vec<f64> = Vec::new();
    for (route, way) in drawing.base.routes.routes.iter().zip(&drawing.lines) {
        let Some(rest) = target_point(drawing.dataset, &drawing.base.frame, route.target) else { continue };
        let at = drawing.view.screen(rest);
        let off = if right { at.x > picture.w } else { at.x < 0.0 };
        if !off {
            continue;
        }
        let record = match route.target {
            Target::Place(ix) => drawing.dataset.places[usize::from(ix)].record,
            Target::Region(ix) => drawing.dataset.regions[usize::from(ix)].record,
        };
        let name = drawing.words.title(record);
        if !names.contains(&name) {
            names.push(name);
        }
        exits.extend(way.iter().find(|point| !picture.contains(**point)).map(|point| point.y));
    }
    if names.is_empty() {
        return None;
    }
    let text = chuhai_core::format::list(&names, drawing.words.lang);
    let lines = vec![line(text, NAME_PX, false, ColorToken::Ink2)];
    let (w, text_height) = size_of(&lines, drawing.measure);
    let h = text_height + 10.0;
    let x = if right { picture.w - 8.0 - w } else { 8.0 };
    let anchor = if right { Anchor::End } else { Anchor::Start };
    let exit = exits.iter().copied().fold(f64::MAX, f64::min).min(picture.h - 30.0).max(30.0);
    let candidates = (-8..=8)
        .map(|step| {
            let distance = f64::from(step) * 12.0;
            let rect = Rect { x, y: exit - h - 6.0 + distance, w, h };
            (0, Candidate { rect, anchor, leader: None, cost: distance.abs() / 12.0 })
        })
        .collect();
    let arrow = Some(if right { 1.0 } else { -1.0 });
    Some(LabelRequest {
        entry: None,
        rank: RANK_OFFSCREEN,
        variants: vec![lines],
        candidates,
        background: Background::Any,
        arrow,
    })
}

/// The schematic note, at sea near the bottom edge.
fn note(drawing: &Drawing<'_>) -> LabelRequest {
    let words = [phrases::MAP_NOTE, phrases::MAP_NOTE_SHORT];
    let variants: Vec<Vec<TextLine>> =
        words.iter().map(|note| vec![line(drawing.words.said(*note), SMALL_PX, false, ColorToken::Ink3)]).collect();
    let picture = drawing.picture();
    let mut candidates = Vec::new();
    for (ix, lines) in variants.iter().enumerate() {
        let (w, h) = size_of(lines, drawing.measure);
        for step in 0..24 {
            for row in 0..3 {
                let x = 6.0 + (picture.w - w - 12.0) * f64::from(step) / 23.0;
                let rect = Rect { x, y: picture.h - h - 4.0 - f64::from(row) * 18.0, w, h };
                let centre = rect.centre().x / picture.w;
                let cost = 2.0 * (centre - 0.46).abs() + 0.8 * f64::from(row) + 6.0 * ix as f64;
                candidates.push((ix, Candidate { rect, anchor: Anchor::Start, leader: None, cost }));
            }
        }
    }
    LabelRequest { entry: None, rank: RANK_NOTE, variants, candidates, background: Background::Pale, arrow: None }
}

fn name_of_stop(drawing: &Drawing<'_>, stop: &VisiblePort<'_>) -> LabelRequest {
    let name = line(stop.stop.title.get(drawing.words.lang), SMALL_PX, true, ColorToken::Ink);
    let variants = vec![vec![name]];
    let (w, h) = size_of(&variants[0], drawing.measure);
    let mut candidates = labels::adjacent_candidates(stop.at, 5.0, w, h);
    candidates.extend(labels::leader_candidates(stop.at, 5.0, w, h, 60.0));
    let candidates = candidates.into_iter().map(|candidate| (0, candidate)).collect();
    LabelRequest { entry: None, rank: RANK_STOP, variants, candidates, background: Background::Name(None), arrow: None }
}

fn paint(drawing: &mut Drawing<'_>, request: &LabelRequest, lines: &[TextLine], candidate: &Candidate) {
    let item = request.entry.and_then(|entry| drawing.item(entry));
    if let Some(leader) = candidate.leader {
        drawing.push(Shape::Path(leader.to_vec()), None, Some((ColorToken::Ink2, 1.0)), item);
    }
    let rect = candidate.rect;
    let x = match candidate.anchor {
        Anchor::Start => rect.x,
        Anchor::Middle => rect.x + rect.w / 2.0,
        Anchor::End => rect.x + rect.w,
    };
    let mut y = rect.y;
    for line in lines {
        let height = line.size_px * LINE;
        let label = Label {
            text: line.text.clone(),
            at: pt(x, y + height / 2.0),
            size_px: line.size_px,
            weight: line.weight,
            anchor: candidate.anchor,
            halo_px: HALO_PX,
        };
        drawing.text(label, line.token, item);
        y += height;
    }
    if let Some(towards) = request.arrow {
        let tip = pt(x, rect.y + rect.h - 4.0);
        let tail = pt(tip.x - towards * 24.0, tip.y);
        let barb = |dy: f64| pt(tip.x - towards * 5.0, tip.y + dy);
        drawing.push(Shape::Path(vec![tail, tip]), None, Some((ColorToken::Ink2, 1.5)), None);
        drawing.push(Shape::Path(vec![barb(-4.0), tip, barb(4.0)]), None, Some((ColorToken::Ink2, 1.5)), None);
    }
}
