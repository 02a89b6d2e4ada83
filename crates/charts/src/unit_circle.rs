//! Points around the unit circle by repeated rotation.
//!
//! Sine and cosine would add 3 KB (gzip, measured) to the module.

/// An equal division of the circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CircleStep {
    /// 45°.
    Eighth,
    /// 22.5°.
    Sixteenth,
    /// 15°.
    TwentyFourth,
}

/// Points at equal steps around the unit circle, from the right and then downwards.
pub(crate) fn unit_circle(step: CircleStep) -> impl Iterator<Item = (f64, f64)> {
    let (steps, cos, sin) = match step {
        CircleStep::Eighth => (8, std::f64::consts::FRAC_1_SQRT_2, std::f64::consts::FRAC_1_SQRT_2),
        CircleStep::Sixteenth => (16, 0.923_879_532_511_286_8, 0.382_683_432_365_089_8),
        CircleStep::TwentyFourth => (24, 0.965_925_826_289_068_3, 0.258_819_045_102_520_74),
    };
    let mut at = (1.0, 0.0);
    (0..steps).map(move |_| {
        let here = at;
        at = (here.0 * cos - here.1 * sin, here.0 * sin + here.1 * cos);
        here
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_lie_where_sine_and_cosine_put_them() {
        for (step, count) in [(CircleStep::Eighth, 8), (CircleStep::Sixteenth, 16), (CircleStep::TwentyFourth, 24)] {
            let points: Vec<(f64, f64)> = unit_circle(step).collect();
            assert_eq!(points.len(), count);
            for (ix, (x, y)) in points.into_iter().enumerate() {
                let (sin, cos) = (std::f64::consts::TAU * ix as f64 / count as f64).sin_cos();
                assert!((x - cos).abs() < 1e-12 && (y - sin).abs() < 1e-12, "{step:?} {ix}");
            }
        }
    }
}
