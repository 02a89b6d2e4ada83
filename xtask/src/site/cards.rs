//! The cards that stand for the page where a link to it is shared, one for each language and step: Scenes of
//! `chuhai_views::card`, written as SVG by the page's own painter and turned into pixels here.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use chuhai_core::dataset::Dataset;
use chuhai_core::text::{Lang, phrases};
use chuhai_views::paint::svg::svg;
use chuhai_views::theme::Scheme;
use chuhai_views::{Scene, card, measure::FixedMeasure};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Family, Query};
use resvg::usvg::{Options, Tree};

use crate::setup;

/// Faces with both scripts, the best first: what systems come with, or what the set-up installs.
const FAMILIES: [&str; 8] = [
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
];

/// Draws all cards into `dir`: `zh.png` for the page, `zh-STEP.png` for a step of its story.
///
/// # Errors
/// Where no font has Chinese characters, a card does not fit its frame, or a file cannot be written.
pub fn write(dataset: &Dataset, dir: &Path) -> Result<()> {
    let press = Press::new()?;
    fs::create_dir_all(dir)?;
    let mut kept = None;
    for lang in Lang::ALL {
        let code = lang.code();
        let page = card::of_page(dataset, lang, &FixedMeasure).context("the card of the page does not fit")?;
        let picture = press.png(&page, lang, phrases::PAGE_TITLE.get(lang))?;
        fs::write(dir.join(format!("{code}.png")), picture)?;
        for step in &dataset.story {
            let scene = card::of_step(dataset, step, lang, &mut kept, &FixedMeasure)
                .with_context(|| format!("the card of step `{}` has no room for its picture", step.id))?;
            let picture = press.png(&scene, lang, step.title.get(lang))?;
            fs::write(dir.join(format!("{code}-{}.png", step.id)), picture)?;
        }
    }
    Ok(())
}

/// What turns a Scene into pixels.
struct Press {
    options: Options<'static>,
}

impl Press {
    fn new() -> Result<Self> {
        setup::for_cards()?;
        let mut fonts = Database::new();
        fonts.load_system_fonts();
        let has =
            |family: &&str| fonts.query(&Query { families: &[Family::Name(family)], ..Query::default() }).is_some();
        let family = FAMILIES.into_iter().find(has).with_context(|| {
            format!("the cards need a font with Chinese characters; install one of {}", FAMILIES.join(", "))
        })?;
        fonts.set_sans_serif_family(family);
        Ok(Self { options: Options { fontdb: Arc::new(fonts), ..Options::default() } })
    }

    fn png(&self, scene: &Scene, lang: Lang, title: &str) -> Result<Vec<u8>> {
        let pixels = self.pixels(scene, lang, title)?;
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::High);
        // The paper is opaque, so every pixel is.
        let rgb: Vec<u8> =
            pixels.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
        encoder.write_header()?.write_image_data(&rgb)?;
        Ok(bytes)
    }

    fn pixels(&self, scene: &Scene, lang: Lang, title: &str) -> Result<Pixmap> {
        let document = svg(scene, Scheme::Light, lang, "card", title);
        let tree = Tree::from_str(&document, &self.options)?;
        let mut pixels = Pixmap::new(scene.size.width_px as u32, scene.size.height_px as u32).context("no room")?;
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
        Ok(pixels)
    }
}

#[cfg(test)]
mod tests {
    use chuhai_views::scene::{Anchor, Label, Mark, Shape, Weight, pt};
    use chuhai_views::theme::Role;

    use super::*;
    use crate::{check_data, paths};

    /// A sheet of the size of a card with one text on it.
    fn sheet(text: &str) -> Scene {
        let label = Label {
            text: text.to_owned(),
            at: pt(100.0, 300.0),
            size_px: 100.0,
            weight: Weight::Bold,
            anchor: Anchor::Start,
            halo_px: 0.0,
        };
        let mark = Mark { shape: Shape::Text(label), fill: Some(Role::Ink), stroke: None, item: None };
        Scene { size: card::SIZE, marks: vec![mark], ..Scene::default() }
    }

    #[test]
    fn chinese_is_drawn_and_no_boxes_in_its_place() {
        let press = Press::new().unwrap();
        for lang in Lang::ALL {
            let [sea, word, same] =
                ["出海", "核对", "出海"].map(|text| press.pixels(&sheet(text), lang, text).unwrap().take());
            let blank = press.pixels(&sheet(""), lang, "").unwrap().take();
            let inked = |pixels: &[u8]| pixels.iter().zip(&blank).filter(|(a, b)| a != b).count();
            assert!(inked(&sea) > 5000 && inked(&word) > 5000, "{} and {}", inked(&sea), inked(&word));
            assert!(sea == same && sea != word, "every sign has the same shape");
        }
    }

    #[test]
    fn cards_have_the_size_that_hosts_ask_for_and_are_light() {
        let dir = paths::target().join("test-cards");
        let _ = fs::remove_dir_all(&dir);
        let compiled = check_data::compile(&paths::root().join("data")).unwrap();
        write(&compiled.dataset, &dir).unwrap();
        let mut names = Vec::new();
        for entry in fs::read_dir(&dir).unwrap() {
            let entry = entry.unwrap();
            let bytes = fs::read(entry.path()).unwrap();
            let info = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
            assert_eq!((info.info().width, info.info().height), (1200, 630), "{:?}", entry.path());
            assert!(bytes.len() < 150_000, "{:?} has {} bytes", entry.path(), bytes.len());
            names.push(entry.file_name().into_string().unwrap());
        }
        names.sort_unstable();
        let mut wanted: Vec<String> = ["en", "zh"].map(|lang| format!("{lang}.png")).into();
        let steps = compiled.dataset.story.iter();
        wanted.extend(steps.flat_map(|step| ["en", "zh"].map(|lang| format!("{lang}-{}.png", step.id))));
        wanted.sort_unstable();
        assert_eq!(names, wanted);
    }
}
