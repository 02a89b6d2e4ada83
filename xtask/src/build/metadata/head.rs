//! Metadata in the head of a page: canonical and alternate links, Open Graph, Twitter cards, JSON-LD.

use std::fmt::Write as _;

use anyhow::Result;
use chuhai_core::dataset::StoryStep;
use chuhai_core::text::{Lang, phrases};

use super::json_ld;
use super::published_site::{CARD_PX, PublishedSite, card, plain_text};
use crate::site::base_url::folder;
use chuhai_core::escape::html as escape;

/// The card of a shared link.
pub struct Card<'a> {
    /// Path of the page, relative to the root of the site.
    pub page: &'a str,
    /// Folder of the document, relative to the root of the site.
    pub folder: &'a str,
    /// Title.
    pub title: &'a str,
    /// Description.
    pub description: &'a str,
    /// The step of the story that the card shows; the whole page without one.
    pub step: Option<&'a StoryStep>,
    /// Text alternative of the image.
    pub image_alt: &'a str,
}

/// Returns the elements for the head of the page in `lang`.
///
/// # Errors
/// Returns an error if the descriptor names no licence.
pub fn elements(site: &PublishedSite, lang: Lang) -> Result<String> {
    let own = folder(lang);
    let mut out = String::new();
    if let Some(page) = site.base.page(lang) {
        let _ = write!(out, "<link rel=\"canonical\" href=\"{}\">", escape(&page));
    }
    for (code, other) in [(Lang::Zh.bcp47(), Lang::Zh), (Lang::En.bcp47(), Lang::En), ("x-default", Lang::Zh)] {
        let address = escape(&site.base.url(own, folder(other)));
        let _ = write!(out, "<link rel=\"alternate\" hreflang=\"{code}\" href=\"{address}\">");
    }
    let title = phrases::PAGE_TITLE.get(lang);
    for (kind, path) in
        [("application/json+oembed", format!("{own}oembed.json")), ("text/plain", plain_text(lang).to_owned())]
    {
        let address = escape(&site.base.url(own, &path));
        let title = escape(title);
        let _ = write!(out, "<link rel=\"alternate\" type=\"{kind}\" href=\"{address}\" title=\"{title}\">");
    }
    let description = phrases::PAGE_DESCRIPTION.get(lang);
    out.push_str(&meta(site, lang, &Card { page: own, folder: own, title, description, step: None, image_alt: title }));
    out.push_str(&json_ld::script(site, lang)?);
    Ok(out)
}

/// Returns the elements of Open Graph and of Twitter cards.
pub fn meta(site: &PublishedSite, lang: Lang, of: &Card) -> String {
    let locale = |lang| match lang {
        Lang::Zh => "zh_CN",
        Lang::En => "en_US",
    };
    let Card { page, folder, title, description, step, image_alt } = *of;
    let image = site.base.url(folder, &card(lang, step));
    let (width, height) = CARD_PX;
    let mut out = String::new();
    for (property, content) in [
        ("og:type", "article"),
        ("og:title", title),
        ("og:description", description),
        ("og:url", &site.base.url(folder, page)),
        ("og:image", &image),
        ("og:image:type", "image/png"),
        ("og:image:width", &width.to_string()),
        ("og:image:height", &height.to_string()),
        ("og:image:alt", image_alt),
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
        ("twitter:image:alt", image_alt),
    ] {
        let _ = write!(out, "<meta name=\"{name}\" content=\"{}\">", escape(content));
    }
    out
}

#[cfg(test)]
mod tests {
    use chuhai_core::text::Lang;

    use super::elements;
    use crate::build::metadata::fixture::{compiled, published};
    use crate::site::html::{self, Tag};

    fn links<'a>(tags: &'a [Tag], attribute: &str, value: &str) -> Vec<&'a str> {
        let links = tags.iter().filter(|tag| tag.name == "link" && tag.get(attribute) == Some(value));
        links.filter_map(|tag| tag.get("href")).collect()
    }

    fn content<'a>(tags: &'a [Tag], name: &str) -> Option<&'a str> {
        let named = |tag: &&Tag| tag.get("property") == Some(name) || tag.get("name") == Some(name);
        tags.iter().find(named)?.get("content")
    }

    #[test]
    fn urls_are_absolute_if_the_base_url_is_known() {
        let compiled = compiled();
        let site = published(&compiled, Some("https://example.org/a/"));
        for (lang, own, image, locale) in [(Lang::Zh, "", "zh", "zh_CN"), (Lang::En, "en/", "en", "en_US")] {
            let tags = html::tags(&elements(&site, lang).unwrap());
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
    fn without_a_base_url_there_is_no_canonical_link_and_others_are_relative() {
        let compiled = compiled();
        let site = published(&compiled, None);
        let tags = html::tags(&elements(&site, Lang::En).unwrap());
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
