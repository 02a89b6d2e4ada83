//! What happens to Trunk's release output before it becomes `dist/`. Trunk calls `cargo xtask hook`; nobody else should.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, anyhow, bail};
use chuhai_core::dataset::package::{self, Compiled};
use chuhai_core::dataset::{encode_both, encode_details};
use chuhai_core::text::{Lang, phrases};

use super::base::Base;
use super::html::{self, Tag, escape};
use super::published::Published;
use super::{cards, compress, embed, hash, headers, names, offline, one_file, policy, prerender, report};
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
    let index = dir.join("index.html");
    let document = fs::read_to_string(&index).context("index.html")?;
    let document = with_one_style_sheet(&document, dir)?;
    names::shorten(&dir.join(linked(&document, "preload")?), &dir.join(linked(&document, "modulepreload")?))?;
    keep_translated(&dir.join(linked(&document, "modulepreload")?))?;
    let document = with_small_scripts(&document, dir)?;
    let document = with_names_of_contents(&document, dir)?;
    let data = paths::root().join("data");
    let mut compiled = check_data::compile(&data)?;
    let base = Base::from_environment()?;
    compiled.details.citations = base.citations(&compiled.dataset.meta);
    compiled.details.report = report::from_environment()?.map(Into::into);
    let published = Published::new(base, &data, &compiled)?;
    let document = with_details(&with_links_to_module(&document, dir)?, &compiled, dir)?;
    let document = behind_charset(&document, offline::LINK.to_owned())?;
    let early = small_script("shell/prepaint.js", false)?;
    fs::create_dir_all(dir.join("en"))?;
    for (lang, place) in [(Lang::Zh, "index.html"), (Lang::En, "en/index.html")] {
        let document = with_language(&document, lang)?;
        let document = if lang == Lang::Zh { document } else { with_own_language(&one_level_down(&document))? };
        let document = published.with_head(&document, lang)?;
        let document = prerender::put_into(&document, &prerender::standing(&compiled, lang)?)?;
        let document = behind_charset(&document, format!("<script>{early}</script>"))?;
        fs::write(dir.join(place), with_policy(&document, &[&early])?)?;
    }

    write_one_file(dir, &document, &early, &compiled)?;
    cards::write(&compiled.dataset, &dir.join("cards"))?;
    copy_data(&data, &dir.join("data"))?;
    // Programs read what is published, and expect standard CSV; people may keep theirs as their spreadsheet writes it.
    for (name, bytes) in package::standard(&check_data::files(&data)?).map_err(|_| anyhow!("data/ has problems"))? {
        fs::write(dir.join("data").join(name), bytes)?;
    }
    fs::write(dir.join("data/chuhai.bin"), encode_both(&compiled.dataset, &compiled.details))?;
    published.write(dir)?;
    embed::publish(dir)?;
    finish_for_hosts(dir)
}

/// What is made of the finished site as it stands in `dir`: nothing of it may change afterwards.
fn finish_for_hosts(dir: &Path) -> Result<()> {
    offline::write(dir)?;
    compress::tree(dir)?;
    headers::write(dir)
}

/// The address of the one file that the document links as `rel`.
fn linked(document: &str, rel: &str) -> Result<String> {
    let tags = html::tags(document);
    let link = tags.iter().find(|tag| tag.name == "link" && tag.get("rel") == Some(rel));
    Ok(link
        .and_then(|link| link.get("href"))
        .with_context(|| format!("index.html has no <link rel={rel}>"))?
        .to_owned())
}

/// Joins the style sheets, in their order: one request instead of several, and a better compression.
fn with_one_style_sheet(document: &str, dir: &Path) -> Result<String> {
    let sheets: Vec<Tag> = html::tags(document)
        .into_iter()
        .filter(|tag| tag.name == "link" && tag.get("rel") == Some("stylesheet"))
        .collect();
    let Some(first) = sheets.first() else { bail!("index.html links no style sheet") };
    let mut css = String::new();
    for sheet in &sheets {
        let path = dir.join(sheet.get("href").unwrap_or_default());
        css.push_str(&fs::read_to_string(&path).with_context(|| path.display().to_string())?);
        css.push('\n');
        fs::remove_file(&path)?;
    }
    let name = format!("page-{}.css", hash::short(css.as_bytes()));
    fs::write(dir.join(&name), &css)?;
    // With CORS, so that its integrity can be checked in a frame that is of no site.
    let link = format!(
        "<link rel=\"stylesheet\" href=\"./{name}\" crossorigin integrity=\"{}\">",
        hash::integrity(css.as_bytes())
    );
    let start = first.at.start;
    let mut edits: Vec<_> = sheets.into_iter().map(|sheet| (sheet.at, String::new())).collect();
    edits.push((start..start, link));
    // The new link goes before the first old one, which is the order the sort keeps.
    edits.rotate_right(1);
    Ok(html::replace(document, edits))
}

