//! `cargo xtask test`: every check there is, in one order, with its time, and a list of what failed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::build::{self, SiteOptions};
use crate::setup::{BrowserTools, FirefoxTools, WasmTools, WebKitTools};
use crate::site::{files, package_zip, sizes};
use crate::{check_data, frictionless, geometry, paths, process, setup};

/// The steps by name, apart from setting up.
const STEPS: [&str; 12] = [
    "formatting",
    "lints",
    "lints of the wasm side",
    "host tests",
    "documentation tests",
    "data",
    "map geometry",
    "browser tests",
    "plain build",
    "build",
    "budget",
    "data package",
];
const END_TO_END: &str = "end to end";

/// The number of journeys that are listed with their time.
const SLOWEST: usize = 10;

/// Runs the steps that `names` select, or all if it is empty, and goes on after a failure. A name selects the steps whose
/// name contains it; one that no step's name contains selects journeys in the same way.
///
/// # Errors
/// Returns an error if a step failed, with the list of all that did, or if a name selects nothing.
pub fn command(names: &[String]) -> Result<()> {
    let selects = |step: &str| names.is_empty() || names.iter().any(|name| step.contains(name.as_str()));
    let of_no_step = |name: &&String| !STEPS.iter().chain([&END_TO_END]).any(|step| step.contains(name.as_str()));
    let journeys: Vec<&str> = names.iter().filter(of_no_step).map(String::as_str).collect();
    let end_to_end = selects(END_TO_END) || !journeys.is_empty();
    let site = end_to_end || selects("budget") || selects("data package");
    // Named steps may use the site that is there, as long as it is up to date.
    let build = selects("build") || site && !is_up_to_date(&paths::dist())?;
    let plain = selects("plain build");
    let wasm = build || plain || selects("lints of the wasm side") || selects("browser tests");
    let chromium = end_to_end || selects("browser tests");

    let mut report = Report::default();
    let tools = report.step_if(wasm, "set-up: build", setup::for_build);
    let browser = report.step_if(chromium, "set-up: browser", setup::for_browser);
    let firefox = report.step_if(end_to_end, "set-up: Firefox", setup::for_firefox);
    let webkit = report.step_if(end_to_end, "set-up: WebKit", setup::for_webkit);
    report.step_if(selects("formatting") || selects("lints"), "set-up: lints", setup::for_lints);

    report
        .step_if(selects("formatting"), "formatting", || process::run(cargo().args(["fmt", "--all", "--", "--check"])));
    report.step_if(selects("lints"), "lints", || {
        let clippy = |targets: &[&str]| {
            process::run(cargo().args(["clippy", "--quiet"]).args(targets).args(["--", "-D", "warnings"]))
        };
        clippy(&["--workspace", "--all-targets"])?;
        // Tests that do not run by default are no part of all targets.
        clippy(&["--package", "xtask", "--test", "e2e"])
    });
    report.step_if(selects("lints of the wasm side"), "lints of the wasm side", || {
        lint_wasm(needed(&tools, "the wasm tools")?)
    });
    report.step_if(selects("host tests"), "host tests", host_tests);
    report.step_if(selects("documentation tests"), "documentation tests", || {
        process::run(cargo().args(["test", "--workspace", "--doc", "--quiet"]))
    });
    report.step_if(selects("data"), "data", || check_data::command(&paths::root().join("data"), None));
    report.step_if(selects("map geometry"), "map geometry", || geometry::command(true));
    report.step_if(selects("browser tests"), "browser tests", || {
        browser_tests(needed(&tools, "the wasm tools")?, needed(&browser, "the browser")?)
    });
    report.step_if(plain, "plain build", || {
        let options = SiteOptions { plain: true, ..SiteOptions::default() };
        build::build_with(needed(&tools, "the wasm tools")?, &options, &[], &paths::target().join("plain"))
    });
    let built = report.step_if(build, "build", || {
        build::build_with(needed(&tools, "the wasm tools")?, &SiteOptions::default(), &[], &paths::dist())
    });
    let built = if build { built } else { Some(()) };
    report.step_if(selects("budget"), "budget", || {
        needed(&built, "the site")?;
        sizes::measure(&paths::dist())?.check(&sizes::budget()?)
    });
    report.step_if(selects("data package"), "data package", || {
        needed(&built, "the site")?;
        let zip = paths::dist().join("data").join(package_zip::NAME);
        println!("{}", frictionless::validate(&setup::for_frictionless()?, &zip)?);
        Ok(())
    });
    report.step_if(end_to_end, END_TO_END, || {
        needed(&built, "the site")?;
        run_journeys(needed(&browser, "the browser")?, firefox.as_ref(), webkit.as_ref(), &journeys)
    });
    report.finish()
}

/// The steps that ran, with their times.
#[derive(Default)]
struct Report {
    steps: Vec<(&'static str, Duration)>,
    failed: Vec<&'static str>,
}

impl Report {
    fn step_if<T>(&mut self, selected: bool, name: &'static str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        if !selected {
            return None;
        }
        let start = Instant::now();
        let result = process::step(name, work);
        self.steps.push((name, start.elapsed()));
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                println!("  {error:#}");
                self.failed.push(name);
                None
            }
        }
    }

    fn finish(self) -> Result<()> {
        println!();
        for (name, time) in &self.steps {
            let mark = if self.failed.contains(name) { '✗' } else { '✓' };
            println!("{mark} {name:<24} {:>6}", process::seconds(*time));
        }
        let total = self.steps.iter().map(|(_, time)| *time).sum();
        let passed = self.steps.len() - self.failed.len();
        println!("steps: {passed} passed, {} failed, {}", self.failed.len(), process::seconds(total));
        if self.failed.is_empty() {
            return Ok(());
        }
        bail!("failed: {}", self.failed.join(", "))
    }
}

