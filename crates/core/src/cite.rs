//! How the dataset is cited: BibTeX, APA and GB/T 7714, made of what its package says of itself. What the package does
//! not say is left out, never guessed. No clock here: the day of a visit comes from outside.

use crate::dataset::Meta;
use crate::text::{Lang, phrases};

/// Where and when it was read, as far as that is to be cited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Visit<'a> {
    /// Its public address.
    pub url: Option<&'a str>,
    /// The day it was read, as `2026-11-27`.
    pub day: Option<&'a str>,
}

/// An entry for BibTeX. Its key carries the hash of the data, which no other data has.
pub fn bibtex(meta: &Meta, lang: Lang, visit: Visit) -> String {
    let mut out = ["@misc{chuhai-", &*meta.hash].concat();
    for (name, value) in [
        // A second pair of braces keeps a name whole and the capitals of a title as they are.
        ("author", braced(&meta.creator)),
        ("title", braced(meta.title.get(lang))),
        ("year", year(meta)),
        ("version", meta.version.to_string()),
        ("note", "Data set".to_owned()),
        ("url", visit.url.unwrap_or_default().to_owned()),
        ("urldate", visit.url.and(visit.day).unwrap_or_default().to_owned()),
    ] {
        if !value.is_empty() {
            out.push_str(&[",\n  ", name, " = {", &value, "}"].concat());
        }
    }
    out.push_str("\n}");
    out
}

/// A reference in the style of the American Psychological Association, 7th edition (10.9, data sets). A Chinese title
/// is followed by its translation, as that style asks for.
pub fn apa(meta: &Meta, lang: Lang, visit: Visit) -> String {
    let mut title = meta.title.get(lang).to_owned();
    if lang == Lang::Zh {
        title.push_str(&[" [", &*meta.title.en, "]"].concat());
    }
    let version = phrases::CITE_VERSION.fill(Lang::En, &[("version", &meta.version)]);
    let year = match year(meta) {
        year if year.is_empty() => "n.d.".to_owned(),
        year => year,
    };
    let title = [&*title, " (", &version, ") [Data set]"].concat();
    // Without an author the title takes the author's place before the year.
    let mut out = match &*meta.creator {
        "" => [&*title, ". (", &year, ")."].concat(),
        creator => [creator, ". (", &year, "). ", &title, "."].concat(),
    };
    if let Some(url) = visit.url {
        out.push(' ');
        out.push_str(url);
    }
    out
}

/// A reference by GB/T 7714—2015 (4.6, electronic resources), `DS/OL` being a data set read online:
/// `主要责任者. 题名[DS/OL]. 版本项. (更新日期)[引用日期]. 获取和访问路径.`
pub fn gbt7714(meta: &Meta, lang: Lang, visit: Visit) -> String {
    let mut out = String::new();
    if !meta.creator.is_empty() {
        out.push_str(&[&*meta.creator, ". "].concat());
    }
    let version = phrases::CITE_VERSION.fill(lang, &[("version", &meta.version)]);
    out.push_str(&[meta.title.get(lang), "[DS/OL]. ", &version, "."].concat());
    let released = meta.released.map(|date| ["(", &*date.to_string(), ")"].concat()).unwrap_or_default();
    let read = visit.day.map(|day| ["[", day, "]"].concat()).unwrap_or_default();
    if !(released.is_empty() && read.is_empty()) {
        out.push_str(&[" ", &*released, &read, "."].concat());
    }
    if let Some(url) = visit.url {
        out.push_str(&[" ", url, "."].concat());
    }
    out
}

fn year(meta: &Meta) -> String {
    meta.released.map(|date| date.last().year.to_string()).unwrap_or_default()
}

