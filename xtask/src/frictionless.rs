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

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::path::Path;

    use super::validate;

    #[test]
    fn only_a_plain_yes_is_a_yes() {
        let echo = |said: &str| validate(Path::new("/bin/echo"), Path::new(said));
        assert!(echo("VALID").unwrap().ends_with("VALID"));
        for (program, said) in [("/bin/echo", "INVALID"), ("/bin/echo", "x"), ("/bin/false", "VALID"), ("/none", "x")] {
            assert!(validate(Path::new(program), Path::new(said)).is_err(), "{program} {said}");
        }
    }
}
