//! axe-core finds nothing in any state the page can be in, in either language, in light and dark, on a desktop and on
//! two phones. To look at a new state, add a line to [`STATES`].

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use serde_json::{Value, json};
use xtask::browser::Screen;
use xtask::setup;

use crate::harness::{DESKTOP, PHONE, Page, journey, probe};

/// A state: its name, the address that leads to it, what is pressed then (the first of the matches that is shown),
/// what is typed, and what is on the page when it is reached.
const STATES: [(&str, &str, &str, &str, &str); 17] = [
    ("start", "", "", "", "#map canvas"),
    ("a step", "step=money", "", "", ".story-stage canvas"),
    ("what was checked", "step=checked", ".disputed summary", "", ".disputed [open] .disputed-claim .note"),
    ("a step in another page", "embed=1&step=hope", "", "", ".story-bar"),
    ("explore", "view=explore", "", "", "#map canvas"),
    ("map", "view=map", "", "", "#map canvas"),
    ("funding", "view=funding", "", "", "#funding canvas"),
    ("timeline", "view=timeline", "", "", "#timeline canvas"),
    ("data", "view=data", "", "", "#data"),
    ("a filter", "view=explore&region=mideast&kind=launch~policy&t=2023..2024", "", "", ".panel-open"),
    ("nothing met", "view=explore&region=mideast&t=1901..1902", "", "", ".empty button"),
    ("a record", "view=explore&sel=event-alibaba-dc", "", "", ".panel-open"),
    ("filter menu open", "view=explore&company=tencent", ".filters [aria-expanded]", "", ".menu fieldset input"),
    ("search list open", "view=explore&region=mideast", "#search", "ai", "[role=listbox] [role=option]"),
    ("menu", "view=explore", "#menu, header h1", "", "#more button"),
    ("help", "view=explore", "header [aria-haspopup=dialog]:not(.send)", "", "dialog[open].help"),
    ("share", "view=explore", "header .send", "", "dialog[open].send-dialog"),
];

/// The audits run with one device pixel to each of CSS: no rule looks at more, and there is less to paint.
const SCREENS: [Screen; 3] = [
    Screen { width_px: 1280, height_px: 900, ..DESKTOP },
    Screen { device_pixel_ratio: 1.0, ..PHONE },
    Screen { width_px: 320, height_px: 640, device_pixel_ratio: 1.0, ..PHONE },
];

/// The checker: a tool of the tests, never published.
static AXE: LazyLock<String> =
    LazyLock::new(|| fs::read_to_string(setup::for_npm().unwrap().join("axe-core/axe.min.js")).unwrap());

/// Runs every rule of WCAG 2.0 to 2.2, A and AA, and what is good practice beside them; `target-size` is off by default.
/// As long as neither the markup nor any box has changed since the last run in this document, only the rules of colour can
/// find anything else, and only they run.
const RUN: &str = "
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const boxes = [...document.querySelectorAll('*')].map(element => element.getBoundingClientRect());
    const layout = document.documentElement.outerHTML + JSON.stringify(boxes);
    const colours = layout === window.checkedLayout;
    window.checkedLayout = layout;
    const ofColour = () => axe.getRules(['cat.color']).filter(rule => rule.tags.some(tag => tags.includes(tag)));
    return axe.run(document, {
        runOnly: colours ? { type: 'rule', values: ofColour().map(rule => rule.ruleId) } : tags,
        rules: colours ? {} : { 'target-size': { enabled: true } },
        resultTypes: ['violations'],
        preload: false,
    }).then(({ violations, passes, incomplete }) => ({
        colours,
        // Rules of colour pass where they know what lies behind the text, which in a dialog they do not.
        rules: violations.length + passes.length + (colours ? incomplete.length : 0),
        violations: violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
            `${id}: ${target.join(' ')}: ${failureSummary.replace(/\\s+/g, ' ')}`)),
    }))";

/// The result of a run: if only the rules of colour ran, the number of rules that had something to look at, and what
/// they found.
struct Checked {
    colours_only: bool,
    rules: u64,
    violations: Vec<String>,
}

fn check(page: &Page) -> Checked {
    if page.evaluate("return window.axe === undefined", &[]) == json!(true) {
        page.evaluate(&AXE, &[]);
    }
    let found = page.evaluate(RUN, &[]);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Checked {
        colours_only: found["colours"].as_bool().unwrap(),
        rules: found["rules"].as_u64().unwrap(),
        violations: found["violations"].as_array().unwrap().iter().map(text).collect(),
    }
}

/// All states in one language. One browser, so that what costs is the checking.
fn nothing_is_found_in(lang: &str) {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut checked = 0;
    journey(DESKTOP, |page| {
        for screen in SCREENS {
            page.set_screen(screen);
            for (name, query, pressed, typed, reached) in STATES {
                page.set_media(&[("prefers-color-scheme", "light")]);
                page.open(&format!("?{query}&lang={lang}"));
                page.wait_for_details();
                if !pressed.is_empty() {
                    page.click_shown(pressed);
                }
                typed.chars().for_each(|key| page.press(&[&key.to_string()]));
                for theme in ["light", "dark"] {
                    // The page follows the system, so one load serves both.
                    page.set_media(&[("prefers-color-scheme", theme)]);
                    let dressed = "return getComputedStyle(document.documentElement).colorScheme === arguments[0]";
                    page.wait(theme, dressed, &[json!(theme)]);
                    page.wait_for(reached);
                    let Checked { colours_only, rules, violations } = check(page);
                    assert!(!colours_only || theme == "dark", "{name} was not checked as it was opened");
                    let least = if colours_only { 1 } else { 21 };
                    assert!(rules >= least, "only {rules} rules had anything to look at in {name}");
                    for violation in violations {
                        let place = format!("{name} ({theme}, {} px)", screen.width_px);
                        found.entry(violation).or_default().push(place);
                    }
                    checked += 1;
                }
            }
        }
    });
    let lines: Vec<String> =
        found.iter().map(|(what, places)| format!("{what}\n    in {}", places.join(", "))).collect();
    assert!(found.is_empty(), "{} violations:\n{}", found.len(), lines.join("\n"));
    assert_eq!(checked, SCREENS.len() * 2 * STATES.len(), "a state was left out");
}

#[test]
fn nothing_is_found_in_chinese() {
    nothing_is_found_in("zh");
}

#[test]
fn nothing_is_found_in_english() {
    nothing_is_found_in("en");
}

#[test]
fn the_checker_would_find_what_is_wrong() {
    journey(DESKTOP, |page| {
        page.open("");
        page.evaluate(&probe("addWrongButtons"), &[]);
        let Checked { violations, .. } = check(page);
        for rule in ["button-name", "target-size"] {
            assert!(violations.iter().any(|line| line.starts_with(&format!("{rule}: "))), "{rule}: {violations:?}");
        }
        assert_eq!(json!(violations.is_empty()), json!(false));
    });
}
