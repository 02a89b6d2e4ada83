//! The prerendered page of the fixture: its content, figures and links.

use chuhai::prerender;
use chuhai_core::dataset::package::fixture;
use chuhai_core::text::Lang;

use crate::page::{count, escaped, render_app};

fn prerendered(lang: Lang) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let local = tokio::task::LocalSet::new();
    local.block_on(&runtime, prerender::render(fixture::tiny(), fixture::tiny_details(), lang))
}

#[test]
fn every_record_stands_in_it_with_its_evidence() {
    let (dataset, details) = (fixture::tiny(), fixture::tiny_details());
    for lang in Lang::ALL {
        let page = prerendered(lang);
        for (record, detail) in dataset.records.iter().zip(&details.records) {
            assert_eq!(count(&page, &format!(" id=\"{}\"", record.id)), 1, "{}", record.id);
            for text in [&record.title, &detail.text].into_iter().chain(&detail.note) {
                assert!(page.contains(&escaped(text.get(lang))), "{}: {}", record.id, text.get(lang));
            }
            for check in &detail.checks {
                assert!(page.contains(&escaped(check.says.get(lang))), "{}", record.id);
            }
        }
        for (step, paragraphs) in dataset.story.iter().zip(&details.story) {
            assert_eq!(count(&page, &format!("data-step=\"{}\"", step.id)), 1);
            for run in paragraphs.iter().flat_map(|paragraph| paragraph.runs(lang)) {
                assert!(page.contains(&escaped(&run.text)), "{}", run.text);
            }
        }
    }
}

#[test]
fn its_pictures_are_there_in_the_style_sheets_colours() {
    for lang in Lang::ALL {
        let page = prerendered(lang);
        assert_eq!(count(&page, "<svg class=\"prerendered-wide\""), 1);
        assert_eq!(count(&page, "<svg class=\"prerendered-narrow\""), 1);
        assert_eq!(count(&page, "<svg class=\"prerendered-only\""), 3);
        assert_eq!(count(&page, "<canvas"), 0);
        assert_eq!(count(&page, " style="), 0, "a strict policy blocks it");
        assert!(page.contains("fill=\"var(--r-sea)\""));
    }
}

#[test]
fn its_ways_lead_to_places_in_it_and_to_the_other_language() {
    for (lang, other) in [(Lang::Zh, "en/"), (Lang::En, "../")] {
        let page = prerendered(lang);
        for link in page.split("href=\"#").skip(1) {
            let id = link.split('"').next().expect("an id");
            assert_eq!(count(&page, &format!(" id=\"{id}\"")), 1, "#{id}");
        }
        assert_eq!(count(&page, "href=\"?"), 0, "nothing that only a running page can do");
        assert_eq!(count(&page, &format!("href=\"{other}\"")), 1);
    }
}

#[test]
fn what_is_rendered_after_it_runs() {
    prerendered(Lang::Zh);
    let page = render_app(&[], Lang::Zh);
    assert!(page.contains("data-reading=\"steps\"") && page.contains("href=\"?"), "{page}");
}
