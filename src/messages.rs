//! What the page and the page around it say to each other: the words of it, and what they mean. Pure. Who listens and
//! when something is said is `embedding.rs`, how it is carried `browser/host.rs`.
//!
//! A host can change what is shown and nothing else. What it says is taken for one of four things or for nothing.

use chuhai_core::dataset::Dataset;
use chuhai_core::state::{IgnoredParam, PageState, State, View, from_query, to_query};
use chuhai_core::text::Lang;

use crate::views::spec::{EmbedHeight, spec};

/// What a host may say of what is shown: the parameters of the address without those of the page itself (`embed`, `d`)
/// and without the facts (`data`).
pub const SHOWN: [&str; 11] = ["lang", "theme", "view", "step", "region", "company", "kind", "status", "t", "q", "sel"];
/// A longer query is no query of ours: all that can be chosen fits into a quarter of it.
pub const MOST_QUERY_BYTES: usize = 4096;
/// No frame needs to be taller; what is longer scrolls in it, and what lies over it stays in sight.
const MOST_HEIGHT_PX: f64 = 800.0;
/// How the hosts that use iframe-resizer begin what they say, and want to be answered.
const SIZER: &str = "[iFrameSizer]";
/// The longest name of a frame that is repeated to its host.
const MOST_ID_BYTES: usize = 64;

/// What a host wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted<'a> {
    /// To have shown what this query says.
    Set(&'a str),
    /// To be told what is shown.
    Get,
    /// To be told heights in the way of iframe-resizer, under this name of the frame.
    Heights(&'a str),
}

/// What a host that sent an object with this `type` and `query` wants, if anything.
pub fn wanted<'a>(kind: Option<&str>, query: Option<&'a str>) -> Option<Wanted<'a>> {
    match (kind?, query) {
        ("chuhai:get", _) => Some(Wanted::Get),
        ("chuhai:set", Some(query)) if query.len() <= MOST_QUERY_BYTES => Some(Wanted::Set(query)),
        _ => None,
    }
}

/// What a host that sent this text wants, if anything. A greeting of iframe-resizer (3 and 4) has the frame's name, a
/// margin, then `true` or `false` for whether it follows widths, then more; its other messages have not.
pub fn greeting(text: &str) -> Option<Wanted<'_>> {
    let mut parts = text.strip_prefix(SIZER)?.splitn(4, ':');
    let (id, _margin, widths) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let named = !id.is_empty() && id.len() <= MOST_ID_BYTES && id.bytes().all(plain);
    (named && matches!(widths, "true" | "false")).then_some(Wanted::Heights(id))
}

/// The state that a host asks for, and what of it means nothing. What it does not name is as in an address without it;
/// language, colours and what belongs to the reader's hand stay.
pub fn asked(pairs: &[(String, String)], now: &State, dataset: &Dataset) -> (State, Vec<IgnoredParam>) {
    let pairs: Vec<_> = pairs.iter().filter(|(name, _)| SHOWN.contains(&name.as_str())).cloned().collect();
    let base = State {
        page: PageState { view: View::default(), step: 0, ..now.page },
        cameras: now.cameras,
        ..State::default()
    };
    from_query(&pairs, base, dataset)
}

/// Said once: the page shows and listens.
pub fn ready(dataset: &Dataset) -> String {
    let (version, hash) = (quoted(env!("CARGO_PKG_VERSION")), quoted(&dataset.meta.hash));
    ["{\"type\":\"chuhai:ready\",\"version\":", &version, ",\"dataset\":", &hash, "}"].concat()
}

/// What is shown, as a query that shows it again, and the id of the record that is read.
pub fn change(state: &State, dataset: &Dataset, default_lang: Lang) -> String {
    let query = quoted(&to_query(
        &State { page: PageState { embed: false, ..state.page }, ..state.clone() },
        dataset,
        default_lang,
    ));
    let selection = state.selection.record.map_or_else(|| "null".to_owned(), |ix| quoted(&dataset.record(ix).id));
    ["{\"type\":\"chuhai:change\",\"query\":", &query, ",\"selection\":", &selection, "}"].concat()
}

