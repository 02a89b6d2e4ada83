//! The story: its steps beside pictures that stay in view, one step at a time, or all of it as an article. What the
//! steps say and show is the dataset's; here is how they are read.

mod evidence;
mod picture;

use std::cell::Cell;

use chuhai_core::dataset::{Dataset, StepIx, StoryStep, StoryView};
use chuhai_core::state::Action;
use chuhai_core::text::{Lang, Phrase, phrases};
use yew::prelude::*;

use self::evidence::{doubts, ports};
use self::picture::StoryPicture;
use super::icon::{Icon, evidence_sign, icon};
use super::panel::missing;
use super::view_link::{address, in_place};
use crate::browser::steps::{StepWatch, bring_up};
use crate::browser::{element, key};
use crate::hooks::use_media;
use crate::lazy_details::LazyDetails;
use crate::views::ViewContext;

/// Where the steps can scroll beside their pictures, and a reader who wants no motion does not mind.
const ROOMY: &str = "(min-width: 60em) and (min-height: 32.5em) and (prefers-reduced-motion: no-preference)";

/// How the story is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    /// The steps scroll beside their pictures.
    Scroll,
    /// One step at a time.
    Steps,
    /// All of it as an article.
    Whole,
    /// All of it beside its first picture, before the page runs.
    Still,
}

impl Reading {
    const ALL: [(Self, &'static str, Phrase); 3] = [
        (Self::Scroll, "scroll", phrases::STORY_SCROLL),
        (Self::Steps, "steps", phrases::STORY_STEPS),
        (Self::Whole, "whole", phrases::STORY_WHOLE),
    ];

    fn id(self) -> &'static str {
        Self::ALL.get(self as usize).map_or("prerendered", |(_, id, _)| id)
    }
}

/// What the story needs.
#[derive(Properties, PartialEq)]
pub struct StoryProps {
    /// What pictures are made from.
    pub frame: ViewContext,
    /// What the page is, in one sentence.
    pub lead: AttrValue,
    /// What is read beside the facts.
    pub late: LazyDetails,
    /// Whether the reader was past the first step before the page ran.
    pub reads_on: bool,
    /// Told which step the reader has scrolled to.
    pub pass: Callback<StepIx>,
}

