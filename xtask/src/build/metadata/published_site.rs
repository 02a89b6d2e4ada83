//! The published site as its metadata describes it: base URL, descriptor, compiled data, and paths of files.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use chuhai_core::dataset::package::Compiled;
use chuhai_core::dataset::{Kind, Meta, Paragraph, StoryStep};
use chuhai_core::text::Lang;

use super::descriptor::Descriptor;
use crate::site::base_url::BaseUrl;

/// The site with its data.
pub struct PublishedSite<'a> {
    /// Its public base URL.
    pub base: BaseUrl,
    /// The descriptor of the Data Package.
    pub descriptor: Descriptor,
    /// The compiled Data Package.
    pub compiled: &'a Compiled,
}

impl<'a> PublishedSite<'a> {
    /// Creates the site at `base` of the package in the folder `data`, which is compiled.
    ///
    /// # Errors
    /// Returns an error if the descriptor lacks a field that the metadata needs.
    pub fn new(base: BaseUrl, data: &Path, compiled: &'a Compiled) -> Result<Self> {
        let descriptor = Descriptor::parse(&fs::read(data.join("datapackage.json")).context("datapackage.json")?)?;
        Ok(Self { base, descriptor, compiled })
    }

    /// Returns the metadata of the dataset.
    pub fn meta(&self) -> &'a Meta {
        &self.compiled.dataset.meta
    }

    /// Returns the author of the article, whose words the records call the author's.
    pub fn article_author(&self, lang: Lang) -> Option<&'a str> {
        let Compiled { dataset, details, .. } = self.compiled;
        let mut records = dataset.records.iter().zip(&details.records);
        let (_, detail) = records.find(|(record, _)| record.kind == Kind::Quote && &*record.subkind == "author")?;
        detail.by.as_ref().map(|by| by.name.get(lang))
    }

    /// Returns the text of a step.
    pub fn paragraphs(&self, step: &StoryStep) -> &'a [Paragraph] {
        let Compiled { dataset, details, .. } = self.compiled;
        let ix = dataset.story.iter().position(|other| other.id == step.id);
        ix.and_then(|ix| details.story.get(ix)).map_or(&[], |paragraphs| &**paragraphs)
    }
}

/// Returns the text of a paragraph without its references.
pub fn plain(paragraph: &Paragraph, lang: Lang) -> String {
    paragraph.runs(lang).iter().map(|run| &*run.text).collect()
}

/// Returns the path of the plain-text edition in a language.
pub const fn plain_text(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "story.zh.txt",
        Lang::En => "story.en.txt",
    }
}

/// Returns the path of the social card of the page, or of a step of its story.
pub fn card(lang: Lang, step: Option<&StoryStep>) -> String {
    match step {
        Some(step) => format!("cards/{}-{}.png", lang.code(), step.id),
        None => format!("cards/{}.png", lang.code()),
    }
}

/// Width and height of a social card.
pub const CARD_PX: (u32, u32) = (1200, 630);

#[cfg(test)]
mod tests {
    use chuhai_core::text::Lang;

    use crate::build::metadata::fixture::{compiled, published};

    #[test]
    fn the_author_of_the_article_is_in_the_data() {
        assert_eq!(published(&compiled(), None).article_author(Lang::Zh), Some("AdinaY"));
    }
}
