//! The page before it runs, without it ever running, and the moment in which it starts to.

use std::fs;
use std::sync::LazyLock;

use chuhai_core::dataset::package::Compiled;
use chuhai_core::text::Lang;
use serde_json::json;
use xtask::browser::Screen;
use xtask::site::sizes;
use xtask::{check_data, paths};

use crate::harness::{DESKTOP, PHONE, Page, Site, journey, probe};

pub static FACTS: LazyLock<Compiled> = LazyLock::new(|| check_data::compile(&paths::root().join("data")).unwrap());

const STATE: &str = "return document.documentElement.dataset.state";

/// The documents and their languages.
pub const DOCUMENTS: [(&str, Lang); 2] = [("", Lang::Zh), ("en/", Lang::En)];

/// Holds the module back until the journey lets it go (`window.release`), and writes down what moves and what is the
/// largest text.
const HOLD: &str = r#"{
    const compile = WebAssembly.compileStreaming;
    WebAssembly.compileStreaming = async (...all) => {
        await new Promise(done => window.release = done);
        return compile.apply(WebAssembly, all);
    };
    window.shifts = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => window.shifts += entry.value))
        .observe({ type: "layout-shift", buffered: true });
    window.largest = [];
    new PerformanceObserver(list => window.largest.push(...list.getEntries().map(entry => entry.startTime)))
        .observe({ type: "largest-contentful-paint", buffered: true });
}"#;

/// A journey in which the module is held back.
pub fn held_journey(screen: Screen, steps: impl FnOnce(&Page)) {
    journey(screen, |page| {
        page.before_scripts(HOLD);
        steps(page);
    });
}

/// Opens the page, and waits until it has been painted as prerendered.
pub fn open_held(page: &Page, path: &str) {
    page.visit(path);
    page.wait("the module to be held", "return typeof window.release === 'function'", &[]);
    page.wait("the first painting", "return window.largest.length > 0", &[]);
}

pub fn release(page: &Page) {
    page.evaluate("window.release()", &[]);
    page.wait_until_ready();
}

/// Asserts that the prerendered page can be read: the story, the pictures, every record with its evidence.
fn assert_readable(page: &Page, lang: Lang) {
    let text = page.text("return document.querySelector('main').textContent");
    for paragraph in FACTS.details.story.iter().flatten() {
        let words: String = paragraph.runs(lang).iter().map(|run| &*run.text).collect();
        assert!(text.contains(&words), "{words}");
    }
    let data = page.text("return document.querySelector('#data').textContent");
    for (record, detail) in FACTS.dataset.records.iter().zip(&FACTS.details.records) {
        let notes = [&detail.note, &detail.versions_differ].into_iter().flatten();
        let checks = detail.checks.iter().map(|check| &check.says);
        for words in [&record.title, &detail.text].into_iter().chain(notes).chain(checks) {
            assert!(data.contains(words.get(lang)), "{} lacks: {}", record.id, words.get(lang));
        }
    }
    let lost = "return [...document.querySelectorAll('use')].filter(use => !document.querySelector(use.getAttribute('href'))).length";
    assert_eq!(page.evaluate(lost, &[]), json!(0), "every shared outline is defined");
    for view in ["story", "map", "funding", "timeline"] {
        let drawn = &probe("drawnPictures");
        assert_eq!(page.evaluate(drawn, &[json!(view)]), json!(1), "#{view}");
    }
    assert!(page.count("#map table tbody tr") >= 7 && page.count("#data a[href^='https://']") > 60);
}

#[test]
fn without_scripts_all_of_it_can_be_read_and_followed() {
    for screen in [DESKTOP, PHONE] {
        journey(screen, |page| {
            page.set_scripts(false);
            for (path, lang) in DOCUMENTS {
                page.visit(path);
                assert_eq!(page.text(STATE), "static");
                assert_eq!(page.text("return document.documentElement.lang"), lang.bcp47());
                assert_readable(page, lang);
                // No way leads nowhere, and nothing is offered that needs a script.
                let dead = &probe("deadLinks");
                assert_eq!(page.evaluate(dead, &[]), json!([]));
                let ids = &probe("duplicateIds");
                assert_eq!(page.evaluate(ids, &[]), json!([]));
                let offered = &probe("visibleControls");
                assert_eq!(page.evaluate(offered, &[]), json!([]));
                let other = lang.other();
                let link = page.evaluate(
                    "return document.querySelector(arguments[0]).getAttribute('href')",
                    &[json!(format!("[data-lang={}]", other.code()))],
                );
                page.visit(&format!("{path}{}", link.as_str().unwrap()));
                assert_eq!(page.text("return document.documentElement.lang"), other.bcp47());
            }
        });
    }
}

