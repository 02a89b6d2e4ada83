//! `<chuhai-story>` in a page of another site, the sample post, and the Share panel's preview of either.

use std::fs;

use serde_json::{Value, json};
use xtask::browser::key;
use xtask::paths;

use crate::harness::{DESKTOP, PHONE, Page, journey, probe};

/// Writes down the events of the elements.
const WATCH: &str = "<script>window.bare = query => query.replace(/(^|&)lang=\\w\\w/, '').replace(/^&/, ''); window.events = []; for (const type of ['chuhai:ready', 'chuhai:height', 'chuhai:change'])\
    addEventListener(type, event => events.push([type, event.target.id, event.detail]));</script>";

/// Opens a host with this policy, our script in this form and this body.
fn open_host(page: &Page, script: &str, body: &str) {
    let home = page.home();
    page.open_elsewhere(&format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Host</title>{WATCH}<script {script} src='{home}embed.js'></script>{body}"
    ));
}

/// The value of an attribute of an element's frame.
fn of_frame(page: &Page, what: &str) -> Value {
    page.evaluate(
        &format!("return document.querySelector('chuhai-story').shadowRoot.querySelector('iframe').{what}"),
        &[],
    )
}

fn wait_for_event(page: &Page, what: &str, test: &str) {
    page.wait(what, &format!("return events.some(([type, id, detail]) => {test})"), &[]);
}

#[test]
fn the_element_makes_a_titled_lazy_sandboxed_frame_that_is_as_high_as_it_would_like_to_be() {
    for script in ["", "defer", "async", "type=module crossorigin=x"] {
        journey(DESKTOP, |page| {
            // A module of another site needs its leave, which a static host need not give.
            if script.starts_with("type") {
                let served = fs::read_to_string(paths::dist().join("embed.js")).unwrap();
                let home = page.home();
                page.open_elsewhere(&format!(
                    "<!doctype html><html lang=en><title>Host</title>{WATCH}<script type=module>{served}</script>\
                     <chuhai-story id=a lang=en step=money src='{home}'><a href='{home}'>Link</a></chuhai-story>"
                ));
            } else {
                let body =
                    "<chuhai-story id=a lang=en step=money><a href='https://example.org/'>Link</a></chuhai-story>";
                open_host(page, script, body);
            }
            wait_for_event(
                page,
                "it to be ready",
                "type === 'chuhai:ready' && id === 'a' && detail.dataset.length === 8",
            );
            wait_for_event(page, "a height", "type === 'chuhai:height' && detail.height > 300");
            let src = of_frame(page, "src");
            let home = page.home();
            assert_eq!(src, format!("{home}?lang=en&step=money&theme=auto&embed=1"));
            assert_eq!(of_frame(page, "title"), "Why Chinese AI is setting sail");
            assert_eq!(of_frame(page, "loading"), "lazy");
            let sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads";
            assert_eq!(of_frame(page, "sandbox.value"), sandbox);
            let height = page.evaluate("return events.findLast(([type]) => type === 'chuhai:height')[2].height", &[]);
            assert_eq!(of_frame(page, "offsetHeight"), height);
            let seen = "return document.querySelector('chuhai-story a').checkVisibility()";
            assert_eq!(page.evaluate(seen, &[]), json!(false), "the link is for where there is no frame");
        });
    }
}

#[test]
fn attributes_and_links_drive_it_without_loading_it_anew() {
    journey(DESKTOP, |page| {
        let home = page.home().to_owned();
        open_host(
            page,
            "",
            &format!(
                "<p><a id=rules href='{home}?step=rules' data-chuhai=a>Rules</a> <a id=first href='{home}?view=map&amp;region=sea' data-chuhai>Sea</a> \
                 <a id=nobody href='#nobody' data-chuhai=nobody>Nobody</a></p>\
                 <chuhai-story id=a lang=en></chuhai-story>"
            ),
        );
        wait_for_event(page, "it to be ready", "type === 'chuhai:ready'");
        let set = |name: &str, value: &str| {
            page.evaluate("document.querySelector('#a').setAttribute(...arguments)", &[json!(name), json!(value)]);
        };
        let shows = |query: &str| {
            let test = format!("type === 'chuhai:change' && bare(detail.query) === '{query}'");
            wait_for_event(page, query, &test);
        };
        set("step", "money");
        shows("step=money");
        set("theme", "dark");
        shows("theme=dark&step=money");
        page.evaluate("document.querySelector('#a').removeAttribute('theme')", &[]);
        page.click("#rules");
        shows("step=rules");
        page.click("#first");
        shows("view=map&region=sea");
        page.evaluate("events.length = 0", &[]);
        set("lang", "zh-Hans");
        shows("step=money");
        assert_eq!(of_frame(page, "title"), "出海：中国 AI 为何走出去");
        page.evaluate("document.querySelector('#a').show('?view=funding')", &[]);
        shows("view=funding");
        page.click("#nobody");
        assert_eq!(page.text("return location.hash"), "#nobody", "a link to nobody is a link");
        assert_eq!(page.number("return events.filter(([type]) => type === 'chuhai:ready').length"), 0.0);
        // Another page is another page.
        set("src", &format!("{home}en/"));
        page.wait("it anew", "return events.filter(([type]) => type === 'chuhai:ready').length === 1", &[]);
    });
}

