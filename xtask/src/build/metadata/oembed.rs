//! oEmbed (oembed.com): a file with the markup that embeds the page, which programs find through the head of the page.

use anyhow::{Context, Result};
use chuhai_core::text::{Lang, phrases};
use serde_json::json;

use super::published_site::{CARD_PX, PublishedSite, card};
use crate::site::base_url::folder;
use chuhai_core::escape::html as escape;

/// Rights of the frame, as in the Share panel's snippet (`src/share.rs` has the reasons).
const SANDBOX: &str = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads";

/// Default size of frames in blogs.
const FRAME_PX: (u32, u32) = (850, 450);

/// Returns the answer for the page in a language.
pub fn answer(site: &PublishedSite, lang: Lang) -> Result<String> {
    let own = folder(lang);
    let (width, height) = FRAME_PX;
    let page = site.base.url(own, own);
    let title = phrases::PAGE_TITLE.get(lang);
    let frame = format!(
        "<iframe src=\"{}?lang={}&amp;embed=1\" title=\"{}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" \
         sandbox=\"{SANDBOX}\" style=\"border:0;max-width:100%\"></iframe>",
        escape(&page),
        lang.code(),
        escape(title),
    );
    let creator = &*site.meta().creator;
    let author = site.article_author(lang).map_or_else(
        || creator.to_owned(),
        |author| phrases::METADATA_AUTHOR.fill(lang, &[("creator", creator), ("author", author)]),
    );
    let answer = json!({
        "version": "1.0",
        "type": "rich",
        "title": title,
        "author_name": author,
        "provider_name": phrases::METADATA_SITE.get(lang),
        "provider_url": page,
        "thumbnail_url": site.base.url(own, &card(lang, None)),
        "thumbnail_width": CARD_PX.0,
        "thumbnail_height": CARD_PX.1,
        "html": frame,
        "width": width,
        "height": height,
    });
    Ok(serde_json::to_string_pretty(&answer).context("oembed.json")? + "\n")
}

#[cfg(test)]
mod tests {
    use chuhai_core::text::Lang;
    use serde_json::Value;

    use super::{SANDBOX, answer};
    use crate::build::metadata::fixture::{compiled, published};
    use crate::paths;
    use crate::site::html::tags;

    #[test]
    fn the_frame_is_titled_lazy_and_sandboxed() {
        let compiled = compiled();
        for (address, lang, src) in [
            (Some("https://example.org/a/"), Lang::Zh, "https://example.org/a/?lang=zh&amp;embed=1"),
            (Some("https://example.org/a/"), Lang::En, "https://example.org/a/en/?lang=en&amp;embed=1"),
            (None, Lang::En, "./?lang=en&amp;embed=1"),
        ] {
            let value: Value = serde_json::from_str(&answer(&published(&compiled, address), lang).unwrap()).unwrap();
            assert_eq!((&value["version"], &value["type"]), (&"1.0".into(), &"rich".into()));
            assert_eq!((&value["width"], &value["height"]), (&850.into(), &450.into()));
            assert!(value["author_name"].as_str().unwrap().contains("AdinaY"));
            let tags = tags(value["html"].as_str().unwrap());
            let [frame] = &tags[..] else { panic!("{tags:?}") };
            assert_eq!(frame.get("src"), Some(src));
            assert_eq!(frame.get("loading"), Some("lazy"));
            assert_eq!(frame.get("sandbox"), Some(SANDBOX));
            assert_eq!(frame.get("title"), value["title"].as_str());
        }
    }

    #[test]
    fn the_frame_has_the_rights_of_that_of_the_share_panel() {
        let share = std::fs::read_to_string(paths::root().join("src/share.rs")).unwrap();
        assert!(share.contains(&format!("\"{SANDBOX}\"")), "src/share.rs has another sandbox");
    }
}
