//! The page in a frame on another site: what it says to its host, what a host can make it show and what not, and how
//! high it would like to be.

use serde_json::{Value, json};
use xtask::browser::Screen;

use crate::harness::{DESKTOP, Page, journey, probe};

/// A host that writes down what its frame says, and can speak to it.
const HOST: &str = "<script>\
    window.heard = [];\
    window.frame = () => document.querySelector('iframe').contentWindow;\
    addEventListener('message', event => { if (event.source === frame()) heard.push(event.data); });\
    window.of = type => heard.filter(data => data.type === type);\
    window.bare = query => query.replace(/(^|&)lang=\\w\\w/, '').replace(/^&/, '');\
    </script>";

/// Opens a host with the page in a frame of this size, showing `query`, and waits until it has said its height.
pub fn open_host(page: &Page, query: &str, (width_px, height_px): (u32, u32), more: &str) {
    let home = page.home();
    page.open_elsewhere(&format!(
        "<!doctype html><html lang=en><title>Host</title>{HOST}\
         <iframe id=chart src='{home}?embed=1&amp;{query}' width={width_px} height={height_px} title=x></iframe>{more}"
    ));
    page.wait("a height", "return of('chuhai:height').length > 0", &[]);
}

/// Says something to the frame.
pub fn say(page: &Page, message: &Value) {
    page.evaluate("frame().postMessage(arguments[0], '*')", std::slice::from_ref(message));
}

/// The state that the page reports to its host, after everything said before. Without the language, which is said only where it is not
/// the browser's, and what that is in a frame of another site differs.
pub fn shown(page: &Page) -> Value {
    let body = &probe("askWhatIsShown");
    let asked = page.evaluate(body, &[]);
    page.wait("an answer", &probe("answerAfter"), &[asked])
}

/// Waits until the page says that it shows this.
fn wait_for_change(page: &Page, query: &str, selection: Value) {
    let body = &probe("lastChangeIs");
    page.wait(&format!("the news {query}"), body, &[json!(query), selection]);
}

#[test]
fn the_host_hears_that_the_page_is_ready_how_high_it_would_be_and_what_it_shows() {
    journey(DESKTOP, |page| {
        open_host(page, "lang=en", (850, 450), "");
        let heard = page.evaluate("return heard", &[]);
        let ready = &heard[0];
        let keys = "return Object.keys(heard[0]).sort().join()";
        assert_eq!((&ready["type"], page.text(keys).as_str()), (&json!("chuhai:ready"), "dataset,type,version"));
        assert_eq!(ready["dataset"].as_str().unwrap().len(), 8, "{ready}");
        assert!(ready["version"].as_str().unwrap().split('.').count() == 3, "{ready}");
        let height = &heard[1]["height"];
        assert!(height.is_u64(), "whole pixels: {height}");
        assert_eq!(heard[1], json!({ "type": "chuhai:height", "height": height }));
        assert_eq!(heard[2], json!({ "datawrapper-height": { "chuhai": height } }));
        assert_eq!(heard[3], json!({ "sentinel": "amp", "type": "embed-size", "height": height }));
        assert_eq!(heard.as_array().unwrap().len(), 4, "nothing else: {heard}");

        assert_eq!(shown(page), json!({ "type": "chuhai:change", "query": "", "selection": null }));
        say(page, &json!({ "type": "chuhai:set", "query": "step=money" }));
        wait_for_change(page, "step=money", Value::Null);
        page.inside_frame(|| {
            page.wait_for("[data-step=money].step-now");
            page.evaluate("document.querySelector('.story-bar .button-main').click()", &[]);
        });
        wait_for_change(page, "step=hope", Value::Null);
        page.inside_frame(|| {
            page.evaluate("document.querySelector('.step-evidence .step-record').click()", &[]);
        });
        let last = page.wait("a selection", "return of('chuhai:change').at(-1).selection", &[]);
        say(page, &json!({ "type": "chuhai:set", "query": "?view=map&region=sea~mideast&lang=zh&theme=dark" }));
        wait_for_change(page, "theme=dark&view=map&region=sea~mideast", Value::Null);
        assert_ne!(last, Value::Null);
        page.inside_frame(|| {
            page.wait_for("#map [data-id=sea][data-emphasis=selected]");
            assert_eq!(
                page.text("return document.documentElement.lang + document.documentElement.dataset.theme"),
                "zh-Hansdark"
            );
        });
    });
}

