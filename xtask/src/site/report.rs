//! Where readers report an error: an option of the build, since whoever publishes the page answers for it.

use std::env;

use anyhow::{Context, Result, ensure};

/// How the address reaches the step of the build that Trunk starts.
pub const VARIABLE: &str = "CHUHAI_REPORT";

/// An address that takes reports, such as that of the repository's issues.
///
/// # Errors
/// Where it is no such address.
pub fn parse(address: &str) -> Result<String> {
    let rest = ["https://", "http://", "mailto:"].iter().find_map(|scheme| address.strip_prefix(scheme));
    let is_plain = |character: char| character.is_ascii_graphic() && !"\"'<>\\`{|}^".contains(character);
    ensure!(
        rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(is_plain)),
        "“{address}” takes no reports. --report (or {VARIABLE}) takes the address where readers can say that something \
         is wrong: https://, http:// or mailto:, as in https://example.org/chuhai/issues"
    );
    Ok(address.to_owned())
}

/// The environment's address, where there is one.
///
/// # Errors
/// Where it is no such address.
pub fn from_environment() -> Result<Option<String>> {
    let address = env::var_os(VARIABLE).filter(|address| !address.is_empty());
    address.map(|address| parse(address.to_str().context("no text").context(VARIABLE)?)).transpose()
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
