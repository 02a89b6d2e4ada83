//! Checks of the schemas of a descriptor: against the files of the package, against the columns that the compiled types
//! are made from, and against each other.

use std::collections::BTreeSet;

use super::super::diagnostic::{Problems, quoted};
use super::super::spec::{self, ANY_RECORD, ColumnType};
use super::super::{DESCRIPTOR, Files};
use super::{FieldKind, Package, Schema};

pub(super) fn check(package: &Package, files: &Files, problems: &mut Problems) {
    let mut checker = SchemaChecker { problems };
    checker.check_files(package, files);
    checker.check_spec(package);
}

/// Collects the problems of the schemas.
struct SchemaChecker<'a> {
    problems: &'a mut Problems,
}

impl SchemaChecker<'_> {
    fn report(&mut self, path: &str, message: impl Into<String>, help: impl Into<String>) {
        self.problems.cell(DESCRIPTOR, None, path, message, help);
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
            for (column, column_type) in
                table.columns().chain(may_have.map(|(_, column, column_type)| (*column, *column_type)))
            {
                self.check_column(schema, column, column_type);
                if column_type == ColumnType::Pair {
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

    fn check_column(&mut self, schema: &Schema, column: &str, column_type: ColumnType) {
        let path = format!("{}.schema.{column}", schema.name);
        let Some(field) = schema.find(column).map(|ix| &schema.fields[ix]) else {
            self.report(&path, "the column is missing", "describe it here and add it to the table");
            return;
        };
        let kind_fits = match column_type {
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
            let wanted = match column_type {
                ColumnType::Date => "a string with \"edtf\": true",
                ColumnType::Number => "a number",
                ColumnType::Integer => "an integer",
                ColumnType::Boolean => "a boolean",
                ColumnType::List | ColumnType::Refs(_) => "a list",
                ColumnType::Text | ColumnType::Pair | ColumnType::Ref(_) | ColumnType::Choice(_) => "a string",
            };
            self.report(&path, "has another type than its column is read as", format!("make it {wanted}"));
        }
        if let ColumnType::Ref(table) | ColumnType::Refs(table) = column_type
            && field.references.as_ref().is_none_or(|(target, column)| target != table || column != "id")
        {
            let help = format!("add \"references\": \"{table}.id\", or a foreign key");
            self.report(&path, format!("does not refer to `{table}.id`"), help);
        }
        if let ColumnType::Choice(words) = column_type
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
