/** The editor: a textarea, so that Hangul is put together as everywhere, under coloured text. */
import { defaultKeymap, editorCommands } from "./prism/extensions/commands/index.js";
import { createEditor } from "./prism/index.js";
import "./prism/languages/python.js";
import "./prism/prism/languages/python.js";
import { say } from "./words.js";

const KEYS = ["Tab", "8+Tab", "Enter", "8+Enter", "Mod+]", "Mod+[", "Mod+/"]; // 8 is Shift

/**
 * Open an editor in an empty element.
 * @param {HTMLElement} host
 * @param {string} value
 * @param {number} line the number of its first line in the file
 * @param {{run: () => void, change: (value: string) => void}} act
 */
export async function openEditor(host, value, line, act) {
  await loadLayout();
  host.addEventListener("keydown", makeKeyFilter(act.run), true);
  const keymap = Object.fromEntries(KEYS.map((key) => [key, defaultKeymap[key]]));
  const options = { language: "python", value, tabSize: 4 };
  const pairs = []; // none is closed by itself: after an f or in Hangul it guesses wrong
  const editor = createEditor(host, options, editorCommands(keymap, pairs));
  editor.on("update", act.change);
  editor.container.style.setProperty("--run-line", line - 1);
  editor.textarea.setAttribute("aria-label", say("editor"));
  return editor;
}

/** Ctrl+Enter or Cmd+Enter runs; after Esc, Tab leaves; what composes a syllable is the system's. */
function makeKeyFilter(run) {
  let leaving = false;
  return (event) => {
    const { key } = event;
    if (event.isComposing || event.keyCode === 229) {
      event.stopPropagation();
    } else if (key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.stopPropagation();
      event.preventDefault();
      run();
    } else if (key === "Escape" || (key === "Tab" && leaving)) {
      event.stopPropagation();
    }
    if (key !== "Shift") leaving = key === "Escape";
  };
}

/** The editor's own layout comes before it, or it would jump. */
function loadLayout() {
  const href = new URL("prism/layout.css", import.meta.url).href;
  if (document.querySelector(`link[href="${href}"]`)) return null;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      reject(new Error(href));
    };
    document.head.append(link);
  });
}
