"""Reading pages: the good one whole, and each way of being wrong by its message."""

from __future__ import annotations

from pathlib import Path

import pytest

from bake.blocks import count_annotations
from bake.front import hash_body
from bake.page import Page, find_pages, read_page

PAGES = Path(__file__).parent / "data" / "pages"
FRONT = "---\ntitle: t\ndescription: d\nrows: []\n---\n"
TITLE = "# T {#t}\n"


def read(root: Path, source: str | bytes) -> Page:
    path = root / "docs" / "ko" / "asterisk" / "x.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = source if isinstance(source, bytes) else source.encode()
    path.write_bytes(raw)
    page = read_page(path, root)
    assert path.read_bytes() == raw
    return page


def complain(root: Path, source: str | bytes) -> list[str]:
    """List the messages, without the file's name."""
    return [str(p).removeprefix("docs/ko/asterisk/x.md:") for p in read(root, source).problems]


def test_good_pages_have_no_problem() -> None:
    paths = find_pages(PAGES)
    assert [path.parts[-3] for path in paths] == ["en", "ko"]
    assert [read_page(path, PAGES).problems for path in paths] == [(), ()]


def test_good_page_is_read_whole() -> None:
    page = read_page(PAGES / "docs/ko/asterisk/arithmetic.md", PAGES)
    assert (page.place, page.name, page.language) == (
        "docs/ko/asterisk/arithmetic.md", "asterisk/arithmetic.md", "ko",
    )  # fmt: skip
    assert [(h.line, h.level, h.id) for h in page.headings] == [
        (7, 1, "arithmetic"), (16, 2, "precedence"), (40, 2, "inside"),
    ]  # fmt: skip
    assert [(b.name, b.line, b.end) for b in page.blocks] == [
        ("snippet", 18, 30), ("figure", 42, 45), ("chart", 60, 62),
    ]  # fmt: skip
    snippet, figure, chart = page.blocks
    assert snippet.selection == ("precedence", "power")
    assert snippet.alt == ("막대: 하나", "둘째 그림")
    assert [count_annotations(block) for block in page.blocks] == [3, 0, 0]
    assert (figure.body, figure.alt) == ("그림을 설명합니다.", ("상자 안의 그림",))
    assert chart.files == ("concurrency/six_ways.py", "concurrency/gevent_patched.py")
    assert [(n.line, n.spec.stat) for n in page.numbers] == [(32, "median"), (34, "max")]
    assert [(q.line, q.text) for q in page.quoted] == [(33, "10.07")]
    assert [(x.line, x.text) for x in page.links] == [(9, "거듭제곱"), (10, "영어로 읽기")]
    assert [(i.line, i.target, i.alt) for i in page.images] == [
        (49, "../../assets/star.png", "그림")
    ]
    assert [(t.line, t.rows, t.columns) for t in page.tables] == [(55, 2, 2)]
    assert [(f.line, f.language) for f in page.fences] == [(24, "text"), (51, "console")]
    assert [(a.line, a.marker, a.type) for a in page.admonitions] == [(37, "!!!", "note")]
    assert page.sections[0].prose == (
        "별표 하나는 곱하기 이고 둘은 거듭제곱입니다. 영어로 읽기도 있습니다."
    )


def test_tabs_details_and_links_are_read(tmp_path: Path) -> None:
    body = (
        '=== "답"\n\n    글\n\n??? question "물음"\n    글\n\n???+ note\n    글\n\n'
        '[글](y.md "글") <https://example.org/>\n\n[z]: z.md\n'
    )
    page = read(tmp_path, FRONT + TITLE + body)
    assert page.problems == ()
    assert [(tab.line, tab.label) for tab in page.tabs] == [(7, "답")]
    assert [(a.marker, a.type) for a in page.admonitions] == [("???", "question"), ("???+", "note")]
    assert [link.target for link in page.links] == ["y.md", "z.md", "https://example.org/"]


