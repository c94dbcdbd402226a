/** The pad, what the model makes of it, and what else can be put in. */
import { softmax } from "./engine.js";
import { PAD, RADIUS, prepare, spreadInk } from "./prepare.js";
import { say } from "./words.js";

const SIDE = 28;
/** How far an arrow key moves the pen. */
const STEP = PAD / SIDE;
const ARROWS = {
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
};
/** What ten numbers may differ by, here and in the record. */
const BOUND = 1e-5;

/** Put the pad in the place of the button. @param {HTMLElement} root */
export async function openPad(root, model) {
  const numbers = await model.run(model.reference);
  const focused = root.contains(document.activeElement);
  const pad = new Pad(model);
  root.replaceChildren(...pad.elements, makeComparison(model.recorded, numbers));
  pad.show();
  if (focused) pad.canvas.focus({ preventScroll: true });
}

/** @param {Record<string, unknown>} properties @param {(Node | string)[]} children */
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

class Pad {
  constructor(model) {
    this.model = model;
    /** @type {import("./prepare.js").Point[][]} */
    this.strokes = [];
    /** The stroke that is being drawn. */
    this.stroke = null;
    /** An image that was put in instead of strokes. */
    this.image = null;
    this.pen = [PAD / 2, PAD / 2];
    this.held = new Set();
    /** What is asked last is what is shown. */
    this.asked = 0;
    this.elements = this.makeElements();
    this.listen();
  }

  // What there is to see ---------------------------------------------------------------------

  makeElements() {
    this.canvas = make("canvas", { className: "digits-canvas", tabIndex: 0 });
    this.canvas.setAttribute("role", "application");
    this.canvas.setAttribute("aria-label", say("pad"));
    const help = make("p", { className: "digits-help", id: "digits-help" }, say("help"));
    this.canvas.setAttribute("aria-describedby", help.id);
    const paper = make("div", { className: "digits-paper" }, this.canvas);
    this.answer = make("p", { className: "digits-answer" }, say("ready"));
    this.answer.setAttribute("role", "status");
    this.clearButton = make("button", { type: "button", className: "md-button" }, say("clear"));
    this.seen = make("canvas", { width: SIDE, height: SIDE });
    const frame = make("div", { className: "digits-seen", ariaHidden: "true" }, this.seen);
    const seen = make("figure", {}, frame, make("figcaption", {}, say("seen")));
    const left = make("div", { className: "digits-left" }, paper, this.clearButton, seen);
    const right = make("div", { className: "digits-right" }, this.answer, this.makeScores());
    const both = make("div", { className: "digits-both" }, left, right);
    return [help, both, this.makeImages()];
  }

  makeScores() {
    this.rows = this.model.recorded.map((_, digit) => {
      const bar = make("span", { className: "digits-bar" });
      const value = make("td", { className: "digits-score" }, "–");
      const head = make("th", { scope: "row" }, String(digit));
      const row = make("tr", {}, head, make("td", { ariaHidden: "true" }, bar), value);
      return { row, bar, value };
    });
    const head = make("tr", {}, make("th", { scope: "col" }, say("digit")));
    head.append(make("td"), make("th", { scope: "col" }, say("score")));
    const body = make("tbody", {}, ...this.rows.map(({ row }) => row));
    const caption = make("caption", {}, say("scores"));
    return make("table", { className: "digits-scores" }, caption, make("thead", {}, head), body);
  }

  makeImages() {
    const title = make("p", { id: "digits-held" }, say("held"));
    const buttons = this.model.held.map(({ label, pixels }) => {
      const picture = make("canvas", { width: SIDE, height: SIDE });
      fill(picture.getContext("2d"), pixels, 1);
      const button = make("button", { type: "button", className: "digits-put" }, picture);
      button.ariaLabel = say("put", { digit: label });
      button.addEventListener("click", () => this.put(pixels));
      return button;
    });
    const group = make("div", { className: "digits-images" }, ...buttons);
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", title.id);
    return make("div", {}, title, group);
  }

