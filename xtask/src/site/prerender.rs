//! The page as it stands before it runs: the page's own components, rendered here, put into the document.

use anyhow::Result;
use chuhai_core::dataset::package::Compiled;
use chuhai_core::text::Lang;

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
