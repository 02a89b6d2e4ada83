//! The parts of the module that are loaded later: their names, their contents, and the loading.
//!
//! A part is a set of functions that nothing in the main module calls but through it. With the feature `split`, xtask cuts
//! it out of the module into a file of its own; otherwise, and on the host, it is linked in and there at once.

pub mod pictures;
pub mod records;
pub mod story;
pub mod tools;
pub mod views;

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use yew::prelude::*;

use crate::browser::idle;

/// A part of the module.
pub trait Part: Sized + 'static {
    /// Its loader.
    const LOADER: PartLoader;

    /// Returns the part if it is there.
    fn get() -> Option<&'static Self>;
}

/// The loader of a part.
#[derive(Clone, Copy)]
pub struct PartLoader {
    /// Returns true once the part is there.
    is_loaded: fn() -> bool,
    /// Loads the part; true if it came. A later call tries again.
    load: fn() -> Pin<Box<dyn Future<Output = bool>>>,
}

/// Implements [`Part`] for a type by the function that links it; that function's name is the part's, and its file's.
macro_rules! part {
    ($part:ty, $name:ident, $link:expr) => {
        #[cfg(not(all(feature = "split", target_arch = "wasm32")))]
        impl $crate::parts::Part for $part {
            const LOADER: $crate::parts::PartLoader =
                $crate::parts::PartLoader { is_loaded: || true, load: || Box::pin(std::future::ready(true)) };

            fn get() -> Option<&'static Self> {
                Some($link)
            }
        }

        #[cfg(all(feature = "split", target_arch = "wasm32"))]
        const _: () = {
            use std::sync::OnceLock;

            use wasm_split_helpers::{SplitLoaderError, wasm_split};

            use $crate::parts::{Part, PartLoader};

            static LOADED: OnceLock<&'static $part> = OnceLock::new();

            #[wasm_split($name, fallible)]
            fn $name() -> Result<&'static $part, SplitLoaderError> {
                Ok($link)
            }

            impl Part for $part {
                const LOADER: PartLoader = PartLoader {
                    is_loaded: || LOADED.get().is_some(),
                    load: || {
                        Box::pin(async {
                            if LOADED.get().is_some() {
                                return true;
                            }
                            let part = $name().await.ok();
                            part.map(|part| LOADED.get_or_init(|| part)).is_some()
                        })
                    },
                };

                fn get() -> Option<&'static Self> {
                    LOADED.get().copied()
                }
            }
        };
    };
}
use part;

/// Loads the parts of `loaders`, the files one beside the other, and calls `done`: with true if all came.
pub fn load(loaders: Vec<PartLoader>, done: impl FnOnce(bool) + 'static) {
    load_boxed(loaders, Box::new(done));
}

/// The same for any `done`: its code is in the module once.
fn load_boxed(loaders: Vec<PartLoader>, done: Box<dyn FnOnce(bool)>) {
    if loaders.iter().all(|loader| (loader.is_loaded)()) {
        return done(true);
    }
    let (pending, done) = (Rc::new(Cell::new(loaders.len())), Rc::new(Cell::new(Some(done))));
    for loader in loaders {
        let (pending, done) = (pending.clone(), done.clone());
        yew::platform::spawn_local(async move {
            // A connection that broke once is tried once more.
            let has_come = (loader.load)().await || (loader.load)().await;
            pending.set(pending.get() - 1);
            if pending.get() == 0 || !has_come {
                done.take().into_iter().for_each(|done| done(has_come));
            }
        });
    }
}

/// The loading state of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartState {
    /// A part that nothing has asked for, or that did not come in advance.
    Waiting,
    /// A part on its way.
    Loading,
    /// A part that is there.
    Loaded,
    /// A part that did not come.
    Failed,
}

/// A part on the page.
#[derive(Clone, PartialEq)]
pub struct LazyPart {
    /// Its state.
    pub state: PartState,
    /// Loads it, again after a failure.
    pub fetch: Callback<()>,
}

/// The parts of the module on the page.
#[derive(Clone, PartialEq)]
pub struct LazyParts {
    /// The story.
    pub story: LazyPart,
    /// The story's pictures other than maps.
    pub pictures: LazyPart,
    /// The views and their filters.
    pub views: LazyPart,
    /// Search, panel and tables.
    pub records: LazyPart,
    /// Dialogs, notices, files to save, and messages to a host.
    pub tools: LazyPart,
}

/// The state of a part that is loaded as soon as `is_wanted`, or in advance when the browser `is_idle`. One that does not
/// come in advance is asked for again when it is wanted.
#[hook]
pub fn use_part(loader: PartLoader, is_wanted: bool, is_idle: bool) -> LazyPart {
    let state = use_state_eq(|| match (loader.is_loaded)() {
        true => PartState::Loaded,
        false if idle::saves_data() => PartState::Waiting,
        false => PartState::Loading,
    });
    // One for a part that is wanted, one for a part in advance. Memoized: a new callback would render again every component
    // that has it as a property.
    let fetches = use_memo((), |()| {
        [PartState::Failed, PartState::Waiting].map(|if_not| {
            let state = state.setter();
            Callback::from(move |()| {
                state.set(PartState::Loading);
                let state = state.clone();
                load(vec![loader], move |has_come| state.set(if has_come { PartState::Loaded } else { if_not }));
            })
        })
    });
    let [fetch, fetch_in_advance] = (*fetches).clone();
    use_effect_with((is_wanted, is_idle), {
        let fetch = fetch.clone();
        move |&(is_wanted, is_idle)| {
            if (is_wanted || is_idle) && !(loader.is_loaded)() {
                let fetch = if is_wanted { fetch } else { fetch_in_advance };
                fetch.emit(());
            }
        }
    });
    LazyPart { state: *state, fetch }
}
