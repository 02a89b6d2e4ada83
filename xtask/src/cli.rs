//! The command line: what can be asked for, and the help that says so.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use lexopt::{Arg, Parser, ValueExt as _};

use crate::hosting::{self, Host};
use crate::site::base::Base;
use crate::site::report;
use crate::{bench, check_data, geometry, paths, release, screenshot, serve, site, suite};

/// What `cargo xtask` alone prints, and the first word of each line is a command.
const COMMANDS: [(&str, &str, &str); 10] = [
    (
        "serve",
        "[--port N] [--open]",
        "Installs what is missing, builds the release site and serves it on http://127.0.0.1:8080.\n\
         --port N   another port; 0 picks a free one and prints it\n\
         --open     opens the browser",
    ),
    (
        "test",
        "[NAME…]",
        "Runs every test: formatting, lints, host, documentation, data, geometry, browser, budget, end to end.\n\
         Goes on after a failure, and ends with where the time went and what failed.\n\
         NAME   runs only the steps, or else the end-to-end journeys, with that in their name",
    ),
    (
        "build",
        "[--canonical URL] [--report URL] [--keep-old] [--features F]",
        "Builds dist/, the deployable static site, and prints what the page weighs.\n\
         --canonical URL   the public address the site will have, with a slash at its end; search engines, cards of \
         shared\n                   links and embedding programs need it (or set CHUHAI_CANONICAL)\n\
         --report URL      where readers report an error, such as the repository's issues (or set CHUHAI_REPORT)\n\
         --keep-old        keeps the files of the page in dist/ for one more release\n\
         --features F      cargo features, joined with commas; `bench` lets ?n= measure synthetic events",
    ),
    (
        "space",
        "[DIR] [--canonical URL] [--report URL]",
        "Builds the site and writes a Hugging Face static Space, ready to push, into DIR (target/space).\n\
         --canonical URL   the public address, as for `build`\n\
         --report URL      where readers report an error, as for `build`\n\
         Written again for an update, it keeps the files of the release before; .git in it stays.",
    ),
    (
        "pages",
        "[DIR] [--canonical URL] [--report URL]",
        "Builds the site and writes a folder for GitHub Pages, ready to push, into DIR (target/pages).\n\
         --canonical URL   the public address, as for `build`\n\
         --report URL      where readers report an error, as for `build`\n\
         Written again for an update, it keeps the files of the release before; .git in it stays.",
    ),
    (
        "check-data",
        "[DIR] [--compile FILE]",
        "Validates a Data Package, a folder or a zip (default data/): every problem with file, row, column and the mend.\n\
         Ends with a failure if there is any; else says what was checked.\n\
         --compile FILE   also writes the dataset the page can be given by ?data=",
    ),
    (
        "release",
        "[DIR] [--renamed OLD=NEW]",
        "Records what the data says now under its version, so that links made with it can tell what has changed since.\n\
         Refuses a version that is recorded with other data: raise it in datapackage.json.\n\
         --renamed OLD=NEW   a record's id has changed; links with the old one go on working",
    ),
    (
        "bench",
        "[--page]",
        "Runs the benchmarks, prints what a frame and an interaction cost and writes target/bench/*.json.\n\
         --page   only the interactions, on the built page in a browser",
    ),
    (
        "geometry",
        "[--check]",
        "Makes the map's shapes anew from npm's world-atlas.\n\
         --check   compares them with the committed ones instead",
    ),
    (
        "screenshot",
        "[--all]",
        "Takes the README's picture of the built site, docs/page.png.\n\
         --all   instead both languages, both themes and three screens, into target/screenshots/",
    ),
];

