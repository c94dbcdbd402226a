"use strict";
// The index of one language, what a query asks for, and how well each section answers it.
const FIELDS = { page: 5, heading: 2, body: 2.2, section: 1, spread: 2, other: 0.7 };
const glue = (text) => text.toLowerCase().replace(/[\s\-]+/g, "");
const bare = (html) =>
  html.replace(/<[^>]+>/g, " ").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&");

function makeIndex(docs, { terms, idle }) {
  const index = { docs: [], pages: new Map(), words: new Map(), names: new Map(), phrases: [], seen: new Map() };
  index.idle = new Set(idle.split(" "));
  for (const doc of docs) addDocument(index, doc);
  for (const word of index.words.values()) Object.assign(word, describe(word.text));
  index.list = [...index.words.values()];
  index.all = [...index.words.keys()].join(" ");
  for (const entry of terms) addConcept(index, entry);
  index.nameList = Array.from(index.names.keys(), describe);
  index.known = new Set([...index.names.keys(), ...index.list.flatMap(({ text }) => [text, ...strip(text, 1)])]);
  return index;
}

function describe(text) {
  const hangul = HANGUL.test(text);
  return { text, hangul, letters: hangul ? spell(text) : text };
}

function addDocument(index, { location, title, text, about = "", boost = 1 }) {
  const path = location.split("#")[0];
  const weight = /#(sources|then-and-now)$/.test(location) ? 0.4 : path ? (path.startsWith("about/") ? 0.5 : 1) : 0.3;
  const body = bare(text);
  const doc = { location, title: bare(title), text, body, weight: weight * boost, glued: [glue(bare(title)), glue(body)] };
  const number = index.docs.push(doc) - 1;
  if (!index.pages.has(path)) index.pages.set(path, []);
  index.pages.get(path).push(number);
  const heading = split(doc.title);
  doc.brevity = 0.5 + 0.5 / Math.max(1, heading.length);
  for (const word of heading) addWord(index, word, number, 0);
  for (let i = 0; i < 3; i++) for (const word of split(about)) addWord(index, word, number, 1);
  const words = split(body);
  doc.length = words.length;
  for (const word of words) addWord(index, word, number, 1);
}

function addWord(index, word, number, field) {
  for (const text of takeApart(word)) {
    let entry = index.words.get(text);
    if (!entry) index.words.set(text, (entry = { text, posts: new Map() }));
    let post = entry.posts.get(number);
    if (!post) entry.posts.set(number, (post = [0, 0]));
    post[field] += 1;
  }
}

// A concept of the glossary is found by any of its names; what is only related counts for less.
function addConcept(index, { ko, en, also = [], avoid = [], find = [] }) {
  const names = [ko, en, ...also, ...avoid];
  const wants = [...names.map((name) => [name.toLowerCase(), 0.85]), ...find.map((name) => [name.toLowerCase(), 0.55])];
  for (const name of names) {
    for (const key of [glue(name), stem(glue(name))]) {
      const same = index.names.get(key) ?? [];
      if (!same.includes(wants)) index.names.set(key, [...same, wants]);
    }
    const roots = (name.toLowerCase().match(WORD) ?? []).map(trim);
    if (roots.length > 1) index.phrases.push({ roots, wants });
  }
}

const trim = (word) => (HANGUL.test(word) ? (strip(word).pop() ?? word) : stem(word));

// --- what a query asks for ---

function analyse(index, query) {
  const words = [...query.normalize("NFC").toLowerCase().matchAll(WORD)].map(([text], i, all) => ({ text, ends: all[i].index + text.length, starts: all[i].index }));
  const isTail = ({ text, starts }, i) => i && words[i - 1].ends === starts && HANGUL.test(text) && (text.length < 2 || isParticle(text));
  const kept = words.filter((word, i) => !isTail(word, i));
  const texts = kept.map(({ text }) => text);
  const terms = [];
  for (let i = 0; i < texts.length; ) {
    const [taken, found] = takeConcept(index, texts.slice(i, i + 4));
    terms.push(...(found ? [found] : takeWord(index, texts[i])));
    if (taken > 1) terms.push(...texts.slice(i, i + taken).flatMap((text) => takeAside(index, text)));
    i += taken;
  }
  terms.push(...takePhrases(index, texts));
  if (!terms.length && index.names.has(glue(query))) terms.push(ask(index, glue(query), index.names.get(glue(query))));
  return [...terms, ...pair(index, texts)];
}