/// Returns what an earlier step has made.
fn needed<'a, T>(made: &'a Option<T>, what: &str) -> Result<&'a T> {
    made.as_ref().with_context(|| format!("{what} could not be had, see above"))
}

/// Returns true if the site in `dist` is newer than all that it is made of.
fn is_up_to_date(dist: &Path) -> Result<bool> {
    const SOURCES: [&str; 8] = ["crates", "data", "embed", "i18n", "shell", "src", "styles", "xtask/src"];
    const FILES: [&str; 5] = ["build.rs", "Cargo.lock", "Cargo.toml", "index.html", "Trunk.toml"];
    let changed = |file: &Path| -> Result<SystemTime> { Ok(fs::metadata(file)?.modified()?) };
    let Ok(made) = changed(&dist.join("index.html")) else { return Ok(false) };
    let mut sources: Vec<_> = FILES.iter().map(|file| paths::root().join(file)).collect();
    for folder in SOURCES.map(|folder| paths::root().join(folder)) {
        sources.extend(files::below(&folder)?.iter().map(|file| folder.join(file)));
    }
    for source in sources {
        if changed(&source)? > made {
            return Ok(false);
        }
    }
    Ok(true)
}

fn cargo() -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(paths::root());
    command
}

fn host_tests() -> Result<()> {
    if process::probe(cargo().args(["nextest", "--version"])).is_some() {
        return process::run(cargo().args(["nextest", "run", "--workspace", "--no-fail-fast"]));
    }
    process::run(cargo().args(["test", "--workspace", "--tests", "--no-fail-fast"]))
}

const WASM_TESTS: [&str; 4] = ["--target", "wasm32-unknown-unknown", "--test", "browser"];

fn lint_wasm(tools: &WasmTools) -> Result<()> {
    setup::for_wasm_lints(tools)?;
    let mut clippy = tools.command("cargo");
    process::run(clippy.args(["clippy", "--quiet", "--lib", "--bins"]).args(WASM_TESTS).args(["--", "-D", "warnings"]))
}

fn browser_tests(tools: &WasmTools, browser: &BrowserTools) -> Result<()> {
    let capabilities = paths::target().join("webdriver.json");
    let options = json!({ "goog:chromeOptions": {
        "binary": browser.chromium,
        "args": setup::chromium_arguments(),
    } });
    fs::write(&capabilities, options.to_string())?;
    let mut test = tools.command("cargo");
    test.arg("test")
        .args(WASM_TESTS)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("CHROMEDRIVER", &browser.chromedriver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    process::run(&mut test)
}

/// Runs the journeys whose names contain one of `names`, or all, and lists the slowest. Without an engine its journeys
/// fail, and the others still run.
fn run_journeys(
    browser: &BrowserTools,
    firefox: Option<&FirefoxTools>,
    webkit: Option<&WebKitTools>,
    names: &[&str],
) -> Result<()> {
    let test = |arguments: &[&str]| {
        let mut test = cargo();
        test.args(["test", "--quiet", "--package", "xtask", "--test", "e2e", "--"]).args(names).args(arguments);
        test
    };
    let listed = process::capture(&mut test(&["--list"]))?;
    if let Some(name) = names.iter().find(|name| !listed.contains(**name)) {
        bail!("no step and no journey has `{name}` in its name");
    }
    let times = paths::target().join("e2e/times.tsv");
    if times.is_file() {
        fs::remove_file(&times)?;
    }
    let result = process::run(
        test(&[])
            .env("CHROME", &browser.chromium)
            .env("CHROMEDRIVER", &browser.chromedriver)
            .envs(firefox.into_iter().flat_map(FirefoxTools::variables))
            .envs(webkit.into_iter().flat_map(WebKitTools::variables))
            .env("JOURNEY_TIMES", &times)
            // A browser is several processes, which are busy at the same time.
            .env("RUST_TEST_THREADS", "2"),
    );
    println!("slowest journeys:");
    for (name, time_s) in slowest(&fs::read_to_string(&times).unwrap_or_default()) {
        println!("  {time_s:>5.1} s {name}");
    }
    result
}

/// The slowest journeys by name, with their times in s, of a file with a name and a time on each line. A test may be more
/// than one journey.
fn slowest(times: &str) -> Vec<(&str, f64)> {
    let mut sums = BTreeMap::<&str, f64>::new();
    for (name, time_s) in times.lines().filter_map(|line| line.split_once('\t')) {
        *sums.entry(name).or_default() += time_s.parse().unwrap_or(0.0);
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    sums.truncate(SLOWEST);
    sums
}

#[cfg(test)]
mod tests {
    use super::{SLOWEST, slowest};

    #[test]
    fn times_of_one_test_are_added_and_the_slowest_come_first() {
        assert_eq!(slowest("a\t1.5\nb\t2\na\t1\nhalf a line"), [("a", 2.5), ("b", 2.0)]);
        let many: String = (0..20).map(|ix| format!("{ix}\t{ix}\n")).collect();
        let slowest = slowest(&many);
        assert_eq!((slowest.len(), slowest[0]), (SLOWEST, ("19", 19.0)));
    }
}
