"""The glossary: one settled term for each concept, and every name that readers search it by.

Prose uses the settled term. The search reads the same file in the reader's browser.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bake.page import Page
from bake.problem import Problem, suggest

PLACE = "overrides/assets/glossary.json"
KEYS = ("ko", "en", "also", "avoid", "find")
OPAQUE = re.compile(r"^ *(`{3,}|~{3,}).*?^ *\1|`[^`\n]+`|\]\([^)]*\)", re.DOTALL | re.MULTILINE)
"""What is not prose: fenced text, code, addresses."""


@dataclass(frozen=True)
class Term:
    """A concept and its names."""

    ko: str
    """The settled Korean term."""
    en: str
    """The settled English term."""
    also: tuple[str, ...] = ()
    """Other names for it: spellings, abbreviations, the other word for the same thing."""
    avoid: tuple[str, ...] = ()
    """Names that prose must not use; readers may search by them."""
    find: tuple[str, ...] = ()
    """Words of the pages that answer who asks for it."""


def read_glossary(root: Path) -> list[Term] | Problem:
    """Read the file; a project without one has no settled terms."""
    path = root / PLACE
    if not path.exists():
        return []
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))["terms"]
    except (ValueError, KeyError, TypeError) as error:
        return Problem(PLACE, 0, f"found no list of terms ({error})", "see CONTRIBUTING.md")
    terms = []
    for number, entry in enumerate(entries, 1):
        complaint = _check_entry(entry)
        if complaint:
            return Problem(PLACE, 0, f"term {number}: {complaint[0]}", complaint[1])
        lists = {key: tuple(entry.get(key, ())) for key in ("also", "avoid", "find")}
        terms.append(Term(entry["ko"], entry["en"], **lists))
    return terms


def _check_entry(entry: Mapping[str, object]) -> tuple[str, str] | None:
    for key in entry:
        if key not in KEYS:
            return f"found {key!r}", suggest(key, KEYS)
    for key in ("ko", "en"):
        if not isinstance(entry.get(key), str) or not entry[key]:
            return f"found no {key!r}", "write the settled term of each language"
    for key in KEYS[2:]:
        names = entry.get(key, [])
        if not isinstance(names, list) or not all(isinstance(x, str) and x for x in names):
            return f"{key!r} is no list of names", 'write `["…", "…"]`'
    return None


def check_terms(terms: Sequence[Term], page: Page) -> Iterator[Problem]:
    """Find the names on a page that its prose should not use."""
    settled = {name.lower(): term for term in terms for name in term.avoid}
    if not settled:
        return
    names = "|".join(re.escape(name) for name in sorted(settled, key=len, reverse=True))
    pattern = re.compile(rf"(?<![가-힣A-Za-z])(?:{names})", re.IGNORECASE)
    text = OPAQUE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), page.body)
    first = page.path.read_text(encoding="utf-8").count("\n") - page.body.count("\n") + 1
    places = [(first + text.count("\n", 0, m.start()), m[0]) for m in pattern.finditer(text)]
    for key in ("title", "description"):
        places += [(1, match[0]) for match in pattern.finditer(str(page.meta.get(key, "")))]
    for line, name in places:
        cure = f"write {settled[name.lower()].ko!r}, or put a quotation in backquotes ({PLACE})"
        yield Problem(page.place, line, f"found {name!r}", cure)
