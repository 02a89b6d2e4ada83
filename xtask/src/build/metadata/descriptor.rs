//! The fields of `datapackage.json` that only the site's metadata needs; the compiled dataset has the others.

use anyhow::{Context, Result};
use chuhai_core::text::Lang;
use serde::Deserialize;

/// The descriptor of the Data Package.
#[derive(Debug, Deserialize)]
pub struct Descriptor {
    description: String,
    #[serde(rename = "description@en")]
    description_en: String,
    /// Keywords for search.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// Licences, ours first.
    pub licenses: Vec<License>,
    /// Tables.
    pub resources: Vec<Resource>,
}

/// A licence.
#[derive(Debug, Deserialize)]
pub struct License {
    /// SPDX identifier.
    pub name: String,
    /// Full name.
    pub title: String,
    /// URL of its text.
    pub path: String,
}

/// A table.
#[derive(Debug, Deserialize)]
pub struct Resource {
    /// Path of the file in the folder of the package.
    pub path: String,
    /// Media type of the file.
    pub mediatype: String,
}

impl Descriptor {
    /// Parses the text of `datapackage.json`.
    ///
    /// # Errors
    /// Returns an error if a field is missing.
    pub fn parse(text: &[u8]) -> Result<Self> {
        // The validator accepts a BOM too.
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        serde_json::from_slice(text).context("datapackage.json lacks a field of the site's metadata")
    }

    /// Returns the description of the package.
    pub fn description(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.description,
            Lang::En => &self.description_en,
        }
    }

    /// Returns the licence of our own work.
    ///
    /// # Errors
    /// Returns an error if there is none.
    pub fn licence(&self) -> Result<&License> {
        self.licenses.first().context("datapackage.json names no licence")
    }
}