#[test]
fn a_gesture_is_reported_when_it_is_done() {
    journey(DESKTOP, |page| {
        open_host(page, "view=timeline", (1100, 600), "");
        let changes = |page: &Page| page.number("return of('chuhai:change').length");
        page.inside_frame(|| {
            page.wait_for("#timeline canvas");
            // The frame's own pixels lead to those of the window: it is in the corner, after a margin of 8.
            let middle = page.evaluate(&probe("dragStartOnTimeline"), &[]);
            page.evaluate("window.at = arguments[0]", &[middle]);
        });
        let corner = page.evaluate(
            "const box = document.querySelector('iframe').getBoundingClientRect(); return [box.left, box.top]",
            &[],
        );
        let mut at = (0.0, 0.0);
        page.inside_frame(|| {
            at = (page.number("return at[0]"), page.number("return at[1]"));
        });
        let start = (at.0 + corner[0].as_f64().unwrap(), at.1 + corner[1].as_f64().unwrap());
        let before = changes(page);
        page.drag_shifted(start, (start.0 + 240.0, start.1));
        page.wait("one change", "return of('chuhai:change').length > arguments[0]", &[json!(before)]);
        let said = shown(page);
        assert!(said["query"].as_str().unwrap().contains("t="), "{said}");
        // The change and the answer to the question: no step of the drag was reported.
        assert!(changes(page) - before <= 2.0, "{} changes", changes(page) - before);
    });
}

#[test]
fn nothing_else_a_host_says_changes_anything() {
    journey(DESKTOP, |page| {
        // A host's mistakes are reported to its maker.
        page.allow_console("chuhai:set: not understood");
        open_host(
            page,
            "lang=en&step=money",
            (850, 450),
            "<iframe id=sibling srcdoc='<script>onmessage = () => { parent.document.querySelector(`#chart`).contentWindow\
                 .postMessage({ type: `chuhai:set`, query: `step=hope` }, `*`); parent.sent = true; }</script>' hidden></iframe>",
        );
        let before = shown(page);
        assert_eq!(before["query"], "step=money");
        let long = "x".repeat(100_000);
        for message in [
            json!(null),
            json!(7),
            json!([]),
            json!("chuhai:set"),
            json!("[iFrameSizer]<img src=x>:8:false:false"),
            json!(["chuhai:set", "step=hope"]),
            json!({ "type": "chuhai:set" }),
            json!({ "type": "chuhai:set", "query": 7 }),
            json!({ "type": "chuhai:set", "query": ["step=hope"] }),
            json!({ "type": "chuhai:set", "query": { "step": "hope" } }),
            json!({ "type": "chuhai:set", "query": format!("step=hope&q={long}") }),
            json!({ "type": "chuhai:Set", "query": "step=hope" }),
            json!({ "type": ["chuhai:set"], "query": "step=hope" }),
            json!({ "type": "chuhai:eval", "query": "step=hope" }),
            json!({ "type": long, "query": "step=hope" }),
            json!({ "kind": "chuhai:set", "query": "step=hope" }),
        ] {
            say(page, &message);
        }
        page.evaluate("document.querySelector('#sibling').contentWindow.postMessage('go', '*')", &[]);
        page.wait("the sibling's word", "return window.sent", &[]);
        assert_eq!(shown(page), before);

        // A query changes what is shown, and neither the facts nor the page.
        say(
            page,
            &json!({ "type": "chuhai:set",
            "query": "step=money&embed=0&d=00000000&data=https%3A%2F%2Fevil.example%2Fx.bin&n=9&onload=alert(1)" }),
        );
        assert_eq!(shown(page), before);
        say(
            page,
            &json!({ "type": "chuhai:set", "query": "view=explore&q=%3Cimg%20src%3Dx%20onerror%3Dparent.hit%3D1%3E&region=atlantis&sel=%22%3E%3Cscript%3E" }),
        );
        let said = shown(page);
        assert_eq!(said["query"], "q=%3Cimg%20src%3Dx%20onerror%3Dparent.hit%3D1%3E", "{said}");
        page.inside_frame(|| {
            assert_eq!(page.count("main img, main script"), 0);
            assert_eq!(
                page.text("return document.querySelector('#notice').textContent"),
                "",
                "a reader is not alarmed"
            );
            assert_eq!(page.count(".page-embed"), 1);
        });
        assert_eq!(page.evaluate("return window.hit ?? null", &[]), Value::Null);
        assert_eq!(page.number("return of('chuhai:ready').length"), 1.0, "it was not loaded anew");
    });
}

