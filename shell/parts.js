// Loads the parts of the module that are not in its main file. The build puts this behind the module's script, with the
// names of what the main module shares with them.
const loadedFiles = {};

// Instantiates the modules of a file once; after a failure, it is fetched again. Its address is in a meta element; in the
// single-file edition that is the id of an element with the file.
function loadFile({ content, dataset }) {
  async function load() {
    const response = content[0] === "#" ? unpack(content.slice(1)) : await request(content, dataset);
    if (!response.ok) throw new Error(`${content}: ${response.status}`);
    const file = await response.arrayBuffer();
    const imports = { __wasm_split: { /* shared */ } };
    for (let at = 0; at < file.byteLength; ) {
      const start = at + 4;
      at = start + new DataView(file).getUint32(at, true);
      await WebAssembly.instantiate(file.slice(start, at), imports);
    }
  }
  loadedFiles[content] ??= load().catch((error) => {
    delete loadedFiles[content];
    throw error;
  });
  return loadedFiles[content];
}

// The response for a file: the one that `boot.js` has asked for already, but for one that has been used.
function request(address, { integrity }) {
  const early = self.chuhaiParts?.[address];
  if (!early) return fetch(address, { integrity });
  delete chuhaiParts[address];
  return early;
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
