/** A snippet's block that was used: its editor, its runs, what they print. */
import { Output } from "./output.js";
import { takePython, warmPython } from "./python.js";
import { keepEdit, readEdit } from "./run.js";
import { canShare, packCode, unpackCode } from "./share.js";
import { say } from "./words.js";

const ROOT = new URL("../../", import.meta.url);
/** The PEP 723 header: part of what runs, but nothing that a reader edits. */
const HEADER = /^# \/\/\/ script\n(?:#.*\n)*?# \/\/\/\n/;
const MEGA = 1_000_000;

/** The files that were fetched, by name. @type {Map<string, Promise<string>>} */
const files = new Map();

/** The file that was run and recorded, never the page's text: annotations are cut out of that. */
function readFile(name) {
  if (!files.has(name)) {
    const coming = fetch(new URL(name, ROOT)).then((response) => {
      if (!response.ok) throw new Error(`${response.status} ${response.url}`);
      return response.text();
    });
    coming.catch(() => files.delete(name));
    files.set(name, coming);
  }
  return files.get(name);
}

/** @param {string} name also the class, and the key of its word */
function makeButton(name, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `ways-button run-${name}`;
  button.textContent = say(name);
  button.addEventListener("click", act);
  return button;
}

export class Block {
  /** @param {HTMLElement} bar */
  constructor(bar) {
    this.bar = bar;
    this.root = bar.parentElement;
    this.file = bar.dataset.file;
    this.limit = Number(bar.dataset.limit) * 1000;
    this.runButton = bar.querySelector(".run-run");
    this.editButton = bar.querySelector(".run-edit");
    this.stopButton = makeButton("stop", () => this.finish("stopped"));
    this.resetButton = makeButton("reset", () => this.reset());
    this.shareButton = makeButton("share", () => this.share());
    this.runButton.after(this.stopButton);
    this.editButton.after(this.resetButton, this.shareButton);
    this.status = bar.querySelector("[role=status]");
    this.progress = document.createElement("span");
    this.progress.className = "run-progress";
    this.progress.setAttribute("aria-hidden", "true"); // a voice that counts bytes is a nuisance
    this.status.after(this.progress);
    this.output = new Output(say("output"));
    /** The cells that the block shows; none where it shows the whole file. */
    this.cells = bar.dataset.cells?.split(" ") ?? [];
    /** The cell that runs. */
    this.cell = "";
    /** The fragment of the link that brought the code; its edits are kept apart. */
    this.shared = "";
    this.showButtons();
  }

  // Code -------------------------------------------------------------------------------------

  /** The whole program: the file, or its header and what the reader made of the rest. */
  async readCode() {
    const file = await readFile(this.file);
    return this.editor ? (file.match(HEADER)?.[0] ?? "") + this.editor.value : file;
  }

  async edit() {
    try {
      await this.open(null);
    } catch {
      this.tell("idle", say("uneditable"));
      return;
    }
    this.editor.textarea.focus();
  }

  /** Open again what was edited before, without taking the focus. */
  async reopen() {
    await this.open(readEdit(this.bar, this.shared));
    this.tell("idle", say("kept"));
  }

  /** Open the code of a link; it runs when the reader says so. */
  async openShared(fragment) {
    const code = await unpackCode(fragment);
    if (code === null) {
      this.tell("idle", say("damaged"));
      return;
    }
    this.shared = fragment;
    await this.open(readEdit(this.bar, fragment) ?? code);
    this.root.scrollIntoView();
    this.tell("idle", say("shared"));
  }

  /** @param {string | null} code null for the file's own */
  async open(code) {
    if (this.editor) return;
    const [{ openEditor }, file] = await Promise.all([import("./editor.js"), readFile(this.file)]);
    if (this.host) return;
    const header = file.match(HEADER)?.[0] ?? "";
    const own = file.slice(header.length);
    this.host = document.createElement("div");
    this.host.className = "run-editor";
    this.editor = await openEditor(this.host, code ?? own, header.split("\n").length, {
      run: () => this.run(),
      change: (text) => keepEdit(this.bar, text === own ? null : text, this.shared),
    });
    this.root.classList.add("run-edited");
    const head = this.root.querySelector(":scope > .baked-file"); // a figure has none
    if (head) head.after(this.host, this.bar);
    else this.root.prepend(this.host, this.bar);
    if (this.output.element.isConnected) this.bar.after(this.output.element);
    this.showButtons();
  }

