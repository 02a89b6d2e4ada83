//! Citations of the dataset in BibTeX, APA and GB/T 7714, from the metadata of its package. Missing metadata is left out.
//! Runs on the host, with the details: none of this is in the page.

use crate::dataset::Meta;
use crate::text::{Lang, phrases};

/// All citations, each below the name of its style, separated by empty lines.
pub fn all(meta: &Meta, lang: Lang, url: Option<&str>) -> String {
    let forms =
        [("GB/T 7714", gbt7714(meta, lang, url)), ("APA", apa(meta, lang, url)), ("BibTeX", bibtex(meta, lang, url))];
    let mut all = forms.map(|(name, text)| [name, "\n", &text].concat()).join("\n\n");
    if let Some(article) = article(meta, lang) {
        all.push_str(&["\n\n", phrases::CITE_ARTICLE.get(lang), "\n", &article].concat());
    }
    all
}

/// The reference to the article that our dataset is based on. `None` for other datasets, which state their own origin.
fn article(meta: &Meta, lang: Lang) -> Option<String> {
    let date = meta.published.filter(|_| meta.about.is_none())?.to_string();
    let url = meta.article_url.get(lang);
    Some(phrases::CITE_ARTICLE_REFERENCE.fill(lang, &[("date", &date), ("url", url)]))
}

/// A BibTeX entry. Its key is the name of the package and the hash of its data.
pub fn bibtex(meta: &Meta, lang: Lang, url: Option<&str>) -> String {
    let mut out = ["@misc{", meta.file_name(), "-", &*meta.hash].concat();
    let based_on = meta.article_url.get(lang);
    let note = if based_on.is_empty() { "Data set".to_owned() } else { ["Data set, based on ", based_on].concat() };
    for (name, value) in [
        // A second pair of braces keeps BibTeX from splitting a name and from changing the case of a title.
        ("author", braced(&meta.creator)),
        ("title", braced(meta.title.get(lang))),
        ("year", year(meta)),
        ("version", meta.version.to_string()),
        ("note", note),
        ("url", url.unwrap_or_default().to_owned()),
    ] {
        if !value.is_empty() {
            out.push_str(&[",\n  ", name, " = {", &value, "}"].concat());
        }
    }
    out.push_str("\n}");
    out
}

/// A reference in APA style, 7th edition (10.9, data sets), in which a translation follows a Chinese title.
pub fn apa(meta: &Meta, lang: Lang, url: Option<&str>) -> String {
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
    if let Some(url) = url {
        out.push(' ');
        out.push_str(url);
    }
    out
}

/// A reference by GB/T 7714—2015 (4.6, electronic resources), `DS/OL` being a data set read online:
/// `主要责任者. 题名[DS/OL]. 版本项. (更新日期)[引用日期]. 获取和访问路径.`
///
/// The date of access is a placeholder.
pub fn gbt7714(meta: &Meta, lang: Lang, url: Option<&str>) -> String {
    let mut out = String::new();
    if !meta.creator.is_empty() {
        out.push_str(&[&*meta.creator, ". "].concat());
    }
    let version = phrases::CITE_VERSION.fill(lang, &[("version", &meta.version)]);
    out.push_str(&[meta.title.get(lang), "[DS/OL]. ", &version, ". "].concat());
    if let Some(date) = meta.released {
        out.push_str(&["(", &*date.to_string(), ")"].concat());
    }
    out.push_str(&["[", phrases::CITE_READ.get(lang), "]."].concat());
    if let Some(url) = url {
        out.push_str(&[" ", url, "."].concat());
    }
    out
}

fn year(meta: &Meta) -> String {
    meta.released.map(|date| date.last().year.to_string()).unwrap_or_default()
}

