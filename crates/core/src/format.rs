//! Dates, numbers and money as each language writes them.
