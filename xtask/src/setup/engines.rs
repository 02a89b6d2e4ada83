//! The browsers beside Chromium: Firefox with geckodriver, and WebKitGTK's small browser with its driver and a display.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::apt::Apt;
use super::{CHINESE_FONT, cargo_tools, has_chinese_font, named};
use crate::{paths, steps};

/// Firefox and what drives it.
#[derive(Clone, Debug)]
pub struct FirefoxTools {
    /// Firefox itself.
    pub firefox: PathBuf,
    /// The driver, which goes with any recent Firefox.
    pub geckodriver: PathBuf,
}

/// WebKitGTK and what drives it.
#[derive(Clone, Debug)]
pub struct WebKitTools {
    /// MiniBrowser, the browser that WebKitGTK comes with.
    pub browser: PathBuf,
    /// WebKitWebDriver.
    pub driver: PathBuf,
    /// Xvfb: a display that nobody sees.
    pub display: PathBuf,
}

impl FirefoxTools {
    /// The variables that name these programs, for a process that is to use them.
    pub fn variables(&self) -> [(&'static str, &Path); 2] {
        [(FIREFOX, &self.firefox), (GECKODRIVER, &self.geckodriver)]
    }
}

impl WebKitTools {
    /// The variables that name these programs, for a process that is to use them.
    pub fn variables(&self) -> [(&'static str, &Path); 3] {
        [(MINIBROWSER, &self.browser), (WEBKIT_DRIVER, &self.driver), (XVFB, &self.display)]
    }
}

const FIREFOX: &str = "FIREFOX";
const GECKODRIVER: &str = "GECKODRIVER";
const MINIBROWSER: &str = "MINIBROWSER";
const WEBKIT_DRIVER: &str = "WEBKIT_DRIVER";
const XVFB: &str = "XVFB";

/// Finds or installs Firefox and geckodriver.
///
/// # Errors
/// A line that says what is missing and how to get it.
pub fn for_firefox() -> Result<FirefoxTools> {
    install_missing("Firefox", &[(find_firefox().is_some(), "firefox-esr")]).with_context(|| {
        format!("the tests need Firefox on PATH (or {FIREFOX} set), and a font with Chinese characters")
    })?;
    let Some(firefox) = find_firefox() else { bail!("no Firefox found; put it on PATH or set {FIREFOX}") };
    let own = cargo_tools::own("geckodriver");
    let present = named(GECKODRIVER).or_else(|| own.is_file().then_some(own)).or_else(|| paths::which("geckodriver"));
    let geckodriver = match present {
        Some(geckodriver) => {
            steps::found("geckodriver");
            geckodriver
        }
        None => cargo_tools::build_geckodriver().with_context(|| {
            format!("the tests need geckodriver on PATH (or {GECKODRIVER} set); `cargo install geckodriver` builds it")
        })?,
    };
    Ok(FirefoxTools { firefox, geckodriver })
}

/// Finds or installs WebKitGTK's browser, its driver and Xvfb.
///
/// # Errors
/// A line that says what is missing and how to get it.
pub fn for_webkit() -> Result<WebKitTools> {
    let webkit = find_minibrowser().is_some() && find_webkit_driver().is_some();
    install_missing("WebKitGTK, Xvfb", &[(webkit, "webkit2gtk-driver"), (find_xvfb().is_some(), "xvfb")])
        .with_context(|| {
            format!(
                "the tests need WebKitGTK's MiniBrowser, WebKitWebDriver and Xvfb (or {MINIBROWSER}, {WEBKIT_DRIVER} \
                 and {XVFB} set), and a font with Chinese characters"
            )
        })?;
    match (find_minibrowser(), find_webkit_driver(), find_xvfb()) {
        (Some(browser), Some(driver), Some(display)) => Ok(WebKitTools { browser, driver, display }),
        (None, ..) => bail!("no MiniBrowser of WebKitGTK found; set {MINIBROWSER}"),
        (_, None, _) => bail!("no WebKitWebDriver found; put it on PATH or set {WEBKIT_DRIVER}"),
        (.., None) => bail!("no Xvfb found; put it on PATH or set {XVFB}"),
    }
}

/// Installs those of Debian's packages that are not there, and the font with them.
fn install_missing(name: &str, packages: &[(bool, &'static str)]) -> Result<()> {
    let mut missing: Vec<_> = packages.iter().filter(|(present, _)| !present).map(|(_, package)| *package).collect();
    if cfg!(target_os = "linux") && !has_chinese_font() {
        missing.push(CHINESE_FONT);
    }
    if missing.is_empty() {
        steps::found(name);
        return Ok(());
    }
    steps::step(format!("installing {}", missing.join(", ")), || Apt::default().install(&missing))
}

fn find_firefox() -> Option<PathBuf> {
    named(FIREFOX).or_else(|| ["firefox-esr", "firefox"].into_iter().find_map(paths::which))
}

fn find_webkit_driver() -> Option<PathBuf> {
    named(WEBKIT_DRIVER).or_else(|| paths::which("WebKitWebDriver"))
}

fn find_xvfb() -> Option<PathBuf> {
    named(XVFB).or_else(|| paths::which("Xvfb"))
}

/// It is on no `PATH`: it lies beside the library, whose directory has the library's version and, on Debian, the
/// machine's name in it.
fn find_minibrowser() -> Option<PathBuf> {
    named(MINIBROWSER).or_else(|| minibrowser_below(&[Path::new("/usr/libexec"), Path::new("/usr/lib")]))
}

/// The newest `webkit*/MiniBrowser` in one of the directories or in a directory there.
fn minibrowser_below(roots: &[&Path]) -> Option<PathBuf> {
    let directories = |dir: &Path| fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    let below = roots.iter().flat_map(|root| directories(root)).filter(|path| path.is_dir());
    let candidates = roots.iter().map(|root| root.to_path_buf()).chain(below).flat_map(|dir| {
        let named = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("webkit"));
        directories(&dir).filter(named).collect::<Vec<_>>()
    });
    candidates.map(|dir| dir.join("MiniBrowser")).filter(|file| file.is_file()).max()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::minibrowser_below;
    use crate::paths;

    #[test]
    fn the_small_browser_is_found_where_distributions_put_it() {
        let root = paths::target().join("test-minibrowser");
        let _ = fs::remove_dir_all(&root);
        let (debian, fedora, arch) = (root.join("lib/x-linux-gnu"), root.join("libexec"), root.join("lib"));
        fs::create_dir_all(debian.join("webkit2gtk-4.1-no-browser")).unwrap();
        assert_eq!(minibrowser_below(&[&fedora, &arch]), None);
        for (dir, name) in [(&fedora, "webkit2gtk-4.1"), (&arch, "webkit2gtk-4.0"), (&debian, "webkit2gtk-4.1")] {
            let file = dir.join(name).join("MiniBrowser");
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, "").unwrap();
            assert_eq!(minibrowser_below(&[dir]), Some(file));
        }
        assert!(minibrowser_below(&[&fedora, &arch]).is_some());
    }
}
