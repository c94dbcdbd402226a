"""A page: one Markdown source, read with line numbers.

pymdownx Blocks fail silently: a misspelt name prints raw text, an unclosed one swallows the rest
of the page. So every line that begins with `///` is accounted for here, or it is a problem.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml

from bake.problem import Problem, suggest
from bake.snippet import TOPICS

LANGUAGES = ("en", "ko")
BLOCKS: Mapping[str, tuple[str, ...]] = {"snippet": ("alt",), "figure": ("alt",), "chart": ()}
"""Every block of the site and the options it takes."""
STATS = ("max", "median", "min", "spread")
META: Mapping[str, type] = {
    "title": str, "description": str, "rows": list, "synced": str,
    "hide": list, "template": str, "status": str, "icon": str,
}  # fmt: skip
PYTHON = frozenset(
    "bazel ipython ipython3 numpy py py2 py2tb py3 py3tb pycon pyi pytb python python-console "
    "python2 python2tb python3 sage starlark".split()
)
"""What Pygments calls Python, its sessions and its tracebacks."""

T = TypeVar("T")


@dataclass(frozen=True)
class Reference:
    """What a block points at: `FILE [FILE…] [# name[, name…]]`."""

    files: tuple[str, ...]
    """`topic/slug.py`, at least one."""
    selection: tuple[str, ...]
    """Cells, or published dicts; empty for all code cells."""


@dataclass(frozen=True)
class NumberRef:
    """One published number: `seconds.gevent` of one file on one runner."""

    file: str
    name: str
    """The published dict."""
    label: str
    runner: str = "cpu"


@dataclass(frozen=True)
class NumberSpec(NumberRef):
    """What `#!baked …` asks for."""

    stat: str = "median"
    over: NumberRef | None = None
    """The divisor, where the number is a ratio."""
    format: str = ".2f"


@dataclass(frozen=True)
class Number:
    """A baked number in a sentence."""

    line: int
    spec: NumberSpec
    text: str
    """As written after `#!baked`, each run of blanks made one."""


@dataclass(frozen=True)
class Quoted:
    """A figure that a source published, quoted with `#!quoted`."""

    line: int
    text: str


@dataclass(frozen=True)
class Heading:
    """A heading with its explicit id."""

    line: int
    level: int
    id: str
    """Empty where it is missing, which is a problem."""
    text: str


@dataclass(frozen=True)
class Block:
    """A snippet, figure or chart block."""

    line: int
    end: int
    """Line of the closing `///`."""
    name: str
    files: tuple[str, ...]
    selection: tuple[str, ...]
    alt: tuple[str, ...]
    body: str
    """Markdown without the block's own indentation: a caption, or annotations."""
    body_line: int
    """1-based; 0 without a body."""


@dataclass(frozen=True)
class Link:
    """A link, its target as written."""

    line: int
    target: str
    text: str


@dataclass(frozen=True)
class Image:
    """An image, its target as written."""

    line: int
    target: str
    alt: str


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
class Fence:
    """A block of fenced code."""

    line: int
    language: str


@dataclass(frozen=True)
class Section:
    """The prose under one heading, up to the next."""

    line: int
    heading: str
    """Its id; empty for what stands before the first heading."""
    prose: str
    """Plain words: no code, no targets, no markup."""


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
    text, problems = _read_text(path, place)
    front, body, first = _split_meta(text)
    meta: Mapping[str, object] = {}
    found: list[object] = []
    if text or not problems:
        meta, complaints = _read_meta(front, place)
        found = [*complaints, *_read_body(body, first, place)]
    problems += _only(found, Problem)
    return Page(
        path, place, name, language, meta, body,
        headings=_only(found, Heading), sections=_only(found, Section),
        blocks=_only(found, Block), numbers=_only(found, Number), quoted=_only(found, Quoted),
        links=_only(found, Link), images=_only(found, Image),
        admonitions=_only(found, Admonition), tabs=_only(found, Tab),
        tables=_only(found, Table), fences=_only(found, Fence),
        problems=tuple(sorted(set(problems))),
    )  # fmt: skip


def hash_body(page: Page) -> str:
    """Digest the body in 12 hex digits; blanks at line ends and blank lines around do not count."""
    lines = [line.rstrip() for line in page.body.split("\n")]
    return hashlib.sha256("\n".join(lines).strip("\n").encode()).hexdigest()[:12]


def count_annotations(block: Block) -> int:
    """Count the top-level items of a snippet block's numbered list."""
    return len(re.findall(r"(?m)^ {0,3}\d+\. +\S", block.body)) if block.name == "snippet" else 0


# --- What a block and a number point at; the Markdown extension reads them by the same functions.

