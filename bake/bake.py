"""Bake: run snippets and save what they did."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from functools import lru_cache, partial
from pathlib import Path
from platform import node
from uuid import uuid4

from bake.compare import find_text_difference
from bake.data import lay_out
from bake.obstacle import Refusal, write_refusal
from bake.outcome import Run
from bake.problem import Problem
from bake.record import (
    SETTLED,
    Facts,
    Record,
    find_standings,
    name_record,
    read_record,
    write_record,
)
from bake.run import probe_runner
from bake.runners import Runner
from bake.schedule import Job, run_job, run_jobs
from bake.snippet import Snippet, compute_fingerprint


def choose_jobs(
    root: Path, snippets: Sequence[Snippet], runners: Sequence[Runner], fresh_too: bool
) -> tuple[list[Job], list[Problem]]:
    """Choose what to run: stale, drifted and missing records, settled ones only if asked for."""
    here = {runner.name: runner for runner in runners}
    by_name = {snippet.name: snippet for snippet in snippets}
    jobs: list[Job] = []
    problems: list[Problem] = []
    for standing in find_standings(root, snippets):
        if isinstance(standing, Problem):
            problems.append(standing)
        elif standing.runner in here and (fresh_too or standing.state not in SETTLED):
            jobs.append(Job(by_name[standing.snippet], here[standing.runner]))
    return jobs, problems


def bake_jobs(
    jobs: Sequence[Job], root: Path, executor: Executor, announce: Callable[[Job], None]
) -> Iterator[tuple[Job, Run | Problem]]:
    """Run jobs and record each as it ends; a failed run leaves its old record alone."""
    packages = tuple(sorted({package for job in jobs for package in job.snippet.packages}))
    work = partial(observe_job, root=root, packages=packages, bake=uuid4().hex)
    for job, (result, facts) in run_jobs(jobs, work, executor, announce):
        problem = None
        if job.runner.name == "browser":
            result = settle_run(root, job.snippet, result)
        if isinstance(result, Run):
            problem = save_run(root, job.snippet, result, facts)
        yield job, problem or result


def observe_job(
    job: Job, root: Path, packages: tuple[str, ...], bake: str
) -> tuple[Run | Problem, Facts]:
    """Run one snippet and describe the machine that ran it, which may be another than ours."""
    result = find_difference(job.snippet) or run_job(job, root)
    if isinstance(result, Refusal):
        return result, {}
    return result, probe_once(job.runner, packages, root, bake)


def find_difference(snippet: Snippet) -> Problem | None:
    """Complain if the file here is not the one whose record will be written."""
    path = snippet.path
    if path.is_file() and path.read_text(encoding="utf-8") == snippet.text:
        return None
    found = f"is another file on {node()}, or none"
    return Problem(snippet.place, 0, found, "bring the project there up to date, at the same path")


@lru_cache(maxsize=8)
def probe_once(runner: Runner, packages: tuple[str, ...], root: Path, bake: str) -> Facts:
    """Ask a runner's interpreter once in each process and bake: a worker may outlive a bake."""
    return probe_runner(runner, packages, root)


def settle_run(root: Path, snippet: Snippet, result: Run | Problem) -> Run | Problem:
    """Refuse a browser's run that printed something else than cpu's; keep or drop the refusal."""
    if isinstance(result, Run):
        recorded = read_record(root, "cpu", snippet.name)
        said = isinstance(recorded, Record) and find_text_difference(snippet, recorded.run, result)
        if said:
            result = Refusal(snippet.place, 0, f"in the browser, {said}", "leave it at that")
    if isinstance(result, Refusal):
        (root / name_record("browser", snippet.name)).unlink(missing_ok=True)
        write_refusal(root, snippet, result.reason)
    elif isinstance(result, Run):
        write_refusal(root, snippet, "")
    return result


def save_run(root: Path, snippet: Snippet, run: Run, facts: Facts) -> Problem | None:
    """Record a run together with the facts that concern it."""
    others = {f"package.{package}" for package in snippet.packages}
    mine = {k: v for k, v in facts.items() if not k.startswith("package.") or k in others}
    record = Record(run, compute_fingerprint(snippet, root), mine)
    return write_record(root, snippet, record) or lay_out(root)
