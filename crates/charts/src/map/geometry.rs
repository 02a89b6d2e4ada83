//! The outlines of the map: the compact file that `cargo xtask geometry` writes, and its reader.
//!
//! The file is [`Outlines`] in the postcard format. Arcs are stored once and shared by every layer they bound. Borders
//! inside the base (all land that is no target region) are not in the file at all, so no picture can draw them.

use chuhai_core::dataset::SHAPES;
use chuhai_core::postcard_reader;
use serde::{Deserialize, Serialize};

/// The meridian of the cut; land west of it is at the right edge of the map.
pub const WEST_DEG: f64 = -30.0;
/// The grid that points are rounded to.
pub const CELL_DEG: f64 = 0.15;
/// The layers of the file, in painting order: `land` is all land, `water` lies on it, enclosed by land, then come the
/// regions that have a shape ([`SHAPES`]).
pub const LAYERS: [&str; 2 + SHAPES.len()] = {
    let mut layers = ["land", "water", "", "", "", "", "", "", ""];
    let mut ix = 0;
    while ix < SHAPES.len() {
        layers[2 + ix] = SHAPES[ix];
        ix += 1;
    }
    layers
};

/// Longitude and latitude: degrees east from [`WEST_DEG`] to `WEST_DEG` + 360, degrees north.
pub type LonLat = (f64, f64);

/// The rings of one layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Its name, one of [`LAYERS`]: a region's id, `land` or `water`.
    pub id: &'static str,
    /// Its rings, each filled on its own.
    pub rings: Vec<Vec<LonLat>>,
}

/// Decodes the committed outlines. Returns no layers if the file is damaged.
pub fn layers() -> Vec<Layer> {
    decode(include_bytes!("regions.bin")).unwrap_or_default()
}

/// The content of the file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Outlines {
    /// The points of each arc as steps in x and y from the point before, across arcs, in cells of [`CELL_DEG`] east of
    /// [`WEST_DEG`] and north of the equator.
    pub arcs: Vec<Vec<(i32, i32)>>,
    /// The rings of each of [`LAYERS`] as indices of arcs; `!index` is an arc walked backwards.
    pub layers: [Vec<Vec<i32>>; LAYERS.len()],
}

/// Decodes a file of outlines; `None` if it is truncated or an index is out of range.
pub fn decode(bytes: &[u8]) -> Option<Vec<Layer>> {
    let (Outlines { arcs, layers }, _) = postcard_reader::take_from_bytes(bytes).ok()?;
    let (mut x, mut y) = (0_i64, 0_i64);
    let mut absolute = |(dx, dy): (i32, i32)| {
        (x, y) = (x + i64::from(dx), y + i64::from(dy));
        (WEST_DEG + x as f64 * CELL_DEG, y as f64 * CELL_DEG)
    };
    let arcs: Vec<Vec<LonLat>> = arcs.into_iter().map(|arc| arc.into_iter().map(&mut absolute).collect()).collect();
    let layer = |(id, rings): (&'static str, Vec<Vec<i32>>)| {
        Some(Layer { id, rings: rings.iter().map(|ring| joined(ring, &arcs)).collect::<Option<_>>()? })
    };
    LAYERS.into_iter().zip(layers).map(layer).collect()
}

