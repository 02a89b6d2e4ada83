//! The invariants of the design, read off the dependency graph and the source tree.

use std::collections::BTreeSet;
use std::process::Command;

use chuhai_charts::theme::{ColorToken, Scheme};
use chuhai_core::dataset::package::{Compiled, figures_differ};

use crate::modules::Modules;
use crate::tree::{code, files, read, root};

/// All code that is not a test.
const CODE: [&str; 5] = ["src", "crates", "xtask/src", "build.rs", "xtask/build.rs"];

fn code_files() -> Vec<String> {
    let places: Vec<&str> = CODE.into_iter().filter(|place| root().join(place).exists()).collect();
    files(&places, "rs")
}

/// Returns true if `text` has `word` with no letter, digit or `_` on either side.
fn names(text: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(is_part) && !text[at + word.len()..].starts_with(is_part))
}

/// Names of all packages that `package` is built from for the page.
fn dependencies(package: &str) -> BTreeSet<String> {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--package", package, "--target", "wasm32-unknown-unknown"])
        .args(["--edges", "normal", "--prefix", "none", "--format", "{lib}"])
        .args(["--offline", "--locked"])
        .current_dir(root())
        .output()
        .expect("cargo can be run");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    String::from_utf8_lossy(&tree.stdout).lines().map(|line| line.trim_end_matches(" (*)").to_owned()).collect()
}

#[test]
fn core_is_built_without_page_and_pictures() {
    let core = dependencies("chuhai-core");
    assert!(core.contains("chuhai_core"), "the tree was not read: {core:?}");
    for foreign in ["yew", "plotters", "plotters_backend", "web_sys", "js_sys", "wasm_bindgen"] {
        assert!(!core.contains(foreign), "core depends on {foreign}");
    }
}

#[test]
fn views_are_built_without_the_page() {
    let views = dependencies("chuhai-charts");
    assert!(views.contains("chuhai_core") && views.contains("plotters"), "the tree was not read: {views:?}");
    assert!(!views.contains("yew"), "views depend on yew");
}

#[test]
fn each_layer_names_only_what_is_below_it() {
    let page = ["yew", "web_sys"];
    let pure = [
        "chuhai_charts",
        "plotters",
        "plotters_backend",
        "js_sys",
        "wasm_bindgen",
        "std::time",
        "std::fs",
        "std::net",
        "std::env",
    ];
    for path in files(&["crates/core/src"], "rs") {
        let code = code(&path);
        for word in page.iter().chain(&pure) {
            assert!(!names(&code, word), "{path} names {word}");
        }
    }
    for path in files(&["crates/charts/src"], "rs") {
        let code = code(&path);
        for word in page {
            assert!(!names(&code, word), "{path} names {word}");
        }
    }
}

#[test]
fn browser_interfaces_are_named_in_one_place() {
    for path in files(&["src"], "rs").into_iter().filter(|path| !path.starts_with("src/browser/")) {
        let code = code(&path);
        for word in ["web_sys", "gloo_events", "gloo_render", "gloo_timers"] {
            assert!(!names(&code, word), "{path} names {word}, which belongs to src/browser/");
        }
    }
}

#[test]
fn no_module_depends_on_itself_through_others() {
    for src in ["crates/core/src", "crates/charts/src", "src", "xtask/src"] {
        let cycles = Modules::read(src).cycles();
        assert!(cycles.is_empty(), "{src} has circles of modules: {cycles:#?}");
    }
}

#[test]
fn colours_stand_in_the_two_lists_alone() {
    let lists = ["crates/charts/src/theme.rs", "styles/tokens.css"];
    let styles = files(&["styles"], "css").into_iter().map(|path| (read(&path), path));
    let sources = code_files().into_iter().map(|path| (code(&path), path));
    for (text, path) in styles.chain(sources).filter(|(_, path)| !lists.contains(&path.as_str())) {
        if let Some(colour) = hex_colours(&text).next() {
            panic!("{path} has the colour {colour}; name its role instead");
        }
    }
}

/// `#` and three, four, six or eight hex digits, as CSS writes colours.
fn hex_colours(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('#').filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
        let word = &rest[..end];
        let is_colour = matches!(end, 3 | 4 | 6 | 8) && word.chars().all(|c| c.is_ascii_hexdigit());
        is_colour.then_some(word)
    })
}

#[test]
fn the_painter_and_the_style_sheet_share_their_colours() {
    let css = read("styles/tokens.css");
    // Each as it differs from the one it lies over. Dark is there once for the system's choice and once for the
    // reader's, and so does the stronger dark.
    let (light, dark) = ((Scheme::Light, None), (Scheme::Dark, None));
    let (strong_light, strong_dark) =
        ((Scheme::StrongLight, Some(Scheme::Light)), (Scheme::StrongDark, Some(Scheme::Dark)));
    let schemes = [light, dark, dark, strong_light, strong_dark, strong_dark];
    let is_block = |block: &&str| block.starts_with(" light;") || block.starts_with(" dark;");
    let blocks: Vec<&str> = css.split("color-scheme:").filter(is_block).collect();
    assert_eq!(blocks.len(), schemes.len(), "tokens.css has another number of colour schemes");
    for (block, (scheme, over)) in blocks.into_iter().zip(schemes) {
        let in_css: BTreeSet<(String, String)> = block
            .lines()
            .filter_map(|line| line.trim().strip_prefix("--")?.strip_suffix(';')?.split_once(": "))
            .filter(|(_, value)| value.starts_with('#'))
            .map(|(token, value)| (token.to_owned(), value.to_owned()))
            .collect();
        let in_theme: BTreeSet<(String, String)> = ColorToken::ALL
            .iter()
            .filter(|role| over.is_none_or(|over| role.colour(over) != role.colour(scheme)))
            .map(|role| {
                let colour = role.colour(scheme);
                (role.css_name().to_owned(), format!("#{:02X}{:02X}{:02X}", colour.0, colour.1, colour.2))
            })
            .collect();
        assert_eq!(in_css, in_theme, "{scheme:?}");
    }
    for role in ColorToken::ALL {
        assert_eq!(role.colour(Scheme::Print), role.colour(Scheme::StrongLight), "{role:?} on paper");
    }
}

