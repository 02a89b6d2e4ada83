//! The additions for a Hugging Face static Space: a README with the Space's settings at its head, and the list of binary
//! files, which its repositories accept only through large-file storage.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use chuhai_core::text::{Lang, phrases};
use serde_json::json;

use crate::paths;
use crate::site::files;

/// Size above which any file has to be in large-file storage.
const LARGE_BYTES: usize = 10_000_000;

/// Length of the beginning of a file that is searched for a zero byte, as git does to recognize a binary file.
const SNIFFED_BYTES: usize = 8000;

/// Limit of the short description, in characters.
const MAX_SHORT_DESCRIPTION: usize = 60;

/// The licences that the README names.
const LICENCES: [&str; 3] = ["NOTICE", "LICENSE-APACHE", "LICENSE-MIT"];

/// Adds the files to the folder `dir`.
///
/// # Errors
/// Returns an error if a file cannot be read or written.
pub fn add(dir: &Path) -> Result<()> {
    for licence in LICENCES {
        fs::copy(paths::root().join(licence), dir.join(licence)).context(licence)?;
    }
    fs::write(dir.join("README.md"), readme()?).context("README.md")?;
    fs::write(dir.join(".gitattributes"), attributes(dir)?).context(".gitattributes")
}

/// Returns the README: settings between two lines of dashes, then the text for visitors of the repository.
fn readme() -> Result<String> {
    let short = phrases::SPACE_SHORT.get(Lang::En);
    ensure!(
        short.chars().count() <= MAX_SHORT_DESCRIPTION,
        "a Space is described in {MAX_SHORT_DESCRIPTION} characters"
    );
    let settings = [
        ("title", json!(phrases::SPACE_TITLE.get(Lang::En))),
        ("emoji", json!("⛵")),
        ("colorFrom", json!("blue")),
        ("colorTo", json!("red")),
        ("sdk", json!("static")),
        ("app_file", json!("index.html")),
        ("pinned", json!(false)),
        ("license", json!("mit")),
        ("short_description", json!(short)),
        ("tags", json!(["data-visualization", "data-story", "china", "rust", "webassembly"])),
    ];
    let mut text = String::from("---\n");
    for (name, value) in settings {
        // Values of JSON are valid YAML.
        let _ = writeln!(text, "{name}: {value}");
    }
    text.push_str("---\n");
    for lang in Lang::ALL {
        let _ = write!(
            text,
            "\n# {}\n\n{}\n\n{}\n",
            phrases::PAGE_TITLE.get(lang),
            phrases::PAGE_DESCRIPTION.get(lang),
            phrases::SPACE_ABOUT.get(lang)
        );
    }
    Ok(text)
}

/// Returns `.gitattributes`: one rule for each ending of files that are binary or large, which a push would refuse.
fn attributes(dir: &Path) -> Result<String> {
    let mut patterns = BTreeSet::new();
    for path in files::below(dir)? {
        let contents = fs::read(dir.join(&path)).with_context(|| path.clone())?;
        if contents.len() > LARGE_BYTES || contents.iter().take(SNIFFED_BYTES).any(|byte| *byte == 0) {
            let ending = Path::new(&path).extension().map(|ending| format!("*.{}", ending.to_string_lossy()));
            patterns.insert(ending.unwrap_or(path));
        }
    }
    Ok(patterns.into_iter().map(|pattern| format!("{pattern} filter=lfs diff=lfs merge=lfs -text\n")).collect())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{LARGE_BYTES, add, readme};

    #[test]
    fn the_settings_are_what_a_space_takes() {
        let text = readme().unwrap();
        let (_, rest) = text.split_once("---\n").unwrap();
        let (head, body) = rest.split_once("---\n").unwrap();
        let value = |name: &str| {
            let line = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
            serde_json::from_str::<serde_json::Value>(line.unwrap_or_else(|| panic!("{name}: {head}")))
                .unwrap_or_else(|_| panic!("{name}: {head}"))
        };
        let colours = ["red", "yellow", "green", "blue", "indigo", "purple", "pink", "gray"];
        for name in ["colorFrom", "colorTo"] {
            assert!(colours.contains(&value(name).as_str().unwrap()), "{name}");
        }
        assert_eq!(value("sdk"), "static");
        assert_eq!(value("app_file"), "index.html");
        assert_eq!(value("pinned"), false);
        assert_eq!(value("license"), "mit");
        assert!(value("short_description").as_str().unwrap().chars().count() <= 60);
        assert!(value("tags").as_array().unwrap().len() > 2);
        assert!(!value("title").as_str().unwrap().is_empty());
        assert!(text.starts_with("---\n"), "settings stand at the very beginning");
        assert!(body.contains("出海：中国 AI 为何走出去") && body.contains("Why Chinese AI is setting sail"), "{body}");
    }

    #[test]
    fn what_is_binary_or_large_is_listed() {
        let dir = std::env::temp_dir().join(format!("chuhai-space-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("cards")).unwrap();
        for (file, contents) in [
            ("a.wasm", b"\0asm".to_vec()),
            ("cards/b.png", b"\x89PNG\r\n\x1a\n\0".to_vec()),
            ("odd", vec![0]),
            ("c.js", b"let a".to_vec()),
            ("large.csv", vec![b'a'; LARGE_BYTES + 1]),
            ("not-large.txt", vec![b'a'; LARGE_BYTES]),
        ] {
            fs::write(dir.join(file), contents).unwrap();
        }
        add(&dir).unwrap();
        let rules = fs::read_to_string(dir.join(".gitattributes")).unwrap();
        let patterns: Vec<&str> = rules.lines().map(|line| line.split(' ').next().unwrap()).collect();
        assert_eq!(patterns, ["*.csv", "*.png", "*.wasm", "odd"]);
        assert!(rules.lines().all(|line| line.ends_with(" filter=lfs diff=lfs merge=lfs -text")));
        assert!(dir.join("NOTICE").is_file() && dir.join("README.md").is_file());
        fs::remove_dir_all(&dir).unwrap();
    }
}
