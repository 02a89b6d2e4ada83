//! The story: read by scrolling, step by step and as one article, in both languages, alone in another page. What it
//! tells, and where that leads, is `telling`.

use chuhai_core::dataset::StoryStep;
use chuhai_core::text::{Lang, phrases};
use serde_json::{Value, json};
use xtask::browser::{Screen, key};

use crate::harness::{DESKTOP, PHONE, Page, journey, probe};
use crate::tables::FACTS;

/// A screen on which the steps scroll beside their pictures.
pub const WIDE: Screen = Screen { height_px: 900, ..DESKTOP };

/// Forward, where the story is read one step at a time.
const NEXT: &str = ".story-bar .button-main";
const BACK: &str = ".story-bar .story-back";

pub fn steps() -> &'static [StoryStep] {
    &FACTS.dataset.story
}

pub fn step(id: &str) -> usize {
    FACTS.dataset.find_step(id).unwrap().into()
}

/// The address of a step for a reader of Chinese.
pub fn query_of(ix: usize, lang: Lang) -> String {
    let lang = (lang == Lang::En).then(|| "lang=en".to_owned());
    let step = (ix > 0).then(|| format!("step={}", steps()[ix].id));
    lang.into_iter().chain(step).collect::<Vec<_>>().join("&")
}

pub fn wait_for_query(page: &Page, query: &str) {
    let body = "return decodeURIComponent(location.search.slice(1)) === arguments[0]";
    page.wait(&format!("the address {query:?}"), body, &[json!(query)]);
}

pub fn wait_for_reading(page: &Page, reading: &str) {
    page.wait_for(&format!("#story[data-reading={reading}]"));
}

pub fn holds_focus(page: &Page, selector: &str) {
    page.wait(
        &format!("the focus on {selector}"),
        "return document.activeElement.matches(arguments[0])",
        &[json!(selector)],
    );
}

/// The id of the step that is marked as the reader's.
fn step_now(page: &Page) -> String {
    page.text("return document.querySelector('#story .step-now')?.dataset.step ?? ''")
}

fn history(page: &Page) -> f64 {
    page.number("return history.length")
}

/// Waits until a step is the one that is read, everywhere but in the address: in the text, in the list of steps, over
/// the picture and in what it says of itself, its notes among that; and until its picture has been painted (what is
/// painted is not counted inside of another page).
pub fn wait_for_step(page: &Page, ix: usize, lang: Lang) {
    let step = &steps()[ix];
    let notes: Vec<&str> = step.notes.iter().map(|note| note.text.get(lang)).collect();
    let wanted = json!([*step.id, step.title.get(lang), step.nav.get(lang), step.picture.get(lang)]);
    let body = &probe("isStepShown");
    page.wait(&format!("step {wanted}"), body, &[wanted.clone(), json!(notes)]);
}

/// Waits for a step that the address says as well.
pub fn wait_for_step_and_query(page: &Page, ix: usize, lang: Lang) {
    wait_for_step(page, ix, lang);
    wait_for_query(page, &query_of(ix, lang));
}

/// Turns the wheel over the text until another step is the one that is read, and returns which.
fn scroll_on(page: &Page, down_px: f64) -> String {
    let before = step_now(page);
    for _ in 0..40 {
        page.wheel((400.0, 450.0), down_px);
        page.evaluate(
            "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))",
            &[],
        );
        let now = step_now(page);
        if now != before {
            return now;
        }
    }
    panic!("the wheel does not lead on from {before}");
}

/// Collects the shifts of the layout from the document's start on.
const WATCH_SHIFTS: &str = "window.shifts = []; \
    window.shiftWatch = new PerformanceObserver(list => shifts.push(...list.getEntries())); \
    shiftWatch.observe({ type: 'layout-shift', buffered: true })";

/// The sum of layout shifts that the reader did not cause, and the largest ones.
fn shifted(page: &Page) -> (f64, Value) {
    let body = &probe("layoutShifts");
    let found = page.evaluate(body, &[]);
    (found[0].as_f64().unwrap(), found[1].clone())
}