/// The frame never shows the host in itself, wherever the script came from.
#[test]
fn the_element_finds_its_page_or_says_that_it_does_not() {
    journey(DESKTOP, |page| {
        let home = page.home().to_owned();
        // Imported, the script knows where it was imported from, whatever other scripts of its name the host has.
        page.open_elsewhere(&format!(
            "<!doctype html><html lang=en><title>Host</title>{WATCH}<script type=text/plain src='https://social.example/embed.js'></script>\
             <script type=module>import '{home}embed.js'</script><chuhai-story id=a lang=EN-gb step=money></chuhai-story>"
        ));
        wait_for_event(page, "it to be ready", "type === 'chuhai:ready' && id === 'a'");
        assert_eq!(of_frame(page, "src"), format!("{home}?lang=en&step=money&theme=auto&embed=1"));
        // As part of another script it has to be given the address.
        let served = fs::read_to_string(paths::dist().join("embed.js")).unwrap();
        page.allow_console("no page found");
        for (script, src) in [
            ("", ""),
            ("type=module", ""),
            ("", "src=''"),
            ("", "src='?a=1'"),
            ("", "src='javascript:1'"),
            ("", "src='https://'"),
        ] {
            page.open_elsewhere(&format!(
                "<!doctype html><html lang=en><title>Host</title><script {script}>{served}</script>\
                 <chuhai-story {src}><a href='{home}'>Link</a></chuhai-story>"
            ));
            page.wait("the words", &probe("isMissingPageSaid"), &[]);
            let frames = "return document.querySelector('chuhai-story').shadowRoot.querySelectorAll('iframe').length";
            assert_eq!(page.number(frames), 0.0, "{script} {src}");
            page.evaluate("document.querySelector('chuhai-story').setAttribute('src', arguments[0])", &[json!(home)]);
            page.wait(
                "the page",
                "return document.querySelector('chuhai-story').shadowRoot.querySelector('iframe[sandbox]')",
                &[],
            );
        }
    });
}

#[test]
fn a_link_to_a_step_shows_the_step_in_an_element_of_any_view() {
    journey(DESKTOP, |page| {
        let home = page.home().to_owned();
        open_host(
            page,
            "",
            &format!(
                "<p><a id=rules href='{home}?step=rules' data-chuhai=a>Rules</a> <a id=sea href='{home}?region=sea' data-chuhai=a>Sea</a> \
                 <a id=both href='{home}?step=money&amp;view=funding' data-chuhai=a>Both</a></p>\
                 <chuhai-story id=a lang=en view=map></chuhai-story>"
            ),
        );
        wait_for_event(page, "it to be ready", "type === 'chuhai:ready'");
        for (link, shown) in
            [("#rules", "step=rules"), ("#sea", "view=map&region=sea"), ("#both", "view=funding&step=money")]
        {
            page.click(link);
            wait_for_event(page, shown, &format!("type === 'chuhai:change' && bare(detail.query) === '{shown}'"));
        }
    });
}

#[test]
fn what_a_link_asks_before_the_frame_is_there_is_shown_then() {
    journey(DESKTOP, |page| {
        let home = page.home().to_owned();
        open_host(
            page,
            "",
            &format!(
                "<style>p {{ margin-bottom: 9000px }}</style><p><a href='{home}?step=hope' data-chuhai=a>Hope</a></p>\
                 <chuhai-story id=a lang=en></chuhai-story>"
            ),
        );
        assert_eq!(page.number("return events.length"), 0.0, "far below it is not loaded");
        page.click("a");
        wait_for_event(page, "the step", "type === 'chuhai:change' && bare(detail.query) === 'step=hope'");
        let seen = "return document.querySelector('#a').getBoundingClientRect().top < innerHeight";
        assert_eq!(page.evaluate(seen, &[]), json!(true), "it was brought into view");
    });
}

