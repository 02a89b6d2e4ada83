//! The page's components. Those without hooks are plain functions; none names the browser in its rendering, so each
//! renders on the host in a plain test.

pub mod cite;
pub mod dialog;
pub mod export_buttons;
pub mod filters;
pub mod header;
pub mod help;
pub mod hit_targets;
pub mod icon;
pub mod kind;
pub mod lead;
mod no_results;
pub mod notice;
pub mod panel;
pub mod record_card;
pub mod records_table;
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
pub mod view_table;