/// Text in braces with its special characters escaped; empty for an empty text.
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

    const URL: Option<&str> = Some("https://example.org/chuhai/");

    fn meta() -> Meta {
        Meta {
            title: Text {
                zh: "出海：中国 AI 为何走出去".into(), en: "Why Chinese AI is setting sail".into()
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
            title = {{Why Chinese AI is setting sail}},\n  year = {2026},\n  version = {1.0.1},\n  \
            note = {Data set},\n  url = {https://example.org/chuhai/}\n}";
        assert_eq!(bibtex(&meta(), Lang::En, URL), expected);
        let nowhere = bibtex(&meta(), Lang::Zh, None);
        assert!(nowhere.contains("title = {{出海：中国 AI 为何走出去}}"), "{nowhere}");
        assert!(!nowhere.contains("url"), "{nowhere}");
    }

    #[test]
    fn the_article_is_cited_beside_the_data_that_retells_it() {
        let meta = Meta {
            article_url: Text { zh: "https://example.org/zh".into(), en: "https://example.org/en".into() },
            published: "2024-10-03".parse().ok(),
            ..meta()
        };
        for (lang, url) in [(Lang::Zh, "https://example.org/zh"), (Lang::En, "https://example.org/en")] {
            let cited = all(&meta, lang, URL);
            let (_, article) = cited.split_once(phrases::CITE_ARTICLE.get(lang)).unwrap();
            assert!(
                ["AdinaY", "2024-10-03", "Hugging Face", url].iter().all(|words| article.contains(words)),
                "{cited}"
            );
            assert!(bibtex(&meta, lang, URL).contains(&format!("note = {{Data set, based on {url}}}")));
            let other = Meta { about: Some(crate::dataset::About::default()), ..meta.clone() };
            assert!(!all(&other, lang, URL).contains("AdinaY"), "another dataset retells another article");
        }
    }

    #[test]
    fn bibtex_takes_no_character_of_a_title_for_a_command() {
        let title = Text { zh: "".into(), en: "100% A&B {x} \\ $4_#".into() };
        let entry = bibtex(&Meta { title, ..meta() }, Lang::En, None);
        let expected = "{{100\\% A\\&B \\textbraceleft x\\textbraceright  \\textbackslash  \\$4\\_\\#}}";
        assert!(entry.contains(expected), "{entry}");
        assert_eq!(entry.matches('{').count(), entry.matches('}').count());
    }

    #[test]
    fn apa_puts_version_and_medium_behind_the_title() {
        assert_eq!(
            apa(&meta(), Lang::En, URL),
            "Chuhai contributors. (2026). Why Chinese AI is setting sail (Version 1.0.1) [Data set]. \
             https://example.org/chuhai/"
        );
        assert_eq!(
            apa(&meta(), Lang::Zh, None),
            "Chuhai contributors. (2026). 出海：中国 AI 为何走出去 [Why Chinese AI is setting sail] \
             (Version 1.0.1) [Data set]."
        );
    }

    #[test]
    fn gbt_marks_a_data_set_online_with_its_date_and_leaves_room_for_the_day_it_was_read() {
        assert_eq!(
            gbt7714(&meta(), Lang::Zh, URL),
            "Chuhai contributors. 出海：中国 AI 为何走出去[DS/OL]. 1.0.1 版. (2026-11-24)[引用日期]. \
             https://example.org/chuhai/."
        );
        assert_eq!(
            gbt7714(&meta(), Lang::En, None),
            "Chuhai contributors. Why Chinese AI is setting sail[DS/OL]. Version 1.0.1. (2026-11-24)[date of access]."
        );
    }

    #[test]
    fn what_a_package_does_not_say_is_left_out() {
        let silent = Meta { creator: "".into(), released: None, ..meta() };
        assert_eq!(apa(&silent, Lang::En, None), "Why Chinese AI is setting sail (Version 1.0.1) [Data set]. (n.d.).");
        assert_eq!(gbt7714(&silent, Lang::Zh, None), "出海：中国 AI 为何走出去[DS/OL]. 1.0.1 版. [引用日期].");
        let entry = bibtex(&silent, Lang::En, None);
        assert!(!entry.contains("author") && !entry.contains("year"), "{entry}");
    }
    #[test]
    fn all_forms_stand_below_their_names() {
        let all = all(&meta(), Lang::Zh, URL);
        let forms: Vec<(&str, &str)> = all.split("\n\n").filter_map(|form| form.split_once('\n')).collect();
        assert_eq!(forms.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["GB/T 7714", "APA", "BibTeX"]);
        assert_eq!(forms[0].1, gbt7714(&meta(), Lang::Zh, URL));
        assert_eq!(forms[2].1, bibtex(&meta(), Lang::Zh, URL));
    }
}
