"""Pages as Markdown, the list of them and the feed: what a program reads is what the page says."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bake.check import Project, read_project
from bake.feed import read_dates, write_feed
from bake.plain import Plain, find_records, read_order, read_title, write_list, write_page
from bake.published import choose_spec, find_values, format_number, summarise

ROOT = Path(__file__).parents[1]
ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "https://example.org/guide/"


@pytest.fixture
def project(baked: Path) -> Project:
    return read_project(baked)


@pytest.fixture
def page(project: Project) -> Plain:
    [page] = [write_page(page, project) for page in project.pages if page.language == "en"]
    return page


def test_code_and_what_it_printed_stand_in_the_text(page: Plain) -> None:
    expected = """\
`snippets/asterisk/hello.py`:

```python
print("<hello> & goodbye")  # (1)!
```

Output:

```text
<hello> & goodbye
```

```python
print(2**10)  # (1)!
print(-(2**2))  # (2)!
```

Output:

```text
1024
-4
```
"""
    assert page.text.startswith("# Products\n\nTwo asterisks make a power.\n\n" + expected)
    assert "1.  It says **hello**.\n" in page.text
    assert "(Figure: a line that climbs to the right)\n\nOne line.\n" in page.text


def test_numbers_are_those_of_the_record(page: Plain, project: Project) -> None:
    [record] = find_records(project, "asterisk/measured.py")
    fast, slow = (find_values(record, "seconds", label) for label in ("fast", "slow"))
    assert not isinstance(fast, str) and not isinstance(slow, str)
    assert f"The slow one took {format_number(summarise(slow, 'median'), '.3f')} s," in page.text
    assert "on a GPU (gpu: not recorded yet)." in page.text
    shown = format_number(summarise(fast, "median"), choose_spec((*fast, *slow)))
    assert f"| seconds | cpu |\n|---|---|\n| fast | {shown} |\n" in page.text


def test_nothing_of_our_markup_is_left_on_any_page() -> None:
    project = read_project(ROOT)
    for page in project.pages:
        text = re.sub(r"(?ms)^(`{3,}).*?^\1$", "", write_page(page, project).text)
        assert not re.search(r"(?m)^ */{3}|#!(baked|quoted|given)|\{#", text), page.place


def test_the_list_follows_the_navigation() -> None:
    order = {lang: read_order(ROOT / name) for lang, name in (("en", "mkdocs.en.yml"),)}
    assert order["en"][0] == ("", "index.md")
    pages = [
        Plain("en", name, f"Title of {name}", "What it is.", "") for _, name in order["en"][::-1]
    ]
    text = write_list(read_title(ROOT / "mkdocs.en.yml"), pages, order, ADDRESS)
    assert text.startswith("# Runnable Python\n\n## English\n\n- [Title of index.md](")
    assert re.findall(r"\]\((.*?)\)", text) == [f"{ADDRESS}en/{name}" for _, name in order["en"]]


def test_the_feed_has_the_newest_change_first(tmp_path: Path) -> None:
    pages = [Plain("ko", f"a/{name}.md", name, "<&>", "") for name in ("old", "new", "unknown")]
    dates = {"docs/ko/a/old.md": "2026-01-02", "docs/ko/a/new.md": "2026-03-04"}
    feed = ElementTree.fromstring(write_feed("ko", "이름", pages, dates, ADDRESS))
    assert feed.findtext(f"{ATOM}updated") == "2026-03-04T00:00:00Z"
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["new", "old"]
    assert entries[0].findtext(f"{ATOM}id") == f"{ADDRESS}ko/a/new/"
    assert entries[0].findtext(f"{ATOM}summary") == "<&>"


def test_dates_are_those_of_the_last_commits(tmp_path: Path) -> None:
    assert read_dates(tmp_path) == {}, "no repository, no dates"
    git(tmp_path, "init", "-q")
    for name, date in (("one", "2026-01-02"), ("two", "2026-02-03"), ("one", "2026-03-04")):
        path = tmp_path / f"docs/ko/{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(date)
        git(tmp_path, "add", "docs")
        git(tmp_path, "commit", "-q", "-m", name, date=date)
    assert read_dates(tmp_path) == {"docs/ko/one.md": "2026-03-04", "docs/ko/two.md": "2026-02-03"}


def git(folder: Path, *arguments: str, date: str = "2026-01-01") -> None:
    when = f"{date}T12:00:00Z"
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org"}
    who |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in who.items()}
    facts = who | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "PATH": "/usr/bin:/bin"}
    subprocess.run(("git", *arguments), cwd=folder, env=facts, check=True)
