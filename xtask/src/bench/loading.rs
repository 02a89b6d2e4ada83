//! Loading of the built page: paints, readiness, blocked time and transfer size, beside a baseline and an empty page.
//!
//! Each load has an empty profile. The sites take turns, so that a change of the machine's load concerns all of them.
//! Times count from the start of the navigation. The network is slowed down per request, as DevTools do it. Requests of
//! the service worker, which starts after the page is ready, are not included. Tables are in `loading_table`.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use super::loading_table::{Load, Row, median_load, tables};
use crate::browser::{Browser, Screen};
use crate::build::compress;
use crate::serve::Server;
use crate::{process, setup};

const SCREENS: [(&str, Screen); 2] = [
    ("phone", Screen { width_px: 390, height_px: 844, device_pixel_ratio: 2.0, touch: true }),
    ("desktop", Screen { width_px: 1440, height_px: 1000, device_pixel_ratio: 1.0, touch: false }),
];
const PAGES: [(&str, &str); 2] = [("story", "?lang=zh&theme=light"), ("explore", "?lang=zh&theme=light&view=explore")];
/// Factors by which the processor is slowed down.
const SLOWDOWNS: [f64; 2] = [1.0, 4.0];
/// Networks: none is the plain one.
const NETWORKS: [(&str, Option<Network>); 2] =
    [("plain", None), ("slow", Some(Network { bits_per_s: 1.6e6, round_trip_ms: 150.0 }))];
/// Time without a request after which the network counts as quiet: less than what makes a reader one who stays, for whom the
/// page loads the rest.
const QUIET: Duration = Duration::from_millis(1500);
/// Longest time until the network is quiet.
const PATIENCE: Duration = Duration::from_secs(60);
const EMPTY_PAGE: &str =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Empty</title><p>Empty</p></html>\n";

