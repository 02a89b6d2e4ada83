//! Debian's packages.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{paths, process};

/// The package manager; its lists are fetched once.
#[derive(Default)]
pub struct Apt {
    is_updated: bool,
}

impl Apt {
    /// Installs packages, removing none.
    ///
    /// # Errors
    /// Returns an error with the command to run if this is no Debian, we are not root, or a package cannot be had.
    pub fn install(&mut self, packages: &[&str]) -> Result<()> {
        let by_hand = format!("apt-get install {}", packages.join(" "));
        if paths::which("apt-get").is_none() {
            bail!("this system has no apt-get; install by other means what `{by_hand}` would");
        }
        if !is_root() {
            bail!("not root; run `sudo {by_hand}` and start again");
        }
        if !self.is_updated {
            process::step("apt-get update", || process::run(Command::new("apt-get").args(["update", "-qq"])))?;
            self.is_updated = true;
        }
        let mut command = Command::new("apt-get");
        command.args(["install", "-y", "-qq", "--no-install-recommends", "--no-remove"]).args(packages);
        process::run(command.env("DEBIAN_FRONTEND", "noninteractive")).with_context(|| format!("could not `{by_hand}`"))
    }
}

/// Returns true for root, who may install packages, and for whom Chromium's sandbox does not work.
pub fn is_root() -> bool {
    cfg!(unix) && process::probe(Command::new("id").arg("-u")).as_deref() == Some("0")
}
