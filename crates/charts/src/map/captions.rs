//! Names on the map: what each says, in which order they choose their spots, and painting them.

use chuhai_core::state::Emphasis;
use chuhai_core::text::phrases;

use super::drawing::{Drawing, Entry, weight};
use super::frame::View;
use super::routes::{Route, Target};
use super::voyages::Stop;
use super::{MapBase, target_point};
use crate::argsort::ordered;
use crate::labels::{self, Spot};
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
    pub entry: Option<Entry>,
    pub rect: Rect,
}

/// One line of a name.
#[derive(Clone)]
struct Line {
    text: String,
    size_px: f64,
    weight: Weight,
    role: ColorToken,
}

/// A name that looks for its place.
struct Wish {
    entry: Option<Entry>,
    /// Smaller is more important.
    rank: u8,
    /// What it says, the fullest first.
    variants: Vec<Vec<Line>>,
    /// Its spots, each with the variant it is for.
    spots: Vec<(usize, Spot)>,
    /// How it minds what lies under it.
    ground: Ground,
    /// Drawn below the text: an arrow towards what lies beyond the edge.
    arrow: Option<f64>,
}

/// How a name minds what lies under it.
#[derive(Clone, Copy)]
enum Ground {
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
pub(super) fn set(drawing: &mut Drawing<'_>, stops: Vec<Stop<'_>>) -> Vec<Caption> {
    let boxes: Vec<Rect> = drawing.spotted.iter().map(|spotted| spotted.rect()).collect();
    drawing.obstacles.boxes.extend(boxes);
    // Companies with many targets are named once, on their longest way; where there is no room for
    // that, under each of their targets instead.
    let named_on_way: Vec<u16> = lanes_with_many_places(drawing.base);
    let mut wishes = wishes(drawing, &named_on_way, &stops);
    let mut found = choose(drawing, &wishes);
    let unnamed = wishes.iter().zip(&found).any(|(wish, spot)| wish.rank == RANK_WAY && spot.is_none());
    if unnamed && drawing.base.frame.size.width_px >= ROOM_FOR_COMPANIES_PX {
        wishes = self::wishes(drawing, &[], &stops);
        found = choose(drawing, &wishes);
    }
    let mut captions = Vec::new();
    for (wish, spot) in wishes.iter().zip(found) {
        if let Some((variant, spot)) = spot {
            paint(drawing, wish, &wish.variants[variant], &spot);
            captions.push(Caption { entry: wish.entry, rect: spot.rect });
        }
    }
    captions
}

const RANK_CHOSEN_PLACE: u8 = 0;
const RANK_CHOSEN_REGION: u8 = 1;
const RANK_HOME: u8 = 2;
const RANK_BEYOND: u8 = 3;
const RANK_PLACE: u8 = 4;
const RANK_WAY: u8 = 5;
const RANK_REGION: u8 = 6;
const RANK_QUIET_PLACE: u8 = 8;
const RANK_QUIET_REGION: u8 = 9;
const RANK_STOP: u8 = 11;
const RANK_NOTE: u8 = 12;

fn choose(drawing: &Drawing<'_>, wishes: &[Wish]) -> Vec<Option<(usize, Spot)>> {
    let spots: Vec<Vec<Spot>> = wishes.iter().map(|wish| wish.spots.iter().map(|(_, spot)| *spot).collect()).collect();
    let room = drawing.picture().grown(-3.0);
    let ground = |wish: usize, spot: &Spot| ground_cost(drawing, wishes[wish].ground, spot);
    let found = labels::place(&spots, room, &drawing.obstacles, ground);
    found.into_iter().zip(wishes).map(|(ix, wish)| ix.map(|ix| wish.spots[ix])).collect()
}

fn wishes(drawing: &Drawing<'_>, named_on_way: &[u16], stops: &[Stop<'_>]) -> Vec<Wish> {
    let mut wishes: Vec<Wish> =
        drawing.entries.iter().filter_map(|entry| name_of(drawing, *entry, named_on_way)).collect();
    wishes.extend(named_on_way.iter().filter_map(|lane| name_on_way(drawing, *lane)));
    if drawing.base.frame.narrow {
        wishes.extend([false, true].into_iter().filter_map(|right| beyond(drawing, right)));
    } else {
        wishes.push(note(drawing));
    }
    wishes.extend(stops.iter().map(|stop| name_of_stop(drawing, stop)));
    let mut wishes: Vec<Option<Wish>> = wishes.into_iter().map(Some).collect();
    let rank = |ix: usize| wishes[ix].as_ref().map_or(0.0, |wish| f64::from(wish.rank));
    let order = ordered(wishes.len(), &rank);
    order.into_iter().filter_map(|ix| wishes[ix].take()).collect()
}

