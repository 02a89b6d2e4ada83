//! The preferences that readers set in their system, browser or printer.

use std::io::Read as _;

use flate2::read::ZlibDecoder;
use serde_json::json;
use xtask::browser::{Screen, key};

use crate::harness::{DESKTOP, PHONE, Page, VIEWS, journey, probe};

/// The number of pixels of a canvas that have a colour, which is any CSS colour.
fn pixels(page: &Page, canvas: &str, colour: &str) -> u64 {
    let body = &probe("pixelsOfColour");
    page.evaluate(body, &[json!(canvas), json!(colour)]).as_u64().unwrap()
}

/// Waits until a canvas shows a colour.
fn wait_for_pixels(page: &Page, canvas: &str, colour: &str) {
    // The pictures follow the system a frame later.
    for _ in 0..80 {
        if pixels(page, canvas, colour) > 20 {
            return;
        }
        page.evaluate("return new Promise(done => requestAnimationFrame(() => done(null)))", &[]);
    }
    panic!("{canvas} shows no {colour}");
}

/// The body of a function that returns a system colour as it is computed.
fn system_colour(name: &str) -> String {
    format!(
        "const probe = document.body.appendChild(document.createElement('i')); probe.style.backgroundColor = '{name}'; \
         const colour = getComputedStyle(probe).backgroundColor; probe.remove(); return colour"
    )
}

#[test]
fn the_pictures_take_the_systems_forced_colours() {
    journey(DESKTOP, |page| {
        for scheme in ["light", "dark"] {
            page.set_media(&[("forced-colors", "active"), ("prefers-color-scheme", scheme)]);
            page.open("?view=explore&company=tencent");
            for view in VIEWS {
                let canvas = format!("#{view} canvas");
                wait_for_pixels(page, &canvas, "CanvasText");
                assert_eq!(pixels(page, &canvas, "#0070B8") + pixels(page, &canvas, "#73C3FE"), 0, "#{view}, {scheme}");
            }
            // Paper is the system's too, and what is chosen or focused has its highlight.
            assert_eq!(
                page.text("return getComputedStyle(document.body).backgroundColor"),
                page.text(&system_colour("Canvas"))
            );
            page.tab_into("timeline");
            page.press(&[key::RIGHT]);
            page.wait_for("#timeline .outline-focus:not([data-off])");
            let ring = "return getComputedStyle(document.querySelector('#timeline .outline-focus')).borderTopColor";
            assert_eq!(page.text(ring), page.text(&system_colour("Highlight")));
        }
        // Back to the page's own colours without a reload.
        page.set_media(&[("forced-colors", "none"), ("prefers-color-scheme", "light")]);
        wait_for_pixels(page, "#timeline canvas", "#0070B8");
    });
}

#[test]
fn more_contrast_is_given_to_texts_lines_and_pictures() {
    // Relative luminance as WCAG defines it.
    let ratio = "
        const style = getComputedStyle(document.documentElement);
        const colour = value => {
            const probe = document.body.appendChild(document.createElement('i'));
            probe.style.color = value;
            const parts = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
            probe.remove();
            return parts;
        };
        const luminance = token => {
            const parts = colour(style.getPropertyValue(token)).map(part => part / 255)
                .map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
            return .2126 * parts[0] + .7152 * parts[1] + .0722 * parts[2];
        };
        const paper = luminance('--paper');
        return arguments[0].filter(([token, least]) => {
            const [dark, light] = [luminance(token), paper].sort((a, b) => a - b);
            return !((light + .05) / (dark + .05) >= least);
        })";
    let wanted = json!([
        ["--ink", 15],
        ["--ink-2", 10],
        ["--ink-3", 7],
        ["--accent-ink", 7],
        ["--edge", 7],
        ["--muted-mark", 4.5]
    ]);
    journey(DESKTOP, |page| {
        for (theme, ink) in [("light", "#000000"), ("dark", "#FFFFFF")] {
            page.set_media(&[("prefers-contrast", "no-preference")]);
            page.open(&format!("?view=explore&theme={theme}"));
            assert_ne!(page.evaluate(ratio, std::slice::from_ref(&wanted)), json!([]), "asks for nothing in {theme}");
            let before = pixels(page, "#funding canvas", ink);
            page.set_media(&[("prefers-contrast", "more")]);
            assert_eq!(page.evaluate(ratio, std::slice::from_ref(&wanted)), json!([]), "too weak in {theme}");
            assert_eq!(before, 0, "the plain ink is not {ink}");
            wait_for_pixels(page, "#funding canvas", ink);
        }
    });
}

#[test]
fn nothing_moves_by_itself_where_the_reader_wants_less_motion() {
    journey(DESKTOP, |page| {
        page.set_media(&[("prefers-reduced-motion", "reduce")]);
        page.open("?view=explore");
        page.click("#map [data-id=mideast]");
        page.wait_for("#map [data-id=mideast][data-emphasis=selected]");
        let moving = page.evaluate(&probe("movingElements"), &[]);
        assert_eq!(moving, json!([]));
        assert_eq!(page.number("return document.getAnimations().length"), 0.0);
    });
}

