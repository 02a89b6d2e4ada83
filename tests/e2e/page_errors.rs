//! Journeys in any engine. Chromium's DevTools report what goes wrong without touching the page. For the others
//! a script that is put into the pages, before their own, collects it, and a proxy learns what is asked of other hosts;
//! nothing else in the pages differs from what is published.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};
use std::thread;
use std::time::Duration;

use xtask::browser::Opened;
use xtask::paths;

use crate::harness::{DESKTOP, Page, SERVER, Site, WATCH};
use crate::pool::Borrowed;

/// Collects what DevTools would report of the console.
const WATCH_CONSOLE: &str = r#"
    for (const level of ["error", "warn"]) {
        const original = console[level];
        console[level] = (...said) => {
            trouble.push(`console: ${said.join(" ")}`);
            original.apply(console, said);
        };
    }
    addEventListener("error", ({ target }) => {
        if (target instanceof Element) trouble.push(`not loaded: ${target.src ?? target.href}`);
    }, true);
"#;

/// The engines by name: a browser is looked for, or installed, when a journey asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EngineKind {
    Chromium,
    Firefox,
    WebKit,
}

/// A journey in a fresh browser of that engine, on a watched site: what `page.open` is given is put behind `home`. The
/// reader prefers neither of the page's languages.
pub fn journey_in(engine: EngineKind, home: &str, steps: impl FnOnce(&Page)) {
    let page = page_in(engine, home, Opened::Whole);
    steps(&page);
    page.assert_nothing_went_wrong();
}

/// The same on a host some of whose files do not come: a document counts as opened at once, and what goes wrong in it is
/// the journey's own.
pub fn faulty_journey_in(engine: EngineKind, home: &str, steps: impl FnOnce(&Page)) {
    let page = page_in(engine, home, Opened::Asked);
    page.allow_console("");
    steps(&page);
    page.evaluate("window.trouble = []", &[]);
    page.assert_nothing_went_wrong();
}

fn page_in(engine: EngineKind, home: &str, opened: Opened) -> Page {
    let borrowed = Borrowed::take(engine, opened);
    if let EngineKind::Chromium = engine {
        borrowed.browser.set_languages("fr").unwrap();
        borrowed.browser.before_scripts(WATCH).unwrap();
    }
    match (engine, opened) {
        // The window need not be loaded for that.
        (EngineKind::Chromium, Opened::Asked) => borrowed.browser.set_screen(DESKTOP).unwrap(),
        _ => borrowed.browser.set_viewport(DESKTOP.width_px, DESKTOP.height_px).unwrap(),
    }
    Page::new(borrowed, home.to_owned())
}

/// Runs a journey in WebKit, and again if it fails; the second run has to pass. WebKitGTK in automation loses a press or
/// stalls now and then on a busy machine (seen in four of some ninety journeys, each of which passed when run again).
/// Besides, version 2.50 ends the module with a memory access out of bounds, in one function or another: in 6 of 746 loads, in
/// 1 of 145 of a module in one piece, and in none of 274 with `JSC_useWasmOSR=0`, too few to say that it is that. At the start
/// `boot.js` loads the page once more. What is wrong with the page is wrong both times.
pub fn retry_once(journey: impl Fn()) {
    if std::panic::catch_unwind(std::panic::AssertUnwindSafe(&journey)).is_err() {
        eprintln!("WebKit: run once more");
        journey();
    }
}

/// The address of the built site as `cargo xtask serve` serves it, watched in the way of the engine.
pub fn served(engine: EngineKind) -> String {
    static SITE: LazyLock<Site> = LazyLock::new(|| watched("watched"));
    if let EngineKind::Chromium = engine { SERVER.url("") } else { SITE.url() }
}

/// A copy of the built site for one journey, to put something into, watched in the way of the engine.
pub fn copied(engine: EngineKind, name: &str) -> Site {
    let name = format!("{name}-{engine:?}");
    if let EngineKind::Chromium = engine { Site::copy(&name) } else { watched(&name) }
}

