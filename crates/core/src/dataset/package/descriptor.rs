//! `datapackage.json`: what the package is, and the Table Schema of each of its files.
//!
//! Reads the part of Data Package 2.0 and Table Schema that this project uses, and refuses the rest
//! by name: a constraint that nobody checks is worse than none.

use std::collections::BTreeSet;

use regex_lite::Regex;
use serde_json::{Map, Value};

use super::diagnostic::{Problems, quoted};
use super::spec::{self, ANY_RECORD, ColumnType};
use super::{DESCRIPTOR, Files, encoding};
use crate::dataset::About;
use crate::date::Edtf;
use crate::format::date_short;
use crate::text::{Lang, Phrase, Text, phrases};

/// A package as its descriptor has it.
#[derive(Debug)]
pub(super) struct Package {
    pub title: Text,
    pub version: String,
    pub article_url: Text,
    pub published: Option<Edtf>,
    pub creator: String,
    /// The unit of all amounts of funding.
    pub currency: String,
    /// What it says of itself beside its title.
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
        let mut reader = Reader { problems };
        let package = reader.package(&root);
        reader.check_files(&package, files);
        reader.check_spec(&package);
        Some(package)
    }
}

/// Walks the descriptor and says where something is missing or odd.
struct Reader<'a> {
    problems: &'a mut Problems,
}

