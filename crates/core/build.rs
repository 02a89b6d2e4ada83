//! Compiles the interface texts of `i18n/*.toml` into constants. A missing language or unequal placeholders stop the build
//! with an error that names the file and the key.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

fn main() {
    let dir = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../i18n");
    println!("cargo::rerun-if-changed={}", dir.display());
    match compile(&dir) {
        Ok(code) => {
            let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default()).join("phrases.rs");
            if let Err(error) = fs::write(&out, code) {
                fail(&[format!("{}: {error}", out.display())]);
            }
        }
        Err(problems) => fail(&problems),
    }
}

fn fail(problems: &[String]) -> ! {
    for problem in problems {
        println!("cargo::error={problem}");
    }
    process::exit(1);
}

fn compile(dir: &Path) -> Result<String, Vec<String>> {
    let mut files: Vec<PathBuf> = fs::read_dir(dir)
        .map_err(|error| vec![format!("i18n/: {error}")])?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();

    let mut problems = Vec::new();
    let mut code = String::new();
    let mut seen = BTreeSet::new();
    for path in files {
        println!("cargo::rerun-if-changed={}", path.display());
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap_or_default();
        let table: toml::Table = match text.parse() {
            Ok(table) => table,
            Err(error) => {
                problems.push(format!("i18n/{name}: {error}"));
                continue;
            }
        };
        for (section, entries) in &table {
            let Some(entries) = entries.as_table() else {
                problems.push(format!("i18n/{name}: `{section}` is not a section; write [{section}]"));
                continue;
            };
            for (key, value) in entries {
                let field = |lang: &str| value.get(lang).and_then(|text| text.as_str());
                let (Some(zh), Some(en)) = (field("zh"), field("en")) else {
                    problems.push(format!("i18n/{name}: `{section}.{key}` needs both zh and en"));
                    continue;
                };
                if placeholders(zh) != placeholders(en) {
                    problems
                        .push(format!("i18n/{name}: `{section}.{key}` has other {{placeholders}} in zh than in en"));
                }
                let constant = format!("{section}_{key}").replace('-', "_").to_uppercase();
                if !seen.insert(constant.clone()) {
                    problems.push(format!("i18n/{name}: `{section}.{key}` is defined twice"));
                }
                let _ = writeln!(code, "pub const {constant}: Phrase = Phrase({:?});", format!("{zh}\0{en}"));
            }
        }
    }
    if problems.is_empty() { Ok(code) } else { Err(problems) }
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}
