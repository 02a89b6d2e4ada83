//! The filter bar: one control a clause, with its menu of options and, once it is set, a button that lets go of it.

use chuhai_core::dataset::{Dataset, RecordIx, Status};
use chuhai_core::date::DateFault;
use chuhai_core::state::{Action, ClaimCategory, End, Filter, FilterField, Period, ResolvedFilter, State};
use chuhai_core::text::{Lang, Phrase, phrases};
use yew::prelude::*;

use super::icon::{Icon, icon, record_glyph};
use crate::browser::element;
use crate::browser::window::WindowListener;
use crate::choice::clause_words;
use crate::ptr_eq_rc::PtrEqRc;

/// What the bar needs.
#[derive(Properties, PartialEq)]
pub struct FiltersProps {
    /// The facts.
    pub dataset: PtrEqRc<Dataset>,
    /// What the reader has chosen.
    pub state: PtrEqRc<State>,
    /// The choice, resolved.
    pub focus: PtrEqRc<ResolvedFilter>,
    /// Where choices go.
    pub act: Callback<Action>,
}

/// The clauses that have a menu. Words are typed into the search field.
const MENUS: [FilterField; 5] =
    [FilterField::Regions, FilterField::Companies, FilterField::Kinds, FilterField::Statuses, FilterField::Period];

/// Which menu is open: one clause's, or on small screens all of them in one sheet.
#[derive(Clone, Copy, PartialEq)]
enum Menu {
    One(FilterField),
    All,
}

/// What was typed for an end of the period and cannot be taken.
type Fault = (End, String, DateFault);

/// The controls of the filter.
#[component]
pub fn Filters(props: &FiltersProps) -> Html {
    let menu = use_state_eq(|| None::<Menu>);
    let fault = use_state_eq(|| None::<Fault>);
    let node = use_node_ref();
    // A menu that opens takes the focus, so that what it says is heard and Tab leads into it; one that is sent away
    // gives it back to its button.
    use_effect_with(*menu, {
        let (node, menu, fault) = (node.clone(), menu.setter(), fault.setter());
        move |open| {
            let listeners = open.map(|_| {
                element::focus_within(&node, ".menu");
                let (close, opener) = (menu.clone(), node.clone());
                let escape = WindowListener::escape(move || {
                    element::focus_within(&opener, "[aria-expanded=true]");
                    close.set(None);
                });
                (escape, WindowListener::outside(&node, ".menu, [aria-expanded=true]", move || menu.set(None)))
            });
            fault.set(None);
            move || drop(listeners)
        }
    });
    let bar = Bar { props, lang: props.state.page.lang, menu: &menu, fault: &fault, node: &node };
    html! {
        <div ref={node.clone()} class="clauses" tabindex="-1">
            { bar.opener(Menu::All, "filter-all", html! { <>{ icon(Icon::Filter) }{ phrases::FILTER_LABEL.get(bar.lang) }</> }) }
            { bar.menu_of(Menu::All) }
            { for FilterField::ALL.into_iter().map(|clause| bar.control(clause)) }
        </div>
    }
}

/// What drawing the bar takes.
struct Bar<'a> {
    props: &'a FiltersProps,
    lang: Lang,
    menu: &'a UseStateHandle<Option<Menu>>,
    fault: &'a UseStateHandle<Option<Fault>>,
    node: &'a NodeRef,
}

/// One option of a menu: what it is called, what stands for it, what choosing it does, and a state that asks for it
/// alone.
struct Choosable {
    record: Option<RecordIx>,
    chosen: bool,
    action: Action,
    alone: State,
}

