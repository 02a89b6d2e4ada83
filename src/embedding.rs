//! The page in a frame of another: it says when it is ready, what it shows and how high it would like to be, and does
//! what its host asks. What is said and understood is `messages.rs`.

use std::cell::RefCell;
use std::rc::Rc;

use chuhai_core::dataset::Dataset;
use chuhai_core::state::{State, View};
use chuhai_core::text::Lang;
use yew::prelude::*;

use crate::browser::host::{self, RoomObserver, Said};
use crate::browser::location;
use crate::messages::{self, Wanted};
use crate::ptr_eq_rc::PtrEqRc;
use crate::store::{Step, Store};

/// What the host is spoken to about.
struct Talk {
    dataset: PtrEqRc<Dataset>,
    /// The latest state: what listens outlives renderings.
    state: PtrEqRc<State>,
    default_lang: Lang,
    /// Whether the page is ready: before, there is nothing whose height would count.
    ready: bool,
    /// The last height that was told.
    height_px: u32,
    /// The last that was told of what is shown.
    change: String,
    /// The name the host has for the frame, where it follows heights in the way of iframe-resizer.
    sizer: Option<String>,
}

/// Keeps the host informed, and does what it asks. The callback is to be called when the page is ready.
#[hook]
pub fn use_host(store: &UseReducerHandle<Store>, default_lang: Lang) -> Callback<()> {
    let talk = use_mut_ref(|| {
        let (dataset, state) = (store.dataset.clone(), store.state.clone());
        let mut talk =
            Talk { dataset, state, default_lang, ready: false, height_px: 0, change: String::new(), sizer: None };
        talk.change = talk.change();
        talk
    });
    // Another view has other boxes to look at.
    use_effect_with((store.state.page.embed, store.state.page.view), {
        let (talk, dispatcher) = (talk.clone(), store.dispatcher());
        move |_| {
            let sized = talk.clone();
            let hears = host::is_framed().then(|| {
                let listener = host::listen(move |said| {
                    let asked = talk.borrow_mut().hear(&said);
                    if let Some(state) = asked {
                        dispatcher.dispatch(Step::Restore(Box::new(state)));
                    }
                });
                (listener, RoomObserver::new(move || sized.borrow_mut().tell_height()))
            });
            move || drop(hears)
        }
    });
    use_effect_with((store.state.clone(), store.drafting), {
        let talk = talk.clone();
        move |(state, drafting): &(PtrEqRc<State>, bool)| talk.borrow_mut().show(state, *drafting)
    });
    ready(talk)
}

fn ready(talk: Rc<RefCell<Talk>>) -> Callback<()> {
    Callback::from(move |()| {
        if host::is_framed() {
            let mut talk = talk.borrow_mut();
            talk.ready = true;
            host::say(&messages::ready(&talk.dataset));
            talk.tell_height();
        }
    })
}

impl Talk {
    fn change(&self) -> String {
        messages::change(&self.state, &self.dataset, self.default_lang)
    }

    /// Answers what the host said, or gives the state it asks for.
    fn hear(&mut self, said: &Said) -> Option<State> {
        let wanted = match said {
            Said::Text(text) => messages::greeting(text),
            Said::Object(kind, query) => messages::wanted(kind.as_deref(), query.as_deref()),
        };
        match wanted? {
            Wanted::Get => {
                self.change = self.change();
                host::say(&self.change);
            }
            Wanted::Set(query) => {
                let (state, ignored) = messages::asked(&location::pairs(query), &self.state, &self.dataset);
                // A host's mistake is for its maker to see, and must not alarm a reader.
                for ignored in ignored {
                    host::warn(&["chuhai:set: not understood: ", &*ignored.name].concat());
                }
                // Who asks next is told this, whether or not it is painted yet.
                self.state = PtrEqRc::new(state.clone());
                return Some(state);
            }
            Wanted::Heights(id) => {
                self.sizer = Some(id.to_owned());
                if self.height_px > 0 {
                    self.tell_sizer(true);
                }
            }
        }
        None
    }

    /// Takes over what is shown now and tells it, where it is news and no step of a gesture.
    fn show(&mut self, state: &PtrEqRc<State>, drafting: bool) {
        self.state = state.clone();
        if drafting || !host::is_framed() {
            return;
        }
        let change = self.change();
        if self.change != change {
            host::say(&change);
            self.change = change;
        }
    }

    /// Tells the height the page would like, where that is news. Only an embedded page has one that does not follow
    /// from that of its frame.
    fn tell_height(&mut self) {
        let Some(boxes) = host::boxes().filter(|_| self.ready && self.state.page.embed) else { return };
        let view = self.state.page.view;
        let alone = view == View::Story && !self.dataset.story.is_empty();
        let height_px = messages::height_px(view, alone, boxes);
        if height_px != self.height_px {
            let first = self.height_px == 0;
            self.height_px = height_px;
            messages::heights(height_px).iter().for_each(|message| host::say(message));
            self.tell_sizer(first);
        }
    }

    /// The same in the words of iframe-resizer, to a host that has greeted us in them.
    fn tell_sizer(&self, first: bool) {
        if let (Some(id), Some(boxes)) = (&self.sizer, host::boxes()) {
            host::say_text(&messages::sizer_height(id, self.height_px, boxes.width_px as u32, first));
        }
    }
}
