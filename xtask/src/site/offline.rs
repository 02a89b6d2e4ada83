//! What makes the page open without a network: `sw.js` with the list of the release's files put in. How it works, and
//! why it never serves a mix, stands in `sw.js` itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::{files, hash};
use crate::{paths, setup, steps};

/// The worker's file. Its name is no hash of its contents: a browser asks for it by this name to find a new release.
pub const WORKER: &str = "sw.js";

/// The worker as written, without a release.
const SOURCE: &str = "shell/service-worker.js";

/// Writes the worker of the finished site in `dir`.
///
/// # Errors
/// Where a file of the page is missing or the script cannot be made.
pub fn write(dir: &Path) -> Result<()> {
    let source = fs::read_to_string(paths::root().join(SOURCE)).context(SOURCE)?;
    let file = dir.join(WORKER);
    fs::write(&file, with_release(&source, &release(dir)?)?).context(WORKER)?;
    let mut node = Command::new("node");
    node.arg(setup::for_npm()?.join("terser/bin/terser"));
    node.args(["--toplevel", "--compress", "passes=2", "--mangle", "--output"]).arg(&file).arg(&file);
    steps::run(&mut node)
}

/// The files of the release in `dir`, by the address a browser asks for, with the integrity of each. Documents are
/// asked for by their folder, since some hosts lead `index.html` there, and a browser refuses to show what a worker
/// got by such a detour.
fn release(dir: &Path) -> Result<BTreeMap<String, String>> {
    let mut release = BTreeMap::new();
    let documents = files::DOCUMENTS.map(str::to_owned);
    for path in files::of_release(dir).into_iter().chain(documents).filter(|path| path != WORKER) {
        let contents = fs::read(dir.join(&path)).with_context(|| path.clone())?;
        let address = path.strip_suffix("index.html").unwrap_or(&path);
        release.insert(format!("./{address}"), hash::integrity(&contents));
    }
    Ok(release)
}

/// The worker's text with its two values.
fn with_release(source: &str, release: &BTreeMap<String, String>) -> Result<String> {
    ensure!(release.len() > files::DOCUMENTS.len(), "the page has no files to keep");
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
    fn the_list_holds_the_page_and_what_it_loads_and_fetches() {
        let dir = std::env::temp_dir().join(format!("chuhai-offline-{}", std::process::id()));
        fs::create_dir_all(dir.join("en")).unwrap();
        let tags = "<meta name=chuhai:service-worker content=./sw.js><meta name=chuhai:details content=./d-000000000000000a.bin><script src=./b-000000000000000b.js></script>";
        fs::write(dir.join("index.html"), format!("{tags}<a href=./data/>")).unwrap();
        fs::write(dir.join("en/index.html"), tags.replace("./", "../")).unwrap();
        for file in ["d-000000000000000a.bin", "b-000000000000000b.js", "c-000000000000000c.js", "sw.js"] {
            fs::write(dir.join(file), file).unwrap();
        }
        let first = release(&dir).unwrap();
        let names: Vec<&String> = first.keys().collect();
        assert_eq!(names, ["./", "./b-000000000000000b.js", "./d-000000000000000a.bin", "./en/"]);
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
    fn a_page_without_files_has_no_worker() {
        let nothing = BTreeMap::from([("./".to_owned(), String::new()), ("./en/".to_owned(), String::new())]);
        assert!(with_release("", &nothing).is_err());
    }
}