const isParticle = (text) => SUFFIXES.has(text) || strip(`가가${text}`).includes("가가");
const isIdle = ({ idle }, text) => idle.has(text) || strip(text).some((shorter) => idle.has(shorter));

function ask(index, typed, concepts = [], wants = []) {
  const all = [[typed, 1], ...concepts.flat(), ...wants];
  const weight = concepts.length ? 1 : isIdle(index, typed) ? 0.1 : typed.length < 2 ? 0.4 : HANGUL.test(typed) ? FIELDS.other : 1;
  return { typed, wants: all, weight };
}

// The longest run of words that the glossary has a concept for, however it is spaced or inflected.
function takeConcept(index, texts) {
  for (let count = texts.length; count; count--) {
    const glued = texts.slice(0, count).join("");
    if (count === 1 && index.idle.has(glued)) break;
    const forms = HANGUL.test(glued.slice(-1)) ? [glued, ...strip(glued)] : [glued, stem(glued)];
    const form = forms.find((form) => index.names.has(form));
    if (form) return [count, ask(index, texts.slice(0, count).join(" "), index.names.get(form), form === glued ? [] : [[form, 0.9]])];
  }
  return [1, null];
}

// The words of a concept count for a little each: its pages may not use its names.
function takeAside(index, text) {
  const terms = takeConcept(index, [text])[1] ?? takeWord(index, text);
  return [terms].flat().map((term) => ({ ...term, typed: "", weight: term.weight * 0.35 }));
}

// Concepts whose words were all typed, in any order and with others between them.
function takePhrases(index, texts) {
  const typed = new Set(texts.map(trim));
  const met = index.phrases.filter(({ roots }) => roots.length <= typed.size && roots.every((root) => typed.has(root)));
  return Array.from(new Set(met.map(({ wants }) => wants)), (wants) => ({ typed: "", wants, weight: 1.5 }));
}

function takeWord(index, text) {
  if (!HANGUL.test(text)) {
    const parts = [...takeApart(text)].filter((part) => part !== text && part.length > 1);
    if (index.words.has(text)) return [ask(index, text)];
    if (parts.length) return [ask(index, text, [], parts.map((part) => [part, 0.6]))];
    const pieces = cut(text, 3, (piece) => index.words.has(piece) || index.names.has(piece));
    return pieces ? pieces.map((piece) => ask(index, piece, index.names.get(piece))) : [ask(index, text)];
  }
  const wants = strip(text).map((shorter) => [shorter, 0.9]);
  if (!isIdle(index, text) && scan(index, text).best < 0.9 && text.length > 3) {
    for (const form of [text, ...strip(text)]) {
      const pieces = cut(form, 2, (piece) => index.known.has(piece));
      if (pieces?.length > 1) return pieces.flatMap((piece) => takeConcept(index, [piece])[1] ?? ask(index, piece));
    }
  }
  return [ask(index, text, [], wants)];
}

// Cut a compound into the fewest known pieces.
function cut(text, least, isKnown) {
  const best = [[]];
  for (let end = least; end <= text.length; end++) {
    for (let start = 0; start <= end - least; start++) {
      if (!best[start] || !isKnown(text.slice(start, end))) continue;
      if (!best[end] || best[end].length > best[start].length + 1) best[end] = [...best[start], text.slice(start, end)];
    }
  }
  return best[text.length];
}

