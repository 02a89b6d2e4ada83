//! Work in tasks of its own: between two pieces the browser can answer the reader.

use std::cell::Cell;

use super::timer::Timeout;

thread_local! {
    /// The number of pieces that have not been done.
    static PENDING: Cell<u32> = const { Cell::new(0) };
}

/// Queues `work` in a task of its own, a task later than the piece before.
pub fn in_turn(work: impl FnOnce() + 'static) {
    after(PENDING.replace(PENDING.get() + 1), Box::new(work));
}

fn after(tasks: u32, work: Box<dyn FnOnce()>) {
    let task = move || match tasks.checked_sub(1) {
        Some(tasks) => after(tasks, work),
        None => {
            PENDING.set(PENDING.get() - 1);
            work();
        }
    };
    Timeout::new(0, task).forget();
}
