// Starts the page in the edition that is one file: what `boot.js` fetches stands in the document itself, packed. `init` is
// the module's own script, which the build puts before this text.
const root = document.documentElement;
addEventListener("error", (event) => {
  if (self.WebAssembly && event.error instanceof WebAssembly.RuntimeError) root.dataset.state = "failed";
});
async function start() {
  try {
    const packed = Uint8Array.from(atob(document.getElementById("wasm").textContent), (letter) => letter.charCodeAt(0));
    const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    await init({ module_or_path: await new Response(unpacked).arrayBuffer() });
  } catch (error) {
    root.dataset.state = "failed";
    console.error(error);
  }
}
start();
