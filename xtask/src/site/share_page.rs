//! A small page to each step of the story: what is shown of a link to the step before anybody follows it. Whoever does
//! is led to the step at once, and can read the page where that is held back.

use chuhai_core::dataset::package::Compiled;
use chuhai_core::dataset::{Paragraph, StoryStep};
use chuhai_core::escape;
use chuhai_core::text::{Lang, phrases};

use super::base::{folder, relative};
use super::head::{self, Card};
use super::published::Published;

/// The page needs nothing: no script, no style, no picture.
const POLICY: &str = "default-src 'none'";

/// How long a description may be before it is cut at a sentence: what cards show of one.
const fn room(lang: Lang) -> usize {
    match lang {
        Lang::Zh => 110,
        Lang::En => 200,
    }
}

/// The page of a step.
pub fn page(site: &Published, step: &StoryStep, lang: Lang) -> String {
    let own = folder(lang);
    let (below, path) = (format!("{own}share/"), format!("{own}share/{}.html", step.id));
    let whole = step_address(own, step);
    let heading = step.title.get(lang);
    let page_title = phrases::PAGE_TITLE.get(lang);
    let title = phrases::METADATA_STEP_TITLE.fill(lang, &[("step", heading), ("title", page_title)]);
    let first = paragraphs(site.compiled, step).first().map(|first| plain(first, lang)).unwrap_or_default();
    let description = sentences_within(&first, room(lang));
    let card = Card {
        page: &path,
        folder: &below,
        title: &title,
        description,
        step: Some(step),
        picture: step.picture.get(lang),
    };
    // Search engines are told of the story itself; without an address of our own there is nothing to tell them.
    let canonical = site.base.known().map_or_else(String::new, |_| {
        format!("<link rel=\"canonical\" href=\"{}\">\n", escape::html(&site.base.address(&below, &whole)))
    });
    let to = escape::html(&relative(&below, &whole));
    let (head, read) = (head::meta(site, lang, &card), phrases::METADATA_READ_STEP.get(lang));
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={to}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<meta name=\"description\" content=\"{}\">\n{canonical}{head}\n</head>\n<body>\n\
         <h1>{}</h1>\n<p>{}</p>\n<p><a href=\"{to}\">{}</a></p>\n</body>\n</html>\n",
        lang.bcp47(),
        escape::html(&title),
        escape::html(description),
        escape::html(heading),
        escape::html(&first),
        escape::html(read),
    )
}

/// A step of the story in the page of a folder, from the root of the site.
fn step_address(folder: &str, step: &StoryStep) -> String {
    format!("{folder}?step={}", step.id)
}

/// What a step tells.
pub fn paragraphs<'a>(compiled: &'a Compiled, step: &StoryStep) -> &'a [Paragraph] {
    let at = compiled.dataset.story.iter().position(|other| other.id == step.id);
    at.and_then(|at| compiled.details.story.get(at)).map_or(&[], |paragraphs| &**paragraphs)
}

/// A paragraph without its references.
pub fn plain(paragraph: &Paragraph, lang: Lang) -> String {
    paragraph.runs(lang).iter().map(|run| &*run.text).collect()
}

/// As many whole sentences from the beginning of `text` as `limit` characters hold; one at least.
fn sentences_within(text: &str, limit: usize) -> &str {
    let mut kept = 0;
    for end in sentence_ends(text) {
        if kept > 0 && text[..end].chars().count() > limit {
            break;
        }
        kept = end;
    }
    if kept == 0 { text } else { &text[..kept] }
}

/// Where sentences end: behind a full stop and the marks that close with it. A Latin one ends a sentence only before
/// space or nothing: `24.9` and `01.AI` do not end one.
fn sentence_ends(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().filter_map(move |(at, stop)| {
        let rest = &text[at + stop.len_utf8()..];
        let behind = rest.trim_start_matches(['”', '’', '）', ')', '」']);
        let ends = match stop {
            '。' | '！' | '？' => true,
            '.' | '!' | '?' => behind.is_empty() || behind.starts_with(char::is_whitespace),
            _ => false,
        };
        ends.then(|| text.len() - behind.len())
    })
}

#[cfg(test)]
mod tests {
    use chuhai_core::text::Lang;

    use super::{page, sentences_within};
    use crate::site::html::tags;
    use crate::site::published::fixture::{compiled, published};

    #[test]
    fn a_description_ends_with_a_sentence() {
        let text = "01.AI raised $24.9bn. It said “no.” Then more came.";
        for (limit, expected) in [
            (0, "01.AI raised $24.9bn."),
            (21, "01.AI raised $24.9bn."),
            (36, "01.AI raised $24.9bn. It said “no.”"),
            (99, text),
        ] {
            assert_eq!(sentences_within(text, limit), expected, "{limit}");
        }
        assert_eq!(sentences_within("他说：“好。”后来又来了。", 7), "他说：“好。”");
        assert_eq!(sentences_within("没有句号", 2), "没有句号");
    }

    #[test]
    fn a_page_leads_to_its_step_and_reads_without() {
        let compiled = compiled();
        let site = published(&compiled, Some("https://example.org/a/"));
        for step in &compiled.dataset.story {
            for (lang, own) in [(Lang::Zh, ""), (Lang::En, "en/")] {
                let page = page(&site, step, lang);
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
