"""The environment: flat facts from any interpreter, and the variables that a child gets."""

from __future__ import annotations

import getpass
import json
import platform
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bake import environment
from bake.problem import Problem
from bake.runners import Runner, find_runner

CPU = Runner("cpu", Path(sys.executable), True, None)


def test_facts_are_flat_and_those_of_the_runner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    monkeypatch.delenv("MKL_NUM_THREADS", raising=False)
    facts = environment.probe_environment(CPU, ["pytest", "no-such-package"])
    assert facts["python"] == platform.python_version()
    assert facts["build"] in ("GIL", "free-threaded")
    assert facts["OMP_NUM_THREADS"] == "1"
    assert "MKL_NUM_THREADS" not in facts
    assert facts["package.pytest"] == pytest.__version__
    assert facts["package.no-such-package"] is None
    assert {type(value) for value in facts.values()} <= {str, int, float, type(None)}
    assert isinstance(facts["cpu_count"], int) and isinstance(facts["memory_gb"], float)


def test_facts_name_no_host_no_user_and_no_path() -> None:
    text = json.dumps(environment.probe_environment(CPU, []))
    words = set(text.replace('"', " ").replace(",", " ").split())
    assert not words & {socket.gethostname(), getpass.getuser()}
    assert "/" not in text


def test_every_fact_is_documented() -> None:
    facts = environment.list_facts(["numpy"])
    text = (environment.__doc__ or "").replace("package.NAME", "package.numpy")
    names = facts.keys() - set(environment.THREAD_VARIABLES)
    assert [name for name in sorted(names) if name not in text] == []


@pytest.mark.parametrize("name", ["py27", "py310", "py313"])
def test_facts_come_from_old_and_new_interpreters_too(name: str) -> None:
    runner = find_runner(name, Path.cwd())
    if isinstance(runner, Problem):
        pytest.skip(str(runner))
    facts = environment.probe_environment(runner, ["no-such-package"])
    assert str(facts["python"]).replace(".", "").startswith(name[2:])
    assert facts["package.no-such-package"] is None
    assert facts.keys() >= environment.probe_environment(CPU, []).keys()


def test_the_first_device_s_driver_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "ask", lambda *command: "Card A, 580.1\nCard B, 580.1")
    assert environment.read_gpu() == ("Card A, Card B", "580.1")
    monkeypatch.setattr(environment, "ask", lambda *command: "")
    assert environment.read_gpu() == (None, None)


def test_a_child_gets_no_more_than_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PYTHONPATH", "PYTHONUNBUFFERED", "DISPLAY", "CUDA_VISIBLE_DEVICES"):
        monkeypatch.setenv(name, "0")
    variables = environment.make_variables(Path("/somewhere/bin/python"), str(tmp_path))
    assert variables["CUDA_VISIBLE_DEVICES"] == "0"
    assert not variables.keys() & {"PYTHONPATH", "PYTHONUNBUFFERED", "DISPLAY"}
    assert variables["PATH"].startswith("/somewhere/bin:")
    assert variables["HOME"] == variables["TMPDIR"] == str(tmp_path)


def test_the_script_needs_no_package_of_ours(tmp_path: Path) -> None:
    script = Path(environment.__file__)
    command = [sys.executable, "-I", str(script), "pip"]
    text = subprocess.run(command, capture_output=True, check=True, cwd=tmp_path).stdout
    assert json.loads(text).keys() == environment.list_facts(["pip"]).keys()
