"""The search as a reader meets it: the built site in a real Chromium, asked in both languages."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from in_page import ADDRESS, CHROMIUM
from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).parent.parent
WORKERS = ROOT / "overrides/assets/javascripts/workers"
QUERIES: list[tuple[str, str, str, list[str]]] = json.loads(
    (Path(__file__).parent / "data/queries.json").read_text(encoding="utf-8")
)
"""Set, language, what is typed, and the pages that answer it."""
SETS = sorted({(query[0], query[1]) for query in QUERIES})
TYPED = [query[1:] for query in QUERIES if query[0] == "typed"]

ASK = """async ([worker, queries]) => {
  const finder = new Worker(worker);
  const ask = (message) => new Promise((resolve) => {
    finder.onmessage = ({ data }) => resolve(data);
    finder.postMessage(message);
  });
  const index = await (await fetch("search/search_index.json")).json();
  await ask({ type: 0, data: { ...index, options: { suggest: true } } });
  const start = performance.now();
  const answers = [];
  for (const query of queries) {
    const { items } = (await ask({ type: 2, data: query })).data;
    answers.push(items.map(([{ location }]) => location.split("#")[0].replace(/\\/$/, "")));
    answers.first ??= performance.now() - start;
  }
  finder.terminate();
  return [answers, answers.first, performance.now() - start];
}"""

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed"),
    pytest.mark.usefixtures("serving"),
]


def read_worker(page: Page) -> str:
    """The address of the search's worker, as the page tells the theme."""
    return str(page.evaluate("JSON.parse(document.getElementById('__config').textContent).search"))


def ask_all(page: Page, language: str, queries: list[str]) -> tuple[list[list[str]], float, float]:
    """Pages that answer each query, best first; milliseconds to the first answer and to all."""
    page.goto(f"{ADDRESS}{language}/")
    answers, first, total = page.evaluate(ASK, [read_worker(page), queries])
    return answers, first, total


def search(page: Page, text: str) -> None:
    """Type into the emptied search box and wait for an answer to just that."""
    box, items = page.locator(".md-search__input"), page.locator(".md-search-result__item")
    box.focus()
    box.fill("")
    box.dispatch_event("keyup")
    expect(items).to_have_count(0)
    box.fill(text)
    box.dispatch_event("keyup")
    expect(items.first).to_be_visible()


def list_shown(page: Page) -> list[str]:
    """The pages that the search box lists, best first."""
    links = page.locator(".md-search-result__item > a:first-child")
    hrefs: list[str] = links.evaluate_all("all => all.map((link) => link.href)")
    return [re.sub(r"^.*?/(?:ko|en)/|/?(?:[?#].*)?$", "", href) for href in hrefs]


@pytest.mark.parametrize(("kind", "language"), SETS)
def test_the_right_page_is_among_the_first_three(page: Page, kind: str, language: str) -> None:
    cases = [(query[2], query[3]) for query in QUERIES if (query[0], query[1]) == (kind, language)]
    answers, first, total = ask_all(page, language, [text for text, _ in cases])
    missed = [
        f"{text}: {found[:3]}"
        for (text, wanted), found in zip(cases, answers, strict=True)
        if not set(wanted) & set(found[:3])
    ]
    rate = 1 - len(missed) / len(cases)
    print(f"{rate:.1%} of {len(cases)}, first after {first:.0f} ms, all {total:.0f} ms", *missed)
    assert all(answers), [
        text for (text, _), found in zip(cases, answers, strict=True) if not found
    ]
    assert rate >= 0.95, missed


def test_every_expected_page_is_there(site: Path) -> None:
    for _, language, text, wanted in QUERIES:
        for name in wanted:
            assert (site / language / name / "index.html").exists(), (text, name)


@pytest.mark.parametrize(("language", "text", "wanted"), TYPED)
def test_what_is_typed_into_the_box_is_found(
    page: Page, language: str, text: str, wanted: list[str]
) -> None:
    page.goto(f"{ADDRESS}{language}/")
    search(page, text)
    assert set(list_shown(page)[:3]) & set(wanted)


def test_a_result_shows_its_section_and_what_was_found(page: Page) -> None:
    page.goto(f"{ADDRESS}ko/")
    search(page, "asyncio 결과 모으기")
    item = page.locator(".md-search-result__item").first
    expect(item.locator("h1")).to_have_text("asyncio")
    section = item.locator("a[href*='#gather']")
    expect(section.locator("h2")).to_have_text("결과 모으기")
    expect(section.locator("mark").first).to_be_visible()
    section.click()
    expect(page.locator("#gather")).to_be_in_viewport()


