//! The Data Package of this repository, for tests.

use chuhai_core::dataset::package::Compiled;

use super::published_site::PublishedSite;
use crate::site::base_url::BaseUrl;
use crate::{check_data, paths};

/// Compiles the package of this repository.
pub fn compiled() -> Compiled {
    check_data::compile(&paths::root().join("data")).unwrap()
}

/// Returns the site of the package, with or without a base URL.
pub fn published<'a>(compiled: &'a Compiled, url: Option<&str>) -> PublishedSite<'a> {
    let base = url.map_or_else(BaseUrl::default, |url| BaseUrl::parse(url).unwrap());
    PublishedSite::new(base, &paths::root().join("data"), compiled).unwrap()
}
