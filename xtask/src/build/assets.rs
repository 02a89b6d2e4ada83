//! The files that the documents of the page name: those of Trunk, joined, minified and renamed by their contents.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use chuhai_core::text::Lang;

use super::minify_names;
use super::split::{self, PartFile};
use super::terser::{self, Scope};
use crate::paths;
use crate::site::hash;
use crate::site::html::{self, Tag};

/// A published file whose name has a hash of its contents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asset {
    /// Its path below the root of the site.
    pub name: String,
    /// The value of an `integrity` attribute for it.
    pub integrity: String,
}

/// A published file with code of parts of the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartAsset {
    /// The file.
    pub asset: Asset,
    /// The names of the parts that need it, with spaces between them.
    pub needed_by: String,
}

/// The files of the page beside its documents.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The style sheet, which the documents contain, as a file.
    pub style: Asset,
    /// The style sheet for paper, which the documents link: no first paint waits for it.
    pub print: Asset,
    /// `boot.js`, which starts the module.
    pub boot: Asset,
    /// The module's script.
    pub script: Asset,
    /// The wasm module.
    pub module: Asset,
    /// The icon.
    pub icon: Asset,
    /// The files with parts of the module, which the script fetches.
    pub parts: Vec<PartAsset>,
    /// The details, which the page fetches for a reader who stays.
    pub details: Asset,
    /// The story's text in each language, which the page fetches where the document is in the other one.
    pub story: Vec<(Lang, Asset)>,
}

impl Assets {
    /// Prepares the files in `dir` that `document`, Trunk's `index.html`, links, and writes `details` and `story` beside them.
    ///
    /// # Errors
    /// Returns an error if a file is missing or cannot be minified.
    pub fn prepare(document: &str, dir: &Path, details: &[u8], story: &[(Lang, Vec<u8>)]) -> Result<Self> {
        let tags = html::tags(document);
        let linked = |selected: &str, is: &dyn Fn(&Tag) -> bool| {
            let address = tags.iter().find(|tag| is(tag)).and_then(Tag::loads);
            let address = address.with_context(|| format!("index.html has no {selected}"))?;
            Ok::<_, anyhow::Error>(address.trim_start_matches("./").to_owned())
        };
        let link = |rel: &str| linked(&format!("<link rel={rel}>"), &|tag| tag.get("rel") == Some(rel));
        let boot = linked("<script type=module>", &|tag| tag.get("type") == Some("module"))?;
        let (script, module) = (link("modulepreload")?, link("preload")?);
        let split = split::split()?;
        fs::copy(split.main, dir.join(&module))?;
        fs::copy(split.script, dir.join(&script))?;
        minify_names::minify(&dir.join(&module), &dir.join(&script))?;
        add_translation_guard(&dir.join(&script))?;
        for name in [&boot, &script] {
            let path = dir.join(name);
            fs::write(&path, terser::minify(&path, Scope::Module)?)?;
        }
        let part = |(name, PartFile { bytes, needed_by }): (String, PartFile)| {
            let asset = write(format!("chuhai-{name}-{}.bin", hash::short(&bytes)), &bytes, dir)?;
            Ok(PartAsset { asset, needed_by: needed_by.into_iter().collect::<Vec<_>>().join(" ") })
        };
        let parts = split.files.into_iter().map(part).collect::<Result<_>>()?;
        let text = |(lang, bytes): &(Lang, Vec<u8>)| {
            Ok((*lang, write(format!("story-{}-{}.txt", lang.code(), hash::short(bytes)), bytes, dir)?))
        };
        let sheets = |media: Option<&str>| -> Vec<&str> {
            let is_sheet = |tag: &&Tag| tag.get("rel") == Some("stylesheet") && tag.get("media") == media;
            tags.iter().filter(is_sheet).filter_map(Tag::loads).collect()
        };
        Ok(Self {
            style: join_style_sheets("page", &sheets(None), dir)?,
            print: join_style_sheets("print", &sheets(Some("print")), dir)?,
            boot: rename(&boot, dir)?,
            script: rename(&script, dir)?,
            module: rename(&module, dir)?,
            icon: rename(&link("icon")?, dir)?,
            parts,
            details: write(format!("details-{}.bin", hash::short(details)), details, dir)?,
            story: story.iter().map(text).collect::<Result<_>>()?,
        })
    }
}

/// Joins the style sheets, in their order: one request instead of several, and better compression.
fn join_style_sheets(name: &str, addresses: &[&str], dir: &Path) -> Result<Asset> {
    let mut css = String::new();
    for address in addresses {
        let path = dir.join(address);
        css.push_str(&fs::read_to_string(&path).with_context(|| path.display().to_string())?);
        css.push('\n');
        fs::remove_file(&path)?;
    }
    ensure!(!css.is_empty(), "index.html links no style sheet for {name}");
    write(format!("{name}-{}.css", hash::short(css.as_bytes())), css.as_bytes(), dir)
}

/// Puts the translation guard before the module's script, which is part of every edition.
fn add_translation_guard(script: &Path) -> Result<()> {
    let guard = fs::read_to_string(paths::root().join("shell/translation-guard.js")).context("translation-guard.js")?;
    fs::write(script, guard + &fs::read_to_string(script)?).with_context(|| script.display().to_string())
}

/// Renames a file of Trunk by its contents. Trunk has hashed what was in it before: a browser that caches the file for
/// ever would take the old one for the new.
fn rename(old: &str, dir: &Path) -> Result<Asset> {
    let contents = fs::read(dir.join(old)).with_context(|| old.to_owned())?;
    let name = hash::renamed(old, &contents).with_context(|| format!("{old} has no hash in its name"))?;
    fs::rename(dir.join(old), dir.join(&name))?;
    Ok(Asset { name, integrity: hash::integrity(&contents) })
}

fn write(name: String, contents: &[u8], dir: &Path) -> Result<Asset> {
    fs::write(dir.join(&name), contents).with_context(|| name.clone())?;
    Ok(Asset { name, integrity: hash::integrity(contents) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_by_what_is_in_them() {
        let dir = std::env::temp_dir().join(format!("chuhai-assets-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        for name in ["a-0000000000000000_bg.wasm", "a.css", "b.css", "a.js"] {
            fs::write(dir.join(name), "abc").unwrap();
        }
        let renamed = rename("a-0000000000000000_bg.wasm", &dir).unwrap();
        assert_eq!(renamed.name, "a-cb00753f45a35e8b_bg.wasm");
        assert!(renamed.integrity.starts_with("sha384-ywB1P0Wj") && dir.join(renamed.name).is_file());
        let style = join_style_sheets("page", &["./a.css", "./b.css"], &dir).unwrap();
        assert_eq!(fs::read_to_string(dir.join(&style.name)).unwrap(), "abc\nabc\n");
        assert!(hash::is_hashed(&style.name) && !dir.join("a.css").exists());
        assert!(rename("a.js", &dir).is_err() && join_style_sheets("page", &[], &dir).is_err());
        assert!(Assets::prepare("<p>", &dir, b"", &[]).unwrap_err().to_string().contains("type=module"));
    }
}
