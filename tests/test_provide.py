"""Runners that are made: whole or not at all; and the records that other Pythons make."""

from __future__ import annotations

import fcntl
import json
import platform
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import bake, make_record

from bake import debian, provide
from bake.debian import Unavailable, find_mirror, open_apt, pick_mirror, pick_reason, run_tool
from bake.problem import Problem
from bake.provide import Outcome, Way, build_source, install_by_uv, main, provide_runner
from bake.record import write_record
from bake.runners import CELLS_SINCE, RUNNERS, Runner, Search, find_runner
from bake.snippet import Snippet

ROOT = Path(__file__).parent.parent
WORKING = "#!/bin/sh\nprintf '3.99\\n%s\\n' \"$0\"\n"
"""An interpreter that says it is Python 3.99, whatever it is asked."""
BROKEN = "#!/bin/sh\necho 'ImportError: no module named ssl' >&2\nexit 1\n"


def write_program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


def make_way(label: str, program: str) -> Way:
    """A way that makes an interpreter of a script; without one it leads nowhere."""

    def make(name: str, work: Path, place: Path) -> Path:
        (work / "half-made").touch()
        if not program:
            raise Unavailable("the road is closed")
        write_program(work / "tree/bin/python3", program)
        return work / "tree"

    return Way(label, make)


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Make these the ways to get any runner."""

    def set_ways(*ways: Way) -> None:
        monkeypatch.setattr(provide, "list_ways", lambda name: ways)

    return set_ways


def enter_project(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "snippets").mkdir()
    monkeypatch.chdir(root)


def list_files(root: Path) -> list[str]:
    return sorted(path.name for path in (root / ".runners").glob("*"))


def test_the_first_way_that_leads_to_an_interpreter_is_taken(
    tmp_path: Path, offer: Callable[..., None]
) -> None:
    offer(make_way("a", ""), make_way("b", WORKING), make_way("c", ""))
    outcome = provide_runner("py399", tmp_path)
    assert re.fullmatch(r"made from b in \d+ s", outcome.detail)
    assert outcome.version.startswith("3.99")
    assert list_files(tmp_path) == ["py399"]
    again = provide_runner("py399", tmp_path)
    assert again.detail == "is here: .runners/py399/bin/python3"


def test_what_does_not_work_does_not_stay(tmp_path: Path, offer: Callable[..., None]) -> None:
    offer(make_way("a", BROKEN), make_way("b", ""))
    outcome = provide_runner("py399", tmp_path)
    assert str(outcome) == (
        "py399   absent    a: python3: ImportError: no module named ssl; b: the road is closed"
    )
    assert list_files(tmp_path) == []


def test_an_interruption_leaves_nothing_half_made(
    tmp_path: Path, offer: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(python: Path) -> str:
        raise KeyboardInterrupt

    offer(make_way("a", WORKING))
    monkeypatch.setattr(provide, "check_python", interrupt)
    enter_project(tmp_path, monkeypatch)
    assert main(["py399"]) == 1
    assert list_files(tmp_path) == [".lock"]


def test_what_someone_put_there_is_left_alone(tmp_path: Path, offer: Callable[..., None]) -> None:
    offer(make_way("a", WORKING))
    own = write_program(tmp_path / ".runners/py399/bin/python", BROKEN)
    outcome = provide_runner("py399", tmp_path)
    assert outcome == Outcome("py399", "", ".runners/py399 does not work: remove it and try again")
    assert own.read_text() == BROKEN


def test_a_runner_without_a_way_says_what_it_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RUNNERS, "relic", Search(r"3\.98"))
    outcome = provide_runner("relic", tmp_path)
    assert outcome.detail == (
        "looked for Python 3.98 at .runners/relic/bin/python: make an environment in .runners/relic"
    )


def make_wheel(folder: Path) -> Path:
    """The smallest package that pip installs without asking anybody."""
    path = folder / "relic-1.0-py3-none-any.whl"
    about = {
        "METADATA": "Metadata-Version: 2.1\nName: relic\nVersion: 1.0\n",
        "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "RECORD": "",
    }
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("relic.py", "age = 9\n")
        for name, text in about.items():
            wheel.writestr(f"relic-1.0.dist-info/{name}", text)
    return path


def test_an_exhibit_gets_the_packages_of_its_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(provide.EXHIBITS, "py399", "cpu")
    (tmp_path / "requirements-py399.txt").write_text(f"{make_wheel(tmp_path)}\n")
    outcome = provide_runner("py399", tmp_path)
    assert outcome.detail.startswith("made from its lock in"), outcome
    python = tmp_path / ".runners/py399/bin/python3"
    assert run_tool(python, "-c", "import relic; print(relic.age)") == "9\n"


def test_an_exhibit_needs_its_interpreter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(provide.EXHIBITS, "py399", "py398")
    outcome = provide_runner("py399", tmp_path)
    assert outcome.detail.startswith("its lock: absent: looked for Python 3.98 at .runners/py398/")
    assert list_files(tmp_path) == []


def test_outside_a_project_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["py399"]) == 1
    assert capsys.readouterr().err == ".: found no folder snippets/: run this in the project\n"
    assert list(tmp_path.iterdir()) == []


def test_two_at_once_do_not_meet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    enter_project(tmp_path, monkeypatch)
    (tmp_path / ".runners").mkdir()
    with open(tmp_path / ".runners/.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert main(["py399"]) == 1
    assert capsys.readouterr().err == ".runners: another make runners is at work: wait\n"


def test_absence_fails_only_where_the_runner_was_named(
    tmp_path: Path,
    offer: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    offer()
    enter_project(tmp_path, monkeypatch)
    monkeypatch.setattr(provide, "NAMES", ("py398", "py399"))
    assert main([]) == 0
    assert main(["py399"]) == 1
    shown = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in shown] == [
        ["py398", "absent"],
        ["py399", "absent"],
        ["py399", "absent"],
    ]


def test_build_without_a_compiler_names_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match=r"make is not on PATH: apt-get install build-essential"):
        build_source("nogil", tmp_path, tmp_path / "place")
    with pytest.raises(Unavailable, match=r"uv is not on PATH: pip install uv"):
        install_by_uv("nogil", tmp_path, tmp_path / "place")


UV = """#!/bin/sh
for last; do :; done
mkdir -p "$5/cpython-3.14.0-test/bin"
echo "$last" > "$5/cpython-3.14.0-test/asked"
ln -s cpython-3.14.0-test "$5/cpython-3.14"
"""


@pytest.mark.parametrize(("name", "version"), [("nogil", "cpython@3.14t"), ("py38", "cpython@3.8")])
def test_uv_is_asked_for_the_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, version: str
) -> None:
    write_program(tmp_path / "path/uv", UV)
    monkeypatch.setenv("PATH", f"{tmp_path / 'path'}:/usr/bin:/bin")
    tree = install_by_uv(name, tmp_path, tmp_path / "place")
    assert tree.name == "cpython-3.14.0-test"
    assert (tree / "asked").read_text() == f"{version}\n"


CONFIGURE = """#!/bin/sh
echo "$@" > options
cat > Makefile <<'END'
all:
\t{make}
install:
\tmkdir -p $(DESTDIR){place}/bin
\tprintf '3.99t\\n' > $(DESTDIR){place}/bin/python3
END
"""


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Build a source whose `make` runs a command."""

    def start(command: str) -> Path:
        source = tmp_path / "source/Python-3.99.0"
        place = tmp_path / "place"
        write_program(source / "configure", CONFIGURE.format(make=command, place=place))
        archive = tmp_path / "python.orig.tar.xz"
        run_tool("tar", "-cJf", archive, "-C", source.parent, source.name)
        monkeypatch.setattr(provide, "open_apt", lambda folder: folder)
        monkeypatch.setattr(provide, "fetch_source", lambda apt, name: archive)
        (tmp_path / "work").mkdir()
        return build_source("nogil", tmp_path / "work", place)

    return start


