//! Searching the fixture, and whatever else anybody may type.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::dataset::package::fixture;

static FACTS: LazyLock<(Dataset, Details)> = LazyLock::new(|| (fixture::tiny(), fixture::tiny_details()));

fn first(query: &str) -> String {
    let (dataset, details) = &*FACTS;
    let hits = suggest(query, Lang::Zh, 8, dataset, Some(details));
    hits.first().map_or_else(String::new, |hit| dataset.record(hit.record).id.to_string())
}

fn marked(query: &str, lang: Lang) -> String {
    let (dataset, details) = &*FACTS;
    let hit = suggest(query, lang, 1, dataset, Some(details)).remove(0);
    let name = name_of(hit.name, dataset.record(hit.record), dataset).unwrap_or_default();
    let parts: Vec<&str> = hit.marks.iter().map(|(from, to)| &name[*from..*to]).collect();
    parts.join("|")
}

#[test]
fn a_name_is_found_however_it_is_written() {
    for query in [
        "华为",
        "huawei",
        "HUAWEI",
        "ｈｕａｗｅｉ",
        "hw",
        " hua wei ",
        "hua",
        "huaw",
        "Huáwei",
        "huāwèi",
        "HUĀWÈI",
        "hua\u{304}we\u{300}i",
        "華為",
        "華爲",
    ] {
        assert_eq!(first(query), "huawei", "{query}");
    }
    for query in ["中东", "中東", "zhōngdōng", "zhongdong", "zd", "mideast", "middle east", "Middle-East", "MIDDLE"]
    {
        assert_eq!(first(query), "mideast", "{query}");
    }
}

#[test]
fn a_slip_is_forgiven_where_nothing_is_spelt_so() {
    for query in ["huawie", "huawi", "hauwei", "huaweii"] {
        assert_eq!(first(query), "huawei", "{query}");
    }
    assert_eq!(first("hwuaei"), "", "two slips");
    let mut letters = Vec::new();
    transliterate("Talk Talkie", Reading::Written, &mut "", &mut letters);
    assert_eq!(fuzzy_find(&['t', 'a', 'l', 'c'], &letters), None, "too short to have a slip");
    assert_eq!(fuzzy_find(&['t', 'a', 'l', 'c', 'i', 'e'], &letters), Some((5, 11)));
}

#[test]
fn what_was_asked_for_is_marked_in_the_name_it_was_found_in() {
    assert_eq!(marked("huawei", Lang::Zh), "华为", "of two as good the title being read");
    assert_eq!(marked("huawei", Lang::En), "Huawei");
    assert_eq!(marked("hw", Lang::Zh), "华为");
    assert_eq!(marked("middle", Lang::En), "Middle");
    assert_eq!(marked("东", Lang::Zh), "东");
    assert_eq!(marked("east middle", Lang::En), "Middle|East");
}

#[test]
fn better_comes_first_and_those_of_a_kind_stand_together() {
    let (dataset, details) = &*FACTS;
    let hits = suggest("a", Lang::En, 8, dataset, Some(details));
    assert!(hits.len() > 3);
    let mut kinds: Vec<Kind> = hits.iter().map(|hit| dataset.record(hit.record).kind).collect();
    kinds.dedup();
    let distinct = kinds.len();
    kinds.sort();
    kinds.dedup();
    assert_eq!(kinds.len(), distinct, "no kind comes twice");
}

#[test]
fn without_the_details_titles_are_found_and_with_them_what_is_told() {
    let (dataset, details) = &*FACTS;
    let ids = |details: Option<&Details>, query: &str| -> Vec<u32> {
        let found = matching(query, dataset, details);
        (0..dataset.records.len() as u32).filter(|ix| found.contains(*ix)).collect()
    };
    let told = (0..dataset.records.len() as u32).find_map(|ix| {
        let word = details.of(ix)?.text.en.split_whitespace().find(|word| word.len() > 9)?;
        (!dataset.record(ix).title.en.contains(word)).then(|| (ix, word.to_owned()))
    });
    let (ix, word) = told.expect("a long word in the fixture's texts");
    assert!(!ids(None, &word).contains(&ix), "{word}");
    assert!(ids(Some(details), &word).contains(&ix), "{word}");
    assert!(ids(None, "华为").contains(&dataset.find("huawei").unwrap()));
    assert!(ids(None, "hw").is_empty(), "how characters are read comes with the details");
    assert!(ids(Some(details), "").is_empty() && ids(Some(details), "……").is_empty());
}

