//! The parts that load when the page is ready: the details, and the page without them; the dataset of `?data=`.

use std::fs;
use std::path::{Path, PathBuf};

use chuhai_core::dataset::encode_details;
use serde_json::json;
use xtask::site::sizes;
use xtask::{check_data, paths};

use crate::harness::{DESKTOP, Page, Site, journey, probe};

/// A record whose paraphrase, finding and checks are all of the details.
const CHOSEN: &str = "?sel=event-alibaba-dc";

/// The words of the panel's first quotation.
fn quoted(page: &Page) -> String {
    page.text("return document.querySelector('aside blockquote')?.innerText ?? ''")
}

fn notice(page: &Page) -> String {
    page.text("return document.querySelector('#notice').innerText")
}

#[test]
fn the_details_come_when_the_page_is_ready() {
    journey(DESKTOP, |page| {
        page.open(CHOSEN);
        page.wait_for_details();
        assert!(quoted(page).chars().count() > 20, "the paraphrase: {}", quoted(page));
        assert!(page.count("aside .checks a[href^='https://']") >= 1);
        let body = &probe("doDetailsComeAfterReady");
        assert_eq!(page.evaluate(body, &[]), json!(true), "fetched once, when the page was ready");
    });
}

#[test]
fn without_the_details_the_page_works_says_so_and_tries_again() {
    let site = Site::copy("no-details");
    let details = sizes::measure(&site.dir).unwrap().details.name;
    let away = |ending: &str| site.dir.join(format!("{details}{ending}"));
    // With their compressed editions, which are what is served.
    for ending in ["", ".br", ".gz"] {
        fs::rename(away(ending), away(&format!("{ending}.away"))).unwrap();
    }
    site.journey(DESKTOP, |page| {
        page.allow_console("404");
        // Without motion a picture is final as soon as it shows a choice: what is counted below goes on no longer.
        page.set_media(&[("prefers-reduced-motion", "reduce")]);
        page.open(CHOSEN);
        page.wait_for("aside .missing button");
        assert_eq!(page.text("return document.documentElement.dataset.details"), "failed");
        assert_eq!(page.text("return document.documentElement.dataset.state"), "ready");
        assert_eq!(quoted(page), "");
        page.wait_for_pictures();
        let drawn = "return [...document.querySelectorAll('figure canvas')].map(canvas => canvas.drawn)";
        let before = page.evaluate(drawn, &[]);
        page.click("#map [data-id=mideast]");
        let anew = "return [...document.querySelectorAll('figure canvas')].every((canvas, ix) => canvas.drawn > arguments[0][ix])";
        page.wait("all pictures to show the choice", anew, &[before]);
        assert_eq!(page.count("aside .missing"), 1, "said once, whatever is chosen");
        for ending in ["", ".br", ".gz"] {
            fs::rename(away(&format!("{ending}.away")), away(ending)).unwrap();
        }
        let before = page.evaluate(drawn, &[]);
        page.click("aside .missing button");
        page.wait_for_details();
        page.wait("the paraphrases", "return document.querySelectorAll('aside blockquote').length > 0", &[]);
        assert_eq!(page.count("aside .missing"), 0);
        assert_eq!(page.evaluate(drawn, &[]), before, "no picture is painted for what is read");
    });
}

#[test]
fn details_of_another_dataset_are_not_shown() {
    let site = Site::copy("other-details");
    let details = sizes::measure(&site.dir).unwrap().details.name;
    for ending in [".br", ".gz"] {
        fs::remove_file(site.dir.join(format!("{details}{ending}"))).unwrap();
    }
    let other = check_data::compile(&fixture()).unwrap().details;
    fs::write(site.dir.join(&details), encode_details(&other)).unwrap();
    site.journey(DESKTOP, |page| {
        page.open(CHOSEN);
        page.wait_for("aside .missing button");
        assert_eq!(quoted(page), "");
    });
}

fn fixture() -> PathBuf {
    paths::root().join("tests/fixtures/tiny")
}

/// Compiles the fixture into `file`, as somebody with a package of their own would.
fn compile_fixture(file: &Path) {
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    check_data::command(&fixture(), Some(file)).unwrap();
}

#[test]
fn the_page_shows_another_dataset_of_its_own_site() {
    let site = Site::copy("another");
    compile_fixture(&site.dir.join("data/tiny.bin"));
    site.journey(DESKTOP, |page| {
        for (path, address) in [("", "data/tiny.bin"), ("en/", "../data/tiny.bin"), ("", "/data/tiny.bin")] {
            page.open(&format!("{path}?data={address}&sel=event-tc260&lang=en"));
            page.wait_for_details();
            assert_eq!(notice(page), "", "{address}");
            let data = page.text("return document.querySelector('#data').textContent");
            assert!(data.contains("data version 0.1.0"), "the fixture's version, not ours: {data}");
            assert!(quoted(page).chars().count() > 5, "its details came along");
            page.click("#map [data-id=mideast]");
            page.wait_for("#map [data-id=mideast][data-emphasis=selected]");
            assert!(page.query().contains(&format!("data={address}")), "the address keeps it: {}", page.query());
        }
        page.open("?data=data/chuhai.bin");
        page.wait_for_details();
        assert_eq!(notice(page), "");
    });
}

#[test]
fn a_dataset_that_cannot_be_had_or_read_is_named_and_the_pages_own_shown() {
    let site = Site::copy("bad-data");
    let dir = site.dir.join("data");
    compile_fixture(&dir.join("tiny.bin"));
    let whole = fs::read(dir.join("tiny.bin")).unwrap();
    fs::write(dir.join("short.bin"), &whole[..whole.len() - 10]).unwrap();
    fs::write(dir.join("empty.bin"), "").unwrap();
    let mut newer = whole.clone();
    newer["chuhai".len()] += 1;
    fs::write(dir.join("newer.bin"), newer).unwrap();
    site.journey(DESKTOP, |page| {
        page.allow_console("404");
        for (address, reason) in [
            ("data/nothing.bin", "加载失败"),
            ("data/short.bin", "不是这个版本能读的数据"),
            ("data/empty.bin", "不是这个版本能读的数据"),
            ("data/newer.bin", "不是这个版本能读的数据"),
            ("data/datapackage.json", "不是这个版本能读的数据"),
            ("https://example.org/other.bin", "不是本站的地址"),
            ("//example.org/other.bin", "不是本站的地址"),
            ("http://[", "不是本站的地址"),
            ("javascript:alert(1)", "不是本站的地址"),
            ("data:,x", "不是本站的地址"),
            ("", "不是这个版本能读的数据"),
        ] {
            page.open(&format!("?data={address}&region=mideast&theme=dim"));
            let said = notice(page);
            assert!(said.contains(&format!("data={address}")) && said.contains(reason), "{address}: {said}");
            assert!(said.contains("theme=dim"), "what else was ignored is named too: {said}");
            page.wait_for("#map [data-id=mideast][data-emphasis=selected]");
            page.wait_for_details();
        }
    });
}
