"""What makes MkDocs build faster and changes nothing in what it builds.

Most are patches of MkDocs, Material and Jinja, so tests/test_faster.py compares the results.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
import mkdocs.commands.build as mkdocs_build
from jinja2.runtime import Macro
from material.plugins.search.plugin import SearchIndex
from mkdocs.theme import Theme

from bake import markdown

TEMPLATES = ".cache/templates"
PRE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
SPANS = re.compile(r"</?span\b[^>]*>")
EXCLUDED = re.compile(
    r"(<(div|details)\b[^>]* data-search-exclude\b[^>]*>)(?:(?!<\2\b).)*?(?=</\2>)", re.DOTALL
)
"""What the index leaves out as a whole."""
ENTRY = ("nav_item", "path", "level", "parent")
"""The arguments of Material's macro `render`, which makes an entry of the navigation."""


def index_faster() -> None:
    """Let the search plugin, which parses every tag of every page, see fewer of them."""
    add = SearchIndex.add_entry_from_context

    def add_thinned(index: SearchIndex, page: Any) -> None:
        content = page.content
        page.content = thin(content)
        add(index, page)
        page.content = content

    SearchIndex.add_entry_from_context = add_thinned


def thin(html: str) -> str:
    """Drop what changes nothing in the index: tags that colour code, and what it leaves out."""
    html = PRE.sub(lambda pre: SPANS.sub("", pre[0]), html)
    return EXCLUDED.sub(r"\1", html)


def render_entries_once() -> None:
    """Let the theme render an entry of the navigation once for all pages that link to it alike.

    It renders all entries on every page: with 1,000 pages a million, most of a build's time.
    """
    get_context, invoke = mkdocs_build.get_context, Macro._invoke
    kept: dict[tuple[object, ...], str] = {}
    folders: set[str] = set()
    place: str | None = None

    def note_place(nav: Any, files: Any, config: Any, page: Any = None, base_url: str = "") -> Any:
        nonlocal place
        place = None
        if page:
            folders.update(() if folders else find_folders(file.url for file in files))
            place = find_place(page.url, folders)
        return get_context(nav, files, config, page, base_url)

    def invoke_once(macro: Macro, arguments: list[Any], autoescape: bool) -> str:
        if place is None or tuple(macro.arguments) != ENTRY or arguments[0].active:
            return invoke(macro, arguments, autoescape)
        entry, path, level, parent = arguments
        key = place, id(entry), path, level, getattr(parent, "active", False)
        if key not in kept:
            kept[key] = invoke(macro, arguments, autoescape)
        return kept[key]

    mkdocs_build.get_context = note_place
    Macro._invoke = invoke_once  # type: ignore[assignment, method-assign]


def find_folders(urls: Iterable[str]) -> set[str]:
    """Every folder that a page is in."""
    parts = (url.strip("./").split("/")[:-1] for url in urls)
    return {"/".join(names[:end]) for names in parts for end in range(len(names) + 1)}


def find_place(url: str, folders: Set[str]) -> str:
    """From where links lead to other pages alike: a page's folder; the page if pages are in it."""
    path = url.strip("./")
    return url if path in folders else path.rpartition("/")[0]


def look_once() -> None:
    """Let pages take snippets and records as they were when they were first asked for.

    Our own extension would look at each record's time for every number, which the preview needs.
    """
    markdown.load_snippet = lru_cache(maxsize=None)(markdown.load_snippet)


def keep_templates(root: Path) -> None:
    """Keep the theme's compiled templates, each until its source or Jinja changes."""
    get_env = Theme.get_env
    folder = root / TEMPLATES

    def get_env_that_keeps(theme: Theme) -> jinja2.Environment:
        env = get_env(theme)
        folder.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(folder))
        return env

    Theme.get_env = get_env_that_keeps  # type: ignore[assignment, method-assign]
