//! The gate before `data-state="ready"`.

use chuhai_core::state::View;
use yew::prelude::*;

use super::notices::Problem;
use crate::browser::document;
use crate::browser::scroll_anchor::ScrollKeeper;
use crate::parts::{ExplorePart, Part as _};
use crate::store::Store;
use crate::views::context::Painted;
use crate::views::spec::spec;

/// Declares the page ready once every canvas that it starts with has been painted: it takes the place of the prerendered
/// one, calls `on_ready`, and keeps the reader's scroll position from then on. Returns the callback for paintings; one
/// that failed becomes the `problem`.
#[hook]
pub fn use_ready_gate(
    store: &Store,
    on_ready: Callback<()>,
    problem: &UseStateHandle<Option<Problem>>,
) -> Callback<Painted> {
    let unpainted = use_mut_ref(|| {
        // Views whose part comes later are painted later.
        let is_mounted = |view: View| view == View::Story || ExplorePart::get().is_some();
        let with_canvas =
            View::ALL.into_iter().filter(|view| spec(*view).has_canvas && store.shows(*view) && is_mounted(*view));
        with_canvas.collect::<Vec<_>>()
    });
    let keeper = use_mut_ref(|| None);
    let embed = store.state.page.embed;
    let ready = move || {
        keeper.replace(Some(ScrollKeeper::new(document::set_ready(), embed)));
        on_ready.emit(());
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
        let problem = problem.setter();
        Callback::from(move |Painted { view, succeeded }| {
            if !succeeded {
                problem.set(Some(Problem::Unpainted));
            }
            let mut unpainted = unpainted.borrow_mut();
            let was_waiting = !unpainted.is_empty();
            unpainted.retain(|other| *other != view);
            if was_waiting && unpainted.is_empty() {
                ready();
            }
        })
    });
    (*on_painted).clone()
}