/// Puts what keeps a translated page going before the module's script, which every edition has.
fn keep_translated(script: &Path) -> Result<()> {
    let keeps = fs::read_to_string(paths::root().join("shell/translation-guard.js")).context("translation-guard.js")?;
    fs::write(script, keeps + &fs::read_to_string(script)?).with_context(|| script.display().to_string())
}

/// Minifies the scripts, which Trunk's own minifier cannot read, and names their new contents' integrity.
fn with_small_scripts(document: &str, dir: &Path) -> Result<String> {
    let terser = setup::for_npm()?.join("terser/bin/terser");
    let mut edits = Vec::new();
    for tag in html::tags(document) {
        let Some(address) = tag.loads().filter(|address| address.value.ends_with(".js")) else { continue };
        let path = dir.join(&address.value);
        let mut node = Command::new("node");
        node.arg(&terser).args(["--module", "--compress", "passes=2", "--mangle", "--output"]).arg(&path).arg(&path);
        steps::run(&mut node)?;
        if let Some(integrity) = tag.attribute("integrity") {
            edits.push((integrity.at.clone(), hash::integrity(&fs::read(&path)?)));
        }
    }
    Ok(html::replace(document, edits))
}

/// Names every hashed file by what is in it now. Trunk named it by what was in it before: a browser that keeps a file
/// for ever would take the old one for the new.
fn with_names_of_contents(document: &str, dir: &Path) -> Result<String> {
    let mut edits = Vec::new();
    for address in html::tags(document).iter().filter_map(Tag::loads) {
        let old = dir.join(&address.value);
        let Some(renamed) = hash::renamed(&address.value, &fs::read(&old).with_context(|| address.value.clone())?)
        else {
            continue;
        };
        fs::rename(old, dir.join(&renamed))?;
        edits.push((address.at.clone(), renamed));
    }
    Ok(html::replace(document, edits))
}

/// Puts the links to the module and its script first, for `boot.js`, which may run before the document is read. Browsers
/// check no integrity of what is preloaded for `fetch`, and complain about being asked to; so `boot.js` fetches the module
/// itself, with the integrity that its link tells.
fn with_links_to_module(document: &str, dir: &Path) -> Result<String> {
    let (module, script) = (linked(document, "preload")?, linked(document, "modulepreload")?);
    let link = |rel: &str, address: &str| {
        let integrity = hash::integrity(&fs::read(dir.join(address)).with_context(|| address.to_owned())?);
        Ok::<_, anyhow::Error>(format!("<link rel=\"{rel}\" crossorigin href=\"{address}\" integrity=\"{integrity}\">"))
    };
    let links = [link("wasm", &module)?, link("modulepreload", &script)?].concat();
    let is_old = |tag: &Tag| matches!(tag.get("rel"), Some("preload" | "modulepreload"));
    let old = html::tags(document).into_iter().filter(is_old).map(|tag| (tag.at, String::new()));
    behind_charset(&html::replace(document, old.collect()), links)
}

/// Writes what the page fetches when it is ready, and where it is.
fn with_details(document: &str, compiled: &Compiled, dir: &Path) -> Result<String> {
    let bytes = encode_details(&compiled.details);
    let name = format!("details-{}.bin", hash::short(&bytes));
    fs::write(dir.join(&name), bytes)?;
    behind_charset(document, format!("<link rel=\"details\" href=\"./{name}\">"))
}

/// A script of the repository that stands in a document itself, minified.
fn small_script(name: &str, module: bool) -> Result<String> {
    let mut node = Command::new("node");
    node.arg(setup::for_npm()?.join("terser/bin/terser")).arg(paths::root().join(name));
    node.args(module.then_some("--module")).args(["--compress", "passes=2", "--mangle"]);
    Ok(steps::capture(&mut node)?.trim().to_owned())
}

/// Writes the edition that is one file, of what `document` links.
fn write_one_file(dir: &Path, document: &str, early: &str, compiled: &Compiled) -> Result<()> {
    let file = |rel: &str| linked(document, rel).map(|address| dir.join(address));
    let text = |rel: &str| Ok::<_, anyhow::Error>(fs::read_to_string(file(rel)?)?);
    let foot = document.split_once("</main>").context("index.html has no <main>")?.1;
    let foot = foot.split_once("</div>").and_then(|(_, foot)| foot.split_once("</body>")).context("no foot")?.0;
    let parts = one_file::Parts {
        css: &text("stylesheet")?,
        early,
        script: &text("modulepreload")?,
        start: &small_script("shell/boot-single-file.js", true)?,
        wasm: &fs::read(file("wasm")?)?,
        icon: &text("icon")?,
        foot,
    };
    one_file::write(dir, &parts, compiled)
}

/// Puts the policy before anything it governs; of scripts in the document it lets run `inline` alone.
fn with_policy(document: &str, inline: &[&str]) -> Result<String> {
    let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", policy(inline));
    behind_charset(document, policy)
}

/// Says that a document is there for its language alone: whoever opens it has asked for that.
fn with_own_language(document: &str) -> Result<String> {
    let tags = html::tags(document);
    let root = tags.iter().find(|tag| tag.name == "html").context("index.html has no <html>")?;
    let end = root.at.end - 1;
    Ok(html::replace(document, vec![(end..end, " data-own".to_owned())]))
}

