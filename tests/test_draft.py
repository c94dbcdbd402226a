"""`python -m bake new`: a snippet and its pages that `check` accepts, or nothing at all."""

import os
import re
from pathlib import Path

import pytest
from conftest import bake, hash_files

from bake.cli import main

NAME = "asterisk/first_try"
NAV = (
    "site_name: x\n\nnav:\n  - Home: index.md\n  - Stars:\n      - asterisk/page.md\n  - Z: z.md\n"
)


def test_new_pair_passes_check_at_once(baked: Path) -> None:
    said = bake(baked, "new", NAME).stderr
    assert f"wrote docs/ko/{NAME}.md" in said
    assert f"to do: list {NAME}.md under `nav` in mkdocs.yml and mkdocs.en.yml" in said
    assert "4 snippets, 5 records, 4 pages: no problem" in bake(baked, "check").stderr
    assert bake(baked, "record").stderr.endswith("nothing to record: every record is fresh\n")


def test_first_page_of_a_topic_gets_its_folders(baked: Path) -> None:
    bake(baked, "new", "frameworks/one.py")
    assert 'title: "One"' in (baked / "docs/ko/frameworks/one.md").read_text()
    bake(baked, "check")


def test_page_is_listed_behind_those_of_its_topic(baked: Path) -> None:
    for config in ("mkdocs.yml", "mkdocs.en.yml"):
        (baked / config).write_text(NAV)
    assert "to do" not in bake(baked, "new", NAME).stderr
    for config in ("mkdocs.yml", "mkdocs.en.yml"):
        listed = (baked / config).read_text()
        assert listed == NAV.replace("page.md\n", f"page.md\n      - {NAME}.md\n")


def test_drafts_have_a_description_that_search_results_can_show() -> None:
    for path in (Path(__file__).parent.parent / "bake/drafts").glob("*.md"):
        found = re.search(r"(?m)^description: (.*)$", path.read_text(encoding="utf-8"))
        assert found and 60 <= len(found[1]) <= 150, path


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("asterisk/hello", "snippets/asterisk/hello.py: is there already: choose another name"),
        ("asterisk/page", "docs/en/asterisk/page.md: is there already"),
        ("astersk/one", "found the topic 'astersk': did you mean 'asterisk'?"),
        ("asterisk/한글", "found the name '한글', expected small letters, digits and _"),
        ("asterisk/Two", "found the name 'Two'"),
        ("asterisk/queue", "found the name 'queue', which is a module's"),
        ("asterisk/markdown", "found the name 'markdown', which is a module's"),
        ("asterisk/../one", "found no name of the form TOPIC/SLUG"),
        ("../one", "found the topic '..'"),
        ("one", "found no name of the form TOPIC/SLUG: write python -m bake new asterisk/my_exam"),
    ],
)
def test_wrong_name_is_one_line_and_writes_nothing(baked: Path, name: str, words: str) -> None:
    before = hash_files(baked)
    said = bake(baked, "new", name, status=1).stderr
    assert words in said
    assert len(said.splitlines()) == 1
    assert hash_files(baked) == before


@pytest.mark.parametrize("writes", range(6))
def test_failure_leaves_nothing_half_written(
    baked: Path, writes: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The disk is full after so many files: snippet, two pages, record, two navigations."""
    for config in ("mkdocs.yml", "mkdocs.en.yml"):
        (baked / config).write_text(NAV)
    before, folders = hash_files(baked), sorted(p for p in baked.rglob("*") if p.is_dir())
    left = [writes]
    replace = os.replace

    def fail(source: str, target: Path) -> None:
        left[0] -= 1
        if left[0] == -1:
            raise OSError(28, "No space left on device", str(target))
        replace(source, target)

    monkeypatch.setattr("os.replace", fail)
    monkeypatch.chdir(baked)
    assert main(["new", NAME]) == 1
    assert "cannot be written: No space left on device" in capsys.readouterr().err
    assert hash_files(baked) == before
    assert sorted(p for p in baked.rglob("*") if p.is_dir()) == folders
