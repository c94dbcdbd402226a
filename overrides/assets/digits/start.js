/**
 * The page that reads drawn digits: a button, until it is clicked. This file and words.js are all
 * that the page costs where nobody clicks.
 */
import { say } from "./words.js";

const MEGA = 1_000_000;

/** Put the button where the page has kept a place; called again after every instant navigation. */
export function mount() {
  for (const place of document.querySelectorAll("p.digits")) {
    if (place.dataset.engine) place.replaceWith(makeStart(place.dataset));
    else place.textContent = say("absent");
  }
}

/** @param {DOMStringMap} data the engine's folder on the site, and the bytes of all that a click loads */
function makeStart({ engine, bytes }) {
  const root = document.createElement("div");
  root.className = "digits";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "md-button md-button--primary";
  button.textContent = say("start");
  const cost = document.createElement("p");
  cost.textContent = say("cost", { size: (bytes / MEGA).toFixed(1) });
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  root.append(button, cost, status);
  button.addEventListener("click", () => start(root, button, status, engine, Number(bytes)));
  return root;
}

async function start(root, button, status, engine, bytes) {
  if (button.ariaDisabled === "true") return;
  button.ariaDisabled = "true"; // and not `disabled`, which would take the focus away
  status.textContent = say("loading");
  const { bar, text, count } = makeProgress(bytes);
  status.after(bar, text);
  try {
    const [{ loadEngine }, { openPad }] = await Promise.all([
      import("./engine.js"),
      import("./pad.js"),
      loadStyle(),
    ]);
    const model = await loadEngine(engine, count);
    await openPad(root, model);
  } catch (error) {
    status.textContent = [say(error.key ?? "unloaded"), error.detail].filter(Boolean).join(" ");
    bar.remove();
    text.remove();
    button.ariaDisabled = null;
    if (!error.key) console.error(error);
  }
}

async function loadStyle() {
  const { href } = new URL("digits.css", import.meta.url);
  if (document.querySelector(`link[href="${href}"]`)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  await new Promise((resolve) => {
    link.onload = link.onerror = resolve; // it works without its looks
    document.head.append(link);
  });
}

/** A bar and its words; a voice that counts bytes would be a nuisance. */
function makeProgress(total) {
  const bar = document.createElement("progress");
  bar.max = total;
  bar.value = 0;
  bar.setAttribute("aria-label", say("loading"));
  const text = document.createElement("span");
  text.setAttribute("aria-hidden", "true");
  let loaded = 0;
  function count(bytes) {
    loaded = Math.min(loaded + bytes, total);
    bar.value = loaded;
    text.textContent = ` ${(loaded / MEGA).toFixed(1)} / ${(total / MEGA).toFixed(1)} MB`;
  }
  return { bar, text, count };
}
