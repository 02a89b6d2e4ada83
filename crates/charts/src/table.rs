//! The table of a view: its rows and the orders a reader can sort them into.
//!
//! The look of a table belongs to the page, the writing of cells to a file to `chuhai_core::csv`.

use std::cmp::Ordering;

use chuhai_core::dataset::RecordIx;

pub use crate::scene::{Cell, TableHead};
use crate::scene::{Datum, Scene};

/// A table: its head and the rows that pass the reader's filter, in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Caption and column heads.
    pub head: TableHead,
    /// Titles of its groups of rows, if it has any.
    pub groups: Vec<String>,
    /// Rows.
    pub rows: Vec<Row>,
    /// The number of rows without the filter.
    pub all: usize,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its record.
    pub record: RecordIx,
    /// Index into [`Table::groups`]; 0 if there are none.
    pub group: usize,
    /// One cell for each column.
    pub cells: Vec<Cell>,
}

impl Table {
    /// Returns the table of a picture: a row for each item of a record that passes the filter.
    pub fn of_scene(scene: &Scene) -> Self {
        let mut table = Self { head: scene.table.clone(), ..Self::default() };
        for item in &scene.items {
            if let (Datum::Record(record), false) = (item.datum, item.cells.is_empty()) {
                table.all += 1;
                if item.passes {
                    table.rows.push(Row { record, group: 0, cells: item.cells.clone() });
                }
            }
        }
        table
    }

    /// Returns the indices of the rows, sorted within each group; equal rows, and all rows without a `sort`, keep the
    /// reading order. `by_words` compares text by the rules of the page's language.
    pub fn order(&self, sort: Option<Sort>, by_words: &dyn Fn(&str, &str) -> Ordering) -> Vec<usize> {
        let mut order: Vec<usize> = Vec::with_capacity(self.rows.len());
        for ix in 0..self.rows.len() {
            // An insertion sort: a table is short, and another standard sort adds 1.7 KB (gzip, measured).
            let group = |ix: usize| self.rows.get(ix).map(|row| row.group);
            let after = |other: &usize| {
                sort.is_none_or(|sort| group(*other) != group(ix) || !self.is_before(ix, *other, sort, by_words))
            };
            let at = order.partition_point(after);
            order.insert(at, ix);
        }
        order
    }

    /// Returns true if row `a` sorts strictly before row `b`; empty cells come last in either direction.
    fn is_before(&self, a: usize, b: usize, sort: Sort, by_words: &dyn Fn(&str, &str) -> Ordering) -> bool {
        let cell = |row: usize| self.rows.get(row).and_then(|row| row.cells.get(sort.column));
        let (Some(a), Some(b)) = (cell(a), cell(b)) else { return false };
        let order = match (a.key, b.key) {
            (Some(a), Some(b)) => a.total_cmp(&b),
            (None, None) if !a.text.is_empty() && !b.text.is_empty() => by_words(&a.text, &b.text),
            // A key before no key, text before no text.
            _ => return (a.key.is_some(), !a.text.is_empty()) > (b.key.is_some(), !b.text.is_empty()),
        };
        order == if sort.down { Ordering::Greater } else { Ordering::Less }
    }
}

/// A sort order by one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// Index of the column.
    pub column: usize,
    /// True for greatest first.
    pub down: bool,
}

impl Sort {
    /// Returns the order after the head of `column` is pressed: ascending, descending, then the reading order again.
    pub fn pressed(now: Option<Self>, column: usize) -> Option<Self> {
        match now {
            Some(Self { column: same, down }) if same == column => (!down).then_some(Self { column, down: true }),
            _ => Some(Self { column, down: false }),
        }
    }

    /// Returns the value of `aria-sort` for the head of `column`.
    pub fn aria(now: Option<Self>, column: usize) -> &'static str {
        match now {
            Some(Self { column: same, down }) if same == column => {
                if down {
                    "descending"
                } else {
                    "ascending"
                }
            }
            _ => "none",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(cells: &[Cell]) -> Table {
        let rows = cells.iter().map(|cell| Row { record: 0, group: 0, cells: vec![cell.clone()] });
        Table { rows: rows.collect(), all: cells.len(), ..Table::default() }
    }

    fn texts(table: &Table, sort: Option<Sort>) -> Vec<&str> {
        let order = table.order(sort, &|a, b| a.cmp(b));
        order.into_iter().map(|ix| &*table.rows[ix].cells[0].text).collect()
    }

    fn dated(text: &str) -> Cell {
        Cell::of_date(text.into(), text.parse().ok())
    }

    const UP: Option<Sort> = Some(Sort { column: 0, down: false });
    const DOWN: Option<Sort> = Some(Sort { column: 0, down: true });

    #[test]
    fn dates_sort_by_time_the_best_known_first_and_undated_last_both_ways() {
        let table = table(&["2024", "", "2023-12-31", "2024-01", "../2024-01", "2024-01-01", "1405/1433"].map(dated));
        let up = ["1405/1433", "2023-12-31", "2024-01-01", "2024-01", "../2024-01", "2024", ""];
        assert_eq!(texts(&table, UP), up);
        let down = ["2024", "2024-01", "../2024-01", "2024-01-01", "2023-12-31", "1405/1433", ""];
        assert_eq!(texts(&table, DOWN), down);
    }

    #[test]
    fn figures_sort_by_value_and_equals_keep_the_reading_order() {
        let table =
            table(&[("9", 9.0), ("10", 10.0), ("9b", 9.0), ("−1", -1.0)].map(|(t, k)| Cell::keyed(t.into(), k)));
        assert_eq!(texts(&table, UP), ["−1", "9", "9b", "10"]);
        assert_eq!(texts(&table, DOWN), ["10", "9", "9b", "−1"]);
        assert_eq!(texts(&table, None), ["9", "10", "9b", "−1"]);
    }

    #[test]
    fn each_group_is_sorted_in_itself() {
        let mut table = table(&["c", "b", "d", "a"].map(Cell::from));
        for (row, group) in table.rows.iter_mut().zip([0, 0, 1, 1]) {
            row.group = group;
        }
        assert_eq!(texts(&table, UP), ["b", "c", "a", "d"]);
        assert_eq!(texts(&table, DOWN), ["c", "b", "d", "a"]);
        assert_eq!(texts(&table, None), ["c", "b", "d", "a"]);
    }

    #[test]
    fn words_sort_as_the_language_does_and_nothing_comes_last() {
        let table = table(&["b", "", "c", "a"].map(Cell::from));
        assert_eq!(texts(&table, UP), ["a", "b", "c", ""]);
        assert_eq!(texts(&table, DOWN), ["c", "b", "a", ""]);
        assert_eq!(table.order(UP, &|a, b| b.cmp(a)), [2, 0, 3, 1], "another language, another order");
        assert_eq!(texts(&table, Some(Sort { column: 7, down: false })), ["b", "", "c", "a"], "no such column");
    }

    #[test]
    fn a_head_pressed_three_times_brings_the_reading_order_back() {
        let first = Sort::pressed(None, 2);
        assert_eq!(
            (first, Sort::aria(first, 2), Sort::aria(first, 1)),
            (Some(Sort { column: 2, down: false }), "ascending", "none")
        );
        let second = Sort::pressed(first, 2);
        assert_eq!((second, Sort::aria(second, 2)), (Some(Sort { column: 2, down: true }), "descending"));
        assert_eq!(Sort::pressed(second, 2), None);
        assert_eq!(Sort::pressed(second, 0), Some(Sort { column: 0, down: false }), "another column begins anew");
    }
}
