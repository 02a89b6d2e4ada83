//! Colour tokens and their values in each scheme: the one list that the painter and the CSS custom
//! properties share. A test compares it with `styles/tokens.css`.

use chuhai_core::text::Lang;

/// A colour of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// A colour scheme, resolved from the reader's choice and the system's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// Dark ink on light paper.
    #[default]
    Light,
    /// Light ink on dark paper.
    Dark,
    /// Black ink on white paper, for print.
    Print,
    /// Black ink on white, for readers who ask for more contrast.
    StrongLight,
    /// White ink on black, for readers who ask for more contrast.
    StrongDark,
    /// The colours that the system forces on every page.
    Forced(SystemColors),
}

impl Scheme {
    /// Returns the scheme of a picture that leaves the page: light or dark, as the reader sees it. Contrast and forced
    /// colours serve one reader's eyes and stay on the page.
    pub fn for_export(self) -> Self {
        let light = |Rgb(r, g, b): Rgb| u16::from(r) + u16::from(g) + u16::from(b);
        match self {
            Self::Dark | Self::StrongDark => Self::Dark,
            Self::Forced(system) if light(system.canvas) < light(system.text) => Self::Dark,
            Self::Light | Self::Print | Self::StrongLight | Self::Forced(_) => Self::Light,
        }
    }

    /// Returns the factor by which lines are drawn wider than usual.
    pub fn line_width(self) -> f64 {
        match self {
            Self::Light | Self::Dark | Self::Print => 1.0,
            Self::StrongLight | Self::StrongDark | Self::Forced(_) => 1.4,
        }
    }
}

/// The colours a system forces on every page, as CSS calls them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SystemColors {
    /// `Canvas`.
    pub canvas: Rgb,
    /// `CanvasText`.
    pub text: Rgb,
    /// `GrayText`.
    pub gray: Rgb,
    /// `Highlight`.
    pub highlight: Rgb,
}

impl SystemColors {
    /// Returns the substitute for a token. Soft fills are thin mixtures of text and canvas, which are sure to differ.
    fn colour(self, token: ColorToken) -> Rgb {
        match token {
            ColorToken::Accent | ColorToken::AccentFill | ColorToken::Focus => self.highlight,
            ColorToken::Edge | ColorToken::MutedMark | ColorToken::MutedMap => self.gray,
            ColorToken::Paper
            | ColorToken::Raised
            | ColorToken::Sunk
            | ColorToken::AccentWash
            | ColorToken::OnAccent => self.canvas,
            ColorToken::Land | ColorToken::Area => self.mixed(24),
            ColorToken::Rule => self.mixed(64),
            ColorToken::SeaMuted
            | ColorToken::MideastMuted
            | ColorToken::NafricaMuted
            | ColorToken::SsafricaMuted
            | ColorToken::EuropeMuted
            | ColorToken::NamericaMuted
            | ColorToken::LatamMuted => self.mixed(32),
            ColorToken::Sea
            | ColorToken::Mideast
            | ColorToken::Nafrica
            | ColorToken::Ssafrica
            | ColorToken::Europe
            | ColorToken::Namerica
            | ColorToken::Latam => self.mixed(48),
            ColorToken::Ink
            | ColorToken::Ink2
            | ColorToken::Ink3
            | ColorToken::AccentInk
            | ColorToken::Series
            | ColorToken::Hatch
            | ColorToken::Tencent
            | ColorToken::Huawei
            | ColorToken::Alibaba
            | ColorToken::Bytedance
            | ColorToken::Deepseek
            | ColorToken::Minimax
            | ColorToken::Policy => self.text,
        }
    }

    /// Mixes `text_share` parts of 256 of the text colour into the canvas.
    fn mixed(self, text_share: u16) -> Rgb {
        let of = |canvas: u8, text: u8| {
            ((u16::from(canvas) * (256 - text_share) + u16::from(text) * text_share.min(255)) >> 8) as u8
        };
        let (Rgb(r, g, b), Rgb(tr, tg, tb)) = (self.canvas, self.text);
        Rgb(of(r, tr), of(g, tg), of(b, tb))
    }
}

