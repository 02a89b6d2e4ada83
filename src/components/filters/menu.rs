//! The options of a menu of the filter bar, each with the number of statements that it leaves.

use chuhai_core::dataset::Status;
use chuhai_core::state::{Action, FilterField, ResolvedFilter, State};
use chuhai_core::text::phrases;
use yew::prelude::*;

use super::name;
use super::options::{FilterOption, options};
use super::period::{PeriodFault, period_fields};
use crate::choice::clause_words;
use crate::components::icon::record_glyph;
use crate::page::{Page, use_page};
use crate::ptr_eq_rc::PtrEqRc;

/// Properties of [`FilterMenu`].
#[derive(Properties, PartialEq)]
pub struct FilterMenuProps {
    /// State of the page.
    pub state: PtrEqRc<State>,
    /// Its filter, resolved.
    pub resolved: PtrEqRc<ResolvedFilter>,
    /// The fields of the menu.
    pub fields: Vec<FilterField>,
}

/// The options of a menu, in a group for each field.
#[component]
pub fn FilterMenu(FilterMenuProps { state, resolved, fields }: &FilterMenuProps) -> Html {
    let page = use_page();
    let fault = use_state_eq(|| None::<PeriodFault>);
    let menu = MenuContent { page: &page, state, resolved, fault: &fault };
    fields.iter().map(|field| menu.field_options(*field)).collect()
}

/// The input of the menu's groups.
struct MenuContent<'a> {
    page: &'a Page,
    state: &'a State,
    resolved: &'a ResolvedFilter,
    fault: &'a UseStateHandle<Option<PeriodFault>>,
}

impl MenuContent<'_> {
    /// The options of a field with the number of statements that each leaves.
    fn field_options(&self, field: FilterField) -> Html {
        let options = options(&self.page.dataset, self.state, field);
        let alone: Vec<State> = options.iter().map(|option| option.alone.clone()).collect();
        let counts = self.resolved.counts(self.state, field, &alone, &self.page.dataset);
        let before = match field {
            FilterField::Period => period_fields(self.page, self.state.filter.period, self.fault),
            FilterField::Statuses => self.doubtful(),
            FilterField::Regions | FilterField::Companies | FilterField::Kinds | FilterField::Text => Html::default(),
        };
        html! {
            <fieldset class={classes!("options", format!("options-{}", field.param()))}>
                <legend>{ self.page.text(name(field)) }</legend>
                { before }
                { for options.into_iter().zip(counts).map(|(option, count)| self.option(field, option, count)) }
            </fieldset>
        }
    }

    fn option(&self, field: FilterField, option: FilterOption, count: usize) -> Html {
        let FilterOption { record, is_chosen, action, alone } = option;
        let words = clause_words(&self.page.dataset, &alone, field, self.page.lang);
        let body = html! {
            <>
                if let Some(ix) = record { { record_glyph(&self.page.dataset, self.page.record(ix)) } }
                <span>{ words }</span><span class="count">{ count }</span>
            </>
        };
        let class = classes!("option", (count == 0).then_some("option-none"));
        if field == FilterField::Period {
            let onclick = self.page.on_click(action);
            return html! { <button type="button" {class} aria-pressed={is_chosen.to_string()} {onclick}>{ body }</button> };
        }
        let onchange = self.page.act.reform(move |_: Event| action.clone());
        html! { <label {class}><input type="checkbox" checked={is_chosen} {onchange} />{ body }</label> }
    }

    /// The button that sets all statuses of doubtful claims at once.
    fn doubtful(&self) -> Html {
        let onclick = self.page.on_click(Action::SetStatuses(Status::DOUBTFUL.to_vec()));
        let pressed = self.state.filter.statuses.iter().copied().eq(Status::DOUBTFUL);
        html! {
            <button type="button" class="option" aria-pressed={pressed.to_string()} {onclick}>
                <span>{ self.page.text(phrases::FILTER_DOUBTFUL) }</span>
            </button>
        }
    }
}