@pytest.mark.skipif(not shutil.which("make"), reason="make is not on PATH")
def test_a_source_is_built_for_the_place_where_it_will_stand(
    tmp_path: Path, build: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken: list[str] = []
    monkeypatch.setattr(provide, "PULSE", 0)
    monkeypatch.setattr(provide, "say", spoken.append)
    tree = build("echo compiled")
    assert (tree / "bin/python3").read_text() == "3.99t\n"
    options = (tmp_path / "work/Python-3.99.0/options").read_text()
    assert options.startswith(f"--prefix={tmp_path / 'place'} --disable-gil ")
    assert any(re.fullmatch(r"nogil: make: \d+ lines in \d+ s …", line) for line in spoken)


@pytest.mark.skipif(not shutil.which("make"), reason="make is not on PATH")
def test_a_failed_build_says_why(build: Callable[[str], Path]) -> None:
    with pytest.raises(Unavailable, match=r"^nogil: make failed: x.c:1:2: error: no such header$"):
        build("@echo 'x.c:1:2: error: no such header'; false")


def test_the_mirror_is_where_the_machine_s_own_release_is() -> None:
    lines = ["http://a/other/ nodistro", "http://b/debian/ bookworm", "http://c/s/ bookworm"]
    assert pick_mirror(lines, ("bookworm", "stable")) == "http://b/debian/"
    with pytest.raises(Unavailable, match="for no release named trixie or stable"):
        pick_mirror(lines, ("trixie", "stable"))


def test_another_system_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match="this machine is not Debian"):
        find_mirror()


