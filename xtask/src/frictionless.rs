//! The public validator of Data Packages, <https://framework.frictionlessdata.io>, on the packed data: a second opinion
//! beside our own checks.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// Validates the packed package `zip` with the program `frictionless`, and returns what that said.
///
/// # Errors
/// Where it cannot be started, or finds the package invalid; the message holds what it said.
pub fn validate(frictionless: &Path, zip: &Path) -> Result<String> {
    let output = Command::new(frictionless)
        .args(["validate", "--type", "package"])
        .arg(zip)
        // A table as wide as its words, whatever the terminal.
        .envs([("COLUMNS", "120"), ("NO_COLOR", "1"), ("PYTHONUTF8", "1")])
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start {}", frictionless.display()))?;
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if !output.status.success() || !said.contains("VALID") || said.contains("INVALID") {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("frictionless refuses {} ({}):\n{said}\n{}", zip.display(), output.status, complaint.trim());
    }
    Ok(said)
}
