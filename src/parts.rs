//! The parts of the module that are loaded later: their names, their components, and the loading.
//!
//! A part is a set of functions that nothing in the main module calls but through it. With the feature `split`, xtask cuts
//! it out of the module into a file of its own; otherwise, and on the host, it is linked in and there at once.

use std::marker::PhantomData;

use chuhai_charts::story::{self, ChartLayout};
use chuhai_core::state::View;
use yew::prelude::*;

use crate::components::filters::{Filters, FiltersProps};
use crate::components::help::Help;
use crate::components::panel::{Panel, PanelProps};
use crate::components::records_table::{RecordsTable, RecordsTableProps};
use crate::components::search::{Search, SearchProps};
use crate::components::share::{SharePanel, SharePanelProps};
use crate::components::view_table::{ViewTable, ViewTableProps};

use crate::views::context::ViewContext;
use crate::views::section;

/// The part for everything beside the story and the charts: filters, search, panel and tables.
pub struct ExplorePart {
    /// [`Filters`].
    pub filters: fn(FiltersProps) -> Html,
    /// [`Search`].
    pub search: fn(SearchProps) -> Html,
    /// [`Panel`].
    pub panel: fn(PanelProps) -> Html,
    /// [`RecordsTable`].
    pub records_table: fn(RecordsTableProps) -> Html,
    /// [`section`].
    pub section: fn(View, ViewContext) -> Html,
    /// [`story::chart`].
    pub story_chart: ChartLayout,
    /// [`ViewTable`].
    pub view_table: fn(ViewTableProps) -> Html,
}

/// The part for the dialogs.
pub struct ToolsPart {
    /// [`SharePanel`].
    pub share_panel: fn(SharePanelProps) -> Html,
    /// [`Help`].
    pub help: fn() -> Html,
}

fn explore_part() -> &'static ExplorePart {
    &ExplorePart {
        filters: |props| html! { <Filters ..props /> },
        search: |props| html! { <Search ..props /> },
        panel: |props| html! { <Panel ..props /> },
        records_table: |props| html! { <RecordsTable ..props /> },
        section,
        story_chart: story::chart,
        view_table: |props| html! { <ViewTable ..props /> },
    }
}

fn tools_part() -> &'static ToolsPart {
    &ToolsPart { share_panel: |props| html! { <SharePanel ..props /> }, help: || html! { <Help /> } }
}

/// A part of the module.
pub trait Part: Sized + 'static {
    /// Returns the part if it is there.
    fn get() -> Option<&'static Self>;

    /// Loads the part; `done` receives it, or none if it did not come. A later call tries again.
    fn load(done: impl FnOnce(Option<&'static Self>) + 'static);
}

/// Implements [`Part`] for a type by the function that links it, and the name of its file.
macro_rules! part {
    ($part:ty, $name:ident, $link:ident) => {
        #[cfg(not(all(feature = "split", target_arch = "wasm32")))]
        impl Part for $part {
            fn get() -> Option<&'static Self> {
                Some($link())
            }

            fn load(done: impl FnOnce(Option<&'static Self>) + 'static) {
                done(Self::get());
            }
        }

        #[cfg(all(feature = "split", target_arch = "wasm32"))]
        const _: () = {
            use std::sync::OnceLock;

            use wasm_split_helpers::{SplitLoaderError, wasm_split};

            static LOADED: OnceLock<&'static $part> = OnceLock::new();

            #[wasm_split($name, fallible)]
            fn $name() -> Result<&'static $part, SplitLoaderError> {
                Ok($link())
            }

            impl Part for $part {
                fn get() -> Option<&'static Self> {
                    LOADED.get().copied()
                }

                fn load(done: impl FnOnce(Option<&'static Self>) + 'static) {
                    if let Some(part) = Self::get() {
                        return done(Some(part));
                    }
                    yew::platform::spawn_local(async {
                        done($name().await.ok().map(|part| *LOADED.get_or_init(|| part)));
                    });
                }
            }
        };
    };
}

part!(ExplorePart, explore, explore_part);
part!(ToolsPart, tools, tools_part);

/// A part as components see it.
pub struct LazyPart<T: 'static> {
    is_loaded: bool,
    /// True if the last attempt to load it failed.
    pub has_failed: bool,
    /// Loads it, again after a failure.
    pub fetch: Callback<()>,
    part: PhantomData<&'static T>,
}

impl<T> Clone for LazyPart<T> {
    fn clone(&self) -> Self {
        Self { fetch: self.fetch.clone(), ..*self }
    }
}

impl<T> PartialEq for LazyPart<T> {
    fn eq(&self, other: &Self) -> bool {
        (self.is_loaded, self.has_failed, &self.fetch) == (other.is_loaded, other.has_failed, &other.fetch)
    }
}

impl<T: Part> LazyPart<T> {
    /// The part if it is loaded.
    pub fn get(&self) -> Option<&'static T> {
        T::get()
    }
}

/// A part that is loaded as soon as `is_wanted`.
#[hook]
pub fn use_part<T: Part>(is_wanted: bool) -> LazyPart<T> {
    let is_loaded = use_state_eq(|| T::get().is_some());
    let has_failed = use_state_eq(|| false);
    let fetch = use_memo((), |()| {
        let (is_loaded, has_failed) = (is_loaded.setter(), has_failed.setter());
        Callback::from(move |()| {
            let (is_loaded, has_failed) = (is_loaded.clone(), has_failed.clone());
            has_failed.set(false);
            T::load(move |part| {
                has_failed.set(part.is_none());
                is_loaded.set(part.is_some());
            });
        })
    });
    use_effect_with(is_wanted, {
        let fetch = fetch.clone();
        move |is_wanted| {
            if *is_wanted && T::get().is_none() {
                fetch.emit(());
            }
        }
    });
    LazyPart { is_loaded: *is_loaded, has_failed: *has_failed, fetch: (*fetch).clone(), part: PhantomData }
}
