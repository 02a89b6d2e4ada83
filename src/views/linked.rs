//! The link between the charts: the one that the reader acts in answers at once, the others follow after two frames, so
//! that they do not hold it up.

use chuhai_core::state::{Action, View};
use yew::prelude::*;

use super::context::{ViewContext, ViewProps};
use super::funding::FundingView;
use super::map::MapView;
use super::timeline::TimelineView;
use crate::browser::frames::AfterFrames;
use crate::page::Page;
use crate::views::spec::ChartSpec;

/// Properties of [`LinkedView`].
#[derive(Properties, PartialEq)]
pub struct LinkedViewProps {
    /// The view.
    pub view: View,
    /// Its chart's entry in the registry.
    pub chart: &'static ChartSpec,
    /// The input of the views.
    pub context: ViewContext,
}

/// The section of a view.
#[component]
pub fn LinkedView(LinkedViewProps { view, chart, context }: &LinkedViewProps) -> Html {
    let context = use_linked(context, *view);
    let page = use_own_page(&context, *view);
    let props = ViewProps { context: ViewContext { page: page.clone(), ..context }, chart };
    let section = match view {
        View::Map => html! { <MapView ..props /> },
        View::Funding => html! { <FundingView ..props /> },
        View::Timeline => html! { <TimelineView ..props /> },
        View::Story | View::Explore | View::Data => Html::default(),
    };
    html! { <ContextProvider<Page> context={page}>{ section }</ContextProvider<Page>> }
}

/// Returns `context`, two frames later if something was chosen in another chart than `view`: until then the one before.
#[hook]
fn use_linked(context: &ViewContext, view: View) -> ViewContext {
    let shown = use_mut_ref(|| context.clone());
    let waiting = use_mut_ref(|| None::<AfterFrames>);
    let is_due = use_mut_ref(|| false);
    let update = use_force_update();
    let is_elsewhere = context.origin.is_some_and(|origin| origin != view);
    let is_chosen = shown.borrow().resolved != context.resolved;
    if is_due.replace(false) || !(is_elsewhere && is_chosen) {
        waiting.take();
        shown.replace(context.clone());
    } else if waiting.borrow().is_none() {
        let is_due = is_due.clone();
        waiting.replace(Some(AfterFrames::new(move || {
            is_due.replace(true);
            update.force_update();
        })));
    }
    let shown = shown.borrow();
    shown.clone()
}

/// The page of `context` with a dispatcher that names `view` with each action.
#[hook]
fn use_own_page(context: &ViewContext, view: View) -> Page {
    let act = use_memo(context.act_in.clone(), |act| act.reform(move |action: Action| (view, action)));
    Page { act: (*act).clone(), ..context.page.clone() }
}
