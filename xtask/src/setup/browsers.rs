//! The browsers that the tests drive: Chromium, Firefox and WebKitGTK, with their drivers.

use std::fs;
use std::path::{Path, PathBuf};
use std::{env, iter};

use anyhow::{Context, Result, bail};

use super::apt::{Apt, is_root};
use super::{cargo_tools, font};
use crate::{paths, process};

/// Chromium and its driver.
#[derive(Clone, Debug)]
pub struct BrowserTools {
    /// Chromium or Chrome.
    pub chromium: PathBuf,
    /// The chromedriver of the same version.
    pub chromedriver: PathBuf,
}

/// Firefox and its driver.
#[derive(Clone, Debug)]
pub struct FirefoxTools {
    /// Firefox itself.
    pub firefox: PathBuf,
    /// The driver, which goes with any recent Firefox.
    pub geckodriver: PathBuf,
}

/// WebKitGTK's browser, its driver and a display.
#[derive(Clone, Debug)]
pub struct WebKitTools {
    /// MiniBrowser, the browser that WebKitGTK comes with.
    pub browser: PathBuf,
    /// WebKitWebDriver.
    pub driver: PathBuf,
    /// Xvfb, a virtual display.
    pub display: PathBuf,
}

impl FirefoxTools {
    /// Returns the environment variables that name these programs to another process.
    pub fn variables(&self) -> [(&'static str, &Path); 2] {
        [(FIREFOX, &self.firefox), (GECKODRIVER, &self.geckodriver)]
    }
}

impl WebKitTools {
    /// Returns the environment variables that name these programs to another process.
    pub fn variables(&self) -> [(&'static str, &Path); 3] {
        [(MINIBROWSER, &self.browser), (WEBKIT_DRIVER, &self.driver), (XVFB, &self.display)]
    }
}

const FIREFOX: &str = "FIREFOX";
const GECKODRIVER: &str = "GECKODRIVER";
const MINIBROWSER: &str = "MINIBROWSER";
const WEBKIT_DRIVER: &str = "WEBKIT_DRIVER";
const XVFB: &str = "XVFB";

/// Finds or installs Chromium, its driver and a Chinese font.
///
/// # Errors
/// Returns a line that says what is missing and how to get it.
pub fn for_browser() -> Result<BrowserTools> {
    let is_found = find_chromium().is_some();
    let packages = [(is_found, "chromium"), (is_found, "chromium-driver")];
    install_missing("chromium, chromedriver, Chinese font", &packages).context(
        "the tests need Chromium or Chrome with its chromedriver on PATH (or CHROME and CHROMEDRIVER set), and a font \
         with Chinese characters",
    )?;
    find_chromium().context("no Chromium with chromedriver found; put both on PATH or set CHROME and CHROMEDRIVER")
}

/// Finds or installs Firefox and geckodriver.
///
/// # Errors
/// Returns a line that says what is missing and how to get it.
pub fn for_firefox() -> Result<FirefoxTools> {
    install_missing("Firefox", &[(find_firefox().is_some(), "firefox-esr")]).with_context(|| {
        format!("the tests need Firefox on PATH (or {FIREFOX} set), and a font with Chinese characters")
    })?;
    let firefox = find_firefox().with_context(|| format!("no Firefox found; put it on PATH or set {FIREFOX}"))?;
    let built = cargo_tools::built("geckodriver");
    let present =
        named(GECKODRIVER).or_else(|| built.is_file().then_some(built)).or_else(|| paths::which("geckodriver"));
    let geckodriver = match present {
        Some(geckodriver) => {
            process::found("geckodriver");
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
/// Returns a line that says what is missing and how to get it.
pub fn for_webkit() -> Result<WebKitTools> {
    let is_found = find_minibrowser().is_some() && find_webkit_driver().is_some();
    install_missing("WebKitGTK, Xvfb", &[(is_found, "webkit2gtk-driver"), (find_xvfb().is_some(), "xvfb")])
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

/// Returns the arguments for a headless Chromium. Its sandbox does not work as root; it then shows nothing but our page.
pub fn chromium_arguments() -> Vec<&'static str> {
    let mut arguments = vec![
        "--headless",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--window-size=1440,1000",
    ];
    if is_root() {
        arguments.push("--no-sandbox");
    }
    arguments
}

/// Installs the Debian packages of programs that were not found, and the font with them.
fn install_missing(name: &str, packages: &[(bool, &'static str)]) -> Result<()> {
    let missing = packages.iter().filter(|(is_found, _)| !is_found).map(|(_, package)| *package);
    let missing: Vec<&str> = missing.chain(iter::once(font::PACKAGE).filter(|_| font::is_missing())).collect();
    if missing.is_empty() {
        process::found(name);
        return Ok(());
    }
    process::step(format!("installing {}", missing.join(", ")), || Apt::default().install(&missing))
}

/// Returns the file that an environment variable names.
fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

fn find_chromium() -> Option<BrowserTools> {
    const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let chromium = named("CHROME").or_else(|| NAMES.into_iter().find_map(paths::which))?;
    let chromedriver = named("CHROMEDRIVER").or_else(|| paths::which("chromedriver"))?;
    Some(BrowserTools { chromium, chromedriver })
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

/// Finds MiniBrowser, which is on no `PATH`: it lies beside the library, in a directory whose name has the library's
/// version and, on Debian, the machine's name in it.
fn find_minibrowser() -> Option<PathBuf> {
    named(MINIBROWSER).or_else(|| minibrowser_below(&[Path::new("/usr/libexec"), Path::new("/usr/lib")]))
}

/// Returns the newest `webkit*/MiniBrowser` in one of the directories or in a directory there.
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
    fn minibrowser_is_found_where_distributions_put_it() {
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
