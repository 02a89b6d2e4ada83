//! Brushing time over the axes, and gathering regions with a box or one by one: by mouse. The ways without dragging
//! stand with the filter's own journeys; which pixel is which date is tested on the host.

use serde_json::json;

use crate::harness::{DESKTOP, Page, journey, probe};

/// The middle of an item's button in the pixels of its view's picture.
fn place_of(page: &Page, section: &str, id: &str) -> (f64, f64) {
    let body = &probe("itemInPicture");
    let found = page.evaluate(body, &[json!(section), json!(id)]);
    (found[0].as_f64().unwrap(), found[1].as_f64().unwrap())
}

/// Width and height of a view's picture.
fn size_of(page: &Page, section: &str) -> (f64, f64) {
    let body = &probe("pictureSize");
    let found = page.evaluate(body, &[json!(section)]);
    (found[0].as_f64().unwrap(), found[1].as_f64().unwrap())
}

fn wait_for_period(page: &Page) -> String {
    page.wait("a period", "return new URLSearchParams(location.search).has('t')", &[]);
    page.text("return new URLSearchParams(location.search).get('t')")
}

#[test]
fn a_drag_over_the_axis_of_the_timeline_asks_about_a_period_and_back_undoes_it_at_once() {
    journey(DESKTOP, |page| {
        page.open("?view=explore");
        let before = page.number("return history.length");
        let (width, _) = size_of(page, "timeline");
        page.drag("timeline", (width * 0.6, 28.0), (width * 0.7, 28.0), false);
        let period = wait_for_period(page);
        assert!(period.starts_with("2024-") && period.contains("..2024-"), "months of the last year: {period}");
        page.wait_for("#timeline [data-emphasis=muted]");
        assert_eq!(page.number("return history.length"), before + 1.0, "a whole drag is one entry of the history");
        page.back();
        page.wait("no period", "return !document.querySelector('[data-emphasis]')", &[]);
        assert_eq!(page.query(), "view=explore");
    });
}

#[test]
fn a_drag_writes_the_address_when_it_begins_rests_and_ends() {
    /// The time after which a gesture rests: `AFTER_GESTURE_MS` in `src/hooks.rs`.
    const REST_MS: u32 = 150;
    let written = "return written.join()";
    journey(DESKTOP, |page| {
        page.open("?view=explore");
        let (width, _) = size_of(page, "timeline");
        let corner = page.evaluate(&probe("pictureCorner"), &[json!("timeline")]);
        let (x_px, y_px) = (corner[0].as_f64().unwrap(), corner[1].as_f64().unwrap() + 28.0);
        page.evaluate(&probe("holdRests"), &[json!(REST_MS)]);
        let mouse = |kind: &str, share: f64| page.send_mouse(kind, (x_px + width * share, y_px));
        mouse("mousePressed", 0.5);
        mouse("mouseMoved", 0.55);
        let begun = wait_for_period(page);
        for step in 1..=8 {
            mouse("mouseMoved", 0.55 + 0.02 * f64::from(step));
        }
        page.wait_for("#timeline [data-emphasis=muted]");
        assert_eq!((page.text(written), wait_for_period(page)), ("pushState".to_owned(), begun.clone()));
        page.evaluate("rest()", &[]);
        let rested = wait_for_period(page);
        assert_ne!(rested, begun);
        mouse("mouseMoved", 0.8);
        mouse("mouseReleased", 0.8);
        page.wait("the end", "return written.length === 3", &[]);
        assert_ne!(wait_for_period(page), rested);
        assert_eq!(page.text(written), "pushState,replaceState,replaceState", "one entry of the history");
    });
}

#[test]
fn pressing_the_axis_asks_about_what_is_named_there_and_pressing_it_again_lets_go() {
    journey(DESKTOP, |page| {
        page.open("?view=explore");
        let (width, _) = size_of(page, "timeline");
        page.drag("timeline", (width * 0.6, 28.0), (width * 0.6, 28.0), false);
        let period = wait_for_period(page);
        let (from, to) = period.split_once("..").unwrap();
        assert_eq!(from, to, "one month");
        page.drag("timeline", (width * 0.6, 28.0), (width * 0.6, 28.0), false);
        page.wait("no period", "return !new URLSearchParams(location.search).has('t')", &[]);
    });
}

#[test]
fn a_drag_over_the_funding_chart_asks_about_years() {
    journey(DESKTOP, |page| {
        page.open("?view=explore");
        let (from, to) = (place_of(page, "funding", "cset-2019").0, place_of(page, "funding", "cset-2021").0);
        page.drag("funding", (from, 120.0), (to, 150.0), false);
        assert_eq!(wait_for_period(page), "2019..2021");
        page.wait_for("#funding [data-id=cset-2017][data-emphasis=muted]");
        assert_eq!(page.count("#funding [data-id=cset-2020][data-emphasis]"), 0);
    });
}

#[test]
fn regions_are_gathered_by_a_box_and_added_or_taken_away_one_by_one() {
    journey(DESKTOP, |page| {
        page.open("?view=explore");
        let (width, height) = size_of(page, "map");
        page.drag("map", (2.0, 2.0), (width - 2.0, height - 2.0), true);
        page.wait_for("#map [data-id=sea][data-emphasis=selected]");
        assert!(page.query().split('~').count() >= 7, "{}", page.query());
        // What is announced may take another line, and moves the picture down.
        page.wait_for_status("拉美");
        let mideast = place_of(page, "map", "mideast");
        page.drag("map", mideast, mideast, true);
        page.wait("one less", "return !location.search.includes('mideast')", &[]);
        assert_eq!(page.count("#map [data-id=sea][data-emphasis=selected]"), 1);
    });
}
