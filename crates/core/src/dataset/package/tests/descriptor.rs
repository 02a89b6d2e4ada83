//! Tests of the diagnostics for `datapackage.json`.

use super::super::DESCRIPTOR;
use super::super::fixture::files;
use super::{assert_problems, check};

#[test]
fn the_descriptor() {
    check(
        "datapackage.json",
        "\"version\": \"0.1.0\",",
        "",
        &["datapackage.json:version: is missing; write a text here"],
    );
    check(
        "datapackage.json",
        "\"zh\", \"en\"",
        "\"en\"",
        &["datapackage.json:languages: has to be Chinese, then English; write [\"zh\", \"en\"]"],
    );
    check(
        "datapackage.json",
        "\"published\": \"2024-10-03\"",
        "\"published\": \"3 Oct\"",
        &[
            "datapackage.json:article.published: “3 Oct” is not a date; write 2024, 2024-05, 2024-03-05, 2024~, FROM/TO \
         or ../TO",
        ],
    );
    check(
        "datapackage.json",
        "{\"name\": \"glyph\", \"type\": \"string\"",
        "{\"name\": \"glyph\", \"type\": \"geojson\"",
        &["datapackage.json:lanes.schema.glyph: the type `geojson` is not in use here; use string, number, integer, \
         boolean or list"],
    );
    check(
        "datapackage.json",
        "{\"name\": \"second_date\", \"type\": \"string\", \"edtf\": true}",
        "{\"name\": \"second_date\"}",
        &["datapackage.json:events.schema.second_date: has another type than its column is read as; make it a string \
         with \"edtf\": true"],
    );
    check(
        "datapackage.json",
        "\"minimum\": -180",
        "\"minLength\": 3",
        &[
            "datapackage.json:regions.schema.lon: the constraint `minLength` is not checked here; use required, unique, \
         enum, minimum, maximum or pattern",
        ],
    );
    check(
        "datapackage.json",
        "\"references\": \"regions.id\"",
        "\"references\": \"region.id\"",
        &[
            "datapackage.json:regions.schema.parts: does not refer to `regions.id`; add \"references\": \"regions.id\", or \
         a foreign key",
            "datapackage.json:regions.schema.parts: refers to `region.id`, which is not there; correct the name",
        ],
    );
    check(
        "datapackage.json",
        "\"primaryKey\": \"id\"",
        "\"primaryKey\": \"key\"",
        &["datapackage.json:sections.schema.primaryKey: does not name one column; write one column's name"],
    );
    check(
        "datapackage.json",
        "\"languages\"",
        "languages",
        &["datapackage.json:9: not a JSON object: key must be a string at line 9 column 3; correct the JSON"],
    );
    check(
        "datapackage.json",
        "\"minimum\": -180",
        "\"minimum\": \"west\", \"pattern\": \"(\", \"unique\": 1",
        &["minimum", "pattern", "unique"].map(|name| {
            format!("datapackage.json:regions.schema.lon: the constraint `{name}` has a value of the wrong kind; correct its value")
        }).each_ref().map(String::as_str),
    );
    let mut without = files();
    without.remove(DESCRIPTOR);
    assert_problems(&without, &["datapackage.json: the file is missing; add it: it names every table and its columns"]);
}

#[test]
fn a_value_that_the_compiled_types_need_has_no_default() {
    let without = |edits: &[(&str, &str, &str)]| {
        let mut files = files();
        let json = String::from_utf8(files[DESCRIPTOR].clone()).unwrap().replace("\"required\": true, ", "");
        files.insert(DESCRIPTOR.into(), json.into_bytes());
        for (file, from, to) in edits {
            let text = String::from_utf8(files[*file].clone()).unwrap();
            assert!(text.contains(from), "{from}");
            files.insert((*file).into(), text.replacen(from, to, 1).into_bytes());
        }
        files
    };
    assert_problems(&without(&[]), &[]);
    let statuses = [("events.csv", "why-market,2,,as-stated", "why-market,2,,"), ("places.csv", "as-stated", "")];
    assert_problems(
        &without(&statuses),
        &["places.csv:2:status: is empty; write its value", "events.csv:2:status: is empty; write its value"],
    );
    assert_problems(
        &without(&[("story.csv", "map,,90 -10 130 30", ",,")]),
        &["story.csv:2:view: is empty; write its value"],
    );
    assert_problems(
        &without(&[("places.csv", "116.4,39.9", "116.4,")]),
        &["places.csv:2:lat: is empty; write its value"],
    );
}
