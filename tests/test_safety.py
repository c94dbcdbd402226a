"""Nothing that ends or hinders a bake damages a record: kill -9, two at once, a full disk."""

from __future__ import annotations

import errno
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import HEADER, bake, hash_files

from bake.cli import main
from bake.disk import RANDOM
from bake.record import Standing, find_records, find_standings
from bake.snippet import Snippet, find_snippets, read_snippet

KILLS = 50
COUNT = 6
BODY = "# %% one\nimport time\n\ntime.sleep({nap})\nprint('{text}')\n"
SNIPPET = "snippets/asterisk/quick_0.py"
RECORD = "records/cpu/asterisk/quick_0.ipynb"
COMMAND = (sys.executable, "-m", "bake", "record")


@pytest.fixture
def quick(tmp_path: Path) -> Path:
    """A project of several quick snippets."""
    root = tmp_path / "quick"
    (root / "snippets/asterisk").mkdir(parents=True)
    for number in range(COUNT):
        text = HEADER.format(tool="") + BODY.format(nap=0.01 * number, text=str(number) * 5000)
        (root / f"snippets/asterisk/quick_{number}.py").write_text(text)
    return root


def read_states(root: Path) -> list[str]:
    """The state of every record; a damaged one fails here."""
    snippets = [read_snippet(path, root) for path in find_snippets(root)]
    standings = list(find_standings(root, [s for s in snippets if isinstance(s, Snippet)]))
    assert all(isinstance(standing, Standing) for standing in standings), standings
    return [standing.state for standing in standings if isinstance(standing, Standing)]


def find_leftovers(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.match(f".*.{RANDOM}")]


def find_processes(folder: Path) -> list[str]:
    """The processes that work in a folder or below."""
    found = []
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            at = os.readlink(f"/proc/{entry}/cwd")
        except OSError:
            continue
        if Path(at).is_relative_to(folder):
            found.append(entry)
    return found


def wait_for_file(path: Path) -> None:
    deadline = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < deadline, path
        time.sleep(0.002)


def wait_until_gone(folder: Path) -> None:
    deadline = time.monotonic() + 60
    while left := find_processes(folder):
        assert time.monotonic() < deadline, left
        time.sleep(0.02)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")
def test_kill_9_damages_no_record_and_the_next_bake_finishes(quick: Path, tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    environment = os.environ | {"TMPDIR": str(tmp_path / "tmp")}
    chance = random.Random(3)
    bake(quick, "record")
    began = time.monotonic()
    bake(quick, "record", "--all")
    whole = time.monotonic() - began
    seen: set[str] = set()
    for turn in range(KILLS):
        for number in range(COUNT):  # every run finds some work, and some records to replace
            path = quick / f"snippets/asterisk/quick_{number}.py"
            path.write_text(path.read_text() + f"print({turn})\n")
        if turn % 5 == 0:
            (quick / RECORD).unlink(missing_ok=True)
        process = subprocess.Popen(COMMAND, cwd=quick, env=environment, stderr=subprocess.DEVNULL)
        if turn == 0:
            wait_for_file(quick / RECORD)
        elif turn > 1:  # the second one is killed at once
            time.sleep(chance.uniform(0, 1.1 * whole))
        process.send_signal(signal.SIGKILL)
        process.wait()
        wait_until_gone(tmp_path)
        seen |= set(read_states(quick))
        assert set(find_records(quick)) <= {("cpu", f"asterisk/quick_{n}.py") for n in range(COUNT)}
    assert {"fresh", "stale"} <= seen, "some were killed in time"
    bake(quick, "record")
    assert read_states(quick) == ["fresh"] * COUNT
    assert find_leftovers(quick) == []


def test_what_a_killed_bake_left_is_ignored_then_swept(baked: Path) -> None:
    left = baked / "records/cpu/asterisk/.hello.ipynb.k3j_x9a0"
    left.write_text('{"cells": [')
    assert "no problem" in bake(baked, "check").stderr
    assert left.exists(), "check never writes"
    bake(baked, "record")
    assert not left.exists()


def test_two_bakes_at_once_both_end_well(quick: Path) -> None:
    for _ in range(3):
        both = [subprocess.Popen([*COMMAND, "--all"], cwd=quick) for _ in range(2)]
        assert [process.wait(60) for process in both] == [0, 0]
        assert read_states(quick) == ["fresh"] * COUNT
        assert find_leftovers(quick) == []


def test_write_that_meets_its_limit_is_one_line_and_keeps_the_old_record(baked: Path) -> None:
    before = hash_files(baked / "records")
    done = subprocess.run(
        [*COMMAND, "asterisk/hello.py"],
        cwd=baked,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1200, 1200)),
    )
    assert done.returncode == 1
    assert (
        "records/cpu/asterisk/hello.ipynb: cannot be written: File too large: free the disk"
        in done.stderr
    )
    assert "Traceback" not in done.stderr
    assert hash_files(baked / "records") == before


