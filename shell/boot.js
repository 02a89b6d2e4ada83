// Starts the wasm module. The addresses come from links in the head, so that this file needs no generated part. The states
// are those of `<html data-state>`; what comes of files that do not come, `prepaint.js` says.
const root = document.documentElement;
const LATE_MS = 30000;
// A host may have changed `prepaint.js` in the document, and then the policy does not let it run.
const alone = root.dataset.state === "static";
if (alone) {
  root.dataset.state = "loading";
  setTimeout(() => root.dataset.state === "loading" && (root.dataset.state = "failed"), LATE_MS);
}
// A panic in the module ends it with a trap: what is painted stays, but nothing answers any more.
addEventListener("error", (event) => {
  if (self.WebAssembly && event.error instanceof WebAssembly.RuntimeError) root.dataset.state = "failed";
});
// A host speaks as soon as the document is loaded, which may be before the module listens: it hears it then.
const early = [];
const keep = (event) => early.push(event);
addEventListener("message", keep);
addEventListener("chuhai:listens", () => {
  removeEventListener("message", keep);
  for (const event of early.splice(0)) dispatchEvent(new MessageEvent("message", event));
});
// In a function: a browser that knows no `await` outside of one can still tell what else it lacks.
async function start() {
  try {
    // The build names the module in a meta element; Trunk alone preloads it.
    const { content, href, dataset, integrity = dataset.integrity } = document.querySelector(
      "meta[name='chuhai:module'], link[rel=preload][as=fetch]",
    );
    const module = fetch(content || href, { integrity });
    // What goes wrong with it is told below, where it is needed.
    module.catch(() => {});
    const { default: init } = await import(document.querySelector("link[rel=modulepreload]").href);
    // The page takes the place of one that has to stand there whole, unless the rest of that never comes.
    if (document.readyState === "loading") {
      await new Promise((done) => {
        addEventListener("DOMContentLoaded", done);
        setTimeout(done, LATE_MS);
      });
    }
    // Without its style sheet nothing would be where it belongs, and both pages would be seen.
    if (!alone && !("styled" in root.dataset)) {
      await new Promise((done) => document.addEventListener("load", () => "styled" in root.dataset && done(), true));
    }
    await init({ module_or_path: module });
  } catch (error) {
    root.dataset.state = "failed";
    console.error(error);
  }
}
start();

// Brings the worker (`sw.js`) that opens the page without a network, once the page is ready and has nothing to do: only
// where the document names one, and not in a frame or an embed, whose readers have come to see another page. Whatever
// speaks against it (no secure connection, storage switched off), the page is whole without.
async function openOffline(worker) {
  if (!worker || self !== top || new URLSearchParams(location.search).get("embed") === "1") return;
  const busy = () => root.dataset.state !== "ready" || root.dataset.details === "loading";
  await new Promise((done) => {
    const look = () => busy() || done();
    new MutationObserver(look).observe(root, { attributeFilter: ["data-state", "data-details"] });
    look();
  });
  await new Promise((done) => (self.requestIdleCallback || setTimeout)(done));
  await navigator.serviceWorker.register(worker.content);
}
openOffline(document.querySelector("meta[name='chuhai:service-worker']")).catch(() => {});