/// Reads the arguments and does what they say.
///
/// # Errors
/// Whatever the command returns, or what is wrong with the arguments.
pub fn run() -> Result<()> {
    let mut parser = Parser::from_env();
    let command = match parser.next()? {
        None | Some(Arg::Long("help") | Arg::Short('h')) => {
            print_list();
            return Ok(());
        }
        Some(Arg::Value(command)) => command.string()?,
        Some(other) => return Err(other.unexpected().into()),
    };
    // Trunk's, and so in no list.
    if command == "hook" {
        return site::hook();
    }
    let Some((name, usage, help)) = COMMANDS.iter().find(|(name, ..)| *name == command) else {
        bail!("no command `{command}`; `cargo xtask` lists them");
    };
    let Some(arguments) = Arguments::parse(&mut parser, usage)? else {
        println!("cargo xtask {name} {usage}\n\n{help}");
        return Ok(());
    };
    let build = || site::build_at(&arguments.canonical, arguments.report.as_deref(), &arguments.features);
    match *name {
        "serve" => serve::command(arguments.port, arguments.open),
        "test" => suite::command(&arguments.names),
        "build" if arguments.keep_old => site::build_keeping_old(build),
        "build" => build(),
        "space" => hosting::command(Host::Space, arguments.dir.as_deref(), build),
        "pages" => hosting::command(Host::Pages, arguments.dir.as_deref(), build),
        "check-data" => check_data::command(&arguments.dir(), arguments.compile.as_deref()),
        "release" => release::command(&arguments.dir(), &arguments.renamed),
        "geometry" => geometry::command(arguments.check),
        "bench" => bench::command(arguments.page),
        _ => screenshot::command(arguments.all),
    }
}

fn print_list() {
    println!("The workshop. Each command sets up what it needs.\n");
    for (name, usage, help) in COMMANDS {
        let first = help.lines().next().unwrap_or_default();
        println!("  cargo xtask {:<26} {first}", format!("{name} {usage}"));
    }
    println!("\n`cargo xtask COMMAND --help` says more.");
}

/// The arguments of all commands; which of them a command takes is read from its usage.
struct Arguments {
    port: u16,
    open: bool,
    check: bool,
    all: bool,
    page: bool,
    keep_old: bool,
    dir: Option<PathBuf>,
    compile: Option<PathBuf>,
    features: Vec<String>,
    canonical: Base,
    report: Option<String>,
    renamed: Vec<(String, String)>,
    names: Vec<String>,
}

impl Arguments {
    /// The package's folder.
    fn dir(&self) -> PathBuf {
        self.dir.clone().unwrap_or_else(|| paths::root().join("data"))
    }

    /// `None` where help is asked for.
    fn parse(parser: &mut Parser, usage: &str) -> Result<Option<Self>> {
        let mut arguments = Self {
            port: 8080,
            open: false,
            check: false,
            all: false,
            page: false,
            keep_old: false,
            dir: None,
            compile: None,
            features: Vec::new(),
            canonical: Base::default(),
            report: None,
            renamed: Vec::new(),
            names: Vec::new(),
        };
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Long("help") | Arg::Short('h') => return Ok(None),
                Arg::Long("port") if usage.contains("--port") => {
                    let value: OsString = parser.value()?;
                    arguments.port = value.parse().context("--port takes a number from 0 to 65535")?;
                }
                Arg::Long("open") if usage.contains("--open") => arguments.open = true,
                Arg::Long("check") if usage.contains("--check") => arguments.check = true,
                Arg::Long("page") if usage.contains("--page") => arguments.page = true,
                Arg::Long("keep-old") if usage.contains("--keep-old") => arguments.keep_old = true,
                Arg::Long("all") if usage.contains("--all") => arguments.all = true,
                Arg::Long("compile") if usage.contains("--compile") => arguments.compile = Some(parser.value()?.into()),
                Arg::Long("canonical") if usage.contains("--canonical") => {
                    arguments.canonical = Base::parse(&parser.value()?.string()?)?;
                }
                Arg::Long("report") if usage.contains("--report") => {
                    arguments.report = Some(report::parse(&parser.value()?.string()?)?);
                }
                Arg::Long("features") if usage.contains("--features") => {
                    let list = parser.value()?.string()?;
                    arguments
                        .features
                        .extend(list.split([',', ' ']).filter(|name| !name.is_empty()).map(str::to_owned));
                }
                Arg::Long("renamed") if usage.contains("--renamed") => {
                    let pair = parser.value()?.string()?;
                    let (old, new) = pair.split_once('=').context("--renamed takes OLD=NEW")?;
                    arguments.renamed.push((old.to_owned(), new.to_owned()));
                }
                Arg::Value(dir) if usage.contains("DIR") && arguments.dir.is_none() => arguments.dir = Some(dir.into()),
                Arg::Value(name) if usage.contains("NAME") => arguments.names.push(name.string()?),
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(Some(arguments))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Arguments, COMMANDS};
    use crate::paths;

