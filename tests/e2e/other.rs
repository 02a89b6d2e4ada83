//! Another dataset in our page, by `?data=`: it is shown under its own name, nothing of ours is, its links lead to it, and
//! until it is known what will be shown, nothing is.

use std::fs;

use serde_json::json;
use xtask::site::sizes;
use xtask::{check_data, paths};

use crate::engines::{in_each_engine, wait_for_language};
use crate::harness::{DESKTOP, Page, Site, probe};
use crate::page_errors::{EngineKind, copied, journey_in};

in_each_engine!(another_dataset_is_shown_under_its_own_name);

/// The path of the invented dataset on the site.
const DATA: &str = "data=data/ev.bin";

/// Words that no reader of another dataset is to see or hear. Some are words of ours, some of what only ours has.
const OURS: [&str; 15] = [
    "中国",
    "China",
    "出海",
    "Setting sail",
    "Hugging Face",
    "AdinaY",
    "CSET",
    "Our World in Data",
    "郑和",
    "Zheng He",
    "$",
    "美元",
    "article",
    "原文",
    "文章",
];

fn with_other_data(site: &Site) {
    check_data::command(&paths::root().join("tests/fixtures/ev"), Some(&site.dir.join("data/ev.bin"))).unwrap();
}

/// All a reader sees of the document, and what is said of it and of its parts.
fn said(page: &Page) -> String {
    page.text(&probe("allWords"))
}

#[track_caller]
fn says_nothing_of_ours(page: &Page, when: &str) {
    let said = said(page);
    assert!(said.len() > 500, "{when}: {said}");
    for word in OURS {
        assert!(!said.contains(word), "{when}: {word} in {said}");
    }
}

fn another_dataset_is_shown_under_its_own_name(engine: EngineKind) {
    let site = copied(engine, "other");
    with_other_data(&site);
    journey_in(engine, &site.url(), |page| {
        page.open(&format!("?{DATA}&lang=en"));
        page.wait_for_details();
        let title = "Norvanian electric cars: away from home";
        assert_eq!(page.text("return document.title"), title);
        assert_eq!(page.text("return document.querySelector('main h1').textContent"), title);
        assert!(page.text("return document.querySelector('.lead-text').textContent").starts_with("Made up for tests"));
        assert_eq!(page.text("return document.querySelector('#notice').textContent"), "");
        says_nothing_of_ours(page, "in English");
        for view in crate::harness::VIEWS {
            page.middle_of(&format!("#{view} canvas"));
            assert!(page.count(&format!("#{view} [data-id]")) >= 2, "#{view}");
        }
        // A word that no line has room for is broken: the page does not scroll sideways.
        let wide = "return document.documentElement.scrollWidth > innerWidth";
        assert_eq!(page.evaluate(wide, &[]), json!(false));

        let links = &probe("linksWithoutData");
        assert_eq!(page.evaluate(links, &[]), json!([]), "links that lead to ours");
        page.click("[data-lang=zh]");
        wait_for_language(page, "zh-Hans");
        assert_eq!(page.text("return document.title"), "诺瓦尼亚的电动车：出门在外");
        says_nothing_of_ours(page, "in Chinese");
        page.click("#map [data-id=isles]");
        page.wait_for("#map [data-id=isles][data-emphasis=selected]");
        says_nothing_of_ours(page, "with a choice");
        assert_eq!(page.evaluate(links, &[]), json!([]), "links that lead to ours");
        assert_eq!(page.query().matches("data=").count(), 1, "{}", page.query());

        // What a new tab opens for who follows “Explore” with a key held.
        let explore = page.text("return document.querySelector('nav.tabs a').getAttribute('href')");
        page.open(&explore);
        assert_eq!(page.text("return document.title"), "诺瓦尼亚的电动车：出门在外");
        page.wait_for("#map [data-id=isles][data-emphasis=selected]");

        page.open(&format!("?{DATA}&embed=1&view=funding&lang=en"));
        let whole = page.text("return document.querySelector('a.embed-link').getAttribute('href')");
        assert!(whole.contains("data=data%2Fev.bin"), "{whole}");
        says_nothing_of_ours(page, "in an embed");
        page.open(&format!("?{DATA}&view=data&lang=en"));
        assert_eq!(page.evaluate(wide, &[]), json!(false), "the table scrolls in itself");
        says_nothing_of_ours(page, "as a table");
    });
}

