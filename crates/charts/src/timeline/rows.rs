//! Rows within a lane: a row for each mark and a side for its label, without overlaps.
//!
//! Rows are assigned for the whole axis at the width of the picture, so that no mark changes its row
//! while a reader zooms and pans, and the picture keeps its height. Marks that are apart there are apart at any
//! zoom, because zooming only moves marks away from each other; the sides of labels are chosen for each window.

/// The distance from a mark to its label.
pub(super) const LABEL_GAP_PX: f64 = 7.0;
/// The least distance from a label to its neighbours in the row.
const CLEAR_PX: f64 = 8.0;

/// A mark and its label to be placed in a row, along the time line.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowRequest {
    /// First and last pixel of the mark.
    pub(super) hull: (f64, f64),
    /// The stretch of the mark that a label may cover without hiding either end.
    pub(super) body: (f64, f64),
    /// Length of the label, its sign included.
    pub(super) label_px: f64,
}

/// The bounds of labels.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowBounds {
    /// First pixel of a lane's first row, after its heading.
    pub(super) first_row_from: f64,
    /// First pixel of its other rows, which have no heading.
    pub(super) from: f64,
    /// Last pixel.
    pub(super) to: f64,
    /// The double rule, which labels avoid.
    pub(super) gap: Option<(f64, f64)>,
}

impl RowBounds {
    /// The first pixel of a row.
    fn from(&self, row: usize) -> f64 {
        if row == 0 { self.first_row_from } else { self.from }
    }

    /// Returns true if a label fits within the bounds of a row.
    fn allows(&self, row: usize, from: f64, to: f64) -> bool {
        from >= self.from(row) && to <= self.to && self.gap.is_none_or(|gap| to <= gap.0 || from >= gap.1)
    }
}

/// The row of a mark and the start of its label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RowSlot {
    pub(super) row: usize,
    pub(super) label_from: f64,
}

impl RowRequest {
    /// The start of a label right of the mark.
    fn right(&self) -> f64 {
        self.hull.1 + LABEL_GAP_PX
    }

    /// The start of a label left of the mark; of a mark next to the double rule, before the rule.
    fn left(&self, room: RowBounds) -> f64 {
        let against = |gap: &(f64, f64)| (gap.1..gap.1 + LABEL_GAP_PX).contains(&self.hull.0);
        let end = room.gap.filter(against).map_or(self.hull.0, |gap| gap.0);
        end - LABEL_GAP_PX - self.label_px
    }

    /// The start of a label without room on either side, alone in its row: on the mark if that is long enough, else across
    /// the rule, else moved in from the edge. Both ends of the mark stay visible.
    fn alone(&self, row: usize, room: RowBounds) -> f64 {
        let over_rule = [self.right(), self.left(room)]
            .into_iter()
            .find(|from| *from >= room.from(row) && from + self.label_px <= room.to);
        let pushed_in = || (room.to - self.label_px).max(room.from(row));
        self.inside(room).or(over_rule).unwrap_or_else(pushed_in)
    }

    /// The start of a label on the mark, if that is long enough.
    fn inside(&self, room: RowBounds) -> Option<f64> {
        let from = self.body.0 + CLEAR_PX;
        let past_rule = room.gap.map_or(from, |gap| from.max(gap.1 + CLEAR_PX));
        [from, past_rule].into_iter().find(|from| {
            let to = from + self.label_px;
            to + CLEAR_PX <= self.body.1 && room.gap.is_none_or(|gap| to <= gap.0 || *from >= gap.1)
        })
    }

    /// The stretch covered by the mark and its label, which starts at `label_from`.
    fn cover(&self, label_from: f64) -> (f64, f64) {
        (self.hull.0.min(label_from), self.hull.1.max(label_from + self.label_px))
    }
}

/// Assigns a row to every mark and a side to its label; `requests` come in order of time. Labels go right of the mark if
/// there is room, left if the next mark is too near, else into a row of their own.
pub(super) fn assign(requests: &[RowRequest], room: RowBounds) -> Vec<RowSlot> {
    let mut rows: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut slots = Vec::with_capacity(requests.len());
    for (ix, request) in requests.iter().enumerate() {
        let next = requests.get(ix + 1).map_or(f64::INFINITY, |next| next.hull.0);
        let crowded = request.right() + request.label_px + CLEAR_PX > next && next > request.hull.1;
        let mut sides = [request.right(), request.left(room)];
        if crowded {
            sides.reverse();
        }
        let allowed =
            |row: usize| sides.into_iter().filter(move |from| room.allows(row, *from, from + request.label_px));
        let free = |row: &Vec<(f64, f64)>, from: f64| {
            let cover = request.cover(from);
            row.iter().all(|taken| cover.1 + CLEAR_PX <= taken.0 || taken.1 + CLEAR_PX <= cover.0)
        };
        let found = rows.iter().enumerate().find_map(|(row, taken)| {
            allowed(row).find(|from| free(taken, *from)).map(|label_from| RowSlot { row, label_from })
        });
        let slot = found.unwrap_or_else(|| {
            let row = rows.len();
            RowSlot { row, label_from: allowed(row).next().unwrap_or_else(|| request.alone(row, room)) }
        });
        if slot.row == rows.len() {
            rows.push(Vec::new());
        }
        rows[slot.row].push(request.cover(slot.label_from));
        slots.push(slot);
    }
    slots
}

/// Returns the starts of the labels of one row in a window: `requests` come in order of time, their hulls cut to the
/// window. A label without room on either side goes on its own bar if that is long enough, else it is left out.
pub(super) fn label_row(requests: &[RowRequest], row: usize, room: RowBounds) -> Vec<Option<f64>> {
    let mut taken_to = f64::NEG_INFINITY;
    let mut starts = Vec::with_capacity(requests.len());
    for (ix, request) in requests.iter().enumerate() {
        let next = requests.get(ix + 1).map_or(f64::INFINITY, |next| next.hull.0);
        let fits = |from: f64| {
            let to = from + request.label_px;
            room.allows(row, from, to) && from >= taken_to + CLEAR_PX && to + CLEAR_PX <= next
        };
        let start = [request.right(), request.left(room)]
            .into_iter()
            .find(|from| fits(*from))
            .or_else(|| request.inside(room))
            .or_else(|| (requests.len() == 1).then(|| request.alone(row, room)));
        taken_to = start.map_or(request.hull.1, |from| request.cover(from).1).max(taken_to);
        starts.push(start);
    }
    starts
}
