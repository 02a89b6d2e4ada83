//! The page without a network: it opens after one visit, as one release and never as a mix of two.
//!
//! The site lies in a folder of a server, and the line to the server can be cut. Beside it lies a page that no worker
//! is in charge of: from there one sees what becomes of the worker once the site has been left.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use xtask::build::service_worker;
use xtask::paths;
use xtask::serve::Server;
use xtask::site::{files, hash, html};

use crate::harness::{DESKTOP, Page, copy, journey_at, probe};
use crate::network_cut::Line;

/// Runs before the page's scripts: counts the workers that a document brings, and keeps the last one in sight.
const WATCH_WORKERS: &str = r"
    window.brought = 0;
    const register = ServiceWorkerContainer.prototype.register;
    ServiceWorkerContainer.prototype.register = async function (...parameters) {
        window.brought += 1;
        const registration = await register.apply(this, parameters);
        window.worker = registration.installing ?? registration.waiting ?? registration.active;
        return registration;
    };
";

/// A page beside the site, with a frame.
const OUTSIDE: &str = "<!doctype html><html lang=en><meta http-equiv=Content-Security-Policy content=\"default-src 'none'; \
    img-src data:; frame-src 'self'\"><link rel=icon href=data:,><title>Outside</title>\
    <iframe width=800 height=600></iframe>";

/// Its path, from the site.
const OUTSIDE_AT: &str = "../outside.html";

struct Place {
    site: PathBuf,
    line: Line,
    /// Answers as long as it is kept.
    _server: Server,
}

impl Place {
    /// A copy of the built site, by this name.
    fn new(name: &str) -> Self {
        let dir = paths::target().join("e2e").join(name);
        let _ = fs::remove_dir_all(&dir);
        let site = dir.join("site");
        copy(&paths::dist(), &site);
        // What is changed below is served as it is.
        for path in files::below(&site).unwrap().into_iter().filter(|path| files::is_compression(path)) {
            fs::remove_file(site.join(path)).unwrap();
        }
        fs::write(dir.join("outside.html"), OUTSIDE).unwrap();
        let server = Server::start(&dir, 0).unwrap();
        Self { site, line: Line::to(&server.url("")), _server: server }
    }

    fn home(&self) -> String {
        self.line.url("site/")
    }

    fn journey(&self, steps: impl FnOnce(&Page)) {
        journey_at(&self.home(), DESKTOP, |page| {
            page.before_scripts(WATCH_WORKERS);
            steps(page);
        });
    }
}

/// Puts another release in place of the one in `site`: other documents with another style sheet, another `boot.js`, and
/// nothing left of its old name. Document and sheet say which edition they are.
fn publish(site: &Path, edition: &str) {
    let index = fs::read_to_string(site.join("index.html")).unwrap();
    let tags = html::tags(&index);
    let boot = tags.iter().find(|tag| tag.get("type") == Some("module")).unwrap().get("src").unwrap();
    let old_name = boot.trim_start_matches("./");
    let old_boot = fs::read(site.join(old_name)).unwrap();
    let boot = [old_boot.as_slice(), format!("// {edition}").as_bytes()].concat();
    let name = hash::renamed(old_name, &boot).unwrap();
    fs::remove_file(site.join(old_name)).unwrap();
    fs::write(site.join(&name), &boot).unwrap();
    let old_sheet = index.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    let sheet = format!("{old_sheet}:root{{--edition:{edition}}}");
    for path in files::DOCUMENTS {
        let document = fs::read_to_string(site.join(path)).unwrap();
        let document = document
            .replace(old_name, &name)
            .replace(&hash::integrity(&old_boot), &hash::integrity(&boot))
            .replace(old_sheet, &sheet)
            .replace(&hash::integrity(old_sheet.as_bytes()), &hash::integrity(sheet.as_bytes()))
            .replacen("<html ", &format!("<html data-edition={edition} "), 1);
        fs::write(site.join(path), document).unwrap();
    }
    service_worker::write(site).unwrap();
}

/// The editions of the document and of its style sheet; empty for the one that was built.
fn editions(page: &Page) -> Value {
    let body = &probe("editions");
    page.evaluate(body, &[])
}

/// Waits until a worker is in charge, with none on the way to take its place.
fn wait_for_worker(page: &Page) {
    let body = &probe("isWorkerInCharge");
    page.wait("a worker", body, &[]);
}

/// The addresses that are kept, in all caches.
fn kept(page: &Page) -> Vec<String> {
    let body = &probe("cachedAddresses");
    let found = page.evaluate(body, &[]);
    found.as_array().unwrap().iter().map(|address| address.as_str().unwrap().to_owned()).collect()
}

