"""A page: one Markdown source, read with line numbers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bake.blocks import Block, blank_markup, read_blocks
from bake.disk import refuse_link
from bake.front import read_front, read_text
from bake.lines import Complaint, Fence, Line, read_lines
from bake.problem import Problem
from bake.spans import Image, Link, Number, Quoted, read_spans, strip_markup

LANGUAGES = ("en", "ko")
HEADING = re.compile(r"(?P<level>#{1,6})(?P<text>.*?)#*(?: +\{:? *(?P<attributes>[^}]*)\})?")
ADMONITION = re.compile(
    r"(?P<marker>!!!|\?{3}\+?) ?"
    r'(?:(?P<type>[a-z][a-z-]*(?: +[a-z][a-z-]*)*)(?: +"[^"]*")?|"[^"]*")'
)
TAB = re.compile(r'===[!+]* +"(?P<label>[^"]*)"')
TABLE = re.compile(r" *\|?(?: *:?-+:? *\|)+(?: *:?-+:?)? *")
"""The line under a table's header."""
NAME = re.compile(r"(?:[a-z0-9][a-z0-9_-]*/)*[a-z0-9][a-z0-9_-]*\.md")
T = TypeVar("T")


@dataclass(frozen=True)
class Heading:
    """A heading with its explicit id."""

    line: int
    level: int
    id: str
    """Empty where it is missing, which is a problem."""
    text: str


@dataclass(frozen=True)
class Admonition:
    """A box: `!!! note`, `??? note` or `???+ note`."""

    line: int
    marker: str
    type: str


@dataclass(frozen=True)
class Tab:
    """A content tab, `=== "label"`."""

    line: int
    label: str


@dataclass(frozen=True)
class Table:
    """A table; `line` is its header row's."""

    line: int
    rows: int
    """Without the header."""
    columns: int


@dataclass(frozen=True)
class Section:
    """The prose under one heading, up to the next."""

    line: int
    heading: str
    """Its id; empty for what stands before the first heading."""
    prose: str
    """Plain words."""


@dataclass(frozen=True)
class Page:
    """A page as its source says it; what is wrong with it is in `problems`."""

    path: Path
    place: str
    """The file as messages name it, `docs/ko/asterisk/arithmetic.md`."""
    name: str
    """The same in both languages, `asterisk/arithmetic.md`."""
    language: str
    meta: Mapping[str, object]
    """The front matter; empty where it cannot be read."""
    body: str
    """All after the front matter."""
    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    numbers: tuple[Number, ...]
    quoted: tuple[Quoted, ...]
    links: tuple[Link, ...]
    images: tuple[Image, ...]
    admonitions: tuple[Admonition, ...]
    tabs: tuple[Tab, ...]
    tables: tuple[Table, ...]
    fences: tuple[Fence, ...]
    problems: tuple[Problem, ...]


def find_pages(root: Path) -> list[Path]:
    """Every page source of a project, sorted."""
    return sorted(p for lang in LANGUAGES for p in (root / "docs" / lang).rglob("*.md"))


def read_page(path: Path, root: Path) -> Page:
    """Read one file under `root/docs/ko` or `root/docs/en`; never raise for what stands in it."""
    place = path.relative_to(root).as_posix()
    _, language, name = place.split("/", 2)
    refused = refuse_link(path, root)
    text, wrong = (None, []) if refused else read_text(path)
    meta, body, found = dict[str, object](), "", list[object](wrong)
    if not NAME.fullmatch(name):
        wanted = "expected small letters, digits, - and _, since it is an address"
        found.append((0, f"found the name {name!r}, {wanted}", "rename it in both languages"))
    if text is not None:
        meta, body, first, wrong = read_front(text)
        found += [*wrong, *_read_body(body, first)]
    problems = {Problem(place, *complaint) for complaint in _only(found, tuple)}
    problems |= {refused} if refused else set()
    return Page(
        path, place, name, language, meta, body,
        headings=_only(found, Heading), sections=_only(found, Section),
        blocks=_only(found, Block), numbers=_only(found, Number), quoted=_only(found, Quoted),
        links=_only(found, Link), images=_only(found, Image),
        admonitions=_only(found, Admonition), tabs=_only(found, Tab),
        tables=_only(found, Table), fences=_only(found, Fence),
        problems=tuple(sorted(problems)),
    )  # fmt: skip


