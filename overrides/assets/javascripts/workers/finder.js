"use strict";
// The search's worker. The theme's own, whose name follows the #, stands in where this one fails.
let index, setting, failed, standIn;

async function read(path) {
  const reply = await fetch(new URL(path, new URL("../../../", location)));
  if (!reply.ok) throw new Error(`${reply.url}: ${reply.status}`);
  return reply.json();
}

// `make site` leaves the index beside a stub, so that a page loads it only for who searches.
async function open() {
  const { docs } = setting.data;
  if (!docs.length) setting.data = { ...setting.data, ...(await read("search/pages.json")) };
  importScripts("words.js", "rank.js", "show.js");
  return makeIndex(setting.data.docs, await read("assets/glossary.json"));
}

async function answer(query) {
  if (!query.trim()) return { items: [], suggest: [] };
  const found = await (index ??= open());
  return show(found, query);
}

// From here on the theme's worker hears every message; it is first told what this one knows.
function giveUp(error) {
  console.warn("The theme's own search stands in:", error);
  failed = true;
  const reply = self.postMessage;
  const ready = new Promise((resolve) => (self.postMessage = resolve));
  importScripts(location.hash.slice(1));
  dispatchEvent(new MessageEvent("message", { data: setting }));
  return ready.then(() => (self.postMessage = reply));
}

addEventListener("message", async (event) => {
  const { type, data } = event.data;
  if (failed) return;
  if (type === 0) {
    setting = event.data;
    postMessage({ type: 1 });
  } else if (type === 2) {
    try {
      postMessage({ type: 3, data: await answer(data) });
    } catch (error) {
      await (standIn ??= giveUp(error));
      dispatchEvent(new MessageEvent("message", { data: event.data }));
    }
  }
});
