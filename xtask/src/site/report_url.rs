//! The URL for reports of errors: an option of the build, since whoever publishes the page answers for it.

use std::env;

use anyhow::{Context, Result, ensure};

/// The environment variable that carries the URL to the hook that Trunk starts.
pub const VARIABLE: &str = "CHUHAI_REPORT";

/// Checks a URL that takes reports, such as that of the repository's issues.
///
/// # Errors
/// Returns an error if it is not http(s) or mailto.
pub fn parse(url: &str) -> Result<String> {
    let rest = ["https://", "http://", "mailto:"].iter().find_map(|scheme| url.strip_prefix(scheme));
    let is_plain = |character: char| character.is_ascii_graphic() && !"\"'<>\\`{|}^".contains(character);
    ensure!(
        rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(is_plain)),
        "“{url}” takes no reports. --report (or {VARIABLE}) takes the address where readers can say that something \
         is wrong: https://, http:// or mailto:, as in https://example.org/chuhai/issues"
    );
    Ok(url.to_owned())
}

/// Returns the environment's URL, if there is one.
///
/// # Errors
/// Returns an error if the variable is set to anything else.
pub fn from_environment() -> Result<Option<String>> {
    let url = env::var_os(VARIABLE).filter(|url| !url.is_empty());
    url.map(|url| parse(url.to_str().context("not UTF-8").context(VARIABLE)?)).transpose()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn reports_go_to_a_page_or_to_a_mailbox_and_nowhere_else() {
        for address in ["https://example.org/a/issues", "http://localhost:8080/", "mailto:desk@example.org"] {
            assert_eq!(parse(address).unwrap(), address);
        }
        for address in ["", "https://", "mailto:", "example.org", "javascript:alert(1)", "https://a b", "https://\"x"] {
            let error = parse(address).unwrap_err().to_string();
            assert!(error.contains("--report") && error.contains("mailto:"), "{address}: {error}");
        }
    }
}
