//! The browsers that journeys share. A journey borrows one with an empty profile and gives it back when it has passed; the
//! browser of one that failed is thrown away.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::ops::Deref;
use std::sync::{LazyLock, Mutex, Once, PoisonError};
use std::time::{Duration, Instant};
use std::{env, thread};

use serde_json::{Value, json};
use xtask::browser::{Browser, Engine, Opened};
use xtask::setup::{self, BrowserTools, FirefoxTools, WebKitTools};

use crate::harness::{PHONE, SERVER};
use crate::page_errors::{EngineKind, Proxy};

/// The number of browsers that wait for a journey at most: more would only take memory.
const MAX_IDLE: usize = 6;

/// A browser, with what watches its requests where that is not DevTools.
pub struct Pooled {
    pub browser: Browser,
    pub proxy: Option<Proxy>,
    engine: EngineKind,
    opened: Opened,
}

/// The browsers that no journey has, the one that was given back last at the end.
static IDLE: Mutex<Vec<Pooled>> = Mutex::new(Vec::new());

/// A browser for as long as one journey takes.
pub struct Borrowed {
    pooled: Option<Pooled>,
    since: Instant,
}

impl Borrowed {
    /// A browser of the engine with an empty profile and one empty window.
    pub fn take(engine: EngineKind, opened: Opened) -> Self {
        let since = Instant::now();
        let pooled = take_idle(engine, opened).unwrap_or_else(|| launch(engine, opened));
        Self { pooled: Some(pooled), since }
    }
}

/// A browser that no journey has, with an empty profile.
fn take_idle(engine: EngineKind, opened: Opened) -> Option<Pooled> {
    let pooled = {
        let mut idle = IDLE.lock().unwrap();
        let ix = idle.iter().rposition(|pooled| (pooled.engine, pooled.opened) == (engine, opened))?;
        idle.remove(ix)
    };
    Some(renewed(pooled))
}

/// The browser with an empty profile, or another one if it does not get that: on a busy machine WebKit's driver may give no
/// second session.
fn renewed(mut pooled: Pooled) -> Pooled {
    match pooled.browser.renew() {
        Ok(()) => {
            pooled.proxy.iter().for_each(Proxy::forget);
            pooled
        }
        Err(error) => {
            let Pooled { engine, opened, .. } = pooled;
            eprintln!("{engine:?} is started anew: {error:#}");
            drop(pooled);
            launch(engine, opened)
        }
    }
}

impl Deref for Borrowed {
    type Target = Pooled;

    fn deref(&self) -> &Pooled {
        self.pooled.as_ref().expect("it is given back by `drop` alone")
    }
}

impl Drop for Borrowed {
    fn drop(&mut self) {
        static AT_EXIT: Once = Once::new();
        let _ = write_time(self.since.elapsed());
        if thread::panicking() {
            return;
        }
        AT_EXIT.call_once(|| assert!(shutdown_hooks::add_shutdown_hook(end_all)));
        let mut idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner);
        idle.extend(self.pooled.take());
        let oldest = (idle.len() > MAX_IDLE).then(|| idle.remove(0));
        // The others need not wait until it has ended.
        drop(idle);
        drop(oldest);
    }
}

fn launch(engine: EngineKind, opened: Opened) -> Pooled {
    static CHROMIUM: LazyLock<BrowserTools> = LazyLock::new(|| setup::for_browser().unwrap());
    static FIREFOX: LazyLock<FirefoxTools> = LazyLock::new(|| setup::for_firefox().unwrap());
    static WEBKIT: LazyLock<WebKitTools> = LazyLock::new(|| setup::for_webkit().unwrap());
    let (program, proxy) = match engine {
        EngineKind::Chromium => (Engine::Chromium(&CHROMIUM), None),
        EngineKind::Firefox => (Engine::Firefox(&FIREFOX), Some(Proxy::listen())),
        EngineKind::WebKit => (Engine::WebKit(&WEBKIT), Some(Proxy::listen())),
    };
    let mut browser = Browser::launch_in(program, proxy.as_ref().map(|proxy| proxy.address), opened).unwrap();
    if let EngineKind::Chromium = engine {
        // The first journey too has a profile made like those of the others.
        browser.renew().unwrap();
    }
    Pooled { browser, proxy, engine, opened }
}

