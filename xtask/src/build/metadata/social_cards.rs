//! Social cards, the images of shared links, one per language and step: Scenes of `chuhai_charts::export::social_card`, painted
//! as SVG by the page's own painter and rasterized here.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result, bail};
use chuhai_charts::export::social_card;
use chuhai_charts::measure::FixedMeasure;
use chuhai_charts::paint::svg::svg;
use chuhai_charts::scene::Scene;
use chuhai_charts::theme::Scheme;
use chuhai_core::dataset::{Dataset, Details};
use chuhai_core::text::{Lang, phrases};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Family, Query};
use resvg::usvg::{Options, Tree};

use crate::setup;

/// Font families with both scripts, the best first: those of operating systems, and the one that the set-up installs.
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
/// Returns an error if no font has Chinese characters, a card has no room for its picture, or a file cannot be written.
pub fn write(dataset: &Dataset, details: &Details, dir: &Path) -> Result<()> {
    setup::for_cards()?;
    fs::create_dir_all(dir)?;
    thread::scope(|scope| {
        let threads = Lang::ALL.map(|lang| scope.spawn(move || write_in(lang, dataset, details, dir)));
        threads.into_iter().try_for_each(|thread| thread.join().unwrap_or_else(|_| bail!("drawing the cards failed")))
    })
}

fn write_in(lang: Lang, dataset: &Dataset, details: &Details, dir: &Path) -> Result<()> {
    let rasterizer = CardRasterizer::new(lang)?;
    let code = lang.code();
    let page = social_card::page_card(dataset, lang, &FixedMeasure)
        .context("the card of the page has no room for its picture")?;
    fs::write(dir.join(format!("{code}.png")), rasterizer.png(&page, phrases::PAGE_TITLE.get(lang))?)?;
    let mut cache = None;
    for step in &dataset.story {
        let scene = social_card::step_card(dataset, step, lang, details, &mut cache, &FixedMeasure)
            .with_context(|| format!("the card of step `{}` has no room for its picture", step.id))?;
        fs::write(dir.join(format!("{code}-{}.png", step.id)), rasterizer.png(&scene, step.title.get(lang))?)?;
    }
    Ok(())
}

/// The font family for English: the Korean variant, whose apostrophe is as narrow as English needs it.
const LATIN: &str = "Noto Sans CJK KR";
/// Colours in the palette of a card: enough for its flat ones and the edges of its letters.
const PALETTE_SIZE: usize = 256;

/// Renders Scenes as PNG.
struct CardRasterizer {
    lang: Lang,
    options: Options<'static>,
}

impl CardRasterizer {
    fn new(lang: Lang) -> Result<Self> {
        let mut fonts = Database::new();
        fonts.load_system_fonts();
        let has =
            |family: &&str| fonts.query(&Query { families: &[Family::Name(family)], ..Query::default() }).is_some();
        let family = FAMILIES.into_iter().find(has).with_context(|| {
            format!("the cards need a font with Chinese characters; install one of {}", FAMILIES.join(", "))
        })?;
        let family = if lang == Lang::En && has(&LATIN) { LATIN } else { family };
        fonts.set_sans_serif_family(family);
        Ok(Self { lang, options: Options { fontdb: Arc::new(fonts), ..Options::default() } })
    }

    fn png(&self, scene: &Scene, title: &str) -> Result<Vec<u8>> {
        let pixels = self.pixels(scene, title)?;
        let (palette, indices) = indexed(&pixels);
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette(palette.concat());
        encoder.set_compression(png::Compression::High);
        encoder.write_header()?.write_image_data(&indices)?;
        Ok(bytes)
    }

    fn pixels(&self, scene: &Scene, title: &str) -> Result<Pixmap> {
        let document = svg(scene, Scheme::Light, self.lang, "card", title);
        let tree = Tree::from_str(&document, &self.options)?;
        let mut pixels = Pixmap::new(scene.size.width_px as u32, scene.size.height_px as u32).context("no room")?;
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
        Ok(pixels)
    }
}

