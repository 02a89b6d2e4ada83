//! The files that the documents of the page name: those of Trunk, joined, minified and renamed by their contents.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use chuhai_core::text::Lang;

use super::minify_names;
use super::split::{self, PartFile, PartStyle};
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
        let styles = Styles::of(&tags, dir)?;
        let split = split::split(&styles.of_parts)?;
        fs::copy(split.main, dir.join(&module))?;
        fs::copy(split.script, dir.join(&script))?;
        minify_names::minify(&dir.join(&module), &dir.join(&script))?;
        let with_styles = split::with_styles(fs::read(dir.join(&module))?, split::MAIN, &styles.of_parts);
        fs::write(dir.join(&module), with_styles)?;
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
        Ok(Self {
            style: write(format!("page-{}.css", hash::short(styles.page.as_bytes())), styles.page.as_bytes(), dir)?,
            print: write(format!("print-{}.css", hash::short(styles.print.as_bytes())), styles.print.as_bytes(), dir)?,
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

/// The style sheets, joined in their order: one request instead of several, and better compression.
#[derive(Debug, Default)]
struct Styles {
    /// The sheets of the page.
    page: String,
    /// The sheets for paper.
    print: String,
    /// The sheets that the module or a part of it brings, which override those of the page.
    of_parts: Vec<PartStyle>,
}

impl Styles {
    /// Joins the sheets in `dir` that `tags` link, and removes them.
    fn of(tags: &[Tag], dir: &Path) -> Result<Self> {
        let mut styles = Self::default();
        for tag in tags.iter().filter(|tag| tag.get("rel") == Some("stylesheet")) {
            let address = tag.loads().context("a style sheet without an address")?;
            let path = dir.join(address);
            let css = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            fs::remove_file(&path)?;
            match (tag.get("media"), tag.get("data-part")) {
                (Some("print"), None) => styles.print += &(css + "\n"),
                (None, None) => {
                    ensure!(styles.of_parts.is_empty(), "{address}: the sheets of parts come after it");
                    styles.page += &(css + "\n");
                }
                (None, Some(part)) => styles.of_parts.push(PartStyle { part: part.to_owned(), css }),
                (Some(media), _) => bail!("{address}: no place for media={media}"),
            }
        }
        ensure!(!styles.page.is_empty() && !styles.print.is_empty(), "index.html links no style sheet");
        Ok(styles)
    }
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
        for name in ["a-0000000000000000_bg.wasm", "a.js"] {
            fs::write(dir.join(name), "abc").unwrap();
        }
        let renamed = rename("a-0000000000000000_bg.wasm", &dir).unwrap();
        assert_eq!(renamed.name, "a-ba7816bf8f01cfea_bg.wasm");
        assert!(renamed.integrity.starts_with("sha256-ungWv48B") && dir.join(renamed.name).is_file());
        assert!(rename("a.js", &dir).is_err());
        assert!(Assets::prepare("<p>", &dir, b"", &[]).unwrap_err().to_string().contains("type=module"));
    }

    #[test]
    fn sheets_are_joined_in_their_order_apart_from_those_of_parts() {
        let dir = std::env::temp_dir().join(format!("chuhai-styles-{}", std::process::id()));
        let joined = |sheets: &[(&str, &str)]| {
            fs::create_dir_all(&dir).unwrap();
            let mut document = String::new();
            for (name, attributes) in sheets {
                fs::write(dir.join(format!("{name}.css")), format!("{name}{{}}")).unwrap();
                document += &format!("<link rel=stylesheet href=./{name}.css {attributes}>");
            }
            let styles = Styles::of(&html::tags(&document), &dir);
            fs::remove_dir_all(&dir).unwrap();
            styles
        };
        let [part, other] = ["data-part=a", "data-part=b"];
        let styles =
            joined(&[("p", ""), ("q", ""), ("r", part), ("s", other), ("t", part), ("u", "media=print")]).unwrap();
        assert_eq!((&*styles.page, &*styles.print), ("p{}\nq{}\n", "u{}\n"));
        let of_parts: Vec<_> = styles.of_parts.iter().map(|style| (&*style.part, &*style.css)).collect();
        assert_eq!(of_parts, [("a", "r{}"), ("b", "s{}"), ("a", "t{}")]);
        let before = joined(&[("p", part), ("q", ""), ("r", "media=print")]).unwrap_err();
        assert!(before.to_string().contains("q.css"), "{before}");
        assert!(joined(&[("p", "")]).is_err(), "no sheet for paper");
        assert!(joined(&[("p", "media=screen")]).is_err());
    }
}
