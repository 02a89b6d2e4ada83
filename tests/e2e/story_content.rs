//! The story's content: its words as `data/` has them, the evidence its figures lead to, the way from a step to the
//! reader's own questions and back, and what does not simply hold.

use chuhai_core::dataset::{Record, Status};
use chuhai_core::text::Lang;
use serde_json::{Value, json};
use xtask::browser::key;

use crate::harness::{PHONE, Page, journey, probe};
use crate::story::{
    WIDE, holds_focus, query_of, step, steps, wait_for_query, wait_for_reading, wait_for_step, wait_for_step_and_query,
};
use crate::tables::FACTS;

#[test]
fn the_steps_say_what_the_data_says_each_with_its_evidence() {
    journey(WIDE, |page| {
        for lang in Lang::ALL {
            page.open(&format!("?{}", query_of(0, lang)));
            wait_for_reading(page, "scroll");
            let shown = page.evaluate(&probe("storySteps"), &[]);
            let expected: Vec<Value> = steps()
                .iter()
                .zip(&FACTS.details.story)
                .map(|(step, paragraphs)| {
                    let runs = || paragraphs.iter().map(|paragraph| paragraph.runs(lang));
                    let texts: Vec<String> = runs().map(|runs| runs.iter().map(|run| &*run.text).collect()).collect();
                    let cited = runs().flatten().filter(|run| run.record.is_some()).map(|run| &*run.text);
                    let records = step.records(lang).iter().map(|ix| FACTS.dataset.record(*ix).title.get(lang));
                    json!([
                        *step.id,
                        step.title.get(lang),
                        texts,
                        cited.collect::<Vec<_>>(),
                        records.collect::<Vec<_>>()
                    ])
                })
                .collect();
            assert_eq!(shown, Value::Array(expected));
        }
    });
}

/// Closes what is open by its button.
fn close(page: &Page) {
    page.click(".panel-open .panel-bar > .icon-button:last-child");
}

/// Follows the first figure of the step about the market: the 238 models.
fn open_evidence(page: &Page, at_step: &str) {
    page.click("[data-step=market] .step-text .cite");
    page.wait_for(".panel-open .checks");
    wait_for_query(page, &format!("{at_step}&sel=metric-llm-238"));
}

fn wait_for_no_evidence(page: &Page) {
    page.wait("the evidence to close", "return !document.querySelector('.panel-open')", &[]);
}

#[test]
fn a_figure_opens_its_evidence_and_closing_it_leads_back_to_the_step() {
    let to = step("market");
    let record = FACTS.dataset.find("metric-llm-238").unwrap();
    let title = FACTS.dataset.record(record).title.get(Lang::En);
    for screen in [WIDE, PHONE] {
        journey(screen, |page| {
            let at_step = query_of(to, Lang::En);
            page.open(&format!("?{at_step}"));
            page.wait_for_details();
            wait_for_step(page, to, Lang::En);
            open_evidence(page, &at_step);
            assert_eq!(page.text("return document.querySelector('.panel-open .panel-name').textContent"), title);
            let seen = &probe("isEvidenceSeen");
            page.wait("the evidence in the window", seen, &[]);
            close(page);
            wait_for_no_evidence(page);
            wait_for_step_and_query(page, to, Lang::En);
            // And Back undoes the opening.
            open_evidence(page, &at_step);
            page.back();
            wait_for_no_evidence(page);
            wait_for_step_and_query(page, to, Lang::En);
        });
    }
}

#[test]
fn escape_closes_the_evidence_wherever_the_focus_is() {
    let to = step("market");
    journey(WIDE, |page| {
        let at_step = query_of(to, Lang::En);
        page.open(&format!("?{at_step}"));
        page.wait_for_details();
        wait_for_step(page, to, Lang::En);
        open_evidence(page, &at_step);
        page.press(&[key::ESCAPE]);
        wait_for_no_evidence(page);
        wait_for_step_and_query(page, to, Lang::En);
        holds_focus(page, "[data-step=market] .cite");
    });
}