fn line(text: impl Into<String>, size_px: f64, bold: bool, role: ColorToken) -> Line {
    Line { text: text.into(), size_px, weight: weight(bold), role }
}

fn size_of(lines: &[Line], measure: &dyn TextMeasurer) -> (f64, f64) {
    let width = lines.iter().map(|line| measure.width_px(&line.text, line.size_px, line.weight)).fold(0.0, f64::max);
    (width, lines.iter().map(|line| line.size_px * LINE).sum())
}

/// The name of a place or region; none if it has no point in the picture.
fn name_of(drawing: &Drawing<'_>, entry: Entry, named_on_way: &[u16]) -> Option<Wish> {
    let spotted = drawing.spotted.iter().find(|spotted| spotted.entry == entry);
    let emphasis = drawing.emphasis(entry);
    let chosen = emphasis == Some(Emphasis::Selected);
    let muted = emphasis == Some(Emphasis::Muted);
    let words = &drawing.words;
    let (rank, variants) = match entry {
        Entry::Place(ix) => {
            let place = &drawing.dataset.places[usize::from(ix)];
            let title = words.title(place.record);
            let target = Target::Place(ix);
            let named_here = drawing.base.routes.to(target).any(|route| !named_on_way.contains(&route.lane));
            let below = words.companies_line(target).filter(|_| named_here);
            let role = if chosen || place.home { ColorToken::Ink } else { ColorToken::Ink2 };
            let name = line(title, NAME_PX, chosen || place.home, role);
            let rank = match (place.home, chosen, muted) {
                (true, ..) => RANK_HOME,
                (_, true, _) => RANK_CHOSEN_PLACE,
                (.., false) => RANK_PLACE,
                (.., true) => RANK_QUIET_PLACE,
            };
            (rank, variants(name, below.map(|text| line(text, SMALL_PX, false, ColorToken::Ink2))))
        }
        Entry::Region(ix) => {
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
                (_, false) => RANK_REGION + u8::from(spotted.is_none()),
                (_, true) => RANK_QUIET_REGION + u8::from(spotted.is_none()),
            };
            (rank, variants(name, below.map(|text| line(text, SMALL_PX, false, ColorToken::Ink2))))
        }
    };
    let mut spots = Vec::new();
    for (ix, lines) in variants.iter().enumerate() {
        let (w, h) = size_of(lines, drawing.measure);
        // Who went somewhere is worth some way; how often is not worth a name over foreign land.
        let shorter = if spotted.is_some() { 3.5 } else { 1.5 } * ix as f64;
        let mut found = match (entry, spotted) {
            (_, Some(spotted)) => {
                let (at, reach) = (spotted.at, spotted.reach.0);
                // A quiet region's name is not worth a line across another region.
                let farthest = if matches!(entry, Entry::Region(_)) && !chosen { 45.0 } else { 110.0 };
                let mut found = labels::beside(at, reach, w, h);
                if rank == RANK_HOME {
                    // All ways start here: the name may cross some, and stand a little apart.
                    found.extend(
                        labels::beside(at, reach + 6.0, w, h).into_iter().map(|s| Spot { cost: s.cost + 0.8, ..s }),
                    );
                } else {
                    found.extend(labels::with_leaders(at, reach, w, h, farthest));
                }
                nudged(found, drawing.picture().grown(-3.0))
            }
            (Entry::Region(region), None) => {
                let lonlat = drawing.dataset.regions[usize::from(region)].label_lonlat?;
                let at = drawing.view.screen(drawing.base.frame.rest_from_lonlat(lonlat));
                if !drawing.picture().contains(at) {
                    return None;
                }
                labels::around(at, w, h, if chosen { 170.0 } else { 75.0 })
            }
            (Entry::Place(_), None) => return None,
        };
        for spot in &mut found {
            // A chosen region's name rather goes far than onto its region.
            let far = if chosen && spotted.is_none() { 1.0 / 3.0 } else { 1.0 };
            spot.cost = spot.cost * far + shorter;
        }
        spots.extend(found.into_iter().map(|spot| (ix, spot)));
    }
    let ground = match entry {
        Entry::Region(region) if chosen => Ground::Chosen(layer_of(drawing, region)),
        Entry::Region(region) => Ground::Name(layer_of(drawing, region)),
        Entry::Place(_) => Ground::Name(None),
    };
    Some(Wish { entry: Some(entry), rank, variants, spots, ground, arrow: None })
}

