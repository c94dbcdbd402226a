"""The records page: what its block says of every snippet, and the filter over it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import bake
from in_page import CHROMIUM, open_browser
from playwright.sync_api import Browser, Page
from test_browser import serve
from test_markdown import render

from bake.browser import find_way
from bake.check import read_project
from bake.ledger import WORDS, Entry, find_places, render_entries, render_reasons
from bake.page import read_page
from bake.record import Standing

ROOT = Path(__file__).parent.parent
STATES = {
    WORDS["en"][state]: rank for rank, state in enumerate(("fresh", "stale", "drifted", "missing"))
}
NAME = "http://runnable.example:8000/"
"""Instant navigation does nothing on localhost; the port is that the site is built for."""
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed")


def list_rows(html: str) -> list[str]:
    """The text of each row of a table's body, cells parted by a bar."""
    rows = re.findall(r"<tr\b[^>]*>(.*?)</tr>", html.partition("<tbody")[2], re.S)
    texts = (re.sub(r"</t[hd]>|</li>", "|", row).strip("|") for row in rows)
    return [unescape(re.sub(r"<[^>]*>", "", text)) for text in texts]


def test_topic_lists_its_snippets_with_their_records(baked_once: Path) -> None:
    rows = list_rows(render(baked_once, "/// records | asterisk\n///"))
    names = [row.partition("|")[0] for row in rows]
    files = (baked_once / "snippets/asterisk").glob("*.py")
    assert list(dict.fromkeys(names)) == sorted(path.stem for path in files)
    [hello, *_] = [row for row in rows if row.startswith("hello|")]
    assert re.match(r"hello\|cpu\|\d{4}-\d\d-\d\d\|\d+\.\d+ s\|fresh\|", hello)


def test_stale_and_absent_records_are_called_so(baked: Path) -> None:
    path = baked / "snippets/asterisk/hello.py"
    path.write_text(path.read_text().replace("2**10", "2**11"))
    html = render(baked, "/// records | asterisk\n///")
    rows = list_rows(html)
    stale = r"hello\|cpu\|[\d-]+\|[\d.]+ s\|earlier version of the file\|"
    assert any(re.match(stale, row) for row in rows)
    assert any("|gpu|–|–|not recorded|" in row for row in rows)
    assert 'data-rank="1">earlier' in html, "the script sorts states by it"
    assert 'data-rank="3">not recorded' in html


def test_without_a_topic_reasons_and_runners_are_counted(baked_once: Path) -> None:
    html = render(baked_once, "/// records\n///", "ko")
    reasons, runners = html.split('class="records-table records-runners"')
    counts = [int(row.rpartition("|")[2]) for row in list_rows(reasons)]
    assert sum(counts) == len(list(baked_once.glob("snippets/*/*.py")))
    [cpu] = [row for row in list_rows(runners) if row.startswith("cpu|")]
    assert re.match(r"cpu\|최신 \d+\|.+ × \d+, .+\|.*Python 3\.\d+", cpu)


def test_reasons_count_packages_by_name() -> None:
    ways = ["run", "package:torch", "package:torch", "package:ray", "threads", "machine", ""]
    rows = list_rows(render_reasons([Entry("a/b.py", way, ()) for way in ways], "en"))
    assert rows[0] == "Run button|1"
    assert rows[1].endswith("lacks. (torch 2, ray 1)|3")
    assert rows[2:] == [
        "It starts threads.|1",
        "It needs a machine of its own.|1",
        "Not yet checked in a browser.|1",
    ]


def test_row_leads_to_the_block_or_else_to_the_file() -> None:
    refused = Standing("a/b.py", "browser", "refused", "threads", None)
    missing, other = (Standing(name, "cpu", "missing", "", None) for name in ("a/b.py", "a/c_d.py"))
    entries = [Entry("a/b.py", "threads", (missing, refused)), Entry("a/c_d.py", "run", (other,))]
    html = render_entries(entries, {"a/b.py": "a/page/#b-1"}, "../../../", "en")
    assert 'href="../../a/page/#b-1"' in html
    assert 'href="../../../snippets/a/c_d.py" download' in html
    assert list_rows(html) == [
        "b|cpu|–|–|not recorded|It starts threads.",
        "c_d|cpu|–|–|not recorded|Run button",
    ]
    assert html.count("data-run") == 1, "the filter finds the rows with a button by it"


