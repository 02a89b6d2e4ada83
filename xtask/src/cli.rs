//! The command line of `cargo xtask`.

use std::path::PathBuf;

use anyhow::Result;
use clap::{CommandFactory as _, Parser, Subcommand};

use crate::build::{self, SiteOptions};
use crate::hosting::{self, Host};
use crate::{bench, check_data, geometry, paths, release, screenshot, serve, test};

/// Build tooling of the page. Each command installs what it needs.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
#[command(after_help = "`cargo xtask COMMAND --help` says more.")]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, PartialEq, Subcommand)]
enum Command {
    /// Installs what is missing, builds the release site and serves it on http://127.0.0.1:8080.
    Serve {
        /// The port; 0 picks a free one and prints it.
        #[arg(long, value_name = "N", default_value_t = 8080)]
        port: u16,
        /// Opens the browser.
        #[arg(long)]
        open: bool,
    },
    /// Runs every test: formatting, lints, host, documentation, data, geometry, browser, budget, end to end.
    ///
    /// Goes on after a failure, and ends with the time of each step and the list of what failed.
    Test {
        /// Runs only the steps, or else the end-to-end journeys, with NAME in their name.
        #[arg(value_name = "NAME")]
        names: Vec<String>,
    },
    /// Builds dist/, the deployable static site, and prints what the page weighs.
    Build {
        #[command(flatten)]
        options: SiteOptions,
        /// Keeps the files of the page in dist/ for one more release.
        #[arg(long)]
        keep_old: bool,
        /// Cargo features, joined with commas; `bench` lets ?n= measure synthetic events.
        #[arg(long, value_name = "F", value_delimiter = ',')]
        features: Vec<String>,
    },
    /// Builds the site and writes a Hugging Face static Space, ready to push, into DIR.
    ///
    /// Written again for an update, it keeps the files of the release before; .git in it stays.
    Space {
        /// The folder [default: target/space].
        dir: Option<PathBuf>,
        #[command(flatten)]
        options: SiteOptions,
    },
    /// Builds the site and writes a folder for GitHub Pages, ready to push, into DIR.
    ///
    /// Written again for an update, it keeps the files of the release before; .git in it stays.
    Pages {
        /// The folder [default: target/pages].
        dir: Option<PathBuf>,
        #[command(flatten)]
        options: SiteOptions,
    },
    /// Validates a Data Package: every problem with file, row, column and help.
    ///
    /// Fails if there is any; otherwise says what was checked.
    CheckData {
        /// A folder or a zip [default: data].
        dir: Option<PathBuf>,
        /// Writes the dataset too, for the parameter `data` of a page.
        #[arg(long, value_name = "FILE")]
        compile: Option<PathBuf>,
    },
    /// Records the present data under its version, so that the page can list what has changed since a link was made.
    ///
    /// Refuses a version that is recorded with other data: raise it in datapackage.json.
    Release {
        /// The folder of the package [default: data].
        dir: Option<PathBuf>,
        /// A record's id has changed; links with the old one go on working.
        #[arg(long, value_name = "OLD=NEW", value_parser = renaming)]
        renamed: Vec<(String, String)>,
    },
    /// Runs the benchmarks, prints what a frame and an interaction cost and writes target/bench/*.json.
    Bench {
        #[command(flatten)]
        options: bench::PageOptions,
    },
    /// Makes the map's shapes anew from npm's world-atlas.
    Geometry {
        /// Compares them with the committed ones instead.
        #[arg(long)]
        check: bool,
    },
    /// Takes the README's picture of the built site, docs/page.png.
    Screenshot {
        /// Takes all of both languages, both themes and three screens instead, into target/screenshots/.
        #[arg(long)]
        all: bool,
    },
    /// Finishes Trunk's output; called by Trunk.
    #[command(hide = true)]
    Hook,
}

/// Parses the arguments and runs the command that they name; without any, prints the list of commands.
///
/// # Errors
/// The command's own. Wrong arguments end the process with exit code 2 and a message.
pub fn run() -> Result<()> {
    let Some(command) = Cli::parse().command else {
        return Ok(Cli::command().print_help()?);
    };
    let data = |dir: Option<PathBuf>| dir.unwrap_or_else(|| paths::root().join("data"));
    match command {
        Command::Serve { port, open } => serve::command(port, open),
        Command::Test { names } => test::command(&names),
        Command::Build { options, keep_old: true, features } => {
            build::build_keeping_old(|| build::build(&options, &features))
        }
        Command::Build { options, keep_old: false, features } => build::build(&options, &features),
        Command::Space { dir, options } => {
            hosting::command(Host::Space, dir.as_deref(), || build::build(&options, &[]))
        }
        Command::Pages { dir, options } => {
            hosting::command(Host::Pages, dir.as_deref(), || build::build(&options, &[]))
        }
        Command::CheckData { dir, compile } => check_data::command(&data(dir), compile.as_deref()),
        Command::Release { dir, renamed } => release::command(&data(dir), &renamed),
        Command::Bench { options } => bench::command(&options),
        Command::Geometry { check } => geometry::command(check),
        Command::Screenshot { all } => screenshot::command(all),
        Command::Hook => build::hook::run(),
    }
}

