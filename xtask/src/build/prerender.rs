//! Prerendering: the page's own components, rendered on the host.

use anyhow::Result;
use chuhai_core::dataset::package::Compiled;
use chuhai_core::text::Lang;

/// Returns the prerendered page of the dataset in `lang`, as HTML.
///
/// # Errors
/// Returns an error if there is no runtime for it.
pub fn page(compiled: &Compiled, lang: Lang) -> Result<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let local = tokio::task::LocalSet::new();
    let rendered = chuhai::prerender::render(compiled.dataset.clone(), compiled.details.clone(), lang);
    Ok(format!("<div class=\"prerendered\" lang=\"{}\">{}</div>", lang.bcp47(), local.block_on(&runtime, rendered)))
}
