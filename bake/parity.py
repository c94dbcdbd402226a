"""Parity: do the two pages of a pair say the same, and which one is behind?

Each page's `synced` holds hashes of its partner's body and sections at the last `sync`, so those
that no longer fit say which page moved, and where.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher
from pathlib import Path

from bake.blocks import Block, count_annotations
from bake.front import (
    Front,
    is_behind,
    is_synced,
    list_changed,
    load_options,
    read_date,
    write_synced,
)
from bake.page import LANGUAGES, NAME, Page, Section, read_page
from bake.problem import BAKE, Problem
from bake.spans import Link, Number, Quoted

FEW_WORDS = 5
"""A Korean section of more words than these holds Hangul."""
FEW_SYLLABLES = 9
"""An English section may quote so many in any case."""
HANGUL_SHARE = 0.1
"""Largest share of Hangul among the letters of an English section, link texts left out."""
RATIO = (0.3, 1.2)
"""Korean characters to English ones, blanks left out."""
MEASURED = 200
"""English characters from which on the ratio is measured."""

HANGUL = re.compile("[가-힣]")
Item = tuple[int, str]
"""A line and what stands there, so that equal texts mean equal things."""


@dataclass(frozen=True)
class Wait:
    """A page that waits for someone to bring it up to date."""

    page: Page
    partner: Page
    since: str
    """The day of the last sync; empty where it was not noted."""
    sections: tuple[str, ...]
    """Ids of what has changed in the partner since."""

    def __str__(self) -> str:
        since = f" on {self.since}" if self.since else ""
        where = f" (sections {', '.join(self.sections)})" if self.sections else ""
        return f"{self.partner.place} has moved on since the last sync{since}{where}"


def compare_pages(page: Page, partner: Page) -> list[Problem]:
    """List what differs between the two languages, placed in `page`."""
    ids = [heading.id for heading in page.headings]
    by_section = ids == [heading.id for heading in partner.headings]
    ordered = zip(_list_ordered(page), _list_ordered(partner), strict=True)
    loose = zip(_list_loose(page, by_section), _list_loose(partner, by_section), strict=True)
    problems = [p for a, b in ordered for p in _compare_ordered(a, b, page, partner)]
    problems += [p for a, b in loose for p in _compare_loose(a, b, page, partner)]
    problems += _compare_prose(page, partner)
    korean, english = (page, partner) if page.language == "ko" else (partner, page)
    return [*problems, *_check_languages(korean, english, page)]


def check_pairs(root: Path, pages: Sequence[Page]) -> tuple[list[Problem], list[Problem]]:
    """Compare every page with its partner; give the errors and the to-dos."""
    errors, todos = list[Problem](), list[Problem]()
    for name, pair in sorted(_pair(pages).items()):
        for language in LANGUAGES:
            path = root / "docs" / language / name
            if language not in pair and path.is_file():
                pair[language] = read_page(path, root)
        if len(pair) == 1:
            errors += _miss_partner(next(iter(pair.values())))
            continue
        if any(page.problems and not (page.meta and page.body) for page in pair.values()):
            continue  # what cannot be read has said so
        waits = _find_waits(pair["ko"], pair["en"])
        if waits:
            todos += [*compare_pages(waits[0].page, waits[0].partner), *map(_explain, waits)]
        else:
            errors += _list_errors(pair["ko"], pair["en"])
    return errors, todos


def list_waits(pages: Sequence[Page]) -> list[Wait]:
    """Every page that waits for its language's readers, by language."""
    pairs = [pair for _, pair in sorted(_pair(pages).items()) if len(pair) == 2]
    waits = [wait for pair in pairs for wait in _find_waits(pair["ko"], pair["en"])]
    return sorted(waits, key=lambda wait: wait.page.language)


def sync_page(page: Page, partner: Page, root: Path) -> Problem | None:
    """Note in both files that they say the same; refuse while they do not."""
    for one in (page, partner):
        if one.problems:
            found = f"has {len(one.problems)} problems, the first: {one.problems[0]}"
            return Problem(one.place, 0, found, "correct them, then sync again")
    differences = compare_pages(page, partner)
    if differences:
        found = f"differs from {partner.place} in {len(differences)} ways, the first: "
        cure = "bring them into step, then sync again"
        return Problem(page.place, 0, found + str(differences[0]), cure)
    planned = [(page, _set_synced(page, partner)), (partner, _set_synced(partner, page))]
    for one, raw in planned:
        if raw is None:
            found = "`synced` is not one line `synced: …` that could be replaced"
            return Problem(one.place, 0, found, "remove it from the front matter, then sync again")
    _write_all([(root / one.place, raw) for one, raw in planned if raw is not None])
    return None


