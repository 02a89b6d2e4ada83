//! The documents of the page, one per language: Trunk's `index.html`, filled.

use anyhow::Result;
use chuhai_core::text::{Lang, phrases};
use lol_html::html_content::ContentType::{Html, Text};
use lol_html::html_content::Element;

use super::assets::{Asset, Assets, PartAsset};
use crate::site::base_url::{folder, relative};
use crate::site::html::{self, DETAILS, MODULE, PART, SERVICE_WORKER, STORY, STYLE};
use crate::site::{content_security_policy as csp, files};

/// Sources of the documents in both languages.
pub struct Template<'a> {
    /// Trunk's `index.html`.
    pub document: &'a str,
    /// The files that they name.
    pub assets: &'a Assets,
    /// The style sheet.
    pub css: &'a str,
    /// `prepaint.js`, minified.
    pub prepaint: &'a str,
}

impl Template<'_> {
    /// Returns the document in `lang`, with `metadata` in its head and the prerendered `page` in its body.
    ///
    /// # Errors
    /// Returns an error if `index.html` lacks an element that is filled or replaced.
    pub fn fill(&self, lang: Lang, metadata: &str, page: &str) -> Result<String> {
        let Self { document, assets, css, prepaint } = self;
        let first = csp::meta_element(&csp::with_inline(prepaint, css)) + &self.first_elements(lang);
        // The first paint waits for no second file, and for nothing of the metadata.
        let mut style = Some(format!("<style>{css}</style>{metadata}"));
        let Asset { integrity, .. } = &assets.print;
        let print_sheet = format!(
            "<link rel=\"stylesheet\" media=\"print\" href=\"{}\" crossorigin integrity=\"{integrity}\">",
            href(&assets.print, lang)
        );
        html::rewrite(
            document,
            &mut [
                ("html", &mut |html| {
                    html::set(html, "lang", lang.bcp47());
                    // Whoever opens this document has asked for its language.
                    if lang == Lang::En {
                        html::set(html, "data-own", "");
                    }
                }),
                ("meta[charset]", &mut |charset| charset.after(&first, Html)),
                ("title", &mut |title| title.set_inner_content(phrases::PAGE_TITLE.get(lang), Text)),
                ("meta[name=description]", &mut |meta| {
                    html::set(meta, "content", phrases::PAGE_DESCRIPTION.get(lang));
                }),
                ("link[rel=icon]", &mut |link| html::set(link, "href", &self::href(&assets.icon, lang))),
                ("link[rel=stylesheet]", &mut |link| replace_first(link, &mut style)),
                ("script[type=module]", &mut |script| {
                    html::set(script, "integrity", &assets.boot.integrity);
                    html::set(script, "src", &self::href(&assets.boot, lang));
                }),
                ("link[rel=preload], link[rel=modulepreload]", &mut |link| link.remove()),
                ("#app", &mut |app| {
                    app.set_inner_content(page, Html);
                    // Behind the page, since it is asked for as soon as it is seen.
                    app.after(&print_sheet, Html);
                }),
            ],
        )
    }

    /// Returns the elements that come first, since `boot.js` may run before the rest of the document is parsed. Browsers
    /// do not check the integrity of what is preloaded for `fetch`, and warn if there is one; so `boot.js` fetches the
    /// module itself, with the integrity beside its address.
    fn first_elements(&self, lang: Lang) -> String {
        let Assets { style, script, module, parts, details, story, .. } = self.assets;
        let parts: String = parts
            .iter()
            .map(|PartAsset { asset, needed_by }| {
                let (href, integrity) = (href(asset, lang), &asset.integrity);
                format!(
                    "<meta name=\"{PART}\" content=\"{href}\" data-integrity=\"{integrity}\" data-needed-by=\"{needed_by}\">"
                )
            })
            .collect();
        let others = story.iter().filter(|(other, _)| *other != lang);
        let story: String = others.map(|(other, asset)| story_element(*other, &href(asset, lang))).collect();
        format!(
            "<script>{}</script><meta name=\"{SERVICE_WORKER}\" content=\"{}\"><meta name=\"{DETAILS}\" content=\"{}\">\
             {story}\
             <meta name=\"{STYLE}\" content=\"{}\"><meta name=\"{MODULE}\" content=\"{}\" data-integrity=\"{}\">{parts}\
             <link rel=\"modulepreload\" crossorigin href=\"{}\" integrity=\"{}\">",
            self.prepaint,
            relative(folder(lang), files::SERVICE_WORKER),
            href(details, lang),
            href(style, lang),
            href(module, lang),
            module.integrity,
            href(script, lang),
            script.integrity,
        )
    }
}

