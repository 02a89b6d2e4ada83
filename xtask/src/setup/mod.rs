//! Set-up of a machine: finds or installs everything that builds and tests need. Asks nothing and does nothing twice.

mod apt;
mod browsers;
mod cargo_tools;
mod font;
mod npm;
mod python;
mod wasm_target;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result};

use crate::{paths, process};
use apt::Apt;
pub use apt::is_root;
pub use browsers::{BrowserTools, FirefoxTools, WebKitTools, chromium_arguments, for_browser, for_firefox, for_webkit};
pub use font::ensure as for_cards;

/// Tools that build the page for the browser.
pub struct WasmTools {
    /// The rustup toolchain that has the wasm target, if it is not the active one.
    toolchain: Option<&'static str>,
    /// `PATH` with our own tools first.
    path: OsString,
}

impl WasmTools {
    /// Returns true if the distribution's compiler builds the wasm side.
    pub fn by_distribution(&self) -> bool {
        self.toolchain.is_some()
    }

    /// Returns a command that finds the tools, and cargo with the compiler that has the wasm target.
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

/// Finds or installs the wasm target, Trunk, wasm-bindgen and wasm-opt.
///
/// # Errors
/// Returns a line that says what is missing and how to get it.
pub fn for_build() -> Result<WasmTools> {
    let mut apt = Apt::default();
    let toolchain = wasm_target::ensure(&mut apt)?;
    wasm_target::ensure_source(toolchain, &mut apt)?;
    cargo_tools::fetch_crates()?;
    cargo_tools::ensure_trunk()?;
    cargo_tools::ensure_wasm_bindgen()?;
    let npm_bin = npm::ensure(&mut apt)?.join(".bin");
    process::found(npm::PACKAGES);
    let mut path = vec![paths::tools().join("bin"), npm_bin];
    path.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    Ok(WasmTools { toolchain, path: env::join_paths(path)? })
}

/// Finds or installs the packages of `xtask/npm`, and returns their `node_modules`.
///
/// # Errors
/// Returns a line that says what is missing and how to get it.
pub fn for_npm() -> Result<PathBuf> {
    npm::ensure(&mut Apt::default())
}

/// Returns a command that runs an npm package's tool, `tool` below the folder of the packages.
///
/// # Errors
/// Returns a line that says what is missing and how to get it.
pub fn npm_tool(tool: &str) -> Result<Command> {
    let mut node = Command::new("node");
    node.arg(for_npm()?.join(tool));
    Ok(node)
}

/// Finds or installs rustfmt and clippy, which a minimal toolchain lacks.
///
/// # Errors
/// Returns a line that says what is missing and how to get it.
pub fn for_lints() -> Result<()> {
    let has = |tool: &str| process::probe(Command::new("cargo").args([tool, "--version"])).is_some();
    if has("fmt") && has("clippy") {
        return Ok(());
    }
    process::step("rustup component add rustfmt clippy", || {
        let mut rustup = Command::new("rustup");
        process::run_within(rustup.args(["component", "add", "rustfmt", "clippy"]), wasm_target::TIMEOUT)
            .context("rustfmt and clippy are missing; install them with `rustup component add rustfmt clippy`")
    })
}

/// Finds or installs clippy for the compiler that builds the wasm side, if that is the distribution's.
///
/// # Errors
/// Returns a line that says what is missing and how to get it.
pub fn for_wasm_lints(tools: &WasmTools) -> Result<()> {
    if tools.by_distribution() && !fs::exists("/usr/bin/clippy-driver")? {
        process::step("installing Debian's clippy", || Apt::default().install(&["rust-web-clippy"]))?;
    }
    Ok(())
}

/// Finds or installs frictionless, the public validator of Data Packages, and returns the path of its program.
///
/// # Errors
/// Returns a line that says what is missing and how to get it.
pub fn for_frictionless() -> Result<PathBuf> {
    python::ensure_frictionless(&mut Apt::default())
}
