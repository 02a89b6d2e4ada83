//! Tests of the compiled fixture, and of the exact diagnostics for broken ones.

mod descriptor;
mod spreadsheets;

use proptest::prelude::*;

use super::fixture::{files, tiny, tiny_details};
use super::*;
use crate::dataset::{Kind, Qualifier, Status, Unit, decode_both, encode_both};
use crate::text::Lang;

mod statements;

/// Replaces `from`, which has to be there, by `to` in a file of the fixture, and compares the problems.
#[track_caller]
pub(super) fn check(file: &str, from: &str, to: &str, expected: &[&str]) {
    check_bytes(file, from.as_bytes(), to.as_bytes(), expected);
}

#[track_caller]
fn check_bytes(file: &str, from: &[u8], to: &[u8], expected: &[&str]) {
    let mut files = files();
    let bytes = files.get_mut(file).unwrap();
    let at = bytes.windows(from.len()).position(|window| window == from).expect("the text to replace is in the file");
    bytes.splice(at..at + from.len(), to.iter().copied());
    assert_problems(&files, expected);
}

#[track_caller]
pub(super) fn assert_problems(files: &Files, expected: &[&str]) {
    let problems: Vec<String> = match read(files) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(ToString::to_string).collect(),
    };
    assert_eq!(problems, expected);
}

#[test]
fn the_fixture_is_valid() {
    let Compiled { dataset, details, checked, .. } = read(&files()).unwrap_or_else(|problems| {
        panic!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    });
    assert_eq!(checked.tables, 21);
    assert_eq!(checked.records, dataset.records.len());
    assert_eq!(checked.records, details.records.len());
    assert!(checked.cells > 1_000 && checked.references > 100 && checked.text_pairs > 100 && checked.dates > 20);
}

#[test]
fn rows_become_records_with_every_reference_resolved() {
    let (dataset, details) = (tiny(), tiny_details());
    let detail = |id: &str| details.of(dataset.find(id).unwrap()).unwrap();
    assert_eq!(dataset.meta.title.en.as_ref(), "A tiny dataset");
    assert_eq!(dataset.meta.published.map(|date| date.to_string()).as_deref(), Some("2024-10-03"));
    assert_eq!(dataset.meta.hash.len(), 8);

    let huawei = dataset.record(dataset.find("event-huawei-430m").unwrap());
    assert_eq!((huawei.kind, &*huawei.subkind), (Kind::Event, "investment"));
    assert_eq!(huawei.second_date.map(|date| date.to_string()).as_deref(), Some("2023-09-20"));
    let quantity = huawei.quantity.as_ref().unwrap();
    assert_eq!((quantity.value, quantity.unit, quantity.qualifier), (430e6, Unit::Usd, Qualifier::Exact));
    assert_eq!(huawei.evidence.status, Status::Contested);
    assert!(detail("event-huawei-430m").versions_differ.is_some());
    assert_eq!(dataset.lanes[usize::from(huawei.lane.unwrap())].title.get(Lang::Zh), "华为");

    let tc260 = dataset.record(dataset.find("event-tc260").unwrap());
    assert_eq!(&*detail("event-tc260").checks[0].says.en, "The text is dated 29 February 2024.");
    assert_eq!(dataset.record(tc260.related[0]).kind, Kind::Policy);

    let by = detail("quote-open-source").by.as_ref().unwrap();
    assert_eq!((&*by.name.en, &*by.role.as_ref().unwrap().en), ("A researcher", "founder"));
}

#[test]
fn a_record_knows_the_regions_its_places_lie_in() {
    let dataset = tiny();
    let ids = |record: &str| -> Vec<&str> {
        let record = dataset.record(dataset.find(record).unwrap());
        record.regions.iter().map(|ix| &*dataset.record(dataset.regions[usize::from(*ix)].record).id).collect()
    };
    // Named: East Asia and Southeast Asia; Latin America follows from Mexico.
    assert_eq!(ids("event-alibaba-dc"), ["eastasia", "sea", "latam"]);
    assert_eq!(ids("malaysia"), ["sea"]);
    assert_eq!(ids("korea"), Vec::<&str>::new());
    assert_eq!(ids("africa"), ["africa"]);
    assert_eq!(ids("mobily"), ["mideast"]);
}

