"""Our blocks: every line that begins with `///` is accounted for, or it is a complaint.

pymdownx Blocks fail silently: a misspelt name prints raw text, an unclosed one swallows the rest
of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from bake.front import find_key, load_options
from bake.lines import Complaint, Line
from bake.problem import suggest
from bake.reference import parse_reference

BLOCKS: Mapping[str, tuple[str, ...]] = {
    "snippet": ("alt",),
    "figure": ("alt",),
    "chart": (),
    "records": (),
}
"""Every block of the site and the options it takes."""
SLASHES = re.compile(r" *(?P<before>(?:>|[-*+] |\d+\. )[ >]*)?(?P<slashes>/{3,}) *(?P<rest>.*)")
OPENING = re.compile(r"[^/]*/+ *(?P<name>[\w-]+) *(?:\| *(?P<argument>.*?))? *")
ANNOTATION = re.compile(r"(?m)^ {0,3}\d+\. +\S")


@dataclass(frozen=True)
class Block:
    """A snippet, figure, chart or records block."""

    line: int
    end: int
    """Line of the closing `///`."""
    name: str
    files: tuple[str, ...]
    selection: tuple[str, ...]
    """Cells, the published dict of a chart, or the topic of records."""
    alt: tuple[str, ...]
    body: str
    """Markdown without the block's own indentation: a caption, or annotations."""


def count_annotations(block: Block) -> int:
    """Count the top-level items of a snippet block's numbered list."""
    return len(ANNOTATION.findall(block.body)) if block.name == "snippet" else 0


def read_blocks(lines: Sequence[Line]) -> Iterator[Block | Complaint]:
    """Read every `///` line: blocks, or what is wrong."""
    opening: Line | None = None
    for line in lines:
        match = SLASHES.fullmatch(line.text)
        if not match:
            continue
        yield from _check_place(line, match)
        if match["rest"]:
            if opening:
                yield _complain_unclosed(opening, f"before line {line.number}")
            opening = line
        elif opening and opening.top == line.top:
            inner = [x for x in lines if opening.number < x.number < line.number]
            yield from _read_block(opening, inner, line)
            opening = None
        else:
            cure = "remove it, or indent it as the line that opens the block"
            yield line.number, "found `///` that closes no block", cure
    if opening:
        yield _complain_unclosed(opening, "and swallows the rest of the page")


def blank_markup(lines: Sequence[Line]) -> Iterator[Line]:
    """Empty the lines that are no text: `///` lines and the options under them."""
    margin = None
    for line in lines:
        match = SLASHES.fullmatch(line.text)
        if match:
            margin = " " * (line.top + 4) if match["rest"] else None
        elif margin is not None and not line.text.startswith(margin):
            margin = None
        yield replace(line, text="") if match or margin is not None else line


def _check_place(line: Line, match: re.Match[str]) -> Iterator[Complaint]:
    inside = match["rest"] and line.top and not line.fresh
    if match["before"] or len(match["slashes"]) > 3 or not 0 <= line.depth < 4 or inside:
        found = f"found `{line.text.strip()}` where it opens or closes nothing"
        cure = "begin the line with `///`; in a list, indent by 4 after a blank line"
        yield line.number, found, cure


def _complain_unclosed(opening: Line, where: str) -> Complaint:
    found = f"found the block `{opening.text.strip()}` that nothing closes {where}"
    return opening.number, found, "close it with a line `///`"


def _read_block(opening: Line, inner: Sequence[Line], closing: Line) -> Iterator[Block | Complaint]:
    shown = opening.text.strip()
    match = OPENING.fullmatch(shown)
    name = match["name"] if match else ""
    if not match or name not in BLOCKS or (name != "records" and match["argument"] is None):
        yield _explain_opening(opening.number, shown)
        return
    margin = " " * (opening.top + 4)
    options = list(takewhile(lambda x: x.text.startswith(margin), inner))
    alt, complaints = _read_alt(name, "\n".join(x.text for x in options), opening.number)
    yield from complaints
    body = inner[len(options) :]
    yield from _check_body(name, body, opening)
    if name == "records":
        selection = tuple((match["argument"] or "").split())
        yield Block(opening.number, closing.number, name, (), selection, (), "")
        return
    reference = parse_reference(match["argument"], name)
    if isinstance(reference, str):
        yield opening.number, reference, f"correct `{shown}`"
        return
    text = "\n".join(x.text.removeprefix(" " * opening.top) for x in body).strip("\n")
    files, selection = reference.files, reference.selection
    yield Block(opening.number, closing.number, name, files, selection, alt, text)


def _explain_opening(line: int, shown: str) -> Complaint:
    name = shown.strip("/ ").split()[0]
    if name in BLOCKS:
        cure = f"write `/// {name} | topic/slug.py`"
        return line, f"found `{shown}`, expected `|` and a file after the name", cure
    return line, f"found `{shown}`, expected the name of a block", suggest(name, BLOCKS)


def _read_alt(name: str, text: str, opening: int) -> tuple[tuple[str, ...], list[Complaint]]:
    """Read a block's options, of which `alt` is the only one: a text or a list of texts."""
    options = load_options(text)
    if isinstance(options, tuple):
        at, found = options
        cure = "write `alt: text`, indented by 4 blanks"
        return (), [(opening + 1 + at, f"the options of `{name}`: {found}", cure)]
    texts, complaints = list[str](), list[Complaint]()
    for key, value in options.items():
        line = opening + 1 + find_key(text, key)
        given: list[Any] = value if isinstance(value, list) else [value]
        if key not in BLOCKS[name]:
            found = f"found the unknown option {key!r} of `{name}`"
            complaints.append((line, found, suggest(key, BLOCKS[name])))
        elif given and all(isinstance(alt, str) and alt.strip() for alt in given):
            texts += given
        else:
            wrong = [alt for alt in given if not (isinstance(alt, str) and alt.strip())]
            found = f"`{key}`: found {wrong[0] if wrong else value!r}, expected a text"
            cure = "write a text, in quotes if YAML misreads it"
            complaints.append((line, found, cure))
    return tuple(texts), complaints


def _check_body(name: str, body: Sequence[Line], opening: Line) -> Iterator[Complaint]:
    """Expect annotations in a snippet block, nothing under records, a caption in the others."""
    body = [line for line in body if line.text]
    if name == "records":
        if body:
            found = "found text in a records block, which shows none"
            yield body[0].number, found, "move it out of the block"
        return
    if name != "snippet" and not body:
        cure = "write it before the closing `///`"
        yield opening.number, f"found a {name} without a caption", cure
    outside = [x for x in body if x.top == opening.top and not ANNOTATION.match(x.text[x.top :])]
    if name == "snippet" and outside:
        found = "found text in a snippet block, expected one numbered list"
        yield outside[0].number, found, "write `1.  …`, or move it out of the block"