NAME = re.compile(r"[A-Za-z0-9_-]+")
FILE = re.compile(r"(?P<topic>[a-z]+)/[a-z][a-z0-9_]*\.py")
NUMBER = re.compile(r"(?P<name>[A-Za-z_]\w*)\.(?P<label>[^\s@/]+)(?:@(?P<runner>[a-z][a-z0-9-]*))?")
FORMAT = re.compile(r",?(?:\.\d)?[efg%]")
NUMBER_USAGE = "FILE name.label [@runner] [stat] [/ name.label] [.2f]"


def parse_reference(text: str, block: str = "snippet") -> Reference | str:
    """Read the argument of a block: the files and what to take from them, or what is wrong."""
    before, sharp, after = text.partition("#")
    files = tuple(before.split())
    if not files:
        return "found no file, expected `topic/slug.py`"
    for file in files:
        wrong = _find_wrong_file(file)
        if wrong:
            return wrong
    selection = tuple(name.strip() for name in after.split(",")) if sharp else ()
    for name in selection:
        if not NAME.fullmatch(name):
            return f"found the name {name!r} after `#`, expected names with commas between them"
    if len(set(selection)) < len(selection) or len(set(files)) < len(files):
        return f"found a file or a name twice in `{text.strip()}`"
    if block == "chart" and not (len(selection) == 1 and selection[0].isidentifier()):
        return "found no published dict, expected exactly one, as in `# seconds`"
    if block != "chart" and len(files) > 1:
        return f"found {len(files)} files, expected one (only a chart takes several)"
    return Reference(files, selection)


def parse_number(text: str) -> NumberSpec | str:
    """Read what follows `#!baked`: which number, or what is wrong."""
    words = text.split()
    if not words:
        return f"found nothing after `#!baked`, expected `{NUMBER_USAGE}`"
    number = _take_number(words, "")
    if isinstance(number, str):
        return number
    stat = words.pop(0) if words and words[0] in STATS else "median"
    over = None
    if words and words[0] == "/":
        words.pop(0)
        divisor = _take_number(words, number.file)
        if isinstance(divisor, str):
            return divisor
        over = divisor
    style = words.pop(0) if words and FORMAT.fullmatch(words[0]) else ".2f"
    if words:
        return _explain_word(words[0])
    return NumberSpec(number.file, number.name, number.label, number.runner, stat, over, style)


def _take_number(words: list[str], file: str) -> NumberRef | str:
    """Take `[FILE] name.label[@runner]` from the front; `file` is the default."""
    if words and (not file or words[0].endswith(".py")):
        file = words.pop(0)
    wrong = _find_wrong_file(file)
    if wrong:
        return wrong
    word = words.pop(0) if words else ""
    match = NUMBER.fullmatch(word)
    if not match:
        return f"found {word!r}, expected `name.label` as in `{NUMBER_USAGE}`"
    runner = match["runner"] or "cpu"
    if words and words[0].startswith("@") and not match["runner"]:
        runner = words.pop(0)[1:]
        if not re.fullmatch(r"[a-z][a-z0-9-]*", runner):
            return f"found the runner {runner!r}, expected a name as in `@gpu`"
    return NumberRef(file, match["name"], match["label"], runner)


def _explain_word(word: str) -> str:
    if word[0] in ".,%0123456789":
        return f"found the format {word!r}, expected one like `.2f`, `.0f`, `,.0f` or `.1%`, last"
    if word in STATS or word[0] in "@/":
        return f"found {word!r} in the wrong place, expected `{NUMBER_USAGE}`"
    return f"found the statistic {word!r}, {suggest(word, STATS)}"


def _find_wrong_file(file: str) -> str:
    """Say what is wrong with the name of a snippet file; empty if nothing is."""
    match = FILE.fullmatch(file)
    if match:
        topic = match["topic"]
        return "" if topic in TOPICS else f"found the topic {topic!r}, {suggest(topic, TOPICS)}"
    expected = "expected `topic/slug.py`, as it is called below snippets/"
    if ".." in file.split("/"):
        return f"found {file!r} with `..`, {expected}"
    if file.startswith(("/", "~")) or "\\" in file or ":" in file:
        return f"found the absolute path {file!r}, {expected}"
    return f"found the file {file!r}, {expected}"


# --- The text and its front matter.

FRONT = re.compile(r"\A---[ \t]*\n(?P<front>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")