APT = """#!/bin/sh
echo "$@" >> "{log}"
case "$1" in indextargets) echo "http://mirror.test/debian/ bookworm";; esac
"""


def test_the_system_s_apt_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system = {"ID": "debian", "VERSION_CODENAME": "bookworm"}
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: system)
    write_program(tmp_path / "path/apt-get", APT.format(log=tmp_path / "log"))
    monkeypatch.setenv("PATH", f"{tmp_path / 'path'}:/usr/bin:/bin")
    apt = open_apt(tmp_path / "apt")
    debian.fetch_packages(apt, "python3.14")
    asked, *others = (tmp_path / "log").read_text().splitlines()
    assert asked.startswith("indextargets ")
    assert [line.split()[:2] for line in others] == [["-c", f"{apt}/apt.conf"]] * 2
    folders = [line.split('"')[1] for line in (apt / "apt.conf").read_text().splitlines()[:5]]
    assert all(folder.startswith(f"{apt}/") for folder in folders)
    words = [line.split() for line in (apt / "sources.list").read_text().splitlines()]
    assert [(w[0], *w[2:]) for w in words] == [
        ("deb", "http://mirror.test/debian/", "sid", "main"),
        ("deb-src", "http://mirror.test/debian/", "trixie", "main"),
    ]


def test_a_failing_tool_is_quoted(tmp_path: Path) -> None:
    assert pick_reason("W: odd\nE: No such package\nE: more\n") == "No such package"
    assert pick_reason("x.c:1:2: error: no\nmake: *** [x] Error 1") == "x.c:1:2: error: no"
    assert pick_reason("error: failed\n cause: a\n cause: no network\n") == "failed: no network"
    assert pick_reason("") == "it says nothing"
    with pytest.raises(Unavailable, match=r"^nothing-here: No such file"):
        run_tool(tmp_path / "nothing-here")
    suicide = write_program(tmp_path / "suicide", "#!/bin/sh\nkill -11 $$\n")
    with pytest.raises(Unavailable, match=r"^suicide: killed by signal 11$"):
        run_tool(suicide)


# What other Pythons record, on a machine that has them

