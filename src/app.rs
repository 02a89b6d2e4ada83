//! The whole page: the store and everything that shows it.

use chuhai_core::dataset::{Dataset, Details, RecordIx};
use chuhai_core::state::{Action, IgnoredParam, State, View, renamed_in};
use chuhai_core::text::{Lang, Phrase, phrases};
use yew::prelude::*;

use crate::browser::document;
use crate::browser::place::Keeper;
use crate::choice::{self, Choice};
use crate::components::cite;
use crate::components::filters::Filters;
use crate::components::header::{header, ways};
use crate::components::help::Help;
use crate::components::lead::{lead, lead_text};
use crate::components::notice::{notice, outdated};
use crate::components::panel::Panel;
use crate::components::records_table::DataTable;
use crate::components::search::Search;
use crate::components::share::Share;
use crate::components::story::Story;
use crate::effects::{forget_link, use_page_effects};
use crate::embedding::use_host;
use crate::hooks::{AFTER_PAINT_MS, use_debounced, use_debounced_status, use_is_printing, use_pixel_ratio, use_scheme};
use crate::lazy_details::use_details;
use crate::prerendered_story::Told;
use crate::ptr_eq_rc::PtrEqRc;
use crate::stale_link::StaleLink;
use crate::store::{Step, Store};
use crate::text_measures::TextMeasures;
use crate::views::spec::{charts, fills_frame, is_available, mode, spec};
use crate::views::{self, Painted, ViewContext};

/// What the page starts with.
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// The facts.
    pub dataset: PtrEqRc<Dataset>,
    /// What is read beside them, where it came with them.
    pub details: Option<PtrEqRc<Details>>,
    /// Where it is to be had otherwise.
    pub details_address: Option<AttrValue>,
    /// What the story tells, where that stood in the page.
    pub told: Option<PtrEqRc<Told>>,
    /// Whether the reader was past the story's first step before the page ran.
    pub reads_on: bool,
    /// The state the address asks for.
    pub initial: State,
    /// The language an address without `lang` stands for.
    pub default_lang: Lang,
    /// What of the address meant nothing.
    pub ignored: Vec<IgnoredParam>,
    /// What an older link carries beside the state.
    pub link: Link,
    /// The dataset the address asks for, if that could not be shown.
    pub refused: Option<Refused>,
    /// How wide text is.
    pub measures: PtrEqRc<TextMeasures>,
}

/// What there is to know of a link that may have been made with other data.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// The hash of the dataset it was made with, where it says.
    pub made_with: Option<String>,
    /// The ids in it that have changed, with their records.
    pub renamed: Vec<(String, RecordIx)>,
}

impl Link {
    /// What stands in an address, of which `ignored` was not understood.
    pub fn new(query: &[(String, String)], ignored: &[IgnoredParam], dataset: &Dataset) -> Self {
        let understood = |value: &str| ignored.iter().all(|ignored| ignored.value != value);
        let hash = query.iter().find(|(name, value)| name == "d" && understood(value));
        Self { made_with: hash.map(|(_, hash)| hash.clone()), renamed: renamed_in(query, dataset) }
    }
}

/// A dataset that was asked for with `?data=` and cannot be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// Its address, as it was given.
    pub address: String,
    /// What is wrong with it.
    pub reason: Phrase,
}

/// What there is to tell the reader beside the facts.
#[derive(Clone, PartialEq)]
enum Trouble {
    Address(Vec<IgnoredParam>, Option<Refused>, Vec<(String, RecordIx)>),
    Unpainted,
}

