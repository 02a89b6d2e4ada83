//! The story of the package: the picture of each step, with its annotations, at every width.

use chuhai_charts::measure::FixedMeasure;
use chuhai_charts::scene::{Mark, Scene, Size};
use chuhai_charts::story::{LayoutOptions, layout};
use chuhai_core::dataset::package::fixture::{tiny, tiny_details};
use chuhai_core::dataset::{Dataset, StoryStep, StoryView};
use chuhai_core::state::{PageState, State};
use chuhai_core::text::Lang;

use super::data::{dataset, details};
use super::exported::texts;
use super::page::{count, render_app, render_app_after};

/// Pictures beside and above the text: phones of 320 and 390 px, an embed of 850 by 450, a desktop of 1440, and the
/// article on one page.
const ROOMS: [(f64, f64); 6] =
    [(288.0, 300.0), (358.0, 300.0), (494.0, 270.0), (823.0, 514.0), (793.0, 495.0), (860.0, 400.0)];

/// The pictures of rows, which fit themselves into a height.
const ROWS: [StoryView; 6] =
    [StoryView::Areas, StoryView::Prices, StoryView::Pairs, StoryView::Endings, StoryView::Findings, StoryView::Since];

/// The height of the room of a step: a picture of rows takes what it needs on a phone, and has 298 px in the embed.
fn room_px(step: &StoryStep, (width_px, height_px): (f64, f64)) -> f64 {
    match width_px {
        _ if !ROWS.contains(&step.view) => height_px,
        ..480.0 => f64::INFINITY,
        ..500.0 => 298.0,
        _ => height_px,
    }
}

fn draw<'a>(
    dataset: &Dataset,
    step: &'a StoryStep,
    lang: Lang,
    (width_px, high_px): (f64, f64),
) -> (Scene, Vec<&'a str>) {
    let details = details();
    let height_px = room_px(step, (width_px, high_px));
    let room = LayoutOptions::new(Size { width_px, height_px }, &FixedMeasure, &details);
    let state = State { page: PageState { lang, ..PageState::default() }, ..State::default() };
    layout(dataset, step, &state, &mut None, room)
}

#[test]
fn every_note_finds_room_at_every_width_in_both_languages() {
    let dataset = dataset();
    assert!(dataset.story.len() >= 9 && dataset.story.iter().any(|step| !step.notes.is_empty()));
    let mut homeless = Vec::new();
    for step in &dataset.story {
        for lang in Lang::ALL {
            for room in ROOMS {
                homeless.extend(draw(&dataset, step, lang, room).1.into_iter().map(|note| (&step.id, room, note)));
            }
        }
    }
    assert_eq!(homeless, []);
}

#[test]
fn notes_neither_cover_words_nor_leave_the_picture() {
    let dataset = dataset();
    for step in &dataset.story {
        for lang in Lang::ALL {
            for room in ROOMS {
                let (scene, _) = draw(&dataset, step, lang, room);
                let all = texts(&scene);
                let notes: Vec<&str> = step.notes.iter().map(|note| note.text.get(lang)).collect();
                let is_note = |words: &str| notes.iter().any(|note| note.contains(words.trim()) && words.len() > 2);
                for (ix, (words, area)) in all.iter().enumerate().filter(|(_, (words, _))| is_note(words)) {
                    assert!(area.x >= 0.0 && area.x + area.w <= room.0 + 0.5, "{words} leaves {room:?}");
                    assert!(area.y >= 0.0 && area.y + area.h <= scene.size.height_px, "{words} leaves {room:?}");
                    for (other, taken) in all.iter().enumerate().filter(|(other, _)| *other != ix).map(|(_, text)| text)
                    {
                        assert!(!area.overlaps(taken), "{}: {words} covers {other} in {room:?}", step.id);
                    }
                }
            }
        }
    }
}