#[test]
fn after_one_visit_the_page_opens_without_a_network() {
    let place = Place::new("offline");
    place.journey(|page| {
        page.open("?region=sea&utm_source=x");
        wait_for_worker(page);
        // What opens the page has to come from the worker.
        page.empty_browser_cache();
        let before = kept(page);
        assert!(before.contains(&place.home()) && before.contains(&format!("{}en/", place.home())), "{before:?}");
        place.line.cut();
        page.allow_console("net::ERR_");
        for (languages, path, title) in [
            ("zh-CN", "", "出海：中国 AI 为何走出去"),
            ("en-GB", "en/", "Why Chinese AI is setting sail"),
            ("fr", "en/?region=sea", "Why Chinese AI is setting sail"),
            ("fr", "index.html", "出海：中国 AI 为何走出去"),
            ("en-GB", "?lang=zh&view=explore", "出海：中国 AI 为何走出去"),
        ] {
            page.set_languages(languages);
            page.open(path);
            page.wait_for_details();
            assert_eq!(page.text("return document.title"), title, "{path}");
            page.click("#map [data-id=mideast]");
            page.wait_for("#map [data-id=mideast][data-emphasis=selected]");
            assert_eq!(page.number("return performance.getEntriesByName('chuhai:ready').length"), 1.0);
        }
        assert_eq!(kept(page), before, "no visit, whatever its query, leaves anything behind");
        let other = "return fetch('data/datapackage.json').then(() => 'came', () => 'failed')";
        assert_eq!(page.text(other), "failed", "what is no part of the page is the network's alone");
    });
}

#[test]
fn an_update_comes_at_once_and_is_never_mixed_with_what_was_there() {
    let place = Place::new("update");
    place.journey(|page| {
        page.allow_console("net::ERR_");
        page.open("");
        wait_for_worker(page);
        page.open("");
        assert_eq!(page.text("return navigator.serviceWorker.controller?.state ?? ''"), "activated");
        assert_eq!(editions(page), json!(["", ""]));

        publish(&place.site, "2");
        assert_eq!(
            page.number(&probe("bootStatus")),
            200.0,
            "a page that is open finds its files, though the host has lost them"
        );

        page.open("");
        assert_eq!(editions(page), json!(["2", "2"]), "online, the new release is there at once");
        let waits = "return navigator.serviceWorker.getRegistration().then(found => found.waiting !== null)";
        page.wait("the new worker", waits, &[]);
        // The old worker is in charge until the site is left: without a network it has its own release to offer.
        place.line.cut();
        for path in ["", "en/"] {
            page.open(path);
            page.wait_for_details();
            assert_eq!(editions(page), json!(["", ""]), "/{path}");
        }
        place.line.restore();

        page.visit(OUTSIDE_AT);
        wait_for_worker(page);
        assert_eq!(page.number("return caches.keys().then(names => names.length)"), 1.0, "the old release is gone");
        page.empty_browser_cache();
        place.line.cut();
        for path in ["", "en/?region=sea"] {
            page.open(path);
            page.wait_for_details();
            assert_eq!(editions(page), json!(["2", "2"]), "/{path}");
        }
    });
}

#[test]
fn a_document_that_is_not_of_the_release_is_not_kept() {
    let place = Place::new("foreign-document");
    let document = place.site.join("en/index.html");
    let right = fs::read_to_string(&document).unwrap();
    place.journey(|page| {
        page.allow_console("integrity");
        page.allow_console("net::ERR_");
        // As where a host serves an old copy of one document, or writes something of its own into it.
        fs::write(&document, right.replace("</body>", "<p></p></body>")).unwrap();
        page.open("");
        page.wait("the worker to give up", "return window.worker?.state === 'redundant'", &[]);
        let left = "return navigator.serviceWorker.getRegistrations().then(found => found.length === 0)";
        page.wait("nothing to be registered", left, &[]);
        assert_eq!(page.evaluate("return caches.keys()", &[]), json!([]), "nothing is kept, not even in part");

        fs::write(&document, &right).unwrap();
        page.open("");
        wait_for_worker(page);
        assert!(!kept(page).is_empty(), "tried again on the next visit");
    });
}

#[test]
fn neither_an_embed_nor_a_frame_brings_a_worker() {
    /// The callbacks for idle time come in turn.
    const IDLE: &str = "return new Promise(done => requestIdleCallback(() => requestIdleCallback(() => done(true))))";
    let place = Place::new("no-worker");
    place.journey(|page| {
        page.open("?embed=1&region=sea");
        page.wait_for_details();
        page.evaluate(IDLE, &[]);
        assert_eq!(page.number("return window.brought"), 0.0, "in an embed");

        page.visit(OUTSIDE_AT);
        page.evaluate("document.querySelector('iframe').src = 'site/'", &[]);
        page.inside_frame(|| {
            page.wait("the page in the frame", "return document.documentElement.dataset.state === 'ready'", &[]);
            page.wait_for_details();
            page.evaluate(IDLE, &[]);
            assert_eq!(page.number("return window.brought"), 0.0, "in a frame");
        });

        page.open("");
        page.wait("a page of its own to bring one", "return window.brought === 1", &[]);
    });
}

#[test]
fn under_its_worker_the_page_asks_its_own_site_alone() {
    let place = Place::new("under-worker");
    place.journey(|page| {
        page.open("");
        wait_for_worker(page);
        page.requests();
        page.open("en/?region=sea");
        page.wait_for_details();
        assert_eq!(page.text("return navigator.serviceWorker.controller?.state ?? ''"), "activated");
        let asked = page.requests();
        assert!(asked.len() >= 5, "{asked:?}");
        let home = place.home();
        for address in asked.iter().chain(&kept(page)) {
            assert!(address.starts_with(&home), "{address} is not below {home}");
        }
        // What the worker may ask for is held by the policy it came with.
        let policy = "return fetch('../sw.js').then(answer => answer.headers.get('Content-Security-Policy'))";
        assert_eq!(page.text(policy), "default-src 'none'; connect-src 'self'");
    });
}