/// The height the page would like, for our own hosts and in the two dialogs that hosts listen for without asking.
pub fn heights(height_px: u32) -> [String; 3] {
    let height = height_px.to_string();
    [
        ["{\"type\":\"chuhai:height\",\"height\":", &height, "}"].concat(),
        ["{\"datawrapper-height\":{\"chuhai\":", &height, "}}"].concat(),
        ["{\"sentinel\":\"amp\",\"type\":\"embed-size\",\"height\":", &height, "}"].concat(),
    ]
}

/// The height for a host that greeted us as iframe-resizer does; `first` answers the greeting.
pub fn sizer_height(id: &str, height_px: u32, width_px: u32, first: bool) -> String {
    let event = if first { "init" } else { "size" };
    [SIZER, id, ":", &height_px.to_string(), ":", &width_px.to_string(), ":", event].concat()
}

/// `text` as JSON has it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // Nothing that has a place here has any.
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// What a page in a frame measures.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Boxes {
    /// The frame's width.
    pub width_px: f64,
    /// All of the page.
    pub page_px: f64,
    /// The first figure: how wide and how high it is.
    pub figure: (f64, f64),
    /// Its caption's height.
    pub caption_px: f64,
}

/// The height that the page asks of its frame, in whole px. It never follows from the height of the frame, or the two
/// would chase each other: whatever fills the frame (the stepper, a single chart) asks by its width.
pub fn height_px(view: View, alone: bool, boxes: Boxes) -> u32 {
    let Boxes { width_px, page_px, figure: (figure_width_px, figure_px), caption_px } = boxes;
    let embed_height = spec(view).chart.as_ref().map_or(EmbedHeight::Content, |chart| chart.embed_height);
    let wanted_px = match embed_height {
        // Side by side, text and picture need less than one below the other.
        _ if alone && width_px < 760.0 => 640.0,
        _ if alone => 560.0,
        EmbedHeight::Figure { ratio, min_px, max_px } => {
            page_px - figure_px + caption_px + (figure_width_px * ratio).clamp(min_px, max_px)
        }
        EmbedHeight::Content => page_px,
    };
    wanted_px.min(MOST_HEIGHT_PX).ceil() as u32
}

#[cfg(test)]
mod tests {
    use chuhai_core::dataset::package::fixture;
    use chuhai_core::state::{Action, Cameras, Filter, Theme, update};

    use super::*;