/// Waits for some frames at a time, until no height was reported meanwhile.
fn wait_for_stable_height(page: &Page) {
    for _ in 0..20 {
        let before = page.number("return of('chuhai:height').length");
        for _ in 0..3 {
            shown(page);
            page.evaluate("return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))", &[]);
        }
        if page.number("return of('chuhai:height').length") == before {
            return;
        }
    }
    panic!(
        "heights do not become stable: {}",
        page.evaluate("return of('chuhai:height').map(data => data.height)", &[])
    );
}

#[test]
fn a_host_that_follows_the_height_and_the_page_come_to_rest() {
    const FOLLOW: &str = "<script>addEventListener('message', ({ data }) => { \
        if (data?.type === 'chuhai:height') document.querySelector('iframe').height = data.height; });</script>";
    journey(Screen { height_px: 1400, ..DESKTOP }, |page| {
        for query in [
            "lang=zh",
            "lang=en&step=checked",
            "lang=en&view=map",
            "view=funding&lang=zh",
            "view=timeline&lang=zh",
            "view=data&lang=en",
            "view=explore&lang=zh",
            "lang=en&view=map&region=mideast",
        ] {
            for (width_px, start_px) in [(360, 640), (700, 150), (850, 450), (1100, 2000)] {
                let place = format!("{query} at {width_px} px");
                open_host(page, query, (width_px, start_px), FOLLOW);
                wait_for_stable_height(page);
                let said = page.evaluate("return of('chuhai:height').map(data => data.height)", &[]);
                let heights: Vec<u64> = said.as_array().unwrap().iter().filter_map(Value::as_u64).collect();
                let last = *heights.last().unwrap();
                assert!(heights.len() <= 4 && (300..=800).contains(&last), "{place}: {heights:?}");
                assert!(heights.windows(2).all(|pair| pair[0] != pair[1]), "{place}: said twice: {heights:?}");
                // Whatever the host does with it, the page asks for the same.
                for other in ["150px", "3000px"] {
                    page.evaluate("document.querySelector('iframe').style.height = arguments[0]", &[json!(other)]);
                    wait_for_stable_height(page);
                    let now = page.evaluate("return of('chuhai:height').at(-1).height", &[]);
                    assert_eq!(now, json!(last), "{place}, {other} high");
                }
                page.evaluate("document.querySelector('iframe').style.height = ''", &[]);
                wait_for_stable_height(page);
                page.inside_frame(|| {
                    let over = page.number("return document.documentElement.scrollHeight - innerHeight");
                    let long = last == 800;
                    assert!(long || over <= 0.0, "{place}: {over} px do not fit into the {last} that were asked for");
                    let aside = page.number("return document.documentElement.scrollWidth - innerWidth");
                    assert!(aside <= 0.0, "{place}: scrolls sideways by {aside}");
                });
            }
        }
    });
}

#[test]
fn iframe_resizer_is_answered_after_its_greeting_and_not_before() {
    journey(DESKTOP, |page| {
        open_host(page, "view=map&lang=en", (850, 450), "");
        let texts = "return heard.filter(data => typeof data === 'string')";
        shown(page);
        assert_eq!(page.evaluate(texts, &[]), json!([]), "before a greeting");
        say(page, &json!("[iFrameSizer]resize"));
        shown(page);
        assert_eq!(page.evaluate(texts, &[]), json!([]), "not for what is no greeting");
        say(
            page,
            &json!(
                "[iFrameSizer]chart-1:8:false:false:32:true:true:null:bodyOffset:null:null:0:false:parent:scroll:true"
            ),
        );
        shown(page);
        let height = page.number("return of('chuhai:height').at(-1).height");
        assert_eq!(page.evaluate(texts, &[]), json!([format!("[iFrameSizer]chart-1:{height}:850:init")]));
        // A narrower frame has another height.
        page.evaluate("document.querySelector('iframe').width = 500", &[]);
        page.wait("another height", "return of('chuhai:height').length > 1", &[]);
        shown(page);
        let height = page.number("return of('chuhai:height').at(-1).height");
        let last = page.text("return heard.filter(data => typeof data === 'string').at(-1)");
        assert_eq!(last, format!("[iFrameSizer]chart-1:{height}:500:size"));
    });
}

