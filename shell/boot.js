// Starts the wasm module. Addresses come from the head of the document, so that this file needs no generated part. The
// states are those of `<html data-state>`; `prepaint.js` handles scripts that do not load.
const root = document.documentElement;
const TIMEOUT_MS = 30000;
const STYLE_TIMEOUT_MS = 8000;
// `prepaint.js` has set the state, unless a host has changed it in the document: then the policy does not let it run.
const isPrepaintMissing = root.dataset.state === "static";
if (isPrepaintMissing) {
  root.dataset.state = "loading";
  setTimeout(() => root.dataset.state === "loading" && (root.dataset.state = "failed"), TIMEOUT_MS);
}
// A panic in the module ends it with a trap: the page stays visible, but no longer responds. WebKitGTK 2.50 ends about one
// start in 130 that way, as it does with other programs (tauri-apps/tauri#7154); so the page is loaded once more by itself.
addEventListener("error", (event) => {
  if (!self.WebAssembly || !(event.error instanceof WebAssembly.RuntimeError)) return;
  const [navigation] = performance.getEntriesByType("navigation");
  if (root.dataset.state === "loading" && navigation && navigation.type !== "reload") location.reload();
  else root.dataset.state = "failed";
});
// An embedding page may send messages as soon as the document is loaded, before the module listens. They are replayed.
const queued = [];
const queue = (event) => queued.push(event);
addEventListener("message", queue);
addEventListener("chuhai:listens", () => {
  removeEventListener("message", queue);
  for (const event of queued.splice(0)) dispatchEvent(new MessageEvent("message", event));
});
// A host that changes the style sheet in the document disables it, since the policy has its hash. The same sheet is a file
// too, whose last rule proves that it is complete. Meanwhile, and without any, the story can be read, but not controls,
// which need a running page, and figures, whose colours are in the style sheet.
async function ensureStyle() {
  const isStyled = () => getComputedStyle(root).getPropertyValue("--whole") !== "";
  // The build names the file; Trunk alone links sheets that may still be loading.
  const file = document.querySelector("meta[name='chuhai:style']");
  if (!file || isStyled()) return;
  const notice = document.querySelector(".when-failed");
  const setHidden = (isHidden) =>
    document.querySelectorAll(".prerendered-figure, button, input, select, .check, .save").forEach((element) => {
      element.hidden = isHidden;
    });
  // Its place is the end of the document, which is far down without a style sheet. Moved by `insertBefore`:
  // `translation-guard.js` takes `prepend` for a translator's doing, and undoes it together with the mount.
  const showNotice = () => {
    notice.hidden = false;
    if ("other" in root.dataset) notice.querySelector(".when-other").hidden = false;
    document.body.insertBefore(notice, document.body.firstChild);
  };
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = file.content;
  setHidden(true);
  const timer = setTimeout(showNotice, STYLE_TIMEOUT_MS);
  await new Promise((done) => {
    link.onload = link.onerror = done;
    document.head.append(link);
  });
  clearTimeout(timer);
  if (!isStyled()) {
    document.head.removeChild(link);
    showNotice();
    throw new Error("no style sheet");
  }
  setHidden(false);
  notice.hidden = true;
}
// Compiles the module while the document is still being parsed; while it is being fetched, if its host names the type.
async function compile(request) {
  const response = await request;
  const isNamed = response.headers.get("content-type") === "application/wasm";
  return isNamed && WebAssembly.compileStreaming
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
// Inside a function, since a browser without top-level `await` could not even parse the error handling.
async function start() {
  try {
    // The build names the module in a meta element; Trunk alone preloads it.
    const { content, href, dataset, integrity = dataset.integrity } = document.querySelector(
      "meta[name='chuhai:module'], link[rel=preload][as=fetch]",
    );
    const module = compile(fetch(content || href, { integrity }));
    // Failures are handled below, where the promises are awaited.
    module.catch(() => {});
    // The first view needs one more part, and a page in a frame another. Their files are fetched along with the module;
    // `parts.js` takes them from here.
    const view = root.dataset.view || "story";
    const part = view === "story" ? view : view === "data" ? "records" : "views";
    const files = `[data-needed-by~=${part}]` + (self === top ? "" : ",[data-needed-by~=tools]");
    self.chuhaiParts = {};
    for (const { content, dataset } of document.querySelectorAll(files)) {
      chuhaiParts[content] = fetch(content, { integrity: dataset.integrity });
      chuhaiParts[content].catch(() => {});
    }
    const script = import(document.querySelector("link[rel=modulepreload]").href);
    script.catch(() => {});
    // The page replaces the prerendered one, which has to be complete, unless the rest of it never comes.
    if (document.readyState === "loading") {
      await new Promise((done) => {
        // In a task of its own: reading the end of the document is long enough.
        addEventListener("DOMContentLoaded", () => setTimeout(done));
        setTimeout(done, TIMEOUT_MS);
      });
    }
    // Without a style sheet the layout would be wrong, and both pages would be visible.
    await ensureStyle();
    const { default: init } = await script;
    await init({ module_or_path: module });
  } catch (error) {
    root.dataset.state = "failed";
    console.error(error);
  }
}
start();

// Registers the service worker, which opens the page without a network, once the record details are there, which come for
// readers who stay, and the browser is idle: only if the document names one, and not for readers who save data, nor in
// a frame or an embed, whose readers came for another page.
// If it fails (no secure connection, storage switched off), the page works without.
async function registerServiceWorker(meta) {
  if (!meta || navigator.connection?.saveData || self !== top || root.dataset.embed) return;
  const isBusy = () => (root.dataset.details || "loading") === "loading";
  await new Promise((done) => {
    const check = () => isBusy() || done();
    new MutationObserver(check).observe(root, { attributeFilter: ["data-details"] });
    check();
  });
  await new Promise((done) => (self.requestIdleCallback || setTimeout)(done));
  await navigator.serviceWorker.register(meta.content);
}
registerServiceWorker(document.querySelector("meta[name='chuhai:service-worker']")).catch(() => {});
