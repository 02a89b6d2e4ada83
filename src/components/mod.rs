//! The components of the page. Those with hooks read dataset, language and dispatcher from the context
//! ([`crate::page::use_page`]); those without are functions of a [`crate::page::Page`]. None touches the browser while it renders,
//! so that each renders on the host.

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
pub mod part_placeholder;
pub mod record_card;
pub mod records_table;
pub mod search;
pub mod share;
pub mod stage;
pub mod story;
pub mod table;
pub mod table_file;
mod table_row;
pub mod tabs;
pub mod tooltip;
pub mod view;
pub mod view_link;
pub mod view_table;
