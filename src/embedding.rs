//! The session of an embedded page with its host: reports readiness, changes and heights, and does what the host asks.
//! `messages.rs` has the protocol, `browser/host.rs` the channel.

use std::cell::RefCell;
use std::rc::Rc;

use chuhai_core::dataset::Dataset;
use chuhai_core::state::{State, View};
use chuhai_core::text::Lang;
use yew::prelude::*;

use crate::browser::host::{self, HostMessage};
use crate::browser::location;
use crate::browser::resize::SizeObserver;
use crate::messages::{self, Change, HostRequest, LayoutMetrics, OutMessage};
use crate::ptr_eq_rc::PtrEqRc;
use crate::store::{HistoryMode, Store, StoreAction};
use crate::views::spec::is_available;

/// The state of the session.
struct EmbedSession {
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

/// Keeps the host informed and does what it asks. The returned callback reports that the page is ready.
#[hook]
pub fn use_host(store: &UseReducerHandle<Store>, default_lang: Lang) -> Callback<()> {
    let session = use_mut_ref(|| EmbedSession::new(store, default_lang));
    // Another view has other boxes to observe.
    use_effect_with((store.state.page.embed, store.state.page.view), {
        let (session, dispatcher) = (session.clone(), store.dispatcher());
        move |_| {
            let observed = session.clone();
            let listeners = host::is_framed().then(|| {
                let listener = host::listen(move |message| {
                    let state = session.borrow_mut().answer(&message);
                    if let Some(state) = state {
                        dispatcher.dispatch(StoreAction::Restore(Box::new(state)));
                    }
                });
                (listener, SizeObserver::of_layout(move || observed.borrow_mut().report_height()))
            });
            move || drop(listeners)
        }
    });
    use_effect_with((store.state.clone(), store.history), {
        let session = session.clone();
        move |(state, history): &(PtrEqRc<State>, HistoryMode)| session.borrow_mut().report_change(state, *history)
    });
    report_ready(session)
}

fn report_ready(session: Rc<RefCell<EmbedSession>>) -> Callback<()> {
    Callback::from(move |()| {
        if host::is_framed() {
            let mut session = session.borrow_mut();
            session.is_ready = true;
            host::say(&OutMessage::ready(&session.dataset).to_json());
            session.report_height();
        }
    })
}

impl EmbedSession {
    fn new(store: &Store, default_lang: Lang) -> Self {
        let (dataset, state) = (store.dataset.clone(), store.state.clone());
        let change = Change::new(&state, &dataset, default_lang);
        Self { dataset, state, default_lang, is_ready: false, height_px: 0, change, sizer_id: None }
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
        if history == HistoryMode::Gesture || !host::is_framed() {
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