/// Adds the time of a journey to the file that `cargo xtask test` names.
fn write_time(time: Duration) -> io::Result<()> {
    let Some(file) = env::var_os("JOURNEY_TIMES") else { return Ok(()) };
    let line = format!("{}\t{:.2}\n", thread::current().name().unwrap_or_default(), time.as_secs_f64());
    OpenOptions::new().create(true).append(true).open(file)?.write_all(line.as_bytes())
}

/// Ends the browsers when the test program does: what is static is not dropped.
extern "C" fn end_all() {
    let idle = IDLE.lock().map(|mut idle| std::mem::take(&mut *idle)).unwrap_or_default();
    let ends: Vec<_> = idle.into_iter().map(|pooled| thread::spawn(move || drop(pooled))).collect();
    for end in ends {
        let _ = end.join();
    }
}

/// The traces that a journey may leave: all that a profile keeps, and what is emulated. It runs in a text of the site, since
/// the page keeps something by itself.
const SEEN: &str = "return (async () => [
    localStorage.length, sessionStorage.length, document.cookie, history.length, window.name,
    await caches.keys(), (await indexedDB.databases()).map(base => base.name),
    (await navigator.serviceWorker.getRegistrations()).length,
    matchMedia('(prefers-color-scheme: dark)').matches, navigator.languages, innerWidth, devicePixelRatio,
    window.left ?? 'nothing', getComputedStyle(document.documentElement).fontSize,
    await navigator.permissions.query({ name: 'geolocation' }).then(found => found.state),
])()";

/// Leaves something wherever a document can.
const LEAVE: &str = "return (async () => {
    localStorage.left = sessionStorage.left = window.name = 'something';
    document.cookie = 'left=something; max-age=1000';
    history.pushState(null, '');
    await caches.open('left');
    await new Promise(done => indexedDB.open('left').onsuccess = done);
    await navigator.serviceWorker.ready;
    return true;
})()";

/// The values of [`SEEN`].
fn seen(browser: &Browser, home: &str) -> Vec<Value> {
    browser.open(&format!("{home}story.en.txt")).unwrap();
    let seen = browser.evaluate(SEEN, &[]).unwrap();
    seen.as_array().unwrap().clone()
}

/// Asserts that a browser has no trace of one journey when it is given to the next.
fn nothing_is_left_in(engine: EngineKind) {
    let home = SERVER.url("");
    let renew = |mut pooled: Pooled| {
        if engine == EngineKind::WebKit {
            return renewed(pooled);
        }
        pooled.browser.renew().unwrap();
        pooled
    };
    let pooled = renew(launch(engine, Opened::Whole));
    let browser = &pooled.browser;
    let before = seen(browser, &home);
    let chromium = engine == EngineKind::Chromium;
    if chromium {
        browser.set_media(&[("prefers-color-scheme", "dark")]).unwrap();
        browser.set_languages("en-GB").unwrap();
        browser.set_screen(PHONE).unwrap();
        browser.before_scripts("window.left = 'something'").unwrap();
        browser.set_font_size(40).unwrap();
        browser.profile_devtools("Browser.grantPermissions", &json!({ "permissions": ["geolocation"] })).unwrap();
    }
    browser.open(&home).unwrap();
    browser.evaluate(LEAVE, &[]).unwrap();
    let left = seen(browser, &home);
    // Others than Chromium have no DevTools to emulate something with.
    let kept = if chromium { before.len() } else { 8 };
    for (ix, (before, left)) in before.iter().zip(&left).enumerate().take(kept) {
        assert_ne!(before, left, "the probe of number {ix} sees nothing");
    }
    assert_eq!(seen(&renew(pooled).browser, &home), before);
}

#[test]
fn nothing_is_left_in_chromium() {
    nothing_is_left_in(EngineKind::Chromium);
}

#[test]
fn nothing_is_left_in_firefox() {
    nothing_is_left_in(EngineKind::Firefox);
}

#[test]
fn nothing_is_left_in_webkit() {
    nothing_is_left_in(EngineKind::WebKit);
}
