//! Pictures that leave the page: exported pictures in a frame, and social cards.

pub mod frame;
pub mod social_card;
