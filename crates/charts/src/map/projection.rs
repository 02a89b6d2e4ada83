//! The Natural Earth projection, centred on 150° E.
//!
//! Polynomial of B. Šavrič, B. Jenny, T. Patterson, D. Petrovič and L. Hurni, “A Polynomial Equation
//! for the Natural Earth Projection”, Cartography and Geographic Information Science 38 (4), 2011;
//! the inverse by Newton's method on the same polynomial.

use crate::scene::{Point, pt};

/// The meridian in the middle of the map, degrees east: the cut lies half a turn away, in the Atlantic.
pub const CENTRE_DEG: f64 = 150.0;

/// Projects longitude and latitude (degrees) to the plane, in units of the earth's radius: x right, y **down**.
pub fn plane_from_lonlat(lon: f64, lat: f64) -> Point {
    let (lambda, phi) = (normalized(lon - CENTRE_DEG).to_radians(), lat.to_radians());
    pt(lambda * length_of(phi), -y_of(phi))
}

/// Returns longitude and latitude of a point of the plane; `None` outside of the earth's outline.
pub fn lonlat_from_plane(point: Point) -> Option<(f64, f64)> {
    let y = -point.y;
    let mut phi = y;
    for _ in 0..12 {
        let step = (y_of(phi) - y) / slope_of(phi);
        phi -= step;
        if step.abs() < 1e-12 {
            break;
        }
    }
    if !phi.is_finite() || phi.abs() > std::f64::consts::FRAC_PI_2 {
        return None;
    }
    let lambda = point.x / length_of(phi);
    (lambda.abs() <= std::f64::consts::PI + 1e-9)
        .then(|| (normalized(lambda.to_degrees()) + CENTRE_DEG, phi.to_degrees()))
}

/// The polynomial of x: the length of a parallel, relative to the equator's.
fn length_of(phi: f64) -> f64 {
    let p2 = phi * phi;
    let p4 = p2 * p2;
    0.8707 + p2 * (-0.131979 + p2 * (-0.013791 + p4 * p2 * (0.003971 - 0.001529 * p2)))
}

/// The polynomial of y.
fn y_of(phi: f64) -> f64 {
    let p2 = phi * phi;
    let p4 = p2 * p2;
    phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)))
}

/// Derivative of [`y_of`].
fn slope_of(phi: f64) -> f64 {
    let p2 = phi * phi;
    let p4 = p2 * p2;
    1.007226 + p2 * (3.0 * 0.015085 + p4 * (-7.0 * 0.044475 + 9.0 * 0.028874 * p2 - 11.0 * 0.005916 * p4))
}

/// Normalizes an angle to −180 to 180. Both ends stay as they are, so that a ring along the cut is not torn apart.
fn normalized(degrees: f64) -> f64 {
    // `rem_euclid` brings division of 128-bit numbers: 1 KB, brotli.
    let turns = ((degrees + 180.0) / 360.0).floor();
    if (-180.0..=180.0).contains(&degrees) { degrees } else { degrees - 360.0 * turns }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_values_of_the_published_polynomial() {
        // From the paper's own definition: at the equator x = 0.8707 λ, at 0° longitude x = 0.
        let edge = plane_from_lonlat(330.0, 0.0);
        assert!((edge.x - 0.8707 * std::f64::consts::PI).abs() < 1e-12 && edge.y == 0.0);
        let pole = plane_from_lonlat(150.0, 90.0);
        assert!(pole.x.abs() < 1e-12 && (pole.y + 1.4223).abs() < 1e-3, "{pole:?}");
        assert!((plane_from_lonlat(-30.0, 10.0).x + plane_from_lonlat(330.0, 10.0).x).abs() < 1e-9);
    }

    #[test]
    fn nothing_lies_outside_of_the_earth() {
        assert_eq!(lonlat_from_plane(pt(4.0, 0.0)), None);
        assert_eq!(lonlat_from_plane(pt(0.0, 3.0)), None);
    }

    proptest! {
        #[test]
        fn forward_and_back(lon in -29.99_f64..329.99, lat in -89.9_f64..89.9) {
            let (back_lon, back_lat) = lonlat_from_plane(plane_from_lonlat(lon, lat)).unwrap();
            prop_assert!((lon - back_lon).abs() < 1e-6, "{lon} came back as {back_lon}");
            prop_assert!((lat - back_lat).abs() < 1e-6, "{lat} came back as {back_lat}");
        }

        #[test]
        fn back_is_total(x in -10.0_f64..10.0, y in -10.0_f64..10.0) {
            if let Some((lon, lat)) = lonlat_from_plane(pt(x, y)) {
                prop_assert!((-90.0..=90.0).contains(&lat) && (-31.0..=331.0).contains(&lon), "{lon} {lat}");
            }
        }
    }
}
