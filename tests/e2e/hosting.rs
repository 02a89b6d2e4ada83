//! Hosts that know nothing of the page: no headers of ours, no compression, no rules, deep below somebody's root.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::json;
use tiny_http::{Header, Response};
use xtask::hosting::{Host, write};
use xtask::paths;
use xtask::serve::keep_awake;

use crate::harness::{DESKTOP, PHONE, Page, journey, journey_at};

/// The path of the site on the host.
const BELOW: &str = "/a/b/chuhai/";

/// A host that answers with files as they are, and with `404.html` where it has none, if there is one.
struct PlainHost {
    home: String,
    /// The paths outside the site that were asked for.
    strays: Arc<Mutex<Vec<String>>>,
}

impl PlainHost {
    fn start(dir: &Path) -> Self {
        let server = Arc::new(tiny_http::Server::http(("127.0.0.1", 0)).unwrap());
        keep_awake(&server);
        let home = format!("http://{}{BELOW}", server.server_addr().to_ip().unwrap());
        let strays = Arc::new(Mutex::new(Vec::new()));
        for _ in 0..4 {
            let (server, dir, strays) = (Arc::clone(&server), dir.to_path_buf(), Arc::clone(&strays));
            thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    let path = request.url().split('?').next().unwrap().to_owned();
                    let Some(below) = path.strip_prefix(BELOW) else {
                        strays.lock().unwrap().push(path);
                        let _ = request.respond(Response::empty(404));
                        continue;
                    };
                    let (file, status) = file_of(&dir, below);
                    let body = fs::read(&file).unwrap_or_default();
                    let kind = Header::from_bytes("Content-Type", media_type(&file)).unwrap();
                    let _ = request.respond(Response::from_data(body).with_header(kind).with_status_code(status));
                }
            });
        }
        Self { home, strays }
    }
}

fn file_of(dir: &Path, below: &str) -> (PathBuf, u16) {
    let file = if below.is_empty() || below.ends_with('/') { format!("{below}index.html") } else { below.to_owned() };
    let file = dir.join(file);
    if file.is_file() { (file, 200) } else { (dir.join("404.html"), 404) }
}

/// The media type that every host knows by the name, and no more: not even a charset.
pub fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" => "text/html",
        "css" => "text/css",
        "js" => "text/javascript",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}

/// The folder that a command makes for a host, of the built site.
fn folder(host: Host, name: &str) -> PathBuf {
    let dir = paths::target().join("e2e").join(name);
    let _ = fs::remove_dir_all(&dir);
    write(host, &paths::dist(), &dir).unwrap();
    dir
}

/// The first steps of a reader: ask for the other language, choose on the map, come back by a link.
fn main_journey(page: &Page) {
    for (path, title, other, other_title) in [
        ("", "出海：中国 AI 为何走出去", "en", "Why Chinese AI is setting sail"),
        ("en/", "Why Chinese AI is setting sail", "zh", "出海：中国 AI 为何走出去"),
    ] {
        page.set_languages("fr");
        page.open(path);
        page.wait_for_details();
        assert_eq!(page.text("return document.title"), title, "/{path}");
        page.click_shown(&format!("[data-lang={other}]"));
        page.wait("the other language", "return document.title === arguments[0]", &[json!(other_title)]);
        page.click("#map [data-id=mideast]");
        page.wait_for("#map [data-id=mideast][data-emphasis=selected]");
        page.wait_for("#timeline [data-id]:is([data-emphasis=selected], [data-emphasis=related])");
        page.wait_for_status(if other == "en" { "Middle East" } else { "中东" });
        let query = page.query();
        assert!(query.contains("region=mideast") && query.contains(&format!("lang={other}")), "{query}");
        page.open(&format!("{path}?{query}"));
        page.wait_for("#map [data-id=mideast][data-emphasis=selected]");
        assert_eq!(page.text("return document.title"), other_title, "/{path}?{query}");
    }
}

#[test]
fn the_main_journey_deep_below_a_plain_host() {
    let host = PlainHost::start(&folder(Host::Space, "plain-space"));
    for screen in [DESKTOP, PHONE] {
        journey_at(&host.home, screen, main_journey);
    }
    assert_eq!(*host.strays.lock().unwrap(), Vec::<String>::new(), "nothing is looked for above the site");
}

#[test]
fn lost_readers_find_back_and_the_worker_is_the_sites_own() {
    let host = PlainHost::start(&folder(Host::Pages, "plain-pages"));
    journey_at(&host.home, DESKTOP, |page| {
        page.allow_console("404");
        for (link, title) in
            [("div[lang=zh-Hans] a", "出海：中国 AI 为何走出去"), ("div[lang=en] a", "Why Chinese AI is setting sail")]
        {
            page.set_languages("fr");
            page.visit("no-such-page?x=1");
            assert_eq!(page.count("h1"), 2);
            page.click(link);
            page.wait("the page", "return document.documentElement.dataset.state === 'ready'", &[]);
            assert_eq!(page.text("return document.title"), title);
        }
        let scope = "return navigator.serviceWorker.ready.then(found => found.scope)";
        assert_eq!(page.text(scope), host.home);
    });
}

/// A frame that is of no site, since its host did not allow that.
fn frame(address: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><title>host</title><iframe sandbox=\"allow-scripts\" src=\"{address}\" \
         title=\"Setting sail\" width=\"850\" height=\"450\"></iframe></html>"
    )
}

const LOOKS: &str = "const style = getComputedStyle(document.querySelector('.step h3')); \
    return [parseFloat(style.fontSize) > 20, document.querySelector('.step-text').textContent.length > 100, \
    getComputedStyle(document.body).backgroundColor]";

#[test]
fn in_a_frame_of_no_site_it_runs_where_its_files_may_be_read() {
    journey(DESKTOP, |page| {
        page.open_elsewhere(&frame(&format!("{}en/?embed=1&theme=dark", page.home())));
        page.inside_frame(|| {
            page.wait_until_ready();
            page.wait_for_details();
            assert_eq!(page.text("return origin"), "null");
            assert_eq!(page.evaluate(LOOKS, &[]), json!([true, true, "rgb(15, 24, 32)"]));
            page.click(".story-bar .button-main");
            page.wait_for("[data-step=who]");
        });
    });
}

#[test]
fn in_a_frame_of_no_site_it_reads_where_its_files_may_not_be_read() {
    let host = PlainHost::start(&folder(Host::Pages, "plain-frame"));
    journey_at(&host.home, DESKTOP, |page| {
        for words in ["CORS", "ERR_FAILED", "integrity", "Integrity"] {
            page.allow_console(words);
        }
        page.open_elsewhere(&frame(&format!("{}en/?embed=1&theme=dark", host.home)));
        page.inside_frame(|| {
            page.wait("the failure", "return document.documentElement.dataset.state === 'failed'", &[]);
            let styled = "return getComputedStyle(document.body).backgroundColor === 'rgb(15, 24, 32)'";
            page.wait("the style sheet", styled, &[]);
            assert_eq!(page.evaluate(LOOKS, &[]), json!([true, true, "rgb(15, 24, 32)"]));
            let drawn =
                "return document.querySelector('.story-figure svg.prerendered-wide').getBoundingClientRect().width > 300";
            assert_eq!(page.evaluate(drawn, &[]), json!(true));
        });
    });
}
