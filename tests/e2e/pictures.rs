//! Pictures as files: what a reader saves says what it is and where it is from, without the page.

use std::path::Path;
use std::thread;

use chuhai_charts::theme::{ColorToken, Rgb, Scheme};
use chuhai_core::text::{Lang, phrases};
use serde_json::{Value, json};
use xtask::paths;

use crate::harness::{DESKTOP, PHONE, Page, VIEWS, journey, probe};
use crate::tables::FACTS;

/// Presses a button of the group below a picture and returns the file.
fn saved(page: &Page, group: &str, name: &str, lang: Lang, format: &str) -> Vec<u8> {
    // Journeys run beside each other, each with a folder of its own.
    let dir = paths::target().join("e2e/pictures").join(format!("{:?}", thread::current().id()));
    page.allow_files(&dir);
    let button = if format == "svg" { 1 } else { 2 };
    page.click(&format!("{group} .save button:nth-child({button})"));
    let version = &FACTS.dataset.meta.version;
    page.saved(&dir.join(Path::new(&format!("chuhai-{name}-{}-{version}.{format}", lang.code()))))
}

fn hex(role: ColorToken, scheme: Scheme) -> String {
    let Rgb(r, g, b) = role.colour(scheme);
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// The findings of an XML parser in a document: its title, description and words, its size, its paper, and whatever could
/// run or be fetched.
fn parsed(page: &Page, document: &[u8]) -> Value {
    let body = &probe("parseSvg");
    page.evaluate(body, &[json!(std::str::from_utf8(document).expect("UTF-8"))])
}

/// Width, height and number of colours of a PNG.
fn pixels(bytes: &[u8]) -> (f64, f64, usize) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("pixels");
    let step = info.color_type.samples();
    let mut colours: Vec<&[u8]> = pixels[..info.buffer_size()].chunks(step).collect();
    assert!(colours.iter().all(|pixel| step < 4 || pixel[3] == 255), "paper lets nothing through");
    colours.sort_unstable();
    colours.dedup();
    (f64::from(info.width), f64::from(info.height), colours.len())
}

/// Asserts what both files of a picture say, and how large they are.
fn assert_files(page: &Page, group: &str, name: &str, lang: Lang, scheme: Scheme) -> (String, String) {
    let document = saved(page, group, name, lang, "svg");
    let found = parsed(page, &document);
    assert_eq!(found["broken"], json!(false), "{name}");
    assert_eq!(found["foreign"], json!([]), "{name}");
    assert_eq!(found["lang"], json!(lang.bcp47()));
    assert_eq!(found["paper"], json!(hex(ColorToken::Paper, scheme)), "{name}");
    let shown = |selector: &str| {
        let body = "return document.querySelector(arguments[0])?.textContent ?? ''";
        page.evaluate(body, &[json!(format!("{group} {selector}"))]).as_str().unwrap_or_default().to_owned()
    };
    let title = shown(":is(h2, .story-picture-title)");
    let summary = shown(".summary");
    assert!(!title.is_empty() && !summary.is_empty(), "{name}");
    assert_eq!((&found["title"], &found["desc"]), (&json!(title), &json!(summary)), "{name}");
    let without_spaces = |text: &str| text.split_whitespace().collect::<String>();
    let words = without_spaces(found["words"].as_str().expect("words"));
    let meta = &FACTS.dataset.meta;
    let page_title = phrases::PAGE_TITLE.get(lang);
    let own = page.text("return location.host");
    let article = meta.article_url.get(lang).trim_start_matches("https://");
    for said in [&*title, &summary, article, page_title, &own, &meta.version, "CC BY 4.0"] {
        assert!(words.contains(&without_spaces(said)), "{name}: no “{said}” in {words}");
    }
    let (width, height, colours) = pixels(&saved(page, group, name, lang, "png"));
    let size: Vec<f64> = serde_json::from_value(found["size"].clone()).expect("a size");
    assert!(
        (width - 2.0 * size[0]).abs() <= 1.0 && (height - 2.0 * size[1]).abs() <= 1.0,
        "{width} × {height}: {size:?}"
    );
    assert!(colours > 50, "{name} has {colours} colours");
    (String::from_utf8(document).expect("UTF-8"), words)
}

#[test]
fn each_picture_is_saved_with_its_words_in_both_languages() {
    journey(DESKTOP, |page| {
        for (lang, theme, scheme) in [(Lang::Zh, "light", Scheme::Light), (Lang::En, "dark", Scheme::Dark)] {
            page.open(&format!("?view=explore&theme={theme}&lang={}", lang.code()));
            for view in VIEWS {
                assert_files(page, &format!("#{view}"), view, lang, scheme);
            }
        }
        // The pictures of the story too, under the title they have there.
        page.open("?step=money");
        let (_, words) = assert_files(page, "#story .story-figure", "story-money", Lang::Zh, Scheme::Light);
        assert!(words.contains(&phrases::POSTER_SOURCE_SERIES.get(Lang::Zh).replace(' ', "")), "{words}");
    });
}

#[test]
fn what_is_saved_is_what_is_seen() {
    journey(DESKTOP, |page| {
        page.open("?view=explore&theme=light");
        let chosen = hex(ColorToken::AccentFill, Scheme::Light);
        let (plain, _) = assert_files(page, "#map", "map", Lang::Zh, Scheme::Light);
        assert!(!plain.contains(&chosen));
        page.click("#map [data-id=mideast]");
        page.wait_for("#map [data-id=mideast][data-emphasis=selected]");
        let (selected, _) = assert_files(page, "#map", "map", Lang::Zh, Scheme::Light);
        assert!(selected.contains(&chosen), "the selection is in the picture");
        // Zoomed in, what is far away is not in the picture, and what is in it is larger.
        let zoom_in = format!("#map [aria-label='{}']", phrases::VIEW_ZOOM_IN.get(Lang::Zh));
        for _ in 0..3 {
            page.click(&zoom_in);
        }
        let (zoomed, _) = assert_files(page, "#map", "map", Lang::Zh, Scheme::Light);
        assert_ne!(zoomed, selected);
        // What the system forces on a page is for its reader alone.
        page.set_media(&[("forced-colors", "active"), ("prefers-color-scheme", "light")]);
        page.open("?view=funding&theme=light");
        assert_files(page, "#funding", "funding", Lang::Zh, Scheme::Light);
    });
}

#[test]
fn the_buttons_are_large_enough_for_fingers_and_named_for_listeners() {
    journey(PHONE, |page| {
        for lang in Lang::ALL {
            page.open(&format!("?view=explore&lang={}", lang.code()));
            for view in VIEWS {
                let title = page.text(&format!("return document.querySelector('#{view} h2').textContent"));
                for (button, format) in [(1, "SVG"), (2, "PNG")] {
                    let selector = format!("#{view} .save button:nth-child({button})");
                    let name = phrases::POSTER_SAVE_AS.fill(lang, &[("view", &title), ("format", format)]);
                    let body = &probe("saveButton");
                    assert_eq!(page.evaluate(body, &[json!(selector)]), json!([name, true]), "{selector}");
                }
            }
            // By touch as by mouse.
            let dir = paths::target().join("e2e/pictures-by-touch");
            page.allow_files(&dir);
            page.tap("#funding .save button:nth-child(1)");
            let name = format!("chuhai-funding-{}-{}.svg", lang.code(), FACTS.dataset.meta.version);
            assert_eq!(parsed(page, &page.saved(&dir.join(name)))["broken"], json!(false));
        }
    });
}
