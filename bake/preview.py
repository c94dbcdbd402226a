"""The pages of one language, held in memory: one that changed is rendered anew at once.

`python -m bake.preview CONFIG FOLDER` renders into FOLDER, piece by piece, what MkDocs's own build
renders in one go. It first names its pages, then says of each what became of it, as lines of JSON;
lines of JSON on stdin say what has changed. What is asked for comes first, the rest meanwhile.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import threading
import traceback
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import jinja2
from mkdocs.commands.build import (
    _build_page,
    _build_theme_template,
    _populate_page,
    get_context,
)
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from bake.problem import Problem

SLOW = "\n/// records"
"""A page with this block reads every record, so it is rendered only when asked for."""
CURE = "correct it: a strict build ends here"


class Warnings(logging.Handler):
    """Keeps what MkDocs and our extension warn of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())

    def take(self) -> list[str]:
        taken, self.messages = self.messages, []
        return taken


@dataclass(frozen=True)
class Book:
    """What a build of MkDocs knows, once it has read its configuration."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: jinja2.Environment
    pages: dict[str, Page]
    """By their sources, `docs/ko/asterisk/packing.md`."""
    warnings: Warnings


def main(config: str, folder: str) -> None:
    """Render until stdin ends."""
    said = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # nobody else writes between the lines

    def tell(**what: object) -> None:
        print(json.dumps(what), file=said, flush=True)

    commands: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_listen, args=(commands,), daemon=True).start()
    warnings = Warnings()
    logging.getLogger("mkdocs").addHandler(warnings)
    try:
        book = open_book(config, folder, warnings)
    except Exception as error:
        tell(pages={}, problems=[astuple(_locate(error, config, ()))])
        return
    wrong = [astuple(Problem(config, 0, text, CURE)) for text in warnings.take()]
    tell(pages={at: page.file.dest_uri for at, page in book.pages.items()}, problems=wrong)
    todo = dict.fromkeys(book.pages, True)
    number, wanted, quiet, index = 0, list[str](), False, False
    while True:
        idle = [] if quiet else [at for at in todo if not _is_slow(book, at)]
        if not commands.empty() or not (wanted or idle or index):
            command = commands.get()
            number, quiet, index = command["number"], command["quiet"], index or command["index"]
            todo |= dict.fromkeys(command["read"], True)
            if command["every"]:
                todo = dict.fromkeys(book.pages, False) | todo
            wanted = [at for at in (*command["first"], *wanted) if at in todo]
            wanted += [at for at in todo if index and at not in wanted]
        elif index and not wanted:
            write_index(book)
            index = False
            tell(index=number)
        else:
            at = wanted.pop(0) if wanted else idle[0]
            title = book.pages[at].title
            problems, changed = show_page(book, at, todo.pop(at))
            wanted = [other for other in wanted if other != at]
            if book.pages[at].title != title:  # the navigation of the others holds it
                todo = dict.fromkeys(book.pages, False) | todo
            links = [astuple(x) for other in book.pages for x in check_links(book, other)]
            told = [astuple(problem) for problem in problems]
            tell(page=at, number=number, problems=told, changed=changed, links=links)


def _listen(commands: SimpleQueue[Any]) -> None:
    for line in sys.stdin:
        commands.put(json.loads(line))
    os._exit(0)


def open_book(path: str, folder: str, warnings: Warnings) -> Book:
    """Do what `mkdocs build` does before it renders pages; their titles are read already."""
    config = load_config(path, site_dir=folder)
    plugins = config.plugins
    plugins.on_startup(command="serve", dirty=False)
    config = plugins.on_config(config)
    plugins.on_pre_build(config=config)
    files = get_files(config)
    env = config.theme.get_env()
    files.add_files_from_theme(env, config)
    files = plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = plugins.on_nav(get_navigation(files, config), config=config, files=files)
    pages: dict[str, Page] = {}
    for file in files.documentation_pages():
        page = file.page or Page(None, file, config)
        pages[os.path.relpath(file.abs_src_path or "")] = page
        with suppress(OSError, ValueError):  # said when it is rendered
            page.read_source(config)
    env = plugins.on_env(env, config=config, files=files)
    env.auto_reload = True
    files.copy_static_files()
    for template in config.theme.static_templates:
        _build_theme_template(template, env, files, config, nav)
    plugins.on_post_build(config=config)  # an empty search index, which every page loads
    return Book(config, files, nav, env, pages, warnings)


def show_page(book: Book, at: str, read: bool) -> tuple[list[Problem], bool]:
    """Render a page, from its source or into the templates alone; one with a problem stays.

    Gives what is wrong, and whether the page now is another than before.
    """
    page, config = book.pages[at], book.config
    path = Path(page.file.abs_dest_path)
    before = path.read_bytes() if path.exists() else b""
    book.warnings.take()
    try:
        if read or page.content is None:
            _populate_page(page, config, book.files)
            check_links(book, at, keep=True)
        said = book.warnings.take()
        if not said or not before:
            _build_page(page, config, book.files.documentation_pages(), book.nav, book.env)
    except Exception as error:
        book.warnings.take()
        return [_locate(error, at, config.theme.dirs)], False
    problems = [_explain(text, at) for text in said]
    return problems, path.exists() and path.read_bytes() != before


def check_links(book: Book, at: str, keep: bool = False) -> list[Problem]:
    """Find links of a rendered page to headings that are not there."""
    book.pages[at].validate_anchor_links(files=book.files, log_level=logging.WARNING)
    return [] if keep else [_explain(text, at) for text in book.warnings.take()]


def write_index(book: Book) -> None:
    """Write the search index as the last step of a build does, without what was there before."""
    book.config.plugins.on_pre_build(config=book.config)
    for page in book.pages.values():
        if page.content is not None:
            context = get_context(book.nav, book.files, book.config, page)
            book.config.plugins.on_page_context(
                context, page=page, config=book.config, nav=book.nav
            )
    book.config.plugins.on_post_build(config=book.config)


def _is_slow(book: Book, at: str) -> bool:
    return SLOW in (book.pages[at].markdown or "")


def _explain(text: str, at: str) -> Problem:
    """A warning with its line, which is that of the first thing it quotes."""
    name = at.split("/", 2)[-1]
    found = text.removeprefix(f"{name}: ").removeprefix(f"Doc file '{name}' ")
    found, _, cure = found.partition(" Did you mean ")
    lines = Path(at).read_text(encoding="utf-8", errors="replace").split("\n")
    quoted = [word for word in re.findall(r"'([^']+)'", found) if word != name]
    numbers = (n for word in quoted for n, line in enumerate(lines, 1) if word in line)
    return Problem(at, next(numbers, 0), found, f"did you mean {cure}" if cure else CURE)


def _locate(error: Exception, at: str, folders: Iterable[str]) -> Problem:
    """An exception as a problem, at the line of the template where it arose."""
    name = "" if isinstance(error, OSError) else getattr(error, "filename", None) or ""
    frames = [(f.filename, f.lineno or 0) for f in traceback.extract_tb(error.__traceback__)]
    frames += [(name, getattr(error, "lineno", 0))]
    for path, line in reversed(frames):
        if any(Path(path).is_relative_to(folder) for folder in folders):
            at = os.path.relpath(path)
            return Problem(at, line, f"{type(error).__name__}: {error}", "correct the template")
    return Problem(at, 0, f"{type(error).__name__}: {error}", CURE)


if __name__ == "__main__":
    main(*sys.argv[1:])
