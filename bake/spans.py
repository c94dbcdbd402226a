"""What stands inside the lines of a page: numbers, quotations, links, images, words.

A measurement typed by hand is refused: a sentence reads ours from a record (`#!baked`), marks a
source's (`#!quoted`), and a parameter that the experiment was given (`#!given 0.1 s`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bake.formula import FORMULA, convert_formula
from bake.lines import MASK, SPAN, Complaint
from bake.problem import suggest
from bake.reference import NumberSpec, parse_number

CODE = re.compile(SPAN, re.DOTALL)
TARGET = r"\(\s*(?P<target><[^>\n]*>|(?:[^\s()]|\([^\s()]*\))*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
IMAGE = re.compile(r"!\[(?P<text>[^\[\]]*)\]" + TARGET)
LINK = re.compile(r"(?<![!\\])\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]" + TARGET)
DEFINITION = re.compile(r"(?m)^ {0,3}\[(?P<text>[^\]^][^\]]*)\]: *(?P<target>\S+).*$")
AUTOLINK = re.compile(r"<(?P<target>(?:https?://|mailto:)(?P<text>)[^\s<>]+)>")
TAG = re.compile(r"<(?P<tag>a|img|pre|h[1-6])\b[^<>]*>", re.IGNORECASE)
MEASUREMENT = re.compile(
    r"(?<![\w.])(?!(?:19|20)\d\ds\b)\d+(?:,\d{3})*(?:\.\d+)?"
    r"(?:\s?(?:(?:[nµμum]?s|sec|seconds?|minutes?|[kKMGT]i?B|[MGT]FLOPS?|fps)(?!\w)|×(?!\s?\d)|%|x(?!\w))"
    r"|\s?(?:초|밀리초|마이크로초|나노초|분(?![의산포])|배|퍼센트))"
    r"|(?<![\w.])\d+\.\d+ times\b"
)
"""A number with a unit of time, size, speed or ratio, in both languages."""
QUOTED = re.compile(r"[+−-]?\d[\d,]*(?:\.\d+)?")
MARKUP = re.compile(
    r"(?m)^[ >]*(?:!!!|\?{3}\+?|===[!+]*) ?[a-z -]*|^[ >]*(?:[-*+]|\d+\.) +|^[ >|:-]+$"
    r"|\{:?[^{}\n]*\}|(?<!\S):[a-z0-9_+-]+:|</?[a-z][^<>]*>|[" + MASK + r"#>*|`\"]"
)


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


def read_spans(text: str, first: int) -> Iterator[Number | Quoted | Link | Image | Complaint]:
    """Read what stands inside lines; `text` begins at line `first`."""

    def find(pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
        for match in pattern.finditer(text):
            yield first + text.count("\n", 0, match.start()), match

    for line, match in find(CODE):
        yield from _read_code(" ".join(match["code"].split()), line)
    text = _mask(CODE, text)
    for line, match in find(FORMULA):
        yield from _check_formula(match, line)
    text = _mask(FORMULA, text)
    for line, match in find(IMAGE):
        yield Image(line, match["target"].strip("<>"), match["text"].strip())
        if not match["text"].strip():
            found = f"found the image {match['target']!r} without a text that stands for it"
            yield line, found, "write it between the brackets: `![text](…)`"
    text = _mask(IMAGE, text)
    for line, match in find(TAG):
        found = f"found the HTML tag <{match['tag'].lower()}>, which nothing checks"
        yield line, found, "write it in Markdown, and code as a file with `/// snippet`"
    for pattern in (LINK, DEFINITION, AUTOLINK):
        for line, match in find(pattern):
            yield Link(line, match["target"].strip("<>"), match["text"].replace(MASK, ""))
        text = pattern.sub(lambda m: m["text"] + "\n" * m[0].count("\n"), text)
    for line, match in find(MEASUREMENT):
        found = f"found the measurement {match[0]!r} typed by hand"
        yield line, found, "read it by `#!baked …`, or mark it `#!quoted …` or `#!given …`"


def strip_markup(text: str) -> str:
    """Reduce Markdown to its words: no code, no targets, no markup."""
    text = _mask(IMAGE, _mask(FORMULA, _mask(CODE, text)))
    text = AUTOLINK.sub("", DEFINITION.sub("", LINK.sub(lambda m: m["text"], text)))
    return " ".join(MARKUP.sub(" ", text).split())


def _mask(pattern: re.Pattern[str], text: str) -> str:
    """Cover what matches, keeping every line where it is."""
    return pattern.sub(lambda m: re.sub(r"[^\n]", MASK, m[0]), text)


def _check_formula(match: re.Match[str], line: int) -> Iterator[Complaint]:
    try:
        convert_formula(match["display"] or match["inline"], bool(match["display"]))
    except ValueError as error:
        yield line, str(error), "write it in the LaTeX that latex2mathml knows"


def _read_code(code: str, line: int) -> Iterator[Number | Quoted | Complaint]:
    """Read a code span that begins with `#!word`."""
    match = re.fullmatch(r"#!([A-Za-z]\w*) ?(.*)", code)
    if not match:
        return
    word, rest = match.groups()
    if word == "baked":
        spec = parse_number(rest)
        if isinstance(spec, str):
            yield line, spec, "correct it"
        else:
            yield Number(line, spec, rest)
    elif word == "quoted" and QUOTED.fullmatch(rest):
        yield Quoted(line, rest)
    elif word == "quoted":
        yield line, f"found `{code}`", "write a number, as in `#!quoted 10.07`"
    elif word != "given":
        yield line, f"found `{code}`", suggest(word, ("baked", "quoted", "given"))
    elif not re.search(r"\d", rest):
        yield line, f"found `{code}`", "write a parameter of the experiment, as in `#!given 0.1 s`"