impl Bar<'_> {
    /// Whether the dataset has anything for a clause to ask about.
    fn has(&self, clause: FilterField) -> bool {
        let dataset = &self.props.dataset;
        match clause {
            FilterField::Regions => !dataset.regions.is_empty(),
            FilterField::Companies => !dataset.companies.is_empty(),
            FilterField::Kinds | FilterField::Statuses | FilterField::Period | FilterField::Text => true,
        }
    }

    fn words(&self, state: &State, clause: FilterField) -> String {
        clause_words(&self.props.dataset, state, clause, self.lang)
    }

    /// The control of a clause: the button of its menu, the button that lets go of it, and the menu while it is open.
    fn control(&self, clause: FilterField) -> Html {
        let set = self.props.state.filter.fields().any(|other| other == clause);
        if !set && (clause == FilterField::Text || !self.has(clause)) {
            return Html::default();
        }
        let name = name(clause).get(self.lang);
        let words =
            if set { self.words(&self.props.state, clause) } else { phrases::FILTER_ALL.get(self.lang).to_owned() };
        let label = phrases::FILTER_DROP.fill(self.lang, &[("clause", name), ("words", &words)]);
        let says = html! { <><span>{ name }</span><b>{ words }</b></> };
        let opener = if clause == FilterField::Text {
            html! { <span class="filter-open">{ says }</span> }
        } else {
            self.opener(Menu::One(clause), "", says)
        };
        html! {
            <div key={id(clause)} class={classes!("filter", set.then_some("filter-set"))} data-clause={id(clause)}>
                { opener }
                if set {
                    <button type="button" class="filter-drop" aria-label={label} onclick={self.drop(clause)}>
                        { icon(Icon::Close) }
                    </button>
                }
                { self.menu_of(Menu::One(clause)) }
            </div>
        }
    }

    /// Lets go of a clause and moves the focus to the next one in force, or else to the bar.
    fn drop(&self, clause: FilterField) -> Callback<MouseEvent> {
        let state = &self.props.state;
        let next = state.filter.fields().skip_while(|other| *other != clause).nth(1);
        let next = next.or_else(|| state.filter.fields().find(|other| *other != clause));
        let (node, act) = (self.node.clone(), self.props.act.clone());
        Callback::from(move |_| {
            let next = next.map_or_else(String::new, |next| format!("[data-clause={}] .filter-drop", id(next)));
            element::focus_within(&node, &next);
            act.emit(Action::ClearField(clause));
        })
    }

    fn opener(&self, of: Menu, class: &'static str, says: Html) -> Html {
        let open = **self.menu == Some(of);
        let menu = self.menu.clone();
        let onclick = Callback::from(move |_: MouseEvent| menu.set((!open).then_some(of)));
        html! {
            <button type="button" class={classes!("filter-open", class)} aria-expanded={open.to_string()}
                aria-controls={open.then_some("filter-menu")} {onclick}>
                { says }{ icon(Icon::Down) }
            </button>
        }
    }

    /// The menu, if it is this one that is open.
    fn menu_of(&self, of: Menu) -> Html {
        if **self.menu != Some(of) {
            return Html::default();
        }
        let (menu, node) = (self.menu.clone(), self.node.clone());
        let close = Callback::from(move |_: MouseEvent| {
            element::focus_within(&node, "[aria-expanded=true]");
            menu.set(None);
        });
        let shown = MENUS.into_iter().filter(|clause| self.has(*clause));
        let shown = shown.filter(|clause| of == Menu::All || of == Menu::One(*clause));
        html! {
            <div class="menu" id="filter-menu" role="group" aria-label={phrases::FILTER_LABEL.get(self.lang)} tabindex="-1">
                { for shown.map(|clause| self.options(clause)) }
                <p class="menu-foot">
                    <span class="note">{ phrases::FILTER_COUNTS.get(self.lang) }</span>
                    <button type="button" class="link" onclick={close}>{ phrases::FILTER_DONE.get(self.lang) }</button>
                </p>
            </div>
        }
    }

    fn options(&self, clause: FilterField) -> Html {
        let FiltersProps { dataset, state, focus, .. } = self.props;
        let choosable = self.choosable(clause);
        let alone: Vec<State> = choosable.iter().map(|option| option.alone.clone()).collect();
        let counts = focus.counts(state, clause, &alone, dataset);
        html! {
            <fieldset class={classes!("options", format!("options-{}", id(clause)))}>
                <legend>{ name(clause).get(self.lang) }</legend>
                if clause == FilterField::Period { { self.period() } }
                if clause == FilterField::Statuses { { self.doubtful() } }
                { for choosable.into_iter().zip(counts).map(|(option, count)| self.option(clause, option, count)) }
            </fieldset>
        }
    }

    fn option(
        &self,
        clause: FilterField,
        Choosable { record, chosen, action, alone }: Choosable,
        count: usize,
    ) -> Html {
        let dataset = &self.props.dataset;
        let says = html! {
            <>
                if let Some(ix) = record { { record_glyph(dataset, dataset.record(ix)) } }
                <span>{ self.words(&alone, clause) }</span><span class="count">{ count }</span>
            </>
        };
        let act = &self.props.act;
        let class = classes!("option", (count == 0).then_some("option-none"));
        if clause == FilterField::Period {
            let onclick = act.reform(move |_: MouseEvent| action.clone());
            return html! { <button type="button" {class} aria-pressed={chosen.to_string()} {onclick}>{ says }</button> };
        }
        let onchange = act.reform(move |_: Event| action.clone());
        html! { <label {class}><input type="checkbox" checked={chosen} {onchange} />{ says }</label> }
    }

    fn choosable(&self, clause: FilterField) -> Vec<Choosable> {
        let FiltersProps { dataset, state, .. } = self.props;
        let alone = State::default;
        match clause {
            FilterField::Regions => (0..dataset.regions.len() as u16)
                .map(|ix| Choosable {
                    record: None,
                    chosen: state.filter.regions.contains(&ix),
                    action: Action::ToggleRegionInFilter(ix),
                    alone: State { filter: Filter { regions: vec![ix], ..alone().filter.clone() }, ..alone() },
                })
                .collect(),
            FilterField::Companies => (0..dataset.companies.len() as u16)
                .map(|ix| Choosable {
                    record: Some(dataset.companies[usize::from(ix)].record),
                    chosen: state.filter.companies.contains(&ix),
                    action: Action::ToggleCompanyInFilter(ix),
                    alone: State { filter: Filter { companies: vec![ix], ..alone().filter.clone() }, ..alone() },
                })
                .collect(),
            FilterField::Kinds => ClaimCategory::ALL
                .iter()
                .filter(|kind| dataset.records.iter().any(|record| ClaimCategory::of(record) == Some(**kind)))
                .map(|&kind| Choosable {
                    record: None,
                    chosen: state.filter.kinds.contains(&kind),
                    action: Action::ToggleKindInFilter(kind),
                    alone: State { filter: Filter { kinds: vec![kind], ..alone().filter.clone() }, ..alone() },
                })
                .collect(),
            FilterField::Statuses => Status::ALL
                .into_iter()
                .map(|status| Choosable {
                    record: None,
                    chosen: state.filter.statuses.contains(&status),
                    action: Action::ToggleStatusInFilter(status),
                    alone: State { filter: Filter { statuses: vec![status], ..alone().filter.clone() }, ..alone() },
                })
                .collect(),
            FilterField::Period => dataset
                .meta
                .published
                .into_iter()
                .flat_map(Period::offered)
                .map(|period| {
                    let chosen = state.filter.period == period;
                    let action = if chosen { Action::ClearField(clause) } else { Action::SetPeriod(period) };
                    Choosable {
                        record: None,
                        chosen,
                        action,
                        alone: State { filter: Filter { period, ..alone().filter.clone() }, ..alone() },
                    }
                })
                .collect(),
            FilterField::Text => Vec::new(),
        }
    }

    /// What does not simply hold, in one step.
    fn doubtful(&self) -> Html {
        let onclick = self.props.act.reform(|_: MouseEvent| Action::SetStatuses(Status::DOUBTFUL.to_vec()));
        let pressed = self.props.state.filter.statuses.iter().copied().eq(Status::DOUBTFUL);
        html! {
            <button type="button" class="option" aria-pressed={pressed.to_string()} {onclick}>
                <span>{ phrases::FILTER_DOUBTFUL.get(self.lang) }</span>
            </button>
        }
    }

    /// The two ends of the period as fields.
    fn period(&self) -> Html {
        let lang = self.lang;
        let field = |end: End, name: Phrase| {
            let (act, fault) = (self.props.act.clone(), self.fault.clone());
            let period = self.props.state.filter.period;
            let onchange = Callback::from(move |event: Event| {
                let text = element::value(event.target());
                match period.typed(end, &text) {
                    Ok(period) => {
                        fault.set(None);
                        act.emit(Action::SetPeriod(period));
                    }
                    Err(why) => fault.set(Some((end, text, why))),
                }
            });
            let wrong = self.fault.as_ref().filter(|(at, ..)| *at == end);
            let date = match end {
                End::From => period.from,
                End::To => period.to,
            };
            let value = match wrong {
                Some((_, text, _)) => text.clone(),
                None => date.map_or_else(String::new, |date| date.to_string()),
            };
            let described = if wrong.is_some() { "period-fault" } else { "period-forms" };
            html! {
                <label>
                    { name.get(lang) }
                    <input type="text" autocomplete="off" spellcheck="false" {value} {onchange}
                        aria-invalid={wrong.map(|_| "true")} aria-describedby={described} />
                </label>
            }
        };
        html! {
            <>
                <div class="period">
                    { field(End::From, phrases::FILTER_PERIOD_FROM) }{ field(End::To, phrases::FILTER_PERIOD_TO) }
                </div>
                if let Some((_, text, why)) = &**self.fault { <p class="fault" id="period-fault">{ fault_words(text, *why, lang) }</p> }
                <p class="note" id="period-forms">{ phrases::FILTER_PERIOD_FORMS.get(lang) }</p>
            </>
        }
    }
}

