//! What of the site is made to be found, shared and taken along: the heads of its pages, oEmbed, a page to each step's
//! link, editions in plain text, citations, the Data Package in one file. What they say stands in the data.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use chuhai_core::dataset::package::Compiled;
use chuhai_core::dataset::{Kind, Meta, StoryStep};
use chuhai_core::text::Lang;

use super::base::{Base, folder};
use super::descriptor::Descriptor;
use super::{citation, head, oembed, package_zip, plain_text, share_page};

/// What is told of the site elsewhere is made of this.
pub struct Published<'a> {
    /// Where it stands.
    pub base: Base,
    /// What its data is.
    pub package: Descriptor,
    /// The data.
    pub compiled: &'a Compiled,
}

impl<'a> Published<'a> {
    /// The site at `base` with the package in the folder `data`, which is compiled.
    ///
    /// # Errors
    /// Where the package does not say what the site is found by.
    pub fn new(base: Base, data: &Path, compiled: &'a Compiled) -> Result<Self> {
        let package = Descriptor::parse(&fs::read(data.join("datapackage.json")).context("datapackage.json")?)?;
        Ok(Self { base, package, compiled })
    }

    /// The elements in the head of the page that say what it is.
    ///
    /// # Errors
    /// Where the package names no licence.
    pub fn metadata(&self, lang: Lang) -> Result<String> {
        head::tags(self, lang)
    }

    /// Writes the files beside the pages into `dir`, where the package lies in `data/` already.
    ///
    /// # Errors
    /// Where a file cannot be written.
    pub fn write(&self, dir: &Path) -> Result<()> {
        for lang in Lang::ALL {
            let root = dir.join(folder(lang));
            fs::create_dir_all(root.join("share"))?;
            fs::write(root.join("oembed.json"), oembed::answer(self, lang)?)?;
            for step in &self.compiled.dataset.story {
                fs::write(root.join("share").join(format!("{}.html", step.id)), share_page::page(self, step, lang))?;
            }
            fs::write(dir.join(plain_text::file(lang)), plain_text::edition(self, lang)?)?;
        }
        let data = dir.join("data");
        citation::write(self, &data)?;
        let zip = package_zip::pack(&package_zip::files(&data)?)?;
        fs::write(data.join(package_zip::NAME), zip).context(package_zip::NAME)
    }

    /// What the package says of itself.
    pub fn meta(&self) -> &'a Meta {
        &self.compiled.dataset.meta
    }

    /// The address of the page in a language, if the site's is known.
    pub fn page(&self, lang: Lang) -> Option<String> {
        self.base.page(lang)
    }

    /// Who wrote the article: whose words the records call the author's.
    pub fn article_author(&self, lang: Lang) -> Option<&'a str> {
        let Compiled { dataset, details, .. } = self.compiled;
        let mut said = dataset.records.iter().zip(&details.records);
        let (_, detail) = said.find(|(record, _)| record.kind == Kind::Quote && &*record.subkind == "author")?;
        detail.by.as_ref().map(|by| by.name.get(lang))
    }
}

/// The card of the page, or of a step of its story, from the root of the site.
pub fn card(lang: Lang, step: Option<&StoryStep>) -> String {
    match step {
        Some(step) => format!("cards/{}-{}.png", lang.code(), step.id),
        None => format!("cards/{}.png", lang.code()),
    }
}

/// How wide and how high a card is.
pub const CARD_PX: (u32, u32) = (1200, 630);

#[cfg(test)]
pub(super) mod fixture {
    use chuhai_core::dataset::package::{self, Compiled};

    use super::Published;
    use crate::site::base::Base;
    use crate::site::descriptor::Descriptor;
    use crate::{check_data, paths};

    /// The package of this repository, compiled.
    pub fn compiled() -> Compiled {
        package::read(&check_data::files(&paths::root().join("data")).unwrap()).unwrap()
    }

    /// The site with it, at an address or at none.
    pub fn published<'a>(compiled: &'a Compiled, address: Option<&str>) -> Published<'a> {
        let descriptor = std::fs::read(paths::root().join("data/datapackage.json")).unwrap();
        let base = address.map_or_else(Base::default, |address| Base::parse(address).unwrap());
        Published { base, package: Descriptor::parse(&descriptor).unwrap(), compiled }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_author_of_the_article_stands_in_the_data() {
        let compiled = fixture::compiled();
        assert_eq!(fixture::published(&compiled, None).article_author(Lang::Zh), Some("AdinaY"));
    }
}
