"""What a saved file asks for: a snippet to run, pages to render, and what to say of them.

A process for each language (`bake.preview`) renders; here it is decided what, and when.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from bake.bake import bake_jobs, choose_jobs
from bake.check import Project, check_project, check_references, read_project
from bake.glossary import PLACE, read_glossary
from bake.obstacle import list_runners
from bake.outcome import Run
from bake.page import Page, read_page
from bake.problem import Problem
from bake.record import Standing, find_standings, sweep_records
from bake.runners import Runner, find_runner
from bake.schedule import Job
from bake.site import CONFIGS
from bake.snippet import Snippet, read_snippet
from bake.terminal import say
from bake.workers import start_executor

TEMPLATES = ("overrides/*.html", "overrides/partials/*.html", "overrides/assets/*.svg")
"""What all pages are made with; `overrides/assets/home.css` stands in the home page alone."""
PATIENCE = 60
"""Seconds that a browser waits for a page at most."""


@dataclass
class Language:
    """The process that renders a language, and what it has said."""

    process: subprocess.Popen[str]
    number: int = 0
    """Of the last command."""
    pages: dict[str, str] = field(default_factory=dict)
    """Source to its file below the language's folder of the site."""
    pending: dict[str, int] = field(default_factory=dict)
    """Sources that wait, each with the number of the command that asked."""
    wrong: list[Problem] = field(default_factory=list)
    """What concerns all of its pages."""
    said: dict[str, list[Problem]] = field(default_factory=dict)
    """What rendering a page complained of."""
    links: list[Problem] = field(default_factory=list)
    """Links to headings that are not there."""
    index: int = 0
    """The command whose search index is written."""


