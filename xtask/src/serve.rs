//! The web server for the built site: on loopback, with the headers and compressed files of production.

use std::ffi::OsStr;
use std::fs;
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use mime_guess::mime;
use percent_encoding::percent_decode_str;
use tiny_http::{Header, Method, Request, Response};

use crate::build::{self, SiteOptions};
use crate::site::headers;
use crate::{paths, process};

/// Sets up what is missing, builds the site and serves it until stopped.
///
/// # Errors
/// Returns an error if the build fails or the port is taken.
pub fn command(port: u16, open: bool) -> Result<()> {
    build::build(&SiteOptions::default(), &[])?;
    let server = Server::start(&paths::dist(), port)?;
    let address = server.url("");
    println!("\n  {address}   (English: {address}en/)\n  Ctrl+C stops it");
    if open {
        open_in_browser(&address);
    }
    server.wait();
    Ok(())
}

fn open_in_browser(address: &str) {
    let (program, first): (_, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    if process::run(Command::new(program).args(first).arg(address)).is_err() {
        println!("  no browser to open it with; follow the address");
    }
}

/// A running server; it stops when dropped.
pub struct Server {
    inner: Arc<tiny_http::Server>,
    address: SocketAddr,
    workers: Vec<JoinHandle<()>>,
}

impl Server {
    /// Serves `dir` on loopback; port 0 picks a free one.
    ///
    /// # Errors
    /// Returns an error if the port is taken.
    pub fn start(dir: &Path, port: u16) -> Result<Self> {
        let inner = tiny_http::Server::http(("127.0.0.1", port))
            .map_err(|error| anyhow!("port {port}: {error}; choose another with --port, or --port 0 for any"))?;
        let address = inner.server_addr().to_ip().context("no address")?;
        let inner = Arc::new(inner);
        let workers = (0..4)
            .map(|_| {
                let (server, dir) = (Arc::clone(&inner), dir.to_path_buf());
                thread::spawn(move || {
                    while let Ok(request) = server.recv() {
                        answer(request, &dir);
                    }
                })
            })
            .collect();
        keep_awake(&inner);
        Ok(Self { inner, address, workers })
    }

    /// Returns the URL of a path below the root; `path` has no leading slash.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}/{path}", self.address)
    }

    /// Serves until the process ends.
    fn wait(mut self) {
        for worker in self.workers.drain(..) {
            // A worker ends only with the server.
            let _ = worker.join();
        }
    }
}

/// Connects to the server at intervals, as long as it exists. A connection that comes while the last idle thread of
/// `tiny_http` (0.12) wakes for another one is queued, and the queue is not read before the next connection or the end of
/// one; browsers keep theirs open for minutes, so the page would hang.
pub fn keep_awake(server: &Arc<tiny_http::Server>) {
    const INTERVAL: Duration = Duration::from_millis(200);
    let Some(address) = server.server_addr().to_ip() else { return };
    let server = Arc::downgrade(server);
    thread::spawn(move || {
        while server.strong_count() > 0 {
            thread::sleep(INTERVAL);
            let _ = TcpStream::connect_timeout(&address, INTERVAL);
        }
    });
}

impl Drop for Server {
    fn drop(&mut self) {
        for _ in &self.workers {
            self.inner.unblock();
        }
    }
}

/// An answer. It is made by a function of its own, which can be tested without a socket.
#[derive(Debug)]
struct Reply {
    status: u16,
    headers: Vec<headers::Header>,
    body: Vec<u8>,
}

