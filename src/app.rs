//! The whole page: the store and everything that shows it.

use chuhai_core::dataset::Dataset;
use chuhai_core::state::{Action, Ignored, State};
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use crate::browser::document;
use crate::choice::{self, Choice};
use crate::components::data_table::DataTable;
use crate::components::header::header;
use crate::components::lead::{lead, lead_text};
use crate::components::notice::notice;
use crate::components::panel::Panel;
use crate::effects::use_page_effects;
use crate::hooks::{use_pixel_ratio, use_scheme};
use crate::pictures::Measures;
use crate::shared::Shared;
use crate::store::{Step, Store};
use crate::views::{Frame, FundingView, MapView, TimelineView};

/// What the page starts with.
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// The facts.
    pub dataset: Shared<Dataset>,
    /// The state the address asks for.
    pub initial: State,
    /// The language an address without `lang` stands for.
    pub default_lang: Lang,
    /// What of the address meant nothing.
    pub ignored: Vec<Ignored>,
    /// How wide text is.
    pub measures: Shared<Measures>,
}

/// What there is to tell the reader beside the facts.
#[derive(Clone, PartialEq)]
enum Trouble {
    Ignored(Vec<Ignored>),
    Unpainted,
}

/// The page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let store = use_reducer(|| Store::new(props.dataset.clone(), props.initial.clone()));
    let act = use_memo((), |()| {
        let dispatcher = store.dispatcher();
        Callback::from(move |action: Action| dispatcher.dispatch(Step::Do(action)))
    });
    let act = (*act).clone();
    let trouble = use_state_eq(|| (!props.ignored.is_empty()).then(|| Trouble::Ignored(props.ignored.clone())));
    use_page_effects(&store, props.default_lang);

    let lang = store.state.lang;
    let scheme = use_scheme(store.state.theme);
    let pixel_ratio = use_pixel_ratio();
    let choice = use_memo((store.focus.clone(), store.dataset.clone()), |(focus, dataset)| {
        Choice::new(dataset, &store.state, focus).map(Shared::new)
    });
    let choice = (*choice).clone();
    // What counts records is counted when the choice changes, not while the map is dragged.
    let words = use_memo((choice.clone(), lang), |(choice, lang)| {
        let announcement = choice::announcement(&store.dataset, choice.as_deref(), *lang);
        (AttrValue::from(lead_text(&store.dataset, *lang)), AttrValue::from(announcement))
    });

    // The page is ready once each of its views has been painted for the first time.
    let unpainted = use_mut_ref(|| vec!["map", "funding", "timeline"]);
    let on_painted = use_memo((), |()| {
        let trouble = trouble.setter();
        Callback::from(move |(view, well): (&'static str, bool)| {
            if !well {
                trouble.set(Some(Trouble::Unpainted));
            }
            let mut unpainted = unpainted.borrow_mut();
            let waiting = !unpainted.is_empty();
            unpainted.retain(|other| *other != view);
            if waiting && unpainted.is_empty() {
                document::set_ready();
            }
        })
    });

    let frame = Frame {
        dataset: store.dataset.clone(),
        state: store.state.clone(),
        focus: store.focus.clone(),
        chosen: choice.as_ref().map_or_else(Vec::new, |choice| choice.heads.clone()),
        measures: props.measures.clone(),
        scheme,
        pixel_ratio,
        act: act.clone(),
        on_painted: (*on_painted).clone(),
    };
    let said = trouble.as_ref().map(|trouble| notice_text(trouble, lang));
    let dismiss = {
        let trouble = trouble.clone();
        Callback::from(move |_: MouseEvent| trouble.set(None))
    };
    html! {
        <main class={classes!("page", choice.is_some().then_some("page-chosen"))}>
            { header(&store.dataset.meta, lang, store.state.theme, &act) }
            { notice(lang, said, dismiss) }
            { lead(&words.0, &words.1, lang, choice.is_some(), &act) }
            <div class="explore">
                <div class="views">
                    <MapView frame={frame.clone()} />
                    <FundingView frame={frame.clone()} />
                    <TimelineView {frame} />
                </div>
                <Panel dataset={store.dataset.clone()} {lang} {choice} {act} />
            </div>
            <DataTable dataset={store.dataset.clone()} {lang} />
        </main>
    }
}

fn notice_text(trouble: &Trouble, lang: Lang) -> String {
    match trouble {
        Trouble::Unpainted => phrases::NOTICE_UNPAINTED.get(lang).to_owned(),
        Trouble::Ignored(ignored) => {
            // Long values are cut and what cannot be seen is marked: a notice is read, an address is not.
            let seen = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
            let short = |value: &str| value.chars().take(40).map(seen).collect::<String>();
            let named: Vec<String> =
                ignored.iter().map(|Ignored { name, value }| format!("{name}={}", short(value))).collect();
            let list = chuhai_core::format::list(&named, lang);
            phrases::NOTICE_IGNORED.fill(lang, &[("list", &list)])
        }
    }
}
