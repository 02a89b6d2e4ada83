//! Touch: one finger scrolls the page, two move the picture, a tap selects and deselects.

use serde_json::json;

use crate::harness::{DESKTOP, PHONE, Page, journey, probe};
use xtask::browser::Screen;

/// The places of the items of a view in its picture, as one text.
fn places(page: &Page, view: &str) -> String {
    page.evaluate(&probe("itemPlaces"), &[json!(view)]).as_str().unwrap().to_owned()
}

/// Steps of one finger, or of two that keep this distance, from a point by so much in all.
fn drag(from: (f64, f64), by: (f64, f64), apart: &[f64]) -> Vec<Vec<(f64, f64)>> {
    const STEPS: u32 = 8;
    let at = |step: u32| {
        let part = f64::from(step) / f64::from(STEPS);
        apart.iter().map(|apart| (from.0 + apart + by.0 * part, from.1 + by.1 * part)).collect()
    };
    (0..=STEPS).map(at).collect()
}

/// A point of the viewport in a view where nothing can be chosen.
fn empty_ground(page: &Page, view: &str) -> (f64, f64) {
    page.middle_of(&format!("#{view} .stage"));
    let found = page.evaluate(&probe("emptyPoint"), &[json!(view)]);
    (found[0].as_f64().unwrap(), found[1].as_f64().unwrap())
}

#[test]
fn one_finger_scrolls_the_page_and_leaves_the_picture_with_a_hint() {
    journey(PHONE, |page| {
        page.open("?view=explore&lang=en");
        for view in ["map", "timeline"] {
            let middle = page.middle_of(&format!("#{view} .stage"));
            let (before, scrolled) = (places(page, view), page.number("return scrollY"));
            page.drag_fingers(&drag(middle, (0.0, -160.0), &[0.0]));
            page.wait("the page to scroll", "return scrollY > arguments[0] + 60", &[json!(scrolled)]);
            assert_eq!(places(page, view), before, "one finger moves the {view}");
            let hint = format!("#{view} .stage-hint[aria-hidden=true]");
            page.wait_for(&hint);
            page.wait("the hint to go", "return !document.querySelector(arguments[0])", &[json!(hint)]);
        }
        // A chart that does not move takes no fingers and needs no hint.
        let middle = page.middle_of("#funding .stage");
        page.drag_fingers(&drag(middle, (0.0, -90.0), &[0.0]));
        assert_eq!(page.count("#funding .stage-hint"), 0);
    });
}

#[test]
fn two_fingers_move_and_zoom_the_picture_and_not_the_page() {
    journey(PHONE, |page| {
        page.open("?view=explore");
        for view in ["map", "timeline"] {
            let (x, y) = page.middle_of(&format!("#{view} .stage"));
            let scrolled = page.number("return scrollY");
            let apart = drag((x, y), (0.0, 0.0), &[-30.0, 30.0]);
            let wider = vec![
                vec![(x - 30.0, y), (x + 30.0, y)],
                vec![(x - 50.0, y), (x + 50.0, y)],
                vec![(x - 90.0, y), (x + 90.0, y)],
            ];
            let rest = places(page, view);
            page.drag_fingers(&apart);
            assert_eq!(places(page, view), rest, "fingers that rest move the {view}");
            page.drag_fingers(&wider);
            let near = places(page, view);
            assert_ne!(near, rest, "two fingers do not zoom the {view}");
            page.drag_fingers(&drag((x, y), (60.0, 60.0), &[-40.0, 40.0]));
            assert_ne!(places(page, view), near, "two fingers do not move the {view}");
            assert_eq!(page.number("return scrollY"), scrolled, "the page scrolls under the {view}");
            assert_eq!(page.number("return visualViewport.scale"), 1.0, "the page zooms");
        }
        assert_eq!(page.count("[data-emphasis], .stage-hint"), 0, "moving chose something");
    });
}

#[test]
fn a_tap_chooses_and_a_tap_again_or_on_empty_ground_lets_go() {
    journey(PHONE, |page| {
        page.open("?view=explore");
        for (view, id) in [("map", "mideast"), ("timeline", "event-alibaba-dc"), ("funding", "article-2021")] {
            let item = format!("#{view} [data-id='{id}']");
            for again in [true, false] {
                page.tap(&item);
                page.wait_for(&format!("{item}[data-emphasis=selected]"));
                page.wait_for(".panel-open");
                assert_eq!(page.count(".tooltip"), 0, "what is tapped is shown in the panel");
                if again {
                    page.tap(&item);
                } else {
                    let (x, y) = empty_ground(page, view);
                    page.tap_at(x, y);
                }
                page.wait("nothing to be chosen", "return !document.querySelector('[data-emphasis]')", &[]);
            }
        }
    });
}

#[test]
fn a_click_on_empty_ground_lets_go_of_what_its_own_view_chose() {
    journey(DESKTOP, |page| {
        page.open("?view=explore");
        page.click("#map [data-id=mideast]");
        page.wait_for("#map [data-id=mideast][data-emphasis=selected]");
        let (x, y) = empty_ground(page, "funding");
        page.click_at(x, y);
        assert_eq!(page.query(), "region=mideast", "another view's choice is none of its business");
        let (x, y) = empty_ground(page, "map");
        page.click_at(x, y);
        page.wait("nothing to be chosen", "return !document.querySelector('[data-emphasis]')", &[]);
        page.back();
        page.wait_for("#map [data-id=mideast][data-emphasis=selected]");
    });
}

#[test]
fn items_can_be_touched_without_touching_their_neighbours() {
    for width_px in [390, 320] {
        journey(Screen { width_px, ..PHONE }, |page| {
            page.open("?view=explore");
            let crowded = page.evaluate(&probe("crowdedItems"), &[]);
            assert_eq!(crowded, json!([]), "at {width_px} px");
            // Where there is room, as on the list that the narrow timeline is, a finger gets all it asks for. What came after
            // the article is a strip of marks on a scale.
            let low = page.evaluate(&probe("lowItems"), &[]);
            assert_eq!(low, json!(0), "lower than 44 px at {width_px} px");
        });
    }
}