BODIES = {
    "misspelt": ("/// snipet | asterisk/a.py\n///\n", "7: found `/// snipet | asterisk/a.py`, "
                 "expected the name of a block: did you mean 'snippet'?"),
    "capital": ("/// Snippet | asterisk/a.py\n///\n", "did you mean 'snippet'?"),
    "not ours": ("/// details | 제목\n글\n///\n", "expected the name of a block: known: chart, "),
    "no bar": ("/// snippet asterisk/a.py\n///\n", "7: found `/// snippet asterisk/a.py`, "
               "expected `|` and a file after the name: write `/// snippet | topic/slug.py`"),
    "unclosed": ("/// snippet | asterisk/a.py\n\n글\n", "7: found the block `/// snippet | "
                 "asterisk/a.py` that nothing closes and swallows the rest of the page: close it"),
    "unclosed before": ("/// snippet | asterisk/a.py\n/// snippet | asterisk/b.py\n///\n",
                        "7: found the block `/// snippet | asterisk/a.py` that nothing closes "
                        "before line 8"),
    "closing": ("글\n\n///\n", "9: found `///` that closes no block: remove it"),
    "four slashes": ("//// snippet | asterisk/a.py\n///\n", "7: found `//// snippet | asterisk/a.py"
                     "` where it opens or closes nothing: begin the line with `///`"),
    "in a marker": ("- /// snippet | asterisk/a.py\n///\n", "7: found `- /// snippet | asterisk/a."
                    "py` where it opens or closes nothing"),
    "in a quote": ("> /// snippet | asterisk/a.py\n\n///\n", "where it opens or closes nothing"),
    "in a paragraph": ("- 글\n글\n    /// snippet | asterisk/a.py\n    ///\n", "9: found `/// snip"
                       "pet | asterisk/a.py` where it opens or closes nothing"),
    "too deep": ("글\n    /// snippet | asterisk/a.py\n///\n", "where it opens or closes nothing"),
    "other indentation": ("- 글\n\n    /// snippet | asterisk/a.py\n///\n", "10: found `///` that "
                          "closes no block: remove it, or indent it as the line that opens the"),
    "option": ("/// snippet | asterisk/a.py\n    alts: x\n///\n", "8: found the unknown option "
               "'alts' of `snippet`: did you mean 'alt'?"),
    "chart option": ("/// chart | asterisk/a.py # s\n    alt: x\n글\n///\n", "8: found the unknown "
                     "option 'alt' of `chart`: there is none"),
    "option type": ("/// snippet | asterisk/a.py\n    alt: 3\n///\n", "8: `alt`: found 3, expected "
                    "a text: write a text, in quotes if YAML misreads it"),
    "option list": ("/// snippet | asterisk/a.py\n    alt: [a, no]\n///\n", "found False, expec"),
    "option empty": ("/// snippet | asterisk/a.py\n    alt:\n///\n", "`alt`: found None"),
    "option YAML": ("/// snippet | asterisk/a.py\n    alt: a: b\n///\n", "8: the options of "
                    "`snippet`: is not YAML (mapping values are not allowed here; quote"),
    "option no key": ("/// snippet | asterisk/a.py\n    a text\n///\n", "does not hold `key:"),
    "option after blank": ("/// figure | asterisk/a.py\n\n    alt: x\n글\n///\n", "9: found an "
                           "indented code block"),
    "no caption": ("/// chart | asterisk/a.py # s\n///\n", "7: found a chart without a caption"),
    "no list": ("/// snippet | asterisk/a.py\n글\n///\n", "8: found text in a snippet block, "
                "expected one numbered list"),
    "bullets": ("/// snippet | asterisk/a.py\n- 글\n///\n", "8: found text in a snippet block"),
    "after list": ("/// snippet | asterisk/a.py\n1. 글\n\n글\n///\n", "10: found text in a"),
    "file": ("/// snippet | ../a.py\n///\n", "7: found the file '../a.py', expected `topic/slug"),
    "no id": ("## 제목\n", "7: found the heading `## 제목` without an id: write `## 제목 {#id}`"),
    "id glued": ("## 제목{#a}\n", "without an id"),
    "bad id": ("## 제목 {#제목}\n", "7: found the id '제목', expected small letters, digits and -"),
    "id twice": ("## 제목 {#t}\n", "7: found the id 't' again: rename one of them in both"),
    "second title": ("# 제목 {#a}\n", "7: found a heading of level 1 after level 1: make it `##`"),
    "jump": ("### 제목 {#a}\n", "7: found a heading of level 3 after level 1: make it `##`"),
    "underlined": ("제목\n---\n\n글\n", "8: found a line under a text, which makes it a heading"),
    "python": ("```python\nx = 1\n```\n", "7: found Python typed into a page: put it into a file"),
    "py": ("~~~py title=\"x\"\nx = 1\n~~~\n", "7: found Python typed into a page"),
    "pycon in a list": ("- 글\n\n    ``` {.pycon .wide}\n    x\n    ```\n", "9: found Python"),
    "python in a quote": ("> ```Python3\n> x\n> ```\n", "7: found Python typed into a page"),
    "session": ("```text\n>>> 1\n1\n```\n", "7: found Python typed into a page"),
    "no language": ("```\nx\n```\n", "7: found a fence without a language: name it: ```text"),
    "open fence": ("```text\n# x\n", "7: found a fence that nothing closes: close it with `"),
    "indented code": ("글\n\n    x = 1\n\n    y = 2\n", "9: found an indented code block: indent"),
    "code in a list": ("- 글\n\n        x = 1\n", "9: found an indented code block"),
    "pre": ("<pre>x = 1</pre>\n", "7: found the HTML tag <pre>, which nothing checks: write it in"),
    "h2": ('<h2 id="a">글</h2>\n', "7: found the HTML tag <h2>, which nothing checks"),
    "comment": ("글\n\n<!-- 글\n\n글\n", "9: found a comment that nothing closes"),
    "image": ("글\n![](a.png)\n", "8: found the image 'a.png' without a text that stands for it"),
    "img": ('<img src="a.png">\n', "7: found the HTML tag <img>, which nothing checks"),
    "box": ("!!! note 제목\n    글\n", "7: found '!!! note 제목', expected `!!! type \"title\"`"),
    "tab": ("=== 제목\n\n    글\n", "7: found '=== 제목', expected `!!! type \"title\"` or `=== "),
    "near word": ("`#!bakd asterisk/a.py a.b`\n", "7: found `#!bakd asterisk/a.py a.b`: did you "
                  "mean 'baked'?"),
    "other word": ("`#!python x`\n", "7: found `#!python x`: known: baked, given, quoted"),
    "quoted": ("`#!quoted ten`\n", "7: found `#!quoted ten`: write a number"),
    "baked": ("글\n`#!baked asterisk/a.py s.a mean`\n", "8: found `#!baked asterisk/a.py s.a mean`"
              ", expected `#!baked topic/slug.py name.label [@runner]"
              " [count|max|median|min|spread]"),
}  # fmt: skip