/// Spots above and below a mark moved sideways where they would stick out of the picture.
fn nudged(mut spots: Vec<Spot>, room: Rect) -> Vec<Spot> {
    for spot in spots.iter_mut().filter(|spot| spot.anchor == Anchor::Middle) {
        let x = spot.rect.x.min(room.x + room.w - spot.rect.w).max(room.x);
        // The mark stays above or below some letter of its name.
        if (x - spot.rect.x).abs() < spot.rect.w / 2.0 {
            spot.rect.x = x;
        }
    }
    spots
}

/// A name with what stands below it, and the name alone.
fn variants(name: Line, below: Option<Line>) -> Vec<Vec<Line>> {
    match below {
        Some(below) => vec![vec![name.clone(), below], vec![name]],
        None => vec![vec![name]],
    }
}

/// The terrain's number of a region.
fn layer_of(drawing: &Drawing<'_>, region: u16) -> Option<u8> {
    let id = &*drawing.dataset.record(drawing.dataset.regions[usize::from(region)].record).id;
    drawing.base.outlines.iter().position(|outline| outline.id == id).map(|ix| ix as u8 + 1)
}

/// A box on screen in the picture at rest.
fn rest_rect(drawing: &Drawing<'_>, rect: Rect) -> Rect {
    let View { zoom, .. } = drawing.view;
    let corner = drawing.view.rest(pt(rect.x, rect.y));
    Rect { x: corner.x, y: corner.y, w: rect.w / zoom, h: rect.h / zoom }
}

