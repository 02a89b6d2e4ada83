//! The Content-Security-Policy of the page.

use super::hash;

/// The policy of the page without scripts in its documents, the same in documents and in headers. It has no
/// `frame-ancestors`, since the page is made to be embedded anywhere. The page frames itself in the Share panel's preview.
pub const DEFAULT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; \
    frame-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";

/// Returns the policy of a document that contains the script `inline`, which runs by its hash.
pub fn with_inline(script: &str) -> String {
    const RUNS: &str = "'wasm-unsafe-eval'";
    DEFAULT.replace(RUNS, &format!("{RUNS} '{}'", hash::integrity(script.as_bytes())))
}

/// Returns the `meta` element with a policy.
pub fn meta_element(policy: &str) -> String {
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
}
