//! What the running page takes over from the page that stood there before it: the words of the story, which the module
//! does not carry a second time. Pure; the document is read in `browser::handover`.

use chuhai_core::dataset::{Dataset, Run};
use chuhai_core::text::Lang;

/// A run of a standing text: its words, and the id of the record that bears them out.
pub type PrerenderedRun = (String, Option<String>);

/// A step of the standing story: its id, and its paragraphs.
pub type PrerenderedStep = (String, Vec<Vec<PrerenderedRun>>);

/// What the steps of the story tell, in the one language the page stood in.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The language.
    pub lang: Lang,
    /// The paragraphs of each step.
    pub steps: Vec<Vec<Vec<Run>>>,
}

impl Told {
    /// What stood in the page, if it is the story of this dataset, step by step.
    pub fn new(steps: Vec<PrerenderedStep>, lang: Lang, dataset: &Dataset) -> Option<Self> {
        let same = steps.len() == dataset.story.len()
            && steps
                .iter()
                .zip(&dataset.story)
                .all(|((id, paragraphs), step)| **id == *step.id && !paragraphs.is_empty());
        let run = |(text, id): PrerenderedRun| Run { text: text.into(), record: id.and_then(|id| dataset.find(&id)) };
        let paragraphs =
            |step: PrerenderedStep| step.1.into_iter().map(|runs| runs.into_iter().map(run).collect()).collect();
        same.then(|| Self { lang, steps: steps.into_iter().map(paragraphs).collect() })
    }
}

#[cfg(test)]
mod tests {
    use chuhai_core::dataset::package::fixture;

    use super::*;

    fn standing(dataset: &Dataset) -> Vec<PrerenderedStep> {
        let paragraph =
            vec![("The peak was ".to_owned(), None), ("$24.9bn".to_owned(), Some("article-2021".to_owned()))];
        dataset.story.iter().map(|step| (step.id.to_string(), vec![paragraph.clone()])).collect()
    }

    #[test]
    fn the_words_are_taken_over_with_their_records() {
        let dataset = fixture::tiny();
        let told = Told::new(standing(&dataset), Lang::En, &dataset).unwrap();
        assert_eq!(told.steps.len(), dataset.story.len());
        let runs = &told.steps[1][0];
        assert_eq!((&*runs[0].text, runs[0].record), ("The peak was ", None));
        assert_eq!((&*runs[1].text, runs[1].record), ("$24.9bn", dataset.find("article-2021")));
    }

    #[test]
    fn another_story_is_not_taken_for_this_one() {
        let dataset = fixture::tiny();
        assert_eq!(Told::new(Vec::new(), Lang::En, &dataset), None);
        let mut steps = standing(&dataset);
        steps.swap(0, 1);
        assert_eq!(Told::new(steps, Lang::En, &dataset), None, "another order");
        let mut steps = standing(&dataset);
        steps[2].1.clear();
        assert_eq!(Told::new(steps, Lang::En, &dataset), None, "a step without words");
    }
}
