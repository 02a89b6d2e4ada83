//! The address: what it asks for is shown, and what it asks for in vain breaks nothing.

use serde_json::json;

use crate::harness::{DESKTOP, journey};

#[test]
fn an_address_opens_its_choice() {
    journey(DESKTOP, |page| {
        page.open("?sel=event-alibaba-dc&theme=dark&lang=en");
        page.wait_for("#timeline [data-id=event-alibaba-dc][data-emphasis=selected]");
        assert_eq!(page.text("return document.documentElement.dataset.theme"), "dark");
        assert_eq!(page.text("return document.documentElement.lang"), "en");
        assert_eq!(page.text("return document.querySelector('#notice').textContent.trim()"), "");
    });
}

#[test]
fn a_malformed_address_gives_one_notice_and_a_working_page() {
    for query in [
        "?region=atlantis&sel=%00&lang=xx&theme=%3Cscript%3E",
        "?region=~~~&company=huawei~nobody",
        "?sel=%F0%28%8C%28",
        "?sel=__proto__&region=%E4%B8%AD%E4%B8%9C",
        "?lang=&theme=&region=&sel=",
        "?region=mideast&region=atlantis",
        "?theme=%",
    ] {
        journey(DESKTOP, |page| {
            page.open(query);
            page.wait(
                "one notice",
                "return document.querySelector('#notice[role=alert]').textContent.trim() !== ''",
                &[],
            );
            assert_eq!(page.count("#notice"), 1);
            assert_eq!(page.count("#notice script, #notice img"), 0);
            page.click("#notice button");
            page.wait("the notice to go", "return document.querySelector('#notice').textContent.trim() === ''", &[]);
            page.click("#map [data-id=sea]");
            page.wait_for("#map [data-id=sea]");
            page.wait("an answer", "return document.querySelector('[data-emphasis=selected]') !== null", &[]);
        });
    }
}

#[test]
fn parameters_of_others_are_left_alone() {
    journey(DESKTOP, |page| {
        page.open("?utm_source=x&region=sea");
        assert_eq!(page.text("return document.querySelector('#notice').textContent.trim()"), "");
        page.click("#map [data-id=mideast]");
        page.wait_for("#map [data-id=mideast][data-emphasis=selected]");
        let pairs: Vec<String> = page.query().split('&').map(str::to_owned).collect();
        assert!(
            pairs.contains(&"utm_source=x".to_owned()) && pairs.contains(&"region=mideast".to_owned()),
            "{pairs:?}"
        );
    });
}

#[test]
fn the_theme_follows_the_system_until_the_reader_chooses() {
    journey(DESKTOP, |page| {
        let paper = "return getComputedStyle(document.body).backgroundColor";
        page.set_media(&[("prefers-color-scheme", "light")]);
        page.open("");
        let light = page.text(paper);
        page.set_media(&[("prefers-color-scheme", "dark")]);
        page.wait(
            "dark paper",
            "return getComputedStyle(document.body).backgroundColor !== arguments[0]",
            &[json!(light)],
        );
        let dark = page.text(paper);
        page.open("?theme=light&region=sea");
        assert_eq!(page.text(paper), light);
        page.open("?theme=dark");
        assert_eq!(page.text(paper), dark);
        // The reader's own choice: the last of the controls beside the languages is the dark one.
        page.set_media(&[("prefers-color-scheme", "light")]);
        page.open("?region=sea");
        page.click("header [role=group]:not(:has([data-lang])) button:last-child");
        page.wait(
            "dark paper",
            "return getComputedStyle(document.body).backgroundColor === arguments[0]",
            &[json!(dark)],
        );
        page.wait_for("#map [data-id=sea][data-emphasis=selected]");
        let pairs: Vec<String> = page.query().split('&').map(str::to_owned).collect();
        assert!(pairs.contains(&"theme=dark".to_owned()) && pairs.contains(&"region=sea".to_owned()), "{pairs:?}");
    });
}