def _only(items: Iterable[object], kind: type[T]) -> tuple[T, ...]:
    return tuple(item for item in items if isinstance(item, kind))


def _read_body(body: str, first: int) -> Iterator[object]:
    """Give everything found, in its order per kind; complaints are tuples."""
    lines, found = read_lines(body, first)
    yield from found
    yield from read_blocks(lines)
    lines = list(blank_markup(lines))
    headings = list(_read_headings(lines))
    yield from headings
    yield from _check_headings(_only(headings, Heading))
    yield from _read_boxes(lines)
    yield from _read_tables(lines)
    text = "\n".join(line.text for line in lines)
    yield from read_spans(text, first)
    yield from _read_sections(lines, _only(headings, Heading))


def _read_headings(lines: Sequence[Line]) -> Iterator[Heading | Complaint]:
    for line in lines:
        text = line.text.strip()
        match = HEADING.fullmatch(text)
        if match and line.depth == 0:
            ids = re.search(r"(?<!\S)#(\S+)", match["attributes"] or "")
            name = ids[1] if ids else ""
            yield Heading(line.number, len(match["level"]), name, match["text"].strip())
        elif re.fullmatch(r"=+|-+", text) and not line.fresh and line.depth < 4:
            found = "found a line under a text, which makes it a heading"
            yield line.number, found, "write `## …`, or a blank line between them"


def _check_headings(headings: Sequence[Heading]) -> Iterator[Complaint]:
    """Expect one title, no level left out, and a good id of its own for every heading."""
    seen: set[str] = set()
    before = 0
    for heading in headings:
        line, level, name = heading.line, heading.level, heading.id
        if not min(before, 1) < level <= before + 1:
            found = f"found a heading of level {level} after level {before}"
            yield line, found, f"make it `{'#' * (2 if level == 1 else before + 1)}`"
        before = level
        if not name:
            shown = f"{'#' * level} {heading.text}"
            cure = f"write `{shown} {{#id}}`, with the same id in both languages"
            yield line, f"found the heading `{shown}` without an id", cure
        elif not re.fullmatch(r"[a-z0-9-]+", name):
            found = f"found the id {name!r}, expected small letters, digits and -"
            yield line, found, "rename it in both languages"
        elif name in seen:
            yield line, f"found the id {name!r} again", "rename one of them in both languages"
        seen.add(name)


def _read_boxes(lines: Sequence[Line]) -> Iterator[Admonition | Tab | Complaint]:
    for line in lines:
        text = line.text.strip()
        box, tab = ADMONITION.fullmatch(text), TAB.fullmatch(text)
        if box and line.depth == 0:
            yield Admonition(line.number, box["marker"], box["type"] or "")
        elif tab and line.depth == 0:
            yield Tab(line.number, tab["label"])
        elif re.match(r"!!!|\?{3}|===[+!]* *[^=]", text):
            found = f'found {text!r}, expected `!!! type "title"` or `=== "label"`'
            yield line.number, found, "put the words in quotes, and no blanks before it"


def _read_tables(lines: Sequence[Line]) -> Iterator[Table]:
    for at, (header, line) in enumerate(itertools.pairwise(lines), 2):
        if TABLE.fullmatch(line.text) and "|" in header.text:
            rows = list(itertools.takewhile(lambda row: row.text, lines[at:]))
            yield Table(header.number, len(rows), len(line.text.strip(" |").split("|")))


def _read_sections(lines: Sequence[Line], headings: Sequence[Heading]) -> Iterator[Section]:
    first = lines[0].number
    starts = [(first - 1, ""), *((heading.line, heading.id) for heading in headings)]
    ends = [line for line, _ in starts[1:]] + [first + len(lines)]
    for (line, name), end in zip(starts, ends, strict=True):
        prose = strip_markup("\n".join(x.text for x in lines[line + 1 - first : end - first]))
        if name or prose:
            yield Section(max(line, 1), name, prose)
