//! Addresses as other programs hand them on: escaped twice, or with the punctuation of their sentence.

use crate::harness::{DESKTOP, journey};

#[test]
fn an_address_that_was_escaped_twice_or_glued_to_its_sentence_shows_what_it_meant() {
    journey(DESKTOP, |page| {
        for (query, lang) in [
            ("?step=money&amp;embed=1&amp;lang=en", "en"),
            ("?step=money&#38;embed=1&#38;lang=en", "en"),
            ("?step=money%26amp%3Bembed=1%26amp%3Blang=en", "en"),
            ("?step=money。&embed=1&lang=zh-CN", "zh-Hans"),
            ("?step=Money）&embed=1。&lang=EN-US", "en"),
            ("?step＝money＆embed＝1＆lang＝zh_TW", "zh-Hans"),
        ] {
            page.open(query);
            page.wait_for(&format!("html[lang={lang}]"));
            page.wait_for("[data-step=money].step-now");
            page.wait("an embed", "return document.querySelector('[data-embed], .embed, [data-state=ready]')", &[]);
            assert_eq!(page.count("header button.share"), 0, "{query}: an embed has no chrome");
            assert_eq!(page.text("return document.querySelector('#notice')?.textContent ?? ''"), "", "{query}");
        }
        page.open("?step=moneyy。");
        page.wait("a notice", "return document.querySelector('#notice')?.textContent.includes('moneyy')", &[]);
    });
}
