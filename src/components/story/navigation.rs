//! Navigation between the steps of the story.

use chuhai_core::dataset::StepIx;
use chuhai_core::state::Action;
use chuhai_core::text::{Phrase, phrases};
use yew::prelude::*;

use super::StoryContext;
use crate::browser::key;
use crate::components::icon::{Icon, icon};

/// The position of a step in words: “Step 3 of 9”.
pub fn count(story: &StoryContext, ix: StepIx) -> String {
    let all = story.page.dataset.story.len().to_string();
    story.page.fill(phrases::STORY_COUNT, &[("n", &(ix + 1).to_string()), ("all", &all)])
}

/// The list of steps, by name or as `dots`.
pub fn progress(story: &StoryContext, dots: bool) -> Html {
    let (page, current) = (story.page, story.state.page.step);
    html! {
        <nav class={if dots { "story-dots" } else { "story-nav" }} aria-label={page.text(phrases::STORY_PROGRESS)}>
            <ol>
                { for page.dataset.story.iter().enumerate().map(|(ix, step)| {
                    let ix = ix as StepIx;
                    let name = html! { <span class={dots.then_some("hidden")}>{ step.nav.get(page.lang) }</span> };
                    let class = classes!("dot", (ix < current).then_some("dot-past"));
                    let aria_current = (ix == current).then_some("step");
                    html! { <li {class} aria-current={aria_current}>{ story.link("dot-link", Action::GoToStep(ix), name) }</li> }
                }) }
            </ol>
        </nav>
    }
}

/// The bar of the stepper: dots, position, back and next.
pub fn stepper_bar(story: &StoryContext) -> Html {
    let StoryContext { page, state, .. } = story;
    let (at, last) = (state.page.step, page.dataset.story.len().saturating_sub(1) as StepIx);
    let step = |ix: StepIx| page.dataset.story.get(usize::from(ix));
    let name = |ix: StepIx| step(ix).map_or("", |step| step.nav.get(page.lang));
    let named = |phrase: Phrase, ix: StepIx| page.fill(phrase, &[("name", name(ix))]);
    let title = step(at).map_or("", |step| step.title.get(page.lang));
    let back = page.on_click(Action::GoToStep(at.saturating_sub(1)));
    // The same button at every step, so that it keeps the focus: at the last one it leads to the views.
    let (next, next_name) = if at < last {
        (Action::GoToStep(at + 1), name(at + 1))
    } else {
        (Action::LeaveStory(0), page.text(phrases::TABS_EXPLORE))
    };
    html! {
        <div class="story-bar" onkeydown={on_key(story, last)}>
            { progress(story, true) }
            <p class="story-count" aria-live="polite">{ count(story, at) }<span class="hidden">{ title }</span></p>
            <button type="button" class="button story-back" aria-disabled={(at == 0).then_some("true")} onclick={back}
                aria-label={(at > 0).then(|| named(phrases::STORY_BACK_TO, at - 1))}>
                { icon(Icon::Left) }<span>{ page.text(phrases::STORY_BACK) }</span>
            </button>
            <button type="button" class="button button-main" onclick={page.on_click(next)}
                aria-label={(at < last).then(|| named(phrases::STORY_NEXT_TO, at + 1))}>
                <span>{ next_name }</span>{ icon(Icon::Right) }
            </button>
        </div>
    }
}

/// A key handler for arrows, Home and End.
fn on_key(story: &StoryContext, last: StepIx) -> Callback<KeyboardEvent> {
    let (act, at) = (story.page.act.clone(), story.state.page.step);
    Callback::from(move |event: KeyboardEvent| {
        if !key::is_ours(&event) {
            return;
        }
        let to = match &*event.key() {
            "ArrowLeft" => at.checked_sub(1),
            "ArrowRight" => Some(at + 1).filter(|to| *to <= last),
            "Home" => Some(0),
            "End" => Some(last),
            _ => return,
        };
        event.prevent_default();
        if let Some(to) = to {
            act.emit(Action::GoToStep(to));
        }
    })
}