/// Texts that something cuts off, and what makes the page scroll sideways.
const CUT: &str = "
    const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth
        ? ['the page scrolls sideways'] : [];
    const hidden = element => element.closest('.hidden, .items, .skip, [aria-hidden=true], svg')
        || getComputedStyle(element).clipPath === 'inset(50%)';
    const cut = [...document.querySelectorAll('body *')].filter(element => {
        if (hidden(element) || !element.checkVisibility() || !element.innerText?.trim()) return false;
        const { overflowX, overflowY } = getComputedStyle(element);
        const clips = value => value === 'hidden' || value === 'clip';
        const button = element.matches('button, [role=tab], label');
        return (clips(overflowX) || button) && element.scrollWidth > element.clientWidth + 1
            || (clips(overflowY) || button) && element.scrollHeight > element.clientHeight + 1;
    }).map(element => `${element.scrollWidth} × ${element.scrollHeight} in ${element.clientWidth} × ${element.clientHeight}: ${element.outerHTML.slice(0, 160)}`);
    return [...wide, ...cut]";

const ADDRESSES: [&str; 4] =
    ["view=explore", "view=explore&sel=event-alibaba-dc", "view=explore&region=mideast", "view=data"];

#[test]
fn wider_spaced_text_fits() {
    // The values of WCAG 2.1, 1.4.12.
    let space = &probe("widenText");
    journey(DESKTOP, |page| {
        for screen in [Screen { width_px: 1280, ..DESKTOP }, PHONE, Screen { width_px: 320, ..PHONE }] {
            page.set_screen(screen);
            for lang in ["zh", "en"] {
                for address in ADDRESSES {
                    page.open(&format!("?{address}&lang={lang}"));
                    page.evaluate(space, &[]);
                    assert_eq!(page.evaluate(CUT, &[]), json!([]), "{address}, {lang}, {} px", screen.width_px);
                }
            }
        }
    });
}

#[test]
fn the_page_can_be_zoomed() {
    // What a window of 1280 × 1024 has left at 200 % and at 400 %.
    journey(DESKTOP, |page| {
        for (width_px, height_px, device_pixel_ratio) in [(640, 512, 2.0), (320, 256, 4.0)] {
            page.set_screen(Screen { width_px, height_px, device_pixel_ratio, touch: false });
            for lang in ["zh", "en"] {
                for address in ADDRESSES {
                    page.open(&format!("?{address}&lang={lang}"));
                    assert_eq!(page.evaluate(CUT, &[]), json!([]), "{address}, {lang}, {width_px} px");
                    // What is fixed to the window leaves the page to be read.
                    let covered = page.number(&probe("coveredShare"));
                    assert!(covered < 0.6, "{covered} of the window is covered: {address}, {width_px} px");
                }
            }
        }
    });
}

#[test]
fn the_page_prints_as_a_report() {
    journey(DESKTOP, |page| {
        for (lang, heading) in [("zh", "出海：中国 AI 为何走出去"), ("en", "Why Chinese AI is setting sail")]
        {
            page.open(&format!("?view=explore&theme=dark&lang={lang}&sel=event-alibaba-dc"));
            page.wait_for_details();
            // The browser's own printing fires this, and then looks at the page.
            page.set_medium("print");
            page.evaluate("dispatchEvent(new Event('beforeprint'))", &[]);
            page.wait("the pictures as lines", "return document.querySelectorAll('.printed svg').length === 3", &[]);
            let seen = page.evaluate(&probe("usablePage"), &[]);
            let text = seen["text"].as_str().unwrap();
            assert!(text.contains(heading), "no {heading}");
            // All records print from the data view alone.
            assert_eq!(seen["evidence"], json!(0));
            assert_eq!(seen["dark"], json!("light"), "dark paper");
            assert_eq!(seen["controls"], json!([]));
            assert_eq!(seen["canvases"], json!(0));
            assert!(
                seen["lines"].as_array().unwrap().iter().all(|lines| lines.as_u64() > Some(10)),
                "{}",
                seen["lines"]
            );
            assert_eq!(seen["tables"], json!(3), "each view's table is printed");
            assert_eq!(seen["folded"], json!(0), "something is folded away");
            let link = page.text(
                "return getComputedStyle(document.querySelector('.panel .checks a[href^=http]'), '::after').content",
            );
            assert!(link.contains("https://"), "the address of a link is not printed: {link}");
            page.evaluate("dispatchEvent(new Event('afterprint'))", &[]);
            page.set_medium("");
            page.wait("the screen's pictures", "return document.querySelectorAll('.printed').length === 0", &[]);

            // And in the file: several sheets, letters as letters, no picture made of pixels.
            let pdf = page.pdf();
            let count = |needle: &[u8]| pdf.windows(needle.len()).filter(|at| *at == needle).count();
            assert!((3..=9).contains(&sheets(&pdf)), "{} sheets", sheets(&pdf));
            assert!(count(b"/ToUnicode") > 0, "no text that can be copied");
            assert_eq!(count(b"/Subtype /Image"), 0, "a picture made of pixels");
            assert!(curves(&pdf) > 300, "{} curves and lines", curves(&pdf));
        }
    });
}

/// The number of sheets of paper that the document takes.
pub fn sheets(pdf: &[u8]) -> usize {
    [&b"/Type /Page\n"[..], b"/Type/Page\n"]
        .iter()
        .map(|page| pdf.windows(page.len()).filter(|at| at == page).count())
        .sum()
}

/// The number of segments of the document's drawing operators.
fn curves(pdf: &[u8]) -> usize {
    let mut segments = 0;
    let mut rest = pdf;
    while let Some(at) = rest.windows(7).position(|word| word == b"stream\n") {
        rest = &rest[at + 7..];
        let mut content = Vec::new();
        if ZlibDecoder::new(rest).read_to_end(&mut content).is_ok() || !content.is_empty() {
            segments += content
                .split(|byte| *byte == b'\n')
                .filter(|line| line.ends_with(b" l") || line.ends_with(b" c"))
                .count();
        }
    }
    segments
}
