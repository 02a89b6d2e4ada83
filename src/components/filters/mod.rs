//! The filter bar: a control per field, with a menu of options and a button that clears the field.

pub mod menu;
mod options;
mod period;

use chuhai_core::state::{Action, FilterField, ResolvedFilter, State};
use chuhai_core::text::{Phrase, phrases};
use yew::prelude::*;

use self::menu::FilterMenuProps;
use super::icon::{Icon, icon};
use super::part_placeholder::part_placeholder;
use crate::browser::element;
use crate::browser::window::WindowListener;
use crate::choice::clause_words;
use crate::page::{Page, use_page};
use crate::parts::records::RecordsPart;
use crate::parts::{LazyPart, Part as _};
use crate::ptr_eq_rc::PtrEqRc;

/// Properties of [`Filters`].
#[derive(Clone, Properties, PartialEq)]
pub struct FiltersProps {
    /// State of the page.
    pub state: PtrEqRc<State>,
    /// Its filter, resolved.
    pub resolved: PtrEqRc<ResolvedFilter>,
    /// The part with the menus' options.
    pub records: LazyPart,
}

/// The fields with a menu. Words are typed into the search field.
const MENUS: [FilterField; 5] =
    [FilterField::Regions, FilterField::Companies, FilterField::Kinds, FilterField::Statuses, FilterField::Period];

/// An open menu: that of a field or, on small screens, all of them in one sheet.
#[derive(Clone, Copy, PartialEq)]
enum Menu {
    One(FilterField),
    All,
}

/// The filter bar.
#[component]
pub fn Filters(props: &FiltersProps) -> Html {
    let page = use_page();
    let node = use_node_ref();
    let menu = use_state_eq(|| None::<Menu>);
    use_menu_focus(&node, &menu);
    let bar = Bar { page: &page, props, menu: &menu, node: &node };
    let all = html! { <>{ icon(Icon::Filter) }{ page.text(phrases::FILTER_LABEL) }</> };
    html! {
        <div ref={node.clone()} class="clauses" tabindex="-1">
            { bar.menu_button(Menu::All, "filter-all", all) }
            { bar.menu(Menu::All) }
            { for FilterField::ALL.into_iter().map(|field| bar.control(field)) }
        </div>
    }
}

/// Moves the focus into a menu that opens. Escape closes it and returns the focus to its button; so does a press or
/// the focus outside, which keeps the focus.
#[hook]
fn use_menu_focus(node: &NodeRef, menu: &UseStateHandle<Option<Menu>>) {
    use_effect_with(**menu, {
        let (node, menu) = (node.clone(), menu.setter());
        move |open| {
            let listeners = open.map(|_| {
                element::focus_within(&node, ".menu");
                let (close, bar) = (menu.clone(), node.clone());
                let escape = WindowListener::escape(move || {
                    element::focus_within(&bar, "[aria-expanded=true]");
                    close.set(None);
                });
                (escape, WindowListener::outside(&node, ".menu, [aria-expanded=true]", move || menu.set(None)))
            });
            move || drop(listeners)
        }
    });
}

/// The input of the bar's parts.
struct Bar<'a> {
    page: &'a Page,
    props: &'a FiltersProps,
    menu: &'a UseStateHandle<Option<Menu>>,
    node: &'a NodeRef,
}

