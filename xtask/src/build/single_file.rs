//! The single-file edition: the page in both languages as one document that opens by double click and fetches nothing.
//! Style sheet, script, module and details are inside, since from `file:` browsers neither run a module of another file
//! nor fetch anything.

use std::io::Write as _;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chuhai_core::text::{Lang, Text, phrases};
use flate2::Compression;
use flate2::write::GzEncoder;
use lol_html::html_content::ContentType::{self, Html};

use super::document::{replace_first, story_element};
use crate::site::html::{self, DETAILS, PART};
use crate::site::{content_security_policy as csp, hash};

/// Returns an element with bytes in base64, which scripts find by its id.
fn data_element(id: &str, base64: &str) -> String {
    format!("<script type=\"application/octet-stream\" id=\"{id}\">{base64}</script>")
}

/// Prefix of the ids of the English page, which is in the same document as the Chinese one.
const ENGLISH: &str = "en-";

/// Contents of the files that are put into the document.
pub struct Parts<'a> {
    /// The style sheet.
    pub css: &'a str,
    /// `prepaint.js`, minified.
    pub prepaint: &'a str,
    /// The module's script.
    pub script: &'a str,
    /// `boot-single-file.js`, minified.
    pub boot: &'a str,
    /// The wasm module.
    pub module: &'a [u8],
    /// The files with parts of the module, by the names of the parts.
    pub module_parts: &'a [(String, Vec<u8>)],
    /// The icon, as SVG.
    pub icon: &'a str,
    /// The details.
    pub details: &'a [u8],
    /// The story's text in each language.
    pub story: &'a [(Lang, Vec<u8>)],
}

/// Returns the file: Trunk's `index.html` with all parts in it and the prerendered pages of both languages.
///
/// # Errors
/// Returns an error if the document or a part lacks what is replaced.
pub fn document(template: &str, parts: &Parts<'_>, pages: &Text) -> Result<String> {
    let Parts { css, prepaint, details, .. } = parts;
    let script = script(parts)?;
    let packed = |bytes: &[u8]| {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes)?;
        anyhow::Ok(STANDARD.encode(gzip.finish()?))
    };
    let module = packed(parts.module)?;
    let (mut part_names, mut part_contents) = (String::new(), String::new());
    for (index, (needed_by, bytes)) in parts.module_parts.iter().enumerate() {
        part_names += &format!("<meta name=\"{PART}\" content=\"#part-{index}\" data-needed-by=\"{needed_by}\">");
        part_contents += &data_element(&format!("part-{index}"), &packed(bytes)?);
    }
    let (mut story_names, mut story_contents) = (String::new(), String::new());
    for (lang, bytes) in parts.story {
        let id = format!("story-{}", lang.code());
        story_names += &story_element(*lang, &format!("#{id}"));
        story_contents += &data_element(&id, &STANDARD.encode(bytes));
    }
    let hashed = |text: &str| hash::integrity(text.as_bytes());
    let policy = csp::meta_element(&format!(
        "default-src 'none'; script-src '{}' '{}' 'wasm-unsafe-eval'; style-src '{}'; img-src data: blob:; \
         base-uri 'none'; form-action 'none'",
        hashed(prepaint),
        hashed(&script),
        hashed(css)
    ));
    let title = format!("{} {}", phrases::PAGE_TITLE.get(Lang::Zh), phrases::PAGE_TITLE.get(Lang::En));
    let icon = format!("data:image/svg+xml;base64,{}", STANDARD.encode(parts.icon));
    let mut head = Some(format!(
        "<meta name=\"{DETAILS}\" content=\"#details\">{story_names}{part_names}<style>{css}</style><script>{prepaint}</script>"
    ));
    let chinese = pages.zh.replace("href=\"en/\"", &format!("href=\"#{ENGLISH}story\""));
    let page = chinese + &with_own_ids(&pages.en);
    let foot = format!(
        "{}{}{story_contents}{part_contents}<script type=\"module\">{script}</script>",
        data_element("wasm", &module),
        data_element("details", &STANDARD.encode(details)),
    );
    html::rewrite(
        template,
        &mut [
            ("html", &mut |html| html::set(html, "data-both", "")),
            ("meta[charset]", &mut |charset| charset.after(&policy, Html)),
            ("title", &mut |element| element.set_inner_content(&title, ContentType::Text)),
            ("meta[name=description]", &mut |meta| html::set(meta, "content", phrases::PAGE_DESCRIPTION.get(Lang::Zh))),
            ("link[rel=icon]", &mut |link| {
                link.remove_attribute("integrity");
                html::set(link, "href", &icon);
            }),
            ("link[rel=stylesheet]", &mut |link| replace_first(link, &mut head)),
            ("link[rel=preload], link[rel=modulepreload], script[type=module]", &mut |element| element.remove()),
            ("#app", &mut |app| app.set_inner_content(&page, Html)),
            ("body", &mut |body| body.append(&foot, Html)),
        ],
    )
}

