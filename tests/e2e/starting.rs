//! Every file that the page starts with, as a host or a network may have it: changed, cut short, sent twice, as something
//! else, late, never or not at all. The page ends in one state that can be read: it runs, or it says that it does not.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::thread;

use serde_json::json;
use tiny_http::{Header, Response};
use xtask::paths;
use xtask::serve::keep_awake;
use xtask::setup;
use xtask::site::html;

use crate::engines::in_each_engine;
use crate::faulty_host::{Fault, FaultyHost};
use crate::harness::{DESKTOP, PHONE, Page, probe};
use crate::hosting::media_type;
use crate::page_errors::{EngineKind, faulty_journey_in, on_disk};

const FAULTS: [Fault; 7] = [
    Fault::Altered,
    Fault::Truncated,
    Fault::Twice,
    Fault::WrongType,
    Fault::Refused(404),
    Fault::Refused(503),
    Fault::Held,
];

/// A file that the page starts with.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    Sheet,
    Boot,
    Script,
    Module,
    /// The part of the module with the story.
    Story,
    /// Code that the story shares with parts that come later.
    Shared,
    /// The parts that come when the page is idle.
    Pictures,
    Views,
    Records,
    Tools,
    Details,
    Icon,
    Worker,
    Document,
}

/// The name of the file with code that these parts of the module need, and of no other.
pub fn part_file(parts: &str) -> String {
    let document = fs::read_to_string(paths::dist().join("index.html")).unwrap();
    let tag = html::tags(&document).into_iter().find(|tag| tag.get("data-needed-by") == Some(parts)).unwrap();
    tag.refers().unwrap().trim_start_matches("./").to_owned()
}

/// The name of a file, as the document has it.
fn name_of(part: Part) -> String {
    let document = fs::read_to_string(paths::dist().join("index.html")).unwrap();
    let kind = match part {
        Part::Document => return "index.html".to_owned(),
        Part::Story => return part_file("story"),
        Part::Shared => return part_file("pictures records story tools"),
        Part::Pictures => return part_file("pictures"),
        Part::Views => return part_file("views"),
        Part::Records => return part_file("records"),
        Part::Tools => return part_file("tools"),
        Part::Boot => "",
        Part::Sheet => html::STYLE,
        Part::Script => "modulepreload",
        Part::Module => html::MODULE,
        Part::Details => html::DETAILS,
        Part::Icon => "icon",
        Part::Worker => html::SERVICE_WORKER,
    };
    let tags = html::tags(&document);
    let tag = tags.iter().find(|tag| {
        let is_boot = part == Part::Boot && tag.get("type") == Some("module");
        is_boot || tag.get("rel").or_else(|| tag.get("name")) == Some(kind)
    });
    tag.and_then(|tag| tag.refers()).unwrap().trim_start_matches("./").to_owned()
}

/// Waits for this end, or any where it is empty, and looks at it: one page, its text, and nothing that is dead.
fn assert_one_legible_state(page: &Page, what: &str, end: &str) {
    // What the state changes is seen a moment later.
    let seen = page.wait(&format!("{what}: an end"), &probe("pageEnd"), &[json!(end)]);
    let state = seen["state"].as_str().unwrap().to_owned();
    assert_eq!((&seen["pages"], &seen["titles"]), (&json!(1), &json!(1)), "{what}, {state}: {seen}");
    assert!(seen["words"].as_u64() > Some(60), "{what}, {state}: {seen}");
    if state == "ready" {
        assert_eq!((&seen["notices"], &seen["styled"]), (&json!(0), &json!(true)), "{what}: {seen}");
        assert!(seen["canvases"].as_u64() > Some(0), "{what}: {seen}");
    } else {
        assert_eq!((&seen["notices"], &seen["dead"]), (&json!(1), &json!([])), "{what}: {seen}");
        assert!(seen["words"].as_u64() > Some(1000), "all of the story: {what}: {seen}");
        // Their colours are the style sheet's.
        assert_eq!(seen["pictures"].as_u64() > Some(0), seen["styled"] == json!(true), "{what}: {seen}");
    }
}