  /** Draw everything anew, in the pixels of the screen. */
  show() {
    const size = Math.round(this.canvas.clientWidth * devicePixelRatio) || PAD;
    if (this.canvas.width !== size) this.canvas.width = this.canvas.height = size;
    const context = this.canvas.getContext("2d");
    context.setTransform(size / PAD, 0, 0, size / PAD, 0, 0);
    context.clearRect(0, 0, PAD, PAD);
    if (this.image) fill(context, this.image, PAD / SIDE);
    for (const stroke of this.strokes) drawStroke(context, stroke);
    if (this.isByKey) drawPen(context, this.pen, Boolean(this.stroke));
  }

  // Who draws --------------------------------------------------------------------------------

  listen() {
    const { canvas } = this;
    canvas.addEventListener("pointerdown", (event) => this.press(event));
    canvas.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(end, (event) => event.pointerId === this.pointer && this.lift());
    }
    canvas.addEventListener("keydown", (event) => this.pressKey(event));
    canvas.addEventListener("keyup", ({ key }) => this.held.delete(key));
    canvas.addEventListener("focus", () => this.noteFocus());
    canvas.addEventListener("blur", () => this.leave());
    this.clearButton.addEventListener("click", () => this.clear());
    new ResizeObserver(() => this.show()).observe(canvas);
  }

  press(event) {
    if (!event.isPrimary || event.button !== 0) return;
    event.preventDefault();
    if (this.stroke) this.lift();
    this.pointer = event.pointerId;
    this.canvas.setPointerCapture(event.pointerId);
    this.canvas.focus({ preventScroll: true });
    this.isByKey = false;
    this.begin(this.locate(event));
  }

  move(event) {
    if (event.pointerId !== this.pointer || !this.stroke) return;
    const steps = event.getCoalescedEvents?.() ?? [];
    for (const step of steps.length ? steps : [event]) this.stroke.push(this.locate(step));
    this.show();
  }

  locate({ clientX, clientY }) {
    const { left, top, width } = this.canvas.getBoundingClientRect();
    const clamp = (value) => Math.min(Math.max((value * PAD) / width, 0), PAD);
    return [clamp(clientX - left), clamp(clientY - top)];
  }

  pressKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (key in ARROWS) this.movePen(key);
    else if (key === " " && !event.repeat) this.togglePen();
    else if (key === "Delete" || key === "Backspace") this.clear();
    else if (key !== " ") return;
    event.preventDefault(); // the page would scroll
  }

  /** Two arrows at once go slantwise. */
  movePen(key) {
    this.held.add(key);
    this.isByKey = true;
    const clamp = (value) => Math.min(Math.max(value, RADIUS), PAD - RADIUS);
    for (const held of this.held) {
      this.pen = this.pen.map((value, at) => clamp(value + ARROWS[held][at]));
    }
    this.stroke?.push(this.pen);
    this.show();
  }

  togglePen() {
    this.isByKey = true;
    if (this.stroke) {
      this.lift();
      return;
    }
    this.begin(this.pen);
    this.answer.textContent = say("down");
  }

  noteFocus() {
    this.isByKey = this.canvas.matches(":focus-visible");
    this.show();
  }

  leave() {
    this.held.clear();
    if (this.stroke) this.lift();
    this.isByKey = false;
    this.show();
  }

  begin(point) {
    this.image = null;
    this.stroke = [point];
    this.strokes.push(this.stroke);
    this.show();
  }

  /** A stroke has ended: read what is drawn. */
  lift() {
    this.stroke = null;
    this.pointer = null;
    this.show();
    this.read(prepare(spreadInk(this.strokes)));
  }

  /** @param {Float32Array} pixels an image as MNIST has it: nothing is to be prepared */
  put(pixels) {
    this.wipe();
    this.image = pixels;
    this.show();
    this.read(pixels);
  }

  clear() {
    this.wipe();
    this.show();
    this.asked += 1;
    this.showSeen(new Float32Array(SIDE * SIDE));
    for (const { row, bar, value } of this.rows) {
      row.classList.remove("digits-best");
      bar.style.setProperty("--share", 0);
      value.textContent = "–";
    }
    this.answer.textContent = say("cleared");
  }

  wipe() {
    this.strokes = [];
    this.stroke = this.image = null;
  }

  // What the model says ----------------------------------------------------------------------

  async read(pixels) {
    this.asked += 1;
    const { asked } = this;
    this.showSeen(pixels);
    const scores = softmax(await this.model.run(pixels));
    if (asked === this.asked) this.showScores(scores);
  }

  showSeen(pixels) {
    const context = this.seen.getContext("2d");
    context.clearRect(0, 0, SIDE, SIDE);
    fill(context, pixels, 1);
  }

  showScores(scores) {
    const order = scores.map((_, digit) => digit).sort((a, b) => scores[b] - scores[a]);
    const percent = (digit) => (scores[digit] * 100).toFixed(1);
    this.rows.forEach(({ row, bar, value }, digit) => {
      row.classList.toggle("digits-best", digit === order[0]);
      bar.style.setProperty("--share", scores[digit]);
      value.textContent = `${percent(digit)}\u00a0%`;
    });
    const [digit, second] = order;
    const values = { digit, second, score: percent(digit), next: percent(second) };
    this.answer.textContent = say(scores[digit] < 0.7 ? "unsure" : "answer", values);
    this.answer.dataset.digit = digit;
  }
}

