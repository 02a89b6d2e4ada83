//! The page's components. Those without hooks are plain functions; none names the browser in its rendering, so each
//! renders on the host in a plain test.

pub mod cite;
pub mod data_table;
pub mod dialog;
mod empty;
pub mod facts_table;
pub mod filters;
pub mod header;
pub mod help;
pub mod icon;
pub mod items;
pub mod lead;
pub mod notice;
pub mod panel;
pub mod record_card;
pub mod save;
pub mod search;
pub mod share;
pub mod stage;
pub mod story;
pub mod table;
pub mod table_file;
pub mod tabs;
pub mod tooltip;
pub mod view;
pub mod view_link;
