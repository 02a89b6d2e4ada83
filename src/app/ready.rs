//! The gate before `data-state="ready"`.

use chuhai_core::state::View;
use yew::prelude::*;

use crate::browser::engagement::when_engaged;
use crate::browser::scroll_anchor::ScrollKeeper;
use crate::browser::{document, idle, tasks};
use crate::components::notices::Problem;
use crate::link_report::LinkReport;
use crate::parts::Part as _;
use crate::parts::views::ViewsPart;
use crate::ptr_eq_rc::PtrEqRc;
use crate::store::Store;
use crate::views::context::Painted;
use crate::views::spec::spec;

/// The progress of the page's start.
pub struct Readiness {
    /// True once every canvas near the screen has been painted.
    pub is_ready: bool,
    /// True once the browser was idle after that.
    pub is_idle: bool,
    /// True once the browser was idle after the reader has acted or stayed, unless they ask sites to save data.
    pub is_engaged: bool,
    /// The problem that is shown, at first that of the address, if it has any.
    pub problem: UseStateHandle<Option<Problem>>,
    /// Receives paintings.
    pub on_painted: Callback<Painted>,
}

/// The start of the page: once every canvas that it starts with has been painted, or has told that it will be later, it takes
/// the place of the prerendered one, and keeps the reader's scroll position from then on. Until it `has_sections`, it is not
/// complete. A painting that failed becomes the problem.
#[hook]
pub fn use_readiness(store: &Store, link: &PtrEqRc<LinkReport>, has_sections: bool) -> Readiness {
    let problem = use_state_eq(|| link.has_problems().then(|| Problem::Address(link.clone())));
    let is_ready = use_state_eq(|| false);
    let is_idle = use_state_eq(|| false);
    let is_engaged = use_state_eq(|| false);
    let unpainted = use_mut_ref(|| {
        // Views whose part comes later are painted later.
        let is_mounted = |view: View| view == View::Story || ViewsPart::get().is_some();
        let with_canvas =
            View::ALL.into_iter().filter(|view| spec(*view).has_canvas && store.shows(*view) && is_mounted(*view));
        with_canvas.collect::<Vec<_>>()
    });
    let keeper = use_mut_ref(|| None);
    let embed = store.state.page.embed;
    let setters = [is_ready.setter(), is_idle.setter(), is_engaged.setter()];
    let ready = move || {
        let (keeper, [set_ready, set_idle, set_engaged]) = (keeper.clone(), setters.clone());
        // After the task of the painting: neither is short.
        tasks::in_turn(move || {
            keeper.replace(Some(ScrollKeeper::new(document::set_ready(), embed)));
            set_ready.set(true);
            idle::when_idle(move || set_idle.set(true));
            if !idle::saves_data() {
                when_engaged(move || set_engaged.set(true));
            }
        });
    };
    use_effect_with(has_sections, {
        let (ready, nothing_to_paint) = (ready.clone(), unpainted.borrow().is_empty());
        move |has_sections| {
            if *has_sections && nothing_to_paint {
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
    let (is_ready, is_idle, is_engaged) = (*is_ready, *is_idle, *is_engaged);
    Readiness { is_ready, is_idle, is_engaged, problem, on_painted: (*on_painted).clone() }
}
