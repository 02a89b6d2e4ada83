//! The properties of `datapackage.json` that this project reads: Data Package 2.0 and Table Schema as serde types.
//!
//! Each is a [`Property`]: one that is missing or of another type does not stop the reading of the others.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A property as far as it could be read.
#[derive(Debug, Default)]
pub(super) enum Property<T> {
    /// The property is absent.
    #[default]
    Missing,
    /// Written with a value of another type.
    WrongType,
    /// Its value.
    Is(T),
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Property<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Ok(serde_json::from_value(value).map_or(Self::WrongType, Self::Is))
    }
}

impl<T> Property<T> {
    /// The value; none if the property is missing or of another type.
    pub fn get(&self) -> Option<&T> {
        match self {
            Self::Missing | Self::WrongType => None,
            Self::Is(value) => Some(value),
        }
    }

    /// Returns true if the property is written, with whatever value.
    pub fn is_written(&self) -> bool {
        !matches!(self, Self::Missing)
    }
}

impl<T> Property<Vec<T>> {
    /// The items of a list; none if it is missing or no list.
    pub fn items(&self) -> &[T] {
        self.get().map_or(&[], Vec::as_slice)
    }
}

impl Property<String> {
    /// The text; empty if the property is missing or no string.
    pub fn text(&self) -> &str {
        self.get().map_or("", String::as_str)
    }
}

/// The root object.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Descriptor {
    pub name: Property<String>,
    pub title: Property<String>,
    #[serde(rename = "title@en")]
    pub title_en: Property<String>,
    pub description: Property<String>,
    #[serde(rename = "description@en")]
    pub description_en: Property<String>,
    pub version: Property<String>,
    pub languages: Property<Vec<String>>,
    pub homepage: Property<String>,
    /// The unit of all amounts of funding.
    pub currency: Property<String>,
    /// The article that is retold, if one is.
    pub article: Property<Article>,
    pub contributors: Property<Vec<Property<Contributor>>>,
    pub sources: Property<Vec<Property<Credit>>>,
    pub licenses: Property<Vec<Property<Credit>>>,
    pub resources: Property<Vec<Property<Resource>>>,
}

/// The article that a package retells, per language.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Article {
    pub path: Property<String>,
    #[serde(rename = "path@en")]
    pub path_en: Property<String>,
    pub published: Property<String>,
}

/// A maker of the package.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Contributor {
    pub title: Property<String>,
}

/// A source or licence of the package.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Credit {
    /// The short name of a licence.
    pub name: Property<String>,
    pub title: Property<String>,
    #[serde(rename = "title@en")]
    pub title_en: Property<String>,
    pub path: Property<String>,
}

/// One file of the package.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Resource {
    pub name: Property<String>,
    pub path: Property<String>,
    pub schema: Property<TableSchema>,
}

/// The columns of a file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct TableSchema {
    pub fields: Property<Vec<Property<Field>>>,
    pub primary_key: Property<KeyFields>,
    pub foreign_keys: Property<Vec<Property<ForeignKey>>>,
}

/// One column.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Field {
    pub name: Property<String>,
    #[serde(rename = "type")]
    pub kind: Property<String>,
    /// True for a date of the EDTF subset; an extension of Table Schema.
    pub edtf: Property<bool>,
    pub delimiter: Property<String>,
    /// The `table.column` that its values, or the items of its lists, are found in; an extension of Table Schema.
    pub references: Property<String>,
    pub constraints: Property<Constraints>,
}

/// The constraints of a column.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Constraints {
    pub required: Property<bool>,
    pub unique: Property<bool>,
    #[serde(rename = "enum")]
    pub allowed: Property<Vec<Property<String>>>,
    pub minimum: Property<f64>,
    pub maximum: Property<f64>,
    pub pattern: Property<String>,
    /// Constraints that nothing here checks.
    #[serde(flatten)]
    pub unknown: BTreeMap<String, Value>,
}

/// Fields by name; one may be written without its list.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum KeyFields {
    One(String),
    Several(Vec<String>),
}

impl KeyFields {
    /// The one column that is named.
    pub fn single(&self) -> Option<&str> {
        match self {
            Self::One(name) => Some(name),
            Self::Several(names) => match names.as_slice() {
                [name] => Some(name),
                _ => None,
            },
        }
    }
}

/// `{"fields": "x", "reference": {"resource": "table", "fields": "y"}}`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ForeignKey {
    pub fields: Property<KeyFields>,
    pub reference: Property<Reference>,
}

/// The target of a foreign key.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Reference {
    /// The table; the one with the key where it is missing or empty.
    pub resource: Property<String>,
    pub fields: Property<KeyFields>,
}
