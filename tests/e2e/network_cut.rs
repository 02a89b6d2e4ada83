//! The line between a browser and a server, which can be cut: from then on nothing comes through, as without a network.

use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A line to one server. It ends with the process.
pub struct Line {
    address: SocketAddr,
    ends: Arc<Mutex<Ends>>,
}

/// Both ends of every connection that is open, and whether the line is cut.
#[derive(Default)]
struct Ends {
    cut: bool,
    open: Vec<TcpStream>,
}

impl Line {
    /// A line to the server at `url`, such as `http://127.0.0.1:8080/`.
    pub fn to(url: &str) -> Self {
        let server = url.trim_start_matches("http://").split('/').next().unwrap().to_owned();
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let line = Self { address: listener.local_addr().unwrap(), ends: Arc::default() };
        let ends = Arc::clone(&line.ends);
        thread::spawn(move || {
            for browser in listener.incoming().flatten() {
                let mut ends = ends.lock().unwrap();
                // Whoever calls on a cut line is hung up on, which is a failure of the network to a browser.
                if ends.cut {
                    continue;
                }
                let server = TcpStream::connect(&server).unwrap();
                ends.open.extend([browser.try_clone().unwrap(), server.try_clone().unwrap()]);
                pass_on(browser.try_clone().unwrap(), server.try_clone().unwrap());
                pass_on(server, browser);
            }
        });
        line
    }

    /// The address of a path on the server, by way of this line.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}/{path}", self.address)
    }

    /// Ends every connection and lets none through any more.
    pub fn cut(&self) {
        let mut ends = self.ends.lock().unwrap();
        ends.cut = true;
        for end in ends.open.drain(..) {
            // One that has ended by itself is as good.
            let _ = end.shutdown(Shutdown::Both);
        }
    }

    /// Lets connections through again.
    pub fn restore(&self) {
        self.ends.lock().unwrap().cut = false;
    }
}

/// Passes on what comes from one end until it has no more to say.
fn pass_on(mut from: TcpStream, mut to: TcpStream) {
    thread::spawn(move || {
        let _ = io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Write);
    });
}