#[test]
fn what_a_picture_notes_is_said_in_its_summary() {
    let dataset = dataset();
    for step in &dataset.story {
        for lang in Lang::ALL {
            let (scene, _) = draw(&dataset, step, lang, (793.0, 495.0));
            for note in &step.notes {
                assert!(scene.summary.contains(note.text.get(lang)), "{}: {}", step.id, scene.summary);
            }
            assert!(!scene.summary.contains(".N"), "{}", scene.summary);
        }
    }
}

#[test]
fn a_timeline_shows_what_the_text_names_and_nothing_else() {
    let dataset = dataset();
    for step in dataset.story.iter().filter(|step| step.view == StoryView::Timeline) {
        let (scene, _) = draw(&dataset, step, Lang::Zh, (793.0, 495.0));
        let named: Vec<&str> = step.records(Lang::Zh).iter().map(|ix| &*dataset.record(*ix).id).collect();
        assert!(scene.items.len() > 2, "{}", step.id);
        // The heads of the lanes are companies.
        for item in scene.items.iter().filter(|item| dataset.find_company(&item.id).is_none()) {
            assert!(named.contains(&item.id.as_str()), "{} in {}", item.id, step.id);
        }
    }
}

#[test]
fn the_waffle_has_every_statement_once_and_its_rows_add_up() {
    let dataset = dataset();
    let step = &StoryStep { view: StoryView::Waffle, query: "".into(), ..dataset.story[0].clone() };
    for room in ROOMS {
        let (scene, _) = draw(&dataset, step, Lang::En, room);
        let mut ids: Vec<&str> = scene.items.iter().map(|item| item.id.as_str()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
        let statements = dataset.records.iter().filter(|record| record.is_statement()).count();
        assert!(count >= statements, "{count} of {statements}");
        for item in &scene.items {
            let area = item.bounds;
            assert!(
                area.x >= 0.0 && area.x + area.w <= room.0 && area.y + area.h <= room.1,
                "{} leaves {room:?}",
                item.id
            );
        }
    }
}

/// The steps follow the article's argument.
#[test]
fn the_story_goes_from_the_voyages_to_what_does_not_hold() {
    let dataset = dataset();
    let ids: Vec<&str> = dataset.story.iter().map(|step| &*step.id).collect();
    let steps = ["voyages", "who", "where", "market", "rules", "money", "hope", "how", "turning", "checked", "since"];
    assert_eq!(ids, steps);
    let named: Vec<&str> =
        dataset.story.iter().flat_map(|step| step.records(Lang::En)).map(|ix| &*dataset.record(*ix).id).collect();
    // All doubtful claims are in the story.
    for id in [
        "metric-llm-238",
        "event-tc260",
        "event-huawei-galaxy-ai",
        "event-huawei-430m",
        "metric-capcut-revenue",
        "metric-talkie-popai-profit",
        "metric-closures",
        "article-2021",
        "article-2024h1",
        "metric-funding-drop",
    ] {
        assert!(named.contains(&id), "{id} is missing");
    }
}

#[test]
fn a_step_has_links_to_its_evidence_and_the_ways_on() {
    for lang in Lang::ALL {
        let page = render_app_after(Some(tiny_details()), None, &[("step", "money")], lang);
        for record in ["article-2021", "article-2024h1"] {
            let link = format!("step=money&amp;sel={record}\" data-cites=\"{record}\" class=\"cite\"");
            assert!(page.contains(&link), "{record}: {page}");
        }
        assert_eq!(count(&page, "class=\"step "), 1, "one step at a time where there are no media");
        assert_eq!(count(&page, "aria-current=\"step\""), 1);
        assert!(page.contains("view=explore&amp;step=money&amp;sel=article-2021\" class=\"step-leave\""), "{page}");
        for id in ["map", "funding", "timeline", "data", "story"] {
            assert_eq!(count(&page, &format!("<section id=\"{id}\"")), 1, "{id}");
        }
    }
}

#[test]
fn in_another_page_the_story_stands_alone() {
    let page = render_app(&[("embed", "1")], Lang::En);
    assert_eq!(count(&page, "id=\"status\""), 1);
    assert_eq!(count(&page, "<h1"), 1);
    for gone in ["id=\"map\"", "id=\"data\"", "class=\"filters\"", "reading-modes", "class=\"panel"] {
        assert_eq!(count(&page, gone), 0, "{gone}");
    }
    let other = render_app(&[("embed", "1"), ("view", "explore")], Lang::En);
    assert_eq!(count(&other, "id=\"map\""), 1);
}

#[test]
fn where_the_route_is_drawn_its_ports_have_their_names_of_today() {
    for lang in Lang::ALL {
        let page = render_app_after(Some(tiny_details()), None, &[], lang);
        let (dataset, details) = (tiny(), tiny_details());
        for (stop, origin) in dataset.voyage_stops.iter().zip(&details.voyage_stops).filter(|(stop, _)| stop.port) {
            let joint = if lang == Lang::Zh { "：" } else { ": " };
            let port = format!("<b>{}</b>{joint}{}", stop.title.get(lang), origin.modern.get(lang));
            assert_eq!(count(&page, &port), 1, "{port}");
        }
        let elsewhere = render_app_after(Some(tiny_details()), None, &[("step", "money")], lang);
        assert_eq!(count(&elsewhere, "class=\"ports\""), 0);
    }
}

#[test]
fn every_picture_fits_its_room_and_says_what_it_shows() {
    let dataset = dataset();
    for step in &dataset.story {
        for lang in Lang::ALL {
            for (width_px, height_px) in ROOMS {
                let (scene, _) = draw(&dataset, step, lang, (width_px, height_px));
                let what = format!("{} in {} at {width_px}", step.id, lang.code());
                assert!(!scene.items.is_empty() && !scene.summary.is_empty(), "{what}");
                assert_eq!(scene.size.width_px, width_px, "{what}");
                for item in &scene.items {
                    assert!(!item.name.is_empty() && !item.id.is_empty(), "{what}");
                    assert_eq!(item.cells.len(), scene.table.columns.len(), "{what}: {}", item.id);
                }
                let mut ids: Vec<&str> = scene.items.iter().map(|item| item.id.as_str()).collect();
                ids.sort_unstable();
                assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{what}: an id twice");
                if !ROWS.contains(&step.view) {
                    continue;
                }
                let high_px = scene.size.height_px;
                assert!(high_px <= room_px(step, (width_px, height_px)), "{what}: {high_px} px high");
                // A phone of 844 px has room for some text below the picture, but for that of the findings.
                let is_phone = width_px == 358.0 && step.view != StoryView::Findings;
                if is_phone {
                    let room = Size { width_px, height_px: 428.0 };
                    let details = details();
                    let state = State { page: PageState { lang, ..PageState::default() }, ..State::default() };
                    let options = LayoutOptions::new(room, &FixedMeasure, &details);
                    let low_px = layout(&dataset, step, &state, &mut None, options).0.size.height_px;
                    assert!(low_px <= 428.0, "{what}: {low_px} px high on a phone");
                }
                let smallest = scene.marks.iter().filter_map(Mark::label).map(|label| label.size_px);
                assert!(smallest.fold(f64::MAX, f64::min) >= 11.5, "{what}");
                let all = texts(&scene);
                for (ix, (text, place)) in all.iter().enumerate() {
                    let is_inside = place.x >= 0.0
                        && place.x + place.w <= width_px
                        && place.y >= 0.0
                        && place.y + place.h <= scene.size.height_px;
                    assert!(is_inside, "{what}: {text} at {place:?} in {:?}", scene.size);
                    for (other, taken) in &all[ix + 1..] {
                        assert!(!place.grown(-1.0).overlaps(taken), "{what}: {text} on {other}");
                    }
                }
            }
        }
    }
}
