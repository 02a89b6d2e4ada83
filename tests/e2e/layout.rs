//! The page at every width: nothing sticks out, nothing is too small to touch.

use serde_json::json;
use xtask::browser::Screen;

use crate::harness::{DESKTOP, PHONE, VIEWS, journey};

fn assert_fits(page: &crate::harness::Page, name: &str) {
    let sticking_out = page.evaluate(
        "const width = document.documentElement.clientWidth; \
         if (document.documentElement.scrollWidth <= width) return []; \
         return [...document.querySelectorAll('body *')].filter(element => element.getBoundingClientRect().right > width + 1)\
             .slice(0, 5).map(element => element.outerHTML.slice(0, 120))",
        &[],
    );
    assert_eq!(sticking_out, json!([]), "{name} scrolls sideways");
}

#[test]
fn no_width_scrolls_sideways() {
    journey(DESKTOP, |page| {
        for width_px in [320, 360, 390, 600, 768, 960, 1024, 1280, 1440, 1920] {
            let touch = width_px < 600;
            page.set_screen(Screen { width_px, height_px: 800, device_pixel_ratio: 1.0, touch });
            for path in ["", "?lang=en", "?region=mideast", "?lang=en&sel=event-alibaba-dc"] {
                page.open(path);
                assert_fits(page, &format!("{width_px} px, /{path}"));
                for view in VIEWS {
                    let wide = page.number(&format!(
                        "return document.querySelector('#{view} canvas').getBoundingClientRect().width"
                    ));
                    assert!(wide > 200.0, "#{view} is {wide} px wide at {width_px} px");
                }
            }
        }
    });
}

#[test]
fn the_languages_are_visible_without_opening_anything() {
    for screen in [DESKTOP, PHONE, Screen { width_px: 320, ..PHONE }] {
        journey(screen, |page| {
            page.open("");
            for language in ["zh", "en"] {
                let seen = page.evaluate(
                    "const box = document.querySelector(`[data-lang=${arguments[0]}]`).getBoundingClientRect(); \
                     const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2); \
                     return box.left >= 0 && box.right <= innerWidth && box.top >= 0 && top?.closest('[data-lang]') !== null",
                    &[json!(language)],
                );
                assert_eq!(seen, json!(true), "{language} at {} px", screen.width_px);
            }
        });
    }
}

#[test]
fn targets_are_large_enough() {
    for (screen, least_px) in [(DESKTOP, 24.0), (PHONE, 44.0)] {
        journey(screen, |page| {
            page.open("");
            // The items over a picture have their own rule: 24 px, and the nearest wins.
            let small = page.evaluate(
                "return [...document.querySelectorAll('main button:not([data-id]), main summary, main input')]\
                     .map(element => [element, (element.closest('label') ?? element).getBoundingClientRect()])\
                     .filter(([element, box]) => box.width > 0 && (box.height < arguments[0] || box.width < Math.min(arguments[0], 24)))\
                     .slice(0, 5).map(([element, box]) => `${element.outerHTML.slice(0, 100)} ${box.width} × ${box.height}`)",
                &[json!(least_px)],
            );
            assert_eq!(small, json!([]), "smaller than {least_px} px");
        });
    }
}

#[test]
fn nothing_shifts_while_the_page_starts() {
    journey(DESKTOP, |page| {
        page.open("");
        let shift = page.evaluate(
            "return new Promise(done => new PerformanceObserver(list => done(list.getEntries()\
                 .filter(entry => !entry.hadRecentInput).reduce((sum, entry) => sum + entry.value, 0)))\
                 .observe({ type: 'layout-shift', buffered: true }) ?? setTimeout(() => done(0), 0))",
            &[],
        );
        assert!(shift.as_f64().unwrap() < 0.1, "layout shift {shift}");
    });
}
