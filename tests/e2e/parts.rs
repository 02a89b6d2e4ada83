//! The parts of the module that come later: late, never, or only when they are asked for; and everything that can be used
//! before its part is there.

use chuhai::browser::engagement::STAY_MS;
use serde_json::json;
use xtask::browser::{Screen, key};
use xtask::paths;
use xtask::site::sizes;

use crate::faulty_host::{Fault, FaultyHost};
use crate::harness::{DESKTOP, PHONE, Page, journey};
use crate::page_errors::{EngineKind, faulty_journey_in};
use crate::starting::part_file;

/// Opens `path` while the file of `part` is held, does `first`, and waits for `pending`; releases the file, and waits for
/// `done`. Both are selectors.
fn used_before_it_comes(part: &str, path: &str, first: impl FnOnce(&Page), pending: &str, done: &str) {
    let host = FaultyHost::start();
    faulty_journey_in(EngineKind::Chromium, &host.home, |page| {
        host.set(&part_file(part), Fault::Held);
        page.begin(path);
        page.wait_until_ready();
        first(page);
        page.wait_for(pending);
        assert_eq!(page.count(done), 0, "{done} before its part has come");
        host.release();
        page.wait_for(done);
        page.wait("what was pending to end", "return !document.querySelector(arguments[0])", &[json!(pending)]);
    });
}

#[test]
fn the_help_is_asked_for_before_its_part() {
    let open = |page: &Page| {
        page.open_menu();
        page.click("#more .icon-button");
    };
    used_before_it_comes(
        "tools",
        "",
        open,
        "dialog[open] [aria-busy=true]",
        "dialog[open] .help-keys, dialog[open] table, dialog[open] dl",
    );
}

#[test]
fn sharing_is_asked_for_before_its_part() {
    let open = |page: &Page| {
        page.open_menu();
        page.click("#more .send");
    };
    used_before_it_comes(
        "tools",
        "",
        open,
        "dialog[open] [aria-busy=true]",
        "dialog[open] textarea, dialog[open] input",
    );
}

#[test]
fn a_view_is_asked_for_before_its_part() {
    let open = |page: &Page| page.click("nav a[href*='view=explore']");
    used_before_it_comes("views", "", open, ".explore [aria-busy=true]", "#map canvas");
}

#[test]
fn the_filters_move_no_table_when_they_come() {
    for path in ["?view=data&lang=en", "?view=data&lang=zh"] {
        for width_px in [390, 600, 768, 1024, 1280] {
            let host = FaultyHost::start();
            faulty_journey_in(EngineKind::Chromium, &host.home, |page| {
                host.set(&part_file("views"), Fault::Held);
                page.set_screen(Screen { width_px, ..DESKTOP });
                page.begin(path);
                page.wait_until_ready();
                page.wait_for(".filters > [aria-busy=true]");
                page.wait_for_details();
                let top = || page.number("return document.querySelector('#data').getBoundingClientRect().top");
                let before = top();
                host.release();
                page.wait_for(".clauses");
                assert!((top() - before).abs() <= 4.0, "{path} at {width_px}: from {before} to {}", top());
            });
        }
    }
}

#[test]
fn a_step_is_asked_for_before_the_part_that_draws_it() {
    let money = "step=money";
    let open = |page: &Page| {
        page.evaluate("document.querySelector(\"a[href*='step=money']\").click()", &[]);
        page.wait("the step", "return location.search.includes(arguments[0])", &[json!(money)]);
    };
    let done = ".story-figure[data-view=funding] [data-id]";
    used_before_it_comes("pictures", "", open, ".story-figure [aria-busy=true]", done);
}

#[test]
fn a_record_is_selected_before_the_part_that_shows_it() {
    let select = |page: &Page| page.click("#map [data-id=mideast]");
    used_before_it_comes("records", "?view=explore", select, "aside.panel-open [aria-busy=true]", "aside .panel-name");
}

#[test]
fn a_filter_is_opened_before_the_part_with_its_options() {
    let open = |page: &Page| page.click("[data-clause=region] .filter-open");
    used_before_it_comes("records", "?view=explore", open, "#filter-menu [aria-busy=true]", "#filter-menu .option");
}

#[test]
fn a_file_is_saved_once_the_part_that_makes_it_has_come() {
    let host = FaultyHost::start();
    faulty_journey_in(EngineKind::Chromium, &host.home, |page| {
        host.set(&part_file("tools"), Fault::Held);
        page.begin("?view=map");
        page.wait_until_ready();
        page.evaluate(
            "window.saved = []; HTMLAnchorElement.prototype.click = function () { window.saved.push(this.download); }",
            &[],
        );
        page.click("#map .save button");
        page.wait_for("#map .save button[aria-busy=true]");
        host.release();
        page.wait("the file", "return window.saved.length === 1 && window.saved[0].endsWith('.svg')", &[]);
        assert_eq!(page.count("[aria-busy=true]"), 0);
    });
}