/// Script in the page that records long tasks and largest paints.
const PROBE: &str = r#"
    window.loadProbe = { tasks: [], largest: null };
    new PerformanceObserver(list => {
        for (const task of list.getEntries()) loadProbe.tasks.push([task.startTime, task.duration]);
    }).observe({ type: "longtask", buffered: true });
    new PerformanceObserver(list => {
        for (const paint of list.getEntries()) loadProbe.largest = paint.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
"#;

/// An emulated network.
#[derive(Clone, Copy)]
struct Network {
    bits_per_s: f64,
    round_trip_ms: f64,
}

/// One combination of screen, processor and network.
#[derive(Clone, Copy)]
struct Condition {
    screen: Screen,
    slowdown: f64,
    network: Option<Network>,
}

/// A site under measurement.
struct Site {
    server: Server,
    /// Sets the mark of readiness, which the empty page does not.
    is_app: bool,
}

/// Loads each page `runs` times under each condition and prints the medians.
///
/// # Errors
/// Returns an error if a page does not become ready, or its network not quiet.
pub fn run(own: &Path, baseline: Option<&Path>, runs: usize) -> Result<()> {
    let empty = env::temp_dir().join(format!("chuhai-bench-empty-{}", std::process::id()));
    fs::create_dir_all(&empty)?;
    fs::write(empty.join("index.html"), EMPTY_PAGE)?;
    compress::tree(&empty)?;
    let mut sites = vec![Site { server: Server::start(own, 0)?, is_app: true }];
    if let Some(dir) = baseline {
        ensure!(dir.join("index.html").is_file(), "{}: no index.html", dir.display());
        sites.push(Site { server: Server::start(dir, 0)?, is_app: true });
    }
    sites.push(Site { server: Server::start(&empty, 0)?, is_app: false });
    let rows = measure(&sites, runs);
    // Of a temporary folder nothing is needed after the measurement.
    let _ = fs::remove_dir_all(&empty);
    println!("\n{}", tables(&rows?, baseline.is_some()));
    Ok(())
}

fn measure(sites: &[Site], runs: usize) -> Result<Vec<Row>> {
    let mut browser = Browser::launch(&setup::for_browser()?)?;
    let mut rows = Vec::new();
    for (screen_name, screen) in SCREENS {
        for (page, query) in PAGES {
            for slowdown in SLOWDOWNS {
                for (net_name, network) in NETWORKS {
                    let condition = Condition { screen, slowdown, network };
                    let name = format!("{screen_name}, {page}, CPU {slowdown}×, {net_name} net");
                    let loads = process::step(&name, || interleave(&mut browser, sites, query, condition, runs))?;
                    rows.push(Row { name, medians: loads.iter().map(Vec::as_slice).map(median_load).collect() });
                }
            }
        }
    }
    Ok(rows)
}

/// Loads the sites in turns and returns the loads of each.
fn interleave(
    browser: &mut Browser,
    sites: &[Site],
    query: &str,
    condition: Condition,
    runs: usize,
) -> Result<Vec<Vec<Load>>> {
    let mut loads = vec![Vec::new(); sites.len()];
    for _ in 0..runs {
        for (site, loads) in sites.iter().zip(&mut loads) {
            loads.push(load(browser, site, query, condition)?);
        }
    }
    Ok(loads)
}

fn load(browser: &mut Browser, site: &Site, query: &str, condition: Condition) -> Result<Load> {
    browser.renew()?;
    browser.set_screen(condition.screen)?;
    browser.before_scripts(PROBE)?;
    browser.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": condition.slowdown }))?;
    if let Some(network) = condition.network {
        let bytes_per_s = network.bits_per_s / 8.0;
        browser.devtools("Network.enable", &json!({}))?;
        browser.devtools(
            "Network.emulateNetworkConditions",
            &json!({ "offline": false, "latency": network.round_trip_ms, "downloadThroughput": bytes_per_s,
                "uploadThroughput": bytes_per_s }),
        )?;
    }
    browser.open(&site.server.url(query))?;
    let bytes = bytes_until_quiet(browser, site.is_app)?;
    let body = "const at = name => performance.getEntriesByName(name)[0]?.startTime ?? null; \
                return { first: at('first-contentful-paint'), largest: loadProbe.largest, \
                         ready: at('chuhai:ready'), tasks: loadProbe.tasks }";
    let times = browser.evaluate(body, &[])?;
    let tasks: Vec<(f64, f64)> = serde_json::from_value(times["tasks"].clone()).context("long tasks")?;
    let [first, largest, ready] = ["first", "largest", "ready"].map(|key| times[key].as_f64());
    Ok(Load::new(first, largest, ready, &tasks, bytes))
}

/// Waits until the page is ready and no request is open or has changed for a while; returns the bytes received.
fn bytes_until_quiet(browser: &Browser, is_app: bool) -> Result<f64> {
    let body = "const { state, details } = document.documentElement.dataset; \
                return performance.getEntriesByName('first-contentful-paint').length > 0 && loadProbe.largest !== null \
                    && document.readyState === 'complete' \
                    && (!arguments[0] || state === 'ready' && details !== 'loading')";
    let start = Instant::now();
    let (mut open, mut bytes, mut changed) = (BTreeSet::new(), 0.0, Instant::now());
    loop {
        for event in browser.network_events()? {
            let params = &event["params"];
            let id = params["requestId"].as_str().unwrap_or_default().to_owned();
            match event["method"].as_str().unwrap_or_default() {
                "Network.requestWillBeSent" => {
                    open.insert(id);
                }
                "Network.loadingFinished" => {
                    open.remove(&id);
                    bytes += params["encodedDataLength"].as_f64().unwrap_or_default();
                }
                "Network.loadingFailed" => {
                    open.remove(&id);
                }
                _ => continue,
            }
            changed = Instant::now();
        }
        let is_quiet = open.is_empty() && changed.elapsed() > QUIET;
        if is_quiet && browser.evaluate(body, &[json!(is_app)])? == Value::Bool(true) {
            return Ok(bytes);
        }
        if start.elapsed() > PATIENCE {
            bail!("the network was not quiet within {} s; open requests: {}", PATIENCE.as_secs(), open.len());
        }
        // The pace of asking, as in `Browser::wait`.
        thread::sleep(Duration::from_millis(50));
    }
}