def test_unknown_topic_stands_on_the_page(baked_once: Path) -> None:
    html = render(baked_once, "/// records | asterix\n///")
    assert "found no topic &#x27;asterix&#x27;: did you mean &#x27;asterisk&#x27;?" in html


@pytest.mark.parametrize(
    ("block", "found"),
    [
        ("/// records | asterix\n///", "found no topic 'asterix': did you mean 'asterisk'?"),
        ("/// records | asterisk\nText.\n///", "found text in a records block"),
        ("/// records\n    alt: x\n///", "found the unknown option 'alt' of `records`"),
        ("/// records", "that nothing closes"),
    ],
)
def test_check_names_what_is_wrong_with_a_block(baked: Path, block: str, found: str) -> None:
    page = baked / "docs/en/asterisk/page.md"
    page.write_text(page.read_text() + f"\n{block}\n")
    assert found in bake(baked, "check", status=1).stderr


def test_block_without_a_topic_points_at_no_file(baked: Path) -> None:
    page = baked / "docs/en/asterisk/page.md"
    page.write_text(page.read_text() + "\n/// records\n///\n\n/// records | asterisk\n///\n")
    blocks = [b for b in read_page(page, baked).blocks if b.name == "records"]
    assert [(b.files, b.selection) for b in blocks] == [((), ()), ((), ("asterisk",))]


# The page of this site ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    bake(ROOT, "site")
    with serve(ROOT / "site") as address:
        yield address


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Browser]:
    rule = f"MAP {urlsplit(NAME).netloc} {urlsplit(address).netloc}"
    with open_browser(f"--host-resolver-rules={rule}") as browser:
        yield browser


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_snippet_has_a_place_that_is_there(address: str, language: str) -> None:
    places = find_places(ROOT, language)
    assert sorted(places) == sorted(read_project(ROOT).snippets)
    for place in places.values():
        name, _, anchor = place.partition("#")
        html = (ROOT / "site" / language / name / "index.html").read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in html, place


@pytest.mark.parametrize("language", ["ko", "en"])
def test_page_is_light(address: str, language: str) -> None:
    raw = (ROOT / f"site/{language}/about/records/index.html").read_bytes()
    assert len(raw) < 300_000
    assert len(gzip.compress(raw)) < 40_000
    article = raw.partition(b"<article")[2].partition(b"</article>")[0]
    assert article.count(b"style=") == article.count(b'class="stretch"'), "rows have no style"


def list_shown(page: Page) -> list[str]:
    """The names in the rows that are to be seen, each once."""
    names = page.locator(".records-list tbody tr:visible th").all_text_contents()
    return list(dict.fromkeys(names))


def list_expected(run: bool) -> list[str]:
    snippets = read_project(ROOT).snippets.values()
    return sorted(s.slug for s in snippets if (find_way(ROOT, s) == "run") is run)


@needs_chromium
@pytest.mark.parametrize(("language", "label"), [("ko", "없음"), ("en", "Without")])
def test_filter_shows_what_has_no_button(
    address: str, browser: Browser, language: str, label: str
) -> None:
    page = browser.new_page()
    page.goto(f"{address}{language}/about/records/")
    page.locator(".records-filter button", has_text=label).click()
    shown = list_shown(page)
    assert sorted(shown) == list_expected(run=False)
    status = page.locator(".records-filter [role=status]").text_content() or ""
    total = len(read_project(ROOT).snippets)
    assert {int(number) for number in re.findall(r"\d+", status)} == {len(shown), total}
    page.close()


