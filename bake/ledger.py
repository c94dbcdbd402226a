"""The records of a topic as a table, and what all of them have in common.

Plain tables: without style they read, without script all rows are shown. `overrides/assets/
records.js` filters and sorts them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

from bake.obstacle import name_reason
from bake.page import Page, find_pages, read_page
from bake.record import Standing
from bake.render import describe_machine, list_packages

WORDS = {
    "ko": {
        "snippet": "예제",
        "button": "실행 버튼",
        "records": "기록",
        "reasons": "실행 버튼이 있는 예제와 없는 까닭",
        "reason": "까닭",
        "date": "날짜",
        "seconds": "걸린 시간",
        "unit": "초",
        "state": "상태",
        "count": "예제 수",
        "run": "실행 버튼 있음",
        "none": "아직 브라우저에서 확인하지 않았습니다.",
        "package": "이 사이트의 브라우저용 Python에 없는 패키지를 씁니다.",
        "runners": "실행 환경마다 본 기계와 버전",
        "runner": "실행 환경",
        "machine": "기계",
        "versions": "Python과 패키지",
        "fresh": "최신",
        "stale": "파일의 이전 판",
        "drifted": "이전 버전의 패키지",
        "missing": "기록 없음",
    },
    "en": {
        "snippet": "Example",
        "button": "Run button",
        "records": "Records",
        "reasons": "Examples with a Run button, and why the others have none",
        "reason": "Reason",
        "date": "Date",
        "seconds": "Time",
        "unit": " s",
        "state": "State",
        "count": "Examples",
        "run": "Run button",
        "none": "Not yet checked in a browser.",
        "package": "It needs a package that this site's Python for the browser lacks.",
        "runners": "Machines and versions that each runner saw",
        "runner": "Runner",
        "machine": "Machine",
        "versions": "Python and packages",
        "fresh": "fresh",
        "stale": "earlier version of the file",
        "drifted": "earlier versions of packages",
        "missing": "not recorded",
    },
}
STATES = ("fresh", "stale", "drifted", "missing")
RANKS = {"snippet": 0, "figure": 1, "chart": 2}
"""What a link leads to, the best first: the code itself, a figure of it, or a page with a chart."""


@dataclass(frozen=True)
class Entry:
    """A snippet as the tables show it."""

    name: str
    """`topic/slug.py`."""
    way: str
    """`run`, the key of a reason, or empty where no run has decided it."""
    standings: tuple[Standing, ...]


def find_places(root: Path, language: str) -> Mapping[str, str]:
    """Say where each snippet stands: a page and its block, as an address below the language."""
    paths = tuple(p for p in find_pages(root) if p.relative_to(root).parts[1] == language)
    return _find_places(root, paths, tuple(path.stat().st_mtime_ns for path in paths))


@lru_cache(maxsize=2)
def _find_places(root: Path, paths: tuple[Path, ...], stamps: tuple[int, ...]) -> dict[str, str]:
    found: dict[str, tuple[tuple[bool, int], str]] = {}
    for path in paths:
        page = read_page(path, root)
        for file, rank, anchor in _list_anchors(page):
            topic = file.partition("/")[0]
            entry = (not page.name.startswith(f"{topic}/"), rank), _name_address(page) + anchor
            if file not in found or entry[0] < found[file][0]:
                found[file] = entry
    return {file: address for file, (_, address) in found.items()}


def _list_anchors(page: Page) -> list[tuple[str, int, str]]:
    """File, rank and fragment of all that a page shows; the ids are those of `bake.markdown`."""
    anchors: list[tuple[str, int, str]] = []
    counts: Counter[str] = Counter()
    for block in page.blocks:
        counts[block.name] += 1
        kind = {"snippet": "", "figure": "figure-"}.get(block.name)
        for file in block.files:
            slug = file.partition("/")[2].removesuffix(".py")
            anchor = "" if kind is None else f"#{slug}-{kind}{counts[block.name]}"
            anchors.append((file, RANKS[block.name], anchor))
    return anchors


def _name_address(page: Page) -> str:
    return page.name.removesuffix(".md").removesuffix("index").rstrip("/") + "/"


def render_entries(
    entries: Sequence[Entry], places: Mapping[str, str], up: str, language: str
) -> str:
    """One row for each snippet on each runner: its place, its record, its button.

    `up` leads to the site's root, and without its first step to that of the language.
    """
    words = WORDS[language]
    rows = "".join(_render_entry(entry, places, up, language) for entry in entries)
    heads = [words[key] for key in ("snippet", "runner", "date", "seconds", "state", "button")]
    return _render_table("records-list", "", heads, rows)


def _render_entry(entry: Entry, places: Mapping[str, str], up: str, language: str) -> str:
    slug = entry.name.partition("/")[2].removesuffix(".py")
    place = places.get(entry.name)
    link = (
        f'href="{up.removeprefix("../")}{place}"'
        if place
        else f'href="{up}snippets/{entry.name}" download'
    )
    head = f"<a {link}><code>{escape(slug).replace('_', '_<wbr>')}</code></a>"
    way = escape(_describe_way(entry.way, language))
    mark = " data-run" if entry.way == "run" else ""
    runs = [s for s in entry.standings if s.state != "refused"]
    return "".join(
        f'<tr{mark}><th scope="row">{head}</th>{_render_run(run, up, language)}<td>{way}</td></tr>'
        for run in runs
    )


def _describe_way(way: str, language: str) -> str:
    if way in ("", "run", "package"):
        return WORDS[language][way or "none"]
    return name_reason(way, language)


def _render_run(standing: Standing, up: str, language: str) -> str:
    """Runner, date, time and state; the script sorts states by their rank, 0 where none is."""
    runner = f"<code>{escape(standing.runner)}</code>"
    date = seconds = "–"
    if standing.record:
        runner = f'<a href="{up}{standing.path}" download>{runner}</a>'
        date = escape(standing.record.run.date)
        taken = standing.record.run.seconds
        seconds = f"{taken:.{3 if taken < 0.1 else 2}f}{WORDS[language]['unit']}"
    rank = STATES.index(standing.state)
    mark = f' class="records-old" data-rank="{rank}"' if rank else ""
    state = WORDS[language][standing.state]
    return f"<td>{runner}</td><td>{date}</td><td>{seconds}</td><td{mark}>{state}</td>"


def render_reasons(entries: Sequence[Entry], language: str) -> str:
    """Count the snippets with a button, and for each reason those without."""
    words = WORDS[language]
    counts = Counter(entry.way.partition(":")[0] for entry in entries)
    names = Counter(e.way.partition(":")[2] for e in entries if ":" in e.way)
    shown = ", ".join(f"{escape(name)} {count}" for name, count in names.most_common())
    rows = [_render_row(words["run"], str(counts.pop("run", 0)))]
    for way, count in counts.most_common():
        reason = escape(_describe_way(way, language))
        extra = f' <span class="records-names">({shown})</span>' if way == "package" else ""
        rows.append(_render_row(reason + extra, str(count)))
    heads = [words["reason"], words["count"]]
    return _render_table("records-reasons", words["reasons"], heads, "".join(rows))


def render_runners(entries: Sequence[Entry], language: str) -> str:
    """For each runner the machines and versions of its records, and how many are in which state."""
    words = WORDS[language]
    groups: dict[str, list[Standing]] = {}
    for entry in entries:
        for standing in entry.standings:
            if standing.state != "refused":
                groups.setdefault(standing.runner, []).append(standing)
    ordered = sorted(groups, key=lambda name: (-len(groups[name]), name))
    rows = "".join(_render_runner(name, groups[name], language) for name in ordered)
    heads = [words[key] for key in ("runner", "records", "machine", "versions")]
    return _render_table("records-runners", words["runners"], heads, rows)


def _render_runner(name: str, standings: Sequence[Standing], language: str) -> str:
    states = Counter(standing.state for standing in standings)
    records = [standing.record for standing in standings if standing.record]
    counts = ", ".join(f"{WORDS[language][s]} {states[s]}" for s in STATES if states[s])
    machines = sorted({describe_machine(record) for record in records})
    pythons = sorted({f"Python {record.environment.get('python')}" for record in records})
    packages = sorted({package for record in records for package in list_packages(record)})
    return _render_row(
        f"<code>{escape(name)}</code>",
        escape(counts),
        escape(" / ".join(machines)) or "–",
        escape(", ".join([*pythons, *packages])) or "–",
    )


def _render_table(kind: str, caption: str, heads: Sequence[str], rows: str) -> str:
    title = f"<caption>{caption}</caption>" if caption else ""
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    return (
        f'<div data-search-exclude><table class="records-table {kind}">{title}'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _render_row(head: str, *cells: str) -> str:
    shown = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr><th scope="row">{head}</th>{shown}</tr>'
