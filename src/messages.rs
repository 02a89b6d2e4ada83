//! The messages between an embedded page and its host: their types, and what they mean. Pure: `embedding.rs` has the
//! session, `browser/host.rs` the channel.
//!
//! A host can change what is shown and nothing else. Its message is one of three requests, or is ignored.

use chuhai_core::dataset::Dataset;
use chuhai_core::state::{IgnoredParam, PageState, Param, State, View, from_query, to_query};
use chuhai_core::text::Lang;
use serde::Serialize;

use crate::views::spec::{EmbedHeight, spec};

/// The longest query that is read, in bytes: four times what any state needs.
pub const MAX_QUERY_BYTES: usize = 4096;
/// The greatest height that is asked for, in px. Longer pages scroll in their frame.
const MAX_HEIGHT_PX: f64 = 800.0;
/// The prefix of iframe-resizer's messages, in both directions.
const SIZER: &str = "[iFrameSizer]";
/// The longest frame name that is repeated to a host, in bytes.
const MAX_ID_BYTES: usize = 64;

/// A request of a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostRequest<'a> {
    /// Show the state of this query.
    Set {
        /// The query.
        query: &'a str,
    },
    /// Report the present state.
    Get,
    /// Report sizes by iframe-resizer's protocol.
    ReportSizes {
        /// The host's name for the frame.
        id: &'a str,
    },
}

/// Parses an object with this `type` and `query`. By hand: serde's JSON parser, used for nothing else in the page, would
/// add 11.4 KB brotli.
pub fn parse_request<'a>(kind: Option<&str>, query: Option<&'a str>) -> Option<HostRequest<'a>> {
    match (kind?, query) {
        ("chuhai:get", _) => Some(HostRequest::Get),
        ("chuhai:set", Some(query)) if query.len() <= MAX_QUERY_BYTES => Some(HostRequest::Set { query }),
        _ => None,
    }
}

/// Parses the init message of iframe-resizer 3 and 4: the frame's name, a margin, `true` or `false` for following widths,
/// and more. Its other messages differ in that.
pub fn parse_sizer_init(text: &str) -> Option<HostRequest<'_>> {
    let mut parts = text.strip_prefix(SIZER)?.splitn(4, ':');
    let (id, _margin, widths) = (parts.next()?, parts.next()?, parts.next()?);
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let is_name = !id.is_empty() && id.len() <= MAX_ID_BYTES && id.bytes().all(is_plain);
    (is_name && matches!(widths, "true" | "false")).then_some(HostRequest::ReportSizes { id })
}

/// The state that a host asks for, and the parameters without a meaning. Parameters that it does not name are as in an
/// address without them; language, theme and cameras stay.
pub fn requested_state(pairs: &[(String, String)], now: &State, dataset: &Dataset) -> (State, Vec<IgnoredParam>) {
    let pairs: Vec<_> =
        pairs.iter().filter(|(name, _)| Param::find(name).is_some_and(|param| param.in_embed)).cloned().collect();
    let base = State {
        page: PageState { view: View::default(), step: 0, ..now.page },
        cameras: now.cameras,
        ..State::default()
    };
    from_query(&pairs, base, dataset)
}

/// The shown state, as it is reported to a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// A query that shows it again.
    pub query: String,
    /// The id of the selected record.
    pub selection: Option<Box<str>>,
}

impl Change {
    /// The report of `state`.
    pub fn new(state: &State, dataset: &Dataset, default_lang: Lang) -> Self {
        let state = State { page: PageState { embed: false, ..state.page }, ..state.clone() };
        let selection = state.selection.record.map(|ix| dataset.record(ix).id.clone());
        Self { query: to_query(&state, dataset, default_lang), selection }
    }

    /// The message.
    pub fn message(&self) -> OutMessage<'_> {
        OutMessage::Change { query: &self.query, selection: self.selection.as_deref() }
    }
}

