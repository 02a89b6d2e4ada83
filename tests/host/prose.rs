//! Rules of wording for doc comments, comments and names: the field's terms, and sentences that open with the thing
//! they describe.

use crate::tree::{code, files, read};

/// Openings of a doc comment that are no noun phrase and no third-person verb.
const BANNED_OPENINGS: &str = "What Where Whether How That Of None Who Whom Whose When Why Which If Is As So Likewise Such \
    It There These Those Also Too Then Here Does For From At On With Without In By To Wherever Never Not Neither Nothing \
    Something Everything Our Ours";

/// Private words, each with the term of the field to use instead. They are refused as parts of names.
const BANNED_NAMES: [(&str, &str); 11] = [
    ("standing", "prerendered"),
    ("calm", "debounced"),
    ("settled", "debounced"),
    ("late", "lazy"),
    ("wish", "request, options"),
    ("spot", "candidate, marker"),
    ("told", "mentioned, rendered, listed"),
    ("mend", "help"),
    ("tally", "waffle"),
    ("doubts", "disputed"),
    ("workshop", "build tooling, xtask"),
];

/// Private phrases, each with what to write instead. They are refused in comments and in the documents for developers.
const BANNED_PHRASES: [(&str, &str); 13] = [
    ("workshop", "build tooling, xtask"),
    ("the rooms", "code map"),
    ("stands still", "is prerendered"),
    ("standing page", "prerendered page"),
    ("as it stands", "prerendered, unchanged"),
    ("asked about", "filtered by"),
    ("let go of", "deselected, cleared, released"),
    ("lets go of", "deselects, clears, releases"),
    ("at rest", "initial, default, unzoomed"),
    ("what is told", "content"),
    ("is told", "is stated, is shown, is notified"),
    ("the mend", "the help"),
    (" stands ", "is"),
];

/// The tally is a value of the package's format, and these are its readers.
const FORMAT_WORDS: [&str; 1] = ["\"tally\""];

fn rust_files() -> Vec<String> {
    files(&["src", "crates", "xtask", "tests", "build.rs"], "rs")
}

/// The first line of each doc comment, with its line number.
fn doc_openings(text: &str) -> Vec<(usize, &str)> {
    let doc = |line: &str| ["///", "//!"].into_iter().find(|sign| line.trim_start().starts_with(sign));
    let mut openings = Vec::new();
    let mut before: Option<&str> = None;
    for (ix, line) in text.lines().enumerate() {
        let sign = doc(line);
        if let (Some(sign), true) = (sign, sign != before) {
            openings.push((ix + 1, line.trim_start()[sign.len()..].trim()));
        }
        before = sign;
    }
    openings
}

#[test]
fn doc_comments_open_with_a_noun_phrase_or_a_verb() {
    let mut faults = Vec::new();
    for path in rust_files() {
        for (line, opening) in doc_openings(&read(&path)) {
            let word: String = opening.chars().take_while(|c| c.is_alphanumeric()).collect();
            if BANNED_OPENINGS.split(' ').any(|banned| banned == word) {
                faults.push(format!("{path}:{line}: {opening}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} doc comments open otherwise:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn names_are_the_terms_of_the_field() {
    let mut faults = Vec::new();
    for path in rust_files().into_iter().filter(|path| path != "tests/host/prose.rs") {
        let code = FORMAT_WORDS.iter().fold(code(&path), |code, word| code.replace(word, ""));
        for (number, line) in code.lines().enumerate() {
            let names = line.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|name| !name.is_empty());
            for (name, part) in names.flat_map(|name| parts(name).into_iter().map(move |part| (name, part))) {
                if let Some((_, term)) = BANNED_NAMES.iter().find(|(word, _)| *word == part) {
                    faults.push(format!("{path}, code line {}: {name}; say {term}", number + 1));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} names:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn classes_are_the_terms_of_the_field() {
    let mut faults = Vec::new();
    for path in files(&["styles", "embed"], "css") {
        let style = read(&path);
        for class in style.split('.').skip(1) {
            let class: &str =
                class.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).next().unwrap_or_default();
            for part in class.split('-') {
                if let Some((_, term)) = BANNED_NAMES.iter().find(|(word, _)| *word == part) {
                    faults.push(format!("{path}: .{class}; say {term}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} classes:\n{}", faults.len(), faults.join("\n"));
}

/// The words of a name, in lower case: `use_late`, `UseLate` and `USE_LATE` are `use` and `late`.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut was_lower = false;
    for c in name.chars() {
        if c == '_' || (c.is_uppercase() && was_lower) {
            parts.push(String::new());
        }
        was_lower = c.is_lowercase();
        if c != '_'
            && let Some(last) = parts.last_mut()
        {
            last.extend(c.to_lowercase());
        }
    }
    parts
}

#[test]
fn comments_and_documents_have_no_private_words() {
    let mut faults = Vec::new();
    let rust = rust_files().into_iter().filter(|path| path != "tests/host/prose.rs");
    let other = ["styles", "shell", "embed"]
        .into_iter()
        .flat_map(|place| ["css", "js"].into_iter().flat_map(move |ending| files(&[place], ending)));
    let documents = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/embedding.md", "docs/hosting.md"];
    let settings = ["Cargo.toml", "crates", "xtask", "i18n", "clippy.toml", "rustfmt.toml", "Trunk.toml"];
    let settings = files(&settings, "toml");
    for path in rust.chain(other).chain(settings).chain(documents.map(str::to_owned)) {
        let text = read(&path);
        for (number, line) in text.lines().enumerate() {
            let comment = match path.rsplit('.').next() {
                Some("md") => Some(line),
                Some("toml") => line.find("# ").map(|at| &line[at..]),
                _ => comment(line),
            };
            for (phrase, term) in BANNED_PHRASES {
                if comment.is_some_and(|comment| comment.to_lowercase().contains(phrase)) {
                    faults.push(format!("{path}:{}: “{phrase}”; say {term}", number + 1));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} places:\n{}", faults.len(), faults.join("\n"));
}

/// The part of a line of code that is a comment.
fn comment(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let at = if line.starts_with("/*") || line.starts_with("* ") { 0 } else { line.find("// ").or(line.find("///"))? };
    Some(&line[at..])
}

#[test]
fn the_rules_find_what_they_refuse() {
    assert_eq!(doc_openings("/// What a\n/// b\nfn f() {}\n//! One\n"), [(1, "What a"), (4, "One")]);
    assert_eq!(parts("use_late"), ["use", "late"]);
    assert_eq!(parts("PrerenderedStep"), ["prerendered", "step"]);
    assert_eq!(comment("let a = 1; // b"), Some("// b"));
    assert_eq!(comment("let a = 1;"), None);
}
