"""The commands that run snippets: `run` shows results, `record` keeps them, `test` compares."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from bake.bake import bake_jobs, choose_jobs
from bake.compare import compare_runs
from bake.obstacle import Refusal, asks_for, list_runners
from bake.outcome import Run
from bake.problem import Problem, suggest
from bake.published import flatten, format_number, summarise
from bake.record import Record, Standing, find_standings, read_record, sweep_records
from bake.runners import Runner, find_runner
from bake.schedule import Job, count_workers, run_job, run_jobs
from bake.snippet import Snippet, find_snippets, read_snippet
from bake.terminal import complain, say
from bake.workers import start_executor


def _read_snippets(root: Path, files: Sequence[str]) -> tuple[list[Snippet], list[Problem]]:
    """Read the snippets named on the command line, or all."""
    snippets: list[Snippet] = []
    problems: list[Problem] = []
    for path in [_find_file(root, file) for file in files] or find_snippets(root):
        found = path if isinstance(path, Problem) else read_snippet(path, root)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            snippets.append(found)
    return snippets, problems


def _find_file(root: Path, file: str) -> Path | Problem:
    """Find a snippet by its path or by `topic/slug.py`."""
    known = find_snippets(root)
    for path in (Path(file).resolve(), root / "snippets" / file):
        if path in known:
            return path
    names = [path.relative_to(root).as_posix() for path in known]
    return Problem(file, 0, "is no snippet", suggest(file, names))


def run_files(root: Path, files: Sequence[str], runner_name: str) -> int:
    """Run snippets and show each result beside the site's."""
    jobs, problems = _choose_named(root, files, runner_name)
    if problems:
        return complain(problems)
    for job, result in _run_here(root, jobs):
        if isinstance(result, Problem):
            problems.append(result)
        else:
            _show_run(root, job, result)
    return complain(problems)


def test_files(root: Path, files: Sequence[str], runner_name: str) -> int:
    """Run snippets, all of a runner or those named, and compare each with its record."""
    chosen, problems = _choose_named(root, files, runner_name)
    if problems:
        return complain(problems)
    jobs = [job for job in chosen if asks_for(job.snippet, runner_name, root)]
    for done, (job, result) in enumerate(_run_here(root, jobs), 1):
        found = _judge_run(root, job, result)
        verdict = "is not as recorded" if found else "as recorded"
        say(f"[{done}/{len(jobs)}] {job.snippet.place} on {runner_name}: {verdict}")
        problems += found
    return complain(problems)


def _choose_named(
    root: Path, files: Sequence[str], runner_name: str
) -> tuple[list[Job], list[Problem]]:
    """Every snippet named, or all, on one runner; or what keeps them from being run."""
    snippets, problems = _read_snippets(root, files)
    runner = find_runner(runner_name, root)
    if isinstance(runner, Problem):
        return [], [*problems, runner]
    return [Job(snippet, runner) for snippet in snippets], problems


def _run_here(root: Path, jobs: Sequence[Job]) -> Iterator[tuple[Job, Run | Problem]]:
    """Run jobs in processes of this machine; each comes with its result as it ends."""
    with start_executor(count_workers()) as executor:
        yield from run_jobs(jobs, partial(run_job, root=root), executor, _announce(root))


def _judge_run(root: Path, job: Job, result: Run | Problem) -> list[Problem]:
    """What speaks against a run: that it failed, has no record, or differs from it."""
    if isinstance(result, Problem):
        return [result]
    record = read_record(root, job.runner.name, job.snippet.name)
    if isinstance(record, Problem):
        return [record]
    return compare_runs(job.snippet, record.run, result)


def _show_run(root: Path, job: Job, run: Run) -> None:
    """Print a run; beside each published number stands the site's."""
    print(f"{job.snippet.place} on {run.runner}: {run.seconds:.2f} s, {run.peak_mb} MB")
    for output in run.outputs:
        print(output.stdout, end="")
        print(output.stderr, end="", file=sys.stderr)
        if output.figures:
            print(f"[{len(output.figures)} figure(s) from cell {output.cell}]")
    recorded = _read_existing(root, job)
    site = flatten(recorded.run.published) if recorded else {}
    for name, values in flatten(run.published).items():
        here = format_number(summarise(values, "median"), ".6g")
        there = site.get(name)
        ours = format_number(summarise(there, "median"), ".6g") if there else "not recorded"
        print(f"{name}: here {here}, site {ours}")