#[test]
fn whatever_happens_to_a_file_the_page_ends_in_one_legible_state() {
    let host = FaultyHost::start();
    faulty_journey_in(EngineKind::Chromium, &host.home, |page| {
        for part in [
            Part::Sheet,
            Part::Boot,
            Part::Script,
            Part::Module,
            Part::Story,
            Part::Shared,
            Part::Pictures,
            Part::Views,
            Part::Records,
            Part::Tools,
            Part::Details,
            Part::Icon,
            Part::Worker,
            Part::Document,
        ] {
            let name = name_of(part);
            for fault in FAULTS {
                let what = format!("{fault:?} {name}");
                // Without its document there is no page, and one with the type of plain text is none.
                if part == Part::Document && matches!(fault, Fault::WrongType | Fault::Refused(_) | Fault::Held) {
                    continue;
                }
                host.set(&name, fault);
                page.begin("");
                let runs = match (part, fault) {
                    // Not what it starts with, or what is left of it is enough.
                    (Part::Details | Part::Icon | Part::Worker | Part::Document, _) => true,
                    (Part::Pictures | Part::Views | Part::Records | Part::Tools, _) => true,
                    // One that a host has made smaller does as well.
                    (Part::Sheet, Fault::Altered | Fault::Twice) => true,
                    // Compiled whole instead of as it comes.
                    (Part::Module | Part::Story | Part::Shared, Fault::WrongType) => true,
                    _ => false,
                };
                let end = match (part, fault) {
                    // Chromium refuses it or not, by whether the preloaded file, which has integrity, or the import of it,
                    // which cannot have, comes first.
                    (Part::Script, Fault::Altered) => "",
                    _ if runs => "ready",
                    _ => "failed",
                };
                assert_one_legible_state(page, &what, end);
                if fault == Fault::Held {
                    // What comes late still takes over.
                    host.release();
                    assert_one_legible_state(page, &what, "ready");
                    page.wait_for_details();
                }
            }
        }
    });
}

#[test]
fn in_a_frame_and_on_a_phone_too() {
    let host = FaultyHost::start();
    for screen in [PHONE, DESKTOP] {
        faulty_journey_in(EngineKind::Chromium, &host.home, |page| {
            page.set_screen(screen);
            for (part, fault) in [
                (Part::Sheet, Fault::Refused(404)),
                (Part::Sheet, Fault::Truncated),
                (Part::Boot, Fault::Held),
                (Part::Module, Fault::Truncated),
            ] {
                for path in ["?embed=1", "?embed=1&view=map", "en/?view=data"] {
                    host.set(&name_of(part), fault);
                    page.begin(path);
                    // The notice is at the end of the document, which may still be coming.
                    let seen = &probe("failedPage");
                    assert_eq!(page.wait(path, seen, &[]), json!([1, 1, 0]), "{fault:?} {path}");
                }
            }
        });
    }
}

#[test]
fn a_document_that_a_host_has_minified_runs() {
    let host = FaultyHost::start();
    for screen in [PHONE, DESKTOP] {
        faulty_journey_in(EngineKind::Chromium, &host.home, |page| {
            page.set_screen(screen);
            for (document, path) in [("index.html", ""), ("en/index.html", "en/?view=map")] {
                host.set(document, Fault::Rewritten);
                page.begin(path);
                let runs = "return document.documentElement.dataset.state === 'ready' \
                    && document.querySelectorAll('main').length === 1 && !document.querySelector('main [hidden].save') \
                    && getComputedStyle(document.documentElement).getPropertyValue('--whole') !== ''";
                page.wait(path, runs, &[]);
            }
        });
    }
}

/// A browser of before modules; of before `await` outside of functions; of before WebAssembly.
#[test]
fn browsers_that_are_too_old_say_so() {
    let host = FaultyHost::start();
    let document = "const find = Document.prototype.querySelector;";
    let old = [
        (
            "no modules",
            format!(
                "delete HTMLScriptElement.prototype.noModule; {document} \
            new MutationObserver(() => document.querySelectorAll('script[type=module]').forEach(script => script.remove())) \
                .observe(document, {{ childList: true, subtree: true }});"
            ),
        ),
        ("no WebAssembly", "delete window.WebAssembly".to_owned()),
        (
            "an unreadable script",
            "addEventListener('DOMContentLoaded', () => dispatchEvent(new ErrorEvent('error', \
            { error: new SyntaxError('Unexpected reserved word') })));"
                .to_owned(),
        ),
        (
            "no integrity of a module that is too new",
            "WebAssembly.compileStreaming = WebAssembly.compile = \
            async () => { throw new WebAssembly.CompileError('invalid value type') }"
                .to_owned(),
        ),
    ];
    for (what, script) in old {
        faulty_journey_in(EngineKind::Chromium, &host.home, |page| {
            page.before_scripts(&script);
            // What was heard first may still be mended by a module that comes all the same.
            if what == "an unreadable script" {
                host.set(&name_of(Part::Boot), Fault::Held);
            }
            page.begin("");
            assert_one_legible_state(page, what, "failed");
        });
    }
}

/// A module that ends while it starts, as WebKit ends one now and then, is started once more, and not for ever: on the site,
/// and in the file.
#[test]
fn a_module_that_ends_at_its_start_is_started_once_more() {
    const NAVIGATION: &str = "performance.getEntriesByType('navigation')[0].type";
    let host = FaultyHost::start();
    let file = on_disk(EngineKind::Chromium, &paths::dist().join("chuhai.html"));
    for (home, function) in [(&host.home, "compileStreaming"), (&file, "instantiate")] {
        for (ends, end, navigation) in [("'navigate'", "ready", "reload"), (NAVIGATION, "failed", "reload")] {
            faulty_journey_in(EngineKind::Chromium, home, |page| {
                page.before_scripts(&format!(
                    "if ({NAVIGATION} === {ends}) WebAssembly.{function} = async () => {{ \
                        dispatchEvent(new ErrorEvent('error', {{ error: new WebAssembly.RuntimeError('unreachable') }})); \
                        return new Promise(() => {{}}); \
                    }};"
                ));
                page.begin("");
                assert_one_legible_state(page, ends, end);
                assert_eq!(page.evaluate(&format!("return {NAVIGATION}"), &[]), json!(navigation), "{ends}");
            });
        }
    }
}

