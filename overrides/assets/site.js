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
}
