//! The root component: the store, and the sections of the page in their order.

pub mod details;
mod hooks;
mod ready;

use chuhai_core::dataset::{Dataset, Details};
use chuhai_core::state::{Action, State, View};
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use self::details::use_details;
use self::hooks::{DialogState, Dispatchers, Summary, use_dialog, use_dispatchers, use_store, use_summary};
use self::hooks::{use_loading, use_view_context};
use self::ready::{Readiness, use_readiness};
use crate::components::cite;
use crate::components::dialog::Dialog;
use crate::components::filters::FiltersProps;
use crate::components::header::{embed_links, header};
use crate::components::lead::lead;
use crate::components::notices::NoticesProps;
use crate::components::panel::PanelProps;
use crate::components::part_placeholder::part_placeholder;
use crate::components::records_table::RecordsTableProps;
use crate::components::search::SearchProps;
use crate::components::share::Share;
use crate::components::story::StoryProps;
use crate::effects::use_page_effects;
use crate::embedding::EmbedSessionProps;
use crate::hooks::use_next_task;
use crate::lazy_details::LazyDetails;
use crate::link_report::LinkReport;
use crate::page::Page;
use crate::parts::records::RecordsPart;
use crate::parts::story::StoryPart;
use crate::parts::tools::ToolsPart;
use crate::parts::views::ViewsPart;
use crate::parts::{Part as _, PartState};
use crate::prerender::figures::Figures;
use crate::prerender::story::StoryText;
use crate::ptr_eq_rc::PtrEqRc;
use crate::render_mode::RenderMode;
use crate::store::Store;
use crate::text_measures::TextMeasures;
use crate::views::context::ViewContext;
use crate::views::spec::{charts, fills_frame, is_available, mode};

/// Properties of the root component.
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// The purpose that the page is rendered for, while it is not printed.
    pub mode: RenderMode,
    /// The figures of the prerendered page.
    pub figures: Figures,
    /// The dataset.
    pub dataset: PtrEqRc<Dataset>,
    /// The record details, if they came with it.
    pub details: Option<PtrEqRc<Details>>,
    /// The address of the record details otherwise.
    pub details_address: Option<AttrValue>,
    /// The story's text, if it was read from the prerendered page or its file.
    pub story_text: Option<PtrEqRc<StoryText>>,
    /// True if the page is in a frame, whose host it talks with.
    pub is_framed: bool,
    /// True if the reader was past the story's first step before the page ran.
    pub is_past_first_step: bool,
    /// The state that the address asks for.
    pub initial: State,
    /// The language of an address without `lang`.
    pub default_lang: Lang,
    /// Findings about the address.
    pub link: PtrEqRc<LinkReport>,
    /// Text measures of both languages.
    pub measures: PtrEqRc<TextMeasures>,
}

/// The page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let store = use_store(props);
    let dispatchers = use_dispatchers(&store);
    let details = use_details(&store, props.details_address.clone(), props.story_text.clone());
    use_page_effects(&store, props.default_lang);
    let help = use_dialog();
    let summary = use_summary(&store);
    // The frame of the page and its sections are rendered in a task each.
    let has_sections = use_next_task(true);
    let readiness = use_readiness(&store, &props.link, has_sections);
    let context = use_view_context(props, &store, &summary, &dispatchers, &help, &readiness);
    use_loading(&store, &details, &context.parts, &readiness);
    let parts = PageParts { props, store: &store, details, dispatchers, summary, context, help, readiness };
    html! {
        <ContextProvider<Page> context={parts.page().clone()}>
            <main class={parts.classes()} data-view={parts.view().id()} data-mode={mode(parts.view())}
                data-fill={fills_frame(parts.view()).then_some("")}>
                { parts.header() }
                { parts.notices() }
                if has_sections { { parts.sections() } }
                { parts.help() }
                { parts.embed_session() }
            </main>
        </ContextProvider<Page>>
    }
}

