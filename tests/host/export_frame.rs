//! Exported pictures and social cards: all texts inside the frame and without overlaps, in both languages.

use chuhai_charts::export::frame::{FrameText, compose, credits};
use chuhai_charts::export::social_card;
use chuhai_charts::funding;
use chuhai_charts::map::{self, MapBase};
use chuhai_charts::measure::FixedMeasure;
use chuhai_charts::paint::svg::svg;
use chuhai_charts::scene::{Anchor, Rect, Scene, Shape, Size, Weight};
use chuhai_charts::story::{self, LayoutOptions};
use chuhai_charts::theme::{ColorToken, Rgb, Scheme, SystemColors};
use chuhai_charts::timeline::{self, TimelineIndex};
use chuhai_core::dataset::package::fixture::tiny;
use chuhai_core::dataset::{Dataset, StoryView};
use chuhai_core::state::{Cameras, MapCamera, PageState, ResolvedFilter, State};
use chuhai_core::text::{Lang, phrases};

use super::data::{dataset, details};
use super::exported::{area, texts};
use super::snapshots;

/// An address too long for a line on a phone.
const PAGE: &str = "https://example.org/a/rather/long/way/down/to/the/story/of/chuhai/";
/// Boxes of pictures: a phone of 320 px, the funding chart's column, a desktop.
const BOXES: [(f64, f64); 3] = [(288.0, 300.0), (296.0, 352.0), (1028.0, 426.0)];

const VIEWS: [&str; 3] = ["map", "funding", "timeline"];

fn picture(view: &str, dataset: &Dataset, state: &State, (width_px, height_px): (f64, f64)) -> Scene {
    let focus = ResolvedFilter::new(state, dataset, None);
    let size = Size { width_px, height_px };
    match view {
        "map" => {
            let choice = map::MapFilter::new(dataset, focus);
            map::layout(&MapBase::new(dataset, size), dataset, state, &choice, &FixedMeasure)
        }
        "funding" => funding::layout(dataset, &focus, state, size, &FixedMeasure),
        _ => {
            let index = TimelineIndex::new(dataset, state.cameras.lanes);
            let choice = timeline::TimelineFilter::new(dataset, &index, focus);
            timeline::layout(dataset, &index, &choice, state, width_px, &FixedMeasure)
        }
    }
}

fn framed(view: &str, dataset: &Dataset, state: &State, room: (f64, f64)) -> (Scene, Scene) {
    let lang = state.page.lang;
    let picture = picture(view, dataset, state, room);
    let (title, note) = match view {
        "map" => (phrases::VIEW_MAP_TITLE, phrases::VIEW_MAP_NOTE),
        "funding" => (phrases::VIEW_FUNDING_TITLE, phrases::VIEW_FUNDING_NOTE),
        _ => (phrases::VIEW_TIMELINE_TITLE, phrases::VIEW_TIMELINE_NOTE),
    };
    let credits = credits(dataset, view == "funding", PAGE, lang);
    let words = FrameText { title: title.get(lang), note: note.get(lang), credits };
    let poster = compose(&picture, &words, &FixedMeasure);
    (picture, poster)
}

/// The texts that a poster adds to its picture. Their marks follow those of the paper around the picture, which covers what
/// lies beyond its edges.
fn added(poster: &Scene, picture: &Scene) -> Vec<(String, Rect)> {
    let before = 1 + picture.marks.len() + 4;
    let words = poster.marks[before..].iter().filter_map(|mark| match &mark.shape {
        Shape::Text(label) => Some((label.text.clone(), area(label))),
        _ => None,
    });
    words.collect()
}