/// Returns the palette of the most frequent colours, and for each pixel the index of the nearest. The background is opaque,
/// and so is every pixel.
fn indexed(pixels: &Pixmap) -> (Vec<[u8; 3]>, Vec<u8>) {
    let colours = || pixels.pixels().iter().map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]);
    let mut counts: HashMap<[u8; 3], u32> = HashMap::new();
    colours().for_each(|colour| *counts.entry(colour).or_default() += 1);
    let mut palette: Vec<_> = counts.keys().copied().collect();
    // Ties are ordered too, so that the same card is the same file.
    palette.sort_unstable_by_key(|colour| (std::cmp::Reverse(counts[colour]), *colour));
    palette.truncate(PALETTE_SIZE);
    let distance =
        |a: &[u8; 3], b: &[u8; 3]| -> u32 { a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum() };
    let nearest = |colour: &[u8; 3]| (0..palette.len()).min_by_key(|ix| distance(&palette[*ix], colour)).unwrap_or(0);
    let index: HashMap<[u8; 3], u8> = counts.keys().map(|colour| (*colour, nearest(colour) as u8)).collect();
    let indices = colours().map(|colour| index[&colour]).collect();
    (palette, indices)
}

#[cfg(test)]
mod tests {
    use chuhai_charts::scene::{Label, Mark, Weight, pt};
    use chuhai_charts::theme::ColorToken;

    use super::*;
    use crate::{check_data, paths};

    /// Returns a Scene of the size of a card with one text.
    fn sheet(text: &str) -> Scene {
        let label = Label::new(text, pt(100.0, 300.0), 100.0).weight(Weight::Bold);
        let mark = Mark::text(label, ColorToken::Ink);
        Scene { size: social_card::SIZE, marks: vec![mark], ..Scene::default() }
    }

    #[test]
    fn chinese_is_drawn_without_missing_glyphs() {
        setup::for_cards().unwrap();
        for lang in Lang::ALL {
            let rasterizer = CardRasterizer::new(lang).unwrap();
            let [sea, word, same] =
                ["出海", "核对", "出海"].map(|text| rasterizer.pixels(&sheet(text), text).unwrap().take());
            let blank = rasterizer.pixels(&sheet(""), "").unwrap().take();
            let inked = |pixels: &[u8]| pixels.iter().zip(&blank).filter(|(a, b)| a != b).count();
            assert!(inked(&sea) > 5000 && inked(&word) > 5000, "{} and {}", inked(&sea), inked(&word));
            assert!(sea == same && sea != word, "every character has the same shape");
        }
    }

    #[test]
    fn cards_have_the_size_that_hosts_ask_for_and_are_light() {
        let dir = paths::target().join("test-cards");
        let _ = fs::remove_dir_all(&dir);
        let compiled = check_data::compile(&paths::root().join("data")).unwrap();
        write(&compiled.dataset, &compiled.details, &dir).unwrap();
        let mut names = Vec::new();
        for entry in fs::read_dir(&dir).unwrap() {
            let entry = entry.unwrap();
            let bytes = fs::read(entry.path()).unwrap();
            let info = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
            assert_eq!((info.info().width, info.info().height), (1200, 630), "{:?}", entry.path());
            assert!(bytes.len() < 100_000, "{:?} has {} bytes", entry.path(), bytes.len());
            names.push(entry.file_name().into_string().unwrap());
        }
        names.sort_unstable();
        let mut expected: Vec<String> = ["en", "zh"].map(|lang| format!("{lang}.png")).into();
        let steps = compiled.dataset.story.iter();
        expected.extend(steps.flat_map(|step| ["en", "zh"].map(|lang| format!("{lang}-{}.png", step.id))));
        expected.sort_unstable();
        assert_eq!(names, expected);
    }
}
