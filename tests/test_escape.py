"""What a snippet prints and draws is shown as text, whatever it is."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from conftest import HEADER, bake, make_record

from bake.outcome import Output
from bake.record import read_record, write_record
from bake.snippet import Snippet, read_snippet

EXTENSIONS = ["attr_list", "pymdownx.superfences", "pymdownx.inlinehilite", "bake.markdown"]
BLOCK = "/// snippet | asterisk/hostile.py\n    alt: [a, b, c]\n///\n"
TAGS = frozenset(
    "div a button code wbr pre samp span details summary table thead tbody tr th td svg".split()
)
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "end of the element": "</samp></pre><img src=x onerror=alert(1)>",
    "attribute": '" onclick="alert(1)',
    "entity": "&lt;script&gt; &#60;b&#62; &amp;",
    "markdown": "# x\n\n![a](b) [c](javascript:alert(1)) `d` **e**\n\n/// snippet | x\n///",
    "placeholder of Python-Markdown": "\x02wzxhzdk:0\x03 \x02klzzwxh:0001\x03",
    "template": "{{ config.extra }} {% raw %} ${x}",
    "long line": "x" * 100_000,
    "combining": "Z" + "\u0301" * 300,
}


class Reader(HTMLParser):
    """Tags, attribute names and the text inside each `<samp>`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.samps: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attributes}
        if tag == "samp":
            self.inside = True
            self.samps.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "samp"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.samps[-1] += data


def write_hostile(root: Path, code: str = "print()") -> Snippet:
    path = root / "snippets/asterisk/hostile.py"
    path.write_text(HEADER.format(tool="") + f"# %% one\n{code}\n", encoding="utf-8")
    snippet = read_snippet(path, root)
    assert isinstance(snippet, Snippet), snippet
    return snippet


def show(root: Path, block: str = BLOCK, tags: frozenset[str] = TAGS) -> tuple[str, Reader]:
    settings = {"bake.markdown": {"language": "en", "root": str(root)}}
    html = markdown.markdown(block, extensions=EXTENSIONS, extension_configs=settings)
    assert not CONTROL.search(html)
    reader = Reader()
    reader.feed(html)
    assert reader.tags <= tags
    assert not any(name.startswith("on") for name in reader.names)
    return html, reader


def record(root: Path, snippet: Snippet, output: Output) -> None:
    assert write_record(root, snippet, make_record(snippet, root, "", outputs=(output,))) is None
    json.loads((root / "records/cpu/asterisk/hostile.ipynb").read_text(encoding="utf-8"))
    again = read_record(root, "cpu", snippet.name)
    assert not isinstance(again, type(None)) and again.run.outputs == (output,)  # type: ignore[union-attr]


@pytest.mark.parametrize("case", HOSTILE)
def test_output_is_shown_as_it_was_printed(project: Path, case: str) -> None:
    text = HOSTILE[case]
    snippet = write_hostile(project)
    record(project, snippet, Output("one", text, text, ()))
    shown = text.replace("\x02", "␂").replace("\x03", "␃")
    assert show(project)[1].samps == [shown, shown]


def test_control_characters_are_shown_as_their_pictures(project: Path) -> None:
    text = "".join(map(chr, range(0xA1)))
    snippet = write_hostile(project)
    record(project, snippet, Output("one", f"\x1b[31mred\x1b[0m {text}!", "", ()))
    [shown] = show(project)[1].samps
    assert shown.startswith("␛[31mred␛[0m ␀␁␂␃␄␅␆␇␈\t\n␋␌␍␎␏␐␑␒␓␔␕␖␗␘␙␚␛␜␝␞␟ !")
    assert shown.endswith("~␡" + "�" * 32 + "\xa0!")


def test_code_with_markup_and_control_characters_is_shown_as_text(project: Path) -> None:
    code = 'print("</code></pre><script>alert(1)</script> \x02wzxhzdk:0\x03 \x0c")'
    write_hostile(project, code)
    html, _ = show(project)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; ␂wzxhzdk:0␃ ␌" in html


PRINTS = r"""
import sys

print("<script>alert('1')</script>", "\x1b[1mbold\x1b[0m", "nul \0 bell \a", "cr\rlf")
print("x" * 20_000)
sys.stdout.buffer.write(b"\xff\xfe not UTF-8 \xed\xa0\x80\n")
print("</pre>", file=sys.stderr)
"""
DRAWS = """
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(3, 2))
axes.plot([1, 2], label="<script>alert(1)</script>", url="javascript:alert(2)", gid='"><b>')
axes.set_title("</svg><img src=x onerror=alert(3)> & \\x1b[31m \\x02")
axes.set_xlabel("away", url="https://example.org")
axes.legend()
"""


def test_what_a_run_prints_is_harmless(baked: Path) -> None:
    write_hostile(baked, PRINTS)
    bake(baked, "record")
    _, reader = show(baked)
    assert reader.samps[0].startswith(
        "<script>alert('1')</script> ␛[1mbold␛[0m nul ␀ bell ␇ cr␍lf\nxxx"
    )
    assert reader.samps[0].endswith("xxx\n\\xff\\xfe not UTF-8 \\xed\\xa0\\x80")
    assert reader.samps[1] == "</pre>"


def test_what_a_run_draws_is_harmless(baked: Path) -> None:
    write_hostile(baked, DRAWS)
    bake(baked, "record")
    figure = "/// figure | asterisk/hostile.py\n    alt: a <b> line\nA line.\n///\n"
    drawn = frozenset("figure figcaption p g defs path use text clippath rect".split())
    html, _ = show(baked, figure, TAGS | drawn)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;</text>" in html
    assert "&lt;/svg&gt;&lt;img src=x onerror=alert(3)&gt; &amp; ␛[31m ␂</text>" in html
    assert "javascript" not in html
    assert "example.org" not in html


def test_label_that_is_no_text_is_refused(baked: Path) -> None:
    path = baked / "snippets/asterisk/measured.py"
    path.write_text(path.read_text().replace('{"naps": 6}', r'{"\ud800": 6}'))
    said = bake(baked, "record", status=1).stderr
    assert "measured.py: publishes '\\ud800', which is no text: correct the label" in said


def test_facts_of_a_record_are_escaped(project: Path) -> None:
    snippet = write_hostile(project)
    bad = "<script>alert(1)</script>"
    made = make_record(snippet, project, "", date=bad)
    facts = dict.fromkeys(("python", "build", "cpu", "platform", "gpu", "package.x"), bad)
    assert write_record(project, snippet, type(made)(made.run, made.fingerprint, facts)) is None
    html, _ = show(project)
    assert html.count("&lt;script&gt;") >= 6
