//! Set-up: what a build and the tests need is found, or installed. Asks nothing and does nothing twice.

mod apt;
mod cargo_tools;
mod engines;
pub mod npm;
mod python;
mod wasm_target;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, bail};

use crate::{paths, steps};
use apt::Apt;
pub use apt::is_root;
pub use engines::{FirefoxTools, WebKitTools, for_firefox, for_webkit};

/// What building the page for the browser takes.
pub struct WasmTools {
    /// The rustup toolchain that has the wasm target, where it is not the one in use.
    toolchain: Option<&'static str>,
    /// `PATH` with our own tools first.
    path: OsString,
}

impl WasmTools {
    /// Whether the distribution's compiler builds the wasm side.
    pub fn by_distribution(&self) -> bool {
        self.toolchain.is_some()
    }

    /// A command that finds the tools, and cargo with the compiler that has the wasm target.
    pub fn command(&self, program: &str) -> Command {
        let found = paths::which_in(program, &self.path).unwrap_or_else(|| program.into());
        let mut command = Command::new(found);
        command.current_dir(paths::root()).env("PATH", &self.path);
        if let Some(toolchain) = self.toolchain {
            command.env("RUSTUP_TOOLCHAIN", toolchain);
        }
        command
    }
}

/// The browser that the tests drive.
#[derive(Clone, Debug)]
pub struct BrowserTools {
    /// Chromium or Chrome.
    pub chromium: PathBuf,
    /// The chromedriver that belongs to it.
    pub chromedriver: PathBuf,
}

/// Finds or installs the wasm target, Trunk, wasm-bindgen and wasm-opt.
///
/// # Errors
/// A line that says what is missing and how to get it.
pub fn for_build() -> Result<WasmTools> {
    let mut apt = Apt::default();
    let toolchain = wasm_target::ensure(&mut apt)?;
    wasm_target::ensure_source(toolchain, &mut apt)?;
    cargo_tools::ensure_trunk()?;
    cargo_tools::ensure_wasm_bindgen()?;
    let npm_bin = npm::ensure(&mut apt)?.join(".bin");
    let mut path = vec![paths::tools().join("bin"), npm_bin];
    path.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    Ok(WasmTools { toolchain, path: env::join_paths(path)? })
}

/// Finds or installs the packages of `xtask/npm`, and returns their `node_modules`.
///
/// # Errors
/// A line that says what is missing and how to get it.
pub fn for_npm() -> Result<PathBuf> {
    npm::ensure(&mut Apt::default())
}

/// Finds or installs rustfmt and clippy, which a minimal toolchain lacks.
///
/// # Errors
/// A line that says what is missing and how to get it.
pub fn for_lints() -> Result<()> {
    let has = |tool: &str| steps::probe(Command::new("cargo").args([tool, "--version"])).is_some();
    if has("fmt") && has("clippy") {
        return Ok(());
    }
    steps::step("rustup component add rustfmt clippy", || {
        steps::run_within(Command::new("rustup").args(["component", "add", "rustfmt", "clippy"]), wasm_target::PATIENCE)
            .context("rustfmt and clippy are missing; install them with `rustup component add rustfmt clippy`")
    })
}

/// Finds or installs clippy for the compiler that builds the wasm side, where that is the distribution's.
///
/// # Errors
/// A line that says what is missing and how to get it.
pub fn for_wasm_lints(tools: &WasmTools) -> Result<()> {
    if tools.by_distribution() && !fs::exists("/usr/bin/clippy-driver")? {
        steps::step("installing Debian's clippy", || Apt::default().install(&["rust-web-clippy"]))?;
    }
    Ok(())
}

/// Finds or installs the public validator of Data Packages, and returns its program.
///
/// # Errors
/// A line that says what is missing and how to get it.
pub fn for_frictionless() -> Result<PathBuf> {
    python::ensure_frictionless(&mut Apt::default())
}

/// Finds or installs a font with Chinese characters, where it is ours to do so: other systems come with one.
///
/// # Errors
/// A line that says what is missing and how to get it.
pub fn for_cards() -> Result<()> {
    if cfg!(target_os = "linux") && !has_chinese_font() {
        steps::step("installing fonts-noto-cjk", || {
            Apt::default().install(&["fonts-noto-cjk"]).context("the cards need a font with Chinese characters")
        })?;
    }
    Ok(())
}

/// Finds or installs the browser, its driver and a Chinese font.
///
/// # Errors
/// A line that says what is missing and how to get it.
pub fn for_browser() -> Result<BrowserTools> {
    let mut missing = Vec::new();
    if find_browser().is_none() {
        missing.extend(["chromium", "chromium-driver"]);
    }
    if cfg!(target_os = "linux") && !has_chinese_font() {
        missing.push(CHINESE_FONT);
    }
    if missing.is_empty() {
        steps::found("chromium, chromedriver, Chinese font");
    } else {
        let names = missing.join(", ");
        steps::step(format!("installing {names}"), || {
            Apt::default().install(&missing).context(
                "the tests need Chromium or Chrome with its chromedriver on PATH (or CHROME and CHROMEDRIVER set), and \
                 a font with Chinese characters",
            )
        })?;
    }
    match find_browser() {
        Some(browser) => Ok(browser),
        None => bail!("no Chromium with chromedriver found; put both on PATH or set CHROME and CHROMEDRIVER"),
    }
}

/// The arguments for a browser without a window. As root its sandbox does not work; it then shows nothing but our page.
pub fn chromium_arguments() -> Vec<&'static str> {
    let mut arguments = vec![
        "--headless",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--window-size=1440,1000",
    ];
    if is_root() {
        arguments.push("--no-sandbox");
    }
    arguments
}

/// The file that a variable of the environment names.
fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

fn find_browser() -> Option<BrowserTools> {
    let chromium = named("CHROME").or_else(|| {
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
            .into_iter()
            .find_map(paths::which)
    })?;
    let chromedriver = named("CHROMEDRIVER").or_else(|| paths::which("chromedriver"))?;
    Some(BrowserTools { chromium, chromedriver })
}

/// Debian's package of it.
const CHINESE_FONT: &str = "fonts-noto-cjk";

fn has_chinese_font() -> bool {
    fs::exists("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").unwrap_or(false)
        || steps::probe(Command::new("fc-list").arg(":lang=zh-cn")).is_some_and(|fonts| !fonts.is_empty())
}
