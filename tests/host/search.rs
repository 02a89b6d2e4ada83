//! Typical queries on the real dataset, and the markup of the suggestions.

use std::sync::LazyLock;

use chuhai::components::search::{Search, SearchProps, list};
use chuhai::ptr_eq_rc::PtrEqRc;
use chuhai_core::dataset::package::Compiled;
use chuhai_core::search::{Hit, matching, suggest};
use chuhai_core::state::{PageState, State};
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use crate::data::compiled;
use crate::page::{count, page_of, render, render_in};

static FACTS: LazyLock<Compiled> = LazyLock::new(compiled);

fn hits(query: &str, lang: Lang) -> Vec<Hit> {
    suggest(query, lang, 8, &FACTS.dataset, Some(&FACTS.details))
}

fn first(query: &str) -> Option<&'static str> {
    let hit = hits(query, Lang::Zh).into_iter().next()?;
    Some(&FACTS.dataset.record(hit.record).id)
}

fn found(query: &str) -> Vec<&'static str> {
    let found = matching(query, &FACTS.dataset, Some(&FACTS.details));
    let all = FACTS.dataset.records.iter().enumerate();
    all.filter(|(ix, _)| found.contains(*ix as u32)).map(|(_, record)| &*record.id).collect()
}

#[test]
fn what_one_expects_comes_first() {
    for (query, id) in [
        ("huawei", "huawei"),
        ("hw", "huawei"),
        ("华为", "huawei"),
        ("HUAWEI", "huawei"),
        ("huawie", "huawei"),
        ("华为云", "huawei"),
        ("mideast", "mideast"),
        ("中东", "mideast"),
        ("華為", "huawei"),
        ("華爲雲", "huawei"),
        ("騰訊", "tencent"),
        ("東南亞", "sea"),
        ("huāwèi", "huawei"),
        ("Téngxùn", "tencent"),
        ("dōngnányà", "sea"),
        ("ｔｅｎｃｅｎｔ", "tencent"),
        ("零一萬物", "01ai"),
        ("價格戰", "event-price-war"),
        ("zd", "mideast"),
        ("middle east", "mideast"),
        ("dny", "sea"),
        ("southeast", "sea"),
        ("sea", "sea"),
        ("deepseek", "deepseek"),
        ("deep seek", "deepseek"),
        ("sdqs", "deepseek"),
        ("字节", "bytedance"),
        ("bytedance", "bytedance"),
        ("zjtd", "bytedance"),
        ("zijietiaodong", "bytedance"),
        ("tiktok", "bytedance"),
        ("douyin", "bytedance"),
        ("阿里", "alibaba"),
        ("albb", "alibaba"),
        ("alibaba cloud", "alibaba"),
        ("kimi", "moonshot"),
        ("yzam", "moonshot"),
        ("01ai", "01ai"),
        ("01.AI", "01ai"),
        ("lingyiwanwu", "01ai"),
        ("zhipu", "zhipu"),
        ("智谱AI", "zhipu"),
        ("hf", "huggingface"),
        ("saudi", "saudi-arabia"),
        ("沙特", "saudi-arabia"),
        ("china", "china"),
        ("capcut", "model-capcut"),
        ("chatgpt", "model-chatgpt"),
        ("gdpr", "policy-gdpr"),
        ("价格战", "event-price-war"),
        ("jiagezhan", "event-price-war"),
        ("price war", "event-price-war"),
        ("zheng he", "event-zheng-he"),
        ("郑和", "event-zheng-he"),
        ("event-tc260", "event-tc260"),
    ] {
        assert_eq!(first(query), Some(id), "{query}");
    }
}

