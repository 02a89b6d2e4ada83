//! The story: the guided tour, step by step, as the package tells it. What a step's picture shows stands here in the
//! words of the address; `state` makes a state of it. What is told belongs to the [`Details`](super::Details): it stands
//! in the page before the page runs.

use serde::{Deserialize, Serialize};

use super::index::RecordIx;
use crate::id_enum::id_enum;
use crate::state::Period;
use crate::text::{Lang, Text};

/// A step of the story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoryStep {
    /// Stable id: what `step=` carries.
    pub id: Box<str>,
    /// Its heading.
    pub title: Text,
    /// Its short name in the list of steps.
    pub nav: Text,
    /// What its picture shows, as a title over it.
    pub picture: Text,
    /// Which picture.
    pub view: StoryView,
    /// What the picture shows, as a query: filter and selection.
    pub query: Box<str>,
    /// What part of it is seen.
    pub camera: Camera,
    /// Whether Zheng He's voyages are drawn on the map.
    pub voyages: bool,
    /// The records its text names, in the order it does, each once; in Chinese and in English.
    pub cited: (Vec<RecordIx>, Vec<RecordIx>),
    /// Short texts in the picture, the most important first.
    pub notes: Vec<Note>,
}

id_enum! {
    /// The picture of a step.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub enum StoryView {
        /// The map.
        Map = "map",
        /// The funding chart.
        Funding = "funding",
        /// The timeline.
        Timeline = "timeline",
        /// How many statements hold.
        Waffle = "tally",
    }
}

/// What part of a picture is seen, whatever its size.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Camera {
    /// All of it.
    Rest,
    /// As much of the map as these two corners span.
    Map {
        /// Degrees east, degrees north.
        south_west: (f32, f32),
        /// Degrees east, degrees north.
        north_east: (f32, f32),
    },
    /// A stretch of the timeline.
    Time(Period),
}

/// A paragraph in both languages, as runs of text of which some stand for a record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Paragraph {
    zh: Vec<Run>,
    en: Vec<Run>,
}

impl Paragraph {
    /// From its runs.
    pub const fn new(zh: Vec<Run>, en: Vec<Run>) -> Self {
        Self { zh, en }
    }

    /// Its runs in a language.
    pub fn runs(&self, lang: Lang) -> &[Run] {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

impl Paragraph {
    /// The records it names, in either language.
    pub(super) fn records(&self) -> impl Iterator<Item = &RecordIx> {
        self.zh.iter().chain(&self.en).filter_map(|run| run.record.as_ref())
    }
}

/// A run of text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// The words.
    pub text: Box<str>,
    /// The record that bears them out; none for what only joins.
    pub record: Option<RecordIx>,
}

/// A short text in a picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// The item or the stop of the voyages it points at, by id.
    pub anchor: Box<str>,
    /// The words.
    pub text: Text,
}

impl StoryStep {
    /// The records its text names, in the order it does, each once.
    pub fn records(&self, lang: Lang) -> &[RecordIx] {
        match lang {
            Lang::Zh => &self.cited.0,
            Lang::En => &self.cited.1,
        }
    }
}
