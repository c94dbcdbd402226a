"""The commands of `python -m bake`; everything that is printed is printed here.

Exit status 0: fine. 1: something is wrong, outdated or different. 2: bake itself failed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bake.bake import bake_jobs, choose_jobs
from bake.outcome import Run
from bake.problem import Problem, suggest
from bake.published import flatten, format_number, summarise
from bake.record import Record, Standing, find_standings
from bake.runners import Runner, find_runner
from bake.schedule import Job, count_workers, run_jobs
from bake.snippet import Snippet, find_snippets, read_snippet
from bake.workers import start_executor

ROWS = 48
"""Rows of the table of contents that the site covers when it is whole."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        """A wrong command line is bad input: one line, status 1."""
        self.exit(1, f"{self.prog}: {message}: see {self.prog} --help\n")


def main(arguments: Sequence[str]) -> int:
    """Run one command in the project of the current folder and return its exit status."""
    parser = _make_parser()
    given = parser.parse_args(arguments)
    root = Path.cwd()
    if not (root / "snippets").is_dir():
        print(
            Problem(".", 0, "found no folder snippets/", "run this in the project"), file=sys.stderr
        )
        return 1
    try:
        status: int = given.command(root, given)
    except KeyboardInterrupt:
        print("\ninterrupted; every record is whole", file=sys.stderr)
        status = 1
    return status


def _make_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m bake", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)

    run = commands.add_parser("run", help="run snippets and show the result beside the site's")
    run.add_argument("files", nargs="+", metavar="FILE")
    run.add_argument("--runner", default="cpu")
    run.set_defaults(command=_run)

    record = commands.add_parser("record", help="run what is stale or missing and record it")
    record.add_argument("files", nargs="*", metavar="FILE")
    record.add_argument("--runner", default="", help="only this one; default: every one here")
    record.add_argument("--all", action="store_true", help="fresh records too")
    record.set_defaults(command=_record)

    check = commands.add_parser("check", help="judge snippets, records and pages; writes nothing")
    check.set_defaults(command=_check)

    site = commands.add_parser("site", help="check, then build both languages into site/")
    site.add_argument("--address", help="where it will be served; default: this machine, port 8000")
    site.set_defaults(command=_site)

    status = commands.add_parser("status", help="records by runner, rows covered")
    status.set_defaults(command=_status)

    sync = commands.add_parser("sync", help="say that a page and its partner agree again")
    sync.add_argument("page", metavar="PAGE")
    sync.set_defaults(command=_sync)
    return parser


def _complain(problems: Sequence[Problem]) -> int:
    """Print problems to stderr and return the exit status they ask for."""
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


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


def _run(root: Path, given: argparse.Namespace) -> int:
    snippets, problems = _read_snippets(root, given.files)
    runner = find_runner(given.runner, root)
    if isinstance(runner, Problem):
        problems.append(runner)
    if problems or isinstance(runner, Problem):
        return _complain(problems)
    jobs = [Job(snippet, runner) for snippet in snippets]
    with start_executor(count_workers()) as executor:
        for job, result in run_jobs(jobs, root, executor, _announce(root)):
            if isinstance(result, Problem):
                problems.append(result)
            else:
                _show_run(root, job, result)
    return _complain(problems)


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


def _record(root: Path, given: argparse.Namespace) -> int:
    snippets, problems = _read_snippets(root, given.files)
    if problems:
        return _complain(problems)
    names = [given.runner] if given.runner else sorted({r for s in snippets for r in s.runners})
    runners: list[Runner] = []
    for name in names:
        runner = find_runner(name, root)
        if isinstance(runner, Runner):
            runners.append(runner)
        elif given.runner or name == "cpu":
            problems.append(runner)
        else:
            _say(f"{runner}; its records stay as they are")
    jobs, wrong = choose_jobs(root, snippets, runners, bool(given.files) or given.all)
    problems += wrong
    if not jobs and not problems:
        _say("nothing to record: every record is fresh")
    if jobs:
        problems += _bake(root, jobs)
    return _complain(problems)


def _bake(root: Path, jobs: Sequence[Job]) -> list[Problem]:
    """Run and record jobs, with a line for each as it ends."""
    problems: list[Problem] = []
    began = time.monotonic()
    with start_executor(count_workers()) as executor:
        results = bake_jobs(jobs, root, executor, _announce(root))
        for done, (job, result) in enumerate(results, 1):
            if isinstance(result, Problem):
                problems.append(result)
            took = f"{result.seconds:.1f} s" if isinstance(result, Run) else "failed"
            _say(f"[{done}/{len(jobs)}] {job.snippet.place} on {job.runner.name}: {took}")
    _say(f"{len(jobs)} run in {time.monotonic() - began:.1f} s")
    return problems


def _announce(root: Path) -> Callable[[Job], None]:
    """Say before a long silence what runs alone, and how long it took the last time."""

    def announce(job: Job) -> None:
        recorded = _read_existing(root, job)
        about = f", about {recorded.run.seconds:.0f} s" if recorded else ""
        _say(f"{job.snippet.place} runs alone{about} …")

    return announce


def _check(root: Path, given: argparse.Namespace) -> int:
    return _complain(_judge(root))


def _judge(root: Path) -> list[Problem]:
    """List what waits, and return what must be cured."""
    from bake.check import check_project, read_project

    project = read_project(root)
    verdict = check_project(project)
    for note in verdict.notes:
        _say(f"to do: {note}")
    if not verdict.errors:
        _say(
            f"{len(project.snippets)} snippets, {len(project.standings)} records, "
            f"{len(project.pages)} pages: no problem"
        )
    return list(verdict.errors)


def _site(root: Path, given: argparse.Namespace) -> int:
    from bake.site import LOCAL_ADDRESS, build_site

    address = given.address or LOCAL_ADDRESS
    return _complain(build_site(root, address, lambda: _judge(root)))


def _status(root: Path, given: argparse.Namespace) -> int:
    from bake.check import count_rows, read_project

    project = read_project(root)
    for runner in sorted({standing.runner for standing in project.standings}):
        states = [s.state for s in project.standings if s.runner == runner]
        counts = ", ".join(f"{states.count(state)} {state}" for state in sorted(set(states)))
        print(f"{runner}: {counts}")
    rows = count_rows(project.pages)
    print(f"rows in both languages: {len(rows)} of {ROWS} ({', '.join(map(str, sorted(rows)))})")
    return _complain(project.problems)


def _sync(root: Path, given: argparse.Namespace) -> int:
    from bake.check import read_pair
    from bake.parity import sync_page

    pair = read_pair(root, given.page)
    if isinstance(pair, Problem):
        return _complain([pair])
    problem = sync_page(*pair, root)
    if not problem:
        _say(f"{pair[0].place} and {pair[1].place} agree")
    return _complain([problem] if problem else [])
