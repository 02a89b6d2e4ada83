//! Latency of interactions on the built page, alone or beside a baseline, on a processor slowed down four times.
//!
//! Measured in the page for each input event: from its time stamp, which the browser sets before dispatch, to the first
//! task after the next frame (`requestAnimationFrame`, then a message), so the wait for the frame counts. The Event Timing
//! API leaves out moves, and rounds to 8 ms. A click is as slow as the slowest of its three events. Work of other threads
//! than the page's own is not included.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::browser::{Browser, Screen};
use crate::serve::Server;
use crate::{paths, process, setup};

const SCREEN: Screen = Screen { width_px: 1440, height_px: 1000, device_pixel_ratio: 1.0, touch: false };
/// Number of interactions of each kind.
const SAMPLES: usize = 40;
/// Factor by which the processor is slowed down.
const SLOWDOWN: f64 = 4.0;
const VIEWS: [&str; 3] = ["map", "funding", "timeline"];
/// Vertical position of the timeline's axis, where a drag brushes, in pixels of its canvas.
const AXIS_Y_PX: f64 = 28.0;

/// Script in the page that measures each event, and counts changes of the views, painted or in their elements: an interaction
/// that changes no view is no sample.
const PROBE: &str = r#"
    window.probe = { heard: [], waiting: 0, slowest: 0, changed: 0 };
    for (const kind of ["pointermove", "pointerdown", "pointerup", "click"]) {
        addEventListener(kind, event => {
            probe.heard.push(kind);
            probe.waiting += 1;
            requestAnimationFrame(() => {
                const after = new MessageChannel();
                after.port1.onmessage = () => {
                    probe.slowest = Math.max(probe.slowest, performance.now() - event.timeStamp);
                    probe.waiting -= 1;
                    after.port1.close();
                };
                after.port2.postMessage(null);
            });
        }, { capture: true });
    }
    const clear = CanvasRenderingContext2D.prototype.clearRect;
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
        probe.changed += 1;
        return clear.apply(this, box);
    };
    new MutationObserver(changes => {
        probe.changed += changes.filter(({ target }) => (target.closest ? target : target.parentElement)?.closest(".stage")).length;
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
"#;

/// Performs one kind of interaction and returns the latency of each, in milliseconds.
type Measure = fn(&Bench) -> Result<Vec<f64>>;

/// Latencies of one kind of interaction.
struct Latencies {
    name: &'static str,
    /// Ascending, in milliseconds.
    times_ms: Vec<f64>,
}

impl Latencies {
    /// Returns the smallest time that `share` of the interactions do not exceed.
    fn quantile_ms(&self, share: f64) -> f64 {
        let last = self.times_ms.len().saturating_sub(1);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rank, and a small one")]
        let rank = (share * self.times_ms.len() as f64).ceil() as usize;
        self.times_ms.get(rank.saturating_sub(1).min(last)).copied().unwrap_or(f64::NAN)
    }
}

/// Measures each kind of interaction on the site in `own`, and with a baseline on that of `baseline` too.
///
/// # Errors
/// Returns an error if the page does not answer, or an interaction changes nothing.
pub fn run(own: &Path, baseline: Option<&Path>) -> Result<()> {
    let kinds = measure(own)?;
    report(&kinds)?;
    if let Some(dir) = baseline {
        println!("\n{}", compared(&kinds, &measure(dir).context("interactions with the baseline")?));
    }
    Ok(())
}

fn measure(dir: &Path) -> Result<Vec<Latencies>> {
    let browser = Browser::launch(&setup::for_browser()?)?;
    browser.set_screen(SCREEN)?;
    browser.before_scripts(PROBE)?;
    let server = Server::start(dir, 0)?;
    let bench = Bench { browser, home: server.url("?lang=zh&theme=light&view=explore") };
    let measured: [(&'static str, Measure); 5] = [
        ("hover", Bench::hover),
        ("select", Bench::select),
        ("brush", Bench::brush),
        ("pan", Bench::pan),
        ("filter", Bench::filter),
    ];
    let mut kinds = Vec::new();
    for (name, measure) in measured {
        process::step(name, || {
            let mut times_ms = measure(&bench)?;
            times_ms.sort_by(f64::total_cmp);
            kinds.push(Latencies { name, times_ms });
            Ok(())
        })?;
    }
    Ok(kinds)
}

/// Formats a Markdown table of the latencies beside those of a baseline, with their ratios.
fn compared(own: &[Latencies], baseline: &[Latencies]) -> String {
    let mut text = "| | p50 own | baseline | own/baseline | p95 own | baseline | own/baseline |\n".to_owned();
    text.push_str("|---|--:|--:|--:|--:|--:|--:|\n");
    for (own, baseline) in own.iter().zip(baseline) {
        let cells = [0.5, 0.95].map(|share| {
            let (own_ms, baseline_ms) = (own.quantile_ms(share), baseline.quantile_ms(share));
            format!("{own_ms:.0} | {baseline_ms:.0} | {:.2}", own_ms / baseline_ms)
        });
        let _ = writeln!(text, "| {} | {} |", own.name, cells.join(" | "));
    }
    text
}

fn report(kinds: &[Latencies]) -> Result<()> {
    println!("\n{:>10} {:>8} {:>8} {:>8}   ms, processor slowed down {SLOWDOWN} times", "", "median", "p95", "max");
    let mut rows = Vec::new();
    for kind in kinds {
        let [p50, p95, max] = [0.5, 0.95, 1.0].map(|share| (kind.quantile_ms(share) * 10.0).round() / 10.0);
        println!("{:>10} {p50:>8.1} {p95:>8.1} {max:>8.1}", kind.name);
        rows.push(json!({ "kind": kind.name, "count": kind.times_ms.len(), "p50": p50, "p95": p95, "max": max }));
    }
    let file = paths::target().join("bench/interaction.json");
    fs::create_dir_all(file.parent().context("no directory")?)?;
    let json = json!({ "unit": "ms", "throttling": SLOWDOWN, "interactions": rows });
    fs::write(&file, serde_json::to_string_pretty(&json)?)?;
    println!("\nwritten: {}", file.display());
    Ok(())
}

/// The page under measurement.
struct Bench {
    browser: Browser,
    home: String,
}

impl Bench {
    /// Moves the mouse over items of all views.
    fn hover(&self) -> Result<Vec<f64>> {
        self.open()?;
        self.on_items(&VIEWS, |at| self.step("mouseMoved", at, false, false))
    }

    /// Clicks on items of all views, each time another one.
    fn select(&self) -> Result<Vec<f64>> {
        self.open()?;
        self.on_items(&VIEWS, |at| self.click(at, false))
    }

    /// Adds regions to the filter and removes them, by clicks with Shift.
    fn filter(&self) -> Result<Vec<f64>> {
        self.open()?;
        self.on_items(&["map"], |at| self.click(at, true))
    }

    /// Repeats `work` with item after item of each of these views.
    fn on_items(&self, views: &[&str], work: impl Fn((f64, f64)) -> Result<f64>) -> Result<Vec<f64>> {
        let mut times = Vec::new();
        for section in views {
            let part = SAMPLES.div_ceil(views.len());
            times.extend(self.collect(part, |ix| work(self.item(section, ix)?))?);
        }
        Ok(times)
    }

    /// Drags along the two time axes, one sample per move.
    fn brush(&self) -> Result<Vec<f64>> {
        let mut times = Vec::new();
        for section in ["timeline", "funding"] {
            self.open()?;
            let [left, top, width, height] = self.canvas(section)?;
            let y_px = if section == "timeline" { top + AXIS_Y_PX } else { top + height / 2.0 };
            times.extend(self.drag(|share| (left + width * (0.25 + 0.6 * share), y_px))?);
        }
        Ok(times)
    }

    /// Drags the two views that can be panned, zoomed in, one sample per move.
    fn pan(&self) -> Result<Vec<f64>> {
        const DISTANCE_PX: f64 = 240.0;
        let mut times = Vec::new();
        for section in ["map", "timeline"] {
            self.open()?;
            let body = "document.querySelector(`#${arguments[0]} [data-id]`).focus()";
            self.browser.evaluate(body, &[json!(section)])?;
            self.browser.press(&["+", "+", "+"])?;
            let [left, top, width, height] = self.canvas(section)?;
            let y_px = top + height.min(600.0) / 2.0;
            times.extend(self.drag(|share| (left + width / 2.0 + DISTANCE_PX * share, y_px))?);
        }
        Ok(times)
    }

    /// Reloads the page at full speed, waits until it is complete, and slows it down.
    fn open(&self) -> Result<()> {
        self.throttle(1.0)?;
        self.browser.open(&self.home)?;
        let there = "const { state, details } = document.documentElement.dataset; \
                     return state === 'ready' && details === 'ready'";
        self.browser.wait("the page", there, &[])?;
        self.throttle(SLOWDOWN)
    }

    fn throttle(&self, rate: f64) -> Result<()> {
        self.browser.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": rate })).map(drop)
    }

    /// Drags to and fro along a line from 0 to 1: half the interactions, one per move.
    fn drag(&self, at: impl Fn(f64) -> (f64, f64)) -> Result<Vec<f64>> {
        const STEPS: usize = 10;
        let share = |ix: usize| STEPS.abs_diff((ix + STEPS) % (2 * STEPS)) as f64 / STEPS as f64;
        self.step("mouseMoved", at(0.0), false, false)?;
        self.step("mousePressed", at(0.0), true, false)?;
        let times = self.collect(SAMPLES / 2, |ix| self.step("mouseMoved", at(share(ix + 1)), true, false));
        self.step("mouseReleased", at(share(SAMPLES / 2)), false, false)?;
        times
    }

    /// Performs interactions until `count` have changed a view, and at most twice as many; returns their latencies.
    fn collect(&self, count: usize, work: impl Fn(usize) -> Result<f64>) -> Result<Vec<f64>> {
        let mut times = Vec::new();
        for ix in 0..2 * count {
            let before = self.changed()?;
            let time = work(ix)?;
            if self.changed()? != before {
                times.push(time);
            }
            if times.len() == count {
                return Ok(times);
            }
        }
        bail!("of {} interactions only {} changed a view", 2 * count, times.len())
    }

    fn changed(&self) -> Result<Value> {
        self.browser.evaluate("return probe.changed", &[])
    }

    /// Clicks once the tooltip of the item before is gone, which may lie over the point. The moves are not measured.
    fn click(&self, at: (f64, f64), shift: bool) -> Result<f64> {
        self.step("mouseMoved", (1.0, 1.0), false, shift)?;
        self.browser.wait("the tooltip to go", "return !document.querySelector('.tooltip')", &[])?;
        self.step("mouseMoved", at, false, shift)?;
        let pressed = self.step("mousePressed", at, true, shift)?;
        Ok(pressed.max(self.step("mouseReleased", at, false, shift)?))
    }

    /// Sends one input event and returns its latency, in milliseconds.
    fn step(&self, kind: &str, at: (f64, f64), pressed: bool, shift: bool) -> Result<f64> {
        self.browser.evaluate("probe.heard = []; probe.slowest = 0", &[])?;
        self.browser.send_mouse(kind, at, pressed, shift)?;
        let last = match kind {
            "mouseMoved" => "pointermove",
            "mousePressed" => "pointerdown",
            _ => "pointerup",
        };
        let body = "return probe.heard.includes(arguments[0]) && !probe.waiting && probe.slowest";
        let time = self.browser.wait(last, body, &[json!(last)])?;
        time.as_f64().context("no time")
    }

    /// Scrolls an item of a view onto the screen and returns its centre; after the last comes the first.
    fn item(&self, section: &str, ix: usize) -> Result<(f64, f64)> {
        let body = "const [section, ix] = arguments; \
                    const items = [...document.querySelectorAll(`#${section} [data-id]`)] \
                        .filter(item => item.offsetWidth > 0); \
                    const item = items[ix % items.length]; \
                    item.scrollIntoView({ block: 'nearest', behavior: 'instant' }); \
                    const box = item.getBoundingClientRect(); \
                    return [box.x + box.width / 2, box.y + box.height / 2]";
        let [x_px, y_px] = numbers(&self.browser.evaluate(body, &[json!(section), json!(ix)])?)?;
        Ok((x_px, y_px))
    }

    /// Scrolls a view's canvas to the top of the screen and returns its left, top, width and height.
    fn canvas(&self, section: &str) -> Result<[f64; 4]> {
        let body = "const canvas = document.querySelector(`#${arguments[0]} canvas`); \
                    canvas.scrollIntoView({ block: 'start', behavior: 'instant' }); \
                    const box = canvas.getBoundingClientRect(); \
                    return [box.x, box.y, box.width, box.height]";
        numbers(&self.browser.evaluate(body, &[json!(section)])?)
    }
}

fn numbers<const N: usize>(value: &Value) -> Result<[f64; N]> {
    let numbers: Vec<f64> = value.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    numbers.try_into().ok().with_context(|| format!("{value}"))
}

#[cfg(test)]
mod tests {
    use super::{Latencies, compared};

    #[test]
    fn latencies_are_compared_by_quantile() {
        let kind = |last_ms: f64| [Latencies { name: "hover", times_ms: vec![10.0, 20.0, 30.0, last_ms] }];
        let text = compared(&kind(80.0), &kind(40.0));
        assert!(text.ends_with("| hover | 20 | 20 | 1.00 | 80 | 40 | 2.00 |\n"), "{text}");
    }
}
