//! A page that is translated in the browser, as well or badly as translators do it: it goes on working, and what it says
//! is what it says untranslated. The translators here put « » around every text and do not ask whether they may.

use std::cell::RefCell;

use chuhai_core::text::Lang;
use serde_json::{Value, json};
use xtask::browser::Screen;

use crate::engines::in_each_engine;
use crate::harness::{DESKTOP, Page, probe};
use crate::page_errors::{EngineKind, journey_in, served};
use crate::prerendered::{held_journey, open_held, release};
use crate::story::{WIDE, steps, wait_for_reading};

/// `translate(way)` translates all text of the page and whatever comes later.
const TRANSLATOR: &str = r#"
    window.translate = way => {
        const own = new WeakSet();
        const font = text => {
            const outer = document.createElement("font"), inner = document.createElement("font");
            inner.textContent = `«${text}»`;
            outer.append(inner);
            return outer;
        };
        const ways = {
            // As Chrome does.
            replaced: text => text.replaceWith(font(text.data)),
            // The same in two steps.
            pushed: text => { text.before(font(text.data)); text.remove(); },
            // As Edge does: marks, and the whole of what an element says where that is one text.
            marked: text => {
                const parent = text.parentNode;
                parent.setAttribute("_msttexthash", "1");
                if (parent.childNodes.length > 1) return text.replaceWith(font(text.data));
                parent.textContent = `«${text.data}»`;
                own.add(parent.firstChild);
            },
            // The text itself stays, deeper down.
            wrapped: text => {
                const outer = document.createElement("font");
                text.replaceWith(outer);
                outer.append(text);
                text.data = `«${text.data}»`;
                own.add(text);
            },
            // As Firefox does: what is in a sentence is put together anew, in the order of another language.
            turned: text => {
                const parent = text.parentNode;
                const children = [...parent.childNodes].reverse().map(node => {
                    if (node.nodeType !== Node.TEXT_NODE || own.has(node)) return node;
                    const other = document.createTextNode(`«${node.data}»`);
                    own.add(other);
                    return other;
                });
                parent.replaceChildren(...children);
            },
        };
        const take = within => {
            if (!within?.isConnected) return;
            const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
            const texts = [];
            while (walker.nextNode()) texts.push(walker.currentNode);
            for (const text of texts) {
                const done = own.has(text) && text.data.startsWith("«") || !text.isConnected;
                if (done || !text.data.trim() || text.parentElement.closest("font, script, style, svg")) continue;
                ways[way](text);
            }
        };
        new MutationObserver(changes => {
            for (const { target } of changes) take(target.nodeType === Node.TEXT_NODE ? target.parentNode : target);
        }).observe(document.body, { childList: true, characterData: true, subtree: true });
        document.documentElement.lang = "fr";
        document.documentElement.classList.add("translated-ltr");
        take(document.body);
    };
"#;

const WAYS: [&str; 5] = ["replaced", "pushed", "marked", "wrapped", "turned"];

/// All texts of the page, translated back, in an order that is no translator's.
const TEXTS: &str = "const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT); \
    const texts = []; \
    while (walker.nextNode()) texts.push(walker.currentNode.data.replace(/[«»]/g, '').trim()); \
    return texts.filter(text => text).sort()";

in_each_engine!(a_translated_page_goes_on_working_and_tells_the_same);

/// The steps of a reader, and after each the words of `#status`, or else of the page.
const STEPS: [(&str, &str); 8] = [
    ("document.querySelector('#data thead button[data-column=\"2\"]').click()", "#data th[aria-sort=ascending]"),
    ("document.querySelector('#data thead button[data-column=\"2\"]').click()", "#data th[aria-sort=descending]"),
    ("document.querySelector('#data tbody button[data-open]').click()", "#data .row-evidence"),
    ("document.querySelector('nav.tabs a:nth-child(2)').click()", "#map [data-id=mideast]"),
    ("document.querySelector('#map [data-id=mideast]').click()", "#map [data-id=mideast][data-emphasis=selected]"),
    ("document.querySelector('#map [data-id=sea]').click()", "#map [data-id=sea][data-emphasis=selected]"),
    (
        "document.querySelector('[data-lang=zh]').click()",
        "html[lang=zh-Hans] #map [data-id=sea][data-emphasis=selected]",
    ),
    ("document.querySelector('#map [data-id=sea]').click()", "#map:not(:has([data-emphasis]))"),
];

