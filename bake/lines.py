"""The lines of a page, numbered: code and comments masked, and what each line stands inside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

Complaint = tuple[int, str, str]
"""What is wrong on a page: line, found, cure."""

MASK = "\ue000"
"""Stands for what is no Markdown: fenced code, comments."""
FENCE = (
    r"^(?P<indent>[ >]*(?P<marker>(?:[-*+]|\d+\.) [ >]*)*)"
    r"(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})(?P<info>[^\n]*)"
    r"(?P<typed>.*?)(?:^[ >]*(?P<closing>(?P=fence)) *$|\Z)"
)
SPAN = (
    r"(?<![\\`])(?P<ticks>`+)(?!`)"
    r"(?P<code>(?:(?!\n *(?:\n|[-*+] |\d+\. |#|/{3}|>|\|)).)+?)(?<!`)(?P=ticks)(?!`)"
)
COMMENT = r"<!--(?:.*?-->)?"
OPAQUE = re.compile(f"{FENCE}|{SPAN}|{COMMENT}", re.DOTALL | re.MULTILINE)

STRUCTURE = re.compile(r'#{1,6}|/{3,}|!!! ?[\w"]|\?{3}\+? ?[\w"]|===[!+]* +"|(?:(?:-|\*|_) *){3,}$')
"""What begins a new element, and so needs no blank line before it."""
CONTAINER = re.compile(
    r'(?:[-*+]|\d+\.) +\S|!!! ?[\w"]|\?{3}\+? ?[\w"]|===[!+]* +"|\[\^[^\]]+\]:|: {1,3}\S'
)
"""What makes the indented lines below its own: list items, boxes, tabs, notes, definitions."""
UNINDENT = (
    "indent by 4 blanks under a list item or a box and by 0 elsewhere; show code from a file with "
    "`/// snippet`, text in a ```text fence; a block's options stand directly under its opening"
)


@dataclass(frozen=True)
class Line:
    """A line as Markdown sees it."""

    number: int
    text: str
    """Tabs expanded, what is no Markdown masked."""
    top: int = 0
    """Where the content of the innermost list item or box begins, in blanks."""
    fresh: bool = True
    """It begins a paragraph: after a blank line, a heading, a box's title."""

    @property
    def depth(self) -> int:
        """Blanks before the text, counted from `top`; negative for a lazy continuation."""
        return len(self.text) - len(self.text.lstrip(" ")) - self.top


@dataclass(frozen=True)
class Fence:
    """A block of fenced code."""

    line: int
    language: str


def read_lines(body: str, first: int) -> tuple[list[Line], list[Fence | Complaint]]:
    """Split a body that begins at line `first`; give also its fences and what is wrong."""
    text = "\n".join(line.expandtabs(4).rstrip() for line in body.split("\n"))
    masked, fences = _mask_code(text, first)
    lines, complaints = _measure(masked.split("\n"), first)
    return lines, [*fences, *complaints]


def _mask_code(text: str, first: int) -> tuple[str, list[Fence | Complaint]]:
    """Cover fenced code and comments, keeping every line where it is."""
    found: list[Fence | Complaint] = []

    def cover(match: re.Match[str]) -> str:
        line = first + text.count("\n", 0, match.start())
        if match["ticks"]:
            return match[0]
        if match["fence"]:
            found.extend(_read_fence(match, line))
        elif not match[0].endswith("-->"):
            found.append((line, "found a comment that nothing closes", "close it with `-->`"))
        masked = " " * len(match["indent"] or "") + MASK
        opening = match["indent"] + MASK if match["marker"] else masked
        return "\n".join([opening, *[masked] * match[0].count("\n")])

    return OPAQUE.sub(cover, text), found


def _read_fence(match: re.Match[str], line: int) -> Iterator[Fence | Complaint]:
    word = re.search(r"[\w+#-]+", match["info"])
    language = word[0].lower() if word else ""
    yield Fence(line, language)
    if language.startswith(("py", "ipy")) or re.search(r"(?m)^[ >]*>>> ", match["typed"]):
        cure = "put it into a file under snippets/ and show it with `/// snippet | topic/slug.py`"
        yield line, "found Python typed into a page", cure
    elif match["marker"]:
        found = "found a fence behind a list marker, where it opens nothing"
        yield line, found, "put it on a line of its own, indented by 4 after a blank line"
    elif not language:
        yield line, "found a fence without a language", "name it: ```text, ```console, ```toml, …"
    if not match["closing"]:
        yield line, "found a fence that nothing closes", f"close it with `{match['fence']}`"


def _measure(texts: list[str], first: int) -> tuple[list[Line], list[Complaint]]:
    """Find what each line stands inside, as Python-Markdown would, and refuse indented code."""
    lines, complaints = list[Line](), list[Complaint]()
    tops: list[int] = []
    fresh, code = True, False
    for number, text in enumerate(texts, first):
        bare = text.lstrip(" ")
        if not bare:
            lines.append(Line(number, ""))
            fresh = True
            continue
        if fresh or STRUCTURE.match(bare) or CONTAINER.match(bare):
            tops = [top for top in tops if top <= len(text) - len(bare)]
        line = Line(number, text, tops[-1] if tops else 0, fresh)
        code = line.depth >= 4 and (fresh or code)
        if code and fresh:
            complaints.append((number, "found an indented code block", UNINDENT))
        elif CONTAINER.match(bare) and line.depth < 4:
            tops.append(line.top + 4)
        lines.append(Line(number, MASK, line.top) if code else line)
        fresh = bool(STRUCTURE.match(bare)) and not re.match(r"/{3,} *[\w-]", bare) and not code
    return lines, complaints