/// Joins the arcs of one ring.
fn joined(ring: &[i32], arcs: &[Vec<LonLat>]) -> Option<Vec<LonLat>> {
    let mut points: Vec<LonLat> = Vec::new();
    for &reference in ring {
        let arc = arcs.get(usize::try_from(if reference < 0 { !reference } else { reference }).ok()?)?;
        // The first point of an arc is the last of the one before, and the ring's last its first.
        points.pop();
        if reference < 0 {
            points.extend(arc.iter().rev());
        } else {
            points.extend(arc);
        }
    }
    points.pop();
    Some(points)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hit::inside;
    use crate::scene::pt;

    /// The layers besides `land` that contain a place; `base` if only land does.
    fn layers_at(lon: f64, lat: f64) -> String {
        let lon = if lon < WEST_DEG { lon + 360.0 } else { lon };
        let contains = |layer: &&Layer| {
            layer.rings.iter().any(|ring| {
                let ring: Vec<_> = ring.iter().map(|(lon, lat)| pt(*lon, *lat)).collect();
                inside(&ring, pt(lon, lat))
            })
        };
        let found: Vec<&str> = layers().iter().filter(contains).map(|layer| layer.id).collect();
        match found.as_slice() {
            [] => "open sea".into(),
            ["land"] => "base".into(),
            ["land", rest @ ..] => rest.join(" "),
            other => format!("not on land: {}", other.join(" ")),
        }
    }

    #[test]
    fn places_in_dispute_lie_in_no_region_edge() {
        let base = [
            ("Taiwan", 121.0, 23.8),
            ("Hong Kong", 114.0, 22.5),
            ("Beijing", 116.4, 39.9),
            ("Crimea", 34.3, 45.2),
            ("Aksai Chin", 79.3, 35.2),
            ("Arunachal", 94.5, 28.2),
            ("Srinagar", 74.8, 34.1),
            ("Gilgit", 74.3, 35.9),
            ("Seoul", 127.0, 37.5),
            ("Pyongyang", 125.7, 39.0),
            ("Tokyo", 139.5, 35.9),
            ("Kyiv", 30.5, 50.4),
            ("Moscow", 37.6, 55.7),
            ("Chukotka, beyond the antimeridian", -172.0, 66.5),
        ];
        for (name, lon, lat) in base {
            assert_eq!(layers_at(lon, lat), "base", "{name}");
        }
        let regions = [
            ("Western Sahara", -13.0, 24.5, "nafrica"),
            ("Halaib", 35.8, 22.5, "nafrica"),
            ("Khartoum", 32.5, 15.6, "nafrica"),
            ("Golan", 35.8, 33.0, "mideast"),
            ("West Bank", 35.3, 32.2, "mideast"),
            ("Riyadh", 46.7, 24.7, "mideast"),
            ("Istanbul, Asian side", 30.0, 40.5, "mideast"),
            ("Northern Cyprus", 33.3, 35.3, "europe"),
            ("Kosovo", 20.9, 42.6, "europe"),
            ("London", -0.8, 51.8, "europe"),
            ("Iceland", -18.5, 65.0, "europe"),
            ("French Guiana", -53.0, 4.0, "latam"),
            ("Mexico City", -99.1, 19.4, "latam"),
            ("Puerto Rico", -66.4, 18.2, "latam"),
            ("Somaliland", 45.5, 9.5, "ssafrica"),
            ("Lesotho", 28.3, -29.5, "ssafrica"),
            ("Madagascar", 46.7, -19.4, "ssafrica"),
            ("Bangkok", 100.7, 14.5, "sea"),
            ("Manila", 121.0, 15.2, "sea"),
            ("Timor-Leste", 126.0, -8.8, "sea"),
            ("Alaska", -150.0, 65.0, "namerica"),
            ("Toronto", -79.8, 44.2, "namerica"),
            ("Greenland, west of the cut", -45.0, 72.0, "base"),
            ("Greenland, east of the cut", -27.0, 72.0, "base"),
            ("Caspian Sea", 51.0, 41.0, "water"),
            ("Mid-Atlantic", -25.0, 30.0, "open sea"),
            ("Pacific", 180.0, 10.0, "open sea"),
            ("Antarctica", 90.0, -80.0, "open sea"),
        ];
        for (name, lon, lat, expected) in regions {
            assert_eq!(layers_at(lon, lat), expected, "{name}");
        }
    }

    #[test]
    fn every_layer_is_there_and_nothing_streaks_across_the_map() {
        let layers = layers();
        assert_eq!(layers.iter().map(|layer| layer.id).collect::<Vec<_>>(), LAYERS);
        for layer in &layers {
            assert!(!layer.rings.is_empty(), "{}", layer.id);
            for ring in &layer.rings {
                for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                    assert!((a.0 - b.0).abs() < 20.0, "{}: {a:?} to {b:?}", layer.id);
                    assert!((WEST_DEG..=WEST_DEG + 360.0).contains(&a.0));
                }
            }
        }
    }

    #[test]
    fn the_committed_file_is_written_as_it_is_read() {
        let whole = include_bytes!("regions.bin");
        let outlines: Outlines = postcard::from_bytes(whole).unwrap();
        assert_eq!(postcard::to_allocvec(&outlines).unwrap(), whole);
    }

    #[test]
    fn a_damaged_file_is_refused() {
        let whole = include_bytes!("regions.bin");
        for cut in [0, 1, 100, whole.len() / 2, whole.len() - 1] {
            assert_eq!(decode(&whole[..cut]), None, "{cut}");
        }
        assert_eq!(decode(&[0xff; 64]), None);
    }
}
