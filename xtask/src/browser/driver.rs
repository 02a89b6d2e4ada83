//! The programs behind a browser: each engine's driver, the arguments and environment it needs, and the port it reports.

use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::setup::{BrowserTools, FirefoxTools, WebKitTools};

/// The longest time that a driver may take to listen.
const PATIENCE: Duration = Duration::from_secs(30);

/// A driver, with a display of its own where its browser needs one. Both end when dropped, in this order: a browser that
/// is left goes down with its display.
pub struct Driver {
    _process: Process,
    _display: Option<Process>,
    /// The address at which it listens, without a path.
    pub address: String,
}

impl Driver {
    pub fn chromium(tools: &BrowserTools) -> Result<Self> {
        let mut process = Process::start(Command::new(&tools.chromedriver).arg("--port=0").stdout(Stdio::piped()))?;
        let line = process.line_with("started successfully on port ")?;
        Ok(Self { _process: process, _display: None, address: address(port_at_end(&line)?) })
    }

    pub fn firefox(tools: &FirefoxTools) -> Result<Self> {
        let mut geckodriver = Command::new(&tools.geckodriver);
        // System access is what `FIREFOX_CLEAR_ALL` takes. Without the variable Firefox does not give up the server that `firefox_preferences` takes from it.
        geckodriver
            .args(["--port", "0", "--allow-system-access"])
            .env("MOZ_REMOTE_SETTINGS_DEVTOOLS", "1")
            .stdout(Stdio::piped());
        let mut process = Process::start(&mut geckodriver)?;
        let line = process.line_with("Listening on ")?;
        Ok(Self { _process: process, _display: None, address: address(port_at_end(&line)?) })
    }

    pub fn webkit(tools: &WebKitTools) -> Result<Self> {
        let mut xvfb = Command::new(&tools.display);
        // It takes a free number and says which.
        xvfb.args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]).stdout(Stdio::piped());
        let mut display = Process::start(&mut xvfb)?;
        let number = display.line_with("")?;
        let mut webkit = Command::new(&tools.driver);
        webkit
            .env("DISPLAY", format!(":{number}"))
            .env_remove("WAYLAND_DISPLAY")
            // Its language is the locale's; this one is always there, and no language.
            .env("LC_ALL", "C.UTF-8")
            .env_remove("LANGUAGE")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("GSETTINGS_BACKEND", "memory")
            .env("NO_AT_BRIDGE", "1")
            .stdout(Stdio::null());
        if crate::setup::is_root() {
            // As root its sandbox does not work; it then shows nothing but our page.
            webkit.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
        }
        // This driver takes no port of its own choice: one that was free a moment ago.
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let mut process = Process::start(webkit.arg(format!("--port={port}")))?;
        let address = address(port);
        process.wait_for(&address)?;
        Ok(Self { _process: process, _display: Some(display), address })
    }
}

/// A program that runs until this is dropped.
struct Process {
    child: Child,
    name: String,
}

impl Process {
    fn start(command: &mut Command) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn().with_context(|| name.clone())?;
        Ok(Self { child, name })
    }

    /// Waits for a line with `words` and returns what follows them.
    fn line_with(&mut self, words: &str) -> Result<String> {
        let output = self.child.stdout.take().context("no output")?;
        let mut lines = BufReader::new(output).lines();
        for line in &mut lines {
            let line = line?;
            if let Some((_, rest)) = line.split_once(words) {
                let rest = rest.trim().to_owned();
                // Somebody has to go on reading, or it blocks when the pipe is full.
                thread::spawn(move || lines.for_each(drop));
                return Ok(rest);
            }
        }
        bail!("{} did not start", self.name)
    }

    /// Waits until it answers at an address. It is asked whole questions: a connection that says nothing confuses it.
    fn wait_for(&mut self, address: &str) -> Result<()> {
        let start = Instant::now();
        while minreq::get(format!("{address}/status")).with_timeout(5).send().is_err() {
            if self.child.try_wait()?.is_some() || start.elapsed() > PATIENCE {
                bail!("{} did not start", self.name);
            }
            thread::sleep(Duration::from_millis(25));
        }
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn address(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}

/// The number that a line such as `127.0.0.1:4444` or `4444.` ends with.
fn port_at_end(line: &str) -> Result<u16> {
    let port = line.trim_end_matches('.').rsplit(':').next().unwrap_or_default();
    port.parse().with_context(|| format!("no port in `{line}`"))
}

/// Removes all that Firefox keeps of the documents it has shown; returns what failed, 0 if nothing.
pub const FIREFOX_CLEAR_ALL: &str = "return new Promise(done => \
    Services.clearData.deleteData(Ci.nsIClearDataService.CLEAR_ALL, { onDataDeleted: done }))";

/// The preferences that keep Firefox from asking other hosts: no reports, updates, prefetching or lists of any kind. The
/// reader's language is one the page does not have.
pub fn firefox_preferences() -> Value {
    json!({
        "app.normandy.enabled": false,
        "app.update.disabledForTesting": true,
        "browser.aboutwelcome.enabled": false,
        "browser.ml.enable": false,
        "browser.newtabpage.enabled": false,
        "browser.region.update.enabled": false,
        "browser.safebrowsing.downloads.remote.enabled": false,
        "browser.safebrowsing.malware.enabled": false,
        "browser.safebrowsing.phishing.enabled": false,
        "browser.search.update": false,
        "browser.shell.checkDefaultBrowser": false,
        "browser.startup.page": 0,
        "datareporting.policy.dataSubmissionEnabled": false,
        "dom.push.connection.enabled": false,
        "extensions.getAddons.cache.enabled": false,
        "extensions.systemAddon.update.enabled": false,
        "extensions.update.enabled": false,
        "intl.accept_languages": "fr",
        "media.gmp-manager.updateEnabled": false,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "network.dns.disablePrefetch": true,
        "network.http.speculative-parallel-limit": 0,
        "network.prefetch-next": false,
        "network.trr.mode": 5,
        "nimbus.rollouts.enabled": false,
        "services.settings.server": "data:,#remote-settings-dummy/v1",
        "toolkit.telemetry.enabled": false,
        "toolkit.telemetry.server": "",
        "toolkit.telemetry.unified": false,
    })
}
