//! A small WebDriver client for headless browsers, used by the end-to-end tests and for screenshots. This module has the
//! commands of all engines, `driver` the programs behind them, `devtools` and `contexts` what only Chromium can do.
//! Nothing here knows the page.

mod contexts;
mod devtools;
mod driver;

use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::setup::{self, BrowserTools, FirefoxTools, WebKitTools};
use contexts::Contexts;
use driver::Driver;

/// The longest time that a condition may take to come true.
const PATIENCE: Duration = Duration::from_secs(30);

/// The most that a window's frame and bars take.
const FRAME_PX: i64 = 300;

/// The longest time that a driver may take to answer.
const ANSWER_S: u64 = 60;
/// The number of times WebKitGTK is started, and the time that each but the last may take. About once in forty times, and
/// more often on a busy machine, MiniBrowser ends with a segmentation fault, and its driver waits for ever. In a run
/// of all journeys that has happened three times in a row.
const ATTEMPTS: u32 = 6;
const WEBKIT_START_S: u64 = 20;

/// Keys as WebDriver writes them.
pub mod key {
    #![allow(missing_docs, reason = "each is the key of its name")]
    pub const TAB: &str = "\u{E004}";
    pub const ENTER: &str = "\u{E007}";
    pub const SHIFT: &str = "\u{E008}";
    pub const CONTROL: &str = "\u{E009}";
    pub const ALT: &str = "\u{E00A}";
    pub const META: &str = "\u{E03D}";
    pub const ESCAPE: &str = "\u{E00C}";
    pub const SPACE: &str = " ";
    pub const PAGE_UP: &str = "\u{E00E}";
    pub const PAGE_DOWN: &str = "\u{E00F}";
    pub const END: &str = "\u{E010}";
    pub const HOME: &str = "\u{E011}";
    pub const LEFT: &str = "\u{E012}";
    pub const UP: &str = "\u{E013}";
    pub const RIGHT: &str = "\u{E014}";
    pub const DOWN: &str = "\u{E015}";
}

/// An emulated screen.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// Width in CSS pixels.
    pub width_px: u32,
    /// Height in CSS pixels.
    pub height_px: u32,
    /// Device pixels to a CSS pixel.
    pub device_pixel_ratio: f64,
    /// A phone: touch instead of a mouse, and the viewport meta element counts.
    pub touch: bool,
}