@pytest.mark.parametrize("case", BODIES)
def test_wrong_body_is_one_located_problem(case: str, tmp_path: Path) -> None:
    body, message = BODIES[case]
    found = complain(tmp_path, FRONT + TITLE + body)
    assert any(message in text for text in found), found
    assert len(found) <= 2, found


FRONTS: dict[str, tuple[str | bytes, str]] = {
    "none": ("# T {#t}\n", "1: line 1 does not open a front matter `---`"),
    "title": ("---\ndescription: d\nrows: []\n---\n# T {#t}\n", "1: found no `title` in the"),
    "description": ("---\ntitle: t\nrows: []\n---\n# T {#t}\n", "1: found no `description` in"),
    "rows": ("---\ntitle: t\ndescription: d\n---\n# T {#t}\n", "1: found no `rows` in the front "
             "matter: add `rows: []` or the rows it covers"),
    "row type": ("---\ntitle: t\ndescription: d\nrows: [a]\n---\n# T {#t}\n", "4: `rows`: found "
                 "['a'], expected a list of row numbers"),
    "row bool": ("---\ntitle: t\ndescription: d\nrows: [yes]\n---\n# T {#t}\n", "found [True]"),
    "unknown": (FRONT.replace("rows", "titel: x\nrows") + TITLE, "4: found the unknown key 'titel'"
                " in the front matter: did you mean 'title'?"),
    "text": (FRONT.replace("title: t", "title: 3") + TITLE, "2: `title`: found 3, expected text"),
    "words": (FRONT.replace("rows", "hide: toc\nrows") + TITLE, "4: `hide`: found 'toc', expected "
              "a list of words"),
    "synced": (FRONT.replace("rows", "synced: 123456789012\nrows") + TITLE, "4: `synced`: found "
               "123456789012, expected what `bake sync` writes, in quotes"),
    "YAML": ("---\ntitle: t\ndescription: a: b\nrows: []\n---\n# T {#t}\n", "3: the front matter "
             "is not YAML (mapping values are not allowed here"),
    "YAML value": ("---\ntitle: !!int ''\n---\n# T {#t}\n", "2: the front matter is not YAML"),
    "no title": (FRONT + "## T {#t}\n", "6: found a heading of level 2 after level 0: make it `#`"),
    "bytes": (b"---\n\xff", "2: byte 0xff is not UTF-8: save the file as UTF-8"),
    "BOM": ("\ufeff" + FRONT + TITLE, "1: found a byte order mark: save the file as UTF-8 without"),
    "CR": ((FRONT + TITLE).replace("\n", "\r\n"), "1: found CR at a line end: save the file with"),
}  # fmt: skip


