//! The cost of a frame of the timeline: layout, painting into a backend that only counts, and a hit test, at the
//! overview and three zoom depths, for fifty to a million synthetic events.
//!
//! Prints a table, writes `frame.json` into `target/bench/`, and fails beyond the bounds: from a thousand to a million
//! events a frame's cost grows at most one and a half times, and no frame at a million takes more than four milliseconds.

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use chuhai_charts::hit::hit;
use chuhai_charts::measure::FixedMeasure;
use chuhai_charts::paint::record::RecordingBackend;
use chuhai_charts::paint::{PaintOptions, paint};
use chuhai_charts::scene::pt;
use chuhai_charts::theme::{Scheme, sans_stack};
use chuhai_charts::timeline::{self, TimelineFilter, TimelineIndex};
use chuhai_core::dataset::Dataset;
use chuhai_core::date::day_from_civil;
use chuhai_core::state::{Cameras, LaneMode, PageState, ResolvedFilter, State, TimeWindow};
use chuhai_core::synthetic;
use chuhai_core::text::Lang;
use criterion::Criterion;

const COUNTS: [u32; 5] = [50, 1_000, 10_000, 100_000, 1_000_000];
/// A window: year, month and day of its start, and its days; `None` for the whole axis.
type Window = Option<(i32, u8, u8, i32)>;
/// Zoom depths.
const DEPTHS: [(&str, Window); 4] = [
    ("overview", None),
    ("2 years", Some((2023, 7, 1, 731))),
    ("2 months", Some((2025, 5, 1, 61))),
    ("3 days", Some((2025, 5, 12, 3))),
];
const WIDTH_PX: f64 = 1028.0;
const MOST_GROWTH: f64 = 1.5;
const MOST_MS: f64 = 4.0;

/// One synthetic dataset, ready for frames.
struct Subject {
    count: u32,
    dataset: Dataset,
    index: TimelineIndex,
    filter: TimelineFilter,
    index_ms: f64,
}

impl Subject {
    fn new(count: u32) -> Self {
        let dataset = synthetic::with_events(Dataset::default(), count, 1);
        let start = Instant::now();
        let index = TimelineIndex::new(&dataset, LaneMode::Company);
        let index_ms = ms(start.elapsed());
        let filter = TimelineFilter::new(&dataset, &index, ResolvedFilter::default());
        Self { count, dataset, index, filter, index_ms }
    }

    fn state(&self, depth: Window) -> State {
        let axis = self.index.axis();
        let time = depth.map_or(TimeWindow::default(), |(year, month, day, days)| {
            let from = day_from_civil(year, month, day);
            TimeWindow { from: axis.fraction(f64::from(from)), to: axis.fraction(f64::from(from + days)) }
        });
        State {
            page: PageState { lang: Lang::En, ..PageState::default() },
            cameras: Cameras { time, ..Cameras::default() },
            ..State::default()
        }
    }

    /// Draws one frame. Returns the numbers of marks and items, so that nothing is optimised away.
    fn frame(&self, state: &State) -> (usize, usize) {
        let scene = timeline::layout(&self.dataset, &self.index, &self.filter, state, WIDTH_PX, &FixedMeasure);
        let mut backend = RecordingBackend::counting();
        let options = PaintOptions { scheme: Scheme::Light, scale: 4.0, family: sans_stack(state.page.lang) };
        let painted = paint(&scene.marks, &mut backend, &options);
        let found = hit(&scene, pt(WIDTH_PX / 2.0, scene.size.height_px / 2.0));
        black_box((painted.is_ok(), found));
        (scene.marks.len(), scene.items.len())
    }
}

/// The measurement of one number of events at one depth.
struct Measurement {
    count: u32,
    depth: &'static str,
    /// The least time of all rounds.
    ms: f64,
    marks: usize,
    items: usize,
}

