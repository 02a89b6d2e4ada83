//! Label requests of the map: the text variants, candidates and background of each label.

use chuhai_core::dataset::{PlaceIx, RegionIx};
use chuhai_core::format::list;
use chuhai_core::state::Emphasis;
use chuhai_core::text::phrases;

use super::drawing::{Drawing, PlacedMarker};
use super::map_item::MapItem;
use super::routes::{Route, Target};
use super::voyages::VisiblePort;
use crate::argsort::argsort;
use crate::layout::labels::{Candidate, adjacent_candidates, leader_candidates, ring_candidates};
use crate::measure::TextMeasurer;
use crate::scene::{Anchor, Point, Rect, Weight};
use crate::theme::ColorToken;

/// Line height as a multiple of the type size.
pub(super) const LINE_HEIGHT: f64 = 1.22;
/// Type sizes: names, the name of a selected region, second lines.
const NAME_PX: f64 = 13.0;
const SELECTED_PX: f64 = 16.0;
const SMALL_PX: f64 = 12.0;
/// The width below which the name of a selected region is as small as the others.
const ROOM_FOR_LARGE_NAMES_PX: f64 = 560.0;
/// The distance from home beyond which a company is named on its route.
const CLEAR_OF_HOME_PX: f64 = 40.0;
/// The margin between labels and the edge of the picture.
pub(super) const EDGE_PX: f64 = 3.0;

/// One line of a label.
#[derive(Clone)]
pub(super) struct TextLine {
    pub text: String,
    pub size_px: f64,
    pub weight: Weight,
    pub token: ColorToken,
}

/// A label to be placed.
pub(super) struct LabelRequest {
    pub item: Option<MapItem>,
    pub rank: Rank,
    /// Its text, the fullest variant first.
    pub variants: Vec<Vec<TextLine>>,
    /// Its candidates, each with the index of its variant.
    pub candidates: Vec<(usize, Candidate)>,
    pub background: Background,
    /// The direction of an arrow below the text, towards places off the edge.
    pub arrow: Option<f64>,
}

/// The importance of a label, the highest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    SelectedPlace,
    SelectedRegion,
    Home,
    Offscreen,
    Place,
    Route,
    /// A region with a marker.
    MarkedRegion,
    Region,
    MutedPlace,
    MutedMarkedRegion,
    MutedRegion,
    Port,
    Note,
}

/// The legibility of a label on land and sea.
#[derive(Clone, Copy)]
pub(super) enum Background {
    /// Legible anywhere.
    Any,
    /// Best on the layer of its own region, if it has one, else at sea.
    Name(Option<u8>),
    /// The same, but on its own region, which has the accent fill, in reverse.
    Selected(Option<u8>),
    /// Legible at sea only: too pale for land.
    Pale,
}

/// Returns all requests, the most important first. The companies of `named_lanes` are named on their longest route instead
/// of at their places.
pub(super) fn requests(drawing: &Drawing<'_>, named_lanes: &[u16], ports: &[VisiblePort<'_>]) -> Vec<LabelRequest> {
    let items = drawing.items().iter().filter_map(|item| match *item {
        MapItem::Place(ix) => place_label(drawing, ix, named_lanes),
        MapItem::Region(ix) => region_label(drawing, ix),
    });
    let mut requests: Vec<LabelRequest> = items.collect();
    requests.extend(named_lanes.iter().filter_map(|lane| route_label(drawing, *lane)));
    if drawing.base().projection.narrow {
        requests.extend([false, true].into_iter().filter_map(|right| offscreen_hint(drawing, right)));
    } else {
        requests.push(note(drawing));
    }
    requests.extend(ports.iter().map(|port| port_label(drawing, port)));
    let order = argsort(requests.len(), &|ix| f64::from(requests[ix].rank as u8));
    let mut requests: Vec<Option<LabelRequest>> = requests.into_iter().map(Some).collect();
    order.into_iter().filter_map(|ix| requests[ix].take()).collect()
}

/// Returns the lanes with several places, whose company is named on a route.
pub(super) fn lanes_with_many_places(drawing: &Drawing<'_>) -> Vec<u16> {
    let mut lanes: Vec<u16> = Vec::new();
    let routes = || drawing.base().routes.routes.iter().filter(|route| matches!(route.target, Target::Place(_)));
    for route in routes() {
        if !lanes.contains(&route.lane) && routes().filter(|other| other.lane == route.lane).count() > 1 {
            lanes.push(route.lane);
        }
    }
    lanes
}

fn line(text: impl Into<String>, size_px: f64, weight: Weight, token: ColorToken) -> TextLine {
    TextLine { text: text.into(), size_px, weight, token }
}

const fn bold_if(bold: bool) -> Weight {
    if bold { Weight::Bold } else { Weight::Regular }
}

