//! Just enough HTML to change the document that Trunk writes, minified or not: its start tags, with where they stand.

use std::ops::Range;

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Lower-case name.
    pub name: String,
    /// Where the tag stands, from `<` to behind `>`.
    pub at: Range<usize>,
    /// Attributes in order; one without a value has an empty one.
    pub attributes: Vec<Attribute>,
}

/// An attribute of a start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Lower-case name.
    pub name: String,
    /// The value as written, without quotes.
    pub value: String,
    /// Where the value stands, without quotes.
    pub at: Range<usize>,
}

impl Tag {
    /// An attribute's value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attribute(name).map(|attribute| attribute.value.as_str())
    }

    /// An attribute.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }

    /// The address the tag names of a file that belongs to the page, be it loaded at once or later.
    pub fn refers(&self) -> Option<&Attribute> {
        self.loads().or_else(|| self.details()).or_else(|| self.worker())
    }

    /// The address the tag names of the page's service worker. No browser fetches a link of this kind.
    pub fn worker(&self) -> Option<&Attribute> {
        let is_worker = self.name == "link" && self.get("rel") == Some("offline");
        is_worker.then(|| self.attribute("href"))?
    }

    /// The address the tag names of what the page fetches when it is ready. No browser fetches a link of this kind.
    pub fn details(&self) -> Option<&Attribute> {
        let is_details = self.name == "link" && self.get("rel") == Some("details");
        is_details.then(|| self.attribute("href"))?
    }

    /// The address the tag makes the browser load with the page, where it does.
    pub fn loads(&self) -> Option<&Attribute> {
        match self.name.as_str() {
            "script" | "img" => self.attribute("src"),
            "link" => {
                const LOADED: [&str; 6] = ["stylesheet", "modulepreload", "wasm", "preload", "icon", "manifest"];
                let kind = self.get("rel")?;
                kind.split_ascii_whitespace().any(|word| LOADED.contains(&word)).then(|| self.attribute("href"))?
            }
            _ => None,
        }
    }
}

/// All start tags of a document. Comments are passed over; what stands in a script is not looked at.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|offset| at + offset) {
        let rest = &html[open + 1..];
        if rest.starts_with("!--") {
            at = rest.find("-->").map_or(html.len(), |end| open + 1 + end + 3);
        } else if rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let tag = tag(html, open);
            at = tag.at.end;
            if tag.name == "script" {
                at = html[at..].find("</script").map_or(html.len(), |end| at + end);
            }
            tags.push(tag);
        } else {
            at = open + 1;
        }
    }
    tags
}

fn tag(html: &str, open: usize) -> Tag {
    let bytes = html.as_bytes();
    let until = |from: usize, stop: &dyn Fn(u8) -> bool| {
        bytes[from..].iter().position(|byte| stop(*byte)).map_or(bytes.len(), |offset| from + offset)
    };
    let name_end = until(open + 1, &|byte| byte.is_ascii_whitespace() || byte == b'>' || byte == b'/');
    let mut attributes = Vec::new();
    let mut at = name_end;
    loop {
        at = until(at, &|byte| !byte.is_ascii_whitespace() && byte != b'/');
        if at >= bytes.len() || bytes[at] == b'>' {
            break;
        }
        let key_end = until(at + 1, &|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'>' | b'/'));
        let name = html[at..key_end].to_ascii_lowercase();
        let equals = until(key_end, &|byte| !byte.is_ascii_whitespace());
        let mut value = key_end..key_end;
        at = key_end;
        if bytes.get(equals) == Some(&b'=') {
            let start = until(equals + 1, &|byte| !byte.is_ascii_whitespace());
            value = match bytes.get(start) {
                Some(quote @ (b'"' | b'\'')) => start + 1..until(start + 1, &|byte| byte == *quote),
                _ => start..until(start, &|byte| byte.is_ascii_whitespace() || byte == b'>'),
            };
            let quoted = value.start > start;
            at = (value.end + usize::from(quoted)).min(bytes.len());
        }
        attributes.push(Attribute { name, value: html[value.clone()].to_owned(), at: value });
    }
    Tag { name: html[open + 1..name_end].to_ascii_lowercase(), at: open..(at + 1).min(bytes.len()), attributes }
}

/// The document with pieces replaced; they must not overlap.
pub fn replace(html: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(html.len() + 512);
    let mut at = 0;
    for (range, text) in edits {
        out.push_str(&html[at..range.start]);
        out.push_str(&text);
        at = range.end;
    }
    out.push_str(&html[at..]);
    out
}

/// A text as it stands between tags or in an attribute's value.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::{replace, tags};

    #[test]
    fn tags_are_read_with_and_without_quotes() {
        let html = "<!doctype html><html lang=zh-Hans><!-- <link> --><link rel=stylesheet href=./a/b.css><link href=\"x\" rel='icon'/>\
                    <script type=module async src=./s.js>if(1<a){'<p>'}</script><p>a < b";
        let found: Vec<(String, Option<String>)> = tags(html)
            .into_iter()
            .map(|tag| (tag.name.clone(), tag.loads().map(|attribute| html[attribute.at.clone()].to_owned())))
            .collect();
        let expected =
            [("html", None), ("link", Some("./a/b.css")), ("link", Some("x")), ("script", Some("./s.js")), ("p", None)];
        assert_eq!(found, expected.map(|(name, value)| (name.to_owned(), value.map(str::to_owned))));
    }

    #[test]
    fn details_belong_to_the_page_but_are_not_loaded_with_it() {
        let tags = tags("<link rel=details href=./d.bin><link rel=icon href=./i.svg><a rel=details href=x>");
        let values = |of: fn(&super::Tag) -> Option<&super::Attribute>| -> Vec<&str> {
            tags.iter().filter_map(of).map(|attribute| attribute.value.as_str()).collect()
        };
        assert_eq!(values(super::Tag::refers), ["./d.bin", "./i.svg"]);
        assert_eq!(values(super::Tag::loads), ["./i.svg"]);
    }

    #[test]
    fn a_tag_that_never_ends_is_no_panic() {
        for html in ["<", "<a", "<a b", "<a b=", "<a b=\"", "<a b='c", "<script", "<!--", "<a b=c/"] {
            tags(html);
        }
    }

    #[test]
    fn edits_apply_in_any_order() {
        assert_eq!(replace("abcdef", vec![(4..5, "E".into()), (1..3, "-".into())]), "a-dEf");
    }
}
