"""A record: one run of a snippet, kept as an executed notebook (nbformat 4.5).

GitHub shows it, Jupyter opens it, `git diff` reviews it. `metadata.bake` holds the facts of the
run and a digest of the whole notebook, so that an edit by hand is seen.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bake.disk import refuse_link, replace_file, sweep_folder
from bake.obstacle import find_refusal, list_runners
from bake.outcome import Output, Run
from bake.problem import BAKE, Problem
from bake.runtime import name_engine
from bake.snippet import Snippet, compute_fingerprint

SETTLED = ("fresh", "refused")
"""The states of a standing that leave nothing to do."""
FORMAT = 1
"""Grows when an older `bake` could misread a record."""
MAX_BYTES = 300_000

Facts = Mapping[str, str | int | float | None]


@dataclass(frozen=True)
class Record:
    """What a runner saw when it ran a snippet."""

    run: Run
    fingerprint: str
    """Of the snippet as it was run; see `compute_fingerprint`."""
    environment: Facts
    """Flat facts; see `bake.environment`."""


@dataclass(frozen=True)
class Standing:
    """How a record stands to its snippet."""

    snippet: str
    runner: str
    state: str
    """`fresh`, `stale` (the code moved), `drifted` (the lock moved), `missing` or `orphan`;
    `refused` where a browser was seen not to run it."""
    detail: str
    """What moved, in words; empty for a fresh record."""
    record: Record | None

    @property
    def path(self) -> str:
        return name_record(self.runner, self.snippet)


def name_record(runner: str, snippet: str) -> str:
    """Name the file of a record, relative to the project."""
    return f"records/{runner}/{snippet.removesuffix('.py')}.ipynb"


def find_records(root: Path) -> list[tuple[str, str]]:
    """List (runner, snippet) of every record file, sorted."""
    files = sorted((root / "records").glob("*/*/*.ipynb"))
    return [(p.parent.parent.name, f"{p.parent.name}/{p.stem}.py") for p in files]


def make_notebook(snippet: Snippet, record: Record) -> dict[str, Any]:
    """Lay a record out as a notebook, digest included."""
    outputs = {output.cell: output for output in record.run.outputs}
    cells: list[dict[str, Any]] = []
    count = 0
    for cell in snippet.cells:
        entry: dict[str, Any] = {"id": cell.name, "metadata": {}, "source": _lines(cell.source)}
        if cell.kind == "code":
            count += 1
            shown = list(_show_output(outputs[cell.name]))
            entry |= {"cell_type": "code", "execution_count": count, "outputs": shown}
        else:
            entry |= {"cell_type": "markdown"}
        cells.append(entry)
    run = record.run
    notebook: dict[str, Any] = {
        "cells": cells,
        "metadata": {
            "bake": {
                "date": run.date,
                "environment": dict(record.environment),
                "fingerprint": record.fingerprint,
                "format": FORMAT,
                "peak_mb": run.peak_mb,
                "published": run.published,
                "runner": run.runner,
                "seconds": run.seconds,
                "snippet": run.snippet,
            },
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    if run.kept:
        kept = {name: base64.b64encode(content).decode() for name, content in run.kept.items()}
        notebook["metadata"]["bake"]["kept"] = kept
    notebook["metadata"]["bake"]["digest"] = compute_digest(notebook)
    return notebook


def compute_digest(notebook: dict[str, Any]) -> str:
    """Digest a notebook without the digest it carries."""
    bake = {k: v for k, v in notebook["metadata"]["bake"].items() if k != "digest"}
    whole = notebook | {"metadata": notebook["metadata"] | {"bake": bake}}
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()[:16]


def write_record(root: Path, snippet: Snippet, record: Record) -> Problem | None:
    """Save a record whole or not at all; one that was edited by hand is left alone."""
    place = name_record(record.run.runner, snippet.name)
    path = root / place
    old = read_record(root, record.run.runner, snippet.name) if path.exists() else None
    problem = old if isinstance(old, Problem) else refuse_link(path, root)
    if problem:
        return problem
    notebook = _sort_keys(make_notebook(snippet, record))
    text = json.dumps(notebook, ensure_ascii=False, indent=1)
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        found = f"publishes {text[error.start : error.end]!a}, which is no text"
        return Problem(snippet.place, 0, found, "correct the label")
    if size > MAX_BYTES:
        figures = [figure for output in record.run.outputs for figure in output.figures]
        drawn = f" with {len(figures)} figures" if figures else ""
        found = f"the record would take {size} bytes{drawn}, expected at most {MAX_BYTES}"
        cure = "draw fewer figures or points, print less" if figures else "print less"
        return Problem(snippet.place, 0, found, cure)
    try:
        replace_file(path, text + "\n")
    except OSError as error:
        return Problem(
            place, 0, f"cannot be written: {error.strerror}", "free the disk or the folder"
        )
    return None


def read_record(root: Path, runner: str, snippet: str) -> Record | Problem:
    """Read one record file."""
    place = name_record(runner, snippet)
    again = f"restore it with git, or delete it and run {BAKE} record --runner {runner}"
    problem = refuse_link(root / place, root)
    if problem:
        return problem
    if not (root / place).exists():
        return Problem(place, 0, "is missing", f"run {BAKE} record snippets/{snippet}")
    try:
        notebook = json.loads((root / place).read_text(encoding="utf-8"))
        bake = notebook["metadata"]["bake"]
        version = bake["format"]
        digest = compute_digest(notebook)
    except (ValueError, KeyError, TypeError, OSError, RecursionError) as error:
        return Problem(place, 0, f"is not a record ({type(error).__name__}: {error})", again)
    if not isinstance(version, int) or version > FORMAT:
        found = f"has the record format {version!r}, expected at most {FORMAT}"
        return Problem(place, 0, found, "update this project")
    if bake.get("digest") != digest:
        return Problem(place, 0, "was edited by hand", again)
    if (bake.get("runner"), bake.get("snippet")) != (runner, snippet):
        found = f"is the record of {bake.get('snippet')!r} on {bake.get('runner')!r}"
        return Problem(place, 0, found, again)
    try:
        return _read_notebook(notebook)
    except (KeyError, TypeError, AttributeError) as error:
        return Problem(place, 0, f"is not a record ({type(error).__name__}: {error})", again)


def sweep_records(root: Path) -> None:
    """Remove what a bake left beside its records when it was killed."""
    for folder in (root / "records").glob("*/*"):
        if folder.is_dir():
            sweep_folder(folder, "*.ipynb")


def find_standings(root: Path, snippets: Sequence[Snippet]) -> Iterator[Standing | Problem]:
    """Compare every snippet with the records that its header asks for, and with a browser's."""
    for snippet in snippets:
        for runner in list_runners(snippet, root):
            refusal = find_refusal(root, snippet) if runner == "browser" else ""
            if refusal:
                yield Standing(snippet.name, runner, "refused", refusal, None)
                continue
            if not (root / name_record(runner, snippet.name)).exists():
                yield Standing(snippet.name, runner, "missing", "never recorded", None)
                continue
            record = read_record(root, runner, snippet.name)
            yield record if isinstance(record, Problem) else judge(root, snippet, record)


