//! The binary form of a dataset: a bundle that the page carries, one of its details, which is loaded after the first paint,
//! and both in one file. A bundle is a name with a version, then the value in the [postcard](https://postcard.jamesmunns.com)
//! format.
//!
//! A bundle may come from another site or be cut short, so everything that the rest of the code relies on (indices, dates,
//! numbers) is checked here, once.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Dataset, Details};
use crate::date::Edtf;
use crate::postcard_reader::{self, ReadError};

/// The first bytes of a dataset's bundle: a name and the version of the types in it.
const MAGIC: &[u8] = b"chuhai\x07";
/// The first bytes of a bundle of details.
const DETAILS_MAGIC: &[u8] = b"chuhai-details\x06";

/// A reason for refusing a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BundleError {
    /// The bytes are not a bundle of this kind, or are damaged.
    Malformed,
    /// A bundle of another version of the format.
    Version,
    /// Fewer bytes than its values need.
    CutShort,
    /// Bytes behind the last value.
    TrailingBytes,
    /// An index points outside its table.
    Dangling,
    /// A date that no calendar has, or a number that is none.
    Impossible,
    /// Details that belong to another dataset.
    Foreign,
}

impl fmt::Display for BundleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "not a dataset, or a damaged one",
            Self::Version => "a dataset of another version of the format",
            Self::CutShort => "the dataset is cut short",
            Self::TrailingBytes => "the dataset has bytes behind its end",
            Self::Dangling => "the dataset refers to something it does not have",
            Self::Impossible => "the dataset has an impossible date or number",
            Self::Foreign => "the details belong to another dataset",
        })
    }
}

impl std::error::Error for BundleError {}

/// Encodes a dataset as the page carries it.
pub fn encode(dataset: &Dataset) -> Vec<u8> {
    packed(MAGIC, dataset)
}

/// Encodes details as the page loads them.
pub fn encode_details(details: &Details) -> Vec<u8> {
    packed(DETAILS_MAGIC, details)
}

/// Encodes both in one file, one bundle behind the other, for pages that load another dataset.
pub fn encode_both(dataset: &Dataset, details: &Details) -> Vec<u8> {
    [encode(dataset), encode_details(details)].concat()
}

/// Decodes the bundle of a dataset and checks its indices and values.
///
/// # Errors
/// Fails if the bytes are no bundle of this version, or an index or value is out of range.
pub fn decode(bytes: &[u8]) -> Result<Dataset, BundleError> {
    let (dataset, rest) = dataset_and_rest(bytes)?;
    if rest.is_empty() { Ok(dataset) } else { Err(BundleError::TrailingBytes) }
}

/// Decodes the details of the dataset with this `hash`.
///
/// # Errors
/// Fails if the bytes are no bundle of this version, belong to another dataset, or an index is out of range.
pub fn decode_details(bytes: &[u8], hash: &str) -> Result<Details, BundleError> {
    let (details, rest) = take::<Details>(bytes, DETAILS_MAGIC)?;
    if !rest.is_empty() {
        Err(BundleError::TrailingBytes)
    } else if *details.hash != *hash {
        Err(BundleError::Foreign)
    } else if !details.indices_are_valid() {
        Err(BundleError::Dangling)
    } else {
        Ok(details)
    }
}

/// Decodes a file with a dataset and its details.
///
/// # Errors
/// Fails if either cannot be decoded, or they do not belong together.
pub fn decode_both(bytes: &[u8]) -> Result<(Dataset, Details), BundleError> {
    let (dataset, rest) = dataset_and_rest(bytes)?;
    let details = decode_details(rest, &dataset.meta.hash)?;
    Ok((dataset, details))
}

fn dataset_and_rest(bytes: &[u8]) -> Result<(Dataset, &[u8]), BundleError> {
    let (dataset, rest) = take::<Dataset>(bytes, MAGIC)?;
    if !dataset.indices_are_valid() {
        Err(BundleError::Dangling)
    } else if !dataset.values_are_possible() {
        Err(BundleError::Impossible)
    } else {
        Ok((dataset, rest))
    }
}

