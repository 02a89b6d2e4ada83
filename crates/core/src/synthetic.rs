//! Seeded synthetic events, for measuring: never part of the published site (feature `bench`).
//!
//! The same number and seed give the same events on every machine. They run from 2018 to 2025, belong to 40
//! companies of unlike size, and are dated to the day, the month, the year or over an interval, as real ones are.

use crate::dataset::{Company, Dataset, Evidence, Kind, Lane, Record, RecordIx, Status};
use crate::date::{Date, Day, Edtf, Extent, civil_from_day, day_from_civil};
use crate::text::Text;

/// How many companies, each with a lane.
pub const COMPANIES: u16 = 40;
const FIRST_YEAR: i32 = 2018;
const LAST_YEAR: i32 = 2025;
/// What happens, in both languages: a subkind of events and its word.
const EVENT_KINDS: [(&str, &str, &str); 6] = [
    ("launch", "发布", "launch"),
    ("partnership", "合作", "partnership"),
    ("investment", "投资", "investment"),
    ("announcement", "公告", "announcement"),
    ("market", "市场", "market"),
    ("publication", "报告", "report"),
];
const GLYPHS: [&str; 7] = ["tencent", "huawei", "alibaba", "bytedance", "deepseek", "minimax", "policy"];

/// `dataset` with `count` synthetic events on its timeline in place of its own. Everything else keeps its index;
/// regions are named by the events where the dataset has any.
pub fn with_events(mut dataset: Dataset, count: u32, seed: u64) -> Dataset {
    let mut random = Random(seed);
    dataset.records.iter_mut().for_each(|record| record.lane = None);
    dataset.companies.iter_mut().for_each(|company| company.lane = None);
    dataset.lanes.clear();
    dataset.meta.published = None;
    dataset.records.reserve(usize::from(COMPANIES) + count as usize);

    let first_company = dataset.companies.len() as u16;
    for ix in 0..COMPANIES {
        let name = Text { zh: format!("公司 {:02}", ix + 1).into(), en: format!("Company {:02}", ix + 1).into() };
        let id = format!("company-{:02}", ix + 1);
        let glyph = GLYPHS[usize::from(ix) % GLYPHS.len()];
        dataset.lanes.push(Lane { id: id.clone().into(), title: name.clone(), glyph: glyph.into() });
        let record = dataset.records.len() as RecordIx;
        let company = Company { record, parent: None, lane: Some(ix), aliases: Vec::new() };
        dataset.companies.push(company);
        let mut record = blank(id.into(), Kind::Company, name);
        record.companies = vec![first_company + ix];
        dataset.records.push(record);
    }
    for number in 0..count {
        // The square of a fraction: the first companies have several times the events of the last.
        let fraction = random.fraction();
        let company = ((fraction * fraction * f64::from(COMPANIES)) as u16).min(COMPANIES - 1);
        let (subkind, zh, en) = EVENT_KINDS[random.below(EVENT_KINDS.len() as u64) as usize];
        let title = Text {
            zh: format!("公司 {:02}：{zh} {number}", company + 1).into(),
            en: format!("Company {:02}: {en} {number}", company + 1).into(),
        };
        let mut record = blank(format!("synthetic-{number}").into(), Kind::Event, title);
        record.subkind = subkind.into();
        record.date = Some(random.date());
        record.companies = vec![first_company + company];
        if !dataset.regions.is_empty() {
            record.regions = vec![random.below(dataset.regions.len() as u64) as u16];
        }
        record.lane = Some(company);
        if random.below(10) == 0 {
            record.evidence.status = Status::Contested;
        }
        dataset.records.push(record);
    }
    dataset
}

/// A record that says nothing but its name.
fn blank(id: Box<str>, kind: Kind, title: Text) -> Record {
    Record {
        id,
        kind,
        subkind: "".into(),
        title,
        short: None,
        date: None,
        dated_elsewhere: false,
        second_date: None,
        companies: Vec::new(),
        places: Vec::new(),
        regions: Vec::new(),
        quantity: None,
        lane: None,
        related: Vec::new(),
        repeats: None,
        evidence: Evidence { section: None, paragraph: None, status: Status::AsStated },
    }
}

/// SplitMix64: Steele, Lea and Flood, “Fast Splittable Pseudorandom Number Generators” (2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 0 to before 1.
    fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// 0 to before `limit`; the bias of the remainder is far below what a benchmark can see.
    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// Of twenty dates fourteen are days, four months, one a year, one an interval of up to a year and a half.
    fn date(&mut self) -> Edtf {
        let (first, end) = (day_from_civil(FIRST_YEAR, 1, 1), day_from_civil(LAST_YEAR + 1, 1, 1));
        let at = |day: Day| {
            let (year, month, day) = civil_from_day(day);
            Date::from_day(year as i16, month, day)
        };
        let day = first + self.below((end - first) as u64) as Day;
        let date = at(day);
        let extent = match self.below(20) {
            0..14 => Extent::One(date),
            14..18 => Extent::One(Date::from_month(date.year, date.month)),
            18 => Extent::One(Date::from_year(date.year)),
            _ => Extent::Interval(date, at((day + 30 + self.below(510) as Day).min(end - 1).max(day))),
        };
        Edtf { extent, approximate: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_events_and_another_seed_others() {
        let dataset = with_events(Dataset::default(), 500, 7);
        assert_eq!(dataset, with_events(Dataset::default(), 500, 7));
        assert_ne!(dataset, with_events(Dataset::default(), 500, 8));
        assert_eq!(dataset.lanes.len(), usize::from(COMPANIES));
        assert_eq!(dataset.records.iter().filter(|record| record.lane.is_some()).count(), 500);
    }

    #[test]
    fn every_date_is_of_the_calendar_and_of_its_years() {
        let dataset = with_events(Dataset::default(), 5_000, 1);
        let (first, end) = (day_from_civil(FIRST_YEAR, 1, 1), day_from_civil(LAST_YEAR + 1, 1, 1));
        for date in dataset.records.iter().filter_map(|record| record.date) {
            assert!(date.is_valid(), "{date}");
            assert!(date.first_day() >= Some(first) && date.end_day() <= end, "{date}");
        }
    }
}
