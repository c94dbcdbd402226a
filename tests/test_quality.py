"""The judges of `make quality`: each sees its fault; a sample of the site has none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from in_page import CHROMIUM, open_browser
from playwright.sync_api import Browser

from bench.serving import Server, serve
from quality import lighthouse, view
from quality.access import judge_access
from quality.links import judge_links, judge_outside
from quality.markup import find_java, judge_markup
from quality.tools import Tools, find_tools

TOOLS = find_tools()
pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed"),
    pytest.mark.skipif(not TOOLS, reason="what judges pages is not here: make quality fetches it"),
]
JAVA = pytest.mark.skipif(not find_java(), reason="found no Java")
SURE = {"accessibility": 100, "best-practices": 100, "seo": 100}
"""Scores that no busy machine changes."""
WEIGHT = {key: view.BOUNDS[key] for key in ("KB", "requests", "CLS")}
"""What no network and no machine changes."""
SAMPLE = ("ko/", "en/concurrency/six_ways/", "ko/initialization/activations/")
FAULTY = """<!doctype html><html><head><meta charset="utf-8"><title>Faults</title></head><body>
<main><h1>Faults</h1><p><img src="picture.png"><a href="#nowhere">away</a><blink>!</blink></p>
<script>document.querySelector("img").src += "?" + "x".repeat(9)</script></main></body></html>
"""


@pytest.fixture(scope="module")
def tools() -> Tools:
    assert TOOLS
    return TOOLS


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture
def faulty(tmp_path: Path) -> Iterator[Server]:
    """A page with a picture that nobody describes, and more."""
    (tmp_path / "_headers").write_text("")
    (tmp_path / "index.html").write_text(FAULTY)
    (tmp_path / "picture.png").write_bytes(bytes(400_000))
    with serve(tmp_path) as server:
        yield server


@pytest.fixture(scope="module")
def good(site: Path) -> Iterator[Server]:
    """This project's site."""
    with serve(site) as server:
        yield server


def name_address(server: Server) -> str:
    return f"http://localhost:{server.server_port}/"


def test_a_picture_without_words_is_seen(tools: Tools, chromium: Browser, faulty: Server) -> None:
    found = [str(problem) for problem in judge_access(tools, chromium, name_address(faulty), [""])]
    assert any("image-alt" in line for line in found)
    assert any("html-has-lang" in line for line in found)


@JAVA
def test_a_tag_that_is_none_is_seen(tools: Tools, faulty: Server) -> None:
    found = [str(problem) for problem in judge_markup(tools, [faulty.folder / "index.html"])]
    assert any("blink" in line and "index.html:2" in line for line in found)


def test_a_heavy_page_is_seen(chromium: Browser, faulty: Server) -> None:
    said = [str(x) for x in view.judge_views(chromium, faulty, name_address(faulty), [""], WEIGHT)]
    assert any("KB" in line and "expected at most 300" in line for line in said), said


def test_a_low_score_is_seen(tools: Tools, faulty: Server) -> None:
    bounds = {"accessibility": 100}
    said = [
        str(line) for line in lighthouse.judge_scores(tools, name_address(faulty), [""], 1, bounds)
    ]
    assert any("expected at least 100" in line and "image-alt" in line for line in said), said


def test_links_of_the_site_lead_somewhere(tools: Tools, good: Server) -> None:
    assert [str(problem) for problem in judge_links(tools, name_address(good))] == []


def test_a_link_to_nowhere_is_seen(tools: Tools, faulty: Server) -> None:
    links = "".join(f'<a href="?{n}">{n}</a>' for n in range(100))
    (faulty.folder / "index.html").write_text(FAULTY.replace("</main>", links + "</main>"))
    found = [str(problem) for problem in judge_links(tools, name_address(faulty))]
    assert any("#nowhere" in line for line in found)


def test_a_page_of_others_that_is_gone_is_seen(tools: Tools, faulty: Server) -> None:
    (faulty.folder / "there.html").write_text("<p>here I am</p>")
    others = f"http://127.0.0.1:{faulty.server_port}/"
    links = "".join(f'<a href="{others}{name}">{name}</a>' for name in ("there.html", "gone.html"))
    (faulty.folder / "index.html").write_text(links)
    count, *found = map(str, judge_outside(tools, name_address(faulty)))
    assert count == "2 links to other sites"
    assert [line.split(": ")[1] for line in found] == [f"links to {others}gone.html"]


@JAVA
def test_pages_are_valid_html(tools: Tools, good: Server) -> None:
    pages = [good.folder / name / "index.html" for name in SAMPLE]
    assert [str(problem) for problem in judge_markup(tools, pages)] == []


def test_pages_are_accessible(tools: Tools, chromium: Browser, good: Server) -> None:
    found = judge_access(tools, chromium, name_address(good), SAMPLE)
    assert [str(problem) for problem in found] == []


def test_first_views_are_light(chromium: Browser, good: Server) -> None:
    said = view.judge_views(chromium, good, name_address(good), SAMPLE, WEIGHT)
    assert [str(line) for line in said if not isinstance(line, str)] == []


def test_lighthouse_finds_nothing(tools: Tools, good: Server) -> None:
    said = lighthouse.judge_scores(tools, name_address(good), SAMPLE[1:2], 1, SURE)
    assert [str(line) for line in said if not isinstance(line, str)] == []