/// A copy of the built site whose documents watch themselves.
fn watched(name: &str) -> Site {
    let site = Site::copy(name);
    fs::write(site.dir.join("watched.js"), watch()).unwrap();
    for page in ["index.html", "en/index.html"] {
        let page = site.dir.join(page);
        put_into(&page, "<script src=\"/watched.js\"></script>");
        for ending in ["br", "gz"] {
            let _ = fs::remove_file(page.with_extension(format!("html.{ending}")));
        }
    }
    site
}

/// The address of a page that is one file and opened from the disk, watched in the way of the engine.
pub fn on_disk(engine: EngineKind, file: &Path) -> String {
    let address = |file: &Path| format!("file://{}", file.canonicalize().unwrap().display());
    if let EngineKind::Chromium = engine {
        return address(file);
    }
    // Each journey has a copy of its own.
    let journey = thread::current().name().unwrap().replace("::", "-");
    let copy = paths::target().join("e2e").join(journey).join(file.file_name().unwrap());
    fs::create_dir_all(copy.parent().unwrap()).unwrap();
    fs::copy(file, &copy).unwrap();
    put_into(&copy, &format!("<script>{}</script>", watch()));
    address(&copy)
}

fn watch() -> String {
    format!("{WATCH}{WATCH_CONSOLE}")
}

/// Puts a script into a document, before its own and before what forbids scripts like this; but after what says how the
/// document is written, which has to be found early.
fn put_into(file: &Path, script: &str) {
    let html = fs::read_to_string(file).unwrap();
    let charset = html.find("<meta charset=").unwrap();
    let at = charset + html[charset..].find('>').unwrap() + 1;
    let policy = html.find("Content-Security-Policy").unwrap_or(html.len());
    assert!(at < policy, "{} forbids the script before it comes", file.display());
    fs::write(file, format!("{}{script}{}", &html[..at], &html[at..])).unwrap();
}

/// A proxy that answers nobody: it writes down what is asked of hosts that are not this machine.
pub struct Proxy {
    pub address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    pub fn listen() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let list = Arc::clone(&asked);
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
                let mut line = String::new();
                // A connection that says nothing asks for nothing.
                if matches!(BufReader::new(&stream).read_line(&mut line), Ok(1..)) {
                    list.lock().unwrap().push(line.trim_end().to_owned());
                    let _ =
                        stream.write_all(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                }
            }
        });
        Self { address, asked }
    }

    /// Forgets what was asked for.
    pub fn forget(&self) {
        self.asked.lock().unwrap().clear();
    }

    /// The first lines of the requests.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

/// Asserts that each kind of error is noticed.
fn errors_are_noticed_in(engine: EngineKind) {
    let dir = paths::target().join("e2e/trouble");
    fs::create_dir_all(&dir).unwrap();
    let file = dir.join(format!("{engine:?}.html"));
    let markup = "<!doctype html><html data-state=ready><head><meta charset=utf-8>\
        <meta http-equiv=Content-Security-Policy content=\"style-src 'none'\"></head><body>\
        <style>p { color: red }</style><img src=http://elsewhere.invalid/picture.png>\
        <script>console.error('a word'); Promise.reject(new Error('a promise')); throw new Error('a mistake')</script>";
    fs::write(&file, markup).unwrap();
    let page = page_in(engine, &on_disk(engine, &file), Opened::Whole);
    page.open("");
    // WebKit does not report the message of an error in a file.
    for noticed in
        ["console: a word", "rejection: Error: a promise", "error: ", "policy: style-src", "not loaded: http"]
    {
        let body = "return window.trouble.some(entry => entry.startsWith(arguments[0]))";
        page.wait(&format!("{noticed:?} to be noticed"), body, &[noticed.into()]);
    }
    let asked = page.proxy().unwrap().asked();
    assert!(asked.iter().any(|line| line.contains("elsewhere.invalid")), "the proxy was asked for {asked:?} only");
}

#[test]
fn firefox_reports_errors() {
    errors_are_noticed_in(EngineKind::Firefox);
}

#[test]
fn webkit_reports_errors() {
    errors_are_noticed_in(EngineKind::WebKit);
}
