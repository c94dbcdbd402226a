/**
 * One worker runs one Python file: it loads Pyodide, waits for the file, runs it, and tells the
 * page what happens. The page ends it by `terminate()`; nothing here can keep it from that.
 *
 * From the page, once, at any time (it is kept until Python is ready):
 *   {type: "run", code, name, stdin, figures}   figures: "png" (as it is) or "svg"
 * To the page, in this order:
 *   {type: "bytes", loaded, total}      while files come over the network, in bytes of transfer
 *   {type: "ready", python, pyodide}    versions; the next message waits for a file to run
 *   {type: "bytes", …}                  again, for the packages that the file imports
 *   {type: "start"}                     the program begins: a time limit counts from here
 *   {type: "cell", name}                what follows belongs to this cell of the file
 *   {type: "out" | "err", text}         printed text
 *   {type: "figure", data, mime, alt}   data: Uint8Array
 *   {type: "blocked"}                   it waits for what can never come
 *   {type: "cap"}                       it printed more than CAP; no text follows
 *   {type: "done", status, memory}      exit status, as a shell would see it; Python's memory in bytes
 *   {type: "fatal", stage, message}     stage: "load", "packages" or "run"; nothing follows
 */

/** Characters of output that a page gets at most. */
const CAP = 200_000;
/** Messages that may go out at once; then one a millisecond, so that a flood cannot stop the page. */
const BURST = 400;
/** Characters that wait for the next message at most. */
const BATCH = 8_192;

const BASE = new URL("./", self.location.href);
const post = (message, transfer = []) => self.postMessage(message, transfer);

/** @param {"load" | "packages" | "run"} stage */
function fail(stage, error) {
  post({ type: "fatal", stage, message: String(error?.message || error).slice(0, 500) });
}

// What comes over the network ----------------------------------------------------------------

const download = self.fetch.bind(self);
const progress = { loaded: 0, total: 0, told: 0 };
/** Path under BASE to [bytes, bytes compressed by gzip]. @type {Record<string, number[]>} */
let sizes = {};

function tellProgress() {
  const now = performance.now();
  if (now - progress.told < 50 && progress.loaded < progress.total) return;
  progress.told = now;
  post({ type: "bytes", loaded: Math.round(progress.loaded), total: progress.total });
}

/** Read a copy of a response to its end; its own stays as it came, or it could not be cached. */
async function countBytes(response, size, transfer) {
  const reader = response.clone().body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    progress.loaded += (part.value.length / size) * transfer;
    tellProgress();
  }
}

/** `fetch` that reports its progress for the files that `sizes.json` knows. */
self.fetch = async (resource, options) => {
  const url = new URL(resource?.url ?? resource, BASE);
  const known = url.href.startsWith(BASE.href) && sizes[url.pathname.slice(BASE.pathname.length)];
  if (!known) return download(resource, options);
  const [size, compressed] = known;
  progress.total += compressed;
  const response = await download(resource, options);
  if (response.ok && response.body) {
    const transfer = response.headers.has("Content-Encoding") ? compressed : size;
    progress.total += transfer - compressed;
    countBytes(response, size, transfer).catch(() => {}); // the other copy says what went wrong
  }
  return response;
};

async function fetchText(path) {
  const response = await self.fetch(new URL(path, BASE));
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return response.text();
}

/** Compile whatever type the host gives to `.wasm`, and say so when it cannot be compiled. */
function guardWebAssembly() {
  const compileStream = WebAssembly.instantiateStreaming.bind(WebAssembly);
  WebAssembly.instantiateStreaming = async (source, imports) => {
    try {
      const response = await source;
      if (!response.ok) throw new Error(`${response.status} ${response.url}`);
      const typed = (response.headers.get("Content-Type") || "").startsWith("application/wasm");
      if (typed) return await compileStream(response, imports);
      return await WebAssembly.instantiate(await response.arrayBuffer(), imports);
    } catch (error) {
      fail("load", error); // Pyodide would write it to the console and wait for ever
      throw error;
    }
  };
}

// What the program does ----------------------------------------------------------------------

const output = { kind: "out", text: "", count: 0, allowance: BURST, filled: performance.now() };

function sendText() {
  if (output.text) post({ type: output.kind, text: output.text });
  output.text = "";
}