#[test]
fn readings_take_the_words_around_into_account() {
    assert_eq!(
        &*pinyin::syllables(["行业长期增长，绿色重组", "AI 中行"]),
        "hang ye chang qi zeng zhang lv se chong zu zhong hang"
    );
}

#[test]
fn an_english_plural_finds_the_singular_and_back() {
    let place = |word: &str, text: &str| {
        let mut letters = Vec::new();
        transliterate(text, Reading::Written, &mut "", &mut letters);
        Word::new(word.chars().collect()).place(&letters, Reading::Written).map(|(fit, ..)| fit)
    };
    assert_eq!(place("policies", "Policy"), Some(MatchKind::Whole));
    assert_eq!(place("markets", "Western market"), Some(MatchKind::Word));
    assert_eq!(place("market", "Western markets"), Some(MatchKind::Word));
    assert_eq!(place("ai", "Thailand"), None);
    assert_eq!(place("land", "Thailand"), Some(MatchKind::Inside));
    assert_eq!(place("seek", "DeepSeek"), Some(MatchKind::Word));
}

#[test]
fn every_record_is_found_by_its_titles_its_pinyin_its_initials_and_its_id() {
    let (dataset, details) = &*FACTS;
    for (ix, record) in dataset.records.iter().enumerate() {
        let syllables = &*pinyin::syllables([&*record.title.zh]);
        // As someone types a title without looking at its signs: what is Latin in it stays.
        let read = |reading| {
            let mut letters = Vec::new();
            transliterate(&record.title.zh, reading, &mut &*syllables, &mut letters);
            folding::text(&letters)
        };
        for query in [&*record.title.zh, &record.title.en, &read(Reading::Pinyin), &read(Reading::Initials), &record.id]
        {
            let hits = suggest(query, Lang::Zh, 200, dataset, Some(details));
            assert!(hits.iter().any(|hit| hit.record == ix as u32), "{}: {query}", record.id);
        }
    }
}

proptest! {
    // Each case walks over all texts of the fixture a dozen times.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_query_is_answered_and_what_is_marked_can_be_cut_out(query in ".{0,24}|[a-z]{1,7}|[中东华为 a-z·，]{0,9}") {
        let (dataset, details) = &*FACTS;
        let found = matching(&query, dataset, Some(details));
        for lang in Lang::ALL {
            let hits = suggest(&query, lang, 8, dataset, Some(details));
            prop_assert!(hits.len() <= 8);
            prop_assert_eq!(&hits, &suggest(&query, lang, 8, dataset, Some(details)));
            for hit in hits {
                let record = dataset.record(hit.record);
                let name = name_of(hit.name, record, dataset).unwrap_or_default();
                let mut end = 0;
                for (from, to) in hit.marks {
                    prop_assert!(from < to && name.get(from..to).is_some(), "{} in {name}", &query);
                    prop_assert!(end <= from || query.split_whitespace().count() > 1);
                    end = to;
                }
                let _ = found.contains(hit.record);
            }
        }
    }

    #[test]
    fn case_width_and_signs_make_no_difference(query in "[a-z]{1,8}") {
        let (dataset, details) = &*FACTS;
        let wide: String = query.chars().map(|c| char::from_u32(c as u32 + 0xfee0).unwrap()).collect();
        let plain = suggest(&query, Lang::Zh, 8, dataset, Some(details));
        for other in [query.to_uppercase(), wide, format!("“{query}”。"), query.chars().map(|c| format!("{c}-")).collect()] {
            prop_assert_eq!(&plain, &suggest(&other, Lang::Zh, 8, dataset, Some(details)));
        }
    }
}

#[test]
fn a_mark_above_a_letter_is_no_other_letter() {
    let plain: String =
        "ĀÁǍÀāáǎàĒÉĚÈēéěèĪÍǏÌīíǐìŌÓǑÒōóǒòŪÚǓÙūúǔùǕǗǙǛǖǘǚǜüńňǹḿÑñÇçŠšŁłŻżŞşĐđ".chars().filter_map(fold).collect();
    assert_eq!(plain, "aaaaaaaaeeeeeeeeiiiiiiiioooooooouuuuuuuuuuuuuuuuunnnmnnccssllzzssdd");
}
