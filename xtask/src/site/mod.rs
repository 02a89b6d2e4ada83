//! The published files: their names, addresses, headers, hashes and sizes. Shared by what builds, serves, hosts and
//! tests them; nothing here makes the page.

pub mod base_url;
pub mod content_security_policy;
pub mod files;
pub mod hash;
pub mod headers;
pub mod html;
pub mod package_zip;
pub mod report_url;
pub mod sizes;
