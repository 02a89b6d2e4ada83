// Starts the page in the single-file edition: the files that `boot.js` fetches are in the document itself, compressed.
// `init` is the default export of the module's script, which the build puts before this text.
const root = document.documentElement;
// As in `boot.js`: a module that ends at its start is started once more.
addEventListener("error", (event) => {
  if (!self.WebAssembly || !(event.error instanceof WebAssembly.RuntimeError)) return;
  const [navigation] = performance.getEntriesByType("navigation");
  if (root.dataset.state === "loading" && navigation && navigation.type !== "reload") location.reload();
  else root.dataset.state = "failed";
});
async function start() {
  try {
    const gzip = Uint8Array.from(atob(document.getElementById("wasm").textContent), (byte) => byte.charCodeAt(0));
    const module = new Blob([gzip]).stream().pipeThrough(new DecompressionStream("gzip"));
    await init({ module_or_path: await new Response(module).arrayBuffer() });
  } catch (error) {
    root.dataset.state = "failed";
    console.error(error);
  }
}
start();
