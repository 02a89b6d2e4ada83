//! Statements of the article: what bears them out, who dates them, and that each counts once.

use super::*;
use crate::format::record_date;

#[test]
fn a_record_the_article_does_not_date_has_the_date_of_another_source() {
    let mut files = files();
    let events = String::from_utf8(files["events.csv"].clone()).unwrap();
    files.insert("events.csv".into(), events.replace(",2024-05,2023-09-20,", ",,2023-09-20,").into_bytes());
    let dataset = read(&files).unwrap().dataset;
    let huawei = dataset.record(dataset.find("event-huawei-430m").unwrap());
    assert_eq!((huawei.date, huawei.second_date), ("2023-09-20".parse().ok(), None));
    assert!(huawei.dated_elsewhere);
    let words = Lang::ALL.map(|lang| record_date(huawei, lang));
    assert_eq!(words, ["2023 年 9 月 20 日（据其他来源）", "20 September 2023, by another source"]);
    assert!(!tiny().records.iter().any(|record| record.dated_elsewhere), "the fixture has a date of the article's");
}

#[test]
fn a_claim_stated_twice_is_counted_once() {
    let dataset = tiny();
    let record = |id| dataset.record(dataset.find(id).unwrap());
    assert_eq!(record("talkie").repeats, dataset.find("event-talkie"));
    assert!(!record("talkie").is_statement() && record("event-talkie").is_statement());
    let counted: usize = dataset.statements().iter().map(|(_, records)| records.len()).sum();
    assert_eq!(counted, dataset.records.iter().filter(|record| record.is_statement()).count());
    for (to, message) in [
        ("talkie", "“talkie” is not counted itself; name the record whose statement is counted, or leave it empty"),
        (
            "event-tolkie",
            "“event-tolkie” is not an id of `records`; correct it (“event-talkie”?), or add a row with that id",
        ),
    ] {
        check(
            "products.csv",
            "event-talkie,who,1",
            &format!("{to},who,1"),
            &[&format!("products.csv:3:repeats: {message}")],
        );
    }
    check(
        "products.csv",
        "event-talkie,who,1,,as-stated",
        "event-tc260,who,1,,as-stated",
        &["products.csv:3:status: “event-tc260”, which tells the same, has the status contested; give both the same \
         status, or leave `repeats` empty"],
    );
}

#[test]
fn evidence() {
    check(
        "events.csv",
        ",who,3,,not-checked",
        ",who,,,not-checked",
        &["events.csv:3:paragraph: the section is given but not the paragraph; count it from 1"],
    );
    check(
        "events.csv",
        ",who,3,,not-checked",
        ",,,,not-checked",
        &[
            "events.csv:3:section: the record has no evidence; write where the article says it, name its source, or add \
         a row to checks.csv",
        ],
    );
    check(
        "events.csv",
        ",who,3,,not-checked",
        ",who,3,,confirmed",
        &["events.csv:3:status: nothing in checks.csv confirms this record; add the source that confirms it to \
         checks.csv, or choose another status"],
    );
    check(
        "events.csv",
        ",who,3,,not-checked",
        ",who,3,,caveat",
        &["events.csv:3:status: the status caveat is not explained; write a note, or add to checks.csv what other \
         sources say"],
    );
    check(
        "events.csv",
        ",who,3,,not-checked",
        ",who,3,,not-found",
        &[
            "events.csv:3:status: nothing says what was looked for and not found; write a note on what was looked for, or \
         choose not-checked where nothing was",
        ],
    );
    check(
        "events.csv",
        ",who,3,,not-checked",
        ",who,3,,context",
        &["events.csv:3:section: what the article says is no context beside it; leave it empty, or change the status"],
    );
    check(
        "sources.csv",
        "https://example.org/tc260",
        "example.org/tc260",
        &["sources.csv:4:copy: “example.org/tc260” is not a web address; begin it with https:// and leave no spaces"],
    );
    check(
        "metrics.csv",
        ",named-feifan,caveat",
        ",named-feifan,derived",
        &["metrics.csv:4:named_source: what is derived by us has no source that the article names; leave it empty"],
    );
    check(
        "events.csv",
        "430000000,usd",
        "430000000,",
        &["events.csv:4:unit: the value has no unit; write its unit, or take the value out"],
    );
    check(
        "events.csv",
        "430000000,usd,exact",
        ",usd,exact",
        &[
            "events.csv:4:value: the unit has no value; write the value; for “millions” write 1000000 and the qualifier \
         order",
            "events.csv:4:qualifier: there is no value to qualify; write the value, or take the qualifier out",
        ],
    );
    check(
        "places.csv",
        "39.9,true",
        "39.9,false",
        &["places.csv: no place is home; write true in the column `home` of one row"],
    );
    check("places.csv", "37.5,false", "37.5,true", &["places.csv:3:home: home is in line 2 already; write false"]);
}
