//! A headless Chromium, driven through chromedriver: a small WebDriver client, for the end-to-end tests and the
//! screenshots. Nothing here knows the page.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::setup::{self, BrowserTools};

/// How long a condition may take to come true.
const PATIENCE: Duration = Duration::from_secs(30);

/// Keys as WebDriver writes them.
pub mod key {
    #![allow(missing_docs, reason = "each is the key of its name")]
    pub const TAB: &str = "\u{E004}";
    pub const ENTER: &str = "\u{E007}";
    pub const SHIFT: &str = "\u{E008}";
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

/// What the browser pretends its screen to be.
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

/// A browser with one window; it ends when dropped.
pub struct Browser {
    driver: Child,
    /// The session's address.
    session: String,
}

impl Browser {
    /// Starts a driver on a free port and a browser with a fresh profile.
    ///
    /// # Errors
    /// Where either does not start.
    pub fn launch(tools: &BrowserTools) -> Result<Self> {
        let mut driver = Command::new(&tools.chromedriver)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| tools.chromedriver.display().to_string())?;
        let port = port_of(&mut driver)?;
        let mut browser = Self { driver, session: format!("http://127.0.0.1:{port}/session") };
        let capabilities = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": { "binary": tools.chromium, "args": setup::chromium_arguments() },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        } } });
        let session = browser.send("", &capabilities)?;
        let id = session["sessionId"].as_str().context("the driver named no session")?;
        browser.session = format!("{}/{id}", browser.session);
        Ok(browser)
    }