/// An engine with the programs that drive it.
#[derive(Clone, Copy, Debug)]
pub enum Engine<'a> {
    /// Chromium or Chrome, the only one with DevTools.
    Chromium(&'a BrowserTools),
    /// Gecko.
    Firefox(&'a FirefoxTools),
    /// WebKitGTK, in a window on a display that nobody sees: it knows no other way.
    WebKit(&'a WebKitTools),
}

/// The state of a document that counts as opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// The document has loaded with all its files.
    Whole,
    /// The document was requested; its files may never come.
    Asked,
}

/// The engine of a running browser, with what it takes to give it an empty profile.
enum Running {
    /// The address of its DevTools, and its contexts once there is one.
    Chromium {
        debugger: String,
        contexts: Option<Box<Contexts>>,
    },
    Firefox,
    /// The capabilities of another session: each has a profile of its own, kept in memory.
    WebKit {
        capabilities: Value,
    },
}

/// A browser with one window; it ends when dropped.
pub struct Browser {
    /// The session's address.
    session: String,
    running: Running,
    driver: Driver,
}

impl Browser {
    /// Starts Chromium, as [`Self::launch_in`] does.
    ///
    /// # Errors
    /// Fails if it does not start.
    pub fn launch(tools: &BrowserTools) -> Result<Self> {
        Self::launch_in(Engine::Chromium(tools), None, Opened::Whole)
    }

    /// Starts a driver on a free port and a browser with a fresh profile. Its reader's language is none of the page's,
    /// unless Chromium is given another. It asks `proxy`, if there is one, for all that is not on this machine.
    ///
    /// # Errors
    /// Fails if either does not start.
    pub fn launch_in(engine: Engine, proxy: Option<SocketAddr>, opened: Opened) -> Result<Self> {
        // On a busy machine a driver may not come up, and WebKit's may never give a session.
        let patience_s = if let Engine::WebKit(_) = engine { WEBKIT_START_S } else { ANSWER_S };
        for _ in 1..ATTEMPTS {
            if let Ok(browser) = Self::start(engine, proxy, opened, patience_s) {
                return Ok(browser);
            }
        }
        Self::start(engine, proxy, opened, ANSWER_S)
    }

    fn start(engine: Engine, proxy: Option<SocketAddr>, opened: Opened, patience_s: u64) -> Result<Self> {
        let driver = match engine {
            Engine::Chromium(tools) => Driver::chromium(tools)?,
            Engine::Firefox(tools) => Driver::firefox(tools)?,
            Engine::WebKit(tools) => Driver::webkit(tools)?,
        };
        let mut wanted = match engine {
            Engine::Chromium(tools) => json!({
                "browserName": "chrome",
                "goog:chromeOptions": { "binary": tools.chromium, "args": setup::chromium_arguments() },
                "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
            }),
            Engine::Firefox(tools) => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": {
                    "binary": tools.firefox,
                    "args": ["-headless"],
                    "prefs": driver::firefox_preferences(),
                },
            }),
            Engine::WebKit(tools) => json!({
                "webkitgtk:browserOptions": { "binary": tools.browser, "args": ["--automation"] },
            }),
        };
        if let Opened::Asked = opened {
            wanted["pageLoadStrategy"] = json!("none");
        }
        if let Some(proxy) = proxy {
            let proxy = proxy.to_string();
            wanted["proxy"] = json!({
                "proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy, "noProxy": ["127.0.0.1"],
            });
        }
        let (session, granted) = new_session(&driver, &wanted, patience_s)?;
        let running = match engine {
            Engine::Chromium(_) => {
                let debugger = granted["goog:chromeOptions"]["debuggerAddress"].as_str().context("no DevTools")?;
                Running::Chromium { debugger: debugger.to_owned(), contexts: None }
            }
            Engine::Firefox(_) => Running::Firefox,
            Engine::WebKit(_) => Running::WebKit { capabilities: wanted },
        };
        Ok(Self { session, running, driver })
    }

    /// Replaces the window by a new one with an empty profile: storage, caches, workers, permissions, scripts, screens and
    /// media of what came before are gone.
    ///
    /// # Errors
    /// Fails if the browser does not do it; it cannot be used after that.
    pub fn renew(&mut self) -> Result<()> {
        match &mut self.running {
            Running::Chromium { debugger, contexts } => {
                let (debugger, contexts) = (debugger.clone(), contexts.take());
                self.renew_chromium(&debugger, contexts)
            }
            Running::Firefox => self.renew_firefox(),
            Running::WebKit { capabilities } => {
                delete(&self.session)?;
                self.session = new_session(&self.driver, capabilities, WEBKIT_START_S)?.0;
                Ok(())
            }
        }
    }

    fn renew_chromium(&mut self, debugger: &str, contexts: Option<Box<Contexts>>) -> Result<()> {
        self.release_keys()?;
        let mut renewed = match contexts {
            Some(contexts) => contexts,
            None => Box::new(Contexts::connect(debugger, self.window()?)?),
        };
        self.go_to_window(renewed.home())?;
        let window = renewed.renew()?;
        self.go_to_window(&window)?;
        if let Running::Chromium { contexts, .. } = &mut self.running {
            *contexts = Some(renewed);
        }
        // The logs are the session's, whatever the window.
        self.console()?;
        self.requests().map(drop)
    }

    fn renew_firefox(&self) -> Result<()> {
        self.release_keys()?;
        // In another tab: the history and what is emulated are the tab's.
        let tab = self.send("/window/new", &json!({ "type": "tab" }))?;
        delete(&format!("{}/window", self.session))?;
        self.go_to_window(tab["handle"].as_str().context("no tab")?)?;
        self.send("/moz/context", &json!({ "context": "chrome" }))?;
        let kept = self.evaluate(driver::FIREFOX_CLEAR_ALL, &[])?;
        self.send("/moz/context", &json!({ "context": "content" }))?;
        if kept != json!(0) {
            bail!("Firefox kept some of its data: {kept}");
        }
        Ok(())
    }

    /// Releases the keys and buttons that are pressed.
    fn release_keys(&self) -> Result<()> {
        delete(&format!("{}/actions", self.session))
    }

    /// The handle of the window.
    fn window(&self) -> Result<String> {
        let window = read(minreq::get(format!("{}/window", self.session)).with_timeout(ANSWER_S))?;
        Ok(window.as_str().context("no window")?.to_owned())
    }

    fn go_to_window(&self, handle: &str) -> Result<()> {
        self.send("/window", &json!({ "handle": handle })).map(drop)
    }

    fn is_chromium(&self) -> bool {
        matches!(self.running, Running::Chromium { .. })
    }

    /// Opens an address and waits until the document counts as opened.
    ///
    /// # Errors
    /// Fails if the driver refuses.
    pub fn open(&self, url: &str) -> Result<()> {
        self.send("/url", &json!({ "url": url })).map(drop)
    }

    /// Goes back in the history.
    ///
    /// # Errors
    /// Fails if the driver refuses.
    pub fn back(&self) -> Result<()> {
        self.send("/back", &json!({})).map(drop)
    }

    /// Directs what follows to the document's frame of that number, or to the document itself.
    ///
    /// # Errors
    /// Fails if there is no such frame.
    pub fn go_into_frame(&self, frame: Option<u32>) -> Result<()> {
        self.send("/frame", &json!({ "id": frame })).map(drop)
    }

    /// Runs the body of a function in the page and returns what it returns.
    ///
    /// # Errors
    /// Fails if it throws.
    pub fn evaluate(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        self.send("/execute/sync", &json!({ "script": body, "args": arguments })).with_context(|| body.to_owned())
    }

    /// Waits until the body of a function returns something true, and returns it.
    ///
    /// # Errors
    /// Fails if that does not happen in time; `what` names the condition in the message.
    pub fn wait(&self, what: &str, body: &str, arguments: &[Value]) -> Result<Value> {
        // While one document takes the place of another there may be none of which anything can be asked.
        let body = &format!("if (!document.documentElement) return null; {body}");
        let start = Instant::now();
        loop {
            let value = match self.evaluate(body, arguments) {
                // WebKit's words for a document that another took the place of while it was asked.
                Err(error) if error.root_cause().to_string().contains("before the unload event") => Value::Null,
                value => value?,
            };
            if !matches!(&value, Value::Null | Value::Bool(false)) {
                return Ok(value);
            }
            if start.elapsed() > PATIENCE {
                bail!("waited {} s for {what}", PATIENCE.as_secs());
            }
            // The pace of asking, not of the page: the condition decides. WebKit's driver leaves every connection open.
            thread::sleep(Duration::from_millis(if self.is_chromium() { 25 } else { 100 }));
        }
    }

    /// Makes the window as large as its document is to be, in CSS pixels. An engine has a least width, of 500 or so.
    ///
    /// # Errors
    /// Fails if the window does not get that size.
    pub fn set_viewport(&self, width_px: u32, height_px: u32) -> Result<()> {
        // A window may get its size a moment after it was asked to, or another where its frame and bars take some of it.
        let inner = "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame( \
                     () => done([innerWidth, innerHeight]))))";
        let wanted_px = [i64::from(width_px), i64::from(height_px)];
        let (start, mut outer_px) = (Instant::now(), wanted_px);
        loop {
            self.send("/window/rect", &json!({ "width": outer_px[0], "height": outer_px[1] }))?;
            let own = self.evaluate(inner, &[])?;
            let own_px = [own[0].as_i64().context("no width")?, own[1].as_i64().context("no height")?];
            if own_px == wanted_px {
                return Ok(());
            }
            if start.elapsed() > PATIENCE {
                bail!("waited {} s for a window of {width_px} by {height_px}", PATIENCE.as_secs());
            }
            for side in 0..2 {
                // What was asked for last may still come; a window never takes more than this for itself.
                outer_px[side] = (outer_px[side] + wanted_px[side] - own_px[side])
                    .clamp(wanted_px[side], wanted_px[side] + FRAME_PX);
            }
        }
    }

    /// Moves the mouse to a point of the viewport.
    ///
    /// # Errors
    /// Fails if the point lies outside.
    pub fn move_to(&self, x_px: f64, y_px: f64) -> Result<()> {
        self.mouse(json!([{ "type": "pointerMove", "duration": 0, "x": x_px.round(), "y": y_px.round() }]))
    }

    /// Clicks at a point of the viewport.
    ///
    /// # Errors
    /// Fails if the point lies outside.
    pub fn click_at(&self, x_px: f64, y_px: f64) -> Result<()> {
        self.mouse(json!([
            { "type": "pointerMove", "duration": 0, "x": x_px.round(), "y": y_px.round() },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerUp", "button": 0 },
        ]))
    }

    fn mouse(&self, actions: Value) -> Result<()> {
        let source = json!({ "type": "pointer", "id": "mouse", "actions": actions });
        self.send("/actions", &json!({ "actions": [source] })).map(drop)
    }

    /// Presses keys one after the other; see [`key`].
    ///
    /// # Errors
    /// Fails if the browser refuses.
    pub fn press(&self, keys: &[&str]) -> Result<()> {
        let actions: Vec<Value> = keys
            .iter()
            .flat_map(|key| [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })])
            .collect();
        self.keyboard(&actions)
    }

    /// Presses a key while another is held.
    ///
    /// # Errors
    /// Fails if the browser refuses.
    pub fn press_with(&self, held: &str, key: &str) -> Result<()> {
        self.keyboard(&[
            json!({ "type": "keyDown", "value": held }),
            json!({ "type": "keyDown", "value": key }),
            json!({ "type": "keyUp", "value": key }),
            json!({ "type": "keyUp", "value": held }),
        ])
    }

    fn keyboard(&self, actions: &[Value]) -> Result<()> {
        let source = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.send("/actions", &json!({ "actions": [source] })).map(drop)
    }

    /// A picture of the window, as PNG.
    ///
    /// # Errors
    /// Fails if the browser refuses.
    pub fn screenshot(&self) -> Result<Vec<u8>> {
        // DevTools' own, since it follows the emulated screen.
        let shot = if self.is_chromium() {
            self.devtools("Page.captureScreenshot", &json!({ "format": "png" }))?["data"].take()
        } else {
            read(minreq::get(format!("{}/screenshot", self.session)).with_timeout(ANSWER_S))?
        };
        Ok(STANDARD.decode(shot.as_str().context("no picture")?)?)
    }

    fn send(&self, path: &str, body: &Value) -> Result<Value> {
        post(&format!("{}{path}", self.session), body, ANSWER_S)
    }
}

