//! Citations and downloads on the page, rendered on the host on the fixture.

use chuhai::components::cite::folder;
use chuhai_core::dataset::package::fixture;
use chuhai_core::text::Lang;

use crate::page::{count, escaped, render_app, render_app_after};
use crate::tables::render_data;

#[test]
fn each_form_stands_there_as_text_when_the_details_have_come() {
    for lang in Lang::ALL {
        let page = render_data(&[], lang, true, false).0;
        let citations = fixture::tiny_details().citations;
        let forms: Vec<_> = citations.get(lang).split("\n\n").filter_map(|form| form.split_once('\n')).collect();
        assert_eq!(forms.len(), 4, "three forms and the article: {citations:?}");
        for (name, text) in forms {
            assert_eq!(count(&page, &format!("<dt>{name}</dt><dd>{}</dd>", escaped(text))), 1, "{text} in {page}");
        }
        assert_eq!(count(&render_data(&[], lang, false, false).0, "<dd>"), 0);
    }
}

#[test]
fn the_files_are_offered_where_the_site_has_them() {
    assert_eq!(folder("./details-0123456789abcdef.bin").as_deref(), Some("./"));
    assert_eq!(folder("../details-0123456789abcdef.bin").as_deref(), Some("../"));
    assert_eq!(folder("#details"), None, "one file has no neighbours");
    let page = render_data(&[], Lang::En, true, true).0;
    for file in ["data/chuhai-data.zip", "data/datapackage.json", "chuhai.html"] {
        assert_eq!(count(&page, &format!("href=\"./{file}\"")), 1, "{page}");
    }
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
    assert_eq!(count(&other, "chuhai-data.zip"), 0, "but the site does not have it as files");
}