#[test]
fn words_stand_around_the_picture_and_on_nothing() {
    let dataset = dataset();
    for view in VIEWS {
        for lang in Lang::ALL {
            for room in BOXES {
                let (picture, poster) = framed(
                    view,
                    &dataset,
                    &State { page: PageState { lang, ..PageState::default() }, ..State::default() },
                    room,
                );
                let sheet = Rect { x: 0.0, y: 0.0, w: poster.size.width_px, h: poster.size.height_px };
                let margin = (sheet.w - picture.size.width_px) / 2.0;
                assert!(margin >= 16.0);
                let words = added(&poster, &picture);
                let title = &words[0];
                let below = words.iter().position(|(_, place)| place.y > picture.size.height_px).expect("a caption");
                let top = words[below - 1].1;
                let drawn = Rect { x: margin, y: top.y + top.h, w: picture.size.width_px, h: picture.size.height_px };
                assert!(title.1.y >= margin, "{title:?}");
                for (ix, (text, place)) in words.iter().enumerate() {
                    assert!(
                        place.x >= margin && place.x + place.w <= sheet.w - margin + 0.01,
                        "{view} {room:?}: {text} is wider than the picture"
                    );
                    assert!(place.y + place.h <= sheet.h - margin + 6.0, "{view} {room:?}: {text} leaves the sheet");
                    assert!(!place.overlaps(&drawn), "{view} {room:?}: {text} lies on the picture");
                    for (other, taken) in &words[ix + 1..] {
                        assert!(!place.overlaps(taken), "{view} {room:?}: {text} on {other}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_poster_says_what_it_is_what_it_shows_and_where_it_is_from() {
    let dataset = dataset();
    for view in VIEWS {
        for lang in Lang::ALL {
            let (picture, poster) = framed(
                view,
                &dataset,
                &State { page: PageState { lang, ..PageState::default() }, ..State::default() },
                BOXES[0],
            );
            let said: String = added(&poster, &picture).into_iter().map(|(text, _)| text.replace(' ', "")).collect();
            let has = |text: &str| said.contains(&text.replace(' ', ""));
            let article = dataset.meta.article_url.get(lang).trim_start_matches("https://");
            for text in [&*picture.summary, article, PAGE.trim_start_matches("https://"), &dataset.meta.version] {
                assert!(has(text), "{view}: {text} is not in {said}");
            }
            assert!(has("CC BY 4.0") && has("creativecommons.org/licenses/by/4.0"), "{said}");
            assert!(has(phrases::PAGE_TITLE.get(lang)), "{said}");
            assert_eq!(has(phrases::POSTER_SOURCE_SERIES.get(lang)), view == "funding");
            assert_eq!(poster.summary, picture.summary);
            assert!(poster.items.is_empty(), "a poster is looked at");
        }
    }
    let nowhere = credits(&dataset, false, "", Lang::En);
    assert!(nowhere.iter().all(|line| !line.ends_with(", ")), "no address, and nothing that would lead to one");
}

#[test]
fn the_picture_in_a_poster_is_the_picture_moved_and_cut_off_at_its_edges() {
    let dataset = tiny();
    let state = State {
        cameras: Cameras { map: MapCamera { zoom: 6.0, centre: (0.7, 0.4) }, ..Cameras::default() },
        ..State::default()
    };
    let (picture, poster) = framed("map", &dataset, &state, BOXES[2]);
    let moved = &poster.marks[1..=picture.marks.len()];
    for (before, after) in picture.marks.iter().zip(moved) {
        assert_eq!((before.fill, before.stroke), (after.fill, after.stroke));
        if let (Shape::Text(before), Shape::Text(after)) = (&before.shape, &after.shape) {
            assert_eq!((&before.text, before.size_px), (&after.text, after.size_px));
            assert!((after.at.x - before.at.x - 24.0).abs() < 1e-9);
        }
    }
    // Zoomed in, land extends beyond the picture; the cover fills the sheet except for the picture's box.
    let cover: Vec<Rect> = poster.marks[picture.marks.len() + 1..][..4]
        .iter()
        .map(|mark| match mark {
            chuhai_charts::scene::Mark { shape: Shape::Rect(rect), fill: Some(ColorToken::Paper), .. } => *rect,
            other => panic!("{other:?} covers nothing"),
        })
        .collect();
    let covered: f64 = cover.iter().map(|rect| rect.w * rect.h).sum();
    let sheet = poster.size.width_px * poster.size.height_px;
    let shown = picture.size.width_px * picture.size.height_px;
    assert!((covered - (sheet - shown)).abs() < 1.0, "{covered} of {sheet} without {shown}");
    for (ix, rect) in cover.iter().enumerate() {
        assert!(cover[ix + 1..].iter().all(|other| !rect.overlaps(other)));
    }
}

#[test]
fn posters_look_as_they_did() {
    let dataset = tiny();
    let (_, wide) = framed(
        "funding",
        &dataset,
        &State { page: PageState { lang: Lang::En, ..PageState::default() }, ..State::default() },
        (520.0, 300.0),
    );
    snapshots::assert("poster-funding-en", &snapshots::scene(&wide));
    let (_, narrow) = framed("timeline", &dataset, &State::default(), BOXES[0]);
    let document = svg(&narrow, Scheme::Dark, Lang::Zh, "timeline", phrases::VIEW_TIMELINE_TITLE.get(Lang::Zh));
    snapshots::assert("poster-timeline-zh-narrow-svg", &document);
}

#[test]
fn a_file_is_light_or_dark_and_nothing_else() {
    let (black, white) = (Rgb(0, 0, 0), Rgb(255, 255, 255));
    let forced = |canvas, text| Scheme::Forced(SystemColors { canvas, text, gray: text, highlight: text });
    for (seen, kept) in [
        (Scheme::Light, Scheme::Light),
        (Scheme::Print, Scheme::Light),
        (Scheme::StrongLight, Scheme::Light),
        (forced(white, black), Scheme::Light),
        (Scheme::Dark, Scheme::Dark),
        (Scheme::StrongDark, Scheme::Dark),
        (forced(black, white), Scheme::Dark),
    ] {
        assert_eq!(seen.for_export(), kept, "{seen:?}");
    }
}

/// Every exported picture: its name and its document.
fn saved() -> Vec<(String, String)> {
    let (dataset, details) = (dataset(), details());
    let mut saved = Vec::new();
    for lang in Lang::ALL {
        let state = State { page: PageState { lang, ..PageState::default() }, ..State::default() };
        for scheme in [Scheme::Light, Scheme::Dark] {
            let mut keep = |name: &str, title: &str, scene: &Scene| {
                let file = format!("{name}-{}-{}", lang.code(), if scheme == Scheme::Dark { "dark" } else { "light" });
                saved.push((file, svg(scene, scheme, lang, name, title)));
            };
            for view in VIEWS {
                keep(view, "“Title” & <more>", &framed(view, &dataset, &state, BOXES[2]).1);
            }
            for step in &dataset.story {
                let room = LayoutOptions::new(Size { width_px: 640.0, height_px: 480.0 }, &FixedMeasure, &details);
                let (picture, _) = story::layout(&dataset, step, &state, &mut None, room);
                let credits = credits(&dataset, step.view == StoryView::Funding, PAGE, lang);
                let words = FrameText { title: step.picture.get(lang), note: "", credits };
                keep(&step.id, step.picture.get(lang), &compose(&picture, &words, &FixedMeasure));
            }
        }
    }
    saved
}

/// The elements allowed in an exported picture, with their attributes.
const SUBSET: [(&str, &[&str]); 7] = [
    (
        "svg",
        &[
            "xmlns",
            "width",
            "height",
            "viewBox",
            "xml:lang",
            "lang",
            "direction",
            "dir",
            "role",
            "aria-labelledby",
            "font-family",
            "stroke",
        ],
    ),
    ("title", &["id"]),
    ("desc", &["id"]),
    ("rect", &["x", "y", "width", "height", "fill", "stroke", "stroke-width"]),
    ("circle", &["cx", "cy", "r", "fill", "stroke", "stroke-width"]),
    ("path", &["d", "fill", "stroke", "stroke-width", "stroke-dasharray"]),
    (
        "text",
        &["x", "y", "font-size", "font-weight", "text-anchor", "fill", "stroke", "stroke-width", "stroke-linejoin"],
    ),
];

/// The tags of a document, each with its name and attributes.
fn tags(document: &str) -> Vec<(&str, Vec<(&str, &str)>)> {
    let inside = document.split('<').skip(1).map(|rest| rest.split_once('>').expect("a tag ends").0);
    inside
        .filter(|tag| !tag.starts_with('/'))
        .map(|tag| {
            let (name, mut rest) = tag.split_once([' ', '/']).unwrap_or((tag, ""));
            let mut attributes = Vec::new();
            while let Some((attribute, after)) = rest.split_once("=\"") {
                let (value, after) = after.split_once('"').expect("a value ends");
                attributes.push((attribute.trim(), value));
                rest = after;
            }
            assert!(rest.trim_matches(['/', ' ']).is_empty(), "{tag}");
            (name, attributes)
        })
        .collect()
}

#[test]
fn a_saved_picture_keeps_to_what_every_program_knows() {
    let folder = super::tree::root().join("target/test-saved");
    std::fs::create_dir_all(&folder).expect("a folder for looking at them");
    for (name, document) in saved() {
        std::fs::write(folder.join(format!("{name}.svg")), &document).expect("written");
        let is_number = |value: &str| value.parse::<f64>().is_ok();
        let mut halo: Option<(String, String, String)> = None;
        for (element, attributes) in tags(&document) {
            let known = SUBSET.iter().find(|(other, _)| *other == element);
            let (_, allowed) = known.unwrap_or_else(|| panic!("{name}: <{element}>"));
            let get = |wanted: &str| attributes.iter().find(|(other, _)| *other == wanted).map(|(_, value)| *value);
            for (attribute, value) in &attributes {
                assert!(allowed.contains(attribute), "{name}: {attribute} in <{element}>");
                let fits = match *attribute {
                    "fill" | "stroke" => {
                        let digits = value.strip_prefix('#').unwrap_or_default();
                        *value == "none" || digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
                    }
                    "x" | "y" | "cx" | "cy" | "r" | "width" | "height" | "font-size" | "font-weight"
                    | "stroke-width" => is_number(value),
                    "viewBox" | "stroke-dasharray" => value.split(' ').all(is_number),
                    "d" => value.split(['M', 'l', 'z', ' ']).all(|number| number.is_empty() || is_number(number)),
                    "font-family" => {
                        !["system-ui", "-apple-system", "ui-sans-serif", "BlinkMacSystemFont"]
                            .iter()
                            .any(|own| value.contains(own))
                            && value.ends_with("sans-serif")
                    }
                    _ => !value.contains("var("),
                };
                assert!(fits, "{name}: {attribute}=\"{value}\" in <{element}>");
            }
            assert!(element != "text" || get("fill").is_some_and(|fill| fill != "none"), "{name}: letters unseen");
            // An outline has its letters after it, at the same place and without one.
            let place = || ["x", "y", "font-size"].map(|name| get(name).unwrap_or_default().to_owned()).into();
            match halo.take() {
                Some(outlined) => {
                    assert!(
                        element == "text" && get("stroke").is_none() && outlined == place(),
                        "{name}: {outlined:?}"
                    );
                }
                None if element == "text" && get("stroke").is_some() => halo = Some(place()),
                None => {}
            }
        }
        assert!(halo.is_none(), "{name}");
        let has_halos = VIEWS.iter().any(|view| name.starts_with(view) && *view != "funding");
        assert!(!has_halos || document.contains("stroke-linejoin"), "{name}: no halo was tried");
    }
}

/// Every card: its name and its Scene.
fn cards() -> Vec<(String, Scene)> {
    let (dataset, details) = (dataset(), details());
    let mut cards = Vec::new();
    for lang in Lang::ALL {
        let page = social_card::page_card(&dataset, lang, &FixedMeasure).expect("the page's card");
        cards.push((lang.code().to_owned(), page));
        for step in &dataset.story {
            let name = format!("{}-{}", lang.code(), step.id);
            let scene = social_card::step_card(&dataset, step, lang, &details, &mut None, &FixedMeasure);
            cards.push((name.clone(), scene.unwrap_or_else(|| panic!("{name} has no room"))));
        }
    }
    cards
}

#[test]
fn cards_have_large_words_inside_their_frame_and_on_no_other() {
    for (name, scene) in cards() {
        assert_eq!(scene.size, social_card::SIZE);
        let sheet = Rect { x: 0.0, y: 0.0, w: 1200.0, h: 630.0 };
        let all = texts(&scene);
        assert!(all.len() > 5, "{name}");
        for (ix, (text, place)) in all.iter().enumerate() {
            let inside = place.x >= 20.0 && place.x + place.w <= sheet.w - 20.0 && place.y >= 20.0;
            assert!(inside && place.y + place.h <= sheet.h - 16.0, "{name}: {text} leaves the card: {place:?}");
            for (other, taken) in &all[ix + 1..] {
                // Line boxes of type touch; letters of two lines do not.
                assert!(!place.grown(-1.5).overlaps(taken), "{name}: {text} on {other}");
            }
        }
        for mark in &scene.marks {
            if let Shape::Text(label) = &mark.shape {
                assert!(label.size_px >= 14.0, "{name}: {} is {} px", label.text, label.size_px);
            }
        }
    }
}

#[test]
fn a_card_is_headed_by_its_step_and_keeps_its_notes() {
    let dataset = dataset();
    let cards = cards();
    for lang in Lang::ALL {
        for step in &dataset.story {
            let name = format!("{}-{}", lang.code(), step.id);
            let (_, scene) = cards.iter().find(|(other, _)| *other == name).expect("a card");
            let joined: String = texts(scene).into_iter().map(|(text, _)| text.replace(' ', "")).collect();
            let has = |text: &str| joined.contains(&text.replace(' ', ""));
            assert!(has(step.title.get(lang)) && has(step.picture.get(lang)), "{name}: {joined}");
            assert!(has(phrases::PAGE_TITLE.get(lang)), "{name}: {joined}");
            let notes = step.notes.iter().filter(|_| step.view != StoryView::Waffle);
            for note in notes {
                assert!(has(note.text.get(lang)), "{name}: {joined}");
            }
            let largest = scene.marks.iter().filter_map(|mark| match &mark.shape {
                Shape::Text(label) if label.anchor == Anchor::Start && label.weight == Weight::Bold => Some(label),
                _ => None,
            });
            let largest = largest.max_by(|a, b| a.size_px.total_cmp(&b.size_px)).expect("a title");
            assert!(step.title.get(lang).contains(&*largest.text), "{name} is headed by {}", largest.text);
        }
    }
}
