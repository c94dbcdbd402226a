"""Ways out of the page: a snippet as a notebook to download, and the command that runs it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from bake.snippet import Cell, Snippet

FILE = "{file}"
"""Stands in a command for the file's address on the site, which only the reader's browser knows."""
UV_SINCE = (3, 8)
"""The oldest Python that uv provides."""
NEEDS_FILE: dict[str, tuple[re.Pattern[str], str, str]] = {
    "processes": (
        re.compile(r"multiprocessing|ProcessPoolExecutor|Interpreter|__file__"),
        "시작한 파일을 다시 읽는 프로세스나 인터프리터를 시작합니다. 노트북에는 파일이 없습니다.",
        "It starts processes or interpreters, which read the file that started them: a notebook is "
        "no such file.",
    ),
    "patches": (
        re.compile(r"\bmonkey\b|\bimport_module\b"),
        "표준 라이브러리를 바꿔치기합니다. 노트북 안에서는 노트북 자신까지 바뀝니다.",
        "It replaces parts of the standard library: inside a notebook, the notebook's own as well.",
    ),
    "loop": (
        re.compile(r"asyncio\.(?:run|Runner|new_event_loop)|run_until_complete"),
        "이벤트 루프를 스스로 시작합니다. 노트북에는 이미 루프가 돌고 있습니다.",
        "It starts an event loop of its own, and in a notebook one is running already.",
    ),
}
"""Why a snippet cannot be cells of a notebook: a pattern of its code; the reason, ko and en."""
OTHER_PYTHON = (
    "노트북의 파이썬이 아닌 다른 파이썬을 위한 파일입니다.",
    "It is meant for another Python than the notebook's.",
)
MARKER = re.compile(r"(?m)[ ]*# \(\d+\)!$")


def choose_command(snippet: Snippet) -> str:
    """The command that runs a snippet on the reader's machine, with `{file}` for its address.

    A snippet that reads data, or needs what uv does not provide, runs from a clone.
    """
    here = f"snippets/{snippet.name}"
    runner = "cpu" if "cpu" in snippet.runners else snippet.runners[0]
    data = " data" if snippet.data else ""
    if "-" in runner or (data and runner not in ("cpu", "gpu")):
        return f"make runners{data} RUNNER={runner} && .runners/{runner}/bin/python {here}"
    if data:
        return f"make .venv/cpu data && .venv/bin/python {here}"
    if runner == "nogil":
        return f"uv run --python 3.14t {FILE}"
    match = re.fullmatch(r"py(\d)(\d+)", runner)
    if not match:
        return f"uv run {FILE}"
    version = f"{match[1]}.{match[2]}"
    if (int(match[1]), int(match[2])) < UV_SINCE:
        return f"python{version} {here}"
    return f"uv run --python {version} {FILE}"


def name_download(snippet: Snippet) -> str:
    """The notebook's address below the site's root."""
    return f"notebooks/{snippet.name.removesuffix('.py')}.ipynb"


def name_view(runner: str, snippet: str) -> str:
    """The address of a record's page in the form of a notebook, without the `/` at its end."""
    return f"notebooks/{runner}/{snippet.removesuffix('.py')}"


def has_download(snippet: Snippet) -> bool:
    """Whether there is a notebook of it: what needs `data/` or an exhibit runs only in a clone."""
    return not snippet.data and "-" not in snippet.runners[0]


def make_download(snippet: Snippet) -> dict[str, Any]:
    """A notebook (nbformat 4.5) without outputs; `asyncio.run(…)` has become `await …`.

    What a notebook cannot run as cells becomes one cell that writes the file and one that runs it,
    after a note that says why.
    """
    cells = [await_runs(cell.source) for cell in snippet.code_cells]
    reason = _find_reason(snippet, [cell or "" for cell in cells])
    if reason:
        made = list(_write_as_file(snippet, reason))
    else:
        made = list(_install(snippet)) + [_make_cell(cell) for cell in snippet.cells]
    return {
        "cells": made,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


@lru_cache(maxsize=4096)
def await_runs(source: str) -> str | None:
    """Write `await main()` for `asyncio.run(main())`; None where the source is not Python 3.

    Only calls that run in the cell itself: inside a function, a lambda or a generator expression
    there is nothing that could wait.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None
    if "asyncio" not in source:
        return source
    raw = source.encode()
    starts = [0]
    for line in raw.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for call, alone in sorted(_find_runs(tree), key=lambda found: _locate(found[0]), reverse=True):
        awaited = f"await {ast.get_source_segment(source, call.args[0])}"
        begin = starts[call.lineno - 1] + call.col_offset
        end = starts[(call.end_lineno or 0) - 1] + (call.end_col_offset or 0)
        raw = raw[:begin] + (awaited if alone else f"({awaited})").encode() + raw[end:]
    return raw.decode()


def _locate(node: ast.expr) -> tuple[int, int]:
    return node.lineno, node.col_offset


def _find_runs(node: ast.AST) -> Iterator[tuple[ast.Call, bool]]:
    """Calls `asyncio.run(X)` that stand in no function, and whether each is all of a statement."""
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="asyncio"), attr="run"), args=[_], keywords=[]
            ):
                yield child, isinstance(node, ast.Expr | ast.Assign)
            case (
                ast.FunctionDef()
                | ast.AsyncFunctionDef()
                | ast.ClassDef()
                | ast.Lambda()
                | ast.GeneratorExp()
            ):
                pass
            case _:
                yield from _find_runs(child)


def _find_reason(snippet: Snippet, sources: Sequence[str]) -> tuple[str, str] | None:
    """Why it must be a file, in both languages; None where cells will do."""
    if "cpu" not in snippet.runners or any(
        await_runs(c.source) is None for c in snippet.code_cells
    ):
        return OTHER_PYTHON
    code = "\n".join(sources)
    for pattern, ko, en in NEEDS_FILE.values():
        if pattern.search(code):
            return ko, en
    return None


def _write_as_file(snippet: Snippet, reason: tuple[str, str]) -> Iterator[dict[str, Any]]:
    name = f"{snippet.slug}.py"
    command = choose_command(snippet).replace(FILE, name).replace(f"snippets/{snippet.name}", name)
    ko, en = reason
    note = (
        f"`{name}`\n\n{ko} 그래서 아래 칸은 파일을 쓰고, 그다음 칸은 그 파일을 돌립니다.\n\n"
        f"{en} So the next cell writes the file, and the one after it runs it."
    )
    run = "!python " + name if command.startswith("uv run " + name) else "!" + command
    yield _lay_out("why", "markdown", note)
    yield _lay_out("write", "code", f"%%writefile {name}\n{snippet.text}")
    yield _lay_out("run", "code", run)


def _install(snippet: Snippet) -> Iterator[dict[str, Any]]:
    if snippet.dependencies:
        wanted = " ".join(f'"{need}"' for need in snippet.dependencies)
        yield _lay_out("install", "code", f"# %pip install {wanted}")


def _make_cell(cell: Cell) -> dict[str, Any]:
    source = cell.source if cell.kind == "markdown" else await_runs(cell.source) or ""
    return _lay_out(f"cell-{cell.name}"[:64], cell.kind, MARKER.sub("", source))


def _lay_out(name: str, kind: str, source: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": name, "cell_type": kind, "metadata": {}}
    entry["source"] = source.splitlines(keepends=True)
    return entry | ({"execution_count": None, "outputs": []} if kind == "code" else {})