/** Send text at once, unless there is a flood of it: then it goes in batches. */
function write(kind, text) {
  if (output.count > CAP || !text) return;
  output.count += text.length;
  if (output.kind !== kind) sendText();
  output.kind = kind;
  output.text += text;
  const now = performance.now();
  output.allowance = Math.min(BURST, output.allowance + now - output.filled);
  output.filled = now;
  if (output.allowance < 1 && output.text.length < BATCH && output.count <= CAP) return;
  output.allowance -= 1;
  sendText();
  if (output.count > CAP) post({ type: "cap" });
}

function makeStream(kind) {
  const decoder = new TextDecoder();
  return {
    write(bytes) {
      write(kind, decoder.decode(bytes, { stream: true }));
      return bytes.length;
    },
  };
}

/** Four bytes that nobody ever changes: to wait for them is to sleep. */
function makeCell() {
  try {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    return new Int32Array(memory.buffer);
  } catch {
    return null;
  }
}

const cell = makeCell();

/** Do nothing for a while, in milliseconds; busily where the browser has no shared memory. */
function sleep(milliseconds) {
  sendText();
  if (cell) {
    Atomics.wait(cell, 0, 0, milliseconds);
    return;
  }
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** What `bootstrap.py` imports as `_page`. */
const page = {
  sleep,
  blocked() {
    sendText();
    post({ type: "blocked" });
  },
  cell(name) {
    sendText();
    post({ type: "cell", name });
  },
  figure(bytes, mime, alt) {
    sendText();
    const data = bytes.toJs();
    bytes.destroy();
    post({ type: "figure", data, mime, alt }, [data.buffer]);
  },
};

// Load, then run -----------------------------------------------------------------------------

async function loadPython() {
  guardWebAssembly();
  sizes = JSON.parse(await fetchText("sizes.json"));
  const texts = Promise.all([fetchText("bootstrap.py"), fetchText("packages/lock.json")]);
  const { loadPyodide } = await import(new URL("pyodide/pyodide.mjs", BASE));
  const [bootstrap, lock] = await texts;
  const python = await loadPyodide({
    indexURL: new URL("pyodide/", BASE).href,
    packageBaseUrl: new URL("packages/", BASE).href,
    lockFileContents: lock,
    enableRunUntilComplete: false,
    env: { HOME: "/home/reader", PYTHONHASHSEED: "0", MPLBACKEND: "module://_figures" },
  });
  python.setStdout(makeStream("out"));
  python.setStderr(makeStream("err"));
  python.setStdin({ error: true });
  python.registerJsModule("_page", page);
  python.FS.writeFile("/lib/_bootstrap.py", bootstrap);
  const start = "import sys; sys.path.append('/lib'); import _bootstrap; _bootstrap";
  return { python, bootstrap: python.runPython(start) };
}

/** Load the packages that a file imports; whatever is wrong with one is an error here. */
async function loadPackages({ python }, code) {
  const wrong = [];
  await python.loadPackagesFromImports(code, {
    messageCallback: () => {},
    errorCallback: (message) => wrong.push(message),
  });
  if (wrong.length) throw new Error(wrong.join(" | "));
}

/** The exit status of a file; os._exit ends Pyodide by an exception that carries it. */
function runFile({ bootstrap }, { code, name, stdin = "", figures = "png" }) {
  try {
    return bootstrap.run(code, name, stdin, figures);
  } catch (error) {
    if (error?.name === "Exit" || error?.name === "ExitStatus") return error.status;
    throw error;
  }
}

async function handleRun(loading, request) {
  let stage = "load";
  try {
    const loaded = await loading;
    stage = "packages";
    await loadPackages(loaded, request.code);
    stage = "run";
    post({ type: "start" });
    const status = runFile(loaded, request);
    sendText();
    post({ type: "done", status, memory: loaded.python._module.HEAPU8.length });
  } catch (error) {
    sendText();
    if (stage !== "load") fail(stage, error);
  }
}

const loading = loadPython();
loading.then(
  ({ python, bootstrap }) =>
    post({ type: "ready", python: bootstrap.VERSION, pyodide: python.version }),
  (error) => fail("load", error),
);
self.onmessage = ({ data }) => {
  if (data.type === "run") handleRun(loading, data);
};
