/** ONNX Runtime with the model: fetched once in the life of a page, then kept. */

/** Milliseconds without a byte, after which a server counts as lost. */
const PATIENCE = 30_000;
const ROOT = new URL("../../../", import.meta.url);
const MODULE = "ort.wasm.min.mjs";
const BINARY = "ort-wasm-simd-threaded.wasm.gz";

/** What keeps it from standing: the key of its words, and what the server said. */
class Failure extends Error {
  constructor(key, detail = "") {
    super(`${key} ${detail}`);
    this.key = key;
    this.detail = detail;
  }
}

/** @type {Promise<Model> | null} */
let loading = null;
let attempts = 0;

/**
 * @param {string} folder of the engine, below the site's root
 * @param {(bytes: number) => void} count hears of every piece that has come
 * @returns {Promise<Model>}
 */
export function loadEngine(folder, count) {
  loading ??= load(new URL(`${folder}/`, ROOT), count).catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load(base, count) {
  if (!("DecompressionStream" in self)) throw new Failure("old");
  const get = (url) => download(url, count);
  const data = new URL("data/", ROOT);
  const [runtime, packed, model, held] = await Promise.all([
    openModule(base),
    get(new URL(BINARY, base)),
    get(new URL("digits.onnx", data)),
    get(new URL("digits.json", data)),
  ]);
  runtime.env.logLevel = "error";
  Object.assign(runtime.env.wasm, {
    numThreads: 1, // more would need shared memory, and headers that plain hosts do not send
    wasmBinary: await unpack(packed),
    wasmPaths: base.href,
  });
  try {
    const images = JSON.parse(new TextDecoder().decode(held));
    return new Model(runtime, await runtime.InferenceSession.create(model), images);
  } catch (error) {
    throw new Failure("failed", String(error?.message ?? error).slice(0, 200));
  }
}

/** Open ONNX Runtime's script; one that failed to start is no good for a second try. */
async function openModule(base) {
  const again = attempts ? `?${attempts}` : "";
  attempts += 1;
  try {
    return await withPatience(import(new URL(MODULE + again, base)));
  } catch (error) {
    throw error instanceof Failure ? error : new Failure("typed", MODULE);
  }
}

function withPatience(promise) {
  const lost = new Promise((_, reject) => {
    setTimeout(() => reject(new Failure("silent", MODULE)), PATIENCE);
  });
  return Promise.race([promise, lost]);
}

/** Whatever type the server gives to a file: only its bytes count. */
async function download(url, count) {
  const name = url.pathname.split("/").at(-1);
  const stop = new AbortController();
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stop.abort(), PATIENCE);
  };
  wait();
  try {
    const response = await fetch(url, { signal: stop.signal });
    if (!response.ok) throw new Failure("missing", `${response.status} ${name}`);
    const parts = [];
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      wait();
      parts.push(part.value);
      count(part.value.length);
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(stop.signal.aborted ? "silent" : "unloaded", name);
  } finally {
    clearTimeout(timer);
  }
}

/** Undo gzip, unless the server has had the browser do so. */
async function unpack(bytes) {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    try {
      bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    } catch {
      throw new Failure("broken", BINARY);
    }
  }
  if (!WebAssembly.validate(bytes.subarray(0, 8))) throw new Failure("broken", BINARY);
  return bytes;
}

/** The model, and what is known of its answers. */
export class Model {
  constructor(runtime, session, { labels, images, reference, logits }) {
    this.runtime = runtime;
    this.session = session;
    /** Ten images that the model never saw, one of each digit, as floats from 0 to 1. */
    this.held = labels.map((label, at) => ({
      label,
      pixels: Float32Array.from(images[at], (value) => value / 255),
    }));
    this.reference = this.held.find(({ label }) => label === reference).pixels;
    /** The ten numbers that training recorded for the reference. */
    this.recorded = logits;
    this.turn = Promise.resolve();
  }

  /** The ten numbers for an image of 28×28; one image at a time. @param {Float32Array} pixels */
  run(pixels) {
    const done = this.turn.then(async () => {
      const image = new this.runtime.Tensor("float32", pixels, [1, 1, 28, 28]);
      const { logits } = await this.session.run({ image });
      return [...logits.data];
    });
    this.turn = done.catch(() => {});
    return done;
  }
}

/** Ten numbers as ten scores that add up to 1. */
export function softmax(logits) {
  const most = Math.max(...logits);
  const powers = logits.map((value) => Math.exp(value - most));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}
