//! The detail panel: what was chosen, with its figures and its evidence; how to read the page when nothing is.

use chuhai_core::dataset::{Dataset, Kind, Record, RecordIx, Status};
use chuhai_core::format;
use chuhai_core::state::Action;
use chuhai_core::text::{Lang, Phrase, phrases};
use yew::prelude::*;

use super::empty::empty;
use super::icon::{Icon, evidence_sign, icon, record_glyph};
use super::lead::statements;
use super::record_card::{evidence, record_card};
use crate::choice::Choice;
use crate::late::Late;
use crate::shared::Shared;

/// More records than this are counted, not listed: the table below has them all.
const LISTED: usize = 24;

/// What the panel needs.
#[derive(Properties, PartialEq)]
pub struct PanelProps {
    /// The facts.
    pub dataset: Shared<Dataset>,
    /// What is read beside them.
    pub late: Late,
    /// Language of the page.
    pub lang: Lang,
    /// What was chosen, if anything was.
    pub choice: Option<Shared<Choice>>,
    /// Where choices go.
    pub act: Callback<Action>,
}

/// The detail panel.
#[component]
pub fn Panel(PanelProps { dataset, late, lang, choice, act }: &PanelProps) -> Html {
    let label = phrases::PANEL_LABEL.get(*lang);
    match choice {
        Some(choice) => html! {
            <aside class="panel panel-open" aria-label={label} aria-busy={late.is_awaited().then_some("true")}>
                { match &choice.ways_back {
                    Some(ways) => empty(choice.name.get(*lang), ways, *lang, act),
                    None => chosen(dataset, late, choice, *lang, act),
                } }
            </aside>
        },
        None => html! { <aside class="panel" aria-label={label}>{ guide(dataset, *lang, act) }</aside> },
    }
}

fn chosen(dataset: &Dataset, late: &Late, choice: &Choice, lang: Lang, act: &Callback<Action>) -> Html {
    let other = lang.other();
    let head = choice.heads.first().map(|&ix| dataset.record(ix));
    // A filter by kind, time or words alone chooses nothing that is of a kind itself.
    let kind = match head {
        Some(record) => phrases::PANEL_KIND_CHOSEN.fill(lang, &[("kind", kind_phrase(record.kind).get(lang))]),
        None => phrases::PANEL_KIND_FILTERED.get(lang).to_owned(),
    };
    let is_record = choice.is_record;
    let close = act.reform(move |_: MouseEvent| if is_record { Action::Deselect } else { Action::Clear });
    html! {
        <>
            <div class="panel-kind">
                <span>{ kind }</span>
                <button type="button" class="icon-button" aria-label={phrases::PANEL_CLOSE.get(lang)} onclick={close}>
                    { icon(Icon::Close) }
                </button>
            </div>
            <h3 class="panel-name">{ choice.name.get(lang) }</h3>
            <p class="panel-other" lang={other.bcp47()}>{ choice.name.get(other) }</p>
            { facts(dataset, late, choice, lang) }
            { missing(late, lang) }
            <div class="panel-records">
                { for choice.heads.iter().map(|&ix| html! {
                    <section class="record record-chosen">{ evidence(dataset, late, ix, lang) }</section>
                }) }
                if !choice.direct.is_empty() {
                    <h4 class="panel-group">{ phrases::PANEL_RECORDS.get(lang) }</h4>
                    { for choice.direct.iter().take(LISTED).map(|&ix| record_card(dataset, late, ix, lang)) }
                    { rest(choice.direct.len(), lang) }
                } else if choice.related.is_empty() {
                    <p class="note">{ phrases::PANEL_NONE.get(lang) }</p>
                }
                if !choice.related.is_empty() {
                    <h4 class="panel-group">{ phrases::PANEL_RELATED.get(lang) }</h4>
                    { record_buttons(dataset, choice.related.iter().copied(), lang, act) }
                    { rest(choice.related.len(), lang) }
                }
            </div>
        </>
    }
}

/// That what is to be read could not be had, and the way to try again.
pub fn missing(late: &Late, lang: Lang) -> Html {
    html! {
        if late.missing {
            <p class="note missing">
                { phrases::PANEL_MISSING.get(lang) }
                <button type="button" class="link" onclick={late.fetch.reform(|_: MouseEvent| ())}>
                    { phrases::PANEL_RETRY.get(lang) }
                </button>
            </p>
        }
    }
}

fn rest(count: usize, lang: Lang) -> Html {
    let more = count.saturating_sub(LISTED);
    html! {
        if more > 0 {
            <p class="note">{ phrases::PANEL_MORE.fill(lang, &[("n", &more.to_string())]) }</p>
        }
    }
}

/// Records as buttons that choose them.
fn record_buttons(
    dataset: &Dataset,
    records: impl Iterator<Item = RecordIx>,
    lang: Lang,
    act: &Callback<Action>,
) -> Html {
    let button = |ix: RecordIx| {
        let record = dataset.record(ix);
        html! {
            <li>
                <button type="button" onclick={act.reform(move |_: MouseEvent| Action::ToggleRecord(ix))}>
                    { record_glyph(dataset, record) }<span>{ record.title.get(lang) }</span>
                </button>
            </li>
        }
    };
    html! { <ul class="record-list">{ for records.take(LISTED).map(button) }</ul> }
}

