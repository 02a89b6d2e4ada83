//! The filter bar and the parts of the page: each clause by mouse and by keys, chips, Back and Forward, what cannot be
//! taken, and the views by address and by tab.

use chuhai_core::dataset::Kind;
use serde_json::json;
use xtask::browser::{Screen, key};

use crate::harness::{DESKTOP, PHONE, Page, VIEWS, journey, probe};
use crate::tables::FACTS;

/// The button of a clause's menu.
pub fn opener(clause: &str) -> String {
    format!("[data-clause={clause}] [aria-expanded]")
}

/// The checkbox or button of the option with this name in the open menu, marked so that it can be pointed at.
pub fn option(page: &Page, name: &str) -> String {
    let body = &probe("markOption");
    page.wait(&format!("the option {name}"), body, &[json!(name)]);
    "[data-meant]".to_owned()
}

/// The number of claims that an option says it would leave.
fn count_of(page: &Page, name: &str) -> f64 {
    option(page, name);
    page.number("return Number(document.querySelector('[data-meant] .count').textContent)")
}

fn wait_for_query(page: &Page, query: &str) {
    let body = "return decodeURIComponent(location.search.slice(1)) === arguments[0]";
    page.wait(&format!("the address {query:?}"), body, &[json!(query)]);
}

/// Presses the characters of `text` one after the other.
fn write(page: &Page, text: &str) {
    let keys: Vec<String> = text.chars().map(String::from).collect();
    page.press(&keys.iter().map(String::as_str).collect::<Vec<_>>());
}

fn holds_focus(page: &Page, what: &str, selector: &str) {
    page.wait(what, "return document.activeElement.matches(arguments[0])", &[json!(selector)]);
}

#[test]
fn each_clause_is_set_by_mouse_and_let_go_of_by_its_chip() {
    journey(DESKTOP, |page| {
        page.open("?view=explore");
        for (clause, name, query, words) in [
            ("region", "中东", "region=mideast", "中东"),
            ("company", "阿里巴巴", "company=alibaba", "阿里巴巴"),
            ("kind", "政策", "kind=policy", "政策"),
            ("t", "2024", "t=2024..2024", "2024"),
        ] {
            page.click(&opener(clause));
            page.click(&option(page, name));
            wait_for_query(page, query);
            page.wait_for_status(words);
            // A click beside the menu closes it.
            page.click("h1");
            page.wait("the menu to close", "return !document.querySelector('.filters fieldset')", &[]);
            let drop = format!("[data-clause={clause}] button[aria-label]");
            let label = page.text(&format!("return document.querySelector('{drop}').ariaLabel"));
            assert!(label.starts_with("去掉条件：") && label.ends_with(words), "{label}");
            page.click(&drop);
            wait_for_query(page, "view=explore");
            page.wait("everything to be plain", "return !document.querySelector('[data-emphasis]')", &[]);
        }
    });
}

#[test]
fn each_clause_is_set_by_keys_alone_and_escape_gives_the_focus_back() {
    journey(DESKTOP, |page| {
        page.open("?view=explore&lang=en");
        for (clause, query) in [("region", "region="), ("company", "company="), ("kind", "kind=")] {
            page.evaluate("document.querySelector(arguments[0]).focus()", &[json!(opener(clause))]);
            page.press(&[key::ENTER]);
            holds_focus(page, "the focus in the menu", ".filters [role=group]");
            page.press(&[key::TAB]);
            holds_focus(page, "the first option", ".filters input[type=checkbox]");
            page.press(&[key::SPACE]);
            page.wait("the address", "return location.search.includes(arguments[0])", &[json!(query)]);
            page.press(&[key::ESCAPE]);
            page.wait("the menu to close", "return !document.querySelector('.filters fieldset')", &[]);
            holds_focus(page, "the focus on the button", &opener(clause));
        }
        page.evaluate("document.querySelector(arguments[0]).focus()", &[json!(opener("t"))]);
        page.press(&[key::ENTER]);
        holds_focus(page, "the focus in the menu", ".filters [role=group]");
        page.press(&[key::TAB]);
        write(page, "2023-10/2024-09");
        page.press(&[key::ENTER]);
        page.wait("the period", "return location.search.includes('t=2023-10..2024-09')", &[]);
        let ends =
            page.evaluate("return [...document.querySelectorAll('fieldset input')].map(field => field.value)", &[]);
        assert_eq!(ends, json!(["2023-10", "2024-09"]), "an interval in one field fills both");
        // Tab past its end closes a menu: it would cover what has the focus.
        for _ in 0..8 {
            page.press(&[key::TAB]);
        }
        page.wait("the menu to close", "return !document.querySelector('.filters fieldset')", &[]);
    });
}

