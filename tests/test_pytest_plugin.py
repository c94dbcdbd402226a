"""Snippets as tests, in the small project."""

import subprocess
import sys
from pathlib import Path

HELLO = "snippets/asterisk/hello.py"


def pytest_in(root: Path, *arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "pytest", "-p", "bake.pytest_plugin", "-p", "no:cacheprovider"]
    done = subprocess.run([*command, *arguments], cwd=root, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_every_snippet_is_a_test(baked: Path) -> None:
    status, said = pytest_in(baked, "snippets", "-v")
    assert status == 0, said
    assert "3 passed" in said
    assert "snippets/asterisk/measured.py::cpu PASSED" in said


def test_named_file_is_run_and_never_imported(baked: Path) -> None:
    status, said = pytest_in(baked, HELLO)
    assert status == 0, said
    assert "1 passed" in said
    assert "goodbye" not in said, "an imported snippet would print at collection"


def test_difference_fails_and_writes_nothing(baked: Path) -> None:
    path = baked / HELLO
    path.write_text(path.read_text().replace("goodbye", "farewell"))
    record = baked / "records/cpu/asterisk/hello.ipynb"
    before = record.read_bytes()
    status, said = pytest_in(baked, HELLO)
    assert status == 1
    assert f"{HELLO}:8: cell 'greet' prints something else" in said
    assert "+<hello> & farewell" in said
    assert "Traceback" not in said
    assert record.read_bytes() == before


def test_bake_option_records(baked: Path) -> None:
    path = baked / HELLO
    path.write_text(path.read_text().replace("goodbye", "farewell"))
    assert pytest_in(baked, HELLO, "--bake")[0] == 0
    assert pytest_in(baked, HELLO)[0] == 0
    assert "farewell" in (baked / "records/cpu/asterisk/hello.ipynb").read_text()


def test_missing_record_and_broken_header_fail_in_one_line(baked: Path) -> None:
    (baked / "records/cpu/asterisk/hello.ipynb").unlink()
    assert "hello.ipynb: is missing: run python -m bake record" in pytest_in(baked, HELLO)[1]
    path = baked / HELLO
    path.write_text(path.read_text().replace("# ///\n", "", 1))
    status, said = pytest_in(baked, HELLO)
    assert status == 1
    assert "does not open a `# /// script` block" in said


def test_absent_runner_is_skipped_with_a_reason(baked: Path) -> None:
    status, said = pytest_in(baked, "snippets", "--runner", "gpu", "-rs")
    assert status == 0
    assert "1 skipped" in said
    assert "runner gpu" in said


def test_runner_that_no_snippet_asks_for_is_said_and_is_no_failure(baked: Path) -> None:
    status, said = pytest_in(baked, "snippets", "--runner", "py314")
    assert status == 0
    assert "no snippet here asks for the runner py314" in said


def test_unknown_runner_is_refused(baked: Path) -> None:
    status, said = pytest_in(baked, "snippets", "--runner", "gpuu")
    assert status == 4
    assert "there is no such runner: did you mean 'gpu'?" in said


def test_alone_snippets_share_the_machine_with_nothing(project: Path) -> None:
    """Each of three snippets notes when it ran; the `alone` one overlaps with none."""
    topic = project / "snippets" / "asterisk"
    for path in topic.glob("*.py"):
        path.unlink()
    log = project / "log"
    for name, alone in (("first", "true"), ("second", "false"), ("third", "false")):
        (topic / f"{name}.py").write_text(
            f"# /// script\n# dependencies = []\n# [tool.bake]\n# alone = {alone}\n# ///\n"
            f"# %% nap\nimport time\n\nstart = time.time()\ntime.sleep(0.4)\n"
            f"with open({str(log)!r}, 'a') as file:\n"
            f"    print({name!r}, start, time.time(), file=file)\n"
        )
    assert pytest_in(project, "snippets", "--bake")[0] == 0
    spans = {
        name: (float(start), float(end))
        for name, start, end in (line.split() for line in log.read_text().splitlines())
    }
    assert set(spans) == {"first", "second", "third"}
    assert spans["first"][0] > max(spans["second"][1], spans["third"][1])
