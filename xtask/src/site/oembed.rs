//! The page as oEmbed (oembed.com) has it: a file that programs find by the head of the page, and that says how to put
//! the page into another one.

use anyhow::{Context, Result};
use chuhai_core::escape;
use chuhai_core::text::{Lang, phrases};
use serde_json::json;

use super::base::folder;
use super::published::{CARD_PX, Published, card};

/// What an embedding page lets the frame do, as in the Share panel's snippet (`src/share.rs` says why).
const SANDBOX: &str = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads";

/// The size that blogs give to a frame by default.
const FRAME_PX: (u32, u32) = (850, 450);

/// The answer for the page in a language.
pub fn answer(site: &Published, lang: Lang) -> Result<String> {
    let own = folder(lang);
    let (width, height) = FRAME_PX;
    let page = site.base.address(own, own);
    let title = phrases::PAGE_TITLE.get(lang);
    let frame = format!(
        "<iframe src=\"{}?lang={}&amp;embed=1\" title=\"{}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" \
         sandbox=\"{SANDBOX}\" style=\"border:0;max-width:100%\"></iframe>",
        escape::html(&page),
        lang.code(),
        escape::html(title),
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
        "thumbnail_url": site.base.address(own, &card(lang, None)),
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
    use crate::paths;
    use crate::site::html::tags;
    use crate::site::published::fixture::{compiled, published};

    #[test]
    fn the_frame_is_titled_lazy_and_shut() {
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
    fn the_frame_may_do_what_that_of_the_share_panel_may() {
        let share = std::fs::read_to_string(paths::root().join("src/share.rs")).unwrap();
        assert!(share.contains(&format!("\"{SANDBOX}\"")), "src/share.rs has another sandbox");
    }
}