#[test]
fn what_does_not_come_can_be_asked_for_again() {
    let host = FaultyHost::start();
    faulty_journey_in(EngineKind::Chromium, &host.home, |page| {
        for fault in [Fault::Refused(503), Fault::Altered, Fault::Truncated] {
            host.set(&part_file("tools"), fault);
            page.begin("");
            page.wait_until_ready();
            page.open_menu();
            page.click("#more .send");
            page.wait_for("dialog[open] [role=alert] button");
            assert_eq!(page.text("return document.documentElement.dataset.state"), "ready", "{fault:?}");
            // Still not there; then it is.
            page.click("dialog[open] [role=alert] button");
            page.wait_for("dialog[open] [role=alert] button");
            host.release();
            // Asked for twice, it comes once.
            page.evaluate(
                "const button = document.querySelector('dialog [role=alert] button'); button.click(); button.click()",
                &[],
            );
            page.wait_for("dialog[open] textarea, dialog[open] input");
        }
    });
}

#[test]
fn a_browser_that_is_never_idle_gets_all_the_same() {
    journey(DESKTOP, |page| {
        page.before_scripts(
            "window.requestIdleCallback = (work, { timeout } = {}) => timeout && setTimeout(work, timeout);",
        );
        page.open("");
        page.wait_for_details();
        page.wait_for(".clauses");
        page.wait_for_pictures();
    });
}

/// The addresses of parts that were asked for.
const PARTS: &str = "return performance.getEntriesByType('resource').map(entry => new URL(entry.name).pathname.slice(1)) \
    .filter(name => /^(chuhai-(?!.*_bg).*|details.*)\\.bin$/.test(name)).map(name => name.replace(/-[0-9a-f]{16}\\.bin/, ''))";

/// Keeps the callback that waits for the reader to stay, from the next document on.
fn hold_stay(page: &Page) {
    page.before_scripts(&format!(
        "const start = setTimeout; window.setTimeout = (work, ms, ...rest) => {{ \
         if (ms !== {STAY_MS}) return start(work, ms, ...rest); window.stay = work; return 0; }};"
    ));
}

/// True once all of a list of files have been loaded.
const HAVE_COME: &str = "const loaded = performance.getEntriesByType('resource').map(entry => entry.name); \
    return arguments[0].every(file => loaded.some(name => name.endsWith(file)))";

#[test]
fn a_reader_who_only_looks_gets_what_the_budget_counts() {
    let sizes = sizes::measure(&paths::dist()).unwrap();
    for (path, files) in ["", "?view=explore"].into_iter().zip(sizes.files_of_visits()) {
        journey(DESKTOP, |page| {
            hold_stay(page);
            page.begin(path);
            page.wait_until_ready();
            // The sheet for paper is loaded when nothing else is.
            let names: Vec<&str> = files.iter().map(|file| &*file.name).collect();
            page.wait("the files of the budget", HAVE_COME, &[json!(names)]);
            page.evaluate("return new Promise(done => requestIdleCallback(() => requestIdleCallback(done)))", &[]);
            for address in page.requests() {
                let name = address.split('/').skip(3).collect::<Vec<_>>().join("/");
                assert!(name == path || names.contains(&&*name), "{name} is loaded on /{path}, and not in {names:?}");
            }
            for section in ["story", "map", "funding", "timeline", "data"] {
                let shown = usize::from(section != "story" || path.is_empty());
                assert_eq!(page.count(&format!("#{section} h2")), shown, "#{section} of /{path}");
            }
        });
    }
}

#[test]
fn a_reader_who_stays_gets_the_rest_whatever_they_do() {
    for act in [
        "window.stay()",
        "scrollTo(0, 1)",
        "dispatchEvent(new Event('pointermove'))",
        "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true }))",
        "document.querySelector('a[href]').focus()",
    ] {
        journey(DESKTOP, |page| {
            hold_stay(page);
            page.begin("");
            page.wait_until_ready();
            page.wait_for("#map canvas");
            assert_eq!(
                page.text("return document.documentElement.dataset.details ?? 'not asked for'"),
                "not asked for"
            );
            page.evaluate(act, &[]);
            page.wait(act, "return document.documentElement.dataset.details === 'ready'", &[]);
            page.wait_for("#data details");
        });
    }
}

#[test]
fn a_page_that_is_not_in_view_waits_until_it_is() {
    journey(DESKTOP, |page| {
        hold_stay(page);
        page.begin("");
        page.wait_until_ready();
        page.wait_for("#map canvas");
        // Browsers draw no frames of a page in the background.
        page.evaluate(
            "window.heldFrames = []; window.requestAnimationFrame = work => heldFrames.push(work); stay()",
            &[],
        );
        page.evaluate("return new Promise(done => requestIdleCallback(() => requestIdleCallback(done)))", &[]);
        assert_eq!(page.text("return document.documentElement.dataset.details ?? 'not asked for'"), "not asked for");
        page.evaluate("heldFrames.splice(0).forEach(work => work(performance.now()))", &[]);
        page.wait("the details", "return document.documentElement.dataset.details === 'ready'", &[]);
    });
}

