//! The Data Package as a zip: descriptor, tables, README, licence and citations. Packing is reproducible.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use chuhai_core::dataset::package::{self, Files};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Name of the zip, in the folder of the package.
pub const NAME: &str = "chuhai-data.zip";

/// Names of the citation files: for BibTeX, for programs that read CFF, and for people.
pub const CITATIONS: [&str; 3] = ["CITATION.bib", "CITATION.cff", "CITATION.txt"];

/// Other files of the package beside its descriptor and tables.
const DOCUMENTS: [&str; 2] = ["LICENSE.txt", "README.md"];

/// Returns the files of the package in the folder `data`, by name.
///
/// # Errors
/// Returns an error if one of them is missing or cannot be read.
pub fn files(data: &Path) -> Result<Files> {
    let required = DOCUMENTS.iter().chain(&CITATIONS);
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(data).with_context(|| data.display().to_string())? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if package::is_part(&name) || required.clone().any(|other| *other == name) {
            files.insert(name, fs::read(entry.path())?);
        }
    }
    for name in required {
        ensure!(files.contains_key(*name), "{NAME} needs {name}, which is not in {}", data.display());
    }
    Ok(files)
}

/// Packs files in the order of their names, dated with the first day of the format.
///
/// # Errors
/// Returns an error if a file cannot be packed.
pub fn pack(files: &Files) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options).with_context(|| name.clone())?;
        zip.write_all(bytes).with_context(|| name.clone())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Returns the files of a zip, by their paths in it.
///
/// # Errors
/// Returns an error if it is no zip.
pub fn unpack(bytes: &[u8]) -> Result<Files> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut files = Files::new();
    for ix in 0..zip.len() {
        let mut file = zip.by_index(ix)?;
        let mut bytes = Vec::new();
        std::io::copy(&mut file, &mut bytes)?;
        files.insert(file.name()?.into_owned(), bytes);
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::{Files, pack, unpack};

    #[test]
    fn packing_is_reproducible_and_unpacking_is_its_inverse() {
        let files = Files::from([
            ("b.csv".to_owned(), "中文,1\n".repeat(500).into_bytes()),
            ("a.json".to_owned(), b"{}".to_vec()),
        ]);
        let packed = pack(&files).unwrap();
        assert_eq!(unpack(&packed).unwrap(), files);
        assert_eq!(pack(&files).unwrap(), packed);
        assert!(packed.len() < 500, "compressed");
    }

    #[test]
    fn a_folder_without_a_licence_is_not_packed() {
        let error = super::files(&crate::paths::root().join("tests/fixtures/tiny")).unwrap_err().to_string();
        assert!(error.contains("LICENSE.txt"), "{error}");
    }
}
