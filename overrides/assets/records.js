// The records page: a filter over its rows. Without this file all of them are shown.

const WORDS = {
  ko: {
    find: "이름, 실행 환경, 까닭으로 찾기",
    choices: { all: "모두", with: "실행 버튼 있음", without: "실행 버튼 없음" },
    shown: (count, all) => `예제 ${all}개 가운데 ${count}개`,
  },
  en: {
    find: "Find a name, a runner, a reason",
    choices: { all: "All", with: "With a Run button", without: "Without a Run button" },
    shown: (count, all) => `${count} of ${all} examples`,
  },
};

/** Put the filter before the first list, once for each page shown. */
export function mount() {
  const lists = [...document.querySelectorAll(".records-list")];
  if (!lists.length || document.querySelector(".records-filter")) return;
  const words = WORDS[document.documentElement.lang] ?? WORDS.en;
  const rows = lists.flatMap((list) => [...list.tBodies[0].rows]);
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const { bar, input, buttons, status } = makeBar(words);

  function update() {
    const wanted = input.value.trim().toLowerCase();
    const choice = buttons.find((button) => button.ariaPressed === "true").dataset.choice;
    let count = 0;
    rows.forEach((row, at) => {
      const fits = choice === "all" || (choice === "with") === "run" in row.dataset;
      row.hidden = !(fits && texts[at].includes(wanted));
      count += row.hidden ? 0 : 1;
    });
    for (const list of lists) {
      list.hidden = [...list.tBodies[0].rows].every((row) => row.hidden);
    }
    status.textContent = words.shown(count, rows.length);
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
