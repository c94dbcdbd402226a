"""Bad input at the real command line: one line with place and cure, status 1, nothing touched."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import bake, hash_files

from bake.record import FORMAT, compute_digest

HELLO = "snippets/asterisk/hello.py"
RECORD = "records/cpu/asterisk/hello.ipynb"
KO, EN = "docs/ko/asterisk/page.md", "docs/en/asterisk/page.md"
HEADER = '# /// script\n# requires-python = ">=3.11"\n# dependencies = []\n# ///\n# %% one\n'
Change = Callable[[Path], object]


def edit(name: str, old: str, new: str) -> Change:
    """A text replaced in a file of the project, everywhere."""

    def change(root: Path) -> None:
        raw = (root / name).read_bytes()
        assert old.encode() in raw
        (root / name).write_bytes(raw.replace(old.encode(), new.encode()))

    return change


def add(name: str, text: str) -> Change:
    """A new file."""
    return lambda root: (root / name).write_text(text, encoding="utf-8")


def link(name: str, target: str) -> Change:
    """A file replaced by a link to one outside of the project, or to what is named."""

    def change(root: Path) -> None:
        outside = root.parent / "outside"
        path = root / name
        if path.exists():
            path.rename(outside)
        else:
            outside.write_text("x")
        path.symlink_to(target or outside)

    return change


def forge(**facts: object) -> Change:
    """Facts of a record changed, and its digest made right again."""

    def change(root: Path) -> None:
        notebook = json.loads((root / RECORD).read_text(encoding="utf-8"))
        notebook["metadata"]["bake"] |= facts
        notebook["metadata"]["bake"]["digest"] = compute_digest(notebook)
        (root / RECORD).write_text(json.dumps(notebook))

    return change


SNIPPETS = {
    "unknown header key": (edit(HELLO, "# dependencies", "# dependecies"),
        f"{HELLO}:3: found the unknown key 'dependecies': did you mean 'dependencies'?"),
    "unknown tool key": (edit("snippets/asterisk/measured.py", "# publish", "# publsh"),
        "snippets/asterisk/measured.py:6: found the unknown key 'publsh': did you mean 'publish'?"),
    "tool is no table": (edit(HELLO, "# ///\n", "# tool = 3\n# ///\n"),
        f"{HELLO}:4: `tool`: found 3, expected a table: correct the header"),
    "tool.bake is no table": (edit(HELLO, "# ///\n", "# tool.bake = 3\n# ///\n"),
        f"{HELLO}:4: `bake`: found 3, expected a table: correct the header"),
    "tolerance": (edit("snippets/asterisk/measured.py", '"shape"', '"close e"'),
        "measured.py:7: `compare`: found 'close e', expected \"exact\", \"shape\" or \"close TOL"),
    "../ in data": (edit(HELLO, "# ///\n", '# tool.bake.data = ["../x"]\n# ///\n'),
        f"{HELLO}:4: `data`: found ['../x'], expected names of files under data/"),
    "../ in a runner": (edit("snippets/asterisk/measured.py", '"gpu"', '"../x"'),
        "measured.py:5: `runners`: found ['cpu', '../x'], expected names of runners"),
    "duplicate cell name": (edit(HELLO, "# %% power", "# %% greet"),
        f"{HELLO}:10: found the cell name 'greet' again, first at line 7: rename one of them"),
    "cell cut in two": (edit(HELLO, "print(2**10)", "print '2', (\n# %% three\n2)"),
        f"{HELLO}:10: found a cell that ends inside a statement: move the next marker"),
    "slug of the standard library": (add("snippets/asterisk/queue.py", HEADER + "print(1)\n"),
        "snippets/asterisk/queue.py: found the name 'queue', which is a module's: the snippets "
        "beside it would import this file instead: give it another name"),
    "slug of a package": (add("snippets/asterisk/markdown.py", HEADER + "print(1)\n"),
        "snippets/asterisk/markdown.py: found the name 'markdown', which is a module's"),
    "unguarded spawn": (
        edit(HELLO, "print(2**10)", "import multiprocessing\nmultiprocessing.Pool(2)"),
        f"{HELLO}:12: found `Pool` starting a process outside of `if __name__ == \"__main__\":`: "
        "move it under such a line"),
    "CRLF": (edit(HELLO, "\n", "\r\n"), f"{HELLO}:1: found CR at a line end: save the file with"),
    "BOM": (edit(HELLO, "# /// script", "\ufeff# /// script"),
        f"{HELLO}:1: found a byte order mark: save the file as UTF-8 without BOM"),
    "Hangul and a blank in a name": (add("snippets/asterisk/한 글.py", HEADER + "print(1)\n"),
        "snippets/asterisk/한 글.py: found the name '한 글', expected small letters, digits and _"),
    "link": (link(HELLO, ""), f"{HELLO}: is a link that leads out of the project: put the file it"),
    "folder link": (link("snippets/asterisk", ""),
        "snippets/asterisk: is a link that leads out of the project: put the file itself here"),
    "link in a circle": (link(HELLO, "hello.py"), f"{HELLO}: cannot be read: Too many levels of"),
    "link to nowhere": (link(HELLO, "gone.py"), f"{HELLO}: cannot be read: No such file"),
    "folder": (lambda root: (root / "snippets/asterisk/a.py").mkdir(),
        "snippets/asterisk/a.py: cannot be read: Is a directory: make it a readable file"),
}  # fmt: skip

PAGES = {
    "no snippet": (edit(EN, "asterisk/hello.py", "asterisk/helo.py"),
        f"{EN}:11: found no snippet 'asterisk/helo.py': did you mean 'asterisk/hello.py'?"),
    "no cell": (edit(EN, "# plot", "# plod"),
        f"{EN}:27: found no cell 'plod' in asterisk/drawn.py: did you mean 'plot'?"),
    "no number": (edit(EN, "seconds.slow .3f", "seconds.slo .3f"),
        f"{EN}:19: asterisk/measured.py publishes no 'slo' in 'seconds': did you mean 'slow'?"),
    "no published dict": (edit(EN, "measured.py # seconds", "measured.py # second"),
        f"{EN}:23: asterisk/measured.py publishes no 'second': did you mean 'seconds'?"),
    "misspelt block": (edit(EN, "/// snippet", "/// snipet"),
        f"{EN}:11: found `/// snipet | asterisk/hello.py`, expected the name of a block: did you"),
    "unclosed block": (edit(EN, "One line.\n///\n", "One line.\n"),
        f"{EN}:27: found the block `/// figure | asterisk/drawn.py # plot` that nothing closes"),
    "unknown option": (edit(EN, "    alt: a line", "    alt: b\n    width: a line"),
        f"{EN}:29: found the unknown option 'width' of `figure`: known: alt"),
    "annotation count": (edit(EN, "3.  The sign comes later.\n", ""),
        f"{EN}:11: found 2 annotations, expected 3 for asterisk/hello.py: write one for every"),
    "missing alt": (edit(EN, "    alt: a line that climbs to the right\n", ""),
        f"{EN}:27: found 0 alt texts, expected 1, one per figure: add them as the option `alt:`"),
    "heading without id": (edit(EN, "## Time {#time}", "## Time"),
        f"{EN}:17: found the heading `## Time` without an id: write `## Time {{#id}}`"),
    "../ in a block": (edit(EN, "asterisk/hello.py", "../hello.py"),
        f"{EN}:11: found the file '../hello.py', expected `topic/slug.py` as it stands below"),
    "../ in a number": (edit(EN, "`#!baked asterisk/measured.py seconds.slow .3f`",
        "`#!baked ../measured.py seconds.slow .3f`"), f"{EN}:19: found `#!baked ../measured.py"),
    "partner missing": (lambda root: (root / EN).unlink(),
        f"{KO}: found no partner: write {EN}"),
    "CRLF": (edit(EN, "\n", "\r\n"), f"{EN}:1: found CR at a line end: save the file with LF"),
    "BOM": (edit(EN, "---\ntitle", "\ufeff---\ntitle"), f"{EN}:1: found a byte order mark: save"),
    "link": (link(EN, ""), f"{EN}: is a link that leads out of the project: put the file itself"),
    "no UTF-8": (lambda root: (root / EN).write_bytes(b"---\n\xff"),
        f"{EN}:2: byte 0xff is not UTF-8: save the file as UTF-8"),
    "front matter": (edit(EN, "rows: [1]", "rows: [1"),
        f"{EN}:5: the front matter is not YAML"),
    "Python behind a list marker": (
        edit(EN, "Two asterisks make a power.", "- ```python\n  x = 1\n\n  y = 2\n  ```"),
        f"{EN}:9: found Python typed into a page: put it into a file under snippets/"),
    "fence behind a list marker": (
        edit(EN, "Two asterisks make a power.", "1.  ```text\n    x\n    ```"),
        f"{EN}:9: found a fence behind a list marker, where it opens nothing: put it on a line"),
}  # fmt: skip

RECORDS = {
    "edited by hand": (edit(RECORD, "1024", "1025"),
        f"{RECORD}: was edited by hand: restore it with git, or delete it and run python -m bake"),
    "newer version": (forge(format=FORMAT + 1),
        f"{RECORD}: has the record format {FORMAT + 1}, expected at most {FORMAT}: update this"),
    "digest right, content wrong": (forge(seconds="<b>"),
        f"{RECORD}: is not a record (TypeError: found '<b>', expected int or float): restore it"),
    "of another snippet": (forge(snippet="asterisk/a.py"),
        f"{RECORD}: is the record of 'asterisk/a.py' on 'cpu': restore it with git, or delete it"),
    "cut short": (lambda root: (root / RECORD).write_bytes((root / RECORD).read_bytes()[:500]),
        f"{RECORD}: is not a record (JSONDecodeError: "),
    "link": (link(RECORD, ""), f"{RECORD}: is a link that leads out of the project: put the file"),
}  # fmt: skip

CASES = {
    f"{kind}: {case}": change
    for kind, table in (("snippet", SNIPPETS), ("page", PAGES), ("record", RECORDS))
    for case, change in table.items()
}


@pytest.mark.parametrize("case", CASES)
def test_check_says_one_line_and_touches_nothing(baked: Path, case: str) -> None:
    change, words = CASES[case]
    change(baked)
    before = hash_files(baked.parent)
    said = [x for x in bake(baked, "check", status=1).stderr.splitlines() if x[:7] != "to do: "]
    assert hash_files(baked.parent) == before
    assert words in said[0], said
    assert len(said) == 1, said


@pytest.mark.parametrize("case", RECORDS)
def test_record_is_never_written_over_what_is_wrong(baked: Path, case: str) -> None:
    change, words = RECORDS[case]
    change(baked)
    before = hash_files(baked.parent)
    said = bake(baked, "record", HELLO, status=1).stderr.splitlines()
    assert words in said[0], said
    assert len(said) == 1, said
    assert hash_files(baked.parent) == before


def test_page_named_in_hangul_is_one_line_for_each_language(baked: Path) -> None:
    for page in (KO, EN):
        shutil.copy(baked / page, (baked / page).with_name("한 글.md"))
    said = bake(baked, "check", status=1).stderr.splitlines()
    wrong = [line for line in said if not line.startswith("to do: ")]
    assert [line.split(",")[0] for line in wrong] == [
        f"docs/{language}/asterisk/한 글.md: found the name 'asterisk/한 글.md'"
        for language in ("en", "ko")
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["record", "../../etc/passwd"],
        ["record", "snippets/asterisk/../../../x.py"],
        ["run", "../hello.py"],
        ["record", "asterisk/한 글.py"],
        ["record", "--runner", "../x"],
        ["sync", "../docs/ko/asterisk/page.md"],
        ["sync", "/etc/passwd"],
        ["new", "../../tmp/x"],
        ["new", ""],
        ["run", "\udcff.py"],
    ],
)
def test_path_that_leads_elsewhere_is_one_line(baked_once: Path, arguments: list[str]) -> None:
    before = hash_files(baked_once.parent)
    said = bake(baked_once, *arguments, status=1).stderr
    assert len(said.splitlines()) == 1, said
    assert "Traceback" not in said
    assert hash_files(baked_once.parent) == before


def test_project_in_a_folder_named_in_hangul_with_blanks_works(project: Path) -> None:
    root = project.rename(project.with_name("내 프로젝트 (사본)"))
    bake(root, "record")
    bake(root, "sync", KO)
    bake(root, "new", "asterisk/first_try")
    assert "here 6, site 6" in bake(root, "run", "asterisk/measured.py").stdout
    assert "no problem" in bake(root, "check").stderr
    assert str(root) not in (root / RECORD).read_text(encoding="utf-8")
