//! The main journeys in each engine. Each is one function, told where the page is and what stands before its state in
//! the address: `?` where it is served, `#` in the edition that is one file.

use serde_json::{Value, json};
use xtask::browser::key;

use crate::drawing::colours;
use crate::harness::{Page, VIEWS};
use crate::story::steps;
use crate::watched::{In, barks_in, journey_in, served};

/// A test for each engine of a function that takes the engine.
macro_rules! in_each_engine {
    ($($name:ident),*) => { $(mod $name {
        use crate::watched::In;

        #[test]
        fn chromium() {
            super::$name(In::Chromium);
        }

        #[test]
        fn firefox() {
            super::$name(In::Firefox);
        }

        #[test]
        fn webkit() {
            super::$name(In::WebKit);
        }
    })* };
}

in_each_engine!(
    what_goes_wrong_is_noticed,
    the_page_is_read_chosen_from_and_walked_through,
    the_english_page_opens_in_english,
    an_unknown_value_is_named_and_harms_nothing
);

fn what_goes_wrong_is_noticed(engine: In) {
    barks_in(engine);
}

fn the_page_is_read_chosen_from_and_walked_through(engine: In) {
    journey_in(engine, &served(), |page| {
        page.open("");
        main_journey(page);
    });
}

fn the_english_page_opens_in_english(engine: In) {
    journey_in(engine, &served(), |page| {
        page.open("en/");
        assert_whole(page, "en", "Setting sail: Chinese AI goes global");
        page.click("[data-lang=zh]");
        wait_for_language(page, "zh-Hans");
        assert_eq!(page.text("return document.title"), "出海：中国 AI 走向世界");
    });
}

fn an_unknown_value_is_named_and_harms_nothing(engine: In) {
    journey_in(engine, &served(), |page| {
        page.open("?region=atlantis&lang=en");
        name_what_was_unknown(page, "atlantis");
    });
}

/// From the open page: it is whole, a region is chosen and let go of, the language changes, keys lead through a view,
/// and the story goes on.
pub fn main_journey(page: &Page) {
    assert_whole(page, "zh-Hans", "出海：中国 AI 走向世界");
    choose_and_go_back(page);
    change_the_language(page);
    walk_by_keys(page);
    turn_a_step(page);
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
    for picture in VIEWS.into_iter().chain(["story"]) {
        page.middle_of(&format!("#{picture} canvas"));
        let colours = colours(page, picture);
        assert!(colours >= 8.0, "#{picture} has {colours} colours");
    }
    assert_eq!(page.text("return document.querySelector('#notice').textContent.trim()"), "");
}

fn choose_and_go_back(page: &Page) {
    let before = page.text("return document.querySelector('#status').textContent");
    let address = state(page);
    page.click("#map [data-id=mideast]");
    assert_middle_east_is_chosen(page, "中东");
    assert_eq!(state(page), "region=mideast");
    page.back();
    page.wait("nothing to be chosen", "return !document.querySelector('[data-emphasis]')", &[]);
    assert_eq!(state(page), address);
    page.wait_for_status(&before);
    page.evaluate("history.forward()", &[]);
    assert_middle_east_is_chosen(page, "中东");
}

fn change_the_language(page: &Page) {
    page.click("[data-lang=en]");
    wait_for_language(page, "en");
    assert_eq!(page.text("return document.title"), "Setting sail: Chinese AI goes global");
    assert_middle_east_is_chosen(page, "Middle East");
    let pairs = state(page);
    let pairs: Vec<&str> = pairs.split('&').collect();
    assert!(pairs.contains(&"region=mideast") && pairs.contains(&"lang=en"), "{pairs:?}");
    page.click("[data-lang=zh]");
    wait_for_language(page, "zh-Hans");
    page.click("#map [data-id=mideast]");
    page.wait("nothing to be chosen", "return !document.querySelector('[data-emphasis]')", &[]);
}

/// From the items of one view to those of the next, along them, and a choice that is made and let go of.
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

/// In the story's one-step-at-a-time way, to the second step and back.
fn turn_a_step(page: &Page) {
    if page.count("#story .story-ways") == 0 {
        // A choice has led to the views; the first tab leads to the story.
        page.click("nav a");
    }
    page.click("#story .story-ways button:nth-child(2)");
    page.wait_for("#story[data-reading=steps]");
    let now = |ix: usize| {
        let told = json!([*steps()[ix].id, if ix > 0 { format!("step={}", steps()[ix].id) } else { String::new() }]);
        let body = "const address = decodeURIComponent((location.search || location.hash).slice(1)); \
                    const step = document.querySelector('#story .step-now')?.dataset.step; \
                    return JSON.stringify([step, address]) === JSON.stringify(arguments[0])";
        page.wait(&format!("the step {told}"), body, &[told.clone()]);
    };
    now(0);
    let picture = "return document.querySelector('#story canvas').toDataURL()";
    let before = page.evaluate(picture, &[]);
    page.click(".story-bar .button-main");
    now(1);
    let another = "return document.querySelector('#story canvas').toDataURL() !== arguments[0]";
    page.wait("another picture", another, &[before]);
    page.back();
    now(0);
}

/// A notice that names a word goes when it is told to, and the page answers.
pub fn name_what_was_unknown(page: &Page, word: &str) {
    let body = "return document.querySelector('#notice[role=alert]').textContent.includes(arguments[0])";
    page.wait(&format!("a notice of {word}"), body, &[Value::from(word)]);
    page.click("#notice button");
    page.wait("the notice to go", "return document.querySelector('#notice').textContent.trim() === ''", &[]);
    page.click("#map [data-id=mideast]");
    assert_middle_east_is_chosen(page, "Middle East");
}

fn wait_for_language(page: &Page, lang: &str) {
    page.wait(lang, "return document.documentElement.lang === arguments[0]", &[json!(lang)]);
}

fn assert_middle_east_is_chosen(page: &Page, name: &str) {
    page.wait_for("#map [data-id=mideast][data-emphasis=selected]");
    page.wait_for_status(name);
    for view in VIEWS {
        page.wait_for(&format!("#{view} [data-emphasis]"));
    }
}

/// What the address says, wherever it says it.
fn state(page: &Page) -> String {
    page.text("return decodeURIComponent((location.search || location.hash).slice(1))")
}
