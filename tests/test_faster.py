"""What makes a build faster changes nothing in what it builds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import hash_files
from material.plugins.search.plugin import Parser
from pygments import highlight
from test_reproducible import commit_project

from bake.faster import TEMPLATES, find_folders, find_place, thin
from bake.languages import CONFIGS
from bake.render import FORMATTER, LEXER

CODE = highlight("for n in range(3):\n\n    print(n,  'a  <b>')  # (1)!\n\n\n", LEXER, FORMATTER)
LEFT_OUT = '<details class="x" data-search-exclude><summary>who</summary> <p>when</p></details>'
NESTED = "<div data-search-exclude>a<div>b</div>c <span>d</span></div>"
PAGES = {
    "code": CODE,
    "two blocks": f"<p>before</p>{CODE}\n\n<p>between</p>\n{CODE}",
    "left out": f"<p>one</p>\n{LEFT_OUT}\n<p>two</p>\n<div data-search-exclude>\n{CODE[:9]}</div>",
    "nested": f"<p>one</p>{NESTED}<p>two</p>",
    "output": "<pre class='x'><samp> 1 <span>\n</span> \n<span> </span>2</samp></pre> <p>after</p>",
    "heading": f'<h2 id="a">A <span>b</span></h2>{CODE}{LEFT_OUT}<h3 id="c">C</h3><p>d</p>',
}


def index(html: str) -> list[tuple[str | None, str, str]]:
    """What the plugin takes: each section's id, title and text."""
    parser = Parser()
    parser.feed(f'<h1 id="top">Top</h1>{html}')
    parser.close()
    return [(s.id, "".join(s.title), "".join(s.text)) for s in parser.data]


@pytest.mark.parametrize("page", PAGES)
def test_index_is_the_same(page: str) -> None:
    assert index(thin(PAGES[page])) == index(PAGES[page])


def test_most_tags_are_hidden() -> None:
    assert thin(CODE).count("<") < CODE.count("<") / 4
    assert "who" not in thin(LEFT_OUT)


NAV = """
nav:
  - index.md
  - Flat: [flat/index.md, flat/one.md, flat/two.md]
  - Deep:
      - deep/a.md
      - Inner: [deep/inner/b.md, deep/inner/c.md]
      - Beside: [deep/beside/d.md, deep/a/below.md]
  - elsewhere: http://example.org/
"""
SOURCES = (
    *("index.md", "flat/index.md", "flat/one.md", "flat/two.md", "deep/a.md", "deep/a/below.md"),
    *("deep/inner/b.md", "deep/inner/c.md", "deep/beside/d.md"),
)


@pytest.mark.parametrize("features", ["", "navigation.indexes", "navigation.prune, toc.integrate"])
def test_a_build_is_that_of_mkdocs(tmp_path: Path, features: str) -> None:
    """Twice: the second one has the compiled templates of the first."""
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Test\nplugins: [search]\n"
        f"theme: {{name: material, features: [navigation.tabs, navigation.sections, {features}]}}\n"
        + NAV
    )
    for name in SOURCES:
        page = tmp_path / "docs" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"# Page {name}\n\n## Part\n\n```python\nprint({name!r})\n```\n")
    plain, first, second = (build(tmp_path, tool, "mkdocs.yml") for tool in ("mkdocs", "us", "us"))
    assert len([name for name in plain if name.endswith(".html")]) == len(SOURCES) + 1  # and 404
    assert first == plain and second == plain
    assert list((tmp_path / TEMPLATES).iterdir())


def test_a_build_of_snippets_is_that_of_mkdocs(baked: Path) -> None:
    """With our own extension, its records and its numbers."""
    commit_project(baked)
    for config in CONFIGS.values():
        plain, ours = (build(baked, tool, config) for tool in ("mkdocs", "us"))
        assert any(b"baked-number" in content for content in plain.values())
        assert ours == plain


def build(root: Path, tool: str, config: str) -> dict[str, bytes]:
    """The files that MkDocs makes of a project, by itself or as we let it."""
    commands = {
        "mkdocs": ["mkdocs", "build", "-q", "-f", config, "-d", "built/en"],
        "us": ["bake.builder", "built", f"en={config}"],
    }
    environment = os.environ | {"SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-m", *commands[tool]], cwd=root, env=environment, check=True)
    return hash_files(root / "built/en")


def test_pages_share_links_where_no_page_is_below_them() -> None:
    urls = ["./", "flat/", "flat/one/", "flat/two/", "deep/a/", "deep/a/below/"]
    places = [find_place(url, find_folders(urls)) for url in urls]
    assert places == ["./", "flat/", "flat", "flat", "deep/a/", "deep/a"]
