//! `cargo xtask check-data`: a Data Package against its schema and against itself, by the rules the build uses, and
//! compiled into one file for `?data=`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use chuhai_core::dataset::encode_both;
use chuhai_core::dataset::package::{self, Compiled, Files, with_release};

use crate::paths;
use crate::site::package_zip;

/// Checks the package in the folder or zip `dir`: prints every problem, or what was looked at, and compiles it into the file `out`.
///
/// # Errors
/// Where the folder cannot be read, there is any problem, or the file cannot be written.
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

/// Compiles the package in `dir` for the site, whose build has found no problem in it.
///
/// # Errors
/// Where the folder cannot be read or there is any problem.
pub fn compile(dir: &Path) -> Result<Compiled> {
    package::read(&files(dir)?).map_err(|problems| anyhow!("{} problems in {}", problems.len(), dir.display()))
}

/// The files of the package in the folder, or packed in the zip, `place`.
///
/// # Errors
/// Where it or a file in it cannot be read, or it is neither.
pub fn files(place: &Path) -> Result<Files> {
    let shown = place.display().to_string();
    if !place.exists() {
        bail!("{shown} is not there; name the folder or the zip that holds datapackage.json");
    }
    if place.is_file() {
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        if package::is_part(&name) {
            bail!("{shown} is one file of a package; name the folder that it lies in");
        }
        let files = package_zip::unpack(&fs::read(place).with_context(|| shown.clone())?);
        let files = files.with_context(|| format!("{shown} is neither a folder nor a zip that can be read"))?;
        // What spreadsheets save by themselves is a zip too.
        if files.contains_key("xl/workbook.xml") || files.contains_key("content.xml") {
            bail!("{shown} is a spreadsheet; save each of its sheets as CSV in UTF-8, beside datapackage.json");
        }
        return Ok(package_of(files));
    }
    let mut files = Files::new();
    for entry in fs::read_dir(place).with_context(|| shown.clone())? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if package::is_part(&name) && entry.path().is_file() {
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(files)
}

/// The files of a package among those of a zip: beside its descriptor, in whatever folder that lies. What a Mac packs
/// beside each file is none of them.
fn package_of(zip: Files) -> Files {
    const DESCRIPTOR: &str = "datapackage.json";
    let of_mac = |name: &str| name.starts_with("__MACOSX/");
    let descriptors = zip.keys().filter(|name| !of_mac(name)).filter_map(|name| name.strip_suffix(DESCRIPTOR));
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
    fn a_zip_is_read_wherever_in_it_the_package_lies() {
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

    /// Our own data by way of a German spreadsheet.
    #[test]
    fn the_data_may_be_kept_in_a_spreadsheets_form() {
        let was = files(&paths::root().join("data")).unwrap();
        let mut now = was.clone();
        for (name, bytes) in now.iter_mut().filter(|(name, _)| name.ends_with(".csv")) {
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
            let width = was[name].split(|byte| *byte == b'\n').next().unwrap().split(|byte| *byte == b',').count();
            writer.write_record(vec![""; width]).unwrap();
            *bytes = writer.into_inner().unwrap();
        }
        assert_ne!(was, now);
        let (before, after) = (package::read(&was).unwrap(), package::read(&now).unwrap());
        assert!(before.dataset == after.dataset && before.details == after.details);
        assert_eq!(package::standard(&was), package::standard(&now));
    }

    #[test]
    fn what_is_no_package_is_said_in_a_line() {
        let dir = paths::target().join("check-data");
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("no.zip"), b"PK no").unwrap();
        for (place, says) in [
            (dir.join("no.zip"), "neither a folder nor a zip"),
            (dir.join("missing"), "is not there"),
            (paths::root().join("data/events.csv"), "is one file of a package"),
        ] {
            let error = files(&place).unwrap_err().to_string();
            assert!(error.contains(says), "{error}");
        }
        let book = Files::from([("xl/workbook.xml".to_owned(), Vec::new())]);
        fs::write(dir.join("book.xlsx"), package_zip::pack(&book).unwrap()).unwrap();
        assert!(files(&dir.join("book.xlsx")).unwrap_err().to_string().contains("is a spreadsheet"));
        fs::write(dir.join("empty.zip"), package_zip::pack(&Files::new()).unwrap()).unwrap();
        assert!(files(&dir.join("empty.zip")).unwrap().is_empty());
    }
}