impl Reader<'_> {
    fn report(&mut self, path: &str, message: impl Into<String>, help: impl Into<String>) {
        self.problems.cell(DESCRIPTOR, None, path, message, help);
    }

    fn package(&mut self, root: &Map<String, Value>) -> Package {
        let languages = root.get("languages").and_then(Value::as_array);
        if languages.is_none_or(|languages| *languages != ["zh", "en"]) {
            self.report("languages", "has to be Chinese, then English", "write [\"zh\", \"en\"]");
        }
        let title = self.pair(root, "", "title", "title@en");
        let version = self.text(root, "", "version");
        let (article_url, published) = self.article(root);
        let resources = self.array(root, "", "resources");
        let tables =
            resources.iter().enumerate().map(|(ix, value)| self.schema(value, &format!("resources[{ix}]"))).collect();
        let creator = creator(root).unwrap_or_default().to_owned();
        let (currency, about) = (self.currency(root), About::default());
        let mut package = Package { title, version, article_url, published, creator, currency, about, tables };
        package.about = self.about(root, &package);
        package
    }

    /// The currency of the funding table; empty where the package names none.
    fn currency(&mut self, root: &Map<String, Value>) -> String {
        let currency = root.get("currency").map_or(Some(""), Value::as_str).unwrap_or("?");
        if !currency.is_empty() && !spec::CURRENCIES.contains(&currency) {
            let help = format!("write one of {}", quoted(spec::CURRENCIES.iter().copied()));
            self.report("currency", format!("“{currency}” is no currency that the page can write"), help);
        }
        currency.to_owned()
    }

    /// What a page that was not made for this package says of it.
    fn about(&mut self, root: &Map<String, Value>, package: &Package) -> About {
        let name = self.text(root, "", "name");
        let is_slug =
            name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.".contains(&byte));
        if !is_slug {
            let message = format!("“{name}” cannot be part of a file's name");
            self.report("name", message, "use lower-case letters, digits, - and _");
        }
        let has_description = ["description", "description@en"].iter().any(|key| root.contains_key(*key));
        let description =
            if has_description { self.pair(root, "", "description", "description@en") } else { Text::default() };
        let Package { title, version, article_url, published, creator, .. } = package;
        let homepage = self.url(root, "", "homepage");
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
        sources
            .extend(self.credits(root, "sources").iter().map(|credit| line(phrases::PLAIN_SOURCE, "source", credit)));
        let licences = self.credits(root, "licenses");
        let licences = licences.iter().map(|credit| line(phrases::PLAIN_LICENCE, "licence", credit)).collect();
        let made = if creator.is_empty() { phrases::DATA_MADE } else { phrases::DATA_MADE_BY };
        let made =
            both(|lang| made.fill(lang, &[("title", title.get(lang)), ("version", version), ("creator", creator)]));
        About { name: name.into(), description, origin, address, sources, made, licences }
    }

    /// The titles and addresses of a list of `{"title": …, "title@en": …, "path": …}`; a title in one language stands for
    /// both.
    fn credits(&mut self, root: &Map<String, Value>, key: &str) -> Vec<(Text, Box<str>)> {
        let credits = root.get(key).and_then(Value::as_array).into_iter().flatten().enumerate();
        let credits = credits.map(|(ix, value)| {
            let empty = Map::new();
            let credit = value.as_object().unwrap_or(&empty);
            let prefix = format!("{key}[{ix}].");
            // Of a licence the short name does as well.
            let title = if credit.contains_key("title") { "title" } else { "name" };
            let title = self.text(credit, &prefix, title);
            let en = credit.get("title@en").and_then(Value::as_str).unwrap_or(&title);
            let title = Text { en: en.into(), zh: title.as_str().into() };
            (title, self.url(credit, &prefix, "path"))
        });
        credits.collect()
    }

    /// A web address, or nothing.
    fn url(&mut self, object: &Map<String, Value>, prefix: &str, key: &str) -> Box<str> {
        let url = object.get(key).and_then(Value::as_str).unwrap_or_default();
        if !url.is_empty() && !is_web_address(url) {
            let message = format!("“{url}” is not a web address");
            self.report(&format!("{prefix}{key}"), message, "begin it with https:// and leave no spaces");
        }
        url.into()
    }

    /// The article that is retold, if one is.
    fn article(&mut self, root: &Map<String, Value>) -> (Text, Option<Edtf>) {
        let Some(article) = root.get("article") else { return (Text::default(), None) };
        let Some(article) = article.as_object() else {
            self.report("article", "is no object", "write {\"path\": …, \"path@en\": …, \"published\": …}");
            return (Text::default(), None);
        };
        let url = self.pair(article, "article.", "path", "path@en");
        let published = self.text(article, "article.", "published");
        match published.parse() {
            Ok(date) => (url, Some(date)),
            Err(error) => {
                if !published.is_empty() {
                    self.report("article.published", error.message(), error.help());
                }
                (url, None)
            }
        }
    }

    fn schema(&mut self, value: &Value, path: &str) -> Schema {
        let empty = Map::new();
        let resource = value.as_object().unwrap_or(&empty);
        let prefix = format!("{path}.");
        let name = self.text(resource, &prefix, "name");
        let mut file = self.text(resource, &prefix, "path");
        // `./x.csv` and `x.csv` are one file.
        while let Some(rest) = file.strip_prefix("./") {
            file = rest.to_owned();
        }
        let schema = resource.get("schema").and_then(Value::as_object).unwrap_or(&empty);
        // From here on the table's name says more than its number.
        let prefix = format!("{}.schema.", if name.is_empty() { path } else { &name });
        let fields = self.array(schema, &prefix, "fields");
        let mut fields: Vec<Field> = fields
            .iter()
            .enumerate()
            .map(|(ix, value)| self.field(value, &format!("{prefix}fields[{ix}]"), &prefix))
            .collect();
        let mut seen = BTreeSet::new();
        for field in &fields {
            if !seen.insert(&field.name) {
                self.report(&format!("{prefix}{}", field.name), "the column is described twice", "keep one of them");
            }
        }
        let primary_key = match schema.get("primaryKey") {
            None => None,
            Some(key) => {
                let key = key.as_str().or_else(|| key.as_array().filter(|keys| keys.len() == 1)?[0].as_str());
                let known = key.filter(|key| fields.iter().any(|field| field.name == *key));
                if known.is_none() {
                    self.report(&format!("{prefix}primaryKey"), "does not name one column", "write one column's name");
                }
                known.map(str::to_owned)
            }
        };
        for (ix, key) in schema.get("foreignKeys").and_then(Value::as_array).into_iter().flatten().enumerate() {
            self.foreign_key(key, &format!("{prefix}foreignKeys[{ix}]"), &name, &mut fields);
        }
        Schema { name, path: file, fields, primary_key }
    }

    fn field(&mut self, value: &Value, path: &str, table: &str) -> Field {
        let empty = Map::new();
        let field = value.as_object().unwrap_or(&empty);
        let name = self.text(field, &format!("{path}."), "name");
        let path = if name.is_empty() { path.to_owned() } else { format!("{table}{name}") };
        let edtf = field.get("edtf").and_then(Value::as_bool).unwrap_or(false);
        let kind = match field.get("type").and_then(Value::as_str).unwrap_or("string") {
            "string" if edtf => FieldKind::Date,
            "string" => FieldKind::Text,
            "number" => FieldKind::Number,
            "integer" => FieldKind::Integer,
            "boolean" => FieldKind::Boolean,
            "list" => {
                let delimiter = field.get("delimiter").map_or(Some(","), Value::as_str).unwrap_or_default();
                let mut characters = delimiter.chars();
                match (characters.next(), characters.next()) {
                    (Some(delimiter), None) => FieldKind::List { delimiter },
                    _ => {
                        self.report(&path, "the delimiter is not one character", "write \"delimiter\": \";\"");
                        FieldKind::List { delimiter: ';' }
                    }
                }
            }
            other => {
                let message = format!("the type `{other}` is not in use here");
                self.report(&path, message, "use string, number, integer, boolean or list");
                FieldKind::Text
            }
        };
        let references = match field.get("references") {
            None => None,
            Some(target) => {
                let target = target.as_str().and_then(|target| target.split_once('.'));
                if target.is_none() {
                    self.report(&path, "`references` does not name a column", "write \"references\": \"table.column\"");
                }
                target.map(|(table, column)| (table.to_owned(), column.to_owned()))
            }
        };
        let mut field_made = Field {
            name,
            kind,
            required: false,
            unique: false,
            allowed: Vec::new(),
            minimum: None,
            maximum: None,
            pattern: None,
            references,
        };
        if let Some(constraints) = field.get("constraints").and_then(Value::as_object) {
            self.constraints(constraints, &path, &mut field_made);
        }
        field_made
    }

    fn constraints(&mut self, constraints: &Map<String, Value>, path: &str, field: &mut Field) {
        for (key, value) in constraints {
            let understood = match key.as_str() {
                "required" => value.as_bool().map(|required| field.required = required),
                "unique" => value.as_bool().map(|unique| field.unique = unique),
                "minimum" => value.as_f64().map(|minimum| field.minimum = Some(minimum)),
                "maximum" => value.as_f64().map(|maximum| field.maximum = Some(maximum)),
                "enum" => value.as_array().map(|words| {
                    field.allowed = words.iter().filter_map(Value::as_str).map(str::to_owned).collect();
                }),
                // A pattern describes the whole value, as in XML Schema.
                "pattern" => value
                    .as_str()
                    .and_then(|pattern| Regex::new(&format!("^(?:{pattern})$")).ok())
                    .map(|pattern| field.pattern = Some(pattern)),
                _ => {
                    let message = format!("the constraint `{key}` is not checked here");
                    self.report(path, message, "use required, unique, enum, minimum, maximum or pattern");
                    continue;
                }
            };
            if understood.is_none() {
                self.report(path, format!("the constraint `{key}` has a value of the wrong kind"), "correct its value");
            }
        }
    }

    /// `{"fields": "x", "reference": {"resource": "table", "fields": "y"}}`, one column each.
    fn foreign_key(&mut self, key: &Value, path: &str, table: &str, fields: &mut [Field]) {
        let column = |value: Option<&Value>| -> Option<String> {
            let value = value?;
            value.as_str().or_else(|| value.as_array().filter(|names| names.len() == 1)?[0].as_str()).map(str::to_owned)
        };
        let target = key.get("reference").and_then(|reference| {
            // In Data Package 2.0 a missing resource means the table itself.
            let resource = reference.get("resource").and_then(Value::as_str).filter(|name| !name.is_empty());
            Some((resource.unwrap_or(table).to_owned(), column(reference.get("fields"))?))
        });
        let source = column(key.get("fields"));
        let field = source.and_then(|name| fields.iter_mut().find(|field| field.name == name));
        match (field, target) {
            (Some(field), Some(target)) => field.references = Some(target),
            _ => self.report(path, "does not lead from one column to one column", "name one column on each side"),
        }
    }

    /// The string at `key`, not empty.
    fn text(&mut self, object: &Map<String, Value>, prefix: &str, key: &str) -> String {
        match object.get(key).and_then(Value::as_str).filter(|text| !text.trim().is_empty()) {
            Some(text) => text.to_owned(),
            None => {
                self.report(&format!("{prefix}{key}"), "is missing", "write a text here");
                String::new()
            }
        }
    }

    fn pair(&mut self, object: &Map<String, Value>, prefix: &str, zh: &str, en: &str) -> Text {
        Text { zh: self.text(object, prefix, zh).into(), en: self.text(object, prefix, en).into() }
    }

    fn array<'v>(&mut self, object: &'v Map<String, Value>, prefix: &str, key: &str) -> &'v [Value] {
        match object.get(key).and_then(Value::as_array) {
            Some(values) if !values.is_empty() => values,
            _ => {
                self.report(&format!("{prefix}{key}"), "is missing", "write a list here");
                &[]
            }
        }
    }

    /// Every table has its file and every file its table.
    fn check_files(&mut self, package: &Package, files: &Files) {
        let mut names = BTreeSet::new();
        for table in package.tables.iter().filter(|table| !table.name.is_empty()) {
            if !names.insert(&table.name) {
                self.report("resources", format!("the table `{}` is described twice", table.name), "keep one of them");
            }
        }
        for file in files.keys().filter(|file| file.ends_with(".csv")) {
            if !package.tables.iter().any(|table| table.path == **file) {
                let help = "add a resource for it to datapackage.json, or remove the file";
                self.problems.file(file, "no table of the package is kept in this file", help);
            }
        }
    }

    /// The schemas have what the compiled types are made from, and agree with them.
    fn check_spec(&mut self, package: &Package) {
        for table in spec::TABLES {
            let Some(schema) = package.tables.iter().find(|schema| schema.name == table.name) else {
                if spec::NEEDED.contains(&table.name) {
                    let message = format!("the table `{}` is missing", table.name);
                    self.report("resources", message, "describe it here");
                }
                continue;
            };
            let may_have = spec::EXTRA.iter().filter(|(name, column, _)| {
                (*name == table.name || (table.records && *name == ANY_RECORD)) && schema.find(column).is_some()
            });
            for (column, makes) in table.columns().chain(may_have.map(|(_, column, makes)| (*column, *makes))) {
                self.check_column(schema, column, makes);
                if makes == ColumnType::Pair {
                    self.check_column(schema, &format!("{column}@en"), ColumnType::Text);
                }
            }
        }
        for schema in &package.tables {
            if !schema.name.is_empty() && !spec::TABLES.iter().any(|table| table.name == schema.name) {
                let message = format!("nothing is made of the table `{}`", schema.name);
                self.report("resources", message, "remove it, or teach the compiler what it is for");
            }
        }
        self.check_targets(package);
    }

    fn check_column(&mut self, schema: &Schema, column: &str, makes: ColumnType) {
        let path = format!("{}.schema.{column}", schema.name);
        let Some(field) = schema.find(column).map(|ix| &schema.fields[ix]) else {
            self.report(&path, "the column is missing", "describe it here and add it to the table");
            return;
        };
        let kind_fits = match makes {
            ColumnType::Text | ColumnType::Pair | ColumnType::Ref(_) | ColumnType::Choice(_) => {
                field.kind == FieldKind::Text
            }
            ColumnType::Date => field.kind == FieldKind::Date,
            ColumnType::Number => field.kind == FieldKind::Number,
            ColumnType::Integer => field.kind == FieldKind::Integer,
            ColumnType::Boolean => field.kind == FieldKind::Boolean,
            ColumnType::List | ColumnType::Refs(_) => matches!(field.kind, FieldKind::List { .. }),
        };
        if !kind_fits {
            let wanted = match makes {
                ColumnType::Date => "a string with \"edtf\": true",
                ColumnType::Number => "a number",
                ColumnType::Integer => "an integer",
                ColumnType::Boolean => "a boolean",
                ColumnType::List | ColumnType::Refs(_) => "a list",
                ColumnType::Text | ColumnType::Pair | ColumnType::Ref(_) | ColumnType::Choice(_) => "a string",
            };
            self.report(&path, "has another type than its column is read as", format!("make it {wanted}"));
        }
        if let ColumnType::Ref(table) | ColumnType::Refs(table) = makes
            && field.references.as_ref().is_none_or(|(target, column)| target != table || column != "id")
        {
            let help = format!("add \"references\": \"{table}.id\", or a foreign key");
            self.report(&path, format!("does not refer to `{table}.id`"), help);
        }
        if let ColumnType::Choice(words) = makes
            && (field.allowed.is_empty() || field.allowed.iter().any(|word| !words.contains(&word.as_str())))
        {
            let help = format!("choose from {}", quoted(words.iter().copied()));
            self.report(&path, "its `enum` is missing, or has words that are not known", help);
        }
    }

    /// References lead to a column that exists.
    fn check_targets(&mut self, package: &Package) {
        for schema in &package.tables {
            for field in &schema.fields {
                let Some((table, column)) = &field.references else { continue };
                // A table that the package does without has no rows, so nothing may refer to any (`references`).
                let without = package.tables.iter().all(|other| other.name != *table)
                    && spec::TABLES.iter().any(|spec| spec.name == table && spec.has_column(column));
                let found = without
                    || table == ANY_RECORD && column == "id"
                    || package.tables.iter().any(|other| other.name == *table && other.find(column).is_some());
                if !found {
                    let path = format!("{}.schema.{}", schema.name, field.name);
                    self.report(&path, format!("refers to `{table}.{column}`, which is not there"), "correct the name");
                }
            }
        }
    }
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

/// Whether a text is an address that a link may lead to.
pub(super) fn is_web_address(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://")) && !url.contains([' ', '"', '<', '>'])
}

/// Who made the package: the first of its contributors.
fn creator(root: &Map<String, Value>) -> Option<&str> {
    root.get("contributors")?.as_array()?.first()?.get("title")?.as_str()
}
