//! Starts the page.

/// The page's memory. On the host, where this binary only exists to be checked, the system's own does.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    chuhai::start();
}
