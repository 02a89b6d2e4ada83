//! The story's text as read from the prerendered page, so that the module need not carry it twice, or from a file where that
//! page is in the other language. Pure: `browser::hydrate` reads the document.

use chuhai_core::dataset::{Dataset, Details, Run};
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

/// The text of the whole story in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryText {
    /// The language.
    pub lang: Lang,
    /// The paragraphs of each step.
    pub steps: Vec<Vec<Vec<Run>>>,
}

impl StoryText {
    /// The story of `steps`; none unless they are those of `dataset`, in order and with text.
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

/// Writes the story in `lang` for pages whose document is in the other language, as text: a line with the id of each step, an
/// empty one before each paragraph, and one for each run, with the id of its record before a tab. To read it takes 0.9 KB
/// less of the module than a bundle.
pub fn to_lines(dataset: &Dataset, details: &Details, lang: Lang) -> String {
    let mut lines = String::new();
    for (step, paragraphs) in dataset.story.iter().zip(&details.story) {
        lines += &format!("{}\n", step.id);
        for paragraph in paragraphs {
            lines.push('\n');
            for run in paragraph.runs(lang) {
                let record_id = run.record.map_or("", |ix| &dataset.record(ix).id);
                lines += &format!("{record_id}\t{}\n", run.text);
            }
        }
    }
    lines
}

/// Reads the lines of [`to_lines`].
pub fn from_lines(lines: &str) -> Vec<PrerenderedStep> {
    let mut steps = Vec::<PrerenderedStep>::new();
    for line in lines.lines() {
        let step = steps.last_mut();
        match line.split_once('\t') {
            Some((id, text)) => {
                let record_id = (!id.is_empty()).then(|| id.to_owned());
                if let Some(runs) = step.and_then(|step| step.paragraphs.last_mut()) {
                    runs.push(PrerenderedRun { text: text.to_owned(), record_id });
                }
            }
            None if line.is_empty() => step.into_iter().for_each(|step| step.paragraphs.push(Vec::new())),
            None => steps.push(PrerenderedStep { id: line.to_owned(), paragraphs: Vec::new() }),
        }
    }
    steps
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
        let story = StoryText::new(document(&dataset), Lang::En, &dataset).unwrap();
        assert_eq!(story.steps.len(), dataset.story.len());
        let runs = &story.steps[1][0];
        assert_eq!((&*runs[0].text, runs[0].record), ("The peak was ", None));
        assert_eq!((&*runs[1].text, runs[1].record), ("$24.9bn", dataset.find("article-2021")));
    }

    #[test]
    fn lines_read_back_as_they_were_written() {
        let (dataset, details) = (fixture::tiny(), fixture::tiny_details());
        for lang in Lang::ALL {
            let read = StoryText::new(from_lines(&to_lines(&dataset, &details, lang)), lang, &dataset).unwrap();
            let without_row = |run: &Run| Run { row: None, ..run.clone() };
            let written = details.story.iter().map(|paragraphs| {
                paragraphs.iter().map(|text| text.runs(lang).iter().map(without_row).collect()).collect()
            });
            assert_eq!(read.steps, written.collect::<Vec<Vec<Vec<Run>>>>());
        }
    }

    #[test]
    fn damaged_lines_are_no_story() {
        let dataset = fixture::tiny();
        let lines = to_lines(&dataset, &fixture::tiny_details(), Lang::En);
        for damaged in ["", "\n", "\t", "a\tb", &lines[1..], &lines[..20]] {
            assert_eq!(StoryText::new(from_lines(damaged), Lang::En, &dataset), None, "{damaged:?}");
        }
    }

    #[test]
    fn another_story_is_not_taken_for_this_one() {
        let dataset = fixture::tiny();
        assert_eq!(StoryText::new(Vec::new(), Lang::En, &dataset), None);
        let mut steps = document(&dataset);
        steps.swap(0, 1);
        assert_eq!(StoryText::new(steps, Lang::En, &dataset), None, "another order");
        let mut steps = document(&dataset);
        steps[2].paragraphs.clear();
        assert_eq!(StoryText::new(steps, Lang::En, &dataset), None, "a step without words");
    }
}