/// A value in the postcard format behind its magic bytes.
fn packed(magic: &[u8], value: &impl Serialize) -> Vec<u8> {
    // Serializing into a vector fails only for lists of unknown length, which no derived type has; the bundle would be
    // empty, and every decoder refuse it.
    postcard::to_extend(value, magic.to_vec()).unwrap_or_default()
}

/// Splits a value off the front of `bytes`.
fn take<'a, T: Deserialize<'a>>(bytes: &'a [u8], magic: &[u8]) -> Result<(T, &'a [u8]), BundleError> {
    let Some(value) = bytes.strip_prefix(magic) else {
        // The last byte is the version, a control character: the name of one bundle begins that of the other.
        let is_version = |byte: &u8| byte.is_ascii_control();
        let other = magic.split_last().and_then(|(_, name)| bytes.strip_prefix(name)).and_then(<[u8]>::first);
        return Err(if magic.starts_with(bytes) {
            BundleError::CutShort
        } else if other.is_some_and(is_version) {
            BundleError::Version
        } else {
            BundleError::Malformed
        });
    };
    postcard_reader::take_from_bytes(value).map_err(|error| match error {
        ReadError::CutShort => BundleError::CutShort,
        ReadError::Malformed => BundleError::Malformed,
    })
}

impl Dataset {
    fn indices_are_valid(&self) -> bool {
        let Self { sections, records, regions, places, companies, lanes, series, voyage_stops, .. } = self;
        let record = |ix: u32| (ix as usize) < records.len();
        let within = |len: usize| move |ix: &u16| usize::from(*ix) < len;
        let lane = |lane: &Option<u16>| lane.iter().all(within(lanes.len()));
        records.iter().all(|other| {
            other.companies.iter().all(within(companies.len()))
                && other.places.iter().all(within(places.len()))
                && other.regions.iter().all(within(regions.len()))
                && other.related.iter().chain(&other.repeats).all(|ix| record(*ix))
                && lane(&other.lane)
                && other.evidence.section.iter().all(within(sections.len()))
        }) && regions.iter().all(|region| record(region.record) && region.shapes.iter().all(within(regions.len())))
            && places.iter().all(|place| record(place.record) && place.region.iter().all(within(regions.len())))
            && companies.iter().all(|company| {
                record(company.record) && company.parent.iter().all(within(companies.len())) && lane(&company.lane)
            })
            && self.since.iter().all(|since| record(since.record))
            && self.renamed.iter().all(|renamed| record(renamed.record))
            && self.story.iter().all(|step| step.cited.0.iter().chain(&step.cited.1).all(|ix| record(*ix)))
            && self.funding.iter().all(|point| record(point.record) && within(series.len())(&point.series))
            && voyage_stops
                .iter()
                .enumerate()
                .all(|(ix, stop)| stop.from.iter().all(|from| voyage_stops[..ix].iter().any(|other| other.id == *from)))
    }

    fn values_are_possible(&self) -> bool {
        let dates = |date: &Option<Edtf>| date.is_none_or(Edtf::is_valid);
        let position = |(lon, lat): (f32, f32)| lon.abs() <= 180.0 && lat.abs() <= 90.0;
        dates(&self.meta.published)
            && dates(&self.meta.released)
            && self.meta.about.iter().all(|about| about.address.en.is_empty() || about.address.en.starts_with("http"))
            && self.meta.about.iter().all(|about| about.address.zh.is_empty() || about.address.zh.starts_with("http"))
            && dates(&self.meta.last_read)
            && self.records.iter().all(|record| {
                dates(&record.date)
                    && dates(&record.second_date)
                    && record.quantity.iter().all(|quantity| quantity.value.is_finite())
            })
            && self.funding.iter().all(|point| point.period.is_valid())
            && self.since.iter().all(|since| dates(&since.date))
            && self.regions.iter().all(|region| region.label_lonlat.is_none_or(position))
            && self.places.iter().all(|place| position(place.lonlat))
            && self.voyage_stops.iter().all(|stop| position(stop.lonlat))
    }
}

