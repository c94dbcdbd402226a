"""Every command that the texts and the help show is found in them, and tried.

For real where that is quick, in the small project or a clone; a make target by `make -n`, whose
commands are read by the parsers that will get them.
"""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from conftest import bake

from bake.cli import _make_parser

ROOT = Path(__file__).parent.parent
TEXTS = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/ko/about/contributing.md",
    "docs/en/about/contributing.md",
    ".github/pull_request_template.md",
)
PROGRAMS = "make|python3?|uvx?|git|cd|dask|pip|bake|redis-server|chromium"
FENCE = re.compile(r"(?ms)^ *```(\w*)\n(.*?)^ *```$")
SPAN = re.compile(r"(?<!`)`([^`]+)`(?!`)")
COMMAND = re.compile(rf"(?:\.venv/bin/\S+|(?:{PROGRAMS})) .+|make")
KEPT = ("-o", ".venv/bin/python", "-o", ".venv/site", "-o", ".venv/cpu", "-o", ".venv/zensical")
"""Nothing is installed by a test."""
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}

PLACES = {
    "TOPIC/SLUG.py": "asterisk/precedence.py",
    "asterisk/x.py": "asterisk/precedence.py",
    "FILE": "snippets/asterisk/precedence.py",
    "….md": "asterisk/repetition.md",
}
"""What stands for a name of the reader's own."""
SMALL = {
    r"\S*/(precedence|six_ways)\.py": "asterisk/hello.py",
    r"docs/(ko|en)/\S+\.md": r"docs/\1/asterisk/page.md",
}
"""The small project's names for what the texts name."""

TRIED_ELSEWHERE = {
    "uvx pre-commit install": "installs from a registry; its hook is tried below",
    "dask scheduler": "test_cluster.py starts one",
    "dask worker tcp://HOST:8786 --nworkers 2 --nthreads 1": "test_cluster.py starts some",
}


def find_commands(text: str) -> Iterator[str]:
    """The commands of a text: lines of its boxes for a shell, and spans that begin as one does."""
    for language, body in FENCE.findall(text):
        if language in ("bash", "sh", "console"):
            yield from (re.sub(r"\s+#.*", "", line).strip() for line in body.splitlines())
    for span in SPAN.findall(FENCE.sub("", text)):
        words = " ".join(span.split())
        if COMMAND.fullmatch(words):
            yield words


def read_help() -> Iterator[str]:
    """The commands that `make` and `python -m bake --help` list, with what each may be given."""
    listed = subprocess.run(
        ["make", "help"], cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=True
    ).stdout
    for line in listed.splitlines():
        target = line.split()[0]
        yield f"make {target}"
        yield from (f"make {target} {given}" for given in re.findall(r"[A-Z]+=[\w./]+", line))
    known = re.findall(r"(?m)^    (\w+) ", _make_parser().format_help())
    yield from (f".venv/bin/python -m bake {name} --help" for name in known)


def collect() -> dict[str, list[str]]:
    """Every command with the places that show it."""
    found: dict[str, list[str]] = {}
    for text in TEXTS:
        for command in find_commands((ROOT / text).read_text(encoding="utf-8")):
            found.setdefault(command, []).append(text)
    for command in read_help():
        found.setdefault(command, []).append("help")
    return found


SHOWN = collect()


def choose(pattern: str) -> list[str]:
    return [command for command in SHOWN if re.match(pattern, command)]


MAKE, BAKE = choose(r"make\b"), choose(r"\.venv/bin/python -m bake (?!.*--help)")
HELP = choose(r"\.venv/bin/python -m bake \w+ --help")
SNIPPETS, SERVER = (
    choose(r"(uv run|python3?) (snippets/|FILE)"),
    choose(r"python3? -m http\.server "),
)
CLONE = choose("git clone|cd ")


def place_names(command: str) -> str:
    """A command with names of this project for those of the reader."""
    for words, name in PLACES.items():
        command = re.sub(rf"(?<![\w.]){re.escape(words)}(?!\w)", name, command)
    return command


def test_every_command_shown_is_tried() -> None:
    tried = {*MAKE, *BAKE, *HELP, *SNIPPETS, *SERVER, *CLONE, *TRIED_ELSEWHERE}
    assert {command: places for command, places in SHOWN.items() if command not in tried} == {}
    assert len(MAKE) > 30 and len(BAKE) > 8 and len(SNIPPETS) > 2 and SERVER and len(CLONE) == 2
    assert {text for places in SHOWN.values() for text in places} == {*TEXTS, "help"}


def test_what_is_tried_elsewhere_is_shown() -> None:
    assert set(TRIED_ELSEWHERE) <= set(SHOWN)


