//! How long the built page takes from what a reader does to the next picture, on a processor slowed down four times.
//!
//! Measured in the page for each event that the reader's hand makes: from the event's own time stamp, which the browser
//! gives it before the page hears of it, to the first task after the next frame (`requestAnimationFrame`, then a
//! message), so the wait for the frame counts. The Event Timing API would leave out moves, and rounds to 8 ms. A click
//! is as slow as the slowest of its three events. Painting by other threads than the page's own is not in it.

use std::fs;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::browser::{Browser, Screen};
use crate::serve::Server;
use crate::site::{self, SiteOptions};
use crate::{paths, setup, steps};

const SCREEN: Screen = Screen { width_px: 1440, height_px: 1000, device_pixel_ratio: 1.0, touch: false };
/// How many interactions of each kind.
const SAMPLES: usize = 40;
/// How much slower than the machine.
const THROTTLING: f64 = 4.0;
const VIEWS: [&str; 3] = ["map", "funding", "timeline"];
/// The height of the timeline's axis, where a drag brushes, in pixels of its picture.
const AXIS_Y_PX: f64 = 28.0;

/// Runs in the page: times each event, and counts what is painted: an interaction that changes no picture is no sample.
const PROBE: &str = r#"
    window.probe = { heard: [], waiting: 0, slowest: 0, painted: 0 };
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
        probe.painted += 1;
        return clear.apply(this, box);
    };
"#;

/// Does one kind of interaction and returns how long each took, in milliseconds.
type TextMeasurer = fn(&Bench) -> Result<Vec<f64>>;

/// What of one kind was measured.
struct Kind {
    name: &'static str,
    /// Ascending, in milliseconds.
    times_ms: Vec<f64>,
}

impl Kind {
    /// The time that this share of the interactions stays within.
    fn quantile_ms(&self, share: f64) -> f64 {
        let last = self.times_ms.len().saturating_sub(1);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rank, and a small one")]
        let rank = (share * self.times_ms.len() as f64).ceil() as usize;
        self.times_ms.get(rank.saturating_sub(1).min(last)).copied().unwrap_or(f64::NAN)
    }
}

