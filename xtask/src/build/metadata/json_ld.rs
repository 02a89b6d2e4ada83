//! JSON-LD with the vocabulary of schema.org: the page is an article about a dataset.

use anyhow::{Context, Result};
use chuhai_core::dataset::Dataset;
use chuhai_core::date::{Date, Extent};
use chuhai_core::text::{Lang, phrases};
use serde_json::{Map, Value, json};

use super::published_site::{CARD_PX, PublishedSite, card};
use crate::site::base_url::folder;
use crate::site::package_zip;

/// Returns the `script` element that carries it. Browsers do not run it.
pub fn script(site: &PublishedSite, lang: Lang) -> Result<String> {
    // No text of the data may end the element. In JSON, `<` occurs only in strings, where it can be escaped.
    let text = serde_json::to_string(&graph(site, lang)?).context("JSON-LD")?.replace('<', "\\u003c");
    Ok(format!("<script type=\"application/ld+json\">{text}</script>"))
}

fn graph(site: &PublishedSite, lang: Lang) -> Result<Value> {
    let dataset = &site.compiled.dataset;
    let meta = site.meta();
    let own = folder(lang);
    let url = |path: &str| site.base.url(own, path);
    let id = |name: &str| [site.base.page(lang).as_deref().unwrap_or_default(), "#", name].concat();
    let licence = &site.descriptor.licence()?.path;
    let released = meta.released.map(|date| date.to_string());
    let creator = (!meta.creator.is_empty()).then(|| json!({ "@type": "Organization", "name": meta.creator }));
    let original = original(site, lang);
    let title = phrases::PAGE_TITLE.get(lang);
    let article = json!({
        "@type": "Article",
        "@id": id("article"),
        "url": url(own),
        "headline": title,
        "name": title,
        "description": phrases::PAGE_DESCRIPTION.get(lang),
        "inLanguage": lang.bcp47(),
        "datePublished": released,
        "author": creator,
        "creator": creator,
        "license": licence,
        "version": meta.version,
        "image": { "@type": "ImageObject", "url": url(&card(lang, None)), "width": CARD_PX.0, "height": CARD_PX.1 },
        "isBasedOn": original,
        "isAccessibleForFree": true,
        "mainEntity": { "@id": id("dataset") },
    });
    let mut files = vec![
        download(url("data/datapackage.json"), "application/json"),
        download(url(&format!("data/{}", package_zip::NAME)), "application/zip"),
    ];
    let tables = site.descriptor.resources.iter();
    files.extend(tables.map(|table| download(url(&format!("data/{}", table.path)), &table.mediatype)));
    let places = dataset
        .regions
        .iter()
        .map(|region| json!({ "@type": "Place", "name": dataset.record(region.record).title.get(lang) }));
    let data = json!({
        "@type": "Dataset",
        "@id": id("dataset"),
        "url": url(own),
        "name": meta.title.get(lang),
        "description": site.descriptor.description(lang),
        "inLanguage": Lang::ALL.map(Lang::bcp47),
        "keywords": site.descriptor.keywords,
        "datePublished": released,
        "creator": creator,
        "license": licence,
        "version": meta.version,
        "isBasedOn": original,
        "isAccessibleForFree": true,
        "temporalCoverage": temporal_coverage(dataset),
        "spatialCoverage": places.collect::<Vec<_>>(),
        "distribution": files,
    });
    Ok(json!({ "@context": "https://schema.org", "@graph": [without_nulls(article), without_nulls(data)] }))
}

/// Returns the article that the page retells.
fn original(site: &PublishedSite, lang: Lang) -> Value {
    let meta = site.meta();
    let url = meta.article_url.get(lang);
    let source = site.compiled.details.sources.iter().find(|source| source.url.as_deref() == Some(url));
    without_nulls(json!({
        "@type": "BlogPosting",
        "url": url,
        "name": source.map(|source| source.title.get(lang)),
        "publisher": source.map(|source| json!({ "@type": "Organization", "name": source.publisher })),
        "author": site.article_author(lang).map(|name| json!({ "@type": "Person", "name": name })),
        "datePublished": meta.published.map(|date| date.to_string()),
    }))
}

