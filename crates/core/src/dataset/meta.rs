//! What the page may say of a dataset. It was made for one, which retells an article; of any other it says what that
//! package says of itself, and speaks of an article only where there is one.

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
    /// Eight hex digits of a hash over all that the package says: changes when any fact does, and with nothing else.
    pub hash: Box<str>,
    /// Address of the article, per language; empty where the dataset retells none.
    pub article_url: Text,
    /// Publication date of the article.
    pub published: Option<Edtf>,
    /// Who made the package; empty where it does not say.
    pub creator: Box<str>,
    /// When this version was recorded as a release, if it was.
    pub released: Option<Edtf>,
    /// When an outside source was last read, where the package says so.
    pub last_read: Option<Edtf>,
    /// What it says of itself; none for the dataset this page was made for, which the page's own texts speak of.
    pub about: Option<About>,
    /// The parameter of the page's address that it was asked for with, which every link of the page keeps; empty for
    /// the dataset that comes with the page. Only a page that has loaded it knows.
    pub asked_with: Box<str>,
}

/// What a dataset says of itself, for a page that was not made for it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// The package's name: what files of it are called after.
    pub name: Box<str>,
    /// What it is, in a sentence or two; may be empty.
    pub description: Text,
    /// What it retells, or who made it: the words under the title; may be empty.
    pub origin: Text,
    /// Where these words lead; may be empty.
    pub address: Text,
    /// Where its facts are from, a line each. Lines are made on the host: the page does not carry what makes them.
    pub sources: Vec<Text>,
    /// Its title and version, and who made it.
    pub made: Text,
    /// What may be done with it, a line each.
    pub licences: Vec<Text>,
}

impl Meta {
    /// Whether the dataset retells an article, which texts may then name.
    pub fn has_article(&self) -> bool {
        !self.article_url.en.is_empty()
    }

    /// An interface text as it is true of this dataset: of one that retells no article it speaks of its data instead,
    /// and of the amounts of another than ours it is only known that they are money. The words are exchanged here, so
    /// that no text has to stand twice in the module.
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

    /// A phrase as it is true of this dataset, with its values.
    pub fn fill(&self, phrase: Phrase, lang: Lang, values: &[(&str, &str)]) -> String {
        filled(&self.said(phrase.get(lang)), values)
    }

    /// What files of this dataset are called after.
    pub fn file_name(&self) -> &str {
        self.about.as_ref().map_or("chuhai", |about| &about.name)
    }
}

/// How the article is called, and what is said where there is none.
const ARTICLE: [(&str, &str); 4] = [("原文", "资料"), ("文章", "资料"), ("article", "data"), ("Article", "Data")];
/// The same of amounts that are funding.
const FUNDING: [(&str, &str); 3] = [("融资", "金额"), ("funding", "money"), ("Funding", "Money")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_name_an_article_only_where_there_is_one() {
        let without = Meta::default();
        let url = Text { zh: "https://example.org/zh".into(), en: "https://example.org/en".into() };
        let with = Meta { article_url: url, ..Meta::default() };
        assert_eq!(with.said("The article names it, 原文如此"), "The article names it, 原文如此");
        assert_eq!(without.said("The article names it, 原文如此"), "The data names it, 资料如此");
        let phrase = Phrase { zh: "原文“{section}”", en: "The article, “{section}”" };
        // What is filled in is the dataset's own word.
        let values = [("section", "an article 原文")];
        assert_eq!(without.fill(phrase, Lang::En, &values), "The data, “an article 原文”");
        assert_eq!(without.fill(phrase, Lang::Zh, &values), "资料“an article 原文”");
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
