//! Opening the page: what is there, in which language, and what it took.

use serde_json::json;
use xtask::paths;
use xtask::site::sizes;

use crate::harness::{DESKTOP, PHONE, VIEWS, journey, probe};

#[test]
fn the_page_opens_with_three_views() {
    journey(DESKTOP, |page| {
        page.open("");
        assert_eq!(page.text("return document.documentElement.lang"), "zh-Hans");
        assert_eq!(page.text("return document.title"), "出海：中国 AI 为何走出去");
        assert_eq!(page.count("main h1"), 1);
        for section in ["story", "map", "funding", "timeline", "data"] {
            assert_eq!(page.count(&format!("main section#{section}")), 1, "#{section}");
            assert_eq!(page.count(&format!("#{section} h2")), 1, "#{section} h2");
        }
        for view in VIEWS {
            assert_eq!(page.count(&format!("#{view} figure")), 1, "#{view} figure");
            assert!(page.count(&format!("#{view} canvas[aria-hidden=true]")) >= 1, "#{view} canvas");
            assert_eq!(page.count(&format!("#{view} canvas:not([aria-hidden=true])")), 0, "#{view} canvas is heard");
            assert!(page.count(&format!("#{view} figcaption")) >= 1, "#{view} figcaption");
            assert!(page.count(&format!("#{view} table")) >= 1, "#{view} table");
            assert!(page.count(&format!("#{view} [data-id]")) >= 3, "#{view} items");
            assert_eq!(page.count(&format!("#{view} [data-id][tabindex='0']")), 1, "#{view} tab stops");
            assert_eq!(page.count(&format!("#{view} [data-id][data-emphasis]")), 0, "#{view}: nothing is chosen");
        }
        // A region counts its items: the seven of the article's map are all there.
        for region in ["sea", "mideast", "nafrica", "ssafrica", "europe", "namerica", "latam"] {
            assert_eq!(page.count(&format!("#map [data-id='{region}']")), 1, "{region}");
        }
    });
}

#[test]
fn every_item_has_a_name_and_no_two_the_same_id() {
    journey(DESKTOP, |page| {
        for language in ["zh", "en"] {
            page.open(&format!("?lang={language}"));
            for view in VIEWS {
                let body = &probe("itemsWithoutNameOrTwice");
                assert_eq!(page.evaluate(body, &[json!(view)]), json!([]), "#{view}");
            }
        }
    });
}

#[test]
fn the_language_is_the_addresss_else_the_readers_else_the_documents() {
    journey(DESKTOP, |page| {
        for (languages, path, shown) in [
            ("zh-CN", "", "zh-Hans"),
            ("en-GB", "", "en"),
            ("fr", "", "zh-Hans"),
            ("fr", "en/", "en"),
            ("fr,en", "", "en"),
            ("zh-CN", "?lang=en", "en"),
            ("en-GB", "en/?lang=zh", "zh-Hans"),
        ] {
            page.set_languages(languages);
            page.open(path);
            let asked = format!("/{path} for a reader of {languages}");
            assert_eq!(page.text("return document.documentElement.lang"), shown, "{asked}");
            let title =
                if shown == "en" { "Why Chinese AI is setting sail" } else { "出海：中国 AI 为何走出去" };
            assert_eq!(page.text("return document.title"), title, "{asked}");
            assert_eq!(page.text("return document.querySelector('h1').textContent.trim()"), title, "{asked}");
        }
    });
}

#[test]
fn the_marks_measure_the_start() {
    journey(PHONE, |page| {
        page.open("");
        let milliseconds = page.number(&probe("startDuration"));
        assert!(milliseconds > 0.0, "{milliseconds}");
        assert_eq!(page.number("return performance.getEntriesByName('chuhai:ready').length"), 1.0);
    });
}

#[test]
fn the_page_loads_what_the_budget_counts_and_nothing_else() {
    journey(DESKTOP, |page| {
        page.open("");
        page.wait_for_details();
        let sizes = sizes::measure(&paths::dist()).unwrap();
        assert_eq!(sizes.parts.len(), 9, "five parts of the module, and what some of them share");
        let parts = sizes.parts.into_iter().map(|(file, _)| file).chain([sizes.details, sizes.story_text]);
        let counted: Vec<String> =
            sizes.documents.into_iter().chain(sizes.files).chain(parts).map(|file| file.name).collect();
        let loaded = page.requests();
        assert!(loaded.len() >= 4, "{loaded:?}");
        for address in loaded {
            let name = address.split('/').skip(3).collect::<Vec<_>>().join("/");
            let name = if name.is_empty() { "index.html".to_owned() } else { name };
            assert!(counted.contains(&name), "{name} is loaded, but the budget counts {counted:?} only");
        }
    });
}

#[test]
fn the_data_package_is_published_with_the_page() {
    journey(DESKTOP, |page| {
        page.open("");
        let body = &probe("fetchSynchronously");
        let package = page.evaluate(body, &[json!("data/datapackage.json")]);
        let package: serde_json::Value = serde_json::from_str(package.as_str().unwrap()).unwrap();
        assert_eq!(package["name"], "chuhai");
        for resource in package["resources"].as_array().unwrap() {
            let path = format!("data/{}", resource["path"].as_str().unwrap());
            assert!(page.evaluate(body, &[json!(path)]).is_string(), "{path}");
        }
    });
}
