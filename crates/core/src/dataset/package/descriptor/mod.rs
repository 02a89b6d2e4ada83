//! `datapackage.json`: the properties of a package, and the Table Schema of each of its files.
//!
//! Reads the part of Data Package 2.0 and Table Schema that this project uses, and refuses the rest
//! by name: a constraint that nobody checks is worse than none.

mod check;
mod json;

use std::collections::BTreeSet;

use regex_lite::Regex;
use serde_json::{Map, Value};

use self::json::{Article, Constraints, Credit, Descriptor, Property, Resource, TableSchema};
use super::diagnostic::{Problems, quoted};
use super::{DESCRIPTOR, Files, encoding, spec};
use crate::dataset::About;
use crate::date::Edtf;
use crate::format::date_short;
use crate::text::{Lang, Phrase, Text, phrases};

/// A package as its descriptor describes it.
#[derive(Debug)]
pub(super) struct Package {
    pub title: Text,
    pub version: String,
    pub article_url: Text,
    pub published: Option<Edtf>,
    pub creator: String,
    /// The unit of all amounts of funding.
    pub currency: String,
    /// Its description of itself.
    pub about: About,
    pub tables: Vec<Schema>,
}

/// One CSV file and its columns.
#[derive(Debug)]
pub(super) struct Schema {
    pub name: String,
    pub path: String,
    pub fields: Vec<Field>,
    pub primary_key: Option<String>,
}

/// One column.
#[derive(Debug)]
pub(super) struct Field {
    pub name: String,
    pub kind: FieldKind,
    pub required: bool,
    pub unique: bool,
    pub allowed: Vec<String>,
    pub minimum: Option<f64>,
    pub maximum: Option<f64>,
    pub pattern: Option<Regex>,
    /// Table and column that its values, or the items of its lists, have to be found in.
    pub references: Option<(String, String)>,
}

/// The types of Table Schema in use here. A date is a string with `"edtf": true`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FieldKind {
    Text,
    Date,
    Number,
    Integer,
    Boolean,
    List { delimiter: char },
}

impl Schema {
    /// Index of a column.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }
}

impl Package {
    /// Reads the descriptor; none if it is missing or no JSON.
    pub fn read(files: &Files, problems: &mut Problems) -> Option<Self> {
        let Some(bytes) = files.get(DESCRIPTOR) else {
            problems.file(DESCRIPTOR, "the file is missing", "add it: it names every table and its columns");
            return None;
        };
        let text = match encoding::text(bytes) {
            Ok(text) => text,
            Err((_, message, _)) => {
                problems.file(DESCRIPTOR, message, "save it as plain text in UTF-8");
                return None;
            }
        };
        let root: Map<String, Value> = match serde_json::from_str(text) {
            Ok(root) => root,
            Err(error) => {
                let line = error.line() as u64;
                let curly = text
                    .lines()
                    .nth(line.saturating_sub(1) as usize)
                    .is_some_and(|line| line.contains(['“', '”', '„']));
                let help = if curly { "correct the JSON; its quotes are straight: \"" } else { "correct the JSON" };
                problems.row(DESCRIPTOR, line, format!("not a JSON object: {error}"), help);
                return None;
            }
        };
        let descriptor: Descriptor = serde_json::from_value(Value::Object(root)).unwrap_or_default();
        let package = DescriptorReader { problems }.package(&descriptor);
        check::check(&package, files, problems);
        Some(package)
    }
}

/// Makes a package of the descriptor and reports every property that is missing or odd.
struct DescriptorReader<'a> {
    problems: &'a mut Problems,
}