/// The script that reports a browser as too old can be read by it: in ECMAScript 5, as written and as published.
#[test]
fn the_heads_own_script_is_one_that_old_browsers_read() {
    let document = fs::read_to_string(paths::dist().join("index.html")).unwrap();
    let published = document.split_once("<script>").unwrap().1.split_once("</script>").unwrap().0;
    let written = fs::read_to_string(paths::root().join("shell/prepaint.js")).unwrap();
    let acorn = setup::for_npm().unwrap().join("acorn/bin/acorn");
    let file = paths::target().join("e2e/early.js");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    for (script, reads) in [(published, true), (&written, true), ("const a = () => 1", false)] {
        fs::write(&file, script).unwrap();
        let read = Command::new("node").arg(&acorn).args(["--ecma5", "--silent"]).arg(&file).output().unwrap();
        assert_eq!(read.status.success(), reads, "{}", String::from_utf8_lossy(&read.stderr));
    }
    // The missing features are distinguished: the start itself needs no `await` outside of functions.
    let boot = paths::root().join("shell/boot.js");
    let read =
        Command::new("node").arg(&acorn).args(["--ecma2020", "--module", "--silent"]).arg(&boot).output().unwrap();
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
}

in_each_engine!(the_worst_that_can_happen);

fn the_worst_that_can_happen(engine: EngineKind) {
    let host = FaultyHost::start();
    faulty_journey_in(engine, &host.home, |page| {
        for (part, fault, state) in [
            (Part::Sheet, Fault::Refused(404), "failed"),
            (Part::Sheet, Fault::Altered, "ready"),
            (Part::Sheet, Fault::Truncated, "failed"),
            (Part::Sheet, Fault::Held, "failed"),
            (Part::Boot, Fault::Refused(404), "failed"),
            (Part::Boot, Fault::Held, "failed"),
            (Part::Script, Fault::Truncated, "failed"),
            (Part::Script, Fault::Held, "failed"),
            (Part::Module, Fault::Truncated, "failed"),
            (Part::Module, Fault::Held, "failed"),
        ] {
            let what = format!("{fault:?} {}", name_of(part));
            host.set(&name_of(part), fault);
            page.begin("");
            // WebKit keeps a script that it has once read, whatever the host says of keeping.
            let kept = matches!((engine, part), (EngineKind::WebKit, Part::Script));
            assert_one_legible_state(page, &what, if kept { "" } else { state });
            if fault == Fault::Held {
                host.release();
                assert_one_legible_state(page, &what, "ready");
            }
        }
    });
}

/// A host may serve the folder's document without the slash; its files are then not beside it.
#[test]
fn without_its_slash_the_page_finds_its_way() {
    let server = Arc::new(tiny_http::Server::http(("127.0.0.1", 0)).unwrap());
    keep_awake(&server);
    let home = format!("http://{}/", server.server_addr().to_ip().unwrap());
    for _ in 0..4 {
        let server = Arc::clone(&server);
        thread::spawn(move || {
            while let Ok(request) = server.recv() {
                let path = request.url().split('?').next().unwrap().to_owned();
                // This one sends whoever comes with a slash back without.
                if path == "/strict/" {
                    let back = Header::from_bytes("Location", "/strict").unwrap();
                    let _ = request.respond(Response::empty(308).with_header(back));
                    continue;
                }
                let below = ["/strict", "/a/chuhai"].into_iter().find_map(|root| path.strip_prefix(root));
                let file = match below {
                    Some("" | "/") => "index.html".to_owned(),
                    Some("/en" | "/en/") => "en/index.html".to_owned(),
                    Some(file) => file[1..].to_owned(),
                    None => "none".to_owned(),
                };
                let kind = Header::from_bytes("Content-Type", media_type(Path::new(&file))).unwrap();
                let _ = match fs::read(paths::dist().join(&file)) {
                    Ok(body) => request.respond(Response::from_data(body).with_header(kind)),
                    Err(_) => request.respond(Response::empty(404)),
                };
            }
        });
    }
    faulty_journey_in(EngineKind::Chromium, &home, |page| {
        for (from, to) in [("a/chuhai?view=map", "/a/chuhai/?view=map"), ("a/chuhai/en", "/a/chuhai/en/")] {
            page.begin(from);
            let there = "return location.pathname + location.search === arguments[0] && document.documentElement.dataset.state === 'ready'";
            page.wait(from, there, &[json!(to)]);
        }
        page.begin("strict");
        assert_one_legible_state(page, "a host without slashes", "failed");
        assert_eq!(page.text("return location.pathname"), "/strict");
    });
}
