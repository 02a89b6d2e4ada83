//! Splitting of the wasm module: the parts of `src/parts.rs` become files of their own, which the page loads later.
//!
//! Trunk's own module cannot be split: wasm-bindgen drops the function table from it, through which parts and main module
//! call each other. So the linker's output is split, and what Trunk runs on the whole is run on each file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, ensure};
use wasm_split_cli_support::{Options, transform};

use crate::{paths, process, setup};

/// Arguments of wasm-opt for all files.
const WASM_OPT: &str = "--low-memory-unused --flatten --rereloop -Oz -Oz -Oz --reorder-functions-by-name \
    --enable-bulk-memory --enable-mutable-globals --enable-nontrapping-float-to-int --enable-reference-types \
    --enable-sign-ext --strip-producers";

/// The name that the main module imports the loaders from.
const LINK: &str = "./parts.js";

/// A split module.
pub struct SplitModule {
    /// The main module.
    pub main: PathBuf,
    /// Its script, with the loader of the parts.
    pub script: PathBuf,
    /// The files of the parts by name: those of `src/parts.rs`, and one for each set of parts that share code.
    pub files: BTreeMap<String, PathBuf>,
}

/// Splits the module that cargo has linked.
///
/// # Errors
/// Returns an error if the module was linked without relocations, or a tool fails.
pub fn split() -> Result<SplitModule> {
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
    let (main, script) = (dir.join("chuhai_bg.wasm"), dir.join("chuhai.js"));

    let stem = |path: &Path| path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let files = split.split_modules.into_iter().map(|path| Ok((name(&stem(&path))?, path)));
    let files: BTreeMap<String, PathBuf> = files.collect::<Result<_>>()?;
    for file in files.values().chain([&main]) {
        optimize(file)?;
    }
    let link = fs::read_to_string(dir.join(LINK))?;
    let text = fs::read_to_string(&script)?;
    let names = |(part, files): (String, Vec<String>)| {
        Ok((part, files.iter().map(|file| name(file)).collect::<Result<Vec<_>>>()?))
    };
    let prefetch = split.prefetch_map.into_iter().map(names).collect::<Result<_>>()?;
    fs::write(&script, with_loader(&text, &shared(&link)?, &prefetch)?)?;
    Ok(SplitModule { main, script, files })
}

/// Returns the name of a file of a part by the splitter's: `split_explore` is `explore`, and the one `chunk_…` has the code
/// that the parts share.
fn name(stem: &str) -> Result<String> {
    match (stem.strip_prefix("split_"), stem.starts_with("chunk_")) {
        (Some(part), _) => Ok(part.to_owned()),
        (None, true) => Ok("shared".to_owned()),
        (None, false) => Err(anyhow!("the splitter wrote {stem}")),
    }
}

fn optimize(file: &Path) -> Result<()> {
    let mut node = Command::new("node");
    node.arg(setup::for_npm()?.join("binaryen/bin/wasm-opt")).arg(file).arg("-o").arg(file);
    process::run(node.args(WASM_OPT.split_whitespace()))
}

/// Returns the names that the main module exports for its parts: memory, tables and globals.
fn shared(link: &str) -> Result<Vec<&str>> {
    let list = link.split_once("const { ").and_then(|(_, rest)| rest.split_once("} = initSync")).context(LINK)?.0;
    Ok(list.split(", ").map(str::trim).filter(|name| !name.is_empty()).collect())
}

/// Returns the module's script with `shell/parts.js` in the place of the import of [`LINK`]; `files` are the names of the
/// files of each part.
fn with_loader(script: &str, shared: &[&str], files: &BTreeMap<String, Vec<String>>) -> Result<String> {
    let path = paths::root().join("shell/parts.js");
    let loader = fs::read_to_string(&path).context("shell/parts.js")?;
    let entry = format!("\"{LINK}\":");
    let is_link =
        |line: &&str| line.starts_with("import") && line.contains(LINK) || line.trim_start().starts_with(&entry);
    let links: Vec<&str> = script.lines().filter(is_link).collect();
    ensure!(!links.is_empty(), "the module imports no part");
    let import_object = "const import0 = {\n        __proto__: null,\n";
    ensure!(script.contains(import_object), "the script has no import object");
    let without = links.iter().fold(script.to_owned(), |script, line| script.replace(&format!("{line}\n"), ""));
    let loaders: String =
        files.keys().map(|part| format!("        __wasm_split_load_{part}: loadPart(\"{part}\"),\n")).collect();
    let shared: Vec<String> = shared.iter().map(|name| format!("{name}: wasm.{name}")).collect();
    let files = serde_json::to_string(files)?;
    let loader = loader.replace("/* shared */", &shared.join(", ")).replace("{ /* files */ }", &files);
    Ok(without.replace(import_object, &format!("{import_object}{loaders}")) + &loader)
}
