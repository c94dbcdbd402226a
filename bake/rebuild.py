"""What a saved file asks for: a snippet to run, pages to render, and what to say of them.

`bake.rerun` runs, `bake.renderer` has pages rendered; here it is decided what, and when.
"""

from __future__ import annotations

import random
import shutil
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from bake.check import Project, check_project, check_references, read_project
from bake.glossary import PLACE, read_glossary
from bake.languages import CONFIGS
from bake.page import Page, read_page
from bake.problem import Problem
from bake.record import Standing, find_standings, sweep_records
from bake.renderer import Renderer
from bake.rerun import Reruns
from bake.schedule import Job
from bake.snippet import Snippet, read_snippet
from bake.terminal import say

TEMPLATES = ("overrides/*.html", "overrides/partials/*.html", "overrides/assets/*.svg")
"""What all pages are made with; `overrides/assets/home.css` stands in the home page alone."""
PATIENCE = 60
"""Seconds that a browser waits for a page at most."""


class Preview:
    """The state of a preview; who reads or changes it holds `state`."""

    def __init__(self, root: Path, target: Path, address: str) -> None:
        self.root, self.target, self.address = root, target, address
        self.state = threading.Condition()
        self.project = Project(root, {}, [], [], [])
        self.wrong: dict[str, list[Problem]] = {}
        """What keeps a page from being shown, as `check` says it."""
        self.waits: dict[str, list[Problem]] = {}
        """What else `check` says of a page."""
        self.stamps: dict[str, int] = {}
        """Page to when, by `clock`, it became another."""
        self.look = 0
        """When a file that pages load has changed."""
        self.clock = random.getrandbits(52)  # JavaScript counts up to 2**53
        """Grows with every change, and is another in every preview."""
        self.open: list[str] = []
        """The pages in browsers."""
        self.asked: dict[str, float] = {}
        """Pages that the terminal waits for, and since when."""
        self.told: set[Problem] = set()
        self.made: set[str] = set()
        """What else of the site is up to date; see `bake.serve`."""
        self.reruns = Reruns(root, self.state, self._begin_run, self._end_run)
        with self.state:
            heard = self.state, self._take_page, self._notify
            self.renderers = {
                name: Renderer(name, root, target / name, address, *heard) for name in CONFIGS
            }

    def read(self) -> None:
        """Read the project, which takes seconds; pages are shown meanwhile."""
        sweep_records(self.root)
        self.reruns.prepare()
        project = read_project(self.root)
        with self.state:
            self.project = project
            self._judge({page.place for page in project.pages})
            self._notify()

    def apply(self, changed: Mapping[str, bool]) -> None:
        """Act on changed files, each with whether it came or went."""
        with self.state:
            self.made &= {"runtime"}
            moved = [p for p in changed if p.startswith("docs/") and changed[p]]
            every = moved or any(path.startswith(("bake/", "mkdocs")) for path in changed)
            for renderer in self.renderers.values():
                if every or not renderer.process:
                    renderer.restart()
            pages = {path for path in changed if path.startswith("docs/")}
            self._read_pages(pages)
            for path in changed:
                if path.startswith("overrides/"):
                    self._apply_look(path)
            names = [path for path in changed if path.startswith(("records/", "snippets/"))]
            for name in {"/".join(Path(n).with_suffix(".py").parts[-2:]) for n in names}:
                pages |= self._read_snippet(name)
            if pages:
                self._show(pages)
            self._notify()

    def close(self) -> None:
        """End every process; a record that is being written is written."""
        self.reruns.close()
        with self.state:
            for renderer in self.renderers.values():
                renderer.close()

    # --- Pages.

    def _read_pages(self, places: Iterable[str]) -> None:
        pages = {page.place: page for page in self.project.pages}
        for place in places:
            pages.pop(place, None)
            if (self.root / place).is_file():
                pages[place] = read_page(self.root / place, self.root)
        self.project = replace(self.project, pages=list(pages.values()))

    def _show(self, places: Iterable[str]) -> None:
        """Judge pages and their partners, and render those that nothing is wrong with."""
        names = {place.split("/", 2)[2] for place in places}
        both = {f"docs/{language}/{name}" for name in names for language in CONFIGS}
        self._judge(both)
        now = time.monotonic()
        for renderer in self.renderers.values():
            mine = [at for at in both & renderer.pages.keys() if not self.wrong.get(at)]
            mine.sort(key=lambda at: (at not in self.open, at))
            self.asked |= dict.fromkeys(mine, now)
            if mine:
                renderer.send(read=mine, first=mine)

    def _judge(self, places: set[str]) -> None:
        """Ask `check` about some pages."""
        pages = [page for page in self.project.pages if page.place in places]
        verdict = check_project(replace(self.project, pages=pages))
        for place in places:
            self.wrong.pop(place, None)
            self.waits.pop(place, None)
        for page in pages:
            files = find_files(page)
            known = [p for p in self.project.problems if any(_concerns(p, f) for f in files)]
            failed = self.reruns.find_problems(files)
            wrong = [*page.problems, *check_references(self.project, page), *known, *failed]
            self.wrong[page.place] = wrong
            said = [*verdict.errors, *verdict.notes]
            self.waits[page.place] = [p for p in said if p.path == page.place and p not in wrong]

    def find_problems(self, place: str) -> list[Problem]:
        """What keeps a page as it was, or a strict build from its end."""
        renderer = self.renderers[place.split("/")[1]]
        return [*renderer.wrong, *(self.wrong.get(place) or renderer.find_problems(place))]

    def wait_for(self, place: str) -> None:
        """Wait until a page is as its files are."""
        renderer = self.renderers[place.split("/")[1]]
        with self.state:
            if place in renderer.pending:
                renderer.send(first=[place])
            self.state.wait_for(lambda: place not in renderer.pending, PATIENCE)

    def wait_for_start(self, name: str) -> None:
        """Wait until the pages of a language are known."""
        with self.state:
            renderer = self.renderers[name]
            self.state.wait_for(lambda: renderer.pages or renderer.wrong, PATIENCE)

    def wait_for_project(self) -> Project:
        """The project without the pages that something is wrong with."""
        with self.state:
            self.state.wait_for(lambda: self.project.pages, PATIENCE)
            good = [page for page in self.project.pages if not self.wrong.get(page.place)]
            return replace(self.project, pages=good)

    def wait_for_index(self, name: str) -> None:
        """Wait until the search index of a language holds its pages as they are."""
        renderer = self.renderers[name]
        with self.state:
            number = renderer.send(index=True)
            self.state.wait_for(lambda: renderer.index >= number, PATIENCE)

    def find_source(self, name: str, file: str) -> str | None:
        """The source of a file in a language's folder of the site; None where it is no page."""
        with self.state:
            pages = self.renderers[name].pages if name in self.renderers else {}
            return next((at for at, dest in pages.items() if dest == file), None)

    def find_file(self, place: str) -> str:
        """The opposite."""
        return self.renderers[place.split("/")[1]].pages[place]

    def find_version(self, place: str | None) -> int:
        """When a page, or what it loads, became another."""
        return max(self.look, self.stamps.get(place or "", 0))

    def describe(self, place: str | None) -> dict[str, Any]:
        """What a page has to know about itself."""
        page = next((page for page in self.project.pages if page.place == place), None)
        files = find_files(page) if page else set()
        return {
            "version": self.find_version(place),
            "running": [f"snippets/{file}" for file in sorted(files & self.reruns.running.keys())],
            "problems": [str(problem) for problem in self.find_problems(place)] if place else [],
            "waits": [str(problem) for problem in self.waits.get(place or "", [])],
        }

    def follow(self, place: str | None, beat: float) -> Iterator[dict[str, Any] | None]:
        """Describe a page, and again whenever that changes; None when it did not in a while."""
        said: dict[str, Any] = {}
        with self.state:
            self.open.append(place or "")
        try:
            while True:
                with self.state:
                    self.state.wait_for(partial(self._differs, place, said), beat)
                    now = self.describe(place)
                yield now if now != said else None
                said = now
        finally:
            with self.state:
                self.open.remove(place or "")

    def _differs(self, place: str | None, said: dict[str, Any]) -> bool:
        return self.describe(place) != said

    def _notify(self) -> None:
        """Wake who waits, and say at the terminal what was not said before."""
        pages = {page.place for page in self.project.pages}
        now = {problem for place in pages for problem in self.find_problems(place)}
        now |= {*self.reruns.failed.values()}
        for problem in sorted(now - self.told):
            say(str(problem))
        self.told = now
        self.state.notify_all()

    def _apply_look(self, path: str) -> None:
        """Bring a file of the theme along; a template renders all pages, the open ones first."""
        source, below = self.root / path, path.partition("/")[2]
        home = path.endswith("/home.css")
        for name, renderer in self.renderers.items():
            target = self.target / name / below
            if below.startswith("assets/"):
                target.parent.mkdir(parents=True, exist_ok=True)
                target.unlink(missing_ok=True)
                if source.is_file():
                    shutil.copyfile(source, target)
            if home or any(Path(path).match(pattern) for pattern in TEMPLATES):
                first = [at for at in self.open if at.startswith(f"docs/{name}/")]
                first = first or [f"docs/{name}/index.md"]
                self.asked |= dict.fromkeys(first, time.monotonic())
                renderer.send(every=True, first=first)
        terms = read_glossary(self.root) if path == PLACE else self.project.terms
        if terms is not self.project.terms:
            others = [p for p in self.project.problems if p.path != PLACE]
            found = [terms] if isinstance(terms, Problem) else []
            kept = () if isinstance(terms, Problem) else terms
            self.project = replace(self.project, terms=kept, problems=[*others, *found])
            self._judge({page.place for page in self.project.pages})
        if below.startswith("assets/"):
            self.look = self.clock = self.clock + 1

    # --- Snippets.

    def _read_snippet(self, name: str) -> set[str]:
        """Read a snippet and its records; run it if that is due, else give the pages it is on."""
        path, project = self.root / "snippets" / name, self.project
        before = project.snippets.get(name)
        snippets = {key: value for key, value in project.snippets.items() if key != name}
        problems = [p for p in project.problems if not _concerns(p, name)]
        standings = [s for s in project.standings if s.snippet != name]
        snippet = read_snippet(path, self.root) if path.is_file() else None
        if isinstance(snippet, Snippet):
            snippets[name] = snippet
            for found in find_standings(self.root, [snippet]):
                if isinstance(found, Standing):
                    standings.append(found)
                else:
                    problems.append(found)
        elif snippet:
            problems.append(snippet)
        parts = {"snippets": snippets, "standings": standings, "problems": problems}
        self.project = replace(project, **parts)  # type: ignore[arg-type]
        if snippet != before:
            self.reruns.drop(name)
            if isinstance(snippet, Snippet) and self.reruns.start(snippet):
                return set()
        return {page.place for page in self.project.pages if name in find_files(page)}

    def _begin_run(self, job: Job) -> None:
        self._keep_quiet(job.snippet.alone)
        self._notify()

    def _end_run(self, name: str) -> None:
        self._keep_quiet(False)
        if name in self.reruns.failed:
            self._judge({page.place for page in self.project.pages if name in find_files(page)})
        self._notify()

    def _keep_quiet(self, quiet: bool) -> None:
        for renderer in self.renderers.values():
            if renderer.quiet != quiet:
                renderer.quiet = quiet
                renderer.send()

    def _take_page(self, place: str, changed: bool, done: bool) -> None:
        """Take down that a page was rendered."""
        said = self.renderers[place.split("/")[1]].said[place]
        began = self.asked.pop(place, None) if done else None
        if began and not said:
            took = f"{time.monotonic() - began:.2f} s"
            say(f"{place}: {'shown after' if changed else 'as before, after'} {took}")
        if changed:
            self.stamps[place] = self.clock = self.clock + 1


def find_files(page: Page) -> set[str]:
    """The snippets that a page shows or takes numbers from."""
    numbers = {number.spec.file for number in page.numbers}
    numbers |= {number.spec.over.file for number in page.numbers if number.spec.over}
    return numbers | {file for block in page.blocks for file in block.files}


def _concerns(problem: Problem, snippet: str) -> bool:
    """Whether a problem was found in a snippet or in a record of it."""
    record = f"/{snippet.removesuffix('.py')}.ipynb"
    return problem.path == f"snippets/{snippet}" or problem.path.endswith(record)
