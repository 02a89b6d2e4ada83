//! Choosing by keyboard alone, with the keys of the contract.

use serde_json::json;

use crate::harness::{DESKTOP, PHONE, VIEWS, journey, probe};
use xtask::browser::key;

#[test]
fn each_view_is_one_tab_stop_with_arrows_inside() {
    journey(DESKTOP, |page| {
        page.open("?view=explore");
        for view in VIEWS {
            page.tab_into(view);
            let first = page.focused();
            page.press(&[key::RIGHT]);
            let second = page.focused();
            assert!(!second.is_empty() && second != first, "#{view}: Right stays on {first}");
            assert_eq!(page.count(&format!("#{view} [data-id][tabindex='0']")), 1, "#{view}");
            page.press(&[key::LEFT]);
            assert_eq!(page.focused(), first, "#{view}: Left does not undo Right");
            page.press(&[key::END]);
            let last = page.focused();
            page.press(&[key::HOME]);
            let home = page.focused();
            assert!(!last.is_empty() && !home.is_empty() && last != home, "#{view}: Home {home}, End {last}");
            page.press(&[key::TAB]);
            let left = page.text("return document.activeElement.matches('[data-id]') ? document.activeElement.closest('section').id : ''");
            assert_ne!(left, view, "Tab does not lead out of #{view}'s items");
        }
    });
}

#[test]
fn enter_and_space_choose_and_choose_again_lets_go() {
    journey(DESKTOP, |page| {
        page.open("?view=explore&lang=en");
        for (view, press) in VIEWS.into_iter().zip([key::ENTER, key::SPACE, key::ENTER]) {
            page.tab_into(view);
            page.press(&[key::RIGHT]);
            let id = page.focused();
            page.press(&[press]);
            page.wait_for(&format!("#{view} [data-id='{id}'][data-emphasis=selected]"));
            assert_eq!(page.focused(), id, "the focus went elsewhere");
            let others = VIEWS.into_iter().filter(|other| *other != view);
            for other in others {
                page.wait_for(&format!("#{other} [data-emphasis]"));
            }
            page.press(&[press]);
            page.wait("nothing to be chosen", "return !document.querySelector('[data-emphasis]')", &[]);
        }
    });
}

#[test]
fn escape_closes_the_tooltip_first_and_the_choice_second() {
    journey(DESKTOP, |page| {
        page.open("?view=explore");
        page.tab_into("map");
        let id = page.focused();
        page.press(&[key::ENTER]);
        page.wait_for(&format!("#map [data-id='{id}'][data-emphasis=selected]"));
        page.wait_for(".tooltip");
        page.press(&[key::ESCAPE]);
        page.wait("the tooltip to go", "return !document.querySelector('.tooltip')", &[]);
        assert_eq!(
            page.count(&format!("#map [data-id='{id}'][data-emphasis=selected]")),
            1,
            "the choice went too soon"
        );
        page.press(&[key::ESCAPE]);
        page.wait("the choice to go", "return !document.querySelector('[data-emphasis]')", &[]);
        assert_eq!(page.focused(), id, "the focus went elsewhere");
    });
}

#[test]
fn up_and_down_change_the_lane_of_the_timeline() {
    journey(DESKTOP, |page| {
        page.open("?view=explore");
        page.tab_into("timeline");
        let top = "return document.activeElement.getBoundingClientRect().top";
        page.press(&[key::DOWN, key::DOWN]);
        let (lower, id) = (page.number(top), page.focused());
        page.press(&[key::UP]);
        assert!(page.number(top) < lower, "Up from {id} does not lead up");
    });
}

#[test]
fn plus_minus_and_zero_zoom_the_view_in_focus_only() {
    journey(DESKTOP, |page| {
        page.open("?view=explore");
        page.tab_into("map");
        // The places of the items change when the picture moves.
        let places = |view: &str| {
            page.text(&format!(
                "return [...document.querySelectorAll('#{view} [data-id]')].map(item => {{ const box = item.getBoundingClientRect(); \
                 return `${{Math.round(box.x)}},${{Math.round(box.y + scrollY)}}` }}).join(' ')"
            ))
        };
        let (map, timeline) = (places("map"), places("timeline"));
        page.press(&["+"]);
        assert_ne!(places("map"), map, "+ does not zoom in");
        assert_eq!(places("timeline"), timeline, "+ zooms another view");
        page.press(&["0"]);
        assert_eq!(places("map"), map, "0 does not fit");
        page.press(&["+", "-"]);
        assert_eq!(places("map"), map, "- does not undo +");
    });
}