#[test]
fn a_chip_hands_the_focus_on_and_the_last_one_to_the_bar() {
    journey(DESKTOP, |page| {
        page.open("?view=explore&region=sea&company=alibaba&kind=announcement");
        page.evaluate("document.querySelector('[data-clause=company] button[aria-label]').focus()", &[]);
        page.press(&[key::ENTER]);
        wait_for_query(page, "region=sea&kind=announcement");
        holds_focus(page, "the next chip", "[data-clause=kind] button[aria-label]");
        page.press(&[key::ENTER]);
        wait_for_query(page, "region=sea");
        holds_focus(page, "the chip before", "[data-clause=region] button[aria-label]");
        page.press(&[key::ENTER]);
        wait_for_query(page, "view=explore");
        holds_focus(page, "the bar", ".filters [tabindex='-1']");
    });
}

#[test]
fn back_and_forward_walk_through_all_clauses_and_clear_lets_go_of_all() {
    journey(DESKTOP, |page| {
        let steps = [
            "view=explore",
            // A choice means the part of the page that shows it.
            "region=sea",
            "region=sea&company=alibaba",
            "region=sea&company=alibaba&kind=announcement",
            "region=sea&company=alibaba&kind=announcement&t=2024..2024",
            "region=sea&company=alibaba&t=2024..2024",
        ];
        page.open("?view=explore");
        for (clause, name) in [("region", "东南亚"), ("company", "阿里巴巴"), ("kind", "公告"), ("t", "2024")]
        {
            page.click(&opener(clause));
            page.click(&option(page, name));
            page.wait_for(&format!("[data-clause={clause}] button[aria-label]"));
        }
        page.click("h1");
        page.click("[data-clause=kind] button[aria-label]");
        wait_for_query(page, steps[5]);
        for step in steps.iter().rev().skip(1) {
            page.back();
            wait_for_query(page, step);
            let chips = step.split('&').filter(|pair| !pair.starts_with("view=")).count();
            let body = "return document.querySelectorAll('[data-clause] button[aria-label]').length === arguments[0]";
            page.wait(&format!("{chips} chips"), body, &[json!(chips)]);
        }
        page.wait("nothing to be muted", "return !document.querySelector('[data-emphasis]')", &[]);
        for step in &steps[1..] {
            page.evaluate("history.forward()", &[]);
            wait_for_query(page, step);
        }
        page.wait_for_status("阿里巴巴");
        page.click(".filters .status button");
        wait_for_query(page, "view=explore");
        page.wait_for_status("未选择");
    });
}

#[test]
fn a_date_that_is_none_is_named_and_changes_nothing() {
    journey(DESKTOP, |page| {
        for (lang, says) in [("zh", "不是可识别的日期"), ("en", "is not a date")] {
            page.open(&format!("?view=explore&lang={lang}&t=2023..2024"));
            let before = page.query();
            page.click(&opener("t"));
            page.click("fieldset input");
            page.press_with("\u{E009}", "a");
            write(page, "last year");
            page.press(&[key::ENTER]);
            let is_said = &probe("isFaultSaid");
            page.wait("the fault beside the field", is_said, &[json!(says)]);
            assert_eq!(page.query(), before);
            // The end before the beginning; then the correction.
            for (typed, query) in [("2025", None), ("2023-11~", Some("t=2023-11..2024"))] {
                page.click("fieldset input");
                page.press_with("\u{E009}", "a");
                write(page, typed);
                page.press(&[key::ENTER]);
                match query {
                    None => page.wait_for("fieldset input[aria-invalid=true]"),
                    Some(query) => {
                        page.wait(query, "return location.search.includes(arguments[0])", &[json!(query)]);
                        assert_eq!(page.count("fieldset input[aria-invalid]"), 0);
                    }
                }
            }
        }
    });
}