HEADER = """\
# /// script
# requires-python = ">=3.{}"
# dependencies = []
# [tool.bake]
# runners = ["{}"]
{}# ///
"""
CELLS = """\
# %% threads
import sys
import threading
import multiprocessing
import time


def double(n):
    return 2 * n


seconds = {}
if __name__ == "__main__":
    seen = []
    threads = [threading.Thread(target=seen.append, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(sorted(seen))
# %% processes
if __name__ == "__main__":
    for method in ("spawn", "forkserver", "fork"):
        start = time.perf_counter()
        context = multiprocessing.get_context(method)
        with context.Pool(2) as pool:
            print(method, pool.map(double, [1, 2]))
        seconds[method] = time.perf_counter() - start
# %% version
if __name__ == "__main__":
    print("%d.%d" % sys.version_info[:2])
    assert list(seconds) == ["spawn", "forkserver", "fork"]
"""
WHOLE = """\
# %% threads
import sys
import threading

threads = [threading.Thread(target=int) for n in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("joined %d" % len(threads))
# %% version
print("%d.%d" % sys.version_info[:2])
"""
EVERY = ("py27", "py36", "py310", "py311", "py312", "py313", "py314", "py315", "nogil")


@pytest.fixture
def elsewhere(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Path, Runner]:
    """An empty project that sees this project's runners, and the runner of that name."""
    runner = find_runner(request.param, ROOT)
    if not isinstance(runner, Runner):
        pytest.skip(str(runner))
    (tmp_path / "snippets/concurrency").mkdir(parents=True)
    (tmp_path / ".runners").symlink_to(ROOT / ".runners")
    return tmp_path, runner


def record(root: Path, runner: Runner) -> dict[str, Any]:
    """Record a snippet on a runner by the real command, and read what stands in the record."""
    publish = '# publish = ["seconds"]\n' if runner.cells else ""
    header = HEADER.format(11 if runner.cells else 6, runner.name, publish)
    path = root / "snippets/concurrency/pools.py"
    path.write_text(header + (CELLS if runner.cells else WHOLE))
    bake(root, "record", str(path), "--runner", runner.name)
    at = root / f"records/{runner.name}/concurrency/pools.ipynb"
    notebook = json.loads(at.read_text(encoding="utf-8"))
    texts = ["".join(o["text"]) for c in notebook["cells"] for o in c["outputs"]]
    facts: dict[str, Any] = notebook["metadata"]["bake"]
    return facts | {"texts": texts}


@pytest.mark.parametrize("elsewhere", EVERY, indirect=True)
def test_another_python_records_threads_processes_and_numbers(
    elsewhere: tuple[Path, Runner],
) -> None:
    root, runner = elsewhere
    facts = record(root, runner)
    environment = facts["environment"]
    major, minor = map(int, environment["python"].split(".")[:2])
    assert (major, minor) >= CELLS_SINCE or not runner.cells
    assert environment["build"] == ("free-threaded" if runner.name == "nogil" else "GIL")
    if runner.cells:
        pools = "".join(f"{m} [2, 4]\n" for m in ("spawn", "forkserver", "fork"))
        assert facts["texts"] == ["[0, 1, 2, 3]\n", pools, f"{major}.{minor}\n"]
        assert set(facts["published"]["seconds"]) == {"spawn", "forkserver", "fork"}
    else:
        assert facts["texts"] == [f"joined 4\n{major}.{minor}\n"]
        assert facts["published"] == {}


@pytest.mark.parametrize("change", ["", "# %% more\n1 + 1\n"])
def test_a_record_stays_as_it_is_where_its_runner_is_absent(
    tmp_path: Path, write_snippet: Callable[..., Snippet | Problem], change: str
) -> None:
    """Fresh or stale: `record` says that the runner is absent, and writes nothing."""
    keys = 'runners = ["py399"]'
    snippet = write_snippet("# %% one\nprint(1)\n", keys)
    assert isinstance(snippet, Snippet)
    made = make_record(snippet, tmp_path, "1\n", runner="py399")
    assert write_record(tmp_path, snippet, made) is None
    path = tmp_path / "records/py399/asterisk/example.ipynb"
    before = path.read_bytes()
    write_snippet("# %% one\nprint(1)\n" + change, keys)
    for arguments in ([], ["--all"], [str(snippet.path)]):
        said = bake(tmp_path, "record", *arguments).stderr
        assert "runner py399: absent: looked for Python 3.99" in said
        assert "its records stay as they are" in said
    assert "runner py399: absent" in bake(tmp_path, "record", "--runner", "py399", status=1).stderr
    assert path.read_bytes() == before
