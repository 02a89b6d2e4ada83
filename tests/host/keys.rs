//! Keyboard commands: parsing, moving by a year, and extending a period.

use chuhai::keys::{self, Key};
use chuhai_charts::funding;
use chuhai_charts::hit::Navigation;
use chuhai_charts::measure::FixedMeasure;
use chuhai_charts::scene::{Scene, Size};
use chuhai_charts::timeline::{self, TimelineIndex};
use chuhai_core::dataset::Dataset;
use chuhai_core::dataset::package::fixture;
use chuhai_core::date::Edtf;
use chuhai_core::state::{Period, ResolvedFilter, State};
use proptest::prelude::*;

fn timeline_of(dataset: &Dataset) -> Scene {
    let state = State::default();
    let index = TimelineIndex::new(dataset, state.cameras.lanes);
    let choice = timeline::TimelineFilter::new(dataset, &index, ResolvedFilter::default());
    timeline::layout(dataset, &index, &choice, &state, 700.0, &FixedMeasure)
}

#[test]
fn keys_are_read_and_modified_ones_left_to_the_browser() {
    assert_eq!(keys::parse_key("ArrowDown", false, false), Some(Key::Step(Navigation::RowDown)));
    assert_eq!(keys::parse_key("ArrowRight", false, true), Some(Key::ExtendPeriod(true)));
    assert_eq!(keys::parse_key("ArrowUp", false, true), Some(Key::ExtendPeriod(false)));
    assert_eq!(keys::parse_key("+", false, true), keys::parse_key("+", false, false), "plus is typed with Shift");
    assert_eq!(keys::parse_key("?", false, true), Some(Key::Help));
    assert_eq!(keys::parse_key("0", false, false), Some(Key::Fit));
    assert_eq!(keys::parse_key("/", false, false), Some(Key::Search));
    for key in ["0", "/", "?", "+", "-", "ArrowLeft", "Home", "Escape"] {
        assert_eq!(keys::parse_key(key, true, false), None, "{key} with Ctrl, Alt or Meta, or composed");
    }
    assert_eq!(keys::parse_key("Enter", false, false), None, "Enter is the button's own");
}

#[test]
fn a_year_on_is_at_least_a_year_away() {
    let dataset = fixture::tiny();
    let timeline = timeline_of(&dataset);
    let at = |id: &str| timeline.items.iter().position(|item| item.id == id);
    let chatgpt = at("event-chatgpt").expect("on the timeline");
    let later = keys::year_apart(&timeline.items, &dataset, chatgpt, true).expect("something a year later");
    let date = |ix: usize| dataset.record(dataset.find(&timeline.items[ix].id).expect("a record")).date;
    let (from, to) = (date(chatgpt).expect("dated").first_day(), date(later).expect("dated"));
    assert!(to.first_day().unwrap_or(to.end_day()) - from.expect("a start") >= 365);
    let back = keys::year_apart(&timeline.items, &dataset, later, false).expect("something a year before");
    assert!(date(back).expect("dated").end_day() < to.end_day());
    assert_eq!(keys::year_apart(&timeline.items, &dataset, at("event-talkie").expect("undated"), true), None);
}

#[test]
fn a_year_on_works_in_the_funding_chart_too() {
    let dataset = fixture::tiny();
    let size = Size { width_px: 400.0, height_px: 320.0 };
    let scene = funding::layout(&dataset, &ResolvedFilter::default(), &State::default(), size, &FixedMeasure);
    let at = |id: &str| scene.items.iter().position(|item| item.id == id).expect(id);
    assert_eq!(keys::year_apart(&scene.items, &dataset, at("cset-2021"), true), Some(at("cset-2022")));
    assert_eq!(keys::year_apart(&scene.items, &dataset, at("cset-2021"), false), Some(at("cset-2020")));
}

