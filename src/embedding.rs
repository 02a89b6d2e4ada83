//! The page in a frame of another: it says when it is ready, what it shows and how high it would like to be, and does
//! what its host asks. What is said and understood is `messages.rs`.

use std::cell::RefCell;

use chuhai_core::state::View;
use chuhai_core::text::Lang;
use yew::prelude::*;

use crate::browser::address;
use crate::browser::host::{self, RoomObserver, Said};
use crate::messages::{self, Wanted};
use crate::store::{Step, Store};

/// What the host has been told.
#[derive(Default)]
struct Told {
    /// That the page is ready: before, there is nothing whose height would count.
    ready: bool,
    /// The last height.
    height_px: u32,
    /// What is shown.
    change: String,
    /// The name it has for the frame, where it follows heights in the way of iframe-resizer.
    sizer: Option<String>,
}

/// Keeps the host informed, and does what it asks. The callback is to be called when the page is ready.
#[hook]
pub fn use_host(store: &UseReducerHandle<Store>, default_lang: Lang) -> Callback<()> {
    // The latest state, for the listener and the observer, which outlive renderings.
    let latest = use_mut_ref(|| store.state.clone());
    let told = use_memo((), |()| {
        let change = messages::change(&store.state, &store.dataset, default_lang);
        RefCell::new(Told { change, ..Told::default() })
    });
    let measure = use_memo((), |()| {
        let (told, latest, tells) = (told.clone(), latest.clone(), !store.dataset.story.is_empty());
        Callback::from(move |()| {
            let view = latest.borrow().view;
            // Only an embedded page has a height that does not follow from that of its frame.
            if latest.borrow().embed {
                tell_height(&mut told.borrow_mut(), view, tells && view == View::Story);
            }
        })
    });
    use_effect_with(store.dataset.clone(), {
        let (dispatcher, latest, told) = (store.dispatcher(), latest.clone(), told.clone());
        move |dataset| {
            let dataset = dataset.clone();
            let heard = move |said: Said| {
                let wanted = match &said {
                    Said::Text(text) => messages::greeting(text),
                    Said::Object(kind, query) => messages::wanted(kind.as_deref(), query.as_deref()),
                };
                match wanted {
                    None => {}
                    Some(Wanted::Get) => host::say(&messages::change(&latest.borrow(), &dataset, default_lang)),
                    Some(Wanted::Set(query)) => {
                        let (state, ignored) = messages::asked(&address::pairs(query), &latest.borrow(), &dataset);
                        // A host's mistake is for its maker to see, and must not alarm a reader.
                        for ignored in ignored {
                            host::warn(&["chuhai:set: not understood: ", &*ignored.name].concat());
                        }
                        dispatcher.dispatch(Step::Restore(Box::new(state)));
                    }
                    Some(Wanted::Heights(id)) => {
                        let mut told = told.borrow_mut();
                        if told.height_px > 0 {
                            tell_sizer(id, told.height_px, true);
                        }
                        told.sizer = Some(id.to_owned());
                    }
                }
            };
            let listener = host::is_framed().then(|| host::listen(heard));
            move || drop(listener)
        }
    });
    use_effect_with((store.state.clone(), store.drafting), {
        let (told, dataset) = (told.clone(), store.dataset.clone());
        move |(state, drafting)| {
            latest.replace(state.clone());
            if *drafting || !host::is_framed() {
                return;
            }
            let change = messages::change(state, &dataset, default_lang);
            let mut told = told.borrow_mut();
            if told.change != change {
                host::say(&change);
                told.change = change;
            }
        }
    });
    // Another view has other boxes to look at.
    use_effect_with((store.state.embed, store.state.view), {
        let measure = measure.clone();
        move |&(embed, _)| {
            let observer = (embed && host::is_framed()).then(|| RoomObserver::new(move || measure.emit(())));
            move || drop(observer)
        }
    });
    let dataset = store.dataset.clone();
    Callback::from(move |()| {
        if host::is_framed() {
            told.borrow_mut().ready = true;
            host::say(&messages::ready(&dataset));
            measure.emit(());
        }
    })
}

/// Tells the host the height the page would like, where that is news.
fn tell_height(told: &mut Told, view: View, alone: bool) {
    let Some(boxes) = host::boxes().filter(|_| told.ready) else { return };
    let height_px = messages::height_px(view, alone, boxes);
    if height_px == told.height_px {
        return;
    }
    messages::heights(height_px).iter().for_each(|message| host::say(message));
    if let Some(id) = &told.sizer {
        tell_sizer(id, height_px, told.height_px == 0);
    }
    told.height_px = height_px;
}

/// The same in the words of iframe-resizer.
fn tell_sizer(id: &str, height_px: u32, first: bool) {
    if let Some(boxes) = host::boxes() {
        host::say_text(&messages::sizer_height(id, height_px, boxes.width_px as u32, first));
    }
}
