//! The page at every width: nothing sticks out, nothing is too small to touch.

use std::fs;

use chuhai_core::dataset::encode_both;
use chuhai_core::dataset::package::Compiled;
use chuhai_core::text::Text;
use serde_json::json;
use xtask::browser::{Screen, key};
use xtask::{check_data, paths};

use crate::harness::{DESKTOP, PHONE, Page, Site, VIEWS, journey, probe};

fn assert_fits(page: &Page, name: &str) {
    let sticking_out = page.evaluate(&probe("elementsSticking"), &[]);
    assert_eq!(sticking_out, json!([]), "{name} scrolls sideways");
}

#[test]
fn no_width_scrolls_sideways() {
    journey(DESKTOP, |page| {
        for width_px in [320, 360, 390, 600, 768, 960, 1024, 1280, 1440, 1920] {
            let touch = width_px < 600;
            page.set_screen(Screen { width_px, height_px: 800, device_pixel_ratio: 1.0, touch });
            for path in ["", "?lang=en", "?view=explore", "?region=mideast", "?lang=en&sel=event-alibaba-dc"] {
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
                let seen = page.evaluate(&probe("isLanguageSeen"), &[json!(language)]);
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
            // The items over a picture have their own rule: 24 px, and the nearest wins. What is shown to keys only is
            // no target.
            let small = page.evaluate(&probe("smallTargets"), &[json!(least_px)]);
            assert_eq!(small, json!([]), "smaller than {least_px} px");
        });
    }
}

#[test]
fn nothing_shifts_while_the_page_starts() {
    journey(DESKTOP, |page| {
        page.open("");
        let shift = page.evaluate(&probe("layoutShift"), &[]);
        assert!(shift.as_f64().unwrap() < 0.1, "layout shift {shift}");
    });
}

/// A frame in another page, or a low window.
const LOW: Screen = Screen { width_px: 850, height_px: 450, ..DESKTOP };

/// The box of an element in the document: left, top, width, height.
fn place(page: &Page, selector: &str) -> serde_json::Value {
    let body = &probe("boxInDocument");
    page.evaluate(body, &[json!(selector)])
}

#[test]
fn a_choice_moves_nothing() {
    journey(DESKTOP, |page| {
        for screen in [DESKTOP, LOW, Screen { width_px: 768, ..DESKTOP }, PHONE, Screen { width_px: 320, ..PHONE }] {
            page.set_screen(screen);
            for (lang, said) in [("zh", "已选"), ("en", "selected")] {
                page.open(&format!("?view=explore&lang={lang}"));
                let before = place(page, "#map .stage");
                for chosen in ["#map [data-id=mideast]", "#timeline [data-id=event-alibaba-dc]"] {
                    page.evaluate("document.querySelector(arguments[0]).click()", &[json!(chosen)]);
                    page.wait_for(&format!("{chosen}[data-emphasis=selected]"));
                    page.wait_for_status(said);
                    let after = place(page, "#map .stage");
                    // A record takes the place of the region in the filter's words, which may take another line.
                    assert_eq!(before, after, "{chosen}, {lang}, {} px", screen.width_px);
                    let cut = page.number(
                        "const status = document.querySelector('.status'); return status.scrollHeight - status.clientHeight",
                    );
                    assert!(
                        cut < 1.0,
                        "{cut} px of what {chosen} says are out of sight: {lang}, {} px",
                        screen.width_px
                    );
                }
            }
        }
    });
}

#[test]
fn a_phone_shows_the_picture_with_its_filters() {
    for width_px in [390, 320] {
        journey(Screen { width_px, ..PHONE }, |page| {
            for lang in ["zh", "en"] {
                for (view, picture) in [("explore", "map"), ("map", "map"), ("funding", "funding")] {
                    page.open(&format!("?view={view}&lang={lang}"));
                    let seen = page.evaluate(&probe("phoneLayout"), &[json!(picture)]);
                    let place = format!("{view}, {lang}, {width_px} px: {seen}");
                    assert_eq!((&seen["rows"], &seen["tabs"]), (&json!(true), &json!(true)), "{place}");
                    assert!(seen["head"].as_f64() < Some(104.0), "{place}");
                    assert_eq!(seen["controls"][0], seen["controls"][1], "{place}");
                    assert!(seen["picture"].as_f64() <= seen["window"].as_f64(), "{place}");
                }
            }
        });
    }
}

#[test]
fn what_a_choice_tells_leaves_the_picture_to_be_seen() {
    // The part of the map that is on screen and not under the panel.
    let free = &probe("freePartOfMap");
    for (screen, embed) in [(PHONE, ""), (LOW, ""), (LOW, "&embed=1")] {
        journey(screen, |page| {
            page.set_media(&[("prefers-reduced-motion", "reduce")]);
            for lang in ["zh", "en"] {
                for view in ["explore", "map"] {
                    page.open(&format!("?view={view}&lang={lang}&region=sea{embed}"));
                    page.wait_for_details();
                    let part = page.number(free);
                    assert!(part > 0.75, "{part} of the map: {view}, {lang}, {} px", screen.width_px);
                }
                // It scrolls in itself, and the way to close it stays.
                page.evaluate("document.querySelector('.panel-open').scrollBy(0, 200)", &[]);
                assert_eq!(page.number("return document.querySelector('.panel-open').scrollTop"), 200.0);
                let close = &probe("isPanelCloseSeen");
                assert_eq!(page.evaluate(close, &[]), json!(true), "the way to close it is gone");
                page.click(".panel-bar > .icon-button");
                page.wait("it to close", "return !document.querySelector('.panel-open')", &[]);
            }
        });
    }
}

#[test]
fn on_a_phone_a_menu_has_what_is_seldom_needed() {
    for width_px in [390, 320] {
        journey(Screen { width_px, ..PHONE }, |page| {
            page.open("?view=map");
            let shown = "return document.querySelector('#more').checkVisibility()";
            assert_eq!(page.evaluate(shown, &[]), json!(false));
            page.tap("#menu");
            page.wait("the menu", shown, &[]);
            page.tap("#more [aria-label='深色']");
            page.wait("dark", "return document.documentElement.dataset.theme === 'dark'", &[]);
            page.tap("#more [aria-haspopup=dialog]");
            page.wait_for("dialog[open].help");
            page.press(&[key::ESCAPE]);
            page.wait("the focus on the menu's button", "return document.activeElement.id === 'menu'", &[]);
            assert_eq!(page.evaluate(shown, &[]), json!(false), "the menu lies over the page");
            page.press(&[key::ENTER]);
            page.wait("the menu", shown, &[]);
            page.press(&[key::ESCAPE]);
            page.wait("the menu to close", "return !document.querySelector('#more').checkVisibility()", &[]);
        });
    }
}

/// Words that no line takes, wherever another dataset may have one.
fn with_long_words(Compiled { mut dataset, mut details, .. }: Compiled) -> Vec<u8> {
    let long = |text: &mut Text| {
        text.zh = format!("{}{}", text.zh, "永".repeat(40)).into();
        text.en =
            format!("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft{}", text.en)
                .into();
    };
    long(&mut dataset.meta.title);
    dataset.records.iter_mut().for_each(|record| long(&mut record.title));
    for step in &mut dataset.story {
        [&mut step.title, &mut step.nav, &mut step.picture].into_iter().for_each(long);
    }
    for detail in &mut details.records {
        let notes = [&mut detail.note, &mut detail.versions_differ].into_iter().flatten();
        let checks = detail.checks.iter_mut().map(|check| &mut check.says);
        notes.chain(checks).chain([&mut detail.text]).for_each(long);
    }
    for source in &mut details.sources {
        long(&mut source.title);
        source.publisher = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz".into();
    }
    encode_both(&dataset, &details)
}

#[test]
fn long_words_of_other_data_break() {
    let site = Site::copy("long-words");
    let compiled = check_data::compile(&paths::root().join("data")).unwrap();
    fs::write(site.dir.join("data/long.bin"), with_long_words(compiled)).unwrap();
    site.journey(DESKTOP, |page| {
        for width_px in [320, 600, 960, 1440] {
            page.set_screen(Screen { width_px, height_px: 800, device_pixel_ratio: 1.0, touch: width_px < 600 });
            for query in [
                "lang=en",
                "lang=zh&step=checked",
                "lang=en&view=explore&sel=event-alibaba-dc",
                "lang=zh&view=explore&region=mideast",
                "lang=en&view=data&sel=event-alibaba-dc",
                "lang=zh&view=data",
                "lang=en&view=map",
                "lang=en&embed=1&step=money",
                "lang=en&embed=1&view=funding&sel=article-2021",
            ] {
                page.open(&format!("?data=data/long.bin&{query}"));
                page.wait_for_details();
                assert_fits(page, &format!("{width_px} px, {query}"));
            }
        }
        // The search and its suggestions, and the menus.
        page.set_screen(Screen { width_px: 320, ..PHONE });
        page.open("?data=data/long.bin&lang=en&view=explore");
        page.evaluate("document.querySelector('.search input').focus()", &[]);
        page.press(&["a"]);
        page.wait_for(".search-option");
        assert_fits(page, "the suggestions");
    });
}

/// Type as large as the reader has asked the browser for, up to twice the usual.
#[test]
fn type_is_as_large_as_the_reader_wants_and_nothing_sticks_out() {
    journey(DESKTOP, |page| {
        for (size_px, width_px) in [(24, 390), (24, 1440), (32, 390), (32, 1440), (32, 960)] {
            page.set_screen(Screen { width_px, height_px: 900, device_pixel_ratio: 1.0, touch: width_px < 600 });
            page.set_font_size(size_px);
            for path in
                ["", "en/", "en/?view=explore&region=mideast", "en/?view=data", "en/?embed=1&step=money", "?view=map"]
            {
                page.open(path);
                assert_fits(page, &format!("{size_px} px type, {width_px} px, /{path}"));
                let body = "return parseFloat(getComputedStyle(document.body).fontSize)";
                assert!((page.number(body) - 14.0 / 16.0 * f64::from(size_px)).abs() < 0.01, "{}", page.number(body));
                // What is shown is legible: no text is cut off by its own box. A name in one line ends in dots.
                let cut = &probe("cutText");
                assert_eq!(page.evaluate(cut, &[]), json!([]), "{size_px} px type, {width_px} px, /{path}");
            }
        }
    });
}