#[test]
fn page_down_goes_a_year_on_in_the_timeline_and_the_funding_chart() {
    journey(DESKTOP, |page| {
        page.open("?view=explore");
        page.tab_into("funding");
        page.press(&[key::END]);
        let last = page.focused();
        page.press(&[key::PAGE_UP]);
        let before = page.focused();
        assert!(!before.is_empty() && before != last, "PageUp stays on {last}");
        page.press(&[key::PAGE_DOWN]);
        assert_eq!(page.focused(), last);
        page.tab_into("timeline");
        let first = page.focused();
        page.press(&[key::PAGE_UP]);
        let before = page.focused();
        assert_ne!(before, first, "PageUp stays on {first}");
        page.press(&[key::PAGE_DOWN]);
        assert_ne!(page.focused(), before, "PageDown stays on {before}");
    });
}

#[test]
fn shift_and_arrows_stretch_the_time_and_escape_lets_go_of_it() {
    journey(DESKTOP, |page| {
        page.open("?view=explore&lang=en");
        for (view, dated) in [("timeline", key::HOME), ("funding", key::END)] {
            page.tab_into(view);
            page.press(&[dated]);
            let id = page.focused();
            page.press_with(key::SHIFT, key::RIGHT);
            page.wait("a period", "return location.search.includes('t=')", &[]);
            let own = page.query();
            let said = page.text("return document.querySelector('#status').textContent");
            page.press_with(key::SHIFT, key::LEFT);
            page.wait(
                "a longer period",
                "return !decodeURIComponent(location.search).endsWith(arguments[0])",
                &[own.clone().into()],
            );
            page.wait(
                "#status to tell",
                "return document.querySelector('#status').textContent !== arguments[0]",
                &[said.into()],
            );
            page.press_with(key::SHIFT, key::RIGHT);
            page.wait(
                "the period to shrink",
                "return decodeURIComponent(location.search.slice(1)) === arguments[0]",
                &[own.into()],
            );
            assert_eq!(page.focused(), id, "the focus went elsewhere");
            page.press(&[key::ESCAPE, key::ESCAPE]);
            page.wait("no period", "return !location.search.includes('t=')", &[]);
        }
    });
}

#[test]
fn a_question_mark_opens_the_help_and_closing_it_brings_the_focus_back() {
    journey(DESKTOP, |page| {
        page.open("?view=explore");
        for view in VIEWS {
            page.tab_into(view);
            let id = page.focused();
            page.press(&["?"]);
            page.wait_for("dialog[open]");
            let named = page.text("return document.getElementById(document.querySelector('dialog').getAttribute('aria-labelledby')).textContent");
            assert!(!named.is_empty());
            assert_eq!(page.text("return document.activeElement.closest('dialog') ? 'in' : 'out'"), "in");
            page.press(&[key::ESCAPE]);
            page.wait("the help to close", "return !document.querySelector('dialog')", &[]);
            assert_eq!(page.focused(), id, "the focus went elsewhere");
        }
        page.click("[aria-haspopup=dialog]");
        page.wait_for("dialog[open]");
        page.click("dialog button");
        page.wait("the help to close", "return !document.querySelector('dialog')", &[]);
        assert_eq!(page.text("return document.activeElement.getAttribute('aria-haspopup') ?? ''"), "dialog");
    });
}

/// Writes down what the page does to keys, and looks at where it is.
const HEAR_KEYS: &str = "window.taken = []; \
    addEventListener('keydown', event => event.defaultPrevented && taken.push(event.key))";
const WHERE: &str = "return [document.activeElement.outerHTML.slice(0, 60), location.search, taken.join(), \
    document.querySelectorAll('dialog, .menu').length, document.querySelector('.step-now')?.dataset.step ?? '']";

