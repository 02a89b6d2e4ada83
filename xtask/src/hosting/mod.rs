//! Ready folders for hosts that want more than the site itself: a Hugging Face static Space, GitHub Pages. What such a
//! host needs is made here; the site is what the build has made, and nothing of it is changed.

mod pages;
mod space;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::site::{files, headers};
use crate::{paths, steps};

/// Where the folder goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// A static Space of Hugging Face.
    Space,
    /// GitHub Pages.
    Pages,
}

impl Host {
    /// Its command, and its folder below the target directory.
    const fn name(self) -> &'static str {
        match self {
            Self::Space => "space",
            Self::Pages => "pages",
        }
    }
}

/// Says that a folder is ours to write again, and for whom.
const MARK: &str = ".chuhai";

/// Where the new folder grows inside the old one, so that a failure leaves the old one as it was.
const FRESH: &str = ".chuhai.new";

/// Builds the site and writes the folder, `dir` or the usual one.
///
/// # Errors
/// Where the build fails, or the folder is not ours.
pub fn command(host: Host, dir: Option<&Path>, build: impl FnOnce() -> Result<()>) -> Result<()> {
    let dir = dir.map_or_else(|| paths::target().join(host.name()), Path::to_path_buf);
    // Before the minutes that a build takes.
    refuse_a_strangers(host, &dir)?;
    build()?;
    let kept = steps::step(format!("writing {}", dir.display()), || write(host, &paths::dist(), &dir))?;
    if kept > 0 {
        println!("{kept} files of the release before are kept for readers who still have it");
    }
    println!("ready: {}   (docs/hosting.md tells how to push it)", dir.display());
    Ok(())
}

/// Writes the folder for `host` from the finished site `dist`; returns how many files of the release before stay.
///
/// # Errors
/// Where `dir` holds something else, or cannot be written.
pub fn write(host: Host, dist: &Path, dir: &Path) -> Result<usize> {
    refuse_a_strangers(host, dir)?;
    let fresh = dir.join(FRESH);
    remove(&fresh)?;
    fs::create_dir_all(&fresh).with_context(|| fresh.display().to_string())?;
    // Both hosts compress by themselves, and read no `_headers`.
    files::copy(dist, &fresh, |path| path != headers::FILE && !is_compressed_edition(dist, path))?;
    let kept = files::carry_over(dir, &fresh)?;
    fs::write(fresh.join(MARK), format!("{}\n", mark(host)))?;
    match host {
        Host::Space => space::add(&fresh)?,
        Host::Pages => pages::add(&fresh)?,
    }
    for entry in entries(dir)?.into_iter().filter(|path| !path.ends_with(".git") && *path != fresh) {
        remove(&entry)?;
    }
    for entry in entries(&fresh)? {
        let to = dir.join(entry.file_name().unwrap_or_default());
        fs::rename(&entry, &to).with_context(|| to.display().to_string())?;
    }
    remove(&fresh)?;
    Ok(kept)
}

fn mark(host: Host) -> String {
    format!("Written by `cargo xtask {}`, which writes it again: change nothing here by hand.", host.name())
}

/// A folder may be missing, empty, a fresh repository, or one that we have written for the same host.
fn refuse_a_strangers(host: Host, dir: &Path) -> Result<()> {
    if !dir.exists() || entries(dir)?.iter().all(|path| path.ends_with(".git") || path.ends_with(FRESH)) {
        return Ok(());
    }
    let shown = dir.display();
    match fs::read_to_string(dir.join(MARK)) {
        Ok(said) if said.trim_end() == mark(host) => Ok(()),
        Ok(_) => bail!("{shown} was written for another host; name another folder"),
        Err(_) => bail!(
            "{shown} is not empty and was not written by `cargo xtask {}`: its files would be lost. Name a folder that \
             is empty or does not exist",
            host.name()
        ),
    }
}

/// Whether the file is a compression of another that stands there too, and not an archive of its own.
fn is_compressed_edition(dist: &Path, path: &str) -> bool {
    files::is_compression(path) && path.rsplit_once('.').is_some_and(|(plain, _)| dist.join(plain).is_file())
}

fn entries(dir: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(dir).with_context(|| dir.display().to_string())?;
    entries.map(|entry| Ok(entry?.path())).collect()
}

/// Removes a file or a folder, and never what a link leads to.
fn remove(path: &Path) -> Result<()> {
    let Ok(found) = fs::symlink_metadata(path) else { return Ok(()) };
    let removed = if found.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    removed.with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests;
