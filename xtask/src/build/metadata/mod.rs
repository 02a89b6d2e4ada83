//! Files and elements by which the site is found, shared, cited and reused: metadata in the head of the page, oEmbed, a
//! page for the link to each step, social cards, plain-text editions, citations and the zip of the Data Package. All of it
//! is derived from the data.

pub mod citation;
mod descriptor;
#[cfg(test)]
mod fixture;
pub mod head;
mod json_ld;
mod oembed;
mod plain_text;
pub mod published_site;
mod share_page;
mod social_cards;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use chuhai_core::text::Lang;

use crate::site::base_url::folder;
use crate::site::package_zip;
use published_site::PublishedSite;

/// Writes the files into `dir`, which has the Data Package in `data/`.
///
/// # Errors
/// Returns an error if a file cannot be made or written.
pub fn write(site: &PublishedSite, dir: &Path) -> Result<()> {
    for lang in Lang::ALL {
        let root = dir.join(folder(lang));
        fs::create_dir_all(root.join("share"))?;
        fs::write(root.join("oembed.json"), oembed::answer(site, lang)?)?;
        for step in &site.compiled.dataset.story {
            fs::write(root.join(format!("share/{}.html", step.id)), share_page::document(site, step, lang))?;
        }
        fs::write(dir.join(published_site::plain_text(lang)), plain_text::edition(site, lang)?)?;
    }
    social_cards::write(&site.compiled.dataset, &site.compiled.details, &dir.join("cards"))?;
    let data = dir.join("data");
    citation::write(site, &data)?;
    let zip = package_zip::pack(&package_zip::files(&data)?)?;
    fs::write(data.join(package_zip::NAME), zip).context(package_zip::NAME)
}
