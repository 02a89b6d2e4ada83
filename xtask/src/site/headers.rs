//! The HTTP headers of every published file, in one list: `serve` sends them, and `_headers` has them for the hosts that
//! read such a file (Netlify, Cloudflare Pages). The page needs none of them; they make it faster to open again, and
//! forbid what a meta element cannot.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::{content_security_policy, files, hash, html};

/// The name and value of a header.
pub type Header = (&'static str, String);

/// The path of the rules in the published site.
pub const FILE: &str = "_headers";

/// Limits of the hosts: rules in a file, and characters in a line of it.
const MAX_RULES: usize = 100;
const MAX_LINE: usize = 2000;

/// Policies of files that are no documents. A service worker is governed by the policy it came with, and fetches from
/// its own site alone.
const POLICY_OF_FILES: &str = "default-src 'none'";
const POLICY_OF_WORKER: &str = "default-src 'none'; connect-src 'self'";

/// Returns the headers of every answer. All that is published is public: other sites may read it, and so may a frame of
/// an opaque origin, which asks for style sheet and module with CORS.
pub fn common() -> Vec<Header> {
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        (
            "Permissions-Policy",
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), \
             payment=(), usb=()",
        ),
        ("Cross-Origin-Resource-Policy", "cross-origin"),
        ("Access-Control-Allow-Origin", "*"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .to_vec()
}

/// Returns the headers of one file, by its path below the root of the site and its contents.
pub fn own(path: &str, contents: &[u8]) -> Vec<Header> {
    let name = path.rsplit('/').next().unwrap_or_default();
    let cache = if hash::is_hashed(name) { "public, max-age=31536000, immutable" } else { "no-cache" };
    vec![("Content-Security-Policy", policy(path, contents)), ("Cache-Control", cache.to_owned())]
}

/// Returns the policy of a file. For a document it is the policy in its meta element: browsers enforce both, so the two
/// must not contradict each other.
fn policy(path: &str, contents: &[u8]) -> String {
    if path.rsplit('/').next() == Some(files::SERVICE_WORKER) {
        return POLICY_OF_WORKER.to_owned();
    }
    if !is_document(path) {
        return POLICY_OF_FILES.to_owned();
    }
    let document = String::from_utf8_lossy(contents);
    let own = html::tags(&document).into_iter().find_map(|tag| {
        let is_policy = tag.get("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("Content-Security-Policy"));
        is_policy.then(|| tag.get("content").map(str::to_owned))?
    });
    let policy = own.unwrap_or_else(|| content_security_policy::DEFAULT.to_owned());
    // A header is one line.
    policy.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_document(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "html")
}

/// Writes `_headers` for the site in `dir`.
///
/// # Errors
/// Returns an error if a file cannot be read, or the rules exceed the limits of the hosts.
pub fn write(dir: &Path) -> Result<()> {
    let mut site = BTreeMap::new();
    for path in files::below(dir)? {
        if path != FILE && !files::is_compression(&path) {
            let contents = fs::read(dir.join(&path)).with_context(|| path.clone())?;
            let own = own(&path, &contents);
            site.insert(path, own);
        }
    }
    fs::write(dir.join(FILE), rules(&site)?).context(FILE)
}

/// Returns the text of `_headers` for files with these headers. Hosts join the headers of all rules that match an
/// address, and two joined policies or ages are invalid. So no header is in two rules that match the same address: the
/// common ones are in a rule for everything, the others in rules for single addresses, or for a folder whose files have
/// the same headers.
fn rules(site: &BTreeMap<String, Vec<Header>>) -> Result<String> {
    let mut rules: Vec<(String, Vec<Header>)> = vec![("/*".to_owned(), common())];
    let mut folders: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for path in site.keys() {
        folders.entry(path.split_once('/').map_or("", |(folder, _)| folder)).or_default().push(path);
    }
    for (folder, paths) in folders {
        let alike = paths.windows(2).all(|pair| site[pair[0]] == site[pair[1]]);
        if alike && !folder.is_empty() && !paths.iter().any(|path| is_document(path)) {
            rules.push((format!("/{folder}/*"), site[paths[0]].clone()));
            continue;
        }
        for path in paths {
            // A document of this name is also the answer for its folder.
            let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
            rules.extend(folder.map(|folder| (format!("/{folder}"), site[path].clone())));
            rules.push((format!("/{path}"), site[path].clone()));
        }
    }
    ensure!(rules.len() <= MAX_RULES, "{FILE} has {} rules; hosts take {MAX_RULES}", rules.len());
    let mut text =
        String::from("# Made by `cargo xtask build` for hosts that read such a file; docs/hosting.md says more.\n");
    for (address, headers) in rules {
        let _ = write!(text, "\n{address}\n");
        for (name, value) in headers {
            let line = format!("  {name}: {value}");
            ensure!(line.len() <= MAX_LINE, "{FILE}: {name} of {address} is too long for hosts");
            let _ = writeln!(text, "{line}");
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::{Header, common, own, rules};

    const DOCUMENT: &[u8] = b"<!doctype html><meta charset=utf-8><meta http-equiv=\"Content-Security-Policy\" \
        content=\"default-src 'none';\n  script-src 'sha256-abc='\"><p>";

    fn value<'a>(headers: &'a [Header], name: &str) -> Option<&'a str> {
        headers.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }

    fn site(paths: &[&str]) -> BTreeMap<String, Vec<Header>> {
        paths.iter().map(|path| ((*path).to_owned(), own(path, DOCUMENT))).collect()
    }

    #[test]
    fn the_policy_in_the_header_is_that_of_the_document() {
        let headers = own("en/index.html", DOCUMENT);
        assert_eq!(value(&headers, "Content-Security-Policy"), Some("default-src 'none'; script-src 'sha256-abc='"));
        let silent = own("index.html", b"<p>");
        assert!(
            value(&silent, "Content-Security-Policy").unwrap().starts_with("default-src 'none'; script-src 'self'")
        );
        for (path, policy) in [
            ("a-9f6293bcbcee53d6.js", "default-src 'none'"),
            ("data/events.csv", "default-src 'none'"),
            ("sw.js", "default-src 'none'; connect-src 'self'"),
        ] {
            assert_eq!(value(&own(path, DOCUMENT), "Content-Security-Policy"), Some(policy), "{path}");
        }
    }

    #[test]
    fn only_files_with_a_hash_in_their_name_are_cached_for_ever() {
        for (path, kept) in [
            ("index.html", false),
            ("sw.js", false),
            ("embed.js", false),
            ("data/chuhai.bin", false),
            ("a-9f6293bcbcee53d6/x.js", false),
            ("a-9f6293bcbcee53d6.js", true),
            ("a-9f6293bcbcee53d6_bg.wasm", true),
        ] {
            let headers = own(path, DOCUMENT);
            assert_eq!(value(&headers, "Cache-Control").unwrap().contains("immutable"), kept, "{path}");
            assert_eq!(value(&headers, "Cache-Control") == Some("no-cache"), !kept, "{path}");
        }
    }

    /// The headers that a host sends for an address: the values of all rules that match, by name.
    fn sent(rules: &str, address: &str) -> BTreeMap<String, Vec<String>> {
        let mut sent: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut matches = false;
        for line in rules.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(header) = line.strip_prefix("  ") {
                let (name, value) = header.split_once(": ").unwrap();
                if matches {
                    sent.entry(name.to_owned()).or_default().push(value.to_owned());
                }
            } else {
                matches = line.strip_suffix('*').map_or(line == address, |start| address.starts_with(start));
            }
        }
        sent
    }

    #[test]
    fn each_address_gets_each_header_once_and_the_same_as_from_the_server() {
        let paths = [
            "index.html",
            "en/index.html",
            "en/oembed.json",
            "sw.js",
            "page-9f6293bcbcee53d6.css",
            "data/events.csv",
            "data/datapackage.json",
            "cards/map-9f6293bcbcee53d6.png",
            "cards/map.png",
        ];
        let rules = rules(&site(&paths)).unwrap();
        let addresses = paths.iter().map(|path| (*path, format!("/{path}")));
        for (path, address) in addresses.chain([("index.html", "/".to_owned()), ("en/index.html", "/en/".to_owned())]) {
            let sent = sent(&rules, &address);
            let expected: BTreeMap<String, Vec<String>> = common()
                .into_iter()
                .chain(own(path, DOCUMENT))
                .map(|(name, value)| (name.to_owned(), vec![value]))
                .collect();
            assert_eq!(sent, expected, "{address}");
        }
        let addresses: Vec<&str> = rules.lines().filter(|line| line.starts_with('/')).collect();
        assert!(addresses.contains(&"/data/*"), "a folder of like files is one rule: {addresses:?}");
        assert_eq!(addresses.iter().collect::<BTreeSet<_>>().len(), addresses.len());
    }

    #[test]
    fn more_than_hosts_take_is_an_error() {
        let many: Vec<String> = (0..100).map(|number| format!("{number}.txt")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert!(rules(&site(&many)).unwrap_err().to_string().contains("101 rules"));
        assert!(rules(&site(&many[1..])).is_ok());
        let long = BTreeMap::from([("a.html".to_owned(), vec![("Content-Security-Policy", "x".repeat(2000))])]);
        assert!(rules(&long).unwrap_err().to_string().contains("too long"));
    }
}