impl DescriptorReader<'_> {
    fn report(&mut self, path: &str, message: impl Into<String>, help: impl Into<String>) {
        self.problems.cell(DESCRIPTOR, None, path, message, help);
    }

    fn package(&mut self, json: &Descriptor) -> Package {
        if json.languages.items() != ["zh", "en"] {
            self.report("languages", "has to be Chinese, then English", "write [\"zh\", \"en\"]");
        }
        let title = self.pair("title", &json.title, &json.title_en);
        let version = self.required("version", &json.version);
        let (article_url, published) = self.article(&json.article);
        let resources = self.list("resources", &json.resources);
        let tables = resources
            .iter()
            .enumerate()
            .map(|(ix, resource)| self.schema(resource, &format!("resources[{ix}]")))
            .collect();
        let creator = json.contributors.items().first().and_then(Property::get);
        let creator = creator.map_or("", |contributor| contributor.title.text()).to_owned();
        let (currency, about) = (self.currency(&json.currency), About::default());
        let mut package = Package { title, version, article_url, published, creator, currency, about, tables };
        package.about = self.about(json, &package);
        package
    }

    /// The currency of the funding table; empty where the package names none.
    fn currency(&mut self, property: &Property<String>) -> String {
        let currency = if matches!(property, Property::WrongType) { "?" } else { property.text() };
        if !currency.is_empty() && !spec::CURRENCIES.contains(&currency) {
            let help = format!("write one of {}", quoted(spec::CURRENCIES.iter().copied()));
            self.report("currency", format!("“{currency}” is no currency that the page can write"), help);
        }
        currency.to_owned()
    }

    /// The words of a page that was not made for this package.
    fn about(&mut self, json: &Descriptor, package: &Package) -> About {
        let name = self.required("name", &json.name);
        let is_slug =
            name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.".contains(&byte));
        if !is_slug {
            let message = format!("“{name}” cannot be part of a file's name");
            self.report("name", message, "use lower-case letters, digits, - and _");
        }
        let has_description = json.description.is_written() || json.description_en.is_written();
        let description = if has_description {
            self.pair("description", &json.description, &json.description_en)
        } else {
            Text::default()
        };
        let Package { title, version, article_url, published, creator, .. } = package;
        let homepage = self.url("homepage", &json.homepage);
        let retold = |lang| phrases::HEADER_ARTICLE.fill(lang, &[("date", &date_short(*published, lang))]);
        let (origin, address) = if article_url.en.is_empty() {
            (both(|_| creator.clone()), both(|_| homepage.to_string()))
        } else {
            (both(retold), article_url.clone())
        };
        let line = |phrase: Phrase, name: &'static str, (title, url): &(Text, Box<str>)| {
            both(|lang| phrase.fill(lang, &[(name, &located(title.get(lang), url, lang))]))
        };
        let mut sources = Vec::new();
        if !article_url.en.is_empty() {
            sources.push(both(|lang| located(&retold(lang), article_url.get(lang), lang)));
        }
        let credits = self.credits("sources", &json.sources);
        sources.extend(credits.iter().map(|credit| line(phrases::PLAIN_SOURCE, "source", credit)));
        let licences = self.credits("licenses", &json.licenses);
        let licences = licences.iter().map(|credit| line(phrases::PLAIN_LICENCE, "licence", credit)).collect();
        let made = if creator.is_empty() { phrases::DATA_MADE } else { phrases::DATA_MADE_BY };
        let made =
            both(|lang| made.fill(lang, &[("title", title.get(lang)), ("version", version), ("creator", creator)]));
        About { name: name.into(), description, origin, address, sources, made, licences }
    }

    /// The titles and addresses of a list of credits; a title in one language is used for both.
    fn credits(&mut self, path: &str, credits: &Property<Vec<Property<Credit>>>) -> Vec<(Text, Box<str>)> {
        let nothing = Credit::default();
        let credits = credits.items().iter().enumerate().map(|(ix, credit)| {
            let credit = credit.get().unwrap_or(&nothing);
            // Of a licence the short name does as well.
            let (key, title) =
                if credit.title.is_written() { ("title", &credit.title) } else { ("name", &credit.name) };
            let title = self.required(&format!("{path}[{ix}].{key}"), title);
            let en = credit.title_en.get().unwrap_or(&title).as_str().into();
            (Text { en, zh: title.into() }, self.url(&format!("{path}[{ix}].path"), &credit.path))
        });
        credits.collect()
    }

    /// A web address, or nothing.
    fn url(&mut self, path: &str, property: &Property<String>) -> Box<str> {
        let url = property.text();
        if !url.is_empty() && !is_web_address(url) {
            let message = format!("“{url}” is not a web address");
            self.report(path, message, "begin it with https:// and leave no spaces");
        }
        url.into()
    }

    /// The address and date of the article that is retold, if one is.
    fn article(&mut self, property: &Property<Article>) -> (Text, Option<Edtf>) {
        let article = match property {
            Property::Missing => return Default::default(),
            Property::WrongType => {
                self.report("article", "is no object", "write {\"path\": …, \"path@en\": …, \"published\": …}");
                return Default::default();
            }
            Property::Is(article) => article,
        };
        let url = self.pair("article.path", &article.path, &article.path_en);
        self.url("article.path", &article.path);
        self.url("article.path@en", &article.path_en);
        let published = self.required("article.published", &article.published);
        match published.parse::<Edtf>() {
            Ok(date) => (url, Some(date)),
            Err(error) => {
                if !published.is_empty() {
                    self.report("article.published", error.message(), error.help());
                }
                (url, None)
            }
        }
    }

    fn schema(&mut self, resource: &Property<Resource>, path: &str) -> Schema {
        let nothing = (Resource::default(), TableSchema::default());
        let resource = resource.get().unwrap_or(&nothing.0);
        let name = self.required(&format!("{path}.name"), &resource.name);
        let mut file = self.required(&format!("{path}.path"), &resource.path);
        // `./x.csv` and `x.csv` are one file.
        while let Some(rest) = file.strip_prefix("./") {
            file = rest.to_owned();
        }
        let schema = resource.schema.get().unwrap_or(&nothing.1);
        // From here on the table's name says more than its number.
        let prefix = format!("{}.schema.", if name.is_empty() { path } else { &name });
        let fields = self.list(&format!("{prefix}fields"), &schema.fields);
        let fields = fields.iter().enumerate();
        let mut fields: Vec<Field> =
            fields.map(|(ix, field)| self.field(field, &format!("{prefix}fields[{ix}]"), &prefix)).collect();
        let mut seen = BTreeSet::new();
        for field in &fields {
            if !seen.insert(&field.name) {
                self.report(&format!("{prefix}{}", field.name), "the column is described twice", "keep one of them");
            }
        }
        let key = schema.primary_key.get().and_then(json::KeyFields::single);
        let primary_key = key.filter(|key| fields.iter().any(|field| field.name == *key)).map(str::to_owned);
        if schema.primary_key.is_written() && primary_key.is_none() {
            let path = format!("{prefix}primaryKey");
            self.report(&path, "does not name one column", "write one column's name");
        }
        for (ix, key) in schema.foreign_keys.items().iter().enumerate() {
            let is_set = key.get().and_then(|key| set_reference(key, &name, &mut fields));
            if is_set.is_none() {
                let path = format!("{prefix}foreignKeys[{ix}]");
                self.report(&path, "does not lead from one column to one column", "name one column on each side");
            }
        }
        Schema { name, path: file, fields, primary_key }
    }

    fn field(&mut self, field: &Property<json::Field>, path: &str, table: &str) -> Field {
        let nothing = (json::Field::default(), Constraints::default());
        let field = field.get().unwrap_or(&nothing.0);
        let name = self.required(&format!("{path}.name"), &field.name);
        let path = if name.is_empty() { path.to_owned() } else { format!("{table}{name}") };
        let kind = self.kind(field, &path);
        let references = field.references.text().split_once('.');
        if field.references.is_written() && references.is_none() {
            let help = "write \"references\": \"table.column\"";
            self.report(&path, "`references` does not name a column", help);
        }
        let constraints = field.constraints.get().unwrap_or(&nothing.1);
        for unknown in constraints.unknown.keys() {
            let message = format!("the constraint `{unknown}` is not checked here");
            self.report(&path, message, "use required, unique, enum, minimum, maximum or pattern");
        }
        Field {
            name,
            kind,
            references: references.map(|(table, column)| (table.to_owned(), column.to_owned())),
            allowed: self
                .constraint(&path, "enum", &constraints.allowed)
                .map(|words| words.iter().filter_map(Property::get).cloned().collect())
                .unwrap_or_default(),
            maximum: self.constraint(&path, "maximum", &constraints.maximum).copied(),
            minimum: self.constraint(&path, "minimum", &constraints.minimum).copied(),
            pattern: self.pattern(&path, &constraints.pattern),
            required: self.constraint(&path, "required", &constraints.required).copied().unwrap_or_default(),
            unique: self.constraint(&path, "unique", &constraints.unique).copied().unwrap_or_default(),
        }
    }

    fn kind(&mut self, field: &json::Field, path: &str) -> FieldKind {
        match field.kind.get().map_or("string", String::as_str) {
            "string" if field.edtf.get() == Some(&true) => FieldKind::Date,
            "string" => FieldKind::Text,
            "number" => FieldKind::Number,
            "integer" => FieldKind::Integer,
            "boolean" => FieldKind::Boolean,
            "list" => {
                let delimiter = if field.delimiter.is_written() { field.delimiter.text() } else { "," };
                let mut characters = delimiter.chars();
                match (characters.next(), characters.next()) {
                    (Some(delimiter), None) => FieldKind::List { delimiter },
                    _ => {
                        self.report(path, "the delimiter is not one character", "write \"delimiter\": \";\"");
                        FieldKind::List { delimiter: ';' }
                    }
                }
            }
            other => {
                let message = format!("the type `{other}` is not in use here");
                self.report(path, message, "use string, number, integer, boolean or list");
                FieldKind::Text
            }
        }
    }

    /// The value of a constraint, if it is written.
    fn constraint<'v, T>(&mut self, path: &str, name: &str, property: &'v Property<T>) -> Option<&'v T> {
        if matches!(property, Property::WrongType) {
            self.report(path, format!("the constraint `{name}` has a value of the wrong kind"), "correct its value");
        }
        property.get()
    }

    /// A pattern, which describes the whole value, as in XML Schema.
    fn pattern(&mut self, path: &str, property: &Property<String>) -> Option<Regex> {
        let pattern = match property.get().map(|pattern| Regex::new(&format!("^(?:{pattern})$"))) {
            Some(Err(_)) => &Property::WrongType,
            Some(Ok(pattern)) => return Some(pattern),
            None => property,
        };
        self.constraint(path, "pattern", pattern);
        None
    }

    /// A text that has to be there.
    fn required(&mut self, path: &str, property: &Property<String>) -> String {
        let text = property.text();
        if text.trim().is_empty() {
            self.report(path, "is missing", "write a text here");
            return String::new();
        }
        text.to_owned()
    }

    /// A text that has to be there in both languages, the English one at `path@en`.
    fn pair(&mut self, path: &str, zh: &Property<String>, en: &Property<String>) -> Text {
        Text { zh: self.required(path, zh).into(), en: self.required(&format!("{path}@en"), en).into() }
    }

    /// The items of a list that has to have some.
    fn list<'v, T>(&mut self, path: &str, property: &'v Property<Vec<T>>) -> &'v [T] {
        if property.items().is_empty() {
            self.report(path, "is missing", "write a list here");
        }
        property.items()
    }
}