/// The page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let store = use_reducer(|| Store::new(props.dataset.clone(), props.details.clone(), props.initial.clone()));
    let act = use_memo((), |()| {
        let dispatcher = store.dispatcher();
        Callback::from(move |action: Action| dispatcher.dispatch(Step::Do(action)))
    });
    let draft = use_memo((), |()| {
        let dispatcher = store.dispatcher();
        Callback::from(move |action: Action| dispatcher.dispatch(Step::Draft(action)))
    });
    let pass = use_memo((), |()| {
        let dispatcher = store.dispatcher();
        Callback::from(move |step| dispatcher.dispatch(Step::Pass(step)))
    });
    let (act, draft, pass) = ((*act).clone(), (*draft).clone(), (*pass).clone());
    let trouble = use_state_eq(|| {
        let AppProps { ignored, refused, link, .. } = props;
        let all_well = ignored.is_empty() && refused.is_none() && link.renamed.is_empty();
        (!all_well).then(|| Trouble::Address(ignored.clone(), refused.clone(), link.renamed.clone()))
    });
    let late = use_details(&store, props.details_address.clone(), props.told.clone());
    let folder = props.details_address.as_deref().and_then(cite::folder);
    use_page_effects(&store, props.default_lang);
    let tell_ready = use_host(&store, props.default_lang);

    let helping = use_state_eq(|| false);
    let help = use_memo((), |()| {
        let helping = helping.setter();
        Callback::from(move |()| helping.set(true))
    });
    let help = (*help).clone();

    let lang = store.state.page.lang;
    // For what does not draw: moving a picture makes none of it anew.
    let asked = use_memo(store.state.without_cameras(), |state| PtrEqRc::new(state.clone()));
    let scheme = use_scheme(store.state.page.theme);
    let pixel_ratio = use_pixel_ratio();
    let is_printing = use_is_printing();
    let choice = use_memo((store.focus.clone(), store.dataset.clone()), |(focus, dataset)| {
        Choice::new(dataset, &store.state, focus).map(PtrEqRc::new)
    });
    let choice = (*choice).clone();
    // What counts records is counted when the choice changes, not while the map is dragged.
    let words = use_memo((choice.clone(), lang), |(choice, lang)| {
        let announcement = choice::announcement(&store.dataset, choice.as_deref(), *lang);
        (AttrValue::from(lead_text(&store.dataset, *lang)), AttrValue::from(announcement))
    });

    // What the search field has found is said in place of it, as long as its list is open.
    let found = use_state_eq(|| None::<AttrValue>);
    let say = use_memo((), |()| {
        let found = found.setter();
        Callback::from(move |said: Option<AttrValue>| found.set(said))
    });

    let status = use_debounced_status(found.as_ref().unwrap_or(&words.1), lang);

    // The page is ready once each of the views it starts with has been painted for the first time; then it fetches
    // what is read.
    // In another page the story stands alone.
    let tells = store.state.page.view == View::Story && is_available(View::Story, &store.dataset);
    let alone = tells && store.state.page.embed;
    let shows = |view: View| match view {
        View::Story => tells,
        view => store.state.page.view.shows(view.id()) && !alone && view.is_in(&store.dataset),
    };
    let unpainted = use_mut_ref(|| {
        let with_canvas = View::ALL.into_iter().filter(|view| spec(*view).has_canvas && shows(*view));
        with_canvas.collect::<Vec<_>>()
    });
    let keeper = use_mut_ref(|| None);
    let ready = {
        let (fetch, embed) = (late.fetch.clone(), store.state.page.embed);
        move || {
            keeper.replace(Some(Keeper::new(document::set_ready(), embed)));
            tell_ready.emit(());
            fetch.emit(());
        }
    };
    use_effect_with((), {
        let (ready, nothing_to_paint) = (ready.clone(), unpainted.borrow().is_empty());
        move |()| {
            if nothing_to_paint {
                ready();
            }
        }
    });
    let on_painted = use_memo((), |()| {
        let trouble = trouble.setter();
        Callback::from(move |Painted { view, succeeded }| {
            if !succeeded {
                trouble.set(Some(Trouble::Unpainted));
            }
            let mut unpainted = unpainted.borrow_mut();
            let waiting = !unpainted.is_empty();
            unpainted.retain(|other| *other != view);
            if waiting && unpainted.is_empty() {
                ready();
            }
        })
    });

    let chosen = choice.as_ref().map_or_else(Vec::new, |choice| choice.heads.clone());
    let frame = ViewContext {
        dataset: store.dataset.clone(),
        state: store.state.clone(),
        focus: store.focus.clone(),
        chosen: chosen.clone(),
        measures: props.measures.clone(),
        scheme,
        pixel_ratio,
        is_printing,
        act: act.clone(),
        help: help.clone(),
        draft,
        on_painted: (*on_painted).clone(),
    };
    // What a link shows is what it showed when it was opened, whatever the reader has chosen since.
    let made_with = use_state_eq(|| props.link.made_with.clone());
    let changed = use_memo((late.details.clone(), (*made_with).clone()), |(details, made_with)| {
        StaleLink::new(made_with.as_deref()?, &store.dataset, details.as_deref()?, choice.as_deref())
    });
    let mut said: Vec<Html> = Vec::new();
    said.extend(trouble.as_ref().map(|trouble| notice_text(trouble, &store.dataset, lang).into()));
    said.extend(changed.as_ref().as_ref().map(|changed| outdated(changed, &store.dataset, lang, &act)));
    let view = store.state.page.view;
    // In the data view a choice is read in its row.
    // The panel is the largest thing that a choice changes: the pictures answer first.
    let read = use_debounced(&choice, AFTER_PAINT_MS);
    let panel_open = read.is_some() && view != View::Data;
    let dismiss = {
        let (trouble, made_with, store) = (trouble.clone(), made_with.clone(), store.clone());
        let default_lang = props.default_lang;
        Callback::from(move |_: MouseEvent| {
            trouble.set(None);
            if made_with.is_some() {
                made_with.set(None);
                forget_link(&store.state, &store.dataset, default_lang);
            }
        })
    };
    let share = html! {
        <Share dataset={store.dataset.clone()} state={(*asked).clone()} default_lang={props.default_lang} />
    };
    let ways = if store.state.page.embed {
        let told = props.initial.page.view == View::Story && is_available(View::Story, &store.dataset);
        ways(&store.dataset, &asked, &act, told)
    } else {
        Html::default()
    };
    let panel = html! {
        <Panel dataset={store.dataset.clone()} late={late.clone()} {lang} choice={read} act={act.clone()} />
    };
    html! {
        <main class={classes!("page", panel_open.then_some("page-chosen"), alone.then_some("page-alone"), store.state.page.embed.then_some("page-embed"))} data-view={view.id()} data-mode={mode(view)} data-fill={fills_frame(view).then_some("")}>
            { header(&store.dataset, &asked, &act, &help, share, ways) }
            { notice(lang, said, dismiss) }
            if tells {
                // Moving a picture below makes none of its links anew.
                <Story frame={ViewContext { state: (*asked).clone(), ..frame.clone() }} lead={words.0.clone()} late={late.clone()} reads_on={props.reads_on} {pass} />
            } else if view == View::Story {
                { lead(&words.0, lang) }
            }
            if alone {
                // What would stand beside it has no room here; what is chosen is announced and read all the same.
                <p class="hidden"><span id="status" role="status">{ status }</span></p>
                if panel_open { { panel } }
            } else {
                <section class="filters" aria-label={phrases::FILTER_LABEL.get(lang)}>
                    <Filters dataset={store.dataset.clone()} state={(*asked).clone()} focus={store.focus.clone()} act={act.clone()} />
                    <Search dataset={store.dataset.clone()} details={late.details.clone()} state={(*asked).clone()}
                        act={act.clone()} say={(*say).clone()} />
                    <p class="status">
                        <span id="status" role="status">{ status }</span>
                        if choice.is_some() {
                            <button type="button" class="link" onclick={act.reform(|_: MouseEvent| Action::Clear)}>
                                { phrases::ANNOUNCE_CLEAR.get(lang) }
                            </button>
                        }
                    </p>
                </section>
                if view != View::Data {
                    <div class="explore">
                        <div class="views">
                            { for charts().filter(|(view, _)| shows(*view)).map(|(view, _)| views::section(view, frame.clone())) }
                        </div>
                        { panel }
                    </div>
                }
                if matches!(view, View::Story | View::Explore | View::Data) {
                    <DataTable dataset={store.dataset.clone()} {late} {lang} focus={store.focus.clone()} {chosen}
                        open={view == View::Data} {is_printing} {folder} {act} />
                }
            }
            if *helping {
                <Help dataset={store.dataset.clone()} {lang} on_close={move |()| helping.set(false)} />
            }
        </main>
    }
}