// Neighbours found side by side, spaced or not, say more than each alone.
function pair({ idle }, texts) {
  const pairs = [];
  for (let i = 1; i < texts.length; i++) {
    if (idle.has(texts[i - 1]) || idle.has(texts[i])) continue;
    for (const tail of [texts[i], ...strip(texts[i]).slice(-1)]) {
      pairs.push({ typed: "", wants: [[`${texts[i - 1]} ${tail}`, 1]], weight: 0.6 });
    }
  }
  return pairs;
}

// --- where it is found ---

// How well a word of the index answers a wanted one, 0 to 1.
function match(want, word, loose) {
  const { text } = word;
  if (want === text) return 1;
  if (HANGUL.test(want) !== word.hangul) return 0;
  const at = text.indexOf(want);
  if (word.hangul) {
    if (at === 0) return SUFFIXES.has(text.slice(want.length)) || isParticle(text.slice(want.length)) ? 0.95 : want.length > 1 ? 0.6 : 0;
    if (at > 0 && want.length > 1) return 0.4;
  } else {
    if (want.length > 2 && stem(want) === stem(text)) return 0.85;
    if (at === 0 && want.length > 1) return 0.35 + 0.4 * (want.length / text.length);
    if (at > 0 && want.length > 3) return 0.35;
  }
  return loose ? matchLoosely(want, word) : 0;
}

// Half-typed syllables, initials, and a letter or two that are wrong.
function matchLoosely(want, { text, letters, hangul }) {
  if (hangul && /^[ㄱ-ㅎ]+$/.test(want)) return want.length > 1 && takeInitials(text).startsWith(want) ? 0.5 : 0;
  const typed = hangul ? spell(want) : want;
  if (letters.startsWith(typed)) return 0.55;
  if (letters[0] !== typed[0] && !hangul) return 0;
  const most = typed.length > 9 || (!hangul && typed.length > 6) ? 2 : typed.length > (hangul ? 4 : 3) ? 1 : 0;
  const wrong = most ? measure(typed, letters, most, !hangul) : 1;
  return wrong > most ? 0 : 0.5 - 0.12 * wrong;
}

function scan(index, want, loose = false) {
  const key = want + loose;
  if (!index.seen.has(key)) index.seen.set(key, want.includes(" ") ? scanTexts(index, want) : scanWords(index, want, loose));
  return index.seen.get(key);
}

function scanWords(index, want, loose) {
  const hits = { docs: new Map(), best: 0, words: [] };
  for (const word of index.list) {
    const weight = match(want, word, loose);
    if (!weight) continue;
    hits.words.push(loose || weight === 0.85 ? word.text : want);
    hits.best = Math.max(hits.best, weight);
    for (const [number, [title, body]] of word.posts) addHit(hits.docs, number, title && weight, body * weight);
  }
  return hits;
}

function scanTexts(index, want) {
  const hits = { docs: new Map(), best: 0, words: [want] };
  const glued = glue(want);
  if (!want.split(" ").every((word) => index.all.includes(word))) return hits;
  index.docs.forEach((doc, number) => {
    const [title, body] = doc.glued.map((text) => text.split(glued).length - 1);
    if (title || body) addHit(hits.docs, number, title && 1, body);
  });
  hits.best = +(hits.docs.size > 0);
  return hits;
}

function addHit(docs, number, title, body) {
  const hit = docs.get(number);
  if (!hit) docs.set(number, { title, body });
  else {
    hit.title = Math.max(hit.title, title);
    hit.body += body;
  }
}

// Everything a term finds; only if that is little, what is merely like it.
function resolve(index, term) {
  const found = collect(index, term.wants, false);
  const single = term.wants[0][0];
  if (found.best >= 0.5 || !term.typed || single.includes(" ")) return { ...term, ...found };
  const hangul = HANGUL.test(single);
  const likely = index.nameList.filter((name) => name.hangul === hangul && matchLoosely(single, name));
  const concepts = likely.flatMap(({ text }) => index.names.get(text).flat()).map(([want, weight]) => [want, weight * 0.7]);
  const loose = collect(index, [...term.wants, ...concepts], true);
  return { ...term, ...(loose.best ? loose : shorten(index, single)) };
}

