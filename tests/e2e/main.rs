//! End-to-end journeys on the built site.
