//! What happens to Trunk's release output before it becomes `dist/`. Trunk calls `cargo xtask hook`; nobody else should.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, anyhow};
use chuhai_core::dataset::package::{self, Compiled};
use chuhai_core::dataset::{encode_both, encode_details};
use chuhai_core::text::{Lang, Text};

use super::assets::{Asset, Assets};
use super::base::Base;
use super::document::Template;
use super::published::Published;
use super::{cards, compress, embed, files, headers, offline, one_file, prerender, report};
use crate::{check_data, paths, setup, steps};

/// Finishes the site in the directory that Trunk names.
///
/// # Errors
/// Where Trunk did not call, or its output is not what we expect.
pub fn run() -> Result<()> {
    let dir = env::var_os("TRUNK_STAGING_DIR").context("`cargo xtask hook` is for Trunk to call")?;
    finish(&PathBuf::from(dir))
}

fn finish(dir: &Path) -> Result<()> {
    let template = fs::read_to_string(dir.join("index.html")).context("index.html")?;
    let data = paths::root().join("data");
    let mut compiled = check_data::compile(&data)?;
    let base = Base::from_environment()?;
    compiled.details.citations = base.citations(&compiled.dataset.meta);
    compiled.details.report = report::from_environment()?.map(Into::into);
    let published = Published::new(base, &data, &compiled)?;
    let details = encode_details(&compiled.details);
    let assets = Assets::prepare(&template, dir, &details)?;
    let prepaint = minified("shell/prepaint.js", false)?;
    let page = |lang| prerender::standing(&compiled, lang);
    let pages = Text { zh: page(Lang::Zh)?.into(), en: page(Lang::En)?.into() };

    let documents = Template { document: &template, assets: &assets, prepaint: &prepaint };
    fs::create_dir_all(dir.join("en"))?;
    for (lang, path) in Lang::ALL.into_iter().zip(files::DOCUMENTS) {
        fs::write(dir.join(path), documents.fill(lang, &published.metadata(lang)?, pages.get(lang))?)?;
    }
    let text = |asset: &Asset| fs::read_to_string(dir.join(&asset.name)).with_context(|| asset.name.clone());
    let parts = one_file::Parts {
        css: &text(&assets.style)?,
        prepaint: &prepaint,
        script: &text(&assets.script)?,
        boot: &minified("shell/boot-single-file.js", true)?,
        module: &fs::read(dir.join(&assets.module.name))?,
        icon: &text(&assets.icon)?,
        details: &details,
    };
    fs::write(dir.join(one_file::FILE), one_file::document(&template, &parts, &pages)?)?;

    cards::write(&compiled.dataset, &dir.join("cards"))?;
    publish_data(&data, &compiled, &dir.join("data"))?;
    published.write(dir)?;
    embed::publish(dir)?;
    finish_for_hosts(dir)
}

/// Writes the Data Package as it is, its tables as standard CSV, and the compiled dataset. Programs read what is
/// published; people may keep theirs as their spreadsheet writes it.
fn publish_data(from: &Path, compiled: &Compiled, to: &Path) -> Result<()> {
    files::copy(from, to, |_| true)?;
    for (name, bytes) in package::standard(&check_data::files(from)?).map_err(|_| anyhow!("data/ has problems"))? {
        fs::write(to.join(name), bytes)?;
    }
    Ok(fs::write(to.join("chuhai.bin"), encode_both(&compiled.dataset, &compiled.details))?)
}

/// What is made of the finished site as it stands in `dir`: nothing of it may change afterwards.
fn finish_for_hosts(dir: &Path) -> Result<()> {
    offline::write(dir)?;
    compress::tree(dir)?;
    headers::write(dir)
}

/// A script of the repository that stands in a document itself, minified.
fn minified(name: &str, module: bool) -> Result<String> {
    let mut node = Command::new("node");
    node.arg(setup::for_npm()?.join("terser/bin/terser")).arg(paths::root().join(name));
    node.args(module.then_some("--module")).args(["--compress", "passes=2", "--mangle"]);
    Ok(steps::capture(&mut node)?.trim().to_owned())
}
