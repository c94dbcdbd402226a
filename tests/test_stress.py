"""Too much, odd names and wrong clocks: a clear error, or a right result, and nothing half done."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import HEADER, bake, hash_files

from bake.cli import main
from bake.front import read_front, write_synced
from bake.record import MAX_BYTES, Record, read_record
from bake.steps import Build, copy_downloads

PACKAGE = Path(__file__).parent.parent / "bake"
HELLO = "snippets/asterisk/hello.py"
PAGE = "docs/{}/asterisk/page.md"
NEW = "asterisk/new.py"
NAMES = ("🐍", "한글", "two words", "Two", unicodedata.normalize("NFD", "é"))
PAST, FUTURE = 0, 4_102_444_800
"""File times: 1970 and 2100."""


def write(root: Path, body: str, tool: str = "") -> None:
    header = HEADER.format(tool=tool).replace("[]", '["matplotlib>=3.11"]')
    (root / "snippets" / NEW).write_text(f"{header}# %% one\n{body}", encoding="utf-8")


def list_errors(said: str) -> list[str]:
    """What a command complained of, without its progress and what waits."""
    return [x for x in said.splitlines() if not re.match(r"to do: |\[\d|\d+ run in", x)]


@pytest.fixture
def complain(
    baked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., list[str]]:
    """Call a command that must refuse and touch nothing; gives its complaints."""
    monkeypatch.chdir(baked)

    def call(*arguments: str) -> list[str]:
        before = hash_files(baked)
        assert main(arguments) == 1
        assert hash_files(baked) == before
        return list_errors(capsys.readouterr().err)

    return call


# --- Too much.


def test_ten_megabytes_of_output_are_one_line_and_no_record(baked_once: Path) -> None:
    write(baked_once, "for _ in range(10):\n    print('x' * 1_048_575)\n")
    before = hash_files(baked_once)
    where = r"(:\d+: cell 'one'|: the program)"  # it may be found while the cell still prints
    found = rf"snippets/{NEW}{where} printed more than 1000000 bytes: make it smaller"
    for command in ("run", "record", "test"):
        done = bake(baked_once, command, NEW, status=1)
        [*_, said] = list_errors(done.stderr)
        assert (done.stdout, bool(re.fullmatch(found, said))) == ("", True), done.stderr
    assert hash_files(baked_once) == before
    (baked_once / "snippets" / NEW).unlink()


def test_more_output_than_a_record_holds_is_shown_and_not_recorded(baked: Path) -> None:
    write(baked, f"print('x' * {MAX_BYTES})\n")
    assert "x" * MAX_BYTES in bake(baked, "run", NEW).stdout
    before = hash_files(baked)
    [said] = list_errors(bake(baked, "record", NEW, status=1).stderr)
    assert re.search(rf"would take 30\d+ bytes, expected at most {MAX_BYTES}: print less$", said)
    assert hash_files(baked) == before


DRAW = "import matplotlib.pyplot as plt\n\nplt.rcParams['figure.max_open_warning'] = 0\n"


def test_five_hundred_figures_are_run_and_not_recorded(baked: Path) -> None:
    write(baked, f"{DRAW}for _ in range(500):\n    plt.figure(figsize=(1, 1)).text(0, 0, 'x')\n")
    before = hash_files(baked)
    [said] = list_errors(bake(baked, "record", NEW, status=1).stderr)
    assert re.search(rf"\d bytes with 500 figures, expected at most {MAX_BYTES}: draw fewer", said)
    assert hash_files(baked) == before


def test_forty_figures_ask_for_forty_alt_texts(baked: Path) -> None:
    write(baked, f"{DRAW}for _ in range(40):\n    plt.figure(figsize=(1, 1)).text(0, 0, 'x')\n")
    bake(baked, "record", NEW)
    alts = "    alt:\n" + "".join(f"      - figure {n}\n" for n in range(40))
    for language in ("ko", "en"):
        page = baked / PAGE.format(language)
        page.write_text(f"{page.read_text()}\n/// figure | {NEW}\n{alts}\nAll · 모두\n///\n")
    page.write_text(page.read_text().replace("      - figure 7\n", ""))
    assert "found 39 alt texts, expected 40, one per figure" in bake(baked, "check").stderr
    page.write_text(page.read_text().replace("      - figure 8\n", "      - 7\n      - figure 8\n"))
    assert "`alt`: found 7, expected a text: write" in bake(baked, "check", status=1).stderr
    page.write_text(page.read_text().replace("      - 7\n", "      - figure 7\n"))
    assert "no problem" in bake(baked, "check").stderr


# --- Odd names.


@pytest.mark.parametrize("name", NAMES)
def test_snippet_with_an_odd_name_is_one_line_everywhere(
    baked: Path, complain: Callable[..., list[str]], name: str
) -> None:
    found = f"asterisk/{name}{{}}: found the name {name!r}, expected small letters, digits and _"
    cure = "give it another name"
    assert complain("new", f"asterisk/{name}") == [f"{found.format('')}: {cure}"]
    (baked / HELLO).with_name(f"{name}.py").write_bytes((baked / HELLO).read_bytes())
    for command in (["run", f"asterisk/{name}.py"], ["record"], ["check"], ["site"]):
        assert complain(*command) == [f"snippets/{found.format('.py')}: {cure}"]


@pytest.mark.parametrize("name", ["🐍", "한글 셀"])
def test_cell_with_an_odd_name_is_one_line(
    baked: Path, complain: Callable[..., list[str]], name: str
) -> None:
    path = baked / HELLO
    path.write_text(path.read_text().replace("%% greet", f"%% {name}"))
    found = f"{HELLO}:7: found the cell name {name!r}, expected letters, digits, - and _"
    for command in (["run", "asterisk/hello.py"], ["record"], ["check"]):
        assert complain(*command) == [f"{found}: rename the cell"]


def test_page_with_an_odd_name_is_to_be_renamed_and_not_paired(
    baked: Path, complain: Callable[..., list[str]]
) -> None:
    page = baked / PAGE.format("ko")
    page.with_name("🐍.md").write_bytes(page.read_bytes())
    [said] = complain("check")
    assert said.startswith("docs/ko/asterisk/🐍.md: found the name 'asterisk/🐍.md', expected")


def test_odd_labels_and_output_are_kept_as_they_are(baked: Path) -> None:
    tool = '# [tool.bake]\n# publish = ["count"]\n'
    write(baked, "count = {'🐍 뱀': 3}\nprint('안녕 👩\\u200d🚀')\n", tool)
    bake(baked, "record", NEW)
    assert "as recorded" in bake(baked, "test", NEW).stderr
    assert "안녕 👩\u200d🚀\ncount.🐍 뱀: here 3, site 3\n" in bake(baked, "run", NEW).stdout
    assert "no problem" in bake(baked, "check").stderr


def test_terminal_that_lacks_the_signs_gets_their_numbers(baked_once: Path) -> None:
    write(baked_once, "print('안녕 🐍')\n")
    command = [sys.executable, "-m", "bake", "run", NEW]
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, cwd=baked_once, env=environment, capture_output=True)
    (baked_once / "snippets" / NEW).unlink()
    assert (done.returncode, done.stderr) == (0, b"")
    assert rb"\uc548\ub155 \U0001f40d" in done.stdout


# --- Wrong clocks.


@pytest.mark.parametrize("stamp", [PAST, FUTURE])
def test_times_of_files_say_nothing(baked: Path, stamp: int) -> None:
    for path in baked.rglob("*"):
        os.utime(path, (stamp, stamp))
    assert "no problem" in bake(baked, "check").stderr
    assert "every record is fresh" in bake(baked, "record").stderr
    path = baked / HELLO
    path.write_text(path.read_text().replace("2**10", "2**11"))
    os.utime(path, (PAST, PAST))
    assert "is stale (the code has changed)" in bake(baked, "check", status=1).stderr
    bake(baked, "record")
    assert "no problem" in bake(baked, "check").stderr


@pytest.mark.parametrize("stamp", [PAST, FUTURE])
def test_a_changed_file_is_published_also_if_it_is_older(baked: Path, stamp: int) -> None:
    build = Build(baked, "", baked / "target", lambda _: [], lambda: pytest.fail("reads nothing"))
    copy_downloads(build)
    path = baked / HELLO
    path.write_text(path.read_text().replace("2**10", "2**11"))
    os.utime(path, (stamp, stamp))
    copy_downloads(build)
    assert (baked / "target" / HELLO).read_bytes() == path.read_bytes()


def test_a_sync_of_the_future_stays_when_the_clock_is_right_again(baked: Path) -> None:
    for language, other in (("ko", "en"), ("en", "ko")):
        page, partner = (baked / PAGE.format(each) for each in (language, other))
        synced = write_synced(read_front(partner.read_text())[1], "2100-01-01")
        page.write_text(re.sub("synced: .*", f'synced: "{synced}"', page.read_text()))
    before = hash_files(baked)
    bake(baked, "sync", PAGE.format("ko"))
    assert "no problem" in bake(baked, "check").stderr
    assert hash_files(baked) == before


DAY = 86_400
MOVE = """\
import time
from pathlib import Path

