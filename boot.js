// Starts the wasm module. The addresses come from the preload links that Trunk writes into the head, so that this file
// needs no generated part and the page no inline script. The states are those of `<html data-state>`.
const root = document.documentElement;
root.dataset.state = "loading";
// A panic in the module ends it with a trap: what is painted stays, but nothing answers any more.
addEventListener("error", (event) => {
  if (event.error instanceof WebAssembly.RuntimeError) root.dataset.state = "failed";
});
// A host speaks as soon as the document is loaded, which may be before the module listens: it hears it then.
const early = [];
const keep = (event) => early.push(event);
addEventListener("message", keep);
addEventListener("chuhai:listens", () => {
  removeEventListener("message", keep);
  for (const event of early.splice(0)) dispatchEvent(new MessageEvent("message", event));
});
try {
  const { default: init } = await import(document.querySelector("link[rel=modulepreload]").href);
  await init({ module_or_path: document.querySelector("link[rel=preload][as=fetch]").href });
} catch (error) {
  root.dataset.state = "failed";
  console.error(error);
}

// Brings the worker (`sw.js`) that opens the page without a network, once the page is ready and has nothing to do: only
// where the document names one, and not in a frame or an embed, whose readers have come to see another page. Whatever
// speaks against it (no secure connection, storage switched off), the page is whole without.
async function openOffline(link) {
  if (!link || self !== top || new URLSearchParams(location.search).get("embed") === "1") return;
  const busy = () => root.dataset.state !== "ready" || root.dataset.details === "loading";
  await new Promise((done) => {
    const look = () => busy() || done();
    new MutationObserver(look).observe(root, { attributeFilter: ["data-state", "data-details"] });
    look();
  });
  await new Promise((done) => (self.requestIdleCallback ?? setTimeout)(done));
  await navigator.serviceWorker.register(link.href);
}
openOffline(document.querySelector("link[rel=offline]")).catch(() => {});
