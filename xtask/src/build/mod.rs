//! The build of the site: Trunk compiles the page, and its post-build [`hook`] makes `dist/` of Trunk's output.

mod assets;
pub mod compress;
mod document;
mod embed;
pub mod hook;
mod metadata;
mod minify_names;
mod prerender;
pub mod service_worker;
mod single_file;
mod split;
mod terser;

use std::path::Path;
use std::{env, fs};

use anyhow::{Context, Result};

use crate::setup::{self, WasmTools};
use crate::site::base_url::{self, BaseUrl};
use crate::site::{files, headers, report_url, sizes};
use crate::{paths, process};

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

/// Options of a build that depend on where its site is published.
#[derive(Clone, Debug, Default, PartialEq, clap::Args)]
pub struct SiteOptions {
    /// The public address the site will have, with a slash at its end; search engines, cards of shared links and
    /// embedding programs need it (or set CHUHAI_CANONICAL).
    #[arg(long, value_name = "URL", value_parser = BaseUrl::parse)]
    pub canonical: Option<BaseUrl>,
    /// The address for reports of errors, such as the repository's issues (or set CHUHAI_REPORT).
    #[arg(long, value_name = "URL", value_parser = report_url::parse)]
    pub report: Option<String>,
}

/// Sets up what is missing and builds `dist/`. Options that are not given are the environment's.
///
/// # Errors
/// Returns an error if a tool cannot be had or the build fails.
pub fn build(options: &SiteOptions, features: &[String]) -> Result<()> {
    // A build takes minutes: a malformed address is refused before it.
    BaseUrl::from_environment()?;
    report_url::from_environment()?;
    build_with(&setup::for_build()?, options, features)
}

/// Builds `dist/` with the given tools.
///
/// # Errors
/// Returns an error if the build fails.
pub fn build_with(tools: &WasmTools, options: &SiteOptions, features: &[String]) -> Result<()> {
    process::step("building dist/", || {
        let mut trunk = tools.command("trunk");
        trunk.args(["--log", "error", "build", "--release", "--offline", "--color", "never"]);
        trunk.envs(SMALL_LIBRARY).env("XTASK", env::current_exe()?);
        trunk.envs(options.canonical.as_ref().and_then(BaseUrl::get).map(|url| (base_url::VARIABLE, url)));
        trunk.envs(options.report.as_ref().map(|url| (report_url::VARIABLE, url)));
        let features: Vec<&str> = features.iter().map(String::as_str).chain(["split"]).collect();
        trunk.arg("--features").arg(features.join(","));
        process::run(&mut trunk)
    })?;
    println!("{}", sizes::measure(&paths::dist()).context("dist/")?);
    Ok(())
}

/// Runs `build`, and keeps the files of the release that was in `dist/` before, for readers who have the page open or get
/// its document from a cache. For hosts that replace the whole folder.
///
/// # Errors
/// Returns an error if the build fails, or a file cannot be copied.
pub fn build_keeping_old(build: impl FnOnce() -> Result<()>) -> Result<()> {
    let count = keep_old(&paths::dist(), &paths::target().join("kept"), build)?;
    println!("{count} files of the release before are kept");
    Ok(())
}

/// Copies `dist` to `backup`, runs `build`, which replaces `dist`, and copies the files of the old release back.
fn keep_old(dist: &Path, backup: &Path, build: impl FnOnce() -> Result<()>) -> Result<usize> {
    if backup.exists() {
        fs::remove_dir_all(backup).with_context(|| backup.display().to_string())?;
    }
    if dist.exists() {
        files::copy(dist, backup, |_| true)?;
    }
    build()?;
    if !backup.exists() {
        return Ok(0);
    }
    let count = files::carry_over(backup, dist)?;
    headers::write(dist)?;
    Ok(count)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{headers, keep_old};

    /// Replaces `dist`, as a build does.
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
        let (dist, backup) = (dir.join("dist"), dir.join("backup"));
        let [a, b, c] = ["a", "b", "c"].map(|letter| format!("page-000000000000000{letter}.css"));
        let release = |sheet: &str| {
            let made = || {
                build(&dist, sheet);
                Ok(())
            };
            keep_old(&dist, &backup, made).unwrap()
        };
        assert_eq!(release(&a), 0, "nothing was there");
        assert_eq!(release(&b), 1);
        assert!(dist.join(&a).is_file() && dist.join(format!("{a}.br")).is_file());
        let rules = fs::read_to_string(dist.join(headers::FILE)).unwrap();
        assert!(rules.contains(&format!("\n/{a}\n")) && rules.contains(&format!("\n/{b}\n")), "{rules}");
        assert_eq!(release(&c), 1);
        assert!(dist.join(&b).is_file() && !dist.join(&a).exists());
        assert!(keep_old(&dist, &backup, || anyhow::bail!("no")).is_err());
        fs::remove_dir_all(&dir).unwrap();
    }
}
