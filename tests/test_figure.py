"""Figures inside a page: harmless, with ids of their own, alt text, and one look for all."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bake.figure import PIXELS_PER_POINT, inline_figure
from bake.record import Record, find_records, read_record

ROOT = Path(__file__).parent.parent
PHONE = 358
"""The width in pixels that a figure has on a phone of 390: 16 go to each margin."""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
)


def inline(body: str, attributes: str = "") -> str:
    return inline_figure(SVG.format(attributes, body), "p", "a <line>")


def test_alt_text_is_the_label() -> None:
    assert inline("").startswith('<svg role="img" aria-label="a &lt;line&gt;">')


def test_points_become_pixels() -> None:
    assert 'width="288" height="144"' in inline("", 'width="216pt" height="108pt"')


def test_ids_and_their_uses_get_the_prefix() -> None:
    shown = inline(
        '<path id="a"/><use xlink:href="#a"/><g clip-path="url(#c)" style="fill: url(#a)"/>'
    )
    assert 'id="p-a"' in shown
    assert 'href="#p-a"' in shown
    assert 'clip-path="url(#p-c)"' in shown
    assert 'style="fill: url(#p-a)"' in shown


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<g onload="alert(1)"/>',
        '<a href="https://example.org"><text>x</text></a>',
        '<image href="https://example.org/x.png"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        '<use xlink:href="other.svg#a"/>',
        '<g style="fill: url(https://example.org/a)"/>',
        '<g style="background: URL(//example.org)"/>',
        "<style>@import 'https://example.org'</style>",
        "<foreignObject><p>x</p></foreignObject>",
        '<set attributeName="href" to="javascript:alert(1)"/>',
    ],
)
def test_what_is_hostile_is_dropped(hostile: str) -> None:
    shown = inline(hostile)
    for word in ("script", "alert", "example", "onload", "import", "foreign", "other.svg", "AAAA"):
        assert word not in shown


def test_text_is_escaped_and_kept() -> None:
    shown = inline("<text>a &lt;b&gt; <tspan>c</tspan> d</text>")
    assert "<text>a &lt;b&gt; <tspan>c</tspan> d</text>" in shown


@pytest.mark.parametrize("text", ["", "<svg", "<html/>", "plain"])
def test_what_is_no_svg_is_nothing(text: str) -> None:
    assert inline_figure(text, "p", "x") == ""


def read_figures() -> Iterator[tuple[str, str]]:
    """Every recorded figure, with the record and the cell it comes from."""
    for runner, name in find_records(ROOT):
        record = read_record(ROOT, runner, name)
        assert isinstance(record, Record), str(record)
        for output in record.run.outputs:
            yield from ((f"{name} # {output.cell} @{runner}", svg) for svg in output.figures)


def test_text_of_every_recorded_figure_is_read_on_a_phone() -> None:
    small = []
    for place, svg in read_figures():
        width = re.search(r'<svg [^>]*?width="([\d.]+)pt"', svg)
        assert width, place
        scale = min(1, PHONE / (float(width[1]) * PIXELS_PER_POINT))
        sizes = re.findall(r"font(?:-size)?: ([\d.]+)px", svg)
        least = min((float(size) for size in sizes), default=10) * PIXELS_PER_POINT * scale
        if least < 9.9:
            small.append(f"{place}: {least:.1f} px; at most 5 inches wide, all text of 10 points")
    assert small == []


def test_every_colour_of_a_recorded_figure_has_its_place_in_the_palettes() -> None:
    css = (ROOT / "overrides/assets/extra.css").read_text(encoding="utf-8")
    known = {
        kind: set(re.findall(rf'\[style\*="{kind}: (#[0-9a-f]{{6}})"\]', css))
        for kind in ("fill", "stroke")
    }
    assert known["fill"] == known["stroke"]
    foreign = {
        f"{place}: {kind} {colour}; draw with C0 to C5, black, grey, lightgrey or white"
        for place, svg in read_figures()
        for kind, colour in re.findall(r"[ \"](fill|stroke): (#[0-9a-f]{6})", svg)
        if colour not in known[kind]
    }
    assert sorted(foreign) == []
