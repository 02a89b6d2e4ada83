//! The page's components. Those without hooks are plain functions; none names the browser in its rendering, so each
//! renders on the host in a plain test.

pub mod data_table;
pub mod facts_table;
pub mod header;
pub mod icon;
pub mod items;
pub mod lead;
pub mod notice;
pub mod panel;
pub mod record_card;
pub mod stage;
pub mod tooltip;
pub mod view;
