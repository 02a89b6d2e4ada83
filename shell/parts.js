// Loads the parts of the module that are not in its main file. The build puts this behind the module's script, with the
// names of what the main module shares with them.
const loadedFiles = {};

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

// Puts the style sheets of a module, which are sections of it, into their places, so that they override the same ones
// whenever they come. `boot.js` may have replaced the sheet in the document with a file.
function addStyles(module) {
  for (const { sheet } of document.querySelectorAll("style, #style")) {
    const places = Array.from(sheet?.cssRules ?? []).filter((rule) => rule.media?.mediaText === "all");
    places.forEach((place, at) => {
      for (const rule of WebAssembly.Module.customSections(module, `style${at}`)) {
        if (!place.cssRules.length) place.insertRule(new TextDecoder().decode(rule));
      }
    });
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
