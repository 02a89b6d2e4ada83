//! Reading in the panel: on to the next record and back, and on to what a record names.

use serde_json::json;
use xtask::browser::key;

use crate::harness::{DESKTOP, PHONE, Page, journey, probe};

const NEXT: &str = ".panel-steps button:last-child";
const PREVIOUS: &str = ".panel-steps button:first-child";

/// Waits until the panel says that this is the record at `at`, and that the address has it with the filter.
fn wait_for_step(page: &Page, at: &str, filter: &str, id: &str) {
    let body = "return document.querySelector('.panel-steps')?.innerText.includes(arguments[0])";
    page.wait(at, body, &[json!(at)]);
    assert_eq!(page.query(), format!("{filter}&sel={id}"));
}

fn is_focused(page: &Page, selector: &str) -> bool {
    page.evaluate("return document.activeElement.matches(arguments[0])", &[json!(selector)]) == json!(true)
}

#[test]
fn next_and_previous_keep_the_filter_and_the_focus_and_back_undoes_them() {
    const FILTER: &str = "lang=en&company=huawei";
    journey(DESKTOP, |page| {
        page.open(&format!("?{FILTER}"));
        // The first of the list, by its heading.
        page.click(".panel .record:not(.record-chosen) h4 button");
        wait_for_step(page, "1 / 8", FILTER, "event-huawei-galaxy-ai");
        assert!(is_focused(page, ".panel-name"), "the heading that was pressed is gone");
        page.press_with(key::SHIFT, key::TAB);
        page.press_with(key::SHIFT, key::TAB);
        assert!(is_focused(page, NEXT));
        page.press(&[key::ENTER]);
        wait_for_step(page, "2 / 8", FILTER, "event-huawei-430m");
        assert!(is_focused(page, NEXT), "the focus went elsewhere");
        page.wait_for_status("Huawei plans $430m");
        page.press_with(key::SHIFT, key::TAB);
        page.press(&[key::SPACE]);
        wait_for_step(page, "1 / 8", FILTER, "event-huawei-galaxy-ai");
        // At the end there is nothing to go to, and the focus stays.
        assert_eq!(page.count(&format!("{PREVIOUS}[aria-disabled=true]")), 1);
        page.press(&[key::ENTER]);
        assert!(is_focused(page, PREVIOUS));
        for (at, id) in [("2 / 8", "event-huawei-430m"), ("1 / 8", "event-huawei-galaxy-ai")] {
            page.back();
            wait_for_step(page, at, FILTER, id);
        }
        page.back();
        page.wait("the company alone", "return !document.querySelector('.panel-steps')", &[]);
        assert_eq!(page.query(), FILTER);
    });
}

#[test]
fn on_a_phone_the_steps_are_large_stay_at_hand_and_begin_at_the_top() {
    const FILTER: &str = "company=huawei";
    journey(PHONE, |page| {
        page.open(&format!("?{FILTER}&sel=event-huawei-galaxy-ai"));
        page.wait_for_details();
        page.wait_for(".panel .checks");
        let small = page.evaluate(&probe("smallPanelButtons"), &[]);
        assert_eq!(small, json!([]), "smaller than 44 px");
        page.evaluate("document.querySelector('.panel').scrollTop = 200", &[]);
        assert_eq!(page.number("return document.querySelector('.panel').scrollTop"), 200.0);
        // At its place, without bringing it into view.
        let at = page.evaluate(&probe("centreAsItIs"), &[json!(NEXT)]);
        page.tap_at(at[0].as_f64().unwrap(), at[1].as_f64().unwrap());
        wait_for_step(page, "2 / 8", FILTER, "event-huawei-430m");
        page.wait("the top", "return document.querySelector('.panel').scrollTop === 0", &[]);
        page.tap(PREVIOUS);
        wait_for_step(page, "1 / 8", FILTER, "event-huawei-galaxy-ai");
    });
}

#[test]
fn what_a_record_names_is_chosen_with_a_way_back_to_the_record() {
    const FILTER: &str = "lang=en&kind=launch~announcement";
    journey(DESKTOP, |page| {
        page.open(&format!("?{FILTER}&sel=event-alibaba-dc"));
        // Alibaba, the first it names.
        page.click(".panel .names button");
        page.wait_for(".panel-back");
        assert_eq!(page.query(), FILTER.replace("kind", "company=alibaba&kind"));
        assert!(is_focused(page, ".panel-name"));
        page.wait_for_status("Alibaba");
        page.click(".panel-back");
        page.wait_for(".panel-steps");
        assert_eq!(page.query(), FILTER.replace("kind", "company=alibaba&kind") + "&sel=event-alibaba-dc");
        page.back();
        page.back();
        page.wait(
            "the record, as it was read",
            "return !location.search.includes('company') && document.querySelector('.panel-steps')",
            &[],
        );
        assert_eq!(page.query(), format!("{FILTER}&sel=event-alibaba-dc"));
    });
}
