//! The items of the map, in reading order.

use chuhai_core::dataset::{Dataset, Place, PlaceIx, RecordIx, RegionIx};
use chuhai_core::state::{Emphasis, ResolvedFilter};

use super::routes::Target;

/// An item of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MapItem {
    Region(RegionIx),
    Place(PlaceIx),
}

impl MapItem {
    /// The item at the end of a route.
    pub fn of_target(target: Target) -> Self {
        match target {
            Target::Place(ix) => Self::Place(ix),
            Target::Region(ix) => Self::Region(ix),
        }
    }

    /// Its record.
    pub fn record(self, dataset: &Dataset) -> RecordIx {
        match self {
            Self::Region(ix) => dataset.regions[usize::from(ix)].record,
            Self::Place(ix) => dataset.places[usize::from(ix)].record,
        }
    }

    /// Its relation to the selection.
    pub fn emphasis(self, filter: &ResolvedFilter) -> Option<Emphasis> {
        match self {
            Self::Region(ix) => filter.of_region(ix),
            Self::Place(ix) => filter.of_place(ix),
        }
    }
}

/// Returns the items: home, then each region with its places, then the places of no region on the map.
pub(super) fn reading_order(dataset: &Dataset) -> Vec<MapItem> {
    let places = |wanted: &dyn Fn(&Place) -> bool| -> Vec<MapItem> {
        let places = dataset.places.iter().enumerate();
        places.filter(|(_, place)| wanted(place)).map(|(ix, _)| MapItem::Place(ix as PlaceIx)).collect()
    };
    let mut order = places(&|place| place.home);
    let on_map = |region: RegionIx| dataset.regions[usize::from(region)].on_map;
    for region in (0..dataset.regions.len()).map(|ix| ix as RegionIx).filter(|ix| on_map(*ix)) {
        order.push(MapItem::Region(region));
        order.extend(places(&|place| !place.home && place.region == Some(region)));
    }
    order.extend(places(&|place| !place.home && !place.region.is_some_and(on_map)));
    order
}
