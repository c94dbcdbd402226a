"""Formulas: LaTeX in a page, MathML in the browser."""

import re
import xml.etree.ElementTree as etree
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from bake.formula import FORMULA, convert_formula
from bake.spans import Number, read_spans, strip_markup

ROOT = Path(__file__).parent.parent
FONT = ROOT / "overrides/assets/fonts/stix-two-math.woff2"
HANGUL = re.compile("[가-힣]")
"""Words in a formula are set in the page's own face."""
ITALIC = "".join(map(chr, range(0x1D434, 0x1D468)))


def complain(text: str) -> list[str]:
    return [found[1] for found in read_spans(text, 1) if isinstance(found, tuple)]


def test_a_formula_becomes_mathml() -> None:
    root = etree.fromstring(convert_formula(r"\frac{2}{n_{\text{in}}}", False))
    assert root.attrib["display"] == "inline"
    assert [e.tag.rpartition("}")[2] for e in root.iter()][2:4] == ["mfrac", "mrow"]


def test_distributed_as_is_a_relation() -> None:
    for tilde in (r"\sim", "∼"):
        assert "<mo>&#x0223C;</mo>" in convert_formula(rf"W {tilde} N", False)


def test_a_function_stands_close_to_its_bracket_and_a_stroke_to_its_numbers() -> None:
    mathml = convert_formula(r"\max(0, g) / n", False)
    assert "<mi>max</mi>" in mathml and '<mo lspace="0" rspace="0">/</mo>' in mathml


def test_upright_words_and_letters_stay_upright() -> None:
    assert "<mi>Var</mi>" in convert_formula(r"\mathrm{Var}(W)", False)
    assert '<mi mathvariant="normal">E</mi>' in convert_formula(r"\mathrm{E}[x]", False)
    assert "<mi>in</mi>" in convert_formula(r"n_\mathrm{in}", False)


@pytest.mark.parametrize(
    ("tex", "message"),
    [
        (r"\frac{1", "whose braces do not pair"),
        (r"\left( x", "ExtraLeftOrMissingRightError"),
        (r"x_1_2", "DoubleSubscriptsError"),
        (r"\variance x", r"'\\variance'"),
        ("a & b", "'&'"),
    ],
)
def test_a_formula_that_cannot_be_set_is_found(tex: str, message: str) -> None:
    [found] = complain(f"The rule ${tex}$ says")
    assert message in found


def test_numbers_of_a_formula_are_no_measurements() -> None:
    assert not complain(r"with $5 \text{ s}$ and $0.01 \times 3$")
    assert complain("with 5 s")


def test_dollars_of_prose_are_no_formula() -> None:
    assert not FORMULA.search("It costs $ 5, or $5.")


def test_words_are_counted_without_formulas() -> None:
    assert strip_markup(r"분산 $\sigma^2$ 입니다") == "분산 입니다"


def test_a_baked_number_between_formulas_is_read() -> None:
    found = list(read_spans("$x$ `#!baked a/b.py seconds.c` $y$", 1))
    assert [type(item) for item in found] == [Number]


def list_formulas() -> list[tuple[str, bool]]:
    texts = [page.read_text(encoding="utf-8") for page in sorted(ROOT.glob("docs/*/**/*.md"))]
    code = re.compile(r"`[^`]*`")
    return [
        (match["display"] or match["inline"], bool(match["display"]))
        for text in texts
        for match in FORMULA.finditer(code.sub("", text))
    ]


def test_the_font_holds_every_sign_of_every_formula() -> None:
    known = set(TTFont(FONT).getBestCmap())
    assert ord("√") in known, "no text of a formula holds it: <msqrt> draws it"
    assert {ord(sign) for sign in ITALIC if sign != "\U0001d455"} <= known
    for tex, display in list_formulas():
        root = etree.fromstring(convert_formula(tex, display))
        signs = set(HANGUL.sub("", "".join("".join(root.itertext()).split())))
        assert {ord(sign) for sign in signs} - set(range(0x2060, 0x2065)) <= known, tex
