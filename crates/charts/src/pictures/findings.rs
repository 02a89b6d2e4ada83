//! The points at odds with other sources: one row each, with what the article says, what was found, by whom, and how sure
//! that is.

use chuhai_core::dataset::{Details, Finding};
use chuhai_core::format::{list, number, spaced};
use chuhai_core::text::phrases;

use super::text::Type;
use super::{EDGE_PX, Row, Space};
use crate::scene::{Cell, Rect, Scene, pt};
use crate::theme::ColorToken;

/// The shares of the columns in a wide picture: said, found, sureness with the sources. In brief, the first two are left.
const SHARES: [f64; 3] = [0.32, 0.34, 0.34];
const SHARES_IN_BRIEF: [f64; 2] = [0.48, 0.52];
/// The distance between columns.
const GAP_PX: f64 = 20.0;
/// The distance between a row's content and its rules.
const PAD_PX: f64 = 9.0;

const HEAD: Type = Type::regular(13.0, ColorToken::Ink3);
const SAID: Type = Type::regular(14.0, ColorToken::Ink2);
const FOUND: Type = Type::bold(14.0, ColorToken::Ink);
const SURE: Type = Type::regular(12.5, ColorToken::Ink3);

pub(super) fn layout(input: Space<'_>) -> Scene {
    let columns = [phrases::PICTURES_SAID, phrases::PICTURES_FOUND, phrases::PICTURES_BY, phrases::PICTURES_SURENESS];
    let mut scene = input.scene(phrases::PICTURES_FINDINGS, &columns);
    let Some(details) = input.details else { return scene };
    let pad_px = input.pad_px(PAD_PX);
    let mut y = EDGE_PX;
    if input.is_wide() {
        let heads = [phrases::PICTURES_SAID, phrases::PICTURES_FOUND, phrases::PICTURES_SURENESS];
        for ((x, room_px), head) in input.columns().into_iter().zip(heads) {
            input.block(input.said(head), room_px, HEAD).draw(pt(x, y), None, &mut scene.marks);
        }
        y += input.line_px(HEAD) + pad_px;
    }
    for finding in &details.findings {
        input.push_rule(&mut scene, y);
        y = draw(input, details, finding, y, &mut scene);
    }
    scene.size.height_px = y + EDGE_PX;
    let n = number(details.findings.len() as f64);
    scene.summary = phrases::PICTURES_FINDINGS_SUMMARY.fill(input.lang, &[("n", &n)]);
    scene
}

impl Space<'_> {
    /// The left edge and the width of each column.
    fn columns(&self) -> Vec<(f64, f64)> {
        let shares: &[f64] = if self.density.is_brief { &SHARES_IN_BRIEF } else { &SHARES };
        let room_px = self.room_px() - (shares.len() - 1) as f64 * GAP_PX;
        let mut x = EDGE_PX;
        let column = |share: &f64| {
            let column = (x, share * room_px);
            x += share * room_px + GAP_PX;
            column
        };
        shares.iter().map(column).collect()
    }
}

/// Draws a row from `top`; returns its bottom.
fn draw(input: Space<'_>, details: &Details, finding: &Finding, top: f64, scene: &mut Scene) -> f64 {
    let [said, found, sureness] = [&finding.said, &finding.found, &finding.sureness].map(|text| text.get(input.lang));
    let by = publishers(details, finding, input);
    let sure = spaced(format!("{sureness}{}{by}", phrases::PICTURES_BY_BEFORE.get(input.lang)), input.lang);
    let item = Some(scene.items.len() as u32);
    let texts = [(said, SAID), (found, FOUND), (sure.as_str(), SURE)];
    let pad_px = input.pad_px(PAD_PX);
    let mut bottom = top + pad_px;
    if input.is_wide() {
        for ((x, room_px), (text, style)) in input.columns().into_iter().zip(texts) {
            let block = input.block(text, room_px, style);
            block.draw(pt(x, top + pad_px), item, &mut scene.marks);
            bottom = bottom.max(top + pad_px + block.height_px());
        }
    } else {
        let shown = if input.density.is_brief { 2 } else { 3 };
        for (text, style) in texts.into_iter().take(shown) {
            let block = input.block(text, input.room_px(), style);
            block.draw(pt(EDGE_PX, bottom), item, &mut scene.marks);
            bottom += block.height_px();
        }
    }
    bottom += pad_px;
    let Some(record) = finding.records.first().copied() else { return bottom };
    let row = Row {
        id: input.dataset.record(record).id.to_string(),
        record,
        name: phrases::PICTURES_FINDING_NAME.fill(input.lang, &[("said", said), ("found", found), ("sure", sureness)]),
        tip: vec![found.to_owned(), sureness.to_owned()],
        cells: vec![said.into(), found.into(), Cell::from(by), sureness.into()],
    };
    input.push_item(scene, row, Rect { x: 0.5, y: top + 1.0, w: input.width_px() - 1.0, h: bottom - top - 2.0 });
    bottom
}

/// The publishers of a finding's sources, each once.
fn publishers(details: &Details, finding: &Finding, input: Space<'_>) -> String {
    let mut names: Vec<&str> = Vec::new();
    for source in &finding.sources {
        let name = &*details.source(*source).publisher;
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    list(&names, input.lang)
}