/// The document with a tag behind the one for its charset, which has to be the first.
fn behind_charset(document: &str, tag: String) -> Result<String> {
    let tags = html::tags(document);
    let charset = tags.iter().find(|tag| tag.name == "meta" && tag.get("charset").is_some());
    let at = charset.context("index.html declares no charset")?.at.end;
    Ok(html::replace(document, vec![(at..at, tag)]))
}

/// The document's own words in a language: `lang`, title and description.
fn with_language(document: &str, lang: Lang) -> Result<String> {
    let tags = html::tags(document);
    let find = |name: &str, attribute: &str, value: Option<&str>| {
        tags.iter()
            .find(|tag| {
                tag.name == name && tag.get(attribute).is_some() && (value.is_none() || tag.get(attribute) == value)
            })
            .with_context(|| format!("index.html has no <{name} {attribute}>"))
    };
    let lang_at = find("html", "lang", None)?.attribute("lang").context("lang")?.at.clone();
    let description = find("meta", "name", Some("description"))?;
    let description_at = description.at.clone();
    let title_start = tags.iter().find(|tag| tag.name == "title").context("index.html has no <title>")?.at.end;
    let title_end = document[title_start..].find("</title>").context("index.html's <title> never ends")? + title_start;
    Ok(html::replace(
        document,
        vec![
            (lang_at, lang.bcp47().to_owned()),
            (title_start..title_end, escape(phrases::PAGE_TITLE.get(lang))),
            (
                description_at,
                format!("<meta name=\"description\" content=\"{}\">", escape(phrases::PAGE_DESCRIPTION.get(lang))),
            ),
        ],
    ))
}

/// Relative addresses for a document one directory further down.
fn one_level_down(document: &str) -> String {
    let edits = html::tags(document)
        .iter()
        .filter_map(Tag::refers)
        .filter_map(|attribute| Some((attribute.at.clone(), format!("../{}", attribute.value.strip_prefix("./")?))))
        .collect();
    html::replace(document, edits)
}

/// The Data Package, for people who want the data itself.
fn copy_data(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        fs::copy(entry.path(), to.join(entry.file_name())).with_context(|| entry.path().display().to_string())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{one_level_down, with_language, with_links_to_module, with_own_language, with_policy};
    use chuhai_core::text::Lang;

    const DOCUMENT: &str = "<!doctype html><html data-state=static lang=zh-Hans><meta charset=utf-8><title>题</title>\
        <meta content=说明 name=description><link href=./d.bin rel=details><link href=./a.css rel=stylesheet><script src=./b.js type=module></script>\
        <a href=./c>c</a>";

    #[test]
    fn the_policy_stands_before_what_it_governs() {
        let document = with_policy(DOCUMENT, &["let a = 1"]).unwrap();
        assert!(document.contains("script-src 'self' 'wasm-unsafe-eval' 'sha384-"), "{document}");
        assert!(document.find("Content-Security-Policy").unwrap() < document.find("./a.css").unwrap());
        assert!(document.find("charset").unwrap() < document.find("Content-Security-Policy").unwrap());
    }

    #[test]
    fn the_english_document_is_english_and_finds_the_same_files() {
        let document = one_level_down(&with_language(DOCUMENT, Lang::En).unwrap());
        assert!(document.contains("lang=en>"), "{document}");
        assert!(document.contains("<title>Setting sail: Chinese AI goes global</title>"), "{document}");
        assert!(
            document.contains("href=../a.css")
                && document.contains("href=../d.bin")
                && document.contains("src=../b.js"),
            "{document}"
        );
        assert!(!document.contains("说明") && !document.contains('题'), "{document}");
    }

    #[test]
    fn the_module_and_its_script_are_told_first_with_their_integrity() {
        let dir = std::env::temp_dir().join(format!("chuhai-module-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        for file in ["a.wasm", "a.js"] {
            std::fs::write(dir.join(file), "abc").unwrap();
        }
        let document = "<meta charset=utf-8><script src=./b.js></script><link href=./a.js integrity=sha384-old rel=modulepreload>\
            <link as=fetch href=./a.wasm integrity=sha384-old rel=preload>";
        let made = with_links_to_module(document, &dir).unwrap();
        let start = "<meta charset=utf-8><link rel=\"wasm\" crossorigin href=\"./a.wasm\" integrity=\"sha384-ywB1P0Wj";
        assert!(made.starts_with(start), "{made}");
        assert_eq!((made.matches("sha384-ywB1P0Wj").count(), made.matches("sha384-old").count()), (2, 0), "{made}");
        assert!(made.ends_with("<script src=./b.js></script>"), "{made}");
    }

    #[test]
    fn a_document_without_its_parts_is_an_error() {
        assert!(with_policy("<p>", &[]).is_err());
        assert!(with_own_language("<p>").is_err());
        assert!(with_language("<p>", Lang::Zh).is_err());
    }
}
