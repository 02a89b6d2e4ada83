//! The built site: Trunk builds it, and the post-build hook adds what Trunk has no word for.

mod assets;
pub mod base;
mod cards;
mod citation;
mod compress;
mod descriptor;
mod document;
mod embed;
pub mod files;
pub mod hash;
mod head;
pub(crate) mod headers;
mod hook;
pub mod html;
mod json_ld;
mod minify_names;
mod oembed;
pub mod offline;
mod one_file;
pub mod package_zip;
mod plain_text;
mod prerender;
mod published;
pub mod report;
mod share_page;
pub mod sizes;

use std::path::Path;
use std::{env, fs};

use anyhow::{Context, Result};

use crate::setup::WasmTools;
use crate::{paths, setup, steps};
use base::Base;

pub use hook::run as hook;
pub use prerender::standing;

/// What the page may do; the same in the document and in the server's headers. `frame-ancestors` is left out, since the
/// page is made to be embedded anywhere. It frames itself, in the Share panel's preview.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; \
    frame-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";

/// The policy of a document that has the scripts `inline` in it: those run by their hashes.
pub fn policy(inline: &[&str]) -> String {
    const RUNS: &str = "'wasm-unsafe-eval'";
    let hashes: String = inline.iter().map(|script| format!(" '{}'", hash::integrity(script.as_bytes()))).collect();
    CONTENT_SECURITY_POLICY.replace(RUNS, &format!("{RUNS}{hashes}"))
}

/// Variables that compile the standard library with the page, for size, and turn a panic into a bare trap, which
/// `boot.js` notices: 19.8 KB brotli less. All of it is unstable in cargo and rustc, which is no risk here: the compiler
/// does not change under a build, and without these the page is only larger.
const SMALL_LIBRARY: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "-Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none -Zlocation-detail=none",
    ),
];

/// Options of a build that depend on where its site will be published.
#[derive(Clone, Debug, Default, PartialEq, clap::Args)]
pub struct SiteOptions {
    /// The public address the site will have, with a slash at its end; search engines, cards of shared links and
    /// embedding programs need it (or set CHUHAI_CANONICAL).
    #[arg(long, value_name = "URL", value_parser = Base::parse)]
    pub canonical: Option<Base>,
    /// Where readers report an error, such as the repository's issues (or set CHUHAI_REPORT).
    #[arg(long, value_name = "URL", value_parser = report::parse)]
    pub report: Option<String>,
}

/// Sets up what is missing and builds `dist/`. Options that are not given are the environment's.
///
/// # Errors
/// Returns an error if a tool cannot be had or the build fails.
pub fn build(options: &SiteOptions, features: &[String]) -> Result<()> {
    // A build takes minutes: a malformed address is refused before it.
    Base::from_environment()?;
    report::from_environment()?;
    build_with(&setup::for_build()?, options, features)
}

/// The same, but the files of the page in `dist/` now stay in the new one, for readers who have the page open or get
/// its document from a cache: for hosts that put exactly what is in the folder in place of what there was.
///
/// # Errors
/// Where the build fails, or a file cannot be copied.
pub fn build_keeping_old(build: impl FnOnce() -> Result<()>) -> Result<()> {
    let count = keeping_old(&paths::dist(), &paths::target().join("kept"), build)?;
    println!("{count} files of the release before are kept");
    Ok(())
}

/// `build` writes `dist` anew; what readers of the old one need waits in `kept` meanwhile.
fn keeping_old(dist: &Path, kept: &Path, build: impl FnOnce() -> Result<()>) -> Result<usize> {
    if kept.exists() {
        fs::remove_dir_all(kept).with_context(|| kept.display().to_string())?;
    }
    if dist.exists() {
        files::copy(dist, kept, |_| true)?;
    }
    build()?;
    if !kept.exists() {
        return Ok(0);
    }
    let count = files::carry_over(kept, dist)?;
    headers::write(dist)?;
    Ok(count)
}

/// Builds `dist/` with the given tools.
///
/// # Errors
/// Returns an error if the build fails.
pub fn build_with(tools: &WasmTools, options: &SiteOptions, features: &[String]) -> Result<()> {
    steps::step("building dist/", || {
        let mut trunk = tools.command("trunk");
        trunk.args(["--log", "error", "build", "--release", "--offline", "--color", "never"]);
        trunk.envs(SMALL_LIBRARY).env("XTASK", env::current_exe()?);
        trunk.envs(options.canonical.as_ref().and_then(Base::known).map(|address| (base::VARIABLE, address)));
        trunk.envs(options.report.as_ref().map(|address| (report::VARIABLE, address)));
        if !features.is_empty() {
            trunk.arg("--features").arg(features.join(","));
        }
        steps::run(&mut trunk)
    })?;
    let table = sizes::measure(&paths::dist()).context("dist/")?;
    println!("{table}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{headers, keeping_old};

    /// Makes `dist` anew, as a build does.
    fn build(dist: &Path, sheet: &str) {
        let _ = fs::remove_dir_all(dist);
        fs::create_dir_all(dist).unwrap();
        fs::write(dist.join("index.html"), format!("<link rel=stylesheet href=./{sheet}>")).unwrap();
        fs::write(dist.join(sheet), sheet).unwrap();
        fs::write(dist.join(format!("{sheet}.br")), "").unwrap();
        headers::write(dist).unwrap();
    }

    #[test]
    fn a_build_can_keep_the_files_of_the_one_before() {
        let dir = std::env::temp_dir().join(format!("chuhai-keeping-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        let (dist, kept) = (dir.join("dist"), dir.join("kept"));
        let [a, b, c] = ["a", "b", "c"].map(|letter| format!("page-000000000000000{letter}.css"));
        let release = |sheet: &str| {
            let made = || {
                build(&dist, sheet);
                Ok(())
            };
            keeping_old(&dist, &kept, made).unwrap()
        };
        assert_eq!(release(&a), 0, "nothing was there");
        assert_eq!(release(&b), 1);
        assert!(dist.join(&a).is_file() && dist.join(format!("{a}.br")).is_file());
        let rules = fs::read_to_string(dist.join(headers::FILE)).unwrap();
        assert!(rules.contains(&format!("\n/{a}\n")) && rules.contains(&format!("\n/{b}\n")), "{rules}");
        assert_eq!(release(&c), 1);
        assert!(dist.join(&b).is_file() && !dist.join(&a).exists());
        assert!(keeping_old(&dist, &kept, || anyhow::bail!("no")).is_err());
        fs::remove_dir_all(&dir).unwrap();
    }
}
