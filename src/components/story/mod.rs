//! The story: steps with pictures, read while scrolling, one step at a time, or as one article.

mod evidence;
mod mode;
mod navigation;
mod picture;
mod step;

use std::cell::Cell;

use chuhai_core::dataset::StepIx;
use chuhai_core::state::{Action, State};
use chuhai_core::text::phrases;
use yew::prelude::*;

use self::mode::{ReadingMode, use_reading_mode};
use self::navigation::{progress, stepper_bar};
use self::picture::StoryPicture;
use self::step::step;
use super::view_link::{address, in_place};
use crate::browser::scroll::{StepObserver, scroll_child_to_top};
use crate::browser::{element, key};
use crate::lazy_details::LazyDetails;
use crate::page::{Page, use_page};
use crate::views::context::ViewContext;

/// Properties of [`Story`].
#[derive(Properties, PartialEq)]
pub struct StoryProps {
    /// The input of the pictures.
    pub context: ViewContext,
    /// A sentence on what the page is.
    pub lead: AttrValue,
    /// The record details.
    pub details: LazyDetails,
    /// True if the reader was past the first step before the page ran.
    pub is_past_first_step: bool,
    /// Called with the step that scrolling has reached.
    pub on_scroll: Callback<StepIx>,
}

/// The input of the story's parts.
struct StoryContext<'a> {
    page: &'a Page,
    state: &'a State,
    views: &'a ViewContext,
    details: &'a LazyDetails,
    mode: ReadingMode,
    /// False at the top of the story while only the text of steps further down is rendered.
    is_complete: bool,
}

/// The story.
#[component]
pub fn Story(props: &StoryProps) -> Html {
    let StoryProps { context, lead, details, is_past_first_step, on_scroll } = props;
    let page = use_page();
    let (mode, set_mode) = use_reading_mode(&page, context.state.page.embed, *is_past_first_step);
    let (list, body) = (use_node_ref(), use_node_ref());
    use_step_scroll(mode, context.state.page.step, &list, &body, on_scroll);
    let is_complete = context.is_idle || context.state.page.step > 0 || *is_past_first_step;
    let story = StoryContext { page: &page, state: &context.state, views: context, details, mode, is_complete };
    let onkeydown = clear_on_escape(&page, &context.state);
    html! {
        <section id="story" class="story" data-reading={mode.id()} aria-labelledby="story-title" {onkeydown}>
            { story.head(lead, set_mode) }
            { story.body(list, body) }
            if mode == ReadingMode::Stepper { { stepper_bar(&story) } }
        </section>
    }
}

/// Keeps the step of the state and the scroll position in step with each other. `list` has the steps as children,
/// `body` is the box around them.
#[hook]
fn use_step_scroll(mode: ReadingMode, step: StepIx, list: &NodeRef, body: &NodeRef, on_scroll: &Callback<StepIx>) {
    // The step that scrolling has reached, to which nothing need be scrolled.
    let reached = use_memo((), |()| Cell::new(0));
    use_effect_with((mode, step), {
        let (list, body, reached) = (list.clone(), body.clone(), reached.clone());
        move |&(mode, step)| {
            if mode == ReadingMode::Scroll && reached.replace(step) != step {
                scroll_child_to_top(&list, step.into());
            }
            // In an embed the text has a scroll bar of its own.
            element::scroll_to_start(&body);
        }
    });
    use_effect_with((mode, list.clone()), {
        let on_scroll = on_scroll.clone();
        move |(mode, list)| {
            let observer = (*mode == ReadingMode::Scroll).then(|| {
                StepObserver::new(list, move |ix| {
                    let step = ix as StepIx;
                    if reached.replace(step) != step {
                        on_scroll.emit(step);
                    }
                })
            });
            move || drop(observer)
        }
    });
}

/// A key handler that clears filter and selection on Escape. Pictures handle their own Escape first.
fn clear_on_escape(page: &Page, state: &State) -> Callback<KeyboardEvent> {
    let act = state.is_choosing().then(|| page.act.clone());
    Callback::from(move |event: KeyboardEvent| {
        let is_escape = || key::is_ours(&event) && event.key() == "Escape" && !event.default_prevented();
        if let Some(act) = act.as_ref().filter(|_| is_escape()) {
            act.emit(Action::Clear);
        }
    })
}

impl StoryContext<'_> {
    /// The heading, the lead, and the buttons that choose a mode.
    fn head(&self, lead: &AttrValue, set_mode: UseStateSetter<Option<ReadingMode>>) -> Html {
        let button = |(mode, name)| {
            let set_mode = set_mode.clone();
            let onclick = move |_: MouseEvent| set_mode.set(Some(mode));
            html! {
                <button type="button" aria-pressed={(mode == self.mode).to_string()} {onclick}>{ self.page.text(name) }</button>
            }
        };
        html! {
            <div class="story-head">
                <h2 id="story-title" class="hidden">{ self.page.text(phrases::STORY_TITLE) }</h2>
                if self.state.page.step == 0 || self.mode != ReadingMode::Stepper { <p class="lead-text">{ lead }</p> }
                if !self.state.page.embed {
                    <div class="switch reading-modes" role="group" aria-label={self.page.text(phrases::STORY_WAYS)}>
                        { for ReadingMode::CHOICES.into_iter().map(button) }
                    </div>
                }
            </div>
        }
    }

    /// The steps and the picture beside them.
    fn body(&self, list: NodeRef, body: NodeRef) -> Html {
        let (mode, step_ix, steps) = (self.mode, self.state.page.step, &self.page.dataset.story);
        let shown = match mode {
            ReadingMode::Stepper if self.state.page.embed => step_ix..step_ix + 1,
            // Steps that are not shown are hidden by the style sheet: a browser's reader view looks for the whole article.
            ReadingMode::Stepper | ReadingMode::Scroll | ReadingMode::Article | ReadingMode::Prerendered => {
                0..steps.len() as StepIx
            }
        };
        // A picture changes into one of its own view in a transition; one of another view replaces it.
        let view = steps.get(usize::from(step_ix)).map_or("", |step| step.view.id());
        let picture = || {
            html! {
                <div class="story-stage">
                    <StoryPicture key={view} context={self.views.clone()} step={step_ix} details={self.details.clone()}
                        short={mode == ReadingMode::Stepper} />
                </div>
            }
        };
        html! {
            <article class="story-body" ref={body}>
                if matches!(mode, ReadingMode::Scroll | ReadingMode::Prerendered) { { progress(self, false) } }
                // The prerendered picture comes first in the document, so that it shows before the rest has arrived.
                if mode == ReadingMode::Prerendered { { picture() } }
                <ol class="story-steps" ref={list}>{ for shown.map(|ix| step(self, ix)) }</ol>
                if matches!(mode, ReadingMode::Scroll | ReadingMode::Stepper) { { picture() } }
            </article>
        }
    }

    /// A link that dispatches `action` in place; its address leads to the same state.
    fn link(&self, class: &'static str, action: Action, body: Html) -> Html {
        let href = address(&action, self.page, self.state);
        html! { <a {class} {href} onclick={in_place(self.page, action)}>{ body }</a> }
    }
}