def _read_text(path: Path, place: str) -> tuple[str, list[Problem]]:
    problems = []
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
    except OSError as error:
        return "", [Problem(place, 0, f"cannot be read: {error.strerror}", "make it readable")]
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        found = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        return "", [Problem(place, line, found, "save the file as UTF-8")]
    if text.startswith("\ufeff"):
        text = text[1:]
        problems.append(
            Problem(place, 1, "found a byte order mark", "save the file as UTF-8 without BOM")
        )
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        found = "found CR at a line end"
        problems.append(Problem(place, line, found, "save the file with LF line ends"))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    jamo = re.search("[\u1100-\u11ff]", text)
    if jamo:
        line = text[: jamo.start()].count("\n") + 1
        found = "found Hangul taken apart into letters (NFD)"
        problems.append(Problem(place, line, found, "save the file with composed Hangul (NFC)"))
    return text, problems


def _split_meta(text: str) -> tuple[str | None, str, int]:
    """Split a text into front matter (None without one), body, and the body's first line."""
    match = FRONT.match(text)
    if not match:
        return None, text, 1
    return match["front"], text[match.end() :], match[0].count("\n") + 1


def _read_meta(front: str | None, place: str) -> tuple[Mapping[str, object], list[Problem]]:
    """Read the front matter, which begins at line 2."""
    if front is None:
        found = "line 1 does not open a front matter `---` that a later `---` closes"
        return {}, [Problem(place, 1, found, "begin with title, description and rows")]
    meta = load_options(front)
    if isinstance(meta, tuple):
        line, found = meta
        return {}, [Problem(place, line + 2, f"the front matter {found}", "correct it")]
    problems = []
    for key, value in meta.items():
        line = _find_key(front, key) + 2
        wrong = "" if key not in META else _find_wrong_meta(key, value)
        if key not in META:
            found = f"found the unknown key {key!r} in the front matter"
            problems.append(Problem(place, line, found, suggest(key, META)))
        elif wrong:
            problems.append(Problem(place, line, f"`{key}`: {wrong}", "correct the front matter"))
    for key in ("title", "description", "rows"):
        if key not in meta:
            cure = "add `rows: []` or the rows it covers" if key == "rows" else f"add `{key}: …`"
            problems.append(Problem(place, 1, f"found no `{key}` in the front matter", cure))
    return meta, problems


def load_options(text: str) -> dict[str, object] | tuple[int, str]:
    """Read `key: value` lines as YAML, or say at which line (from 0) they are wrong, and how."""
    try:
        value = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        return line, f"is not YAML ({error.problem}; quote a text that holds `: ` or `#`)"
    except Exception as error:  # PyYAML's constructors raise whatever a bad value makes them meet
        return 0, f"is not YAML ({type(error).__name__})"
    if value is None:
        return {}
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        return 0, "does not hold `key: value` lines"
    return value


def _find_key(text: str, key: str) -> int:
    """Find the line, from 0, that sets a key."""
    lines = text.split("\n")
    return next((n for n, line in enumerate(lines) if line.strip("\"' ").startswith(key)), 0)


def _find_wrong_meta(key: str, value: object) -> str:
    kind = META[key]
    if key == "rows":
        good = isinstance(value, list) and all(type(row) is int and row > 0 for row in value)
        return "" if good else f"found {value!r}, expected a list of row numbers"
    if key == "synced":
        good = isinstance(value, str) and bool(re.fullmatch(r"(?:[0-9a-f]{12})?", value))
        return "" if good else f"found {value!r}, expected 12 hex digits in quotes"
    if kind is list:
        good = isinstance(value, list) and all(isinstance(entry, str) for entry in value)
        return "" if good else f"found {value!r}, expected a list of words"
    good = isinstance(value, str) and bool(value.strip())
    return "" if good else f"found {value!r}, expected text"


# --- The body, first line by line: fences and comments masked, then the indentation understood.

MASK = "\ue000"
"""Stands for what is no Markdown: code, comments."""
BREAK = "\ue001"
"""Stands for a comment at the left margin, which ends every list and box."""
FENCE = re.compile(
    r"(?P<prefix>[ >]*(?P<marker>(?:[-*+]|\d+\.) +)?)(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)"
)
STRUCTURE = re.compile(
    r'#{1,6}|/{3,}|!!! ?[\w"]|\?{3}\+? ?[\w"]|===[!+]* +"|(?:(?:-|\*|_) *){3,}$|' + BREAK
)
CONTAINER = re.compile(r'!!! ?[\w"]|\?{3}\+? ?[\w"]|===[!+]* +"|\[\^[^\]]+\]:|: {1,3}\S')
ITEM = re.compile(r"(?:[-*+]|\d+\.) +\S")


@dataclass(frozen=True)
class _Line:
    number: int
    text: str
    """Tabs expanded, what is no Markdown masked."""
    top: int = 0
    """Where the content of the innermost list item or box begins, in blanks."""
    fresh: bool = True
    """It begins a paragraph: after a blank line, a heading, a block's opening."""

    @property
    def depth(self) -> int:
        """Blanks before the text, counted from `top`; negative for a lazy continuation."""
        return len(self.text) - len(self.text.lstrip(" ")) - self.top


