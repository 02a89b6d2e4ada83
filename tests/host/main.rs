//! Host tests: everything that needs no browser, in one binary. A module a subject.

mod data;
mod layers;
mod map;
mod page;
mod paint;
mod snapshots;
mod tree;
