"""Comparing a run with its record, by each of the three rules."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from conftest import make_run

from bake.compare import compare_runs, is_drawn, mask_numbers
from bake.outcome import Output
from bake.problem import Problem
from bake.snippet import Snippet

Write = Callable[..., Snippet | Problem]


Published = dict[str, dict[str, float]]


def compare(snippet: Snippet | Problem, old: str, new: str, *published: Published) -> list[Problem]:
    assert isinstance(snippet, Snippet)
    before, after = published or ({}, {})
    recorded = make_run(snippet, old, published=before)
    return compare_runs(snippet, recorded, make_run(snippet, new, published=after))


@pytest.mark.parametrize(
    ("rule", "old", "new", "same"),
    [
        ("exact", "a 1\n", "a 1\n", True),
        ("exact", "a 1\n", "a 2\n", False),
        ("exact", "<f at 0x7f12345678>\n", "<f at 0x7fabcdef00>\n", True),
        ("close 0.01", "a 1.000\n", "a 1.001\n", True),
        ("close 0.01", "a 1.0\n", "a 1.1\n", False),
        ("close 0.01", "a 1.0\n", "b 1.0\n", False),
        ("close 0.01", "nan -1e3\n", "nan -1.001e3\n", True),
        ("shape", "took 5.02 s\n", "took 15.1 s\n", True),
        ("shape", "took   5 s\n", "took 12 s\n", True),
        ("shape", "took 5.02 s\n", "failed after 5.02 s\n", False),
        ("shape", "a 1\n", "a 1\na 2\n", False),
    ],
)
def test_rules(write_snippet: Write, rule: str, old: str, new: str, same: bool) -> None:
    snippet = write_snippet("# %% one\nassert x\n", f'compare = "{rule}"')
    assert (compare(snippet, old, new) == []) is same


def test_difference_names_cell_line_diff_and_cure(write_snippet: Write) -> None:
    [problem] = compare(write_snippet("# %% one\nx\n"), "a\nb\n", "a\nc\n")
    text = str(problem)
    assert text.startswith("snippets/asterisk/example.py:6: cell 'one' prints something else:")
    assert "\n-b\n+c" in text
    assert text.endswith("python -m bake record snippets/asterisk/example.py")


def test_measured_numbers_may_differ_and_others_may_not(write_snippet: Write) -> None:
    snippet = write_snippet("# %% one\nx\n")
    old: Published = {"seconds": {"a": 1.0}, "count": {"a": 3.0}}
    assert compare(snippet, "", "", old, old | {"seconds": {"a": 2.0}}) == []
    [problem] = compare(snippet, "", "", old, old | {"count": {"a": 4.0}})
    assert "publishes count.a = [4.0], the record [3.0]" in str(problem)
    [problem] = compare(snippet, "", "", old, {"seconds": {"a": 1.0}})
    assert "publishes no count.a, the record does" in str(problem)


def test_figures_are_counted_and_must_not_be_empty(write_snippet: Write) -> None:
    snippet = write_snippet("# %% one\nx\n")
    assert isinstance(snippet, Snippet)
    drawn = "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0'/><path d='M1'/></svg>"
    old = replace(make_run(snippet, ""), outputs=(Output("one", "", "", (drawn,)),))
    for figures, words in (((), "draws 0 figures"), (("<svg/>",), "figure 1 is empty")):
        new = replace(old, outputs=(Output("one", "", "", figures),))
        assert words in str(compare_runs(snippet, old, new))
    assert compare_runs(snippet, old, old) == []


def test_broken_svg_is_empty() -> None:
    assert not is_drawn("<svg")


def test_words_with_digits_are_no_numbers() -> None:
    assert mask_numbers("x2 took 3.5e-4, py311, 1,000") == "x2 took #, py311, #"