#[test]
fn every_interface_text_is_used() {
    let all_code: String = code_files().iter().map(|path| code(path)).collect();
    let mut unused = Vec::new();
    for path in files(&["i18n"], "toml") {
        for (section, key, ..) in texts(&path) {
            let constant = format!("{section}_{key}").replace('-', "_").to_uppercase();
            if !names(&all_code, &constant) {
                unused.push(format!("{path}: {section}.{key}"));
            }
        }
    }
    assert!(unused.is_empty(), "nothing says {unused:#?}");
}

/// Section, key, Chinese and English of each text of a file of `i18n/`.
fn texts(path: &str) -> Vec<(String, String, String, String)> {
    let table: toml::Table = read(path).parse().unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut texts = Vec::new();
    for (section, entries) in &table {
        for (key, text) in entries.as_table().into_iter().flatten() {
            let lang = |lang: &str| text.get(lang).and_then(|text| text.as_str()).unwrap_or_default().to_owned();
            texts.push((section.clone(), key.clone(), lang("zh"), lang("en")));
        }
    }
    assert!(!texts.is_empty(), "{path} has no texts");
    texts
}

#[test]
fn interface_texts_keep_to_the_house_style() {
    for path in files(&["i18n"], "toml") {
        for (section, key, zh, en) in texts(&path) {
            let place = format!("{path}: {section}.{key}");
            chinese_typography(&place, &zh);
            english_typography(&place, &en);
            // Short names of months are no figures to the rule; their order is what counts.
            if !key.starts_with("months_") {
                assert_eq!(figures_differ(&zh, &en), None, "{place}");
            }
        }
    }
}

#[test]
fn the_dataset_keeps_to_the_house_style() {
    let Compiled { dataset, details, .. } = crate::data::compiled();
    assert_eq!(dataset.records.len(), details.records.len());
    for (record, detail) in dataset.records.iter().zip(&details.records) {
        let texts = [Some(&record.title), record.short.as_ref(), Some(&detail.text), detail.note.as_ref()];
        let says = detail.checks.iter().map(|check| &check.says);
        for text in texts.into_iter().flatten().chain(says).chain(&detail.versions_differ) {
            chinese_typography(&record.id, &text.zh);
            english_typography(&record.id, &text.en);
        }
    }
}

/// Full-width punctuation beside Han characters, Chinese quotes, one space between Han and Latin.
#[track_caller]
fn chinese_typography(place: &str, text: &str) {
    let is_han = |c: char| matches!(c, '\u{3400}'..='\u{9fff}');
    let characters: Vec<char> = text.chars().collect();
    for pair in characters.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        assert!(!(is_han(a) && ",;:?!()\"'".contains(b)), "{place}: half-width “{b}” after “{a}” in {text}");
        assert!(!(is_han(b) && ",;:?!()\"'".contains(a)), "{place}: half-width “{a}” before “{b}” in {text}");
        assert!(!(a == ' ' && "，。；：？！、（）《》“”".contains(b)), "{place}: a space before “{b}” in {text}");
        assert!(!(b == ' ' && "，。；：？！、（）《》“”".contains(a)), "{place}: a space after “{a}” in {text}");
        assert!(!(is_han(a) && b.is_ascii_alphanumeric()), "{place}: no space between “{a}” and “{b}” in {text}");
        assert!(!(a.is_ascii_alphanumeric() && is_han(b)), "{place}: no space between “{a}” and “{b}” in {text}");
    }
}

/// Typographic quotes and apostrophes, no exclamation marks.
#[track_caller]
fn english_typography(place: &str, text: &str) {
    for character in ['"', '\'', '!'] {
        assert!(!text.contains(character), "{place}: “{character}” in {text}");
    }
    assert!(!text.contains("  "), "{place}: two spaces in {text}");
}

#[test]
fn nothing_but_a_test_may_panic() {
    for path in code_files() {
        let code = code(&path);
        for (number, line) in code.lines().enumerate() {
            for call in [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!("] {
                // A reader without errors has to name one, which its tests show that it never makes.
                let is_error = path.ends_with("/postcard_reader.rs") && call == "unreachable!(";
                let allowed = path.ends_with("/fixture.rs") || is_error;
                assert!(allowed || !line.contains(call), "{path}, code line {number}: {}", line.trim());
            }
        }
    }
}

#[test]
fn every_module_says_what_lives_in_it() {
    let mut paths = code_files();
    paths.extend(files(&["tests"], "rs"));
    for path in paths {
        let text = read(&path);
        assert!(text.starts_with("//! "), "{path} does not open with //!");
        assert!(text.lines().count() <= 600, "{path} has more than 600 lines; take it apart");
    }
}

#[test]
fn the_overview_can_be_read_at_one_sitting() {
    assert!(read("ARCHITECTURE.md").lines().count() < 150);
}
