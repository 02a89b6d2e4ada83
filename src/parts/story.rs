//! The part with the story.

use yew::prelude::*;

use super::part;
use crate::components::story::{Story, StoryProps};

/// The part.
pub struct StoryPart {
    /// [`Story`].
    pub story: fn(StoryProps) -> Html,
}

part!(StoryPart, story, &StoryPart { story: |props| html! { <Story ..props /> } });
