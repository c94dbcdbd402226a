"""`python -m bake` as a person at a terminal meets it, in the small project."""

import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import pytest
from conftest import bake, hash_files, read_day

HELLO = "snippets/asterisk/hello.py"
RECORD = "records/cpu/asterisk/hello.ipynb"


def test_record_runs_what_is_missing_then_nothing(project: Path) -> None:
    said = bake(project, "record").stderr
    assert re.search(rf"\[\d/3\] {HELLO} on cpu: \d", said)
    assert "runner gpu" in said and "its records stay as they are" in said
    before = hash_files(project)
    assert "nothing to record: every record is fresh" in bake(project, "record").stderr
    assert hash_files(project) == before


def test_record_runs_only_what_is_stale(baked: Path) -> None:
    path = baked / HELLO
    path.write_text(path.read_text().replace("2**10", "2**11"))
    said = bake(baked, "record").stderr
    assert f"[1/1] {HELLO} on cpu" in said
    assert "2048" in (baked / RECORD).read_text()


def test_record_of_a_failing_snippet_keeps_the_old_one(baked: Path) -> None:
    path = baked / HELLO
    path.write_text(path.read_text() + "raise ValueError('no')\n")
    before = (baked / RECORD).read_bytes()
    said = bake(baked, "record", status=1).stderr
    assert "raised ValueError: no" in said
    assert (baked / RECORD).read_bytes() == before


def test_two_bakes_differ_in_their_timings_alone(baked: Path) -> None:
    before = {p: json.loads(p.read_text()) for p in (baked / "records").rglob("*.ipynb")}
    bake(baked, "record", "--all")
    timings = ("seconds", "peak_mb", "digest", "date")
    for path, old in before.items():
        new = json.loads(path.read_text())
        for notebook in (old, new):
            facts = notebook["metadata"]["bake"]
            for key in timings:
                facts.pop(key)
            facts["published"].pop("seconds", None)
        if path.stem == "measured":
            shape = [o for c in (old, new) for o in c["cells"][0].pop("outputs")]
            assert len(shape) == 2
        assert new == old, path


def test_published_seconds_fit_into_the_wall_time(baked: Path) -> None:
    facts = json.loads((baked / "records/cpu/asterisk/measured.ipynb").read_text())
    run = facts["metadata"]["bake"]
    total = sum(sum(repeats) for repeats in run["published"]["seconds"].values())
    assert 0 < total < run["seconds"]


def test_run_without_a_package_says_how_to_get_it(baked: Path) -> None:
    path = baked / HELLO
    path.write_text(path.read_text().replace('print("<', 'import absent; print("<'))
    assert bake(baked, "run", "asterisk/hello.py", status=1).stderr.startswith(
        f"{HELLO}:8: cell 'greet' raised ModuleNotFoundError: No module named 'absent': make bake "
        f"installs every package, uv run {HELLO} those of this file"
    )


def test_run_shows_the_result_beside_the_sites(baked: Path) -> None:
    done = bake(baked, "run", "asterisk/measured.py")
    facts = json.loads((baked / "records/cpu/asterisk/measured.ipynb").read_text())
    slow = facts["metadata"]["bake"]["published"]["seconds"]["slow"]
    [(here, site)] = re.findall(r"^seconds\.slow: here (\S+), site (\S+)$", done.stdout, re.M)
    assert site == format(median(slow), ".6g")
    assert float(here) >= 0.03, "a nap is never shorter"
    assert "count.naps: here 6, site 6" in done.stdout


def test_test_compares_each_snippet_with_its_record(baked: Path) -> None:
    before = hash_files(baked)
    said = bake(baked, "test").stderr
    assert f"{HELLO} on cpu: as recorded" in said
    assert hash_files(baked) == before
    path = baked / HELLO
    path.write_text(path.read_text().replace("2**10", "2**11"))
    said = bake(baked, "test", status=1).stderr
    assert f"{HELLO} on cpu: is not as recorded" in said
    assert "accept it: python -m bake record" in said
    (baked / RECORD).unlink()
    assert "is missing" in bake(baked, "test", HELLO, status=1).stderr


