//! Choosing by pointer: one choice, seen in all three views, in the panel, in the status and in the address.

use serde_json::json;

use crate::harness::{DESKTOP, PHONE, Page, VIEWS, journey, probe};
use xtask::browser::key;

/// The looks of a chosen Middle East, in whichever way it was chosen.
fn assert_middle_east_is_chosen(page: &Page) {
    page.wait_for("#map [data-id=mideast][data-emphasis=selected]");
    page.wait_for_status("中东");
    assert_eq!(page.query(), "region=mideast");
    assert_eq!(page.text("return document.querySelector('#map [data-id=mideast]').ariaPressed"), "true");
    // Linked: the other regions are muted, and the timeline separates what belongs to the choice from what does not.
    assert!(page.count("#map [data-id][data-emphasis=muted]") >= 1, "nothing muted on the map");
    let belongs = page.count("#timeline [data-id]:is([data-emphasis=selected], [data-emphasis=related])");
    assert!(belongs >= 1, "nothing on the timeline belongs to it");
    assert!(page.count("#timeline [data-id][data-emphasis=muted]") > belongs, "most of the timeline should be muted");
    let panel = page.text("return document.querySelector('aside').innerText");
    assert!(panel.contains("中东") && panel.contains("Middle East"), "the panel: {panel}");
}

#[test]
fn a_region_chosen_on_the_map_is_chosen_everywhere() {
    journey(DESKTOP, |page| {
        page.open("?view=explore");
        let before = page.text("return document.querySelector('#status').textContent");
        page.click("#map [data-id=mideast]");
        assert_middle_east_is_chosen(page);
        page.click("#map [data-id=mideast]");
        page.wait("the choice to be gone", "return !document.querySelector('[data-emphasis]')", &[]);
        assert_eq!(page.query(), "view=explore");
        page.wait_for_status(&before);
    });
}

#[test]
fn the_chart_that_was_clicked_answers_two_frames_before_the_others() {
    journey(DESKTOP, |page| {
        page.open("?view=explore");
        page.evaluate(&probe("countFramesToChanges"), &[json!(["map", "timeline"])]);
        page.click("#map [data-id=mideast]");
        page.wait("both to change", "return Object.keys(changedAt).length === 2", &[]);
        // The map answers before the first frame, or later on a busy machine: Yew yields once it has rendered for 16 ms.
        let (map, timeline) = (page.number("return changedAt.map"), page.number("return changedAt.timeline"));
        assert!(timeline - map >= 2.0, "the map after {map} frames, the timeline after {timeline}");
    });
}

#[test]
fn a_region_can_be_chosen_by_touch() {
    journey(PHONE, |page| {
        page.open("?view=explore");
        page.tap("#map [data-id=mideast]");
        page.wait_for("#map [data-id=mideast][data-emphasis=selected]");
        page.wait_for_status("中东");
    });
}

#[test]
fn going_back_undoes_a_choice_and_forward_brings_it_again() {
    journey(DESKTOP, |page| {
        page.open("?view=explore");
        page.click("#map [data-id=sea]");
        page.wait_for("#map [data-id=sea][data-emphasis=selected]");
        page.click("#map [data-id=mideast]");
        page.wait_for("#map [data-id=mideast][data-emphasis=selected]");
        page.back();
        page.wait_for("#map [data-id=sea][data-emphasis=selected]");
        assert_eq!(page.query(), "region=sea");
        page.back();
        page.wait("nothing to be chosen", "return !document.querySelector('[data-emphasis]')", &[]);
        assert_eq!(page.query(), "view=explore");
        page.evaluate("history.forward()", &[]);
        page.wait_for("#map [data-id=sea][data-emphasis=selected]");
    });
}

#[test]
fn an_event_chosen_on_the_timeline_shows_its_evidence() {
    journey(DESKTOP, |page| {
        page.open("?view=explore");
        page.click("#timeline [data-id=event-alibaba-dc]");
        page.wait_for("#timeline [data-id=event-alibaba-dc][data-emphasis=selected]");
        assert_eq!(page.query(), "sel=event-alibaba-dc");
        // The map shows where: its five countries, Mexico among them.
        page.wait_for("#map [data-id=mexico]:is([data-emphasis=selected], [data-emphasis=related])");
        page.wait("its evidence", "return document.querySelector('aside a[href^=\"https://\"]') !== null", &[]);
        let links = page.evaluate(&probe("linksWithoutNoopener"), &[]);
        assert_eq!(links, json!([]), "links without rel=noopener");
        page.press(&[key::ESCAPE, key::ESCAPE]);
        page.wait("nothing to be chosen", "return !document.querySelector('[data-emphasis]')", &[]);
    });
}

#[test]
fn a_funding_point_is_chosen_in_all_views() {
    journey(DESKTOP, |page| {
        page.open("?view=explore");
        page.click("#funding [data-id=article-2021]");
        page.wait_for("#funding [data-id=article-2021][data-emphasis=selected]");
        for view in VIEWS {
            assert!(page.count(&format!("#{view} [data-emphasis]")) >= 1, "#{view} takes no notice");
        }
    });
}

#[test]
fn switching_the_language_keeps_the_choice() {
    journey(DESKTOP, |page| {
        page.open("?region=mideast");
        assert_middle_east_is_chosen(page);
        page.click("[data-lang=en]");
        page.wait("English", "return document.documentElement.lang === 'en'", &[]);
        page.wait_for_status("Middle East");
        page.wait_for("#map [data-id=mideast][data-emphasis=selected]");
        assert_eq!(page.text("return document.title"), "Why Chinese AI is setting sail");
        let pairs: Vec<String> = page.query().split('&').map(str::to_owned).collect();
        assert!(pairs.contains(&"region=mideast".to_owned()) && pairs.contains(&"lang=en".to_owned()), "{pairs:?}");
        page.click("[data-lang=zh]");
        page.wait("Chinese", "return document.documentElement.lang === 'zh-Hans'", &[]);
        assert_middle_east_is_chosen(page);
    });
}

#[test]
fn a_tooltip_repeats_what_the_pointer_is_on_and_goes_with_escape() {
    journey(DESKTOP, |page| {
        page.open("?view=explore&lang=en");
        page.hover("#timeline [data-id=event-alibaba-dc]");
        page.wait_for(".tooltip");
        page.press(&[key::ESCAPE]);
        page.wait("the tooltip to go", "return !document.querySelector('.tooltip')", &[]);
    });
}
