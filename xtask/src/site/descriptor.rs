//! What `datapackage.json` says for people and machines that look for data: the part of it that no picture needs and
//! the compiled dataset does not carry.

use anyhow::{Context, Result};
use chuhai_core::text::Lang;
use serde::Deserialize;

/// The package as it describes itself.
#[derive(Debug, Deserialize)]
pub struct Descriptor {
    description: String,
    #[serde(rename = "description@en")]
    description_en: String,
    /// Words to find it by.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// Its licences, ours first.
    pub licenses: Vec<License>,
    /// Its tables.
    pub resources: Vec<Resource>,
}

/// A licence.
#[derive(Debug, Deserialize)]
pub struct License {
    /// Its id in the list of SPDX.
    pub name: String,
    /// Its name in full.
    pub title: String,
    /// Where its text is.
    pub path: String,
}

/// A table.
#[derive(Debug, Deserialize)]
pub struct Resource {
    /// Its file in the folder of the package.
    pub path: String,
    /// The type of its file.
    pub mediatype: String,
}

impl Descriptor {
    /// Reads the text of `datapackage.json`.
    ///
    /// # Errors
    /// Where something is missing that the site is found by.
    pub fn parse(text: &[u8]) -> Result<Self> {
        // As the validator does, which has read it.
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        serde_json::from_slice(text).context("datapackage.json does not say by what and whom the data is to be found")
    }

    /// What the package is.
    pub fn description(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.description,
            Lang::En => &self.description_en,
        }
    }

    /// The licence of what is ours.
    ///
    /// # Errors
    /// Where there is none.
    pub fn licence(&self) -> Result<&License> {
        self.licenses.first().context("datapackage.json names no licence")
    }
}
