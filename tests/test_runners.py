"""Runners: found by running the interpreter, or absent with what was looked for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bake.problem import Problem
from bake.runners import RUNNERS, Runner, find_runner

CLAIM = "#!/bin/sh\nprintf '{}\\n%s\\n' \"$0\"\n"
"""An interpreter that says it is of that version, whatever it is asked."""


def write_interpreter(path: Path, version: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(CLAIM.format(version))
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No interpreter on PATH nor in the home folder."""
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


def read_absence(name: str, root: Path) -> str:
    problem = find_runner(name, root)
    assert isinstance(problem, Problem), problem
    assert "\n" not in str(problem)
    return str(problem)


def test_cpu_is_the_project_s_own_environment(tmp_path: Path) -> None:
    runner = find_runner("cpu", tmp_path)
    assert runner == Runner("cpu", Path(sys.executable), True, tmp_path / "requirements.txt")


def test_an_unknown_runner_names_the_nearest() -> None:
    assert read_absence("nogill", Path()) == (
        "runner nogill: there is no such runner: did you mean 'nogil'?"
    )


def test_gpu_is_absent_without_a_device(tmp_path: Path) -> None:
    assert "runner gpu: absent: `nvidia-smi -L` lists no GPU: run it" in read_absence(
        "gpu", tmp_path
    )


def test_gpu_is_here_when_the_driver_lists_a_device(tmp_path: Path) -> None:
    tool = write_interpreter(tmp_path / "path" / "nvidia-smi", "")
    tool.write_text("#!/bin/sh\necho 'GPU 0: NVIDIA Test'\n")
    runner = find_runner("gpu", tmp_path)
    assert runner == Runner("gpu", Path(sys.executable), True, None)


def test_an_absent_interpreter_says_where_it_was_looked_for(tmp_path: Path) -> None:
    assert read_absence("py313", tmp_path) == (
        "runner py313: absent: looked for Python 3.13 at .runners/py313/bin/python, "
        "python3.13 on PATH, ~/.pyenv/versions/3.13.*: "
        "`make runners RUNNER=py313`, or make an environment in .runners/py313"
    )


@pytest.mark.parametrize("name", sorted(RUNNERS.keys() - {"cpu"}))
def test_every_runner_that_is_absent_says_so_in_one_line(tmp_path: Path, name: str) -> None:
    assert read_absence(name, tmp_path).startswith(f"runner {name}: ")


def test_the_project_s_interpreter_comes_before_path_and_pyenv(tmp_path: Path) -> None:
    pyenv = write_interpreter(
        tmp_path / "home" / ".pyenv" / "versions" / "3.13.0" / "bin" / "python", "3.13"
    )
    runner = find_runner("py313", tmp_path)
    assert runner == Runner("py313", pyenv, True, None)
    on_path = write_interpreter(tmp_path / "path" / "python3.13", "3.13")
    runner = find_runner("py313", tmp_path)
    assert runner == Runner("py313", on_path, True, None)
    own = write_interpreter(tmp_path / ".runners" / "py313" / "bin" / "python", "3.13")
    (tmp_path / "requirements-py313.txt").touch()
    runner = find_runner("py313", tmp_path)
    assert runner == Runner("py313", own, True, tmp_path / "requirements-py313.txt")


def test_the_newest_patch_release_of_pyenv_wins(tmp_path: Path) -> None:
    versions = tmp_path / "home" / ".pyenv" / "versions"
    for patch in (9, 10):
        write_interpreter(versions / f"3.10.{patch}" / "bin" / "python", "3.10")
    runner = find_runner("py310", tmp_path)
    assert runner == Runner("py310", versions / "3.10.10" / "bin" / "python", False, None)


def test_an_interpreter_of_another_version_is_passed_over(tmp_path: Path) -> None:
    write_interpreter(tmp_path / "path" / "python3.13", "3.12")
    assert "absent" in read_absence("py313", tmp_path)


def test_nogil_must_be_free_threaded(tmp_path: Path) -> None:
    own = write_interpreter(tmp_path / ".runners" / "nogil" / "bin" / "python3", "3.14")
    assert "Python 3.x, free-threaded at .runners/nogil/bin/python," in read_absence(
        "nogil", tmp_path
    )
    write_interpreter(own, "3.14t")
    assert find_runner("nogil", tmp_path) == Runner("nogil", own, True, None)


def test_an_exhibit_has_its_own_lock_and_runs_whole_files(tmp_path: Path) -> None:
    own = write_interpreter(tmp_path / ".runners" / "py36-tf1" / "bin" / "python", "3.6")
    lock = tmp_path / "requirements-py36-tf1.txt"
    lock.touch()
    assert find_runner("py36-tf1", tmp_path) == Runner("py36-tf1", own, False, lock)