@pytest.mark.parametrize("case", FRONTS)
def test_wrong_file_is_one_located_problem(case: str, tmp_path: Path) -> None:
    source, message = FRONTS[case]
    found = complain(tmp_path, source)
    assert any(message in text for text in found), found
    assert len(found) == 1, found


def test_missing_file_is_a_problem(tmp_path: Path) -> None:
    page = read_page(tmp_path / "docs/en/x.md", tmp_path)
    assert [str(p) for p in page.problems] == [
        "docs/en/x.md: cannot be read: No such file or directory: make it readable"
    ]


FINE = {
    "code span": "`/// snippet`, `# x`, `![](a)`, ``[`]()`` and `#!/bin/sh`\n",
    "fence": "```text\n/// snipet\n# x\n![](a.png)\n    x\n```\n",
    "long fence": "````markdown\n```python\nx\n```\n````\n",
    "comment": "<!-- /// x\n\n# x -->\n",
    "comment in code": "`<!--` 글 `-->`\n",
    "lazy line": "글\n    이어지는 글\n",
    "item paragraph": "1.  글\n\n    글\n\n    - 글\n\n        글\n",
    "block under text": "글\n/// snippet | asterisk/a.py\n///\n글\n",
    "block under item": "- 글\n/// snippet | asterisk/a.py\n1. 글\n///\n",
    "rule": "글\n\n---\n\n글\n",
    "escaped": "\\# 글\n",
}


@pytest.mark.parametrize("case", FINE)
def test_fine_body_has_no_problem(case: str, tmp_path: Path) -> None:
    assert complain(tmp_path, FRONT + TITLE + "\n" + FINE[case]) == []


def test_every_prefix_of_a_page_is_read(tmp_path: Path) -> None:
    source = (PAGES / "docs/ko/asterisk/arithmetic.md").read_bytes()
    for end in range(0, len(source), 7):
        read(tmp_path, source[:end])


def test_hash_ignores_front_matter_and_blanks_at_ends(tmp_path: Path) -> None:
    first = hash_body(read(tmp_path, FRONT + TITLE + "글\n").body)
    assert len(first) == 12
    assert (
        hash_body(read(tmp_path, FRONT.replace("t\n", "u\n") + "\n# T {#t}  \n글\n\n").body)
        == first
    )
    assert hash_body(read(tmp_path, FRONT + TITLE + "글.\n").body) != first


@pytest.mark.parametrize(
    "text",
    [
        "5.02 s",
        "43×",
        "5.02초",
        "0.24 ms",
        "12 MB",
        "2.5배",
        "85 %",
        "2.5 times as fast",
        "10초쯤",
        "3x",
        "1,000초",
    ],
)
def test_a_measurement_typed_by_hand_is_refused(tmp_path: Path, text: str) -> None:
    found = [str(p) for p in read(tmp_path, FRONT + TITLE + f"It took {text} here.\n").problems]
    assert len(found) == 1
    assert (
        f"found the measurement '{text.split(' as')[0].removesuffix('쯤')}' typed by hand"
        in found[0]
    )
    assert "#!baked" in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "100 clients, 3번, 2026년, in 3.14, the 1990s, 3 × 3, 3×2, 2분의 1, 평균 0, 분산 1",
        "`#!quoted 5.02` s and `#!given 0.1 s` and `#!given 1초`씩, `print('5 s')`",
        "[PEP 5](https://example.org/5s/10ms)",
    ],
)
def test_parameters_quotations_and_counts_are_no_measurements(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, FRONT + TITLE + f"글 {text} 글\n").problems == ()
