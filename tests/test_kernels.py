"""One kernel on four back ends: the texts are equal, the recorded answers too."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bake.record import Record, find_records, read_record
from bake.snippet import Snippet, read_snippet

ROOT = Path(__file__).parent.parent
BACKENDS = ("opencl", "openmp", "times", "cupy", "pycuda")
LAUNCHED = [
    (runner, name)
    for runner, name in find_records(ROOT)
    if re.fullmatch(r"frameworks/collatz_(opencl|openmp|cupy|pycuda)\.py", name)
]


def read_cell(backend: str, name: str) -> str:
    """The source of a cell of one of the files."""
    path = ROOT / "snippets" / f"frameworks/collatz_{backend}.py"
    snippet = read_snippet(path, ROOT)
    assert isinstance(snippet, Snippet), str(snippet)
    (source,) = (cell.source for cell in snippet.cells if cell.name == name)
    return source


def read_hashes(runner: str, name: str) -> list[str]:
    """The lines of a record that name the text of the kernel and its answers."""
    record = read_record(ROOT, runner, name)
    assert isinstance(record, Record), str(record)
    printed = "".join(cell.stdout for cell in record.run.outputs)
    return re.findall(r"^(?:text|answers): +\w{12}$", printed, re.MULTILINE)


def test_every_back_end_is_given_the_same_text() -> None:
    assert len({read_cell(backend, "kernel") for backend in BACKENDS}) == 1
    assert read_cell("openmp", "shim") == read_cell("times", "shim")
    assert read_cell("cupy", "shim") == read_cell("pycuda", "shim")


@pytest.mark.parametrize(("runner", "name"), LAUNCHED)
def test_every_recorded_back_end_gives_the_same_answers(runner: str, name: str) -> None:
    expected = read_hashes("cpu", "frameworks/collatz_opencl.py")
    assert len(expected) == 2
    assert read_hashes(runner, name) == expected


def test_the_wrong_barrier_and_mask_differ_from_the_right_ones_by_one_line() -> None:
    for name, lines in {"barrier": 2, "triton_mask": 2}.items():
        folder = ROOT / "snippets/frameworks"
        broken, fixed = (
            set((folder / f"{name}_{kind}.py").read_text(encoding="utf-8").splitlines())
            for kind in ("broken", "fixed")
        )
        assert len(fixed - broken) == lines, "the cure, and what is asserted"


def test_an_opencl_snippet_leaves_no_file(tmp_path: Path) -> None:
    path = ROOT / "snippets/frameworks/barrier_fixed.py"
    own = {"HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, path], env={**os.environ, **own}, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [found for found in tmp_path.rglob("*") if found.is_file()] == []
