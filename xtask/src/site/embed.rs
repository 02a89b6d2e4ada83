//! What stands beside the page for those who put it into theirs: the script, and a post that shows it at work. Neither
//! is part of the page, and neither has a hash in its name: other sites link them.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::{paths, setup, steps};

/// The script that defines `<chuhai-story>`.
const SCRIPT: &str = "embed.js";
/// The demo and its style sheet: where they are written, and their published names.
const POST: [(&str, &str); 2] = [("embed/demo.html", "embed-demo.html"), ("embed/demo.css", "embed-demo.css")];

/// Writes them into `dir`, the script made small.
///
/// # Errors
/// Where one is missing or the script is no script.
pub fn publish(dir: &Path) -> Result<()> {
    for (source, name) in POST {
        fs::copy(paths::root().join(source), dir.join(name)).context(source)?;
    }
    let mut node = Command::new("node");
    node.arg(setup::for_npm()?.join("terser/bin/terser"));
    // A classic script: what it declares is its own by the function around all of it.
    node.args(["--ecma", "2022", "--compress", "passes=2", "--mangle", "--output"]);
    steps::run(node.arg(dir.join(SCRIPT)).arg(paths::root().join("embed").join(SCRIPT))).context(SCRIPT)
}
