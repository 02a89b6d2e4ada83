//! Kinds of records: their names and the order in which tables list them.

use chuhai_core::dataset::Kind;
use chuhai_core::text::{Phrase, phrases};

/// The kinds in reading order: claims first, then what they are about.
pub const KINDS: [Kind; 10] = [
    Kind::Event,
    Kind::Metric,
    Kind::Funding,
    Kind::Product,
    Kind::Policy,
    Kind::Factor,
    Kind::Quote,
    Kind::Company,
    Kind::Region,
    Kind::Place,
];

/// The name of a kind of record.
pub const fn kind_phrase(kind: Kind) -> Phrase {
    match kind {
        Kind::Region => phrases::KIND_REGION,
        Kind::Place => phrases::KIND_PLACE,
        Kind::Company => phrases::KIND_COMPANY,
        Kind::Product => phrases::KIND_PRODUCT,
        Kind::Event => phrases::KIND_EVENT,
        Kind::Metric => phrases::KIND_METRIC,
        Kind::Funding => phrases::KIND_FUNDING,
        Kind::Factor => phrases::KIND_FACTOR,
        Kind::Policy => phrases::KIND_POLICY,
        Kind::Quote => phrases::KIND_QUOTE,
    }
}
