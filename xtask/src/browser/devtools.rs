//! The commands that Chromium's DevTools add to WebDriver: emulated screens and media, touches, the requests and the
//! messages of the console. Other engines refuse all of it.

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::{Browser, Running, Screen};

impl Browser {
    /// A command of the Chrome DevTools Protocol.
    ///
    /// # Errors
    /// Fails if the browser refuses it.
    pub fn devtools(&self, method: &str, parameters: &Value) -> Result<Value> {
        self.send("/goog/cdp/execute", &json!({ "cmd": method, "params": parameters }))
    }

    /// A command of the Chrome DevTools Protocol that concerns the whole profile, such as its permissions.
    ///
    /// # Errors
    /// Fails if the browser refuses it.
    pub fn profile_devtools(&self, method: &str, parameters: &Value) -> Result<Value> {
        if let Running::Chromium { contexts: Some(contexts), .. } = &self.running {
            return contexts.send_about_current(method, parameters);
        }
        self.devtools(method, parameters)
    }

    /// Runs a script in each document before its own scripts.
    ///
    /// # Errors
    /// Fails if the browser refuses.
    pub fn before_scripts(&self, source: &str) -> Result<()> {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": source })).map(drop)
    }

    /// Sets the size, pixel density and kind of the screen.
    ///
    /// # Errors
    /// Fails if the browser refuses.
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
    /// Fails if the browser refuses.
    pub fn set_media(&self, features: &[(&str, &str)]) -> Result<()> {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", &json!({ "features": features })).map(drop)
    }

    /// Sets the size of type that the reader asks the browser for.
    ///
    /// # Errors
    /// Fails if the browser refuses.
    pub fn set_font_size(&self, size_px: u32) -> Result<()> {
        let sizes = json!({ "fontSizes": { "standard": size_px, "fixed": size_px } });
        self.devtools("Page.enable", &json!({}))?;
        self.devtools("Page.setFontSizes", &sizes).map(drop)
    }

    /// Sets the languages that the reader prefers, such as `zh-CN,en`.
    ///
    /// # Errors
    /// Fails if the browser refuses.
    pub fn set_languages(&self, languages: &str) -> Result<()> {
        let agent = self.evaluate("return navigator.userAgent", &[])?;
        self.devtools("Emulation.setUserAgentOverride", &json!({ "userAgent": agent, "acceptLanguage": languages }))
            .map(drop)
    }

    /// Drags the mouse along a line through the viewport, in steps; with Shift held if `shift`.
    ///
    /// # Errors
    /// Fails if the browser refuses.
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
    /// Fails if the browser refuses.
    pub fn send_mouse(&self, kind: &str, (x, y): (f64, f64), pressed: bool, shift: bool) -> Result<()> {
        const SHIFT: u32 = 8;
        let button = if kind == "mouseMoved" && !pressed { "none" } else { "left" };
        let event = json!({ "type": kind, "x": x, "y": y, "button": button, "buttons": u32::from(pressed),
            "modifiers": if shift { SHIFT } else { 0 }, "clickCount": 1 });
        self.devtools("Input.dispatchMouseEvent", &event).map(drop)
    }

    /// Taps a point of the viewport.
    ///
    /// # Errors
    /// Fails if the browser refuses.
    pub fn tap_at(&self, x_px: f64, y_px: f64) -> Result<()> {
        self.drag_fingers(&[vec![(x_px, y_px)]])
    }

    /// Puts fingers down on points of the viewport, moves them along and lifts them: each step has the places of all.
    ///
    /// # Errors
    /// Fails if the browser refuses.
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

    /// The page as it is printed, as PDF: A4, its own margins, with backgrounds.
    ///
    /// # Errors
    /// Fails if the browser refuses.
    pub fn pdf(&self) -> Result<Vec<u8>> {
        let sheet =
            json!({ "paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": true, "printBackground": true });
        let pdf = self.devtools("Page.printToPDF", &sheet)?;
        Ok(STANDARD.decode(pdf["data"].as_str().context("no document")?)?)
    }

    /// The console's messages since the last call: level and text.
    ///
    /// # Errors
    /// Fails if the driver refuses.
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
    /// Fails if the driver refuses.
    pub fn requests(&self) -> Result<Vec<String>> {
        let events = self.network_events()?.into_iter().filter_map(|event| {
            (event["method"] == "Network.requestWillBeSent")
                .then(|| event["params"]["request"]["url"].as_str().map(str::to_owned))?
        });
        Ok(events.collect())
    }

    /// The events of the network since the last call of this or of [`Self::requests`]: method and parameters.
    ///
    /// # Errors
    /// Fails if the driver refuses.
    pub fn network_events(&self) -> Result<Vec<Value>> {
        let entries = self.send("/se/log", &json!({ "type": "performance" }))?;
        let events = entries.as_array().into_iter().flatten().filter_map(|entry| {
            let mut event: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
            let is_network = event["message"]["method"].as_str()?.starts_with("Network.");
            is_network.then(|| event["message"].take())
        });
        Ok(events.collect())
    }
}