#[test]
fn a_grouping_stands_for_the_shapes_of_its_parts() {
    let dataset = tiny();
    let shapes = |id: &str| -> Vec<&str> {
        let region = &dataset.regions[usize::from(dataset.find_region(id).unwrap())];
        region.shapes.iter().map(|ix| &*dataset.record(dataset.regions[usize::from(*ix)].record).id).collect()
    };
    assert_eq!(shapes("africa"), ["nafrica", "ssafrica"]);
    assert_eq!(shapes("sea"), ["sea"]);
    assert_eq!(shapes("eastasia"), Vec::<&str>::new());
}

#[test]
fn the_hash_changes_with_any_fact_and_with_nothing_else() {
    let again = tiny();
    assert_eq!(tiny().meta.hash, again.meta.hash);
    let mut changed = files();
    let quotes = String::from_utf8(changed["quotes.csv"].clone()).unwrap();
    changed.insert("quotes.csv".into(), quotes.replace("A researcher", "A reader").into_bytes());
    assert_ne!(read(&changed).unwrap().dataset.meta.hash, again.meta.hash);
}

#[test]
fn wrong_types() {
    check(
        "events.csv",
        "430000000",
        "430m",
        &["events.csv:4:value: “430m” is not a number; write digits alone, such as 430000000 or 50.07"],
    );
    check(
        "events.csv",
        "430000000",
        "NaN",
        &["events.csv:4:value: “NaN” is not a finite number; write its digits, or leave the cell empty"],
    );
    check(
        "events.csv",
        "430000000",
        "inf",
        &["events.csv:4:value: “inf” is not a finite number; write its digits, or leave the cell empty"],
    );
    check(
        "events.csv",
        "why-market,2,",
        "why-market,2.5,",
        &["events.csv:2:paragraph: “2.5” is not a whole number; write digits alone, such as 12"],
    );
    check(
        "events.csv",
        "why-market,2,",
        "why-market,0,",
        &["events.csv:2:paragraph: 0 is less than 1; write 1 or more"],
    );
    check("places.csv", "116.4", "216.4", &["places.csv:2:lon: 216.4 is more than 180; write 180 or less"]);
    check(
        "regions.csv",
        "article,true",
        "article,yes",
        &["regions.csv:2:on_map: “yes” is neither true nor false; write true or false"],
    );
    check(
        "events.csv",
        "partnership",
        "partnerships",
        &["events.csv:3:kind: “partnerships” is not one of the words for this column; write one of `partnership`, \
         `launch`, `investment`, `announcement`, `market`, `policy`"],
    );
    check(
        "places.csv",
        "KOR",
        "Kor",
        &["places.csv:3:country: “Kor” is not a country’s code; write its three capital letters, such as DEU"],
    );
    check(
        "events.csv",
        ",tencent-cloud;mobily,",
        ",tencent-cloud; mobily,",
        &[
            "events.csv:3:companies: “tencent-cloud; mobily” has an empty item or a space beside a “;”; put nothing but \
         the delimiter between two items",
        ],
    );
    check(
        "events.csv",
        ",tencent-cloud;mobily,",
        ",mobily;mobily,",
        &["events.csv:3:companies: “mobily” stands in the list twice; keep one of them"],
    );
    check(
        "events.csv",
        ",2024-03,,tencent",
        ", 2024-03,,tencent",
        &["events.csv:3:date: has spaces at its ends; remove them"],
    );
    check("products.csv", ",app,,", ",,,", &["products.csv:3:kind: is empty; write its value"]);
}