/// Returns width and height of the lines of a label.
fn size_of(lines: &[TextLine], measure: &dyn TextMeasurer) -> (f64, f64) {
    let width = lines.iter().map(|line| measure.width_px(&line.text, line.size_px, line.weight)).fold(0.0, f64::max);
    (width, lines.iter().map(|line| line.size_px * LINE_HEIGHT).sum())
}

/// Returns the variants of a name: with each of the second lines, and without one.
fn variants(name: TextLine, seconds: Vec<String>) -> Vec<Vec<TextLine>> {
    let second = |text| vec![name.clone(), line(text, SMALL_PX, Weight::Regular, ColorToken::Ink2)];
    let mut variants: Vec<Vec<TextLine>> = seconds.into_iter().map(second).collect();
    variants.push(vec![name]);
    variants
}

/// Returns the marker of an item, if it has one in the picture.
fn marker_of<'d>(drawing: &'d Drawing<'_>, item: MapItem) -> Option<&'d PlacedMarker> {
    drawing.markers().iter().find(|marker| marker.item == item)
}

/// Returns candidates for each variant, the shorter ones at `shorter_cost` more each.
fn with_variants(
    drawing: &Drawing<'_>,
    variants: &[Vec<TextLine>],
    shorter_cost: f64,
    candidates: impl Fn(f64, f64) -> Vec<Candidate>,
) -> Vec<(usize, Candidate)> {
    let of_variant = |(ix, lines): (usize, &Vec<TextLine>)| {
        let (w, h) = size_of(lines, drawing.measure());
        let shorter = shorter_cost * ix as f64;
        candidates(w, h).into_iter().map(move |c| (ix, Candidate { cost: c.cost + shorter, ..c })).collect::<Vec<_>>()
    };
    variants.iter().enumerate().flat_map(of_variant).collect()
}

/// The label of a place: its name, and the companies that went there unless their lanes are `named_lanes`.
fn place_label(drawing: &Drawing<'_>, ix: PlaceIx, named_lanes: &[u16]) -> Option<LabelRequest> {
    let item = MapItem::Place(ix);
    let marker = marker_of(drawing, item)?;
    let place = &drawing.dataset().places[usize::from(ix)];
    let emphasis = drawing.emphasis(item);
    let selected = emphasis == Some(Emphasis::Selected);
    let named_here = drawing.base().routes.to(Target::Place(ix)).any(|route| !named_lanes.contains(&route.lane));
    let companies = if named_here { drawing.text().companies_lines(Target::Place(ix)) } else { Vec::new() };
    let token = if selected || place.home { ColorToken::Ink } else { ColorToken::Ink2 };
    let name = line(drawing.text().title(place.record), NAME_PX, bold_if(selected || place.home), token);
    let rank = match emphasis {
        _ if place.home => Rank::Home,
        Some(Emphasis::Selected) => Rank::SelectedPlace,
        Some(Emphasis::Related) | None => Rank::Place,
        Some(Emphasis::Muted) => Rank::MutedPlace,
    };
    let variants = variants(name, companies);
    let candidates = with_variants(drawing, &variants, 3.5, |w, h| {
        if place.home {
            home_candidates(drawing, marker, w, h)
        } else {
            marker_candidates(drawing, marker, w, h, 110.0)
        }
    });
    Some(LabelRequest { item: Some(item), rank, variants, candidates, background: Background::Name(None), arrow: None })
}

/// The label of a region: its name, and the companies, countries and events in it; `None` without a point in the picture.
fn region_label(drawing: &Drawing<'_>, ix: RegionIx) -> Option<LabelRequest> {
    let item = MapItem::Region(ix);
    let marker = marker_of(drawing, item);
    let region = &drawing.dataset().regions[usize::from(ix)];
    let emphasis = drawing.emphasis(item);
    let selected = emphasis == Some(Emphasis::Selected);
    let variants = region_variants(drawing, ix, selected);
    let rank = match (emphasis, marker) {
        (Some(Emphasis::Selected), _) => Rank::SelectedRegion,
        (Some(Emphasis::Related) | None, Some(_)) => Rank::MarkedRegion,
        (Some(Emphasis::Related) | None, None) => Rank::Region,
        (Some(Emphasis::Muted), Some(_)) => Rank::MutedMarkedRegion,
        (Some(Emphasis::Muted), None) => Rank::MutedRegion,
    };
    let candidates = match marker {
        // The label of an unselected region is not worth a leader across another region.
        Some(marker) => with_variants(drawing, &variants, 3.5, |w, h| {
            marker_candidates(drawing, marker, w, h, if selected { 110.0 } else { 45.0 })
        }),
        None => {
            let at = drawing.screen_from_lonlat(region.label_lonlat?);
            if !drawing.picture().contains(at) {
                return None;
            }
            // A selected region's label goes far rather than onto its region.
            let (farthest, far) = if selected { (170.0, 1.0 / 3.0) } else { (75.0, 1.0) };
            with_variants(drawing, &variants, 1.5, |w, h| {
                let mut candidates = ring_candidates(at, w, h, farthest);
                candidates.iter_mut().for_each(|candidate| candidate.cost *= far);
                candidates
            })
        }
    };
    let layer = layer_of(drawing, ix);
    let background = if selected { Background::Selected(layer) } else { Background::Name(layer) };
    Some(LabelRequest { item: Some(item), rank, variants, candidates, background, arrow: None })
}

