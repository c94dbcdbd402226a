// What Material's own script leaves undone.
{
  const settings = JSON.parse(document.getElementById("__config").textContent);
  const base = new URL(settings.base + "/", location);
  const root = new URL("../", base);

  // Instant navigation changes the page and leaves the header: keep its links on the page shown.
  document$.subscribe(() => {
    const path = location.href.startsWith(base.href) ? location.pathname.slice(base.pathname.length) : "";
    for (const link of document.querySelectorAll(".md-select__link[hreflang]")) {
      link.href = new URL(`${link.hreflang}/${path}`, root).href;
    }
  });

  // Our faces come when a page has been shown, and set the pages that are opened from then on.
  const faces = `faces-${document.documentElement.lang}`;
  const here = __md_get(faces);
  let ready = false;
  const loadFaces = async () => {
    const latin = document.documentElement.lang === "ko" ? "" : " Latin";
    const names = ["1em 'Runnable Text", "600 1em 'Runnable Title", "1em 'Runnable Code"];
    const all = [...names.map((name) => `${name}${latin}'`), "1em 'STIX Two Math'"];
    const loaded = await Promise.all(all.map((face) => document.fonts.load(face)));
    ready = loaded.every((found) => found.length);
    if (ready) __md_set(faces, true);
  };
  if (!here && !navigator.connection?.saveData) {
    addEventListener("load", () => setTimeout(loadFaces, 3000));
  }
  document$.subscribe(() => {
    if (ready) document.documentElement.classList.add("faces");
  });

  // The front door reads this key.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest(".md-select__link[hreflang]");
    if (!link) return;
    try {
      localStorage.setItem(`${root.pathname}.language`, link.hreflang);
    } catch {
      // Storage may be blocked; the link works without it.
    }
  });

  // Annotation buttons have their number from CSS alone; a nameless landmark for each code block is noise.
  component$.subscribe(() => {
    for (const nav of document.querySelectorAll("nav.md-code__nav")) {
      nav.setAttribute("role", "none");
    }
    for (const link of document.querySelectorAll(".md-annotation__index:not([aria-label])")) {
      link.setAttribute("aria-label", `(${link.querySelector("[data-md-annotation-id]").dataset.mdAnnotationId})`);
    }
  });

  // Who comes to the search box will search: its worker finds the index in the cache.
  const fetchIndex = (event) => {
    if (!event.target.matches(".md-search__input")) return;
    document.removeEventListener("focusin", fetchIndex);
    fetch(new URL("search/pages.json", base));
  };
  document.addEventListener("focusin", fetchIndex);

  // The ways to run a snippet: its command to copy, and buttons where it was run in a browser.
  document$.subscribe(() => {
    for (const button of document.querySelectorAll(".ways-copy:disabled")) wakeCopyButton(button);
    const runnable = document.querySelector(".baked-ways[data-runtime]");
    if (runnable) {
      const run = new URL(`runtime/${runnable.dataset.runtime}/run.js`, root);
      import(run).then((buttons) => buttons.mount());
    }
  });

  // The filter of the records page.
  document$.subscribe(() => {
    if (document.querySelector(".records-list")) {
      import(new URL("assets/records.js", base)).then((filter) => filter.mount());
    }
  });

  // The pad that reads digits.
  document$.subscribe(() => {
    if (document.querySelector("p.digits")) {
      import(new URL("assets/digits/start.js", base)).then((pad) => pad.mount());
    }
  });

  function wakeCopyButton(button) {
    const bar = button.parentElement;
    const status = bar.querySelector("[role=status]");
    const done = document.documentElement.lang === "ko" ? "복사했습니다" : "Copied";
    const command = bar.dataset.command.replace("{file}", new URL(bar.dataset.file, root).href);
    button.title = command;
    button.disabled = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(command);
        status.textContent = `${done}: ${command}`;
      } catch {
        status.textContent = command; // to be copied by hand
      }
    });
  }
}