#[test]
fn a_region_in_the_text_is_chosen_in_the_story() {
    journey(WIDE, |page| {
        page.open("");
        // Southeast Asia, which the first step names.
        page.click("[data-step=voyages] .step-text .cite[href*='region=sea']");
        page.wait_for(".panel-open");
        wait_for_query(page, "view=story&region=sea");
        wait_for_step(page, 0, Lang::Zh);
        close(page);
        wait_for_step_and_query(page, 0, Lang::Zh);
    });
}

#[test]
fn a_reader_leaves_with_what_the_step_shows_and_comes_back_to_it() {
    const REGIONS: [&str; 4] = ["sea", "mideast", "nafrica", "ssafrica"];
    let to = step("hope");
    for screen in [WIDE, PHONE] {
        journey(screen, |page| {
            page.open("?step=hope");
            wait_for_step(page, to, Lang::Zh);
            page.click("[data-step=hope] .step-leave");
            page.wait_for("main[data-view=explore]");
            wait_for_query(page, &format!("view=explore&step=hope&region={}", REGIONS.join("~")));
            for region in REGIONS {
                page.wait_for(&format!("#map [data-id={region}][data-emphasis=selected]"));
            }
            assert_eq!(page.count("#map [data-id=europe][data-emphasis=selected]"), 0);
            assert_eq!(page.count("#story"), 0);
            page.click("nav.tabs a:first-child");
            page.wait_for("main[data-view=story]");
            wait_for_step(page, to, Lang::Zh);
            assert!(page.query().contains("step=hope"), "{}", page.query());
            let read = &probe("isStepInWindow");
            page.wait("its text in the window", read, &[]);
            page.back();
            page.wait_for("main[data-view=explore] #map [data-id=sea][data-emphasis=selected]");
        });
    }
}

#[test]
fn the_step_on_the_check_lists_what_does_not_simply_hold_with_its_sources() {
    let (dataset, details) = (&FACTS.dataset, &FACTS.details);
    journey(WIDE, |page| {
        for lang in Lang::ALL {
            let checked = step("checked");
            page.open(&format!("?{}", query_of(checked, lang)));
            page.wait_for_details();
            wait_for_step(page, checked, lang);
            page.wait_for(".disputed a[href^=http]");
            let listed = page.evaluate(&probe("disputedClaims"), &[]);
            let listed: Vec<Vec<(String, String, Vec<String>)>> = serde_json::from_value(listed).unwrap();
            let mut sources = 0;
            // What is at odds is in the picture, row by row.
            for (status, entries) in [Status::Caveat].into_iter().zip(&listed) {
                let held = |record: &Record| record.is_statement() && record.evidence.status == status;
                let records: Vec<_> = (0..).zip(&dataset.records).filter(|(_, record)| held(record)).collect();
                assert_eq!(entries.len(), records.len(), "{status:?}");
                assert!(!records.is_empty(), "{status:?}");
                for ((ix, record), (name, text, links)) in records.into_iter().zip(entries) {
                    assert_eq!(name, record.title.get(lang));
                    let detail = details.of(ix).unwrap();
                    assert!(text.contains(detail.text.get(lang)), "{text}");
                    let notes = detail.note.iter().map(|note| note.get(lang));
                    let says = detail.checks.iter().map(|check| check.says.get(lang));
                    for words in notes.chain(says) {
                        assert!(text.contains(words), "{name}: no {words}");
                    }
                    let checked = detail.checks.iter().map(|check| details.source(check.source));
                    // What was not read at its own address leads to the copy as well.
                    let both = checked.clone().flat_map(|source| [source.url.as_deref(), source.copy.as_deref()]);
                    let urls: Vec<&str> = both.flatten().collect();
                    assert_eq!(*links, urls, "{name}");
                    for source in checked {
                        let title = source.title.get(lang);
                        assert!(text.contains(title), "{name}: no {title}");
                    }
                    sources += urls.len();
                }
            }
            assert!(sources > 10, "only {sources} sources");
            let differing = details.records.iter().filter_map(|detail| detail.versions_differ.as_ref());
            let differing: Vec<&str> = differing.map(|differ| differ.get(lang)).collect();
            assert_eq!((listed.len(), listed[1].len()), (2, differing.len()));
            assert!(!differing.is_empty());
            for ((_, text, _), differ) in listed[1].iter().zip(differing) {
                assert!(text.contains(differ), "{text}");
            }
        }
    });
}