/// The input of the page's sections.
struct PageParts<'a> {
    props: &'a AppProps,
    store: &'a Store,
    details: LazyDetails,
    dispatchers: Dispatchers,
    summary: Summary,
    context: ViewContext,
    help: DialogState,
    readiness: Readiness,
}

impl PageParts<'_> {
    fn page(&self) -> &Page {
        &self.context.page
    }

    fn view(&self) -> View {
        self.store.state.page.view
    }

    /// True if the panel shows records, or waits for its part. The data view shows them in their rows.
    fn is_panel_open(&self) -> bool {
        let is_open = match RecordsPart::get() {
            Some(_) => self.summary.panel_choice.is_some(),
            None => self.summary.is_choosing,
        };
        is_open && self.view() != View::Data
    }

    fn classes(&self) -> Classes {
        classes!(
            "page",
            self.is_panel_open().then_some("page-chosen"),
            self.store.is_story_embed().then_some("page-alone"),
            self.store.state.page.embed.then_some("page-embed")
        )
    }

    fn sections(&self) -> Html {
        html! {
            <>
            { self.story() }
            if self.store.is_story_embed() {
                { self.status_and_panel() }
            } else {
                { self.filters() }
                { self.charts() }
                { self.data() }
            }
            </>
        }
    }

    fn header(&self) -> Html {
        let Self { props, store, summary, .. } = self;
        let state = &summary.state_without_cameras;
        let share = html! { <Share state={state.clone()} default_lang={props.default_lang} /> };
        let links = if store.state.page.embed {
            let from_story = props.initial.page.view == View::Story && is_available(View::Story, &store.dataset);
            embed_links(self.page(), state, from_story)
        } else {
            Html::default()
        };
        header(self.page(), state, &self.help.open, [share, links])
    }

    /// The live region of notices. It is there without notices too, so that assistive technology announces new ones.
    fn notices(&self) -> Html {
        let Self { props, context, readiness: Readiness { problem, .. }, .. } = self;
        let has_notices = problem.is_some() || props.link.made_with.is_some();
        // What was asked for and cannot come is said here too, such as a file to save.
        let tools = &context.parts.tools;
        let notices = match ToolsPart::get() {
            Some(part) if has_notices => (part.notices)(NoticesProps {
                details: self.details.details.clone(),
                state: self.store.state.clone(),
                default_lang: props.default_lang,
                choice: self.summary.choice.clone(),
                made_with: props.link.made_with.clone(),
                problem: problem.clone(),
            }),
            None if has_notices || tools.state == PartState::Failed => part_placeholder(self.page(), tools),
            _ => Html::default(),
        };
        html! { <div id="notice" role="alert">{ notices }</div> }
    }

    /// The session with the host of a page in a frame.
    fn embed_session(&self) -> Html {
        let Some(part) = ToolsPart::get().filter(|_| self.props.is_framed) else { return Html::default() };
        (part.embed_session)(EmbedSessionProps {
            dataset: self.store.dataset.clone(),
            state: self.store.state.clone(),
            history: self.store.history,
            default_lang: self.props.default_lang,
            is_ready: self.readiness.is_ready,
            on_request: self.dispatchers.restore.clone(),
        })
    }

    /// The story, or what takes its place in a dataset without one.
    fn story(&self) -> Html {
        if self.store.shows_story() {
            let Some(part) = StoryPart::get() else { return part_placeholder(self.page(), &self.context.parts.story) };
            // Links change with the state, but not while a picture is moved.
            let context = ViewContext { state: self.summary.state_without_cameras.clone(), ..self.context.clone() };
            (part.story)(StoryProps {
                context,
                lead: self.summary.lead.clone(),
                details: self.details.clone(),
                is_past_first_step: self.props.is_past_first_step,
                on_scroll: self.dispatchers.scroll.clone(),
            })
        } else if self.view() == View::Story {
            lead(self.page(), &self.summary.lead)
        } else {
            Html::default()
        }
    }

    fn panel(&self) -> Html {
        let (details, choice) = (self.details.clone(), self.summary.panel_choice.clone());
        let class = classes!("panel", self.is_panel_open().then_some("panel-open"));
        match RecordsPart::get() {
            Some(part) => (part.panel)(PanelProps { details, choice }),
            None => html! {
                <aside {class} aria-label={self.page().text(phrases::PANEL_LABEL)}>
                    { part_placeholder(self.page(), &self.context.parts.records) }
                </aside>
            },
        }
    }

    /// The rest of the page beside an embedded story, which leaves no room for more.
    fn status_and_panel(&self) -> Html {
        html! {
            <>
            <p class="hidden"><span id="status" role="status">{ &self.summary.status }</span></p>
            if self.is_panel_open() { { self.panel() } }
            </>
        }
    }

    fn filters(&self) -> Html {
        let summary = &self.summary;
        html! {
            <section class="filters" aria-label={self.page().text(phrases::FILTER_LABEL)}>
                { self.filter_fields() }
                <p class="status">
                    <span id="status" role="status">{ &summary.status }</span>
                    if summary.is_choosing {
                        <button type="button" class="link" onclick={self.page().on_click(Action::Clear)}>
                            { self.page().text(phrases::ANNOUNCE_CLEAR) }
                        </button>
                    }
                </p>
            </section>
        }
    }

    /// The filters and the search field.
    fn filter_fields(&self) -> Html {
        let (state, say) = (self.summary.state_without_cameras.clone(), self.summary.say.clone());
        let lazy = &self.context.parts;
        let fields = match ViewsPart::get() {
            Some(part) => (part.filters)(FiltersProps {
                state: state.clone(),
                resolved: self.store.resolved.clone(),
                records: lazy.records.clone(),
            }),
            None => part_placeholder(self.page(), &lazy.views),
        };
        let search = match RecordsPart::get() {
            Some(part) => (part.search)(SearchProps { details: self.details.details.clone(), state, say }),
            None if ViewsPart::get().is_none() => Html::default(),
            None => html! { <div class="search">{ part_placeholder(self.page(), &lazy.records) }</div> },
        };
        html! { <>{ fields }{ search }</> }
    }

    /// The help, if it is open.
    fn help(&self) -> Html {
        if !self.help.is_open {
            return Html::default();
        }
        let page = self.page();
        let content =
            ToolsPart::get().map_or_else(|| part_placeholder(page, &self.context.parts.tools), |part| (part.help)());
        html! {
            <Dialog title={page.text(phrases::HELP_TITLE)} class="help" on_close={self.help.close.clone()}>{ content }</Dialog>
        }
    }

    /// The charts with the panel beside them.
    fn charts(&self) -> Html {
        let shown = charts().map(|(view, _)| view).filter(|view| self.store.shows(*view));
        if self.view() == View::Data {
            return Html::default();
        }
        let views: Html = match ViewsPart::get() {
            Some(part) => shown.map(|view| (part.section)(view, self.context.clone())).collect(),
            None => part_placeholder(self.page(), &self.context.parts.views),
        };
        html! { <div class="explore"><div class="views">{ views }</div>{ self.panel() }</div> }
    }

    /// The table of all records.
    fn data(&self) -> Html {
        let open = self.view() == View::Data;
        let folder = self.props.details_address.as_deref().and_then(cite::folder);
        if !matches!(self.view(), View::Story | View::Explore | View::Data) {
            return Html::default();
        }
        let Some(part) = RecordsPart::get() else {
            let page = self.page();
            return html! {
                <section id="data" class="data" aria-labelledby="data-title">
                    <h2 id="data-title">{ page.text(phrases::DATA_TITLE) }</h2>
                    { part_placeholder(page, &self.context.parts.records) }
                </section>
            };
        };
        (part.records_table)(RecordsTableProps {
            details: self.details.clone(),
            resolved: self.store.resolved.clone(),
            chosen: self.context.chosen.clone(),
            open,
            folder,
        })
    }
}
