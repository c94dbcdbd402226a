"""Run one snippet in its own process and say what it did."""

from __future__ import annotations

import ast
import os
import re
import shutil
import signal
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bake import harness
from bake.child import Ending, Limits, run_child
from bake.data import check_data
from bake.environment import make_variables, probe_environment
from bake.outcome import VISIBLE, Output, Published, Run
from bake.problem import Problem
from bake.processes import adopt_orphans
from bake.pyodide import describe_browser, run_in_browser
from bake.runners import Runner
from bake.snippet import Snippet

LIMITS = Limits()


@dataclass(frozen=True)
class Traces:
    """What a child noted before it ended; see `bake.harness`."""

    cells: tuple[tuple[int, int, int], ...]
    """For each cell that ended: size of stdout and stderr by then in bytes, number of figures."""
    raised: tuple[str, str, int] | None = None
    """Name, text and line of the exception that ended the file."""
    wrong: str = ""
    """A complaint about a figure or a published number; empty if there is none."""
    published: Published | None = None
    """None if the program never came to its end."""
    peak: int = 0
    """Largest resident memory of the child itself, in bytes."""


def run_snippet(
    snippet: Snippet, runner: Runner, root: Path, limits: Limits = LIMITS
) -> Run | Problem:
    """Run a snippet within limits and leave no process of it; one at a time in each process."""
    if runner.name == "browser":
        return run_in_browser(snippet, root)
    absent = check_data(snippet.data, root)
    if absent:
        return Problem(
            snippet.place, 0, f"cannot be run: {absent.path} {absent.found}", absent.cure
        )
    adopt_orphans()
    with tempfile.TemporaryDirectory(prefix="bake-", ignore_cleanup_errors=True) as name:
        folder, root = Path(name), root.absolute()
        (folder / "tmp").mkdir()
        variables = make_variables(runner.python, str(folder / "tmp"))
        variables["BAKE_DATA"] = str(root / "data")
        command = _make_command(snippet, runner, folder)
        ending = run_child(command, variables, folder, snippet.timeout, limits)
        stderr = _shorten((folder / "stderr").read_bytes()[-4000:], folder, root)
        if runner.cells:
            traces = _read_traces(folder)
        else:
            traces = _guess_traces(ending, stderr, len(snippet.code_cells))
        fault = _find_fault(snippet, runner, ending, traces, stderr)
        if fault and not shutil.disk_usage(folder).free:
            found = "could not be run: the disk that holds temporary files is full"
            return Problem(snippet.place, 0, found, "free it, or set TMPDIR to another folder")
        if fault or traces.published is None:
            return fault or Problem(snippet.place, 0, "the run has no end", "run it again")
        kept = _read_kept(snippet, folder / "work")
        if isinstance(kept, Problem):
            return kept
        return Run(
            snippet=snippet.name,
            runner=runner.name,
            date=datetime.now(UTC).date().isoformat(),
            seconds=round(ending.seconds, 3),
            peak_mb=round(max(ending.peak, traces.peak) / 1e6),
            published=traces.published,
            outputs=_read_outputs(snippet, traces, folder, root),
            kept=kept,
        )


def probe_runner(
    runner: Runner, packages: Sequence[str], root: Path
) -> Mapping[str, str | int | float | None]:
    """Facts about a runner on this machine; see `bake.environment`."""
    if runner.name == "browser":
        return describe_browser(root, packages)
    return probe_environment(runner, packages)


def _make_command(snippet: Snippet, runner: Runner, folder: Path) -> list[str]:
    path = str(snippet.path.absolute())
    if not runner.cells:
        return [str(runner.python), "-u", path]
    lines = ",".join(str(cell.line) for cell in snippet.code_cells)
    own = os.path.dirname(os.path.abspath(harness.__file__))
    start = [str(runner.python), "-u", "-c", harness.START, own]
    return [*start, str(folder), path, lines, *snippet.publish]


def _read_traces(folder: Path) -> Traces:
    """Read what the harness noted; a line cut short by the end of the child is left out."""
    path = folder / "events"
    lines = path.read_text().split("\n")[:-1] if path.exists() else []
    events = [ast.literal_eval(line) for line in lines]
    last = {event[0]: event[1:] for event in reversed(events)}
    published, peak = last.get("end", (None, 0))
    return Traces(
        cells=tuple(event[1:] for event in events if event[0] == "cell"),
        raised=last.get("raised"),
        wrong=last.get("wrong", ("",))[0],
        published=published,
        peak=peak * 1024,
    )


def _guess_traces(ending: Ending, stderr: str, cells: int) -> Traces:
    """A file that ran as a whole: all its output is in the last cell, nothing is published."""
    raised = None
    if ending.status > 0:
        last = (stderr.rstrip().split("\n") or [""])[-1]
        match = re.fullmatch(r"(?:[\w.]+\.)?([A-Z]\w*)(?:: (.*))?", last)
        raised = (match[1], match[2] or "", 0) if match else ("SystemExit", str(ending.status), 0)
    return Traces(((0, 0, 0),) * cells, raised, published={})


