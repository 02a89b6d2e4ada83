//! A browser's reading view finds the whole article, in the prerendered page and in the running one: Firefox's own,
//! which is Mozilla's Readability, in each engine.

use std::fs;
use std::sync::LazyLock;

use serde_json::json;
use xtask::setup;

use crate::engines::in_each_engine;
use crate::harness::{DESKTOP, PHONE, Page, journey};
use crate::page_errors::{EngineKind, journey_in, served};
use crate::prerendered::{DOCUMENTS, FACTS};
use chuhai_core::text::Lang;

static READABILITY: LazyLock<String> = LazyLock::new(|| {
    let package = setup::for_npm().unwrap().join("@mozilla/readability");
    ["Readability.js", "Readability-readerable.js"]
        .map(|file| fs::read_to_string(package.join(file)).unwrap())
        .join("\n")
});

in_each_engine!(it_has_the_whole_article);

/// The reading view is offered, and what it shows is the story, each of its steps.
fn assert_whole_article(page: &Page, lang: Lang) {
    // A style element is empty for a moment while it is cloned, and the policy has no hash of that. A browser's own copy is
    // under no policy.
    let body = "const style = document.querySelector('style'); const place = style?.nextSibling; \
                style?.remove(); const copy = document.cloneNode(true); \
                if (style) document.head.insertBefore(style, place); \
                const article = new Readability(copy).parse(); \
                return [isProbablyReaderable(document), article?.textContent ?? '', article?.title ?? '']";
    let seen = page.evaluate(&format!("{}\n{body}", *READABILITY), &[]);
    assert_eq!(seen[0], json!(true), "it is not offered");
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let article = squeezed(seen[1].as_str().unwrap());
    for (step, paragraphs) in FACTS.dataset.story.iter().zip(&FACTS.details.story) {
        for paragraph in paragraphs {
            let words: String = paragraph.runs(lang).iter().map(|run| &*run.text).collect();
            assert!(article.contains(&squeezed(&words)), "{}: {words}\nin: {article}", step.id);
        }
        assert!(article.contains(&squeezed(step.title.get(lang))), "the heading of {}", step.id);
    }
}

fn it_has_the_whole_article(engine: EngineKind) {
    journey_in(engine, &served(engine), |page| {
        for (path, lang) in DOCUMENTS {
            page.open(path);
            page.wait_for_details();
            assert_whole_article(page, lang);
            // One step at a time, as on phones.
            page.click("#story .reading-modes button:nth-child(2)");
            page.wait_for("#story[data-reading=steps]");
            assert_whole_article(page, lang);
            let shown = "return [...document.querySelectorAll('#story .step')].filter(step => step.getBoundingClientRect().height > 0).length";
            assert_eq!(page.number(shown), 1.0, "the others are there unseen");
        }
    });
}

#[test]
fn on_a_phone_and_without_scripts_too() {
    for screen in [PHONE, DESKTOP] {
        journey(screen, |page| {
            for (path, lang) in DOCUMENTS {
                page.set_scripts(true);
                page.open(path);
                page.wait_for_details();
                assert_whole_article(page, lang);
                page.set_scripts(false);
                page.visit(path);
                assert_whole_article(page, lang);
            }
        });
    }
}
