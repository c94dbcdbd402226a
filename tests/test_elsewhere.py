"""`python -m bake.elsewhere`: what claims to run on this system, as `python FILE`."""

import sys
from pathlib import Path

import pytest

from bake import elsewhere
from bake.problem import Problem
from bake.snippet import Snippet, find_snippets, read_snippet

ROOT = Path(__file__).parent.parent
HERE = elsewhere.NAMES.get(sys.platform, sys.platform)


def write(root: Path, slug: str, code: str, *keys: str, needs: str = "") -> None:
    path = root / f"snippets/asterisk/{slug}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    tool = "".join(f"# {key}\n" for key in keys)
    header = f'# requires-python = ">=3.11"\n# dependencies = [{needs}]\n# [tool.bake]\n{tool}'
    path.write_text(f"# /// script\n{header}# ///\n# %% show\n{code}\n", encoding="utf-8")


def run(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.chdir(root)
    status = elsewhere.main()
    return f"{status} {capsys.readouterr().err}"


def test_a_file_that_ends_as_it_says_is_fine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "well", 'print("스레드")')
    write(tmp_path, "badly", "1 / 0", 'raises = "ZeroDivisionError"')
    said = run(tmp_path, monkeypatch, capsys)
    assert said == f"0 ran 2 of 2 snippets: those that claim to run bare on {HERE}\n"


@pytest.mark.parametrize(
    ("code", "key", "found"),
    [
        (
            "1 / 0",
            "timeout = 60",
            "status 1 (ZeroDivisionError: division by zero), expected status",
        ),
        ("print(1)", 'raises = "ValueError"', "status 0 (), expected ValueError"),
        ("1 / 0", 'raises = "ValueError"', "division by zero), expected ValueError"),
        ("import time; time.sleep(30)", "timeout = 0.2", "took more than 0.2 s"),
    ],
)
def test_another_end_is_a_problem_with_its_cure(
    code: str,
    key: str,
    found: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write(tmp_path, "one", code, key)
    said = run(tmp_path, monkeypatch, capsys)
    assert said.startswith("1 ")
    assert "snippets/asterisk/one.py: " in said and found in said


def test_what_claims_nothing_here_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = "linux" if HERE == "windows" else "windows"
    write(tmp_path, "one", "1 / 0", f'systems = ["{other}"]')
    write(tmp_path, "two", "1 / 0", 'runners = ["py315"]')
    write(tmp_path, "three", "1 / 0", "alone = true")
    write(tmp_path, "four", "1 / 0", needs='"numpy>=2"')
    assert run(tmp_path, monkeypatch, capsys).startswith("0 ran 0 of 4 ")


def test_an_unknown_system_names_the_known(tmp_path: Path) -> None:
    write(tmp_path, "one", "print(1)", 'systems = ["osx"]')
    found = read_snippet(tmp_path / "snippets/asterisk/one.py", tmp_path)
    assert isinstance(found, Problem)
    assert found.line == 5
    assert "expected some of linux, macos, windows" in found.found


def test_every_system_runs_a_third_of_all_snippets() -> None:
    """The claim is wide; those that use what one system has say so."""
    read = [read_snippet(path, ROOT) for path in find_snippets(ROOT)]
    snippets = [snippet for snippet in read if isinstance(snippet, Snippet)]
    for system in ("linux", "macos", "windows"):
        count = sum(elsewhere.claims(snippet, system) for snippet in snippets)
        assert count > len(snippets) / 3, system


LINUX = ("EpollSelector", '"Epoll")', "gcc")
UNIX = ('("fork"', "SIGKILL", "os.fork", *LINUX)


def test_what_one_system_lacks_is_claimed_for_others_only() -> None:
    read = [read_snippet(path, ROOT) for path in find_snippets(ROOT)]
    for snippet in read:
        if isinstance(snippet, Snippet):
            for system, words in (("windows", UNIX), ("macos", LINUX)):
                asks = any(word in snippet.text for word in words)
                assert not (asks and elsewhere.claims(snippet, system)), snippet.name
