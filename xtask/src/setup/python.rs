//! The packages of `xtask/python`, pinned, in a virtual environment among the tools.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::apt::Apt;
use crate::{paths, process};

/// Finds or installs frictionless, and returns the path of its program.
///
/// # Errors
/// Returns a line that says what is missing and how to get it.
pub fn ensure_frictionless(apt: &mut Apt) -> Result<PathBuf> {
    let requirements = paths::root().join("xtask/python/requirements.txt");
    let expected = fs::read(&requirements).context("xtask/python/requirements.txt")?;
    let home = paths::tools().join("python");
    let programs = home.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let program = programs.join(format!("frictionless{}", env::consts::EXE_SUFFIX));
    // Written last.
    let stamp = home.join("requirements.txt");
    if program.is_file() && fs::read(&stamp).is_ok_and(|present| present == expected) {
        process::found("frictionless");
        return Ok(program);
    }
    let missing: Vec<&str> = [("python3", "import sys"), ("python3-venv", "import ensurepip, venv")]
        .into_iter()
        .filter(|(_, probe)| process::probe(Command::new(python()).args(["-c", probe])).is_none())
        .map(|(package, _)| package)
        .collect();
    if !missing.is_empty() {
        process::step(format!("installing {}", missing.join(", ")), || {
            apt.install(&missing)
                .context("frictionless comes from PyPI: install Python 3.10 or newer with venv and pip")
        })?;
    }
    process::step("frictionless, from PyPI", || {
        let mut venv = Command::new(python());
        process::run(venv.args(["-m", "venv", "--clear"]).arg(&home))?;
        let mut pip = Command::new(programs.join(format!("python{}", env::consts::EXE_SUFFIX)));
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]);
        process::run(pip.arg(&requirements))?;
        fs::write(&stamp, &expected).context("the stamp of the Python packages")
    })?;
    Ok(program)
}

const fn python() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}
