//! Debian's packages, where there is a Debian and we may.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{paths, steps};

/// The package manager; its lists are fetched once.
#[derive(Default)]
pub struct Apt {
    updated: bool,
}

impl Apt {
    /// Installs packages, removing none.
    ///
    /// # Errors
    /// Where this is no Debian, we are not root, or a package cannot be had; the message names the command to run.
    pub fn install(&mut self, packages: &[&str]) -> Result<()> {
        let by_hand = format!("apt-get install {}", packages.join(" "));
        if paths::which("apt-get").is_none() {
            bail!("this system has no apt-get; install by other means what `{by_hand}` would");
        }
        if !is_root() {
            bail!("not root; run `sudo {by_hand}` and start again");
        }
        self.update()?;
        let mut command = Command::new("apt-get");
        command.args(["install", "-y", "-qq", "--no-install-recommends", "--no-remove"]).args(packages);
        steps::run(command.env("DEBIAN_FRONTEND", "noninteractive")).with_context(|| format!("could not `{by_hand}`"))
    }

    /// Fetches the package lists, unless that was done.
    ///
    /// # Errors
    /// Where the lists cannot be fetched.
    pub fn update(&mut self) -> Result<()> {
        if !self.updated {
            steps::step("apt-get update", || steps::run(Command::new("apt-get").args(["update", "-qq"])))?;
            self.updated = true;
        }
        Ok(())
    }
}

/// Whether we may install packages; also whether Chromium's sandbox has to be left off.
pub fn is_root() -> bool {
    cfg!(unix) && steps::probe(Command::new("id").arg("-u")).as_deref() == Some("0")
}