impl Bar<'_> {
    /// Returns true if the dataset has options for a field.
    fn has_options(&self, field: FilterField) -> bool {
        let dataset = &self.page.dataset;
        match field {
            FilterField::Regions => !dataset.regions.is_empty(),
            FilterField::Companies => !dataset.companies.is_empty(),
            FilterField::Kinds | FilterField::Statuses | FilterField::Period | FilterField::Text => true,
        }
    }

    /// The control of a field: the button of its menu, the button that clears it, and the menu while it is open.
    fn control(&self, field: FilterField) -> Html {
        let state = &self.props.state;
        let is_set = state.filter.fields().any(|other| other == field);
        if !is_set && (field == FilterField::Text || !self.has_options(field)) {
            return Html::default();
        }
        let name = self.page.text(name(field));
        let words = match is_set {
            true => clause_words(&self.page.dataset, state, field, self.page.lang),
            false => self.page.text(phrases::FILTER_ALL).to_owned(),
        };
        let label = self.page.fill(phrases::FILTER_DROP, &[("clause", name), ("words", &words)]);
        let body = html! { <><span>{ name }</span><b>{ words }</b></> };
        html! {
            <div key={field.param()} class={classes!("filter", is_set.then_some("filter-set"))} data-clause={field.param()}>
                if field == FilterField::Text {
                    <span class="filter-open">{ body }</span>
                } else {
                    { self.menu_button(Menu::One(field), "", body) }
                }
                if is_set {
                    <button type="button" class="filter-drop" aria-label={label} onclick={self.clear(field)}>
                        { icon(Icon::Close) }
                    </button>
                }
                { self.menu(Menu::One(field)) }
            </div>
        }
    }

    /// Clears a field and moves the focus to the next field that is set, or else to the bar.
    fn clear(&self, field: FilterField) -> Callback<MouseEvent> {
        let fields = || self.props.state.filter.fields();
        let next = fields().skip_while(|other| *other != field).nth(1);
        let next = next.or_else(|| fields().find(|other| *other != field));
        let (node, act) = (self.node.clone(), self.page.act.clone());
        Callback::from(move |_| {
            let next = next.map_or_else(String::new, |next| format!("[data-clause={}] .filter-drop", next.param()));
            element::focus_within(&node, &next);
            act.emit(Action::ClearField(field));
        })
    }

    /// The button that opens a menu, and closes it again.
    fn menu_button(&self, of: Menu, class: &'static str, body: Html) -> Html {
        let is_open = **self.menu == Some(of);
        let (menu, fetch) = (self.menu.setter(), self.props.records.fetch.clone());
        let onclick = move |_: MouseEvent| {
            menu.set((!is_open).then_some(of));
            if RecordsPart::get().is_none() {
                fetch.emit(());
            }
        };
        html! {
            <button type="button" class={classes!("filter-open", class)} aria-expanded={is_open.to_string()}
                aria-controls={is_open.then_some("filter-menu")} {onclick}>
                { body }{ icon(Icon::Down) }
            </button>
        }
    }

    /// The menu, if it is open.
    fn menu(&self, of: Menu) -> Html {
        if **self.menu != Some(of) {
            return Html::default();
        }
        let (menu, node) = (self.menu.setter(), self.node.clone());
        let close = move |_: MouseEvent| {
            element::focus_within(&node, "[aria-expanded=true]");
            menu.set(None);
        };
        let fields = MENUS.into_iter().filter(|field| self.has_options(*field));
        let fields = fields.filter(|field| of == Menu::All || of == Menu::One(*field)).collect();
        let FiltersProps { state, resolved, records } = self.props.clone();
        let content = match RecordsPart::get() {
            Some(part) => (part.filter_menu)(FilterMenuProps { state, resolved, fields }),
            None => part_placeholder(self.page, &records),
        };
        let label = self.page.text(phrases::FILTER_LABEL);
        html! {
            <div class="menu" id="filter-menu" role="group" aria-label={label} tabindex="-1">
                { content }
                <p class="menu-foot">
                    <span class="note">{ self.page.text(phrases::FILTER_COUNTS) }</span>
                    <button type="button" class="link" onclick={close}>{ self.page.text(phrases::FILTER_DONE) }</button>
                </p>
            </div>
        }
    }
}

/// The name of a field.
const fn name(field: FilterField) -> Phrase {
    match field {
        FilterField::Regions => phrases::FILTER_REGIONS,
        FilterField::Companies => phrases::FILTER_COMPANIES,
        FilterField::Kinds => phrases::FILTER_KINDS,
        FilterField::Statuses => phrases::FILTER_STATUSES,
        FilterField::Period => phrases::FILTER_PERIOD,
        FilterField::Text => phrases::FILTER_TEXT,
    }
}