class Preview:
    """The state of a preview; who reads or changes it holds `state`."""

    def __init__(self, root: Path, target: Path, address: str) -> None:
        self.root, self.target, self.address = root, target, address
        self.state = threading.Condition()
        self.turn = threading.Lock()
        """Snippets run one at a time."""
        self.project = Project(root, {}, [], [], [])
        self.wrong: dict[str, list[Problem]] = {}
        """What keeps a page from being shown, as `check` says it."""
        self.waits: dict[str, list[Problem]] = {}
        """What else `check` says of a page."""
        self.failed: dict[str, Problem] = {}
        """Snippet to what its last run ended with."""
        self.running: dict[str, Job] = {}
        """Snippets that run or wait for their turn."""
        self.current: Job | None = None
        self.quiet = False
        """Whether a snippet measures time, so that only pages that are asked for are rendered."""
        self.stamps: dict[str, int] = {}
        """Page to when, by `clock`, it became another."""
        self.look = 0
        """When a file that pages load has changed."""
        self.clock = time.time_ns() // 1000  # JavaScript counts up to 2**53
        """Grows with every change, and from one preview to the next."""
        self.open: list[str] = []
        """The pages in browsers."""
        self.asked: dict[str, float] = {}
        """Pages that the terminal waits for, and since when."""
        self.told: set[Problem] = set()
        self.made: set[str] = set()
        """What else of the site is up to date; see `bake.serve`."""
        self.closing = False
        self.threads: list[threading.Thread] = []
        self.pool = start_executor(1)
        self.languages = {name: self._start(name) for name in CONFIGS}

    def read(self) -> None:
        """Read the project, which takes seconds; pages are shown meanwhile."""
        sweep_records(self.root)
        self.pool.submit(choose_jobs, self.root, [], [], False)  # a worker gets ready
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
            if moved or any(path.startswith(("bake/", "mkdocs")) for path in changed):
                self._restart()
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
        with self.state:
            self.closing = True
            for name in [*self.running]:
                self._end_run(name)
            for language in self.languages.values():
                _end(language)
        for thread in self.threads:
            thread.join()
        self.pool.shutdown()

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
        for name, language in self.languages.items():
            mine = [at for at in both & language.pages.keys() if not self.wrong.get(at)]
            mine.sort(key=lambda at: (at not in self.open, at))
            self.asked |= dict.fromkeys(mine, now)
            if mine:
                self._send(name, read=mine, first=mine)

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
            failed = [self.failed[file] for file in sorted(files & self.failed.keys())]
            wrong = [*page.problems, *check_references(self.project, page), *known, *failed]
            self.wrong[page.place] = wrong
            said = [*verdict.errors, *verdict.notes]
            self.waits[page.place] = [p for p in said if p.path == page.place and p not in wrong]

    def find_problems(self, place: str) -> list[Problem]:
        """What keeps a page as it was, or a strict build from its end."""
        language = self.languages[place.split("/")[1]]
        links = [problem for problem in language.links if problem.path == place]
        said = self.wrong.get(place) or [*language.said.get(place, []), *links]
        return [*language.wrong, *said]

    def wait_for(self, place: str) -> None:
        """Wait until a page is as its files are."""
        name = place.split("/")[1]
        with self.state:
            if place in self.languages[name].pending:
                self._send(name, first=[place])
            self.state.wait_for(lambda: place not in self.languages[name].pending, PATIENCE)

    def wait_for_start(self, name: str) -> None:
        """Wait until the pages of a language are known."""
        with self.state:
            language = self.languages[name]
            self.state.wait_for(lambda: language.pages or language.wrong, PATIENCE)

    def wait_for_project(self) -> Project:
        """The project without the pages that something is wrong with."""
        with self.state:
            self.state.wait_for(lambda: self.project.pages, PATIENCE)
            good = [page for page in self.project.pages if not self.wrong.get(page.place)]
            return replace(self.project, pages=good)

    def wait_for_index(self, name: str) -> None:
        """Wait until the search index of a language holds its pages as they are."""
        with self.state:
            number = self._send(name, index=True)
            self.state.wait_for(lambda: self.languages[name].index >= number, PATIENCE)

    def find_source(self, name: str, file: str) -> str | None:
        """The source of a file in a language's folder of the site; None where it is no page."""
        with self.state:
            pages = self.languages[name].pages if name in self.languages else {}
            return next((at for at, dest in pages.items() if dest == file), None)

    def find_file(self, place: str) -> str:
        """The opposite."""
        return self.languages[place.split("/")[1]].pages[place]

    def find_version(self, place: str | None) -> int:
        """When a page, or what it loads, became another."""
        return max(self.look, self.stamps.get(place or "", 0))

    def describe(self, place: str | None) -> dict[str, Any]:
        """What a page has to know about itself."""
        page = next((page for page in self.project.pages if page.place == place), None)
        files = find_files(page) if page else set()
        return {
            "version": self.find_version(place),
            "running": [f"snippets/{file}" for file in sorted(files & self.running.keys())],
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
        now = {p for place in pages for p in self.find_problems(place)} | {*self.failed.values()}
        for problem in sorted(now - self.told):
            say(str(problem))
        self.told = now
        self.state.notify_all()

    def _apply_look(self, path: str) -> None:
        """Bring a file of the theme along; a template renders all pages, the open ones first."""
        source, below = self.root / path, path.partition("/")[2]
        home = path.endswith("/home.css")
        for name in CONFIGS:
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
                self._send(name, every=True, first=first)
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
            self.failed.pop(name, None)
            if name in self.running:
                self._end_run(name)
            if isinstance(snippet, Snippet) and self._start_run(snippet):
                return set()
        return {page.place for page in self.project.pages if name in find_files(page)}

    def _start_run(self, snippet: Snippet) -> bool:
        """Run a snippet whose record is outdated where pages look first: the first runner here."""
        for name in list_runners(snippet, self.root):
            runner = find_runner(name, self.root)
            absent = [p for p in snippet.packages if name == "cpu" and not is_installed(p)]
            if absent:
                found = f"needs {absent[0]}, which is not installed"
                self.failed[snippet.name] = Problem(snippet.place, 0, found, "run make .venv/cpu")
                return False
            if isinstance(runner, Runner):
                jobs, _ = choose_jobs(self.root, [snippet], [runner], fresh_too=False)
                for job in jobs:
                    self.running[snippet.name] = job
                    thread = threading.Thread(target=self._run, args=(job,))
                    self.threads.append(thread)
                    thread.start()
                return bool(jobs)
        say(f"{snippet.place}: none of its runners is here; its record stays as it is")
        return False

    def _run(self, job: Job) -> None:
        """Run and record in turn, unless it was saved again; the record then is a changed file."""
        with self.turn:
            if not self._begin(job):
                return
            try:
                [(_, result)] = bake_jobs([job], self.root, self.pool, lambda job: None)
            except BrokenProcessPool:
                result = Problem(job.snippet.place, 0, "its run was ended", "save it again")
            self._finish(job, result)

    def _begin(self, job: Job) -> bool:
        with self.state:
            if self.running.get(job.snippet.name) is not job:
                return False
            self.current = job
            self._keep_quiet(job.snippet.alone)
            say(f"{job.snippet.place} on {job.runner.name} …")
            self._notify()
            return True

    def _finish(self, job: Job, result: Run | Problem) -> None:
        name = job.snippet.name
        with self.state:
            self.current = None
            self._keep_quiet(False)
            if self.running.get(name) is job:
                del self.running[name]
                if isinstance(result, Run):
                    say(f"{job.snippet.place} on {job.runner.name}: {result.seconds:.2f} s")
                else:
                    self.failed[name] = result
                    self._judge({p.place for p in self.project.pages if name in find_files(p)})
            self._notify()

    def _end_run(self, name: str) -> None:
        """Forget a run that waits, or end it with all that it started."""
        job = self.running.pop(name)
        if job is self.current:
            for worker in multiprocessing.active_children():
                worker.terminate()
            self.pool = start_executor(1)

    def _keep_quiet(self, quiet: bool) -> None:
        if quiet != self.quiet:
            self.quiet = quiet
            for name in self.languages:
                self._send(name)

    # --- The processes that render.

    def _start(self, name: str) -> Language:
        target = self.target / name
        command = [sys.executable, "-m", "bake.preview", CONFIGS[name], str(target)]
        package = str(Path(__file__).resolve().parents[1])
        paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
        settings = {"PYTHONPATH": os.pathsep.join(paths), "SITE_URL": self.address}
        process = subprocess.Popen(
            command,
            cwd=self.root,
            env=os.environ | settings | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            process_group=0,  # Ctrl-C is for us; it ends with its stdin
        )
        language = Language(process)
        threading.Thread(target=self._listen, args=(name, language), daemon=True).start()
        return language

    def _restart(self) -> None:
        """Read the configurations anew; pages are shown as they were until then."""
        for name, language in self.languages.items():
            _end(language)
            self.languages[name] = self._start(name)
            self.languages[name].pages = language.pages
            self.languages[name].pending = dict.fromkeys(language.pages, 0)

    def _send(
        self,
        name: str,
        read: Iterable[str] = (),
        first: Iterable[str] = (),
        every: bool = False,
        index: bool = False,
    ) -> int:
        """Tell a process what has changed: sources to read, or everything's look."""
        language = self.languages[name]
        language.number += 1
        language.pending |= dict.fromkeys(language.pages if every else read, language.number)
        command = {"number": language.number, "quiet": self.quiet, "read": list(read)}
        command |= {"first": list(first), "every": every, "index": index}
        with suppress(BrokenPipeError):  # it has ended, and `_listen` says so
            print(json.dumps(command), file=language.process.stdin, flush=True)
        return language.number

    def _listen(self, name: str, language: Language) -> None:
        """Take down what a process says, until it ends."""
        assert language.process.stdout, "a pipe"
        for line in language.process.stdout:
            with self.state:
                if self.languages[name] is language:
                    self._take(language, json.loads(line))
        with self.state:
            if self.languages[name] is language and not self.closing:
                found = f"what renders its pages ended with status {language.process.wait()}"
                language.wrong = [Problem(CONFIGS[name], 0, found, "save it again")]
                language.pending.clear()
                self._notify()

    def _take(self, language: Language, event: dict[str, Any]) -> None:
        if "pages" in event:
            language.pages = event["pages"] or language.pages
            language.pending = dict.fromkeys(event["pages"], 0)
            language.wrong = [Problem(*problem) for problem in event["problems"]]
        elif "index" in event:
            language.index = event["index"]
        else:
            self._take_page(language, event)
        self._notify()

    def _take_page(self, language: Language, event: dict[str, Any]) -> None:
        at = event["page"]
        language.links = [Problem(*problem) for problem in event["links"]]
        language.said[at] = [Problem(*problem) for problem in event["problems"]]
        if event["number"] >= language.pending.get(at, 0):
            language.pending.pop(at, None)
            began = self.asked.pop(at, None)
            if began and not language.said[at]:
                took = f"{time.monotonic() - began:.2f} s"
                say(f"{at}: {'shown after' if event['changed'] else 'as before, after'} {took}")
        if event["changed"]:
            self.stamps[at] = self.clock = self.clock + 1


def find_files(page: Page) -> set[str]:
    """The snippets that a page shows or takes numbers from."""
    numbers = {number.spec.file for number in page.numbers}
    numbers |= {number.spec.over.file for number in page.numbers if number.spec.over}
    return numbers | {file for block in page.blocks for file in block.files}


def is_installed(package: str) -> bool:
    """Whether this environment has a package."""
    try:
        return bool(version(package))
    except PackageNotFoundError:
        return False


def _concerns(problem: Problem, snippet: str) -> bool:
    """Whether a problem was found in a snippet or in a record of it."""
    record = f"/{snippet.removesuffix('.py')}.ipynb"
    return problem.path == f"snippets/{snippet}" or problem.path.endswith(record)


def _end(language: Language) -> None:
    """End a process that renders; it ends by itself when its stdin does."""
    assert language.process.stdin, "a pipe"
    with suppress(BrokenPipeError):
        language.process.stdin.close()
    language.process.wait()