@pytest.mark.parametrize("command", [*BAKE, *SNIPPETS])
def test_files_that_a_command_names_are_there(command: str) -> None:
    for word in place_names(command).split():
        if re.fullmatch(r"\S+\.(py|md)", word):
            assert any((ROOT / folder / word).is_file() for folder in ("", "snippets")), command


# --- make.


def list_recipes(command: str) -> list[str]:
    """The commands that a make target would run."""
    words = [*shlex.split(place_names(command)), "-n", *KEPT]
    done = subprocess.run(words, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.replace("\\\n", " ").splitlines()


@pytest.mark.parametrize("command", MAKE)
def test_make_has_the_target_and_what_it_runs_is_there(command: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name in re.findall(r"\b([A-Z]+)=", command):
        assert f"$({name})" in makefile, f"{command}: the Makefile does not read {name}"
    recipes = list_recipes(command)
    assert recipes
    for recipe in recipes:
        for module, given in re.findall(r"(?:^|\s)\S*python3? -m (\S+)([^|&;]*)", recipe):
            assert importlib.util.find_spec(module), recipe
            if module == "bake":
                _make_parser().parse_args(shlex.split(given))
            if module == "pytest":
                paths = [word for word in given.split() if "/" in word]
                assert all((ROOT / path).exists() for path in paths), recipe
        for file in re.findall(r"\S*python3? ([\w/]+\.py)", recipe):
            assert (ROOT / file).is_file(), recipe


def test_a_misspelt_target_or_file_would_be_seen() -> None:
    for wrong in ("make sit", "make test ONLY=asterisk/precedense.py"):
        with pytest.raises(AssertionError, match=r"No rule|found neither"):
            list_recipes(wrong)


def test_make_check_runs_for_real(baked: Path) -> None:
    for name in ("Makefile", "requirements-site.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, baked / name)
    (baked / ".venv").symlink_to(ROOT / ".venv")
    done = subprocess.run(
        ["make", "check", *KEPT], cwd=baked, env=ENVIRONMENT, capture_output=True, text=True
    )
    assert (done.returncode, "no problem" in done.stderr) == (0, True), done.stderr


# --- bake.


@pytest.mark.parametrize("command", BAKE)
def test_bake_does_it_in_the_small_project(command: str, baked: Path) -> None:
    command = place_names(command)
    for pattern, name in SMALL.items():
        command = re.sub(pattern, name, command)
    bake(baked, *shlex.split(command)[3:])


@pytest.mark.parametrize("command", HELP)
def test_bake_explains_its_commands(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        _make_parser().parse_args(shlex.split(command)[3:])
    assert capsys.readouterr().out.startswith("usage: ")


# --- The rest.


@pytest.mark.parametrize("command", SNIPPETS)
def test_a_snippet_runs_by_itself(command: str) -> None:
    words = shlex.split(place_names(command))
    program = {"uv": str(Path(sys.executable).with_name("uv"))}.get(words[0], sys.executable)
    if not Path(program).exists():
        pytest.skip("needs uv, which make test installs")
    environment = ENVIRONMENT | {"UV_OFFLINE": "1", "UV_PYTHON": sys.executable}
    done = subprocess.run(
        [program, *words[1:]], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert (done.returncode, bool(done.stdout)) == (0, True), done.stderr


@pytest.mark.parametrize("command", SERVER)
def test_the_built_site_is_served(command: str, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    words = [sys.executable, "-u", *shlex.split(command)[1:], "0"]  # 0: a port that is free
    with subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        assert server.stdout.readline().startswith("Serving HTTP on ")
        server.terminate()


def test_a_clone_is_made_and_entered(tmp_path: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("needs the repository")
    script = " && ".join([*CLONE, "test -f Makefile -a -d docs/ko -a -d docs/en"])
    script = script.replace("ADDRESS", shlex.quote(str(ROOT)))
    subprocess.run(["sh", "-ec", script], cwd=tmp_path, capture_output=True, check=True)


def test_the_hook_of_pre_commit_is_a_command_shown() -> None:
    text = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    hooks = [hook for repo in yaml.safe_load(text)["repos"] for hook in repo["hooks"]]
    assert hooks and all(hook["entry"] in SHOWN for hook in hooks)


def test_every_cure_names_a_target_of_make() -> None:
    """The cures that messages give: `run make bake`, …"""
    targets = {command.split()[1] for command in MAKE if " " in command}
    cures: set[str] = set()
    for path in (ROOT / "bake").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                cures |= set(re.findall(r"(?:run |`)make ([a-z-]+)", node.value))
    assert len(cures) > 3
    assert cures <= targets