/// Tokens with another colour in the strong schemes and in print: on white, and on black.
const STRONG: [(ColorToken, u32, u32); 16] = [
    (ColorToken::Paper, 0xFFFFFF, 0x000000),
    (ColorToken::Raised, 0xFFFFFF, 0x0E1419),
    (ColorToken::Sunk, 0xF2F2F2, 0x1A1A1A),
    (ColorToken::Rule, 0xC4C4C4, 0x6C7983),
    (ColorToken::Land, 0xF0F0F0, 0x1F2B35),
    (ColorToken::Ink, 0x000000, 0xFFFFFF),
    (ColorToken::Ink2, 0x2E2E2E, 0xE6E8E8),
    (ColorToken::Ink3, 0x444444, 0xC8CDD0),
    (ColorToken::AccentInk, 0x8F1F0E, 0xFFB09C),
    (ColorToken::Accent, 0xA32513, 0xFF9B83),
    (ColorToken::Focus, 0x003C80, 0xB5DBFF),
    (ColorToken::Edge, 0x4A4A4A, 0xA8B2BA),
    (ColorToken::MutedMark, 0x5C5C5C, 0xA8B2BA),
    (ColorToken::MutedMap, 0x5C5C5C, 0xB4BEC6),
    (ColorToken::Series, 0x444444, 0xC8CDD0),
    (ColorToken::Hatch, 0x000000, 0xFFFFFF),
];

impl ColorToken {
    /// Returns the colour of the token in a scheme.
    pub fn colour(self, scheme: Scheme) -> Rgb {
        let strong = STRONG.iter().find(|(token, ..)| *token == self);
        match (scheme, strong) {
            (Scheme::Forced(system), _) => system.colour(self),
            (Scheme::Print | Scheme::StrongLight, Some((_, light, _))) => rgb(*light),
            (Scheme::StrongDark, Some((.., dark))) => rgb(*dark),
            (Scheme::Dark | Scheme::StrongDark, _) => self.light_and_dark()[1],
            (Scheme::Light | Scheme::Print | Scheme::StrongLight, _) => self.light_and_dark()[0],
        }
    }
}

/// The sans stack of a language, as in the CSS custom properties `--sans-zh` and `--sans-en`. No web fonts.
pub const fn sans_stack(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => {
            "\"PingFang SC\", \"Hiragino Sans GB\", \"Noto Sans CJK SC\", \"Source Han Sans SC\", \"Microsoft YaHei\", sans-serif"
        }
        Lang::En => {
            "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", \"Helvetica Neue\", Arial, sans-serif"
        }
    }
}

/// Returns the fill of a map region by its id: its own tint, and its tint while another region is selected.
pub fn region_tints(id: &str) -> Option<(ColorToken, ColorToken)> {
    Some(match id {
        "sea" => (ColorToken::Sea, ColorToken::SeaMuted),
        "mideast" => (ColorToken::Mideast, ColorToken::MideastMuted),
        "nafrica" => (ColorToken::Nafrica, ColorToken::NafricaMuted),
        "ssafrica" => (ColorToken::Ssafrica, ColorToken::SsafricaMuted),
        "europe" => (ColorToken::Europe, ColorToken::EuropeMuted),
        "namerica" => (ColorToken::Namerica, ColorToken::NamericaMuted),
        "latam" => (ColorToken::Latam, ColorToken::LatamMuted),
        _ => return None,
    })
}