def _pair(pages: Iterable[Page]) -> dict[str, dict[str, Page]]:
    pairs: dict[str, dict[str, Page]] = {}
    for page in pages:
        pairs.setdefault(page.name, {})[page.language] = page
    return pairs


def _find_waits(korean: Page, english: Page) -> list[Wait]:
    """Name the pages whose partner moved; none of a pair that was never synced."""
    if not (korean.meta.get("synced") and english.meta.get("synced")):
        return []
    return [
        Wait(page, partner, read_date(ours), tuple(list_changed(ours, theirs)))
        for page, partner in ((korean, english), (english, korean))
        for ours, theirs in [(_front(page), _front(partner))]
        if is_behind(ours, theirs)
    ]


def _front(page: Page) -> Front:
    return page.meta, page.body


def _explain(wait: Wait) -> Problem:
    place = wait.page.place
    return Problem(
        place, 0, str(wait), f"who reads both brings it up to date, then runs {BAKE} sync {place}"
    )


def _list_errors(korean: Page, english: Page) -> list[Problem]:
    problems = compare_pages(korean, english)
    missing = [page for page in (korean, english) if not page.meta.get("synced")]
    if missing and not problems:
        cure = f"read both, then run {BAKE} sync {missing[0].place}"
        problems = [Problem(missing[0].place, 0, "was never synced with its partner", cure)]
    return problems


def _miss_partner(page: Page) -> Iterator[Problem]:
    """Ask for the partner of a page, unless the page has to be renamed first."""
    if NAME.fullmatch(page.name):
        other = f"docs/{'en' if page.language == 'ko' else 'ko'}/{page.name}"
        yield Problem(page.place, 0, "found no partner", f"write {other}")


# --- What is compared.


def _list_ordered(page: Page) -> list[list[Item]]:
    """List the things that stand in the same order in both languages."""
    rows = page.meta.get("rows", [])
    return [
        [(h.line, f"the heading `{'#' * h.level} {{#{h.id}}}`") for h in page.headings],
        [(b.line, _show_block(b)) for b in page.blocks],
        [(i.line, f"the image {_strip_language(i.target)}") for i in page.images],
        [(a.line, f"the box `{a.marker} {a.type}`") for a in page.admonitions],
        [(t.line, f'the tab `=== "{t.label}"`') for t in page.tabs],
        [(t.line, f"a table of {t.columns} columns and {t.rows} rows") for t in page.tables],
        [(f.line, f"a ```{f.language} fence") for f in page.fences],
        [(1, f"rows: {rows}")],
    ]


def _list_loose(page: Page, by_section: bool) -> list[list[Item]]:
    """List the things inside sentences, whose order a language may choose within a section."""
    numbers = [(n, f"the number `#!baked {n.text}`") for n in page.numbers]
    quoted = [(q, f"the quoted number {q.text}") for q in page.quoted]
    links = [(x, f"a link to {_strip_language(x.target)}") for x in page.links]

    def place(item: Number | Quoted | Link, shown: str) -> Item:
        section = _find_section(page, item) if by_section else None
        return item.line, f"{shown} under `{section.heading}`" if section else shown

    kinds: list[list[tuple[Number | Quoted | Link, str]]] = [[*numbers], [*quoted], [*links]]
    return [[place(item, shown) for item, shown in kind] for kind in kinds]


def _find_section(page: Page, item: Number | Quoted | Link) -> Section | None:
    return next((s for s in reversed(page.sections) if s.line <= item.line), None)


def _show_block(block: Block) -> str:
    selection = " # " + ", ".join(block.selection) if block.selection else ""
    counts = (len(block.alt), "alt texts"), (count_annotations(block), "annotations")
    extra = " and ".join(f"{count} {what}" for count, what in counts if count)
    argument = f"{' '.join(block.files)}{selection}".removeprefix(" # ")
    shown = f"the block `/// {block.name}{' | ' if argument else ''}{argument}`"
    return f"{shown} with {extra}" if extra else shown


def _strip_language(target: str) -> str:
    """Drop what may differ in a link: a segment `/ko/`, or a host `ko.…` with all of its path."""
    host = re.match(r"https?://(?:ko|en)\.([^/]+)", target)
    if host:
        return f"{host[1]}/…"
    return re.sub(r"(?:(?<=/)|^)(?:ko|en)(?:[-_][A-Za-z]{2})?/", "", target)


