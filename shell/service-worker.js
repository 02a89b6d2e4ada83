// Opens the page without a network, once it has been visited, and never as a mix of two releases.
//
// The build puts two values before this text: `RELEASE`, which names this release, and `FILES`, its files: address from
// here to the integrity of what has to be there. The documents and all they load and fetch are among them.
//
// - A release is taken in whole or not at all. Each file is compared with what this worker was built with, so that a
//   document of another release, of a host that serves an old copy, or one that a host has changed ends the
//   installation. The browser tries again on a later visit.
// - Nothing else is ever kept. What stands in a cache was there when its release was complete, queries leave no trace,
//   and nothing can grow.
// - Documents come from the network as long as there is one: whoever is online never reads an old page. Files whose
//   names are made of their contents are the same everywhere, so these come from any cache, first.
// - No `skipWaiting`: a page that is open goes on under the worker of its own release, with the files of its release,
//   until it is left; a worker that took over and cleared their cache would break what it fetches late. No
//   `clients.claim` either: the page that brought the worker has already loaded what it needs.
const ours = `chuhai ${registration.scope} `;
const cacheName = ours + RELEASE;
const here = (path) => new URL(path, registration.scope).href;
const documents = ["", "en/"].map(here);

addEventListener("install", (event) => event.waitUntil(takeIn()));
async function takeIn() {
  const cache = await caches.open(cacheName);
  // The names of documents do not change with what is in them, so theirs are asked for again.
  const asked = Object.entries(FILES).map(
    ([path, integrity]) =>
      new Request(here(path), { integrity, cache: documents.includes(here(path)) ? "no-cache" : "default" }),
  );
  try {
    await cache.addAll(asked);
  } catch (error) {
    // An empty cache of a release that never came would stay behind.
    await caches.delete(cacheName);
    throw error;
  }
}

// Runs when no page is under the worker before this one any more.
addEventListener("activate", (event) => event.waitUntil(clear()));
async function clear() {
  const old = (await caches.keys()).filter((name) => name.startsWith(ours) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = request.url.split(/[?#]/)[0];
  if (request.method !== "GET" || !address.startsWith(registration.scope)) return;
  if (request.mode === "navigate") {
    // Both names of a document are one file.
    const document = address.replace(/index\.html$/, "");
    if (documents.includes(document)) event.respondWith(fromNetwork(request, document));
  } else if (/-[0-9a-f]{16}[._][^/]*$/.test(address)) {
    event.respondWith(fromAnyCache(request, address));
  }
  // Everything else is the network's alone, as if there were no worker.
});

async function fromNetwork(request, document) {
  try {
    // Hosts that let documents be kept for some minutes are asked all the same.
    return await fetch(request, { cache: "no-cache" });
  } catch (error) {
    const kept = await (await caches.open(cacheName)).match(document, { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

async function fromAnyCache(request, address) {
  return (await caches.match(address, { ignoreVary: true })) ?? fetch(request);
}
