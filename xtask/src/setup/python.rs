//! The packages of `xtask/python`: pinned, in an environment of their own among the workshop's tools.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::apt::Apt;
use crate::{paths, steps};

/// Finds or installs frictionless, and returns its program.
///
/// # Errors
/// A line that says what is missing and how to get it.
pub fn ensure_frictionless(apt: &mut Apt) -> Result<PathBuf> {
    let requirements = paths::root().join("xtask/python/requirements.txt");
    let wanted = fs::read(&requirements).context("xtask/python/requirements.txt")?;
    let home = paths::tools().join("python");
    let programs = home.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let program = programs.join(format!("frictionless{}", env::consts::EXE_SUFFIX));
    // Written last.
    let stamp = home.join("requirements.txt");
    if program.is_file() && fs::read(&stamp).is_ok_and(|present| present == wanted) {
        steps::found("frictionless");
        return Ok(program);
    }
    let missing: Vec<&str> = [("python3", "import sys"), ("python3-venv", "import ensurepip, venv")]
        .into_iter()
        .filter(|(_, probe)| steps::probe(Command::new(python()).args(["-c", probe])).is_none())
        .map(|(package, _)| package)
        .collect();
    if !missing.is_empty() {
        steps::step(format!("installing {}", missing.join(", ")), || {
            apt.install(&missing)
                .context("frictionless comes from PyPI: install Python 3.10 or newer with venv and pip")
        })?;
    }
    steps::step("frictionless, from PyPI", || {
        let mut venv = Command::new(python());
        steps::run(venv.args(["-m", "venv", "--clear"]).arg(&home))?;
        let mut pip = Command::new(programs.join(format!("python{}", env::consts::EXE_SUFFIX)));
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]);
        steps::run(pip.arg(&requirements))?;
        fs::write(&stamp, &wanted).context("the stamp of the Python packages")
    })?;
    Ok(program)
}

const fn python() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}
