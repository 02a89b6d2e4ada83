//! The Content-Security-Policy of the page.

use super::hash;

/// The policy of the page without scripts and styles in its documents, the same in documents and in headers. It has no
/// `frame-ancestors`, since the page is made to be embedded anywhere. The page frames itself in the Share panel's preview.
pub const DEFAULT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; \
    frame-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";

/// Returns the policy of a document that contains a script and a style sheet, which apply by their hashes.
pub fn with_inline(script: &str, style: &str) -> String {
    const SCRIPTS: &str = "'wasm-unsafe-eval'";
    const STYLES: &str = "style-src 'self'";
    let with_hash = |source: &str, text: &str| format!("{source} '{}'", hash::integrity(text.as_bytes()));
    DEFAULT.replace(SCRIPTS, &with_hash(SCRIPTS, script)).replace(STYLES, &with_hash(STYLES, style))
}

/// Returns the `meta` element with a policy.
pub fn meta_element(policy: &str) -> String {
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
}
