//! The files of a published folder: their list, compressed editions, and the files that a release consists of.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::{hash, html};

/// The documents of the page, one per language.
pub const DOCUMENTS: [&str; 2] = ["index.html", "en/index.html"];

/// The single-file edition.
pub const SINGLE_FILE: &str = "chuhai.html";

/// The service worker. Its name has no hash: a browser asks for it by this name to find a new release.
pub const SERVICE_WORKER: &str = "sw.js";

/// Returns the paths of all files below `dir`, relative to it and sorted. Names that begin with a dot are left out.
///
/// # Errors
/// Returns an error if a folder cannot be read.
pub fn below(dir: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut unread = vec![String::new()];
    while let Some(folder) = unread.pop() {
        let path = dir.join(&folder);
        for entry in fs::read_dir(&path).with_context(|| path.display().to_string())? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let path = format!("{folder}{name}");
            if entry.path().is_dir() {
                unread.push(format!("{path}/"));
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Returns true for a compressed edition of another file.
pub fn is_compression(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "br" || ending == "gz")
}

/// Returns the files that the documents of a published folder name; none if there are no documents.
pub fn of_release(dir: &Path) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for path in DOCUMENTS {
        let Ok(document) = fs::read_to_string(dir.join(path)) else { continue };
        for address in html::tags(&document).iter().filter_map(html::Tag::refers) {
            let address = address.trim_start_matches("./").trim_start_matches("../");
            if dir.join(address).is_file() {
                named.insert(address.to_owned());
            }
        }
    }
    named
}

/// Copies the files of the release in the published folder `old` into `new`, the folder that replaces it, and returns
/// their number: a document that a host or a browser caches for some minutes, or a page that is open, still finds its
/// files. Their names have hashes of their contents, so no file of the new release is overwritten. Files of older
/// releases are left out.
///
/// # Errors
/// Returns an error if a file cannot be copied.
pub fn carry_over(old: &Path, new: &Path) -> Result<usize> {
    let is_hashed = |path: &String| hash::is_hashed(path.rsplit('/').next().unwrap_or_default());
    let release = of_release(old);
    let is_same = release.iter().filter(|path| is_hashed(path)).all(|path| new.join(path).is_file());
    // For the same release once more, the release before it is still the one before it.
    let candidates = if is_same && !release.is_empty() { below(old)? } else { release.into_iter().collect() };
    let kept: Vec<&String> =
        candidates.iter().filter(|path| is_hashed(path) && !is_compression(path) && !new.join(path).exists()).collect();
    for path in &kept {
        for ending in ["", ".br", ".gz"] {
            let edition = format!("{path}{ending}");
            if old.join(&edition).is_file() {
                copy_file(old, new, &edition)?;
            }
        }
    }
    Ok(kept.len())
}

/// Copies the files of `from` for which `is_wanted` returns true into `to`, under the same paths.
///
/// # Errors
/// Returns an error if a file cannot be copied.
pub fn copy(from: &Path, to: &Path, is_wanted: impl Fn(&str) -> bool) -> Result<()> {
    for path in below(from)?.iter().filter(|path| is_wanted(path)) {
        copy_file(from, to, path)?;
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path, path: &str) -> Result<()> {
    let target = to.join(path);
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    fs::copy(from.join(path), &target).with_context(|| path.to_owned()).map(drop)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{below, carry_over, of_release};

    const A: &str = "page-000000000000000a.css";
    const B: &str = "page-000000000000000b.css";
    const C: &str = "page-000000000000000c.css";

    /// Writes a published page whose documents name this style sheet.
    fn release(name: &str, sheet: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("chuhai-files-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("en")).unwrap();
        fs::create_dir_all(dir.join(".git")).unwrap();
        fs::write(dir.join(".git/config"), "").unwrap();
        fs::write(dir.join(sheet), sheet).unwrap();
        fs::write(dir.join(format!("{sheet}.br")), "").unwrap();
        fs::write(dir.join("embed.js"), "").unwrap();
        fs::write(dir.join("index.html"), format!("<link rel=stylesheet href=./{sheet}><script src=./embed.js>"))
            .unwrap();
        fs::write(dir.join("en/index.html"), format!("<link rel=stylesheet href=../{sheet}>")).unwrap();
        dir
    }

    fn sheets(dir: &Path) -> Vec<String> {
        below(dir).unwrap().into_iter().filter(|path| path.ends_with(".css")).collect()
    }

    #[test]
    fn a_folder_is_read_without_what_is_hidden() {
        let dir = release("read", A);
        assert_eq!(below(&dir).unwrap(), ["embed.js", "en/index.html", "index.html", A, &format!("{A}.br")]);
        assert_eq!(of_release(&dir).into_iter().collect::<Vec<_>>(), ["embed.js", A]);
        assert!(of_release(&dir.join("en")).is_empty(), "what it names is not below it");
    }

    #[test]
    fn one_release_back_is_kept_and_no_more() {
        let (first, second, third) = (release("first", A), release("second", B), release("third", C));
        assert_eq!(carry_over(&first, &second).unwrap(), 1);
        assert_eq!(sheets(&second), [A, B]);
        assert!(second.join(format!("{A}.br")).exists(), "with its compressed edition");
        assert_eq!(carry_over(&second, &third).unwrap(), 1);
        assert_eq!(sheets(&third), [B, C]);
    }

    #[test]
    fn the_same_release_once_more_keeps_what_went_before() {
        let (first, second, again) = (release("one", A), release("two", B), release("again", B));
        carry_over(&first, &second).unwrap();
        assert_eq!(carry_over(&second, &again).unwrap(), 1);
        assert_eq!(sheets(&again), [A, B]);
    }

    #[test]
    fn nothing_comes_from_where_no_page_is() {
        let new = release("new", A);
        let empty = new.join("nothing");
        fs::create_dir_all(&empty).unwrap();
        fs::write(empty.join(B), "").unwrap();
        assert_eq!(carry_over(&empty, &new).unwrap(), 0);
    }
}
