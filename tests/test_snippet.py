"""Reading a snippet: its header, its cells, its fingerprint, and every way of being wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bake.problem import Problem
from bake.snippet import Snippet, compute_fingerprint, count_markers, read_snippet

Write = Callable[..., Snippet | Problem]
BODY = "# %% one\nprint(1)\n"


def read(found: Snippet | Problem) -> Snippet:
    assert isinstance(found, Snippet), found
    return found


def test_header_and_cells_are_read(write_snippet: Write) -> None:
    tool = 'runners = ["cpu", "gpu"]\npublish = ["seconds"]\ntimeout = 5\ncompare = "close 1e-6"'
    body = "# %% [markdown]\n# A *point*.\n#\n# More.\n\n# %% one\n\nprint(1)\n\n# %%\nprint(2)\n"
    snippet = read(write_snippet(body, tool))
    assert snippet.runners == ("cpu", "gpu")
    assert (snippet.timeout, snippet.compare, snippet.tolerance) == (5.0, "close", 1e-6)
    assert [(c.name, c.kind, c.source) for c in snippet.cells] == [
        ("markdown-1", "markdown", "A *point*.\n\nMore."),
        ("one", "code", "print(1)"),
        ("code-2", "code", "print(2)"),
    ]
    text = snippet.text.split("\n")
    assert all(text[cell.line - 1] == cell.source for cell in snippet.code_cells)


def test_marker_inside_a_string_is_no_cell(write_snippet: Write) -> None:
    snippet = read(write_snippet('# %% one\ntext = """\n# %% two\n"""\nprint(text)\n'))
    assert [cell.name for cell in snippet.cells] == ["one"]


def test_file_that_this_python_cannot_parse_still_has_cells(write_snippet: Write) -> None:
    snippet = read(write_snippet('# %% one\nprint "two"\n# %% two\nx =\n', 'runners = ["py27"]'))
    assert [cell.name for cell in snippet.cells] == ["one", "two"]


def test_annotation_markers_are_counted_at_line_ends(write_snippet: Write) -> None:
    snippet = read(write_snippet("# %% one\nx = 1  # (1)!\ny = '# (2)! no'\nz = 3  # (2)!\n"))
    assert count_markers(snippet.cells[0]) == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("print(1)", "print(1)  # (1)!"),
        ("print(1)", "# why\n\nprint(1)"),
        ("# %% [markdown]\n# One.\n# %% b\nprint(1)", "# %% [markdown]\n# Two.\n# %% b\nprint(1)"),
        ("print(1)\n# %%\nprint(2)", "print(1)\n# %% [markdown]\n# Hm.\n# %%\nprint(2)"),
    ],
)
def test_words_leave_the_fingerprint_alone(write_snippet: Write, before: str, after: str) -> None:
    one, two = (read(write_snippet("# %% a\n" + text + "\n")) for text in (before, after))
    assert compute_fingerprint(one, one.path) == compute_fingerprint(two, two.path)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("print(1)", "print(2)"),
        ("print(1)", "if 1:\n    print(1)"),
        ('print("""a\n\nb""")', 'print("""a\nb""")'),
        ('print("a # b")', 'print("a")'),
        ("print(1)\nprint(2)", "print(1)\n# %%\nprint(2)"),
    ],
)
def test_code_moves_the_fingerprint(write_snippet: Write, before: str, after: str) -> None:
    one, two = (read(write_snippet("# %% a\n" + text + "\n")) for text in (before, after))
    assert compute_fingerprint(one, one.path) != compute_fingerprint(two, two.path)


def test_data_moves_the_fingerprint(write_snippet: Write, tmp_path: Path) -> None:
    snippet = read(write_snippet(BODY, 'data = ["digits.csv"]'))
    (tmp_path / "data").mkdir()
    seen = set()
    for text in ("1,2", "1,3"):
        (tmp_path / "data" / "digits.csv").write_text(text)
        seen.add(compute_fingerprint(snippet, tmp_path))
    assert len(seen) == 2


@pytest.mark.parametrize(
    ("body", "tool", "line", "words"),
    [
        (BODY, 'runner = ["cpu"]', 5, "unknown key 'runner': did you mean 'runners'?"),
        (BODY, 'timeout = "long"', 5, "`timeout`: found 'long', expected seconds"),
        (BODY, "timeout = 0", 5, "expected seconds from 0 to 3600"),
        (BODY, "alone = 1", 5, "expected true or false"),
        (BODY, "runners = []", 5, "expected at least one runner"),
        (BODY, "publish = [1]", 5, "expected a list of strings"),
        (BODY, 'compare = "none"', 5, 'expected "exact", "shape" or "close TOLERANCE"'),
        (BODY, 'compare = "close"', 5, "close TOLERANCE"),
        (BODY, "timeout = ", 5, "the header is not TOML"),
        (BODY + "# %% one\n", "", 7, "found the cell name 'one' again, first at line 5"),
        ("# %% a b\nx\n", "", 5, "found the cell name 'a b'"),
        ("print(1)\n" + BODY, "", 5, "found no cell marker after the header"),
        ("# %% [markdown]\n# x\n", "", 0, "found no code cell"),
        ("# %% [markdown]\n# x\n\nprint(1)\n", "", 8, "found code in a markdown cell"),
        ("# %% a\nf(\n# %% b\n)\n", "", 7, "found a cell marker inside a statement"),
        ("# %% a\nx = 1  # (1)!\ny = 2  # (1)!\n", "", 6, "annotation markers [1, 1] in cell 'a'"),
        (BODY, 'compare = "shape"', 0, 'found "shape" and no assert'),
        ("# %% a\r\nprint(1)\r\n", "", 5, "found CR at a line end"),
    ],
)
def test_a_wrong_snippet_is_one_located_problem(
    write_snippet: Write, body: str, tool: str, line: int, words: str
) -> None:
    problem = write_snippet(body, tool)
    assert isinstance(problem, Problem)
    assert words in str(problem)
    assert (problem.path, problem.line) == ("snippets/asterisk/example.py", line)
    assert "\n" not in str(problem)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"print(1)\n", "line 1 does not open a `# /// script` block"),
        (b"\xef\xbb\xbf# /// script\n", "found a byte order mark"),
        (b"# \xb0\xa1\n", "byte 0xb0 is not UTF-8"),
    ],
)
def test_wrong_bytes_are_one_located_problem(tmp_path: Path, raw: bytes, words: str) -> None:
    path = tmp_path / "snippets" / "asterisk" / "x.py"
    path.parent.mkdir(parents=True)
    path.write_bytes(raw)
    problem = read_snippet(path, tmp_path)
    assert isinstance(problem, Problem)
    assert words in str(problem)
    assert path.read_bytes() == raw


@pytest.mark.parametrize("name", ["한글", "Two", "a b", "1st"])
def test_a_name_is_small_letters(write_snippet: Write, name: str) -> None:
    problem = write_snippet(BODY, name=name)
    assert isinstance(problem, Problem)
    assert f"found the name {name!r}" in str(problem)
