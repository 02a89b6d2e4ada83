//! Build tooling: sets up a machine, builds, serves and tests the page, checks the data. Nothing here is part of the page
//! at run time, and nothing here decides what the page says or draws.
//!
//! [`cli`] calls one module per command: `serve`, `test`, `build`, `hosting` (space and pages), `check_data`, `release`,
//! `bench`, `geometry` and `screenshot`. They share [`setup`] (what a machine needs), [`site`] (the published files: their
//! names, addresses, headers and sizes), [`browser`], [`paths`] and [`process`].

#![allow(clippy::print_stdout, reason = "a command line tool prints to standard output")]

pub mod browser;
pub mod build;
pub mod check_data;
pub mod cli;
pub mod frictionless;
pub mod geometry;
pub mod hosting;
pub mod paths;
pub mod process;
pub mod serve;
pub mod setup;
pub mod site;

mod bench;
mod release;
mod screenshot;
mod test;
