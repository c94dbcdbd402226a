"""Pairs of pages: what must be alike, who is behind, and what sync writes."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import read_day

from bake.front import hash_body, is_behind, list_changed, write_synced
from bake.page import Page, find_pages, read_page
from bake.parity import check_pairs, compare_pages, list_waits, sync_page
from bake.problem import BAKE, Problem

PAGES = Path(__file__).parent / "data" / "pages"
KO = "docs/ko/asterisk/arithmetic.md"
EN = "docs/en/asterisk/arithmetic.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project that holds the good pair, never synced."""
    shutil.copytree(PAGES, tmp_path, dirs_exist_ok=True)
    return tmp_path


def read(root: Path) -> tuple[Page, Page]:
    return read_page(root / KO, root), read_page(root / EN, root)


def edit(root: Path, place: str, old: str, new: str) -> None:
    text = (root / place).read_text("utf-8")
    assert text.count(old) == 1, old
    (root / place).write_text(text.replace(old, new), "utf-8")


def sync(root: Path, place: str = KO) -> Problem | None:
    korean, english = read(root)
    return sync_page(korean, english, root) if place == KO else sync_page(english, korean, root)


def check(root: Path) -> tuple[list[str], list[str]]:
    errors, todos = check_pairs(root, [read_page(path, root) for path in find_pages(root)])
    return [str(p) for p in errors], [str(p) for p in todos]


