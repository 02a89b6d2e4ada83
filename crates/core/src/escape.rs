//! Escaping of text for HTML, SVG and addresses.

/// Escapes a text for HTML and SVG, as content or between double quotes.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(character),
        }
    }
    out
}

/// Percent-encodes a part of a query: all bytes but letters, digits and `-._~` (RFC 3986, 2.3).
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
    use super::*;

    #[test]
    fn html_has_no_markup_left() {
        assert_eq!(html("<a href=\"x\">R&D</a> ’"), "&lt;a href=&quot;x&quot;&gt;R&amp;D&lt;/a&gt; ’");
    }

    #[test]
    fn a_query_has_unreserved_characters_alone() {
        assert_eq!(query("a-._~Z9"), "a-._~Z9");
        assert_eq!(query("R&D 出"), "R%26D%20%E5%87%BA");
    }
}
