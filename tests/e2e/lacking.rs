//! Browsers that lack something, or throw where others answer: the page runs without.

use serde_json::json;

use crate::harness::{journey, probe};
use crate::story::{WIDE, step, steps};

/// The features that are taken away, and the script that does it.
const LACKS: [(&str, &str); 14] = [
    ("a list of languages", "Object.defineProperty(Navigator.prototype, 'languages', { get: () => undefined })"),
    ("observers of intersections", "delete window.IntersectionObserver"),
    ("observers of sizes", "delete window.ResizeObserver; delete window.ResizeObserverEntry"),
    ("style sheets that a script makes", "CSSStyleSheet.prototype.replaceSync = undefined"),
    ("media queries", "delete window.matchMedia; window.matchMedia = undefined"),
    ("listeners on media queries", "MediaQueryList.prototype.addEventListener = undefined"),
    ("marks of time", "delete Performance.prototype.mark"),
    ("any measure of time", "Object.defineProperty(window, 'performance', { value: undefined })"),
    (
        "a history that is written to",
        "history.__proto__.pushState = history.__proto__.replaceState = () => { throw new DOMException('100 times in 30 s', 'SecurityError') }",
    ),
    (
        "a history that is restored from",
        "for (const name of ['state', 'scrollRestoration']) \
        Object.defineProperty(History.prototype, name, { get() { throw new Error(name) }, set() { throw new Error(name) } })",
    ),
    (
        "stores",
        "for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) \
        Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError') } })",
    ),
    ("names of languages", "Object.defineProperty(window, 'Intl', { value: undefined })"),
    ("a clipboard", "Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })"),
    (
        "workers and idle time",
        "Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined }); delete window.requestIdleCallback",
    ),
];

#[test]
fn without_any_of_this_the_page_runs() {
    for (what, take) in LACKS {
        journey(WIDE, |page| {
            page.before_scripts(take);
            page.open("?lang=en");
            page.wait_for_details();
            // The story goes on with its picture, whether it scrolls or is turned.
            let id = &*steps()[step("money")].id;
            page.evaluate(&probe("goToStep"), &[json!(step("money"))]);
            page.wait_for(&format!(".step-now[data-step={id}]"));
            page.evaluate("document.querySelector('.story').scrollIntoView()", &[]);
            page.evaluate("document.querySelector('#map [data-id=mideast]').click()", &[]);
            page.wait_for("#map [data-id=mideast][data-emphasis=selected]");
            page.wait_for_status("Middle East");
            page.evaluate("document.querySelector('[data-lang=zh]').click()", &[]);
            page.wait(what, "return document.documentElement.lang === 'zh-Hans'", &[]);
            assert_eq!(page.text("return document.documentElement.dataset.state"), "ready", "without {what}");
            let position = "return getComputedStyle(document.querySelector('.stage canvas')).position";
            assert_eq!(page.text(position), "absolute", "without {what}");
        });
    }
}