def _read_existing(root: Path, job: Job) -> Record | None:
    for standing in find_standings(root, [job.snippet]):
        if isinstance(standing, Standing) and standing.runner == job.runner.name:
            return standing.record
    return None


def record_files(
    root: Path, files: Sequence[str], runner: str, fresh_too: bool, scheduler: str
) -> int:
    """Run and record what is stale, drifted or missing; named files whatever their state.

    `scheduler` is the address of a Dask scheduler; empty for processes of this machine.
    """
    snippets, problems = _read_snippets(root, files)
    if problems:
        return complain(problems)
    sweep_records(root)
    runners, problems = _find_runners(root, snippets, runner)
    ran = False
    for group in _part_runners(runners):
        jobs, wrong = choose_jobs(root, snippets, group, bool(files) or fresh_too)
        problems += wrong
        ran = ran or bool(jobs)
        if jobs and scheduler:
            problems += _bake_there(root, jobs, scheduler)
        elif jobs:
            with start_executor(count_workers()) as executor:
                problems += _bake(root, jobs, executor)
    if not ran and not problems:
        say("nothing to record: every record is fresh")
    return complain(problems)


def _part_runners(runners: Sequence[Runner]) -> list[list[Runner]]:
    """The browser comes last: its runs are compared with what cpu has recorded by then."""
    last = [runner for runner in runners if runner.name == "browser"]
    first = [runner for runner in runners if runner not in last]
    return [group for group in (first, last) if group] or [[]]


def _find_runners(
    root: Path, snippets: Sequence[Snippet], wanted: str
) -> tuple[list[Runner], list[Problem]]:
    """Find one runner, or every one the snippets name; one that is absent may be but not cpu."""
    asked = {name for snippet in snippets for name in list_runners(snippet, root)}
    names = [wanted] if wanted else sorted(asked)
    runners: list[Runner] = []
    problems: list[Problem] = []
    for name in names:
        runner = find_runner(name, root)
        if isinstance(runner, Runner):
            runners.append(runner)
        elif wanted or name == "cpu":
            problems.append(runner)
        else:
            say(f"{runner}; its records stay as they are")
    return runners, problems


def _bake_there(root: Path, jobs: Sequence[Job], scheduler: str) -> list[Problem]:
    """Run jobs on a Dask cluster, and record them here."""
    from bake.cluster import connect_cluster  # takes half a second, and few ask for it

    client = connect_cluster(scheduler)
    if isinstance(client, Problem):
        return [client]
    with client:
        return _bake(root, jobs, client.get_executor(pure=False))


def _bake(root: Path, jobs: Sequence[Job], executor: Executor) -> list[Problem]:
    """Run and record jobs, with a line for each as it ends."""
    problems: list[Problem] = []
    began = time.monotonic()
    results = bake_jobs(jobs, root, executor, _announce(root))
    for done, (job, result) in enumerate(results, 1):
        took = f"{result.seconds:.1f} s" if isinstance(result, Run) else "failed"
        if isinstance(result, Refusal):
            took = f"no button: {result.reason} ({result.found})"
        elif isinstance(result, Problem):
            problems.append(result)
        say(f"[{done}/{len(jobs)}] {job.snippet.place} on {job.runner.name}: {took}")
    say(f"{len(jobs)} run in {time.monotonic() - began:.1f} s")
    return problems


def _announce(root: Path) -> Callable[[Job], None]:
    """Say before a long silence what runs alone, and how long it took the last time."""

    def announce(job: Job) -> None:
        recorded = _read_existing(root, job)
        about = f", about {recorded.run.seconds:.0f} s" if recorded else ""
        say(f"{job.snippet.place} runs alone{about} …")

    return announce
