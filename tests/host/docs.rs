//! Paths in the documents for developers: files that code spans name and links lead to exist.

use std::fs;
use std::path::{Path, PathBuf};

use crate::tree::{files, read, root};

/// Documents whose code spans name source files.
const GUIDES: [&str; 2] = ["ARCHITECTURE.md", "CONTRIBUTING.md"];
/// Documents whose links lead to files.
const DOCUMENTS: [&str; 6] =
    ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/embedding.md", "docs/hosting.md", "data/README.md"];

/// Endings of file names that are paths even without a folder.
const SOURCE_ENDINGS: [&str; 9] = [".rs", ".toml", ".csv", ".json", ".md", ".js", ".css", ".html", ".bin"];
/// Folders in which a file may be named without its path.
const SOURCES: [&str; 10] = ["crates", "data", "docs", "embed", "i18n", "shell", "src", "styles", "tests", "xtask"];
/// Folders of build output.
const GENERATED: [&str; 2] = ["dist/", "target/"];

/// The code spans of a document, by line number, without its code blocks.
fn code_spans(text: &str) -> Vec<(usize, &str)> {
    let mut spans = Vec::new();
    let mut is_block = false;
    for (ix, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            is_block = !is_block;
        } else if !is_block {
            spans.extend(line.split('`').skip(1).step_by(2).map(|span| (ix + 1, span)));
        }
    }
    spans
}

/// Returns true if a word of a code span is a path in the repository; intervals of dates have slashes too, but no letters.
fn is_path(word: &str) -> bool {
    let is_plain = word.chars().all(|c| c.is_ascii_alphanumeric() || "._-/*<>".contains(c));
    let has_letters = word.contains(|c: char| c.is_ascii_alphabetic());
    let is_named = has_letters && word.contains('/') || SOURCE_ENDINGS.iter().any(|ending| word.ends_with(ending));
    let is_source = !word.starts_with('/') && !GENERATED.iter().any(|folder| word.starts_with(folder));
    is_plain && is_named && is_source
}

/// Returns true if a file or folder fits a path. `*` and placeholders such as `<view>` fit any name, and a slash at the
/// end means a folder. A name without a folder may be that of any source file.
fn exists(pattern: &str) -> bool {
    if let (false, Some((_, extension))) = (pattern.contains('/'), pattern.rsplit_once('.')) {
        let named = format!("/{pattern}");
        return root().join(pattern).exists() || files(&SOURCES, extension).iter().any(|path| path.ends_with(&named));
    }
    let mut found = vec![root().to_path_buf()];
    for part in pattern.split('/').filter(|part| !part.is_empty()) {
        let fixed = fixed_parts(part);
        found = match fixed.as_slice() {
            [name] => found.into_iter().map(|folder| folder.join(name)).filter(|path| path.exists()).collect(),
            _ => found.iter().flat_map(|folder| entries(folder)).filter(|path| fits(path, &fixed)).collect(),
        };
    }
    found.iter().any(|path| path.is_dir() || !pattern.ends_with('/'))
}

/// The text around the wildcards of a part of a path.
fn fixed_parts(part: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut is_placeholder = false;
    for c in part.chars() {
        match c {
            '*' | '<' => {
                is_placeholder = c == '<';
                parts.push(String::new());
            }
            '>' => is_placeholder = false,
            _ if is_placeholder => {}
            _ => parts.iter_mut().last().into_iter().for_each(|part| part.push(c)),
        }
    }
    parts
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

fn fits(path: &Path, fixed: &[String]) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let (Some(first), Some(last)) = (fixed.first(), fixed.last()) else { return false };
    name.len() >= first.len() + last.len() && name.starts_with(first.as_str()) && name.ends_with(last.as_str())
}

/// The paths that a guide names and that do not exist, with their line.
fn missing_paths(text: &str) -> Vec<(usize, &str)> {
    let words =
        code_spans(text).into_iter().flat_map(|(line, span)| span.split_whitespace().map(move |word| (line, word)));
    words.filter(|(_, word)| is_path(word) && !exists(word)).collect()
}

#[test]
fn the_guides_name_files_that_exist() {
    for guide in GUIDES {
        let text = read(guide);
        let named = code_spans(&text).into_iter().filter(|(_, span)| is_path(span)).count();
        assert!(named > 20, "{guide} was not read: {named} paths");
        let missing = missing_paths(&text);
        assert!(missing.is_empty(), "{guide} names files that do not exist: {missing:#?}");
    }
}

#[test]
fn links_between_documents_lead_to_files() {
    for document in DOCUMENTS {
        let folder = Path::new(document).parent().unwrap_or(Path::new(""));
        let text = read(document);
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            // References of the story's texts have no file ending.
            if target.contains(':') || !target.contains('.') {
                continue;
            }
            let path = target.split('#').next().unwrap_or_default();
            assert!(root().join(folder).join(path).exists(), "{document} links to {target}");
        }
    }
}

#[test]
fn a_path_that_does_not_exist_is_found() {
    let text = "`src/lib.rs` `data/*.csv` `crates/charts/src/<view>/` `cargo run src/gone.rs` `std::fs` `dist/gone.html`\n\
                ```\n`src/block.rs`\n```\n`gone.rs` `data/*.gone` `gone/<view>/` `src/lib.rs/` `?data=` `2023-10/2024-09`";
    assert_eq!(
        missing_paths(text),
        [(1, "src/gone.rs"), (5, "gone.rs"), (5, "data/*.gone"), (5, "gone/<view>/"), (5, "src/lib.rs/")]
    );
}
