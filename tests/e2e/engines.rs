//! The main journeys in each engine. Each is one function, whether the page keeps its state in the query of its address,
//! as where it is served, or in the fragment.

use serde_json::{Value, json};
use xtask::browser::key;

use crate::drawing::colours;
use crate::harness::{Page, VIEWS, probe};
use crate::page_errors::{EngineKind, journey_in, served};
use crate::story::steps;

/// A test for each engine of a function that takes the engine.
macro_rules! in_each_engine {
    ($($name:ident),*) => { $(mod $name {
        use crate::page_errors::EngineKind;

        #[test]
        fn chromium() {
            super::$name(EngineKind::Chromium);
        }

        #[test]
        fn firefox() {
            super::$name(EngineKind::Firefox);
        }

        #[test]
        fn webkit() {
            crate::page_errors::retry_once(|| super::$name(EngineKind::WebKit));
        }
    })* };
}
pub(crate) use in_each_engine;

in_each_engine!(
    the_page_is_read_chosen_from_and_walked_through,
    the_english_page_opens_in_english,
    an_unknown_value_is_named_and_harms_nothing
);

fn the_page_is_read_chosen_from_and_walked_through(engine: EngineKind) {
    journey_in(engine, &served(engine), |page| {
        page.open("");
        main_journey(page);
    });
}

fn the_english_page_opens_in_english(engine: EngineKind) {
    journey_in(engine, &served(engine), |page| {
        page.open("en/");
        assert_whole(page, "en", "Why Chinese AI is setting sail");
        page.click("[data-lang=zh]");
        wait_for_language(page, "zh-Hans");
        assert_eq!(page.text("return document.title"), "出海：中国 AI 为何走出去");
    });
}

fn an_unknown_value_is_named_and_harms_nothing(engine: EngineKind) {
    journey_in(engine, &served(engine), |page| {
        page.open("?region=atlantis&lang=en");
        name_what_was_unknown(page, "atlantis");
    });
}

/// Checks the open page: it is whole, the story goes on, and in the views a region is selected and deselected, the language
/// changes and keys lead along.
pub fn main_journey(page: &Page) {
    assert_whole(page, "zh-Hans", "出海：中国 AI 为何走出去");
    turn_a_step(page);
    page.click("nav.tabs a:nth-child(2)");
    page.wait("the story to make room", "return !document.querySelector('main #story .step')", &[]);
    choose_and_go_back(page);
    change_the_language(page);
    walk_by_keys(page);
}

/// All sections are there, and their pictures are painted.
pub fn assert_whole(page: &Page, lang: &str, title: &str) {
    assert_eq!(page.text("return document.documentElement.lang"), lang);
    assert_eq!(page.text("return document.title"), title);
    assert_eq!(page.text("return document.querySelector('main h1').textContent.trim()"), title);
    assert_eq!(page.count("main h1"), 1);
    for section in ["story", "map", "funding", "timeline", "data"] {
        assert_eq!(page.count(&format!("main section#{section}")), 1, "#{section}");
        assert_eq!(page.count(&format!("#{section} h2")), 1, "#{section} h2");
    }
    for view in VIEWS {
        assert!(page.count(&format!("#{view} figure figcaption")) >= 1, "#{view} figcaption");
        assert!(page.count(&format!("#{view} table")) >= 1, "#{view} table");
        assert!(page.count(&format!("#{view} [data-id]")) >= 3, "#{view} items");
        assert_eq!(page.count(&format!("#{view} [data-id][tabindex='0']")), 1, "#{view} tab stops");
    }
    // The story's first: scrolling past it leads to steps that have no canvas.
    for picture in ["story"].into_iter().chain(VIEWS) {
        page.middle_of(&format!("#{picture} canvas"));
        let colours = colours(page, picture);
        assert!(colours >= 8.0, "#{picture} has {colours} colours");
    }
    assert_eq!(page.text("return document.querySelector('#notice').textContent.trim()"), "");
}

fn choose_and_go_back(page: &Page) {
    let before = page.text("return document.querySelector('#status').textContent");
    page.middle_of("#map canvas");
    assert!(!chosen(page));
    page.click("#map [data-id=mideast]");
    assert_middle_east_is_chosen(page, "中东");
    assert!(chosen(page), "{}", state(page));
    // What can be pressed looks like it; WebKit once had no underline for what is no link.
    let lines =
        "return [...document.querySelectorAll('button.link')].map(link => getComputedStyle(link).textDecorationLine)";
    let lines = page.evaluate(lines, &[]);
    let lines = lines.as_array().unwrap();
    assert!(!lines.is_empty() && lines.iter().all(|line| line == "underline"), "{lines:?}");
    page.back();
    page.wait("nothing to be chosen", "return !document.querySelector('[data-emphasis]')", &[]);
    assert!(!chosen(page), "{}", state(page));
    page.wait_for_status(&before);
    page.evaluate("history.forward()", &[]);
    assert_middle_east_is_chosen(page, "中东");
}

