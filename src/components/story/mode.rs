//! The modes in which the story can be read.

use chuhai_core::text::{Phrase, phrases};
use yew::prelude::*;

use crate::hooks::use_media;
use crate::page::Page;

/// The media query of windows in which steps can scroll beside their pictures, for readers who do not mind motion.
const ROOMY: &str = "(min-width: 60em) and (min-height: 32.5em) and (prefers-reduced-motion: no-preference)";

/// The media query of windows wide enough for steps beside a picture. In others the style sheet hides the choice to scroll.
const WIDE: &str = "(min-width: 60em)";

/// A mode of reading the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadingMode {
    /// Steps scroll beside their pictures.
    Scroll,
    /// One step at a time.
    Stepper,
    /// All steps as one article.
    Article,
    /// All steps beside the first picture, before the page runs.
    Prerendered,
}

impl ReadingMode {
    /// The modes a reader can choose, with their names.
    pub const CHOICES: [(Self, Phrase); 3] = [
        (Self::Scroll, phrases::STORY_SCROLL),
        (Self::Stepper, phrases::STORY_STEPS),
        (Self::Article, phrases::STORY_WHOLE),
    ];

    /// The value of `data-reading`, which style sheets go by.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Scroll => "scroll",
            Self::Stepper => "steps",
            Self::Article => "whole",
            Self::Prerendered => "prerendered",
        }
    }
}

/// Returns the mode the story is read in, and the setter of the reader's choice. A reader who `is_past_first_step` in
/// the prerendered page, which is an article on small screens, goes on with that.
#[hook]
pub fn use_reading_mode(
    page: &Page,
    is_embed: bool,
    is_past_first_step: bool,
) -> (ReadingMode, UseStateSetter<Option<ReadingMode>>) {
    let (is_roomy, is_wide) = (use_media(ROOMY), use_media(WIDE));
    let chosen = use_state_eq(|| (is_past_first_step && !is_roomy).then_some(ReadingMode::Article));
    let mode = match *chosen {
        _ if page.mode.is_prerender() => ReadingMode::Prerendered,
        // A printed embed has on paper what it shows.
        _ if is_embed => ReadingMode::Stepper,
        _ if page.mode.is_print() => ReadingMode::Article,
        // Where a picture has no room beside the text it is between the texts.
        Some(ReadingMode::Scroll) if !is_wide => ReadingMode::Article,
        Some(chosen) => chosen,
        None if is_roomy => ReadingMode::Scroll,
        None => ReadingMode::Stepper,
    };
    (mode, chosen.setter())
}
