//! Hashes of contents, in file names and `integrity` attributes.

use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// Returns sixteen hex digits for a file name.
pub fn short(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Returns the value of an `integrity` attribute.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

/// Returns a file's name without the hash in it: `page.css` for `page-0123456789abcdef.css`.
pub fn unhashed(name: &str) -> String {
    match hash_in(name, LENGTH) {
        Some(hash) => [&name[..hash.start - 1], &name[hash.end..]].concat(),
        None => name.to_owned(),
    }
}

/// Returns a hashed file's name for new contents. The old hash may be one of Trunk's, which lacks leading zeros.
pub fn renamed(name: &str, bytes: &[u8]) -> Option<String> {
    const MIN_LENGTH: usize = 8;
    let hash = hash_in(name, MIN_LENGTH)?;
    Some([&name[..hash.start], &short(bytes), &name[hash.end..]].concat())
}

/// Returns true if the name has a hash of the contents, so that a browser may cache the file for ever.
pub fn is_hashed(name: &str) -> bool {
    hash_in(name, LENGTH).is_some()
}

const LENGTH: usize = 16;

/// Returns the place of the hash in a name: hex digits between `-` and `.` or `_`.
fn hash_in(name: &str, min_length: usize) -> Option<Range<usize>> {
    name.match_indices('-').find_map(|(at, _)| {
        let start = at + 1;
        let digits = name[start..].bytes().take_while(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')).count();
        let is_ended = matches!(name.as_bytes().get(start + digits), Some(b'.' | b'_'));
        (is_ended && (min_length..=LENGTH).contains(&digits)).then_some(start..start + digits)
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
        assert_eq!(name.as_deref(), Some("./chuhai-ba7816bf8f01cfea_bg.wasm"));
        let of_trunk = renamed("boot-fc3ca9b66eb4de5.js", b"abc");
        assert_eq!(of_trunk.as_deref(), Some("boot-ba7816bf8f01cfea.js"), "Trunk's hash without its leading zero");
        for name in ["./embed.js", "a-face.js", "boot-single-file.js"] {
            assert_eq!(renamed(name, b"abc"), None, "{name}");
        }
    }

    #[test]
    fn hashes_are_sha256() {
        // The first bytes of SHA-256("abc"), from FIPS 180-4's examples.
        assert_eq!(short(b"abc"), "ba7816bf8f01cfea");
        assert!(integrity(b"abc").starts_with("sha256-ungWv48B"));
    }
}
