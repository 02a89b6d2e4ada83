//! The story's text as read from the prerendered page, so that the module need not carry it twice. Pure:
//! `browser::hydrate` reads the document.

use chuhai_core::dataset::{Dataset, Run};
use chuhai_core::text::Lang;

/// A run of text in the document.
#[derive(Clone, Debug, PartialEq)]
pub struct PrerenderedRun {
    /// Its text.
    pub text: String,
    /// The id of the record it links to.
    pub record_id: Option<String>,
}

/// A step of the story in the document.
#[derive(Clone, Debug, PartialEq)]
pub struct PrerenderedStep {
    /// Its id.
    pub id: String,
    /// Its paragraphs.
    pub paragraphs: Vec<Vec<PrerenderedRun>>,
}

/// The text of the whole story in the language of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct PrerenderedStory {
    /// The language.
    pub lang: Lang,
    /// The paragraphs of each step.
    pub steps: Vec<Vec<Vec<Run>>>,
}

impl PrerenderedStory {
    /// The story in the document; none unless its steps are those of `dataset`, in order and with text.
    pub fn new(steps: Vec<PrerenderedStep>, lang: Lang, dataset: &Dataset) -> Option<Self> {
        let is_same = steps.len() == dataset.story.len()
            && steps.iter().zip(&dataset.story).all(|(read, step)| *read.id == *step.id && !read.paragraphs.is_empty());
        let run = |PrerenderedRun { text, record_id }| Run {
            text: text.into(),
            record: record_id.and_then(|id| dataset.find(&id)),
            // What lights up rows needs the details, which have the words as well.
            row: None,
        };
        let paragraphs = |step: PrerenderedStep| {
            step.paragraphs.into_iter().map(|runs| runs.into_iter().map(run).collect()).collect()
        };
        is_same.then(|| Self { lang, steps: steps.into_iter().map(paragraphs).collect() })
    }
}

#[cfg(test)]
mod tests {
    use chuhai_core::dataset::package::fixture;

    use super::*;

    fn document(dataset: &Dataset) -> Vec<PrerenderedStep> {
        let run = |text: &str, record_id: Option<&str>| PrerenderedRun {
            text: text.to_owned(),
            record_id: record_id.map(str::to_owned),
        };
        let paragraph = vec![run("The peak was ", None), run("$24.9bn", Some("article-2021"))];
        let step = |id: &str| PrerenderedStep { id: id.to_owned(), paragraphs: vec![paragraph.clone()] };
        dataset.story.iter().map(|of_story| step(&of_story.id)).collect()
    }

    #[test]
    fn the_words_are_taken_over_with_their_records() {
        let dataset = fixture::tiny();
        let story = PrerenderedStory::new(document(&dataset), Lang::En, &dataset).unwrap();
        assert_eq!(story.steps.len(), dataset.story.len());
        let runs = &story.steps[1][0];
        assert_eq!((&*runs[0].text, runs[0].record), ("The peak was ", None));
        assert_eq!((&*runs[1].text, runs[1].record), ("$24.9bn", dataset.find("article-2021")));
    }

    #[test]
    fn another_story_is_not_taken_for_this_one() {
        let dataset = fixture::tiny();
        assert_eq!(PrerenderedStory::new(Vec::new(), Lang::En, &dataset), None);
        let mut steps = document(&dataset);
        steps.swap(0, 1);
        assert_eq!(PrerenderedStory::new(steps, Lang::En, &dataset), None, "another order");
        let mut steps = document(&dataset);
        steps[2].paragraphs.clear();
        assert_eq!(PrerenderedStory::new(steps, Lang::En, &dataset), None, "a step without words");
    }
}
