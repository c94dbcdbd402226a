// The palette that the reader chose on the site, and its faces where they are here, before anything is painted.
{
  const root = new URL("../../", document.currentScript.src);
  let scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default";
  try {
    const chosen = JSON.parse(localStorage.getItem(`${root.pathname}.__palette`));
    if (localStorage.getItem(`${root.pathname}.faces-ko`)) document.documentElement.classList.add("faces");
    if (["default", "slate"].includes(chosen?.color?.scheme)) scheme = chosen.color.scheme;
  } catch {
    // Storage may be blocked: then it is the system's palette.
  }
  document.body.setAttribute("data-md-color-scheme", scheme);
}
