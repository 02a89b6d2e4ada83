//! Exact texts, and round trips of numbers.

use proptest::prelude::*;

use super::*;
use crate::dataset::{Qualifier, Quantity, Status, Unit};
use crate::text::Lang::{self, En, Zh};

fn both(render: impl Fn(Lang) -> String) -> (String, String) {
    (render(Zh), render(En))
}

fn pair(zh: &str, en: &str) -> (String, String) {
    (zh.to_owned(), en.to_owned())
}

#[test]
fn numbers_are_grouped_and_keep_their_digits() {
    assert_eq!(number(78_612.0), "78,612");
    assert_eq!(number(197.0), "197");
    assert_eq!(number(1_500.0), "1,500");
    assert_eq!(number(50.07), "50.07");
    assert_eq!(number(-82.3), "−82.3");
    assert_eq!(number(0.0), "0");
    assert_eq!(number(0.1 + 0.2), "0.30000000000000004");
    assert_eq!(number(f64::NAN), "–");
}

#[test]
fn money_has_the_unit_of_its_language() {
    let money = |value| both(|lang| super::money(value, Unit::Usd, lang));
    assert_eq!(money(24.9e9), pair("249 亿美元", "$24.9bn"));
    assert_eq!(money(4.4e9), pair("44 亿美元", "$4.4bn"));
    assert_eq!(money(430e6), pair("4.3 亿美元", "$430m"));
    assert_eq!(money(125e6), pair("1.25 亿美元", "$125m"));
    assert_eq!(money(1e6), pair("100 万美元", "$1m"));
    assert_eq!(money(50_000.0), pair("5 万美元", "$50,000"));
    assert_eq!(money(999.0), pair("999 美元", "$999"));
    assert_eq!(money(-20.5e9), pair("−205 亿美元", "−$20.5bn"));
    assert_eq!(money(1.25e12), pair("12,500 亿美元", "$1,250bn"));
}

#[test]
fn rounded_money_shows_the_same_figures_in_both_languages() {
    let money = |value| both(|lang| money_rounded(value, Unit::Usd, lang));
    assert_eq!(money(15_876_543_210.0), pair("158.8 亿美元", "$15.88bn"));
    assert_eq!(money(999_600_000.0), pair("10 亿美元", "$1bn"));
    assert_eq!(money(87.0), pair("87 美元", "$87"));
    assert_eq!(money(0.0), pair("0 美元", "$0"));
}

#[test]
fn axis_figures_go_with_the_unit_above_them() {
    let axis = |highest, value| {
        both(|lang| {
            let axis = MoneyAxis::new(highest, Unit::Usd, lang);
            [axis.amount(value), axis.unit()].join(" ")
        })
    };
    assert_eq!(axis(26e9, 5e9), pair("50 亿美元", "5 $bn"));
    assert_eq!(axis(26e9, 0.0), pair("0 亿美元", "0 $bn"));
    assert_eq!(axis(26e9, 2.5e9), pair("25 亿美元", "2.5 $bn"));
    assert_eq!(axis(780e6, 500e6), pair("5 亿美元", "500 $m"));
    assert_eq!(axis(40e6, 2.5e6), pair("250 万美元", "2.5 $m"));
    assert_eq!(axis(60_000.0, 20_000.0), pair("2 万美元", "20,000 $"));
    assert_eq!(axis(1.0, 0.5), pair("0.5 美元", "0.5 $"));
}

#[test]
fn each_currency_has_its_own_sign_and_name() {
    let written = |currency| {
        let order = Quantity { value: 2e8, unit: currency, qualifier: Qualifier::Order };
        both(|lang| {
            let axis = MoneyAxis::new(5e9, currency, lang).unit();
            [super::money(3.39e9, currency, lang), axis, quantity(&order, lang)].join(", ")
        })
    };
    assert_eq!(
        written(Unit::Eur),
        pair("33.9 亿欧元, 亿欧元, 数亿欧元", "€3.39bn, €bn, hundreds of millions of euros")
    );
    assert_eq!(written(Unit::Cny), pair("33.9 亿元, 亿元, 数亿元", "CN¥3.39bn, CN¥bn, hundreds of millions of yuan"));
}

