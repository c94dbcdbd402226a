"""Every snippet as its reader meets it: `python FILE` and `uv run FILE`."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from bake.compare import normalise
from bake.record import Record, read_record
from bake.snippet import Snippet, find_snippets, read_snippet

ROOT = Path(__file__).parent.parent


def read_all() -> list[Snippet]:
    found = [read_snippet(path, ROOT) for path in find_snippets(ROOT)]
    return [
        snippet for snippet in found if isinstance(snippet, Snippet) and "cpu" in snippet.runners
    ]


SNIPPETS = read_all()
QUICK = [snippet for snippet in SNIPPETS if not snippet.alone]
"""What prints seconds is run once as `uv run FILE`, which is `python FILE` with uv's packages."""


def run_file(command: list[str], snippet: Snippet) -> str:
    """Run a snippet from the project's folder as a person would, with a random hash seed."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    environment |= {"PYTHONHASHSEED": str(random.randrange(2**32)), "MPLBACKEND": "Agg"}
    done = subprocess.run(
        [*command, snippet.place], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert (done.returncode != 0) == bool(snippet.raises), done.stderr
    return done.stdout


@pytest.mark.parametrize("snippet", QUICK, ids=lambda snippet: snippet.name)
def test_python_prints_what_the_record_says(snippet: Snippet) -> None:
    printed = run_file([sys.executable, "-u"], snippet)
    record = read_record(ROOT, "cpu", snippet.name)
    assert isinstance(record, Record)
    recorded = "".join(output.stdout for output in record.run.outputs)
    if snippet.compare == "exact":
        assert normalise(printed) == normalise(recorded)
    else:
        assert len(printed.splitlines()) == len(recorded.splitlines())


@pytest.mark.parametrize(
    "snippet",
    [pytest.param(s, marks=[pytest.mark.alone] if s.alone else []) for s in SNIPPETS],
    ids=lambda snippet: snippet.name,
)
def test_uv_run_works(snippet: Snippet) -> None:
    uv = str(Path(sys.executable).parent / "uv")
    assert run_file([uv, "run", "--quiet", "--python", sys.executable], snippet)