#[test]
fn dates() {
    check(
        "events.csv",
        "2022-11-30,,industry",
        "2024-13,,industry",
        &["events.csv:2:date: “2024-13” is not a date; write 2024, 2024-05, 2024-03-05, 2024~, FROM/TO or ../TO"],
    );
    check(
        "events.csv",
        "2022-11-30,,industry",
        "2024-02-30,,industry",
        &[
            "events.csv:2:date: “2024-02-30” does not exist: that month has 29 days; correct the day, or leave it out if \
         it is not known",
        ],
    );
    check(
        "metrics.csv",
        "2023-10/2024-09",
        "2024-09/2023-10",
        &["metrics.csv:3:date: “2024-09/2023-10” ends before it begins; put the earlier date first"],
    );
    check(
        "events.csv",
        "2024-01~/2024-03~",
        "2024-01~/2024-03",
        &["events.csv:7:date: “2024-01~/2024-03” is approximate at one end only; write ~ at both ends or at neither"],
    );
    check(
        "sources.csv",
        "2026-11-20",
        "20 November 2026",
        &["sources.csv:4:read: “20 November 2026” is not a date; write 2026-11-20"],
    );
}

#[test]
fn both_languages_and_the_same_figures() {
    check(
        "products.csv",
        "MiniMax’s app for users abroad.",
        "",
        &["products.csv:3:text@en: the English text is missing; write in English what `text` says"],
    );
    check(
        "events.csv",
        "Data centres,",
        ",",
        &["events.csv:5:short@en: the English text is missing; write in English what `short` says"],
    );
    check(
        "metrics.csv",
        "more than 197 models were",
        "more than 179 models were",
        &["metrics.csv:2:text@en: the Chinese text has 197 where the English has 179; write the same figures in both \
         languages"],
    );
    check(
        "events.csv",
        "投资 4.3 亿美元",
        "投资 4.3 万美元",
        &[
            "events.csv:4:text@en: the Chinese text has 43000 where the English has 430000000; write the same figures in \
         both languages",
        ],
    );
    check(
        "events.csv",
        "In March 2024 Tencent",
        "In 2024 Tencent",
        &["events.csv:3:text@en: only the Chinese text has 3; write the same figures in both languages"],
    );
    check(
        "checks.csv",
        "约 203 亿美元",
        "约两百亿美元",
        &["checks.csv:5:says@en: only the English text has 20300000000; write the same figures in both languages"],
    );
    check(
        "events.csv",
        "4.3 亿美元五年计划",
        "华为在北非的五年投资 4.3 亿美元计划",
        &[
            "events.csv:4:short: is 35 wide, a Chinese character counted as 2; shorten it to 28, so that it fits beside \
         its mark",
        ],
    );
}

#[test]
fn ids_and_references() {
    check(
        "events.csv",
        ",tencent-cloud;mobily,",
        ",tencent-clod;mobily,",
        &[
            "events.csv:3:companies: “tencent-clod” is not an id of `companies`; correct it (“tencent-cloud”?), or add a \
         row with that id",
        ],
    );
    check(
        "events.csv",
        ",why-market,2,",
        ",somewhere,2,",
        &["events.csv:2:section: “somewhere” is not an id of `sections`; correct it, or add a row with that id"],
    );
    check(
        "checks.csv",
        "event-tc260,",
        "event-tc261,",
        &[
            "checks.csv:4:record: “event-tc261” is not an id of `records`; correct it (“event-tc260”?), or add a row with \
         that id",
        ],
    );
    check(
        "events.csv",
        "event-go-saudi,",
        "event-chatgpt,",
        &["events.csv:3:id: “event-chatgpt” stands in line 2 already; give each row its own"],
    );
    check(
        "quotes.csv",
        "quote-open-source,",
        "event-talkie,",
        &["quotes.csv:2:id: “event-talkie” is the id of events.csv:9 already; give each record its own id"],
    );
    check(
        "companies.csv",
        "tech-giant,,tencent",
        "tech-giant,tencent-cloud,tencent",
        &[
            "companies.csv:3:parent: leads back to “tencent” itself; take the circle apart",
            "companies.csv:4:parent: leads back to “tencent-cloud” itself; take the circle apart",
        ],
    );
    check(
        "voyages.csv",
        "true,taiwan-strait,",
        "true,hormuz,",
        &["voyages.csv:4:from: “hormuz” comes later than this row; keep the rows in sailing order"],
    );
    check(
        "sources.csv",
        "https://www.tc260.org.cn/",
        "www.tc260.org.cn",
        &["sources.csv:4:url: “www.tc260.org.cn” is not a web address; begin it with https:// and leave no spaces"],
    );
}

