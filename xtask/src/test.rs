//! `cargo xtask test`: every check there is, in one order, and a list of what failed.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::build::{self, SiteOptions};
use crate::setup::{BrowserTools, FirefoxTools, WasmTools, WebKitTools};
use crate::site::{package_zip, sizes};
use crate::{check_data, frictionless, geometry, paths, process, setup};

/// Runs all steps and goes on after a failure.
///
/// # Errors
/// Where a step failed; the message lists all that did.
pub fn command(_names: &[String]) -> Result<()> {
    let mut report = Report::default();
    let tools = report.step("set-up: build", setup::for_build);
    let browser = report.step("set-up: browser", setup::for_browser);
    let firefox = report.step("set-up: Firefox", setup::for_firefox);
    let webkit = report.step("set-up: WebKit", setup::for_webkit);

    report.step("set-up: lints", setup::for_lints);
    report.step("formatting", || process::run(cargo().args(["fmt", "--all", "--", "--check"])));
    report.step("lints", || {
        process::run(cargo().args(["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]))
    });
    report.step("lints of the wasm side", || lint_wasm(needed(&tools, "the wasm tools")?));
    report.step("host tests", host_tests);
    report.step("documentation tests", || process::run(cargo().args(["test", "--workspace", "--doc", "--quiet"])));
    report.step("data", || check_data::command(&paths::root().join("data"), None));
    report.step("map geometry", || geometry::command(true));
    report.step("browser tests", || browser_tests(needed(&tools, "the wasm tools")?, needed(&browser, "the browser")?));
    let built =
        report.step("build", || build::build_with(needed(&tools, "the wasm tools")?, &SiteOptions::default(), &[]));
    report.step("budget", || {
        needed(&built, "the site")?;
        sizes::measure(&paths::dist())?.check(&sizes::budget()?)
    });
    report.step("data package", || {
        needed(&built, "the site")?;
        let zip = paths::dist().join("data").join(package_zip::NAME);
        println!("{}", frictionless::validate(&setup::for_frictionless()?, &zip)?);
        Ok(())
    });
    report.step("end to end", || {
        needed(&built, "the site")?;
        end_to_end(needed(&browser, "the browser")?, firefox.as_ref(), webkit.as_ref())
    });
    report.finish()
}

/// What ran and what failed.
#[derive(Default)]
struct Report {
    passed: usize,
    failed: Vec<&'static str>,
}

impl Report {
    fn step<T>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        match process::step(name, work) {
            Ok(value) => {
                self.passed += 1;
                Some(value)
            }
            Err(error) => {
                println!("  {error:#}");
                self.failed.push(name);
                None
            }
        }
    }

    fn finish(self) -> Result<()> {
        println!("\nsteps: {} passed, {} failed", self.passed, self.failed.len());
        if self.failed.is_empty() {
            return Ok(());
        }
        bail!("failed: {}", self.failed.join(", "))
    }
}

/// What an earlier step should have made.
fn needed<'a, T>(made: &'a Option<T>, what: &str) -> Result<&'a T> {
    made.as_ref().with_context(|| format!("{what} could not be had, see above"))
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

/// Without an engine its journeys fail, and the others tell what they can.
fn end_to_end(browser: &BrowserTools, firefox: Option<&FirefoxTools>, webkit: Option<&WebKitTools>) -> Result<()> {
    let mut test = cargo();
    test.args(["test", "--package", "xtask", "--test", "e2e"])
        .env("CHROME", &browser.chromium)
        .env("CHROMEDRIVER", &browser.chromedriver)
        .envs(firefox.into_iter().flat_map(FirefoxTools::variables))
        .envs(webkit.into_iter().flat_map(WebKitTools::variables))
        // Each journey has a browser of its own, with processes of its own.
        .env("RUST_TEST_THREADS", "2");
    process::run(&mut test)
}
