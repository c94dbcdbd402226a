"""Pages that are laid out as they are read, and set in our faces once those are here."""

from __future__ import annotations

import re

import pytest
from in_page import ADDRESS, CHROMIUM, FACES, Serving
from markdown import Markdown
from playwright.sync_api import Page, expect

from bake.reading import FIRST, LEAST, WIDE

WORD = 2
"""Lines of a paragraph of one word: itself, and the space below."""
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed")
MOVED = """() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => {
    const head = document.getElementById("gather").getBoundingClientRect();
    done([head.top, innerHeight]);
})))"""


def render(source: str) -> str:
    extensions = ["tables", "pymdownx.highlight", "pymdownx.superfences", "bake.markdown"]
    return Markdown(extensions=extensions).convert(source)


def list_stretches(html: str) -> list[int]:
    """How many lines each says it is high."""
    return [int(lines) for lines in re.findall(r'class="stretch" style="--lines:(\d+)"', html)]


def test_what_a_screen_shows_is_laid_out_at_once_and_headings_always() -> None:
    enough = LEAST // WORD
    short, long = "word\n\n" * enough, "word\n\n" * FIRST
    html = render(f"# One\n\n{long}\n## Two\n\n{short}\n## Three\n\nword\n")
    assert list_stretches(html)[1:] == [LEAST], "a short end needs none"
    before, _, inside = html.rpartition('<div class="stretch"')
    assert before.endswith("Two</h2>\n")
    assert inside.count("<p>") == enough + 1


def test_a_stretch_begins_where_the_first_screen_ends() -> None:
    html = render("# One\n\n" + "word\n\n" * ((FIRST + LEAST) // WORD))
    assert list_stretches(html) == [LEAST]


def test_code_that_a_phone_scrolls_is_reached_by_the_keyboard() -> None:
    html = render(f"```\n{'x' * WIDE}\n```\n\n```\n{'x' * (WIDE + 1)}\n```\n")
    assert re.findall(r"<code[^>]*>", html) == ["<code>", '<code tabindex="0">']


def test_a_table_has_its_boxes_and_one_with_a_class_has_none() -> None:
    html = render('| a |\n|---|\n| b |\n\n<table class="mine"><tr><td>c</td></tr></table>\n')
    assert html.count("<div") == html.count("</div") == 2
    assert html.index("md-typeset__table") < html.index("<table>") < html.index("</div>")


@needs_chromium
def test_an_anchor_far_down_is_reached(page: Page, serving: Serving) -> None:
    page.goto(f"{ADDRESS}ko/concurrency/asyncio/#gather")
    expect(page.locator("#gather")).to_be_in_viewport()
    top, height = page.evaluate(MOVED)
    assert 0 <= top < height / 2


@needs_chromium
def test_notes_on_code_far_down_come_when_it_does(page: Page, serving: Serving) -> None:
    page.goto(f"{ADDRESS}ko/concurrency/asyncio/")
    last = page.locator(".highlight .note").last
    assert last.locator("aside").count() == 0
    last.scroll_into_view_if_needed()
    expect(last.locator("aside")).to_have_count(1)
    wide = last.evaluate("note => note.getBoundingClientRect().width")
    button = last.evaluate("note => note.firstChild.getBoundingClientRect().width")
    assert button == pytest.approx(wide, abs=0.5), "what follows stays where it is"


@needs_chromium
def test_faces_come_behind_the_first_page_for_those_that_follow(
    page: Page, serving: Serving
) -> None:
    page.goto(f"{ADDRESS}ko/asterisk/arithmetic/")
    assert not [path for path in serving.asked if path.endswith(".woff2")]
    page.wait_for_function(FACES)
    names = {path.rpartition("/")[2] for path in serving.asked if path.endswith(".woff2")}
    ours = {f"{face}-ko.woff2" for face in ("text", "title", "code")} | {"stix-two-math.woff2"}
    assert names == ours
    expect(page.locator("html")).not_to_have_class(re.compile("faces"))
    page.get_by_role("link", name=re.compile("다음")).first.click()
    expect(page.locator("html")).to_have_class(re.compile("faces"))
    page.reload()
    expect(page.locator("html")).to_have_class(re.compile("faces"))
    assert page.evaluate("document.fonts.check(\"1em 'Runnable Text'\")")
