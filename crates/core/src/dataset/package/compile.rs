//! Compilation of checked tables into a dataset. Every id is resolved, every date valid and every word known by now; only
//! an empty cell is reported here, which a schema may allow but the compiled types do not.

use std::collections::BTreeMap;

use super::Tables;
use super::descriptor::Package;
use super::diagnostic::{Diagnostic, all};
use super::releases::{self, Fingerprints};
use super::spec::{CITABLE, record_tables};
use super::story::{self, Citation};
use super::table::{InputRow, InputTable};
use crate::cite;
use crate::dataset::{
    Attribution, BrandPair, Check, Company, Correction, Dataset, Detail, Details, EndingPart, Evidence, Finding,
    FundingPoint, FundingSeries, Kind, Lane, Meta, Place, Price, Qualifier, Quantity, Record, RecordIx, Region,
    RegionIx, Section, SeriesOrigin, Since, SinceOrigin, Source, SourceIx, Status, StopOrigin, Unit, VoyageStop,
};
use crate::date::Edtf;
use crate::search;
use crate::text::{Lang, Text};

/// The article that this page was made to retell. The texts of `i18n/` fit a dataset that retells it; any other brings
/// words of its own ([`About`](crate::dataset::About)).
const OUR_ARTICLE: &str = "https://huggingface.co/blog/chinese-ai-expansion";

pub(super) fn compile(
    package: &Package,
    tables: &Tables,
    fingerprints: &Fingerprints,
) -> Result<(Dataset, Details), Vec<Diagnostic>> {
    let compiler = Compiler::new(package, tables);
    let (steps, paragraphs) = story::compile(tables, &|id| compiler.cited(id))?;
    let mut dataset = Dataset {
        meta: Meta {
            title: package.title.clone(),
            version: package.version.as_str().into(),
            hash: fingerprints.dataset.as_str().into(),
            article_url: package.article_url.clone(),
            published: package.published,
            creator: package.creator.as_str().into(),
            released: releases::date_of(tables, &package.version, fingerprints),
            last_read: compiler
                .row_readers("sources")
                .filter_map(|row| row.date("read"))
                .max_by_key(|date| date.days().1),
            about: (*package.article_url.en != *OUR_ARTICLE).then(|| package.about.clone()),
            asked_with: Box::default(),
        },
        sections: compiler.rows("sections", |row| Section { id: row.boxed("id"), title: row.pair("title") }),
        regions: compiler.regions(),
        places: compiler.try_rows("places", |row| {
            Ok(Place {
                record: row.record(),
                lonlat: row.required_lonlat()?,
                region: row.index("region", "regions"),
                home: row.is_true("home"),
            })
        })?,
        companies: compiler.rows("companies", |row| Company {
            record: row.record(),
            parent: row.index("parent", "companies"),
            lane: row.index("lane", "lanes"),
            aliases: row.table.items(row.row, "aliases").into_iter().map(Into::into).collect(),
        }),
        lanes: compiler.rows("lanes", |row| Lane {
            id: row.boxed("id"),
            title: row.pair("title"),
            glyph: row.boxed("glyph"),
        }),
        funding: compiler.funding(),
        series: compiler.rows("series", |row| FundingSeries {
            id: row.boxed("id"),
            title: row.pair("title"),
            definition: row.pair("definition"),
            price_basis: row.pair("price_basis"),
            vintage: row.pair("vintage"),
            stepped: row.is_true("stepped"),
        }),
        voyage_stops: compiler.try_rows("voyages", |row| {
            Ok(VoyageStop {
                id: row.boxed("id"),
                title: row.pair("title"),
                lonlat: row.required_lonlat()?,
                port: row.is_true("port"),
                from: row.optional("from"),
            })
        })?,
        records: Vec::new(),
        since: compiler.try_rows("since", |row| {
            Ok(Since {
                id: row.boxed("id"),
                record: row.required_record()?,
                date: row.date("date"),
                title: row.pair("title"),
            })
        })?,
        renamed: Vec::new(),
        story: steps,
    };
    dataset.records = compiler.records(&dataset)?;
    dataset.renamed = releases::renamed(tables, &dataset);
    let citations = |lang| cite::all(&dataset.meta, lang, None).into();
    let mut details = Details {
        citations: Text { zh: citations(Lang::Zh), en: citations(Lang::En) },
        variants: Box::default(),
        hash: fingerprints.dataset.as_str().into(),
        releases: releases::since(tables, &dataset, fingerprints),
        sources: compiler.rows("sources", |row| Source {
            id: row.boxed("id"),
            title: row.pair("title"),
            publisher: row.boxed("publisher"),
            url: row.optional("url"),
            copy: row.optional("copy"),
            published: row.date("published"),
            licence: row.optional("licence"),
        }),
        records: compiler.details(),
        series: compiler.rows("series", |row| SeriesOrigin {
            licence: row.pair("licence"),
            source: row.index("source", "sources"),
        }),
        voyage_stops: compiler
            .rows("voyages", |row| StopOrigin { modern: row.pair("modern"), source: row.index("source", "sources") }),
        story: paragraphs,
        prices: compiler.try_rows("prices", |row| {
            Ok(Price {
                id: row.boxed("id"),
                record: row.required_record()?,
                company: row.index("company", "companies"),
                title: row.pair("title"),
                date: row.date("date"),
                before_cny: row.get("before").parse().ok(),
                after_cny: row.get("after").parse().map_err(|_| row.table.missing(row.row, "after"))?,
                text: row.pair("text"),
                source: row.required_source()?,
            })
        })?,
        pairs: compiler.try_rows("pairs", |row| {
            Ok(BrandPair {
                id: row.boxed("id"),
                record: row.required_record()?,
                company: row.index("company", "companies"),
                home: row.pair("home"),
                abroad: row.boxed("abroad"),
                text: row.pair("text"),
                source: row.required_source()?,
            })
        })?,
        endings: compiler.try_rows("endings", |row| {
            Ok(EndingPart {
                record: row.required_record()?,
                lang: row.table.word(row.row, "lang", Lang::from_code)?,
                text: row.boxed("text"),
                differs: row.is_true("differs"),
            })
        })?,
        findings: compiler.try_rows("findings", |row| {
            let ids = row.table.items(row.row, "records");
            let records: Vec<RecordIx> = ids.into_iter().filter_map(|id| row.compiler.record(id)).collect();
            let sources: Vec<SourceIx> = row.indices("sources");
            for (column, is_empty) in [("records", records.is_empty()), ("sources", sources.is_empty())] {
                if is_empty {
                    return Err(row.table.missing(row.row, column));
                }
            }
            Ok(Finding {
                id: row.boxed("id"),
                records,
                said: row.pair("said"),
                found: row.pair("found"),
                sources,
                sureness: row.pair("sureness"),
            })
        })?,
        since: compiler
            .try_rows("since", |row| Ok(SinceOrigin { text: row.pair("text"), source: row.required_source()? }))?,
        corrections: compiler.rows("corrections", |row| Correction {
            date: row.date("date"),
            version: row.boxed("version"),
            text: row.pair("text"),
        }),
        report: None,
    };
    for (detail, record) in details.records.iter_mut().zip(&dataset.records) {
        detail.pinyin = search::readings(record, &dataset);
    }
    details.variants = search::variants(&dataset, &details);
    Ok((dataset, details))
}