#[test]
fn an_undated_item_stretches_time_from_the_nearest_dated_one() {
    let dataset = fixture::tiny();
    let items = timeline_of(&dataset).items;
    let at = |id: &str| items.iter().position(|item| item.id == id).expect(id);
    let near = |id: &str| keys::date_near(&items, &dataset, at(id));
    let own = |id: &str| dataset.record(dataset.find(id).expect(id)).date;
    assert_eq!(near("event-alibaba-dc"), own("event-alibaba-dc"), "its own, where it has one");
    assert_eq!(own("event-talkie"), None);
    let talkie = at("event-talkie");
    let dated = |ix: &usize| own(&items[*ix].id).is_some();
    let nearest = (0..talkie).rev().find(dated).expect("something dated before it");
    assert_eq!(near("event-talkie"), own(&items[nearest].id));
    // In its own row if that has one, even if another is nearer.
    let mut moved = items.clone();
    let far = (0..nearest).find(|ix| dated(ix) && items[*ix].row != items[nearest].row).expect("another row");
    moved.iter_mut().for_each(|item| item.row = 0);
    (moved[talkie].row, moved[far].row) = (1, 1);
    assert_eq!(keys::date_near(&moved, &dataset, talkie), own(&items[far].id));
    let alone = &items[talkie..=talkie];
    assert_eq!(keys::date_near(alone, &dataset, 0), None);
}

fn date(text: &str) -> Edtf {
    text.parse().expect(text)
}

/// The periods after each press, starting without one, on an item of this date; `+` is later, `-` earlier.
#[track_caller]
fn presses(item: &str, keys: &str, periods: &[&str]) {
    let mut period = Period::default();
    let got: Vec<String> = keys
        .chars()
        .map(|key| {
            period = keys::extend_period(period, date(item), key == '+');
            period.to_string()
        })
        .collect();
    assert_eq!(got, periods, "{keys} on {item}");
}

#[test]
fn shift_and_arrows_stretch_time_as_they_stretch_a_selection() {
    presses(
        "2024-05",
        "+++--",
        &["2024-05..2024-05", "2024-05..2024-06", "2024-05..2024-07", "2024-05..2024-06", "2024-05..2024-05"],
    );
    presses("2024-01", "---+", &["2024-01..2024-01", "2023-12..2024-01", "2023-11..2024-01", "2023-12..2024-01"]);
    presses("2021", "++-", &["2021..2021", "2021..2022", "2021..2021"]);
    presses("2024-02-29", "++", &["2024-02-29..2024-02-29", "2024-02-29..2024-03-01"]);
    presses("2023-10/2024-09", "+-", &["2023-10..2024-09", "2023-09..2024-09"]);
    presses("../2024-07", "+", &["2024-07..2024-07"]);
}

#[test]
fn a_stretch_goes_on_from_the_period_there_is_unless_it_leaves_the_item_out() {
    let year = Period::parse("2024..2024").expect("a period");
    assert_eq!(keys::extend_period(year, date("2024-05"), true).to_string(), "2024-02..2024");
    assert_eq!(keys::extend_period(year, date("2024-05"), false).to_string(), "2024..2024-11");
    assert_eq!(keys::extend_period(year, date("2022-03"), true).to_string(), "2022-03..2022-03");
}

proptest! {
    #[test]
    fn no_key_loses_the_item_or_turns_time_round(
        year in 1990i16..2040, month in 1u8..=12, precision in 0..3, keys in prop::collection::vec(any::<bool>(), 1..24),
    ) {
        let text = match precision { 0 => format!("{year}"), 1 => format!("{year}-{month:02}"), _ => format!("{year}-{month:02}-17") };
        let item = date(&text);
        let mut period = Period::default();
        for later in keys {
            period = keys::extend_period(period, item, later);
            prop_assert!(period.is_valid() && period.meets(item), "{} on {}", period, text);
            prop_assert!(period.from.is_some_and(chuhai_core::date::Date::is_valid));
            prop_assert!(period.to.is_some_and(chuhai_core::date::Date::is_valid));
        }
    }
}