/// The story.
#[component]
pub fn Story(StoryProps { frame, lead, late, reads_on, pass }: &StoryProps) -> Html {
    let ViewContext { dataset, state, act, .. } = frame;
    let lang = state.page.lang;
    let roomy = use_media(ROOMY);
    // Whoever was reading it as an article by then goes on doing so.
    let wanted = use_state_eq(|| (*reads_on && !roomy).then_some(Reading::Whole));
    let reading = match *wanted {
        _ if frame.mode.is_prerender() => Reading::Still,
        // A post that is printed has on paper what it shows.
        _ if state.page.embed => Reading::Steps,
        _ if frame.mode.is_print() => Reading::Whole,
        Some(wanted) => wanted,
        None if roomy => Reading::Scroll,
        None => Reading::Steps,
    };
    let (list, body) = (use_node_ref(), use_node_ref());
    // The step that scrolling led to, so that it is not scrolled to.
    let passed = use_memo((), |()| Cell::new(0));
    let at = state.page.step;
    use_effect_with((reading, at), {
        let (list, body, passed) = (list.clone(), body.clone(), passed.clone());
        move |&(reading, at)| {
            if reading == Reading::Scroll && passed.replace(at) != at {
                bring_up(&list, at.into());
            }
            // In a frame the text scrolls in itself: each step is read from its beginning.
            element::scroll_to_start(&body);
        }
    });
    use_effect_with((reading, list.clone()), {
        let (pass, passed) = (pass.clone(), passed.clone());
        move |(reading, list)| {
            let watch = (*reading == Reading::Scroll).then(|| {
                StepWatch::new(list, move |ix| {
                    let step = ix as StepIx;
                    if passed.replace(step) != step {
                        pass.emit(step);
                    }
                })
            });
            move || drop(watch)
        }
    });

    let steps = &dataset.story;
    // A picture eases to one of its own kind; another kind takes its place.
    let view = steps.get(usize::from(at)).map_or("", |step| step.view.id());
    let shown: Vec<StepIx> = match reading {
        Reading::Steps if state.page.embed => vec![at],
        // The others are there unseen: a browser's reading view looks for the whole article in the page.
        _ => (0..steps.len() as StepIx).collect(),
    };
    // What was opened from the text closes from there; a picture sees to its own.
    let close = state.is_choosing().then(|| act.clone());
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let closes = || key::is_ours(&event) && event.key() == "Escape" && !event.default_prevented();
        if let Some(act) = close.as_ref().filter(|_| closes()) {
            act.emit(Action::Clear);
        }
    });
    html! {
        <section id="story" class="story" data-reading={reading.id()} aria-labelledby="story-title" {onkeydown}>
            <div class="story-head">
                <h2 id="story-title" class="hidden">{ phrases::STORY_TITLE.get(lang) }</h2>
                if at == 0 || reading != Reading::Steps { <p class="lead-text">{ lead }</p> }
                if !state.page.embed {
                    <div class="switch story-ways" role="group" aria-label={phrases::STORY_WAYS.get(lang)}>
                        { for Reading::ALL.into_iter().map(|(way, _, name)| {
                            let wanted = wanted.clone();
                            let onclick = Callback::from(move |_: MouseEvent| wanted.set(Some(way)));
                            html! {
                                <button type="button" aria-pressed={(way == reading).to_string()} {onclick}>
                                    { name.get(lang) }
                                </button>
                            }
                        }) }
                    </div>
                }
            </div>
            <article class="story-body" ref={body}>
                if matches!(reading, Reading::Scroll | Reading::Still) { { progress(frame, false) } }
                // A document that is still arriving has the picture first, which on phones stands above the steps.
                if reading == Reading::Still {
                    <div class="story-stage"><StoryPicture frame={frame.clone()} step={at} short=false /></div>
                }
                <ol class="story-steps" ref={list}>
                    { for shown.into_iter().map(|ix| step(frame, late, ix, reading)) }
                </ol>
                if matches!(reading, Reading::Scroll | Reading::Steps) {
                    <div class="story-stage"><StoryPicture key={view} frame={frame.clone()} step={at} short={reading == Reading::Steps} /></div>
                }
            </article>
            if reading == Reading::Steps { { bar(frame, act) } }
        </section>
    }
}

/// One step: what it tells, on what evidence, and the way from it to the reader's own questions.
fn step(frame: &ViewContext, late: &LazyDetails, ix: StepIx, reading: Reading) -> Html {
    let ViewContext { dataset, state, .. } = frame;
    let lang = state.page.lang;
    let Some(step) = dataset.story.get(usize::from(ix)) else { return Html::default() };
    let records = step.records(lang);
    let paragraphs = late.paragraphs(ix, lang);
    // One step at a time, of the others there are the words alone.
    let told = reading != Reading::Steps || ix == state.page.step;
    html! {
        <li key={ix} class={classes!("step", (ix == state.page.step).then_some("step-now"))} data-step={step.id.to_string()}
            id={frame.mode.is_prerender().then(|| format!("step-{}", step.id))}>
            <p class="step-kicker">{ count(dataset, ix, lang) }</p>
            <h3>{ step.title.get(lang) }</h3>
            if told && paragraphs.is_empty() { { missing(late, lang) } }
            { for paragraphs.into_iter().map(|runs| html! {
                <p class="step-text">
                    { for runs.iter().map(|run| match run.record {
                        Some(record) => {
                            let action = Action::ToggleRecord(record);
                            link("cite", action, html! { { &*run.text } }, frame)
                        }
                        None => html! { { &*run.text } },
                    }) }
                </p>
            }) }
            if reading == Reading::Whole { <StoryPicture frame={frame.clone()} step={ix} short={false} /> }
            if told {
                <ul class="step-evidence" aria-label={phrases::STORY_EVIDENCE.get(lang)}>
                    { for records.iter().map(|&record| {
                        let title = dataset.record(record).title.get(lang);
                        let sign = evidence_sign(dataset.record(record).evidence.status, &dataset.meta, lang);
                        let action = Action::ToggleRecord(record);
                        html! { <li>{ sign }{ link("step-record", action, html! { { title } }, frame) }</li> }
                    }) }
                </ul>
                if step.voyages { { ports(dataset, late, lang) } }
                if step.view == StoryView::Waffle { { doubts(frame, late) } }
                <p class="step-on">{ link("step-leave", Action::LeaveStory(ix), html! { <>{ phrases::STORY_LEAVE.get(lang) }{ icon(Icon::Right) }</> }, frame) }</p>
            }
        </li>
    }
}

