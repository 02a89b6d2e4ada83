//! Dodging: boxes in one dimension are moved apart as little as needed.
//!
//! Isotonic regression by the pool adjacent violators algorithm (PAVA): neighbours that would overlap are pooled and moved
//! together, so that the sum of the squared shifts is least.

/// Boxes that touch.
struct Pool {
    count: usize,
    /// The mean of the starts of the first box that the boxes ask for.
    start: f64,
    height: f64,
}

/// Returns the starts of boxes of these heights, in order, each as near to its desired start as the others allow. All lie
/// within `clip` if they fit there.
pub(super) fn dodge(starts: &[f64], heights: &[f64], clip: (f64, f64)) -> Vec<f64> {
    let mut pools: Vec<Pool> = Vec::new();
    for (&start, &height) in starts.iter().zip(heights) {
        let mut pool = Pool { count: 1, start, height };
        while let Some(before) = pools.last() {
            if before.start + before.height <= pool.start {
                break;
            }
            // The start of the first box that the later ones ask for is theirs less the height before them.
            let (own, other) = (before.count as f64, pool.count as f64);
            pool = Pool {
                count: before.count + pool.count,
                start: (before.start * own + (pool.start - before.height) * other) / (own + other),
                height: before.height + pool.height,
            };
            pools.pop();
        }
        pools.push(pool);
    }
    let mut tops = Vec::with_capacity(starts.len());
    for pool in pools {
        let mut top = pool.start;
        for _ in 0..pool.count {
            tops.push(top);
            top += heights[tops.len() - 1];
        }
    }
    let mut least = clip.0;
    for (top, height) in tops.iter_mut().zip(heights) {
        *top = top.max(least);
        least = *top + height;
    }
    let mut most = clip.1;
    for (top, height) in tops.iter_mut().zip(heights).rev() {
        *top = top.min(most - height);
        most = *top;
    }
    tops
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_that_fit_stay_and_others_share_the_shift() {
        assert_eq!(dodge(&[0.0, 50.0], &[10.0, 10.0], (0.0, 100.0)), [0.0, 50.0]);
        assert_eq!(dodge(&[40.0, 40.0], &[10.0, 10.0], (0.0, 100.0)), [35.0, 45.0]);
        assert_eq!(dodge(&[95.0], &[10.0], (0.0, 100.0)), [90.0], "kept within the clip");
    }
}
