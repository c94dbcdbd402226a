"use strict";
// A ranking as the theme shows it: pages with their sections, a line of each, and what was found marked.
const REACH = 70;

function show(index, query) {
  const { pages, terms } = rank(index, query);
  const least = (pages[0]?.score ?? 0) * 0.04;
  const items = pages.filter(({ score }) => score >= least).slice(0, 15).map((page) => showPage(index, page, terms));
  return { items, suggest: suggest(index, query) };
}

// The first two sections stand open when they are about as good; the page itself is always there.
function showPage(index, { score, sections }, terms) {
  const top = sections[0].score;
  const shown = sections.filter((section, i) => section.score > top * (i ? 0.25 : 0)).slice(0, 6);
  const items = shown.map((section, i) => showSection(index.docs[section.number], terms, i < 2 && section.score > top * 0.6 ? score : 0));
  const page = sections.reduce((a, b) => (a.number < b.number ? a : b));
  if (!shown.includes(page)) items.push(showSection(index.docs[page.number], terms, 0));
  return items;
}

function showSection({ location, title, body, text }, terms, score) {
  const asked = terms.filter(({ typed, weight }) => typed && weight > 0.3);
  const pattern = makePattern(asked.flatMap(({ words }) => words));
  const found = new Set(Array.from(`${title} ${body}`.matchAll(pattern), ([word]) => word.toLowerCase()));
  const met = {};
  for (const { typed, words } of asked) {
    const present = words.filter((word) => found.has(word));
    for (const word of present.slice(0, 2)) met[word] = true;
    if (!present.length) met[typed] = false;
  }
  return { location, title: mark(title, pattern), text: excerpt(text, pattern), score, terms: met };
}

const escapeText = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

// English words from where they begin, Korean ones anywhere; a single syllable only where a word begins.
function makePattern(words) {
  const parts = [...new Set(words)].sort((a, b) => b.length - a.length).map((word) => {
    const text = word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&").replace(/ /g, "[\\s-]*");
    return HANGUL.test(word) ? (word.length > 1 ? text : `(?<![가-힣])${text}`) : `(?<![a-z])${text}`;
  });
  return new RegExp(parts.length ? parts.join("|") : "(?!)", "gi");
}

function mark(text, pattern) {
  let [html, last] = ["", 0];
  for (const found of text.matchAll(pattern)) {
    html += `${escapeText(text.slice(last, found.index))}<mark>${escapeText(found[0])}</mark>`;
    last = found.index + found[0].length;
  }
  return html + escapeText(text.slice(last));
}

// The paragraph that holds most of what was asked for; code only where no paragraph holds any.
function excerpt(html, pattern) {
  let best = { kinds: -1, text: "" };
  for (const block of html.split(/<\/?(?:p|li|ul|ol)>|(?=<pre>)|<\/pre>/)) {
    const text = bare(block).trim();
    const found = new Set(Array.from(text.matchAll(pattern), ([word]) => word.toLowerCase())).size;
    const kinds = block.startsWith("<pre>") ? Math.min(found, 1) / 2 : found;
    if (text && kinds > best.kinds) best = { kinds, text };
  }
  const at = Math.max(0, best.text.search(pattern));
  const from = at < REACH ? 0 : best.text.indexOf(" ", at - REACH) + 1;
  const to = from + 2.5 * REACH;
  const line = best.text.slice(from, to).replace(/\s+/g, " ");
  return `<p>${from ? "… " : ""}${mark(line, pattern)}${to < best.text.length ? " …" : ""}</p>`;
}

// The commonest word that continues the last one typed.
function suggest(index, query) {
  const last = query.split(/[\s-]+/).pop().toLowerCase();
  const words = index.list.filter(({ text }) => last.length > 1 && text.startsWith(last) && !strip(text).some((shorter) => shorter.startsWith(last)));
  return words.sort((a, b) => a.posts.size - b.posts.size).slice(-3).map(({ text }) => text);
}