    /// Opens an address and waits until the document is loaded.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub fn open(&self, url: &str) -> Result<()> {
        self.send("/url", &json!({ "url": url })).map(drop)
    }

    /// Goes back in the history.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub fn back(&self) -> Result<()> {
        self.send("/back", &json!({})).map(drop)
    }

    /// Goes on inside the document's frame of that number, or else in the document itself.
    ///
    /// # Errors
    /// Where there is no such frame.
    pub fn go_into_frame(&self, frame: Option<u32>) -> Result<()> {
        self.send("/frame", &json!({ "id": frame })).map(drop)
    }

    /// Runs the body of a function in the page and returns what it returns.
    ///
    /// # Errors
    /// Where it throws.
    pub fn evaluate(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        self.send("/execute/sync", &json!({ "script": body, "args": arguments })).with_context(|| body.to_owned())
    }

    /// Waits until the body of a function returns something true, and returns it.
    ///
    /// # Errors
    /// Where that does not happen in time; `what` says what was waited for.
    pub fn wait(&self, what: &str, body: &str, arguments: &[Value]) -> Result<Value> {
        let start = Instant::now();
        loop {
            let value = self.evaluate(body, arguments)?;
            if !matches!(&value, Value::Null | Value::Bool(false)) {
                return Ok(value);
            }
            if start.elapsed() > PATIENCE {
                bail!("waited {} s for {what}", PATIENCE.as_secs());
            }
            // The pace of asking, not of the page: the condition decides.
            thread::sleep(Duration::from_millis(25));
        }
    }

    /// A command of the Chrome DevTools Protocol.
    ///
    /// # Errors
    /// Where the browser refuses it.
    pub fn devtools(&self, method: &str, parameters: &Value) -> Result<Value> {
        self.send("/goog/cdp/execute", &json!({ "cmd": method, "params": parameters }))
    }

    /// Runs a script in each document before its own scripts.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub fn before_scripts(&self, source: &str) -> Result<()> {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": source })).map(drop)
    }

    /// Sets the size, pixel density and kind of the screen.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub fn set_screen(&self, screen: Screen) -> Result<()> {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            &json!({
                "width": screen.width_px,
                "height": screen.height_px,
                "deviceScaleFactor": screen.device_pixel_ratio,
                "mobile": screen.touch,
            }),
        )?;
        self.devtools(
            "Emulation.setTouchEmulationEnabled",
            &json!({ "enabled": screen.touch, "maxTouchPoints": if screen.touch { 5 } else { 1 } }),
        )
        .map(drop)
    }

    /// Sets media features, such as `prefers-color-scheme`.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub fn set_media(&self, features: &[(&str, &str)]) -> Result<()> {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", &json!({ "features": features })).map(drop)
    }

    /// Sets the languages that the reader prefers, such as `zh-CN,en`.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub fn set_languages(&self, languages: &str) -> Result<()> {
        let agent = self.evaluate("return navigator.userAgent", &[])?;
        self.devtools("Emulation.setUserAgentOverride", &json!({ "userAgent": agent, "acceptLanguage": languages }))
            .map(drop)
    }

    /// Moves the mouse to a point of the viewport.
    ///
    /// # Errors
    /// Where the point lies outside.
    pub fn move_to(&self, x_px: f64, y_px: f64) -> Result<()> {
        self.mouse(json!([{ "type": "pointerMove", "duration": 0, "x": x_px.round(), "y": y_px.round() }]))
    }

    /// Clicks at a point of the viewport.
    ///
    /// # Errors
    /// Where the point lies outside.
    pub fn click_at(&self, x_px: f64, y_px: f64) -> Result<()> {
        self.mouse(json!([
            { "type": "pointerMove", "duration": 0, "x": x_px.round(), "y": y_px.round() },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerUp", "button": 0 },
        ]))
    }

    /// Drags the mouse along a line through the viewport, in steps; with Shift held if `shift`.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub fn drag(&self, from: (f64, f64), to: (f64, f64), shift: bool) -> Result<()> {
        const STEPS: u32 = 6;
        self.send_mouse("mouseMoved", from, false, shift)?;
        self.send_mouse("mousePressed", from, true, shift)?;
        for step in 1..=STEPS {
            let share = f64::from(step) / f64::from(STEPS);
            let at = (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
            self.send_mouse("mouseMoved", at, true, shift)?;
        }
        self.send_mouse("mouseReleased", to, false, shift)
    }

    /// One event of the mouse, by its name in the DevTools Protocol; the left button is down after it if `pressed`.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub fn send_mouse(&self, kind: &str, (x, y): (f64, f64), pressed: bool, shift: bool) -> Result<()> {
        const SHIFT: u32 = 8;
        let button = if kind == "mouseMoved" && !pressed { "none" } else { "left" };
        let event = json!({ "type": kind, "x": x, "y": y, "button": button, "buttons": u32::from(pressed),
            "modifiers": if shift { SHIFT } else { 0 }, "clickCount": 1 });
        self.devtools("Input.dispatchMouseEvent", &event).map(drop)
    }

    fn mouse(&self, actions: Value) -> Result<()> {
        let source = json!({ "type": "pointer", "id": "mouse", "actions": actions });
        self.send("/actions", &json!({ "actions": [source] })).map(drop)
    }

    /// Touches a point of the viewport and lets go.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub fn tap_at(&self, x_px: f64, y_px: f64) -> Result<()> {
        self.drag_fingers(&[vec![(x_px, y_px)]])
    }

    /// Puts fingers down on points of the viewport, moves them along and lifts them: each step says where all are.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub fn drag_fingers(&self, steps: &[Vec<(f64, f64)>]) -> Result<()> {
        let touch = |kind: &str, fingers: &[(f64, f64)]| {
            let points: Vec<Value> =
                fingers.iter().enumerate().map(|(id, (x, y))| json!({ "id": id, "x": x, "y": y })).collect();
            self.devtools("Input.dispatchTouchEvent", &json!({ "type": kind, "touchPoints": points }))
        };
        for (ix, fingers) in steps.iter().enumerate() {
            touch(if ix == 0 { "touchStart" } else { "touchMove" }, fingers)?;
        }
        touch("touchEnd", &[]).map(drop)
    }

    /// Presses keys one after the other; see [`key`].
    ///
    /// # Errors
    /// Where the browser refuses.
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
    /// Where the browser refuses.
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

    /// The page as it is printed, as PDF: A4, its own margins, with backgrounds.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub fn pdf(&self) -> Result<Vec<u8>> {
        let sheet =
            json!({ "paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": true, "printBackground": true });
        let pdf = self.devtools("Page.printToPDF", &sheet)?;
        Ok(STANDARD.decode(pdf["data"].as_str().context("no document")?)?)
    }

    /// What the window shows, as PNG.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub fn screenshot(&self) -> Result<Vec<u8>> {
        let shot = self.devtools("Page.captureScreenshot", &json!({ "format": "png" }))?;
        Ok(STANDARD.decode(shot["data"].as_str().context("no picture")?)?)
    }

    /// The console's messages since the last call: level and text.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub fn console(&self) -> Result<Vec<(String, String)>> {
        let word = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
        let entries = self.send("/se/log", &json!({ "type": "browser" }))?;
        Ok(entries
            .as_array()
            .into_iter()
            .flatten()
            .map(|entry| (word(entry, "level"), word(entry, "message")))
            .collect())
    }

    /// The addresses asked for since the last call, in their order.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub fn requests(&self) -> Result<Vec<String>> {
        let entries = self.send("/se/log", &json!({ "type": "performance" }))?;
        let events = entries.as_array().into_iter().flatten().filter_map(|entry| {
            let event: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
            let message = &event["message"];
            (message["method"] == "Network.requestWillBeSent")
                .then(|| message["params"]["request"]["url"].as_str().map(str::to_owned))?
        });
        Ok(events.collect())
    }

    fn send(&self, path: &str, body: &Value) -> Result<Value> {
        let response = minreq::post(format!("{}{path}", self.session))
            .with_header("Content-Type", "application/json")
            .with_body(body.to_string())
            .with_timeout(60)
            .send()
            .with_context(|| format!("the driver gave no answer to {path}"))?;
        let mut answer: Value = serde_json::from_slice(response.as_bytes())?;
        if response.status_code != 200 {
            let text = |key: &str| answer["value"][key].as_str().unwrap_or_default().to_owned();
            bail!("{}: {}", text("error"), text("message"));
        }
        Ok(answer["value"].take())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Ends the browser and removes its profile; without an answer the driver goes down all the same.
        let _ = minreq::delete(self.session.as_str()).with_timeout(10).send();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The port that a driver started with `--port=0` says it has.
fn port_of(driver: &mut Child) -> Result<u16> {
    let output = driver.stdout.take().context("the driver has no output")?;
    let mut lines = BufReader::new(output).lines();
    for line in &mut lines {
        let line = line?;
        if let Some((_, port)) = line.split_once("started successfully on port ") {
            let port = port.trim_end_matches('.').parse().with_context(|| line.clone())?;
            // Somebody has to go on reading, or the driver blocks when the pipe is full.
            thread::spawn(move || lines.for_each(drop));
            return Ok(port);
        }
    }
    bail!("the driver did not start")
}
