/** What a program prints and draws, in the order in which it comes. */
import { showFigure } from "./figures.js";
import { say } from "./words.js";

/** Characters that one frame adds at most: more of them would stop the page. */
const PER_FRAME = 20_000;
/** Control characters, which would do something or be nothing, and their pictures. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

function picture(letter) {
  const code = letter.charCodeAt(0);
  if (code === 0x7f) return "\u2421";
  return code < 32 ? String.fromCharCode(0x2400 + code) : "\ufffd";
}

export class Output {
  /** @param {string} label what the section is called */
  constructor(label) {
    this.element = document.createElement("section");
    this.element.className = "run-output";
    this.element.setAttribute("aria-label", label);
    const head = document.createElement("div");
    head.className = "run-label";
    head.setAttribute("aria-hidden", "true"); // the section bears it as its name
    head.textContent = label;
    this.body = document.createElement("div");
    this.element.append(head, this.body);
    this.clear();
  }

  clear() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    /** Pieces of text, or figures, that no frame has shown yet. */
    this.waiting = [];
    this.text = this.part = null;
    this.figures = 0;
    this.body.replaceChildren();
  }

  /** @param {"out" | "err"} kind */
  write(kind, text) {
    const last = this.waiting.at(-1);
    if (last?.kind === kind) last.text += text;
    else this.waiting.push({ kind, text });
    this.hurry();
  }

  draw(message) {
    this.figures += 1;
    const alt = message.alt || `${say("figure")} ${this.figures}`;
    this.waiting.push({ kind: "figure", element: showFigure(message, alt) });
    this.hurry();
  }

  /** Show what there is: the program has ended. The rest of a flood still comes frame by frame. */
  flush() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.show(PER_FRAME);
    if (this.waiting.length) this.hurry();
  }

  get isEmpty() {
    return !this.body.hasChildNodes() && this.waiting.length === 0;
  }

  hurry() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.show(PER_FRAME);
      if (this.waiting.length) this.hurry();
    });
  }

  show(room) {
    while (this.waiting.length && room > 0) {
      const [first] = this.waiting;
      if (first.kind === "figure") {
        this.body.append(first.element);
        this.text = this.part = null;
        this.waiting.shift();
        continue;
      }
      const piece = first.text.slice(0, room);
      first.text = first.text.slice(piece.length);
      room -= piece.length;
      this.append(first.kind, piece);
      if (!first.text) this.waiting.shift();
    }
    if (this.text) this.text.scrollTop = this.text.scrollHeight;
  }

  append(kind, text) {
    if (!this.text) {
      this.text = document.createElement("pre");
      this.text.className = "run-text";
      this.text.tabIndex = 0;
      this.text.setAttribute("role", "group");
      this.text.setAttribute("aria-label", this.element.getAttribute("aria-label"));
      this.body.append(this.text);
    }
    // Lines that are whole stay in a box of their own: what follows does not lay them out again.
    const end = text.lastIndexOf("\n") + 1;
    this.put(kind, text.slice(0, end));
    if (end) this.part = null;
    this.put(kind, text.slice(end));
  }

  put(kind, text) {
    if (!text) return;
    this.part ||= this.text.appendChild(document.createElement("div"));
    const span = document.createElement("span");
    span.className = `run-${kind}`;
    span.textContent = text.replace(CONTROL, picture);
    this.part.append(span);
  }
}