for seconds in {steps}:
    time.sleep(0.2)
    Path({moved!r}).write_text(str(seconds))
print("moved")
"""


@pytest.fixture
def moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Holds the seconds by which our clock is wrong; the snippets' own clock stays."""
    if not shutil.which("gcc"):
        pytest.skip("gcc is not installed")
    library, moved = tmp_path / "clock.so", tmp_path / "moved"
    source = PACKAGE.parent / "tests/data/clock.c"
    subprocess.run(["gcc", "-shared", "-fPIC", source, "-o", library], check=True)
    monkeypatch.setenv("LD_PRELOAD", str(library))
    monkeypatch.setenv("MOVED", str(moved))
    moved.write_text("0")
    return moved


def test_clock_that_moves_during_a_run_changes_no_measurement(baked: Path, moved: Path) -> None:
    """It goes back by a day, then on by 70 years; the record has the day on which the run ended."""
    write(baked, MOVE.format(moved=str(moved), steps=(-DAY, 70 * 365 * DAY)))
    bake(baked, "record", NEW)
    record = read_record(baked, "cpu", NEW)
    assert isinstance(record, Record)
    assert record.run.outputs[0].stdout == "moved\n"
    assert record.run.date > str(datetime.now(UTC).year + 68)
    assert 0.4 < record.run.seconds < 30
    moved.write_text("0")
    assert "no problem" in bake(baked, "check").stderr