/// What is wrong with what was typed.
fn fault_words(text: &str, fault: DateFault, lang: Lang) -> String {
    let (phrase, n) = match fault {
        DateFault::Syntax => (phrases::FILTER_FAULT_SYNTAX, 0),
        DateFault::NoSuchDay { days_in_month } => (phrases::FILTER_FAULT_DAY, days_in_month),
        DateFault::Reversed => (phrases::FILTER_FAULT_REVERSED, 0),
        DateFault::HalfApproximate => (phrases::FILTER_FAULT_HALF, 0),
    };
    phrase.fill(lang, &[("text", text), ("n", &n.to_string())])
}

/// A clause as the address names it.
const fn id(clause: FilterField) -> &'static str {
    match clause {
        FilterField::Regions => "region",
        FilterField::Companies => "company",
        FilterField::Kinds => "kind",
        FilterField::Statuses => "status",
        FilterField::Period => "t",
        FilterField::Text => "q",
    }
}

/// What a clause asks about.
const fn name(clause: FilterField) -> Phrase {
    match clause {
        FilterField::Regions => phrases::FILTER_REGIONS,
        FilterField::Companies => phrases::FILTER_COMPANIES,
        FilterField::Kinds => phrases::FILTER_KINDS,
        FilterField::Statuses => phrases::FILTER_STATUSES,
        FilterField::Period => phrases::FILTER_PERIOD,
        FilterField::Text => phrases::FILTER_TEXT,
    }
}
