//! Tests of the written folders: their files, and the files that stay.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Host, write};

const SHEET: &str = "page-000000000000000a.css";
const OLD_SHEET: &str = "page-000000000000000b.css";

fn place(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("chuhai-hosting-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

fn put(dir: &Path, file: &str, text: &str) {
    let file = dir.join(file);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// Writes a finished site with this style sheet.
fn site(dir: &Path, sheet: &str) -> PathBuf {
    let dist = dir.join(format!("dist-{sheet}"));
    put(&dist, "index.html", &format!("<link rel=stylesheet href=./{sheet}>"));
    put(&dist, "en/index.html", &format!("<link rel=stylesheet href=../{sheet}>"));
    put(&dist, sheet, "a{}");
    put(&dist, "a.wasm", "\0asm");
    put(&dist, "data/all.tar.gz", "an archive");
    put(&dist, "_headers", "/*");
    for file in ["index.html", "en/index.html", sheet, "a.wasm"] {
        put(&dist, &format!("{file}.br"), "");
        put(&dist, &format!("{file}.gz"), "");
    }
    dist
}

fn names(dir: &Path) -> Vec<String> {
    let mut found: Vec<String> =
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    found.sort();
    found
}

#[test]
fn a_space_is_the_site_with_what_the_host_needs() {
    let dir = place("space");
    assert_eq!(write(Host::Space, &site(&dir, SHEET), &dir.join("out")).unwrap(), 0);
    let expected = [
        ".chuhai",
        ".gitattributes",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "NOTICE",
        "README.md",
        "a.wasm",
        "data",
        "en",
        "index.html",
        SHEET,
    ];
    assert_eq!(names(&dir.join("out")), expected);
    assert_eq!(names(&dir.join("out/data")), ["all.tar.gz"], "an archive is no compressed edition");
    assert_eq!(names(&dir.join("out/en")), ["index.html"]);
    let rules = fs::read_to_string(dir.join("out/.gitattributes")).unwrap();
    assert_eq!(rules, "*.wasm filter=lfs diff=lfs merge=lfs -text\n");
}

#[test]
fn pages_are_the_site_with_what_the_host_needs() {
    let dir = place("pages");
    write(Host::Pages, &site(&dir, SHEET), &dir.join("out")).unwrap();
    let expected = [".chuhai", ".nojekyll", "404.html", "a.wasm", "data", "en", "index.html", SHEET];
    assert_eq!(names(&dir.join("out")), expected);
}

#[test]
fn an_update_keeps_the_repository_and_the_release_before() {
    let dir = place("update");
    let out = dir.join("out");
    put(&out, ".git/config", "mine");
    write(Host::Pages, &site(&dir, OLD_SHEET), &out).unwrap();
    put(&out, "gone.txt", "of a release long ago");
    put(&out, ".chuhai.new/half.txt", "of a run that failed");
    assert_eq!(write(Host::Pages, &site(&dir, SHEET), &out).unwrap(), 1);
    assert_eq!(fs::read_to_string(out.join(".git/config")).unwrap(), "mine");
    assert!(out.join(SHEET).is_file() && out.join(OLD_SHEET).is_file() && !out.join("gone.txt").exists());
    assert!(fs::read_to_string(out.join("index.html")).unwrap().contains(SHEET));
    assert_eq!(write(Host::Pages, &site(&dir, SHEET), &out).unwrap(), 1, "written twice, it stays the same");
    assert!(out.join(OLD_SHEET).is_file());
}

#[test]
fn a_foreign_folder_is_left_alone() {
    let dir = place("stranger");
    let dist = site(&dir, SHEET);
    let theirs = dir.join("theirs");
    put(&theirs, "thesis.tex", "years of work");
    let error = write(Host::Space, &dist, &theirs).unwrap_err().to_string();
    assert!(error.contains("theirs is not empty") && error.contains("cargo xtask space"), "{error}");
    assert_eq!(names(&theirs), ["thesis.tex"]);

    let pages = dir.join("pages");
    write(Host::Pages, &dist, &pages).unwrap();
    let error = write(Host::Space, &dist, &pages).unwrap_err().to_string();
    assert!(error.contains("another host"), "{error}");
    assert!(pages.join(".nojekyll").is_file());
}

#[cfg(unix)]
#[test]
fn the_target_of_a_link_in_the_folder_stays() {
    let dir = place("link");
    let (dist, out) = (site(&dir, SHEET), dir.join("out"));
    put(&dir, "precious/file", "kept");
    write(Host::Pages, &dist, &out).unwrap();
    std::os::unix::fs::symlink(dir.join("precious"), out.join("shortcut")).unwrap();
    write(Host::Pages, &dist, &out).unwrap();
    assert!(!out.join("shortcut").exists());
    assert_eq!(fs::read_to_string(dir.join("precious/file")).unwrap(), "kept");
}