#[test]
fn where_the_module_does_not_come_or_does_not_start_the_page_stays() {
    let site = Site::copy("no-module");
    let name =
        sizes::measure(&site.dir).unwrap().files.into_iter().find(|file| file.name.ends_with(".wasm")).unwrap().name;
    let whole = fs::read(site.dir.join(&name)).unwrap();
    for ending in [".br", ".gz"] {
        fs::remove_file(site.dir.join(format!("{name}{ending}"))).unwrap();
    }
    let truncated = whole[..whole.len() / 2].to_vec();
    // A module that is one, and traps as soon as it is started: `(start (unreachable))` without what the script asks for.
    let foreign = b"\0asm\x01\0\0\0".to_vec();
    for (what, module) in [("missing", None), ("truncated", Some(truncated)), ("foreign", Some(foreign))] {
        match module {
            Some(bytes) => fs::write(site.dir.join(&name), bytes).unwrap(),
            None => fs::remove_file(site.dir.join(&name)).unwrap(),
        }
        site.journey(DESKTOP, |page| {
            for words in ["404", "WebAssembly", "wasm", "TypeError", "CompileError", "LinkError"] {
                page.allow_console(words);
            }
            for (path, lang) in DOCUMENTS {
                page.visit(path);
                page.wait(what, "return document.documentElement.dataset.state === 'failed'", &[]);
                assert_readable(page, lang);
                assert!(page.count(".when-failed") == 1, "{what}");
                assert_eq!(
                    page.evaluate("return document.querySelector('.when-failed').checkVisibility()", &[]),
                    json!(true)
                );
            }
        });
    }
}

#[test]
fn it_starts_in_place_without_a_jump_or_a_second_look() {
    for screen in [DESKTOP, PHONE, Screen { width_px: 850, height_px: 450, ..DESKTOP }] {
        held_journey(screen, |page| {
            for (path, _) in DOCUMENTS {
                open_held(page, path);
                let look = &probe("lookOfStory");
                let before = page.evaluate(look, &[]);
                let released_ms = page.number("return performance.now()");
                release(page);
                assert_eq!(page.evaluate(look, &[]), before, "/{path} at {}", screen.width_px);
                assert!(page.number("return window.shifts") <= 0.02, "{}", page.number("return window.shifts"));
                page.wait_for_details();
                // On a busy machine the prerendered page is painted in several frames, told of later.
                let last_ms = page.number("return window.largest.at(-1)");
                assert!(last_ms <= released_ms, "the largest text is not the prerendered page's");
            }
        });
    }
}

#[test]
fn whoever_reads_on_before_it_starts_goes_on_where_they_were() {
    for screen in [DESKTOP, PHONE] {
        held_journey(screen, |page| {
            for (path, _) in DOCUMENTS {
                open_held(page, path);
                // Somewhere in the fifth step, with the focus on its second reference.
                page.evaluate(&probe("readOnInFifthStep"), &[]);
                let place = "return Math.round(document.querySelector('[data-step=money] .step-text').getBoundingClientRect().top)";
                let focus = "return document.activeElement.textContent";
                let (top, focused) = (page.number(place), page.text(focus));
                assert!((100.0..140.0).contains(&top) && !focused.is_empty(), "{top} {focused}");
                release(page);
                assert!((page.number(place) - top).abs() <= 1.0, "from {top} to {}", page.number(place));
                assert_eq!(page.text(focus), focused);
                assert!(page.number("return window.shifts") <= 0.02, "{}", page.number("return window.shifts"));
            }
        });
    }
}

/// Parts of the prerendered page whose content is rendered, or could be without scrolling.
const RENDERED: &str = "return [...document.querySelectorAll('.prerendered :is(.step h3, .view h2)')] \
    .map(part => [part.closest('.step, .view').id, part.checkVisibility({ contentVisibilityAuto: true })]) \
    .filter(part => part[1]).map(part => part[0])";

fn wait_two_frames(page: &Page) {
    let frames = "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))";
    page.evaluate(frames, &[]);
}

fn rendered(page: &Page) -> Vec<String> {
    wait_two_frames(page);
    rendered_now(page)
}

fn rendered_now(page: &Page) -> Vec<String> {
    let parts = page.evaluate(RENDERED, &[]);
    parts.as_array().unwrap().iter().map(|part| part.as_str().unwrap().to_owned()).collect()
}

