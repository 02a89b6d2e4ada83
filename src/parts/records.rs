//! The part with all that chooses, shows or searches records: filter menus, search, panel, tables and record details.

use chuhai_core::dataset::{BundleError, Dataset, Details, decode_both, decode_details};
use chuhai_core::search::{self, Search as SearchByWords};
use chuhai_core::state::{ResolvedFilter, State};
use chuhai_core::text::Lang;
use yew::prelude::*;

use super::part;
use crate::choice::{ChosenRecords, announcement};
use crate::components::filters::menu::{FilterMenu, FilterMenuProps};
use crate::components::panel::{Panel, PanelProps};
use crate::components::records_table::{RecordsTable, RecordsTableProps};
use crate::components::search::{Search, SearchProps};
use crate::components::view_table::{ViewTable, ViewTableProps};

/// The result of decoding a file.
type Decoded<T> = Result<T, BundleError>;

/// The part.
pub struct RecordsPart {
    /// [`ChosenRecords::new`].
    pub choose: fn(&Dataset, &State, &ResolvedFilter) -> Option<ChosenRecords>,
    /// [`announcement`].
    pub announcement: fn(&Dataset, &ChosenRecords, Lang) -> String,
    /// [`FilterMenu`].
    pub filter_menu: fn(FilterMenuProps) -> Html,
    /// [`Search`].
    pub search: fn(SearchProps) -> Html,
    /// [`Panel`].
    pub panel: fn(PanelProps) -> Html,
    /// [`RecordsTable`].
    pub records_table: fn(RecordsTableProps) -> Html,
    /// [`ViewTable`].
    pub view_table: fn(ViewTableProps) -> Html,
    /// [`decode_details`].
    pub decode_details: fn(&[u8], &str) -> Decoded<Details>,
    /// [`decode_both`].
    pub decode_both: fn(&[u8]) -> Decoded<(Dataset, Details)>,
    /// [`search::matching`].
    pub search_by_words: SearchByWords,
}

fn link() -> &'static RecordsPart {
    &RecordsPart {
        choose: ChosenRecords::new,
        announcement,
        filter_menu: |props| html! { <FilterMenu ..props /> },
        search: |props| html! { <Search ..props /> },
        panel: |props| html! { <Panel ..props /> },
        records_table: |props| html! { <RecordsTable ..props /> },
        view_table: |props| html! { <ViewTable ..props /> },
        decode_details,
        decode_both,
        search_by_words: search::matching,
    }
}

part!(RecordsPart, records, link());
