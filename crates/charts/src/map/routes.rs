//! What the dataset says about who went where, or as much of it as passes a filter: routes from home, events per
//! region. Gathered once, not for each picture.

use chuhai_core::dataset::{CompanyIx, Dataset, Kind, PlaceIx, Record, RecordIx, RegionIx, Status};

/// Where a route ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A country the article names: a solid mark.
    Place(PlaceIx),
    /// A region, where the article names no country: a hollow mark.
    Region(RegionIx),
}

/// Ways drawn to one target. Further lanes share the last of them: names and tips tell all, a bundle of dozens nothing.
const MOST_WAYS: usize = 4;

/// One company's (one lane's) way to one target.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Route {
    pub target: Target,
    /// Index into [`Dataset::lanes`]: shape and colour.
    pub lane: u16,
    /// Who goes, as the records name them: a unit rather than the company it is part of.
    pub companies: Vec<CompanyIx>,
    /// The records that say so.
    pub records: Vec<RecordIx>,
}

/// See the module.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Routes {
    pub routes: Vec<Route>,
    /// Number of records on the timeline: what the page counts as events.
    pub events: usize,
    /// The first of them.
    pub first_event: Option<RecordIx>,
    /// Number of those that concern each region or a place in it.
    pub events_of_region: Vec<usize>,
    /// For each region, number of those that name only something wider that it is part of, and what.
    pub events_wider: Vec<(usize, Vec<RegionIx>)>,
    /// Number of those in each place.
    pub events_of_place: Vec<usize>,
    /// Of what is counted for each region, wider or not, how many are disputed.
    pub disputed_of_region: Vec<usize>,
    /// The same for each place.
    pub disputed_of_place: Vec<usize>,
}

impl Routes {
    /// Reads every record that `passes` once.
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
                routes.events += 1;
                routes.first_event = routes.first_event.or(Some(ix));
                let disputed = usize::from(record.evidence.status == Status::Contested);
                for region in 0..dataset.regions.len() {
                    if concerns(dataset, record, region as RegionIx) {
                        routes.events_of_region[region] += 1;
                        routes.disputed_of_region[region] += disputed;
                        continue;
                    }
                    let wider =
                        |ix: &&RegionIx| dataset.regions[usize::from(**ix)].shapes.contains(&(region as RegionIx));
                    if let Some(&named) = record.regions.iter().find(wider) {
                        let (count, names) = &mut routes.events_wider[region];
                        *count += 1;
                        routes.disputed_of_region[region] += disputed;
                        if !names.contains(&named) {
                            names.push(named);
                        }
                    }
                }
                for &place in &record.places {
                    routes.events_of_place[usize::from(place)] += 1;
                    routes.disputed_of_place[usize::from(place)] += disputed;
                }
            }
        }
        routes
    }

    /// The routes that end at `target`.
    pub fn to(&self, target: Target) -> impl Iterator<Item = &Route> {
        self.routes.iter().filter(move |route| route.target == target)
    }

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
                let known = there().find(|at| self.routes[*at].lane == lane).or(there().nth(MOST_WAYS - 1));
                let at = known.unwrap_or_else(|| {
                    self.routes.push(Route { target, lane, companies: Vec::new(), records: Vec::new() });
                    self.routes.len() - 1
                });
                let route = &mut self.routes[at];
                if !route.companies.contains(&company) {
                    route.companies.push(company);
                }
                // Records come in order, so a double can only be the last.
                if route.records.last() != Some(&ix) {
                    route.records.push(ix);
                }
            }
        }
    }
}

/// The map shapes of the regions a record names.
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

/// The lane of a company or of what it is part of; none for those who only make rules or watch.
fn lane_of(dataset: &Dataset, company: CompanyIx) -> Option<u16> {
    let company = &dataset.companies[usize::from(company)];
    let parent = company.parent.and_then(|parent| dataset.companies[usize::from(parent)].lane);
    company.lane.or(parent).filter(|lane| !matches!(&*dataset.lanes[usize::from(*lane)].glyph, "policy" | "industry"))
}

/// Whether a record names a region, one of its shapes, or a place in it: what choosing the region selects.
fn concerns(dataset: &Dataset, record: &Record, region: RegionIx) -> bool {
    let shapes = &dataset.regions[usize::from(region)].shapes;
    let meant = |ix: RegionIx| ix == region || shapes.contains(&ix);
    record.regions.iter().any(|ix| meant(*ix))
        || record.places.iter().any(|place| dataset.places[usize::from(*place)].region.is_some_and(meant))
}
