"""Generated input through the three readers: a result or a problem, never an exception.

Hypothesis builds it from pieces of the grammars as well as from plain text and bytes, the same in
every run.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import HEADER
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bake.blocks import count_annotations
from bake.page import Page, read_page
from bake.problem import Problem
from bake.record import Record, compute_digest, name_record, read_record
from bake.snippet import Snippet, compute_fingerprint, count_markers, read_snippet

SETTINGS = settings(
    max_examples=1000,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NAME = "asterisk/example.py"


ANY = st.binary(max_size=80) | st.text(max_size=60).map(
    lambda text: text.encode("utf-8", "replace")
)


def mix(*pieces: str) -> st.SearchStrategy[str]:
    """Texts made of these pieces, each often a line of its own, now and then of anything."""
    piece = st.sampled_from(pieces)
    other = st.text(max_size=6) | st.sampled_from(" \t\n\r\x0c\x00#:`\ufeff\u2028\ue000")
    lines = st.lists(piece, max_size=12).map("\n".join)
    return lines | st.lists(piece | piece | st.just("\n") | other, max_size=20).map("".join)


def join(*parts: str | st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    strategies = [st.just(part) if isinstance(part, str) else part for part in parts]
    return st.tuples(*strategies).map(lambda found: "".join(found).encode("utf-8", "replace"))


KEYS = st.sampled_from(
    "requires-python dependencies tool tool.bake tool.bake.runners tool.bake.publish "
    "tool.bake.timeout tool.bake.raises tool.bake.compare tool.bake.data tool.bake.alone "
    "tool.uv runner tool.bake.timeuot 'tool' \"\" a.b".split()
)
VALUES = st.sampled_from(
    (
        *(
            '"E"',
            '">=3.11"',
            '"close 1e-6"',
            '"close e"',
            '"close"',
            '"shape"',
            '"none"',
            '""',
            "''",
        ),
        *(
            "[]",
            '["cpu"]',
            '["cpu", "py27"]',
            '["a/b.csv"]',
            '["../x"]',
            "[1]",
            "[[]]",
            "{}",
            "{a = 1}",
        ),
        *(
            "true",
            "1",
            "0",
            "-1",
            "1e999",
            "nan",
            "inf",
            "0xff",
            "3600.1",
            "1979-05-27",
            "07:32:00",
        ),
        *('"\\u0000"', '"""', "[", "", "\x00", "한글", '"한글"', '["a\\nb"]', '"a\\nb"', "[" * 99),
    )
)
LINES = st.tuples(KEYS, VALUES).map(" = ".join) | st.sampled_from(
    ("[tool.bake]", "[tool]", "[[tool]]", "[tool.bake.x]", "", "# why", "x", "[", "=")
)
HEADERS = join(
    "# /// script\n",
    st.lists(LINES, max_size=5).map(lambda lines: "".join(f"# {line}\n" for line in lines)),
    "# ///\n# %%\nx\n",
)
CODE = mix(
    *(
        "# %% one",
        "# %%",
        "# %% two",
        "# %% [markdown]",
        "#%%x",
        "# text",
        "# %% a b",
        "x = 1  # (1)!",
    ),
    *(
        "x = 1",
        "if x:",
        "    y",
        "f(",
        ")",
        '"""',
        "'",
        "\\",
        'print "2"',
        "(" * 99,
        "def f():",
        "@f",
    ),
    *("import multiprocessing as m", "m.Pool()", "if __name__ == '__main__':", "    m.Process()"),
    *("class C(m.Process):", "f(C)", "async ", "lambda: ", "0x", "1_", "f'{", "match x:", "f()"),
)
SNIPPETS = ANY | HEADERS | join(HEADER.format(tool="") + "# %% one\n", CODE) | join(CODE)
FRONT = "---\ntitle: t\ndescription: d\nrows: []\n---\n# T {#t}\n"
YAML = mix(
    *(
        "title: t",
        "description: d",
        "rows: [1]",
        'synced: "0123456789ab"',
        "hide: [toc]",
        "rows: [",
    ),
    *(
        "titel: x",
        "---",
        "...",
        "&a b",
        "*a",
        "!!python/object:os.system x",
        "<<: *a",
        "? a",
        "0x_",
    ),
    *(
        "2001-99-99",
        "!!int x",
        "- a",
        "a: b: c",
        "a: |",
        "  b",
        "%YAML 9",
        "'",
        '"',
        "{",
        "}",
        ": ",
    ),
)
TEXT = mix(
    *(
        "## A {#a}",
        "## A",
        "### B {#b}",
        "## A {#",
        "{: #a .b }",
        "===",
        "---",
        "1.  x",
        "- x",
        "* ",
    ),
    *(
        "/// snippet | asterisk/a.py # x",
        "/// figure | asterisk/a.py",
        "/// chart | asterisk/a.py # s",
    ),
    *(
        "///",
        "///",
        "/// snipet | x",
        "////",
        "    ///",
        "- /// chart",
        "    alt: x",
        "    alt: [a, b]",
    ),
    *(
        "/// snippet | asterisk/a.py\n1.  x\n///",
        "/// figure | asterisk/a.py # b\n    alt: x\nc\n///",
    ),
    *(
        "    alt:",
        "      - ",
        "    ",
        "```text",
        "```python",
        "```",
        "~~~",
        "`",
        "``",
        "> ",
        ">>> x",
    ),
    *("!!! note", '??? "x"', '=== "x"', "| a | b |", "|---|---|", "<!--", "-->", "<pre>", "<h1>"),
    *(
        "[a](b)",
        "![](",
        "[a]: b",
        "<https://x",
        "`#!baked asterisk/a.py s.a .2f`",
        "`#!baked ",
        "한글",
    ),
    *(
        "`#!quoted 1`",
        "`#!given 0.1 s`",
        "`#!x`",
        "5.02 s",
        "2배",
        "\\",
        "\t",
        "- ```python",
        "[[[",
        "]((",
    ),
)
PAGES = ANY | join("---\n", YAML, "\n---\n", TEXT) | join(FRONT, TEXT) | join(TEXT)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


