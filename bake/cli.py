"""The commands of `python -m bake`; each imports what it needs, so that it answers at once.

Exit status 0: fine. 1: something is wrong, outdated or different. 2: bake itself failed.
"""

from __future__ import annotations

import argparse
import errno
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bake.problem import BAKE, Problem
from bake.terminal import complain, say

if TYPE_CHECKING:
    from bake.check import Project

ROWS = 48
"""Rows of the table of contents that the site covers when it is whole."""


REFUSALS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM)
"""How a disk refuses to be written: no fault of ours, so no traceback."""


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
        return complain([Problem(".", 0, "found no folder snippets/", "run this in the project")])
    try:
        status: int = given.command(root, given)
    except KeyboardInterrupt:
        say("\ninterrupted; every record is whole")
        status = 1
    except OSError as error:
        if error.errno not in REFUSALS:
            raise
        found = f"cannot be written: {error.strerror}"
        place = str(error.filename or "the disk")
        status = complain([Problem(place, 0, found, "free the disk or the folder, then try again")])
    return status


def _make_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog=BAKE, description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)

    run = commands.add_parser("run", help="run snippets and show the result beside the site's")
    run.add_argument("files", nargs="+", metavar="FILE")
    run.add_argument("--runner", default="cpu")
    run.set_defaults(command=_run)

    record = commands.add_parser("record", help="run what is stale or missing and record it")
    record.add_argument("files", nargs="*", metavar="FILE")
    record.add_argument("--runner", default="", help="only this one; default: every one here")
    record.add_argument("--all", action="store_true", help="fresh records too")
    record.add_argument(
        "--scheduler", default="", metavar="ADDRESS", help="run on the workers of a Dask scheduler"
    )
    record.set_defaults(command=_record)

    test = commands.add_parser("test", help="run snippets and compare each with its record")
    test.add_argument("files", nargs="*", metavar="FILE")
    test.add_argument("--runner", default="cpu")
    test.set_defaults(command=_test)

    new = commands.add_parser("new", help="begin a snippet and its page in both languages")
    new.add_argument("name", metavar="TOPIC/SLUG")
    new.set_defaults(command=_new)

    check = commands.add_parser("check", help="judge snippets, records and pages; writes nothing")
    check.set_defaults(command=_check)

    site = commands.add_parser("site", help="check, then build both languages into site/")
    site.add_argument("--address", help="where it will be served; default: this machine, port 8000")
    site.set_defaults(command=_site)

    serve = commands.add_parser("serve", help="show both languages as they are saved")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(command=_serve)

    status = commands.add_parser("status", help="records by runner, rows covered, pages that wait")
    status.set_defaults(command=_status)

    sync = commands.add_parser("sync", help="say that a page and its partner agree again")
    sync.add_argument("page", metavar="PAGE")
    sync.set_defaults(command=_sync)
    return parser


def _run(root: Path, given: argparse.Namespace) -> int:
    from bake.running import run_files

    return run_files(root, given.files, given.runner)


def _test(root: Path, given: argparse.Namespace) -> int:
    from bake.running import test_files

    return test_files(root, given.files, given.runner)


def _record(root: Path, given: argparse.Namespace) -> int:
    from bake.running import record_files

    return record_files(root, given.files, given.runner, given.all, given.scheduler)


def _new(root: Path, given: argparse.Namespace) -> int:
    from bake.draft import start_pair

    return complain(start_pair(root, given.name))


def _check(root: Path, given: argparse.Namespace) -> int:
    from bake.check import read_project

    return complain(_judge(read_project(root)))


def _judge(project: Project) -> list[Problem]:
    """List what waits, and return what must be cured."""
    from bake.check import check_project

    verdict = check_project(project)
    for first, *more in _group(verdict.notes):
        place, _, rest = str(first).partition(": ")
        say(f"to do: {place}{f' and {len(more)} more' if more else ''}: {rest}")
    if not verdict.errors:
        say(
            f"{len(project.snippets)} snippets, {len(project.standings)} records, "
            f"{len(project.pages)} pages: no problem"
        )
    return list(verdict.errors)


def _group(notes: Sequence[Problem]) -> list[list[Problem]]:
    """Records of which the same is said, together; every other note by itself."""
    groups: dict[object, list[Problem]] = {}
    for note in notes:
        is_record = note.path.startswith("records/")
        groups.setdefault((note.found, note.cure) if is_record else note, []).append(note)
    return list(groups.values())


def _site(root: Path, given: argparse.Namespace) -> int:
    from bake.site import LOCAL_ADDRESS, build_site

    return complain(build_site(root, given.address or LOCAL_ADDRESS, _judge))


def _serve(root: Path, given: argparse.Namespace) -> int:
    from bake.serve import serve_site

    return serve_site(root, given.port)


def _status(root: Path, given: argparse.Namespace) -> int:
    from bake.check import count_rows, read_project
    from bake.parity import list_waits

    project = read_project(root)
    for runner in sorted({standing.runner for standing in project.standings}):
        states = [s.state for s in project.standings if s.runner == runner]
        counts = ", ".join(f"{states.count(state)} {state}" for state in sorted(set(states)))
        print(f"{runner}: {counts}")
    rows = count_rows(project.pages)
    print(f"rows in both languages: {len(rows)} of {ROWS} ({', '.join(map(str, sorted(rows)))})")
    waits = list_waits(project.pages)
    print(f"pages that wait for their partner: {len(waits)}")
    for wait in waits:
        since = f" --since={wait.since}" if wait.since else ""
        print(f"{wait.page.place}: {wait}")
        print(f"  see it: git log -p{since} -- {wait.partner.place}")
    return complain(project.problems)


def _sync(root: Path, given: argparse.Namespace) -> int:
    from bake.check import read_pair
    from bake.parity import sync_page

    pair = read_pair(root, given.page)
    if isinstance(pair, Problem):
        return complain([pair])
    problem = sync_page(*pair, root)
    if not problem:
        say(f"{pair[0].place} and {pair[1].place} agree")
    return complain([problem] if problem else [])