/// Returns a file of the data. Its description is left to `datapackage.json`, the first of them, since readers of the page
/// load this too.
fn download(url: String, kind: &str) -> Value {
    json!({ "@type": "DataDownload", "encodingFormat": kind, "contentUrl": url })
}

/// Returns an object without its null fields.
fn without_nulls(object: Value) -> Value {
    let Value::Object(object) = object else { return object };
    object.into_iter().filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>().into()
}

/// Returns the interval from the earliest to the latest date of a record, each with its own precision.
fn temporal_coverage(dataset: &Dataset) -> Option<String> {
    let dates = || dataset.records.iter().filter_map(|record| record.date);
    let first = |date: Extent| match date {
        Extent::One(date) | Extent::Interval(date, _) => Some(date),
        // Its beginning is unknown.
        Extent::Until(_) => None,
    };
    let from: Date = dates().filter_map(|date| first(date.extent)).min_by_key(|date| date.first_day())?;
    let to = dates().map(|date| date.last()).max_by_key(|date| date.end_day())?;
    Some(format!("{from}/{to}"))
}

#[cfg(test)]
mod tests {
    use chuhai_core::text::Lang;
    use serde_json::{Value, json};

    use super::script;
    use crate::build::metadata::fixture::{compiled, published};

    fn parsed(script: &str) -> Value {
        let text = script.strip_prefix("<script type=\"application/ld+json\">").unwrap();
        serde_json::from_str(text.strip_suffix("</script>").unwrap()).unwrap()
    }

    #[test]
    fn the_page_is_an_article_and_a_dataset() {
        let compiled = compiled();
        let site = published(&compiled, Some("https://example.org/a/"));
        for (lang, own) in [(Lang::Zh, ""), (Lang::En, "en/")] {
            let value = parsed(&script(&site, lang).unwrap());
            let [article, data] = [0, 1].map(|ix| value["@graph"][ix].clone());
            assert_eq!((&article["@type"], &data["@type"]), (&json!("Article"), &json!("Dataset")));
            assert_eq!(article["url"], json!(format!("https://example.org/a/{own}")));
            assert_eq!(article["inLanguage"], json!(lang.bcp47()));
            assert_eq!(article["isBasedOn"]["datePublished"], json!("2024-10-03"));
            assert_eq!(article["isBasedOn"]["author"]["name"], json!("AdinaY"));
            assert_eq!(article["mainEntity"]["@id"], data["@id"]);
            assert_eq!(data["license"], json!("https://creativecommons.org/licenses/by/4.0/"));
            assert_eq!(data["version"], json!(compiled.dataset.meta.version));
            assert_eq!(data["temporalCoverage"], json!("1405/2024"));
            assert_eq!(data["spatialCoverage"].as_array().unwrap().len(), compiled.dataset.regions.len());
            let files = data["distribution"].as_array().unwrap();
            assert_eq!(files.len(), 2 + site.descriptor.resources.len());
            for (at, kind) in [(0, "application/json"), (1, "application/zip"), (2, "text/csv")] {
                assert_eq!(files[at]["encodingFormat"], json!(kind));
            }
            assert_eq!(files[1]["contentUrl"], json!("https://example.org/a/data/chuhai-data.zip"));
            for name in ["name", "description", "datePublished", "creator"] {
                assert!(!article[name].is_null() && !data[name].is_null(), "{name}");
            }
        }
    }

    #[test]
    fn no_text_of_the_data_ends_the_element_and_unknown_fields_are_left_out() {
        let mut compiled = compiled();
        compiled.dataset.meta.version = "1</script><script>alert(1)//".into();
        compiled.dataset.meta.released = None;
        compiled.dataset.records.iter_mut().for_each(|record| record.date = None);
        let script = script(&published(&compiled, None), Lang::En).unwrap();
        assert_eq!(script.matches('<').count(), 2, "{script}");
        let data = &parsed(&script)["@graph"][1];
        assert_eq!(data["version"], json!("1</script><script>alert(1)//"));
        assert!(data.get("datePublished").is_none() && data.get("temporalCoverage").is_none(), "{data}");
        assert_eq!(data["url"], json!("./"));
        assert_eq!(data["distribution"][0]["contentUrl"], json!("../data/datapackage.json"));
    }
}