    fn parse(usage: &str, words: &[&str]) -> anyhow::Result<Option<Arguments>> {
        Arguments::parse(&mut lexopt::Parser::from_args(words), usage)
    }

    #[test]
    fn a_command_takes_what_its_usage_says_and_no_more() {
        let arguments = parse("[--port N] [--open]", &["--port", "0", "--open"]).unwrap().unwrap();
        assert_eq!((arguments.port, arguments.open), (0, true));
        for words in [&["--port", "70000"][..], &["--port"], &["--check"], &["dir"], &["--port=x"]] {
            assert!(parse("[--port N] [--open]", words).is_err(), "{words:?}");
        }
        assert!(parse("[DIR]", &["a", "b"]).is_err());
        let arguments = parse("[DIR] [--compile FILE]", &["a", "--compile", "b"]).unwrap().unwrap();
        assert_eq!((arguments.dir, arguments.compile), (Some("a".into()), Some("b".into())));
        assert!(parse("[DIR]", &["--compile", "b"]).is_err() && parse("[--compile FILE]", &["--compile"]).is_err());
        assert_eq!(parse("[--features F]", &["--features=a,b"]).unwrap().unwrap().features, ["a", "b"]);
        let at = |address| parse("[--canonical URL]", &["--canonical", address]);
        assert_eq!(at("https://a.org/b/").unwrap().unwrap().canonical.known(), Some("https://a.org/b/"));
        assert!(at("https://a.org/b").is_err() && parse("[--features F]", &["--canonical", "https://a.org/"]).is_err());
        let report = |address| parse("[--report URL]", &["--report", address]);
        assert_eq!(report("https://a.org/b").unwrap().unwrap().report.as_deref(), Some("https://a.org/b"));
        assert!(report("a.org").is_err() && parse("[--open]", &["--report", "https://a.org/b"]).is_err());
        let arguments = parse("[--renamed OLD=NEW]", &["--renamed", "a=b", "--renamed=c=d"]).unwrap().unwrap();
        assert_eq!(arguments.renamed, [("a".to_owned(), "b".to_owned()), ("c".to_owned(), "d".to_owned())]);
        assert!(parse("[--renamed OLD=NEW]", &["--renamed", "a"]).is_err());
        assert!(parse("", &["-h"]).unwrap().is_none());
    }

    #[test]
    fn every_option_in_a_usage_is_explained() {
        for (name, usage, help) in COMMANDS {
            for option in usage.split(['[', ' ', ']']).filter(|word| word.starts_with("--")) {
                assert!(help.contains(option), "{name} {option}");
            }
        }
    }

    #[test]
    fn the_guides_name_commands_that_exist() {
        let mut named = 0;
        for guide in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/hosting.md", "data/README.md"] {
            let text = fs::read_to_string(paths::root().join(guide)).unwrap();
            for (at, call) in text.match_indices("cargo xtask ") {
                let line = text[at + call.len()..].split(['`', '\n', '#', '&']).next().unwrap_or_default();
                let mut words = line.split_whitespace();
                let Some(command) = words.next().filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()))
                else {
                    continue;
                };
                let Some((_, usage, _)) = COMMANDS.iter().find(|(name, ..)| *name == command) else {
                    panic!("{guide} names `cargo xtask {line}`, which is no command");
                };
                named += 1;
                for option in words.filter(|word| word.starts_with("--")) {
                    assert!(usage.contains(option), "{guide}: `cargo xtask {line}`, but {command} takes {usage}");
                }
            }
        }
        assert!(named >= 12, "the guides were not read: {named} commands");
        let readme = fs::read_to_string(paths::root().join("README.md")).unwrap();
        assert!(readme.contains("(docs/hosting.md)"), "the README leads to the guide");
    }
}
