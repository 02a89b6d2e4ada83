//! One step of the story: its text, its evidence and a link into the views.

use chuhai_core::dataset::{RecordIx, Run, Status, StepIx, StoryStep, StoryView};
use chuhai_core::date::Edtf;
use chuhai_core::format::date_short;
use chuhai_core::state::Action;
use chuhai_core::text::phrases;
use yew::prelude::*;

use super::StoryContext;
use super::evidence::{disputed_claims, ports};
use super::mode::ReadingMode;
use super::navigation::count;
use super::picture::StoryPicture;
use crate::components::icon::{Icon, evidence_sign, icon};
use crate::components::record_card::missing_details;
use crate::components::view_link::{address, in_place};
use crate::page::Page;

/// The step at `ix`.
pub fn step(story: &StoryContext, ix: StepIx) -> Html {
    let StoryContext { page, state, details, mode, .. } = story;
    let Some(step) = page.dataset.story.get(usize::from(ix)) else { return Html::default() };
    let is_current = ix == state.page.step;
    let paragraphs = details.paragraphs(ix, page.lang);
    let is_complete = is_current
        || match mode {
            // Of hidden steps only the words are rendered.
            ReadingMode::Stepper => false,
            ReadingMode::Scroll => story.is_complete,
            ReadingMode::Article | ReadingMode::Prerendered => true,
        };
    html! {
        <li key={ix} class={classes!("step", is_current.then_some("step-now"))} data-step={step.id.to_string()}
            id={page.mode.is_prerender().then(|| format!("step-{}", step.id))}>
            <p class="step-kicker">{ count(story, ix) }</p>
            <h3>{ step.title.get(page.lang) }</h3>
            if is_complete && paragraphs.is_empty() { { missing_details(page, details) } }
            { for paragraphs.into_iter().map(|runs| paragraph(story, runs)) }
            if *mode == ReadingMode::Article { <StoryPicture context={story.views.clone()} step={ix} details={story.details.clone()} short={false} /> }
            if is_complete { { after_text(story, ix, step) } }
        </li>
    }
}

/// A paragraph whose citations are links to their records, and name what they light up in the picture.
fn paragraph(story: &StoryContext, runs: &[Run]) -> Html {
    let page = story.page;
    html! {
        <p class="step-text">
            { for runs.iter().map(|run| match run.record {
                Some(record) => {
                    let action = Action::ToggleRecord(record);
                    let href = address(&action, page, story.state);
                    let ids = (!page.mode.is_prerender()).then(|| items_of(page, record, run.row.as_deref()));
                    html! {
                        <a class="cite" {href} data-cites={ids} onclick={in_place(page, action)}>{ &*run.text }</a>
                    }
                }
                None => html! { { &*run.text } },
            }) }
        </p>
    }
}

/// The ids of the items that show a citation in any picture: its own, and on a map those of its places, else of its
/// regions.
fn items_of(page: &Page, record: RecordIx, row: Option<&str>) -> String {
    let dataset = &page.dataset;
    let cited = page.record(record);
    let id = |record: RecordIx| &*dataset.record(record).id;
    let mut ids = vec![row.unwrap_or(&cited.id)];
    ids.extend(cited.places.iter().map(|place| id(dataset.places[usize::from(*place)].record)));
    if cited.places.is_empty() {
        let shapes = cited.regions.iter().flat_map(|region| &dataset.regions[usize::from(*region)].shapes);
        ids.extend(shapes.map(|shape| id(dataset.regions[usize::from(*shape)].record)));
    }
    ids.join(" ")
}

/// The parts of a step below its text.
fn after_text(story: &StoryContext, ix: StepIx, step: &StoryStep) -> Html {
    let StoryContext { page, details, .. } = story;
    let leave = html! { <>{ page.text(phrases::STORY_LEAVE) }{ icon(Icon::Right) }</> };
    html! {
        <>
            <ul class="step-evidence" aria-label={page.text(phrases::STORY_EVIDENCE)}>
                { for step.records(page.lang).iter().map(|&record| evidence(story, record)) }
            </ul>
            if step.voyages { { ports(page, details) } }
            { listed(step.view).map_or_else(Html::default, |statuses| disputed_claims(story, statuses)) }
            if let (Some(date), Some(read)) = (page.dataset.meta.published, page.dataset.meta.last_read) {
                <p class="note">{ as_of(page, date, read) }</p>
            }
            <p class="step-on">{ story.link("step-leave", Action::LeaveStory(ix), leave) }</p>
        </>
    }
}

/// The statuses whose claims are listed below a picture that counts or compares them: without those that it shows row by row.
fn listed(view: StoryView) -> Option<&'static [Status]> {
    match view {
        StoryView::Waffle => Some(&[Status::Contested, Status::Caveat]),
        StoryView::Findings => Some(&[Status::Caveat]),
        StoryView::Map
        | StoryView::Funding
        | StoryView::Timeline
        | StoryView::Areas
        | StoryView::Prices
        | StoryView::Pairs
        | StoryView::Endings
        | StoryView::Since => None,
    }
}

/// The days up to which the article and its check know what happened.
fn as_of(page: &Page, date: Edtf, read: Edtf) -> String {
    let day = |date: Edtf| date_short(Some(date), page.lang);
    page.fill(phrases::STORY_AS_OF, &[("date", &day(date)), ("read", &day(read))])
}

/// A record that a step cites, with its status.
fn evidence(story: &StoryContext, record: RecordIx) -> Html {
    let page = story.page;
    let sign = evidence_sign(page.record(record).evidence.status, page);
    let link = story.link("step-record", Action::ToggleRecord(record), html! { { page.title(record) } });
    html! { <li>{ sign }{ link }</li> }
}
