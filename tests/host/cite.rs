//! Citations and downloads on the page, rendered on the host on the fixture.

use chuhai::components::cite::{Cite, CiteProps, folder};
use chuhai::shared::Shared;
use chuhai_core::cite::{Visit, apa, bibtex, gbt7714};
use chuhai_core::dataset::package::fixture;
use chuhai_core::text::Lang;

use crate::page::{count, escaped, render, render_app, render_app_after};

const PAGE: &str = "https://example.org/a/";

fn cite(lang: Lang, canonical: Option<&'static str>, folder: Option<&'static str>) -> String {
    render::<Cite>(CiteProps {
        dataset: Shared::new(fixture::tiny()),
        lang,
        canonical: canonical.map(Into::into),
        folder: folder.map(Into::into),
    })
}

#[test]
fn each_form_stands_there_as_text_with_the_public_address() {
    let meta = fixture::tiny().meta;
    for lang in Lang::ALL {
        for url in [Some(PAGE), None] {
            let page = cite(lang, url, None);
            let visit = Visit { url, day: None };
            for text in [bibtex(&meta, lang, visit), apa(&meta, lang, visit), gbt7714(&meta, lang, visit)] {
                assert_eq!(count(&page, &format!("<dd>{}</dd>", escaped(&text))), 1, "{text} in {page}");
            }
            assert_eq!(page.contains(PAGE), url.is_some(), "{page}");
        }
    }
}

#[test]
fn the_files_are_offered_where_the_site_has_them() {
    assert_eq!(folder("./details-0123456789abcdef.bin"), "./data/");
    assert_eq!(folder("../details-0123456789abcdef.bin"), "../data/");
    assert_eq!(folder("details.bin"), "data/");
    let page = cite(Lang::En, None, Some("../data/"));
    for file in ["chuhai-data.zip", "datapackage.json"] {
        assert_eq!(count(&page, &format!("href=\"../data/{file}\"")), 1, "{page}");
    }
    assert_eq!(count(&cite(Lang::En, None, None), "<a "), 0);
}

#[test]
fn the_page_has_them_folded_away_in_its_data_section() {
    for lang in Lang::ALL {
        let page = render_app(&[], lang);
        let data = page.split("<section id=\"data\"").nth(1).expect("the data section");
        assert_eq!(count(data, "<details class=\"citing\">"), 1, "{data}");
    }
    let other = render_app_after(Some(fixture::tiny_details()), None, &[], Lang::En);
    assert_eq!(count(&other, "<details class=\"citing\">"), 1, "another dataset is cited as well");
}