@needs_chromium
def test_filter_finds_words_and_comes_back(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{address}en/about/records/")
    box = page.get_by_role("searchbox", name="Find a name")
    box.fill("Six_Ways")
    shown = list_shown(page)
    assert shown
    assert all("six_ways" in name for name in shown)
    assert page.locator(".records-list:visible").count() == 1, "a list without rows is hidden"
    box.fill("")
    assert len(list_shown(page)) == len(read_project(ROOT).snippets)
    page.close()


def list_column(page: Page, number: int) -> list[str]:
    """The texts of a column of the second list, that of a topic with several runners."""
    cells = page.locator(f".records-list >> nth=1 >> tbody tr > :nth-child({number})")
    return cells.all_text_contents()


@needs_chromium
@pytest.mark.parametrize(("language", "heading"), [("ko", "걸린 시간"), ("en", "Time")])
def test_heading_sorts_by_time_and_back(
    address: str, browser: Browser, language: str, heading: str
) -> None:
    page = browser.new_page()
    page.goto(f"{address}{language}/about/records/")
    cell = page.locator(".records-list >> nth=1 >> thead th", has_text=heading)
    button = cell.get_by_role("button", name=heading)
    for order, falls in (("descending", True), ("ascending", False)):
        button.focus()
        page.keyboard.press("Enter")
        assert cell.get_attribute("aria-sort") == order
        assert page.locator(".records-list >> nth=1 >> [aria-sort]").count() == 1
        texts = list_column(page, 4)
        seconds = [float(re.sub(r"[^\d.]", "", text)) for text in texts if text != "–"]
        assert seconds == sorted(seconds, reverse=falls)
        assert "–" not in texts[: len(seconds)], "what was never run comes last"
    page.close()


@needs_chromium
def test_heading_puts_first_what_is_not_fresh(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{address}en/about/records/")
    before = list_column(page, 1)
    assert (
        page.locator(".records-list thead [aria-sort=ascending]").all_text_contents()
        == ["Example"] * page.locator(".records-list").count()
    )
    page.locator(".records-list >> nth=1").get_by_role("button", name="State").click()
    assert sorted(list_column(page, 1)) == sorted(before), "no row is lost"
    ranks = [STATES[state] for state in list_column(page, 5)]
    assert ranks == sorted(ranks, reverse=True)
    page.close()


@needs_chromium
def test_sorted_rows_stay_filtered(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{address}en/about/records/")
    page.get_by_role("searchbox", name="Find a name").fill("nogil")
    page.locator(".records-list:visible").first.get_by_role("button", name="Date").click()
    runners = page.locator(".records-list tbody tr:visible > :nth-child(2)").all_text_contents()
    assert "nogil" in runners
    page.close()


@needs_chromium
def test_narrow_rows_are_still_a_table_to_be_sorted(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(f"{address}ko/about/records/")
    table = page.get_by_role("table").filter(has=page.get_by_role("button", name="날짜")).first
    assert table.get_by_role("rowheader").count() == table.get_by_role("row").count() - 1
    table.get_by_role("button", name="날짜").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.close()


@needs_chromium
def test_without_script_every_row_is_shown(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}ko/about/records/")
    assert len(list_shown(page)) == len(read_project(ROOT).snippets)
    assert page.locator(".records-filter, .records-sort").count() == 0
    context.close()


@needs_chromium
def test_filter_is_there_after_instant_navigation(browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{NAME}en/about/records/", wait_until="networkidle")  # it needs the sitemap
    page.locator(".records-filter").wait_for()
    page.evaluate("window.stayed = true")
    for name, heading in (("asterisk/repetition/", "Repetition"), ("about/records/", "Records")):
        page.locator(".md-nav--primary a").evaluate_all(
            "(links, name) => links.find((link) => link.href.endsWith(name)).click()", name
        )
        page.locator("h1", has_text=heading).wait_for()
    page.locator(".records-filter").wait_for()
    assert page.evaluate("window.stayed"), "the page was never loaded anew"
    assert page.locator(".records-filter").count() == 1
    page.locator(".records-filter button").last.click()
    assert sorted(list_shown(page)) == list_expected(run=False)
    page.close()
