"""Figures inside a page: harmless, with ids of their own, and with their alt text."""

import pytest

from bake.figure import inline_figure

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