fn renaming(pair: &str) -> Result<(String, String), &'static str> {
    let (old, new) = pair.split_once('=').ok_or("it takes OLD=NEW")?;
    Ok((old.to_owned(), new.to_owned()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use clap::error::ErrorKind;
    use clap::{CommandFactory as _, Parser as _};

    use super::{Cli, Command};
    use crate::build::SiteOptions;
    use crate::paths;
    use crate::site::base_url::BaseUrl;

    fn parse(line: &str) -> Result<Command, clap::Error> {
        let cli = Cli::try_parse_from(["xtask"].into_iter().chain(line.split_whitespace()))?;
        Ok(cli.command.unwrap())
    }

    #[test]
    fn a_command_takes_its_own_options_and_no_more() {
        Cli::command().debug_assert();
        assert_eq!(parse("serve").unwrap(), Command::Serve { port: 8080, open: false });
        assert_eq!(parse("serve --port 0 --open").unwrap(), Command::Serve { port: 0, open: true });
        for line in ["serve --port 70000", "serve --port", "serve --check", "serve dir", "serve --port=x", "no"] {
            assert_eq!(parse(line).unwrap_err().exit_code(), 2, "{line}");
        }
        assert!(parse("space a b").is_err() && parse("space --features a").is_err());
        let compiled = Command::CheckData { dir: Some("a".into()), compile: Some("b".into()) };
        assert_eq!(parse("check-data a --compile b").unwrap(), compiled);
        assert!(parse("release --compile b").is_err() && parse("check-data --compile").is_err());
        assert_eq!(parse("test a b").unwrap(), Command::Test { names: vec!["a".into(), "b".into()] });
        assert!(parse("bench --page --baseline a --runs 3").is_ok() && parse("bench").is_ok());
        assert!(parse("bench --baseline a").is_err() && parse("bench --page --runs -1").is_err());
        assert_eq!(parse("hook").unwrap(), Command::Hook);
        assert_eq!(parse("build -h").unwrap_err().kind(), ErrorKind::DisplayHelp);
    }

    #[test]
    fn addresses_features_and_renamings_are_checked_as_they_are_parsed() {
        let options = SiteOptions {
            canonical: Some(BaseUrl::parse("https://a.org/b/").unwrap()),
            report: Some("https://a.org/issues".to_owned()),
            plain: true,
        };
        let features = vec!["a".to_owned(), "b".to_owned()];
        let built = Command::Build { options, keep_old: true, features };
        let line = "build --canonical https://a.org/b/ --report https://a.org/issues --features=a,b --keep-old --plain";
        assert_eq!(parse(line).unwrap(), built);
        for line in ["build --canonical https://a.org/b", "build --report a.org", "serve --canonical https://a.org/"] {
            assert!(parse(line).is_err(), "{line}");
        }
        let pair = |old: &str, new: &str| (old.to_owned(), new.to_owned());
        let renamed = vec![pair("a", "b"), pair("c", "d")];
        assert_eq!(parse("release --renamed a=b --renamed=c=d").unwrap(), Command::Release { dir: None, renamed });
        assert!(parse("release --renamed a").unwrap_err().to_string().contains("OLD=NEW"));
    }

    #[test]
    fn the_list_names_every_command_but_the_hook() {
        let list = Cli::command().render_help().to_string();
        for command in Cli::command().get_subcommands() {
            let listed = list.lines().any(|line| line.trim_start().starts_with(command.get_name()));
            assert_eq!(listed, command.get_name() != "hook", "{list}");
        }
    }

    #[test]
    fn the_guides_name_commands_that_exist() {
        let cli = Cli::command();
        let mut named = 0;
        for guide in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/hosting.md", "data/README.md"] {
            let text = fs::read_to_string(paths::root().join(guide)).unwrap();
            for (at, call) in text.match_indices("cargo xtask ") {
                let line = text[at + call.len()..].split(['`', '\n', '#', '&']).next().unwrap_or_default();
                let mut words = line.split_whitespace();
                let Some(name) = words.next().filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase())) else {
                    continue;
                };
                let Some(command) = cli.find_subcommand(name) else {
                    panic!("{guide} names `cargo xtask {line}`, which is no command");
                };
                named += 1;
                for option in words.filter_map(|word| word.strip_prefix("--")) {
                    let taken = command.get_arguments().any(|argument| argument.get_long() == Some(option));
                    assert!(taken, "{guide}: `cargo xtask {line}`, but {name} takes no --{option}");
                }
            }
        }
        assert!(named >= 12, "the guides were not read: {named} commands");
        let readme = fs::read_to_string(paths::root().join("README.md")).unwrap();
        assert!(readme.contains("(docs/hosting.md)"), "the README leads to the guide");
    }
}