/// The number of steps that are seen; one at a time, the others are there for a browser's reading view.
const SHOWN: &str =
    "return [...document.querySelectorAll('#story .step')].filter(step => step.checkVisibility()).length";

#[test]
fn scrolling_tells_all_steps_leaves_the_history_alone_and_shifts_nothing() {
    for lang in Lang::ALL {
        journey(WIDE, |page| {
            page.open(&format!("?{}", query_of(0, lang)));
            page.evaluate(WATCH_SHIFTS, &[]);
            wait_for_reading(page, "scroll");
            wait_for_step_and_query(page, 0, lang);
            let entries = history(page);
            for ix in 1..steps().len() {
                assert_eq!(scroll_on(page, 200.0), *steps()[ix].id, "each step comes in its turn");
                wait_for_step_and_query(page, ix, lang);
                // The picture stays in view beside the text.
                let seen = &probe("isStoryPictureSeen");
                assert_eq!(page.evaluate(seen, &[]), json!(true), "the picture of {}", steps()[ix].id);
            }
            page.wait_for_details();
            let (sum, worst) = shifted(page);
            assert!(sum <= 0.02, "the layout shifts by {sum}: {worst}");
            for ix in (0..steps().len() - 1).rev() {
                assert_eq!(scroll_on(page, -200.0), *steps()[ix].id, "and back");
            }
            wait_for_step_and_query(page, 0, lang);
            assert_eq!(history(page), entries, "scrolling is nothing to go back to");
        });
    }
}

#[test]
fn the_list_of_steps_leads_to_each_and_back_returns() {
    journey(WIDE, |page| {
        page.open("");
        wait_for_reading(page, "scroll");
        let (entries, to) = (history(page), step("money"));
        page.click(&format!(".story-nav li:nth-child({}) a", to + 1));
        wait_for_step_and_query(page, to, Lang::Zh);
        let top = &probe("isStepAcrossMiddle");
        page.wait("the step's text in the window", top, &[json!("money")]);
        assert_eq!(history(page), entries + 1.0);
        page.back();
        wait_for_step_and_query(page, 0, Lang::Zh);
        page.wait(
            "the beginning",
            "return document.querySelector('.step').getBoundingClientRect().bottom > innerHeight / 2",
            &[],
        );
    });
}

#[test]
fn on_a_phone_the_steps_are_turned_by_buttons_dots_and_arrows() {
    let last = steps().len() - 1;
    for lang in Lang::ALL {
        journey(PHONE, |page| {
            page.open(&format!("?{}", query_of(0, lang)));
            wait_for_reading(page, "steps");
            assert_eq!(page.number(SHOWN), 1.0);
            wait_for_step_and_query(page, 0, lang);
            assert_eq!(page.count(&format!("{BACK}[aria-disabled=true]")), 1, "there is nothing before the first");
            let name = |ix: usize| steps()[ix].nav.get(lang);
            let says = |selector: &str, words: &str| {
                let text = page.text(&format!("return document.querySelector('{selector}').textContent"));
                assert!(text.contains(words), "{selector} says {text}, not {words}");
            };
            for ix in 1..=last {
                says(NEXT, name(ix));
                page.tap(NEXT);
                wait_for_step_and_query(page, ix, lang);
                says(".story-count", &(ix + 1).to_string());
                says(".story-count", steps()[ix].title.get(lang));
            }
            // After the last comes the rest of the page.
            says(NEXT, phrases::TABS_EXPLORE.get(lang));
            for ix in (0..last).rev() {
                page.tap(BACK);
                wait_for_step_and_query(page, ix, lang);
            }
            for ix in [4, 1, last, 0] {
                page.tap(&format!(".story-dots li:nth-child({}) a", ix + 1));
                wait_for_step_and_query(page, ix, lang);
            }
            page.evaluate("document.querySelector('.story-dots a').focus()", &[]);
            for (press, ix) in [
                (key::RIGHT, 1),
                (key::RIGHT, 2),
                (key::LEFT, 1),
                (key::END, last),
                (key::RIGHT, last),
                (key::HOME, 0),
                (key::LEFT, 0),
            ] {
                page.press(&[press]);
                wait_for_step_and_query(page, ix, lang);
            }
        });
    }
}

