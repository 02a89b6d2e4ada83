//! Motion: views ease to what a camera, a lane switch or a choice asks for; at once where the hand leads or the reader
//! wants no motion. The journeys turn the screen's frames by hand, so that nothing hangs on how fast a machine is.

use serde_json::{Value, json};
use xtask::browser::{Screen, key};

use crate::harness::{DESKTOP, PHONE, Page, journey, probe};

/// Frames come when `frame(ms)` says so, and so late; each painting of a canvas is counted.
const FRAMES_BY_HAND: &str = r"
    window.clock = performance.now();
    window.waiting = new Map();
    window.asked = 0;
    performance.now = () => clock;
    requestAnimationFrame = callback => { waiting.set(++asked, callback); return asked; };
    cancelAnimationFrame = id => waiting.delete(id);
    window.frame = ms => {
        clock += ms;
        const callbacks = [...waiting.values()];
        waiting.clear();
        callbacks.forEach(callback => callback(clock));
    };
    const clear = CanvasRenderingContext2D.prototype.clearRect;
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
        this.canvas.paintings = (this.canvas.paintings ?? 0) + 1;
        return clear.apply(this, box);
    };
";

const ZOOM_IN: &str = "#map .view-tools button[aria-label='Zoom in']";

fn open(page: &Page, query: &str, motion: &str) {
    page.set_media(&[("prefers-reduced-motion", motion)]);
    page.open(query);
    page.evaluate(FRAMES_BY_HAND, &[]);
}

/// The picture of a view as it is on the screen.
fn picture(page: &Page, view: &str) -> Value {
    page.evaluate("return document.querySelector(`#${arguments[0]} canvas`).toDataURL()", &[json!(view)])
}

/// The number of times it was painted since the page was opened.
fn paintings(page: &Page, view: &str) -> f64 {
    page.number(&format!("return document.querySelector('#{view} canvas').paintings ?? 0"))
}

/// Lets so many milliseconds pass and the screen show its next frame.
fn frame(page: &Page, ms: u32) {
    page.evaluate("frame(arguments[0])", &[json!(ms)]);
}

/// Waits until a frame has been asked for.
fn wait_for_motion(page: &Page) {
    page.wait("a frame to be asked for", "return waiting.size > 0", &[]);
}

/// The boxes of the items of a view.
fn places(page: &Page, view: &str) -> Value {
    page.evaluate(&probe("itemBoxes"), &[json!(view)])
}

#[test]
fn zooming_eases_to_the_picture_that_a_reader_without_motion_has_at_once() {
    journey(DESKTOP, |page| {
        open(page, "?view=explore&lang=en&theme=light", "reduce");
        let start = picture(page, "map");
        page.click(ZOOM_IN);
        page.wait("the map to be painted", "return document.querySelector('#map canvas').paintings > 0", &[]);
        let (end, places_at_end) = (picture(page, "map"), places(page, "map"));
        assert_eq!(paintings(page, "map"), 1.0, "without motion a change is one painting");
        assert_eq!(page.number("return waiting.size"), 0.0, "a frame is asked for though nothing moves");
        assert_ne!(end, start);

        open(page, "?view=explore&lang=en&theme=light", "no-preference");
        assert_eq!(picture(page, "map"), start);
        page.click(ZOOM_IN);
        wait_for_motion(page);
        assert_eq!(places(page, "map"), places_at_end, "pointing waits for the picture");
        let mut seen = vec![start];
        for _ in 0..3 {
            frame(page, 50);
            let now = picture(page, "map");
            assert!(!seen.contains(&now) && now != end, "a frame shows nothing new");
            seen.push(now);
        }
        frame(page, 400);
        assert!(picture(page, "map") == end, "the motion does not end at its target");
        assert_eq!(paintings(page, "map"), 4.0);
        assert_eq!(page.number("return waiting.size"), 0.0, "frames go on after the end");
    });
}

