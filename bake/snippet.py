"""A snippet: one Python file with a PEP 723 header and percent cells.

PEP 723 (inline script metadata) gives the header, so that `uv run FILE` works; the percent
format is the one that Jupytext, Spyder and VS Code read.
"""

from __future__ import annotations

import ast
import hashlib
import io
import json
import os
import re
import sys
import sysconfig
import tokenize
import tomllib
import warnings
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from bake.data import digest_data
from bake.disk import refuse_link
from bake.problem import Problem, suggest
from bake.spawn import find_unguarded

TOPICS = ("about", "asterisk", "concurrency", "frameworks", "initialization")
SYSTEMS = ("linux", "macos", "windows")
"""Where `python FILE` works, unless the header names fewer."""
DEFAULT_TIMEOUT = 60.0
"""Seconds a run may take where the header does not say."""

HEADER = re.compile(r"\A# /// script\n(?P<body>(?:#(?: .*)?\n)*?)# ///\n")
MARKER = re.compile(r"# ?%%(?P<markdown> +\[markdown\])?(?: +(?P<name>\S.*?))? *")
ANNOTATION = re.compile(r"# \((\d+)\)!$", re.MULTILINE)
LONG = re.compile(r"['\"].*#|\"\"\"|'''|\\$", re.MULTILINE)
"""Where a string may hold a `#` or go on in the next line."""
WORD = re.compile(r"[A-Za-z0-9_-]{1,64}")
SLUG = re.compile(r"[a-z][a-z0-9_]*")
SPAWNS = re.compile(r"multiprocessing|ProcessPoolExecutor")
RUNNER = re.compile(r"[a-z][a-z0-9-]*")
DATA = re.compile(r"(?!.*\.\.)\w[\w.-]*(?:/\w[\w.-]*)*")
KEPT = re.compile(r"\w[\w.-]*")
COMPARE = re.compile(
    r"(?P<how>exact|close|shape)(?: (?P<tolerance>[0-9]+(?:\.[0-9]+)?(?:e-?[0-9]{1,2})?))?"
)


@dataclass(frozen=True)
class Cell:
    """A piece of a snippet, from one `# %%` marker to the next."""

    name: str
    """What pages and records call it; `code-3` where the marker gives no name."""
    kind: str
    """`code` or `markdown`."""
    line: int
    """1-based number of the first line of `source`."""
    marker: int
    """1-based number of its `# %%` line."""
    source: str
    """The text, without the marker and the blank lines around it; markdown is uncommented."""

    @property
    def end(self) -> int:
        """1-based number of the last line."""
        return self.line + self.source.count("\n")


@dataclass(frozen=True)
class Snippet:
    """A snippet file, read and checked."""

    name: str
    """`topic/slug.py`: what pages and commands call it."""
    path: Path
    text: str
    requires_python: str
    dependencies: tuple[str, ...]
    """Requirements with lower bounds (PEP 508)."""
    runners: tuple[str, ...]
    publish: tuple[str, ...]
    """Names of module-level dicts: label to a number or to a list of repeats."""
    timeout: float
    """Seconds."""
    raises: str
    """Name of the exception that must end the file; empty where it must end well."""
    compare: str
    """`exact`, `close` or `shape`."""
    tolerance: float
    """Relative, for `close`; 0 elsewhere."""
    data: tuple[str, ...]
    """Files under `data/` that the snippet reads."""
    alone: bool
    """It measures time: nothing else may run beside it."""
    keeps: tuple[str, ...]
    """Files of its own folder that the record keeps, for other snippets and for pages."""
    systems: tuple[str, ...]
    """Where `python FILE` works: `linux`, `macos`, `windows`."""
    cells: tuple[Cell, ...]
    imports: tuple[str, ...]
    """Top-level names of what the file imports, in its order; none where it is no Python."""

    @property
    def topic(self) -> str:
        return self.name.split("/")[0]

    @property
    def slug(self) -> str:
        return self.name.split("/")[1].removesuffix(".py")

    @property
    def code_cells(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.kind == "code")

    @cached_property
    def bare_code(self) -> list[list[str]]:
        """Name and text of each code cell, without comments and blank lines."""
        return [[cell.name, strip_comments(cell.source)] for cell in self.code_cells]

    @property
    def packages(self) -> tuple[str, ...]:
        """The declared packages, without their bounds."""
        return tuple(re.split(r"[^A-Za-z0-9._-]", d, maxsplit=1)[0] for d in self.dependencies)

    @property
    def place(self) -> str:
        """The file as messages name it."""
        return f"snippets/{self.name}"