def find_orphans(root: Path, snippets: Sequence[Snippet]) -> Iterator[Standing]:
    """List the records that no snippet asks for; a snippet that cannot be read may ask."""
    expected = {(runner, s.name) for s in snippets for runner in list_runners(s, root)}
    read = {snippet.name for snippet in snippets}
    for runner, name in find_records(root):
        unread = name not in read and os.path.lexists(root / "snippets" / name)
        if (runner, name) not in expected and not unread:
            yield Standing(name, runner, "orphan", "no snippet asks for it", None)


def judge(root: Path, snippet: Snippet, record: Record) -> Standing:
    """Say whether a record is fresh, stale or drifted."""
    runner = record.run.runner
    if record.fingerprint != compute_fingerprint(snippet, root):
        return Standing(snippet.name, runner, "stale", "the code has changed", record)
    engine = record.environment.get("engine")
    if runner == "browser" and engine != name_engine(root):
        detail = f"the runtime was {engine}, is {name_engine(root)}"
        return Standing(snippet.name, runner, "drifted", detail, record)
    lock = read_lock(root, runner)
    for package in snippet.packages:
        pinned = lock.get(_normalise(package))
        seen = record.environment.get(f"package.{package}")
        if pinned and not _is_version(str(seen), pinned):
            detail = f"{package} was {seen}, the lock says {pinned}"
            return Standing(snippet.name, runner, "drifted", detail, record)
    return Standing(snippet.name, runner, "fresh", "", record)


