//! Parsing, printing and day arithmetic, on examples and on any date of the calendar.

use proptest::prelude::*;

use super::*;

fn parsed(text: &str) -> Edtf {
    text.parse().unwrap()
}

fn error(text: &str) -> String {
    text.parse::<Edtf>().unwrap_err().to_string()
}

#[test]
fn days_are_counted_from_1970() {
    assert_eq!(day_from_civil(1970, 1, 1), 0);
    assert_eq!(day_from_civil(2000, 3, 1), 11_017);
    assert_eq!(day_from_civil(2024, 2, 29), 19_782);
    assert_eq!(day_from_civil(1405, 7, 11), -206_171);
    assert_eq!(civil_from_day(-719_468), (0, 3, 1));
}

#[test]
fn covers_its_period_from_the_first_day_to_the_day_after_the_last() {
    let span = |text: &str| {
        let date = parsed(text);
        (date.first_day().map(civil_from_day), civil_from_day(date.end_day()))
    };
    assert_eq!(span("2024"), (Some((2024, 1, 1)), (2025, 1, 1)));
    assert_eq!(span("2024-02"), (Some((2024, 2, 1)), (2024, 3, 1)));
    assert_eq!(span("2024-12-31"), (Some((2024, 12, 31)), (2025, 1, 1)));
    assert_eq!(span("2023-10/2024-09"), (Some((2023, 10, 1)), (2024, 10, 1)));
    assert_eq!(span("2022-11-30/2024-07"), (Some((2022, 11, 30)), (2024, 8, 1)));
    assert_eq!(span("2024-01~/2024-03~"), (Some((2024, 1, 1)), (2024, 4, 1)));
    assert_eq!(span("../2024-07"), (None, (2024, 8, 1)));
}

#[test]
fn an_interval_is_as_precise_as_its_coarser_end() {
    assert_eq!(parsed("2022-11-30/2024-07").precision(), Precision::Month);
    assert_eq!(parsed("../2024").precision(), Precision::Year);
    assert_eq!(parsed("2024-03-05").precision(), Precision::Day);
}

#[test]
fn errors_have_a_message_and_a_help() {
    let not_a_date =
        |text: &str| format!("“{text}” is not a date; write 2024, 2024-05, 2024-03-05, 2024~, FROM/TO or ../TO");
    for text in [
        "",
        "24",
        "2024-13",
        "2024-00",
        "2024-5",
        "2024-05-00",
        "2024-05-1",
        "2024-05-01-01",
        "+024",
        "2024 ",
        "20२4",
        "2024~~",
        "~2024",
        "2024/",
        "/2024",
        "2024/2025/2026",
        "../..",
        "2024/..",
        "../",
        "-2024",
        "May 2024",
    ] {
        assert_eq!(error(text), not_a_date(text), "{text:?}");
    }
    assert_eq!(
        error("2024-02-30"),
        "“2024-02-30” does not exist: that month has 29 days; correct the day, or leave it out if it is not known"
    );
    assert_eq!(
        error("2023-02-29"),
        "“2023-02-29” does not exist: that month has 28 days; correct the day, or leave it out if it is not known"
    );
    assert_eq!(error("2024-05/2024-03"), "“2024-05/2024-03” ends before it begins; put the earlier date first");
    assert!("2024-05/2024-04".parse::<Edtf>().is_err() && "2024-05/2024-05".parse::<Edtf>().is_ok());
    assert_eq!(
        error("2024-01~/2024-03"),
        "“2024-01~/2024-03” is approximate at one end only; write ~ at both ends or at neither"
    );
}

fn any_date() -> impl Strategy<Value = Date> {
    let year = 0i16..=9999;
    let month = 1u8..=12;
    prop_oneof![
        year.clone().prop_map(Date::from_year),
        (year.clone(), month.clone()).prop_map(|(year, month)| Date::from_month(year, month)),
        (year, month, 0u8..31).prop_map(|(year, month, day)| {
            Date::from_day(year, month, 1 + day % days_in_month(year.into(), month))
        }),
    ]
}

fn any_edtf() -> impl Strategy<Value = Edtf> {
    let extent = prop_oneof![
        any_date().prop_map(Extent::One),
        any_date().prop_map(Extent::Until),
        (any_date(), any_date()).prop_map(|(a, b)| {
            let (from, to) = if is_reversed(a, b) { (b, a) } else { (a, b) };
            Extent::Interval(from, to)
        }),
    ];
    (extent, any::<bool>()).prop_map(|(extent, approximate)| Edtf { extent, approximate })
}

proptest! {
    #[test]
    fn any_date_reads_back_as_it_was_written(date in any_edtf()) {
        prop_assert!(date.is_valid());
        prop_assert_eq!(date.to_string().parse(), Ok(date));
    }

    #[test]
    fn any_text_that_is_a_date_is_written_back_the_same(text in "[0-9~/.-]{4,21}|[0-9]{4}-[01][0-9](-[0-3][0-9])?~?") {
        if let Ok(date) = text.parse::<Edtf>() {
            prop_assert!(date.is_valid());
            prop_assert_eq!(date.to_string(), text);
        }
    }

    #[test]
    fn any_text_at_all_gives_a_date_or_an_error(text in ".*") {
        let _ = text.parse::<Edtf>();
    }

    #[test]
    fn days_and_civil_dates_are_inverse(day in Day::MIN..Day::MAX) {
        let (year, month, day_of_month) = civil_from_day(day);
        prop_assert!((1..=12).contains(&month) && day_of_month >= 1 && day_of_month <= days_in_month(year, month));
        if (-32_768..32_768).contains(&year) {
            prop_assert_eq!(day_from_civil(year, month, day_of_month), day);
        }
    }

    #[test]
    fn the_next_day_is_the_next_civil_date(day in -800_000i32..3_000_000) {
        let (year, month, day_of_month) = civil_from_day(day);
        let next = if day_of_month < days_in_month(year, month) {
            (year, month, day_of_month + 1)
        } else if month < 12 {
            (year, month + 1, 1)
        } else {
            (year + 1, 1, 1)
        };
        prop_assert_eq!(civil_from_day(day + 1), next);
    }

    #[test]
    fn a_date_is_as_wide_as_its_precision(date in any_date()) {
        let width = date.end_day() - date.first_day();
        let leap = days_in_month(date.year.into(), 2) == 29;
        match date.precision {
            Precision::Year => prop_assert_eq!(width, if leap { 366 } else { 365 }),
            Precision::Month => prop_assert!((28..=31).contains(&width)),
            Precision::Day => prop_assert_eq!(width, 1),
        }
    }

    #[test]
    fn every_date_ends_after_it_begins(date in any_edtf()) {
        if let Some(first) = date.first_day() {
            prop_assert!(first < date.end_day());
        }
    }

    #[test]
    fn the_days_of_an_unchecked_date_can_be_asked_without_harm(
        year in any::<i16>(), month in any::<u8>(), day in any::<u8>(), precision in 0..3
    ) {
        let precision = [Precision::Year, Precision::Month, Precision::Day][precision as usize];
        let date = Date { year, month, day, precision };
        let _ = (date.first_day(), date.end_day(), date.is_valid(), date.to_string());
    }
}