#[test]
fn the_story_in_the_other_language_waits_for_its_text_alone() {
    for (path, words) in [("?lang=en", "Zheng He"), ("en/?lang=zh", "郑和")] {
        journey(DESKTOP, |page| {
            hold_stay(page);
            page.begin(path);
            page.wait_until_ready();
            let text = page.text("return document.querySelector('#story').innerText");
            assert!(text.contains(words), "/{path}: {text}");
            page.wait_for("#map canvas");
            let asked = page.evaluate(PARTS, &[]);
            for other in ["chuhai-records", "details"] {
                assert!(!asked.as_array().unwrap().contains(&json!(other)), "/{path}: {asked}");
            }
        });
    }
}

#[test]
fn the_story_in_the_other_language_is_in_the_details_too() {
    let text_file = sizes::measure(&paths::dist()).unwrap().story_text.name;
    let host = FaultyHost::start();
    faulty_journey_in(EngineKind::Chromium, &host.home, |page| {
        for fault in [Fault::Refused(503), Fault::Truncated] {
            host.set(&text_file, fault);
            page.begin("?lang=en");
            page.wait_until_ready();
            let words = "return document.querySelector('#story').innerText.includes('Zheng He')";
            page.wait("the text of the story", words, &[]);
            page.wait_for_details();
        }
    });
}

#[test]
fn a_reader_who_saves_data_gets_what_they_ask_for() {
    journey(DESKTOP, |page| {
        page.before_scripts("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })");
        page.open("");
        page.evaluate("return new Promise(done => requestIdleCallback(done))", &[]);
        let asked = page.evaluate(PARTS, &[]);
        let asked: Vec<&str> = asked.as_array().unwrap().iter().filter_map(|name| name.as_str()).collect();
        assert!(asked.contains(&"chuhai-story"), "{asked:?}");
        for other in ["chuhai-views", "chuhai-records", "chuhai-tools", "details"] {
            assert!(!asked.contains(&other), "{asked:?}");
        }
        // Nothing stops them from asking.
        page.click("nav a[href*='view=explore']");
        page.wait_for("#map canvas");
        page.click("[data-clause=region] .filter-open");
        page.wait_for("#filter-menu .option");
        page.press(&[key::ESCAPE]);
        page.click("#map [data-id=mideast]");
        page.wait_for("aside");
        page.wait_for_details();
        assert_eq!(
            page.evaluate("return navigator.serviceWorker.getRegistrations().then(all => all.length)", &[]),
            json!(0)
        );
    });
}

/// The number of style sheets that parts have brought.
const STYLES: &str = "return document.adoptedStyleSheets.length";

/// The value of a property of an element.
const VALUE: &str = "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]";

#[test]
fn the_styles_of_parts_have_their_order_whenever_they_come() {
    let host = FaultyHost::start();
    faulty_journey_in(EngineKind::Chromium, &host.home, |page| {
        page.set_screen(DESKTOP);
        // In the document; and in a file, where a host has changed the one in the document.
        for fault in [None, Some(Fault::Rewritten)] {
            if let Some(fault) = fault {
                host.set("index.html", fault);
            }
            page.begin("?view=map&embed=1");
            page.wait_until_ready();
            page.wait_for_parts();
            // An embed's own rules come before those of the menus that they override.
            page.click(".filter-all");
            page.wait_for("#filter-menu .option");
            let is = |selector: &str, property: &str, value: &str| {
                let found = page.evaluate(VALUE, &[json!(selector), json!(property)]);
                assert_eq!(found, json!(value), "{property} of {selector}");
            };
            is(".menu", "position", "fixed");
            is(".option", "display", "flex");
            is(".stage canvas", "position", "absolute");
            page.begin("");
            page.wait_until_ready();
            page.wait_for_parts();
            let without_tools = page.number(STYLES);
            page.click(".search input");
            page.press(&["a", "i"]);
            page.wait_for(".search-option");
            is(".search-pop", "position", "absolute");
            page.press(&[key::ESCAPE, key::ESCAPE]);
            page.open_menu();
            page.click("#more [aria-haspopup=dialog]");
            page.wait_for("dialog kbd");
            is("dialog kbd", "display", "inline-block");
            assert_eq!(page.number(STYLES), without_tools + 2.0, "those of the tools");
        }
    });
}

#[test]
fn the_page_is_ready_before_charts_below_the_screen_are_drawn() {
    journey(PHONE, |page| {
        page.before_scripts(
            "window.held = []; window.requestIdleCallback = work => held.push(work); \
             window.release = () => held.splice(0).forEach(work => work());",
        );
        page.begin("?view=explore");
        page.wait_until_ready();
        page.wait_for("#map canvas");
        assert_eq!((page.count("#timeline canvas"), page.count("#timeline .stage")), (0, 1));
        // Paper shows what the screen has not.
        page.set_medium("print");
        page.evaluate("dispatchEvent(new Event('beforeprint'))", &[]);
        page.wait_for("#timeline .printed svg");
        page.evaluate("dispatchEvent(new Event('afterprint'))", &[]);
        page.set_medium("");
        page.evaluate("release()", &[]);
        page.wait_for("#timeline canvas");
        page.wait_for("#funding canvas");
    });
}
