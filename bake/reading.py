"""What makes a page light to read and keeps it still: stretches, and the boxes of tables.

A browser lays out a whole page before it shows its beginning, and again for the theme's script.
`content-visibility` (CSS Containment 2, W3C) lets it leave out what is far from the screen.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from html import unescape

from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

HEADINGS = ("h1", "h2", "h3", "h4")
"""These stay outside of stretches: contents and anchors know at once where they are."""
FIRST = 48
"""Lines that are laid out at once: a tall screen of them, so that nothing in view moves."""
LEAST = 12
"""A stretch of fewer lines is not worth one."""
LINE = 60
"""Characters of prose that fill a line, roughly."""
FIGURE, ROW = 16, 3
"""Lines that a figure is high, and a row of a table on a phone, roughly."""

WIDE = 30
"""Characters of code for which the narrowest phone has room, at least."""

SVG = re.compile(r"<svg.*?</svg>", re.DOTALL)
CODE = re.compile(r"(<pre><span></span><code)>(.*?</code>)", re.DOTALL)
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
BOXED = r'<div class="md-typeset__scrollwrap"><div class="md-typeset__table">\g<0></div></div>'
CHART = 'class="baked-chart"'
"""Its bars are rows of a table, each as high as a line."""
TAG = re.compile(r"<[^>]*>")


class Stretches(Treeprocessor):
    """Puts what stands between two headings into a `div.stretch` with its height in lines."""

    def run(self, root: etree.Element) -> None:
        above = 0
        for part in _split(root):
            inside: list[etree.Element] = []
            lines = 0
            for element in part:
                high = self.count_lines(element)
                above += high
                if above > FIRST:
                    inside.append(element)
                    lines += high
            if lines >= LEAST:
                _wrap(root, inside, lines)

    def count_lines(self, element: etree.Element) -> int:
        """Roughly how high it is with the space below; what is HTML already stands in a stash."""
        text = etree.tostring(element, "unicode")
        text = HTML_PLACEHOLDER_RE.sub(lambda found: self.unstash(int(found[1])), text)
        rows = text.count("<tr")
        if element.tag == "table":  # every cell of it stands in a line of its own
            return rows * ROW + len(TAG.sub("", text)) * 2 // LINE
        known = len(SVG.findall(text)) * FIGURE + rows * (1 if CHART in text else ROW)
        shown = TAG.sub("", SVG.sub("", text)).split("\n")
        return known + sum(1 + len(line) // LINE for line in shown)

    def unstash(self, place: int) -> str:
        html = self.md.htmlStash.rawHtmlBlocks[place]
        return html if isinstance(html, str) else ""


def _wrap(root: etree.Element, inside: list[etree.Element], lines: int) -> None:
    stretch = etree.Element("div", {"class": "stretch", "style": f"--lines:{lines}"})
    root.insert(list(root).index(inside[0]), stretch)
    for element in inside:
        root.remove(element)
        stretch.append(element)


def _split(root: etree.Element) -> list[list[etree.Element]]:
    """What stands between each two headings, where anything does."""
    parts: list[list[etree.Element]] = [[]]
    for element in root:
        if element.tag in HEADINGS:
            parts.append([])
        else:
            parts[-1].append(element)
    return [part for part in parts if part]


class Boxes(Postprocessor):
    """Gives tables and code what the theme's script gives them: nothing moves when that comes.

    Tables get its boxes; it makes its own all the same, and extra.css takes those away. Code that a
    phone has to scroll can be reached by the keyboard; the script sees to it again once it is near.
    """

    def run(self, text: str) -> str:
        return CODE.sub(_reach_code, TABLE.sub(BOXED, text))


def _reach_code(found: re.Match[str]) -> str:
    longest = max(len(unescape(line)) for line in TAG.sub("", found[2]).split("\n"))
    return f'{found[1]} tabindex="0">{found[2]}' if longest > WIDE else found[0]
