"use strict";
// What the search knows of Korean and English: how a text falls into words, and how alike two words are.
const WORD = /[가-힣ㄱ-ㅣ]+|[a-z_]\w*(?:\.[a-z_]\w*)*|\d+(?:\.\d+)*/gi;
const HANGUL = /^[가-힣ㄱ-ㅣ]+$/;
const PARTICLES =
  "으로부터 에서부터 이라는 이라고 에서는 에서도 에서의 으로는 으로도 으로써 으로서 까지는 에게서 이라면 이란 이랑 이나 이고 이며 이면 " +
  "라는 라고 라면 라도 에서 에게 한테 으로 까지 부터 마다 처럼 만큼 보다 조차 하고 들은 들을 들이 들의 들에 에는 에도 와는 과는 로는 로도 " +
  "끼리 란 은 는 이 가 을 를 의 에 로 와 과 도 만 나 랑 들";
const ENDINGS =
  "하였습니다 되었습니다 했습니다 됐습니다 합니다 됩니다 입니다 습니다 하려면 하면서 되면서 하는데 하거나 하도록 되도록 하기 되기 하는 되는 하며 하면 " +
  "하여 해서 해야 하고 되고 하지 되지 했다 된다 한다 할까 인가요 인가 나요 까요 한 할 해 된 될 돼 함 됨 인 이다 거나 지만 려면 면서 도록 " +
  "는데 는지 는가 던 으면 고 며 면 기 지 게 어 아 자 다 ㄴ다 요 야 줘 킹 링 화";
const SUFFIXES = new Set(`${PARTICLES} ${ENDINGS}`.split(" "));
const INITIALS = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
const VOWELS = "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ".split(" ");
const FINALS = " ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ".split(" ");

// The letters of a Korean word in the order in which they are typed: 스렏 begins 스레드.
function spell(word) {
  let letters = "";
  for (const character of word) {
    const code = character.charCodeAt(0) - 0xac00;
    if (code < 0 || code > 11171) letters += character;
    else letters += INITIALS[(code / 588) | 0] + VOWELS[((code % 588) / 28) | 0] + FINALS[code % 28];
  }
  return letters;
}

const takeInitials = (word) => [...word].map((syllable) => spell(syllable)[0]).join("");

// A Korean word without its particles and endings, in every way that leaves two syllables.
function strip(word, depth = 2) {
  const stems = new Set();
  for (let cut = 2; cut < word.length; cut++) {
    if (!SUFFIXES.has(word.slice(cut))) continue;
    const stem = word.slice(0, cut);
    stems.add(stem);
    if (depth > 1) for (const shorter of strip(stem, depth - 1)) stems.add(shorter);
  }
  return [...stems].sort((a, b) => b.length - a.length);
}

// An English word without plural and ending; only ever compared with another stem.
function stem(word) {
  const bare = word.replace(/ies$/, "y").replace(/(?:ations?|ings?|ers?|ions?|ed|es|s|ly|e|y)$/, "");
  return bare.length < 3 ? word : bare.replace(/([^aeiou])\1$/, "$1");
}

// An identifier whole and split: nn.init.kaiming_normal_ is also kaiming_normal_, kaiming and normal.
function takeApart(identifier) {
  const parts = [];
  const names = identifier.split(".");
  for (const [i, name] of names.entries()) {
    parts.push(name, names.slice(i).join("."));
    parts.push(...name.split(/_+|(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/));
  }
  return new Set(parts.filter(Boolean).map((part) => part.toLowerCase()));
}

const split = (text) => text.normalize("NFC").match(WORD) ?? [];

// How many letters differ between a word and the beginning of another; `most + 1` stands for more.
function measure(word, other, most, whole) {
  let row = Array.from({ length: word.length + 1 }, (_, i) => i);
  let least = row[word.length];
  for (let j = 1; j <= Math.min(other.length, word.length + most); j++) {
    const next = [j];
    for (let i = 1; i <= word.length; i++) {
      const same = word[i - 1] === other[j - 1];
      next[i] = Math.min(row[i - 1] + !same, row[i] + 1, next[i - 1] + 1);
    }
    row = next;
    least = Math.min(least, row[word.length]);
  }
  const found = whole ? row[word.length] + Math.max(0, other.length - word.length - most) : least;
  return Math.min(found, most + 1);
}
