//! The public base URL of the site, and URLs of its files: absolute if the base URL is known, otherwise relative to the
//! document that names them.

use std::env;

use anyhow::{Context, Result, ensure};
use chuhai_core::text::Lang;

/// The environment variable that carries the base URL to the hook that Trunk starts.
pub const VARIABLE: &str = "CHUHAI_CANONICAL";

/// The public base URL of the site, if it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BaseUrl(Option<String>);

impl BaseUrl {
    /// Parses a URL such as `https://example.org/chuhai/`.
    ///
    /// # Errors
    /// Returns an error if it is not http(s) with a host, a plain path and one slash at its end.
    pub fn parse(url: &str) -> Result<Self> {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        let is_plain = |character: char| character.is_ascii_graphic() && !"\"'<>?#\\`{|}^@".contains(character);
        let is_valid = rest.is_some_and(|rest| {
            rest.chars().all(is_plain) && rest.ends_with('/') && !rest.starts_with(['/', ':']) && !rest.contains("//")
        });
        ensure!(
            is_valid,
            "“{url}” is no base URL of a site. --canonical (or {VARIABLE}) takes the public address of the built site, \
             which search engines and cards of shared links ask for: https:// or http://, the host, the path, one \
             slash at the end, as in https://example.org/chuhai/"
        );
        Ok(Self(Some(url.to_owned())))
    }

    /// Parses the environment's base URL.
    ///
    /// # Errors
    /// Returns an error if the variable is set to anything else.
    pub fn from_environment() -> Result<Self> {
        match env::var_os(VARIABLE).filter(|url| !url.is_empty()) {
            Some(url) => Self::parse(url.to_str().context("not UTF-8").context(VARIABLE)?),
            None => Ok(Self::default()),
        }
    }

    /// Returns the base URL, if it is known.
    pub fn get(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// Returns the absolute URL of the page in a language, if the base URL is known.
    pub fn page(&self, lang: Lang) -> Option<String> {
        self.get().map(|base| [base, folder(lang)].concat())
    }

    /// Returns the URL of `path` for a document in `folder`. Both are relative to the root of the site; `folder` is empty
    /// or ends with a slash.
    pub fn url(&self, folder: &str, path: &str) -> String {
        match &self.0 {
            Some(base) => [base, path].concat(),
            None => relative(folder, path),
        }
    }
}

/// Returns `path` relative to a document in `folder`.
pub fn relative(folder: &str, path: &str) -> String {
    let (mut folder, mut path) = (folder, path);
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

/// Returns the folder of the page in a language, relative to the root of the site.
pub const fn folder(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "",
        Lang::En => "en/",
    }
}

#[cfg(test)]
mod tests {
    use super::{BaseUrl, relative};

    #[test]
    fn a_base_url_is_whole_and_ends_with_one_slash() {
        for address in ["https://example.org/", "http://127.0.0.1:8080/a/b/", "https://example.org/~me/chuhai/"] {
            assert_eq!(BaseUrl::parse(address).unwrap().get(), Some(address));
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
            let error = BaseUrl::parse(address).unwrap_err().to_string();
            assert!(error.contains("--canonical") && error.contains("search engines"), "{address}: {error}");
        }
    }

    #[test]
    fn urls_are_absolute_if_the_base_url_is_known_and_relative_otherwise() {
        let known = BaseUrl::parse("https://example.org/a/").unwrap();
        let unknown = BaseUrl::default();
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
            assert_eq!(known.url(folder, path), absolute);
            assert_eq!(unknown.url(folder, path), from_there);
            assert_eq!(relative(folder, path), from_there);
        }
    }
}
