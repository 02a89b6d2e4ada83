//! Dissolving of TopoJSON countries into layers: arcs that two countries of one layer share are dropped, the others are
//! joined into rings.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::{Context, Result, bail, ensure};
use chuhai_charts::map::geometry::{CELL_DEG, LAYERS, Outlines, WEST_DEG};
use serde_json::Value;

use super::members::{self, DROPPED, FRANCE, LAND};

/// A point, in cells of the committed grid.
type GridCell = (i64, i64);
/// An arc traversed forwards (its index) or backwards (`!index`), as in TopoJSON.
type ArcRef = i64;

/// Returns the encoded outlines, from the text of a TopoJSON file with an object `countries`.
pub fn compile(topojson: &str) -> Result<Vec<u8>> {
    let topology: Value = serde_json::from_str(topojson).context("the source is not JSON")?;
    let mut arcs = arcs(&topology)?;
    let mut edges: BTreeMap<&str, BTreeSet<ArcRef>> = LAYERS.iter().map(|layer| (*layer, BTreeSet::new())).collect();
    for country in topology["objects"]["countries"]["geometries"].as_array().context("no countries")? {
        let number: Option<u16> = country["id"].as_str().and_then(|id| id.parse().ok());
        if number == Some(DROPPED) {
            continue;
        }
        let home = members::layer(number, country["properties"]["name"].as_str().unwrap_or_default());
        for polygon in polygons(country)? {
            let overseas = number == Some(FRANCE) && arcs[index(polygon[0][0])].iter().all(|cell| lon(*cell) > 180.0);
            let layer = if overseas { "latam" } else { home };
            for &arc in polygon.iter().flatten() {
                for layer in BTreeSet::from([LAND, layer]) {
                    let edges = edges.entry(layer).or_default();
                    // Traversed both ways, it is an inner border.
                    if !edges.remove(&!arc) {
                        edges.insert(arc);
                    }
                }
            }
        }
    }
    let mut rings: BTreeMap<&str, Vec<Vec<ArcRef>>> =
        edges.iter().map(|(layer, edges)| Ok((*layer, stitch(edges, &arcs)?))).collect::<Result<_>>()?;
    cut(&mut rings, &mut arcs)?;
    separate_water(&mut rings, &arcs)?;
    arcs.iter_mut().for_each(|arc| *arc = simplify(arc));
    encode(&rings, &arcs)
}

/// Tolerance of the simplification, in cells: a third of a pixel of the whole map on a desktop.
const TOLERANCE: f64 = 0.75;

/// Simplifies an arc (Ramer–Douglas–Peucker). Arcs are shared, so neighbours stay flush; a closed arc keeps at least a
/// triangle.
fn simplify(arc: &[GridCell]) -> Vec<GridCell> {
    let mut keep = vec![false; arc.len()];
    let mut segments = vec![(0, arc.len().saturating_sub(1))];
    while let Some((from, to)) = segments.pop() {
        keep[from] = true;
        keep[to] = true;
        let furthest =
            (from + 1..to).map(|ix| (distance(arc[ix], arc[from], arc[to]), ix)).max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((distance, ix)) = furthest
            && distance > TOLERANCE
        {
            segments.extend([(from, ix), (ix, to)]);
        }
    }
    let kept: Vec<GridCell> = arc.iter().zip(keep).filter_map(|(cell, keep)| keep.then_some(*cell)).collect();
    if kept.len() < 4 && arc.first() == arc.last() { arc.to_vec() } else { kept }
}

/// Returns the distance of `cell` from the segment between `from` and `to`, in cells.
fn distance(cell: GridCell, from: GridCell, to: GridCell) -> f64 {
    let (dx, dy) = ((to.0 - from.0) as f64, (to.1 - from.1) as f64);
    let (px, py) = ((cell.0 - from.0) as f64, (cell.1 - from.1) as f64);
    let length = dx * dx + dy * dy;
    let along = if length == 0.0 { 0.0 } else { ((px * dx + py * dy) / length).clamp(0.0, 1.0) };
    (px - along * dx).hypot(py - along * dy)
}