def _read_body(body: str, first: int, place: str) -> Iterator[object]:
    raw = [line.expandtabs(4).rstrip() for line in body.split("\n")]
    masked, found = _mask_code(raw, first, place)
    lines, complaints = _measure(masked, first, place)
    blocks, markup = _read_blocks(lines, raw, first, place)
    lines = [_Line(x.number, "", x.top) if x.number in markup else x for x in lines]
    headings = list(_read_headings(lines, place))
    yield from [*found, *complaints, *blocks, *headings]
    yield from _check_headings(_only(headings, Heading), place)
    yield from _read_boxes(lines, place)
    yield from _read_tables(lines, place)
    titled = {heading.line for heading in _only(headings, Heading)}
    texts = [HEADING_ID.sub("", x.text) if x.number in titled else x.text for x in lines]
    text = "\n".join(texts)
    yield from _read_spans(text, first, place)
    yield from _read_sections(texts, _only(headings, Heading), first)


def _mask_code(raw: Sequence[str], first: int, place: str) -> tuple[list[str], list[object]]:
    """Mask fenced code and HTML comments; give the fences and what is wrong with them."""
    lines, found, at = list(raw), list[object](), 0
    while at < len(lines):
        fence = FENCE.fullmatch(lines[at])
        if fence:
            end, closed = _find_fence_end(lines, at, fence)
            found += _check_fence(lines[at : end + 1], fence, closed, first + at, place)
            for n in range(at, end + 1):
                lines[n] = fence["prefix"].replace(">", " ") + MASK
            at = end + 1
            continue
        start = CODE.sub(lambda m: MASK * len(m[0]), lines[at]).find("<!--")
        if start < 0:
            at += 1
        elif not _mask_comment(lines, at, start):
            cure = "close it with `-->`"
            found.append(Problem(place, first + at, "found a comment that nothing closes", cure))
    return lines, found


def _find_fence_end(lines: Sequence[str], at: int, fence: re.Match[str]) -> tuple[int, bool]:
    """Find a fence's last line, and whether it is a closing one."""
    width = len(fence["prefix"])
    for n in range(at + 1, len(lines)):
        if not lines[n].strip(" >"):
            continue
        if lines[n][:width].strip(" >"):
            return n - 1, False
        if lines[n][width:].rstrip() == fence["fence"]:
            return n, True
    return len(lines) - 1, False


def _check_fence(
    lines: Sequence[str], fence: re.Match[str], closed: bool, line: int, place: str
) -> Iterator[object]:
    info = fence["info"].strip()
    word = re.search(r"\.([^\s}]+)", info) if info.startswith("{") else re.match(r"\.?(\S+)", info)
    language = word[1].lower().split("{")[0] if word else ""
    yield Fence(line, language)
    if language in PYTHON or any(re.match(r"[ >]*>>> ", text) for text in lines[1:]):
        cure = "put it into a file under snippets/ and show it with `/// snippet | topic/slug.py`"
        yield Problem(place, line, "found Python typed into a page", cure)
    elif not language:
        cure = "name it: ```text, ```console, ```toml, …"
        yield Problem(place, line, "found a fence without a language", cure)
    if fence["marker"]:
        found = "found a fence on the line of a list marker, where it opens nothing"
        yield Problem(place, line, found, "begin it on the next line, indented by 4 blanks")
    elif not closed:
        cure = f"close it with `{fence['fence']}` at the same indentation"
        yield Problem(place, line, "found a fence that nothing closes", cure)


def _mask_comment(lines: list[str], at: int, start: int) -> bool:
    """Blank out the comment that begins there; False if it runs to the end of the page."""
    before = lines[at][:start]
    before += MASK if before.strip() or start > 3 else BREAK
    for n in range(at, len(lines)):
        end = lines[n].find("-->", start if n == at else 0)
        kept = before if n == at else ""
        lines[n] = kept if end < 0 else kept + lines[n][end + 3 :]
        if end >= 0:
            return True
    return False


