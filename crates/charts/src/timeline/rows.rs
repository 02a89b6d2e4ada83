//! Which row of its lane a mark stands in and on which side its label: nothing overlaps.
//!
//! Rows are given out for the whole axis at the width of the picture, so that no mark changes its row
//! while a reader zooms and pans, and the picture keeps its height. What is apart there is apart at any
//! zoom, because zooming only moves marks away from each other; labels choose their side anew.

/// Between a mark and its label.
pub(super) const LABEL_GAP_PX: f64 = 7.0;
/// Between a label and the next thing in its row.
const CLEAR_PX: f64 = 8.0;

/// A mark and what its label asks for, along the time line.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowRequest {
    /// First and last pixel of the mark.
    pub(super) hull: (f64, f64),
    /// The stretch of it that a label may stand on, hiding neither end.
    pub(super) body: (f64, f64),
    /// Length of the label, its sign included.
    pub(super) label_px: f64,
}

/// Where labels may stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowBounds {
    /// First pixel of a lane's first row, after its heading.
    pub(super) first_row_from: f64,
    /// First pixel of its other rows, which have no heading.
    pub(super) from: f64,
    /// Last pixel.
    pub(super) to: f64,
    /// The double rule, which no label crosses if it can be helped.
    pub(super) gap: Option<(f64, f64)>,
}

impl RowBounds {
    fn from(&self, row: usize) -> f64 {
        if row == 0 { self.first_row_from } else { self.from }
    }

    fn allows(&self, row: usize, from: f64, to: f64) -> bool {
        from >= self.from(row) && to <= self.to && self.gap.is_none_or(|gap| to <= gap.0 || from >= gap.1)
    }
}

/// A mark's row and where its label starts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RowSlot {
    pub(super) row: usize,
    pub(super) label_from: f64,
}

impl RowRequest {
    fn right(&self) -> f64 {
        self.hull.1 + LABEL_GAP_PX
    }

    /// Left of the mark; where the mark stands against the double rule, before the rule.
    fn left(&self, room: RowBounds) -> f64 {
        let against = |gap: &(f64, f64)| (gap.1..gap.1 + LABEL_GAP_PX).contains(&self.hull.0);
        let end = room.gap.filter(against).map_or(self.hull.0, |gap| gap.0);
        end - LABEL_GAP_PX - self.label_px
    }

    /// Where the label goes in a row of its own that has room on neither side of the rule: on the mark if that
    /// is long enough, over the rule, or at last pushed in from the edge. Both ends of a mark are to be seen.
    fn alone(&self, row: usize, room: RowBounds) -> f64 {
        let over_rule = [self.right(), self.left(room)]
            .into_iter()
            .find(|from| *from >= room.from(row) && from + self.label_px <= room.to);
        let pushed_in = || (room.to - self.label_px).max(room.from(row));
        self.inside(room).or(over_rule).unwrap_or_else(pushed_in)
    }

    fn inside(&self, room: RowBounds) -> Option<f64> {
        let from = self.body.0 + CLEAR_PX;
        let past_rule = room.gap.map_or(from, |gap| from.max(gap.1 + CLEAR_PX));
        [from, past_rule].into_iter().find(|from| {
            let to = from + self.label_px;
            to + CLEAR_PX <= self.body.1 && room.gap.is_none_or(|gap| to <= gap.0 || *from >= gap.1)
        })
    }

    /// All that mark and label cover, the label starting at `label_from`.
    fn cover(&self, label_from: f64) -> (f64, f64) {
        (self.hull.0.min(label_from), self.hull.1.max(label_from + self.label_px))
    }
}

/// Gives every mark a row and its label a side; `requests` come in order of time. Right of the mark where it
/// can be, left where the next mark is nearer than the label is long, else in a row of its own.
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
        let seat = found.unwrap_or_else(|| {
            let row = rows.len();
            RowSlot { row, label_from: allowed(row).next().unwrap_or_else(|| request.alone(row, room)) }
        });
        if seat.row == rows.len() {
            rows.push(Vec::new());
        }
        rows[seat.row].push(request.cover(seat.label_from));
        slots.push(seat);
    }
    slots
}

/// Where the labels of one row start in a window: `requests` come in order of time, their hulls cut to what is
/// seen. A label that finds room on neither side stands on its own bar if that is long enough, or not at all.
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
