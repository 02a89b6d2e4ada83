//! What the head of a page says to search engines, to cards of shared links and to embedding programs.

use std::fmt::Write as _;

use anyhow::Result;
use chuhai_core::dataset::StoryStep;
use chuhai_core::text::{Lang, phrases};

use super::base::folder;
use super::html::escape;
use super::published::{CARD_PX, Published, card};
use super::{json_ld, plain_text};

/// What a card says.
pub struct Card<'a> {
    /// Where its page stands, from the root of the site; and in which folder.
    pub page: &'a str,
    /// The folder of the document, from the root.
    pub folder: &'a str,
    /// Its title.
    pub title: &'a str,
    /// What it is about.
    pub description: &'a str,
    /// The step of the story it is of.
    pub step: Option<&'a StoryStep>,
    /// What its picture shows.
    pub picture: &'a str,
}

/// Returns the elements for the head of the page in `lang`.
pub fn tags(site: &Published, lang: Lang) -> Result<String> {
    let own = folder(lang);
    let mut out = String::new();
    if let Some(page) = site.page(lang) {
        let _ = write!(out, "<link rel=\"canonical\" href=\"{}\">", escape(&page));
    }
    for (code, other) in [(Lang::Zh.bcp47(), Lang::Zh), (Lang::En.bcp47(), Lang::En), ("x-default", Lang::Zh)] {
        let address = escape(&site.base.address(own, folder(other)));
        let _ = write!(out, "<link rel=\"alternate\" hreflang=\"{code}\" href=\"{address}\">");
    }
    let title = phrases::PAGE_TITLE.get(lang);
    for (kind, path) in
        [("application/json+oembed", format!("{own}oembed.json")), ("text/plain", plain_text::file(lang).to_owned())]
    {
        let address = escape(&site.base.address(own, &path));
        let title = escape(title);
        let _ = write!(out, "<link rel=\"alternate\" type=\"{kind}\" href=\"{address}\" title=\"{title}\">");
    }
    let description = phrases::PAGE_DESCRIPTION.get(lang);
    out.push_str(&meta(site, lang, &Card { page: own, folder: own, title, description, step: None, picture: title }));
    out.push_str(&json_ld::script(site, lang)?);
    Ok(out)
}

/// Open Graph and Twitter.
pub fn meta(site: &Published, lang: Lang, card_of: &Card) -> String {
    let locale = |lang| match lang {
        Lang::Zh => "zh_CN",
        Lang::En => "en_US",
    };
    let Card { page, folder, title, description, step, picture } = *card_of;
    let image = site.base.address(folder, &card(lang, step));
    let (width, height) = CARD_PX;
    let mut out = String::new();
    for (property, content) in [
        ("og:type", "article"),
        ("og:title", title),
        ("og:description", description),
        ("og:url", &site.base.address(folder, page)),
        ("og:image", &image),
        ("og:image:type", "image/png"),
        ("og:image:width", &width.to_string()),
        ("og:image:height", &height.to_string()),
        ("og:image:alt", picture),
        ("og:locale", locale(lang)),
        ("og:locale:alternate", locale(lang.other())),
        ("og:site_name", phrases::METADATA_SITE.get(lang)),
    ] {
        let _ = write!(out, "<meta property=\"{property}\" content=\"{}\">", escape(content));
    }
    for (name, content) in [
        ("twitter:card", "summary_large_image"),
        ("twitter:title", title),
        ("twitter:description", description),
        ("twitter:image", &image),
        ("twitter:image:alt", picture),
    ] {
        let _ = write!(out, "<meta name=\"{name}\" content=\"{}\">", escape(content));
    }
    out
}

#[cfg(test)]
mod tests {
    use chuhai_core::text::Lang;

    use super::tags;
    use crate::site::html::{self, Tag};
    use crate::site::published::fixture::{compiled, published};

    fn links<'a>(tags: &'a [Tag], attribute: &str, value: &str) -> Vec<&'a str> {
        let links = tags.iter().filter(|tag| tag.name == "link" && tag.get(attribute) == Some(value));
        links.filter_map(|tag| tag.get("href")).collect()
    }

    fn content<'a>(tags: &'a [Tag], name: &str) -> Option<&'a str> {
        let named = |tag: &&Tag| tag.get("property") == Some(name) || tag.get("name") == Some(name);
        tags.iter().find(named)?.get("content")
    }

    #[test]
    fn a_site_that_knows_its_address_says_it_in_full() {
        let compiled = compiled();
        let site = published(&compiled, Some("https://example.org/a/"));
        for (lang, own, image, locale) in [(Lang::Zh, "", "zh", "zh_CN"), (Lang::En, "en/", "en", "en_US")] {
            let tags = html::tags(&tags(&site, lang).unwrap());
            let page = format!("https://example.org/a/{own}");
            assert_eq!(links(&tags, "rel", "canonical"), [page.as_str()]);
            assert_eq!(links(&tags, "hreflang", "zh-Hans"), ["https://example.org/a/"]);
            assert_eq!(links(&tags, "hreflang", "en"), ["https://example.org/a/en/"]);
            assert_eq!(links(&tags, "hreflang", "x-default"), ["https://example.org/a/"]);
            assert_eq!(links(&tags, "type", "application/json+oembed"), [format!("{page}oembed.json")]);
            assert_eq!(content(&tags, "og:url"), Some(page.as_str()));
            let image = format!("https://example.org/a/cards/{image}.png");
            assert_eq!(content(&tags, "og:image"), Some(image.as_str()));
            assert_eq!(content(&tags, "twitter:image"), Some(image.as_str()));
            assert_eq!(content(&tags, "og:locale"), Some(locale));
        }
    }

    #[test]
    fn a_site_that_does_not_is_canonical_nowhere_and_links_to_its_own_files() {
        let compiled = compiled();
        let site = published(&compiled, None);
        let tags = html::tags(&tags(&site, Lang::En).unwrap());
        assert_eq!(links(&tags, "rel", "canonical"), Vec::<&str>::new());
        assert_eq!(links(&tags, "hreflang", "zh-Hans"), ["../"]);
        assert_eq!(links(&tags, "hreflang", "en"), ["./"]);
        assert_eq!(links(&tags, "type", "text/plain"), ["../story.en.txt"]);
        assert_eq!(content(&tags, "og:image"), Some("../cards/en.png"));
        assert_eq!(content(&tags, "twitter:card"), Some("summary_large_image"));
        for name in ["og:type", "og:title", "og:description", "og:image:alt", "og:site_name", "twitter:title"] {
            assert!(content(&tags, name).is_some_and(|content| !content.is_empty()), "{name}");
        }
    }
}