def _measure(
    texts: Sequence[str], first: int, place: str
) -> tuple[list[_Line], list[Problem]]:
    """Find each line's container, as Python-Markdown would, and refuse indented code."""
    lines, problems = list[_Line](), list[Problem]()
    stack: list[int] = []
    fresh, ready, code = True, False, False
    for number, text in enumerate(texts, first):
        bare = text.lstrip(" ")
        if not bare:
            fresh = True
            lines.append(_Line(number, ""))
            continue
        item = ITEM.match(bare) and (fresh or ready or stack)
        while stack and len(text) - len(bare) < stack[-1] and (
            fresh or item or STRUCTURE.match(bare)
        ):
            stack.pop()
        line = _Line(number, text, stack[-1] if stack else 0, fresh or ready)
        if line.depth >= 4 and (fresh or code):
            if not code:
                problems.append(Problem(place, number, "found an indented code block", UNINDENT))
            fresh, code = False, True
            lines.append(_Line(number, MASK, line.top))
            continue
        lines.append(line)
        if line.depth < 4 and (item or CONTAINER.match(bare)):
            stack.append(line.top + 4)
        opening = re.match(r"/{3,} *[\w-]", bare)
        fresh = bool(STRUCTURE.match(bare)) and not opening and line.depth < 4
        ready = bool(opening) or (ready and line.depth >= 4)
        code = False
    return lines, problems


UNINDENT = (
    "indent by 4 blanks under a list item or a box and by 0 elsewhere; show code from a file with "
    "`/// snippet`, text in a ```text fence; a block's options stand directly under its opening"
)


# --- Blocks.

SLASHES = re.compile(r" *(?P<before>(?:>|[-*+] |\d+\. )[ >]*)?(?P<slashes>/{3,}) *(?P<rest>.*)")
OPENING = re.compile(r"(?P<name>[\w-]+) *(?:\| *(?P<argument>.*?))? *")


def _read_blocks(
    lines: Sequence[_Line], raw: Sequence[str], first: int, place: str
) -> tuple[list[object], set[int]]:
    """Account for every `///` line; give also the lines that are markup of blocks, not text."""
    found, markup = list[object](), set[int]()
    opened: tuple[_Line, str] | None = None
    for line in lines:
        match = SLASHES.fullmatch(line.text)
        if not match:
            continue
        markup.add(line.number)
        found += _check_slashes(line, match, place)
        if match["rest"]:
            if opened:
                found.append(_complain_unclosed(opened, f"before line {line.number}", place))
            opened = (line, match["rest"])
        elif not opened:
            cure = "remove it, or open the block with `/// snippet | topic/slug.py`"
            found.append(Problem(place, line.number, "found `///` that closes no block", cure))
        else:
            body = [x for x in lines if opened[0].number < x.number < line.number]
            options = _take_options(body, opened[0].top)
            markup |= {x.number for x in options}
            rest = body[len(options) :]
            found += _read_block(opened, options, rest, line, raw, first, place)
            opened = None
    if opened:
        found.append(_complain_unclosed(opened, "and swallows the rest of the page", place))
    return found, markup


def _check_slashes(line: _Line, match: re.Match[str], place: str) -> Iterator[Problem]:
    shown = f"`{match['slashes']} {match['rest']}`".replace(" `", "`")
    if match["before"] or line.depth > 3 or line.depth < 0:
        cure = "begin the line with it, or with the 4 blanks of its list item or box"
        yield Problem(place, line.number, f"found {shown} where it opens or closes nothing", cure)
    elif match["rest"] and line.top and not line.fresh:
        cure = "put a blank line before it"
        yield Problem(place, line.number, f"found {shown} in the middle of a paragraph", cure)
    if len(match["slashes"]) > 3:
        yield Problem(place, line.number, f"found {shown}, expected three slashes", "write `///`")


def _complain_unclosed(opened: tuple[_Line, str], where: str, place: str) -> Problem:
    found = f"found the block `/// {opened[1]}` that nothing closes {where}"
    return Problem(place, opened[0].number, found, "close it with a line `///`")


def _take_options(body: Sequence[_Line], top: int) -> list[_Line]:
    """Take the lines directly under the opening that are indented by 4."""
    options: list[_Line] = []
    for line in body:
        if not line.text.startswith(" " * (top + 4)):
            break
        options.append(line)
    return options


def _read_block(
    opened: tuple[_Line, str],
    options: Sequence[_Line],
    body: Sequence[_Line],
    closing: _Line,
    raw: Sequence[str],
    first: int,
    place: str,
) -> Iterator[object]:
    line, rest = opened
    match = OPENING.fullmatch(rest)
    if not match or match["argument"] is None or match["name"] not in BLOCKS:
        name = (match["name"] if match else rest).split()[0]
        known = name in BLOCKS
        wanted = "`|` and a file after the name" if known else "the name of a block"
        cure = f"write `/// {name} | topic/slug.py`" if known else suggest(name, BLOCKS)
        yield Problem(place, line.number, f"found `/// {rest}`, expected {wanted}", cure)
        return
    name = match["name"]
    if closing.top != line.top:
        found = f"found `///` at another indentation than the block it closes (line {line.number})"
        yield Problem(place, closing.number, found, "indent both alike")
    alt = list(_read_options(name, options, line, place))
    yield from _only(alt, Problem)
    yield from _check_block_body(name, body, line, place)
    if name == "figure" and not alt:
        cure = "add `alt: …` under the opening line, indented by 4 blanks"
        yield Problem(place, line.number, "found a figure without a text that stands for it", cure)
    reference = parse_reference(match["argument"], name)
    if isinstance(reference, str):
        yield Problem(place, line.number, reference, f"correct `/// {rest}`")
        return
    filled = [x for x in body if x.text]
    begin, end = (filled[0].number, filled[-1].number) if filled else (0, 0)
    source = raw[begin - first : end - first + 1] if filled else []
    text = "\n".join(s[line.top :] if s[: line.top].isspace() else s for s in source)
    yield Block(
        line.number, closing.number, name, reference.files, reference.selection,
        _only(alt, str), text, begin,
    )  # fmt: skip


