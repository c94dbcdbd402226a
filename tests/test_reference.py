"""What blocks and numbers point at: the good ones read, the wrong ones explained."""

from __future__ import annotations

import pytest

from bake.reference import (
    NUMBER_USAGE,
    NumberRef,
    NumberSpec,
    Reference,
    parse_number,
    parse_reference,
)


def test_reference_is_files_and_selection() -> None:
    assert parse_reference("asterisk/a.py") == Reference(("asterisk/a.py",), ())
    assert parse_reference("asterisk/a.py # x, code-2") == Reference(
        ("asterisk/a.py",), ("x", "code-2")
    )
    assert parse_reference("asterisk/a.py concurrency/b.py # seconds", "chart") == Reference(
        ("asterisk/a.py", "concurrency/b.py"), ("seconds",)
    )


REFERENCES = {
    "": "found the file '', expected `topic/slug.py` as it stands below snippets/",
    "/tmp/a.py": "found the file '/tmp/a.py'",
    "asterisk/../a.py": "found the file 'asterisk/../a.py'",
    "snippets/asterisk/a.py": "found the file 'snippets/asterisk/a.py', expected `topic/slug.py`",
    "asterisk/a": "found the file 'asterisk/a'",
    "asterisk/a.py asterisk/b.py": "found 2 files, expected one",
}


@pytest.mark.parametrize("text", REFERENCES)
def test_wrong_reference_says_what_is_wrong(text: str) -> None:
    assert REFERENCES[text] in str(parse_reference(text))


@pytest.mark.parametrize("text", ["asterisk/a.py", "asterisk/a.py # a, b"])
def test_chart_wants_one_published_dict(text: str) -> None:
    assert "expected exactly one, as in `# seconds`" in str(parse_reference(text, "chart"))


NUMBERS = {
    "asterisk/a.py s.a": NumberSpec("asterisk/a.py", "s", "a"),
    "asterisk/a.py s.3.14 @py314 spread .0f": NumberSpec(
        "asterisk/a.py", "s", "3.14", "py314", "spread", format=".0f"
    ),
    "asterisk/a.py s.a@gpu / s.b .1%": NumberSpec(
        "asterisk/a.py", "s", "a", "gpu", "median", NumberRef("asterisk/a.py", "s", "b"), ".1%"
    ),
    "asterisk/a.py s.a min / asterisk/b.py s.b @gpu": NumberSpec(
        "asterisk/a.py", "s", "a", "cpu", "min", NumberRef("asterisk/b.py", "s", "b", "gpu")
    ),
}


@pytest.mark.parametrize("text", NUMBERS)
def test_number_is_read(text: str) -> None:
    assert parse_number(text) == NUMBERS[text]


WRONG_NUMBERS = [
    *("", "s.a", "asterisk/a.py", "asterisk/a.py seconds", "asterisk/a.py s.a/s.b"),
    *("asterisk/a.py s.a /", "asterisk/a.py s.a @GPU", "asterisk/a.py s.a medain"),
    *("asterisk/a.py s.a .2q", "asterisk/a.py s.a .2f max", "asterisk/a.py s.a max @gpu"),
    *("../a.py s.a", "asterisk/a.py s.a / ../a.py s.b"),
]


@pytest.mark.parametrize("text", WRONG_NUMBERS)
def test_wrong_number_is_shown_beside_what_is_expected(text: str) -> None:
    assert parse_number(text) == f"found `#!baked {text}`, expected `{NUMBER_USAGE}`"
