//! The two date fields of the period: a way to set it without dragging.

use chuhai_core::date::DateFault;
use chuhai_core::state::{Action, End, Period};
use chuhai_core::text::{Lang, Phrase, phrases};
use yew::prelude::*;

use crate::browser::element;
use crate::page::Page;

/// A typed date that is not valid: the end it is for, the text, and the fault.
pub type PeriodFault = (End, String, DateFault);

/// The fields, the fault of what was typed, and a note on the accepted forms.
pub fn period_fields(page: &Page, period: Period, fault: &UseStateHandle<Option<PeriodFault>>) -> Html {
    let field = |end, name| field(page, period, fault, end, name);
    html! {
        <>
            <div class="period">
                { field(End::From, phrases::FILTER_PERIOD_FROM) }{ field(End::To, phrases::FILTER_PERIOD_TO) }
            </div>
            if let Some((_, text, fault)) = &**fault {
                <p class="fault" id="period-fault">{ fault_words(text, *fault, page.lang) }</p>
            }
            <p class="note" id="period-forms">{ page.text(phrases::FILTER_PERIOD_FORMS) }</p>
        </>
    }
}

/// The field of one end of the period.
fn field(page: &Page, period: Period, fault: &UseStateHandle<Option<PeriodFault>>, end: End, name: Phrase) -> Html {
    let onchange = {
        let (act, fault) = (page.act.clone(), fault.setter());
        move |event: Event| {
            let text = element::value(event.target());
            match period.typed(end, &text) {
                Ok(period) => {
                    fault.set(None);
                    act.emit(Action::SetPeriod(period));
                }
                Err(why) => fault.set(Some((end, text, why))),
            }
        }
    };
    let date = match end {
        End::From => period.from,
        End::To => period.to,
    };
    let wrong = fault.as_ref().filter(|(at, ..)| *at == end);
    let value = match wrong {
        Some((_, text, _)) => text.clone(),
        None => date.map_or_else(String::new, |date| date.to_string()),
    };
    let described = if wrong.is_some() { "period-fault" } else { "period-forms" };
    html! {
        <label>
            { page.text(name) }
            <input type="text" autocomplete="off" spellcheck="false" {value} {onchange}
                aria-invalid={wrong.map(|_| "true")} aria-describedby={described} />
        </label>
    }
}

/// The message of a fault.
fn fault_words(text: &str, fault: DateFault, lang: Lang) -> String {
    let (phrase, n) = match fault {
        DateFault::Syntax => (phrases::FILTER_FAULT_SYNTAX, 0),
        DateFault::NoSuchDay { days_in_month } => (phrases::FILTER_FAULT_DAY, days_in_month),
        DateFault::Reversed => (phrases::FILTER_FAULT_REVERSED, 0),
        DateFault::HalfApproximate => (phrases::FILTER_FAULT_HALF, 0),
    };
    phrase.fill(lang, &[("text", text), ("n", &n.to_string())])
}