def _is_version(seen: str, pinned: str) -> bool:
    """Say whether `==pinned` admits a version: 2.13.0 admits the build 2.13.0+cpu (PEP 440)."""
    return pinned in (seen, seen.partition("+")[0])


def read_lock(root: Path, runner: str) -> dict[str, str]:
    """Read the versions that a runner's lock pins; empty where it has none."""
    name = "requirements.txt" if runner == "cpu" else f"requirements-{runner}.txt"
    path = root / name
    return _read_lock(path, path.stat().st_mtime_ns) if path.exists() else {}


@lru_cache(maxsize=64)
def _read_lock(path: Path, stamp: int) -> dict[str, str]:
    text = path.read_text(encoding="utf-8")
    pins = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;#]+)", text, re.MULTILINE)
    return {_normalise(package): version for package, version in pins}


def _normalise(package: str) -> str:
    """Normalise a package name as PEP 503 does."""
    return re.sub(r"[-_.]+", "-", package).lower()


def _sort_keys(value: Any, key: str = "") -> Any:
    """Sort all keys but the labels of published numbers: their order is the snippet's."""
    if isinstance(value, list):
        return [_sort_keys(entry) for entry in value]
    if not isinstance(value, dict) or key == "published":
        return value
    return {name: _sort_keys(value[name], name) for name in sorted(value)}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _show_output(output: Output) -> Iterator[dict[str, Any]]:
    for name, text in (("stdout", output.stdout), ("stderr", output.stderr)):
        if text:
            yield {"name": name, "output_type": "stream", "text": _lines(text)}
    for figure in output.figures:
        data = {"image/svg+xml": _lines(figure), "text/plain": ["<Figure>"]}
        yield {"data": data, "metadata": {}, "output_type": "display_data"}


def _read_notebook(notebook: dict[str, Any]) -> Record:
    """Read what is known to be unedited; TypeError says what no bake of ours wrote."""
    bake = notebook["metadata"]["bake"]
    outputs = tuple(_read_output(c) for c in notebook["cells"] if c["cell_type"] == "code")
    for labels in _expect(bake["published"], dict).values():
        for value in _expect(labels, dict).values():
            for number in value if value and isinstance(value, list) else [value]:
                if number not in ("nan", "inf", "-inf"):
                    _expect(number, int, float)
    for fact in _expect(bake["environment"], dict).values():
        _expect(fact, str, int, float, type(None))
    run = Run(
        snippet=_expect(bake["snippet"], str),
        runner=_expect(bake["runner"], str),
        date=_expect(bake["date"], str),
        seconds=_expect(bake["seconds"], int, float),
        peak_mb=_expect(bake["peak_mb"], int),
        published=bake["published"],
        outputs=outputs,
        kept={name: base64.b64decode(text) for name, text in bake.get("kept", {}).items()},
    )
    return Record(run, _expect(bake["fingerprint"], str), bake["environment"])


def _read_output(cell: dict[str, Any]) -> Output:
    streams = {o["name"]: "".join(o["text"]) for o in cell["outputs"] if "name" in o}
    figures = tuple("".join(o["data"]["image/svg+xml"]) for o in cell["outputs"] if "data" in o)
    name = _expect(cell["id"], str)
    return Output(name, streams.get("stdout", ""), streams.get("stderr", ""), figures)


def _expect(value: Any, *kinds: type) -> Any:
    if not isinstance(value, kinds) or isinstance(value, bool):
        wanted = " or ".join(kind.__name__ for kind in kinds)
        raise TypeError(f"found {value!r:.60}, expected {wanted}")
    return value
