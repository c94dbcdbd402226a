"""Pages as plain Markdown: what stands in for a block or a number is written out.

For programs that read, and for people who copy: `/ko/asterisk/packing.md` beside the page
`/ko/asterisk/packing/`, and `/llms.txt`, the list of all (see llmstxt.org).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bake.blocks import Block
from bake.chart import UNITS, collect_bars
from bake.check import Project
from bake.front import read_text
from bake.outcome import Output
from bake.page import Page
from bake.published import choose_spec, find_unit, find_values, format_number, summarise
from bake.record import Record
from bake.reference import NumberRef, parse_number
from bake.render import choose_standing
from bake.snippet import select_cells

SPAN = re.compile(r"(?<![\\`])`#!(baked|quoted|given) +([^`]+?) *`(?!`)")
HEADING = re.compile(r"(?m)^(#{1,6} .*?) *\{:? *#[^}]*\}$")
NAV = re.compile(r"(?m)^ *- (?:(?P<title>[^:\n]+): ?)?(?P<page>[\w/]+\.md)?$")
WORDS = {
    "ko": {
        "output": "출력",
        "error": "표준 오류",
        "figure": "그림",
        "see": "표는 웹 페이지에 있습니다",
        "none": "아직 기록 없음",
    },
    "en": {
        "output": "Output",
        "error": "Standard error",
        "figure": "Figure",
        "see": "the table is on the web page",
        "none": "not recorded yet",
    },
}
NAMES = {"ko": "한국어", "en": "English"}


Order = Mapping[str, Sequence[tuple[str, str]]]
"""Language to the pages of its navigation, each with the title of its group."""


@dataclass(frozen=True)
class Plain:
    """A page written out."""

    language: str
    name: str
    """Below the language's folder, `asterisk/packing.md`."""
    title: str
    description: str
    text: str


def write_page(page: Page, project: Project) -> Plain:
    """Write a page's blocks and numbers out."""
    first = (read_text(page.path)[0] or "").count("\n") - page.body.count("\n") + 1
    lines = page.body.split("\n")
    for block in reversed(page.blocks):
        at, end = block.line - first, block.end - first + 1
        margin = re.match(" *", lines[at])
        shown = "\n".join(_write_block(block, project, page.language)).strip("\n")
        lines[at:end] = [f"{margin[0] if margin else ''}{line}" for line in shown.split("\n")]
    text = (
        HEADING.sub(r"\1", _fill_numbers("\n".join(lines), project, page.language)).strip("\n")
        + "\n"
    )
    title, description = (str(page.meta.get(key, "")) for key in ("title", "description"))
    return Plain(page.language, page.name, title, description, text)


def find_records(project: Project, file: str) -> list[Record]:
    """A snippet's records, the one that pages show first; readers' browsers are left out."""
    standings = project.find_standings(file)
    return [s.record for s in standings if s.record and s.runner != "browser"]


def _fill_numbers(text: str, project: Project, language: str) -> str:
    """Write the numbers of sentences out."""

    def fill(match: re.Match[str]) -> str:
        if match[1] != "baked":
            return match[2]
        spec = parse_number(match[2])
        assert not isinstance(spec, str), "checked before a build"
        value = _look_up(spec, spec.stat, project)
        below = _look_up(spec.over, "median", project) if spec.over else 1.0
        if value is None or below is None:
            return f"({spec.runner}: {WORDS[language]['none']})"
        return format_number(value / below, spec.format)

    return SPAN.sub(fill, text)


def _look_up(number: NumberRef, stat: str, project: Project) -> float | None:
    """None where the runner has no record yet."""
    record = project.find_record(number.file, number.runner)
    values = find_values(record, number.name, number.label) if record else ""
    return None if isinstance(values, str) else summarise(values, stat)


