//! The site as others find it: heads, oEmbed, JSON-LD, the pages of shared links, editions in plain text, the data in
//! one file. Addresses are followed to the files of the built site, as a crawler would.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use chuhai_core::dataset::package::Compiled;
use chuhai_core::text::Lang;
use serde_json::{Value, json};
use xtask::site::html::{Tag, tags};
use xtask::site::package_zip;
use xtask::{check_data, frictionless, paths, setup};

use crate::harness::{DESKTOP, journey, probe};

const PAGES: [(Lang, &str); 2] = [(Lang::Zh, ""), (Lang::En, "en/")];

fn read(path: &str) -> String {
    fs::read_to_string(paths::dist().join(path)).unwrap_or_else(|error| panic!("dist/{path}: {error}"))
}

fn head(own: &str) -> Vec<Tag> {
    tags(&read(&format!("{own}index.html")))
}

fn parsed(path: &str) -> Value {
    serde_json::from_str(&read(path)).unwrap()
}

fn compiled() -> Compiled {
    check_data::compile(&paths::root().join("data")).unwrap()
}

/// The public address of the site; none if it was built without `--canonical`.
fn canonical() -> Option<String> {
    let tags = head("");
    let link = tags.iter().find(|tag| tag.get("rel") == Some("canonical"));
    link.and_then(|link| link.get("href")).map(str::to_owned)
}

