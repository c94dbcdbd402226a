/** One worker for each run, and a spare that is ready for the next. */

/** Milliseconds without a word from a worker that loads, after which it counts as lost. */
const PATIENCE = 60_000;

/** @type {Python | null} */
let spare = null;

/** The spare, or a new one. */
export function takePython() {
  const python = spare ?? new Python();
  spare = null;
  return python;
}

/** Have a spare ready; asked for only where Python was loaded before. */
export function warmPython() {
  if (spare) return;
  const python = new Python();
  python.listen((message) => {
    if (message.type === "fatal" && spare === python) spare = null;
  });
  spare = python;
}

/** A worker. It tells what worker.js says, and `fatal` where the worker dies without a word. */
class Python {
  constructor() {
    this.hear = () => {};
    /** The last message of each type before the program starts, for who listens later. */
    this.early = new Map();
    this.started = false;
    this.worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    this.worker.onmessage = ({ data }) => this.tell(data);
    this.worker.onerror = (event) => this.fail(event.message || "worker");
    this.worker.onmessageerror = () => this.fail("message");
    this.wait();
  }

  /** @param {(message: {type: string}) => void} hear is told everything, also what came before */
  listen(hear) {
    this.hear = hear;
    for (const message of this.early.values()) hear(message);
  }

  /** Run a file; only once. */
  run(request) {
    this.worker.postMessage({ type: "run", ...request });
    this.wait();
  }

  end() {
    clearTimeout(this.timer);
    this.worker.terminate();
    this.hear = () => {};
  }

  tell(message) {
    if (!this.started) this.early.set(message.type, message);
    this.started ||= message.type === "start";
    if (message.type === "bytes") this.wait();
    else clearTimeout(this.timer);
    this.hear(message);
    if (message.type === "fatal") this.end();
  }

  fail(message) {
    this.tell({ type: "fatal", stage: this.started ? "run" : "load", message });
  }

  wait() {
    clearTimeout(this.timer);
    if (!this.started) this.timer = setTimeout(() => this.fail("timeout"), PATIENCE);
  }
}
