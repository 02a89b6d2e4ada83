//! Starts the page.

fn main() {
    chuhai::start();
}