/// Holds what is asked for by the module's own requests until the journey lets it go.
const HOLD: &str = "const { send } = XMLHttpRequest.prototype; \
    window.held = []; \
    XMLHttpRequest.prototype.send = function (...parameters) { held.push(() => send.apply(this, parameters)); }; \
    window.letGo = () => { XMLHttpRequest.prototype.send = send; held.splice(0).forEach(go => go()); };";

#[test]
fn until_it_is_there_nothing_of_ours_is() {
    let site = Site::copy("other-loading");
    with_other_data(&site);
    site.journey(DESKTOP, |page| {
        page.before_scripts(HOLD);
        for (query, title) in [
            (format!("?{DATA}&lang=en"), "Norvanian electric cars: away from home"),
            (format!("?{DATA}&embed=1&view=map&lang=en"), "Norvanian electric cars: away from home"),
            ("?data=data/none.bin&lang=en".to_owned(), "Why Chinese AI is setting sail"),
        ] {
            page.allow_console("404");
            page.visit(&query);
            page.wait("the dataset to be asked for", "return window.held?.length > 0", &[]);
            let shown = "return document.body.innerText.replace(/\\s+/g, ' ').trim()";
            assert_eq!(page.text(shown), "正在载入另一份数据…… Loading another dataset…", "{query}");
            assert_eq!(page.text("return document.documentElement.dataset.state"), "loading");
            page.evaluate("letGo()", &[]);
            page.wait_for("html[data-state=ready]");
            assert_eq!(page.text("return document.title"), title, "{query}");
            assert_eq!(page.text("return document.querySelector('main h1').textContent"), title, "{query}");
            assert!(!page.text(shown).contains("Loading another"), "{query}");
        }
        // What could not be had is named, and what is shown instead is ours from its links on.
        let notice = page.text("return document.querySelector('#notice').textContent");
        assert!(notice.contains("data=data/none.bin"), "{notice}");
        let links =
            page.text("return [...document.querySelectorAll('main a[href^=\"?\"]')].map(a => a.href).join(' ')");
        assert!(links.contains("lang=en") && !links.contains("data="), "{links}");
    });
}

#[test]
fn where_nothing_runs_our_page_does_not_pass_for_it() {
    let site = Site::copy("other-failed");
    with_other_data(&site);
    let module =
        sizes::measure(&site.dir).unwrap().files.into_iter().find(|file| file.name.ends_with(".wasm")).unwrap();
    for ending in ["", ".br", ".gz"] {
        fs::remove_file(site.dir.join(format!("{}{ending}", module.name))).unwrap();
    }
    site.journey(DESKTOP, |page| {
        for words in ["404", "WebAssembly", "wasm", "TypeError"] {
            page.allow_console(words);
        }
        let own = "这里是本站自己的内容";
        for (query, says) in [(format!("?{DATA}"), true), (String::new(), false)] {
            page.visit(&query);
            page.wait_for("html[data-state=failed]");
            let seen = page.text("return document.body.innerText");
            assert_eq!(seen.contains(own), says, "{query}");
            assert!(seen.contains("出海：中国 AI 为何走出去") && !seen.contains("正在载入"), "{query}");
        }
    });
}

#[test]
fn the_edition_in_one_file_says_that_it_cannot() {
    let site = Site::copy("other-one-file");
    with_other_data(&site);
    site.journey(DESKTOP, |page| {
        page.open(&format!("chuhai.html?{DATA}&lang=en"));
        let notice = page.text("return document.querySelector('#notice').textContent");
        assert!(notice.contains("data=data/ev.bin") && notice.contains("single-file edition"), "{notice}");
        assert_eq!(page.text("return document.title"), "Why Chinese AI is setting sail");
    });
}
