// The records page: a filter over its rows, and headings that sort them. Without this file all of
// them are shown, in the order of their names.

const WORDS = {
  ko: {
    find: "이름, 실행 환경, 상태, 까닭으로 찾기",
    choices: { all: "모두", with: "실행 버튼 있음", without: "실행 버튼 없음" },
    shown: (count, all) => `예제 ${all}개 가운데 ${count}개`,
  },
  en: {
    find: "Find a name, a runner, a state, a reason",
    choices: { all: "All", with: "With a Run button", without: "Without a Run button" },
    shown: (count, all) => `${count} of ${all} examples`,
  },
};
/** Columns whose largest value comes first: date, time, state. */
const FALLING = [2, 3, 4];

/** Put the filter before the first list, once for each page shown. */
export function mount() {
  const lists = [...document.querySelectorAll(".records-list")];
  if (!lists.length || document.querySelector(".records-filter")) return;
  document.querySelectorAll(".records-table").forEach(nameRoles);
  addSorting(lists);
  addFilter(lists, WORDS[document.documentElement.lang] ?? WORDS.en);
}

/** On a narrow screen cells are blocks, and only their roles still make a table of them. */
function nameRoles(table) {
  table.role = "table";
  for (const part of [table.tHead, table.tBodies[0]]) part.role = "rowgroup";
  for (const row of table.rows) {
    row.role = "row";
    for (const cell of row.cells) {
      cell.role = { col: "columnheader", row: "rowheader" }[cell.scope] ?? "cell";
    }
  }
}

/** Make a button of each heading. Every list follows, so that each topic has the same order. */
function addSorting(lists) {
  const heads = lists.map((list) => [...list.tHead.rows[0].cells]);
  for (const cell of heads.flat()) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "records-sort" });
    button.append(...cell.childNodes);
    cell.append(button);
    button.addEventListener("click", () => {
      const falls = cell.ariaSort ? cell.ariaSort === "ascending" : FALLING.includes(cell.cellIndex);
      sort(cell.cellIndex, falls ? "descending" : "ascending");
    });
  }
  for (const [first] of heads) first.ariaSort = "ascending";

  function sort(column, order) {
    lists.forEach((list, at) => {
      for (const cell of heads[at]) cell.removeAttribute("aria-sort");
      heads[at][column].ariaSort = order;
      const sign = order === "ascending" ? 1 : -1;
      const rows = [...list.tBodies[0].rows].map((row) => [readValue(row.cells[column], column), row]);
      rows.sort(([one], [other]) => compare(one, other, sign));
      list.tBodies[0].append(...rows.map(([, row]) => row));
    });
  }
}

/** What a cell is sorted by; null where there is nothing, which comes last in either order. */
function readValue(cell, column) {
  if (column === 4) return Number(cell.dataset.rank ?? 0);
  const text = cell.textContent;
  if (text === "–") return null;
  return column === 3 ? Number.parseFloat(text) : text;
}

function compare(one, other, sign) {
  if (one === null || other === null) return (one === null) - (other === null);
  if (typeof one === "number") return sign * (one - other);
  return sign * one.localeCompare(other, "en", { numeric: true });
}

function addFilter(lists, words) {
  const rows = lists.flatMap((list) => [...list.tBodies[0].rows]);
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const names = rows.map((row) => row.cells[0].querySelector("a").href);
  const { bar, input, buttons, status } = makeBar(words);

  function update() {
    const wanted = input.value.trim().toLowerCase();
    const choice = buttons.find((button) => button.ariaPressed === "true").dataset.choice;
    const shown = new Set();
    rows.forEach((row, at) => {
      const fits = choice === "all" || (choice === "with") === "run" in row.dataset;
      row.hidden = !(fits && texts[at].includes(wanted));
      if (!row.hidden) shown.add(names[at]);
    });
    for (const list of lists) {
      list.hidden = [...list.tBodies[0].rows].every((row) => row.hidden);
    }
    status.textContent = words.shown(shown.size, new Set(names).size);
  }

  input.addEventListener("input", update);
  for (const button of buttons) {
    button.addEventListener("click", () => {
      for (const other of buttons) other.ariaPressed = String(other === button);
      update();
    });
  }
  const block = lists[0].closest(".baked-records");
  const before = block.previousElementSibling;
  (/^H\d$/.test(before?.tagName) ? before : block).before(bar);
  update();
}

function makeBar(words) {
  const bar = document.createElement("div");
  bar.className = "records-filter";
  const input = document.createElement("input");
  Object.assign(input, { type: "search", placeholder: words.find, ariaLabel: words.find });
  const buttons = Object.entries(words.choices).map(([choice, label]) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "ways-button", textContent: label });
    button.dataset.choice = choice;
    button.ariaPressed = String(choice === "all");
    return button;
  });
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  bar.append(input, ...buttons, status);
  return { bar, input, buttons, status };
}
