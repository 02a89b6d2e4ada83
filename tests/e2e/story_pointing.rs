//! The text of the story and the picture beside it: each lights up what the other is pointed at, with a mouse and with keys.

use serde_json::json;

use crate::harness::{Page, journey};
use crate::story::WIDE;

/// The ids of the items with an outline round them.
const OUTLINED: &str = "const middle = element => { const box = element.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2] }; const outlines = [...document.querySelectorAll('#story .outline-hover:not([data-off])')].map(middle); return [...document.querySelectorAll('#story .items [data-id]')].filter(item => outlines.some(at => at.every((px, axis) => Math.abs(px - middle(item)[axis]) < 2))).map(item => item.dataset.id)";
/// The citations of the current step that are lit, by their words.
const LIT: &str = "return [...document.querySelectorAll('.step-now [data-lit]')].map(citation => citation.textContent)";

fn wait_for(page: &Page, what: &str, body: &str, expected: &[&str]) {
    let is_so =
        format!("return JSON.stringify((() => {{ {body} }})().sort()) === JSON.stringify([...arguments[0]].sort())");
    page.wait(what, &is_so, &[json!(expected)]);
}

fn citation(id: &str) -> String {
    format!(".step-now .cite[data-cites~='{id}']")
}

#[test]
fn a_figure_in_the_text_lights_up_its_row_and_a_row_its_figures() {
    journey(WIDE, |page| {
        page.open("?step=market&lang=en");
        page.wait_for("#story .items [data-id=price-qwen-long]");
        wait_for(page, "nothing", OUTLINED, &[]);
        page.hover(&citation("price-qwen-long"));
        wait_for(page, "the row of its price", OUTLINED, &["price-qwen-long"]);
        page.hover(&citation("price-doubao-pro-32k"));
        wait_for(page, "another row", OUTLINED, &["price-doubao-pro-32k"]);
        page.hover(".step-now h3");
        wait_for(page, "no row", OUTLINED, &[]);
        wait_for(page, "no figure", LIT, &[]);
        page.hover("#story .items [data-id=price-qwen-long]");
        wait_for(page, "the figures of the row", LIT, &["RMB 20 to RMB 0.5"]);
        page.hover(".step-now h3");
        wait_for(page, "no figure any more", LIT, &[]);
    });
}

#[test]
fn the_focus_does_what_the_pointer_does() {
    journey(WIDE, |page| {
        page.open("?step=who&lang=en");
        page.wait_for("#story .items [data-id=metric-china-active-ai]");
        let focus = |selector: &str| page.evaluate("document.querySelector(arguments[0]).focus()", &[json!(selector)]);
        focus(&citation("metric-china-overseas-ai"));
        wait_for(page, "its square", OUTLINED, &["metric-china-overseas-ai"]);
        focus("#story .items [data-id=metric-china-active-ai]");
        wait_for(page, "no citation has the focus", OUTLINED, &[]);
        page.press(&[xtask::browser::key::RIGHT]);
        let focused = "return [document.activeElement.closest('[data-id]').dataset.id]";
        wait_for(page, "the next square", focused, &["metric-china-overseas-ai"]);
        wait_for(page, "its figure", LIT, &["103"]);
    });
}

#[test]
fn on_a_map_a_statement_lights_up_where_it_happened() {
    journey(WIDE, |page| {
        page.open("?step=where&lang=en");
        page.wait_for("#story .items [data-id=korea]");
        page.hover(&citation("event-go-saudi"));
        // The outline is round the mark, the button of the place round mark and name.
        let is_outlined = "const item = document.querySelector('#story [data-id=saudi-arabia]').getBoundingClientRect(); const outline = document.querySelector('#story .outline-hover:not([data-off])')?.getBoundingClientRect(); return !!outline && outline.right > item.left && outline.left < item.right && outline.bottom > item.top && outline.top < item.bottom";
        page.wait("its country", is_outlined, &[]);
        page.hover("#story .items [data-id=korea]");
        wait_for(page, "what is said of the country", LIT, &["data centres in five countries"]);
    });
}
