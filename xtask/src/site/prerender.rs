//! The page as it stands before it runs: the page's own components, rendered here, put into the document.

use anyhow::{Context, Result};
use chuhai_core::dataset::package::Compiled;
use chuhai_core::text::Lang;

use super::html;

/// The standing page of the dataset in `lang`, as markup.
///
/// # Errors
/// Where there is no runtime for it.
pub fn standing(compiled: &Compiled, lang: Lang) -> Result<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let local = tokio::task::LocalSet::new();
    let rendered = chuhai::prerender::render(compiled.dataset.clone(), compiled.details.clone(), lang);
    Ok(format!("<div class=\"prerendered\" lang=\"{}\">{}</div>", lang.bcp47(), local.block_on(&runtime, rendered)))
}

/// The document with `standing` in its `#app`, in place of what stands there for builds without this step.
///
/// # Errors
/// Where the document has no `#app` with one `main` in it.
pub fn put_into(document: &str, standing: &str) -> Result<String> {
    let tags = html::tags(document);
    let app = tags.iter().find(|tag| tag.get("id") == Some("app")).context("index.html has no #app")?;
    let end = document[app.at.end..].find("</main>").context("#app has no <main>")? + app.at.end + "</main>".len();
    Ok(html::replace(document, vec![(app.at.end..end, standing.to_owned())]))
}

#[cfg(test)]
mod tests {
    use super::put_into;

    #[test]
    fn what_stands_in_the_document_is_replaced_and_nothing_else() {
        let document = "<body><div id=app> <main class=page><h1>a</h1></main></div><p>b</p></body>";
        assert_eq!(put_into(document, "<i>c</i>").unwrap(), "<body><div id=app><i>c</i></div><p>b</p></body>");
        assert!(put_into("<main></main>", "").is_err() && put_into("<div id=app></div>", "").is_err());
    }
}