STEPS = ("os.fsync", "os.chmod", "os.replace", "os.close")
KILLER = """
import os, signal, sys
from bake import disk
from bake.cli import main

step = sys.argv[1].split(".")[1]
left = 3

def die(*arguments, **options):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return function(*arguments, **options)

function = getattr(os, step)
class Deadly:
    def __getattr__(self, name):
        return die if name == step else getattr(os, name)

disk.os = Deadly()
main(["record", "--all"])
"""


@pytest.mark.parametrize("step", STEPS)
def test_kill_9_inside_a_write_keeps_the_old_record(quick: Path, step: str) -> None:
    """Killed before the third record is flushed, made readable, put in place, unlocked."""
    bake(quick, "record")
    done = subprocess.run([sys.executable, "-c", KILLER, step], cwd=quick, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert read_states(quick) == ["fresh"] * COUNT
    assert len(find_leftovers(quick)) == (step != "os.close")
    bake(quick, "record")
    assert find_leftovers(quick) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT])
def test_disk_that_refuses_is_said_in_a_line(
    baked: Path, number: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, dir: Path, **__: object) -> None:
        raise OSError(number, os.strerror(number), str(dir))

    before = hash_files(baked)
    monkeypatch.chdir(baked)
    monkeypatch.setattr("tempfile.mkstemp", refuse)
    page = "docs/en/asterisk/page.md"
    for arguments in (["record", "asterisk/hello.py"], ["new", "asterisk/one"]):
        assert main(arguments) == 1
        said = [x for x in capsys.readouterr().err.splitlines() if ": cannot be written: " in x]
        assert len(said) == 1
        assert os.strerror(number) in said[0]
    assert hash_files(baked) == before
    (baked / page).write_text((baked / page).read_text().replace("Two", "A pair of"))
    assert main(["sync", page]) == 1
    assert f"cannot be written: {os.strerror(number)}" in capsys.readouterr().err


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(folder)]
    if sys.platform != "linux" or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("a disk can be mounted only by root on Linux; ENOSPC is raised in its place")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def copy_files(root: Path, disk: Path) -> None:
    for name, content in hash_files(root).items():
        (disk / name).parent.mkdir(parents=True, exist_ok=True)
        (disk / name).write_bytes(content)


def test_full_disk_is_said_in_a_line_and_loses_nothing(quick: Path, small_disk: Path) -> None:
    bake(quick, "record")
    copy_files(quick, small_disk)
    before = hash_files(small_disk)
    (small_disk / "filler").write_bytes(b"")
    with open(small_disk / "filler", "wb", buffering=0) as filler:
        while True:
            try:
                filler.write(b"x" * 512)
            except OSError:
                break
    full = hash_files(small_disk)
    said = bake(small_disk, "record", SNIPPET, status=1).stderr
    assert f"{RECORD}: cannot be written: No space left on device: free the disk or" in said
    assert "Traceback" not in said
    for arguments in (["new", "frameworks/one"], ["new", "asterisk/one"]):
        said = bake(small_disk, *arguments, status=1).stderr
        assert "cannot be written: No space left on device" in said
        assert len(said.splitlines()) == 1
    assert hash_files(small_disk) == full
    (small_disk / "filler").unlink()
    assert hash_files(small_disk) == before
    bake(small_disk, "record", SNIPPET)


def test_full_temporary_folder_is_said_in_a_line(
    quick: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small_disk / "filler").write_bytes(b"x" * 250_000)
    for number in range(20):
        (small_disk / f"empty-{number}").mkdir()
    monkeypatch.setenv("TMPDIR", str(small_disk))
    said = bake(quick, "record", SNIPPET, status=1).stderr
    assert f"{SNIPPET}: could not be run: the disk that holds temporary files is full" in said
    assert "Traceback" not in said


def test_read_only_disk_is_said_in_a_line(baked: Path, small_disk: Path) -> None:
    copy_files(baked, small_disk)
    before = hash_files(small_disk)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert "no problem" in bake(small_disk, "check").stderr
    for arguments in (["record", "--all"], ["new", "asterisk/one"]):
        said = bake(small_disk, *arguments, status=1).stderr
        assert "cannot be written: Read-only file system" in said
        assert "Traceback" not in said
    assert hash_files(small_disk) == before
