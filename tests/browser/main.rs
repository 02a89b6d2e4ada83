//! Browser tests: the DOM side, compiled to wasm and run in a headless browser.
