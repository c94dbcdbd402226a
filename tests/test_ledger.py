"""The records page: what its block says of every snippet, and the filter over it."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import bake
from playwright.sync_api import Browser, Page, sync_playwright
from test_browser import serve
from test_markdown import render

from bake.browser import find_way
from bake.check import read_project
from bake.ledger import Entry, find_places, render_entries, render_reasons
from bake.page import read_page
from bake.record import Standing

ROOT = Path(__file__).parent.parent
NAME = "http://runnable.example:8000/"
"""Instant navigation does nothing on localhost; the port is that the site is built for."""
CHROMIUM = shutil.which("chromium") or ""
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
    assert names == sorted(path.stem for path in files)
    [hello] = [row for row in rows if row.startswith("hello|")]
    assert re.search(r"\|cpu \d{4}-\d\d-\d\d · fresh", hello)


def test_stale_and_absent_records_are_called_so(baked: Path) -> None:
    path = baked / "snippets/asterisk/hello.py"
    path.write_text(path.read_text().replace("2**10", "2**11"))
    rows = list_rows(render(baked, "/// records | asterisk\n///"))
    assert any(re.match(r"hello\|.*cpu [\d-]+ · earlier version of the file", r) for r in rows)
    assert any("gpu not recorded" in row for row in rows)


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
    entries = [Entry("a/b.py", "threads", (refused,)), Entry("a/c_d.py", "run", ())]
    html = render_entries(entries, {"a/b.py": "a/page/#b-1"}, "../../../", "en")
    assert 'href="../../a/page/#b-1"' in html
    assert 'href="../../../snippets/a/c_d.py" download' in html
    assert [row.rstrip("|") for row in list_rows(html)] == [
        "b|It starts threads.",
        "c_d|Run button",
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
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", f"--host-resolver-rules={rule}"]
        )
        yield browser
        browser.close()


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
    assert b"style=" not in raw.partition(b"<article")[2].partition(b"</article>")[0]


def list_shown(page: Page) -> list[str]:
    """The names in the rows that are to be seen."""
    return page.locator(".records-list tbody tr:visible th").all_text_contents()


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


@needs_chromium
def test_without_script_every_row_is_shown(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}ko/about/records/")
    assert len(list_shown(page)) == len(read_project(ROOT).snippets)
    assert page.locator(".records-filter").count() == 0
    context.close()


@needs_chromium
def test_filter_is_there_after_instant_navigation(browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{NAME}en/about/records/")
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
