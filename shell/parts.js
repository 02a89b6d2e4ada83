// Loads the parts of the module that are not in its main file. The build puts this behind the module's script, with the
// names of what the main module shares with them.
const loadedFiles = {};
const styles = {};

// Files that `boot.js` has asked for, by address: they are compiled while the main module is, and used once.
const earlyFiles = {};
for (const [content, request] of Object.entries(self.chuhaiParts || {})) {
  earlyFiles[content] = compileFile(request);
  earlyFiles[content].catch(() => {});
}

// Compiles the modules of a file, each of which comes after its length.
async function compileFile(request) {
  const response = await request;
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  const file = await response.arrayBuffer();
  const modules = [];
  for (let at = 0; at < file.byteLength; ) {
    const start = at + 4;
    at = start + new DataView(file).getUint32(at, true);
    modules.push(WebAssembly.compile(file.slice(start, at)));
  }
  return Promise.all(modules);
}

// Instantiates the modules of a file once; after a failure, it is fetched again. Its address is in a meta element; in the
// single-file edition that is the id of an element with the file.
function loadFile({ content, dataset: { integrity } }) {
  async function load() {
    const early = earlyFiles[content];
    delete earlyFiles[content];
    const request = () => (content[0] === "#" ? unpack(content.slice(1)) : fetch(content, { integrity }));
    const modules = await (early || compileFile(request()));
    modules.forEach(addStyles);
    const imports = { __wasm_split: { /* shared */ } };
    await Promise.all(modules.map((module) => WebAssembly.instantiate(module, imports)));
  }
  loadedFiles[content] ??= load().catch((error) => {
    delete loadedFiles[content];
    throw error;
  });
  return loadedFiles[content];
}

// Adds the style sheets of a module, which are sections of it: each after its place among them, so that it overrides the
// same ones whenever it comes. As sheets of their own: a rule that is added to the document's would style all of it again.
function addStyles(module) {
  for (const section of WebAssembly.Module.customSections(module, "style")) {
    const [place, css] = new TextDecoder().decode(section).split(/\n(.*)/s);
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      const others = Array.from(document.adoptedStyleSheets).filter((other) => !Object.values(styles).includes(other));
      styles[place] = sheet;
      document.adoptedStyleSheets = [...others, ...Object.values(styles)];
    } catch {
      // A browser in which scripts make no sheets.
      const { sheet } = document.querySelector("style");
      sheet?.insertRule(`@media all{${css}}`, sheet.cssRules.length);
    }
  }
}

function unpack(id) {
  const gzip = Uint8Array.from(atob(document.getElementById(id).textContent), (byte) => byte.charCodeAt(0));
  return new Response(new Blob([gzip]).stream().pipeThrough(new DecompressionStream("gzip")));
}

// The function that the module calls to load a part: with a callback, by its index in the function table, and its data.
// Modules may be instantiated in any order: what one calls in another is looked up in the table at the call.
function loadPart(part) {
  return async (callback, data) => {
    let hasCome = true;
    try {
      await Promise.all(Array.from(document.querySelectorAll(`[data-needed-by~=${part}]`), loadFile));
    } catch (error) {
      console.error(error);
      hasCome = false;
    }
    wasm.__indirect_function_table.get(callback)(data, hasCome);
  };
}
