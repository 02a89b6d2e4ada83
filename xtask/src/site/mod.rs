//! The built site: Trunk builds it, and the post-build hook adds what Trunk has no word for.

mod compress;
mod embed;
pub(crate) mod hash;
mod hook;
pub mod html;
mod names;
pub mod sizes;

use std::env;

use anyhow::{Context, Result};

use crate::setup::WasmTools;
use crate::{paths, setup, steps};

pub use hook::run as hook;

/// What the page may do; the same in the document and in the server's headers. `frame-ancestors` is left out, since the
/// page is made to be embedded anywhere. It frames itself, in the Share panel's preview.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; \
    frame-src 'self'; base-uri 'none'; form-action 'none'";

/// What makes the published module an eighth smaller: the standard library is compiled with the page, for size, and a
/// panic ends the module without words (`boot.js` notices). All of it is unstable in cargo and rustc, which is no risk
/// here: the compiler does not change under a build, and without these the page is only larger.
const SMALL_LIBRARY: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "-Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none -Zlocation-detail=none",
    ),
];

/// Sets up what is missing and builds `dist/`.
///
/// # Errors
/// Where a tool cannot be had or the build fails.
pub fn build(features: &[String]) -> Result<()> {
    build_with(&setup::for_build()?, features)
}

/// Builds `dist/` with tools that are there.
///
/// # Errors
/// Where the build fails.
pub fn build_with(tools: &WasmTools, features: &[String]) -> Result<()> {
    steps::step("building dist/", || {
        let mut trunk = tools.command("trunk");
        trunk.args(["--log", "error", "build", "--release", "--offline", "--color", "never"]);
        trunk.envs(SMALL_LIBRARY).env("XTASK", env::current_exe()?);
        if !features.is_empty() {
            trunk.arg("--features").arg(features.join(","));
        }
        steps::run(&mut trunk)
    })?;
    let table = sizes::measure(&paths::dist()).context("dist/")?;
    println!("{table}");
    Ok(())
}
