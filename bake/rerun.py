"""Snippets that a preview runs when they are saved: one at a time, the way `record` does."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Iterable
from concurrent.futures.process import BrokenProcessPool
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bake.bake import bake_jobs, choose_jobs
from bake.obstacle import list_runners
from bake.outcome import Run
from bake.problem import Problem
from bake.runners import Runner, find_runner
from bake.schedule import Job
from bake.snippet import Snippet
from bake.terminal import say
from bake.workers import start_executor


class Reruns:
    """Runs whose records are due; a run that ends well writes its record, which is a changed file.

    Who reads or changes it holds `state`.
    """

    def __init__(
        self,
        root: Path,
        state: threading.Condition,
        began: Callable[[Job], None],
        ended: Callable[[str], None],
    ) -> None:
        self.root, self.state, self.began, self.ended = root, state, began, ended
        self.failed: dict[str, Problem] = {}
        """Snippet to what its last run ended with."""
        self.running: dict[str, Job] = {}
        """Snippets that run or wait for their turn."""
        self.turn = threading.Lock()
        self.current: Job | None = None
        self.threads: list[threading.Thread] = []
        self.pool = start_executor(1)

    def prepare(self) -> None:
        """Get a worker ready before the first snippet is saved."""
        self.pool.submit(choose_jobs, self.root, [], [], False)

    def start(self, snippet: Snippet) -> bool:
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

    def drop(self, name: str) -> None:
        """Forget how a snippet ended; one that runs is ended, with all that it started."""
        self.failed.pop(name, None)
        job = self.running.pop(name, None)
        if job and job is self.current:
            for worker in multiprocessing.active_children():
                worker.terminate()
            self.pool = start_executor(1)

    def close(self) -> None:
        """End what runs; a record that is being written is written. `state` must be free."""
        with self.state:
            for name in [*self.running]:
                self.drop(name)
        for thread in self.threads:
            thread.join()
        self.pool.shutdown()

    def find_problems(self, names: Iterable[str]) -> list[Problem]:
        """How the last runs of some snippets failed."""
        return [self.failed[name] for name in sorted(names) if name in self.failed]

    def _run(self, job: Job) -> None:
        """Run and record in turn, unless it was saved again."""
        with self.turn:
            with self.state:
                if self.running.get(job.snippet.name) is not job:
                    return
                self.current = job
                say(f"{job.snippet.place} on {job.runner.name} …")
                self.began(job)
            try:
                [(_, result)] = bake_jobs([job], self.root, self.pool, lambda job: None)
            except BrokenProcessPool:
                result = Problem(job.snippet.place, 0, "its run was ended", "save it again")
            with self.state:
                self.current = None
                self._take(job, result)

    def _take(self, job: Job, result: Run | Problem) -> None:
        name = job.snippet.name
        if self.running.get(name) is job:
            del self.running[name]
            if isinstance(result, Run):
                say(f"{job.snippet.place} on {job.runner.name}: {result.seconds:.2f} s")
            else:
                self.failed[name] = result
        self.ended(name)


def is_installed(package: str) -> bool:
    """Whether this environment has a package."""
    try:
        return bool(version(package))
    except PackageNotFoundError:
        return False
