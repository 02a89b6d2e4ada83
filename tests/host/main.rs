//! Host tests: everything that needs no browser, in one binary. A module a subject.

mod data;
mod map;
mod paint;
mod snapshots;
