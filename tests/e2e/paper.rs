//! The printed page: the story as an article, all records from the data view, a post as it is shown.

use serde_json::json;

use crate::engines::in_each_engine;
use crate::harness::{DESKTOP, PHONE, Page, journey, probe};
use crate::page_errors::{EngineKind, journey_in, served};
use crate::prerendered::{DOCUMENTS, FACTS};
use crate::user_preferences::sheets;

/// The elements for the printer, once the page knows that it is printed.
fn is_printing(page: &Page) {
    page.set_medium("print");
    page.evaluate("dispatchEvent(new Event('beforeprint'))", &[]);
    page.wait("the pictures as lines", "return document.querySelectorAll('.printed svg').length > 0", &[]);
}

fn on_screen(page: &Page) {
    page.evaluate("dispatchEvent(new Event('afterprint'))", &[]);
    page.set_medium("");
    page.wait("the screen's pictures", "return document.querySelectorAll('.printed').length === 0", &[]);
}

/// Pictures that reach over the sheet, and boxes that cut off what is in them.
const CUT: &str = "const wide = document.documentElement.clientWidth + 1; \
    const seen = [...document.querySelectorAll('main *:not(svg *)')].filter(element => element.checkVisibility()); \
    return seen.filter(element => element.getBoundingClientRect().right > wide && !element.closest('.hidden') \
        || getComputedStyle(element).overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1 \
            && element.clientHeight > 1 && element.localName !== 'svg') \
        .map(element => element.outerHTML.slice(0, 100))";

#[test]
fn the_story_is_an_article_of_at_most_twelve_sheets() {
    for screen in [DESKTOP, PHONE] {
        journey(screen, |page| {
            for (path, lang) in DOCUMENTS {
                page.open(path);
                page.wait_for_details();
                let pdf = page.pdf();
                assert!((5..=12).contains(&sheets(&pdf)), "{lang:?}: {} sheets", sheets(&pdf));
                is_printing(page);
                assert_eq!(page.count("#story .printed svg"), FACTS.dataset.story.len());
                let seen = "return [...document.querySelectorAll(arguments[0])].filter(element => element.checkVisibility() && element.getBoundingClientRect().height > 0).length";
                let shown = |selector: &str| page.evaluate(seen, &[json!(selector)]).as_u64().unwrap();
                assert_eq!(shown("#story .printed svg"), FACTS.dataset.story.len() as u64);
                assert_eq!(shown("#story .step h3"), FACTS.dataset.story.len() as u64);
                assert_eq!(shown(".explore, .filters, #data table, canvas, button:not(th button), .when-failed"), 0);
                let text = page.text("return document.querySelector('#story').innerText");
                for paragraph in FACTS.details.story.iter().flatten() {
                    let words: String = paragraph.runs(lang).iter().map(|run| &*run.text).collect();
                    assert!(text.contains(&words), "{words}");
                }
                page.set_screen(xtask::browser::Screen { width_px: 703, ..DESKTOP });
                assert_eq!(page.evaluate(CUT, &[]), json!([]));
                page.set_screen(screen);
                on_screen(page);
            }
        });
    }
}

#[test]
fn what_stands_before_it_runs_prints_as_well() {
    journey(DESKTOP, |page| {
        page.set_scripts(false);
        for (path, lang) in DOCUMENTS {
            page.visit(path);
            let pdf = page.pdf();
            assert!((4..=12).contains(&sheets(&pdf)), "{lang:?}: {} sheets", sheets(&pdf));
            page.set_medium("print");
            page.set_screen(xtask::browser::Screen { width_px: 703, ..DESKTOP });
            let pictures = "return [...document.querySelectorAll('figure svg[role=img]')].filter(svg => svg.checkVisibility() && svg.getBoundingClientRect().height > 100).length";
            assert_eq!(page.number(pictures), 4.0, "the story's first and the three views'");
            assert_eq!(page.evaluate(CUT, &[]), json!([]));
            // No letter below the other.
            let narrow = "return [...document.querySelectorAll('#story li, #story p')].filter(text => text.checkVisibility() && text.textContent.length > 20 && text.clientWidth < 60).length";
            assert_eq!(page.number(narrow), 0.0);
            page.set_medium("");
            page.set_screen(DESKTOP);
        }
    });
}

#[test]
fn all_records_print_from_the_data_view_alone() {
    journey(DESKTOP, |page| {
        page.open("en/?view=data");
        page.wait_for_details();
        on_paper_rows(page, FACTS.dataset.records.len());
        page.open("en/?view=explore");
        page.wait_for_details();
        page.evaluate("document.querySelector('#data summary').click()", &[]);
        page.wait("the rows", "return document.querySelectorAll('#data tbody tr').length > 90", &[]);
        on_paper_rows(page, 0);
    });
}

fn on_paper_rows(page: &Page, rows: usize) {
    page.set_medium("print");
    page.evaluate("dispatchEvent(new Event('beforeprint'))", &[]);
    let body = "return [...document.querySelectorAll('#data .row-evidence')].filter(row => row.checkVisibility()).length === arguments[0]";
    page.wait("the evidence on paper", body, &[json!(rows)]);
    page.evaluate("dispatchEvent(new Event('afterprint'))", &[]);
    page.set_medium("");
}

#[test]
fn a_post_prints_what_it_shows() {
    for screen in [DESKTOP, PHONE] {
        journey(screen, |page| {
            for (query, section) in [
                ("step=money", "story"),
                ("step=who&theme=dark", "story"),
                ("view=map", "map"),
                ("view=funding", "funding"),
                ("view=timeline", "timeline"),
            ] {
                page.open(&format!("en/?embed=1&{query}"));
                page.wait_for_details();
                let pdf = page.pdf();
                assert!((1..=3).contains(&sheets(&pdf)), "{query}: {} sheets", sheets(&pdf));
                is_printing(page);
                let seen = page.evaluate(&probe("printedParts"), &[json!(section)]);
                let step = query.strip_prefix("step=").map_or("", |step| step.split('&').next().unwrap());
                assert_eq!(seen, json!([1, step, 0, "rgb(0, 0, 0)"]), "{query}");
                page.set_screen(xtask::browser::Screen { width_px: 703, ..DESKTOP });
                assert_eq!(page.evaluate(CUT, &[]), json!([]), "{query}");
                page.set_screen(screen);
                on_screen(page);
            }
        });
    }
}

in_each_engine!(a_printed_post_keeps_its_step);

/// Other engines print what is rendered at `beforeprint` too.
fn a_printed_post_keeps_its_step(engine: EngineKind) {
    journey_in(engine, &served(engine), |page| {
        page.open("en/?embed=1&step=money");
        page.evaluate("dispatchEvent(new Event('beforeprint'))", &[]);
        page.wait("the picture as lines", "return document.querySelectorAll('.printed svg').length === 1", &[]);
        let steps = "return [...document.querySelectorAll('.step')].map(step => step.dataset.step).join()";
        assert_eq!(page.text(steps), "money");
        page.evaluate("dispatchEvent(new Event('afterprint'))", &[]);
        page.wait("the screen's picture", "return document.querySelectorAll('.printed').length === 0", &[]);
    });
}
