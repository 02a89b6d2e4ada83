//! Sharing: the link, the markup for another page, and what an older link says of its age.

use std::path::PathBuf;

use serde_json::json;
use xtask::browser::key;
use xtask::{check_data, paths};

use crate::harness::{DESKTOP, PHONE, Page, Site, journey, probe};

const SHARE: &str = "header button.send";

fn notice(page: &Page) -> String {
    page.text("return document.querySelector('#notice').innerText")
}

fn value(page: &Page, field: &str) -> String {
    page.evaluate("return document.querySelector(arguments[0]).value", &[json!(field)]).as_str().unwrap().to_owned()
}

/// Waits until the panel says something that contains `words`.
fn wait_for_outcome(page: &Page, words: &str) {
    let body = "return document.querySelector('dialog [role=status]').textContent.includes(arguments[0])";
    page.wait(words, body, &[json!(words)]);
}

/// The clipboard's text.
fn clipboard(page: &Page) -> String {
    page.evaluate("window.read = null; navigator.clipboard.readText().then(text => window.read = text)", &[]);
    page.wait("the clipboard's text", "return window.read", &[]).as_str().unwrap().to_owned()
}

#[test]
fn link_and_markup_are_copied_and_the_link_brings_back_what_was_on_screen() {
    journey(DESKTOP, |page| {
        page.allow_clipboard();
        page.open("?region=sea&utm_source=x");
        page.click("#timeline [data-id=event-alibaba-dc]");
        page.wait_for("#timeline [data-id=event-alibaba-dc][data-emphasis=selected]");
        page.click(SHARE);
        page.wait_for("dialog[open]");
        assert_eq!(page.text("return document.querySelector('dialog [role=status]').textContent"), "");
        page.click("[data-copy=link]");
        wait_for_outcome(page, "已复制");
        let link = clipboard(page);
        assert_eq!(link, value(page, "#send-link"));
        assert!(!link.contains("utm_source"), "{link}");
        page.click("[data-copy=code]");
        page.wait(
            "the markup in the clipboard",
            "return document.querySelector('#send-code').value.startsWith('<iframe')",
            &[],
        );
        wait_for_outcome(page, "已复制");
        assert_eq!(clipboard(page), value(page, "#send-code"));
        page.press(&[key::ESCAPE]);
        page.wait("the panel to close", "return !document.querySelector('dialog')", &[]);
        assert_eq!(page.text("return document.activeElement.className"), "button send", "the focus is back");

        let path = link.split_once('?').map(|(_, query)| format!("?{query}")).unwrap();
        page.open(&path);
        page.wait_for_details();
        page.wait_for("#timeline [data-id=event-alibaba-dc][data-emphasis=selected]");
        assert!(page.query().contains("region=sea") && page.query().contains("d="), "{}", page.query());
        assert_eq!(notice(page), "", "made with the data of today");
        page.click("#map [data-id=mideast]");
        page.wait("the hash to leave the address", "return !location.search.includes('d=')", &[]);
    });
}

#[test]
fn where_the_clipboard_is_shut_the_text_is_selected() {
    for shut in [
        "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))",
        "Object.defineProperty(navigator, 'clipboard', { value: undefined })",
    ] {
        journey(PHONE, |page| {
            page.open("?lang=en");
            page.evaluate(shut, &[]);
            page.click_shown(SHARE);
            page.wait_for("dialog[open]");
            for (button, field) in [("[data-copy=link]", "send-link"), ("[data-copy=code]", "send-code")] {
                page.click(button);
                wait_for_outcome(page, "copy it by hand");
                let selected = &probe("isWholeFieldSelected");
                page.wait("the text to be selected", selected, &[json!(field)]);
            }
        });
    }
}

#[test]
fn what_is_wished_for_stands_in_link_and_markup() {
    journey(DESKTOP, |page| {
        page.open("?region=sea");
        page.click(SHARE);
        page.wait_for("dialog[open]");
        // View, language, colours, size, in their order: the last of each. Between them is the kind of embed.
        for group in [1, 2, 3, 5] {
            page.click(&format!("dialog .send-choice:nth-of-type({group}) button:last-child"));
        }
        page.wait(
            "the size",
            "return document.querySelector('#send-code').value.includes('width=\"360\" height=\"640\"')",
            &[],
        );
        let (link, markup) = (value(page, "#send-link"), value(page, "#send-code"));
        assert!(link.contains("?lang=en&theme=dark&view=data&region=sea&d="), "{link}");
        assert!(markup.contains("?lang=en&amp;theme=dark&amp;view=data&amp;embed=1&amp;region=sea&amp;d="), "{markup}");
        assert_eq!(page.query(), "region=sea", "the page itself stays");
    });
}