#[test]
fn columns_and_files() {
    check(
        "lanes.csv",
        "title@en,glyph",
        "title@en,shape",
        &[
            "lanes.csv:1:shape: the column is not in the schema; remove it, let its name begin with #, or describe it in datapackage.json under `lanes`",
            "lanes.csv:1:glyph: the column is missing; add it to the header and to every row",
        ],
    );
    check(
        "lanes.csv",
        "id,title,title@en",
        "id,title,title",
        &[
            "lanes.csv:1:title: the column stands here twice; remove one of the two",
            "lanes.csv:1:title@en: the column is missing; add it to the header and to every row",
        ],
    );
    let mut emptied = files();
    emptied.insert("checks.csv".into(), b"record,source,says,says@en\n".to_vec());
    emptied.insert("voyages.csv".into(), Vec::new());
    emptied.remove("quotes.csv");
    emptied.insert("notes.csv".into(), b"id\na\n".to_vec());
    assert_problems(
        &emptied,
        &[
            "events.csv:5:status: nothing in checks.csv confirms this record; add the source that confirms it to \
         checks.csv, or choose another status",
            "metrics.csv:2:status: nothing in checks.csv confirms this record; add the source that confirms it to \
         checks.csv, or choose another status",
            "notes.csv: no table of the package is kept in this file; add a resource for it to datapackage.json, or \
         remove the file",
            "quotes.csv: the file is missing; add it, or take its resource out of datapackage.json",
            "voyages.csv: the table is empty; write the header and at least one row",
        ],
    );
}

#[test]
fn all_problems_are_reported_at_once() {
    let mut files = files();
    for (file, from, to) in [
        ("events.csv", "2022-11-30,,industry", "soon,,industry"),
        ("events.csv", "430000000", "NaN"),
        ("quotes.csv", "founder", ""),
        ("checks.csv", "cset", "cste"),
    ] {
        let text = String::from_utf8(files[file].clone()).unwrap();
        assert!(text.contains(from));
        files.insert(file.into(), text.replacen(from, to, 1).into_bytes());
    }
    let places: Vec<_> =
        read(&files).unwrap_err().into_iter().map(|p| (p.file, p.row.unwrap(), p.column.unwrap())).collect();
    let expected = [
        ("checks.csv", 5, "source"),
        ("events.csv", 2, "date"),
        ("events.csv", 4, "value"),
        ("quotes.csv", 2, "role@en"),
    ];
    assert_eq!(places, expected.map(|(file, row, column)| (file.to_owned(), row, column.to_owned())));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_package_damaged_anywhere_is_read_to_the_end(
        file in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), gone in 0usize..40, new in ".{0,6}",
    ) {
        let mut files = files();
        let bytes = files.values_mut().nth(file.index(18)).unwrap();
        let at = at.index(bytes.len());
        let end = (at + gone).min(bytes.len());
        bytes.splice(at..end, new.into_bytes());
        if let Ok(compiled) = read(&files) {
            let both = encode_both(&compiled.dataset, &compiled.details);
            prop_assert_eq!(decode_both(&both), Ok((compiled.dataset, compiled.details)));
        }
    }
}
