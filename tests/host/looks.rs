//! Rules for names and lengths in style sheets: no class or id that content blockers hide, and type sizes that follow the
//! reader's own.

use crate::tree::{files, read};

/// Words in classes and ids that the lists of content blockers hide.
const BLOCKED: [&str; 26] = [
    "ad",
    "ads",
    "adv",
    "advert",
    "adverts",
    "advertisement",
    "banner",
    "consent",
    "cookie",
    "cookies",
    "facebook",
    "follow",
    "gdpr",
    "modal",
    "newsletter",
    "overlay",
    "popup",
    "promo",
    "promotion",
    "share",
    "shares",
    "sharing",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
];

/// Returns true if a class or id has a blocked word.
fn is_blocked(name: &str) -> bool {
    name.to_ascii_lowercase().split(['-', '_']).any(|word| BLOCKED.contains(&word))
}

/// The classes and ids that a style sheet names.
fn selected(css: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    css.match_indices(['.', '#']).filter_map(move |(at, _)| {
        let name = &css[at + 1..];
        let name = &name[..name.find(|c| !is_part(c)).unwrap_or(name.len())];
        name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(name)
    })
}

/// The words of all texts between quotes in what follows `class` or `id`, to the end of the line.
fn given(code: &str) -> impl Iterator<Item = &str> {
    let named = |line: &&str| line.contains("class") || line.contains("id=") || line.contains("set_id");
    code.lines().filter(named).flat_map(|line| line.split('"').skip(1).step_by(2)).flat_map(str::split_whitespace)
}

#[test]
fn no_name_is_one_that_blockers_hide() {
    assert!(["share-panel", "ad-slot", "social", "top_banner"].into_iter().all(is_blocked));
    assert!(!["lead-text", "shadow", "head", "send-panel", "padded"].into_iter().any(is_blocked));
    assert_eq!(selected(".a-b > #c:not(.d) { margin: .5em }").collect::<Vec<_>>(), ["a-b", "c", "d"]);
    assert_eq!(given("<p class=\"a b\" id=\"c\">").collect::<Vec<_>>(), ["a", "b", "c"]);
    let mut looked_at = 0;
    for path in files(&["styles"], "css") {
        for name in selected(&read(&path)) {
            looked_at += 1;
            assert!(!is_blocked(name), "{path}: {name}");
        }
    }
    for path in files(&["src"], "rs").into_iter().chain(["index.html".to_owned(), "embed/demo.html".to_owned()]) {
        for name in given(&read(&path)) {
            looked_at += 1;
            assert!(!is_blocked(name), "{path}: {name}");
        }
    }
    assert!(looked_at > 900, "{looked_at} names");
}

#[test]
fn type_follows_the_readers_own_size_and_so_does_what_depends_on_it() {
    for path in files(&["styles"], "css") {
        for line in read(&path).lines() {
            for part in line.split([';', '{']).map(str::trim).filter(|part| part.contains("px")) {
                let of_type = ["font:", "font-size:", "line-height:"].into_iter().any(|name| part.starts_with(name));
                assert!(!of_type && !part.starts_with("@media"), "{path}: {part}");
            }
        }
    }
    let asked: Vec<String> =
        files(&["src"], "rs").into_iter().filter(|path| read(path).contains("(min-width: ")).collect();
    assert!(!asked.is_empty());
    for path in asked {
        let code = read(&path);
        let queries = code.match_indices("(min-").map(|(at, _)| code[at..].split(')').next().unwrap_or_default());
        queries.for_each(|query| assert!(query.ends_with("em"), "{path}: {query}"));
    }
}
