// Opens the page without a network after a first visit, and never serves a mix of two releases.
//
// The build puts two constants before this text: `RELEASE`, a hash that identifies the release, and `FILES`, its files:
// path relative to this script to expected integrity. They are the documents and all files that these load or fetch.
//
// - A release is cached as a whole or not at all. Each file is compared with the hash that this worker was built with, so
//   a document of another release, of a host that serves an old copy, or one that a host has changed aborts the
//   installation. The browser tries again on a later visit.
// - Nothing else is ever cached: a cache has the files of its complete release, queries leave no trace, nothing grows.
// - Documents come from the network if there is one, so nobody online reads an old page. Files with a hash in their name
//   never change, so they come from any cache first.
// - No `skipWaiting`: an open page keeps the worker and the files of its own release until it is left; a worker that took
//   over and deleted their cache would break its later fetches. No `clients.claim` either: the page that registered the
//   worker has already loaded its files.
const cachePrefix = `chuhai ${registration.scope} `;
const cacheName = cachePrefix + RELEASE;
const absolute = (path) => new URL(path, registration.scope).href;
const documents = ["", "en/"].map(absolute);

addEventListener("install", (event) => event.waitUntil(cacheRelease()));
async function cacheRelease() {
  const cache = await caches.open(cacheName);
  // Documents have no hash in their name, so the HTTP cache is bypassed for them.
  const requests = Object.entries(FILES).map(
    ([path, integrity]) =>
      new Request(absolute(path), { integrity, cache: documents.includes(absolute(path)) ? "no-cache" : "default" }),
  );
  try {
    await cache.addAll(requests);
  } catch (error) {
    // Otherwise an empty cache would remain.
    await caches.delete(cacheName);
    throw error;
  }
}

// Runs when no page uses the previous worker any more.
addEventListener("activate", (event) => event.waitUntil(deleteOldCaches()));
async function deleteOldCaches() {
  const old = (await caches.keys()).filter((name) => name.startsWith(cachePrefix) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = request.url.split(/[?#]/)[0];
  if (request.method !== "GET" || !address.startsWith(registration.scope)) return;
  if (request.mode === "navigate") {
    // `index.html` and its folder are the same document.
    const document = address.replace(/index\.html$/, "");
    if (documents.includes(document)) event.respondWith(networkFirst(request, document));
  } else if (/-[0-9a-f]{16}[._][^/]*$/.test(address)) {
    event.respondWith(cacheFirst(request, address));
  }
  // Every other request goes to the network, as without a worker.
});

async function networkFirst(request, document) {
  try {
    // Bypasses the HTTP cache of hosts that let documents be cached for some minutes.
    return await fetch(request, { cache: "no-cache" });
  } catch (error) {
    const cached = await (await caches.open(cacheName)).match(document, { ignoreVary: true });
    if (cached) return cached;
    throw error;
  }
}

async function cacheFirst(request, address) {
  return (await caches.match(address, { ignoreVary: true })) ?? fetch(request);
}