def _read_options(
    name: str, lines: Sequence[_Line], opening: _Line, place: str
) -> Iterator[str | Problem]:
    """Give the alt texts."""
    front = "\n".join(line.text[opening.top + 4 :] for line in lines)
    options = load_options(front)
    begin = opening.number + 1
    if isinstance(options, tuple):
        at, found = options
        cure = "write `alt: text`, indented by 4 blanks"
        yield Problem(place, begin + at, f"the options of `{name}`: {found}", cure)
        return
    for key, value in options.items():
        line = begin + _find_key(front, key)
        if key not in BLOCKS[name]:
            found = f"found the unknown option {key!r} of `{name}`"
            yield Problem(place, line, found, suggest(key, BLOCKS[name]))
            continue
        texts = _only(value if isinstance(value, list) else [value], str)
        if texts and all(map(str.strip, texts)) and (value == texts[0] or value == list(texts)):
            yield from texts
        else:
            found = f"`{key}`: found {value!r}, expected a text or a list of texts"
            yield Problem(place, line, found, "write a text, in quotes if YAML misreads it")


def _check_block_body(
    name: str, body: Sequence[_Line], opening: _Line, place: str
) -> Iterator[Problem]:
    filled = [line for line in body if line.text]
    if name != "snippet":
        if not filled:
            found = f"found a {name} without a caption"
            yield Problem(place, opening.number, found, "write it before the closing `///`")
        return
    count = 0
    for n, line in enumerate(filled):
        text = line.text[opening.top :]
        item = re.match(r" {0,3}(\d+)\. +\S", text)
        if item:
            if int(item[1]) not in (1, count + 1):
                found = f"found annotation {item[1]} after {count}"
                cure = f"number it {count + 1}, or 1 in a new cell"
                yield Problem(place, line.number, found, cure)
            count = int(item[1])
        elif not text.startswith("    ") and (line.fresh or not n):
            found = "found text in a snippet block, expected one numbered list"
            yield Problem(place, line.number, found, "write `1.  …`, or move it out of the block")
            return


# --- Headings, boxes, tabs, tables.

HEADING = re.compile(r"(?P<level>#{1,6})(?P<rest>.*)")
HEADING_ID = re.compile(r" +\{:? *(?P<attributes>[^}]*)\} *$")
ADMONITION = re.compile(
    r"(?P<marker>!!!|\?{3}\+?) ?"
    r'(?:(?P<type>[a-z][a-z-]*(?: +[a-z][a-z-]*)*)(?: +"[^"]*")?|"[^"]*")'
)
TAB = re.compile(r'===(?:\+|!|\+!|!\+)? +"(?P<label>[^"]*)"')
TABLE = re.compile(r" *\|?(?: *:?-+:? *\|)+(?: *:?-+:?)? *")


def _read_headings(lines: Sequence[_Line], place: str) -> Iterator[Heading | Problem]:
    for before, line in zip([_Line(0, ""), *lines], lines, strict=False):
        text = line.text.strip()
        match = HEADING.fullmatch(text)
        if match and line.depth == 0:
            ids = HEADING_ID.search(match["rest"])
            at = re.search(r"(?<!\S)#(\S+)", ids["attributes"]) if ids else None
            title = HEADING_ID.sub("", match["rest"]).rstrip("# ").lstrip()
            yield Heading(line.number, len(match["level"]), at[1] if at else "", title)
        elif match and 0 < line.depth < 4 and match["rest"].startswith(" "):
            found = f"found blanks before the heading {text!r}, which make it plain text"
            yield Problem(place, line.number, found, "remove them")
        elif re.fullmatch(r"=+|-+", text) and before.text and line.depth < 4:
            if before.text.strip()[0] in f"#!?=/{BREAK}" or "|" in before.text:
                continue
            if not before.fresh and before.text.strip() != MASK:
                continue
            found = "found a line under a text, which makes it a heading"
            yield Problem(place, line.number, found, "write `## …`, or a blank line between them")