#[test]
fn keys_alone_lead_to_the_end_and_back_without_losing_the_focus() {
    let last = steps().len() - 1;
    journey(PHONE, |page| {
        page.open("");
        page.evaluate("document.querySelector(arguments[0]).focus()", &[json!(NEXT)]);
        for ix in 1..=last {
            page.press(&[key::ENTER]);
            wait_for_step_and_query(page, ix, Lang::Zh);
        }
        holds_focus(page, ".story-bar *");
        page.press(&[key::LEFT]);
        wait_for_step_and_query(page, last - 1, Lang::Zh);
        page.evaluate("document.querySelector(arguments[0]).focus()", &[json!(BACK)]);
        for ix in (0..last - 1).rev() {
            page.press(&[key::ENTER]);
            wait_for_step_and_query(page, ix, Lang::Zh);
        }
        holds_focus(page, ".story-bar *");
        page.press(&[key::RIGHT]);
        wait_for_step_and_query(page, 1, Lang::Zh);
    });
}

#[test]
fn back_and_forward_walk_through_the_steps() {
    journey(PHONE, |page| {
        page.open("");
        let entries = history(page);
        for ix in 1..=3 {
            page.tap(NEXT);
            wait_for_step_and_query(page, ix, Lang::Zh);
        }
        assert_eq!(history(page), entries + 3.0);
        for ix in [2, 1, 0] {
            page.back();
            wait_for_step_and_query(page, ix, Lang::Zh);
        }
        for ix in 1..=3 {
            page.evaluate("history.forward()", &[]);
            wait_for_step_and_query(page, ix, Lang::Zh);
        }
    });
}

#[test]
fn in_another_page_the_story_stands_alone_and_leaves_the_address() {
    let last = steps().len() - 1;
    for lang in Lang::ALL {
        journey(WIDE, |page| {
            page.open("");
            let home = page.text("return location.origin + location.pathname");
            let address = format!("{home}?embed=1&amp;lang={}", lang.code());
            page.open_elsewhere(&format!(
                "<!doctype html><html lang=en><title>Host</title><iframe src='{address}' width=850 height=450></iframe>"
            ));
            page.inside_frame(|| {
                page.wait("the page in the frame", "return document.documentElement.dataset.state === 'ready'", &[]);
                wait_for_reading(page, "steps");
                let mut picture = String::new();
                assert_eq!(page.count("main section:is(#map, #funding, #timeline, #data, .filters)"), 0);
                let address = "return location.href + history.length";
                let before = page.text(address);
                // Picture and bar are seen, and nothing but the text scrolls.
                let fits = &probe("embeddedStoryFits");
                for ix in 0..=last {
                    wait_for_step(page, ix, lang);
                    assert_eq!(
                        page.evaluate(fits, &[]),
                        json!([850, 450, true, true, true, true]),
                        "{}",
                        steps()[ix].id
                    );
                    let painted = &probe("pictureAfter");
                    let now = page.wait("another picture", painted, &[json!(picture)]);
                    picture = now.as_str().unwrap().to_owned();
                    if ix < last {
                        page.evaluate("document.querySelector(arguments[0]).click()", &[json!(NEXT)]);
                    }
                }
                page.evaluate("document.querySelector(arguments[0]).click()", &[json!(BACK)]);
                wait_for_step(page, last - 1, lang);
                page.evaluate("document.querySelector('.story-dots a').click()", &[]);
                wait_for_step(page, 0, lang);
                page.evaluate("document.querySelector('.story-dots a').focus()", &[]);
                page.press(&[key::RIGHT]);
                wait_for_step(page, 1, lang);
                assert_eq!(page.text(address), before, "the address is left alone");
            });
        });
    }
}

#[test]
fn the_address_of_a_step_opens_it_and_the_languages_keep_it() {
    for screen in [WIDE, PHONE] {
        journey(screen, |page| {
            for (ix, step) in steps().iter().enumerate() {
                page.open(&format!("?step={}", step.id));
                wait_for_step(page, ix, Lang::Zh);
                let read = &probe("isStepRead");
                page.wait("its text in the window", read, &[json!(screen.touch)]);
                assert_eq!(page.text("return document.querySelector('#notice').textContent"), "");
                // Where the steps scroll the way to the languages leads past the others.
                if screen.touch {
                    page.tap("[data-lang=en]");
                    wait_for_step_and_query(page, ix, Lang::En);
                }
            }
        });
    }
}

