"""Cut the site's fonts to the characters of the built pages, with npm's help: `make fonts`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from bake.problem import Problem
from bake.registry import fetch_package

ROOT = Path(__file__).parent.parent
FONTS = ROOT / "overrides/assets/fonts"
LATIN = "".join(map(chr, range(0x20, 0x7F)))
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}


@dataclass(frozen=True)
class Cut:
    """One file of fonts/, from a package of npm."""

    file: str
    family: str
    """The name in the cut file: OFL keeps the authors' names for what they made."""
    package: str
    source: str
    """The path in the package."""
    kind: str
    """Which text it sets: `all` of a page, its `title`, its `code` or its `math`."""
    language: str
    """The language whose pages name the characters."""


TEXT = Cut(
    *("text-ko.woff2", "Runnable Text", "pretendard@1.3.9"),
    *("dist/public/variable/PretendardVariable.ttf", "all", "ko"),
)
TITLE = Cut(
    *("title-ko.woff2", "Runnable Title", "@expo-google-fonts/noto-serif-kr@0.4.3"),
    *("600SemiBold/NotoSerifKR_600SemiBold.ttf", "title", "ko"),
)
CODE = Cut(
    *("code-ko.woff2", "Runnable Code", "d2coding@1.3.2", "src/d2coding.ttf", "code", "ko"),
)
MATH = Cut(
    *("stix-two-math.woff2", "STIX Two Math", "@fontsource/stix-two-math@5.3.0"),
    *("files/stix-two-math-latin-400-normal.woff2", "math", "ko"),
)
CUTS = [
    cut
    for korean in (TEXT, TITLE, CODE)
    for cut in (korean, replace(korean, file=korean.file.replace("ko", "en"), language="en"))
] + [MATH]
ITALIC = "".join(map(chr, range(0x1D434, 0x1D468))) + "\u210e"
"""What letters of a formula become."""
SIGNS = "√∞∏∫∝∈≈≠≤≥→"
"""What formulas may want next; the root is drawn, no text of a formula holds it."""
WEIGHTS = (400, 400, 600)
"""The lightest, the default and the heaviest of the text face."""


class Reader(HTMLParser):
    """Collects the characters of a page by what sets them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: dict[str, set[str]] = {kind: set() for kind in ("all", "title", "code", "math")}

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        while tag in self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if {"script", "style"} & set(self.open):
            return
        self.found["all"] |= set(data)
        if "math" in self.open:
            self.found["math"] |= {sign for sign in data if not "가" <= sign <= "힣"}
        if "h1" in self.open:
            self.found["title"] |= set(data)
        if {"code", "pre", "samp"} & set(self.open):
            self.found["code"] |= set(data)


def read_characters(language: str) -> dict[str, set[str]]:
    """What the built pages of a language hold."""
    reader = Reader()
    for page in sorted((ROOT / "site" / language).rglob("*.html")):
        reader.open.clear()
        reader.feed(page.read_text(encoding="utf-8"))
    return reader.found


def cut_font(content: bytes, characters: Iterable[str], family: str) -> bytes:
    """Keep some characters of a font, a part of its weights, and give it a name of its own."""
    font = TTFont(BytesIO(content))
    options = Options(hinting=False, drop_tables=["FFTM", "STAT", "BASE", "VORG", "vhea", "vmtx"])
    options.layout_features = ["kern", "ccmp", "tnum", "ssty"]
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(characters))
    subsetter.subset(font)
    if "fvar" in font:
        instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
    names = {1: family, 2: "Regular", 4: family, 6: family.replace(" ", "")}
    kept = [(n.nameID, n.toUnicode()) for n in font["name"].names if n.nameID in (0, 13, 14)]
    font["name"].names = []
    for number, text in [*kept, *names.items()]:
        font["name"].setName(text, number, 3, 1, 0x409)
    font.flavor = "woff2"
    stream = BytesIO()
    font.save(stream)
    return stream.getvalue()


def main() -> int:
    """Fetch the whole fonts once each, and write every cut of them."""
    characters = {language: read_characters(language) for language in ("ko", "en")}
    for package in dict.fromkeys(cut.package for cut in CUTS):
        cuts = [cut for cut in CUTS if cut.package == package]
        files = fetch_package(package, {cut.source for cut in cuts}, "make fonts", ROOT)
        if isinstance(files, Problem):
            print(files, file=sys.stderr)
            return 1
        for cut in cuts:
            wanted = characters[cut.language][cut.kind] | set(LATIN)
            wanted |= set(ITALIC + SIGNS) if cut is MATH else set()
            content = cut_font(files[cut.source], sorted(wanted), cut.family)
            (FONTS / cut.file).write_bytes(content)
            print(f"{cut.file}: {len(wanted)} characters, {len(content) / 1000:.1f} KB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
