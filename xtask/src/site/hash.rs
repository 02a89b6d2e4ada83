//! Hashes of contents, in file names and `integrity` attributes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha384};

/// Returns sixteen hex digits for a file name, as many as Trunk has.
pub fn short(bytes: &[u8]) -> String {
    Sha384::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Returns the value of an `integrity` attribute.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// Returns a file's name without the hash in it: `page.css` for `page-0123456789abcdef.css`.
pub fn unhashed(name: &str) -> String {
    match hash_in(name) {
        Some(at) => format!("{}{}", &name[..at], &name[at + 1 + LENGTH..]),
        None => name.to_owned(),
    }
}

/// Returns a hashed file's name for new contents.
pub fn renamed(name: &str, bytes: &[u8]) -> Option<String> {
    let at = hash_in(name)? + 1;
    Some(format!("{}{}{}", &name[..at], short(bytes), &name[at + LENGTH..]))
}

/// Returns true if the name has a hash of the contents, so that a browser may cache the file for ever.
pub fn is_hashed(name: &str) -> bool {
    hash_in(name).is_some()
}

const LENGTH: usize = 16;

/// Returns the position of the `-` before the hash.
fn hash_in(name: &str) -> Option<usize> {
    name.match_indices('-').map(|(at, _)| at).find(|at| {
        let rest = &name.as_bytes()[at + 1..];
        rest.len() > LENGTH
            && rest[..LENGTH].iter().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
            && matches!(rest[LENGTH], b'.' | b'_')
    })
}

#[cfg(test)]
mod tests {
    use super::{integrity, is_hashed, renamed, short, unhashed};

    #[test]
    fn names_lose_their_hash_and_nothing_else() {
        assert_eq!(unhashed("chuhai-9f6293bcbcee53d6_bg.wasm"), "chuhai_bg.wasm");
        assert_eq!(unhashed("page-x-9f6293bcbcee53d6.css"), "page-x.css");
        for name in ["index.html", "a-9f6293bcbcee53d.js", "a-9F6293BCBCEE53D6.js", "a-9f6293bcbcee53d6"] {
            assert!(!is_hashed(name), "{name}");
            assert_eq!(unhashed(name), name);
        }
    }

    #[test]
    fn a_name_follows_its_contents() {
        let name = renamed("./chuhai-9f6293bcbcee53d6_bg.wasm", b"abc");
        assert_eq!(name.as_deref(), Some("./chuhai-cb00753f45a35e8b_bg.wasm"));
        assert_eq!(renamed("./embed.js", b"abc"), None);
    }

    #[test]
    fn hashes_are_sha384() {
        // The first bytes of SHA-384("abc"), from FIPS 180-4's examples.
        assert_eq!(short(b"abc"), "cb00753f45a35e8b");
        assert!(integrity(b"abc").starts_with("sha384-ywB1P0Wj"));
    }
}
