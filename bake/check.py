"""Is everything in order? Snippets, records, pages and their pairs; nothing is ever written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bake.blocks import Block, count_annotations
from bake.glossary import Term, check_terms, read_glossary
from bake.page import Page, find_pages, read_page
from bake.parity import check_pairs, list_waits
from bake.problem import Problem, suggest
from bake.published import find_values
from bake.record import SETTLED, Record, Standing, find_orphans, find_standings
from bake.reference import NumberRef
from bake.runners import RUNNERS, is_runner
from bake.snippet import Cell, Snippet, count_markers, find_snippets, read_snippet, select_cells

CURES = {
    "missing": "run make bake",
    "stale": "run make bake",
    "drifted": "run make bake",
    "orphan": "delete it with git rm",
}


@dataclass(frozen=True)
class Project:
    """Everything the project holds, read once."""

    root: Path
    snippets: Mapping[str, Snippet]
    standings: Sequence[Standing]
    pages: Sequence[Page]
    problems: Sequence[Problem]
    """Found while reading."""
    terms: Sequence[Term] = ()
    """What the glossary settles."""

    def find_standings(self, snippet: str) -> list[Standing]:
        """Every runner's standing for one snippet, in the header's order."""
        return self._by_snippet.get(snippet, [])

    @cached_property
    def _by_snippet(self) -> dict[str, list[Standing]]:
        found: dict[str, list[Standing]] = {}
        for standing in self.standings:
            if standing.state != "orphan":
                found.setdefault(standing.snippet, []).append(standing)
        return found

    def is_unread(self, snippet: str) -> bool:
        """Whether there is such a file, and a problem that says why it could not be read."""
        places = {f"snippets/{snippet}", f"snippets/{snippet.partition('/')[0]}"}
        return snippet not in self.snippets and any(p.path in places for p in self.problems)

    def find_record(self, snippet: str, runner: str) -> Record | None:
        for standing in self.find_standings(snippet):
            if standing.runner == runner:
                return standing.record
        return None


@dataclass(frozen=True)
class Verdict:
    """What `check` found."""

    errors: Sequence[Problem]
    """What must be cured before the site is built."""
    notes: Sequence[Problem]
    """What waits: a runner that is not here, a page whose partner moved on."""


def read_project(root: Path) -> Project:
    """Read every snippet, record and page."""
    snippets, problems = _read_snippets(root)
    standings: list[Standing] = []
    for found in find_standings(root, list(snippets.values())):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            standings.append(found)
    standings += find_orphans(root, list(snippets.values()))
    pages = [read_page(path, root) for path in find_pages(root)]
    problems += [problem for page in pages for problem in page.problems]
    terms = read_glossary(root)
    if isinstance(terms, Problem):
        problems.append(terms)
        terms = []
    return Project(root, snippets, standings, pages, problems, terms)


def _read_snippets(root: Path) -> tuple[dict[str, Snippet], list[Problem]]:
    problems: list[Problem] = []
    snippets: dict[str, Snippet] = {}
    for path in find_snippets(root):
        snippet = read_snippet(path, root)
        if isinstance(snippet, Problem):
            problems.append(snippet)
            continue
        snippets[snippet.name] = snippet
        for name in snippet.runners:
            if not is_runner(name):
                found = f"`runners`: found {name!r}"
                problems.append(Problem(snippet.place, 0, found, suggest(name, [*RUNNERS, "pyXY"])))
    return snippets, problems


def check_project(project: Project) -> Verdict:
    """Judge a project: errors stop a build, notes are listed."""
    errors = list(project.problems)
    notes: list[Problem] = []
    for standing in project.standings:
        problem = _judge_standing(standing)
        if problem:
            is_error = standing.runner == "cpu" and standing.state in ("missing", "stale")
            (errors if is_error or standing.state == "orphan" else notes).append(problem)
    behind = {wait.page.place for wait in list_waits(project.pages)}
    for page in project.pages:
        waits = set(check_words(project, page)) if page.place in behind else set()
        errors += {*check_references(project, page)} - waits
        notes += waits
        errors += check_terms(project.terms, page)
    wrong, waiting = check_pairs(project.root, project.pages)
    return Verdict(sorted({*errors, *wrong}), sorted({*notes, *waiting}))


def _judge_standing(standing: Standing) -> Problem | None:
    if standing.state in SETTLED:
        return None
    found = f"is {standing.state} ({standing.detail})"
    cure = CURES[standing.state]
    if standing.runner != "cpu" and standing.state != "orphan":
        cure = f"run make bake RUNNER={standing.runner} where that runner is"
    return Problem(standing.path, 0, found, cure)


def check_references(project: Project, page: Page) -> Iterator[Problem]:
    """Find blocks and numbers of a page that name what is not there."""
    place = page.place
    for block in page.blocks:
        for line, found, cure in _check_block(project, block):
            yield Problem(place, line, found, cure)
    for number in page.numbers:
        spec = number.spec
        for reference in (spec, spec.over) if spec.over else (spec,):
            complaint = _check_number(project, reference)
            if complaint:
                yield Problem(place, number.line, *complaint)
    yield from check_words(project, page)


Complaint = tuple[int, str, str]
"""Line, found, cure."""


def _check_block(project: Project, block: Block) -> Iterator[Complaint]:
    if block.name == "records":
        yield from _check_topic(project, block)
    for file in block.files:
        snippet = project.snippets.get(file)
        if project.is_unread(file):
            continue
        if not snippet:
            found = f"found no snippet {file!r}"
            yield block.line, found, suggest(file, project.snippets)
        elif block.name == "chart":
            yield from _check_chart(project, block, snippet)
        else:
            yield from _check_cells(project, block, snippet)


def _check_topic(project: Project, block: Block) -> Iterator[Complaint]:
    topics = {name.partition("/")[0] for name in project.snippets}
    topic = " ".join(block.selection)
    if topic and topic not in topics:
        yield block.line, f"found no topic {topic!r}", suggest(topic, topics)


def _check_chart(project: Project, block: Block, snippet: Snippet) -> Iterator[Complaint]:
    name = block.selection[0]
    if name not in snippet.publish:
        found = f"{snippet.name} publishes no {name!r}"
        yield block.line, found, suggest(name, snippet.publish)


def _check_cells(project: Project, block: Block, snippet: Snippet) -> Iterator[Complaint]:
    cells = select_cells(snippet, block.selection)
    if isinstance(cells, str):
        yield (
            block.line,
            f"found no cell {cells!r} in {snippet.name}",
            suggest(cells, (cell.name for cell in snippet.code_cells)),
        )


def check_words(project: Project, page: Page) -> Iterator[Problem]:
    """Count what only a page's own language can say: annotations and alt texts."""
    for block in page.blocks:
        for file in block.files if block.name in ("snippet", "figure") else ():
            snippet = project.snippets.get(file)
            cells = select_cells(snippet, block.selection) if snippet else ""
            if snippet and not isinstance(cells, str):
                for line, found, cure in _count_words(project, block, snippet, cells):
                    yield Problem(page.place, line, found, cure)


