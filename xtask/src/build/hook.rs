//! Trunk's post-build hook: turns its release output into `dist/`. The order of the steps matters: what is named by its
//! contents comes before what names it, and compression and headers come last.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result, anyhow};
use chuhai::prerender::story::to_lines;
use chuhai_core::dataset::package::{self, Compiled};
use chuhai_core::dataset::{encode_both, encode_details};
use chuhai_core::text::{Lang, Text};

use super::assets::{Asset, Assets, PartAsset};
use super::document::Template;
use super::metadata::published_site::PublishedSite;
use super::terser::{self, Scope};
use super::{compress, embed, metadata, prerender, service_worker, single_file};
use crate::site::base_url::BaseUrl;
use crate::site::{files, headers, report_url};
use crate::{check_data, paths};

/// Finishes the site in the directory that Trunk names.
///
/// # Errors
/// Returns an error if Trunk did not call, or its output is not what we expect.
pub fn run() -> Result<()> {
    let dir = env::var_os("TRUNK_STAGING_DIR").context("`cargo xtask hook` is for Trunk to call")?;
    finish(&PathBuf::from(dir))
}

fn finish(dir: &Path) -> Result<()> {
    let template = fs::read_to_string(dir.join("index.html")).context("index.html")?;
    let data = paths::root().join("data");
    let mut compiled = check_data::compile(&data)?;
    let base = BaseUrl::from_environment()?;
    compiled.details.citations = metadata::citation::texts(&base, &compiled.dataset.meta);
    compiled.details.report = report_url::from_environment()?.map(Into::into);
    let site = PublishedSite::new(base, &data, &compiled)?;
    let details = encode_details(&compiled.details);
    let story = Lang::ALL.map(|lang| (lang, to_lines(&compiled.dataset, &compiled.details, lang).into_bytes()));
    let assets = Assets::prepare(&template, dir, &details, &story)?;
    let prepaint = shell_script("prepaint.js", Scope::Global)?;
    let page = |lang| prerender::page(&compiled, lang);
    let pages = Text { zh: page(Lang::Zh)?.into(), en: page(Lang::En)?.into() };

    let text = |asset: &Asset| fs::read_to_string(dir.join(&asset.name)).with_context(|| asset.name.clone());
    let css = text(&assets.style)?;
    let documents = Template { document: &template, assets: &assets, css: &css, prepaint: &prepaint };
    fs::create_dir_all(dir.join("en"))?;
    for (lang, path) in Lang::ALL.into_iter().zip(files::DOCUMENTS) {
        fs::write(dir.join(path), documents.fill(lang, &metadata::head::elements(&site, lang)?, pages.get(lang))?)?;
    }
    let part = |part: &PartAsset| anyhow::Ok((part.needed_by.clone(), fs::read(dir.join(&part.asset.name))?));
    let module_parts = assets.parts.iter().map(part).collect::<Result<Vec<_>>>()?;
    let parts = single_file::Parts {
        css: &(css.clone() + &text(&assets.print)?),
        prepaint: &prepaint,
        script: &text(&assets.script)?,
        boot: &shell_script("boot-single-file.js", Scope::Module)?,
        module: &fs::read(dir.join(&assets.module.name))?,
        module_parts: &module_parts,
        icon: &text(&assets.icon)?,
        details: &details,
        story: &story,
    };
    fs::write(dir.join(files::SINGLE_FILE), single_file::document(&template, &parts, &pages)?)?;

    write_data(&data, &compiled, &dir.join("data"))?;
    metadata::write(&site, dir)?;
    embed::write(dir)?;
    service_worker::write(dir)?;
    compress::tree(dir)?;
    headers::write(dir)
}

/// Writes the Data Package, its tables as standard CSV, and the compiled dataset. Programs read what is published;
/// people may keep their tables as their spreadsheet writes them.
fn write_data(from: &Path, compiled: &Compiled, to: &Path) -> Result<()> {
    files::copy(from, to, |_| true)?;
    for (name, bytes) in package::standard(&check_data::files(from)?).map_err(|_| anyhow!("data/ has problems"))? {
        fs::write(to.join(name), bytes)?;
    }
    Ok(fs::write(to.join("chuhai.bin"), encode_both(&compiled.dataset, &compiled.details))?)
}

/// Returns a script of `shell/`, minified, to be put into a document.
fn shell_script(name: &str, scope: Scope) -> Result<String> {
    terser::minify(&paths::root().join("shell").join(name), scope)
}