/// Gives the column of a foreign key its target; none where the key does not lead from one column to one column.
fn set_reference(key: &json::ForeignKey, table: &str, fields: &mut [Field]) -> Option<()> {
    let reference = key.reference.get()?;
    // In Data Package 2.0 a missing resource means the table itself.
    let resource = Some(reference.resource.text()).filter(|name| !name.is_empty()).unwrap_or(table);
    let (from, to) = (key.fields.get()?.single()?, reference.fields.get()?.single()?);
    let field = fields.iter_mut().find(|field| field.name == from)?;
    field.references = Some((resource.to_owned(), to.to_owned()));
    Some(())
}

/// A text made in each language.
fn both(make: impl Fn(Lang) -> String) -> Text {
    Text { zh: make(Lang::Zh).into(), en: make(Lang::En).into() }
}

/// Words with the address of what they name, as it is written down; the words alone where there is none.
fn located(words: &str, url: &str, lang: Lang) -> String {
    match url {
        "" => words.to_owned(),
        url => {
            let bare = url.strip_prefix("https://").unwrap_or(url);
            phrases::POSTER_PAGE_AT.fill(lang, &[("page", words), ("address", bare)])
        }
    }
}

/// Returns true if a text is an address that a link may have.
pub(super) fn is_web_address(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://")) && !url.contains([' ', '"', '<', '>'])
}