/// Builds the site and measures each kind of interaction.
///
/// # Errors
/// Where the page does not answer, or an interaction does nothing.
pub fn run() -> Result<()> {
    site::build(&SiteOptions::default(), &[])?;
    let browser = Browser::launch(&setup::for_browser()?)?;
    browser.set_screen(SCREEN)?;
    browser.before_scripts(PROBE)?;
    let server = Server::start(&paths::dist(), 0)?;
    let bench = Bench { browser, home: server.url("?lang=zh&theme=light&view=explore") };
    let measured: [(&'static str, TextMeasurer); 5] = [
        ("hover", Bench::hover),
        ("select", Bench::select),
        ("brush", Bench::brush),
        ("pan", Bench::pan),
        ("filter", Bench::filter),
    ];
    let mut kinds = Vec::new();
    for (name, measure) in measured {
        steps::step(name, || {
            let mut times_ms = measure(&bench)?;
            times_ms.sort_by(f64::total_cmp);
            kinds.push(Kind { name, times_ms });
            Ok(())
        })?;
    }
    report(&kinds)
}

fn report(kinds: &[Kind]) -> Result<()> {
    println!("\n{:>10} {:>8} {:>8} {:>8}   ms, processor slowed down {THROTTLING} times", "", "median", "p95", "max");
    let mut rows = Vec::new();
    for kind in kinds {
        let [p50, p95, max] = [0.5, 0.95, 1.0].map(|share| (kind.quantile_ms(share) * 10.0).round() / 10.0);
        println!("{:>10} {p50:>8.1} {p95:>8.1} {max:>8.1}", kind.name);
        rows.push(json!({ "kind": kind.name, "count": kind.times_ms.len(), "p50": p50, "p95": p95, "max": max }));
    }
    let file = paths::target().join("bench/interaction.json");
    fs::create_dir_all(file.parent().context("no directory")?)?;
    let json = json!({ "unit": "ms", "throttling": THROTTLING, "interactions": rows });
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
    /// The mouse over items of all views.
    fn hover(&self) -> Result<Vec<f64>> {
        self.open()?;
        self.on_items(&VIEWS, |at| self.step("mouseMoved", at, false, false))
    }

    /// Clicks on items of all views, each another choice than the one before.
    fn select(&self) -> Result<Vec<f64>> {
        self.open()?;
        self.on_items(&VIEWS, |at| self.click(at, false))
    }

    /// Regions added to the filter and taken from it, by clicks with Shift.
    fn filter(&self) -> Result<Vec<f64>> {
        self.open()?;
        self.on_items(&["map"], |at| self.click(at, true))
    }

    /// The same with item after item of each of these views.
    fn on_items(&self, views: &[&str], work: impl Fn((f64, f64)) -> Result<f64>) -> Result<Vec<f64>> {
        let mut times = Vec::new();
        for section in views {
            let part = SAMPLES.div_ceil(views.len());
            times.extend(self.collect(part, |ix| work(self.item(section, ix)?))?);
        }
        Ok(times)
    }

    /// Drags over the two time axes, one sample a move.
    fn brush(&self) -> Result<Vec<f64>> {
        let mut times = Vec::new();
        for section in ["timeline", "funding"] {
            self.open()?;
            let [left, top, width, height] = self.picture(section)?;
            let y_px = if section == "timeline" { top + AXIS_Y_PX } else { top + height / 2.0 };
            times.extend(self.drag(|share| (left + width * (0.25 + 0.6 * share), y_px))?);
        }
        Ok(times)
    }

    /// Drags over the two pictures that move, magnified: one sample a move.
    fn pan(&self) -> Result<Vec<f64>> {
        const WAY_PX: f64 = 240.0;
        let mut times = Vec::new();
        for section in ["map", "timeline"] {
            self.open()?;
            let body = "document.querySelector(`#${arguments[0]} [data-id]`).focus()";
            self.browser.evaluate(body, &[json!(section)])?;
            self.browser.press(&["+", "+", "+"])?;
            let [left, top, width, height] = self.picture(section)?;
            let y_px = top + height.min(600.0) / 2.0;
            times.extend(self.drag(|share| (left + width / 2.0 + WAY_PX * share, y_px))?);
        }
        Ok(times)
    }

    /// Opens the page anew at full speed, waits until all of it is there, and slows it down.
    fn open(&self) -> Result<()> {
        self.throttle(1.0)?;
        self.browser.open(&self.home)?;
        let there = "const { state, details } = document.documentElement.dataset; \
                     return state === 'ready' && details === 'ready'";
        self.browser.wait("the page", there, &[])?;
        self.throttle(THROTTLING)
    }

    fn throttle(&self, rate: f64) -> Result<()> {
        self.browser.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": rate })).map(drop)
    }

    /// A drag to and fro along a line from 0 to 1: half the interactions, one a move.
    fn drag(&self, at: impl Fn(f64) -> (f64, f64)) -> Result<Vec<f64>> {
        const STEPS: usize = 10;
        let share = |ix: usize| STEPS.abs_diff((ix + STEPS) % (2 * STEPS)) as f64 / STEPS as f64;
        self.step("mouseMoved", at(0.0), false, false)?;
        self.step("mousePressed", at(0.0), true, false)?;
        let times = self.collect(SAMPLES / 2, |ix| self.step("mouseMoved", at(share(ix + 1)), true, false));
        self.step("mouseReleased", at(share(SAMPLES / 2)), false, false)?;
        times
    }

    /// Up to twice as many interactions as wanted, until so many have changed a picture: their times.
    fn collect(&self, wanted: usize, work: impl Fn(usize) -> Result<f64>) -> Result<Vec<f64>> {
        let mut times = Vec::new();
        for ix in 0..2 * wanted {
            let before = self.painted()?;
            let time = work(ix)?;
            if self.painted()? != before {
                times.push(time);
            }
            if times.len() == wanted {
                return Ok(times);
            }
        }
        bail!("of {} interactions only {} changed a picture", 2 * wanted, times.len())
    }

    fn painted(&self) -> Result<Value> {
        self.browser.evaluate("return probe.painted", &[])
    }

    /// A click, without the way there.
    fn click(&self, at: (f64, f64), shift: bool) -> Result<f64> {
        self.step("mouseMoved", at, false, shift)?;
        let pressed = self.step("mousePressed", at, true, shift)?;
        Ok(pressed.max(self.step("mouseReleased", at, false, shift)?))
    }

    /// One movement of the hand, until the frame after the page heard of it: its time in milliseconds.
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

    /// The middle of a view's item, on the screen; after the last comes the first.
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

    /// A view's picture, at the top of the screen: left, top, width, height.
    fn picture(&self, section: &str) -> Result<[f64; 4]> {
        let body = "const picture = document.querySelector(`#${arguments[0]} canvas`); \
                    picture.scrollIntoView({ block: 'start', behavior: 'instant' }); \
                    const box = picture.getBoundingClientRect(); \
                    return [box.x, box.y, box.width, box.height]";
        numbers(&self.browser.evaluate(body, &[json!(section)])?)
    }
}

fn numbers<const N: usize>(value: &Value) -> Result<[f64; N]> {
    let numbers: Vec<f64> = value.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    numbers.try_into().ok().with_context(|| format!("{value}"))
}
