//! A Rust compiler with the standard library for wasm32-unknown-unknown.
//!
//! rustup installs it if its server can be reached. Otherwise, on Debian, the distribution's compiler builds it from the
//! distribution's copy of the library's source, and becomes the rustup toolchain `distro`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::apt::Apt;
use crate::{paths, process};

/// The target of the page.
pub const TARGET: &str = "wasm32-unknown-unknown";
/// Limit for one download by rustup.
pub const TIMEOUT: Duration = Duration::from_secs(180);

const DISTRO: &str = "distro";
// Debian's current compiler; its package `rustc` is the one that the release came with.
const DISTRO_RUSTC: &str = "/usr/bin/rustc";
const DISTRO_CARGO: &str = "/usr/bin/cargo";
const DISTRO_SOURCE: &str = "/usr/lib/rustlib/src/rust/library";

/// Finds or installs the compiler, and returns its toolchain if that is not the active one.
///
/// # Errors
/// Returns a line that says what is missing and how to get it.
pub fn ensure(apt: &mut Apt) -> Result<Option<&'static str>> {
    if let Some(toolchain) = find() {
        process::found(format!("{TARGET}{}", if toolchain.is_some() { " (distribution's compiler)" } else { "" }));
        return Ok(toolchain);
    }
    let by_rustup = add_with_rustup();
    if by_rustup.is_err() {
        build_with_debian(apt).with_context(|| {
            format!("the Rust target {TARGET} is missing; install it with `rustup target add {TARGET}`")
        })?;
    }
    find().with_context(|| format!("no compiler with the target {TARGET} found after installing it"))
}

/// Finds or installs the source of `toolchain`'s standard library, which the release build compiles for size.
///
/// # Errors
/// Returns a line that says what is missing and how to get it.
pub fn ensure_source(toolchain: Option<&'static str>, apt: &mut Apt) -> Result<()> {
    let mut rustc = Command::new("rustc");
    if let Some(name) = toolchain {
        rustc.env("RUSTUP_TOOLCHAIN", name);
    }
    let sysroot = process::capture(rustc.current_dir(paths::root()).args(["--print", "sysroot"]))?;
    let manifest = Path::new(&sysroot).join("lib/rustlib/src/rust/library/Cargo.toml");
    if manifest.is_file() {
        process::found("the standard library's source");
    } else if toolchain.is_some() {
        return process::step("installing the standard library's source", || apt.install(&["rust-web-src"]));
    } else {
        process::step("rustup component add rust-src", || {
            process::run_within(Command::new("rustup").args(["component", "add", "rust-src"]), TIMEOUT)
                .context("the standard library's source is missing; install it with `rustup component add rust-src`")
        })?;
    }
    if toolchain.is_some() {
        return Ok(());
    }
    // Debian ships the crates that the library depends on, rustup does not. The build itself asks no registry.
    let mut fetch = Command::new("cargo");
    fetch.args(["fetch", "--quiet", "--locked", "--manifest-path"]).arg(manifest).env("RUSTC_BOOTSTRAP", "1");
    process::run(&mut fetch)
}

/// Finds a compiler with the target: `Some(None)` is the active toolchain.
fn find() -> Option<Option<&'static str>> {
    [None, Some(DISTRO)].into_iter().find(|toolchain| {
        let mut rustc = Command::new("rustc");
        if let Some(name) = toolchain {
            rustc.env("RUSTUP_TOOLCHAIN", name);
        }
        has_library(&mut rustc)
    })
}

fn has_library(rustc: &mut Command) -> bool {
    library_dir(rustc).is_some_and(|dir| {
        let mut files = fs::read_dir(dir).into_iter().flatten().flatten();
        files.any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
    })
}

fn library_dir(rustc: &mut Command) -> Option<PathBuf> {
    let command = rustc.current_dir(paths::root()).args(["--print", "target-libdir", "--target", TARGET]);
    Some(PathBuf::from(process::probe(command)?))
}

