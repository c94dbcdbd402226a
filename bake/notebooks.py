"""Every record as a page in the form of a notebook, `site/notebooks/RUNNER/TOPIC/SLUG/`.

mkdocs-jupyter converts a record (`bake.convert`) only when the record or the converter has
changed: its views lie in `.cache/notebooks`, named by a digest of both. A build that finds them all
imports nothing of Jupyter.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from bake.check import Project
from bake.problem import Problem
from bake.shown import find_showings
from bake.view import Subject, fill_frame, make_frame

CACHE = ".cache/notebooks"
CONVERTERS = ("mkdocs-jupyter", "nbconvert", "mistune", "Pygments", "latex2mathml")
"""The packages that decide what a view looks like."""
SOURCES = ("convert", "figure", "formula", "outcome", "render", "ways")
"""The modules of `bake` that do."""


def make_views(project: Project) -> list[Problem]:
    """Convert the records that have changed."""
    return convert_missing(project.root, _name_views(project))


def write_pages(project: Project, target: Path, address: str) -> list[Problem]:
    """Write the page of every record; the languages have been built below `target`."""
    views = _name_views(project)
    problems = convert_missing(project.root, views)
    if problems:
        return problems
    template = (project.root / "overrides/notebook/page.html").read_text(encoding="utf-8")
    model = min((target / "ko").glob("*/*/index.html"), default=target / "ko/index.html")
    frame = make_frame(template, model.read_text(encoding="utf-8"), address)
    for subject in find_subjects(project):
        view = json.loads(views[subject.standing.path].read_text(encoding="utf-8"))
        folder = target / subject.address
        folder.mkdir(parents=True)
        page = fill_frame(frame, subject, view)
        (folder / "index.html").write_text(page, encoding="utf-8")
        for name, svg in view["files"].items():
            (folder / name).write_text(svg, encoding="utf-8")
    return []


def find_subjects(project: Project) -> Iterator[Subject]:
    """Every record of a snippet."""
    showings = find_showings(project.pages)
    for name, snippet in project.snippets.items():
        recorded = [s for s in project.find_standings(name) if s.record]
        runners = [standing.runner for standing in recorded]
        for standing in recorded:
            assert standing.record, "chosen above"
            yield Subject(standing, standing.record, snippet, showings.get(name, []), runners)


def convert_missing(root: Path, views: Mapping[str, Path]) -> list[Problem]:
    """Drop the views that no record needs any more, and make those that are missing."""
    wanted = set(views.values())
    for path in (root / CACHE).glob("*/*/*"):
        if path not in wanted:
            path.unlink()
    missing = [(record, path) for record, path in views.items() if not path.exists()]
    return _convert(root, missing) if missing else []


def _name_views(project: Project) -> dict[str, Path]:
    """Every record with the place of its view."""
    same = _digest_converter(project.root)
    records = [subject.standing.path for subject in find_subjects(project)]
    return {record: _name_view(project.root, record, same) for record in records}


def _name_view(root: Path, record: str, same: bytes) -> Path:
    """Where the view of a record is kept: the name holds a digest of all that decides it."""
    path = root / record
    digest = hashlib.sha256(same + path.read_bytes()).hexdigest()[:16]
    runner, topic = path.parts[-3:-1]
    return root / CACHE / runner / topic / f"{path.stem}.{digest}.json"


def _digest_converter(root: Path) -> bytes:
    """Digest the versions and sources that decide what a view looks like."""
    digest = hashlib.sha256(repr([version(name) for name in CONVERTERS]).encode())
    for source in SOURCES:
        digest.update(Path(__file__).with_name(f"{source}.py").read_bytes())
    digest.update((root / "overrides/notebook/cells.html").read_bytes())
    return digest.digest()


def _convert(root: Path, jobs: list[tuple[str, Path]]) -> list[Problem]:
    """Let mkdocs-jupyter make views, in a process of its own."""
    with TemporaryDirectory() as folder:  # Jupyter leaves an empty one when it reads no settings
        done = subprocess.run(
            [sys.executable, "-m", "bake.convert", "overrides/notebook"],
            cwd=root,
            env=_make_environment() | {"JUPYTER_NO_CONFIG": "1", "TMPDIR": folder},
            input="\n".join(json.dumps([record, str(path)]) for record, path in jobs),
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
    failed = [json.loads(line) for line in done.stdout.splitlines() if line]
    cure = "restore it with git, or record it again"
    problems = [Problem(p, 0, f"mkdocs-jupyter cannot show it ({why})", cure) for p, why in failed]
    if done.returncode and not problems:
        found = f"the converter of notebooks ended with status {done.returncode}"
        return [Problem("bake/convert.py", 0, found, "correct what it says above")]
    return problems


def _make_environment() -> dict[str, str]:
    package = str(Path(__file__).resolve().parents[1])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}
