//! Small drawn signs: icons of controls, signs of evidence, glyphs of companies. All are decorative, beside words.

use chuhai_core::dataset::{Dataset, Record, Status};
use chuhai_core::format;
use yew::prelude::*;

use crate::page::Page;

/// Icons of controls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A cross.
    Close,
    /// A plus.
    Plus,
    /// A minus.
    Minus,
    /// Four corners.
    Fit,
    /// An arrow left.
    Left,
    /// An arrow right.
    Right,
    /// An arrow up.
    Up,
    /// An arrow down.
    Down,
    /// An arrow up and one down.
    UpDown,
    /// An arrow down onto a line.
    Download,
    /// Three lines, each shorter.
    Filter,
    /// Two arrows outwards.
    Expand,
    /// Two arrows inwards.
    Shrink,
    /// A half-filled disc.
    Auto,
    /// A sun.
    Sun,
    /// A moon.
    Moon,
    /// A question mark.
    Help,
    /// An arrow out of a box.
    Share,
    /// A magnifying glass.
    Search,
    /// Three lines.
    Menu,
}

/// The icon of a control, 16 px square, in the colour of the text.
pub fn icon(icon: Icon) -> Html {
    let path = match icon {
        Icon::Close => "M4 4l8 8M12 4l-8 8",
        Icon::Plus => "M8 3.5v9M3.5 8h9",
        Icon::Minus => "M3.5 8h9",
        Icon::Fit => "M6 2.5H2.5V6M10 2.5h3.5V6M6 13.5H2.5V10M10 13.5h3.5V10",
        Icon::Left => "M9.5 3.5L5 8l4.5 4.5",
        Icon::Right => "M6.5 3.5L11 8l-4.5 4.5",
        Icon::Up => "M3.5 10L8 5.5l4.5 4.5",
        Icon::Down => "M3.5 6L8 10.5L12.5 6",
        Icon::UpDown => "M5 6.5l3-3l3 3M5 9.5l3 3l3-3",
        Icon::Download => "M8 2.5v8M4.5 7L8 10.5L11.5 7M3 13.5h10",
        Icon::Filter => "M2.5 4.5h11M4.5 8h7M6.5 11.5h3",
        Icon::Expand => "M9.5 3h3.5v3.5M13 3L9.2 6.8M6.5 13H3V9.5M3 13l3.8-3.8",
        Icon::Shrink => "M9.2 3.3v3.5h3.5M9.2 6.8L13 3M6.8 12.7V9.2H3.3M6.8 9.2L3 13",
        Icon::Auto => "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11zM8 2.5v11M8 5h4.5M8 8h5.5M8 11h4.5",
        Icon::Sun => {
            "M8 5.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 0 0 0-5.6M8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9\
             M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9"
        }
        Icon::Help => "M5.6 6a2.4 2.4 0 1 1 3.6 2.1c-.8.5-1.2.9-1.2 1.7M8 12.4v.2",
        Icon::Share => "M8 10V2.2M5 4.8L8 2l3 2.8M5 7H3v6.5h10V7h-2",
        Icon::Menu => "M2.5 4h11M2.5 8h11M2.5 12h11",
        Icon::Search => "M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9zM10.3 10.3l3.4 3.4",
        Icon::Moon => "M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8z",
    };
    html! {
        <svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg>
    }
}

/// The box around a sign.
const BOX: &str = "M3.7.7h6.6a3 3 0 0 1 3 3v6.6a3 3 0 0 1-3 3H3.7a3 3 0 0 1-3-3V3.7a3 3 0 0 1 3-3z";

/// The sign of a status with its word.
pub fn evidence_sign(status: Status, page: &Page) -> Html {
    let (class, path) = match status {
        Status::AsStated => ("sign", "M3.9 7h6.2"),
        Status::NotFound => ("sign", "M7 4.4a2.6 2.6 0 1 0 0 5.2a2.6 2.6 0 0 0 0-5.2z"),
        Status::NotChecked => ("sign", "M3.6 7h.9M6.6 7h.9M9.6 7h.9"),
        Status::Context => ("sign", "M4.2 10.4V7.6M7 10.4V3.6M9.8 10.4V6"),
        Status::Confirmed => ("sign sign-solid", "M3.8 7.1l2.3 2.6l4.3-5.3"),
        Status::Caveat => ("sign", "M3.8 7.1l2.3 2.6l4.3-5.3"),
        Status::Contested => ("sign", "M3.8 5.4h6.5M3.8 8.9h6.5M9.2 3L4.8 11.3"),
        Status::Derived => ("sign", "M3.9 5.4h6.2M3.9 8.6h6.2"),
    };
    // One element, unless the box is filled: the prerendered page has a hundred signs.
    let drawing = if status == Status::Confirmed {
        html! { <><rect x=".7" y=".7" width="12.6" height="12.6" rx="3" /><path d={path} /></> }
    } else {
        html! { <path d={[BOX, path].concat()} /> }
    };
    html! {
        <span class="evidence">
            <svg {class} width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">{ drawing }</svg>
            { page.dataset.meta.said(format::status_word(status, page.lang)) }
        </span>
    }
}

/// The glyph of a record's lane, or of its company's, in the lane's colour; empty for a record without either.
pub fn record_glyph(dataset: &Dataset, record: &Record) -> Html {
    let of_company = || {
        let company = dataset.companies.get(usize::from(*record.companies.first()?))?;
        company.lane.or_else(|| dataset.companies.get(usize::from(company.parent?))?.lane)
    };
    let Some(lane) = record.lane.or_else(of_company).and_then(|ix| dataset.lanes.get(usize::from(ix))) else {
        return Html::default();
    };
    lane_glyph(&lane.glyph)
}

/// The glyph of a lane, by name.
pub fn lane_glyph(glyph: &str) -> Html {
    let path = match glyph {
        "tencent" => "M6.5 2a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9z",
        "huawei" => "M6.5 1.6l5 9.2h-10z",
        "alibaba" => "M2 2h9v9H2z",
        "bytedance" => "M6.5 1l5.5 5.5l-5.5 5.5l-5.5-5.5z",
        "deepseek" => "M4.7 1.5h3.6v3.2h3.2v3.6h-3.2v3.2H4.7V8.3H1.5V4.7h3.2z",
        "minimax" => "M3.9 2h5.2l2.6 4.5L9.1 11H3.9L1.3 6.5z",
        "industry" => "M1.5 5h10v3h-10z",
        _ => "M2.5 1h8.5L9.3 3.7L11 6.4H4V12H2.5z",
    };
    html! {
        <svg class={classes!("glyph", format!("glyph-{glyph}"))} width="13" height="13" viewBox="0 0 13 13"
            aria-hidden="true"><path d={path} /></svg>
    }
}
