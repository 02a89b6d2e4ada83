//! Figures of a page load, their medians and their Markdown tables. Loading itself is in `loading`.

use std::fmt::Write as _;

/// Duration above which a task counts as long, and blocks input for the rest of it.
const LONG_TASK_MS: f64 = 50.0;

/// Figures of one load; those that the page does not have are none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Load([Option<f64>; METRICS.len()]);

/// A metric's name, unit, and the number of its decimals.
const METRICS: [(&str, &str, usize); 7] = [
    ("First contentful paint", "ms", 0),
    ("Largest contentful paint", "ms", 0),
    ("Ready", "ms", 0),
    ("Blocked time between first paint and ready", "ms", 0),
    ("Long tasks", "number", 0),
    ("Longest task", "ms", 0),
    ("Bytes on the wire until quiet", "KB", 1),
];

/// Medians of the sites under one condition: own, baseline if there is one, empty page.
pub struct Row {
    /// Name of the condition.
    pub name: String,
    /// One for each site.
    pub medians: Vec<Load>,
}

impl Load {
    /// Returns the figures of a load with these long tasks (start and duration, in milliseconds).
    pub fn new(
        first_ms: Option<f64>,
        largest_ms: Option<f64>,
        ready_ms: Option<f64>,
        tasks: &[(f64, f64)],
        bytes: f64,
    ) -> Self {
        let blocked_ms = blocked_ms(tasks, first_ms.unwrap_or(0.0), ready_ms.unwrap_or(f64::INFINITY));
        let longest_ms = tasks.iter().map(|(_, duration_ms)| *duration_ms).fold(0.0, f64::max);
        Self([
            first_ms,
            largest_ms,
            ready_ms,
            Some(blocked_ms),
            Some(tasks.len() as f64),
            Some(longest_ms),
            Some(bytes / 1000.0),
        ])
    }
}

/// Returns the time by which tasks exceed 50 ms, counting only the part of each between `from_ms` and `to_ms`.
fn blocked_ms(tasks: &[(f64, f64)], from_ms: f64, to_ms: f64) -> f64 {
    let within = |(start_ms, duration_ms): &(f64, f64)| (start_ms + duration_ms).min(to_ms) - start_ms.max(from_ms);
    // A sum of nothing would be -0.
    tasks.iter().map(|task| (within(task) - LONG_TASK_MS).max(0.0)).fold(0.0, |sum, ms| sum + ms)
}

/// Returns the median; of an even number, the mean of the middle two.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 { Some(upper) } else { Some(f64::midpoint(*values.get(middle - 1)?, upper)) }
}

/// Returns the median of each figure.
pub fn median_load(loads: &[Load]) -> Load {
    Load(std::array::from_fn(|ix| median(loads.iter().filter_map(|load| load.0[ix]).collect())))
}

/// Formats own / baseline; without a meaning for a baseline of 0.
fn ratio(own: Option<f64>, baseline: Option<f64>) -> String {
    match (own, baseline) {
        (Some(own), Some(baseline)) if baseline > 0.0 => format!("{:.2}", own / baseline),
        _ => "–".to_owned(),
    }
}

/// Formats a Markdown table of each metric, with a row for each condition.
pub fn tables(rows: &[Row], has_baseline: bool) -> String {
    let mut text = String::new();
    for (ix, (metric, unit, decimals)) in METRICS.iter().enumerate() {
        let (head, rule) = if has_baseline { (" baseline | own/baseline |", "--:|--:|") } else { ("", "") };
        let _ = write!(text, "| {metric} ({unit}) | own |{head} empty |\n|---|--:|{rule}--:|\n");
        for row in rows {
            let value = |site: usize| row.medians.get(site).and_then(|load| load.0[ix]);
            let cell = |site: usize| value(site).map_or("–".to_owned(), |value| format!("{value:.decimals$}"));
            let _ = write!(text, "| {} | {} |", row.name, cell(0));
            if has_baseline {
                let _ = write!(text, " {} | {} |", cell(1), ratio(value(0), value(1)));
            }
            let _ = writeln!(text, " {} |", cell(row.medians.len().saturating_sub(1)));
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Load, Row, blocked_ms, median, median_load, ratio, tables};

    #[test]
    fn medians_are_the_middle() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![9.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![9.0, 1.0, 2.0, 4.0]), Some(3.0));
        let load = |ready: Option<f64>| Load::new(Some(1.0), Some(2.0), ready, &[], 3000.0);
        assert_eq!(median_load(&[load(Some(1.0)), load(Some(3.0)), load(Some(8.0))]), load(Some(3.0)));
        assert_eq!(median_load(&[load(None), load(None)]), load(None));
    }

    #[test]
    fn only_the_part_of_a_task_in_the_interval_blocks() {
        assert_eq!(blocked_ms(&[(100.0, 80.0), (300.0, 51.0)], 0.0, f64::INFINITY), 31.0);
        assert_eq!(blocked_ms(&[(0.0, 200.0), (400.0, 200.0)], 100.0, 560.0), 50.0 + 110.0);
        assert_eq!(blocked_ms(&[(0.0, 200.0), (900.0, 200.0)], 300.0, 800.0), 0.0);
    }

    #[test]
    fn tables_have_ratios_only_with_a_baseline() {
        assert_eq!(ratio(Some(3.0), Some(2.0)), "1.50");
        assert_eq!(ratio(Some(3.0), Some(0.0)), "–");
        let load = |first: f64, ready| Load::new(Some(first), Some(first), ready, &[(0.0, 60.0)], 1250.0);
        let row = |medians| [Row { name: "phone".to_owned(), medians }];
        let text = tables(&row(vec![load(50.0, Some(90.0)), load(100.0, Some(100.0)), load(9.0, None)]), true);
        assert!(
            text.starts_with("| First contentful paint (ms) | own | baseline | own/baseline | empty |\n"),
            "{text}"
        );
        assert!(text.contains("|---|--:|--:|--:|--:|\n| phone | 50 | 100 | 0.50 | 9 |\n"), "{text}");
        assert!(text.contains("| phone | 90 | 100 | 0.90 | – |\n"), "{text}");
        let text = tables(&row(vec![load(50.0, Some(90.0)), load(9.0, None)]), false);
        assert!(text.contains("(KB) | own | empty |\n|---|--:|--:|\n| phone | 1.2 | 1.2 |\n"), "{text}");
    }
}
