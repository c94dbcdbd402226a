"""What several test files need: small projects on disk, and records without a run."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bake.problem import Problem
from bake.record import Record
from bake.run import Output, Run
from bake.snippet import Snippet, compute_fingerprint, read_snippet

DATA = Path(__file__).parent / "data"
HEADER = '# /// script\n# requires-python = ">=3.11"\n# dependencies = []\n{tool}# ///\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A writable copy of the small two-language project."""
    return Path(shutil.copytree(DATA / "project", tmp_path / "project"))


@pytest.fixture
def write_snippet(tmp_path: Path) -> Callable[..., Snippet | Problem]:
    """Write and read a snippet `asterisk/NAME.py` made of a body and `[tool.bake]` lines."""

    def write(body: str, tool: str = "", name: str = "example") -> Snippet | Problem:
        lines = "".join(f"# {line}\n" for line in tool.splitlines())
        header = HEADER.format(tool=f"# [tool.bake]\n{lines}" if tool else "")
        path = tmp_path / "snippets" / "asterisk" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((header + body).encode())
        return read_snippet(path, tmp_path)

    return write


def make_run(snippet: Snippet, *stdout: str, **changes: object) -> Run:
    """A run of a snippet whose code cells printed the given texts."""
    outputs = tuple(
        Output(cell.name, text, "", ())
        for cell, text in zip(snippet.code_cells, stdout, strict=True)
    )
    facts: dict[str, object] = {
        "snippet": snippet.name,
        "runner": "cpu",
        "date": "2026-11-21",
        "seconds": 0.5,
        "peak_mb": 20,
        "published": {},
        "outputs": outputs,
    }
    return Run(**(facts | changes))  # type: ignore[arg-type]


def make_record(snippet: Snippet, root: Path, *stdout: str, **changes: object) -> Record:
    """A fresh record of such a run."""
    environment = {"python": "3.11.7", "build": "GIL", "cpu": "test", "cpu_count": 2}
    run = make_run(snippet, *stdout, **changes)
    return Record(run, compute_fingerprint(snippet, root), environment)