// The longest beginning that anything has.
function shorten(index, text) {
  for (let end = text.length - 1; end > 1; end--) {
    const found = collect(index, [[text.slice(0, end), 0.4]], false);
    if (found.best) return found;
  }
  return { docs: new Map(), best: 0, words: [] };
}

function collect(index, wants, loose) {
  const all = { docs: new Map(), best: 0, words: [] };
  wants.forEach(([want, weight], i) => {
    const hits = scan(index, want, loose && !want.includes(" ") && (i === 0 || weight === 0.9));
    all.best = Math.max(all.best, hits.best * weight);
    all.words.push(...hits.words);
    for (const [number, { title, body }] of hits.docs) addHit(all.docs, number, title * weight, body * weight);
  });
  return all;
}

// --- in which order ---

function rank(index, query) {
  const terms = analyse(index, query).map((term) => resolve(index, term));
  const found = terms.filter(({ best }) => best);
  for (const term of found) weigh(index, term);
  const pages = [];
  for (const [path, numbers] of index.pages) {
    const scored = scorePage(index, numbers, found);
    if (scored.score > 0) pages.push({ path, ...scored });
  }
  pages.sort((a, b) => b.score - a.score);
  return { pages, terms };
}

// A word that few pages have says more, and one that few titles have says more of a title.
function weigh(index, term) {
  const sure = term.weight * Math.min(1, term.best + 0.2);
  let [pages, titles] = [0, 0];
  for (const numbers of index.pages.values()) {
    const hits = numbers.map((number) => term.docs.get(number)).filter(Boolean);
    pages += Math.min(1, Math.max(0, ...hits.map(({ title, body }) => Math.max(title, body))));
    titles += term.docs.get(numbers[0])?.title ?? 0;
  }
  term.rarity = sure * Math.log(1 + index.pages.size / (pages + 1));
  term.lift = sure * Math.log(1 + index.pages.size / (titles + FIELDS.spread));
}

const soften = (body, length) => body / (body + 0.6 + length / 250);

function scorePage(index, numbers, terms) {
  const [first] = numbers;
  const sections = numbers.map((number) => ({ number, score: scoreSection(index, number, first, terms) }));
  sections.sort((a, b) => b.score - a.score);
  let score = 0;
  const cover = measureCover(terms, (term) => numbers.some((number) => term.docs.has(number)));
  const length = numbers.reduce((sum, number) => sum + index.docs[number].length, 0);
  for (const { docs, rarity, lift } of terms) {
    const hits = numbers.filter((number) => docs.has(number)).map((number) => ({ ...docs.get(number), doc: index.docs[number], main: number === first }));
    const heading = Math.max(0, ...hits.map(({ title, doc, main }) => title * doc.brevity * doc.weight * (main ? FIELDS.page : FIELDS.heading)));
    const body = hits.reduce((sum, { body, doc }) => sum + body * doc.weight, 0);
    score += lift * heading + rarity * FIELDS.body * soften(body, length / 4);
  }
  return { score: (score * cover + FIELDS.section * sections[0].score) * index.docs[first].weight, sections };
}

function scoreSection(index, number, first, terms) {
  const doc = index.docs[number];
  let score = 0;
  for (const { docs, rarity, lift } of terms) {
    const { title = 0, body = 0 } = docs.get(number) ?? {};
    const above = docs.get(first)?.title ?? 0;
    score += lift * (title * doc.brevity * FIELDS.heading + above) + rarity * FIELDS.body * soften(body, doc.length);
  }
  return score * doc.weight * measureCover(terms, ({ docs }) => docs.has(number) || docs.get(first)?.title);
}

function measureCover(terms, isMet) {
  const asked = terms.filter(({ typed }) => typed);
  const all = asked.reduce((sum, { rarity }) => sum + rarity, 0);
  return all ? 0.2 + (0.8 * asked.filter(isMet).reduce((sum, { rarity }) => sum + rarity, 0)) / all : 1;
}
