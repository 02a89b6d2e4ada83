//! Title, version and origin of a dataset, and interface texts adapted to it. The page was made for one dataset, which
//! retells an article; for another it uses the words of that package, and mentions an article only if there is one.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::date::Edtf;
use crate::text::{Lang, Phrase, Text, filled};

/// Title, version and licence of the package.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Meta {
    /// Title of the dataset.
    pub title: Text,
    /// Semantic version of the dataset, from `datapackage.json`.
    pub version: Box<str>,
    /// Eight hex digits of a hash over the facts of the package; it changes with any fact and with nothing else.
    pub hash: Box<str>,
    /// Address of the article, per language; empty if the dataset retells none.
    pub article_url: Text,
    /// Publication date of the article.
    pub published: Option<Edtf>,
    /// The maker of the package; may be empty.
    pub creator: Box<str>,
    /// Date on which this version was recorded as a release.
    pub released: Option<Edtf>,
    /// Latest date on which an outside source was read.
    pub last_read: Option<Edtf>,
    /// The package's description of itself; none for the dataset that this page was made for and whose texts are in `i18n/`.
    pub about: Option<About>,
    /// The parameter of the address that the dataset was loaded by, which every link of the page keeps; empty for the
    /// dataset that comes with the page. Set after loading.
    pub asked_with: Box<str>,
}

/// A package's description of itself, for a page that was not made for it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// The package's name, used in file names.
    pub name: Box<str>,
    /// A description in a sentence or two; may be empty.
    pub description: Text,
    /// The article or the maker, shown under the title; may be empty.
    pub origin: Text,
    /// The link of `origin`; may be empty.
    pub address: Text,
    /// Sources of its facts, one line each. Lines are formatted on the host, so the page needs no code for it.
    pub sources: Vec<Text>,
    /// Title, version and maker.
    pub made: Text,
    /// Licences, one line each.
    pub licences: Vec<Text>,
}

impl Meta {
    /// Returns true if the dataset retells an article.
    pub fn has_article(&self) -> bool {
        !self.article_url.en.is_empty()
    }

    /// Adapts an interface text to this dataset: without an article, “article” becomes “data”; of another dataset than
    /// ours, “funding” becomes “money”. Replacing words here saves a second set of texts in the module.
    pub fn said(&self, text: &'static str) -> Cow<'static, str> {
        let mut text = Cow::from(text);
        let article = if self.has_article() { &[][..] } else { &ARTICLE };
        let funding = if self.about.is_none() { &[][..] } else { &FUNDING };
        for (from, to) in article.iter().chain(funding) {
            if text.contains(from) {
                text = text.replace(from, to).into();
            }
        }
        text
    }

    /// Adapts a phrase to this dataset and fills in its values.
    pub fn fill(&self, phrase: Phrase, lang: Lang, values: &[(&str, &str)]) -> String {
        filled(&self.said(phrase.get(lang)), values)
    }

    /// The stem of file names.
    pub fn file_name(&self) -> &str {
        self.about.as_ref().map_or("chuhai", |about| &about.name)
    }
}

/// Words for the article and their replacements.
const ARTICLE: [(&str, &str); 4] = [("原文", "资料"), ("文章", "资料"), ("article", "data"), ("Article", "Data")];
/// Words for funding and their replacements.
const FUNDING: [(&str, &str); 3] = [("融资", "金额"), ("funding", "money"), ("Funding", "Money")];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::phrases;

    #[test]
    fn texts_name_an_article_only_where_there_is_one() {
        let without = Meta::default();
        let url = Text { zh: "https://example.org/zh".into(), en: "https://example.org/en".into() };
        let with = Meta { article_url: url, ..Meta::default() };
        assert_eq!(with.said("The article names it, 原文如此"), "The article names it, 原文如此");
        assert_eq!(without.said("The article names it, 原文如此"), "The data names it, 资料如此");
        // What is filled in is the dataset's own word.
        let values = [("url", "an article 原文")];
        assert_eq!(without.fill(phrases::PLAIN_ARTICLE, Lang::En, &values), "The data: an article 原文");
        assert_eq!(without.fill(phrases::PLAIN_ARTICLE, Lang::Zh, &values), "资料：an article 原文");
    }

    #[test]
    fn amounts_are_funding_where_that_is_known() {
        let theirs = Meta { about: Some(About::default()), ..Meta::default() };
        for text in ["Funding figures that pass", "the funding chart", "融资图上画斜线的"] {
            assert_eq!(Meta::default().said(text), text);
        }
        assert_eq!(theirs.said("Funding figures that pass"), "Money figures that pass");
        assert_eq!(theirs.said("the funding chart"), "the money chart");
        assert_eq!(theirs.said("融资图上画斜线的"), "金额图上画斜线的");
    }

    #[test]
    fn files_are_called_after_the_package() {
        assert_eq!(Meta::default().file_name(), "chuhai");
        let about = Some(About { name: "ev".into(), ..About::default() });
        assert_eq!(Meta { about, ..Meta::default() }.file_name(), "ev");
    }
}