impl Details {
    fn indices_are_valid(&self) -> bool {
        let source = |ix: &u16| usize::from(*ix) < self.sources.len();
        let record = |ix: &u32| (*ix as usize) < self.records.len();
        self.records.iter().all(|record| {
            record.named_source.iter().all(source) && record.checks.iter().all(|check| source(&check.source))
        }) && self.series.iter().all(|series| series.source.iter().all(source))
            && self.voyage_stops.iter().all(|stop| stop.source.iter().all(source))
            && self.sources.iter().all(|source| source.published.is_none_or(Edtf::is_valid))
            && self.corrections.iter().all(|correction| correction.date.is_none_or(Edtf::is_valid))
            && self.releases.iter().all(|release| release.changed.iter().chain(&release.added).all(record))
            && self.story.iter().flatten().all(|paragraph| paragraph.records().all(record))
            && self.prices.iter().all(|price| {
                let is_price = |yuan: &f64| yuan.is_finite() && *yuan >= 0.0;
                record(&price.record)
                    && source(&price.source)
                    && price.date.is_none_or(Edtf::is_valid)
                    && price.before_cny.iter().chain([&price.after_cny]).all(is_price)
            })
            && self.pairs.iter().all(|pair| record(&pair.record) && source(&pair.source))
            && self.endings.iter().all(|part| record(&part.record))
            && self.findings.iter().all(|finding| {
                !finding.records.is_empty() && finding.records.iter().all(record) && finding.sources.iter().all(source)
            })
            && self.since.iter().all(|since| source(&since.source))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dataset::package::fixture::{tiny, tiny_details};
    use crate::dataset::{About, Paragraph, Run};
    use crate::state::{Filter, ResolvedFilter, State};
    use crate::text::Text;

    #[test]
    fn a_dataset_reads_back_as_it_was_written() {
        let dataset = tiny();
        assert_eq!(decode(&encode(&dataset)), Ok(dataset));
        assert_eq!(decode(&encode(&Dataset::default())), Ok(Dataset::default()));
        let both = encode_both(&tiny(), &tiny_details());
        assert_eq!(decode_both(&both), Ok((tiny(), tiny_details())));
        assert_eq!(decode_details(&encode_details(&tiny_details()), &tiny().meta.hash), Ok(tiny_details()));
    }

    #[test]
    fn details_of_another_dataset_are_refused() {
        let other = Details { hash: "00000000".into(), ..tiny_details() };
        assert_eq!(decode_details(&encode_details(&other), &tiny().meta.hash), Err(BundleError::Foreign));
        assert_eq!(decode_both(&encode_both(&tiny(), &other)), Err(BundleError::Foreign));
    }

    #[test]
    fn a_bundle_cut_short_or_run_on_is_refused() {
        let bytes = encode(&tiny());
        for length in 0..bytes.len() {
            assert_eq!(decode(&bytes[..length]), Err(BundleError::CutShort), "{length} bytes");
        }
        assert_eq!(decode(&[&bytes[..], b"\0"].concat()), Err(BundleError::TrailingBytes));
        let bytes = encode_both(&tiny(), &tiny_details());
        for length in 0..bytes.len() {
            assert_eq!(decode_both(&bytes[..length]), Err(BundleError::CutShort), "{length} bytes");
        }
        assert_eq!(decode_both(&[&bytes[..], b"\0"].concat()), Err(BundleError::TrailingBytes));
    }

    #[test]
    fn a_bundle_of_another_version_is_refused() {
        let mut bytes = encode(&tiny());
        bytes[MAGIC.len() - 1] += 1;
        assert_eq!(decode(&bytes), Err(BundleError::Version));
        assert_eq!(decode(DETAILS_MAGIC), Err(BundleError::Malformed));
    }

    #[test]
    fn a_list_longer_than_the_bundle_is_refused() {
        // A length of 2^32 - 1 with nothing behind it, first for the title, then for a list of sections.
        let endless = [0xff, 0xff, 0xff, 0xff, 0x0f];
        assert_eq!(decode(&[MAGIC, &endless].concat()), Err(BundleError::CutShort));
        let meta = packed(MAGIC, &Dataset::default().meta);
        assert_eq!(decode(&[&meta[..], &endless].concat()), Err(BundleError::CutShort));
    }

    #[test]
    fn an_index_that_points_nowhere_is_refused() {
        type Break = fn(&mut Dataset);
        let breaks: [Break; 17] = [
            |d| d.renamed[0].record = 999,
            |d| d.records[0].companies.push(99),
            |d| d.records[0].places.push(99),
            |d| d.records[0].regions.push(99),
            |d| d.records[0].related.push(999),
            |d| d.records[0].lane = Some(99),
            |d| d.records[0].evidence.section = Some(99),
            |d| d.regions[0].record = 999,
            |d| d.regions[0].shapes.push(99),
            |d| d.places[0].record = 999,
            |d| d.places[0].region = Some(99),
            |d| d.companies[0].record = 999,
            |d| d.companies[0].parent = Some(99),
            |d| d.companies[0].lane = Some(99),
            |d| d.funding[0].series = 99,
            |d| d.voyage_stops[1].from = Some("nowhere".into()),
            |d| d.story[0].cited.1.push(999),
        ];
        for (ix, break_it) in breaks.into_iter().enumerate() {
            let mut dataset = tiny();
            break_it(&mut dataset);
            assert_eq!(decode(&encode(&dataset)), Err(BundleError::Dangling), "break {ix}");
        }
        let breaks: [fn(&mut Details); 7] = [
            |d| d.releases[0].changed.push(999),
            |d| d.releases[0].added.push(999),
            |d| d.records[0].named_source = Some(99),
            |d| d.records.iter_mut().flat_map(|r| &mut r.checks).for_each(|check| check.source = 99),
            |d| d.series[0].source = Some(99),
            |d| d.voyage_stops[0].source = Some(99),
            |d| {
                d.story[0].push(Paragraph::new(Vec::new(), vec![Run { text: "".into(), record: Some(999), row: None }]))
            },
        ];
        for (ix, break_it) in breaks.into_iter().enumerate() {
            let mut details = tiny_details();
            break_it(&mut details);
            assert_eq!(decode_both(&encode_both(&tiny(), &details)), Err(BundleError::Dangling), "break {ix}");
        }
    }

    fn bad_address() -> Text {
        Text { zh: "javascript:alert(1)".into(), en: "".into() }
    }

    #[test]
    fn an_impossible_value_is_refused() {
        type Break = fn(&mut Dataset);
        let breaks: [Break; 5] = [
            |d| d.funding[0].period = crate::date::Date::from_month(2024, 13).into(),
            |d| d.records[0].second_date = Some(crate::date::Date::from_day(2023, 2, 29).into()),
            |d| d.records.iter_mut().flat_map(|r| &mut r.quantity).for_each(|quantity| quantity.value = f64::NAN),
            |d| d.places[0].lonlat.1 = f32::INFINITY,
            |d| d.meta.about = Some(About { address: bad_address(), ..About::default() }),
        ];
        for (ix, break_it) in breaks.into_iter().enumerate() {
            let mut dataset = tiny();
            break_it(&mut dataset);
            assert_eq!(decode(&encode(&dataset)), Err(BundleError::Impossible), "break {ix}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_give_a_dataset_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
            let _ = decode(&bytes);
            let _ = decode(&[MAGIC, &bytes].concat());
            let _ = decode_details(&[DETAILS_MAGIC, &bytes].concat(), "");
        }

        #[test]
        fn damaged_details_give_details_or_an_error(at in 0usize..20_000, byte in any::<u8>()) {
            let mut bytes = encode_details(&tiny_details());
            let at = at % bytes.len();
            bytes[at] = byte;
            if let Ok(details) = decode_details(&bytes, &tiny().meta.hash) {
                for check in details.records.iter().flat_map(|detail| &detail.checks) {
                    let _ = details.source(check.source);
                }
            }
        }

        #[test]
        fn whatever_is_read_from_a_damaged_bundle_can_be_used(at in 0usize..20_000, byte in any::<u8>()) {
            let mut bytes = encode(&tiny());
            let at = at % bytes.len();
            bytes[at] = byte;
            if let Ok(dataset) = decode(&bytes) {
                // The bytes of what was read are read as the same again.
                prop_assert_eq!(decode(&encode(&dataset)).map(|again| encode(&again)), Ok(encode(&dataset)));
                for region in 0..dataset.regions.len() {
                    let state = State { filter: Filter { regions: vec![region as u16], ..Filter::default() }, ..State::default() };
                    let resolved = ResolvedFilter::new(&state, &dataset, None);
                    for (ix, record) in dataset.records.iter().enumerate() {
                        let _ = resolved.of(ix as u32, record);
                    }
                }
            }
        }
    }
}