/// “Step 3 of 9”.
fn count(dataset: &Dataset, ix: StepIx, lang: Lang) -> String {
    let values = [("n", &*(ix + 1).to_string()), ("all", &dataset.story.len().to_string())];
    phrases::STORY_COUNT.fill(lang, &values)
}

/// The list of steps, by name or as dots.
fn progress(frame: &ViewContext, dots: bool) -> Html {
    let ViewContext { dataset, state, .. } = frame;
    let lang = state.page.lang;
    html! {
        <nav class={if dots { "story-dots" } else { "story-nav" }} aria-label={phrases::STORY_PROGRESS.get(lang)}>
            <ol>
                { for dataset.story.iter().enumerate().map(|(ix, step)| {
                    let ix = ix as StepIx;
                    let name = step.nav.get(lang);
                    let body = if dots {
                        html! { <span class="hidden">{ name }</span> }
                    } else {
                        html! { <span>{ name }</span> }
                    };
                    let class = classes!("dot", (ix < state.page.step).then_some("dot-past"));
                    let now = (ix == state.page.step).then_some("step");
                    html! { <li {class} aria-current={now}>{ link("dot-link", Action::GoToStep(ix), body, frame) }</li> }
                }) }
            </ol>
        </nav>
    }
}

/// Forward, back, and where the reader is, for one step at a time; the arrow keys lead on as well.
fn bar(frame: &ViewContext, act: &Callback<Action>) -> Html {
    let ViewContext { dataset, state, .. } = frame;
    let (lang, at) = (state.page.lang, state.page.step);
    let last = dataset.story.len().saturating_sub(1) as StepIx;
    let name = |ix: StepIx| dataset.story.get(usize::from(ix)).map_or("", |step: &StoryStep| step.nav.get(lang));
    let to = |ix: StepIx| act.reform(move |_: MouseEvent| Action::GoToStep(ix));
    // One button throughout, so that it keeps the focus: at the end it leads to the rest of the page.
    let on = act.reform(move |_: MouseEvent| if at < last { Action::GoToStep(at + 1) } else { Action::LeaveStory(0) });
    let act = act.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
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
    });
    let named = |phrase: Phrase, ix: StepIx| phrase.fill(lang, &[("name", name(ix))]);
    html! {
        <div class="story-bar" {onkeydown}>
            { progress(frame, true) }
            <p class="story-count" aria-live="polite">
                { count(dataset, at, lang) }<span class="hidden">{ dataset.story.get(usize::from(at)).map_or("", |step| step.title.get(lang)) }</span>
            </p>
            <button type="button" class="button story-back" aria-disabled={(at == 0).then_some("true")} onclick={to(at.saturating_sub(1))}
                aria-label={(at > 0).then(|| named(phrases::STORY_BACK_TO, at - 1))}>
                { icon(Icon::Left) }<span>{ phrases::STORY_BACK.get(lang) }</span>
            </button>
            <button type="button" class="button button-main" onclick={on} aria-label={(at < last).then(|| named(phrases::STORY_NEXT_TO, at + 1))}>
                <span>{ if at < last { name(at + 1) } else { phrases::TABS_EXPLORE.get(lang) } }</span>{ icon(Icon::Right) }
            </button>
        </div>
    }
}

/// A link that does `action` in place and is the address of what it leads to all the same.
fn link(class: &'static str, action: Action, body: Html, frame: &ViewContext) -> Html {
    let href = address(&action, &frame.dataset, &frame.state, frame.mode);
    html! { <a {class} {href} onclick={in_place(&frame.act, action)}>{ body }</a> }
}
