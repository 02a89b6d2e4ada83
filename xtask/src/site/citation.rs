//! The files that say how the data is cited, for people, for BibTeX and for programs that read CFF.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use chuhai_core::cite;
use chuhai_core::text::Lang;

use super::published::Published;

/// Their names, in the folder of the package.
pub const FILES: [&str; 3] = ["CITATION.bib", "CITATION.cff", "CITATION.txt"];

/// Writes them into the folder of the package.
pub fn write(site: &Published, data: &Path) -> Result<()> {
    for (name, text) in FILES.into_iter().zip([bibtex(site), cff(site)?, text(site)]) {
        fs::write(data.join(name), text).context(name)?;
    }
    Ok(())
}

/// One entry: two would be cited twice.
fn bibtex(site: &Published) -> String {
    let page = site.page(Lang::En);
    cite::bibtex(site.meta(), Lang::En, page.as_deref()) + "\n"
}

/// All forms in both languages.
fn text(site: &Published) -> String {
    let in_language = |lang| cite::all(site.meta(), lang, site.page(lang).as_deref()) + "\n";
    Lang::ALL.map(in_language).join("\n")
}

/// Citation File Format 1.2.0, which is YAML: a string of JSON is one of YAML too.
fn cff(site: &Published) -> Result<String> {
    let meta = site.meta();
    let quoted = |text: &str| serde_json::to_string(text);
    let mut out =
        String::from("cff-version: 1.2.0\ntype: dataset\nmessage: \"If you use this dataset, please cite it.\"\n");
    out.push_str(&format!("title: {}\n", quoted(&meta.title.en)?));
    out.push_str(&format!("abstract: {}\n", quoted(site.package.description(Lang::En))?));
    // The format asks for an author.
    let author = if meta.creator.is_empty() { &meta.title.en } else { &meta.creator };
    out.push_str(&format!("authors:\n  - name: {}\n", quoted(author)?));
    out.push_str(&format!("version: {}\n", quoted(&meta.version)?));
    if let Some(released) = meta.released {
        out.push_str(&format!("date-released: {}\n", quoted(&released.to_string())?));
    }
    out.push_str(&format!("license: {}\n", quoted(&site.package.licence()?.name)?));
    if let Some(page) = site.page(Lang::En) {
        out.push_str(&format!("url: {}\n", quoted(&page)?));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{bibtex, cff, text};
    use crate::site::published::fixture::{compiled, published};

    #[test]
    fn each_form_names_maker_version_and_place() {
        let compiled = compiled();
        let known = published(&compiled, Some("https://example.org/a/"));
        for form in [bibtex(&known), text(&known), cff(&known).unwrap()] {
            for part in ["Chuhai contributors", &compiled.dataset.meta.version, "https://example.org/a/en/"] {
                assert!(form.contains(part), "{part} in {form}");
            }
        }
        let unknown = published(&compiled, None);
        for form in [bibtex(&unknown), text(&unknown), cff(&unknown).unwrap()] {
            // The article has an address wherever the site stands.
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