def find_snippets(root: Path) -> list[Path]:
    """Every snippet file of a project, sorted."""
    return sorted((root / "snippets").glob("*/*.py"))


def read_snippet(path: Path, root: Path) -> Snippet | Problem:
    """Read and check one file under `root/snippets`."""
    place = path.relative_to(root).as_posix()
    problem = refuse_link(path, root) or check_name(path.parent.name, path.stem, place)
    if problem:
        return problem
    text = _read_text(path, place)
    if isinstance(text, Problem):
        return text
    script = _read_header(text, place)
    if isinstance(script, Problem):
        return script
    tree = _parse(text)
    cells = _split_cells(text, tree, place)
    if isinstance(cells, Problem):
        return cells
    tool = script["tool"]["bake"]
    how = COMPARE.fullmatch(tool.get("compare", "exact"))
    assert how, "checked by _read_header"
    problem = _check_markers(cells, place) or _check_code(text, tree, how["how"], place)
    if problem:
        return problem
    return Snippet(
        name=path.relative_to(root / "snippets").as_posix(),
        path=path,
        text=text,
        requires_python=script.get("requires-python", ""),
        dependencies=tuple(script.get("dependencies", ())),
        runners=tuple(tool.get("runners", ("cpu",))),
        publish=tuple(tool.get("publish", ())),
        timeout=float(tool.get("timeout", DEFAULT_TIMEOUT)),
        raises=tool.get("raises", ""),
        compare=how["how"],
        tolerance=float(how["tolerance"] or 0),
        data=tuple(tool.get("data", ())),
        alone=tool.get("alone", False),
        keeps=tuple(tool.get("keeps", ())),
        systems=tuple(tool.get("systems", SYSTEMS)),
        cells=cells,
        imports=_list_imports(tree) if tree else (),
    )


def _check_markers(cells: Sequence[Cell], place: str) -> Problem | None:
    """Expect the annotation markers of every cell to count from 1: the theme binds by number."""
    for cell in cells:
        numbers = [int(number) for number in ANNOTATION.findall(cell.source)]
        if numbers != list(range(1, len(numbers) + 1)):
            found = f"found the annotation markers {numbers} in cell {cell.name!r}"
            return Problem(
                place, cell.line, found, "number them 1, 2, 3 … from the top of the cell"
            )
    return None


def _check_code(text: str, tree: ast.Module | None, how: str, place: str) -> Problem | None:
    unguarded = find_unguarded(tree) if tree and SPAWNS.search(text) else None
    if unguarded:
        line, name = unguarded
        found = f'found `{name}` starting a process outside of `if __name__ == "__main__":`'
        return Problem(place, line, found, "move it under such a line: children import the file")
    if how == "shape" and not re.search(r"(?m)^ *assert ", text):
        found = '`compare`: found "shape" and no assert: nothing would be tested'
        return Problem(place, 0, found, "assert an order or a ratio in the file")
    return None


def check_name(topic: str, slug: str, place: str) -> Problem | None:
    """Say what is wrong with a snippet's topic or slug."""
    if topic not in TOPICS:
        return Problem(place, 0, f"found the topic {topic!r}", suggest(topic, TOPICS))
    if not SLUG.fullmatch(slug):
        found = f"found the name {slug!r}, expected small letters, digits and _"
        return Problem(place, 0, found, "give it another name")
    if slug in list_modules():
        found = f"found the name {slug!r}, which is a module's: the snippets beside it would import"
        return Problem(place, 0, f"{found} this file instead", "give it another name")
    return None


