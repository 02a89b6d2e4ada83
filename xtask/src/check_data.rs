//! `cargo xtask check-data`: validates a Data Package by the rules of the build, and compiles it into one file for
//! `?data=`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use chuhai_core::dataset::encode_both;
use chuhai_core::dataset::package::{self, Compiled, Files, with_release};

use crate::paths;
use crate::site::package_zip;

/// Validates the package in the folder or zip `dir`: prints every problem, or what was checked, and compiles the package
/// into the file `out`.
///
/// # Errors
/// Returns an error if the package cannot be read, there is any problem, or the file cannot be written.
pub fn command(dir: &Path, out: Option<&Path>) -> Result<()> {
    let shown = dir.strip_prefix(paths::root()).unwrap_or(dir).display();
    let files = files(dir)?;
    match package::read(&files) {
        Ok(Compiled { dataset, details, checked, notices, .. }) => {
            println!("{shown}: no problem");
            for notice in &notices {
                println!("note: {shown}/{notice}");
            }
            for (count, what) in [
                (checked.tables, "tables"),
                (checked.rows, "rows"),
                (checked.cells, "cells against the type and constraints of their column"),
                (checked.dates, "dates"),
                (checked.references, "ids followed to the row they name"),
                (checked.text_pairs, "texts compared with their translation, figure by figure"),
                (checked.records, "records with evidence"),
            ] {
                println!("{count:>7} {what}");
            }
            println!("dataset {} {}", dataset.meta.version, dataset.meta.hash);
            if with_release(&files, &[], "") != Ok(None) {
                println!("not yet recorded as a release: `cargo xtask release` does that");
            }
            if let Some(out) = out {
                fs::write(out, encode_both(&dataset, &details)).with_context(|| out.display().to_string())?;
                println!("compiled into {}", out.display());
            }
            Ok(())
        }
        Err(problems) => {
            for problem in &problems {
                println!("{shown}/{problem}");
            }
            bail!("{} problem{} in {shown}", problems.len(), if problems.len() == 1 { "" } else { "s" })
        }
    }
}

/// Compiles the package in `dir`, which is expected to be valid.
///
/// # Errors
/// Returns an error if the folder cannot be read or there is any problem.
pub fn compile(dir: &Path) -> Result<Compiled> {
    package::read(&files(dir)?).map_err(|problems| anyhow!("{} problems in {}", problems.len(), dir.display()))
}

/// Returns the files of the package in the folder or zip `path`.
///
/// # Errors
/// Returns an error if it or a file in it cannot be read, or it is neither.
pub fn files(path: &Path) -> Result<Files> {
    let shown = path.display().to_string();
    if !path.exists() {
        bail!("{shown} is not there; name the folder or the zip that contains datapackage.json");
    }
    if path.is_file() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if package::is_part(&name) {
            bail!("{shown} is one file of a package; name the folder that it lies in");
        }
        let files = package_zip::unpack(&fs::read(path).with_context(|| shown.clone())?);
        let files = files.with_context(|| format!("{shown} is neither a folder nor a zip that can be read"))?;
        // The formats of spreadsheets are zips too.
        if files.contains_key("xl/workbook.xml") || files.contains_key("content.xml") {
            bail!("{shown} is a spreadsheet; save each of its sheets as CSV in UTF-8, beside datapackage.json");
        }
        return Ok(package_of(files));
    }
    let mut files = Files::new();
    for entry in fs::read_dir(path).with_context(|| shown.clone())? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if package::is_part(&name) && entry.path().is_file() {
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(files)
}

/// Returns the files of a package among those of a zip: the descriptor, in any folder, and its neighbours. The metadata that
/// macOS packs with each file is left out.
fn package_of(zip: Files) -> Files {
    const DESCRIPTOR: &str = "datapackage.json";
    let is_macos = |name: &str| name.starts_with("__MACOSX/");
    let descriptors = zip.keys().filter(|name| !is_macos(name)).filter_map(|name| name.strip_suffix(DESCRIPTOR));
    let folder =
        descriptors.filter(|folder| folder.is_empty() || folder.ends_with('/')).min_by_key(|folder| folder.len());
    let folder = folder.unwrap_or_default().to_owned();
    let part = |(name, bytes): (String, Vec<u8>)| Some((name.strip_prefix(&folder)?.to_owned(), bytes));
    zip.into_iter().filter_map(part).filter(|(name, _)| package::is_part(name) && !name.contains('/')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_found_in_any_folder_of_a_zip() {
        let dir = paths::target().join("check-data");
        fs::create_dir_all(&dir).unwrap();
        let package = files(&paths::root().join("data")).unwrap();
        for folder in ["", "chuhai/", "a/b/"] {
            let mut packed: Files =
                package.iter().map(|(name, bytes)| (format!("{folder}{name}"), bytes.clone())).collect();
            packed.insert("__MACOSX/._events.csv".into(), b"\0".to_vec());
            packed.insert("__MACOSX/datapackage.json".into(), b"\0".to_vec());
            packed.insert(format!("{folder}README.md"), b"words".to_vec());
            let zip = dir.join("packed.zip");
            fs::write(&zip, package_zip::pack(&packed).unwrap()).unwrap();
            assert!(files(&zip).unwrap() == package, "{folder}");
            command(&zip, None).unwrap();
        }
    }

    /// The project's data, saved by a German spreadsheet.
    #[test]
    fn the_data_may_be_kept_in_a_spreadsheets_form() {
        let original = files(&paths::root().join("data")).unwrap();
        let mut saved = original.clone();
        for (name, bytes) in saved.iter_mut().filter(|(name, _)| name.ends_with(".csv")) {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
            let mut writer = csv::WriterBuilder::new()
                .delimiter(b';')
                .terminator(csv::Terminator::CRLF)
                .from_writer("\u{feff}".as_bytes().to_vec());
            for record in reader.records() {
                let record = record.unwrap();
                writer
                    .write_record(record.iter().map(|cell| match cell {
                        "true" => "WAHR",
                        "false" => "FALSCH",
                        other => other,
                    }))
                    .unwrap();
            }
            let width = original[name].split(|byte| *byte == b'\n').next().unwrap().split(|byte| *byte == b',').count();
            writer.write_record(vec![""; width]).unwrap();
            *bytes = writer.into_inner().unwrap();
        }
        assert_ne!(original, saved);
        let (before, after) = (package::read(&original).unwrap(), package::read(&saved).unwrap());
        assert!(before.dataset == after.dataset && before.details == after.details);
        assert_eq!(package::standard(&original), package::standard(&saved));
    }

    #[test]
    fn anything_but_a_package_is_refused_in_a_line() {
        let dir = paths::target().join("check-data");
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("no.zip"), b"PK no").unwrap();
        for (path, message) in [
            (dir.join("no.zip"), "neither a folder nor a zip"),
            (dir.join("missing"), "is not there"),
            (paths::root().join("data/events.csv"), "is one file of a package"),
        ] {
            let error = files(&path).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
        }
        let book = Files::from([("xl/workbook.xml".to_owned(), Vec::new())]);
        fs::write(dir.join("book.xlsx"), package_zip::pack(&book).unwrap()).unwrap();
        assert!(files(&dir.join("book.xlsx")).unwrap_err().to_string().contains("is a spreadsheet"));
        fs::write(dir.join("empty.zip"), package_zip::pack(&Files::new()).unwrap()).unwrap();
        assert!(files(&dir.join("empty.zip")).unwrap().is_empty());
    }
}
