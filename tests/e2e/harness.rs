//! The page as the journeys see it, through the contract only: sections, `[data-id]`, `#status`, `data-state`.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tiny_http::{Header, Response};
use xtask::browser::{Browser, Opened, Screen, key};
use xtask::paths;
use xtask::serve::{Server, keep_awake};

use crate::page_errors::{EngineKind, Proxy};
use crate::pool::Borrowed;

pub const DESKTOP: Screen = Screen { width_px: 1440, height_px: 1000, device_pixel_ratio: 1.0, touch: false };
pub const PHONE: Screen = Screen { width_px: 390, height_px: 844, device_pixel_ratio: 3.0, touch: true };

/// The longest time that a file may take to be saved.
const FILE_PATIENCE: Duration = Duration::from_secs(20);

/// The three views' sections.
pub const VIEWS: [&str; 3] = ["map", "funding", "timeline"];

pub static SERVER: LazyLock<Server> = LazyLock::new(|| {
    let dist = paths::dist();
    assert!(dist.join("index.html").is_file(), "no dist/; `cargo xtask build` makes it");
    Server::start(&dist, 0).unwrap()
});

/// Runs in each document before its own scripts: collects what goes wrong, and counts what is drawn on each canvas.
pub const WATCH: &str = r#"
    window.trouble = [];
    addEventListener("error", event => trouble.push(`error: ${event.message} ${event.error?.stack ?? ""}`));
    addEventListener("unhandledrejection", event => trouble.push(`rejection: ${event.reason}`));
    addEventListener("securitypolicyviolation", event =>
        trouble.push(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
    for (const name of ["fill", "stroke", "fillRect", "strokeRect", "clearRect", "fillText", "strokeText", "drawImage"]) {
        const original = CanvasRenderingContext2D.prototype[name];
        CanvasRenderingContext2D.prototype[name] = function (...parameters) {
            this.canvas.drawn = (this.canvas.drawn ?? 0) + 1;
            return original.apply(this, parameters);
        };
    }
"#;

/// A page in a browser that no other journey has meanwhile.
pub struct Page {
    borrowed: Borrowed,
    /// The address of the site's root.
    home: String,
    /// Parts of what the console may say.
    allowed: RefCell<Vec<&'static str>>,
    /// Addresses of other sites that a journey goes to.
    elsewhere: RefCell<Vec<String>>,
    /// The errors in the documents left behind, in engines without DevTools.
    behind: RefCell<Vec<Value>>,
}

/// A journey: a fresh browser, the steps, and at the end nothing that went wrong.
pub fn journey(screen: Screen, steps: impl FnOnce(&Page)) {
    journey_at(&SERVER.url(""), screen, steps);
}

/// A journey on the site at this address, which ends with a slash.
pub fn journey_at(home: &str, screen: Screen, steps: impl FnOnce(&Page)) {
    let page = Page::new(Borrowed::take(EngineKind::Chromium, Opened::Whole), home.to_owned());
    page.set_screen(screen);
    page.set_languages("zh-CN");
    page.before_scripts(WATCH);
    steps(&page);
    page.assert_nothing_went_wrong();
}

/// A copy of the built site, with a server of its own, to take something out of or put something into.
pub struct Site {
    pub dir: PathBuf,
    server: Server,
}

impl Site {
    /// Copies the site into a directory named `name`.
    pub fn copy(name: &str) -> Self {
        let dir = paths::target().join("e2e").join(name);
        let _ = fs::remove_dir_all(&dir);
        copy(&paths::dist(), &dir);
        let server = Server::start(&dir, 0).unwrap();
        Self { dir, server }
    }

    /// Its address.
    pub fn url(&self) -> String {
        self.server.url("")
    }

    /// A journey there.
    pub fn journey(&self, screen: Screen, steps: impl FnOnce(&Page)) {
        journey_at(&self.server.url(""), screen, steps);
    }
}

/// The body of a function that asks `probe.js` something by name, with its own arguments.
pub fn probe(name: &str) -> String {
    const PROBES: &str = include_str!("probe.js");
    assert!(PROBES.contains(&format!("\n    {name}(")), "probe.js has no {name}");
    format!("{PROBES}return probes.{name}(...arguments)")
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

impl Page {
    /// A page that is still to be opened, below `home`.
    pub fn new(borrowed: Borrowed, home: String) -> Self {
        let (allowed, elsewhere, behind) = Default::default();
        Self { borrowed, home, allowed, elsewhere, behind }
    }

    fn browser(&self) -> &Browser {
        &self.borrowed.browser
    }

    /// Opens an address below the site's root, such as `en/?theme=dark`, and waits until the page is ready.
    pub fn open(&self, path: &str) {
        if self.proxy().is_some() {
            let trouble = self.evaluate("return window.trouble ?? []", &[]);
            self.behind.borrow_mut().extend(trouble.as_array().unwrap().iter().cloned());
        }
        self.browser().open(&format!("{}{path}", self.home)).unwrap();
        self.wait_until_ready();
        self.wait_for_parts();
    }

    /// Waits until the page runs.
    pub fn wait_until_ready(&self) {
        self.wait("the page to be ready", "return document.documentElement.dataset.state === 'ready'", &[]);
    }

    /// Acts as a reader who stays, for whom the page loads the rest.
    pub fn engage(&self) {
        self.evaluate("dispatchEvent(new Event('pointermove'))", &[]);
    }

    /// Waits for what comes when the page is ready: the parts of the module that are on their way for a reader who stays, and
    /// the charts below the screen.
    pub fn wait_for_parts(&self) {
        self.engage();
        self.wait("the parts", "return !document.querySelector('main .part-pending[aria-busy=true]')", &[]);
        self.wait("the charts", "return !document.querySelector('main .view .stage:empty')", &[]);
    }

    /// Opens an address below the site's root, whatever becomes of the page: returns when its document has come.
    pub fn begin(&self, path: &str) {
        self.evaluate("window.before = true", &[]);
        self.browser().open(&format!("{}{path}", self.home)).unwrap();
        self.wait(
            "a new document",
            "return !window.before && document.documentElement.hasAttribute('data-state')",
            &[],
        );
    }

    /// Opens an address, relative to the site's root, of something else than the page.
    pub fn visit(&self, path: &str) {
        self.browser().open(&format!("{}{path}", self.home)).unwrap();
        self.elsewhere.borrow_mut().push(self.text("return location.href"));
    }

    /// The address of the site's root.
    pub fn home(&self) -> &str {
        &self.home
    }

    /// Empties what the browser keeps by itself of what it has loaded.
    pub fn empty_browser_cache(&self) {
        self.browser().devtools("Network.clearBrowserCache", &json!({})).unwrap();
    }

    /// Runs a script in each document before its own scripts, from the next one on.
    pub fn before_scripts(&self, source: &str) {
        self.browser().before_scripts(source).unwrap();
    }

    /// Lets the page's own scripts run, or not.
    pub fn set_scripts(&self, run: bool) {
        self.browser().devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": !run })).unwrap();
    }

    /// Sends one event of the mouse at a point of the viewport: `mousePressed`, `mouseMoved` with the button down, or
    /// `mouseReleased`.
    pub fn send_mouse(&self, kind: &str, at: (f64, f64)) {
        self.browser().send_mouse(kind, at, kind != "mouseReleased", false).unwrap();
    }

    /// Drags the mouse between two points of the viewport with Shift held.
    pub fn drag_shifted(&self, from: (f64, f64), to: (f64, f64)) {
        self.browser().drag(from, to, true).unwrap();
    }

    /// Lets the console say what contains `words`: of a file that is missing on purpose, say.
    pub fn allow_console(&self, words: &'static str) {
        self.allowed.borrow_mut().push(words);
    }

    /// Opens a page of this markup on another site, which has none of our headers.
    pub fn open_elsewhere(&self, markup: &str) {
        let server = Arc::new(tiny_http::Server::http(("127.0.0.1", 0)).unwrap());
        keep_awake(&server);
        // By its name it is another site than by its number. What watches the other engines lets them ask numbers only.
        let name = if self.proxy().is_some() { "127.0.0.1" } else { "localhost" };
        let address = format!("http://{name}:{}/", server.server_addr().to_ip().unwrap().port());
        let (markup, html) =
            (markup.to_owned(), Header::from_bytes("Content-Type", "text/html; charset=utf-8").unwrap());
        thread::spawn(move || {
            while let Ok(request) = server.recv() {
                let _ = request.respond(Response::from_string(&markup).with_header(html.clone()));
            }
        });
        self.browser().open(&address).unwrap();
        self.elsewhere.borrow_mut().push(address);
    }

    /// Runs `steps` inside the page's only frame.
    pub fn inside_frame(&self, steps: impl FnOnce()) {
        // Until its own document comes, a frame has an empty one, which a command may be sent to in vain. That of another
        // site is null.
        let has_come = "const frame = document.querySelector('iframe'); \
                        return frame && frame.contentDocument?.URL !== 'about:blank'";
        self.wait("the frame's document", has_come, &[]);
        self.browser().go_into_frame(Some(0)).unwrap();
        steps();
        self.browser().go_into_frame(None).unwrap();
    }

    /// Lets the page write to the clipboard, and the journey read it.
    pub fn allow_clipboard(&self) {
        let permissions = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        self.browser().profile_devtools("Browser.grantPermissions", &permissions).unwrap();
    }

    /// Lets the page save files into `dir`, which is emptied first.
    pub fn allow_files(&self, dir: &Path) {
        let _ = fs::remove_dir_all(dir);
        fs::create_dir_all(dir).unwrap();
        let behavior = json!({ "behavior": "allow", "downloadPath": dir });
        self.browser().profile_devtools("Browser.setDownloadBehavior", &behavior).unwrap();
    }

    /// The contents of a file that the page saves, once it is there.
    pub fn saved(&self, file: &Path) -> Vec<u8> {
        let start = Instant::now();
        loop {
            match fs::read(file) {
                Ok(bytes) if !bytes.is_empty() => return bytes,
                _ => assert!(start.elapsed() < FILE_PATIENCE, "waited for {}", file.display()),
            }
            // The pace of asking: a frame of the page.
            self.evaluate("return new Promise(requestAnimationFrame)", &[]);
        }
    }

    /// Waits until what is read beside the pictures has come.
    pub fn wait_for_details(&self) {
        self.engage();
        self.wait("the details", "return document.documentElement.dataset.details === 'ready'", &[]);
    }

    /// Waits until every picture has been painted: those far from the screen are when the browser is idle.
    pub fn wait_for_pictures(&self) {
        let body = "return [...document.querySelectorAll('figure canvas')].every(canvas => canvas.drawn > 0)";
        self.wait("the pictures", body, &[]);
    }

    /// Goes back in the history.
    pub fn back(&self) {
        self.browser().back().unwrap();
    }

    /// Runs the body of a function in the page and returns its value.
    pub fn evaluate(&self, body: &str, arguments: &[Value]) -> Value {
        self.browser().evaluate(body, arguments).unwrap()
    }

    /// The same as text.
    pub fn text(&self, body: &str) -> String {
        self.evaluate(body, &[]).as_str().unwrap_or_default().to_owned()
    }

    /// The same as a number.
    pub fn number(&self, body: &str) -> f64 {
        self.evaluate(body, &[]).as_f64().unwrap_or(f64::NAN)
    }

    /// The number of elements that match a selector.
    pub fn count(&self, selector: &str) -> usize {
        let count = self.evaluate("return document.querySelectorAll(arguments[0]).length", &[json!(selector)]);
        usize::try_from(count.as_u64().unwrap()).unwrap()
    }

    /// Waits until a function's body returns something true.
    pub fn wait(&self, what: &str, body: &str, arguments: &[Value]) -> Value {
        self.browser().wait(what, body, arguments).unwrap()
    }

    /// Waits until an element matches.
    pub fn wait_for(&self, selector: &str) {
        self.wait(selector, "return document.querySelector(arguments[0]) !== null", &[json!(selector)]);
    }

    /// Waits until `#status` says something that contains `words`.
    pub fn wait_for_status(&self, words: &str) {
        let body = "return document.querySelector('#status').textContent.includes(arguments[0])";
        self.wait(&format!("#status with {words}"), body, &[json!(words)]);
    }

    /// Brings an element into view and returns its middle, in the viewport.
    pub fn middle_of(&self, selector: &str) -> (f64, f64) {
        let body = &probe("centre");
        let found = self.evaluate(body, &[json!(selector)]);
        let numbers: Vec<f64> = found.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
        assert!(numbers.len() == 4 && numbers[2] > 0.0 && numbers[3] > 0.0, "{selector} cannot be pointed at: {found}");
        (numbers[0], numbers[1])
    }

    /// Clicks the middle of an element with the mouse: what lies on top gets it.
    pub fn click(&self, selector: &str) {
        let (x_px, y_px) = self.middle_of(selector);
        if self.proxy().is_some() {
            // Other engines scroll on the screen a frame after the document has: a click would hit what was there.
            self.evaluate("return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))", &[]);
        }
        self.browser().click_at(x_px, y_px).unwrap();
    }

    /// Clicks the first of the elements that is shown; if none is, it is looked for in the menu of the head.
    pub fn click_shown(&self, selector: &str) {
        let mark = &probe("markShown");
        if self.evaluate(mark, &[json!(selector)]) == json!(false) {
            self.open_menu();
            self.evaluate(mark, &[json!(selector)]);
        }
        self.click("[data-shown]");
    }

    /// Opens the menu in the head of the page, where the tools are behind one.
    pub fn open_menu(&self) {
        if self.evaluate("return document.querySelector('#menu').checkVisibility()", &[]) == json!(true) {
            self.click("#menu");
            self.wait_for("#more:popover-open");
        }
    }

    /// Touches the middle of an element.
    pub fn tap(&self, selector: &str) {
        let (x_px, y_px) = self.middle_of(selector);
        self.browser().tap_at(x_px, y_px).unwrap();
    }

    /// Touches a point of the viewport.
    pub fn tap_at(&self, x_px: f64, y_px: f64) {
        self.browser().tap_at(x_px, y_px).unwrap();
    }

    /// Clicks a point of the viewport.
    pub fn click_at(&self, x_px: f64, y_px: f64) {
        self.browser().click_at(x_px, y_px).unwrap();
    }

    /// Puts fingers down, moves them along and lifts them: each step says where all are, in the viewport.
    pub fn drag_fingers(&self, steps: &[Vec<(f64, f64)>]) {
        self.browser().drag_fingers(steps).unwrap();
    }

    /// Turns the mouse's wheel over a point of the viewport, by so much of the page.
    pub fn wheel(&self, (x_px, y_px): (f64, f64), down_px: f64) {
        let turned = json!({ "type": "mouseWheel", "x": x_px, "y": y_px, "deltaX": 0, "deltaY": down_px });
        self.browser().devtools("Input.dispatchMouseEvent", &turned).unwrap();
    }

    /// Presses a key while another is held.
    pub fn press_with(&self, held: &str, key: &str) {
        self.browser().press_with(held, key).unwrap();
    }

    /// Moves the mouse over the middle of an element.
    pub fn hover(&self, selector: &str) {
        let (x_px, y_px) = self.middle_of(selector);
        self.browser().move_to(x_px, y_px).unwrap();
    }

    /// Drags the mouse from one point of a view's picture to another (in its own pixels), with Shift held if `shift`.
    pub fn drag(&self, section: &str, from: (f64, f64), to: (f64, f64), shift: bool) {
        self.middle_of(&format!("#{section} canvas"));
        let body = &probe("pictureCorner");
        let corner = self.evaluate(body, &[json!(section)]);
        let (x_px, y_px) = (corner[0].as_f64().unwrap(), corner[1].as_f64().unwrap());
        self.browser().drag((x_px + from.0, y_px + from.1), (x_px + to.0, y_px + to.1), shift).unwrap();
    }

    /// Presses keys, one after the other.
    pub fn press(&self, keys: &[&str]) {
        self.browser().press(keys).unwrap();
    }

    /// Presses Tab until the focus is on an item of the section, from the document's start.
    pub fn tab_into(&self, section: &str) {
        self.evaluate("document.activeElement.blur(); document.body.focus(); scrollTo(0, 0)", &[]);
        for _ in 0..80 {
            self.press(&[key::TAB]);
            let inside = "return document.activeElement.matches(`#${arguments[0]} [data-id]`)";
            if self.evaluate(inside, &[json!(section)]) == json!(true) {
                return;
            }
        }
        panic!("80 times Tab does not lead to an item of #{section}");
    }

    /// The id of the item that has the focus; empty where none has.
    pub fn focused(&self) -> String {
        self.text("return document.activeElement.dataset?.id ?? ''")
    }

    /// The address bar's query, without the question mark.
    pub fn query(&self) -> String {
        self.text("return decodeURIComponent(location.search.slice(1))")
    }

    /// Media features as the system would set them.
    pub fn set_media(&self, features: &[(&str, &str)]) {
        self.browser().set_media(features).unwrap();
    }

    /// The medium the page is laid out for, such as `print`; empty for the screen.
    pub fn set_medium(&self, medium: &str) {
        self.browser().devtools("Emulation.setEmulatedMedia", &json!({ "media": medium })).unwrap();
    }

    /// The page as it is printed.
    pub fn pdf(&self) -> Vec<u8> {
        self.browser().pdf().unwrap()
    }

    /// The languages the reader prefers; Chinese at the start of a journey.
    pub fn set_languages(&self, languages: &str) {
        self.browser().set_languages(languages).unwrap();
    }

    /// Another window, in any engine.
    pub fn set_viewport(&self, width_px: u32, height_px: u32) {
        self.browser().set_viewport(width_px, height_px).unwrap();
    }

    /// Loads the page anew, as the reader does.
    pub fn reload(&self) {
        self.evaluate("window.left = true; location.reload()", &[]);
        let anew = "return !window.left && document.documentElement.dataset.state === 'ready'";
        self.wait("the page to be ready anew", anew, &[]);
        self.wait_for_parts();
    }

    /// The size of type that the reader asks the browser for.
    pub fn set_font_size(&self, size_px: u32) {
        self.browser().set_font_size(size_px).unwrap();
    }

    /// Another screen.
    pub fn set_screen(&self, screen: Screen) {
        self.browser().set_screen(screen).unwrap();
    }

    /// The addresses asked for since the last call.
    pub fn requests(&self) -> Vec<String> {
        self.browser().requests().unwrap()
    }

    /// The proxy that watches the requests, in engines without DevTools.
    pub fn proxy(&self) -> Option<&Proxy> {
        self.borrowed.proxy.as_ref()
    }

    /// The question that each journey ends with.
    pub fn assert_nothing_went_wrong(&self) {
        let trouble = self.evaluate("return window.trouble", &[]);
        assert_eq!(trouble, json!([]), "errors in the page");
        if let Some(proxy) = self.proxy() {
            assert_eq!(*self.behind.borrow(), [] as [Value; 0], "errors in the pages before");
            assert_eq!(proxy.asked(), [] as [&str; 0], "asked another host");
            return;
        }
        let console = self.browser().console().unwrap();
        let allowed = self.allowed.borrow();
        let is_allowed = |said: &str| allowed.iter().any(|words| said.contains(words));
        let errors: Vec<_> = console
            .iter()
            .filter(|(level, said)| (level == "SEVERE" || level == "WARNING") && !is_allowed(said))
            .collect();
        assert!(errors.is_empty(), "the console: {errors:?}");
        let elsewhere = self.elsewhere.borrow();
        let mut allowed = vec![self.home.as_str(), "data:", "blob:"];
        allowed.extend(elsewhere.iter().map(String::as_str));
        let foreign: Vec<_> = self
            .requests()
            .into_iter()
            .filter(|address| !allowed.iter().any(|start| address.starts_with(start)))
            .collect();
        assert!(foreign.is_empty(), "asked another host: {foreign:?}");
    }
}

impl Drop for Page {
    /// A failed journey leaves a picture of where it ended, and says what went wrong in the page.
    fn drop(&mut self) {
        if thread::panicking() {
            let known = "return [location.href, document.documentElement.dataset.state, window.trouble]";
            match self.browser().evaluate(known, &[]) {
                Ok(known) => eprintln!("page: {known}"),
                Err(error) => eprintln!("page: {error:#}"),
            }
            let name = thread::current().name().unwrap_or("journey").replace("::", "-");
            let file: PathBuf = paths::target().join(format!("e2e/{name}.png"));
            if let (Ok(picture), Some(dir)) = (self.browser().screenshot(), file.parent())
                && fs::create_dir_all(dir).and_then(|()| fs::write(&file, picture)).is_ok()
            {
                eprintln!("picture: {}", file.display());
            }
        }
    }
}
