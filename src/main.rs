//! Starts the page.

/// The module's allocator. The host only checks this binary.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    chuhai::start();
}