fn main() -> ExitCode {
    let subjects = COUNTS.map(Subject::new);
    let mut criterion = Criterion::default()
        .configure_from_args()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(800))
        .without_plots();
    for (depth, window) in DEPTHS {
        for subject in &subjects {
            let state = subject.state(window);
            let name = format!("frame/{}/{depth}", subject.count);
            criterion.bench_function(&name, |bencher| bencher.iter(|| subject.frame(black_box(&state))));
        }
    }
    criterion.final_summary();
    let rows: Vec<Measurement> =
        DEPTHS.into_iter().flat_map(|(depth, window)| compare(&subjects, depth, window)).collect();
    let indices = subjects.each_ref().map(|subject| (subject.count, subject.index_ms));
    report(&rows, &indices)
}

/// Measures the same window for every number of events. Their frames take turns and the least time of each counts, so
/// that other load on the machine is not mistaken for the cost of more events.
fn compare(subjects: &[Subject], depth: &'static str, window: Window) -> Vec<Measurement> {
    const ROUNDS: usize = 200;
    let states: Vec<State> = subjects.iter().map(|subject| subject.state(window)).collect();
    let frames = subjects.iter().zip(&states).map(|(subject, state)| {
        let (marks, items) = subject.frame(state);
        Measurement { count: subject.count, depth, ms: f64::INFINITY, marks, items }
    });
    let mut rows: Vec<Measurement> = frames.collect();
    for _ in 0..ROUNDS {
        for ((subject, state), row) in subjects.iter().zip(&states).zip(&mut rows) {
            let start = Instant::now();
            black_box(subject.frame(black_box(state)));
            row.ms = row.ms.min(ms(start.elapsed()));
        }
    }
    rows
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// Prints the table and writes the JSON. Fails if a bound is exceeded.
#[expect(clippy::print_stdout, reason = "a benchmark reports")]
fn report(rows: &[Measurement], indices: &[(u32, f64)]) -> ExitCode {
    let find = |count: u32, depth: &str| rows.iter().find(|row| row.count == count && row.depth == depth);
    let mut table = format!("\n{:>10}", "events");
    for (depth, _) in DEPTHS {
        let _ = write!(table, " {depth:>10}");
    }
    let _ = writeln!(table, " {:>10}", "index");
    for (count, index_ms) in indices {
        let _ = write!(table, "{count:>10}");
        for (depth, _) in DEPTHS {
            let _ = write!(table, " {:>7.3} ms", find(*count, depth).map_or(f64::NAN, |row| row.ms));
        }
        let _ = writeln!(table, " {index_ms:>7.1} ms");
    }
    let mut json = String::from("{\n  \"unit\": \"ms\",\n  \"frames\": [\n");
    let frames = rows.iter().map(|row| {
        format!(
            "    {{\"events\": {}, \"depth\": \"{}\", \"ms\": {:.4}, \"marks\": {}, \"items\": {}}}",
            row.count, row.depth, row.ms, row.marks, row.items
        )
    });
    json.push_str(&frames.collect::<Vec<_>>().join(",\n"));
    json.push_str("\n  ],\n  \"index\": [\n");
    let index = indices.iter().map(|(count, ms)| format!("    {{\"events\": {count}, \"ms\": {ms:.2}}}"));
    json.push_str(&index.collect::<Vec<_>>().join(",\n"));
    json.push_str("\n  ]\n}\n");
    let path = out_dir().join("frame.json");
    let written = std::fs::create_dir_all(out_dir()).and_then(|()| std::fs::write(&path, json));

    let (few, many) = (COUNTS[1], COUNTS[COUNTS.len() - 1]);
    let mut passes = written.is_ok();
    for (depth, _) in DEPTHS {
        let (Some(few), Some(many)) = (find(few, depth), find(many, depth)) else { continue };
        let growth = many.ms / few.ms;
        let in_bounds = growth <= MOST_GROWTH && many.ms <= MOST_MS;
        passes &= in_bounds;
        let _ = writeln!(
            table,
            "{depth}: {growth:.2}x from {} to {} events, {:.3} ms at most; {}",
            few.count,
            many.count,
            many.ms,
            if in_bounds { "kept" } else { "NOT KEPT (1.5x, 4 ms)" }
        );
    }
    println!("{table}");
    match written {
        Ok(()) => println!("written: {}", path.display()),
        Err(error) => println!("{}: {error}", path.display()),
    }
    if passes { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Returns the folder `bench` in cargo's target folder.
fn out_dir() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    target.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target")).join("bench")
}