def expect_one_line(problem: Problem, place: str) -> None:
    assert problem.path == place
    assert problem.found and problem.cure
    assert "\n" not in str(problem), problem


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("fuzz")
    for folder in ("snippets/asterisk", "docs/ko/asterisk", "records/cpu/asterisk"):
        (root / folder).mkdir(parents=True)
    return root


@given(raw=SNIPPETS)
@SETTINGS
@example(raw=HEADER.format(tool="").encode() + b"# %% one\n" + b"(" * 500)
@example(raw=HEADER.format(tool="").encode() + b"# %% one\n" + b"-" * 50_000 + b"1")
@example(raw=HEADER.format(tool=f"# x = {'[' * 50_000}\n").encode())
@example(raw=HEADER.format(tool=f"# tool.bake.timeout = {'9' * 5000}\n").encode())
@example(raw=HEADER.format(tool=f"# tool.bake.timeout = 0x{'f' * 5000}\n").encode())
def test_snippet_reader_gives_a_snippet_or_a_problem(root: Path, raw: bytes) -> None:
    path = root / "snippets" / NAME
    path.write_bytes(raw)
    found = read_snippet(path, root)
    if isinstance(found, Problem):
        expect_one_line(found, f"snippets/{NAME}")
        return
    assert isinstance(found, Snippet)
    assert len(compute_fingerprint(found, root)) == 16
    assert [count_markers(cell) >= 0 for cell in found.code_cells]
    lines = found.text.split("\n")
    for cell in found.code_cells:
        assert not cell.source or "\n".join(lines[cell.line - 1 : cell.end]) == cell.source


@given(raw=PAGES)
@SETTINGS
@example(raw=b"---\n" + b"[" * 5000)
@example(raw=FRONT.encode() + b"> " * 5000)
@example(raw=FRONT.encode() + b"`" * 5000 + b"\n" + b"- " * 5000)
@example(raw=FRONT.encode() + b"[" * 5000 + b"](" * 5000)
def test_page_reader_gives_a_page_with_its_problems(root: Path, raw: bytes) -> None:
    path = root / "docs/ko/asterisk/example.md"
    path.write_bytes(raw)
    page = read_page(path, root)
    assert isinstance(page, Page)
    last = raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for problem in page.problems:
        expect_one_line(problem, "docs/ko/asterisk/example.md")
        assert 0 <= problem.line <= last + 1
    assert all(count_annotations(block) >= 0 for block in page.blocks)


def change(value: Any, path: list[int], new: Any) -> Any:
    """Put something else at one place of a JSON value; the path chooses at each level."""
    if not path or not isinstance(value, dict | list) or not value:
        return new
    keys = sorted(value) if isinstance(value, dict) else list(range(len(value)))
    key = keys[path[0] % len(keys)]
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[key] = change(value[key], path[1:], new)
    return copy


@given(path=st.lists(st.integers(0, 9), min_size=1, max_size=7), new=JSON, honest=st.booleans())
@SETTINGS
def test_record_reader_gives_a_record_or_a_problem(
    root: Path, baked_once: Path, path: list[int], new: Any, honest: bool
) -> None:
    """A record changed at one place, half of the time with the digest of what it is now."""
    file = baked_once / "records/cpu/asterisk/measured.ipynb"
    notebook = change(json.loads(file.read_text(encoding="utf-8")), path, new)
    if honest and isinstance(notebook, dict) and isinstance(notebook.get("metadata"), dict):
        bake = notebook["metadata"].get("bake")
        if isinstance(bake, dict):
            bake["digest"] = compute_digest(notebook)
    name = "asterisk/measured.py"
    (root / name_record("cpu", name)).write_text(json.dumps(notebook))
    check_record(root, read_record(root, "cpu", name), name)


@given(raw=ANY | join(mix('{"metadata": ', '{"bake": {"format": 1', "}", "[", "]", ",", '"x": "')))
@SETTINGS
@example(raw=b"[" * 100_000)
@example(raw=b'{"metadata": {"bake": {"format": ' + b"9" * 5000 + b"}}}")
@example(raw=b'{"metadata": {"bake": {"format": 1, "x": ' + b"[" * 900 + b"]" * 900 + b"}}}")
def test_record_reader_takes_any_bytes(root: Path, raw: bytes) -> None:
    (root / name_record("cpu", NAME)).write_bytes(raw)
    check_record(root, read_record(root, "cpu", NAME), NAME)


def check_record(root: Path, found: Record | Problem, name: str) -> None:
    if isinstance(found, Problem):
        expect_one_line(found, name_record("cpu", name))
        return
    from bake.published import flatten
    from bake.record import Standing
    from bake.render import render_figures, render_output, render_runs

    flatten(found.run.published)
    render_runs([[Standing(name, "cpu", "fresh", "", found)]], "", "ko")
    for output in found.run.outputs:
        render_output(output, "ko")
        render_figures(output, ["x"], "p")