#[test]
fn quantities_say_their_unit_and_how_exact_they_are() {
    let words = |value, unit, qualifier| both(|lang| quantity(&Quantity { value, unit, qualifier }, lang));
    assert_eq!(words(197.0, Unit::Models, Qualifier::MoreThan), pair("超过 197 个模型", "more than 197 models"));
    assert_eq!(words(4.4e9, Unit::Usd, Qualifier::About), pair("约 44 亿美元", "about $4.4bn"));
    assert_eq!(words(70.0, Unit::Percent, Qualifier::Nearly), pair("近 70%", "nearly 70%"));
    assert_eq!(words(29.0, Unit::Languages, Qualifier::AtLeast), pair("至少 29 种语言", "at least 29 languages"));
    assert_eq!(words(1e6, Unit::Users, Qualifier::Order), pair("数百万用户", "millions of users"));
    assert_eq!(words(2e8, Unit::Usd, Qualifier::Order), pair("数亿美元", "hundreds of millions of dollars"));
    assert_eq!(words(3e8, Unit::Users, Qualifier::MoreThan), pair("超过 3 亿用户", "more than 300 million users"));
    assert_eq!(words(-82.3, Unit::Percent, Qualifier::Derived), pair("−82.3%（我们算出）", "−82.3% (our sum)"));
    assert_eq!(words(78_612.0, Unit::Companies, Qualifier::Exact), pair("78,612 家公司", "78,612 companies"));
    assert_eq!(words(1_500.0, Unit::Companies, Qualifier::Exact), pair("1500 家公司", "1,500 companies"));
    assert_eq!(words(1_234_567.0, Unit::Users, Qualifier::Exact), pair("1,234,567 用户", "1,234,567 users"));
    assert_eq!(words(1.0, Unit::Rank, Qualifier::Exact), pair("第 1 位", "no. 1"));
    assert_eq!(words(1.0, Unit::Companies, Qualifier::Exact), pair("1 家公司", "1 company"));
    assert_eq!(words(7.0, Unit::Months, Qualifier::Exact), pair("7 个月", "7 months"));
}

#[test]
fn dates_say_what_is_not_known() {
    let words = |text: &str| both(|lang| date_words(Some(text.parse().unwrap()), lang));
    assert_eq!(words("2020"), pair("2020 年，未注明月份", "2020, month not given"));
    assert_eq!(words("2024-05"), pair("2024 年 5 月，未注明日", "May 2024, day not given"));
    assert_eq!(words("2024-03-05"), pair("2024 年 3 月 5 日", "5 March 2024"));
    assert_eq!(words("2024~"), pair("约 2024 年", "about 2024"));
    assert_eq!(words("2023-10/2024-09"), pair("2023 年 10 月至 2024 年 9 月", "October 2023 to September 2024"));
    assert_eq!(words("2024-01~/2024-03~"), pair("约 2024 年 1 月至 3 月", "about January to March 2024"));
    assert_eq!(words("2024-03-05/2024-03-07"), pair("2024 年 3 月 5 日至 7 日", "5 to 7 March 2024"));
    assert_eq!(words("2024-03-05/2024-04-07"), pair("2024 年 3 月 5 日至 4 月 7 日", "5 March to 7 April 2024"));
    assert_eq!(
        words("2022-11-30/2024-07"),
        pair("2022 年 11 月 30 日至 2024 年 7 月", "30 November 2022 to July 2024")
    );
    assert_eq!(words("../2024-07"), pair("截至 2024 年 7 月", "by July 2024"));
    assert_eq!(words("../2024-07~"), pair("截至约 2024 年 7 月", "by about July 2024"));
    assert_eq!(words("1405/1433"), pair("1405 年至 1433 年", "1405 to 1433"));
    assert_eq!(both(|lang| date_words(None, lang)), pair("未注明日期", "undated"));
    assert_eq!(both(|lang| day_words(19_787, lang)), pair("2024 年 3 月 5 日", "5 March 2024"));
}

