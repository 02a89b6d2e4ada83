//! The steps of the story. The chart of a step is described by an address query, which `state` turns into a state; the
//! paragraphs belong to the [`Details`](super::Details), since the prerendered page has them already.

use serde::{Deserialize, Serialize};

use super::index::RecordIx;
use crate::id_enum::id_enum;
use crate::state::Period;
use crate::text::{Lang, Text};

/// A step of the story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoryStep {
    /// Stable id; the value of `step=`.
    pub id: Box<str>,
    /// Its heading.
    pub title: Text,
    /// Its short name in the list of steps.
    pub nav: Text,
    /// Title of its chart.
    pub picture: Text,
    /// Its chart.
    pub view: StoryView,
    /// Filter and selection of the chart, as a query.
    pub query: Box<str>,
    /// The visible part of the chart.
    pub camera: Camera,
    /// True if Zheng He's voyages are drawn on the map.
    pub voyages: bool,
    /// Records cited by its Chinese and its English text, in order of citation, each once.
    pub cited: (Vec<RecordIx>, Vec<RecordIx>),
    /// Annotations of the chart, the most important first.
    pub notes: Vec<StepAnnotation>,
}

id_enum! {
    /// The chart of a step.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub enum StoryView {
        /// The map.
        Map = "map",
        /// The funding chart.
        Funding = "funding",
        /// The timeline.
        Timeline = "timeline",
        /// The waffle of statements by status.
        Waffle = "tally",
        /// Figures as nested squares.
        Areas = "areas",
        /// Prices of models before and after a cut.
        Prices = "prices",
        /// Brands at home and abroad.
        Pairs = "pairs",
        /// The article's endings, side by side.
        Endings = "endings",
        /// The points at odds with other sources.
        Findings = "findings",
        /// The events after the article.
        Since = "since",
    }
}

impl StoryView {
    /// True if the picture is made from the [`Details`](super::Details).
    pub const fn needs_details(self) -> bool {
        matches!(self, Self::Prices | Self::Pairs | Self::Endings | Self::Findings | Self::Since)
    }
}

/// The visible part of a chart, independent of its size.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Camera {
    /// All of it.
    Rest,
    /// The map between two corners.
    Map {
        /// Degrees east, degrees north.
        south_west: (f32, f32),
        /// Degrees east, degrees north.
        north_east: (f32, f32),
    },
    /// A period of the timeline.
    Time(Period),
}

/// A paragraph in both languages: runs of text, some of which cite a record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Paragraph {
    zh: Vec<Run>,
    en: Vec<Run>,
}

impl Paragraph {
    /// Makes a paragraph of its runs.
    pub const fn new(zh: Vec<Run>, en: Vec<Run>) -> Self {
        Self { zh, en }
    }

    /// Returns its runs in a language.
    pub fn runs(&self, lang: Lang) -> &[Run] {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

impl Paragraph {
    /// Returns the records that it cites, in either language.
    pub(super) fn records(&self) -> impl Iterator<Item = &RecordIx> {
        self.zh.iter().chain(&self.en).filter_map(|run| run.record.as_ref())
    }
}

/// A run of text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// The words.
    pub text: Box<str>,
    /// The record that supports them; none for connecting words.
    pub record: Option<RecordIx>,
    /// The id that they cite, if it is not that of the record but of a row that belongs to it, such as a price.
    pub row: Option<Box<str>>,
}

/// An annotation of a chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepAnnotation {
    /// Id of the item or the stop of the voyages that it points at.
    pub anchor: Box<str>,
    /// The words.
    pub text: Text,
}

impl StoryStep {
    /// Returns the records that its text cites, in order of citation, each once.
    pub fn records(&self, lang: Lang) -> &[RecordIx] {
        match lang {
            Lang::Zh => &self.cited.0,
            Lang::En => &self.cited.1,
        }
    }
}