CLOSED = "() => new Promise((done) => setTimeout(done, 500))"
"""The theme closes its search box once more, 125 ms after the page's address has changed."""


@pytest.mark.parametrize("key", ["f", "/"])
def test_the_keyboard_alone_is_enough(page: Page, key: str) -> None:
    page.goto(f"{ADDRESS}en/asterisk/calls/", wait_until="networkidle")  # it needs the sitemap
    page.keyboard.press(key)
    expect(page.locator(".md-search__input")).to_be_focused()
    expect(page.locator("#__search")).to_be_checked()
    page.keyboard.insert_text("deadlock")
    page.keyboard.press("s")  # one answer, so that none takes the focus from the list later
    first = page.locator(".md-search-result__item a").first
    expect(first).to_be_visible()
    for pressed, focused in [("ArrowDown", first), ("ArrowUp", page.locator(".md-search__input"))]:
        page.keyboard.press(pressed)
        expect(focused).to_be_focused()
    page.evaluate("window.stayed = true")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/concurrency/races/"))
    assert page.evaluate("window.stayed"), "instant navigation keeps the page's script"
    page.evaluate(CLOSED)
    search(page, "backpressure")
    assert list_shown(page)[0] == "concurrency/reactive"


def test_the_index_is_loaded_for_who_searches_and_for_nobody_else(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(ADDRESS)))
    page.goto(f"{ADDRESS}ko/asterisk/calls/", wait_until="networkidle")
    assert "ko/search/search_index.json" in asked
    heavy = {"ko/search/pages.json", "ko/assets/glossary.json"}
    assert not heavy & set(asked)
    search(page, "스레드")
    assert heavy <= set(asked)
    assert not [url for url in asked if "search.a" in url], "the theme's own worker is not needed"


@pytest.mark.parametrize("broken", ["rank.js", "glossary.json"])
def test_the_theme_searches_where_ours_fails(browser: Browser, broken: str) -> None:
    context = browser.new_context()
    context.route(f"**/{broken}", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{ADDRESS}ko/")
    search(page, "스레드")
    assert "concurrency/threads" in list_shown(page)
    search(page, "gevent")
    assert "concurrency/gevent" in list_shown(page)[:3]
    context.close()


CODE = {
    "gather": "concurrency/asyncio",
    "asyncio.gather": "concurrency/asyncio",
    "monkey.patch_all": "concurrency/gevent",
    "patch_all": "concurrency/gevent",
    "nn.init.kaiming_normal_": "initialization/mnist",
    "kaiming": "initialization/rules",
    "__matmul__": "asterisk/arithmetic",
    "rmul": "asterisk/arithmetic",
}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_code_is_found_whole_and_in_parts(page: Page, language: str) -> None:
    answers, *_ = ask_all(page, language, list(CODE))
    for wanted, found, text in zip(CODE.values(), answers, CODE, strict=True):
        assert wanted in found[:3], text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_where_and_when_a_snippet_ran_is_not_searched(site: Path, language: str) -> None:
    index: dict[str, Any] = json.loads((site / language / "search/pages.json").read_text("utf-8"))
    assert not [doc["location"] for doc in index["docs"] if "x86_64Python" in doc["text"]]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_worker_stands_beside_the_theme_s(site: Path, language: str) -> None:
    """The theme's worker finds its stemmers from where it stands, and so must ours."""
    html = (site / language / "index.html").read_text(encoding="utf-8")
    ours, theirs = re.findall(r'"search": "(?:\./)?([^"#]+)#([^"]+)"', html)[0]
    folder = (site / language / ours).parent
    assert (folder / "finder.js").exists() and re.fullmatch(r"search\.\w+\.min\.js", theirs)
    assert (folder / theirs).exists()
    assert (folder / "../lunr/min/lunr.ko.min.js").exists()


def test_the_search_is_small() -> None:
    code = b"".join(path.read_bytes() for path in sorted(WORKERS.glob("*.js")))
    assert len(gzip.compress(code)) <= 9_000
    assert len(gzip.compress((WORKERS / "finder.js").read_bytes())) <= 1_000
    glossary = ROOT / "overrides/assets/glossary.json"
    assert len(gzip.compress(glossary.read_bytes())) <= 17_000
