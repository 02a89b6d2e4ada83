//! Packages that do without: no article, no story, no voyages, and each table but the needed ones missing or empty.

use super::tests::assert_problems;
use super::*;
use crate::dataset::package::fixture::{other, other_files};
use crate::dataset::{SHAPES, Unit, decode_both, encode_both};
use crate::text::{Lang, Text};

/// The files with `from`, which has to be there, replaced in one of them.
fn with(name: &str, from: &str, to: &str) -> Files {
    let mut files = other_files();
    let text = String::from_utf8(files[name].clone()).unwrap();
    assert!(text.contains(from), "{name} has no {from}");
    files.insert(name.into(), text.replacen(from, to, 1).into_bytes());
    files
}

/// The files without the table `name`: its resource is taken out, and its file.
fn without(files: &Files, name: &str) -> Files {
    let mut files = files.clone();
    let mut descriptor: serde_json::Value = serde_json::from_slice(&files[DESCRIPTOR]).unwrap();
    descriptor["resources"].as_array_mut().unwrap().retain(|resource| resource["name"] != name);
    files.insert(DESCRIPTOR.into(), descriptor.to_string().into_bytes());
    files.remove(&format!("{name}.csv"));
    files
}

/// The files with nothing but the header in the table `name`.
fn emptied(files: &Files, name: &str) -> Files {
    let mut files = files.clone();
    let file = format!("{name}.csv");
    let header = files[&file].iter().position(|byte| *byte == b'\n').unwrap();
    files.get_mut(&file).unwrap().truncate(header + 1);
    files
}

#[test]
fn a_package_says_of_itself_what_the_page_says_of_it() {
    let Compiled { dataset, details, .. } = other();
    let meta = &dataset.meta;
    assert!(!meta.has_article() && meta.published.is_none() && dataset.story.is_empty());
    let about = meta.about.as_ref().unwrap();
    assert_eq!((&*about.name, &*about.address.zh), ("norvania-cars", "https://norvania.example/cars"));
    assert_eq!(&*about.origin.en, "Norvania Desk");
    assert!(about.description.en.starts_with("Made up for tests"));
    let lines = |texts: &[Text], lang| texts.iter().map(|text| text.get(lang).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        lines(&about.sources, Lang::Zh),
        ["出处：诺瓦尼亚汽车登记处年报，norvania.example/registry", "出处：Port statistics of Lanmark"]
    );
    assert_eq!(
        lines(&about.sources, Lang::En),
        [
            "Source: Norvanian motor registry, annual report, norvania.example/registry",
            "Source: Port statistics of Lanmark"
        ]
    );
    assert_eq!(
        lines(&about.licences, Lang::En),
        ["Licence: Open Database License 1.0, opendatacommons.org/licenses/odbl/1-0/"]
    );
    assert_eq!(&*about.made.en, "Data: “Norvanian electric cars: away from home”, version 2.3.0, by Norvania Desk");
    assert!(dataset.funding.iter().all(|point| {
        dataset.record(point.record).quantity.as_ref().is_some_and(|quantity| quantity.unit == Unit::Eur)
    }));
    assert_eq!(decode_both(&encode_both(&dataset, &details)), Ok((dataset, details)));
    // The page's own dataset needs none of it.
    assert_eq!(fixture::tiny().meta.about, None);
}

#[test]
fn all_but_the_needed_tables_may_be_missing_or_empty() {
    // From the leaves: nothing may refer to what is not there.
    let order = ["funding", "series", "companies", "lanes", "regions"];
    let mut files = other_files();
    for (cell, bare) in
        [(",fjordauto,fjordauto,lanmark,,", ",,,lanmark,,"), (",fjordauto,fjordauto,oasis,,", ",,,oasis,,")]
    {
        let text = String::from_utf8(files["events.csv"].clone()).unwrap();
        files.insert("events.csv".into(), text.replace(cell, bare).into_bytes());
    }
    let text = String::from_utf8(files["events.csv"].clone()).unwrap();
    let text = text.replace(",recycler,recycler,reef,,", ",,,reef,,").replace(",recycler,recycler,,isles,", ",,,,,");
    files.insert("events.csv".into(), text.into_bytes());
    let text = String::from_utf8(files["places.csv"].clone()).unwrap();
    let text = ["LMK,europe", "OAS,mideast", "REF,isles"].iter().fold(text, |text, cell| {
        let (country, _) = cell.split_once(',').unwrap();
        text.replace(cell, &format!("{country},"))
    });
    files.insert("places.csv".into(), text.into_bytes());
    for name in order {
        assert_problems(&emptied(&files, name), &[]);
        files = without(&files, name);
        assert_problems(&files, &[]);
    }
    let dataset = read(&files).unwrap().dataset;
    assert_eq!((dataset.places.len(), dataset.companies.len(), dataset.lanes.len()), (4, 0, 0));
    for name in spec::NEEDED {
        let problems = read(&without(&files, name)).unwrap_err();
        let missing = format!("datapackage.json:resources: the table `{name}` is missing; describe it here");
        assert!(problems.iter().any(|problem| problem.to_string() == missing), "{problems:?}");
        let problems = read(&emptied(&files, name)).unwrap_err();
        let empty = format!("{name}.csv: the table has no rows; write at least one");
        assert!(problems.iter().any(|problem| problem.to_string() == empty), "{problems:?}");
    }
}