/// The tables with the index of every id.
struct Compiler<'a> {
    package: &'a Package,
    tables: &'a Tables<'a>,
    /// Row index by table and id.
    rows_by_id: BTreeMap<(&'a str, &'a str), usize>,
    /// Index of each table's first record in [`Dataset::records`].
    first_record: BTreeMap<&'a str, usize>,
}

/// A row with its context.
#[derive(Clone, Copy)]
struct RowReader<'a> {
    compiler: &'a Compiler<'a>,
    table: &'a InputTable<'a>,
    row: &'a InputRow,
    ix: usize,
}

impl<'a> Compiler<'a> {
    fn new(package: &'a Package, tables: &'a Tables<'a>) -> Self {
        let mut rows_by_id = BTreeMap::new();
        for (name, table) in tables {
            for (ix, row) in table.rows.iter().enumerate() {
                rows_by_id.insert((*name, table.get(row, "id")), ix);
            }
        }
        let mut first_record = BTreeMap::new();
        let mut next = 0;
        for (name, table) in record_tables().filter_map(|name| tables.get_key_value(name)) {
            first_record.insert(*name, next);
            next += table.rows.len();
        }
        Self { package, tables, rows_by_id, first_record }
    }

    fn row_readers(&'a self, name: &str) -> impl Iterator<Item = RowReader<'a>> {
        self.tables.get(name).into_iter().flat_map(move |table| {
            let reader = move |(ix, row)| RowReader { compiler: self, table, row, ix };
            table.rows.iter().enumerate().map(reader)
        })
    }

    fn rows<T>(&self, name: &str, make: impl Fn(RowReader) -> T) -> Vec<T> {
        self.row_readers(name).map(make).collect()
    }

    fn try_rows<T>(
        &self,
        name: &str,
        make: impl Fn(RowReader) -> Result<T, Diagnostic>,
    ) -> Result<Vec<T>, Vec<Diagnostic>> {
        all(self.row_readers(name).map(make))
    }

    /// Index of a row, as the narrow type of its table's indices.
    fn index<I: TryFrom<usize>>(&self, table: &str, id: &str) -> Option<I> {
        self.rows_by_id.get(&(table, id)).and_then(|ix| I::try_from(*ix).ok())
    }

    /// Index of a record of any table.
    fn record(&self, id: &str) -> Option<RecordIx> {
        record_tables().find_map(|name| {
            let row = self.rows_by_id.get(&(name, id))?;
            Some((self.first_record.get(name)? + row) as RecordIx)
        })
    }

    /// Index of the record that a text of the story cites by its own id or by that of a row that belongs to it.
    fn cited(&self, id: &str) -> Option<Citation> {
        let of_row = |row: RowReader| (row.get("id") == id).then(|| self.record(row.get("record")))?;
        let rows = || CITABLE.into_iter().flat_map(|name| self.row_readers(name)).find_map(of_row);
        let own = self.record(id).map(|record| Citation { record, is_row: false });
        own.or_else(|| Some(Citation { record: rows()?, is_row: true }))
    }

    fn regions(&self) -> Vec<Region> {
        self.rows("regions", |row| {
            let mut shapes = Vec::new();
            self.collect_shapes(row.get("id"), &mut shapes);
            Region { record: row.record(), shapes, on_map: row.is_true("on_map"), label_lonlat: row.lonlat() }
        })
    }

    /// Collects the shapes of a region: its own, or those of its parts, which form no cycle.
    fn collect_shapes(&self, id: &str, shapes: &mut Vec<RegionIx>) {
        let Some(row) = self.row_readers("regions").find(|row| row.get("id") == id) else { return };
        if row.is_true("on_map") {
            let ix = row.ix as RegionIx;
            if !shapes.contains(&ix) {
                shapes.push(ix);
            }
        }
        for part in row.table.items(row.row, "parts") {
            self.collect_shapes(part, shapes);
        }
    }

    fn funding(&self) -> Vec<FundingPoint> {
        let points = self.row_readers("funding").filter_map(|row| {
            Some(FundingPoint {
                record: row.record(),
                series: row.index("series", "series")?,
                period: row.date("period")?,
            })
        });
        points.collect()
    }

    fn records(&self, dataset: &Dataset) -> Result<Vec<Record>, Vec<Diagnostic>> {
        let kinds = Kind::ALL.into_iter();
        all(kinds.flat_map(|kind| self.row_readers(kind.table()).map(move |row| row.to_record(kind, dataset))))
    }

    /// Returns the details in the order of [`Self::records`].
    fn details(&self) -> Vec<Detail> {
        let mut checks: BTreeMap<&str, Vec<Check>> = BTreeMap::new();
        for row in self.row_readers("checks") {
            if let Some(source) = row.index("source", "sources") {
                checks.entry(row.get("record")).or_default().push(Check { source, says: row.pair("says") });
            }
        }
        let mut details = Vec::new();
        for kind in Kind::ALL {
            for row in self.row_readers(kind.table()) {
                details.push(row.to_detail(kind, checks.remove(row.get("id")).unwrap_or_default()));
            }
        }
        details
    }
}

impl<'a> RowReader<'a> {
    fn get(self, column: &str) -> &'a str {
        self.table.get(self.row, column)
    }