#[test]
fn it_works_under_a_strict_policy_and_believes_its_own_frame_alone() {
    journey(DESKTOP, |page| {
        let home = page.home().to_owned();
        let origin = home.trim_end_matches('/');
        // The journey's own scripts run past the policy; the element's style must not need to.
        page.open_elsewhere(&format!(
            "<!doctype html><html lang=en><meta charset=utf-8><title>Host</title>\
             <meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src {origin} 'nonce-host'; frame-src {origin}\">\
             <script nonce=host>window.events = []; for (const type of ['chuhai:ready', 'chuhai:height', 'chuhai:change'])\
                 addEventListener(type, event => events.push([type, event.target.id, event.detail]))</script>\
             <script src='{home}embed.js'></script><chuhai-story id=a lang=en></chuhai-story>"
        ));
        wait_for_event(page, "a height", "type === 'chuhai:height'");
        let before = page.number("return events.length");
        let height = of_frame(page, "offsetHeight");
        assert!(height.as_f64().unwrap() > 300.0 && of_frame(page, "offsetWidth").as_f64().unwrap() > 1000.0);
        // From the host's own window, in every shape.
        for message in [
            json!({ "type": "chuhai:height", "height": 77 }),
            json!({ "type": "chuhai:ready", "version": "1", "dataset": "x" }),
            json!({ "type": "chuhai:change", "query": "", "selection": null }),
        ] {
            page.evaluate("postMessage(arguments[0], '*')", &[message]);
        }
        // From the frame's, in shapes that are none.
        page.evaluate(&probe("sayWrongHeights"), &[json!(origin)]);
        page.evaluate("return new Promise(done => { addEventListener('message', done, { once: true }); postMessage('last', '*') }).then(() => 1)", &[]);
        assert_eq!(page.number("return events.length"), before);
        assert_eq!(of_frame(page, "offsetHeight"), height);
        // What has the shape does count.
        page.evaluate(&probe("sayRightHeight"), &[json!(origin)]);
        assert_eq!(of_frame(page, "offsetHeight"), 377);
    });
}

#[test]
fn the_script_is_small() {
    let dist = paths::dist();
    let size = |name: &str| fs::metadata(dist.join(name)).unwrap().len();
    assert!(size("embed.js.br") < 2000, "{} bytes", size("embed.js.br"));
    assert!(size("embed.js.gz") < 2200, "{} bytes", size("embed.js.gz"));
}

#[test]
fn the_sample_post_drives_its_embed() {
    for screen in [DESKTOP, PHONE] {
        journey(screen, |page| {
            // On the page's own site the sandbox shuts nothing; elsewhere it does.
            page.allow_console("can escape its sandboxing");
            page.visit("embed-demo.html");
            page.wait(
                "the frame",
                "return document.querySelector('chuhai-story').shadowRoot?.querySelector('iframe').style.height",
                &[],
            );
            page.evaluate(
                "window.events = []; addEventListener('chuhai:change', event => events.push(['chuhai:change', event.target.id, event.detail]))",
                &[],
            );
            for (link, query) in [
                ("[href*='step=money'][href*='lang=zh']", "step=money"),
                ("[href*='region=sea']", "view=map&region=sea"),
                ("[href*='lang=en'][href*='step=checked']", "lang=en&step=checked"),
            ] {
                page.click(&format!("a[data-chuhai]{link}"));
                wait_for_event(page, query, &format!("detail.query === '{query}'"));
                assert!(page.text("return location.pathname").ends_with("/embed-demo.html"), "the post stays");
            }
            let aside = page.number("return document.documentElement.scrollWidth - innerWidth");
            assert!(aside <= 0.0, "it scrolls sideways by {aside}");
        });
    }
}

#[test]
fn the_panel_previews_and_hands_out_either_form() {
    for screen in [DESKTOP, PHONE] {
        journey(screen, |page| {
            page.allow_console("can escape its sandboxing");
            page.open("?view=story&lang=en");
            page.click_shown("header button.send");
            page.wait_for("dialog[open]");
            let again = page.requests().into_iter().find(|address| address.contains("embed=1"));
            assert_eq!(again, None, "the page is loaded a second time only for who asks");
            page.evaluate(
                "const list = document.querySelector('#send-step'); list.value = '5'; list.dispatchEvent(new Event('change', { bubbles: true }))",
                &[],
            );
            let code = "return document.querySelector('#send-code').value";
            page.wait("the step", "return document.querySelector('#send-code').value.includes('step=money')", &[]);
            page.click("dialog summary");
            let src = page.text("return document.querySelector('.send-preview iframe').src");
            let markup = page.text(code);
            assert!(markup.contains(&format!("src=\"{}\"", src.replace('&', "&amp;"))), "{src} is not in {markup}");
            let fits = &probe("previewFits");
            page.wait("a preview that fits", fits, &[]);
            page.inside_frame(|| {
                page.wait_for("[data-step=money].step-now");
            });
            page.click("dialog .send-choice:nth-of-type(4) button:last-child");
            page.wait(
                "the element",
                "return document.querySelector('#send-code').value.includes('<chuhai-story ')",
                &[],
            );
            let markup = page.text(code);
            let home = page.home();
            assert!(
                markup.starts_with(&format!("<script src=\"{home}embed.js\" async></script>\n<chuhai-story")),
                "{markup}"
            );
            assert!(markup.contains(" step=\"money\"") && markup.contains("lang=\"en\""), "{markup}");
            page.press(&[key::ESCAPE]);
            page.wait("the panel to close", "return !document.querySelector('dialog')", &[]);
        });
    }
}
