//! A small page per step of the story, for the card of a link to that step. It redirects to the step at once, and can be
//! read if it may not.

use chuhai_core::dataset::StoryStep;
use chuhai_core::text::{Lang, phrases};

use super::head::{self, Card};
use super::published_site::{PublishedSite, plain};
use crate::site::base_url::{folder, relative};
use crate::site::content_security_policy::meta_element;
use chuhai_core::escape::html as escape;

/// Returns the length at which cards cut a description, in characters.
const fn max_description(lang: Lang) -> usize {
    match lang {
        Lang::Zh => 110,
        Lang::En => 200,
    }
}

/// Returns the page of a step.
pub fn document(site: &PublishedSite, step: &StoryStep, lang: Lang) -> String {
    let own = folder(lang);
    let (below, path) = (format!("{own}share/"), format!("{own}share/{}.html", step.id));
    let target = format!("{own}?step={}", step.id);
    let heading = step.title.get(lang);
    let page_title = phrases::PAGE_TITLE.get(lang);
    let title = phrases::METADATA_STEP_TITLE.fill(lang, &[("step", heading), ("title", page_title)]);
    let first = site.paragraphs(step).first().map(|first| plain(first, lang)).unwrap_or_default();
    let description = first_sentences(&first, max_description(lang));
    let card = Card {
        page: &path,
        folder: &below,
        title: &title,
        description,
        step: Some(step),
        image_alt: step.picture.get(lang),
    };
    // Canonical is the step in the story itself, which needs an absolute URL.
    let canonical = site.base.get().map_or_else(String::new, |_| {
        format!("<link rel=\"canonical\" href=\"{}\">\n", escape(&site.base.url(&below, &target)))
    });
    let to = escape(&relative(&below, &target));
    let (policy, head) = (meta_element("default-src 'none'"), head::meta(site, lang, &card));
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n{policy}\n\
         <meta http-equiv=\"refresh\" content=\"0; url={to}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<meta name=\"description\" content=\"{}\">\n{canonical}{head}\n</head>\n<body>\n\
         <h1>{}</h1>\n<p>{}</p>\n<p><a href=\"{to}\">{}</a></p>\n</body>\n</html>\n",
        lang.bcp47(),
        escape(&title),
        escape(description),
        escape(heading),
        escape(&first),
        escape(phrases::METADATA_READ_STEP.get(lang)),
    )
}

/// Returns the first sentences of `text` that fit into `limit` characters; at least one.
fn first_sentences(text: &str, limit: usize) -> &str {
    let mut kept = 0;
    for end in sentence_ends(text) {
        if kept > 0 && text[..end].chars().count() > limit {
            break;
        }
        kept = end;
    }
    if kept == 0 { text } else { &text[..kept] }
}

/// Returns the ends of sentences: behind a full stop and closing marks. A Latin stop ends a sentence only before white space
/// or at the end, unlike those of `24.9` and `01.AI`.
fn sentence_ends(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().filter_map(move |(at, stop)| {
        let rest = &text[at + stop.len_utf8()..];
        let after = rest.trim_start_matches(['”', '’', '）', ')', '」']);
        let ends = match stop {
            '。' | '！' | '？' => true,
            '.' | '!' | '?' => after.is_empty() || after.starts_with(char::is_whitespace),
            _ => false,
        };
        ends.then(|| text.len() - after.len())
    })
}

#[cfg(test)]
mod tests {
    use chuhai_core::text::Lang;

    use super::{document, first_sentences};
    use crate::build::metadata::fixture::{compiled, published};
    use crate::site::html::tags;

    #[test]
    fn a_description_ends_with_a_sentence() {
        let text = "01.AI raised $24.9bn. It said “no.” Then more came.";
        for (limit, expected) in [
            (0, "01.AI raised $24.9bn."),
            (21, "01.AI raised $24.9bn."),
            (36, "01.AI raised $24.9bn. It said “no.”"),
            (99, text),
        ] {
            assert_eq!(first_sentences(text, limit), expected, "{limit}");
        }
        assert_eq!(first_sentences("他说：“好。”后来又来了。", 7), "他说：“好。”");
        assert_eq!(first_sentences("没有句号", 2), "没有句号");
    }

    #[test]
    fn a_page_leads_to_its_step_and_reads_without() {
        let compiled = compiled();
        let site = published(&compiled, Some("https://example.org/a/"));
        for step in &compiled.dataset.story {
            for (lang, own) in [(Lang::Zh, ""), (Lang::En, "en/")] {
                let page = document(&site, step, lang);
                let tags = tags(&page);
                let meta = |attribute: &str, name: &str| {
                    let tag = tags.iter().find(|tag| tag.get(attribute) == Some(name));
                    tag.and_then(|tag| tag.get("content")).unwrap_or_default()
                };
                let to = format!("../?step={}", step.id);
                assert_eq!(meta("http-equiv", "refresh"), format!("0; url={to}"));
                assert_eq!(meta("http-equiv", "Content-Security-Policy"), "default-src 'none'");
                let link = tags.iter().find(|tag| tag.name == "a").unwrap();
                assert_eq!(link.get("href"), Some(to.as_str()));
                let canonical = tags.iter().find(|tag| tag.get("rel") == Some("canonical")).unwrap();
                let whole = format!("https://example.org/a/{own}?step={}", step.id);
                assert_eq!(canonical.get("href"), Some(whole.as_str()));
                let image = format!("https://example.org/a/cards/{}-{}.png", lang.code(), step.id);
                assert_eq!(meta("property", "og:image"), image);
                let own_address = format!("https://example.org/a/{own}share/{}.html", step.id);
                assert_eq!(meta("property", "og:url"), own_address, "or the card would be that of the page");
                assert!(meta("name", "description").ends_with(['。', '.', '”']), "{page}");
                assert!(meta("name", "description").chars().count() <= 240, "{page}");
                assert!(page.contains(&format!("<h1>{}</h1>", step.title.get(lang))), "{page}");
            }
        }
    }
}