  reset() {
    keepEdit(this.bar, null, this.shared);
    if (this.shared) history.replaceState(history.state, "", location.pathname + location.search);
    this.shared = "";
    this.host.remove();
    this.host = this.editor = null;
    this.root.classList.remove("run-edited");
    this.root.querySelector(":scope > .baked-runs").before(this.bar);
    if (this.output.element.isConnected) this.bar.after(this.output.element);
    this.showButtons();
    this.editButton.focus();
    if (!this.python) this.tell("idle", say("restored"));
  }

  async share() {
    const fragment = await packCode(this.root.id, this.editor.value);
    if (!fragment) {
      this.tell(this.bar.dataset.state, say("long"));
      return;
    }
    const address = new URL(`#${fragment}`, location.href).href;
    try {
      await navigator.clipboard.writeText(address);
      this.tell(this.bar.dataset.state, say("copied"));
    } catch {
      history.replaceState(history.state, "", address);
      this.tell(this.bar.dataset.state, say("addressed"));
    }
  }

  // Runs -------------------------------------------------------------------------------------

  async run() {
    if (this.python) return;
    const python = (this.python = takePython());
    this.output.clear();
    this.bar.after(this.output.element);
    this.output.element.setAttribute("aria-busy", "true");
    this.tell("loading", say("loading"));
    this.showButtons();
    python.listen((message) => this.python === python && this.hear(message));
    try {
      const code = await this.readCode();
      if (this.python === python) python.run({ code, name: this.file, figures: "svg" });
    } catch {
      if (this.python === python) this.finish("unloaded");
    }
  }

  /** @param {{type: string}} message as worker.js describes them */
  hear(message) {
    if (message.type === "bytes") this.count(message);
    else if (message.type === "ready") this.ready = true;
    else if (message.type === "start") this.start();
    else if (message.type === "cell") this.cell = message.name;
    else if (message.type === "out" && this.isShown()) this.output.write("out", message.text);
    else if (message.type === "err") this.output.write("err", message.text);
    else if (message.type === "figure" && this.isShown()) this.output.draw(message);
    else if (message.type === "blocked") this.tell("running", say("blocked"));
    else if (message.type === "cap") this.finish("cap");
    else if (message.type === "done") this.end(message.status);
    else if (message.type === "fatal") {
      this.finish(message.stage === "run" ? "crashed" : "unloaded", message.message);
    }
  }

  /** A block of some cells shows what these print, as its record does; edited code shows all. */
  isShown() {
    return this.editor || this.cells.length === 0 || this.cells.includes(this.cell);
  }

  /** Show how far the first load has come, in bytes. */
  count({ loaded, total }) {
    const show = (bytes) => (bytes / MEGA).toFixed(1);
    this.progress.textContent = `${show(loaded)} / ${show(total)} MB`;
    this.progress.style.setProperty("--run-share", total ? loaded / total : 0);
  }

  start() {
    this.progress.textContent = "";
    this.began = performance.now();
    this.timer = setTimeout(() => this.finish("limit"), this.limit);
    this.tell("running", say("running"));
  }

  end(status) {
    const seconds = ((performance.now() - this.began) / 1000).toFixed(2);
    const parts = [`${seconds} ${say("seconds")}`.replace(" 초", "초")];
    if (status) parts.push(`${say("status")} ${status}`);
    this.finish(status ? "failed" : "done", parts.join(", "));
  }

  /** @param {string} how the key of its word */
  finish(how, more = "") {
    const stopped = document.activeElement === this.stopButton;
    this.leave();
    this.output.flush();
    this.output.element.removeAttribute("aria-busy");
    if (this.output.isEmpty) this.output.element.remove();
    this.progress.textContent = "";
    const silent = how === "done" && this.output.isEmpty ? `. ${say("silent")}` : "";
    this.tell(how, say(how) + (more ? ` (${more})` : "") + silent);
    this.showButtons();
    if (stopped) this.runButton.focus();
    if (how !== "unloaded") warmPython();
  }

  /** End the program without a word: the page has gone, or `finish` speaks. */
  leave() {
    clearTimeout(this.timer);
    this.python?.end();
    this.python = null;
  }

  // What the bar shows -----------------------------------------------------------------------

  tell(state, text) {
    this.bar.dataset.state = state;
    this.status.textContent = text;
  }

  showButtons() {
    const running = Boolean(this.python);
    const focused = document.activeElement === this.runButton;
    this.runButton.hidden = running;
    this.stopButton.hidden = !running;
    this.editButton.hidden = Boolean(this.editor);
    this.resetButton.hidden = !this.editor;
    this.shareButton.hidden = !this.editor || !canShare;
    if (running && focused) this.stopButton.focus();
  }
}