def _check_headings(headings: Sequence[Heading], place: str) -> Iterator[Problem]:
    titles = [heading for heading in headings if heading.level == 1]
    if not titles:
        line = headings[0].line if headings else 0
        cure = "begin the page with `# … {#id}`"
        yield Problem(place, line, "found no heading of level 1, expected one", cure)
    for heading in titles[1:]:
        found = f"found a second heading of level 1, the first is at line {titles[0].line}"
        yield Problem(place, heading.line, found, "make it `##`")
    seen: dict[str, int] = {}
    level = 0 if titles else 1
    for heading in headings:
        shown = f"{'#' * heading.level} {heading.text}"
        if heading.level > level + 1:
            found = f"found a heading of level {heading.level} after level {level}"
            yield Problem(place, heading.line, found, f"make it `{'#' * (level + 1)}`")
        level = heading.level
        if not heading.id:
            cure = f"write `{shown} {{#id}}`, with the same id in both languages"
            yield Problem(place, heading.line, f"found the heading `{shown}` without an id", cure)
        elif not re.fullmatch(r"[a-z0-9-]+", heading.id):
            found = f"found the id {heading.id!r}, expected small letters, digits and -"
            yield Problem(place, heading.line, found, "rename it in both languages")
        elif heading.id in seen:
            found = f"found the id {heading.id!r} again, first at line {seen[heading.id]}"
            yield Problem(place, heading.line, found, "rename one of them in both languages")
        seen.setdefault(heading.id, heading.line)


def _read_boxes(lines: Sequence[_Line], place: str) -> Iterator[Admonition | Tab | Problem]:
    for line in lines:
        text = line.text.strip()
        if text.startswith(("!!!", "???")):
            match = ADMONITION.fullmatch(text)
            if match and line.depth == 0 and (match["type"] or match["marker"] != "!!!"):
                yield Admonition(line.number, match["marker"], match["type"] or "")
            else:
                found = f'found {text!r}, expected `!!! type "title"` without blanks before it'
                yield Problem(place, line.number, found, "put the title in quotes")
        elif re.match(r"===[+!]* *[^=]", text):
            match = TAB.fullmatch(text)
            if match and line.depth == 0:
                yield Tab(line.number, match["label"])
            else:
                found = f'found {text!r}, expected `=== "label"` without blanks before it'
                yield Problem(place, line.number, found, "put the label in quotes")


def _read_tables(lines: Sequence[_Line], place: str) -> Iterator[Table | Problem]:
    for at, line in enumerate(lines):
        header = lines[at - 1] if at else _Line(0, "")
        if not TABLE.fullmatch(line.text) or "|" not in header.text:
            continue
        if not header.fresh:
            found = "found a table right under other text, where it stays plain text"
            yield Problem(place, header.number, found, "put a blank line before it")
        rows = list(itertools.takewhile(lambda row: row.text, lines[at + 1 :]))
        yield Table(header.number, len(rows), len(line.text.strip(" |").split("|")))
        for row in rows:
            if "|" not in row.text:
                found = "found text right under a table, which makes it a row"
                yield Problem(place, row.number, found, "put a blank line before it")
                break


# --- Inside the lines: code spans, links, images, words.

CODE = re.compile(
    r"(?<![\\`])(?P<ticks>`+)(?!`)"
    r"(?P<code>(?:(?!\n *(?:\n|[-*+] |\d+\. |#|/{3}|>|\|)).)+?)(?<!`)(?P=ticks)(?!`)",
    re.DOTALL,
)
TARGET = r"\(\s*(?P<target><[^>\n]*>|(?:[^\s()]|\([^\s()]*\))*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
IMAGE = re.compile(r"!\[(?P<text>[^\[\]]*)\]" + TARGET)
LINK = re.compile(r"(?<![!\\])\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]" + TARGET)
DEFINITION = re.compile(r"(?m)^ {0,3}\[(?P<text>[^\]^][^\]]*)\]: *(?P<target>\S+).*$")
AUTOLINK = re.compile(r"<(?P<target>(?:https?://|mailto:)[^\s<>]+)>")
TAG = re.compile(r"<(?P<tag>/?[A-Za-z][A-Za-z0-9]*)\b(?P<attributes>[^<>]*)>")
QUOTED = re.compile(r"[+−-]?\d[\d,]*(?:\.\d+)?")


