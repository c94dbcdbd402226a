"""A formula in LaTeX as MathML, which browsers set by themselves: no script, no pictures."""

from __future__ import annotations

import re
from functools import lru_cache

FORMULA = re.compile(
    r"(?<![\\$])(?:\$\$(?P<display>[^$]+)\$\$|\$(?!\s)(?P<inline>(?:\\.|[^\\$])+?)(?<!\s)\$)(?!\$)"
)
"""As `pymdownx.arithmatex` reads it: `$…$` in a line, `$$…$$` as a paragraph."""
TILDE = re.compile("<m[io]>(?:&#x0007E;|&#x0223C;|\N{TILDE OPERATOR}|~)</m[io]>")
"""`is distributed as`: a relation, with a relation's space on both sides."""
LETTER = re.compile(r"\\mathrm\{(\w)\}")
"""The converter leaves a single upright letter in braces italic."""
UPRIGHT = re.compile(r'(?:<mi mathvariant="normal">\w</mi>){2,}')
"""A word of which the converter makes letters."""


FUNCTION = re.compile(r"<mo>([a-z]+)</mo>(?=<mo[^>]*>&#x00028;)")
"""A function's name and its bracket, which an operator would hold apart."""
SLASH = re.compile(r"<mo>(?:&#x0002F;|/)</mo>")
"""A fraction in a line: no space around its stroke."""


@lru_cache(maxsize=1024)
def convert_formula(tex: str, display: bool) -> str:
    """Convert one formula; ValueError says what is not LaTeX that we can set."""
    bare = re.sub(r"\\.", "", tex)
    if bare.count("{") != bare.count("}"):
        raise ValueError(f"found the formula {tex!r}, whose braces do not pair")
    from latex2mathml.converter import convert  # few pages have formulas, and it is slow to import

    try:
        mathml = convert(LETTER.sub(r"\\mathrm \1", tex), display="block" if display else "inline")
    except Exception as error:  # the converter raises a dozen kinds, IndexError among them
        raise ValueError(f"found the formula {tex!r}: {type(error).__name__}") from error
    unknown = re.search(r"\\[A-Za-z]*|(?<=>)&(?=<)", mathml)
    if unknown:
        raise ValueError(f"found the formula {tex!r}, expected no {unknown[0]!r} in it")
    mathml = UPRIGHT.sub(lambda m: f"<mi>{re.sub('<[^>]*>', '', m[0])}</mi>", mathml)
    mathml = FUNCTION.sub(r"<mi>\1</mi>", mathml)
    mathml = SLASH.sub('<mo lspace="0" rspace="0">/</mo>', mathml)
    return TILDE.sub("<mo>&#x0223C;</mo>", mathml)