/// Returns the element with the address of the story's text in a language.
pub fn story_element(lang: Lang, address: &str) -> String {
    format!("<meta name=\"{STORY}\" lang=\"{}\" content=\"{address}\">", lang.bcp47())
}

/// Replaces the first element that this is called for, and removes the others.
pub fn replace_first(element: &mut Element<'_, '_>, replacement: &mut Option<String>) {
    match replacement.take() {
        Some(replacement) => element.replace(&replacement, Html),
        None => element.remove(),
    }
}

fn href(asset: &Asset, lang: Lang) -> String {
    relative(folder(lang), &asset.name)
}

#[cfg(test)]
mod tests {
    use chuhai_core::text::Lang;

    use super::{Asset, Assets, PartAsset, Template};
    use crate::site::html::{Tag, tags};

    /// The markup that Trunk writes.
    const TRUNK: &str = "<!doctype html><html data-state=static lang=zh-Hans><meta charset=utf-8><title>题</title>\
        <meta content=说明 name=description><link href=./i.svg rel=icon><link href=./a.css rel=stylesheet>\
        <link href=./b.css rel=stylesheet><script integrity=sha256-old src=./b.js type=module></script>\
        <link href=./a.js integrity=sha256-old rel=modulepreload><link as=fetch href=./a.wasm integrity=sha256-old rel=preload>\
        </head><body><div id=app> <main class=page><h1>a</h1></main></div><p>b</p></body></html>";

    fn filled(lang: Lang) -> String {
        let asset = |name: &str| Asset { name: name.to_owned(), integrity: format!("sha256-{name}") };
        let assets = Assets {
            style: asset("page.css"),
            print: asset("print.css"),
            boot: asset("boot.js"),
            script: asset("x.js"),
            module: asset("x.wasm"),
            icon: asset("icon.svg"),
            parts: vec![PartAsset { asset: asset("views.bin"), needed_by: "records views".to_owned() }],
            details: asset("d.bin"),
            story: Lang::ALL.map(|lang| (lang, asset(&format!("story-{}.txt", lang.code())))).into(),
        };
        let template = Template { document: TRUNK, assets: &assets, css: "p{}", prepaint: "let a = 1" };
        template.fill(lang, "<meta name=m>", "<i>c</i>").unwrap()
    }

    #[test]
    fn everything_is_filled_and_nothing_of_trunk_is_left_that_was_replaced() {
        let document = filled(Lang::Zh);
        assert!(document.starts_with(
            "<!doctype html><html data-state=static lang=\"zh-Hans\"><meta charset=utf-8><meta http-equiv=\"Content-Security-Policy\""
        ));
        assert!(document.contains("script-src 'self' 'wasm-unsafe-eval' 'sha256-"), "{document}");
        assert!(document.contains("style-src 'self' 'sha256-"), "{document}");
        assert!(document.ends_with("<body><div id=app><i>c</i></div><link rel=\"stylesheet\" media=\"print\" href=\"./print.css\" crossorigin integrity=\"sha256-print.css\"><p>b</p></body></html>"), "{document}");
        let tags = tags(&document);
        let names: Vec<&str> = tags.iter().filter_map(Tag::refers).collect();
        assert_eq!(
            names,
            [
                "./sw.js",
                "./d.bin",
                "./story-en.txt",
                "./page.css",
                "./x.wasm",
                "./views.bin",
                "./x.js",
                "./icon.svg",
                "./boot.js",
                "./print.css"
            ]
        );
        for tag in tags.iter().filter(|tag| tag.loads().is_some() && tag.get("rel") != Some("icon")) {
            let integrity = tag.get("integrity").or_else(|| tag.get("data-integrity"));
            assert_eq!(integrity, tag.loads().map(|name| name.replace("./", "sha256-")).as_deref());
        }
        assert!(document.contains("<style>p{}</style><meta name=m>"), "the first painting waits for no metadata");
    }

    #[test]
    fn the_english_document_is_english_and_finds_the_same_files() {
        let document = filled(Lang::En);
        assert!(document.contains("<html data-state=static lang=\"en\" data-own=\"\">"), "{document}");
        assert!(document.contains("<title>Why Chinese AI is setting sail</title>"), "{document}");
        assert!(!document.contains("说明") && !document.contains('题'), "{document}");
        let tags = tags(&document);
        let names: Vec<&str> = tags.iter().filter_map(Tag::refers).collect();
        assert!(names.iter().all(|name| name.starts_with("../")), "{document}");
        assert!(names.len() == 10 && names.contains(&"../story-zh.txt"), "{names:?}");
    }

    #[test]
    fn a_document_without_its_parts_is_an_error() {
        let template = Template { document: "<p>", assets: &Assets::default(), css: "", prepaint: "" };
        assert!(template.fill(Lang::Zh, "", "").is_err());
    }
}