/// Returns the arcs of the topology on our grid, east of the cut.
fn arcs(topology: &Value) -> Result<Vec<Vec<GridCell>>> {
    let pair = |value: &Value| Some((value[0].as_f64()?, value[1].as_f64()?));
    let scale = pair(&topology["transform"]["scale"]).context("the source has no scale")?;
    let origin = pair(&topology["transform"]["translate"]).context("the source has no origin")?;
    let decode = |arc: &Value| {
        let (mut x, mut y) = (0.0, 0.0);
        let mut cells: Vec<GridCell> = Vec::new();
        for step in arc.as_array()? {
            let (dx, dy) = pair(step)?;
            x += dx;
            y += dy;
            let (mut lon, lat) = (origin.0 + x * scale.0, origin.1 + y * scale.1);
            if lon < WEST_DEG {
                lon += 360.0;
            }
            let cell = (((lon - WEST_DEG) / CELL_DEG).round() as i64, (lat / CELL_DEG).round() as i64);
            if cells.last() != Some(&cell) {
                cells.push(cell);
            }
        }
        Some(cells)
    };
    let arcs = topology["arcs"].as_array().context("the source has no arcs")?;
    arcs.iter().map(|arc| decode(arc).context("an arc of the source is malformed")).collect()
}

/// Returns the polygons of a country, each a list of rings, each a list of arcs.
fn polygons(country: &Value) -> Result<Vec<Vec<Vec<ArcRef>>>> {
    let arcs = country["arcs"].clone();
    let polygons = match country["type"].as_str() {
        Some("Polygon") => Value::Array(vec![arcs]),
        Some("MultiPolygon") => arcs,
        other => bail!("a country is a {other:?}"),
    };
    serde_json::from_value(polygons).context("a country's arcs are malformed")
}

fn index(arc: ArcRef) -> usize {
    (if arc < 0 { !arc } else { arc }) as usize
}

fn lon((x, _): GridCell) -> f64 {
    WEST_DEG + x as f64 * CELL_DEG
}

/// Returns the points of an arc in the order of traversal.
fn points(arc: ArcRef, arcs: &[Vec<GridCell>]) -> Vec<GridCell> {
    let mut cells = arcs[index(arc)].clone();
    if arc < 0 {
        cells.reverse();
    }
    cells
}

/// Joins arcs into closed rings.
fn stitch(edges: &BTreeSet<ArcRef>, arcs: &[Vec<GridCell>]) -> Result<Vec<Vec<ArcRef>>> {
    let start = |arc: ArcRef| points(arc, arcs)[0];
    let end = |arc: ArcRef| *points(arc, arcs).last().unwrap_or(&(0, 0));
    let mut leaving: HashMap<GridCell, Vec<ArcRef>> = HashMap::new();
    for &arc in edges.iter().rev() {
        leaving.entry(start(arc)).or_default().push(arc);
    }
    let mut remaining = edges.clone();
    let mut rings = Vec::new();
    while let Some(&first) = remaining.first() {
        let mut ring = Vec::new();
        let mut arc = first;
        loop {
            ensure!(remaining.remove(&arc), "a ring runs into itself at arc {arc}");
            ring.push(arc);
            let here = end(arc);
            if here == start(first) {
                break;
            }
            let next = leaving.get(&here).and_then(|arcs| arcs.iter().rev().find(|arc| remaining.contains(arc)));
            arc = *next.with_context(|| format!("a ring ends at {here:?}"))?;
        }
        rings.push(ring);
    }
    Ok(rings)
}

