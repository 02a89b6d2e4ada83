//! Splitting of the wasm module: the parts of `src/parts/` become files of their own, which the page loads later.
//!
//! Trunk's own module cannot be split: wasm-bindgen drops the function table from it, through which parts and main module
//! call each other. So the linker's output is split, and what Trunk runs on the whole is run on each file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::{Context, Result, anyhow, ensure};
use wasm_encoder::{CustomSection, Section as _};
use wasm_split_cli_support::{Options, transform};

use crate::{paths, process, setup};

/// Features of WebAssembly that the modules may use: those that every current browser has.
const FEATURES: &str = "--enable-bulk-memory --enable-mutable-globals --enable-nontrapping-float-to-int \
    --enable-reference-types --enable-sign-ext";

/// Arguments of wasm-opt for all files. Functions of up to five nodes are inlined, as calls of them take as many bytes: there
/// are a tenth fewer to compile.
const WASM_OPT: &str = "--low-memory-unused --flatten --rereloop --always-inline-max-function-size 5 -Oz -Oz -Oz \
    --reorder-functions-by-name --strip-producers";

/// The parts that the page starts with, one or the other. Code that both need is in the main module. Code that several
/// parts share is in one file for each set of these that needs it: a view does not wait for what only another needs, and
/// few bytes are worth no request of their own.
const FIRST: [&str; 2] = ["story", "views"];
/// The size from which shared code is in a file for exactly the parts that need it, in bytes.
const LARGE: u64 = 40_000;

/// The name that the other modules import the main module by.
const IMPORTED: &str = "__wasm_split";
/// The name of the file with shared code that neither of [`FIRST`] needs.
const OTHER: &str = "other";

/// The name that the main module imports the loaders from.
const LINK: &str = "./parts.js";

/// A split module.
pub struct SplitModule {
    /// The main module.
    pub main: PathBuf,
    /// Its script, with the loader of the parts.
    pub script: PathBuf,
    /// The files of the parts by name: those of `src/parts/`, and those that several of them need.
    pub files: BTreeMap<String, PartFile>,
}

/// A file with code of parts.
#[derive(Default)]
pub struct PartFile {
    /// A sequence of modules, each after its length as a 32-bit number, little-endian.
    pub bytes: Vec<u8>,
    /// The names of the parts that need it.
    pub needed_by: BTreeSet<String>,
}

/// A style sheet that comes with a part of the module.
#[derive(Debug)]
pub struct PartStyle {
    /// The part's name, or [`MAIN`].
    pub part: String,
    /// Its rules.
    pub css: String,
}

/// The name of the main module among the parts that style sheets come with.
pub const MAIN: &str = "main";

/// Splits the module that cargo has linked, and adds `styles` to the parts that bring them.
///
/// # Errors
/// Returns an error if the module was linked without relocations, a part of `styles` is missing, or a tool fails.
pub fn split(styles: &[PartStyle]) -> Result<SplitModule> {
    let linked = paths::target().join("wasm32-unknown-unknown/release/chuhai.wasm");
    let dir = paths::target().join("split");
    if dir.exists() {
        fs::remove_dir_all(&dir)?;
    }
    let input = fs::read(&linked).with_context(|| linked.display().to_string())?;
    let main = dir.join("chuhai.wasm");
    let mut options = Options::new(&input);
    options.output_dir = &dir;
    options.main_out_path = &main;
    options.link_name = LINK;
    options.main_module = "./chuhai.js";
    let split = transform(options).map_err(|error| anyhow!("{error:#}"))?;

    let mut bindgen = Command::new("wasm-bindgen");
    bindgen.args(["--target", "web", "--keep-lld-exports", "--no-typescript", "--out-name", "chuhai", "--out-dir"]);
    process::run(bindgen.arg(&dir).arg(&main))?;
    let script = dir.join("chuhai.js");

    let needs: BTreeMap<String, Vec<String>> = split.prefetch_map.into_iter().collect();
    let mut in_main = vec![dir.join("chuhai_bg.wasm")];
    let mut of_parts: Vec<(String, BTreeSet<String>, PathBuf)> = Vec::new();
    // In one order, so that the same code has the same hash.
    let mut modules = split.split_modules;
    modules.sort();
    for path in modules {
        let module = stem(&path);
        let needed_by: BTreeSet<&str> = parts_with(&module, &needs).collect();
        match file_of(&module, &needed_by, fs::metadata(&path)?.len()) {
            Some(name) => of_parts.push((name, needed_by.into_iter().map(str::to_owned).collect(), path)),
            None => in_main.push(path),
        }
    }
    // wasm-opt uses one processor.
    thread::scope(|scope| {
        let parts = scope.spawn(|| of_parts.iter().try_for_each(|(_, _, path)| optimize(path)));
        merge(&in_main, &main)?;
        optimize(&main)?;
        parts.join().map_err(|_| anyhow!("a thread panicked"))?
    })?;
    let mut files: BTreeMap<String, PartFile> = BTreeMap::new();
    for (name, needed_by, path) in of_parts {
        let bytes = with_styles(fs::read(&path)?, &name, styles);
        let file = files.entry(name).or_default();
        file.bytes.extend((bytes.len() as u32).to_le_bytes());
        file.bytes.extend(bytes);
        file.needed_by.extend(needed_by);
    }
    for PartStyle { part, .. } in styles {
        ensure!(part == MAIN || files.contains_key(part), "index.html has a style sheet for an unknown part: {part}");
    }
    let link = fs::read_to_string(dir.join(LINK))?;
    let text = fs::read_to_string(&script)?;
    fs::write(&script, with_loader(&text, &shared(&link)?, needs.keys())?)?;
    Ok(SplitModule { main, script, files })
}