/// The file that an address in a document of `folder` leads to, if it is one of this site's.
fn file(address: &str, folder: &str) -> PathBuf {
    let root = canonical();
    let path = match root.as_deref().and_then(|root| address.strip_prefix(root)) {
        Some(path) => path.to_owned(),
        None => {
            assert!(!address.contains("://"), "{address} is not of this site");
            [folder, address].concat()
        }
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut file = PathBuf::new();
    for part in Path::new(path).components() {
        match part {
            Component::ParentDir => assert!(file.pop(), "{address} leads out of the site"),
            Component::Normal(name) => file.push(name),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    let file = paths::dist().join(file);
    if file.is_dir() { file.join("index.html") } else { file }
}

#[track_caller]
fn leads_somewhere(address: &str, folder: &str) {
    let file = file(address, folder);
    assert!(file.is_file(), "“{address}” in {folder} leads to {}, which is not there", file.display());
}

fn content<'a>(tags: &'a [Tag], name: &str) -> &'a str {
    let tag = tags.iter().find(|tag| tag.get("property") == Some(name) || tag.get("name") == Some(name));
    tag.and_then(|tag| tag.get("content")).unwrap_or_else(|| panic!("no {name}"))
}

#[test]
fn every_address_in_a_head_leads_to_a_file() {
    for (_, own) in PAGES {
        let tags = head(own);
        let alternates = tags.iter().filter(|tag| tag.name == "link" && tag.get("rel") == Some("alternate"));
        let addresses: Vec<&str> = alternates.filter_map(|tag| tag.get("href")).collect();
        assert_eq!(addresses.len(), 5, "three languages, oEmbed, plain text: {addresses:?}");
        addresses.into_iter().for_each(|address| leads_somewhere(address, own));
        for name in ["og:url", "og:image", "twitter:image"] {
            leads_somewhere(content(&tags, name), own);
        }
        for name in ["og:type", "og:title", "og:description", "og:image:alt", "og:site_name", "twitter:card"] {
            assert!(!content(&tags, name).is_empty(), "{name}");
        }
        let described = content(&tags, "description");
        assert_eq!(content(&tags, "og:description"), described);
    }
}

#[test]
fn each_language_names_the_other_and_is_named_by_it() {
    let named: Vec<BTreeMap<String, PathBuf>> = PAGES
        .iter()
        .map(|(_, own)| {
            let tags = head(own);
            let alternates = tags.iter().filter_map(|tag| Some((tag.get("hreflang")?, tag.get("href")?)));
            alternates.map(|(lang, address)| (lang.to_owned(), file(address, own))).collect()
        })
        .collect();
    assert_eq!(named[0], named[1]);
    for (lang, own) in PAGES {
        let page = paths::dist().join(own).join("index.html");
        assert_eq!(named[0].get(lang.bcp47()), Some(&page));
        let root = head(own).into_iter().find(|tag| tag.name == "html").unwrap();
        assert_eq!(root.get("lang"), Some(lang.bcp47()), "{own}");
    }
    assert!(named[0].contains_key("x-default"));
}

#[test]
fn json_ld_tells_of_an_article_and_of_a_dataset_with_its_files() {
    for (lang, own) in PAGES {
        let document = read(&format!("{own}index.html"));
        let (_, script) = document.split_once("<script type=\"application/ld+json\"").unwrap();
        let (_, text) = script.split_once('>').unwrap();
        let text = text.split("</script>").next().unwrap();
        let graph: Value = serde_json::from_str(text).unwrap();
        let [article, data] = [0, 1].map(|ix| graph["@graph"][ix].clone());
        assert_eq!((&article["@type"], &data["@type"]), (&json!("Article"), &json!("Dataset")));
        for name in ["name", "description", "inLanguage", "datePublished", "isBasedOn", "creator", "license", "version"]
        {
            assert!(!article[name].is_null() && !data[name].is_null(), "{name}");
        }
        assert_eq!(article["inLanguage"], json!(lang.bcp47()));
        assert!(data["temporalCoverage"].as_str().unwrap().contains('/'));
        assert!(data["spatialCoverage"].as_array().unwrap().iter().all(|place| place["name"].is_string()));
        let files = data["distribution"].as_array().unwrap();
        assert!(files.len() > 20, "the package, its description, its tables: {}", files.len());
        for download in files {
            assert!(download["encodingFormat"].is_string());
            leads_somewhere(download["contentUrl"].as_str().unwrap(), own);
        }
    }
}

#[test]
fn the_frame_of_oembed_opens_the_page_in_its_language() {
    for (lang, own) in PAGES {
        let answer = parsed(&format!("{own}oembed.json"));
        assert_eq!((&answer["version"], &answer["type"]), (&json!("1.0"), &json!("rich")));
        leads_somewhere(answer["thumbnail_url"].as_str().unwrap(), own);
        let markup = answer["html"].as_str().unwrap();
        let frame = &tags(markup)[0];
        assert_eq!((frame.name.as_str(), frame.get("loading")), ("iframe", Some("lazy")));
        assert!(frame.get("title").is_some_and(|title| !title.is_empty()));
        assert!(frame.get("sandbox").is_some_and(|rights| rights.contains("allow-scripts")));
        let source = frame.get("src").unwrap().replace("&amp;", "&");
        leads_somewhere(&source, own);
        let query = source.split_once('?').unwrap().1.to_owned();
        journey(DESKTOP, |page| {
            page.open(&format!("{own}?{query}"));
            assert_eq!(page.text("return document.documentElement.lang"), lang.bcp47());
            assert_eq!(page.count("[data-lang]"), 0, "embedded, without the controls of the page");
        });
    }
}

#[test]
fn a_shared_step_shows_its_own_card_and_leads_to_the_step() {
    let compiled = compiled();
    for (lang, own) in PAGES {
        for step in &compiled.dataset.story {
            let folder = format!("{own}share/");
            let document = read(&format!("{folder}{}.html", step.id));
            let tags = tags(&document);
            assert!(content(&tags, "og:title").starts_with(step.title.get(lang)));
            let image = content(&tags, "og:image");
            assert!(image.ends_with(&format!("cards/{}-{}.png", lang.code(), step.id)), "{image}");
            leads_somewhere(image, &folder);
            leads_somewhere(content(&tags, "og:url"), &folder);
        }
    }
    let step = &compiled.dataset.story[2];
    journey(DESKTOP, |page| {
        page.set_languages("en");
        // Led on at once, the page becomes ready where it leads to.
        page.open(&format!("en/share/{}.html", step.id));
        assert_eq!(page.query(), format!("step={}", step.id));
        assert_eq!(page.text("return location.pathname"), "/en/");
    });
}

#[test]
fn the_plain_text_carries_every_title() {
    let compiled = compiled();
    for lang in Lang::ALL {
        let text = read(&format!("story.{}.txt", lang.code()));
        for record in &compiled.dataset.records {
            assert!(text.contains(record.title.get(lang)), "{}", record.id);
        }
        for step in &compiled.dataset.story {
            assert!(text.contains(step.title.get(lang)), "{}", step.id);
        }
    }
}

#[test]
fn the_packed_data_is_the_published_data() {
    let data = paths::dist().join("data");
    let packed = package_zip::unpack(&fs::read(data.join(package_zip::NAME)).unwrap()).unwrap();
    for name in ["datapackage.json", "events.csv", "README.md", "LICENSE.txt", "CITATION.bib", "CITATION.cff"] {
        assert!(packed.contains_key(name), "{name}");
    }
    for (name, bytes) in &packed {
        assert!(fs::read(data.join(name)).unwrap() == *bytes, "{name} differs");
    }
    let published = check_data::files(&data).unwrap();
    assert!(published.keys().all(|name| packed.contains_key(name)), "a table is not packed");
    assert_eq!(fs::read(data.join(package_zip::NAME)).unwrap(), package_zip::pack(&packed).unwrap(), "the same again");
}

#[test]
fn the_public_validator_refuses_a_package_with_one_wrong_cell() {
    let mut packed = package_zip::files(&paths::dist().join("data")).unwrap();
    let places = packed.get_mut("places.csv").unwrap();
    *places = String::from_utf8(places.clone()).unwrap().replace(",CHN,", ",China,").into_bytes();
    let file = paths::target().join("e2e/spoiled.zip");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, package_zip::pack(&packed).unwrap()).unwrap();
    let program = setup::for_frictionless().unwrap();
    let said = frictionless::validate(&program, &file).unwrap_err().to_string();
    assert!(said.contains("places") && said.contains("China"), "{said}");
    let whole = paths::dist().join("data").join(package_zip::NAME);
    assert!(frictionless::validate(&program, &whole).unwrap().contains("story_notes"));
}

#[test]
fn the_data_section_cites_the_data_and_offers_it() {
    journey(DESKTOP, |page| {
        let meta = compiled().dataset.meta;
        for (lang, own) in PAGES {
            page.open(&format!("{own}?lang={}&view=data", lang.code()));
            page.wait_for_details();
            page.click(".citing summary");
            page.wait_for(".citing[open]");
            let cited = page.text("return document.querySelector('.citing').innerText");
            for part in ["[DS/OL]", "[Data set]", "@misc{", meta.title.get(lang), &meta.version, &meta.creator] {
                assert!(cited.contains(part), "{part} in {cited}");
            }
            let fetched = page.evaluate(&probe("fetchCitations"), &[]);
            assert_eq!(
                fetched,
                json!([[200, "chuhai-data.zip", true], [200, "datapackage.json", true], [200, "chuhai.html", true]])
            );
        }
    });
}