/// Returns the one script that runs: the module's, without its exports, and `boot-single-file.js`.
fn script(parts: &Parts<'_>) -> Result<String> {
    let script = parts.script;
    let at = script.rfind("export{").context("the module's script exports nothing")?;
    let (list, rest) = script[at + "export{".len()..].split_once('}').context("the export never ends")?;
    let init = list.split(',').find_map(|name| name.trim().strip_suffix(" as default")).context("no default export")?;
    let rest = rest.trim_start_matches(';');
    Ok(format!("{}{rest}{{const init={init};{{{}}}}}", &script[..at], parts.boot))
}

/// Returns the English page with ids of its own. Readers without scripts see both languages.
fn with_own_ids(english: &str) -> String {
    const REFERENCES: [&str; 4] = ["href=\"#", " id=\"", "aria-labelledby=\"", "popovertarget=\""];
    let renamed = REFERENCES
        .iter()
        .fold(english.to_owned(), |text, reference| text.replace(reference, &format!("{reference}{ENGLISH}")));
    renamed.replace("href=\"../\"", "href=\"#story\"")
}

#[cfg(test)]
mod tests {
    use chuhai_core::text::Text;

    use super::{Parts, document};
    use crate::site::html;

    const TEMPLATE: &str = "<!doctype html><html data-state=static lang=zh-Hans><meta charset=utf-8><title>x</title><meta content=x name=description>\
        <link href=./i.svg integrity=sha256-x rel=icon><link href=./a.css rel=stylesheet><link href=./b.css rel=stylesheet>\
        <script src=./boot.js type=module></script><link href=./x.js rel=modulepreload><link href=./x.wasm rel=preload></head>\
        <body><div id=app><main></main></div><noscript><p>…</p></noscript></body></html>";

    const PARTS: Parts<'_> = Parts {
        css: "p{margin:0}",
        prepaint: "let a=1",
        script: "const q=1;async function z(){}export{q as initSync,z as default};",
        boot: "await init({});",
        module_parts: &[],
        module: b"\0asm",
        icon: "<svg/>",
        details: b"details",
        story: &[],
    };

    fn made() -> String {
        let zh = "<main><a href=\"en/\">EN</a><section id=\"map\"><a href=\"#x\">…</a></section></main>";
        let en = "<main><a href=\"../\">中文</a><section id=\"map\" aria-labelledby=\"t\"><a href=\"#x\">…</a></section></main>";
        document(TEMPLATE, &PARTS, &Text { zh: zh.into(), en: en.into() }).unwrap()
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
        let nothing = Text { zh: "".into(), en: "".into() };
        assert!(document(TEMPLATE, &Parts { script: "let a", ..PARTS }, &nothing).is_err());
        assert!(document("<p>", &PARTS, &nothing).is_err());
    }

    #[test]
    fn the_policy_lets_run_what_is_in_it_and_nothing_else() {
        let made = made();
        let policy = html::tags(&made).into_iter().find(|tag| tag.get("http-equiv").is_some()).unwrap();
        let policy = policy.get("content").unwrap().to_owned();
        assert_eq!(policy.matches("'sha256-").count(), 3, "{policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'self'"), "{policy}");
    }
}
