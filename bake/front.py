"""The beginning of a page: its text decoded, its front matter read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from bake.lines import Complaint
from bake.problem import suggest

Front = tuple[Mapping[str, object], str]
"""Front matter and body of a page."""

FRONT = re.compile(r"\A---[ \t]*\n(?P<front>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
HEADING = re.compile(
    r"(?m)^#{1,6} (?P<title>.*?)[ #]*\{:? *[^}\n]*#(?P<id>[^\s}]+)[^}\n]*\}[ \t]*$"
)
SYNCED = re.compile(r"(?:[0-9a-f]{12}(?: \d{4}-\d\d-\d\d(?: [0-9a-f]{4})*)?)?")
"""The hash of the partner's body at the last sync, that day, and a hash of each of its sections."""
EXPECTED = {
    "title": "text",
    "description": "text",
    "rows": "a list of row numbers",
    "synced": "what `bake sync` writes, in quotes",
    "hide": "a list of words",
}
"""Every key of a front matter."""


def read_text(path: Path) -> tuple[str | None, list[Complaint]]:
    """Decode a file; None if that cannot be done."""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
    except OSError as error:
        return None, [(0, f"cannot be read: {error.strerror}", "make it readable")]
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        found = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        return None, [(line, found, "save the file as UTF-8")]
    complaints = []
    if text.startswith("\ufeff"):
        complaints.append((1, "found a byte order mark", "save the file as UTF-8 without BOM"))
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        complaints.append((line, "found CR at a line end", "save the file with LF line ends"))
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), complaints


def read_front(text: str) -> tuple[dict[str, object], str, int, list[Complaint]]:
    """Split a text into front matter, body, the body's first line, and what is wrong."""
    match = FRONT.match(text)
    if not match:
        found = "line 1 does not open a front matter `---` that a later `---` closes"
        return {}, text, 1, [(1, found, "begin with title, description and rows")]
    body, first = text[match.end() :], match[0].count("\n") + 1
    meta = load_options(match["front"])
    if isinstance(meta, tuple):
        line, found = meta
        return {}, body, first, [(line + 2, f"the front matter {found}", "correct it")]
    return meta, body, first, list(_check_meta(meta, match["front"]))


def hash_body(body: str) -> str:
    """Digest a body in 12 hex digits; blanks at line ends and blank lines around do not count."""
    lines = [line.rstrip() for line in body.split("\n")]
    return hashlib.sha256("\n".join(lines).strip("\n").encode()).hexdigest()[:12]


def split_sections(body: str) -> dict[str, str]:
    """Each section's text by the id of its heading; the title is a section too."""
    headings = list(HEADING.finditer(body))
    ends = [heading.start() for heading in headings[1:]] + [len(body)]
    return {h["id"]: body[h.start() : end] for h, end in zip(headings, ends, strict=True)}


def list_titles(body: str) -> dict[str, str]:
    """The headings' texts, as they are marked up, by id."""
    return {heading["id"]: heading["title"].strip() for heading in HEADING.finditer(body)}


def write_synced(body: str, date: str) -> str:
    """What a page notes of its partner's body on the day of a sync."""
    return " ".join([hash_body(body), date, *map(_hash_section, split_sections(body).values())])


def read_date(page: Front) -> str:
    """The day of the last sync; empty where it was not noted."""
    return "".join(str(page[0].get("synced", "")).split()[1:2])


def is_synced(page: Front, partner: Front) -> bool:
    """Whether the partner still is as it was at the last sync."""
    return str(page[0].get("synced", "")).split()[:1] == [hash_body(partner[1])]


def is_behind(page: Front, partner: Front) -> bool:
    """Whether the partner has moved since the last sync of the pair."""
    return bool(page[0].get("synced")) and not is_synced(page, partner)


def list_changed(page: Front, partner: Front) -> list[str]:
    """Ids of the sections that the partner changed since the last sync, and of those it dropped."""
    noted, theirs = str(page[0].get("synced", "")).split()[2:], split_sections(partner[1])
    if not noted:
        return []
    changed = [name for name, text in theirs.items() if _hash_section(text) not in noted]
    return changed + [name for name in split_sections(page[1]) if name not in theirs]


def _hash_section(text: str) -> str:
    return hash_body(text)[:4]


def load_options(text: str) -> dict[str, object] | tuple[int, str]:
    """Read `key: value` lines as YAML, or say at which line (from 0) they are wrong, and how."""
    if not text.strip():
        return {}
    try:
        value = _load_yaml(text)
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


def _load_yaml(text: str) -> Any:
    """Read YAML by libyaml, ten times as fast; PyYAML itself says what is wrong."""
    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except Exception:
        return yaml.safe_load(text)


def find_key(text: str, key: str) -> int:
    """Find the line, from 0, that sets a key."""
    lines = text.split("\n")
    return next((n for n, line in enumerate(lines) if line.strip("\"' ").startswith(key)), 0)


def _check_meta(meta: Mapping[str, object], front: str) -> Iterator[Complaint]:
    """Check the keys and values of a front matter, which begins at line 2."""
    for key, value in meta.items():
        line = find_key(front, key) + 2
        if key not in EXPECTED:
            found = f"found the unknown key {key!r} in the front matter"
            yield line, found, suggest(key, EXPECTED)
        elif not _is_expected(key, value):
            found = f"`{key}`: found {value!r}, expected {EXPECTED[key]}"
            yield line, found, "correct the front matter"
    for key in ("title", "description", "rows"):
        if key not in meta:
            cure = "add `rows: []` or the rows it covers" if key == "rows" else f"add `{key}: …`"
            yield 1, f"found no `{key}` in the front matter", cure


def _is_expected(key: str, value: object) -> bool:
    if key == "rows":
        return isinstance(value, list) and all(type(row) is int and row > 0 for row in value)
    if key == "hide":
        return isinstance(value, list) and all(isinstance(word, str) for word in value)
    if key == "synced":
        return isinstance(value, str) and bool(SYNCED.fullmatch(value))
    return isinstance(value, str) and bool(value.strip())