#[test]
fn an_option_counts_under_the_other_clauses_and_the_status_counts_what_the_tables_list() {
    journey(DESKTOP, |page| {
        page.open("?view=explore&lang=en");
        page.click(&opener("region"));
        let alone = count_of(page, "Southeast Asia");
        page.open("?view=explore&lang=en&kind=policy");
        page.click(&opener("region"));
        assert!(count_of(page, "Southeast Asia") < alone, "the kinds do not narrow the regions' figures");
        // A clause does not narrow its own menu.
        page.open("?view=explore&lang=en&region=mideast");
        page.click(&opener("region"));
        assert_eq!(count_of(page, "Southeast Asia"), alone);
        for query in
            ["region=sea", "company=alibaba&t=2024..", "kind=policy", "t=2024-05..", "region=mideast&kind=launch"]
        {
            page.open(&format!("?view=explore&lang=en&{query}"));
            page.click("#data > details > summary");
            page.wait_for("#data table");
            let rows = page.evaluate(
                "return [...document.querySelectorAll('#data tbody [data-open]')].map(row => Number(row.dataset.open))",
                &[],
            );
            let rows: Vec<u32> = serde_json::from_value(rows).unwrap();
            let events = rows.iter().filter(|row| FACTS.dataset.record(**row).kind == Kind::Event).count();
            let all = FACTS.dataset.records.iter().filter(|record| record.kind == Kind::Event).count();
            page.wait_for_status(&format!(": {events} of {all} events, "));
        }
    });
}

#[test]
fn a_view_is_shown_alone_by_address_by_tab_and_by_its_button() {
    journey(DESKTOP, |page| {
        for view in VIEWS {
            page.open(&format!("?view={view}"));
            assert_eq!(page.count("main section:is(#story, #map, #funding, #timeline, #data)"), 1, "{view}");
            assert_eq!(page.count(&format!("main[data-view={view}] #{view} canvas")), 1, "{view}");
            assert_eq!(page.count("h1"), 1);
            let skip = page.text("return document.querySelector('a.skip').hash");
            assert_eq!(skip, format!("#{view}"), "the skip link");
        }
        page.open("?view=data&region=sea");
        assert_eq!(page.count("canvas"), 0);
        page.wait_for("#data table");
        assert_eq!(page.text("return document.querySelector('a.skip').hash"), "#data");
        // From there the pictures come when they are asked for.
        page.click("nav.tabs a:nth-child(2)");
        page.wait_for("#map [data-id=sea][data-emphasis=selected]");
        wait_for_query(page, "region=sea");
        page.click("#timeline .view-head a");
        wait_for_query(page, "view=timeline&region=sea");
        page.wait("the map to go", "return !document.querySelector('#map')", &[]);
        page.click("#timeline .view-head a");
        wait_for_query(page, "region=sea");
        page.wait_for("#map [data-id=sea]");
        page.back();
        wait_for_query(page, "view=timeline&region=sea");
        page.wait("the map to go", "return !document.querySelector('#map')", &[]);
    });
}

#[test]
fn on_a_phone_tabs_lead_to_the_views_and_one_sheet_has_all_filters() {
    for width_px in [390, 320] {
        journey(Screen { width_px, ..PHONE }, |page| {
            page.open("?view=map");
            for view in ["funding", "timeline", "data", "map"] {
                page.tap(&format!("nav a[href*='view={view}']"));
                page.wait_for(&format!("main[data-view={view}] #{view}"));
                page.wait_for(&format!("nav a[aria-current=page][href*='view={view}']"));
            }
            page.tap(".filters [aria-expanded]");
            page.wait("all five", "return document.querySelectorAll('.filters fieldset').length === 5", &[]);
            page.tap(&option(page, "中东"));
            page.tap(&option(page, "拉美"));
            wait_for_query(page, "view=map&region=mideast~latam");
            let sticks_out = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
            assert_eq!(page.evaluate(sticks_out, &[]), json!(false), "scrolls sideways at {width_px} px");
            let small = page.evaluate(&probe("smallFilterTargets"), &[]);
            assert_eq!(small, json!([]), "too small to touch");
            page.tap(".filters [role=group] > p button");
            page.wait("the sheet to close", "return !document.querySelector('.filters fieldset')", &[]);
            page.tap("[data-clause=region] button[aria-label]");
            wait_for_query(page, "view=map");
        });
    }
}
