//! The files for sites that embed the page: a script, and a sample post that uses it. Their names have no hash, since
//! other sites link them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::terser::{self, Scope};
use crate::paths;

/// Writes `embed.js`, minified, and the sample post with its style sheet into `dir`.
///
/// # Errors
/// Returns an error if one is missing or the script cannot be minified.
pub fn write(dir: &Path) -> Result<()> {
    let source = paths::root().join("embed");
    for (name, published) in [("demo.html", "embed-demo.html"), ("demo.css", "embed-demo.css")] {
        fs::copy(source.join(name), dir.join(published)).context(name)?;
    }
    let script = terser::minify(&source.join("embed.js"), Scope::Global)?;
    fs::write(dir.join("embed.js"), script).context("embed.js")
}
