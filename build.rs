//! Compiles `data/` into the dataset that the module includes and the details that the page loads later (included too in
//! debug builds), and fails the build if the data has any problem.

use std::path::{Path, PathBuf};
use std::{env, fs, io, process};

use chuhai_core::dataset::package::{self, Compiled, Files};
use chuhai_core::dataset::{encode, encode_details};

fn main() {
    // What cuts the module into parts follows its relocations.
    if env::var_os("CARGO_FEATURE_SPLIT").is_some()
        && env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32")
    {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    if env::var_os("CARGO_FEATURE_BUNDLE").is_none() {
        return;
    }
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default());
    let data = root.join("data");
    println!("cargo::rerun-if-changed={}", data.display());
    let files = match read_folder(&data) {
        Ok(files) => files,
        Err(error) => fail(&[format!("{}: {error}", data.display())]),
    };
    for name in files.keys() {
        println!("cargo::rerun-if-changed={}", data.join(name).display());
    }
    match package::read(&files) {
        Ok(Compiled { dataset, details, .. }) => {
            let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default());
            for (name, bundle) in [("dataset.bin", encode(&dataset)), ("details.bin", encode_details(&details))] {
                let file = out.join(name);
                if let Err(error) = fs::write(&file, bundle) {
                    fail(&[format!("{}: {error}", file.display())]);
                }
            }
        }
        Err(problems) => fail(&problems.iter().map(|problem| format!("data/{problem}")).collect::<Vec<_>>()),
    }
}

/// Reads the files of the package in `folder`.
fn read_folder(folder: &Path) -> io::Result<Files> {
    let mut files = Files::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if package::is_part(&name) {
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(files)
}

fn fail(problems: &[String]) -> ! {
    for problem in problems {
        println!("cargo::error={problem}");
    }
    process::exit(1);
}