#[test]
fn the_markup_shows_the_same_in_another_page() {
    journey(DESKTOP, |page| {
        page.open("?region=sea&theme=dark");
        page.click(SHARE);
        page.wait_for("dialog[open]");
        page.open_elsewhere(&format!("<!doctype html><html lang=en><title>Host</title>{}", value(page, "#send-code")));
        let link = page.text("return document.querySelector('p a').href");
        assert!(link.contains("?theme=dark&region=sea&d=") && !link.contains("embed"), "{link}");
        page.inside_frame(|| {
            page.wait("the page in the frame", "return document.documentElement.dataset.state === 'ready'", &[]);
            page.wait_for("#map [data-id=sea][data-emphasis=selected]");
            assert_eq!(page.text("return document.documentElement.dataset.theme"), "dark");
            assert_eq!(page.count("[data-lang], header button"), 0, "no controls of a page");
            let address = "return location.href + history.length";
            let before = page.text(address);
            page.evaluate("document.querySelector('#map [data-id=mideast]').click()", &[]);
            page.wait_for("#map [data-id=mideast][data-emphasis=selected]");
            assert_eq!(page.text(address), before, "the address is left alone");
        });
    });
}

fn fixture() -> PathBuf {
    paths::root().join("tests/fixtures/tiny")
}

#[test]
fn an_older_link_names_what_has_changed_since() {
    let site = Site::copy("outdated");
    check_data::command(&fixture(), Some(&site.dir.join("data/tiny.bin"))).unwrap();
    site.journey(DESKTOP, |page| {
        // What the fixture's history says of its first release.
        let old = "?data=data/tiny.bin&lang=en&d=0a1b2c3d";
        page.open(old);
        page.wait_for_details();
        page.wait("the note", "return document.querySelectorAll('#notice button').length === 3", &[]);
        let said = notice(page);
        assert!(said.contains("Talkie goes abroad") && said.contains("Deleted records: event-gone."), "{said}");
        page.click("#notice button");
        page.wait_for("#timeline [data-id=event-talkie][data-emphasis=selected]");
        page.wait("the hash to leave the address", "return !location.search.includes('d=0a1b2c3d')", &[]);
        assert!(page.query().contains("sel=event-talkie") && page.query().contains("data=data/tiny.bin"));
        page.click("#notice > button");
        page.wait("the note to go", "return document.querySelector('#notice').textContent === ''", &[]);

        page.open(&format!("{old}&company=minimax-abroad"));
        page.wait_for_details();
        assert!(notice(page).contains("minimax-abroad → MiniMax"), "{}", notice(page));
        page.click("#notice > button");
        page.wait("no hash in the address", "return !location.search.includes('d=0a1b2c3d')", &[]);
        assert!(page.query().contains("company=minimax") && !page.query().contains("abroad"), "{}", page.query());
    });
}

#[test]
fn a_link_made_with_data_nobody_recorded_says_so() {
    journey(DESKTOP, |page| {
        page.open("?region=sea&d=00000000");
        page.wait_for_details();
        page.wait("the note", "return document.querySelector('#notice').textContent.includes('00000000')", &[]);
        assert_eq!(page.count("#notice button"), 1);
        page.click("#notice button");
        page.wait("the note to go", "return document.querySelector('#notice').textContent === ''", &[]);
        assert_eq!(page.query(), "region=sea");
    });
}

#[test]
fn any_query_gives_a_page_that_is_ready() {
    let long = "%E5%87%BA".repeat(400);
    let queries = [
        "?embed=0&view=Map&kind=&t=2024..2023&d=latest".to_owned(),
        "?q=%FF%FE&t=%00..%00&region=sea~~&company=~".to_owned(),
        format!("?q={long}&sel={long}"),
        "?view=data&view=map&lang=en&lang=zh&embed=1&embed=1".to_owned(),
        "?%&&=&=x&region&sel=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E".to_owned(),
        "?t=9999-12-31..9999-12-31&kind=launch~launch&kind=quote~nothing".to_owned(),
        "?region=constructor&company=hasOwnProperty&sel=toString&kind=__proto__".to_owned(),
    ];
    journey(DESKTOP, |page| {
        for query in &queries {
            page.open(query);
            page.wait("one notice", "return document.querySelector('#notice').textContent.trim() !== ''", &[]);
            assert_eq!(page.count("#notice img, #notice script"), 0, "{query}");
        }
        page.open("?chapter=money&n=3&utm_source=x&region=sea");
        assert_eq!(notice(page), "", "parameters of others, and of later");
        page.click("#map [data-id=mideast]");
        page.wait_for("#map [data-id=mideast][data-emphasis=selected]");
        assert!(page.query().contains("chapter=money") && page.query().contains("utm_source=x"), "{}", page.query());
    });
}