fn region_variants(drawing: &Drawing<'_>, ix: RegionIx, selected: bool) -> Vec<Vec<TextLine>> {
    let text = drawing.text();
    let title = text.title(drawing.dataset().regions[usize::from(ix)].record);
    let events = drawing.base().routes.events_of_region[usize::from(ix)];
    let events = (events > 0).then(|| text.events(events));
    let countries = text.countries(ix).filter(|_| selected);
    let firsts = countries.map_or_else(|| text.companies_lines(Target::Region(ix)), |countries| vec![countries]);
    let seconds = if firsts.is_empty() {
        events.into_iter().collect()
    } else {
        let joined = |first: String| [Some(first), events.clone()].into_iter().flatten().collect::<Vec<_>>();
        firsts.into_iter().map(|first| joined(first).join(phrases::MAP_COMMA.get(text.lang))).collect()
    };
    let name = if selected {
        let size_px = if drawing.picture().w < ROOM_FOR_LARGE_NAMES_PX { NAME_PX } else { SELECTED_PX };
        line(title, size_px, Weight::Bold, ColorToken::AccentInk)
    } else {
        line(title, NAME_PX, Weight::Regular, ColorToken::Ink2)
    };
    // A large name may fit its region in two lines only.
    let parted = title
        .split_once(' ')
        .filter(|_| selected)
        .map(|(first, rest)| [first, rest].map(|text| TextLine { text: text.to_owned(), ..name.clone() }).to_vec());
    let mut variants = variants(name, seconds);
    variants.extend(parted);
    variants
}

/// Candidates of home: all routes start here, so that the label may cross some, and lie a little apart.
fn home_candidates(drawing: &Drawing<'_>, marker: &PlacedMarker, w: f64, h: f64) -> Vec<Candidate> {
    let reach = marker.reach.0;
    let mut candidates = adjacent_candidates(marker.at, reach, w, h);
    let apart = adjacent_candidates(marker.at, reach + 6.0, w, h);
    candidates.extend(apart.into_iter().map(|candidate| Candidate { cost: candidate.cost + 0.8, ..candidate }));
    clamped_into(candidates, drawing.picture().grown(-EDGE_PX))
}

/// Candidates of a marker, with leaders up to `farthest`.
fn marker_candidates(drawing: &Drawing<'_>, marker: &PlacedMarker, w: f64, h: f64, farthest: f64) -> Vec<Candidate> {
    let reach = marker.reach.0;
    let mut candidates = adjacent_candidates(marker.at, reach, w, h);
    candidates.extend(leader_candidates(marker.at, reach, w, h, farthest));
    clamped_into(candidates, drawing.picture().grown(-EDGE_PX))
}

/// Moves candidates above and below a mark sideways into `bounds`.
fn clamped_into(mut candidates: Vec<Candidate>, bounds: Rect) -> Vec<Candidate> {
    for candidate in candidates.iter_mut().filter(|candidate| candidate.anchor == Anchor::Middle) {
        let x = candidate.rect.x.min(bounds.x + bounds.w - candidate.rect.w).max(bounds.x);
        // The mark stays above or below some letter of its label.
        if (x - candidate.rect.x).abs() < candidate.rect.w / 2.0 {
            candidate.rect.x = x;
        }
    }
    candidates
}

/// Returns the index of a region in the raster.
fn layer_of(drawing: &Drawing<'_>, region: RegionIx) -> Option<u8> {
    let id = &*drawing.dataset().record(MapItem::Region(region).record(drawing.dataset())).id;
    drawing.base().outlines.iter().position(|outline| outline.id == id).map(|ix| ix as u8 + 1)
}

