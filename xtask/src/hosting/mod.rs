//! Folders for hosts that need more than the site itself: a Hugging Face static Space, GitHub Pages. The files that such a
//! host needs are added here; those of the site stay as the build made them.

mod pages;
mod space;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::site::{files, headers};
use crate::{paths, process};

/// A host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// A static Space of Hugging Face.
    Space,
    /// GitHub Pages.
    Pages,
}

impl Host {
    /// Returns the name of its command, and of its folder below the target directory.
    const fn name(self) -> &'static str {
        match self {
            Self::Space => "space",
            Self::Pages => "pages",
        }
    }
}

/// The file that marks a folder as written by us, and for which host.
const MARK: &str = ".chuhai";

/// The new folder inside the old one, so that a failure leaves the old one as it was.
const STAGING: &str = ".chuhai.new";

/// Builds the site and writes the folder, `dir` or the default one.
///
/// # Errors
/// Returns an error if the build fails, or the folder was not written by us.
pub fn command(host: Host, dir: Option<&Path>, build: impl FnOnce() -> Result<()>) -> Result<()> {
    let dir = dir.map_or_else(|| paths::target().join(host.name()), Path::to_path_buf);
    // Before the minutes that a build takes.
    refuse_foreign(host, &dir)?;
    build()?;
    let kept = process::step(format!("writing {}", dir.display()), || write(host, &paths::dist(), &dir))?;
    if kept > 0 {
        println!("{kept} files of the release before are kept for readers who still have it");
    }
    println!("ready: {}   (docs/hosting.md says how to push it)", dir.display());
    Ok(())
}

/// Writes the folder for `host` from the finished site `dist`; returns the number of files kept of the release before.
///
/// # Errors
/// Returns an error if `dir` has other contents, or cannot be written.
pub fn write(host: Host, dist: &Path, dir: &Path) -> Result<usize> {
    refuse_foreign(host, dir)?;
    let staging = dir.join(STAGING);
    remove(&staging)?;
    fs::create_dir_all(&staging).with_context(|| staging.display().to_string())?;
    // Both hosts compress by themselves, and read no `_headers`.
    files::copy(dist, &staging, |path| path != headers::FILE && !is_compressed_edition(dist, path))?;
    let kept = files::carry_over(dir, &staging)?;
    fs::write(staging.join(MARK), format!("{}\n", mark(host)))?;
    match host {
        Host::Space => space::add(&staging)?,
        Host::Pages => pages::add(&staging)?,
    }
    for entry in entries(dir)?.into_iter().filter(|path| !path.ends_with(".git") && *path != staging) {
        remove(&entry)?;
    }
    for entry in entries(&staging)? {
        let to = dir.join(entry.file_name().unwrap_or_default());
        fs::rename(&entry, &to).with_context(|| to.display().to_string())?;
    }
    remove(&staging)?;
    Ok(kept)
}

fn mark(host: Host) -> String {
    format!("Written by `cargo xtask {}`, which writes it again: change nothing here by hand.", host.name())
}

/// Returns an error unless the folder is missing, empty, a new repository, or written by us for the same host.
fn refuse_foreign(host: Host, dir: &Path) -> Result<()> {
    if !dir.exists() || entries(dir)?.iter().all(|path| path.ends_with(".git") || path.ends_with(STAGING)) {
        return Ok(());
    }
    let shown = dir.display();
    match fs::read_to_string(dir.join(MARK)) {
        Ok(text) if text.trim_end() == mark(host) => Ok(()),
        Ok(_) => bail!("{shown} was written for another host; name another folder"),
        Err(_) => bail!(
            "{shown} is not empty and was not written by `cargo xtask {}`: its files would be lost. Name a folder that \
             is empty or does not exist",
            host.name()
        ),
    }
}

/// Returns true for a compressed edition of another file, but not for an archive.
fn is_compressed_edition(dist: &Path, path: &str) -> bool {
    files::is_compression(path) && path.rsplit_once('.').is_some_and(|(plain, _)| dist.join(plain).is_file())
}

fn entries(dir: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(dir).with_context(|| dir.display().to_string())?;
    entries.map(|entry| Ok(entry?.path())).collect()
}

/// Removes a file or a folder, but not the target of a link.
fn remove(path: &Path) -> Result<()> {
    let Ok(found) = fs::symlink_metadata(path) else { return Ok(()) };
    let removed = if found.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    removed.with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests;