#[test]
fn short_dates_fit_dense_places() {
    let words = |text: &str| both(|lang| date_short(Some(text.parse().unwrap()), lang));
    assert_eq!(words("2020"), pair("2020", "2020"));
    assert_eq!(words("2024-05"), pair("2024-05", "May 2024"));
    assert_eq!(words("2024-03-05"), pair("2024-03-05", "5 Mar 2024"));
    assert_eq!(words("2024-01~/2024-03~"), pair("约 2024-01 至 2024-03", "about Jan–Mar 2024"));
    assert_eq!(words("../2024-07"), pair("截至 2024-07", "by Jul 2024"));
    assert_eq!(both(|lang| date_short(None, lang)), pair("未注明日期", "undated"));
}

#[test]
fn lists_join_as_the_language_does() {
    let joined = |items: &[&str]| both(|lang| list(items, lang));
    assert_eq!(joined(&[]), pair("", ""));
    assert_eq!(joined(&["华为"]), pair("华为", "华为"));
    assert_eq!(joined(&["华为", "腾讯"]).0, "华为和腾讯");
    assert_eq!(joined(&["MiniMax", "01.AI"]), pair("MiniMax 和 01.AI", "MiniMax and 01.AI"));
    assert_eq!(joined(&["Korea", "Thailand", "Mexico"]).1, "Korea, Thailand and Mexico");
    assert_eq!(joined(&["韩国", "泰国", "墨西哥"]).0, "韩国、泰国和墨西哥");
}

#[test]
fn every_status_has_its_own_word_and_meaning() {
    let all = Status::ALL;
    for lang in Lang::ALL {
        let mut words: Vec<_> = all.iter().flat_map(|&s| [status_word(s, lang), status_meaning(s, lang)]).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), 2 * all.len());
    }
}

#[test]
fn a_listener_hears_whether_it_is_disputed_and_what_else_there_is_to_mind() {
    let words = |status| Lang::ALL.map(|lang| disputed_words(status, lang));
    assert_eq!(words(Status::Contested), ["有出入：是", "at odds: yes"]);
    for status in [Status::Confirmed, Status::AsStated] {
        assert_eq!(words(status), ["有出入：否", "at odds: no"]);
    }
    assert_eq!(words(Status::NotChecked), ["有出入：否；未查", "at odds: no; not looked up"]);
    assert_eq!(words(Status::NotFound), ["有出入：否；查而未得", "at odds: no; no corroboration"]);
    assert_eq!(words(Status::Context), ["有出入：否；背景", "at odds: no; context"]);
    assert_eq!(words(Status::Caveat), ["有出入：否；有保留", "at odds: no; with a caveat"]);
    assert_eq!(words(Status::Derived), ["有出入：否；我们算出或归类", "at odds: no; ours"]);
}

/// Parses a formatted amount by its digits and its unit.
fn parsed(text: &str) -> f64 {
    let scale =
        [("亿", 8), ("万", 4), ("bn", 9), ("m", 6)].iter().find(|(unit, _)| text.contains(unit)).map_or(0, |s| s.1);
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let value: f64 = format!("{digits}e{scale}").parse().unwrap();
    if text.contains('−') { -value } else { value }
}

proptest! {
    #[test]
    fn no_amount_changes_by_being_written(dollars in -1_000_000_000_000i64..1_000_000_000_000) {
        for lang in Lang::ALL {
            prop_assert_eq!(parsed(&money(dollars as f64, Unit::Usd, lang)), dollars as f64);
        }
    }

    #[test]
    fn no_number_changes_by_being_written(value in -1e12f64..1e12) {
        prop_assert_eq!(parsed(&number(value)), value);
    }

    #[test]
    fn rounding_keeps_figures_to_read_and_the_languages_together(dollars in 0i64..1_000_000_000_000) {
        let [zh, en] = Lang::ALL.map(|lang| parsed(&money_rounded(dollars as f64, Unit::Usd, lang)));
        prop_assert_eq!(zh, en);
        prop_assert!((zh - dollars as f64).abs() <= dollars as f64 * 0.005 + 0.5);
    }
}