#[test]
fn a_second_click_takes_the_motion_over() {
    journey(DESKTOP, |page| {
        let twice = |motion| {
            open(page, "?view=explore&lang=en&theme=light", motion);
            page.click(ZOOM_IN);
            if motion == "reduce" {
                page.wait("a painting", "return document.querySelector('#map canvas').paintings === 1", &[]);
            } else {
                wait_for_motion(page);
                frame(page, 60);
            }
            let asked = page.number("return asked");
            page.click(ZOOM_IN);
            if motion == "reduce" {
                page.wait("a painting", "return document.querySelector('#map canvas').paintings === 2", &[]);
            } else {
                page.wait("another motion", "return asked > arguments[0] && waiting.size === 1", &[json!(asked)]);
                frame(page, 400);
                assert_eq!(page.number("return waiting.size"), 0.0);
            }
            picture(page, "map")
        };
        let at_once = twice("reduce");
        assert!(twice("no-preference") == at_once, "two motions end elsewhere than two changes at once");
    });
}

#[test]
fn the_picture_follows_the_hand_at_once() {
    journey(DESKTOP, |page| {
        open(page, "?view=explore&lang=en&theme=light", "no-preference");
        page.evaluate(&probe("zoomByWheel"), &[]);
        // One after the other: what happens before the page has painted is painted together.
        page.wait("a painting", "return document.querySelector('#map canvas').paintings >= 1", &[]);
        page.evaluate(&probe("dragMap"), &[]);
        page.wait("two paintings", "return document.querySelector('#map canvas').paintings >= 2", &[]);
        assert_eq!(page.number("return waiting.size"), 0.0, "a dragged picture lags behind");
        // Let go, and what is asked for by a button eases again.
        page.evaluate(
            "document.querySelector('#map .stage').dispatchEvent(new PointerEvent('pointerup', { bubbles: true, pointerId: 7 }))",
            &[],
        );
        page.click(ZOOM_IN);
        wait_for_motion(page);
    });
}

#[test]
fn lanes_and_time_move_and_colours_and_words_do_not() {
    journey(DESKTOP, |page| {
        open(page, "?view=explore&lang=en&theme=light", "no-preference");
        for selector in [
            "#timeline .view-tools button[aria-pressed=false]",
            "#timeline .view-tools button[aria-label='Zoom in']",
            "#timeline .view-tools button[aria-label='Reset']",
        ] {
            page.click(selector);
            wait_for_motion(page);
            frame(page, 50);
            frame(page, 400);
            assert_eq!(page.number("return waiting.size"), 0.0, "{selector}");
        }
        let before = paintings(page, "timeline");
        page.click("[data-lang=zh]");
        page.wait(
            "another painting",
            "return document.querySelector('#timeline canvas').paintings > arguments[0]",
            &[json!(before)],
        );
        assert_eq!(page.number("return waiting.size"), 0.0, "words fly about");
    });
}

#[test]
fn keys_zoom_with_motion_too_and_the_focus_does_not_wait() {
    journey(DESKTOP, |page| {
        open(page, "?view=explore&lang=en&theme=light", "no-preference");
        page.tab_into("timeline");
        page.press(&["+"]);
        wait_for_motion(page);
        let first = page.focused();
        page.press(&[key::RIGHT]);
        assert_ne!(page.focused(), first, "the keyboard waits for the picture");
    });
}

#[test]
fn a_region_that_is_chosen_off_the_edge_is_brought_into_the_picture() {
    let narrow = Screen { device_pixel_ratio: 1.0, ..PHONE };
    journey(narrow, |page| {
        page.open("?view=explore&lang=en");
        assert_eq!(
            page.count("#map [data-off] [data-id=latam]"),
            1,
            "Latin America is in the picture that is not zoomed"
        );
        page.open("?view=explore&lang=en&region=latam");
        page.wait("Latin America", "return !document.querySelector('#map [data-off] [data-id=latam]')", &[]);
    });
}
