//! frictionless, the public validator of Data Packages (<https://framework.frictionlessdata.io>): a second opinion beside
//! our own checks.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// Validates the packed package `zip` with the program `frictionless`, and returns its output.
///
/// # Errors
/// Returns an error with the output if it cannot be started, or finds the package invalid.
pub fn validate(frictionless: &Path, zip: &Path) -> Result<String> {
    let output = Command::new(frictionless)
        .args(["validate", "--type", "package"])
        .arg(zip)
        // The width of the table does not depend on the terminal.
        .envs([("COLUMNS", "120"), ("NO_COLOR", "1"), ("PYTHONUTF8", "1")])
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start {}", frictionless.display()))?;
    let printed = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if !output.status.success() || !printed.contains("VALID") || printed.contains("INVALID") {
        let messages = String::from_utf8_lossy(&output.stderr);
        bail!("frictionless refuses {} ({}):\n{printed}\n{}", zip.display(), output.status, messages.trim());
    }
    Ok(printed)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::path::Path;

    use super::validate;

    #[test]
    fn only_valid_is_accepted() {
        let echo = |output: &str| validate(Path::new("/bin/echo"), Path::new(output));
        assert!(echo("VALID").unwrap().ends_with("VALID"));
        for (program, output) in [("/bin/echo", "INVALID"), ("/bin/echo", "x"), ("/bin/false", "VALID"), ("/none", "x")]
        {
            assert!(validate(Path::new(program), Path::new(output)).is_err(), "{program} {output}");
        }
    }
}