    fn boxed(self, column: &str) -> Box<str> {
        self.get(column).into()
    }

    fn optional(self, column: &str) -> Option<Box<str>> {
        Some(self.get(column)).filter(|cell| !cell.is_empty()).map(Into::into)
    }

    fn pair(self, column: &str) -> Text {
        Text { zh: self.boxed(column), en: self.boxed(&format!("{column}@en")) }
    }

    fn optional_pair(self, column: &str) -> Option<Text> {
        Some(self.pair(column)).filter(|text| !text.zh.is_empty())
    }

    fn date(self, column: &str) -> Option<Edtf> {
        self.get(column).parse().ok()
    }

    fn is_true(self, column: &str) -> bool {
        self.get(column) == "true"
    }

    fn lonlat(self) -> Option<(f32, f32)> {
        Some((self.get("lon").parse().ok()?, self.get("lat").parse().ok()?))
    }

    fn required_lonlat(self) -> Result<(f32, f32), Diagnostic> {
        let column = if self.get("lon").is_empty() { "lon" } else { "lat" };
        self.lonlat().ok_or_else(|| self.table.missing(self.row, column))
    }

    /// The record that `record` refers to.
    fn required_record(self) -> Result<RecordIx, Diagnostic> {
        self.compiler.record(self.get("record")).ok_or_else(|| self.table.missing(self.row, "record"))
    }

