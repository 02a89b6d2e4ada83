//! Citations of the data: for people, for BibTeX and for programs that read CFF.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use chuhai_core::cite;
use chuhai_core::dataset::Meta;
use chuhai_core::text::{Lang, Text};

use super::published_site::PublishedSite;
use crate::site::base_url::BaseUrl;
use crate::site::package_zip;

/// Returns all forms of the citation, in both languages.
pub fn texts(base: &BaseUrl, meta: &Meta) -> Text {
    let [zh, en] = Lang::ALL.map(|lang| cite::all(meta, lang, base.page(lang).as_deref()).into());
    Text { zh, en }
}

/// Writes the citation files into the folder of the package.
pub fn write(site: &PublishedSite, data: &Path) -> Result<()> {
    for (name, text) in package_zip::CITATIONS.into_iter().zip([bibtex(site), cff(site)?, plain(site)]) {
        fs::write(data.join(name), text).context(name)?;
    }
    Ok(())
}

/// Returns a single entry, since two would be cited twice.
fn bibtex(site: &PublishedSite) -> String {
    cite::bibtex(site.meta(), Lang::En, site.base.page(Lang::En).as_deref()) + "\n"
}

fn plain(site: &PublishedSite) -> String {
    let Text { zh, en } = texts(&site.base, site.meta());
    format!("{zh}\n\n{en}\n")
}

/// Returns the citation in the Citation File Format 1.2.0, which is YAML; strings of JSON are valid in it.
fn cff(site: &PublishedSite) -> Result<String> {
    let meta = site.meta();
    let quote = |text: &str| serde_json::to_string(text);
    let mut out =
        String::from("cff-version: 1.2.0\ntype: dataset\nmessage: \"If you use this dataset, please cite it.\"\n");
    out.push_str(&format!("title: {}\n", quote(&meta.title.en)?));
    out.push_str(&format!("abstract: {}\n", quote(site.descriptor.description(Lang::En))?));
    // The format requires an author.
    let author = if meta.creator.is_empty() { &meta.title.en } else { &meta.creator };
    out.push_str(&format!("authors:\n  - name: {}\n", quote(author)?));
    out.push_str(&format!("version: {}\n", quote(&meta.version)?));
    if let Some(released) = meta.released {
        out.push_str(&format!("date-released: {}\n", quote(&released.to_string())?));
    }
    out.push_str(&format!("license: {}\n", quote(&site.descriptor.licence()?.name)?));
    if let Some(page) = site.base.page(Lang::En) {
        out.push_str(&format!("url: {}\n", quote(&page)?));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{bibtex, cff, plain};
    use crate::build::metadata::fixture::{compiled, published};

    #[test]
    fn each_form_names_creator_version_and_url() {
        let compiled = compiled();
        let known = published(&compiled, Some("https://example.org/a/"));
        for form in [bibtex(&known), plain(&known), cff(&known).unwrap()] {
            for part in ["Chuhai contributors", &compiled.dataset.meta.version, "https://example.org/a/en/"] {
                assert!(form.contains(part), "{part} in {form}");
            }
        }
        let unknown = published(&compiled, None);
        for form in [bibtex(&unknown), plain(&unknown), cff(&unknown).unwrap()] {
            // The article's URL does not depend on the site's.
            let article = &compiled.dataset.meta.article_url;
            let rest = form.replace(&*article.zh, "").replace(&*article.en, "");
            assert!(!rest.contains("http") && !rest.contains("url"), "{form}");
        }
    }

    #[test]
    fn cff_is_a_line_a_field() {
        let compiled = compiled();
        let form = cff(&published(&compiled, None)).unwrap();
        assert!(form.starts_with("cff-version: 1.2.0\ntype: dataset\n"));
        assert!(
            form.contains("\nlicense: \"CC-BY-4.0\"\n") && form.contains("\nauthors:\n  - name: \"Chuhai"),
            "{form}"
        );
    }
}