/// Returns a module with a section for each style sheet of `part`: its place among `styles`, and in the next line its rules.
pub fn with_styles(mut module: Vec<u8>, part: &str, styles: &[PartStyle]) -> Vec<u8> {
    for (place, style) in styles.iter().enumerate().filter(|(_, style)| style.part == part) {
        let data = format!("{place}\n{}", style.css);
        CustomSection { name: "style".into(), data: data.as_bytes().into() }.append_to(&mut module);
    }
    module
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Returns the parts that need a module of the splitter. Its list of what each part needs, `needs`, has no part itself.
fn parts_with<'a>(module: &'a str, needs: &'a BTreeMap<String, Vec<String>>) -> impl Iterator<Item = &'a str> {
    let sharing = needs.iter().filter(move |(_, modules)| modules.iter().any(|needed| needed == module));
    sharing.map(|(part, _)| part.as_str()).chain(module.strip_prefix("split_"))
}

/// Returns the name of the file for a module of the splitter that the parts `needed_by` need, or none for the main module:
/// a part's own code, `split_…`, is in a file by the part's name; code for several parts, `chunk_…` of `size` bytes, is in the
/// main module if all of [`FIRST`] are among them, else in a file by those of [`FIRST`] among them, or from [`LARGE`] on by
/// all of them.
fn file_of(module: &str, needed_by: &BTreeSet<&str>, size: u64) -> Option<String> {
    if let Some(part) = module.strip_prefix("split_") {
        return Some(part.to_owned());
    }
    if FIRST.iter().all(|part| needed_by.contains(part)) {
        return None;
    }
    let named: Vec<&str> = needed_by.iter().copied().filter(|part| size >= LARGE || FIRST.contains(part)).collect();
    Some(if named.is_empty() { OTHER.to_owned() } else { format!("for-{}", named.join("-")) })
}

/// Merges modules into one, `merged`: the first is the main module, from which the others import. Names of functions are
/// kept, by which [`optimize`] orders them.
fn merge(modules: &[PathBuf], merged: &Path) -> Result<()> {
    let mut node = setup::npm_tool("binaryen/bin/wasm-merge")?;
    node.args(FEATURES.split_whitespace()).arg("--debuginfo");
    for (at, module) in modules.iter().enumerate() {
        node.arg(module).arg(if at == 0 { IMPORTED.to_owned() } else { stem(module) });
    }
    process::run(node.arg("-o").arg(merged))
}

/// Makes the module in `file` smaller.
fn optimize(file: &Path) -> Result<()> {
    let mut node = setup::npm_tool("binaryen/bin/wasm-opt")?;
    node.arg(file).arg("-o").arg(file);
    process::run(node.args(FEATURES.split_whitespace()).args(WASM_OPT.split_whitespace()))
}

/// Returns the names that the main module exports for its parts: memory, tables and globals.
fn shared(link: &str) -> Result<Vec<&str>> {
    let list = link.split_once("const { ").and_then(|(_, rest)| rest.split_once("} = initSync")).context(LINK)?.0;
    Ok(list.split(", ").map(str::trim).filter(|name| !name.is_empty()).collect())
}

/// Returns the module's script with `shell/parts.js` in the place of the import of [`LINK`].
fn with_loader<'a>(script: &str, shared: &[&str], parts: impl Iterator<Item = &'a String>) -> Result<String> {
    let path = paths::root().join("shell/parts.js");
    let loader = fs::read_to_string(&path).context("shell/parts.js")?;
    let entry = format!("\"{LINK}\":");
    let is_link =
        |line: &&str| line.starts_with("import") && line.contains(LINK) || line.trim_start().starts_with(&entry);
    let links: Vec<&str> = script.lines().filter(is_link).collect();
    ensure!(!links.is_empty(), "the module imports no part");
    let start = "    wasm.__wbindgen_start();\n";
    ensure!(script.matches(start).count() == 1, "the script does not start the module");
    let import_object = "const import0 = {\n        __proto__: null,\n";
    ensure!(script.contains(import_object), "the script has no import object");
    let without = links.iter().fold(script.to_owned(), |script, line| script.replace(&format!("{line}\n"), ""));
    let loaders: String =
        parts.map(|part| format!("        __wasm_split_load_{part}: loadPart(\"{part}\"),\n")).collect();
    let shared: Vec<String> = shared.iter().map(|name| format!("{name}: wasm.{name}")).collect();
    let loader = loader.replace("/* shared */", &shared.join(", "));
    let with_style = without.replace(start, &format!("    addStyles(module);\n{start}"));
    Ok(with_style.replace(import_object, &format!("{import_object}{loaders}")) + &loader)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs() -> BTreeMap<String, Vec<String>> {
        let needs =
            [("story", ["chunk_1", "chunk_2"]), ("views", ["chunk_1", "chunk_3"]), ("tools", ["chunk_3", "chunk_4"])];
        needs.map(|(part, modules)| (part.to_owned(), modules.map(str::to_owned).to_vec())).into()
    }

    #[test]
    fn shared_code_is_in_the_main_module_or_in_a_file_by_the_first_parts_that_need_it() {
        let needs = needs();
        let file = |module| {
            let needed_by: BTreeSet<&str> = parts_with(module, &needs).collect();
            (file_of(module, &needed_by, 100), needed_by.into_iter().collect::<Vec<_>>().join(" "))
        };
        assert_eq!(file("split_tools"), (Some("tools".to_owned()), "tools".to_owned()));
        assert_eq!(file("chunk_1"), (None, "story views".to_owned()));
        assert_eq!(file("chunk_2"), (Some("for-story".to_owned()), "story".to_owned()));
        assert_eq!(file("chunk_3"), (Some("for-views".to_owned()), "tools views".to_owned()));
        assert_eq!(file("chunk_4"), (Some("other".to_owned()), "tools".to_owned()));
        assert_eq!(file_of("chunk_3", &["tools", "views"].into(), LARGE).as_deref(), Some("for-tools-views"));
    }

    #[test]
    fn the_script_gets_a_loader_for_each_part_in_the_place_of_the_import() {
        let link = "const { memory, __wasm_split_shared0,  } = initSync(undefined);";
        assert_eq!(shared(link).unwrap(), ["memory", "__wasm_split_shared0"]);
        assert!(shared("nothing").is_err());
        let script = "import * as import1 from \"./parts.js\"\nlet wasm;\n    wasm.__wbindgen_start();\n    const import0 = {\n        __proto__: null,\n    };\n    \
            return {\n        \"./parts.js\": import1,\n    };\n";
        let needs = needs();
        let linked = with_loader(script, &["memory"], needs.keys()).unwrap();
        assert!(!linked.contains(LINK), "{linked}");
        for part in needs.keys() {
            assert!(linked.contains(&format!("__wasm_split_load_{part}: loadPart(\"{part}\"),")), "{linked}");
        }
        assert!(linked.contains("{ memory: wasm.memory }"), "{linked}");
        assert!(linked.contains("    addStyles(module);\n    wasm.__wbindgen_start();\n"), "{linked}");
        // Another version of a tool may write otherwise: that is an error, and no script that fails in a browser.
        assert!(with_loader("let wasm;", &["memory"], needs.keys()).is_err());
        assert!(with_loader("import a from \"./parts.js\"\n", &["memory"], needs.keys()).is_err());
    }

    #[test]
    fn a_module_brings_the_style_sheets_of_its_part_and_their_places() {
        let styles = [("a", "p{}"), ("b", "q{}"), ("a", "r{}")]
            .map(|(part, css)| PartStyle { part: part.to_owned(), css: css.to_owned() });
        // A section is its kind (0), its length, its name after that one's length, and its contents.
        let section = |data: &str| format!("\0\u{b}\u{5}style{data}");
        let with_both = ["m", &section("0\np{}"), &section("2\nr{}")].concat();
        assert_eq!(with_styles(b"m".to_vec(), "a", &styles), with_both.into_bytes());
        assert_eq!(with_styles(b"m".to_vec(), "c", &styles), b"m");
    }
}