#[test]
fn a_window_that_becomes_narrow_has_the_pictures_between_the_texts() {
    journey(WIDE, |page| {
        page.open("");
        page.click(".reading-modes button:first-child");
        wait_for_reading(page, "scroll");
        page.set_screen(Screen { width_px: 800, ..WIDE });
        wait_for_reading(page, "whole");
        let offered =
            "return [...document.querySelectorAll('.reading-modes button')].map(button => button.checkVisibility())";
        assert_eq!(page.evaluate(offered, &[]), json!([false, true, true]));
        page.set_screen(WIDE);
        wait_for_reading(page, "scroll");
    });
}

#[test]
fn all_at_once_shows_every_step_with_its_picture() {
    let all = steps().len();
    for screen in [WIDE, PHONE] {
        journey(screen, |page| {
            page.open("?lang=en");
            page.click(".reading-modes button:last-child");
            wait_for_reading(page, "whole");
            let pressed =
                "return [...document.querySelectorAll('.reading-modes button')].map(button => button.ariaPressed)";
            assert_eq!(page.evaluate(pressed, &[]), json!(["false", "false", "true"]));
            page.wait("the pictures to be painted", &probe("areAllPicturesPainted"), &[json!(all)]);
            let shown = page.evaluate(&probe("pictureTitles"), &[]);
            let expected: Vec<Value> =
                steps().iter().map(|step| json!([*step.id, step.picture.get(Lang::En)])).collect();
            assert_eq!(shown, Value::Array(expected));
            assert_eq!((page.count("#story figure"), page.count(".story-bar, .story-nav")), (all, 0));
        });
    }
}

#[test]
fn the_ways_to_read_keep_the_step() {
    let to = step("rules");
    journey(WIDE, |page| {
        page.open("");
        wait_for_reading(page, "scroll");
        page.click(".reading-modes button:nth-child(2)");
        wait_for_reading(page, "steps");
        page.click(&format!(".story-dots li:nth-child({}) a", to + 1));
        wait_for_step_and_query(page, to, Lang::Zh);
        page.click(".reading-modes button:nth-child(1)");
        wait_for_reading(page, "scroll");
        let read = &probe("isStepAcrossMiddle");
        page.wait("its text in the window", read, &[json!("rules")]);
        wait_for_step_and_query(page, to, Lang::Zh);
    });
}

#[test]
fn a_reader_who_wants_no_motion_turns_the_steps() {
    journey(WIDE, |page| {
        page.set_media(&[("prefers-reduced-motion", "reduce")]);
        page.open("");
        wait_for_reading(page, "steps");
        assert_eq!(page.number(SHOWN), 1.0);
        page.click(NEXT);
        wait_for_step_and_query(page, 1, Lang::Zh);
        // It is followed as long as the reader does not say otherwise.
        page.set_media(&[("prefers-reduced-motion", "no-preference")]);
        wait_for_reading(page, "scroll");
        wait_for_step_and_query(page, 1, Lang::Zh);
    });
}

#[test]
fn no_step_scrolls_sideways() {
    journey(WIDE, |page| {
        for width_px in [320, 390, 768, 960, 1440] {
            page.set_screen(Screen { width_px, height_px: 800, device_pixel_ratio: 1.0, touch: width_px < 600 });
            for lang in Lang::ALL {
                page.open(&format!("?{}", query_of(0, lang)));
                for ix in 0..steps().len() {
                    if ix > 0 {
                        let to = "document.querySelector(`:is(.story-nav, .story-dots) li:nth-child(${arguments[0]}) a`).click()";
                        page.evaluate(to, &[json!(ix + 1)]);
                    }
                    wait_for_step(page, ix, lang);
                    let over = page
                        .number("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
                    assert_eq!(over, 0.0, "{} at {width_px} px in {lang:?}", steps()[ix].id);
                }
            }
        }
    });
}
