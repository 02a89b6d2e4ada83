//! The root component's hooks.

use chuhai_core::dataset::StepIx;
use chuhai_core::state::{Action, State, View};
use yew::prelude::*;

use super::AppProps;
use super::ready::Readiness;
use crate::browser::idle;
use crate::choice::{self, ChosenRecords};
use crate::components::lead::lead_text;
use crate::hooks::{AFTER_GESTURE_MS, AFTER_PAINT_MS, use_debounced, use_debounced_status};
use crate::hooks::{use_is_printing, use_pixel_ratio, use_scheme};
use crate::lazy_details::LazyDetails;
use crate::page::Page;
use crate::parts::pictures::PicturesPart;
use crate::parts::records::RecordsPart;
use crate::parts::story::StoryPart;
use crate::parts::tools::ToolsPart;
use crate::parts::views::ViewsPart;
use crate::parts::{LazyParts, Part as _, PartState, use_part};
use crate::ptr_eq_rc::PtrEqRc;
use crate::render_mode::RenderMode;
use crate::store::{Store, StoreAction};
use crate::views::context::ViewContext;

/// The ways to change the store, each the same callback for as long as the page lives.
#[derive(Clone, PartialEq)]
pub struct Dispatchers {
    /// Performs an action.
    pub act: Callback<Action>,
    /// Performs an action that is done in a chart.
    pub act_in: Callback<(View, Action)>,
    /// Performs a step of a gesture that goes on in a chart.
    pub draft_in: Callback<(View, Action)>,
    /// Follows the reader's scrolling to a step of the story.
    pub scroll: Callback<StepIx>,
    /// Takes over a state from elsewhere.
    pub restore: Callback<State>,
}

/// The store of the page at start.
#[hook]
pub fn use_store(props: &AppProps) -> UseReducerHandle<Store> {
    use_reducer(|| {
        let search = RecordsPart::get().map(|part| part.search_by_words);
        Store::new(props.dataset.clone(), props.details.clone(), props.initial.clone(), search)
    })
}

/// The parts of the module: each is loaded when the page needs it. Views, and records beside them, come at the latest when
/// the browser is idle once the page is ready; records below a story, when the reader stays. Readers who save data wait.
#[hook]
fn use_lazy_parts(store: &Store, readiness: &Readiness, wants_tools: bool) -> LazyParts {
    let page = &store.state.page;
    let is_idle = readiness.is_idle && !idle::saves_data();
    let wants_views = !matches!(page.view, View::Story | View::Data);
    let is_idle_at_views = is_idle && !store.shows_story();
    LazyParts {
        story: use_part(StoryPart::LOADER, store.shows_story(), false),
        // A picture that needs the part asks for it itself.
        pictures: use_part(PicturesPart::LOADER, false, is_idle && store.shows_story()),
        views: use_part(ViewsPart::LOADER, wants_views, is_idle),
        records: use_part(RecordsPart::LOADER, wants_records(store), is_idle_at_views || readiness.is_engaged),
        // Most readers never press what these are for.
        tools: use_part(ToolsPart::LOADER, wants_tools, false),
    }
}

/// True if the page shows records, or counts them.
fn wants_records(store: &Store) -> bool {
    store.state.page.view == View::Data || store.resolved.is_active()
}

/// Hands the search to the store once it is loaded, and loads the record details: when the reader stays, or once the page
/// is ready and shows records. Readers who save data get them with the part that reads them.
#[hook]
pub fn use_loading(store: &UseReducerHandle<Store>, details: &LazyDetails, parts: &LazyParts, readiness: &Readiness) {
    let is_loaded = parts.records.state == PartState::Loaded;
    use_effect_with(is_loaded, {
        let dispatcher = store.dispatcher();
        move |_| {
            let search = RecordsPart::get().map(|part| part.search_by_words);
            search.into_iter().for_each(|search| dispatcher.dispatch(StoreAction::Search(search)));
        }
    });
    let lacks_text =
        store.shows_story() && details.story.as_ref().is_none_or(|text| text.lang != store.state.page.lang);
    let is_wanted = readiness.is_engaged || lacks_text;
    use_effect_with((is_wanted, readiness.is_ready && is_loaded, wants_records(store)), {
        let fetch = details.fetch.clone();
        move |&(is_wanted, can_be_shown, are_wanted)| {
            if is_wanted || (can_be_shown && (are_wanted || idle::saves_data())) {
                fetch.emit(());
            }
        }
    });
}

/// The ways to change `store`.
#[hook]
pub fn use_dispatchers(store: &UseReducerHandle<Store>) -> Dispatchers {
    let dispatchers = use_memo((), |()| {
        let dispatch = Callback::from({
            let dispatcher = store.dispatcher();
            move |action| dispatcher.dispatch(action)
        });
        Dispatchers {
            act: dispatch.reform(|action| StoreAction::Commit(action, None)),
            act_in: dispatch.reform(|(view, action)| StoreAction::Commit(action, Some(view))),
            draft_in: dispatch.reform(|(view, action)| StoreAction::Preview(action, view)),
            scroll: dispatch.reform(StoreAction::Scroll),
            restore: dispatch.reform(|state| StoreAction::Restore(Box::new(state))),
        }
    });
    (*dispatchers).clone()
}

