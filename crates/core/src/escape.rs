//! Escaping of text for HTML and for queries.

/// Escapes text for the content of an element or for an attribute in double quotes, in HTML, SVG and XML.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(character),
        }
    }
    out
}

/// Percent-encodes a name or a value of a query: all bytes but letters, digits and `-._~` (RFC 3986, 2.3).
pub fn query(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(byte.into());
        } else {
            out.push('%');
            out.push(DIGITS[usize::from(byte >> 4)].into());
            out.push(DIGITS[usize::from(byte & 15)].into());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn html_escapes_markup_and_double_quotes() {
        assert_eq!(html("<a href=\"x?a&b\">'出海'</a>"), "&lt;a href=&quot;x?a&amp;b&quot;&gt;'出海'&lt;/a&gt;");
        assert_eq!(html("&amp;"), "&amp;amp;");
    }

    #[test]
    fn query_keeps_only_unreserved_characters() {
        assert_eq!(query("aZ09-._~"), "aZ09-._~");
        assert_eq!(query("R&D = 出 +%"), "R%26D%20%3D%20%E5%87%BA%20%2B%25");
    }

    proptest! {
        #[test]
        fn html_equals_successive_replacement(text in "[a-c&<>\"'; 出]{0,20}") {
            let replaced = text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;");
            prop_assert_eq!(html(&text), replaced);
        }
    }
}
