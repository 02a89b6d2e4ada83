//! The session of an embedded page with its host: reports readiness, changes and heights, and does what the host asks.
//! `messages.rs` has the protocol, `browser/host.rs` the channel.

use chuhai_core::dataset::Dataset;
use chuhai_core::state::{State, View};
use chuhai_core::text::Lang;
use yew::prelude::*;

use crate::browser::host::{self, HostMessage};
use crate::browser::location;
use crate::browser::resize::SizeObserver;
use crate::messages::{self, Change, HostRequest, LayoutMetrics, OutMessage};
use crate::ptr_eq_rc::PtrEqRc;
use crate::store::HistoryMode;
use crate::views::spec::is_available;

/// The state of the session.
struct Session {
    dataset: PtrEqRc<Dataset>,
    /// The latest state: listeners outlive renders.
    state: PtrEqRc<State>,
    default_lang: Lang,
    /// True once the page is ready: before, its height means nothing.
    is_ready: bool,
    /// The last height that was reported, in px.
    height_px: u32,
    /// The last change that was reported.
    change: Change,
    /// The host's name for the frame, if it follows heights by iframe-resizer's protocol.
    sizer_id: Option<String>,
}

/// Properties of [`EmbedSession`].
#[derive(Properties, PartialEq)]
pub struct EmbedSessionProps {
    /// The dataset.
    pub dataset: PtrEqRc<Dataset>,
    /// The reader's state.
    pub state: PtrEqRc<State>,
    /// The effect of the state's last change on the history.
    pub history: HistoryMode,
    /// The language of an address without `lang`.
    pub default_lang: Lang,
    /// True once the page is ready.
    pub is_ready: bool,
    /// Receives the state that the host asks for.
    pub on_request: Callback<State>,
}

/// The session of a page in a frame. Renders nothing.
#[component]
pub fn EmbedSession(props: &EmbedSessionProps) -> Html {
    let session = use_mut_ref(|| Session::new(props));
    let page = &props.state.page;
    // Another view has other boxes to observe.
    use_effect_with((page.embed, page.view), {
        let (session, on_request) = (session.clone(), props.on_request.clone());
        move |_| {
            let observed = session.clone();
            let listener = host::listen(move |message| {
                let state = session.borrow_mut().answer(&message);
                state.into_iter().for_each(|state| on_request.emit(state));
            });
            let observer = SizeObserver::of_layout(move || observed.borrow_mut().report_height());
            move || drop((listener, observer))
        }
    });
    use_effect_with((props.state.clone(), props.history), {
        let session = session.clone();
        move |(state, history): &(PtrEqRc<State>, HistoryMode)| session.borrow_mut().report_change(state, *history)
    });
    use_effect_with(props.is_ready, move |is_ready| {
        if *is_ready {
            session.borrow_mut().report_ready();
        }
    });
    Html::default()
}

impl Session {
    fn new(props: &EmbedSessionProps) -> Self {
        let (dataset, state, default_lang) = (props.dataset.clone(), props.state.clone(), props.default_lang);
        let change = Change::new(&state, &dataset, default_lang);
        Self { dataset, state, default_lang, is_ready: false, height_px: 0, change, sizer_id: None }
    }

    fn report_ready(&mut self) {
        self.is_ready = true;
        host::say(&OutMessage::ready(&self.dataset).to_json());
        self.report_height();
    }

    fn present_change(&self) -> Change {
        Change::new(&self.state, &self.dataset, self.default_lang)
    }

    /// Answers the host, or returns the state that it asks for.
    fn answer(&mut self, message: &HostMessage) -> Option<State> {
        let request = match message {
            HostMessage::Text(text) => messages::parse_sizer_init(text),
            HostMessage::Object { kind, query } => messages::parse_request(kind.as_deref(), query.as_deref()),
        };
        match request? {
            HostRequest::Get => {
                self.change = self.present_change();
                host::say(&self.change.message().to_json());
            }
            HostRequest::Set { query } => {
                let (state, ignored) = messages::requested_state(&location::pairs(query), &self.state, &self.dataset);
                // A mistake of the host's is for its maker to see, and must not alarm a reader.
                for ignored in ignored {
                    host::warn(&["chuhai:set: not understood: ", &*ignored.name].concat());
                }
                // A `chuhai:get` before the next render is answered with this state.
                self.state = PtrEqRc::new(state.clone());
                return Some(state);
            }
            HostRequest::ReportSizes { id } => {
                self.sizer_id = Some(id.to_owned());
                if self.height_px > 0 {
                    self.report_to_sizer(true);
                }
            }
        }
        None
    }

    /// Reports a new state, unless a gesture goes on.
    fn report_change(&mut self, state: &PtrEqRc<State>, history: HistoryMode) {
        self.state = state.clone();
        if history == HistoryMode::Gesture {
            return;
        }
        let change = self.present_change();
        if self.change != change {
            host::say(&change.message().to_json());
            self.change = change;
        }
    }

    /// The boxes of an embedded page that is ready. No other has a height of its own: it takes that of its frame.
    fn metrics(&self) -> Option<LayoutMetrics> {
        host::metrics().filter(|_| self.is_ready && self.state.page.embed)
    }

    /// Reports a new height.
    fn report_height(&mut self) {
        let Some(metrics) = self.metrics() else { return };
        let view = self.state.page.view;
        let is_story_embed = view == View::Story && is_available(view, &self.dataset);
        let height_px = messages::height_px(view, is_story_embed, metrics);
        if height_px != self.height_px {
            let is_first = self.height_px == 0;
            self.height_px = height_px;
            OutMessage::heights(height_px).iter().for_each(|message| host::say(&message.to_json()));
            self.report_to_sizer(is_first);
        }
    }

    /// Reports the height to a host that uses iframe-resizer.
    fn report_to_sizer(&self, is_first: bool) {
        if let (Some(id), Some(metrics)) = (&self.sizer_id, host::metrics()) {
            host::say_text(&messages::sizer_size(id, self.height_px, metrics.width_px as u32, is_first));
        }
    }
}