def _find_fault(
    snippet: Snippet, runner: Runner, ending: Ending, traces: Traces, stderr: str
) -> Problem | None:
    """What keeps this from being the run that the header speaks of."""
    cells, ended = snippet.code_cells, len(traces.cells)
    at = ended - 1 if traces.raised else ended
    inside = runner.cells and 0 <= at < len(cells)
    who = f"cell {cells[at].name!r}" if inside else "the program"
    line = cells[at].line if inside else 0
    tail = " | ".join(text.strip() for text in stderr.split("\n")[-5:] if text.strip(" ~^"))[-300:]
    says = f" (stderr ends: {tail})" if tail else ""
    by_hand = f"run it by hand: python {snippet.place}"
    if ending.breach:
        slow = "make it quicker, or raise `timeout` in its header"
        cure = slow if ending.breach.startswith("ran longer") else "make it smaller"
        return Problem(snippet.place, line, f"{who} {ending.breach}", cure)
    if ending.status < 0:
        name = _name_signal(-ending.status)
        return Problem(snippet.place, line, f"{who} was killed by {name}{says}", by_hand)
    if traces.published is None:
        found = f"{who} ended the program by os._exit({ending.status}){says}"
        return Problem(snippet.place, line, found, "end it by sys.exit, or at the last line")
    fault = _find_wrong_exception(snippet, traces, who, says)
    if fault:
        return fault
    if traces.wrong:
        return Problem(snippet.place, 0, traces.wrong, "correct the snippet")
    if ending.status and not traces.raised:
        return Problem(snippet.place, 0, f"exit status {ending.status}{says}", by_hand)
    if ending.left:
        found = f"the program left a process running: {ending.left}"
        return Problem(snippet.place, 0, found, "end and wait for every process it starts")
    return None


def _find_wrong_exception(snippet: Snippet, traces: Traces, who: str, says: str) -> Problem | None:
    name, text, line = traces.raised or ("", "", 0)
    if name == snippet.raises:
        return None
    expected = f"expected {snippet.raises}" if snippet.raises else "expected it to end well"
    raised = f"{name}: {text}" if text else name
    found = f"{who} raised {raised}, {expected}{says}" if name else f"it ended well, {expected}"
    cure = "correct the snippet, or `raises` in its header"
    if name == "ModuleNotFoundError":
        cure = f"make bake installs every package, uv run {snippet.place} those of this file"
        found = f"{who} raised {raised}"
    return Problem(snippet.place, line, found, cure)


def _name_signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _read_outputs(snippet: Snippet, traces: Traces, folder: Path, root: Path) -> tuple[Output, ...]:
    """Deal the output out to the cells; what comes after the last mark is the last cell's."""
    cells = snippet.code_cells
    texts: dict[str, list[str]] = {}
    for column, stream in enumerate(("stdout", "stderr")):
        raw = (folder / stream).read_bytes()
        ends = [cell[column] for cell in traces.cells] or [0]
        ends[-1] = len(raw)
        ends += [len(raw)] * (len(cells) - len(ends))
        starts = [0, *ends]
        pieces = [raw[start:end] for start, end in zip(starts, ends, strict=False)]
        texts[stream] = [_shorten(piece, folder, root) for piece in pieces]
    counts = [cell[2] for cell in traces.cells] + [0] * (len(cells) - len(traces.cells))
    figures = [
        tuple(_read_figure(folder / f"figure-{n}-{i}.svg") for i in range(count))
        for n, count in enumerate(counts)
    ]
    names = [cell.name for cell in cells]
    parts = zip(names, texts["stdout"], texts["stderr"], figures, strict=True)
    return tuple(Output(*part) for part in parts)


def _read_kept(snippet: Snippet, work: Path) -> dict[str, bytes] | Problem:
    """Read the files that the header says the run leaves."""
    for name in snippet.keeps:
        path = work / name
        if path.is_symlink() or not path.is_file() or not path.stat().st_size:
            found = f"`keeps`: the run left no file {name!r} in its folder, or an empty one"
            return Problem(snippet.place, 0, found, "write it, or correct the header")
    return {name: (work / name).read_bytes() for name in snippet.keeps}


def _read_figure(path: Path) -> str:
    """Matplotlib copies a label's control characters, which would spoil the whole figure."""
    return path.read_text("utf-8").translate(VISIBLE)


def _shorten(raw: bytes, folder: Path, root: Path) -> str:
    """Decode, and name files as a reader would: `snippets/…`, and the empty folder `.`."""
    text = raw.decode("utf-8", "backslashreplace")
    for place in dict.fromkeys([root.resolve(), root]):
        text = text.replace(f"{place}/snippets/", "snippets/").replace(f"{place}/data/", "data/")
    for place in dict.fromkeys([folder.resolve(), folder]):
        text = text.replace(f"{place}/work", ".").replace(str(place), "..")
    return re.sub(r"(?<![^\s\"'])/[^\s\"':]*/(?=lib/python3\.\d+t?/)", "", text)