/// Asks a driver for a session with these capabilities: its address, and the capabilities it has.
fn new_session(driver: &Driver, capabilities: &Value, patience_s: u64) -> Result<(String, Value)> {
    let sessions = format!("{}/session", driver.address);
    let mut session = post(&sessions, &json!({ "capabilities": { "alwaysMatch": capabilities } }), patience_s)?;
    let id = session["sessionId"].as_str().context("the driver named no session")?;
    Ok((format!("{sessions}/{id}"), session["capabilities"].take()))
}

fn delete(url: &str) -> Result<()> {
    read(minreq::delete(url).with_timeout(ANSWER_S)).map(drop)
}

fn post(url: &str, body: &Value, patience_s: u64) -> Result<Value> {
    let request = minreq::post(url).with_header("Content-Type", "application/json").with_body(body.to_string());
    read(request.with_timeout(patience_s)).with_context(|| url.to_owned())
}

/// Sends a request to the driver and reads its answer.
fn read(request: minreq::Request) -> Result<Value> {
    let response = request.send().context("the driver gave no answer")?;
    let mut answer: Value = serde_json::from_slice(response.as_bytes())?;
    if response.status_code != 200 {
        let text = |key: &str| answer["value"][key].as_str().unwrap_or_default().to_owned();
        bail!("{}: {}", text("error"), text("message"));
    }
    Ok(answer["value"].take())
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Ends the browser and removes its profile; without an answer it goes down with its driver all the same.
        let _ = minreq::delete(self.session.as_str()).with_timeout(10).send();
    }
}