#[test]
fn a_single_key_does_nothing_while_no_view_has_the_focus() {
    journey(DESKTOP, |page| {
        for query in ["?lang=en", "?view=explore", "?view=data"] {
            page.open(query);
            page.evaluate(HEAR_KEYS, &[]);
            for focus in
                ["body", ".tabs a", "[data-lang=en]", ".clauses [aria-expanded]", ".story-nav a", "#data button"]
            {
                let there = &probe("focusElement");
                if page.evaluate(there, &[json!(focus)]) == json!(true) {
                    let before = page.evaluate(WHERE, &[]);
                    page.press(&["/", "?", "+", "-", "=", "0", "a", "j", "k"]);
                    assert_eq!(page.evaluate(WHERE, &[]), before, "{query} {focus}");
                }
            }
        }
    });
}

#[test]
fn a_slash_leads_from_a_view_to_the_search_and_is_typed_there() {
    journey(DESKTOP, |page| {
        page.open("?view=explore");
        for view in VIEWS {
            page.tab_into(view);
            page.press(&["/"]);
            assert_eq!(page.text("return document.activeElement.id"), "search", "{view}");
        }
        page.press(&["/"]);
        assert_eq!(page.text("return document.activeElement.value"), "/");
        // Where there is no search, the key is nobody's.
        page.open("?embed=1");
        page.evaluate(HEAR_KEYS, &[]);
        page.evaluate("document.querySelector('#story [data-id]').focus()", &[]);
        let before = page.evaluate(WHERE, &[]);
        page.press(&["/"]);
        assert_eq!(page.evaluate(WHERE, &[]), before);
    });
}

/// The elements on which keys do something, and which keys.
const ANSWERING: [(&str, &str, &[&str]); 4] = [
    ("?step=money", ".story-bar .button-main", &[key::LEFT, key::RIGHT, key::HOME, key::END]),
    ("?step=money&sel=article-2021", ".step .cite", &[key::ESCAPE]),
    ("?view=map&region=sea", "#map [data-id][tabindex='0']", &[key::RIGHT, key::END, "+", "0", "?", "/", key::ESCAPE]),
    ("?view=explore&q=AI", "#search", &[key::DOWN, key::HOME, key::END, key::ENTER, key::ESCAPE]),
];

#[test]
fn keys_with_a_modifier_are_left_to_the_browser() {
    journey(PHONE, |page| {
        for (query, focus, keys) in ANSWERING {
            for held in [key::CONTROL, key::ALT, key::META] {
                page.open(query);
                page.wait_for_details();
                page.evaluate(HEAR_KEYS, &[]);
                page.evaluate("document.querySelector(arguments[0]).focus()", &[json!(focus)]);
                let before = page.evaluate(WHERE, &[]);
                for key in keys {
                    page.press_with(held, key);
                    assert_eq!(page.evaluate(WHERE, &[]), before, "{query} {key:?} with {held:?}");
                }
            }
        }
    });
}

#[test]
fn keys_of_an_input_method_are_its_own() {
    journey(PHONE, |page| {
        let menu = ("?view=explore", "fieldset input", &["Escape"] as &[&str]);
        let named = [
            ("?step=money", ".story-bar .button-main", &["ArrowLeft", "ArrowRight", "Home", "End"] as &[&str]),
            ("?step=money&sel=article-2021", ".step .cite", &["Escape"]),
            ("?view=map&region=sea", "#map [data-id][tabindex='0']", &["ArrowRight", "+", "0", "?", "/", "Escape"]),
            ("?view=explore&q=AI", "#search", &["ArrowDown", "Home", "End", "Enter", "Escape"]),
        ];
        for (query, focus, keys) in named.into_iter().chain([menu]) {
            page.open(query);
            page.wait_for_details();
            page.evaluate(HEAR_KEYS, &[]);
            if focus == menu.1 {
                page.click_shown("[data-clause=t] [aria-expanded], .filter-all");
                page.wait_for(focus);
            }
            page.evaluate("document.querySelector(arguments[0]).focus()", &[json!(focus)]);
            let before = page.evaluate(WHERE, &[]);
            for key in keys {
                // While something is composed, and the key that has just ended it.
                for how in [json!({ "isComposing": true }), json!({ "keyCode": 229 })] {
                    let body = &probe("pressUntrusted");
                    page.evaluate(body, &[json!(key), how.clone()]);
                    assert_eq!(page.evaluate(WHERE, &[]), before, "{query} {key} {how}");
                }
            }
        }
        // The same key without a composition closes the menu: the journey would notice.
        page.press(&[key::ESCAPE]);
        page.wait("the menu to close", "return !document.querySelector('.filters fieldset')", &[]);
    });
}
