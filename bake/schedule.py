"""Run many snippets: side by side, and those that measure time alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bake.outcome import Run
from bake.problem import Problem
from bake.run import run_snippet
from bake.runners import Runner
from bake.snippet import Snippet

T = TypeVar("T")


@dataclass(frozen=True)
class Job:
    """A snippet to run on a runner that is here."""

    snippet: Snippet
    runner: Runner


def count_workers() -> int:
    """One worker per core this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_job(job: Job, root: Path) -> Run | Problem:
    """Run one snippet, in whatever process of whatever machine this is called."""
    return run_snippet(job.snippet, job.runner, root)


def run_jobs(
    jobs: Sequence[Job],
    work: Callable[[Job], T],
    executor: Executor,
    announce: Callable[[Job], None],
) -> Iterator[tuple[Job, T]]:
    """Yield every job with what `work` made of it; `alone` jobs run last, one after the other.

    What keeps files for other snippets comes first: they read them once this has been saved.

    `announce` is told of an `alone` job before it starts: nothing else will be heard meanwhile.
    """
    together = [job for job in jobs if not job.snippet.alone]
    for keeping in (True, False):
        wave = [job for job in together if bool(job.snippet.keeps) is keeping]
        futures = {executor.submit(work, job): job for job in wave}
        for future in as_completed(futures):
            yield futures[future], future.result()
    for job in jobs:
        if job.snippet.alone:
            announce(job)
            yield job, executor.submit(work, job).result()