/// Converts `0xRRGGBB` to a colour.
const fn rgb(hex: u32) -> Rgb {
    Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

macro_rules! color_tokens {
    ($($(#[$doc:meta])* $token:ident $name:literal $light:literal $dark:literal;)*) => {
        /// A colour by its use. The CSS custom property of a token is `--` and its name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ColorToken {
            $($(#[$doc])* $token,)*
        }

        impl ColorToken {
            /// Every token.
            pub const ALL: &[Self] = &[$(Self::$token,)*];

            /// The token's name, as in the CSS custom property, without the leading `--`.
            pub const fn css_name(self) -> &'static str {
                match self { $(Self::$token => $name,)* }
            }

            /// The colours of the token in light and in dark.
            const fn light_and_dark(self) -> [Rgb; 2] {
                match self { $(Self::$token => [rgb($light), rgb($dark)],)* }
            }
        }
    };
}

color_tokens! {
    /// Page and sea, halo behind labels.
    Paper "paper" 0xF7F6F1 0x0F1820;
    /// Tooltip, sheet, fields.
    Raised "raised" 0xFFFEFB 0x17222C;
    /// Hover of a plain button.
    Sunk "sunk" 0xEFEDE5 0x0A1218;
    /// Selected table row.
    AccentWash "accent-wash" 0xF8E9E3 0x33211F;
    /// Hairlines and grid.
    Rule "rule" 0xDAD8CF 0x2B3843;
    /// Land that is no target region.
    Land "land" 0xECEAE2 0x1B2730;
    /// Body, headings, selected labels.
    Ink "ink" 0x18212B 0xECE8DE;
    /// Secondary text, map labels.
    Ink2 "ink-2" 0x465059 0xBCC1C2;
    /// Captions, axis labels; never on tinted land.
    Ink3 "ink-3" 0x626A70 0x97A0A5;
    /// Links, selected label.
    AccentInk "accent-ink" 0xB02A18 0xFF8A6E;
    /// Selection ring, historic route.
    Accent "accent" 0xBE2F1B 0xFF7D5F;
    /// Fill of the selected region.
    AccentFill "accent-fill" 0xC54E39 0xD9654B;
    /// Focus ring, nothing else.
    Focus "focus" 0x0B5CAD 0x8CC8FF;
    /// Borders of controls; on paper and raised only.
    Edge "edge" 0x83888A 0x6C7983;
    /// Outline of muted marks on paper.
    MutedMark "muted-mark" 0x868B8B 0x6B7883;
    /// Muted arcs and markers on land.
    MutedMap "muted-map" 0x6C7377 0x828E98;
    /// The context series' step line.
    Series "series" 0x6B7378 0x93A0A8;
    /// Text on accent.
    OnAccent "on-accent" 0xFFFEFB 0x1A0E0A;
    /// Area under the context series.
    Area "area" 0xE6E4DC 0x1C2832;
    /// Part-year hatch.
    Hatch "hatch" 0x18212B 0xECE8DE;
    /// Tencent.
    Tencent "c-tencent" 0x0070B8 0x73C3FE;
    /// Huawei.
    Huawei "c-huawei" 0x8A3F82 0xD88DC0;
    /// Alibaba.
    Alibaba "c-alibaba" 0x9A5F00 0xF3C586;
    /// ByteDance.
    Bytedance "c-bytedance" 0x1F6957 0x4FA791;
    /// DeepSeek.
    Deepseek "c-deepseek" 0x3F1A85 0x8F86EE;
    /// MiniMax and 01.AI.
    Minimax "c-minimax" 0x52521A 0xA6A338;
    /// Policy and industry.
    Policy "c-policy" 0x3C444F 0xDDE2E8;
    /// Southeast Asia.
    Sea "r-sea" 0xE3CDBB 0x4C3B34;
    /// Middle East.
    Mideast "r-mideast" 0xE1D3AE 0x4A4130;
    /// North Africa.
    Nafrica "r-nafrica" 0xD3D7B4 0x3D4430;
    /// Sub-Saharan Africa.
    Ssafrica "r-ssafrica" 0xC3D8C8 0x2F463D;
    /// EU and Europe.
    Europe "r-europe" 0xDCCBD8 0x473948;
    /// North America.
    Namerica "r-namerica" 0xC5D4E0 0x2F4254;
    /// Latin America.
    Latam "r-latam" 0xD2CDE2 0x3D3A55;
    /// Southeast Asia while another region is selected.
    SeaMuted "rm-sea" 0xDFD4C5 0x393A3E;
    /// Middle East, the same.
    MideastMuted "rm-mideast" 0xDED6C0 0x383C3C;
    /// North Africa, the same.
    NafricaMuted "rm-nafrica" 0xD8D8C2 0x333E3C;
    /// Sub-Saharan Africa, the same.
    SsafricaMuted "rm-ssafrica" 0xD2D9CB 0x2D3E42;
    /// EU and Europe, the same.
    EuropeMuted "rm-europe" 0xDCD3D2 0x373946;
    /// North America, the same.
    NamericaMuted "rm-namerica" 0xD2D7D5 0x2D3D4B;
    /// Latin America, the same.
    LatamMuted "rm-latam" 0xD8D4D6 0x33394C;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forced_colours_leave_no_colour_of_our_own() {
        let (black, white, gray, blue) = (Rgb(0, 0, 0), Rgb(255, 255, 255), Rgb(109, 109, 109), Rgb(0, 0, 200));
        for (canvas, text) in [(white, black), (black, white)] {
            let system = SystemColors { canvas, text, gray, highlight: blue };
            for token in ColorToken::ALL {
                let colour = token.colour(Scheme::Forced(system));
                let mixed = colour.0 == colour.1 && colour.1 == colour.2;
                assert!(mixed || colour == blue, "{token:?} is {colour:?}");
            }
            let colour = |token: ColorToken| token.colour(Scheme::Forced(system));
            assert_eq!(
                (colour(ColorToken::Paper), colour(ColorToken::Ink), colour(ColorToken::Tencent)),
                (canvas, text, text)
            );
            assert_eq!((colour(ColorToken::AccentFill), colour(ColorToken::MutedMap)), (blue, gray));
            // Soft fills are nearer to the paper than to the ink, and differ from the paper.
            for token in
                [ColorToken::Land, ColorToken::Sea, ColorToken::Latam, ColorToken::SeaMuted, ColorToken::LatamMuted]
            {
                let distance = u8::abs_diff(colour(token).0, canvas.0);
                assert!((16..100).contains(&distance), "{token:?} is {distance} from the paper");
            }
        }
    }
}