def test_check_is_silent_about_a_project_in_order_and_writes_nothing(baked: Path) -> None:
    before = hash_files(baked)
    said = bake(baked, "check").stderr
    assert "to do: records/gpu/asterisk/measured.ipynb: is missing" in said
    assert "3 snippets, 4 records, 2 pages: no problem" in said
    assert hash_files(baked) == before


def test_check_says_once_what_waits_for_another_machine(baked: Path) -> None:
    text = (baked / "snippets/asterisk/measured.py").read_text()
    for name in ("twice", "thrice"):
        (baked / f"snippets/asterisk/{name}.py").write_text(text.replace('"cpu", ', ""))
    waits = "to do: records/gpu/asterisk/measured.ipynb and 2 more: is missing (never recorded): "
    said = bake(baked, "check").stderr
    assert f"{waits}run make bake RUNNER=gpu where that runner is\n" in said
    assert said.count("to do: ") == 1


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (HELLO, "2**10", "2**11", f"{RECORD}: is stale (the code has changed): run make bake"),
        (RECORD, "1024", "1025", f"{RECORD}: was edited by hand"),
        ("requirements.txt", "3.11.2", "3.11.3", "is drifted (matplotlib was 3.11.2"),
        ("docs/ko/asterisk/page.md", "hello.py", "helo.py", "page.md:"),
        ("docs/ko/asterisk/page.md", "# plot", "# plod", "found no cell 'plod'"),
        ("docs/en/asterisk/page.md", "seconds.slow .3f", "seconds.low .3f", "'slow'?"),
        ("docs/en/asterisk/page.md", "3.  The sign comes later.\n", "", "found 2 annotations"),
        ("docs/en/asterisk/page.md", "    alt: a line that climbs to the right\n", "", "alt"),
        ("docs/en/asterisk/page.md", "/// chart", "/// chard", "chart"),
        ("snippets/asterisk/measured.py", '"gpu"', '"gpuu"', "`runners`: found 'gpuu': did you"),
        (HELLO, "# dependencies = []", "# dependency = []", f"{HELLO}:3: found the unknown key"),
    ],
)
def test_check_names_place_and_cure(baked: Path, file: str, old: str, new: str, words: str) -> None:
    path = baked / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    before = hash_files(baked)
    status = 0 if "drifted" in words else 1
    said = bake(baked, "check", status=status).stderr
    assert words in said
    assert "Traceback" not in said
    assert hash_files(baked) == before


def test_words_that_a_page_lacks_are_an_error_until_it_waits(baked: Path) -> None:
    """Who adds an annotation or a figure writes for it in one language."""
    snippet, korean = baked / HELLO, baked / "docs/ko/asterisk/page.md"
    snippet.write_text(snippet.read_text() + "# (3)!\n")
    found = "asterisk/page.md:11: found 3 annotations, expected 4 for asterisk/hello.py: write one"
    said = bake(baked, "check", status=1).stderr
    assert f"\ndocs/en/{found}" in said and f"\ndocs/ko/{found}" in said
    last = "3.  부호가 나중에 붙습니다.\n"
    korean.write_text(korean.read_text().replace(last, f"{last}4.  여기서 끝납니다.\n"))
    assert f"\nto do: docs/en/{found}" in bake(baked, "check").stderr


def test_missing_and_orphan_records_are_errors(baked: Path) -> None:
    (baked / HELLO).rename(baked / "snippets/asterisk/hallo.py")
    said = bake(baked, "check", status=1).stderr
    assert f"{RECORD}: is orphan (no snippet asks for it): delete it with git rm" in said
    assert "records/cpu/asterisk/hallo.ipynb: is missing (never recorded): run make bake" in said


