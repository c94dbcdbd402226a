// Shows what `make serve` says of this page, and loads the page anew when it has changed.
const words = {
  en: { running: "Running", stays: "This is the last good page.", waits: "Before it is whole" },
  ko: { running: "실행하는 중", stays: "마지막으로 온전했던 페이지입니다.", waits: "마치기 전에 할 일" },
}[document.documentElement.lang === "ko" ? "ko" : "en"];
let events;

function listen() {
  events?.close();
  if (document.visibilityState !== "visible") return; // a browser opens few connections
  events = new EventSource(`/preview/events?${new URLSearchParams({ page: location.pathname })}`);
  events.onmessage = (event) => {
    const said = JSON.parse(event.data);
    const mine = Number(document.querySelector("meta[name=preview]").content);
    if (said.version !== mine) location.reload();
    else show(said);
  };
}

function show({ running, problems, waits }) {
  document.getElementById("preview")?.remove();
  if (!running.length && !problems.length && !waits.length) return;
  const box = document.createElement("aside");
  box.id = "preview";
  box.lang = "en";
  box.style.cssText =
    "background: #24211d; bottom: 0; color: #fdfcf9; font: 14px/1.5 monospace; left: 0; max-height: 50vh;" +
    "overflow: auto; padding: 8px 16px; position: fixed; right: 0; z-index: 99; overflow-wrap: anywhere";
  for (const name of running) add(box, "p", `${words.running}: ${name} …`);
  if (problems.length) {
    box.style.borderTop = "6px solid #f2906f";
    add(box, "p", words.stays);
    for (const problem of problems) add(box, "p", problem);
  }
  if (waits.length) {
    const rest = document.createElement("details");
    add(rest, "summary", `${words.waits}: ${waits.length}`);
    for (const problem of waits) add(rest, "p", problem);
    box.append(rest);
  }
  document.body.append(box);
}

function add(parent, kind, text) {
  const element = document.createElement(kind);
  element.textContent = text;
  element.style.margin = "4px 0";
  parent.append(element);
}

document.addEventListener("visibilitychange", listen);
// Instant navigation changes the page and keeps this script.
if (globalThis.document$) globalThis.document$.subscribe(listen);
else listen();