/// Cuts rings that cross the edge of the map (only Greenland) into one ring on either side.
fn cut(rings: &mut BTreeMap<&str, Vec<Vec<ArcRef>>>, arcs: &mut Vec<Vec<GridCell>>) -> Result<()> {
    let full_turn = (360.0 / CELL_DEG) as i64;
    let jumps = |cells: &[GridCell]| cells.windows(2).any(|pair| (pair[0].0 - pair[1].0).abs() > full_turn / 2);
    for (layer, rings) in rings {
        let mut whole = Vec::new();
        for ring in rings.drain(..) {
            if !ring.iter().any(|arc| jumps(&points(*arc, arcs))) {
                whole.push(ring);
                continue;
            }
            let [only] = ring[..] else { bail!("{layer}: only an island of one arc can be cut") };
            // Unrolled, its western part lies beyond the right edge.
            let unrolled: Vec<GridCell> = points(only, arcs)
                .into_iter()
                .map(|(x, y)| (if x < full_turn / 2 { x + full_turn } else { x }, y))
                .collect();
            for (east, shift) in [(false, 0), (true, -full_turn)] {
                let part: Vec<GridCell> =
                    clip(&unrolled, full_turn, east).into_iter().map(|(x, y)| (x + shift, y)).collect();
                arcs.push(part);
                whole.push(vec![arcs.len() as ArcRef - 1]);
            }
        }
        *rings = whole;
    }
    Ok(())
}

/// Returns the part of a closed line on one side of the meridian `edge` (Sutherland–Hodgman).
fn clip(line: &[GridCell], edge: i64, east: bool) -> Vec<GridCell> {
    let keep = |cell: &GridCell| if east { cell.0 >= edge } else { cell.0 <= edge };
    let mut part: Vec<GridCell> = Vec::new();
    for pair in line.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        if keep(&from) {
            part.push(from);
        }
        if keep(&from) != keep(&to) && from.0 != edge && to.0 != edge {
            let share = (edge - from.0) as f64 / (to.0 - from.0) as f64;
            part.push((edge, (from.1 as f64 + (to.1 - from.1) as f64 * share).round() as i64));
        }
    }
    part.dedup();
    if let Some(&first) = part.first() {
        part.push(first);
    }
    part
}

/// Moves holes of the land into the layer `water`. A region may have none, since it would be painted over them.
fn separate_water(rings: &mut BTreeMap<&str, Vec<Vec<ArcRef>>>, arcs: &[Vec<GridCell>]) -> Result<()> {
    for (layer, outlines) in rings.iter_mut() {
        outlines.retain(|ring| area(ring, arcs) != 0);
        ensure!(*layer == LAND || outlines.iter().all(|ring| area(ring, arcs) < 0), "{layer} has a hole");
    }
    let land = rings.remove(LAND).unwrap_or_default();
    let (holes, land) = land.into_iter().partition(|ring| area(ring, arcs) > 0);
    rings.insert("water", holes);
    rings.insert(LAND, land);
    Ok(())
}

/// Returns twice the signed area of a ring; negative for a clockwise one, as outer rings are.
fn area(ring: &[ArcRef], arcs: &[Vec<GridCell>]) -> i64 {
    let cells: Vec<GridCell> = ring.iter().flat_map(|arc| points(*arc, arcs)).collect();
    cells.iter().zip(cells.iter().cycle().skip(1)).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum()
}

/// Encodes the rings as `chuhai_charts::map::geometry` decodes them. Only arcs that bound a layer are written.
fn encode(rings: &BTreeMap<&str, Vec<Vec<ArcRef>>>, arcs: &[Vec<GridCell>]) -> Result<Vec<u8>> {
    let used: BTreeSet<usize> = rings.values().flatten().flatten().map(|arc| index(*arc)).collect();
    let new: HashMap<usize, i32> = used.iter().zip(0..).map(|(old, new)| (*old, new)).collect();
    let mut last = (0, 0);
    let mut step = |&(x, y): &GridCell| {
        let step = ((x - last.0) as i32, (y - last.1) as i32);
        last = (x, y);
        step
    };
    let reference = |arc: &ArcRef| if *arc < 0 { !new[&index(*arc)] } else { new[&index(*arc)] };
    let layer = |id: &str| {
        let rings = rings.get(id).map_or(&[][..], Vec::as_slice);
        rings.iter().map(|ring| ring.iter().map(reference).collect()).collect()
    };
    let arcs = used.iter().map(|arc| arcs[*arc].iter().map(&mut step).collect()).collect();
    Ok(postcard::to_allocvec(&Outlines { arcs, layers: LAYERS.map(layer) })?)
}