def test_clock_that_moves_back_lengthens_no_limit(baked: Path, moved: Path) -> None:
    before = hash_files(baked / "records")
    body = MOVE.format(moved=str(moved), steps=(-DAY, -2 * DAY)) + "time.sleep(3217)\n"
    write(baked, body, "# [tool.bake]\n# timeout = 6\n")
    assert "ran longer than 6 s" in bake(baked, "record", NEW, status=1).stderr
    assert moved.read_text() == str(-2 * DAY)
    assert hash_files(baked / "records") == before


def find_clocks(path: Path) -> set[str]:
    """The calls of a module that read the wall clock, but for today's date."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    dates = {call for call in calls if call.startswith("datetime.now(UTC).date()")}
    clock = re.compile(r"(time\.(time|time_ns|localtime|gmtime)|datetime\.now|date\.today)\(.*\)")
    found = {call for call in calls if clock.fullmatch(call)}
    return found - dates - ({"datetime.now(UTC)"} if dates else set())


def test_whatever_runs_records_or_builds_measures_with_a_clock_that_only_advances() -> None:
    """Of the wall clock, only today's date is asked."""
    modules = {path.stem: find_clocks(path) for path in sorted(PACKAGE.glob("*.py"))}
    assert {name: calls for name, calls in modules.items() if calls} == {}
    assert "datetime.now(UTC)" in (PACKAGE / "run.py").read_text(encoding="utf-8")
