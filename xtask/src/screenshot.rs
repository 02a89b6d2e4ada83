//! `cargo xtask screenshot`: the README's picture of the built site, or all combinations of language, theme and screen.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::browser::{Browser, Screen};
use crate::build::{self, SiteOptions};
use crate::serve::Server;
use crate::{paths, process, setup};

const DESKTOP: Screen = Screen { width_px: 1440, height_px: 1000, device_pixel_ratio: 1.0, touch: false };
const PHONE: Screen = Screen { width_px: 390, height_px: 844, device_pixel_ratio: 2.0, touch: true };
const NARROW: Screen = Screen { width_px: 320, height_px: 640, device_pixel_ratio: 2.0, touch: true };

/// Builds the site and takes the README's picture, or all of them.
///
/// # Errors
/// Returns an error if the site cannot be built or does not become ready.
pub fn command(all: bool) -> Result<()> {
    build::build(&SiteOptions::default(), &[])?;
    let browser = Browser::launch(&setup::for_browser()?)?;
    let server = Server::start(&paths::dist(), 0)?;
    if !all {
        return take(
            &browser,
            &server,
            DESKTOP,
            "?lang=zh&theme=light&region=mideast",
            &paths::root().join("docs/page.png"),
        );
    }
    for lang in ["zh", "en"] {
        for theme in ["light", "dark"] {
            for (name, screen) in [("desktop", DESKTOP), ("phone", PHONE), ("narrow", NARROW)] {
                for (state, filter) in [("plain", ""), ("selected", "&region=mideast")] {
                    let file = paths::target().join(format!("screenshots/{name}-{lang}-{theme}-{state}.png"));
                    take(&browser, &server, screen, &format!("?lang={lang}&theme={theme}{filter}"), &file)?;
                }
            }
        }
    }
    Ok(())
}

fn take(browser: &Browser, server: &Server, screen: Screen, query: &str, file: &Path) -> Result<()> {
    process::step(file.display(), || {
        browser.set_screen(screen)?;
        browser.open(&server.url(query))?;
        browser.wait("the page to be ready", "return document.documentElement.dataset.state === 'ready'", &[])?;
        fs::create_dir_all(file.parent().context("no directory")?)?;
        fs::write(file, browser.screenshot()?).with_context(|| file.display().to_string())
    })
}
