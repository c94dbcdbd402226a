"""What a block and a number in a sentence point at, read for `page` and for `markdown`."""

from __future__ import annotations

import re
from dataclasses import dataclass

FILE = r"[a-z]+/[a-z][a-z0-9_]*\.py"
LABEL = r"(?P<name>[A-Za-z_]\w*)\.(?P<label>[^\s@/]+)(?: ?@(?P<runner>[a-z][a-z0-9-]*))?"
NUMBER = re.compile(
    rf"(?P<file>{FILE}) {LABEL}(?: (?P<stat>count|max|median|min|spread))?"
    rf"(?: / (?:(?P<over_file>{FILE}) )?{LABEL.replace('?P<', '?P<over_')})?"
    r"(?: (?P<format>,?(?:\.\d)?[efg%]))?"
)
NUMBER_USAGE = (
    "#!baked topic/slug.py name.label [@runner] [count|max|median|min|spread] [/ name.label] [.2f]"
)
FORMATS = {"count": ".0f"}
"""How a statistic is written where nothing is said; others with two digits."""


@dataclass(frozen=True)
class Reference:
    """What a block points at: `FILE [FILE…] [# name[, name…]]`."""

    files: tuple[str, ...]
    """`topic/slug.py`, at least one."""
    selection: tuple[str, ...]
    """Cells, or the published dict of a chart; empty for all code cells."""


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


def parse_reference(text: str, block: str = "snippet") -> Reference | str:
    """Read the argument of a block: the files and what to take from them, or what is wrong."""
    before, sharp, after = text.partition("#")
    files = tuple(before.split())
    for file in files or ("",):
        if not re.fullmatch(FILE, file):
            return f"found the file {file!r}, expected `topic/slug.py` as it stands below snippets/"
    selection = tuple(name.strip() for name in after.split(",")) if sharp else ()
    if block == "chart" and len(selection) != 1:
        return "found no published dict, expected exactly one, as in `# seconds`"
    if block != "chart" and len(files) > 1:
        return f"found {len(files)} files, expected one (only a chart takes several)"
    return Reference(files, selection)


def parse_number(text: str) -> NumberSpec | str:
    """Read what follows `#!baked`: which number, or what is wrong."""
    match = NUMBER.fullmatch(" ".join(text.split()))
    if not match:
        return f"found `#!baked {text}`, expected `{NUMBER_USAGE}`"
    over = None
    if match["over_name"]:
        file, runner = match["over_file"] or match["file"], match["over_runner"] or "cpu"
        over = NumberRef(file, match["over_name"], match["over_label"], runner)
    return NumberSpec(
        match["file"], match["name"], match["label"], match["runner"] or "cpu",
        match["stat"] or "median", over, match["format"] or FORMATS.get(match["stat"], ".2f"),
    )  # fmt: skip
