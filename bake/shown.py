"""Where snippets are shown: the blocks of all pages, by snippet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bake.blocks import Block
from bake.page import Page

FRAGMENTS = {"snippet": "{slug}-{count}", "figure": "{slug}-figure-{count}"}
"""The ids that `bake.markdown` gives to blocks; charts have none."""
RANKS = ("snippet", "figure", "chart")
"""What shows a snippet best: its code, a figure of it, its numbers."""


@dataclass(frozen=True)
class Showing:
    """A block that shows something of a snippet."""

    page: Page
    block: Block
    fragment: str
    """The block's id; empty where it has none."""

    @property
    def address(self) -> str:
        """Below the site's root: `ko/concurrency/gil/#gil_cpu-2`."""
        name = f"{self.page.language}/{self.page.name}".removesuffix(".md").removesuffix("index")
        return f"{name.rstrip('/')}/" + (self.fragment and f"#{self.fragment}")


def find_showings(pages: Iterable[Page]) -> dict[str, list[Showing]]:
    """Every snippet's blocks; first those of its own topic, and the best of them first."""
    found: dict[str, list[Showing]] = {}
    for page in pages:
        for file, showing in _list_showings(page):
            found.setdefault(file, []).append(showing)
    for file, showings in found.items():
        topic = file.partition("/")[0] + "/"
        showings.sort(key=lambda s: (not s.page.name.startswith(topic), _rank(s.block)))
    return found


def _rank(block: Block) -> int:
    return RANKS.index(block.name)


def _list_showings(page: Page) -> Iterator[tuple[str, Showing]]:
    counts: Counter[str] = Counter()
    for block in page.blocks:
        counts[block.name] += 1
        for file in block.files:
            slug = file.partition("/")[2].removesuffix(".py")
            fragment = FRAGMENTS.get(block.name, "").format(slug=slug, count=counts[block.name])
            yield file, Showing(page, block, fragment)
