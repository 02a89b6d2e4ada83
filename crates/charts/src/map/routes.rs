//! Routes and counts of a dataset, or of the records that pass a filter: routes from home, events per region and place.
//! Gathered once, not for each picture.

use chuhai_core::dataset::{CompanyIx, Dataset, Kind, PlaceIx, Record, RecordIx, RegionIx, Status};

/// The end of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A country that the article names: a solid mark.
    Place(PlaceIx),
    /// A region of which the article names no country: a hollow mark.
    Region(RegionIx),
}

/// The most routes to one target. Further lanes share the last of them: a bundle of dozens would be illegible, and names
/// and tooltips list all.
const MOST_ROUTES: usize = 4;

/// The route of one company (one lane) to one target.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Route {
    pub target: Target,
    /// Index into [`Dataset::lanes`]: shape and colour.
    pub lane: u16,
    /// The companies as the records name them: a unit rather than its parent.
    pub companies: Vec<CompanyIx>,
    /// Its records.
    pub records: Vec<RecordIx>,
}

/// The routes and counts of a dataset.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Routes {
    pub routes: Vec<Route>,
    /// The number of events: of records on the timeline.
    pub events: usize,
    /// The first event.
    pub first_event: Option<RecordIx>,
    /// The number of events in each region or in one of its places.
    pub events_of_region: Vec<usize>,
    /// The number of events that name only a wider region around each region, and these wider regions.
    pub events_wider: Vec<(usize, Vec<RegionIx>)>,
    /// The number of events in each place.
    pub events_of_place: Vec<usize>,
    /// The number of disputed events among those counted for each region, wider ones included.
    pub disputed_of_region: Vec<usize>,
    /// The number of disputed events in each place.
    pub disputed_of_place: Vec<usize>,
}

impl Routes {
    /// Reads every record that `passes`, once.
    pub fn new(dataset: &Dataset, passes: impl Fn(RecordIx, &Record) -> bool) -> Self {
        let mut routes = Self {
            routes: Vec::new(),
            events: 0,
            first_event: None,
            events_of_region: vec![0; dataset.regions.len()],
            events_wider: vec![(0, Vec::new()); dataset.regions.len()],
            events_of_place: vec![0; dataset.places.len()],
            disputed_of_region: vec![0; dataset.regions.len()],
            disputed_of_place: vec![0; dataset.places.len()],
        };
        for (ix, record) in dataset.records.iter().enumerate() {
            let ix = ix as RecordIx;
            if !passes(ix, record) {
                continue;
            }
            if matches!(record.kind, Kind::Event | Kind::Metric | Kind::Product) {
                routes.add(dataset, ix, record);
            }
            if record.lane.is_some() {
                routes.count(dataset, ix, record);
            }
        }
        routes
    }

    /// Counts an event for its regions and places.
    fn count(&mut self, dataset: &Dataset, ix: RecordIx, record: &Record) {
        self.events += 1;
        self.first_event = self.first_event.or(Some(ix));
        let disputed = usize::from(record.evidence.status == Status::Contested);
        for region in 0..dataset.regions.len() {
            if concerns(dataset, record, region as RegionIx) {
                self.events_of_region[region] += 1;
                self.disputed_of_region[region] += disputed;
                continue;
            }
            let is_wider = |ix: &&RegionIx| dataset.regions[usize::from(**ix)].shapes.contains(&(region as RegionIx));
            if let Some(&named) = record.regions.iter().find(is_wider) {
                let (count, names) = &mut self.events_wider[region];
                *count += 1;
                self.disputed_of_region[region] += disputed;
                if !names.contains(&named) {
                    names.push(named);
                }
            }
        }
        for &place in &record.places {
            self.events_of_place[usize::from(place)] += 1;
            self.disputed_of_place[usize::from(place)] += disputed;
        }
    }

    /// Returns the routes that end at `target`.
    pub fn to(&self, target: Target) -> impl Iterator<Item = &Route> {
        self.routes.iter().filter(move |route| route.target == target)
    }

    /// Adds the routes of a record.
    fn add(&mut self, dataset: &Dataset, ix: RecordIx, record: &Record) {
        let abroad: Vec<Target> = record
            .places
            .iter()
            .filter(|place| !dataset.places[usize::from(**place)].home)
            .map(|place| Target::Place(*place))
            .collect();
        let targets = if abroad.is_empty() { shapes_named(dataset, record) } else { abroad };
        for &company in &record.companies {
            let is_unit_named =
                record.companies.iter().any(|other| dataset.companies[usize::from(*other)].parent == Some(company));
            let Some(lane) = lane_of(dataset, company).filter(|_| !is_unit_named) else { continue };
            for &target in &targets {
                let there = || (0..self.routes.len()).filter(|at| self.routes[*at].target == target);
                let known = there().find(|at| self.routes[*at].lane == lane).or(there().nth(MOST_ROUTES - 1));
                let at = known.unwrap_or_else(|| {
                    self.routes.push(Route { target, lane, companies: Vec::new(), records: Vec::new() });
                    self.routes.len() - 1
                });
                let route = &mut self.routes[at];
                if !route.companies.contains(&company) {
                    route.companies.push(company);
                }
                // Records come in order, so that a duplicate can only be the last.
                if route.records.last() != Some(&ix) {
                    route.records.push(ix);
                }
            }
        }
    }
}

/// Returns the shapes on the map of the regions that a record names.
fn shapes_named(dataset: &Dataset, record: &Record) -> Vec<Target> {
    let mut targets = Vec::new();
    for &region in &record.regions {
        for &shape in &dataset.regions[usize::from(region)].shapes {
            let target = Target::Region(shape);
            if dataset.regions[usize::from(shape)].on_map && !targets.contains(&target) {
                targets.push(target);
            }
        }
    }
    targets
}

/// Returns the lane of a company or of its parent; `None` for policy and industry.
fn lane_of(dataset: &Dataset, company: CompanyIx) -> Option<u16> {
    let company = &dataset.companies[usize::from(company)];
    let parent = company.parent.and_then(|parent| dataset.companies[usize::from(parent)].lane);
    company.lane.or(parent).filter(|lane| !matches!(&*dataset.lanes[usize::from(*lane)].glyph, "policy" | "industry"))
}

/// Returns true if a record names a region, one of its shapes, or a place in it: the records that selecting the region
/// selects.
fn concerns(dataset: &Dataset, record: &Record, region: RegionIx) -> bool {
    let shapes = &dataset.regions[usize::from(region)].shapes;
    let is_in = |ix: RegionIx| ix == region || shapes.contains(&ix);
    record.regions.iter().any(|ix| is_in(*ix))
        || record.places.iter().any(|place| dataset.places[usize::from(*place)].region.is_some_and(is_in))
}