    /// The source that `source` refers to.
    fn required_source(self) -> Result<SourceIx, Diagnostic> {
        self.index("source", "sources").ok_or_else(|| self.table.missing(self.row, "source"))
    }

    fn index<I: TryFrom<usize>>(self, column: &str, table: &str) -> Option<I> {
        self.compiler.index(table, self.get(column))
    }

    fn indices<I: TryFrom<usize>>(self, column: &str) -> Vec<I> {
        self.table.items(self.row, column).into_iter().filter_map(|id| self.compiler.index(column, id)).collect()
    }

    /// Index of the record this row is.
    fn record(self) -> RecordIx {
        (self.compiler.first_record.get(self.table.schema.name.as_str()).copied().unwrap_or_default() + self.ix)
            as RecordIx
    }

    fn to_record(self, kind: Kind, dataset: &Dataset) -> Result<Record, Diagnostic> {
        let mut companies: Vec<u16> = self.indices("companies");
        let mut places: Vec<u16> = self.indices("places");
        let mut regions: Vec<u16> = self.indices("regions");
        let own = self.ix as u16;
        match kind {
            Kind::Region => regions = vec![own],
            Kind::Place => places = vec![own],
            Kind::Company => companies = vec![own],
            Kind::Product | Kind::Event | Kind::Metric | Kind::Funding | Kind::Factor | Kind::Policy | Kind::Quote => {}
        }
        let of_places = places.iter().filter_map(|ix| dataset.places[usize::from(*ix)].region).collect::<Vec<_>>();
        add_new(&mut regions, of_places);
        let related = self.table.items(self.row, "related");
        let date = self.date(if kind == Kind::Funding { "period" } else { "date" });
        let second_date = self.date("second_date");
        Ok(Record {
            id: self.boxed("id"),
            kind,
            subkind: self.boxed(if kind == Kind::Funding { "series" } else { "kind" }),
            title: self.pair("title"),
            short: self.optional_pair("short"),
            date: date.or(second_date),
            dated_elsewhere: date.is_none() && second_date.is_some(),
            second_date: date.and(second_date),
            companies,
            places,
            regions,
            quantity: self.quantity(kind)?,
            // The lane of a company's row is that of its events; the company itself is none.
            lane: if kind == Kind::Company { None } else { self.index("lane", "lanes") },
            related: related.into_iter().filter_map(|id| self.compiler.record(id)).collect(),
            repeats: self.compiler.record(self.get("repeats")),
            evidence: Evidence {
                section: self.index("section", "sections"),
                paragraph: self.get("paragraph").parse().ok(),
                status: self.table.word(self.row, "status", Status::from_id)?,
            },
        })
    }

    fn to_detail(self, kind: Kind, checks: Vec<Check>) -> Detail {
        Detail {
            text: self.pair("text"),
            pinyin: Box::default(),
            by: self.attribution(kind),
            named_source: self.index("named_source", "sources"),
            note: self.optional_pair("note"),
            checks,
            versions_differ: self.optional_pair("versions_differ"),
        }
    }

    fn attribution(self, kind: Kind) -> Option<Attribution> {
        let (name, role) = match kind {
            Kind::Quote => ("speaker", self.optional_pair("role")),
            Kind::Policy => ("issuer", None),
            Kind::Region
            | Kind::Place
            | Kind::Company
            | Kind::Product
            | Kind::Event
            | Kind::Metric
            | Kind::Funding
            | Kind::Factor => return None,
        };
        Some(Attribution { name: self.optional_pair(name)?, role })
    }

    /// The figure of the row; none without a value or a unit. An empty qualifier means an exact value.
    fn quantity(self, kind: Kind) -> Result<Option<Quantity>, Diagnostic> {
        let unit = if kind == Kind::Funding { &self.compiler.package.currency } else { self.get("unit") };
        let (Some(unit), Ok(value)) = (Unit::from_id(unit), self.get("value").parse()) else { return Ok(None) };
        let qualifier = match self.get("qualifier") {
            "" => Qualifier::Exact,
            _ => self.table.word(self.row, "qualifier", Qualifier::from_id)?,
        };
        Ok(Some(Quantity { value, unit, qualifier }))
    }
}

/// Appends items that the list does not have yet.
fn add_new(list: &mut Vec<u16>, more: impl IntoIterator<Item = u16>) {
    for ix in more {
        if !list.contains(&ix) {
            list.push(ix);
        }
    }
}