fn answer(request: Request, dir: &Path) {
    let reply = if matches!(request.method(), Method::Get | Method::Head) {
        let accepted = request.headers().iter().find(|header| header.field.equiv("Accept-Encoding"));
        reply(dir, request.url(), accepted.map_or("", |header| header.value.as_str()))
    } else {
        Reply::text(405, "only GET and HEAD\n")
    };
    // Whole bodies with their length, for HEAD too.
    let mut response =
        Response::from_data(reply.body).with_status_code(reply.status).with_chunked_threshold(usize::MAX);
    for (name, value) in reply.headers {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    // A client that has gone away needs no answer.
    let _ = request.respond(response);
}

/// Returns the reply to GET of `url` (path and query) for the header `accept_encoding`.
fn reply(dir: &Path, url: &str, accept_encoding: &str) -> Reply {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let Some(mut file) = file_below(dir, path) else { return Reply::text(404, "nothing here\n") };
    if file.is_dir() {
        if !path.ends_with('/') {
            let name = path.rsplit('/').next().unwrap_or_default();
            let query = url.split_once('?').map_or(String::new(), |(_, query)| format!("?{query}"));
            let mut reply = Reply::text(301, "a directory\n");
            // Relative to the last slash of the request.
            reply.headers.push(("Location", format!("{name}/{query}")));
            return reply;
        }
        file.push("index.html");
    } else if path.ends_with('/') {
        return Reply::text(404, "nothing here\n");
    }
    let Ok(plain) = fs::read(&file) else { return Reply::text(404, "nothing here\n") };
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let below = file.strip_prefix(dir).unwrap_or(&file).to_string_lossy().replace('\\', "/");
    let mut headers = headers::common();
    headers.extend(headers::own(&below, &plain));
    headers.push(("Content-Type", media_type(&name)));
    headers.push(("Vary", "Accept-Encoding".to_owned()));
    for (encoding, ending) in [("br", "br"), ("gzip", "gz")] {
        if accepts(accept_encoding, encoding)
            && let Ok(body) = fs::read(file.with_file_name(format!("{name}.{ending}")))
        {
            headers.push(("Content-Encoding", encoding.to_owned()));
            return Reply { status: 200, headers, body };
        }
    }
    Reply { status: 200, headers, body: plain }
}

impl Reply {
    fn text(status: u16, text: &str) -> Self {
        let mut headers = headers::common();
        headers.extend(headers::own("message.txt", &[]));
        headers.push(("Content-Type", "text/plain; charset=utf-8".to_owned()));
        Self { status, headers, body: text.as_bytes().to_vec() }
    }
}

/// Returns the file or directory that a path names, if it exists and the path does not leave `dir`.
fn file_below(dir: &Path, path: &str) -> Option<PathBuf> {
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let mut file = dir.to_path_buf();
    for part in decoded.split('/').filter(|part| !part.is_empty()) {
        if part.starts_with('.') || part.contains(['\\', ':', '\0']) {
            return None;
        }
        file.push(part);
    }
    file.exists().then_some(file)
}

/// Returns true if an `Accept-Encoding` header allows an encoding.
fn accepts(header: &str, encoding: &str) -> bool {
    header.split(',').any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        named && !parts.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

/// Returns the value of `Content-Type` for a file. All text is UTF-8.
fn media_type(name: &str) -> String {
    let kind = match Path::new(name).extension().and_then(OsStr::to_str) {
        // Browsers show it instead of saving it.
        Some("bib" | "cff") => mime::TEXT_PLAIN,
        _ => mime_guess::from_path(name).first_or_octet_stream(),
    };
    let is_text = kind.type_() == mime::TEXT || kind.subtype() == mime::JSON;
    if is_text { format!("{kind}; charset=utf-8") } else { kind.to_string() }
}

#[cfg(test)]
mod tests {
    use super::{Reply, Server, accepts, headers, media_type, reply};
    use std::fs;
    use std::path::PathBuf;

    fn header<'a>(reply: &'a Reply, name: &str) -> Option<&'a str> {
        reply.headers.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }

    fn site(name: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("chuhai-serve-{name}-{}", std::process::id()));
        fs::create_dir_all(dir.join("site/en")).unwrap();
        fs::write(dir.join("secret.txt"), "secret").unwrap();
        let site = dir.join("site");
        for (file, text) in [
            ("index.html", "zh"),
            ("en/index.html", "en"),
            ("a-9f6293bcbcee53d6_bg.wasm", "plain"),
            ("a-9f6293bcbcee53d6_bg.wasm.br", "brotli"),
            ("a-9f6293bcbcee53d6_bg.wasm.gz", "gzip"),
            (".hidden", "hidden"),
        ] {
            fs::write(site.join(file), text).unwrap();
        }
        site
    }

    #[test]
    fn files_come_with_their_type_encoding_and_age() {
        let site = site("files");
        let page = reply(&site, "/?lang=en", "br");
        assert_eq!((page.status, page.body.as_slice()), (200, b"zh".as_slice()));
        assert_eq!(header(&page, "Content-Type"), Some("text/html; charset=utf-8"));
        assert_eq!(header(&page, "Cache-Control"), Some("no-cache"));
        assert!(header(&page, "Content-Security-Policy").unwrap().starts_with("default-src 'none'"));
        for sent in [&page, &reply(&site, "/missing", ""), &reply(&site, "/en", "")] {
            let names: Vec<&str> = sent.headers.iter().map(|(name, _)| *name).collect();
            for (name, value) in headers::common() {
                assert_eq!(header(sent, name), Some(&*value), "{name}");
            }
            assert!(names.iter().all(|name| names.iter().filter(|other| other == &name).count() == 1), "{names:?}");
        }
        for (accepted, encoding, body) in [
            ("gzip, deflate, br", Some("br"), "brotli"),
            ("gzip;q=0.5, br;q=0", Some("gzip"), "gzip"),
            ("", None, "plain"),
        ] {
            let wasm = reply(&site, "/a-9f6293bcbcee53d6_bg.wasm", accepted);
            assert_eq!(wasm.body, body.as_bytes());
            assert_eq!(header(&wasm, "Content-Encoding"), encoding);
            assert_eq!(header(&wasm, "Content-Type"), Some("application/wasm"));
            assert_eq!(header(&wasm, "Cache-Control"), Some("public, max-age=31536000, immutable"));
        }
        assert!(accepts("gzip, br", "br") && !accepts("gzip, brx", "br"));
    }

    #[test]
    fn files_have_the_types_that_browsers_expect() {
        for (name, expected) in [
            ("a.html", "text/html; charset=utf-8"),
            ("a.css", "text/css; charset=utf-8"),
            ("a.js", "text/javascript; charset=utf-8"),
            ("a.wasm", "application/wasm"),
            ("a.json", "application/json; charset=utf-8"),
            ("a.csv", "text/csv; charset=utf-8"),
            ("a.md", "text/markdown; charset=utf-8"),
            ("CITATION.cff", "text/plain; charset=utf-8"),
            ("CITATION.bib", "text/plain; charset=utf-8"),
            ("a.txt", "text/plain; charset=utf-8"),
            ("a.svg", "image/svg+xml"),
            ("a.png", "image/png"),
            ("a.ico", "image/x-icon"),
            ("a.zip", "application/zip"),
            ("a.webmanifest", "application/manifest+json"),
            ("a.bin", "application/octet-stream"),
            ("_headers", "application/octet-stream"),
        ] {
            assert_eq!(media_type(name), expected, "{name}");
        }
    }

    #[test]
    fn directories_are_their_index() {
        let site = site("directories");
        assert_eq!(reply(&site, "/en/", "").body, b"en");
        let moved = reply(&site, "/en?lang=zh", "");
        assert_eq!((moved.status, header(&moved, "Location")), (301, Some("en/?lang=zh")));
    }

    #[test]
    fn nothing_outside_the_site_is_served() {
        let site = site("outside");
        for path in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/en/..%2f..%2fsecret.txt",
            "/%2E%2E%5Csecret.txt",
            "//../secret.txt",
            "/.hidden",
            "/index.html/",
            "/%",
            "/%zz",
            "/%ff",
            "/%00",
            "/missing",
        ] {
            assert_eq!(reply(&site, path, "").status, 404, "{path}");
        }
    }

    #[test]
    fn it_answers_over_a_socket() {
        let server = Server::start(&site("socket"), 0).unwrap();
        let page = minreq::get(server.url("en/")).send().unwrap();
        assert_eq!((page.status_code, page.as_str().unwrap()), (200, "en"));
        let head = minreq::head(server.url("en/")).send().unwrap();
        assert_eq!((head.status_code, head.as_bytes()), (200, b"".as_slice()));
        assert_eq!(head.headers.get("content-length").map(String::as_str), Some("2"));
        assert_eq!(minreq::post(server.url("")).send().unwrap().status_code, 405);
    }
}
