//! Timers.

pub use gloo_timers::callback::Timeout;
