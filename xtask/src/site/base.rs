//! Where the site will stand, and the addresses of its parts: absolute where its address is known, relative to the
//! document that names them where it is not.

use std::env;

use anyhow::{Context, Result, ensure};
use chuhai_core::cite;
use chuhai_core::dataset::Meta;
use chuhai_core::text::{Lang, Text};

/// How the address reaches the step of the build that Trunk starts.
pub const VARIABLE: &str = "CHUHAI_CANONICAL";

/// The public address of the site, if it has been told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Base(Option<String>);

impl Base {
    /// The site of an address such as `https://example.org/chuhai/`.
    ///
    /// # Errors
    /// Where it is no such address.
    pub fn parse(address: &str) -> Result<Self> {
        let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
        let is_plain = |character: char| character.is_ascii_graphic() && !"\"'<>?#\\`{|}^@".contains(character);
        let holds = rest.is_some_and(|rest| {
            rest.chars().all(is_plain) && rest.ends_with('/') && !rest.starts_with(['/', ':']) && !rest.contains("//")
        });
        ensure!(
            holds,
            "“{address}” is not where a site can stand. --canonical (or {VARIABLE}) takes the public address of the \
             built site, which search engines and cards of shared links ask for: https:// or http://, the host, the \
             path, one slash at the end, as in https://example.org/chuhai/"
        );
        Ok(Self(Some(address.to_owned())))
    }

    /// The site of the environment's address.
    ///
    /// # Errors
    /// Where that is none.
    pub fn from_environment() -> Result<Self> {
        match env::var_os(VARIABLE).filter(|address| !address.is_empty()) {
            Some(address) => Self::parse(address.to_str().context("no text").context(VARIABLE)?),
            None => Ok(Self::default()),
        }
    }

    /// The address, where it is known.
    pub fn known(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// The address of the page in a language, where it is known.
    pub fn page(&self, lang: Lang) -> Option<String> {
        self.known().map(|base| [base, folder(lang)].concat())
    }

    /// How the data is cited as it stands there.
    pub fn citations(&self, meta: &Meta) -> Text {
        let [zh, en] = Lang::ALL.map(|lang| cite::all(meta, lang, self.page(lang).as_deref()).into());
        Text { zh, en }
    }

    /// The address of `path` (from the root of the site, empty for the root itself) in a document of `folder` (from
    /// the same, empty or with a slash at its end).
    pub fn address(&self, folder: &str, path: &str) -> String {
        match &self.0 {
            Some(base) => [base, path].concat(),
            None => relative(folder, path),
        }
    }
}

/// `path` as a document in `folder` refers to it, wherever the site stands.
pub fn relative(folder: &str, path: &str) -> String {
    let (mut folder, mut path) = (folder, path);
    // What both begin with is where they are together.
    while let Some((first, rest)) = folder.split_once('/')
        && let Some(below) = path.strip_prefix(first).and_then(|below| below.strip_prefix('/'))
    {
        (folder, path) = (rest, below);
    }
    match folder.matches('/').count() {
        0 => ["./", path].concat(),
        up => ["../".repeat(up).as_str(), path].concat(),
    }
}

/// The folder of the page in a language, from the root of the site.
pub const fn folder(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "",
        Lang::En => "en/",
    }
}

#[cfg(test)]
mod tests {
    use super::{Base, relative};

    #[test]
    fn a_site_stands_at_a_whole_address_with_one_slash_at_its_end() {
        for address in ["https://example.org/", "http://127.0.0.1:8080/a/b/", "https://example.org/~me/chuhai/"] {
            assert_eq!(Base::parse(address).unwrap().known(), Some(address));
        }
        for address in [
            "",
            "example.org/",
            "https://",
            "https:///",
            "https://example.org",
            "https://example.org/a",
            "https://example.org/a//",
            "https://example.org//a/",
            "https://example.org/?a/",
            "https://example.org/#/",
            "https://example.org/a b/",
            "https://example.org/\"><script>/",
            "https://me:secret@example.org/",
            "ftp://example.org/",
            "javascript:alert(1)//",
        ] {
            let error = Base::parse(address).unwrap_err().to_string();
            assert!(error.contains("--canonical") && error.contains("search engines"), "{address}: {error}");
        }
    }

    #[test]
    fn addresses_are_absolute_where_the_site_is_known_and_relative_where_not() {
        let known = Base::parse("https://example.org/a/").unwrap();
        let unknown = Base::default();
        for (folder, path, absolute, from_there) in [
            ("", "", "https://example.org/a/", "./"),
            ("", "en/", "https://example.org/a/en/", "./en/"),
            ("en/", "en/", "https://example.org/a/en/", "./"),
            ("en/", "", "https://example.org/a/", "../"),
            ("en/", "cards/en.png", "https://example.org/a/cards/en.png", "../cards/en.png"),
            ("en/share/", "cards/en.png", "https://example.org/a/cards/en.png", "../../cards/en.png"),
            ("en/share/", "en/?step=x", "https://example.org/a/en/?step=x", "../?step=x"),
            ("share/", "?step=x", "https://example.org/a/?step=x", "../?step=x"),
        ] {
            assert_eq!(known.address(folder, path), absolute);
            assert_eq!(unknown.address(folder, path), from_there);
            assert_eq!(relative(folder, path), from_there);
        }
    }
}
