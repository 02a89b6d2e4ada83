//! A host of the built site on which something happens to one file.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;

use tiny_http::{Header, Request, Response, StatusCode};
use xtask::paths;
use xtask::serve::keep_awake;

use crate::hosting::media_type;

/// A fault of a file on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    /// A comment more at its end; of what is no text, a byte.
    Altered,
    /// Its second half is missing.
    Truncated,
    /// Its content twice over.
    Twice,
    /// Its media type is plain text.
    WrongType,
    /// An answer without the file.
    Refused(u16),
    /// An answer that waits until it is released.
    Held,
    /// Script and style sheet of a document are written otherwise, as by a host that minifies, so that the policy has
    /// other hashes.
    Rewritten,
}

/// Makes what the page waits for come sooner.
const HASTE: &str = "{ const wait = setTimeout; \
    window.setTimeout = (then, ms, ...more) => wait(then, ms >= 5000 ? ms / 20 : ms, ...more); }";

/// A request that waits for its answer: the body, and its media type.
type Held = (Request, Vec<u8>, Header);

/// A host of the built site on which something happens to one file.
pub struct FaultyHost {
    pub home: String,
    fault: Arc<Mutex<(String, Option<Fault>)>>,
    held: Arc<Mutex<Vec<Held>>>,
}

impl FaultyHost {
    /// Starts it, without a fault.
    pub fn start() -> Self {
        let server = Arc::new(tiny_http::Server::http(("127.0.0.1", 0)).unwrap());
        keep_awake(&server);
        let home = format!("http://{}/", server.server_addr().to_ip().unwrap());
        let fault = Arc::new(Mutex::new((String::new(), None)));
        let held = Arc::new(Mutex::new(Vec::new()));
        for _ in 0..4 {
            let (server, fault, held) = (Arc::clone(&server), Arc::clone(&fault), Arc::clone(&held));
            thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    let (name, fault) = fault.lock().unwrap().clone();
                    let path = request.url().split('?').next().unwrap()[1..].to_owned();
                    let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
                    let kind = |kind: &str| Header::from_bytes("Content-Type", kind).unwrap();
                    if file == "haste.js" {
                        let _ = request.respond(Response::from_string(HASTE).with_header(kind("text/javascript")));
                        continue;
                    }
                    let Ok(mut body) = fs::read(paths::dist().join(&file)) else {
                        let _ = request.respond(Response::empty(404));
                        continue;
                    };
                    if file.ends_with("index.html") {
                        let charset = body.windows(14).position(|part| part == b"<meta charset=").unwrap();
                        let at = charset + body[charset..].iter().position(|byte| *byte == b'>').unwrap() + 1;
                        body.splice(at..at, *b"<script src=/haste.js></script>");
                    }
                    // The sheet is asked for as a file if the document's own has been changed.
                    if file.ends_with("index.html") && name.ends_with(".css") {
                        body = replaced(&body, "</style>", "/**/</style>");
                    }
                    let mut kind = kind(media_type(Path::new(&file)));
                    let mut status = StatusCode(200);
                    match fault.filter(|_| file == name) {
                        Some(Fault::Altered) if name.ends_with("css") || name.ends_with("js") => {
                            body.extend_from_slice(b"/**/");
                        }
                        Some(Fault::Altered) => body.push(b' '),
                        Some(Fault::Truncated) => body.truncate(body.len() / 2),
                        Some(Fault::Twice) => body.extend_from_within(..),
                        Some(Fault::WrongType) => kind = Header::from_bytes("Content-Type", "text/plain").unwrap(),
                        Some(Fault::Refused(code)) => {
                            (body, status) = (b"<!doctype html><p>no</p>".to_vec(), StatusCode(code));
                            kind = Header::from_bytes("Content-Type", "text/html").unwrap();
                        }
                        Some(Fault::Rewritten) => {
                            body = replaced(&body, "<script>", "<script>/**/");
                            body = replaced(&body, "</style>", "/**/</style>");
                        }
                        Some(Fault::Held) => {
                            held.lock().unwrap().push((request, body, kind));
                            continue;
                        }
                        None => {}
                    }
                    let response = Response::from_data(body).with_header(kind).with_status_code(status);
                    let _ = request.respond(response.with_header(no_store()));
                }
            });
        }
        Self { home, fault, held }
    }

    /// Gives a file a fault from now on.
    pub fn set(&self, name: &str, fault: Fault) {
        self.release();
        *self.fault.lock().unwrap() = (name.to_owned(), Some(fault));
    }

    /// Answers the requests that are held.
    pub fn release(&self) {
        self.fault.lock().unwrap().1 = None;
        for (request, body, kind) in self.held.lock().unwrap().drain(..) {
            let _ = request.respond(Response::from_data(body).with_header(kind).with_header(no_store()));
        }
    }
}

fn replaced(document: &[u8], from: &str, to: &str) -> Vec<u8> {
    let document = String::from_utf8(document.to_vec()).unwrap();
    assert!(document.contains(from), "the document has no {from}");
    document.replacen(from, to, 1).into_bytes()
}

fn no_store() -> Header {
    Header::from_bytes("Cache-Control", "no-store").unwrap()
}