    fn pairs(query: &[(&str, &str)]) -> Vec<(String, String)> {
        query.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn two_objects_and_a_greeting_are_understood() {
        assert_eq!(wanted(Some("chuhai:get"), None), Some(Wanted::Get));
        assert_eq!(wanted(Some("chuhai:set"), Some("step=money")), Some(Wanted::Set("step=money")));
        let long = "q".repeat(MOST_QUERY_BYTES + 1);
        for (kind, query) in [
            (None, Some("step=money")),
            (Some("chuhai:set"), None),
            (Some("chuhai:set"), Some(&*long)),
            (Some("chuhai:Set"), Some("step=money")),
            (Some("chuhai:ready"), None),
            (Some(""), None),
        ] {
            assert_eq!(wanted(kind, query), None, "{kind:?}");
        }
        let v4 = "[iFrameSizer]frame-1:8:false:false:32:true:true:null:bodyOffset:null:null:0:false:parent:scroll:true";
        assert_eq!(greeting(v4), Some(Wanted::Heights("frame-1")));
        let v3 = "[iFrameSizer]iFrameResizer0:8:true:false:32:true:true:null:max:null:null:0:false:parent:scroll";
        assert_eq!(greeting(v3), Some(Wanted::Heights("iFrameResizer0")));
        let long = format!("[iFrameSizer]{}:8:false:false", "a".repeat(MOST_ID_BYTES + 1));
        for text in [
            "[iFrameSizer]resize",
            "[iFrameSizer]message:{\"a\":true}",
            "[iFrameSizer]pageInfo:{\"x\":1}:2",
            "[iFrameSizer]:8:false:false",
            "[iFrameSizer]a b:8:false:false",
            "[iFrameSizer]<img>:8:false:false",
            "[iFrameSizer]\u{51fa}:8:false:false",
            "iFrameSizer]frame:8:false:false",
            "chuhai:get",
            "",
            &long,
        ] {
            assert_eq!(greeting(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_said_has_the_shapes_that_hosts_know() {
        let dataset = fixture::tiny();
        let hash = &dataset.meta.hash;
        let version = env!("CARGO_PKG_VERSION");
        let expected = format!(r#"{{"type":"chuhai:ready","version":"{version}","dataset":"{hash}"}}"#);
        assert_eq!(ready(&dataset), expected);
        let state =
            State { page: PageState { embed: true, lang: Lang::En, ..PageState::default() }, ..State::default() };
        let said = change(&state, &dataset, Lang::Zh);
        assert_eq!(said, r#"{"type":"chuhai:change","query":"lang=en","selection":null}"#);
        let chosen = update(&state, Action::ToggleRecord(dataset.find("event-talkie").unwrap()), &dataset);
        let said = change(&chosen, &dataset, Lang::En);
        let expected = r#"{"type":"chuhai:change","query":"view=story&sel=event-talkie","selection":"event-talkie"}"#;
        assert_eq!(said, expected);
        assert_eq!(
            heights(431),
            [
                r#"{"type":"chuhai:height","height":431}"#,
                r#"{"datawrapper-height":{"chuhai":431}}"#,
                r#"{"sentinel":"amp","type":"embed-size","height":431}"#
            ]
        );
        assert_eq!(sizer_height("frame-1", 431, 850, true), "[iFrameSizer]frame-1:431:850:init");
        assert_eq!(sizer_height("frame-1", 431, 850, false), "[iFrameSizer]frame-1:431:850:size");
        assert_eq!(quoted("a\"b\\c\nd"), r#""a\"b\\cd""#);
    }

    #[test]
    fn what_is_asked_for_is_shown_as_its_address_would_and_nothing_else_is_touched() {
        let dataset = fixture::tiny();
        let now = State {
            page: PageState { embed: true, theme: Theme::Dark, lang: Lang::En, ..PageState::default() },
            cameras: Cameras { voyages: true, ..Cameras::default() },
            ..State::default()
        };
        let now = update(&now, Action::ToggleRegionInFilter(dataset.find_region("mideast").unwrap()), &dataset);
        let (state, ignored) = asked(&pairs(&[("step", "money")]), &now, &dataset);
        assert_eq!(ignored, []);
        let expected = State {
            page: PageState { step: 1, view: View::Story, ..now.page },
            filter: Filter { regions: Vec::new(), ..now.clone().filter.clone() },
            ..now.clone()
        };
        assert_eq!(state, expected, "a whole picture, not one on top of another");
        let foreign = pairs(&[("embed", "0"), ("d", "nothing"), ("data", "https://evil.example/"), ("n", "9")]);
        let (state, ignored) = asked(&foreign, &now, &dataset);
        assert_eq!(
            (state, ignored),
            (State { filter: Filter { regions: Vec::new(), ..now.clone().filter.clone() }, ..now.clone() }, Vec::new())
        );
        let (state, ignored) = asked(&pairs(&[("region", "atlantis"), ("theme", "light")]), &now, &dataset);
        assert_eq!((state.page.theme, ignored.len()), (Theme::Light, 1));
    }

    #[test]
    fn no_height_follows_from_the_height_of_the_frame() {
        for (view, alone) in [(View::Story, true), (View::Map, false), (View::Funding, false)] {
            for width_px in [320.0, 700.0, 850.0, 1100.0] {
                // 150 px of words and controls, a caption of 20; the figure takes what is left of the frame.
                let in_frame = |frame_px: f64| {
                    let figure = (width_px - 40.0, frame_px - 150.0);
                    height_px(view, alone, Boxes { width_px, page_px: frame_px, figure, caption_px: 20.0 })
                };
                assert_eq!(in_frame(450.0), in_frame(4500.0), "{view:?} at {width_px}");
                assert!((300..=800).contains(&in_frame(450.0)), "{view:?} at {width_px}: {}", in_frame(450.0));
            }
        }
        let long = Boxes { width_px: 700.0, page_px: 4321.5, ..Boxes::default() };
        assert_eq!(height_px(View::Data, false, long), 800);
        assert_eq!(height_px(View::Timeline, false, Boxes { page_px: 432.1, ..long }), 433, "rounded up");
    }
}