/// A message to the host. The last two are shapes that many hosts listen for already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type")]
pub enum OutMessage<'a> {
    /// The page is shown and listens. Sent once.
    #[serde(rename = "chuhai:ready")]
    Ready {
        /// The version of the page.
        version: &'a str,
        /// The hash of its dataset.
        dataset: &'a str,
    },
    /// The page shows another state.
    #[serde(rename = "chuhai:change")]
    Change {
        /// A query that shows it again.
        query: &'a str,
        /// The id of the selected record.
        selection: Option<&'a str>,
    },
    /// The page asks for a height, in px.
    #[serde(rename = "chuhai:height")]
    Height {
        /// The height.
        height: u32,
    },
    /// The same in Datawrapper's protocol: the height by the figure's id.
    #[serde(untagged)]
    DatawrapperHeight {
        /// The heights.
        #[serde(rename = "datawrapper-height")]
        heights: DatawrapperHeights,
    },
    /// The same in AMP's protocol.
    #[serde(untagged)]
    AmpSize {
        /// `amp`.
        sentinel: &'a str,
        /// `embed-size`.
        #[serde(rename = "type")]
        kind: &'a str,
        /// The height.
        height: u32,
    },
}

/// Heights by the ids of figures, of which the page is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DatawrapperHeights {
    /// The height of the page.
    pub chuhai: u32,
}

impl<'a> OutMessage<'a> {
    /// The first message of a page that shows `dataset`.
    pub fn ready(dataset: &'a Dataset) -> Self {
        Self::Ready { version: env!("CARGO_PKG_VERSION"), dataset: &dataset.meta.hash }
    }

    /// The messages for a height, in each of the protocols.
    pub const fn heights(height: u32) -> [Self; 3] {
        [
            Self::Height { height },
            Self::DatawrapperHeight { heights: DatawrapperHeights { chuhai: height } },
            Self::AmpSize { sentinel: "amp", kind: "embed-size", height },
        ]
    }

    /// The message as JSON.
    pub fn to_json(self) -> String {
        serde_json::to_string(&self).unwrap_or_default()
    }
}

/// The size message of iframe-resizer; the first one answers its init message.
pub fn sizer_size(id: &str, height_px: u32, width_px: u32, is_first: bool) -> String {
    let event = if is_first { "init" } else { "size" };
    [SIZER, id, ":", &height_px.to_string(), ":", &width_px.to_string(), ":", event].concat()
}

/// The boxes of a page in a frame, in px.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LayoutMetrics {
    /// The width of the frame.
    pub width_px: f64,
    /// The height of the whole page.
    pub page_px: f64,
    /// Width and height of the first figure.
    pub figure: (f64, f64),
    /// The height of its caption.
    pub caption_px: f64,
}