/// The name of a lane's company beside the longest of its routes.
fn route_label(drawing: &Drawing<'_>, lane: u16) -> Option<LabelRequest> {
    let routes: Vec<(&Route, &Vec<Point>)> = drawing.routes().filter(|(route, _)| route.lane == lane).collect();
    let length = |line: &[Point]| line.windows(2).map(|pair| pair[0].distance(pair[1])).sum::<f64>();
    let (route, path) = routes.iter().max_by(|a, b| length(a.1).total_cmp(&length(b.1)))?;
    let muted = routes.iter().all(|(route, _)| drawing.line_emphasis(route) == Some(Emphasis::Muted));
    let token = if muted { ColorToken::Ink2 } else { drawing.glyph(route).1 };
    let name = vec![line(drawing.text().company(*route.companies.first()?), NAME_PX, bold_if(!muted), token)];
    let (w, h) = size_of(&name, drawing.measure());
    let mut candidates = Vec::new();
    for (ix, point) in path.iter().enumerate() {
        // Near home all routes run together, and the label would be ambiguous.
        if point.distance(path[0]) < CLEAR_OF_HOME_PX {
            continue;
        }
        let share = ix as f64 / path.len() as f64;
        for (dy, cost) in [(-h / 2.0 - 5.0, 0.0), (h / 2.0 + 5.0, 0.6), (-h / 2.0 - 12.0, 1.0), (h / 2.0 + 12.0, 1.4)] {
            let rect = Rect { x: point.x - w / 2.0, y: point.y + dy - h / 2.0, w, h };
            let cost = cost + 6.0 * (share - 0.5).abs();
            candidates.push((0, Candidate { rect, anchor: Anchor::Middle, leader: None, cost }));
        }
    }
    let background = Background::Name(None);
    Some(LabelRequest { item: None, rank: Rank::Route, variants: vec![name], candidates, background, arrow: None })
}

/// The hint at places off an edge of a cropped picture: their names over an arrow, where the routes leave.
fn offscreen_hint(drawing: &Drawing<'_>, right: bool) -> Option<LabelRequest> {
    let picture = drawing.picture();
    let mut names: Vec<&str> = Vec::new();
    let mut exits: Vec<f64> = Vec::new();
    for (route, path) in drawing.routes() {
        let Some(at) = drawing.target_point(route.target) else { continue };
        let is_off = if right { at.x > picture.w } else { at.x < 0.0 };
        if !is_off {
            continue;
        }
        let name = drawing.text().title(MapItem::of_target(route.target).record(drawing.dataset()));
        if !names.contains(&name) {
            names.push(name);
        }
        exits.extend(path.iter().find(|point| !picture.contains(**point)).map(|point| point.y));
    }
    if names.is_empty() {
        return None;
    }
    let text = list(&names, drawing.text().lang);
    let lines = vec![line(text, NAME_PX, Weight::Regular, ColorToken::Ink2)];
    let (w, text_height) = size_of(&lines, drawing.measure());
    let h = text_height + 10.0;
    let (x, anchor, arrow) = if right { (picture.w - 8.0 - w, Anchor::End, 1.0) } else { (8.0, Anchor::Start, -1.0) };
    let exit = exits.iter().copied().fold(f64::MAX, f64::min).min(picture.h - 30.0).max(30.0);
    let candidates = (-8..=8).map(|step| {
        let distance = f64::from(step) * 12.0;
        let rect = Rect { x, y: exit - h - 6.0 + distance, w, h };
        (0, Candidate { rect, anchor, leader: None, cost: distance.abs() / 12.0 })
    });
    Some(LabelRequest {
        item: None,
        rank: Rank::Offscreen,
        variants: vec![lines],
        candidates: candidates.collect(),
        background: Background::Any,
        arrow: Some(arrow),
    })
}

/// The schematic note, at sea near the bottom edge.
fn note(drawing: &Drawing<'_>) -> LabelRequest {
    let variants: Vec<Vec<TextLine>> = [phrases::MAP_NOTE, phrases::MAP_NOTE_SHORT]
        .iter()
        .map(|note| vec![line(drawing.text().said(*note), SMALL_PX, Weight::Regular, ColorToken::Ink3)])
        .collect();
    let picture = drawing.picture();
    let mut candidates = Vec::new();
    for (ix, lines) in variants.iter().enumerate() {
        let (w, h) = size_of(lines, drawing.measure());
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
    LabelRequest { item: None, rank: Rank::Note, variants, candidates, background: Background::Pale, arrow: None }
}

/// The name of a port of the voyages.
fn port_label(drawing: &Drawing<'_>, port: &VisiblePort<'_>) -> LabelRequest {
    let title = port.stop.title.get(drawing.text().lang);
    let variants = vec![vec![line(title, SMALL_PX, Weight::Bold, ColorToken::Ink)]];
    let candidates = with_variants(drawing, &variants, 0.0, |w, h| {
        let mut candidates = adjacent_candidates(port.at, 5.0, w, h);
        candidates.extend(leader_candidates(port.at, 5.0, w, h, 60.0));
        candidates
    });
    let background = Background::Name(None);
    LabelRequest { item: None, rank: Rank::Port, variants, candidates, background, arrow: None }
}
