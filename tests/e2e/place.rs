//! The reader's place: in the frame of another site, while the window turns and changes its size, over a reload, and
//! where a reference was followed before the page ran.

use chuhai_core::text::Lang;
use serde_json::{Value, json};
use xtask::browser::Screen;

use crate::engines::in_each_engine;
use crate::harness::{DESKTOP, PHONE, Page, journey, probe};
use crate::page_errors::{EngineKind, journey_in, served};
use crate::prerendered::{held_journey, open_held, release};
use crate::story::{step, steps, wait_for_reading, wait_for_step};

/// A tablet in landscape and in portrait.
const LYING: (u32, u32) = (1024, 768);
const UPRIGHT: (u32, u32) = (768, 1024);

in_each_engine!(
    in_a_frame_of_another_site_the_picture_belongs_to_the_text,
    the_step_stays_when_the_window_turns,
    the_place_stays_over_a_reload
);

/// Waits two frames: scrolling is reported in the first, painted in the second.
fn wait_two_frames(page: &Page) {
    page.evaluate(
        "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))",
        &[],
    );
}

/// Scrolls as a reader does, whose hand is felt before.
fn scroll_to(page: &Page, top_px: f64) {
    page.evaluate(&probe("scrollAsReader"), &[json!(top_px)]);
    wait_two_frames(page);
}

/// Scrolls until a step has so much of its height above the middle of the window.
fn scroll_into(page: &Page, step: &str, share: f64) {
    let top = &probe("topForStep");
    let top = page.evaluate(top, &[json!(step), json!(share)]).as_f64().unwrap();
    scroll_to(page, top);
}

fn scrolled(page: &Page) -> f64 {
    page.number("return scrollY")
}

/// Waits until a step is the reader's and its text is in the window.
fn wait_for_text(page: &Page, id: &str) {
    let body = &probe("isStepTextSeen");
    page.wait(&format!("the text of {id}"), body, &[json!(id)]);
}

/// Opens a page of another site with the whole page in a frame, wide enough for its steps to scroll.
fn open_frame(page: &Page, query: &str, before: &str) {
    let home = page.home();
    page.open_elsewhere(&format!(
        "<!doctype html><html lang=en><title>Host</title>{before}\
         <iframe src='{home}?{query}' width=1000 height=700 title=x></iframe><p>after"
    ));
    page.inside_frame(|| {
        page.wait("the page in the frame", "return document.documentElement.dataset.state === 'ready'", &[]);
    });
}

fn in_a_frame_of_another_site_the_picture_belongs_to_the_text(engine: EngineKind) {
    /// The number of places of the story that are looked at.
    const PLACES: u32 = 75;
    let pictures: Vec<Value> = steps().iter().map(|step| json!([*step.id, step.picture.get(Lang::En)])).collect();
    journey_in(engine, &served(engine), |page| {
        open_frame(page, "lang=en", "");
        page.inside_frame(|| {
            wait_for_reading(page, "scroll");
            let ends = &probe("storyEnds");
            let ends = page.evaluate(ends, &[]);
            let (first, last) = (ends[0].as_f64().unwrap().max(0.0), ends[1].as_f64().unwrap());
            for place in 0..=PLACES {
                scroll_to(page, first + (last - first) * f64::from(place) / f64::from(PLACES));
                let belongs = &probe("pictureBelongsToText");
                page.wait(&format!("the picture at place {place}"), belongs, &[json!(pictures)]);
            }
        });
        for step in steps() {
            open_frame(page, &format!("lang=en&step={}", step.id), "");
            page.inside_frame(|| wait_for_text(page, &step.id));
        }
        page.inside_frame(|| assert_eq!(page.evaluate("return window.trouble ?? []", &[]), json!([])));
        // A host has nobody to watch it.
        page.open("?lang=en");
    });
}

fn the_step_stays_when_the_window_turns(engine: EngineKind) {
    journey_in(engine, &served(engine), |page| {
        let turn = |(width_px, height_px)| page.set_viewport(width_px, height_px);
        turn(LYING);
        page.open("?lang=en");
        wait_for_reading(page, "scroll");
        for (id, share) in [("money", 0.5), ("rules", 0.9), ("money", 0.1)] {
            scroll_into(page, id, share);
            wait_for_text(page, id);
            let before = scrolled(page);
            for _ in 0..2 {
                turn(UPRIGHT);
                wait_for_reading(page, "steps");
                wait_for_text(page, id);
                turn(LYING);
                wait_for_reading(page, "scroll");
                wait_for_text(page, id);
                let back = "return Math.abs(scrollY - arguments[0]) <= 2";
                page.wait(&format!("the place in {id}, at {before}"), back, &[json!(before)]);
            }
            // Zoomed by half, a lower window, half a screen.
            for size in [(1440, 1000), (960, 667), (960, 900), (720, 1000), (1440, 500), LYING] {
                turn(size);
                wait_for_text(page, id);
            }
        }
        // A step that was turned to is no less a place than one scrolled to.
        turn(UPRIGHT);
        wait_for_reading(page, "steps");
        scroll_to(page, 0.0);
        page.evaluate("document.querySelector('.story-bar .button-main').click()", &[]);
        wait_for_step(page, step("money") + 1, Lang::En);
        scroll_to(page, 0.0);
        turn(LYING);
        wait_for_reading(page, "scroll");
        wait_for_text(page, &steps()[step("money") + 1].id);
        // So is a view below.
        for view in ["map", "timeline", "data"] {
            let middle = &probe("topForMiddleOf");
            scroll_to(page, page.evaluate(middle, &[json!(view)]).as_f64().unwrap());
            for size in [UPRIGHT, (720, 1000), LYING] {
                turn(size);
                // What is last cannot be brought to the middle.
                let across = &probe("isAcrossMiddle");
                page.wait(&format!("{view} at {size:?}"), across, &[json!(view)]);
            }
        }
    });
}

