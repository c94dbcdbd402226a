/**
 * The buttons of snippets that were run in this very runtime. This file is all that a page costs
 * where nobody clicks: the rest comes with the first click.
 */

/** For who clicks where words.js cannot be had either. */
export const UNLOADED = {
  ko: "파이썬을 받지 못했습니다. 다시 눌러 보세요",
  en: "Python could not be loaded. Try again",
};

/** The blocks that were used, by the bar that holds their buttons. */
const used = new Map();

/** Wake the buttons of every bar of the page; called again after every instant navigation. */
export function mount() {
  leavePages();
  const shared = location.hash.startsWith("#run=") ? location.hash.slice(1) : "";
  for (const bar of document.querySelectorAll(".baked-ways[data-runtime]:not([data-state])")) {
    wakeButtons(bar);
    const isMeant = shared && findShared(shared) === bar;
    if (isMeant) use(bar, (block) => block.openShared(shared));
    else if (readEdit(bar) !== null) use(bar, (block) => block.reopen());
  }
}

/** Run.css stands beside this file, whose address changes with every version. */
function loadStyle() {
  const href = new URL("run.css", import.meta.url).href;
  if (document.querySelector(`link[href="${href}"]`)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  document.head.append(link);
}

/** End what runs in blocks that an instant navigation took away. */
function leavePages() {
  for (const [bar, block] of used) {
    if (bar.isConnected) continue;
    used.delete(bar);
    block.then((left) => left.leave());
  }
}

/** The bar of the block that a link means: its id, or else the first block of the same file. */
function findShared(fragment) {
  const id = decodeURIComponent(fragment.slice("run=".length).split(".")[0]);
  const block = document.getElementById(id);
  return block?.querySelector(":scope > .baked-ways[data-runtime]") ?? null;
}

function wakeButtons(bar) {
  bar.dataset.state = "idle";
  wake(bar.querySelector(".run-run"), () => use(bar, (block) => block.run()));
  wake(bar.querySelector(".run-edit"), () => use(bar, (block) => block.edit()));
}

function wake(button, act) {
  button.addEventListener("click", act);
  button.disabled = false;
}

/** Do something with a bar's block, which the first use makes. */
async function use(bar, act) {
  if (!used.has(bar)) {
    loadStyle();
    used.set(
      bar,
      import("./block.js").then(({ Block }) => new Block(bar)),
    );
  }
  try {
    act(await used.get(bar));
  } catch (error) {
    used.delete(bar);
    bar.querySelector("[role=status]").textContent = UNLOADED[document.documentElement.lang];
    throw error;
  }
}

// Edited code is the reader's: it is kept for the visit, under its block's file and number.

function nameEdit(bar, shared) {
  const file = new URL(`../../${bar.dataset.file}`, import.meta.url).pathname;
  return `run:${file}#${bar.parentElement.id}${shared}`;
}

/** The code that was edited before, or null; `shared` names a link's code, edited apart. */
export function readEdit(bar, shared = "") {
  try {
    return sessionStorage.getItem(nameEdit(bar, shared));
  } catch {
    return null; // storage may be blocked
  }
}

/** Keep edited code; null forgets it. */
export function keepEdit(bar, code, shared = "") {
  try {
    if (code === null) sessionStorage.removeItem(nameEdit(bar, shared));
    else sessionStorage.setItem(nameEdit(bar, shared), code);
  } catch {
    // Blocked or full: the edit lives as long as the page.
  }
}