def _compare_ordered(
    items: Sequence[Item], others: Sequence[Item], page: Page, partner: Page
) -> Iterator[Problem]:
    ours, theirs = [text for _, text in items], [text for _, text in others]
    for step, a, b, c, d in SequenceMatcher(None, ours, theirs, False).get_opcodes():
        if step == "equal":
            continue
        found = f"found {', '.join(ours[a:b])}" if a < b else "found nothing"
        expected = ", ".join(theirs[c:d]) if c < d else "nothing"
        near = items[min(a, len(items) - 1)][0] if items else 0
        at = f" at line {others[c][0]}" if c < d else ""
        cure = f"compare with {partner.place}{at}"
        yield Problem(page.place, near, f"{found}, the partner has {expected}", cure)


def _compare_loose(
    items: Sequence[Item], others: Sequence[Item], page: Page, partner: Page
) -> Iterator[Problem]:
    ours, theirs = Counter(text for _, text in items), Counter(text for _, text in others)
    for text in ours - theirs:
        line = next(line for line, shown in items if shown == text)
        found = f"found {text} {ours[text]} times, the partner has it {theirs[text]} times"
        yield Problem(page.place, line, found, f"compare with {partner.place}")
    for text in theirs - ours:
        line = next(line for line, shown in others if shown == text)
        found = f"found {text} {ours[text]} times, the partner has it {theirs[text]} times"
        yield Problem(page.place, 0, found, f"compare with {partner.place} at line {line}")


def _compare_prose(page: Page, partner: Page) -> Iterator[Problem]:
    theirs = {section.heading: section for section in partner.sections}
    for section in page.sections:
        other = theirs.get(section.heading)
        if other and bool(section.prose) != bool(other.prose):
            has, lacks = (page, partner) if section.prose else (partner, page)
            found = f"`{section.heading}` has prose in {has.place} and none in {lacks.place}"
            yield Problem(page.place, section.line, found, f"write it in {lacks.place}")


def _check_languages(korean: Page, english: Page, page: Page) -> Iterator[Problem]:
    for section in korean.sections:
        words = re.findall(r"[^\W\d_]+", section.prose)
        if len(words) > FEW_WORDS and not HANGUL.search(section.prose):
            found = f"found no Hangul under `{section.heading}`"
            yield Problem(korean.place, section.line, found, "write the section in Korean")
    for section in english.sections:
        links = "".join(x.text for x in english.links if _find_section(english, x) is section)
        hangul, letters = (
            len(re.findall(kind, section.prose)) - len(re.findall(kind, links))
            for kind in (HANGUL, r"[^\W\d_]")
        )
        if hangul > max(FEW_SYLLABLES, HANGUL_SHARE * letters):
            found = f"found {hangul} Hangul syllables among {letters} letters of English prose"
            yield Problem(english.place, section.line, found, "write it in English")
    ours, theirs = (_count_characters(one) for one in (korean, english))
    if theirs > MEASURED and not RATIO[0] <= ours / theirs <= RATIO[1]:
        found = (
            f"found {ours} Korean to {theirs} English characters of prose, "
            f"expected a ratio between {RATIO[0]} and {RATIO[1]}"
        )
        yield Problem(page.place, 0, found, "say the same in both languages")


def _count_characters(page: Page) -> int:
    return sum(len("".join(section.prose.split())) for section in page.sections)


# --- Writing `synced`.


def _set_synced(page: Page, partner: Page) -> bytes | None:
    """Give the bytes of a page with `synced` set; None where that would change anything else."""
    raw = page.path.read_bytes()
    since = read_date(_front(page)) if is_synced(_front(page), _front(partner)) else ""
    synced = write_synced(partner.body, since or datetime.now(UTC).date().isoformat())
    line = f'synced: "{synced}"\n'.encode()
    front = re.match(rb"\A---[ \t]*\n((?:.*\n)*?)(?=(?:---|\.\.\.)[ \t]*(?:\n|\Z))", raw)
    if not front:
        return None
    begin, end = front.span(1)
    meta, count = re.subn(rb"(?m)^synced[ \t]*:.*\n", lambda _: line, front[1])
    if not count:
        meta += line
    before, after = load_options(front[1].decode()), load_options(meta.decode())
    if isinstance(before, tuple) or after != {**before, "synced": synced}:
        return None
    return raw[:begin] + meta + raw[end:]


def _write_all(files: Sequence[tuple[Path, bytes]]) -> None:
    """Replace the files only after every new text is safely on disk."""
    ready: list[tuple[Path, Path]] = []
    try:
        for path, raw in files:
            path = path.resolve()
            if path.read_bytes() == raw:
                continue
            descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            ready.append((Path(name), path))
            with os.fdopen(descriptor, "wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            shutil.copymode(path, name)
        for temporary, path in ready:
            os.replace(temporary, path)
    finally:
        for temporary, _ in ready:
            temporary.unlink(missing_ok=True)