#[test]
fn nothing_refers_to_a_table_that_is_not_there() {
    let files = without(&other_files(), "lanes");
    let lines: Vec<String> = read(&files).unwrap_err().iter().map(ToString::to_string).collect();
    assert!(lines[0].starts_with("companies.csv:2:lane: “fjordauto” is not an id of `lanes`"), "{lines:?}");
    assert_eq!(lines.len(), 6, "each row that names one: {lines:?}");
}

#[test]
fn what_is_said_of_the_whole_is_checked() {
    assert_problems(
        &with(DESCRIPTOR, "\"currency\": \"eur\"", "\"currency\": \"gbp\""),
        &["datapackage.json:currency: “gbp” is no currency that the page can write; write one of `usd`, `eur`, `cny`"],
    );
    assert_problems(
        &with(DESCRIPTOR, "\"currency\": \"eur\",", ""),
        &[
            "datapackage.json:currency: is missing, and the package has amounts of money; write one of `usd`, `eur`, `cny`",
        ],
    );
    assert_problems(
        &with(DESCRIPTOR, "https://norvania.example/cars", "javascript:alert(1)"),
        &[
            "datapackage.json:homepage: “javascript:alert(1)” is not a web address; begin it with https:// and leave no \
           spaces",
        ],
    );
    assert_problems(
        &with(DESCRIPTOR, "\"norvania-cars\"", "\"../cars\""),
        &["datapackage.json:name: “../cars” cannot be part of a file's name; use lower-case letters, digits, - and _"],
    );
    assert_problems(
        &with(DESCRIPTOR, "\"description@en\": \"Made up", "\"x\": \"Made up"),
        &["datapackage.json:description@en: is missing; write a text here"],
    );
    let mut less = with("funding.csv", ",4100000,", ",-4100000,");
    assert_problems(&less, &["funding.csv:2:value: -4100000 is less than 0; write 0 or more"]);
    let descriptor =
        String::from_utf8(less[DESCRIPTOR].clone()).unwrap().replace("\"minimum\": 0", "\"minimum\": -9e9");
    less.insert(DESCRIPTOR.into(), descriptor.replace(", \"minimum\": -9e9", "").into_bytes());
    assert_problems(
        &less,
        &["funding.csv:2:value: an amount of funding is less than nothing; write what was raised, 0 or more"],
    );
}

#[test]
fn money_is_a_fact_of_the_dataset() {
    let hash = |files: &Files| read(files).unwrap().dataset.meta.hash;
    let yuan = with(DESCRIPTOR, "\"currency\": \"eur\"", "\"currency\": \"cny\"");
    assert_ne!(hash(&yuan), hash(&other_files()));
    // A package that did not use to say so keeps its hash, and with it what its links say.
    let tiny = fixture::files();
    let text = String::from_utf8(tiny[DESCRIPTOR].clone()).unwrap().replace("  \"currency\": \"usd\",\n", "");
    let silent: Files = [(DESCRIPTOR.to_owned(), text.into_bytes())].into();
    let (mut problems, mut said) = (diagnostic::Problems::default(), diagnostic::Problems::default());
    let silent = descriptor::Package::read(&silent, &mut problems).unwrap();
    let said = descriptor::Package::read(&tiny, &mut said).unwrap();
    let none = Tables::new();
    assert_eq!(releases::fingerprints(&silent, &none), releases::fingerprints(&said, &none));
}

#[test]
fn a_region_without_a_shape_is_reported_and_is_no_fault() {
    let notices: Vec<String> = other().notices.iter().map(ToString::to_string).collect();
    let shapes = diagnostic::quoted(SHAPES);
    assert_eq!(
        notices,
        [format!("regions.csv:4:on_map: the map has no shape for “isles” and says so; shapes are {shapes}")]
    );
}

#[test]
fn a_package_with_the_article_we_retell_is_ours() {
    let article = "\"currency\": \"eur\",\n  \"article\": {\"path\": \"https://example.org/zh\", \"path@en\": \
                   \"https://example.org/en\", \"published\": \"2025-01\"},";
    let theirs = read(&with(DESCRIPTOR, "\"currency\": \"eur\",", article)).unwrap().dataset.meta;
    assert!(theirs.has_article() && theirs.about.is_some(), "another article");
    let about = theirs.about.unwrap();
    assert_eq!((&*about.origin.en, &*about.address.en), ("After an article of Jan 2025", "https://example.org/en"));
    assert_eq!(&*about.sources[0].en, "After an article of Jan 2025, example.org/en");
    assert_eq!(theirs.article_url, Text { zh: "https://example.org/zh".into(), en: "https://example.org/en".into() });
    let ours = article.replace("https://example.org/en", "https://huggingface.co/blog/chinese-ai-expansion");
    assert_eq!(read(&with(DESCRIPTOR, "\"currency\": \"eur\",", &ours)).unwrap().dataset.meta.about, None);
}
