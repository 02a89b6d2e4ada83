//! Minification of scripts with terser, which reads what Trunk's own minifier cannot.

use std::path::Path;

use anyhow::Result;

use crate::{process, setup};

/// Scope of the names that a script declares, which decides which of them are shortened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Classic script: declarations at the top level are global and keep their names.
    Global,
    /// Classic script that nothing else refers to.
    Own,
    /// Module.
    Module,
}

/// Returns the script at `path`, minified.
///
/// # Errors
/// Returns an error if it cannot be read as a script.
pub fn minify(path: &Path, scope: Scope) -> Result<String> {
    let mut node = setup::npm_tool("terser/bin/terser")?;
    node.arg(path).args(["--compress", "passes=2", "--mangle"]);
    match scope {
        Scope::Global => {}
        Scope::Own => drop(node.arg("--toplevel")),
        Scope::Module => drop(node.arg("--module")),
    }
    process::capture(&mut node)
}