fn the_place_stays_over_a_reload(engine: EngineKind) {
    journey_in(engine, &served(engine), |page| {
        let stays = |what: &str| {
            page.wait_for_details();
            let before = scrolled(page);
            assert!(before > 100.0, "{what}: nothing is scrolled");
            // A place is written down once the reader pauses.
            let written = &probe("isPlaceWritten");
            page.wait("the place to be written down", written, &[]);
            page.reload();
            page.wait_for_details();
            let same = "return Math.abs(scrollY - arguments[0]) <= 2";
            page.wait(&format!("{what} at {before}"), same, &[json!(before)]);
        };
        page.set_viewport(600, 900);
        page.open("?lang=en&step=money");
        wait_for_reading(page, "steps");
        page.wait_for_details();
        scroll_to(page, 300.0);
        stays("a step");
        wait_for_reading(page, "steps");
        wait_for_text(page, "money");
        page.click("#story .reading-modes button:nth-child(3)");
        wait_for_reading(page, "whole");
        scroll_into(page, "rules", 0.5);
        stays("the article");
        wait_for_reading(page, "whole");
        page.set_viewport(1024, 768);
        page.open("?lang=en&view=data");
        page.wait_for_details();
        scroll_to(page, 2500.0);
        stays("the table");
        page.open("?lang=en");
        wait_for_reading(page, "scroll");
        scroll_into(page, "money", 0.4);
        wait_for_text(page, "money");
        stays("the story");
        wait_for_text(page, "money");
        // Elsewhere and back.
        let before = scrolled(page);
        page.open("en/?view=data");
        page.back();
        let again = "return document.documentElement.dataset.state === 'ready' && location.search.includes('step=')";
        page.wait("the page again", again, &[]);
        let same = "return Math.abs(scrollY - arguments[0]) <= 2";
        page.wait("the place after a visit elsewhere", same, &[json!(before)]);
        wait_for_text(page, "money");
    });
}

#[test]
fn a_host_is_not_scrolled_by_what_its_frame_opens_at() {
    let high = "<p style='height: 3000px'>before</p>";
    journey(Screen { height_px: 800, ..DESKTOP }, |page| {
        for query in ["step=money", "step=money&amp;sel=article-2021", "view=explore&amp;region=sea", "lang=en#map"] {
            open_frame(page, query, high);
            wait_two_frames(page);
            assert_eq!(scrolled(page), 0.0, "{query}");
        }
        open_frame(page, "step=money", high);
        page.inside_frame(|| {
            wait_for_text(page, "money");
            // The list of steps scrolls the frame alone as well.
            page.evaluate("document.querySelector('.story-nav li:nth-child(3) a').click()", &[]);
            wait_for_text(page, &steps()[2].id);
        });
        assert_eq!(scrolled(page), 0.0);
    });
}

#[test]
fn the_step_stays_when_a_host_changes_the_width_of_the_frame() {
    journey(DESKTOP, |page| {
        open_frame(page, "step=money", "");
        page.inside_frame(|| wait_for_text(page, "money"));
        for (width_px, reading) in [(700, "steps"), (1000, "scroll"), (390, "steps"), (1300, "scroll")] {
            page.evaluate("document.querySelector('iframe').width = arguments[0]", &[json!(width_px)]);
            page.inside_frame(|| {
                wait_for_reading(page, reading);
                wait_for_text(page, "money");
            });
        }
    });
}

#[test]
fn the_row_a_reference_led_to_stays_open_when_the_page_runs() {
    for screen in [DESKTOP, PHONE] {
        held_journey(screen, |page| {
            for path in ["", "en/", "?view=data"] {
                open_held(page, path);
                let led = &probe("followReference");
                let id = page.text(led);
                wait_two_frames(page);
                let top = "return Math.round(document.getElementById(arguments[0]).getBoundingClientRect().top)";
                let before = page.evaluate(top, &[json!(id)]).as_f64().unwrap();
                assert!((0.0..f64::from(screen.height_px)).contains(&before), "{id} at {before}");
                release(page);
                page.wait_for_details();
                let open = &probe("isRowOpen");
                page.wait(&format!("the evidence of {id} at /{path}"), open, &[json!(id)]);
                // It stays where it was, unless the page, most of whose rows are shut now, ends before.
                let stays = &probe("isRowAt");
                page.wait(&format!("{id} to stay at {before} of /{path}"), stays, &[json!(id), json!(before)]);
            }
        });
    }
}