def _count_words(
    project: Project, block: Block, snippet: Snippet, cells: Sequence[Cell]
) -> Iterator[Complaint]:
    markers = sum(count_markers(cell) for cell in cells)
    notes = count_annotations(block)
    if block.name == "snippet" and markers != notes:
        found = f"found {notes} annotations, expected {markers} for {snippet.name}"
        yield block.line, found, "write one for every marker `# (1)!` of the cells"
    names = {cell.name for cell in cells}
    for record in (s.record for s in project.find_standings(snippet.name)):
        if record:
            outputs = [o for o in record.run.outputs if o.cell in names]
            figures = sum(len(o.figures) for o in outputs)
            if figures != len(block.alt):
                found = f"found {len(block.alt)} alt texts, expected {figures}, one per figure"
                yield (
                    block.line,
                    found,
                    "add them as the option `alt:` under the block's first line",
                )
            return


def _check_number(project: Project, number: NumberRef) -> tuple[str, str] | None:
    """Say what is wrong with a reference to a number, and the cure.

    A runner other than cpu may lack its record: the page then says so.
    """
    file, runner = number.file, number.runner
    snippet = project.snippets.get(file)
    if project.is_unread(file):
        return None
    if not snippet:
        return f"found no snippet {file!r}", suggest(file, project.snippets)
    if runner not in snippet.runners:
        return f"{file} does not run on {runner!r}", suggest(runner, snippet.runners)
    record = project.find_record(file, runner)
    if not record:
        return (f"{file} has no record", "run make bake") if runner == "cpu" else None
    values = find_values(record, number.name, number.label)
    if isinstance(values, str):
        found, _, cure = values.partition(": ")
        return f"{file} {found}", cure
    return None


def count_rows(pages: Sequence[Page]) -> set[int]:
    """The rows of the table of contents that pages in both languages cover."""
    rows: dict[str, set[int]] = {"ko": set(), "en": set()}
    for page in pages:
        listed = page.meta.get("rows")
        rows[page.language] |= set(listed) if isinstance(listed, list) else set()
    return rows["ko"] & rows["en"]


def read_pair(root: Path, name: str) -> tuple[Page, Page] | Problem:
    """Read a page named by its path, and its partner."""
    paths = find_pages(root)
    path = (root / name).resolve()
    if path not in paths:
        names = [p.relative_to(root).as_posix() for p in paths]
        return Problem(name, 0, "is no page", suggest(name, names))
    page = read_page(path, root)
    other = "en" if page.language == "ko" else "ko"
    partner = root / "docs" / other / page.name
    if partner not in paths:
        missing = partner.relative_to(root).as_posix()
        return Problem(page.place, 0, f"has no partner {missing}", "write it")
    return page, read_page(partner, root)