def test_changed_page_makes_its_partner_a_to_do_until_synced(baked: Path) -> None:
    page = baked / "docs/ko/asterisk/page.md"
    page.write_text(page.read_text().replace("## 시간 {#time}", "## 시간 {#hours}"))
    said = bake(baked, "check").stderr
    assert "to do: docs/en/asterisk/page.md" in said
    assert "python -m bake sync docs/en/asterisk/page.md" in said
    bake(baked, "sync", "docs/en/asterisk/page.md", status=1)
    partner = baked / "docs/en/asterisk/page.md"
    partner.write_text(partner.read_text().replace("{#time}", "{#hours}"))
    bake(baked, "sync", "docs/en/asterisk/page.md")
    assert "docs/en" not in bake(baked, "check").stderr


def test_status_counts_records_and_rows(baked: Path) -> None:
    said = bake(baked, "status").stdout
    assert "cpu: 3 fresh" in said
    assert "gpu: 1 missing" in said
    assert "rows in both languages: 1 of 48 (1)" in said
    assert said.endswith("pages that wait for their partner: 0\n")


def test_status_lists_the_pages_that_wait_with_what_has_changed(baked: Path) -> None:
    page, day = baked / "docs/ko/asterisk/page.md", read_day(baked, "docs/en/asterisk/page.md")
    page.write_text(page.read_text().replace("느린 쪽은", "더 느린 쪽은"))
    assert bake(baked, "status").stdout.splitlines()[-3:] == [
        "pages that wait for their partner: 1",
        "docs/en/asterisk/page.md: docs/ko/asterisk/page.md has moved on since the last sync "
        f"on {day} (sections time)",
        f"  see it: git log -p --since={day} -- docs/ko/asterisk/page.md",
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["record", "asterisk/helo.py"], "did you mean 'snippets/asterisk/hello.py'?"),
        (["record", "--runner", "gpuu"], "gpuu"),
        (["run", "asterisk/hello.py", "--runner", "gpu"], "gpu"),
        (["sync", "docs/ko/asterisk/pag.md"], "did you mean 'docs/ko/asterisk/page.md'?"),
        (["record", "--frsh"], "unrecognized arguments: --frsh"),
        (["chek"], "invalid choice: 'chek'"),
    ],
)
def test_wrong_command_line_is_one_line_and_status_1(
    baked_once: Path, arguments: list[str], words: str
) -> None:
    done = bake(baked_once, *arguments, status=1)
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_outside_a_project_is_one_line(tmp_path: Path) -> None:
    assert "found no folder snippets/" in bake(tmp_path, "check", status=1).stderr


def test_interrupt_leaves_every_record_whole(baked: Path) -> None:
    began = baked / "began"
    body = f"# %% wait\nimport time\n\nopen({str(began)!r}, 'w').close()\ntime.sleep(60)\n"
    header = (baked / HELLO).read_text().split("# %%")[0]
    (baked / "snippets/asterisk/long.py").write_text(header + body)
    before = hash_files(baked / "records")
    process = subprocess.Popen(
        [sys.executable, "-m", "bake", "record"], cwd=baked, stderr=subprocess.PIPE, text=True
    )
    while not began.exists() and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(2)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "interrupted; every record is whole" in said
    assert "Traceback" not in said
    assert hash_files(baked / "records") == before


def test_gpu_side_needs_only_the_standard_library(project: Path) -> None:
    shutil.rmtree(project / "snippets" / "asterisk" / "__pycache__", ignore_errors=True)
    (project / "snippets/asterisk/drawn.py").unlink()
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); "
        "from bake.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    package = Path(__file__).parent.parent
    for command in ("record", "test"):
        arguments = [sys.executable, "-I", "-S", "-c", code, str(package), command]
        done = subprocess.run(arguments, cwd=project, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    assert (project / RECORD).exists()
