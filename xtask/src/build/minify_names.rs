//! Minification of the names that the wasm module and its script share. Those of wasm-bindgen are descriptive and carry
//! a hash: for debuggers, and twice in the download. Names of a letter or two save 6.8 KB brotli: 3.8 of the module,
//! 3.0 of its script.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::{process, setup};

/// Renames the imports and exports of the module `wasm` and of wasm-bindgen's `script`, in place.
///
/// # Errors
/// Returns an error if wasm-opt fails, or the script lacks an import of the module.
pub fn minify(wasm: &Path, script: &Path) -> Result<()> {
    let mut node = setup::npm_tool("binaryen/bin/wasm-opt")?;
    node.arg("--minify-imports-and-exports-and-modules").arg(wasm).arg("-o").arg(wasm);
    let names = Names::parse(&process::capture(&mut node)?).context("wasm-opt lists no names")?;
    let text = fs::read_to_string(script).with_context(|| script.display().to_string())?;
    let text = names.rename(&text)?;
    fs::write(script, text).with_context(|| script.display().to_string())
}

/// Old names and their replacements.
#[derive(Debug, PartialEq)]
struct Names {
    /// The modules that imports come from; the script has an object for one of them.
    modules: BTreeSet<String>,
    imports: HashMap<String, String>,
    exports: HashMap<String, String>,
}

impl Names {
    /// Parses wasm-opt's listing: one entry a line, `["module", "old", "new"]` or `["old", "new"]`.
    fn parse(listing: &str) -> Option<Self> {
        let mut names = Self { modules: BTreeSet::new(), imports: HashMap::new(), exports: HashMap::new() };
        for line in listing.lines() {
            let entry: Vec<String> = match serde_json::from_str(line.trim().trim_end_matches(',')) {
                Ok(Value::Array(entry)) => entry.into_iter().map(|name| name.as_str().map(str::to_owned)).collect(),
                _ => None,
            }
            .unwrap_or_default();
            match entry.as_slice() {
                [module, old, new] => {
                    names.modules.insert(module.clone());
                    names.imports.insert(old.clone(), new.clone());
                }
                [old, new] => drop(names.exports.insert(old.clone(), new.clone())),
                _ => {}
            }
        }
        (!names.imports.is_empty() && !names.exports.is_empty()).then_some(names)
    }

    /// Returns the script with the new names: imports are keys of its import object, exports members of `wasm`.
    fn rename(&self, script: &str) -> Result<String> {
        let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
        let modules = self.modules.iter().map(|module| format!("\"{module}\":"));
        let module = modules.into_iter().find(|module| script.contains(module));
        let module = module.with_context(|| format!("the script has no import object of {:?}", self.modules))?;
        // wasm-opt merges all modules into one of this name.
        let script = script.replace(&module, "\"a\":");
        let (mut out, mut renamed) = (String::with_capacity(script.len()), 0);
        for piece in script.split_inclusive(|letter| !is_word(letter)) {
            let word = piece.trim_end_matches(|letter| !is_word(letter));
            let rest = &piece[word.len()..];
            let new = if rest == ":" {
                self.imports.get(word).inspect(|_| renamed += 1)
            } else if out.ends_with("wasm.") {
                self.exports.get(word)
            } else {
                None
            };
            out.push_str(new.map_or(word, String::as_str));
            out.push_str(rest);
        }
        ensure!(renamed == self.imports.len(), "the script has {renamed} of {} imports", self.imports.len());
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    const LISTING: &str = "{\n \"imports\": [\n  [\"./x_bg.js\", \"__wbg_log_1\", \"$\"],\n ],\n\"exports\": [\n  \
        [\"run\", \"b\"],\n  [\"run_2\", \"c\"],\n  [\"memory\", \"d\"],\n]\n}";

    #[test]
    fn both_sides_get_the_same_names() {
        let script = "const i = { __wbg_log_1: function() { note(“memory: run”); } };\n\
            return { \"./x_bg.js\": i }; wasm.run_2(wasm.memory.buffer, memory); wasm.run();";
        let renamed = Names::parse(LISTING).unwrap().rename(script).unwrap();
        let expected = "const i = { $: function() { note(“memory: run”); } };\n\
            return { \"a\": i }; wasm.c(wasm.d.buffer, memory); wasm.b();";
        assert_eq!(renamed, expected);
    }

    #[test]
    fn a_script_that_lacks_an_import_is_refused() {
        let names = Names::parse(LISTING).unwrap();
        assert!(names.rename("{ \"./x_bg.js\": i }").unwrap_err().to_string().contains("0 of 1"));
        assert!(names.rename("{ __wbg_log_1: f }").is_err());
        assert_eq!(Names::parse("{}"), None);
    }
}
