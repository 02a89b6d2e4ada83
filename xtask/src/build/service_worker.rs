//! The service worker, which opens the page without a network: its script with the list of the release's files. The
//! script itself says how it works, and why it never serves a mix of two releases.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::terser::{self, Scope};
use crate::paths;
use crate::site::{files, hash, html};

/// The script without a release.
const SOURCE: &str = "shell/service-worker.js";

/// Writes the worker of the finished site in `dir`.
///
/// # Errors
/// Returns an error if a file of the page is missing or the script cannot be minified.
pub fn write(dir: &Path) -> Result<()> {
    let source = fs::read_to_string(paths::root().join(SOURCE)).context(SOURCE)?;
    let path = dir.join(files::SERVICE_WORKER);
    fs::write(&path, with_release(&source, &release(dir)?)?)?;
    Ok(fs::write(&path, terser::minify(&path, Scope::Own)?)?)
}

/// Returns the files of the release in `dir`: by the address that a browser asks for, the integrity of each. A document's
/// address is its folder, since some hosts redirect `index.html` there, and a browser refuses a redirected answer from a
/// worker. The style sheet is left out: it is in the documents, and as a file for hosts that change those, whose documents
/// are not cached.
fn release(dir: &Path) -> Result<BTreeMap<String, String>> {
    let documents = files::DOCUMENTS.map(str::to_owned);
    let index = fs::read_to_string(dir.join("index.html")).context("index.html")?;
    let tags = html::tags(&index);
    let is_fallback = |path: &str| {
        let mut sheets = tags.iter().filter_map(|tag| tag.meta(html::STYLE));
        sheets.any(|sheet| sheet.trim_start_matches("./") == path)
    };
    let is_cached = |path: &String| path != files::SERVICE_WORKER && !is_fallback(path);
    let paths = files::of_release(dir).into_iter().chain(documents).filter(is_cached);
    let file = |path: String| {
        let contents = fs::read(dir.join(&path)).with_context(|| path.clone())?;
        let address = path.strip_suffix("index.html").unwrap_or(&path);
        Ok((format!("./{address}"), hash::integrity(&contents)))
    };
    paths.map(file).collect()
}

/// Returns the script with the two constants that it expects.
fn with_release(source: &str, release: &BTreeMap<String, String>) -> Result<String> {
    ensure!(release.len() > files::DOCUMENTS.len(), "the documents name no files");
    let list = serde_json::to_string(release)?;
    Ok(format!("const RELEASE = \"{}\", FILES = {list};\n{source}", hash::short(list.as_bytes())))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;

    use super::{release, with_release};
    use crate::site::hash;

    #[test]
    fn the_list_has_the_documents_and_all_that_they_name() {
        let dir = std::env::temp_dir().join(format!("chuhai-worker-{}", std::process::id()));
        fs::create_dir_all(dir.join("en")).unwrap();
        let tags = "<meta name=chuhai:service-worker content=./sw.js><meta name=chuhai:details content=./d-000000000000000a.bin><meta name=chuhai:style content=./p-000000000000000a.css><link rel=stylesheet media=print href=./q-000000000000000a.css><script src=./b-000000000000000b.js></script>";
        fs::write(dir.join("index.html"), format!("{tags}<a href=./data/>")).unwrap();
        fs::write(dir.join("en/index.html"), tags.replace("./", "../")).unwrap();
        for file in [
            "d-000000000000000a.bin",
            "b-000000000000000b.js",
            "c-000000000000000c.js",
            "p-000000000000000a.css",
            "q-000000000000000a.css",
            "sw.js",
        ] {
            fs::write(dir.join(file), file).unwrap();
        }
        let first = release(&dir).unwrap();
        let names: Vec<&String> = first.keys().collect();
        assert_eq!(
            names,
            ["./", "./b-000000000000000b.js", "./d-000000000000000a.bin", "./en/", "./q-000000000000000a.css"]
        );
        assert_eq!(first["./b-000000000000000b.js"], hash::integrity(b"b-000000000000000b.js"));
        let named =
            |list: &BTreeMap<String, String>| with_release("rest", list).unwrap().lines().next().unwrap().to_owned();
        assert_eq!(named(&first), named(&release(&dir).unwrap()), "the same files are the same release");
        fs::write(dir.join("en/index.html"), "other words").unwrap();
        assert_ne!(named(&first)[..40], named(&release(&dir).unwrap())[..40], "a word makes another release");
        fs::remove_file(dir.join("en/index.html")).unwrap();
        assert!(release(&dir).is_err());
    }

    #[test]
    fn a_release_without_files_is_an_error() {
        let nothing = BTreeMap::from([("./".to_owned(), String::new()), ("./en/".to_owned(), String::new())]);
        assert!(with_release("", &nothing).is_err());
    }
}