#[test]
fn what_a_host_says_before_the_page_listens_is_heard() {
    // As iframe-resizer does: a greeting when the frame has loaded its document, which the module is not part of.
    const EAGER: &str = "<script>document.addEventListener('load', () => { \
        frame().postMessage('[iFrameSizer]early:8:false:false:32:true:true:null', '*'); \
        frame().postMessage({ type: 'chuhai:set', query: 'step=hope' }, '*'); }, true);</script>";
    journey(DESKTOP, |page| {
        open_host(page, "lang=en", (850, 450), EAGER);
        let greeted = "return heard.some(data => typeof data === 'string' && data.startsWith('[iFrameSizer]early:'))";
        page.wait("the answer to the greeting", greeted, &[]);
        assert_eq!(shown(page)["query"], "step=hope");
    });
}

#[test]
fn a_page_that_stands_alone_says_nothing() {
    journey(DESKTOP, |page| {
        page.before_scripts("window.said = 0; addEventListener('message', () => said++)");
        page.open("?embed=1&lang=en");
        page.evaluate("postMessage({ type: 'chuhai:set', query: 'step=hope' }, '*')", &[]);
        page.wait("the message", "return said === 1", &[]);
        page.evaluate("return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))", &[]);
        assert_eq!(page.count("[data-step=voyages].step-now"), 1, "it is nobody's frame");
        assert_eq!(page.number("return said"), 1.0);
    });
}

#[test]
fn every_embed_fits_its_frame_and_leads_to_the_whole_page() {
    journey(DESKTOP, |page| {
        for (width_px, height_px) in [(850, 450), (700, 600), (1100, 600), (360, 640)] {
            let touch = width_px == 360;
            page.set_screen(Screen { width_px, height_px, device_pixel_ratio: 1.0, touch });
            for query in
                ["step=hope", "view=explore&region=sea", "view=map", "view=funding", "view=timeline", "view=data"]
            {
                for lang in ["zh", "en"] {
                    page.open(&format!("?embed=1&lang={lang}&{query}"));
                    let place = format!("{query}, {lang}, {width_px} × {height_px}");
                    let fits = page.evaluate(&probe("wayToWholePage"), &[json!(touch)]);
                    assert_eq!((&fits["aside"], &fits["seen"]), (&json!(0), &json!(true)), "{place}: {fits}");
                    assert_eq!((&fits["target"], &fits["chrome"]), (&json!("_blank"), &json!(0)), "{place}");
                    assert_eq!(fits["query"], format!("?lang={lang}&{query}").replace("view=explore&", ""), "{place}");
                    assert_ne!(fits["name"], "", "{place}");
                    let whole = ["step", "view=map", "view=funding"].iter().any(|part| query.contains(part));
                    assert!(!whole || fits["below"] == json!(0), "{place}: {fits}");
                    if query == "view=map" || query == "view=funding" {
                        let high =
                            page.number("return document.querySelector('.stage').getBoundingClientRect().height");
                        assert!(
                            high >= f64::from(height_px) * if touch { 0.33 } else { 0.45 },
                            "{place}: a picture of {high} px"
                        );
                    }
                }
            }
        }
    });
}

#[test]
fn who_leaves_the_story_in_a_frame_finds_back() {
    journey(DESKTOP, |page| {
        open_host(page, "lang=en&step=hope", (850, 600), "");
        page.inside_frame(|| {
            page.evaluate("document.querySelector('.step-leave').click()", &[]);
            page.wait_for("#map [data-id=sea][data-emphasis=selected]");
            assert_eq!(page.text("return document.querySelector('.embed-actions .tab').textContent"), "Story");
            page.evaluate("document.querySelector('.embed-actions .tab').click()", &[]);
            page.wait_for("[data-step=hope].step-now");
            assert_eq!(page.count(".embed-actions .tab"), 0);
        });
        open_host(page, "lang=en&view=explore", (850, 600), "");
        page.inside_frame(|| assert_eq!(page.count(".embed-actions .tab"), 0, "the host has chosen what is shown"));
    });
}

#[test]
fn each_step_in_a_frame_is_read_from_its_beginning() {
    journey(DESKTOP, |page| {
        for (width_px, height_px) in [(360, 640), (700, 600), (850, 450)] {
            open_host(page, "lang=en&step=who", (width_px, height_px), "");
            page.inside_frame(|| {
                let first = &probe("storyBodyFromItsTop");
                assert_eq!(page.evaluate(first, &[]), json!([0, true]), "{width_px} px");
                let scrolled = &probe("scrollStoryBody");
                assert_eq!(page.evaluate(scrolled, &[]), 120, "{width_px} px");
                page.evaluate("document.querySelector('.story-bar .button-main').click()", &[]);
                page.wait_for("[data-step=where].step-now");
                page.wait("its beginning", "return document.querySelector('.story-body').scrollTop === 0", &[]);
            });
        }
    });
}
