//! The Data Package in one file: its description and tables, what they mean, their licence, how to cite them. The same
//! bytes whenever and wherever it is made.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use chuhai_core::dataset::package::{self, Files};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::citation;

/// Its name, in the folder of the package.
pub const NAME: &str = "chuhai-data.zip";

/// What belongs to the package beside its description and tables.
const BESIDE: [&str; 2] = ["LICENSE.txt", "README.md"];

/// The files of the package in the folder `data` that go into it, by name.
///
/// # Errors
/// Where one of them cannot be read or is missing.
pub fn files(data: &Path) -> Result<Files> {
    let is_beside = |name: &str| BESIDE.iter().chain(&citation::FILES).any(|other| *other == name);
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(data).with_context(|| data.display().to_string())? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if package::is_part(&name) || is_beside(&name) {
            files.insert(name, fs::read(entry.path())?);
        }
    }
    for name in BESIDE.iter().chain(&citation::FILES) {
        ensure!(files.contains_key(*name), "{NAME} is to hold {name}, which is not in {}", data.display());
    }
    Ok(files)
}

/// Packs files, in the order of their names, all of the first day that the format knows.
///
/// # Errors
/// Where a file cannot be packed.
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

/// The files of a package that is packed.
///
/// # Errors
/// Where it is no such file.
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
    fn what_is_packed_comes_out_again_and_the_same_each_time() {
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
