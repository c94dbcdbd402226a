"""Bake: run snippets and save what they did."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path

from bake.environment import probe_environment
from bake.outcome import Run
from bake.problem import Problem
from bake.record import Facts, Record, find_standings, write_record
from bake.runners import Runner
from bake.schedule import Job, run_jobs
from bake.snippet import Snippet, compute_fingerprint


def choose_jobs(
    root: Path, snippets: Sequence[Snippet], runners: Sequence[Runner], fresh_too: bool
) -> tuple[list[Job], list[Problem]]:
    """Choose what to run: stale, drifted and missing records, fresh ones only if asked for."""
    here = {runner.name: runner for runner in runners}
    by_name = {snippet.name: snippet for snippet in snippets}
    jobs: list[Job] = []
    problems: list[Problem] = []
    for standing in find_standings(root, snippets):
        if isinstance(standing, Problem):
            problems.append(standing)
        elif standing.runner in here and (fresh_too or standing.state != "fresh"):
            jobs.append(Job(by_name[standing.snippet], here[standing.runner]))
    return jobs, problems


def bake_jobs(
    jobs: Sequence[Job], root: Path, executor: Executor, announce: Callable[[Job], None]
) -> Iterator[tuple[Job, Run | Problem]]:
    """Run jobs and record each as it ends; a failed run leaves its old record alone."""
    runners = {job.runner for job in jobs}
    facts = {runner: probe_all(runner, jobs) for runner in runners}
    for job, result in run_jobs(jobs, root, executor, announce):
        problem = None
        if isinstance(result, Run):
            problem = save_run(root, job.snippet, result, facts[job.runner])
        yield job, problem or result


def probe_all(runner: Runner, jobs: Sequence[Job]) -> Facts:
    """Ask a runner's interpreter once for the machine and for the packages of all its jobs."""
    mine = [job.snippet.packages for job in jobs if job.runner == runner]
    return probe_environment(runner, sorted({package for packages in mine for package in packages}))


def save_run(root: Path, snippet: Snippet, run: Run, facts: Facts) -> Problem | None:
    """Record a run together with the facts that concern it."""
    others = {f"package.{package}" for package in snippet.packages}
    mine = {k: v for k, v in facts.items() if not k.startswith("package.") or k in others}
    return write_record(root, snippet, Record(run, compute_fingerprint(snippet, root), mine))