/// Three facts about what was chosen.
fn facts(dataset: &Dataset, late: &Late, choice: &Choice, lang: Lang) -> Html {
    let Some(&head) = choice.heads.first() else { return Html::default() };
    let record = dataset.record(head);
    let companies = || count(choice.companies(dataset), [phrases::PANEL_FACT_COMPANY, phrases::PANEL_FACT_COMPANIES]);
    let records =
        || count(choice.direct.len() + choice.related.len(), [phrases::PANEL_FACT_RECORD, phrases::PANEL_FACT_RECORDS]);
    let facts = match record.kind {
        Kind::Region => {
            let within = dataset.places.iter().filter(|place| {
                let region = place.region.map(|ix| &dataset.regions[usize::from(ix)]);
                region.is_some_and(|region| choice.heads.contains(&region.record))
                    || place.region.is_some_and(|ix| shapes(dataset, choice).any(|shape| shape == ix))
            });
            vec![
                count(within.count(), [phrases::PANEL_FACT_COUNTRY, phrases::PANEL_FACT_COUNTRIES]),
                companies(),
                records(),
            ]
        }
        Kind::Company => {
            let mut places = vec![false; dataset.places.len()];
            let mut regions = vec![false; dataset.regions.len()];
            for record in choice.told().map(|ix| dataset.record(ix)) {
                record.places.iter().for_each(|&ix| places[usize::from(ix)] = !dataset.places[usize::from(ix)].home);
                record.regions.iter().for_each(|&ix| regions[usize::from(ix)] = true);
            }
            let all = |flags: &[bool]| flags.iter().filter(|flag| **flag).count();
            vec![
                count(all(&places), [phrases::PANEL_FACT_COUNTRY, phrases::PANEL_FACT_COUNTRIES]),
                count(all(&regions), [phrases::PANEL_FACT_REGION, phrases::PANEL_FACT_REGIONS]),
                records(),
            ]
        }
        Kind::Place => vec![companies(), records()],
        _ => statement_facts(record, late, head, lang),
    };
    html! {
        <dl class="panel-facts">
            { for facts.into_iter().map(|(value, label)| html! {
                <div>
                    <dt>{ label.get(lang) }</dt>
                    <dd class={classes!((value.chars().count() > 6).then_some("words"))}>{ value }</dd>
                </div>
            }) }
        </dl>
    }
}

/// A number of things and what they are, of one and of any other number.
fn count(n: usize, [one, many]: [Phrase; 2]) -> (String, Phrase) {
    (n.to_string(), if n == 1 { one } else { many })
}

/// The map shapes of the chosen regions.
fn shapes<'a>(dataset: &'a Dataset, choice: &'a Choice) -> impl Iterator<Item = u16> + 'a {
    let chosen = dataset.regions.iter().filter(|region| choice.heads.contains(&region.record));
    chosen.flat_map(|region| region.shapes.iter().copied())
}

/// When, how much, and how many outside sources were asked.
fn statement_facts(record: &Record, late: &Late, ix: RecordIx, lang: Lang) -> Vec<(String, Phrase)> {
    let mut facts = vec![(format::date_short(record.date, lang), phrases::PANEL_FACT_DATE)];
    if let Some(quantity) = &record.quantity {
        facts.push((format::quantity(quantity, lang), phrases::PANEL_FACT_FIGURE));
    }
    // As wide before it is known as after.
    let checks = late.details.as_ref().and_then(|details| details.of(ix)).map(|detail| detail.checks.len());
    facts.push(match checks {
        Some(checks) => count(checks, [phrases::PANEL_FACT_CHECK, phrases::PANEL_FACT_CHECKS]),
        None => ("–".into(), phrases::PANEL_FACT_CHECKS),
    });
    facts
}

/// The name of a kind of record.
pub fn kind_phrase(kind: Kind) -> Phrase {
    match kind {
        Kind::Region => phrases::KIND_REGION,
        Kind::Place => phrases::KIND_PLACE,
        Kind::Company => phrases::KIND_COMPANY,
        Kind::Product => phrases::KIND_PRODUCT,
        Kind::Event => phrases::KIND_EVENT,
        Kind::Metric => phrases::KIND_METRIC,
        Kind::Funding => phrases::KIND_FUNDING,
        Kind::Factor => phrases::KIND_FACTOR,
        Kind::Policy => phrases::KIND_POLICY,
        Kind::Quote => phrases::KIND_QUOTE,
    }
}

/// How to read the page, and what does not hold.
fn guide(dataset: &Dataset, lang: Lang, act: &Callback<Action>) -> Html {
    let all = statements(dataset).0.to_string();
    let held = |status: Status| {
        dataset.records.iter().filter(|record| record.is_statement() && record.evidence.status == status).count()
    };
    let statuses =
        [Status::Confirmed, Status::Caveat, Status::Contested, Status::AsStated, Status::NotChecked, Status::Derived];
    let disputed = dataset
        .records
        .iter()
        .enumerate()
        .filter(|(_, record)| record.is_statement() && record.evidence.status == Status::Contested);
    html! {
        <>
            <h3 class="panel-name">{ phrases::PANEL_HOW_TITLE.get(lang) }</h3>
            <p>{ phrases::PANEL_HOW_CHOOSE.get(lang) }</p>
            <p>{ phrases::PANEL_HOW_DATES.get(lang) }</p>
            <p>{ phrases::PANEL_HOW_KEYS.get(lang) }</p>
            <h4 class="panel-group">{ phrases::PANEL_DOUBT_TITLE.get(lang) }</h4>
            <p class="note">{ phrases::PANEL_DOUBT_TEXT.fill(lang, &[("n", &all)]) }</p>
            <dl class="held">
                { for statuses.into_iter().map(|status| html! {
                    <div>
                        <dt>{ evidence_sign(status, lang) }<span>{ format::status_meaning(status, lang) }</span></dt>
                        <dd>{ held(status) }</dd>
                    </div>
                }) }
            </dl>
            <h4 class="panel-group">{ phrases::PANEL_DOUBT_LIST.get(lang) }</h4>
            { record_buttons(dataset, disputed.map(|(ix, _)| ix as RecordIx), lang, act) }
        </>
    }
}
