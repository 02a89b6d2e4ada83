//! `chuhai.html`: the page as one file, in both languages, that opens by double click and asks for nothing. Style, script,
//! module and details stand in the document; browsers run no module from a file's neighbours and fetch nothing from
//! `file:`.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chuhai_core::dataset::encode_details;
use chuhai_core::dataset::package::Compiled;
use chuhai_core::text::{Lang, phrases};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::{hash, html, prerender};

/// Its name in the published site.
pub const FILE: &str = "chuhai.html";

/// What an English page's ids begin with here, beside those of the Chinese one.
const ENGLISH: &str = "en-";

/// What goes into the file, as the site has it.
pub struct Parts<'a> {
    /// The style sheet.
    pub css: &'a str,
    /// `prepaint.js`, minified.
    pub early: &'a str,
    /// The module's script.
    pub script: &'a str,
    /// `boot-single-file.js`, minified.
    pub start: &'a str,
    /// The module.
    pub wasm: &'a [u8],
    /// The icon, as SVG.
    pub icon: &'a str,
    /// What says that nothing runs: all of the document's body behind the page.
    pub foot: &'a str,
}

/// Writes the file into `dir`.
///
/// # Errors
/// Where a part is not what it should be, or the file cannot be written.
pub fn write(dir: &Path, parts: &Parts<'_>, compiled: &Compiled) -> Result<()> {
    let standing = |lang| prerender::standing(compiled, lang);
    let document = document(parts, &standing(Lang::Zh)?, &standing(Lang::En)?, &encode_details(&compiled.details))?;
    fs::write(dir.join(FILE), document).context(FILE)
}

fn document(parts: &Parts<'_>, chinese: &str, english: &str, details: &[u8]) -> Result<String> {
    let Parts { css, early, foot, .. } = parts;
    let script = script(parts)?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(parts.wasm)?;
    let wasm = STANDARD.encode(gzip.finish()?);
    let hashed = |text: &str| hash::integrity(text.as_bytes());
    let policy = format!(
        "default-src 'none'; script-src '{}' '{}' 'wasm-unsafe-eval'; style-src '{}'; img-src data: blob:; \
         base-uri 'none'; form-action 'none'",
        hashed(early),
        hashed(&script),
        hashed(css)
    );
    let icon = STANDARD.encode(parts.icon);
    let title = html::escape(&format!("{} {}", phrases::PAGE_TITLE.zh, phrases::PAGE_TITLE.en));
    let description = html::escape(phrases::PAGE_DESCRIPTION.zh);
    let mut out = format!(
        "<!doctype html><html lang=\"{}\" data-state=\"static\" data-both><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"referrer\" content=\"no-referrer\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{title}</title>\
         <meta name=\"description\" content=\"{description}\"><link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">\
         <link rel=\"details\" href=\"#details\"><style>{css}</style><script>{early}</script></head><body><div id=\"app\">",
        Lang::Zh.bcp47()
    );
    out.push_str(&within(chinese, &[("href=\"en/\"", &format!("href=\"#{ENGLISH}story\""))]));
    out.push_str(&english_beside(english));
    let _ = write!(
        out,
        "</div>{foot}<script type=\"application/octet-stream\" id=\"wasm\">{wasm}</script>\
         <script type=\"application/octet-stream\" id=\"details\">{}</script>\
         <script type=\"module\">{script}</script></body></html>",
        STANDARD.encode(details)
    );
    Ok(out)
}

/// The one script that runs: the module's, without what only files of their own can have, and the start.
fn script(parts: &Parts<'_>) -> Result<String> {
    let script = parts.script;
    let at = script.rfind("export{").context("the module's script exports nothing")?;
    let (list, rest) = script[at + "export{".len()..].split_once('}').context("the export never ends")?;
    let init = list.split(',').find_map(|name| name.trim().strip_suffix(" as default")).context("no default export")?;
    let rest = rest.trim_start_matches(';');
    Ok(format!("{}{rest}{{const init={init};{{{}}}}}", &script[..at], parts.start))
}

fn within(text: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The English page beside the Chinese one: with ids of its own, for readers without scripts, who see both.
fn english_beside(english: &str) -> String {
    let to = |attribute: &str| format!("{attribute}{ENGLISH}");
    let beside = ["href=\"#", " id=\"", "aria-labelledby=\"", "popovertarget=\""];
    let text = beside.iter().fold(english.to_owned(), |text, attribute| text.replace(attribute, &to(attribute)));
    within(&text, &[("href=\"../\"", "href=\"#story\"")])
}

#[cfg(test)]
mod tests {
    use super::{Parts, document};
    use crate::site::html;

    const PARTS: Parts<'_> = Parts {
        css: "p{margin:0}",
        early: "let a=1",
        script: "const q=1;async function z(){}export{q as initSync,z as default};",
        start: "await init({});",
        wasm: b"\0asm",
        icon: "<svg/>",
        foot: "<noscript><p>…</p></noscript>",
    };

    fn made() -> String {
        let chinese = "<main><a href=\"en/\">EN</a><section id=\"map\"><a href=\"#x\">…</a></section></main>";
        let english = "<main><a href=\"../\">中文</a><section id=\"map\" aria-labelledby=\"t\"><a href=\"#x\">…</a></section></main>";
        document(&PARTS, chinese, english, b"details").unwrap()
    }

    #[test]
    fn nothing_in_it_is_fetched() {
        let made = made();
        for tag in html::tags(&made) {
            for name in ["src", "href", "srcset", "data", "action"] {
                let address = tag.get(name).unwrap_or_default();
                assert!(address.is_empty() || address.starts_with('#') || address.starts_with("data:"), "{address}");
            }
        }
    }

    #[test]
    fn the_two_languages_have_ids_of_their_own() {
        let made = made();
        assert!(
            made.contains("<section id=\"map\"><a href=\"#x\">")
                && made.contains("<section id=\"en-map\" aria-labelledby=\"en-t\"><a href=\"#en-x\">"),
            "{made}"
        );
        assert!(made.contains("<a href=\"#en-story\">EN") && made.contains("<a href=\"#story\">中文"), "{made}");
    }

    #[test]
    fn the_script_starts_the_module_and_exports_nothing() {
        let made = made();
        assert!(made.contains("async function z(){}{const init=z;{await init({});}}</script>"), "{made}");
        assert!(document(&Parts { script: "let a", ..PARTS }, "", "", b"").is_err());
    }

    #[test]
    fn the_policy_lets_run_what_is_in_it_and_nothing_else() {
        let made = made();
        let policy = html::tags(&made).into_iter().find(|tag| tag.get("http-equiv").is_some()).unwrap();
        let policy = policy.get("content").unwrap().to_owned();
        assert_eq!(policy.matches("'sha384-").count(), 3, "{policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'self'"), "{policy}");
    }
}
