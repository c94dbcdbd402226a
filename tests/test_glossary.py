"""The glossary: prose uses the settled terms, and the file itself contradicts nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import bake

from bake.glossary import PLACE, Term, check_terms, read_glossary
from bake.page import read_page
from bake.problem import Problem

ROOT = Path(__file__).parent.parent
THREAD = Term("스레드", "thread", avoid=("쓰레드",))


def write_page(root: Path, body: str) -> Path:
    path = root / "docs/ko/page.md"
    path.parent.mkdir(parents=True)
    head = "---\ntitle: 쪽\ndescription: 설명\nrows: [1]\n---\n"
    path.write_text(f"{head}# 쪽 {{#page}}\n\n{body}\n", encoding="utf-8")
    return path


def find_unsettled(root: Path, body: str, term: Term = THREAD) -> list[str]:
    page = read_page(write_page(root, body), root)
    return [str(problem) for problem in check_terms([term], page)]


def test_an_unsettled_term_is_named_with_its_line_and_the_settled_one(tmp_path: Path) -> None:
    [found] = find_unsettled(tmp_path, "첫 줄입니다.\n쓰레드가 둘입니다.")
    assert found.startswith("docs/ko/page.md:9: found '쓰레드': write '스레드'")


@pytest.mark.parametrize("body", ["`쓰레드`", "```text\n쓰레드\n```", "스레드", "[글](쓰레드.md)"])
def test_code_addresses_and_settled_terms_are_no_complaint(tmp_path: Path, body: str) -> None:
    assert find_unsettled(tmp_path, body) == []


def test_a_term_inside_another_word_is_not_meant(tmp_path: Path) -> None:
    assert (
        find_unsettled(tmp_path, "개인자료입니다.", Term("인수", "argument", avoid=("인자",))) == []
    )


def test_check_reads_the_glossary(baked: Path) -> None:
    path = baked / PLACE
    path.parent.mkdir(parents=True, exist_ok=True)
    terms = [{"ko": "x", "en": "y", "avoid": ["별표"]}]
    path.write_text(json.dumps({"idle": "", "terms": terms}), encoding="utf-8")
    assert "found '별표': write 'x'" in bake(baked, "check", status=1).stderr


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{", "found no list of terms"),
        ('{"terms": [{"ko": "x", "en": "y", "aslo": []}]}', "did you mean 'also'?"),
        ('{"terms": [{"ko": "x"}]}', "term 1: found no 'en'"),
        ('{"terms": [{"ko": "x", "en": "y", "also": "z"}]}', "is no list of names"),
    ],
)
def test_a_broken_glossary_is_a_problem(tmp_path: Path, text: str, found: str) -> None:
    path = tmp_path / PLACE
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    problem = read_glossary(tmp_path)
    assert isinstance(problem, Problem)
    assert found in str(problem)


def test_no_settled_term_is_one_to_avoid() -> None:
    terms = read_glossary(ROOT)
    assert not isinstance(terms, Problem)
    assert len(terms) > 100
    settled = {term.ko for term in terms} | {name for term in terms for name in term.also}
    assert settled.isdisjoint(name for term in terms for name in term.avoid)


def test_every_concept_has_one_entry() -> None:
    terms = read_glossary(ROOT)
    assert not isinstance(terms, Problem)
    names = [term.ko for term in terms]
    assert sorted(set(names)) == sorted(names)