def _read_spans(text: str, first: int, place: str) -> Iterator[object]:
    """Read what stands inside lines; `text` begins at line `first`."""

    def count(match: re.Match[str]) -> int:
        return first + text.count("\n", 0, match.start())

    for match in CODE.finditer(text):
        yield from _read_code_span(" ".join(match["code"].split()), count(match), place)
    text = _mask(CODE, text)
    for match in IMAGE.finditer(text):
        yield from _check_image(match["target"].strip("<>"), match["text"], count(match), place)
    text = _mask(IMAGE, text)
    for pattern in (LINK, DEFINITION, AUTOLINK):
        for match in pattern.finditer(text):
            words = match.groupdict().get("text") or ""
            link = Link(count(match), match["target"].strip("<>"), words.replace(MASK, ""))
            yield link
            if not link.target:
                found = f"found the link {match[0].replace(MASK, '')!r} without a target"
                yield Problem(place, link.line, found, "name the page or address")
    for match in TAG.finditer(text):
        yield from _read_tag(match["tag"].lower(), match["attributes"], count(match), place)


def _read_code_span(code: str, line: int, place: str) -> Iterator[Number | Quoted | Problem]:
    match = re.match(r"#! ?([A-Za-z]\w*)(?: (.*)|$)", code)
    if not match:
        return
    word, rest = match[1], match[2] or ""
    if word not in ("baked", "quoted") or not code.startswith(f"#!{word}"):
        yield Problem(place, line, f"found `{code}`", suggest(word, ("baked", "quoted")))
    elif word == "quoted":
        if QUOTED.fullmatch(rest):
            yield Quoted(line, rest)
        else:
            yield Problem(place, line, f"found `{code}`", "write a number, as in `#!quoted 10.07`")
    else:
        spec = parse_number(rest)
        if isinstance(spec, str):
            yield Problem(place, line, spec, f"correct `{code}`")
        else:
            yield Number(line, spec, rest)


def _check_image(target: str, alt: str, line: int, place: str) -> Iterator[Image | Problem]:
    yield Image(line, target, alt.strip())
    if not alt.strip():
        found = f"found the image {target!r} without a text that stands for it"
        yield Problem(place, line, found, "write it between the brackets: `![text](…)`")


def _read_tag(tag: str, attributes: str, line: int, place: str) -> Iterator[object]:
    """Read an HTML tag: links and images count, headings and code are refused."""
    values = {m[1].lower(): m[3] for m in re.finditer(r"([\w-]+)=([\"'])(.*?)\2", attributes)}
    if tag == "a" and "href" in values:
        yield Link(line, values["href"], "")
    elif tag == "img":
        yield from _check_image(values.get("src", ""), values.get("alt", ""), line, place)
    elif tag == "pre" or re.fullmatch(r"h[1-6]", tag):
        cure = "write `## … {#id}`" if tag != "pre" else "show a file with `/// snippet`"
        yield Problem(place, line, f"found the HTML tag <{tag}>, which nothing checks", cure)


def _mask(pattern: re.Pattern[str], text: str) -> str:
    """Cover what matches, keeping every line where it is."""
    return pattern.sub(lambda m: re.sub(r"[^\n]", MASK, m[0]), text)


def _read_sections(
    lines: Sequence[str], headings: Sequence[Heading], first: int
) -> Iterator[Section]:
    starts = [(first - 1, ""), *((heading.line, heading.id) for heading in headings)]
    ends = [line for line, _ in starts[1:]] + [first + len(lines)]
    for (line, name), end in zip(starts, ends, strict=True):
        prose = _strip_markup("\n".join(lines[line + 1 - first : end - first]))
        if name or prose:
            yield Section(max(line, 1), name, prose)


MARKUP = (
    (TABLE, ""),
    (re.compile(r"[ >]*(?:!!!|\?{3}\+?) ?[a-z -]*|[ >]*===.*"), ""),
    (re.compile(r"[ >]*(?:[-*+]|\d+\.) +|[ >]+|\[\^[^\]]+\]:?"), ""),
)
"""What is dropped where a line begins."""


def _strip_markup(text: str) -> str:
    """Reduce Markdown to its words."""
    text = _mask(IMAGE, _mask(CODE, text))
    text = DEFINITION.sub("", LINK.sub(lambda m: m["text"], text))
    text = TAG.sub("", AUTOLINK.sub("", text))
    text = re.sub(r"\{:?[^{}\n]*\}|(?<!\S):[a-z0-9_+-]+:", "", text)
    lines = []
    for line in text.split("\n"):
        for pattern, new in MARKUP:
            match = pattern.match(line)
            line = new + line[match.end() :] if match else line
        lines.append(line)
    return " ".join(re.sub(rf"[{MASK}{BREAK}*|`\"]", " ", " ".join(lines)).split())


def _only(items: Iterable[object], kind: type[T]) -> tuple[T, ...]:
    return tuple(item for item in items if isinstance(item, kind))