fn notice_text(trouble: &Trouble, dataset: &Dataset, lang: Lang) -> String {
    match trouble {
        Trouble::Unpainted => phrases::NOTICE_UNPAINTED.get(lang).to_owned(),
        Trouble::Address(ignored, refused, renamed) => {
            // Long values are cut and what cannot be seen is marked: a notice is read, an address is not.
            let seen = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
            let short = |value: &str| value.chars().take(40).map(seen).collect::<String>();
            let mut sentences = Vec::new();
            if let Some(Refused { address, reason }) = refused {
                let values = [("address", &*short(address)), ("reason", reason.get(lang))];
                sentences.push(phrases::NOTICE_DATA.fill(lang, &values));
            }
            if !renamed.is_empty() {
                let title = |ix: RecordIx| dataset.record(ix).title.get(lang);
                let named: Vec<String> = renamed.iter().map(|(old, ix)| format!("{old} → {}", title(*ix))).collect();
                let list = chuhai_core::format::list(&named, lang);
                sentences.push(phrases::OUTDATED_RENAMED.fill(lang, &[("list", &list)]));
            }
            if !ignored.is_empty() {
                let named: Vec<String> =
                    ignored.iter().map(|IgnoredParam { name, value }| format!("{name}={}", short(value))).collect();
                let list = chuhai_core::format::list(&named, lang);
                sentences.push(phrases::NOTICE_IGNORED.fill(lang, &[("list", &list)]));
            }
            sentences.join(if lang == Lang::En { " " } else { "" })
        }
    }
}
