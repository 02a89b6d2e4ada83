//! Side effects of the state outside the component tree: the document's language, theme and title, and the address bar
//! in both directions.

use chuhai_core::dataset::Dataset;
use chuhai_core::state::{PageState, Param, State, Theme, from_query, parameter, to_query};
use chuhai_core::text::Lang;
use yew::prelude::*;

use crate::browser::document;
use crate::browser::location::{self, Write};
use crate::browser::timer::Timeout;
use crate::browser::window::WindowListener;
use crate::hooks::AFTER_GESTURE_MS;
use crate::ptr_eq_rc::PtrEqRc;
use crate::store::{HistoryMode, Store, StoreAction};

/// Keeps the document and the address bar in step with the store.
#[hook]
pub fn use_page_effects(store: &UseReducerHandle<Store>, default_lang: Lang) {
    use_effect_with((store.state.page.lang, store.dataset.clone()), |(lang, dataset)| {
        document::describe(*lang, dataset.meta.title.get(*lang));
    });
    use_effect_with(store.state.page.theme, |&theme| document::colour(theme));

    // The state of the address bar. The address may be spelt otherwise (`?region=atlantis`), and is left as the reader
    // wrote it until the state changes.
    let written = {
        let initial = store.state.clone();
        use_mut_ref(move || initial)
    };
    // The latest state, for the listener below, which outlives renders.
    let latest = {
        let initial = store.state.clone();
        use_mut_ref(move || initial)
    };
    {
        let (written, latest) = (written.clone(), latest.clone());
        // True if the present gesture has its entry in the history.
        let entered = use_mut_ref(|| false);
        let resting = use_mut_ref(|| None::<Timeout>);
        let deps = (store.state.clone(), store.dataset.clone(), store.history);
        use_effect_with(deps, move |(state, dataset, history)| {
            latest.replace(state.clone());
            resting.take();
            let (state, dataset) = (state.clone(), dataset.clone());
            let (goes_on, is_gesture) = (*entered.borrow(), *history == HistoryMode::Gesture);
            let as_replacement = goes_on || *history == HistoryMode::Replace;
            let write: Box<dyn FnOnce()> = Box::new(move || {
                let before = written.replace(state.clone());
                // An embed leaves the address bar alone.
                let write = (!state.page.embed).then(|| to_write(&before, &state, &dataset, default_lang)).flatten();
                // Back undoes a whole gesture: its first change adds an entry, the others replace it.
                entered.replace(is_gesture && (goes_on || write.is_some()));
                if let Some((query, how)) = write {
                    location::write(&with_foreign(query), if as_replacement { Write::Replace } else { how });
                }
            });
            // The steps of a gesture are written when it rests: a writing takes a millisecond, and Safari refuses more than 100
            // in 30 s.
            if is_gesture && goes_on {
                resting.replace(Some(Timeout::new(AFTER_GESTURE_MS, write)));
            } else {
                write();
            }
        });
    }
    use_effect_with(store.dataset.clone(), {
        let dispatcher = store.dispatcher();
        move |dataset| {
            let dataset = dataset.clone();
            let listener = WindowListener::new(&["popstate"], move || {
                if location::is_place() {
                    return;
                }
                let now = latest.borrow().clone();
                let base = State {
                    cameras: now.cameras,
                    page: PageState { lang: default_lang, ..PageState::default() },
                    ..State::default()
                };
                let (state, _) = from_query(&location::query_pairs(), base, &dataset);
                written.replace(PtrEqRc::new(state.clone()));
                dispatcher.dispatch(StoreAction::Restore(Box::new(state)));
            });
            move || drop(listener)
        }
    });
}

/// The query to write to the address bar after a change, and the way to; none if the address stays.
fn to_write(before: &State, after: &State, dataset: &Dataset, default_lang: Lang) -> Option<(String, Write)> {
    let query = |state: &State| to_query(state, dataset, default_lang);
    let without_theme =
        |state: &State| query(&State { page: PageState { theme: Theme::Auto, ..state.page }, ..state.clone() });
    let next = query(after);
    if next == query(before) {
        None
    } else if without_theme(after) == without_theme(before) {
        Some((next, Write::Replace))
    } else {
        Some((next, Write::Push))
    }
}

/// Removes the dataset's hash from the address.
pub fn forget_link(state: &State, dataset: &Dataset, default_lang: Lang) {
    if !state.page.embed {
        location::write(&with_foreign(to_query(state, dataset, default_lang)), Write::Replace);
    }
}

/// `query` with the parameters in the present address that are not ours.
fn with_foreign(query: String) -> String {
    let pairs = location::query_pairs();
    let mut out = query;
    for (name, value) in &pairs {
        let parameter = parameter(name, value);
        // The parameter that loaded the dataset is in the query already.
        if Param::find(name).is_none() && out.split('&').all(|own| own != parameter) {
            out += if out.is_empty() { "" } else { "&" };
            out += &parameter;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use chuhai_core::dataset::package::fixture;
    use chuhai_core::state::{Action, update};

    use super::*;

    fn after(before: &State, action: Action, dataset: &Dataset) -> (State, Option<(String, Write)>) {
        let after = update(before, action, dataset);
        let written = to_write(before, &after, dataset, Lang::Zh);
        (after, written)
    }

    #[test]
    fn choices_are_pushed_colours_replaced_and_gestures_not_written() {
        let dataset = fixture::tiny();
        let start = State {
            page: PageState { view: chuhai_core::state::View::Explore, ..PageState::default() },
            ..State::default()
        };
        let mideast = dataset.find_region("mideast").unwrap();
        let (chosen, written) = after(&start, Action::ToggleRegion(mideast), &dataset);
        assert_eq!(written, Some(("region=mideast".into(), Write::Push)));
        let (dark, written) = after(&chosen, Action::SetTheme(Theme::Dark), &dataset);
        assert_eq!(written, Some(("theme=dark&region=mideast".into(), Write::Replace)));
        let (english, written) = after(&dark, Action::SetLang(Lang::En), &dataset);
        assert_eq!(written, Some(("lang=en&theme=dark&region=mideast".into(), Write::Push)));
        let camera = chuhai_core::state::MapCamera { zoom: 2.0, ..Default::default() };
        assert_eq!(after(&english, Action::MoveMap(camera), &dataset).1, None);
        assert_eq!(after(&chosen, Action::Clear, &dataset).1, Some(("view=explore".into(), Write::Push)));
    }
}
