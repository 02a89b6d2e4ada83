// Loads the parts of the module that are not in its main file. The build puts this behind the module's script, with the
// names of the files of each part, and of what the main module shares with them.
const PART_FILES = { /* files */ };
const loadedFiles = {};

// Instantiates a file once; after a failure, it is fetched again. Its address is in the head of the document; in the
// single-file edition that is the id of an element with the file.
function loadFile(name) {
  async function load() {
    const { content, dataset } = document.querySelector(`meta[name="chuhai:part-${name}"]`);
    const response = content[0] === "#" ? unpack(content.slice(1)) : await fetch(content, { integrity: dataset.integrity });
    if (!response.ok) throw new Error(`${content}: ${response.status}`);
    const imports = { __wasm_split: { /* shared */ } };
    await WebAssembly.instantiate(await response.arrayBuffer(), imports);
  }
  loadedFiles[name] ??= load().catch((error) => {
    delete loadedFiles[name];
    throw error;
  });
  return loadedFiles[name];
}

function unpack(id) {
  const gzip = Uint8Array.from(atob(document.getElementById(id).textContent), (byte) => byte.charCodeAt(0));
  return new Response(new Blob([gzip]).stream().pipeThrough(new DecompressionStream("gzip")));
}

// The function that the module calls to load a part: with a callback, by its index in the function table, and its data.
function loadPart(part) {
  return async (callback, data) => {
    let hasCome = true;
    try {
      // A part needs the files that it shares with others before its own.
      const files = [...PART_FILES[part]];
      const own = files.pop();
      await Promise.all(files.map(loadFile));
      await loadFile(own);
    } catch (error) {
      console.error(error);
      hasCome = false;
    }
    wasm.__indirect_function_table.get(callback)(data, hasCome);
  };
}