/// The state of a dialog.
pub struct DialogState {
    /// True if it is open.
    pub is_open: bool,
    /// Opens it.
    pub open: Callback<()>,
    /// Closes it.
    pub close: Callback<()>,
}

/// The state of a dialog that is closed at first.
#[hook]
pub fn use_dialog() -> DialogState {
    let is_open = use_state_eq(|| false);
    let callbacks = use_memo((), |()| {
        [true, false].map(|open| {
            let is_open = is_open.setter();
            Callback::from(move |()| is_open.set(open))
        })
    });
    let [open, close] = (*callbacks).clone();
    DialogState { is_open: *is_open, open, close }
}

/// The filter and selection in records and in words. Counting follows them, not each step of a gesture.
pub struct Summary {
    /// True if anything is chosen.
    pub is_choosing: bool,
    /// The records, if anything is chosen, once their part is loaded.
    pub choice: Option<PtrEqRc<ChosenRecords>>,
    /// The same records once the pictures have been painted, or a gesture has rested: the panel is the largest part that they
    /// change.
    pub panel_choice: Option<PtrEqRc<ChosenRecords>>,
    /// The dataset in one sentence.
    pub lead: AttrValue,
    /// The status of the page, debounced: the suggestions of the search field while its list is open, else the number of
    /// records.
    pub status: AttrValue,
    /// Receives the number of suggestions in words; none once the list is closed.
    pub say: Callback<Option<AttrValue>>,
    /// The state with default cameras, for what does not draw.
    pub state_without_cameras: PtrEqRc<State>,
}

/// The filter and selection of `store` in records and in words.
#[hook]
pub fn use_summary(store: &Store) -> Summary {
    let lang = store.state.page.lang;
    let state_without_cameras = use_memo(store.state.without_cameras(), |state| PtrEqRc::new(state.clone()));
    let records = RecordsPart::get();
    let choice =
        use_memo((store.resolved.clone(), store.dataset.clone(), records.is_some()), |(resolved, dataset, _)| {
            records.and_then(|part| (part.choose)(dataset, &store.state, resolved)).map(PtrEqRc::new)
        });
    let lead = use_memo(lang, |lang| AttrValue::from(lead_text(&store.dataset, *lang)));
    let is_choosing = store.resolved.is_active();
    let announcement = use_memo((choice.clone(), is_choosing, lang), |(choice, is_choosing, lang)| {
        AttrValue::from(match choice.as_deref().zip(records) {
            Some((choice, part)) => (part.announcement)(&store.dataset, choice, *lang),
            None if *is_choosing => String::new(),
            None => choice::announcement_of_all(&store.dataset, *lang),
        })
    });
    let suggestions = use_state_eq(|| None::<AttrValue>);
    let say = use_memo((), |()| {
        let suggestions = suggestions.setter();
        Callback::from(move |words| suggestions.set(words))
    });
    let status = use_debounced_status(suggestions.as_ref().unwrap_or(&announcement), lang);
    let panel_choice = use_debounced(&*choice, if store.is_gesture() { AFTER_GESTURE_MS } else { AFTER_PAINT_MS });
    Summary {
        is_choosing,
        choice: (*choice).clone(),
        panel_choice,
        lead: (*lead).clone(),
        status,
        say: (*say).clone(),
        state_without_cameras: (*state_without_cameras).clone(),
    }
}

/// The input of all views.
#[hook]
pub fn use_view_context(
    props: &AppProps,
    store: &Store,
    summary: &Summary,
    dispatchers: &Dispatchers,
    help: &DialogState,
    readiness: &Readiness,
) -> ViewContext {
    let has_notice = readiness.problem.is_some() || props.link.made_with.is_some();
    let wants_tools = help.is_open || has_notice || props.is_framed;
    let mode = if use_is_printing() { RenderMode::Print } else { props.mode };
    let lang = store.state.page.lang;
    ViewContext {
        page: Page { dataset: store.dataset.clone(), lang, mode, act: dispatchers.act.clone() },
        state: store.state.clone(),
        resolved: store.resolved.clone(),
        chosen: summary.choice.as_ref().map_or_else(Vec::new, |choice| choice.heads.clone()),
        measures: props.measures.clone(),
        scheme: use_scheme(store.state.page.theme),
        pixel_ratio: use_pixel_ratio(),
        figures: props.figures.clone(),
        act_in: dispatchers.act_in.clone(),
        draft_in: dispatchers.draft_in.clone(),
        origin: store.origin,
        is_idle: readiness.is_idle,
        is_gesture: store.is_gesture(),
        help: help.open.clone(),
        parts: use_lazy_parts(store, readiness, wants_tools),
        on_painted: readiness.on_painted.clone(),
    }
}