#[test]
fn below_the_fold_nothing_is_rendered_before_it_is_scrolled_to() {
    let steps: Vec<String> = FACTS.dataset.story.iter().map(|step| format!("step-{}", step.id)).collect();
    let all: Vec<String> = steps.iter().cloned().chain(["map", "funding", "timeline"].map(str::to_owned)).collect();
    for screen in [DESKTOP, PHONE] {
        held_journey(screen, |page| {
            for (path, _) in DOCUMENTS {
                open_held(page, path);
                let first = rendered(page);
                assert!(first.contains(&steps[0]) && first.len() <= 5, "/{path} at {}: {first:?}", screen.width_px);
                // On through the whole page, without anything in the window being moved.
                let mut seen = first;
                let end = "return scrollY + innerHeight >= document.documentElement.scrollHeight - 1";
                while page.evaluate(end, &[]) != json!(true) {
                    page.evaluate("scrollBy({ top: innerHeight * .8, behavior: 'instant' })", &[]);
                    seen.extend(rendered(page));
                }
                assert!(all.iter().all(|part| seen.contains(part)), "/{path}: {seen:?}");
                let shifts = page.number("return window.shifts");
                assert!(shifts <= 0.02, "/{path} at {}: {shifts}", screen.width_px);
                // What runs takes over what is seen, with nothing left out.
                release(page);
            }
        });
    }
    journey(DESKTOP, |page| {
        page.set_scripts(false);
        page.visit("");
        assert_eq!(rendered_now(page), all, "without scripts it is a plain document");
    });
}

#[test]
fn what_is_below_the_fold_is_found_and_led_to() {
    for screen in [DESKTOP, PHONE] {
        held_journey(screen, |page| {
            for (path, lang) in DOCUMENTS {
                // A link to a step, to a view, and from one step to another.
                let led = |id: &str| {
                    assert!(rendered(page).iter().any(|part| part == id), "#{id}");
                    // What is last cannot be brought to the top.
                    let top = "const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 1; \
                        return end ? 0 : document.getElementById(arguments[0]).getBoundingClientRect().top";
                    let top = page.evaluate(top, &[json!(id)]).as_f64().unwrap();
                    assert!((-1.0..=30.0).contains(&top), "/{path} at {}: #{id} is at {top}", screen.width_px);
                };
                for id in ["step-rules", "step-money", "map"] {
                    open_held(page, &format!("{path}#{id}"));
                    led(id);
                }
                for id in ["step-checked", "step-who", "timeline"] {
                    page.evaluate("location.hash = arguments[0]", &[json!(id)]);
                    led(id);
                }
                // The words of the last step, which a search in the page and a link to them find.
                open_held(page, path);
                let paragraph = FACTS.details.story.iter().flatten().last().unwrap();
                let words = paragraph.runs(lang).first().unwrap().text.chars().take(12).collect::<String>();
                assert_eq!(page.evaluate("return find(arguments[0])", &[json!(words)]), json!(true), "{words}");
                let last = format!("step-{}", FACTS.dataset.story.last().unwrap().id);
                assert!(rendered(page).contains(&last), "it is scrolled to: {words}");
            }
        });
    }
}

#[test]
fn what_is_below_the_fold_prints_before_it_runs() {
    held_journey(DESKTOP, |page| {
        for (path, _) in DOCUMENTS {
            open_held(page, path);
            let sheets = crate::user_preferences::sheets(&page.pdf());
            assert!((4..=12).contains(&sheets), "/{path}: {sheets} sheets");
            page.set_medium("print");
            let shown = rendered(page);
            assert_eq!(shown.len(), FACTS.dataset.story.len() + 3, "{shown:?}");
            page.set_medium("");
            release(page);
        }
    });
}

#[test]
fn the_colours_asked_for_are_there_from_the_first_painting() {
    held_journey(DESKTOP, |page| {
        for (theme, dark) in [("dark", true), ("light", false)] {
            page.set_media(&[("prefers-color-scheme", if dark { "light" } else { "dark" })]);
            open_held(page, &format!("?theme={theme}"));
            let paper = "return getComputedStyle(document.body).backgroundColor";
            let before = page.text(paper);
            assert_eq!(before.contains("15, 24, 32"), dark, "{before}");
            release(page);
            assert_eq!(page.text(paper), before);
        }
    });
}

#[test]
fn a_single_view_stands_alone_before_it_runs_too() {
    held_journey(DESKTOP, |page| {
        for view in ["map", "funding", "timeline"] {
            for embed in ["", "&embed=1"] {
                open_held(page, &format!("?view={view}{embed}"));
                let shown = &probe("visibleSections");
                assert_eq!(page.evaluate(shown, &[]), json!([view]), "{view}{embed}");
                release(page);
            }
        }
    });
}

#[test]
fn what_stands_in_the_page_is_not_in_the_module_as_well() {
    let sizes = sizes::measure(&paths::dist()).unwrap();
    let module = sizes.files.into_iter().find(|file| file.name.ends_with(".wasm")).unwrap().name;
    let module = fs::read(paths::dist().join(module)).unwrap();
    let carries = |text: &str| module.windows(text.len()).any(|bytes| bytes == text.as_bytes());
    let record = &FACTS.dataset.records[0].title;
    assert!(carries(&record.zh), "the dataset is found in it as it is");
    for paragraph in FACTS.details.story.iter().flatten() {
        for lang in Lang::ALL {
            let longest = paragraph.runs(lang).iter().map(|run| &*run.text).max_by_key(|text| text.len()).unwrap();
            assert!(longest.len() < 20 || !carries(longest), "{longest}");
        }
    }
}
