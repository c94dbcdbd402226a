/**
 * A figure stands in an <img>, where no script of its own can run, and takes the page's ink and
 * colours, as the recorded ones do (see extra.css); it changes with the palette.
 */

/** What a snippet draws with, and the variable of the page that it becomes. */
const INK = {
  "#000000": "--md-default-fg-color",
  "#ffffff": "--md-default-bg-color",
  "#7f7f7f": "--md-default-fg-color--light",
  "#808080": "--md-default-fg-color--light",
  "#b0b0b0": "--baked-line",
  "#cccccc": "--baked-line",
  "#d3d3d3": "--baked-line",
  "#1f77b4": "--s1",
  "#ff7f0e": "--s2",
  "#2ca02c": "--s3",
  "#d62728": "--s4",
  "#9467bd": "--s5",
  "#8c564b": "--s6",
};

/** Figures that are shown, with their sources. @type {Map<HTMLImageElement, string>} */
const drawn = new Map();

/** @param {{data: Uint8Array, mime: string}} message */
export function showFigure({ data, mime }, alt) {
  const image = document.createElement("img");
  image.className = "run-figure";
  image.alt = alt;
  if (mime === "image/svg+xml") {
    drawn.set(image, new TextDecoder().decode(data));
    paint(image);
  } else {
    image.src = URL.createObjectURL(new Blob([data], { type: mime }));
  }
  return image;
}

function paint(image) {
  const svg = drawn.get(image).replace(/<svg[^>]*>/, (opening) => opening + makeStyle());
  URL.revokeObjectURL(image.src);
  image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
}

function makeStyle() {
  const page = getComputedStyle(document.body);
  const read = (name) => page.getPropertyValue(name).trim();
  const rules = Object.entries(INK).flatMap(([colour, name]) =>
    ["fill", "stroke"].map((of) => `[style*="${of}: ${colour}"]{${of}:${read(name)}!important}`),
  );
  return `<style>
    svg { fill: ${read("--md-default-fg-color")} }
    text { font-family: ${read("--md-text-font-family")}, sans-serif !important }
    ${rules.join("\n")}
    g[id*="figure_"] > g[id*="patch_"]:first-child > path,
    g[id*="axes_"] > g[id*="patch_"]:first-child > path { fill: none !important }
  </style>`.replaceAll("&", "&amp;");
}

/** Paint anew what is on the page, and forget what is not. */
function repaint() {
  for (const image of drawn.keys()) {
    if (image.isConnected) paint(image);
    else forget(image);
  }
}

function forget(image) {
  URL.revokeObjectURL(image.src);
  drawn.delete(image);
}

new MutationObserver(repaint).observe(document.body, {
  attributeFilter: ["data-md-color-scheme"],
});
