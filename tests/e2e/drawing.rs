//! The canvases: painted, sharp, and repainted only where something changed.

use serde_json::json;
use xtask::browser::Screen;

use crate::harness::{DESKTOP, Page, VIEWS, journey, probe};

/// The number of different colours in a coarse sample of a view's picture.
pub fn colours(page: &Page, view: &str) -> f64 {
    page.number(&format!(
        "const canvas = document.querySelector('#{view} canvas'); \
         const pixels = new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer); \
         return new Set(pixels.filter((_, index) => index % 7 === 0)).size"
    ))
}

/// The number of drawing operations so far.
fn drawn(page: &Page) -> f64 {
    page.number("return [...document.querySelectorAll('canvas')].reduce((sum, canvas) => sum + (canvas.drawn ?? 0), 0)")
}

#[test]
fn each_picture_is_painted_in_either_theme() {
    journey(DESKTOP, |page| {
        for theme in ["light", "dark"] {
            page.open(&format!("?view=explore&theme={theme}"));
            page.wait_for_pictures();
            for view in VIEWS {
                let colours = colours(page, view);
                assert!(colours >= 8.0, "#{view} has {colours} colours in {theme}");
            }
        }
    });
}

#[test]
fn the_canvases_have_the_screens_pixels() {
    journey(DESKTOP, |page| {
        for device_pixel_ratio in [1.0, 1.5, 2.0, 3.0] {
            page.set_screen(Screen { device_pixel_ratio, ..DESKTOP });
            page.open("?view=explore");
            for view in VIEWS {
                let ratio = page.number(&format!(
                    "const canvas = document.querySelector('#{view} canvas'); return canvas.width / canvas.clientWidth"
                ));
                assert!((ratio - device_pixel_ratio).abs() < 0.02, "#{view}: {ratio} at {device_pixel_ratio}");
            }
        }
    });
}

#[test]
fn moving_the_pointer_repaints_no_picture() {
    journey(DESKTOP, |page| {
        page.open("?view=explore");
        page.wait_for_pictures();
        let before = drawn(page);
        for selector in [
            "#map [data-id=mexico]",
            "#map [data-id=mideast]",
            "#timeline [data-id=event-alibaba-dc]",
            "#funding [data-id=article-2021]",
        ] {
            page.hover(selector);
            page.wait_for(".tooltip");
            page.wait_for(".outline-hover:not([data-off])");
        }
        assert_eq!(drawn(page), before, "hovering repainted a picture");
    });
}

#[test]
fn a_choice_repaints_all_pictures() {
    journey(DESKTOP, |page| {
        page.open("?view=explore");
        page.wait_for_pictures();
        let each = || {
            page.evaluate(
                "return [...document.querySelectorAll('figure')].map(figure => figure.querySelector('canvas').drawn)",
                &[],
            )
        };
        let before = each();
        page.click("#map [data-id=mideast]");
        page.wait_for("#map [data-id=mideast][data-emphasis=selected]");
        page.wait(
            "all pictures to be painted anew",
            "return [...document.querySelectorAll('figure')].every((figure, index) => figure.querySelector('canvas').drawn > arguments[0][index])",
            &[json!(before)],
        );
    });
}

#[test]
fn a_picture_follows_its_box() {
    journey(DESKTOP, |page| {
        page.open("?view=explore");
        page.set_screen(Screen { width_px: 700, ..DESKTOP });
        for view in VIEWS {
            page.wait(
                &format!("#{view} to be painted at its new width"),
                &probe("isAsWideAsItsScreen"),
                &[json!(view)],
            );
            assert!(colours(page, view) >= 8.0, "#{view} is blank");
        }
    });
}