def take_snapshot(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_good_pair_is_alike_both_ways(root: Path) -> None:
    korean, english = read(root)
    assert compare_pages(korean, english) == compare_pages(english, korean) == []


LONG = "English words say far more than the other page does. " * 40
DIFFERENCES = {
    "heading id": ("{#inside}", "{#outside}", f"{KO}:40: found the heading `## {{#inside}}`, the "
                   f"partner has the heading `## {{#outside}}`: compare with {EN} at line 39"),
    "level": ("    ## A heading in", "    ### A heading in", "has the heading `### {#inside}`"),
    "block gone": ("/// chart | concurrency/six_ways.py concurrency/gevent_patched.py # seconds\n"
                   "Ten sleeps, slept in six ways.\n///\n", "", f"{KO}:60: found the block `/// "
                   "chart | concurrency/six_ways.py concurrency/gevent_patched.py # seconds`, the "
                   "partner has nothing"),
    "block file": ("/// figure | asterisk/arithmetic.py", "/// figure | asterisk/powers.py",
                   "the partner has the block `/// figure | asterisk/powers.py` with 1 alt texts"),
    "cells": ("# precedence, power", "# precedence", "the partner has the block `/// snippet | "
              "asterisk/arithmetic.py # precedence` with 2 alt texts and 3 annotations"),
    "alts": ("      - the second figure\n", "", "with 1 alt texts and 3 annotations"),
    "annotations": ("2.  Powers are grouped from the right.\n", "", "2 alt texts and 2 annot"),
    "number": ("seconds.gevent_unpatched` s", "seconds.sequential` s", "found the number `#!baked "
               "concurrency/six_ways.py seconds.gevent_unpatched` under `precedence` 1 times, the "
               "partner has it 0 times"),
    "quoted": ("10.07", "10.08", "found the quoted number 10.08 under `precedence` 0 times, the "
               f"partner has it 1 times: compare with {EN} at line 34"),
    "link": ("/3/reference/", "/3/library/", "found a link to https://docs.python.org/3/library/"
             "expressions.html under `arithmetic` 0 times"),
    "image": ("star.png", "stars.png", "the partner has the image ../../assets/stars.png"),
    "admonition": ("!!! note", "!!! warning", "the partner has the box `!!! warning`"),
    "details": ("!!! note", "??? note", "the partner has the box `??? note`"),
    "tab": ("-   A list.", '=== "A"\n\n    B\n\n-   A list.', 'the partner has the tab `=== "A"'),
    "table row": ("| `**`     | power |\n", "", "found a table of 2 columns and 2 rows, the "
                  "partner has a table of 2 columns and 1 rows"),
    "table column": ("|----------|---------|", "|----------|---------|--|", "a table of 3 columns"),
    "fence": ("~~~console", "~~~text", "found a ```console fence, the partner has a ```text fence"),
    "rows": ("rows: [1]", "rows: [1, 2]", f"{KO}:1: found rows: [1], the partner has rows: [1, 2]"),
    "prose": ("One asterisk **multiplies**; [two](https://docs.python.org/3/reference/expressions"
              ".html) raise\nto a power. [한국어로 읽기](../../ko/asterisk/arithmetic.md) is there "
              "too.", "", f"`arithmetic` has prose in {KO} and none in {EN}: write it in {EN}"),
    "language": ("This explains the figure.", "영어로 옮기지 않은 글이 여기 남아 있습니다.",
                 f"{EN}:39: found 18 Hangul syllables among"),
    "ratio": ("Words in a box.", LONG, "English characters of prose, expected a ratio between 0.3"),
}  # fmt: skip


@pytest.mark.parametrize("case", DIFFERENCES)
def test_difference_is_named(case: str, root: Path) -> None:
    old, new, message = DIFFERENCES[case]
    edit(root, EN, old, new)
    korean, english = read(root)
    assert english.problems == ()
    found = [str(p) for p in compare_pages(korean, english)]
    assert any(message in text for text in found), found
    assert compare_pages(english, korean)


def test_korean_section_without_hangul_is_a_difference(root: Path) -> None:
    edit(root, KO, "별표 하나는 **곱하기**이고 둘은 [거듭제곱]", "One asterisk multiplies, [two]")
    edit(root, KO, "입니다.\n[영어로 읽기]", " raise to a power.\n[English]")
    edit(root, KO, "도 있습니다. `![그림이](아니다.png)`", "")
    assert [str(p) for p in compare_pages(*read(root))] == [
        f"{KO}:7: found no Hangul under `arithmetic`: write the section in Korean"
    ]


def test_language_hosts_and_segments_are_alike(root: Path) -> None:
    edit(root, KO, "[영어로 읽기]", "[별표](https://ko.wikipedia.org/wiki/별표) [영어로 읽기]")
    edit(
        root,
        EN,
        "raise\nto a power.",
        "raise\nto a [power](https://en.wikipedia.org/wiki/Asterisk).",
    )
    assert compare_pages(*read(root)) == []


def test_links_may_change_places_within_a_section(root: Path) -> None:
    edit(root, EN, "Unpatched it took", "[a](a.md) and [b](b.md): unpatched it took")
    edit(root, KO, "패치하지 않은", "[나](b.md)와 [가](a.md)로 패치하지 않은")
    assert compare_pages(*read(root)) == []


def test_missing_partner_is_an_error(root: Path) -> None:
    (root / EN).unlink()
    assert check(root) == ([f"{KO}: found no partner: write {EN}"], [])


def test_partner_outside_the_list_is_read(root: Path) -> None:
    sync(root)
    assert check_pairs(root, [read(root)[0]]) == ([], [])


def test_pair_never_synced_names_the_cure(root: Path) -> None:
    cure = f"read both, then run {BAKE} sync {KO}"
    assert check(root) == ([f"{KO}: was never synced with its partner: {cure}"], [])
    edit(root, EN, "10.07", "10.08")
    assert len(check(root)[0]) == 2


def test_sync_writes_one_line_in_both_files_and_nothing_else(root: Path) -> None:
    before = take_snapshot(root)
    (root / KO).chmod(0o640)
    began = datetime.now(UTC).date()
    assert sync(root) is None
    day = read_day(root, KO)
    assert f"{began}" <= day <= f"{datetime.now(UTC).date()}"
    assert check(root) == ([], [])
    korean, english = read(root)
    after = take_snapshot(root)
    assert after.keys() == before.keys()
    for place, page in ((KO, english), (EN, korean)):
        line = f'rows: [1]\nsynced: "{write_synced(page.body, day)}"\n'.encode()
        assert after[root / place] == before[root / place].replace(b"rows: [1]\n", line)
    assert (root / KO).stat().st_mode & 0o777 == 0o640


def test_empty_hash_is_never_synced(root: Path) -> None:
    for place in (KO, EN):
        edit(root, place, "rows: [1]", "rows: [1]\nsynced: ''")
    assert "was never synced" in check(root)[0][0]
    assert sync(root) is None
    assert check(root) == ([], [])


def test_second_sync_changes_nothing(root: Path) -> None:
    sync(root)
    before = take_snapshot(root)
    assert sync(root, EN) is None
    assert take_snapshot(root) == before


def find_behind(pages: tuple[Page, Page]) -> list[str]:
    """The languages of the pages that are behind."""
    korean, english = ((page.meta, page.body) for page in pages)
    pairs = {"en": (english, korean), "ko": (korean, english)}
    return [language for language, (page, partner) in pairs.items() if is_behind(page, partner)]


def test_page_whose_partner_moved_is_behind(root: Path) -> None:
    sync(root)
    edit(root, EN, "10.07", "10.08")
    pages = read(root)
    assert find_behind(pages) == ["ko"]
    errors, todos = check(root)
    assert errors == []
    assert [text.split(":")[0] for text in todos] == [KO] * 3
    day = read_day(root, KO)
    assert todos[-1] == (
        f"{KO}: {EN} has moved on since the last sync on {day} (sections precedence): "
        f"who reads both brings it up to date, then runs {BAKE} sync {KO}"
    )


def test_english_page_can_be_behind(root: Path) -> None:
    sync(root)
    edit(root, KO, "상자 안의 글입니다.", "상자 안의 다른 글입니다.")
    assert find_behind(read(root)) == ["en"]
    errors, todos = check(root)
    assert (errors, len(todos)) == ([], 1)
    assert sync(root, EN) is None
    assert (find_behind(read(root)), check(root)) == ([], ([], []))


def test_difference_of_pages_in_step_is_an_error(root: Path) -> None:
    sync(root)
    edit(root, KO, "rows: [1]", "rows: [1, 2]")
    assert check(root) == (
        [f"{KO}:1: found rows: [1, 2], the partner has rows: [1]: compare with {EN} at line 1"],
        [],
    )


def test_each_page_of_a_pair_may_move_alone_and_both_then_wait(root: Path) -> None:
    """Who knows one language corrects a page that waits, and passes the check."""
    sync(root)
    edit(root, KO, "상자 안의 글입니다.", "상자 안의 다른 글입니다.")
    edit(root, EN, "10.07", "10.08")
    assert find_behind(read(root)) == ["en", "ko"]
    waits = [(w.page.place, w.since, w.sections) for w in list_waits(read(root))]
    day = read_day(root, KO)
    assert waits == [(EN, day, ("precedence",)), (KO, day, ("precedence",))]
    errors, todos = check(root)
    assert (errors, [text.split(":")[0] for text in todos]) == ([], [KO, KO, KO, EN])
    edit(root, EN, "10.08", "10.07")
    assert (find_behind(read(root)), sync(root)) == (["en"], None)
    assert (check(root), list_waits(read(root))) == (([], []), [])


def list_sections(root: Path) -> list[str]:
    """The sections of the Korean page that the English one has not followed."""
    korean, english = ((page.meta, page.body) for page in read(root))
    return list_changed(english, korean)


def test_changed_new_and_dropped_sections_are_named(root: Path) -> None:
    sync(root)
    before = (root / KO).read_text("utf-8")
    ids = re.findall(r"(?m)^#.*\{#([\w-]+)\}$", before)
    assert list_sections(root) == []
    edit(root, KO, "## 우선", "## 새 절 {#new}\n\n새 글입니다.\n\n## 우선")
    assert list_sections(root) == ["new"]
    (root / KO).write_text(before.replace(f"#{ids[-1]}", "#other"), "utf-8")
    assert list_sections(root) == ["other", ids[-1]]
    (root / KO).write_text(before + "\n마지막 글입니다.\n", "utf-8")
    assert list_sections(root) == [ids[-1]]


def test_hash_alone_as_older_syncs_wrote_it_still_says_who_moved(root: Path) -> None:
    sync(root)
    for place, other in ((KO, EN), (EN, KO)):
        text = re.sub(r'synced: "(\w{12})[^"]*', r'synced: "\1', (root / place).read_text("utf-8"))
        (root / place).write_text(text, "utf-8")
        assert hash_body(read_page(root / other, root).body) in text
    assert check(root) == ([], [])
    edit(root, KO, "상자 안의 글입니다.", "상자 안의 다른 글입니다.")
    [todo] = check(root)[1]
    assert todo.startswith(f"{EN}: {KO} has moved on since the last sync: who reads both")


def test_sync_refuses_pages_that_differ(root: Path) -> None:
    edit(root, EN, "!!! note", "!!! warning")
    before = take_snapshot(root)
    message = str(sync(root))
    assert message.startswith(f"{KO}: differs from {EN} in 1 ways, the first: {KO}:37: found the")
    assert message.endswith("bring them into step, then sync again")
    assert take_snapshot(root) == before


def test_sync_refuses_pages_with_problems(root: Path) -> None:
    edit(root, EN, "{#inside}", "")
    before = take_snapshot(root)
    assert str(sync(root)).startswith(f"{EN}: has 1 problems, the first: {EN}:39: found the head")
    assert take_snapshot(root) == before


def test_sync_refuses_a_hash_over_several_lines(root: Path) -> None:
    edit(root, EN, "rows: [1]", "rows: [1]\nsynced: >-\n  0123456789ab")
    before = take_snapshot(root)
    assert "`synced` is not one line" in str(sync(root))
    assert take_snapshot(root) == before


def test_failed_write_leaves_both_files(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = take_snapshot(root)

    def fail(_: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        sync(root)
    assert take_snapshot(root) == before
