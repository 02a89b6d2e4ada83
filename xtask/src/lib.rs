//! The workshop: sets up a machine, builds, serves and tests the page, checks the data. Nothing here is needed at run
//! time, and nothing here decides what the page says or draws.

#![allow(clippy::print_stdout, reason = "a command line tool speaks on standard output")]

pub mod browser;
pub mod check_data;
pub mod cli;
pub mod frictionless;
pub mod geometry;
pub mod hosting;
pub mod paths;
pub mod serve;
pub mod setup;
pub mod site;
pub mod steps;

mod bench;
mod release;
mod screenshot;
mod suite;
