//! The part with what is only asked for: the Share panel, the help, notices, files to save, and messages to a host.

use yew::prelude::*;

use super::part;
use crate::components::help::Help;
use crate::components::notices::{Notices, NoticesProps};
use crate::components::picture_export::{Format, Picture, save};
use crate::components::share::{SharePanel, SharePanelProps};
use crate::embedding::{EmbedSession, EmbedSessionProps};
use crate::views::context::ViewContext;

/// The part.
pub struct ToolsPart {
    /// [`SharePanel`].
    pub share_panel: fn(SharePanelProps) -> Html,
    /// [`Help`].
    pub help: fn() -> Html,
    /// [`Notices`].
    pub notices: fn(NoticesProps) -> Html,
    /// [`save`].
    pub save_picture: fn(&ViewContext, &Picture, Format),
    /// [`EmbedSession`].
    pub embed_session: fn(EmbedSessionProps) -> Html,
}

fn link() -> &'static ToolsPart {
    &ToolsPart {
        share_panel: |props| html! { <SharePanel ..props /> },
        help: || html! { <Help /> },
        notices: |props| html! { <Notices ..props /> },
        save_picture: save,
        embed_session: |props| html! { <EmbedSession ..props /> },
    }
}

part!(ToolsPart, tools, link());