fn add_with_rustup() -> Result<()> {
    if paths::which("rustup").is_none() {
        bail!("no rustup");
    }
    process::step(format!("rustup target add {TARGET}"), || {
        // Without its server, rustup may wait instead of failing.
        let mut command = Command::new("rustup");
        command.args(["target", "add", TARGET]).current_dir(paths::root());
        command.env("RUSTUP_DOWNLOAD_TIMEOUT", "20").env("RUSTUP_MAX_RETRIES", "0");
        process::run_within(&mut command, TIMEOUT)
    })
}

fn build_with_debian(apt: &mut Apt) -> Result<()> {
    if !cfg!(target_os = "linux") || paths::which("apt-get").is_none() {
        bail!("rustup's server gave no answer, and this is no Debian");
    }
    if !Path::new(DISTRO_SOURCE).is_dir() || !Path::new(DISTRO_CARGO).is_file() {
        process::step("installing Debian's Rust compiler and the library's source", || {
            apt.install(&["rustc-web", "cargo-web", "rust-web-src"])
        })?;
    }
    let details = process::capture(Command::new(DISTRO_RUSTC).arg("-vV"))?;
    let detail = |key: &str| {
        let value = details.lines().find_map(|line| line.strip_prefix(key));
        value.with_context(|| format!("`rustc -vV` says nothing about `{key}`"))
    };
    let host = detail("host: ")?;
    let llvm = detail("LLVM version: ")?.split('.').next().unwrap_or_default();

    let lld = PathBuf::from(format!("/usr/lib/llvm-{llvm}/bin/lld"));
    if !lld.is_file() {
        process::step("installing the linker", || apt.install(&[&format!("lld-{llvm}")]))?;
    }
    let linker = PathBuf::from(format!("/usr/lib/rustlib/{host}/bin/rust-lld"));
    if !linker.exists() {
        fs::create_dir_all(linker.parent().unwrap_or(&linker))?;
        link(&lld, &linker).with_context(|| linker.display().to_string())?;
    }
    if !has_library(&mut Command::new(DISTRO_RUSTC)) {
        process::step("building the standard library for wasm (about a minute)", build_library)?;
    }
    if paths::which("rustup").is_some() {
        process::run(Command::new("rustup").args(["toolchain", "link", DISTRO, "/usr"]))?;
    }
    Ok(())
}

/// Builds an empty package with the distribution's compiler, and copies the library from its output.
fn build_library() -> Result<()> {
    let package = paths::tools().join("wasm-library");
    fs::create_dir_all(package.join("src"))?;
    // A workspace of its own, inside ours.
    fs::write(
        package.join("Cargo.toml"),
        "[package]\nname = \"nothing\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n",
    )?;
    fs::write(package.join("src/lib.rs"), "")?;
    let mut cargo = Command::new(DISTRO_CARGO);
    cargo
        .args(["build", "--release", "--target", TARGET, "-Zbuild-std=std,panic_abort,proc_macro,test"])
        .current_dir(&package)
        .env("RUSTC", DISTRO_RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        // Link-time optimisation of the release build needs it.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", package.join("target"));
    for variable in ["CARGO_ENCODED_RUSTFLAGS", "RUSTC_WRAPPER", "RUSTUP_TOOLCHAIN", "LD_LIBRARY_PATH"] {
        cargo.env_remove(variable);
    }
    process::run(&mut cargo)?;

    let library = library_dir(&mut Command::new(DISTRO_RUSTC)).context("rustc names no directory for the library")?;
    fs::create_dir_all(&library).with_context(|| library.display().to_string())?;
    for file in fs::read_dir(package.join("target").join(TARGET).join("release/deps"))? {
        let path = file?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libnothing-") {
            fs::copy(&path, library.join(&name))?;
        }
    }
    fs::remove_dir_all(&package).context("removing the build directory")
}

#[cfg(unix)]
fn link(to: &Path, from: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(to, from)
}

#[cfg(not(unix))]
fn link(to: &Path, from: &Path) -> std::io::Result<()> {
    fs::copy(to, from).map(|_| ())
}