/// What the ground under a spot counts against it.
fn ground_cost(drawing: &Drawing<'_>, ground: Ground, spot: &Spot) -> f64 {
    let own = match ground {
        Ground::Any => return 0.0,
        Ground::Name(own) | Ground::Chosen(own) => own,
        Ground::Pale => None,
    };
    let (sea, owned, other) = drawing.base.terrain.shares(rest_rect(drawing, spot.rect), own);
    // A name half on land and half at sea is the hardest to read.
    let ragged = 1.0 - sea.max(owned).max(other);
    let land = other * if spot.leader.is_some() { 3.0 } else { 1.2 };
    match ground {
        Ground::Chosen(_) => owned * 40.0 + land + ragged,
        Ground::Pale => 6.0 * (1.0 - sea),
        Ground::Name(Some(_)) => sea + 4.0 * other + ragged,
        Ground::Name(None) | Ground::Any => land + ragged,
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
fn name_on_way(drawing: &Drawing<'_>, lane: u16) -> Option<Wish> {
    let routes: Vec<(&Route, &Vec<Point>)> =
        drawing.base.routes.routes.iter().zip(&drawing.lines).filter(|(route, _)| route.lane == lane).collect();
    let length =
        |line: &[Point]| line.windows(2).map(|pair| (pair[1].x - pair[0].x).hypot(pair[1].y - pair[0].y)).sum::<f64>();
    let (route, way) = routes.iter().max_by(|a, b| length(a.1).total_cmp(&length(b.1)))?;
    let quiet = routes.iter().all(|(route, _)| drawing.line_emphasis(route) == Some(Emphasis::Muted));
    let role = if quiet { ColorToken::Ink2 } else { drawing.look(route).1 };
    let name = vec![line(drawing.words.company(*route.companies.first()?), NAME_PX, !quiet, role)];
    let (w, h) = size_of(&name, drawing.measure);
    let mut spots = Vec::new();
    for (ix, point) in way.iter().enumerate() {
        // Near home all ways run together, and the name could be anyone's.
        if (point.x - way[0].x).hypot(point.y - way[0].y) < CLEAR_OF_HOME_PX {
            continue;
        }
        let share = ix as f64 / way.len() as f64;
        for (dy, cost) in [(-h / 2.0 - 5.0, 0.0), (h / 2.0 + 5.0, 0.6), (-h / 2.0 - 12.0, 1.0), (h / 2.0 + 12.0, 1.4)] {
            let rect = Rect { x: point.x - w / 2.0, y: point.y + dy - h / 2.0, w, h };
            let spot = Spot { rect, anchor: Anchor::Middle, leader: None, cost: cost + 6.0 * (share - 0.5).abs() };
            spots.push((0, spot));
        }
    }
    Some(Wish { entry: None, rank: RANK_WAY, variants: vec![name], spots, ground: Ground::Name(None), arrow: None })
}

/// What lies off an edge of a cropped picture: its names over an arrow, where the ways leave.
fn beyond(drawing: &Drawing<'_>, right: bool) -> Option<Wish> {
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
    let spots = (-8..=8)
        .map(|step| {
            let distance = f64::from(step) * 12.0;
            let rect = Rect { x, y: exit - h - 6.0 + distance, w, h };
            (0, Spot { rect, anchor, leader: None, cost: distance.abs() / 12.0 })
        })
        .collect();
    let arrow = Some(if right { 1.0 } else { -1.0 });
    Some(Wish { entry: None, rank: RANK_BEYOND, variants: vec![lines], spots, ground: Ground::Any, arrow })
}

/// The schematic note, at sea near the bottom edge.
fn note(drawing: &Drawing<'_>) -> Wish {
    let words = [phrases::MAP_NOTE, phrases::MAP_NOTE_SHORT];
    let variants: Vec<Vec<Line>> =
        words.iter().map(|note| vec![line(drawing.words.said(*note), SMALL_PX, false, ColorToken::Ink3)]).collect();
    let picture = drawing.picture();
    let mut spots = Vec::new();
    for (ix, lines) in variants.iter().enumerate() {
        let (w, h) = size_of(lines, drawing.measure);
        for step in 0..24 {
            for row in 0..3 {
                let x = 6.0 + (picture.w - w - 12.0) * f64::from(step) / 23.0;
                let rect = Rect { x, y: picture.h - h - 4.0 - f64::from(row) * 18.0, w, h };
                let centre = rect.centre().x / picture.w;
                let cost = 2.0 * (centre - 0.46).abs() + 0.8 * f64::from(row) + 6.0 * ix as f64;
                spots.push((ix, Spot { rect, anchor: Anchor::Start, leader: None, cost }));
            }
        }
    }
    Wish { entry: None, rank: RANK_NOTE, variants, spots, ground: Ground::Pale, arrow: None }
}

fn name_of_stop(drawing: &Drawing<'_>, stop: &Stop<'_>) -> Wish {
    let name = line(stop.stop.title.get(drawing.words.lang), SMALL_PX, true, ColorToken::Ink);
    let variants = vec![vec![name]];
    let (w, h) = size_of(&variants[0], drawing.measure);
    let mut spots = labels::beside(stop.at, 5.0, w, h);
    spots.extend(labels::with_leaders(stop.at, 5.0, w, h, 60.0));
    let spots = spots.into_iter().map(|spot| (0, spot)).collect();
    Wish { entry: None, rank: RANK_STOP, variants, spots, ground: Ground::Name(None), arrow: None }
}

fn paint(drawing: &mut Drawing<'_>, wish: &Wish, lines: &[Line], spot: &Spot) {
    let item = wish.entry.and_then(|entry| drawing.item(entry));
    if let Some(leader) = spot.leader {
        drawing.push(Shape::Path(leader.to_vec()), None, Some((ColorToken::Ink2, 1.0)), item);
    }
    let rect = spot.rect;
    let x = match spot.anchor {
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
            anchor: spot.anchor,
            halo_px: HALO_PX,
        };
        drawing.text(label, line.role, item);
        y += height;
    }
    if let Some(towards) = wish.arrow {
        let tip = pt(x, rect.y + rect.h - 4.0);
        let tail = pt(tip.x - towards * 24.0, tip.y);
        let barb = |dy: f64| pt(tip.x - towards * 5.0, tip.y + dy);
        drawing.push(Shape::Path(vec![tail, tip]), None, Some((ColorToken::Ink2, 1.5)), None);
        drawing.push(Shape::Path(vec![barb(-4.0), tip, barb(4.0)]), None, Some((ColorToken::Ink2, 1.5)), None);
    }
}