/** Squares of ink, as dark as they are. */
function fill(context, pixels, size) {
  pixels.forEach((value, at) => {
    if (!value) return;
    context.fillStyle = `rgb(0 0 0 / ${value})`;
    context.fillRect((at % SIDE) * size, Math.floor(at / SIDE) * size, size, size);
  });
}

function drawStroke(context, stroke) {
  context.beginPath();
  context.lineWidth = 2 * RADIUS;
  context.lineCap = context.lineJoin = "round";
  context.moveTo(...stroke[0]);
  for (const point of stroke) context.lineTo(...point);
  context.stroke();
}

/** A ring where the pen is up, a disc where it is down. */
function drawPen(context, [x, y], isDown) {
  context.beginPath();
  context.arc(x, y, RADIUS + 2, 0, 2 * Math.PI);
  context.fillStyle = isDown ? "black" : "rgb(128 128 128 / 40%)";
  context.fill();
  context.lineWidth = 2;
  context.stroke();
}

/** A small number as people write it, 9.5×10⁻⁷. */
function write(number, digits) {
  const [factor, power] = number.toExponential(digits).split("e");
  const raised = [...power].map((sign) => "⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹"["-+0123456789".indexOf(sign)]).join("");
  return digits ? `${factor}×10${raised}` : `10${raised}`;
}

/** The ten numbers of the reference image, in the record and here. */
function makeComparison(recorded, numbers) {
  const difference = Math.max(...recorded.map((value, at) => Math.abs(value - numbers[at])));
  const isSame = difference <= BOUND;
  const values = { difference: write(difference, 1), bound: write(BOUND, 0) };
  const summary = make("summary", {}, say(isSame ? "same" : "differs", values));
  const head = ["digit", "recorded", "here"].map((key) => make("th", { scope: "col" }, say(key)));
  const rows = recorded.map((value, digit) => {
    const cells = [value, numbers[digit]].map((x) => make("td", {}, x.toFixed(5)));
    return make("tr", {}, make("th", { scope: "row" }, String(digit)), ...cells);
  });
  const table = make("table", { className: "digits-numbers" });
  table.append(make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows));
  const details = make("details", { className: "digits-same" }, summary, table);
  details.dataset.difference = difference;
  details.dataset.same = isSame;
  return details;
}