#[test]
fn chinese_is_read_as_it_is_spoken() {
    let pinyin = |id: &str| {
        let ix = FACTS.dataset.find(id).expect(id);
        FACTS.details.of(ix).map_or("", |detail| &*detail.pinyin)
    };
    for (id, syllables) in [
        // 行, 长, 传, 绿, 调, 重: each has another reading elsewhere.
        ("metric-cac-vertical-share", "jin shi hang ye da mo xing"),
        ("factor-slow-adoption", "ying yong luo di man zeng zhang fa li"),
        ("factor-green-tech", "yu chuan tong hang ye he zuo lv se ji shu"),
        ("bytedance", "zi jie tiao dong zi jie ying yong gong chang dou yin"),
        ("factor-emerging-low-barrier", "xin xing shi chang jing zheng shao men kan di"),
        ("metric-funding-drop", "yu nian de feng zhi xiang bi da fu xia jiang"),
    ] {
        assert_eq!(pinyin(id), syllables, "{id}");
    }
    for (ix, record) in FACTS.dataset.records.iter().enumerate() {
        let known = FACTS.details.of(ix as u32).is_some_and(|detail| !detail.pinyin.contains('?'));
        assert!(known, "{} has a character that nobody can read", record.id);
    }
}

#[test]
fn every_record_is_found_by_its_titles_alone() {
    for (ix, record) in FACTS.dataset.records.iter().enumerate() {
        for lang in Lang::ALL {
            let hits = suggest(record.title.get(lang), lang, 8, &FACTS.dataset, None);
            let best = hits.iter().position(|hit| hit.record == ix as u32);
            assert!(best.is_some(), "{}", record.title.get(lang));
        }
    }
}

#[test]
fn words_are_found_in_details_and_all_of_them_are_needed() {
    let (one, both) = (found("数据中心"), found("数据中心 泰国"));
    assert!(one.contains(&"event-alibaba-dc") && one.contains(&"factor-green-dc"), "{one:?}");
    assert!(both.contains(&"event-alibaba-dc") && !both.contains(&"factor-green-dc"), "{both:?}");
    assert!(both.iter().all(|id| one.contains(id)));
    assert!(found("qqqq").is_empty());
    let markets = found("markets");
    assert!(markets.contains(&"western") && markets.contains(&"factor-willingness-to-pay"), "{markets:?}");
}

#[derive(Properties, PartialEq)]
struct ListProps {
    asked: AttrValue,
    lang: Lang,
}

#[component]
fn List(props: &ListProps) -> Html {
    let hits = hits(&props.asked, props.lang);
    let page = page_of(PtrEqRc::new(FACTS.dataset.clone()), props.lang);
    list(&hits, &props.asked, Some(1), &page, &Callback::noop())
}

#[test]
fn suggestions_are_a_listbox_of_named_groups_with_marked_parts() {
    for lang in Lang::ALL {
        let markup = render::<List>(ListProps { asked: "华为".into(), lang });
        let suggestions = hits("华为", lang).len();
        assert_eq!(count(&markup, "role=\"option\""), suggestions + 1, "the last line filters");
        assert_eq!(count(&markup, "aria-selected=\"true\""), 1);
        let active = markup.split('<').find(|tag| tag.contains("aria-selected=\"true\"")).expect("an active option");
        assert!(active.contains("id=\"search-1\""), "{active}");
        assert_eq!(count(&markup, "role=\"group\""), count(&markup, "class=\"search-kind\"") + 1);
        assert!(markup.contains(phrases::KIND_COMPANY.get(lang)) && markup.contains(phrases::KIND_EVENT.get(lang)));
        assert!(markup.contains("<mark>华为</mark>"));
        let other = format!("<small lang=\"{}\"", lang.other().bcp47());
        assert!(markup.contains(&other), "the other language's name is marked as such");
        assert!(markup.contains(&phrases::SEARCH_FILTER.fill(lang, &[("text", "华为")])));
    }
}

#[test]
fn the_field_is_a_named_combobox_without_a_list_at_first() {
    for lang in Lang::ALL {
        let field = render_in::<Search>(
            page_of(PtrEqRc::new(FACTS.dataset.clone()), lang),
            SearchProps {
                details: None,
                state: PtrEqRc::new(State { page: PageState { lang, ..PageState::default() }, ..State::default() }),
                say: Callback::noop(),
            },
        );
        for part in ["role=\"combobox\"", "aria-autocomplete=\"list\"", "aria-expanded=\"false\""] {
            assert_eq!(count(&field, part), 1, "{part}");
        }
        assert!(field.contains(&format!("aria-label=\"{}\"", phrases::SEARCH_LABEL.get(lang))));
        assert!(!field.contains("listbox") && !field.contains("aria-controls"));
    }
}