/// Text in braces of its own, its special characters made plain; nothing for none.
fn braced(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let mut out = String::from("{");
    for character in text.chars() {
        match character {
            '\\' => out.push_str("\\textbackslash "),
            // An escaped brace still counts when BibTeX pairs them.
            '{' => out.push_str("\\textbraceleft "),
            '}' => out.push_str("\\textbraceright "),
            '&' | '%' | '$' | '#' | '_' => out.extend(['\\', character]),
            _ => out.push(character),
        }
    }
    out.push('}');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    const VISIT: Visit = Visit { url: Some("https://example.org/chuhai/"), day: Some("2026-11-27") };
    const NOWHERE: Visit = Visit { url: None, day: None };

    fn meta() -> Meta {
        Meta {
            title: Text {
                zh: "出海：中国 AI 走向世界".into(), en: "Setting sail: Chinese AI goes global".into()
            },
            version: "1.0.1".into(),
            hash: "95341c0d".into(),
            creator: "Chuhai contributors".into(),
            released: "2026-11-24".parse().ok(),
            ..Meta::default()
        }
    }

    #[test]
    fn bibtex_is_an_entry_of_fields() {
        let expected = "@misc{chuhai-95341c0d,\n  author = {{Chuhai contributors}},\n  \
            title = {{Setting sail: Chinese AI goes global}},\n  year = {2026},\n  version = {1.0.1},\n  \
            note = {Data set},\n  url = {https://example.org/chuhai/},\n  urldate = {2026-11-27}\n}";
        assert_eq!(bibtex(&meta(), Lang::En, VISIT), expected);
        let nowhere = bibtex(&meta(), Lang::Zh, NOWHERE);
        assert!(nowhere.contains("title = {{出海：中国 AI 走向世界}}"), "{nowhere}");
        assert!(!nowhere.contains("url"), "a day without a place says nothing: {nowhere}");
    }

    #[test]
    fn bibtex_takes_no_character_of_a_title_for_a_command() {
        let title = Text { zh: "".into(), en: "100% A&B {x} \\ $4_#".into() };
        let entry = bibtex(&Meta { title, ..meta() }, Lang::En, NOWHERE);
        let expected = "{{100\\% A\\&B \\textbraceleft x\\textbraceright  \\textbackslash  \\$4\\_\\#}}";
        assert!(entry.contains(expected), "{entry}");
        assert_eq!(entry.matches('{').count(), entry.matches('}').count());
    }

    #[test]
    fn apa_puts_version_and_medium_behind_the_title() {
        assert_eq!(
            apa(&meta(), Lang::En, VISIT),
            "Chuhai contributors. (2026). Setting sail: Chinese AI goes global (Version 1.0.1) [Data set]. \
             https://example.org/chuhai/"
        );
        assert_eq!(
            apa(&meta(), Lang::Zh, NOWHERE),
            "Chuhai contributors. (2026). 出海：中国 AI 走向世界 [Setting sail: Chinese AI goes global] \
             (Version 1.0.1) [Data set]."
        );
    }

    #[test]
    fn gbt_marks_a_data_set_online_with_its_date_and_the_day_of_the_visit() {
        assert_eq!(
            gbt7714(&meta(), Lang::Zh, VISIT),
            "Chuhai contributors. 出海：中国 AI 走向世界[DS/OL]. 1.0.1 版. (2026-11-24)[2026-11-27]. \
             https://example.org/chuhai/."
        );
        assert_eq!(
            gbt7714(&meta(), Lang::En, NOWHERE),
            "Chuhai contributors. Setting sail: Chinese AI goes global[DS/OL]. Version 1.0.1. (2026-11-24)."
        );
    }

    #[test]
    fn what_a_package_does_not_say_is_left_out() {
        let silent = Meta { creator: "".into(), released: None, ..meta() };
        assert_eq!(
            apa(&silent, Lang::En, NOWHERE),
            "Setting sail: Chinese AI goes global (Version 1.0.1) [Data set]. (n.d.)."
        );
        assert_eq!(gbt7714(&silent, Lang::Zh, NOWHERE), "出海：中国 AI 走向世界[DS/OL]. 1.0.1 版.");
        let entry = bibtex(&silent, Lang::En, NOWHERE);
        assert!(!entry.contains("author") && !entry.contains("year"), "{entry}");
    }
}