def _write_block(block: Block, project: Project, language: str) -> Iterator[str]:
    """The lines of a block; empty lines around them keep them apart from what is beside."""
    words = WORDS[language]
    if block.name == "records":
        yield f"({words['see']})"
        return
    if block.name == "snippet":
        yield from _write_snippet(block, project, words)
    elif block.name == "chart":
        yield from _write_chart(block, project, language)
    else:
        yield from (f"({words['figure']}: {alt})" for alt in block.alt)
    yield from ("", block.body)


def _write_snippet(block: Block, project: Project, words: Mapping[str, str]) -> Iterator[str]:
    snippet = project.snippets[block.files[0]]
    shown = choose_standing(project.find_standings(snippet.name))
    outputs = {o.cell: o for o in shown.record.run.outputs} if shown and shown.record else {}
    alts = list(block.alt)
    yield f"`{snippet.place}`:"
    for cell in select_cells(snippet, block.selection):
        assert not isinstance(cell, str), "checked before a build"
        yield from ("", *_fence(cell.source, "python"))
        if output := outputs.get(cell.name):
            yield from _write_output(output, alts, words)
            alts = alts[len(output.figures) :]
    if shown and shown.record:
        run, facts = shown.record.run, shown.record.environment
        yield from ("", f"({run.runner}, Python {facts['python']}, {run.date})")


def _write_output(output: Output, alts: Sequence[str], words: Mapping[str, str]) -> Iterator[str]:
    for text, label in ((output.stdout, "output"), (output.stderr, "error")):
        if text:
            yield from ("", f"{words[label]}:", "", *_fence(text.rstrip(), "text"))
    for alt in alts[: len(output.figures)]:
        yield from ("", f"({words['figure']}: {alt})")


def _fence(text: str, language: str) -> list[str]:
    """A fence that is longer than any in the text."""
    ticks = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return [ticks + language, *text.split("\n"), ticks]


def _write_chart(block: Block, project: Project, language: str) -> Iterator[str]:
    """The medians that a chart draws, as a table."""
    [name] = block.selection
    bars = collect_bars([find_records(project, file) for file in block.files], name)
    assert not isinstance(bars, str), "checked before a build"
    series = list(dict.fromkeys(runner for bar in bars for runner in bar.values))
    spec = choose_spec(tuple(v for bar in bars for values in bar.values.values() for v in values))
    unit = UNITS[language].get(find_unit(name), name)
    yield f"| {unit} | {' | '.join(series)} |"
    yield "|---" * (1 + len(series)) + "|"
    for bar in bars:
        cells = [bar.values.get(runner) for runner in series]
        shown = (format_number(summarise(c, "median"), spec) if c else "–" for c in cells)
        yield f"| {bar.label} | {' | '.join(shown)} |"


def read_order(config: Path) -> list[tuple[str, str]]:
    """The pages of a configuration's `nav` in its order, each with the title of its group."""
    order, group = [], ""
    _, _, nav = config.read_text(encoding="utf-8").partition("\nnav:\n")
    for match in NAV.finditer(nav):
        if match["page"]:
            order.append((group, match["page"]))
        else:
            group = match["title"] or ""
    return order


def read_title(config: Path) -> str:
    """The name of the site in a configuration."""
    match = re.search(r"(?m)^site_name: *(.+)$", config.read_text(encoding="utf-8"))
    return match[1].strip("\"' ") if match else ""


def write_list(title: str, pages: Sequence[Plain], order: Order, address: str) -> str:
    """`llms.txt`: the pages of each language in the order of its navigation, by group."""
    parts = [f"# {title}\n"]
    for language, listed in order.items():
        mine = {page.name: page for page in pages if page.language == language}
        groups = dict.fromkeys(group for group, _ in listed)
        for group in groups:
            parts.append(f"## {' · '.join(filter(None, (NAMES[language], group)))}\n")
            shown = [mine[name] for own, name in listed if own == group and name in mine]
            lines = (
                f"- [{page.title}]({address}{language}/{page.name}): {page.description}\n"
                for page in shown
            )
            parts.append("".join(lines))
    return "\n".join(parts)