fn change_the_language(page: &Page) {
    page.click("[data-lang=en]");
    wait_for_language(page, "en");
    assert_eq!(page.text("return document.title"), "Why Chinese AI is setting sail");
    assert_middle_east_is_chosen(page, "Middle East");
    assert!(chosen(page) && says(page, "lang=en"), "{}", state(page));
    page.click("[data-lang=zh]");
    wait_for_language(page, "zh-Hans");
    page.click("#map [data-id=mideast]");
    page.wait("nothing to be chosen", "return !document.querySelector('[data-emphasis]')", &[]);
}

/// Moves from the items of one view to those of the next and along them, and selects and deselects an item.
fn walk_by_keys(page: &Page) {
    page.evaluate("document.querySelector('#map [data-id][tabindex=\"0\"]').focus()", &[]);
    let inside = "return document.activeElement.matches('#funding [data-id]')";
    let mut stops = 0;
    while page.evaluate(inside, &[]) != json!(true) {
        assert!(stops < 30, "30 times Tab does not lead from the map to the funding chart");
        page.press(&[key::TAB]);
        stops += 1;
    }
    let first = page.focused();
    page.press(&[key::RIGHT]);
    let second = page.focused();
    assert!(!second.is_empty() && second != first, "Right stays on {first}");
    page.press(&[key::LEFT]);
    assert_eq!(page.focused(), first, "Left does not undo Right");
    page.press(&[key::END]);
    let last = page.focused();
    assert!(!last.is_empty() && last != first, "End stays on {first}");
    page.press(&[key::ENTER]);
    page.wait_for(&format!("#funding [data-id='{last}'][data-emphasis=selected]"));
    page.wait_for(".tooltip");
    page.press(&[key::ESCAPE]);
    page.wait("the tooltip to go", "return !document.querySelector('.tooltip')", &[]);
    assert_eq!(
        page.count(&format!("#funding [data-id='{last}'][data-emphasis=selected]")),
        1,
        "the choice went too soon"
    );
    page.press(&[key::ESCAPE]);
    page.wait("the choice to go", "return !document.querySelector('[data-emphasis]')", &[]);
    assert_eq!(page.focused(), last, "the focus went elsewhere");
}

/// Turns from the first step of the story to the second and back, in the reading mode of one step at a time.
fn turn_a_step(page: &Page) {
    page.click("#story .reading-modes button:nth-child(2)");
    page.wait_for("#story[data-reading=steps]");
    let wait_for_step = |ix: usize| {
        let id = &*steps()[ix].id;
        page.wait_for(&format!("#story .step-now[data-step={id}]"));
        // The first is where the story begins, and so in no address.
        let body = &probe("addressHasStep");
        let pair = if ix == 0 { Value::Null } else { json!(format!("step={id}")) };
        page.wait(&format!("the address of {id}"), body, &[pair]);
    };
    page.click(".story-dots li:nth-child(1) a");
    wait_for_step(0);
    let before = page.evaluate("return document.querySelector('#story canvas').toDataURL()", &[]);
    page.click(".story-bar .button-main");
    wait_for_step(1);
    let another = "return document.querySelector('#story canvas').toDataURL() !== arguments[0]";
    page.wait("another picture", another, &[before]);
    page.back();
    wait_for_step(0);
}

/// A notice that names a word is dismissed, and the page answers.
pub fn name_what_was_unknown(page: &Page, word: &str) {
    let body = "return document.querySelector('#notice[role=alert]').textContent.includes(arguments[0])";
    page.wait(&format!("a notice of {word}"), body, &[Value::from(word)]);
    page.click("#notice button");
    page.wait("the notice to go", "return document.querySelector('#notice').textContent.trim() === ''", &[]);
    page.click("#map [data-id=mideast]");
    assert_middle_east_is_chosen(page, "Middle East");
}

pub fn wait_for_language(page: &Page, lang: &str) {
    page.wait(lang, "return document.documentElement.lang === arguments[0]", &[json!(lang)]);
}

pub fn assert_middle_east_is_chosen(page: &Page, name: &str) {
    page.wait_for("#map [data-id=mideast][data-emphasis=selected]");
    page.wait_for_status(name);
    for view in VIEWS {
        page.wait_for(&format!("#{view} [data-emphasis]"));
    }
}

/// Returns true if the address says that the Middle East is chosen.
fn chosen(page: &Page) -> bool {
    says(page, "region=mideast")
}

/// Returns true if the address has a pair, among others perhaps: the story's step is where it was scrolled to.
fn says(page: &Page, pair: &str) -> bool {
    state(page).split('&').any(|said| said == pair)
}

/// The query of the address, or else its fragment.
fn state(page: &Page) -> String {
    page.text("return decodeURIComponent((location.search || location.hash).slice(1))")
}
