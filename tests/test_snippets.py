"""Every snippet as its reader meets it: `python FILE` and `uv run FILE`."""

import ast
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import packages_distributions
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bake.compare import normalise
from bake.data import find_absent
from bake.record import Record, read_record
from bake.schedule import count_workers
from bake.snippet import Snippet, find_snippets, read_snippet

ROOT = Path(__file__).parent.parent


def read_all() -> list[Snippet]:
    found = [read_snippet(path, ROOT) for path in find_snippets(ROOT)]
    return [
        snippet for snippet in found if isinstance(snippet, Snippet) and "cpu" in snippet.runners
    ]


SNIPPETS = read_all()
QUICK = [snippet for snippet in SNIPPETS if not snippet.alone]
"""What measures no time, so that it prints the same beside other files."""

BROUGHT = packages_distributions()
"""Module to the packages that bring it."""
COMMANDS = {
    "python": [sys.executable, "-u"],
    "uv": [f"{Path(sys.executable).parent}/uv", "run", "--quiet", "--python", sys.executable],
}
FETCHED = ("torch", "tensorflow-cpu", "jax")
"""uv takes packages anew from their index: hundreds of megabytes, with torch gigabytes of CUDA."""

LONG = 5.0
"""Seconds that a file may take and still be run a second time."""


def list_modules(snippet: Snippet) -> set[str]:
    """The top-level modules that a file imports."""
    nodes = list(ast.walk(ast.parse(snippet.text)))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: snippet.name)
def test_header_declares_what_the_file_imports(snippet: Snippet) -> None:
    """So that `uv run FILE` finds it, where that is not run below."""
    # Of `dask[distributed]>=1` both words.
    words = re.findall(r"[A-Za-z][\w.-]*", " ".join(snippet.dependencies))
    declared = {re.sub(r"[-_.]+", "-", word).lower() for word in words}
    for module in list_modules(snippet) - sys.stdlib_module_names:
        bringing = {re.sub(r"[-_.]+", "-", name).lower() for name in BROUGHT.get(module, [])}
        assert bringing & declared, f"{module}: declared are {sorted(declared)}"


def run_file(how: str, snippet: Snippet) -> str:
    """Run a snippet as a person would, with a random hash seed."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    environment |= {"PYTHONHASHSEED": str(random.randrange(2**32)), "MPLBACKEND": "Agg"}
    if snippet.alone:  # its times are judged by its own test; beside other files they mean nothing
        environment["PYTHONOPTIMIZE"] = "1"
    with TemporaryDirectory() as folder:  # for what would leave files beside our own
        file, cwd = (str(snippet.path), folder) if snippet.keeps else (snippet.place, ROOT)
        command = [*COMMANDS[how], file]
        done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert (done.returncode != 0) == bool(snippet.raises), done.stderr
    return done.stdout


def refuse(how: str, snippet: Snippet) -> str:
    """Say why a file is not run here so; empty where it is."""
    absent = find_absent(snippet.data, ROOT)
    if absent:
        return str(absent)
    heavy = [package for package in snippet.packages if how == "uv" and package in FETCHED]
    if heavy:
        return f"uv would download {heavy[0]} anew"
    record = read_record(ROOT, "cpu", snippet.name)
    if isinstance(record, Record) and record.run.seconds > LONG:
        return f"it takes {record.run.seconds:.0f} s, and its own test has run it"
    return ""


@pytest.fixture(scope="session")
def printed(request: pytest.FixtureRequest) -> Iterator[Callable[[str, Snippet], str]]:
    """What a file printed; all have been started side by side before."""
    with ThreadPoolExecutor(count_workers()) as pool:
        started = {}
        for item in request.session.items:
            given = item.callspec.params if hasattr(item, "callspec") else {}
            if item.path == Path(__file__):
                how, snippet = given.get("how"), given["snippet"]
                if how and not refuse(how, snippet):
                    started[how, snippet.name] = pool.submit(run_file, how, snippet)

        def read(how: str, snippet: Snippet) -> str:
            if reason := refuse(how, snippet):
                pytest.skip(reason)
            return started[how, snippet.name].result()

        yield read
        pool.shutdown(cancel_futures=True)


WITH_UV = [snippet for snippet in SNIPPETS if snippet.alone or snippet.dependencies]
"""Where `uv run FILE` is more than the run above."""


@pytest.mark.parametrize(
    ("how", "snippet"),
    [("python" if snippet.dependencies else "uv", snippet) for snippet in QUICK],
    ids=[snippet.name for snippet in QUICK],
)
def test_file_prints_what_the_record_says(
    how: str, snippet: Snippet, printed: Callable[[str, Snippet], str]
) -> None:
    """Without dependencies `uv run FILE` is `python FILE`, so that one run shows both."""
    found = printed(how, snippet)
    record = read_record(ROOT, "cpu", snippet.name)
    assert isinstance(record, Record)
    recorded = "".join(output.stdout for output in record.run.outputs)
    if snippet.compare == "exact":
        assert normalise(found) == normalise(recorded)
    else:
        assert len(found.splitlines()) == len(recorded.splitlines())


@pytest.mark.parametrize("how", ["uv"])
@pytest.mark.parametrize("snippet", WITH_UV, ids=lambda snippet: snippet.name)
def test_uv_run_works(how: str, snippet: Snippet, printed: Callable[[str, Snippet], str]) -> None:
    printed(how, snippet)
