//! The additions for GitHub Pages: a file that switches Jekyll off, which would drop files, and a page for addresses that
//! do not exist.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use chuhai_core::escape;
use chuhai_core::text::{Lang, phrases};

use crate::site::content_security_policy::meta_element;
use crate::site::{hash, html};

/// Style sheet of the 404 page, which may be the answer at any depth and so can load nothing.
const STYLE: &str = ":root{color-scheme:light dark;font:1.125rem/1.6 system-ui,sans-serif}\
    body{max-width:34rem;margin:15vh auto;padding:0 1rem}";

/// Adds the files to the folder `dir`.
///
/// # Errors
/// Returns an error if a file cannot be read or written.
pub fn add(dir: &Path) -> Result<()> {
    fs::write(dir.join(".nojekyll"), "").context(".nojekyll")?;
    let index = fs::read_to_string(dir.join("index.html")).context("index.html")?;
    fs::write(dir.join("404.html"), not_found(&home(&index))).context("404.html")
}

/// Returns the address of the page for the 404 page. A site with a base URL has it in its canonical link; for any other it
/// is relative to the folder of the wrong address, which most often is the page's own.
fn home(index: &str) -> String {
    let tags = html::tags(index);
    let canonical = tags.iter().find(|tag| tag.name == "link" && tag.get("rel") == Some("canonical"));
    let path = canonical.and_then(|link| {
        let (_, rest) = link.get("href")?.split_once("://")?;
        let (_, path) = rest.split_once('/')?;
        let (folder, _) = path.rsplit_once('/').unwrap_or_default();
        Some(if folder.is_empty() { "/".to_owned() } else { format!("/{folder}/") })
    });
    path.unwrap_or_else(|| "./".to_owned())
}

/// Returns the 404 page, in both languages: without scripts, and with a policy that allows its style sheet alone.
fn not_found(home: &str) -> String {
    let lines = |lang: Lang, to: &str| {
        format!(
            "<div lang=\"{}\"><h1>{}</h1><p><a href=\"{}{to}\">{}</a></p></div>",
            lang.bcp47(),
            phrases::LOST_TITLE.get(lang),
            escape::html(home),
            phrases::LOST_BACK.get(lang)
        )
    };
    let policy = meta_element(&format!(
        "default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'",
        hash::integrity(STYLE.as_bytes())
    ));
    format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\">{policy}<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"referrer\" content=\"no-referrer\"><meta name=\"robots\" content=\"noindex\">\
         <title>{}</title><style>{STYLE}</style></head><body><main>{}{}</main></body></html>\n",
        Lang::Zh.bcp47(),
        phrases::PAGE_TITLE.get(Lang::Zh),
        lines(Lang::Zh, ""),
        lines(Lang::En, "en/")
    )
}

#[cfg(test)]
mod tests {
    use super::{STYLE, home, not_found};
    use crate::site::{hash, html};

    #[test]
    fn the_way_back_is_absolute_if_the_base_url_is_known() {
        for (head, back) in [
            ("", "./"),
            ("<link rel=canonical href=https://example.org/>", "/"),
            ("<link rel=canonical href=https://example.org/a/chuhai/>", "/a/chuhai/"),
            ("<link rel=canonical href=https://example.org/chuhai/index.html>", "/chuhai/"),
            ("<link rel=canonical href=https://example.org>", "./"),
        ] {
            assert_eq!(home(head), back, "{head}");
        }
    }

    #[test]
    fn the_404_page_leads_back_in_both_languages_without_a_script() {
        let page = not_found("/a\"b/");
        let tags = html::tags(&page);
        let links: Vec<&str> = tags.iter().filter(|tag| tag.name == "a").filter_map(|tag| tag.get("href")).collect();
        assert_eq!(links, ["/a&quot;b/", "/a&quot;b/en/"]);
        assert!(tags.iter().all(|tag| tag.name != "script" && tag.loads().is_none()), "{page}");
        let policy =
            tags.iter().find(|tag| tag.get("http-equiv").is_some()).and_then(|tag| tag.get("content")).unwrap();
        assert!(policy.starts_with("default-src 'none'; ") && !policy.contains("unsafe"), "{policy}");
        let (_, rest) = page.split_once("<style>").unwrap();
        let style = rest.split_once("</style>").unwrap().0;
        assert_eq!(style, STYLE);
        assert!(policy.contains(&hash::integrity(style.as_bytes())), "{policy}");
    }
}
