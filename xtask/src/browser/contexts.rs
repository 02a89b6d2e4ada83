//! Chromium's browser contexts: empty profiles within a running browser. They are made and disposed of by the browser's
//! own DevTools, which chromedriver does not pass on.

use std::cell::RefCell;
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use tungstenite::{Message, WebSocket};

use super::ANSWER_S;

/// The contexts of one browser, of which there is one at a time.
pub struct Contexts {
    socket: RefCell<WebSocket<TcpStream>>,
    /// The handle of the browser's first window, which is of no context and stays open.
    home: String,
    current: Option<String>,
}

impl Contexts {
    /// Connects to the DevTools of a browser, at an address such as `localhost:9222`.
    pub fn connect(debugger: &str, home: String) -> Result<Self> {
        let version = minreq::get(format!("http://{debugger}/json/version")).with_timeout(ANSWER_S).send()?;
        let version: Value = serde_json::from_slice(version.as_bytes())?;
        let url = version["webSocketDebuggerUrl"].as_str().context("no address of the browser's DevTools")?;
        let stream = TcpStream::connect(debugger)?;
        stream.set_read_timeout(Some(Duration::from_secs(ANSWER_S)))?;
        let (socket, _) = tungstenite::client(url, stream)?;
        Ok(Self { socket: RefCell::new(socket), home, current: None })
    }

    pub fn home(&self) -> &str {
        &self.home
    }

    /// Disposes of the current context with its windows and makes another: the handle of its window.
    pub fn renew(&mut self) -> Result<String> {
        if let Some(context) = self.current.take() {
            self.send("Target.disposeBrowserContext", &json!({ "browserContextId": context }))?;
        }
        let made = self.send("Target.createBrowserContext", &json!({}))?;
        self.current = Some(made["browserContextId"].as_str().context("no context")?.to_owned());
        let window = json!({ "url": "about:blank", "newWindow": true });
        let made = self.send_about_current("Target.createTarget", &window)?;
        Ok(made["targetId"].as_str().context("no window")?.to_owned())
    }

    /// Sends a command about the current context.
    pub fn send_about_current(&self, method: &str, parameters: &Value) -> Result<Value> {
        let mut parameters = parameters.clone();
        parameters["browserContextId"] = json!(self.current);
        self.send(method, &parameters)
    }

    fn send(&self, method: &str, parameters: &Value) -> Result<Value> {
        // One at a time, and so always of the same number.
        const ID: u32 = 1;
        let mut socket = self.socket.borrow_mut();
        socket.send(Message::text(json!({ "id": ID, "method": method, "params": parameters }).to_string()))?;
        loop {
            let Message::Text(text) = socket.read()? else { continue };
            let mut answer: Value = serde_json::from_str(&text)?;
            if answer["id"] == json!(ID) {
                match answer.get("error") {
                    Some(error) => bail!("{method}: {error}"),
                    None => return Ok(answer["result"].take()),
                }
            }
        }
    }
}
