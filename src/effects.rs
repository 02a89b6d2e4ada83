//! What a change of the state does outside the page's own tree, after it: the document's language, colours and
//! title, and the address bar in both directions.

use chuhai_core::dataset::Dataset;
use chuhai_core::state::{PARAMETERS, State, Theme, from_query, to_query};
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use crate::browser::address::{self, BackListener, Write};
use crate::browser::document;
use crate::shared::Shared;
use crate::store::{Step, Store};

/// Keeps the document and the address in step with the store.
#[hook]
pub fn use_page_effects(store: &UseReducerHandle<Store>, default_lang: Lang) {
    use_effect_with((store.state.lang, store.state.theme), |&(lang, theme)| {
        document::describe(lang, theme, phrases::PAGE_TITLE.get(lang));
    });

    // The state that the address bar stands for. It may spell it otherwise (`?region=atlantis`); such an address is
    // left as the reader wrote it until there is something to write.
    let written = {
        let initial = store.state.clone();
        use_mut_ref(move || initial)
    };
    // The latest state, for the listener below, which outlives renderings.
    let latest = {
        let initial = store.state.clone();
        use_mut_ref(move || initial)
    };
    {
        let (written, latest) = (written.clone(), latest.clone());
        use_effect_with((store.state.clone(), store.dataset.clone()), move |(state, dataset)| {
            latest.replace(state.clone());
            let before = written.replace(state.clone());
            if let Some((query, how)) = to_write(&before, state, dataset, default_lang) {
                address::write(&with_foreign(query), how);
            }
        });
    }
    use_effect_with(store.dataset.clone(), {
        let dispatcher = store.dispatcher();
        move |dataset| {
            let dataset = dataset.clone();
            let listener = BackListener::new(move || {
                let now = latest.borrow().clone();
                let base = State {
                    map: now.map,
                    time: now.time,
                    lanes: now.lanes,
                    voyages: now.voyages,
                    lang: default_lang,
                    ..State::default()
                };
                let (state, _) = from_query(&address::query_pairs(), base, &dataset);
                written.replace(Shared::new(state.clone()));
                dispatcher.dispatch(Step::Restore(Box::new(state)));
            });
            move || drop(listener)
        }
    });
}

/// What to write to the address bar when `before` became `after`, and how; none where the address stays.
fn to_write(before: &State, after: &State, dataset: &Dataset, default_lang: Lang) -> Option<(String, Write)> {
    let query = |state: &State| to_query(state, dataset, default_lang);
    let without_theme = |state: &State| query(&State { theme: Theme::Auto, ..state.clone() });
    let next = query(after);
    if next == query(before) {
        None
    } else if without_theme(after) == without_theme(before) {
        Some((next, Write::Replace))
    } else {
        Some((next, Write::Push))
    }
}

/// `query` with the parameters of others that stand in the address now.
fn with_foreign(query: String) -> String {
    let pairs = address::query_pairs();
    let foreign = pairs.iter().filter(|(name, _)| !PARAMETERS.contains(&name.as_str()));
    let foreign = foreign.map(|(name, value)| address::encode(name, value));
    let parts: Vec<String> = Some(query).into_iter().filter(|query| !query.is_empty()).chain(foreign).collect();
    parts.join("&")
}