/// The height that the page asks of its frame, in whole px. It never follows from the height of the frame, or the two
/// would chase each other: whatever fills the frame (the stepper, a single chart) asks by its width.
pub fn height_px(view: View, is_story_embed: bool, metrics: LayoutMetrics) -> u32 {
    let LayoutMetrics { width_px, page_px, figure: (figure_width_px, figure_px), caption_px } = metrics;
    let embed_height = spec(view).chart.as_ref().map_or(EmbedHeight::Content, |chart| chart.embed_height);
    let wanted_px = match embed_height {
        // Side by side, text and picture need less than one below the other.
        _ if is_story_embed && width_px < 760.0 => 640.0,
        _ if is_story_embed => 560.0,
        EmbedHeight::Figure { ratio, min_px, max_px } => {
            page_px - figure_px + caption_px + (figure_width_px * ratio).clamp(min_px, max_px)
        }
        EmbedHeight::Content => page_px,
    };
    wanted_px.min(MAX_HEIGHT_PX).ceil() as u32
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
        assert_eq!(parse_request(Some("chuhai:get"), None), Some(HostRequest::Get));
        assert_eq!(
            parse_request(Some("chuhai:set"), Some("step=money")),
            Some(HostRequest::Set { query: "step=money" })
        );
        let long = "q".repeat(MAX_QUERY_BYTES + 1);
        for (kind, query) in [
            (None, Some("step=money")),
            (Some("chuhai:set"), None),
            (Some("chuhai:set"), Some(&*long)),
            (Some("chuhai:Set"), Some("step=money")),
            (Some("chuhai:ready"), None),
            (Some(""), None),
        ] {
            assert_eq!(parse_request(kind, query), None, "{kind:?}");
        }
        let v4 = "[iFrameSizer]frame-1:8:false:false:32:true:true:null:bodyOffset:null:null:0:false:parent:scroll:true";
        assert_eq!(parse_sizer_init(v4), Some(HostRequest::ReportSizes { id: "frame-1" }));
        let v3 = "[iFrameSizer]iFrameResizer0:8:true:false:32:true:true:null:max:null:null:0:false:parent:scroll";
        assert_eq!(parse_sizer_init(v3), Some(HostRequest::ReportSizes { id: "iFrameResizer0" }));
        let long = format!("[iFrameSizer]{}:8:false:false", "a".repeat(MAX_ID_BYTES + 1));
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
            assert_eq!(parse_sizer_init(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_said_has_the_shapes_that_hosts_know() {
        let dataset = fixture::tiny();
        let hash = &dataset.meta.hash;
        let version = env!("CARGO_PKG_VERSION");
        let expected = format!(r#"{{"type":"chuhai:ready","version":"{version}","dataset":"{hash}"}}"#);
        assert_eq!(OutMessage::ready(&dataset).to_json(), expected);
        let state =
            State { page: PageState { embed: true, lang: Lang::En, ..PageState::default() }, ..State::default() };
        let said = Change::new(&state, &dataset, Lang::Zh).message().to_json();
        assert_eq!(said, r#"{"type":"chuhai:change","query":"lang=en","selection":null}"#);
        let chosen = update(&state, Action::ToggleRecord(dataset.find("event-talkie").unwrap()), &dataset);
        let said = Change::new(&chosen, &dataset, Lang::En).message().to_json();
        let expected = r#"{"type":"chuhai:change","query":"view=story&sel=event-talkie","selection":"event-talkie"}"#;
        assert_eq!(said, expected);
        assert_eq!(
            OutMessage::heights(431).map(OutMessage::to_json),
            [
                r#"{"type":"chuhai:height","height":431}"#,
                r#"{"datawrapper-height":{"chuhai":431}}"#,
                r#"{"sentinel":"amp","type":"embed-size","height":431}"#
            ]
        );
        assert_eq!(sizer_size("frame-1", 431, 850, true), "[iFrameSizer]frame-1:431:850:init");
        assert_eq!(sizer_size("frame-1", 431, 850, false), "[iFrameSizer]frame-1:431:850:size");
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
        let (state, ignored) = requested_state(&pairs(&[("step", "money")]), &now, &dataset);
        assert_eq!(ignored, []);
        let expected = State {
            page: PageState { step: 1, view: View::Story, ..now.page },
            filter: Filter { regions: Vec::new(), ..now.clone().filter.clone() },
            ..now.clone()
        };
        assert_eq!(state, expected, "a whole picture, not one on top of another");
        let foreign = pairs(&[("embed", "0"), ("d", "nothing"), ("data", "https://evil.example/"), ("n", "9")]);
        let (state, ignored) = requested_state(&foreign, &now, &dataset);
        assert_eq!(
            (state, ignored),
            (State { filter: Filter { regions: Vec::new(), ..now.clone().filter.clone() }, ..now.clone() }, Vec::new())
        );
        let (state, ignored) = requested_state(&pairs(&[("region", "atlantis"), ("theme", "light")]), &now, &dataset);
        assert_eq!((state.page.theme, ignored.len()), (Theme::Light, 1));
    }

    #[test]
    fn no_height_follows_from_the_height_of_the_frame() {
        for (view, alone) in [(View::Story, true), (View::Map, false), (View::Funding, false)] {
            for width_px in [320.0, 700.0, 850.0, 1100.0] {
                // 150 px of words and controls, a caption of 20; the figure takes what is left of the frame.
                let in_frame = |frame_px: f64| {
                    let figure = (width_px - 40.0, frame_px - 150.0);
                    height_px(view, alone, LayoutMetrics { width_px, page_px: frame_px, figure, caption_px: 20.0 })
                };
                assert_eq!(in_frame(450.0), in_frame(4500.0), "{view:?} at {width_px}");
                assert!((300..=800).contains(&in_frame(450.0)), "{view:?} at {width_px}: {}", in_frame(450.0));
            }
        }
        let long = LayoutMetrics { width_px: 700.0, page_px: 4321.5, ..LayoutMetrics::default() };
        assert_eq!(height_px(View::Data, false, long), 800);
        assert_eq!(height_px(View::Timeline, false, LayoutMetrics { page_px: 432.1, ..long }), 433, "rounded up");
    }
}
