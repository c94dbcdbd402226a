"""A recorded SVG figure, made safe and ready to stand inside a page.

Only listed elements and attributes are let through: a figure that carries a script, an event
handler or a foreign link becomes a harmless one. Ids get a prefix, since two figures of one page
would share theirs.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from html import escape

ELEMENTS = frozenset(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan image "
    "clipPath mask marker pattern linearGradient radialGradient stop title desc".split()
)
ATTRIBUTES = frozenset(
    "id d x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy width height viewBox points transform style "
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray "
    "stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit opacity clip-path "
    "clip-rule mask marker-start marker-mid marker-end markerWidth markerHeight refX refY orient "
    "offset stop-color stop-opacity gradientUnits gradientTransform patternUnits "
    "patternTransform clipPathUnits maskUnits preserveAspectRatio text-anchor font-size "
    "font-family font-weight font-style href".split()
)
WRITTEN_AS = {"href": "xlink:href"}
"""Material's script sets `href` of whatever has one, which the elements of SVG refuse."""
GEOMETRY = ("d", "points", "x", "y")
LONG_NUMBER = re.compile(r"\d+\.\d{3,}")
"""In where lines go nobody sees a hundredth of a point; what is read stays as it is."""
PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]*")
LOCAL_URL = re.compile(r"url\(#([\w.:-]+)\)")
PIXELS_PER_POINT = 4 / 3


def inline_figure(svg: str, prefix: str, alt: str) -> str:
    """Rewrite an SVG document as an element for a page; empty if it is not SVG."""
    try:
        root = etree.fromstring(svg)
    except etree.ParseError:
        return ""
    if _local(root.tag) != "svg":
        return ""
    for size in ("width", "height"):
        value = root.get(size, "")
        if re.fullmatch(r"\d+(?:\.\d+)?pt", value):
            root.set(size, f"{float(value[:-2]) * PIXELS_PER_POINT:.0f}")
    opening = f'<svg role="img" aria-label="{escape(alt)}"'
    return _write_element(root, prefix).replace("<svg", opening, 1)


def _write_element(element: etree.Element, prefix: str) -> str:
    tag = _local(element.tag)
    if tag not in ELEMENTS:
        return ""
    attributes = "".join(
        f' {WRITTEN_AS.get(_local(name), _local(name))}="{escape(clean)}"'
        for name, value in element.attrib.items()
        if (clean := _clean(_local(name), value, prefix))
    )
    has_text = tag in ("text", "tspan", "title", "desc")
    inner = escape(element.text or "") if has_text else ""
    for child in element:
        inner += _write_element(child, prefix)
        inner += escape(child.tail or "") if has_text else ""
    return f"<{tag}{attributes}>{inner}</{tag}>"


def _clean(name: str, value: str, prefix: str) -> str:
    """Keep an attribute's value if it is harmless, with local ids prefixed; else empty it."""
    if name not in ATTRIBUTES:
        return ""
    if name == "id":
        return f"{prefix}-{value}"
    if name in GEOMETRY:
        value = LONG_NUMBER.sub(lambda number: f"{float(number[0]):.2f}", value)
    if name == "href":
        if value.startswith("#"):
            return f"#{prefix}-{value[1:]}"
        return value if PICTURE.fullmatch(value) else ""
    if "url(" in LOCAL_URL.sub("", value).lower() or "\\" in value or "@" in value:
        return ""
    return LOCAL_URL.sub(rf"url(#{prefix}-\1)", value)


def _local(name: str) -> str:
    """Drop the namespace of an XML name."""
    return name.rpartition("}")[2]
