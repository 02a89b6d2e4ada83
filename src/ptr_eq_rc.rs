//! A shared value that is compared by address.

use std::ops::Deref;
use std::rc::Rc;

/// An `Rc` compared by pointer, so that Yew compares a dataset or a Scene at the cost of one address.
#[derive(Debug, Default)]
pub struct PtrEqRc<T>(Rc<T>);

impl<T> PtrEqRc<T> {
    /// Wraps `value`.
    pub fn new(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl<T> From<Rc<T>> for PtrEqRc<T> {
    fn from(value: Rc<T>) -> Self {
        Self(value)
    }
}

impl<T> Clone for PtrEqRc<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for PtrEqRc<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for PtrEqRc<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
