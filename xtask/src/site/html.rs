//! Reading and rewriting of HTML documents, minified or not.

use std::cell::Cell;

use anyhow::{Result, ensure};
use lol_html::html_content::Element;
use lol_html::{RewriteStrSettings, element, rewrite_str};

/// Name of the meta element with the address of the wasm module, which `boot.js` fetches.
pub const MODULE: &str = "chuhai:module";
/// Name of the meta elements with the addresses of files with parts of the module; `data-needed-by` names the parts.
pub const PART: &str = "chuhai:part";
/// Name of the meta element with the address of the details, which the page fetches for a reader who stays.
pub const DETAILS: &str = "chuhai:details";
/// Name of the meta element with the address of the story's text in the language that the document is not in.
pub const STORY: &str = "chuhai:story";
/// Name of the meta element with the address of the style sheet as a file, which `boot.js` links if a host has changed the
/// document's own.
pub const STYLE: &str = "chuhai:style";
/// Name of the meta element with the address of the service worker, which `boot.js` registers.
pub const SERVICE_WORKER: &str = "chuhai:service-worker";

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Lower-case name.
    pub name: String,
    /// Lower-case names of the attributes with their values as written, character references included.
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    /// Returns the value of an attribute; empty for one without a value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Returns the address of the file of the page that the tag names, be it loaded at once or later.
    pub fn refers(&self) -> Option<&str> {
        self.loads().or_else(|| [PART, DETAILS, STORY, STYLE, SERVICE_WORKER].iter().find_map(|name| self.meta(name)))
    }

    /// Returns the address of a file that is loaded with the page.
    pub fn loads(&self) -> Option<&str> {
        const LOADED: [&str; 5] = ["stylesheet", "modulepreload", "preload", "icon", "manifest"];
        match self.name.as_str() {
            "script" | "img" => self.get("src"),
            "link" => {
                let is_loaded = self.get("rel")?.split_ascii_whitespace().any(|word| LOADED.contains(&word));
                is_loaded.then(|| self.get("href"))?
            }
            _ => self.meta(MODULE),
        }
    }

    /// Returns the content of the meta element `name`.
    pub fn meta(&self, name: &str) -> Option<&str> {
        let is_named = self.name == "meta" && self.get("name") == Some(name);
        is_named.then(|| self.get("content"))?
    }
}

/// Returns all start tags of a document, in order.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let collect = element!("*", |element| {
        let attributes = element.attributes().iter().map(|attribute| (attribute.name(), attribute.value()));
        tags.push(Tag { name: element.tag_name(), attributes: attributes.collect() });
        Ok(())
    });
    // Nothing is refused unless the parser is strict.
    let _ = rewrite_str(html, RewriteStrSettings::new().with_strict(false).append_element_content_handler(collect));
    tags
}

/// A CSS selector, and the change of each element that it matches.
pub type Edit<'a> = (&'a str, &'a mut dyn FnMut(&mut Element<'_, '_>));

/// Returns the document with all edits applied, in one pass.
///
/// # Errors
/// Returns an error if a selector matches no element.
pub fn rewrite(html: &str, edits: &mut [Edit<'_>]) -> Result<String> {
    let is_matched: Vec<Cell<bool>> = edits.iter().map(|_| Cell::new(false)).collect();
    let selectors: Vec<String> = edits.iter().map(|(selector, _)| (*selector).to_owned()).collect();
    let mut settings = RewriteStrSettings::new();
    for ((selector, edit), is_matched) in edits.iter_mut().zip(&is_matched) {
        settings = settings.append_element_content_handler(element!(*selector, move |element| {
            is_matched.set(true);
            edit(element);
            Ok(())
        }));
    }
    let rewritten = rewrite_str(html, settings)?;
    for (selector, is_matched) in selectors.iter().zip(&is_matched) {
        ensure!(is_matched.get(), "the document has no `{selector}`");
    }
    Ok(rewritten)
}

/// Sets an attribute whose name is known to be one.
pub fn set(element: &mut Element<'_, '_>, name: &str, value: &str) {
    let _ = element.set_attribute(name, &value.replace('&', "&amp;"));
}

#[cfg(test)]
mod tests {
    use lol_html::html_content::ContentType;

    use super::{Tag, rewrite, set, tags};

    #[test]
    fn tags_are_read_with_and_without_quotes() {
        let html = "<!doctype html><html lang=zh-Hans><!-- <link> --><link rel=stylesheet href=./a/b.css><link href=\"x\" rel='icon'/>\
                    <script type=module async src=./s.js>if(1<a){'<p>'}</script><p>a < b";
        let found = tags(html);
        let found: Vec<(&str, Option<&str>)> = found.iter().map(|tag| (tag.name.as_str(), tag.loads())).collect();
        let expected =
            [("html", None), ("link", Some("./a/b.css")), ("link", Some("x")), ("script", Some("./s.js")), ("p", None)];
        assert_eq!(found, expected);
    }

    #[test]
    fn details_belong_to_the_page_but_are_not_loaded_with_it() {
        let tags = tags(
            "<meta name=chuhai:details content=./d.bin><link rel=icon href=./i.svg><a name=chuhai:details content=x>",
        );
        assert_eq!(tags.iter().filter_map(Tag::refers).collect::<Vec<_>>(), ["./d.bin", "./i.svg"]);
        assert_eq!(tags.iter().filter_map(Tag::loads).collect::<Vec<_>>(), ["./i.svg"]);
    }

    #[test]
    fn a_tag_that_never_ends_is_no_panic() {
        for html in ["<", "<a", "<a b", "<a b=", "<a b=\"", "<a b='c", "<script", "<!--", "<a b=c/"] {
            assert!(tags(html).is_empty(), "{html}");
        }
    }

    #[test]
    fn edits_are_applied_in_one_pass_and_each_must_match() {
        let mut first = Some("<i>x</i>");
        let edited = rewrite(
            "<p id=a><b>c</b><b>d</b></p><q>e",
            &mut [
                ("#a", &mut |element| set(element, "title", "1 & \"2\"")),
                ("b", &mut |element| match first.take() {
                    Some(first) => element.replace(first, ContentType::Html),
                    None => element.remove(),
                }),
            ],
        );
        assert_eq!(edited.unwrap(), "<p id=a title=\"1 &amp; &quot;2&quot;\"><i>x</i></p><q>e");
        let error = rewrite("<p>", &mut [("p", &mut |_| ()), ("#app", &mut |_| ())]).unwrap_err().to_string();
        assert!(error.contains("`#app`"), "{error}");
    }
}
