"""The page "Then and now": every correction of the site is on it, and each leads to its run."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from bake.page import Page, find_pages, read_page
from bake.parity import list_waits

ROOT = Path(__file__).parent.parent
NAME = "about/then_and_now.md"
TITLES = {"ko": '!!! note "그때와 지금"', "en": '!!! note "Then and now"'}
TOPICS = ("asterisk", "concurrency", "frameworks", "initialization")
LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])


@dataclass(frozen=True)
class Box:
    """A box "Then and now" of a page."""

    section: str
    """`page.md#id` of the heading it stands under."""
    targets: frozenset[str]
    """`page.md#id` of each section that it points at."""

    @property
    def proofs(self) -> set[str]:
        """The sections of its own page that it points at, or else the one it stands in."""
        name = self.section.partition("#")[0]
        return {x for x in self.targets if x.startswith(f"{name}#")} or {self.section}


@cache
def read_pages(language: str) -> dict[str, Page]:
    paths = (p for p in find_pages(ROOT) if p.relative_to(ROOT).parts[1] == language)
    return {page.name: page for page in (read_page(path, ROOT) for path in paths)}


def resolve(page: Page, target: str) -> str:
    """A link's target as `page.md#id`."""
    name, _, fragment = target.partition("#")
    path = posixpath.join(posixpath.dirname(page.name), name) if name else page.name
    return f"{posixpath.normpath(path)}#{fragment}"


def name_section(page: Page, line: int) -> str:
    """`page.md#id` of the last heading before a line."""
    return f"{page.name}#{[h.id for h in page.headings if h.line <= line][-1]}"


def find_boxes(page: Page) -> Iterator[Box]:
    lines = page.path.read_text(encoding="utf-8").splitlines()
    for first, line in enumerate(lines, 1):
        if line != TITLES[page.language]:
            continue
        rest = enumerate(lines[first:], first + 1)
        last = next((n for n, text in rest if text and not text.startswith("    ")), len(lines))
        targets = [link.target for link in page.links if first < link.line < last]
        inside = frozenset(resolve(page, target) for target in targets if "://" not in target)
        yield Box(name_section(page, first), inside)


def list_boxes(language: str) -> list[Box]:
    return [box for page in read_pages(language).values() for box in find_boxes(page)]


def list_links(language: str) -> list[str]:
    """What the page links to among the topics' pages."""
    page = read_pages(language)[NAME]
    links = (resolve(page, link.target) for link in page.links if "://" not in link.target)
    return [link for link in links if link.startswith(TOPICS)]


@LANGUAGES
def test_every_box_is_on_the_page(language: str) -> None:
    links = set(list_links(language))
    boxes = list_boxes(language)
    assert len(boxes) > 40
    lost = [proof for box in boxes for proof in box.proofs if proof not in links]
    assert not sorted(lost), f"add them to docs/{language}/{NAME}, or take them out of the box"


@LANGUAGES
def test_every_link_of_the_page_leads_to_a_box_or_to_a_run(language: str) -> None:
    boxes = list_boxes(language)
    told = {place for box in boxes for place in (box.section, *box.targets)}
    pages = {box.section.partition("#")[0] for box in boxes}
    runs = {
        name_section(page, line)
        for page in read_pages(language).values()
        for line in [*(x.line for x in page.blocks), *(x.line for x in page.numbers)]
    }
    for link in list_links(language):
        assert link.partition("#")[0] in pages, f"{link}: that page has no box"
        assert link in told | runs, f"{link}: shows neither a box nor a run"


@LANGUAGES
def test_no_box_hides_behind_another_title(language: str) -> None:
    for name, page in read_pages(language).items():
        if not name.startswith(TOPICS):
            continue
        lines = page.path.read_text(encoding="utf-8").splitlines()
        for section in page.headings:
            if section.id == "then-and-now":
                below = lines[section.line : section.line + 60]
                assert TITLES[language] in below, f"{name}: a section without its box"


def test_both_languages_have_the_same_boxes() -> None:
    pages = [page for language in ("ko", "en") for page in read_pages(language).values()]
    waiting = {wait.page.name for wait in list_waits(pages)}
    korean, english = (
        [box for box in list_boxes(language) if box.section.partition("#")[0] not in waiting]
        for language in ("ko", "en")
    )
    assert korean == english