@lru_cache(maxsize=1)
def list_modules() -> frozenset[str]:
    """The modules that the standard library and this environment's packages bring."""
    folders = {sysconfig.get_path(kind) for kind in ("purelib", "platlib")}
    there = filter(os.path.isdir, folders)
    names = {name.partition(".")[0] for folder in there for name in os.listdir(folder)}
    return sys.stdlib_module_names | {name for name in names if name.isidentifier()}


def compute_fingerprint(snippet: Snippet, root: Path) -> str:
    """Digest what decides the result of a run: code, declared data, and some header keys.

    Comments, blank lines, markdown cells and dependency lines are left out, so that a sentence
    or an annotation marker leaves a record fresh.
    """
    data = [[name, digest_data(name, root)] for name in snippet.data]
    keys = {"publish": snippet.publish, "raises": snippet.raises}
    if snippet.keeps:
        keys["keeps"] = snippet.keeps
    whole = json.dumps([snippet.bare_code, data, keys], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def count_markers(cell: Cell) -> int:
    """Count the annotation markers `# (1)!` at line ends."""
    return len(ANNOTATION.findall(cell.source))


def select_cells(snippet: Snippet, selection: Sequence[str]) -> tuple[Cell, ...] | str:
    """The code cells a block names, all of them if it names none; or the first unknown name."""
    known = {cell.name: cell for cell in snippet.code_cells}
    for name in selection:
        if name not in known:
            return name
    return tuple(known[name] for name in selection) or snippet.code_cells


def strip_comments(source: str) -> str:
    """Drop comments and blank lines, but nothing inside a string."""
    lines = source.split("\n")
    if not LONG.search(source):
        lines = [line.partition("#")[0].rstrip() if "#" in line else line for line in lines]
        return "\n".join(line for line in lines if line.strip())
    blank = {n for n, line in enumerate(lines) if not line.strip()}
    for token in _tokenize(source):
        first, last = token.start[0] - 1, token.end[0] - 1
        if token.type == tokenize.COMMENT:
            lines[first] = lines[first][: token.start[1]].rstrip()
            if not lines[first]:
                blank.add(first)
        elif last > first and token.type not in (tokenize.NEWLINE, tokenize.NL):
            blank -= set(range(first, last + 1))
    return "\n".join(line for n, line in enumerate(lines) if n not in blank)


def _read_text(path: Path, place: str) -> str | Problem:
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
    except OSError as error:
        return Problem(place, 0, f"cannot be read: {error.strerror}", "make it a readable file")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        found = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        return Problem(place, line, found, "save the file as UTF-8")
    if text.startswith("\ufeff"):
        return Problem(place, 1, "found a byte order mark", "save the file as UTF-8 without BOM")
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        return Problem(place, line, "found CR at a line end", "save the file with LF line ends")
    return text


def _read_header(text: str, place: str) -> dict[str, Any] | Problem:
    """Read the PEP 723 block; every key of `[tool.bake]` in it is of the right type."""
    match = HEADER.match(text)
    if not match:
        found = "line 1 does not open a `# /// script` block that a `# ///` line closes"
        return Problem(place, 1, found, "begin the file with its PEP 723 header")
    lines = [line[2:] for line in match["body"].split("\n")]
    try:
        script: dict[str, Any] = tomllib.loads("\n".join(lines))
        repr(script)  # raises for a number of thousands of digits, which no message could show
    except (ValueError, RecursionError) as error:
        at = re.search(r"line (\d+)", str(error))
        line = int(at[1]) + 1 if at else len(lines)
        return Problem(place, line, f"the header is not TOML: {error}", "correct the header")
    problem = _check_keys(script, KEYS, lines, place)
    if problem:
        return problem
    tool = script.setdefault("tool", {})
    problem = _check_keys({"bake": tool.setdefault("bake", {})}, {"bake": dict}, lines, place)
    return problem or _check_keys(tool["bake"], TOOL_KEYS, lines, place) or script


KEYS: Mapping[str, type] = {"requires-python": str, "dependencies": list, "tool": dict}
TOOL_KEYS: Mapping[str, type] = {
    "runners": list,
    "publish": list,
    "timeout": float,
    "raises": str,
    "compare": str,
    "data": list,
    "alone": bool,
    "keeps": list,
    "systems": list,
}


def _check_keys(
    table: Mapping[str, object], known: Mapping[str, type], lines: list[str], place: str
) -> Problem | None:
    for key, value in table.items():
        word = re.compile(rf"(?<![\w-]){re.escape(key)}(?![\w-])")
        at = next((n for n, x in enumerate(lines, 2) if word.search(x.partition("=")[0])), 1)
        if key not in known:
            return Problem(place, at, f"found the unknown key {key!r}", suggest(key, known))
        expected = _find_expected(key, value, known[key])
        if expected:
            found = f"`{key}`: found {value!r}, expected {expected}"
            return Problem(place, at, found, "correct the header")
    return None


def _find_expected(key: str, value: object, kind: type) -> str:
    """Say what a header value should have been; empty if it is right."""
    if kind is float:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return "" if number and 0 < float(str(value)) <= 3600 else "seconds from 0 to 3600"
    if not isinstance(value, kind):
        return {list: "a list", str: "a string", bool: "true or false", dict: "a table"}[kind]
    words = value if isinstance(value, list) else [value]
    if kind is list and not all(isinstance(word, str) for word in words):
        return "a list of strings"
    if key == "compare":
        match = COMPARE.fullmatch(str(value))
        right = match and (match["how"] == "close") == bool(match["tolerance"])
        return "" if right else '"exact", "shape" or "close TOLERANCE"'
    if key == "runners" and not words:
        return "at least one runner"
    if key == "runners" and not all(RUNNER.fullmatch(str(word)) for word in words):
        return "names of runners"
    if key == "data" and not all(DATA.fullmatch(str(word)) for word in words):
        return "names of files under data/"
    if key == "keeps" and not all(KEPT.fullmatch(str(word)) for word in words):
        return "names of files"
    if key == "systems" and not (words and set(words) <= set(SYSTEMS)):
        return f"some of {', '.join(SYSTEMS)}"
    if key in ("publish", "raises") and not all(str(w).isidentifier() for w in words):
        return "names"
    return ""


def _split_cells(text: str, tree: ast.Module | None, place: str) -> tuple[Cell, ...] | Problem:
    """Split at the `# %%` comments that stand between statements."""
    lines = text.split("\n")
    header = HEADER.match(text)
    assert header, "checked by _read_header"
    starts = _find_markers(text, tree, place)
    if isinstance(starts, Problem):
        return starts
    first = header[0].count("\n") + 1
    if not starts or any(line.strip() for line in lines[first - 1 : starts[0][0] - 1]):
        found = "found no cell marker after the header"
        return Problem(place, first, found, "begin the first cell with a line `# %%`")
    ends = [line for line, _ in starts[1:]] + [len(lines) + 1]
    cells = [
        _read_cell(match, line, lines[line : end - 1])
        for (line, match), end in zip(starts, ends, strict=True)
    ]
    for cell in cells if not tree else ():
        if not _is_whole(cell):
            found = "found a cell that ends inside a statement"
            return Problem(place, cell.marker, found, "move the next marker between two statements")
    return _name_cells(cells, lines, place)


def _find_markers(
    text: str, tree: ast.Module | None, place: str
) -> list[tuple[int, re.Match[str]]] | Problem:
    """Line and match of every marker; tokens are asked where one may stand inside a string."""
    body = tree.body if tree else []
    spans = [(node.lineno, node.end_lineno or node.lineno) for node in body]
    marked = [(n, m) for n, line in enumerate(text.split("\n"), 1) if (m := MARKER.fullmatch(line))]
    inside = {n for n, _ in marked for first, last in spans if first < n <= last}
    if tree and not inside:
        return marked
    try:
        comments = {t.start[0] for t in _tokenize(text) if t.type == tokenize.COMMENT}
    except (tokenize.TokenError, SyntaxError) as error:
        line = error.lineno if isinstance(error, SyntaxError) else error.args[1][0]
        found = f"the file is not Python: {error.args[0]}"
        return Problem(place, line or 0, found, "correct the file")
    for line in sorted(inside & comments):
        found = "found a cell marker inside a statement"
        return Problem(place, line, found, "move it between two statements")
    return [(line, match) for line, match in marked if line in comments]


def _read_cell(match: re.Match[str], marker: int, lines: list[str]) -> Cell:
    line = marker + 1
    while lines and not lines[0].strip():
        lines, line = lines[1:], line + 1
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    kind = "markdown" if match["markdown"] else "code"
    if kind == "markdown":
        lines = [re.sub(r"^# ?", "", text) for text in lines]
    return Cell(match["name"] or "", kind, line, marker, "\n".join(lines))


def _name_cells(cells: list[Cell], lines: list[str], place: str) -> tuple[Cell, ...] | Problem:
    """Give every cell a name of its own; those without one are counted by kind."""
    seen: dict[str, int] = {}
    for number, cell in enumerate(cells):
        if not cell.name:
            alike = [c for c in cells[: number + 1] if c.kind == cell.kind]
            cell = cells[number] = replace(cell, name=f"{cell.kind}-{len(alike)}")
        if not WORD.fullmatch(cell.name):
            found = f"found the cell name {cell.name!r}, expected letters, digits, - and _"
            return Problem(place, cell.marker, found, "rename the cell")
        if cell.name in seen:
            found = f"found the cell name {cell.name!r} again, first at line {seen[cell.name]}"
            return Problem(place, cell.marker, found, "rename one of them")
        seen[cell.name] = cell.marker
        code = _find_code(cell, lines) if cell.kind == "markdown" else 0
        if code:
            return Problem(place, code, "found code in a markdown cell", "begin a cell with `# %%`")
    if not any(cell.kind == "code" for cell in cells):
        return Problem(place, 0, "found no code cell", "add one with a line `# %%`")
    return tuple(cells)


def _find_code(cell: Cell, lines: list[str]) -> int:
    """The number of the first line in a markdown cell that is no comment, or 0."""
    numbers = range(cell.line, cell.end + 1)
    return next((n for n in numbers if lines[n - 1 : n] and lines[n - 1][:1] not in ("#", "")), 0)


def _parse(text: str) -> ast.Module | None:
    """Parse a file, unless this interpreter cannot.

    Some snippets are written for an older or a newer Python, and some show a SyntaxError.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the run says them
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _list_imports(tree: ast.Module) -> tuple[str, ...]:
    names: list[str] = []
    for node in _walk_statements(tree):
        if isinstance(node, ast.Import):
            names += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.append(node.module)
    return tuple(dict.fromkeys(name.partition(".")[0] for name in names))


def _walk_statements(tree: ast.Module) -> Iterator[ast.AST]:
    """Every statement, outer ones first, as `ast.walk` does that visits expressions too."""
    todo: deque[ast.AST] = deque(tree.body)
    while todo:
        node = todo.popleft()
        yield node
        for name in ("body", "handlers", "orelse", "finalbody", "cases"):
            inner = getattr(node, name, ())
            todo.extend(inner if isinstance(inner, list) else ())


def _is_whole(cell: Cell) -> bool:
    """Whether a cell of a file that cannot be parsed can at least be split into tokens."""
    try:
        _tokenize(cell.source)
    except (tokenize.TokenError, SyntaxError):
        return cell.kind == "markdown"
    return True


def _tokenize(source: str) -> list[tokenize.TokenInfo]:
    return list(tokenize.generate_tokens(io.StringIO(source).readline))