fn a_translated_page_goes_on_working_and_tells_the_same(engine: EngineKind) {
    // What it says after each step where nobody translates.
    let plain = RefCell::new(Vec::<Value>::new());
    journey_in(engine, &served(engine), |page| {
        page.open("?lang=en&view=data");
        page.wait_for_details();
        for (ix, (act, reached)) in STEPS.into_iter().enumerate() {
            page.evaluate(act, &[]);
            page.wait_for(reached);
            // What is announced comes last, unless it stays the same.
            if ix >= 4 {
                let says = ["Middle East", "Southeast Asia", "东南亚", ""][ix - 4];
                page.wait_for_status(says);
            }
            plain.borrow_mut().push(stable_words(page));
        }
    });
    let plain = plain.into_inner();
    for way in WAYS {
        journey_in(engine, &served(engine), |page| {
            page.open("?lang=en&view=data");
            page.wait_for_details();
            page.evaluate(TRANSLATOR, &[]);
            page.evaluate("translate(arguments[0])", &[json!(way)]);
            page.wait("the translation", "return document.querySelector('main h1').textContent.includes('«')", &[]);
            for ((act, reached), plain) in STEPS.into_iter().zip(&plain) {
                page.evaluate(act, &[]);
                page.wait_for(reached);
                let same = TEXTS.replacen("return ", "const found = ", 1)
                    + "; return JSON.stringify(found) === JSON.stringify(arguments[0])";
                page.wait(&format!("{way}: {act} to say the same"), &same, std::slice::from_ref(plain));
                assert_eq!(page.text("return document.documentElement.dataset.state"), "ready", "{way}: {act}");
            }
        });
    }
}

/// The words of the page once they are the same twice in a row, some frames apart.
fn stable_words(page: &Page) -> Value {
    let body = format!(
        "const texts = () => {{ {TEXTS} }}; \
         return (async () => {{ \
             let before, frames = 0; \
             while (frames < 40) {{ \
                 await new Promise(requestAnimationFrame); \
                 const now = JSON.stringify(texts()); \
                 frames = now === before ? frames + 1 : 0; \
                 before = now; \
             }} \
             return texts(); \
         }})()"
    );
    page.evaluate(&body, &[])
}

#[test]
fn while_the_story_scrolls_the_picture_goes_along() {
    for way in WAYS {
        journey_in(EngineKind::Chromium, &served(EngineKind::Chromium), |page| {
            page.set_viewport(WIDE.width_px, WIDE.height_px);
            page.open("?lang=en");
            wait_for_reading(page, "scroll");
            page.evaluate(TRANSLATOR, &[]);
            page.evaluate("translate(arguments[0])", &[json!(way)]);
            for step in steps() {
                page.evaluate(&probe("scrollToStep"), &[json!(*step.id)]);
                let says = &probe("isStepWithPicture");
                page.wait(
                    &format!("{way}: the picture of {}", step.id),
                    says,
                    &[json!(*step.id), json!(step.picture.get(Lang::En))],
                );
            }
        });
    }
}

#[test]
fn translated_before_it_runs_it_keeps_its_language_and_its_words() {
    for way in WAYS {
        held_journey(Screen { ..DESKTOP }, |page| {
            // The reader's browser is Chinese, the document English.
            open_held(page, "en/");
            let words = "return [...document.querySelectorAll('.step-text')].map(text => text.textContent)";
            let plain = page.evaluate(words, &[]);
            page.evaluate(TRANSLATOR, &[]);
            page.evaluate("translate(arguments[0])", &[json!(way)]);
            page.wait("the translation", "return document.querySelector('.step-text').textContent.includes('«')", &[]);
            release(page);
            page.wait_for_details();
            assert_eq!(page.text("return document.documentElement.lang"), "en", "{way}");
            let title = "return document.querySelector('main h1').textContent.replace(/[«»]/g, '').trim()";
            assert_eq!(page.text(title), "Why Chinese AI is setting sail", "{way}");
            // In the order of the letters: a translator has its own of the words.
            let same = &probe("areTextsMirrored");
            page.wait(&format!("{way}: the story's words"), same, &[plain]);
            let cites = "return document.querySelectorAll('.step-text .cite').length > 20";
            assert_eq!(page.evaluate(cites, &[]), json!(true), "{way}: the references");
        });
    }
}
