//! Searching: by pinyin, by Chinese, by English, by another name; choosing a suggestion, filtering by words, and
//! letting go again. All of it by keyboard but where a journey says otherwise.

use serde_json::json;

use crate::harness::{DESKTOP, PHONE, Page, journey, probe};
use xtask::browser::key;

/// The text of the option that is active; empty where none is.
const ACTIVE: &str = "const field = document.querySelector('#search'); \
    return document.getElementById(field.getAttribute('aria-activedescendant'))?.textContent ?? ''";

/// Opens the page, waits for what search reads, and goes to the field.
fn open(page: &Page, path: &str) {
    page.open(path);
    page.wait_for_details();
    page.evaluate("document.querySelector('#search').focus()", &[]);
}

fn type_in(page: &Page, text: &str) {
    let keys: Vec<String> = text.chars().map(String::from).collect();
    page.press(&keys.iter().map(String::as_str).collect::<Vec<_>>());
}

/// Waits until the first suggestion contains `words`.
fn wait_for_first(page: &Page, words: &str) {
    let body = "return document.querySelector('[role=option]')?.textContent.includes(arguments[0])";
    page.wait(&format!("{words} to be the first suggestion"), body, &[json!(words)]);
}

fn value(page: &Page) -> String {
    page.text("return document.querySelector('#search').value")
}

#[test]
fn pinyin_arrow_and_enter_choose_a_region() {
    journey(DESKTOP, |page| {
        open(page, "?view=explore");
        assert_eq!(page.count("[role=listbox]"), 0);
        type_in(page, "zd");
        wait_for_first(page, "中东");
        assert_eq!(page.text("return document.querySelector('[role=option] mark').textContent"), "中东");
        assert_eq!(page.text("return document.querySelector('[role=option] [lang=en]').textContent"), "Middle East");
        assert_eq!(page.text("return document.querySelector('#search').ariaExpanded"), "true");
        assert_eq!(page.query(), "view=explore", "typing filters nothing");
        assert_eq!(page.text(ACTIVE), "", "nothing is chosen before somebody chooses");
        page.wait_for_status("建议");
        page.press(&[key::DOWN]);
        assert!(page.text(ACTIVE).contains("中东"));
        page.press(&[key::ENTER]);
        page.wait_for("#map [data-id=mideast][data-emphasis=selected]");
        page.wait_for_status("中东");
        assert_eq!(page.query(), "region=mideast");
        assert_eq!((value(page), page.count("[role=listbox]")), (String::new(), 0));
        page.back();
        page.wait("the choice to be gone", "return !document.querySelector('[data-emphasis]')", &[]);
    });
}

#[test]
fn a_company_is_found_by_chinese_english_alias_and_with_a_slip() {
    journey(DESKTOP, |page| {
        for (path, typed, name) in [
            ("?view=explore&lang=zh", "字节", "字节跳动"),
            ("?view=explore&lang=zh", "zjtd", "字节跳动"),
            ("?view=explore&lang=zh", "TikTok", "字节跳动"),
            ("?view=explore&lang=en", "bytedacne", "ByteDance"),
            ("?view=explore&lang=en", "douyin", "ByteDance"),
        ] {
            open(page, path);
            type_in(page, typed);
            wait_for_first(page, name);
            page.press(&[key::DOWN, key::ENTER]);
            page.wait("the company to be chosen", "return location.search.includes('company=bytedance')", &[]);
        }
    });
}

#[test]
fn a_claim_is_selected_and_read_in_the_panel() {
    journey(DESKTOP, |page| {
        open(page, "?view=explore&lang=en");
        type_in(page, "price war");
        wait_for_first(page, "price war");
        page.click("[role=option]");
        page.wait_for("#timeline [data-id=event-price-war][data-emphasis=selected]");
        assert!(page.text("return document.querySelector('aside').innerText").contains("price war"));
        assert_eq!(page.text("return document.activeElement.id"), "search", "the field keeps the focus");
    });
}

#[test]
fn words_filter_all_views_and_escape_lets_go() {
    journey(DESKTOP, |page| {
        open(page, "?view=explore");
        type_in(page, "价格战");
        wait_for_first(page, "价格战");
        page.press(&[key::UP]);
        assert!(page.text(ACTIVE).contains("筛选全部记录"), "the last line filters");
        page.press(&[key::ENTER]);
        page.wait("the words to be the filter", "return decodeURIComponent(location.search) === '?q=价格战'", &[]);
        assert_eq!(value(page), "价格战");
        page.wait_for("#timeline [data-id=event-tc260][data-emphasis=muted]");
        page.wait_for("#timeline [data-id=event-price-war]:not([data-emphasis=muted])");
        // The list is closed already: Escape empties the field, and with it the filter.
        page.press(&[key::ESCAPE]);
        page.wait("the filter to be gone", "return !document.querySelector('[data-emphasis]')", &[]);
        assert_eq!((&*page.query(), &*value(page)), ("view=explore", ""));
        // The field has what the address asks for.
        page.back();
        page.wait("the words to be back", "return document.querySelector('#search').value === '价格战'", &[]);
    });
}

#[test]
fn escape_closes_the_list_first_and_then_empties_the_field() {
    journey(DESKTOP, |page| {
        open(page, "?region=sea");
        type_in(page, "huawei");
        wait_for_first(page, "华为");
        page.press(&[key::DOWN, key::DOWN, key::HOME]);
        assert!(page.text(ACTIVE).contains("华为"));
        page.press(&[key::END]);
        assert!(page.text(ACTIVE).contains("huawei"));
        page.press(&[key::ESCAPE]);
        page.wait("the list to close", "return !document.querySelector('[role=listbox]')", &[]);
        assert_eq!(value(page), "huawei");
        page.press(&[key::DOWN]);
        wait_for_first(page, "华为");
        page.press(&[key::ESCAPE, key::ESCAPE]);
        page.wait("an empty field", "return document.querySelector('#search').value === ''", &[]);
        assert_eq!(page.query(), "region=sea", "the choice is not the field's to clear");
    });
}

#[test]
fn what_is_not_there_is_said_in_both_languages() {
    journey(DESKTOP, |page| {
        for (path, words) in
            [("?view=explore&lang=zh", "没有找到“qqqq”"), ("?view=explore&lang=en", "Nothing found for “qqqq”")]
        {
            open(page, path);
            type_in(page, "qqqq");
            page.wait_for(".search-pop p");
            assert!(page.text("return document.querySelector('.search-pop').innerText").contains(words));
            assert_eq!(page.text("return document.querySelector('#search').ariaExpanded"), "false");
            page.wait_for_status(words);
        }
    });
}

#[test]
fn suggestions_can_be_touched() {
    journey(PHONE, |page| {
        page.open("?view=explore");
        page.wait_for_details();
        page.tap("#search");
        type_in(page, "deepseek");
        wait_for_first(page, "DeepSeek");
        let smallest = page.number(&probe("smallestSearchTarget"));
        assert!(smallest >= 44.0, "{smallest} px");
        page.tap("[role=option]");
        page.wait("the company to be chosen", "return location.search.includes('company=deepseek')", &[]);
    });
}
