//! A font with Chinese characters, for screenshots and social cards.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use super::apt::Apt;
use crate::process;

/// Debian's package of the font.
pub const PACKAGE: &str = "fonts-noto-cjk";

/// Finds or installs the font.
///
/// # Errors
/// Returns a line that says what is missing and how to get it.
pub fn ensure() -> Result<()> {
    if is_missing() {
        process::step(format!("installing {PACKAGE}"), || {
            Apt::default().install(&[PACKAGE]).context("the cards need a font with Chinese characters")
        })?;
    }
    Ok(())
}

/// Returns true if this is a Linux without such a font. Other systems come with one.
pub fn is_missing() -> bool {
    let is_there = || {
        fs::exists("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").unwrap_or(false)
            || process::probe(Command::new("fc-list").arg(":lang=zh-cn")).is_some_and(|fonts| !fonts.is_empty())
    };
    cfg!(target_os = "linux") && !is_there()
}
