"""Convert records to HTML with mkdocs-jupyter, which shows them and never runs them.

`python -m bake.convert TEMPLATES` reads jobs on stdin, one JSON list `[record, view]` a line: the
notebook's path and where its view goes, which is JSON. The template `cells.html` of the folder
replaces mkdocs-jupyter's scripts and styles; the filters here do what it leaves undone: ids of
Korean headings, harmless figures, visible control characters.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from html import escape, unescape
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from mkdocs_jupyter import nbconvert2
from mkdocs_jupyter.convert import nb2html
from nbconvert.exporters.html import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments import highlight
from pymdownx.slugs import slugify

from bake.disk import replace_file
from bake.figure import inline_figure
from bake.formula import convert_formula
from bake.outcome import VISIBLE, Output
from bake.render import FORMATTER, LEXER, render_output
from bake.ways import MARKER

MAX_BODY = 54_000
"""Bytes of a view that its page has room for; larger figures become files of their own."""
XMLNS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG_SIZE = re.compile(r'(?<= )(width|height)="\d+"')
MARK = re.compile(r"<!--(\d+)-->")
TAG = re.compile(r"<[^>]*>")
Job = tuple[str, str]
BATCH = 16
"""Records for which it is worth starting one more process."""


@dataclass
class Found:
    """What the filters find while a notebook is converted."""

    held: list[str] = field(default_factory=list)
    """Finished HTML; the body holds a mark in its place, since nbconvert parses what it made."""
    figures: list[tuple[str, str]] = field(default_factory=list)
    """Cell and SVG, in order; they are held as well, each as `mark_figure(i)`."""
    contents: list[tuple[int, str, str]] = field(default_factory=list)
    """Level, id and text of headings and, as level 0, of code cells."""

    def clear(self) -> None:
        for items in (self.held, self.figures, self.contents):
            items.clear()

    def hold(self, html: str) -> str:
        self.held.append(html)
        return f"<!--{len(self.held) - 1}-->"

    def restore(self, body: str) -> str:
        return MARK.sub(lambda mark: self.held[int(mark[1])], body)


class Text(IPythonRenderer):
    """Markdown of a cell: no HTML of its own, no pictures from elsewhere, headings below h1."""

    def __init__(self, found: Found) -> None:
        super().__init__(escape=True, allow_harmful_protocols=False)
        self.found = found

    def heading(self, text: str, level: int, **attributes: Any) -> str:
        words = unescape(TAG.sub("", text))
        name = slug = slugify(case="lower")(words, "-") or "section"
        taken = {known for _, known, _ in self.found.contents}
        number = 1
        while name in taken:
            number += 1
            name = f"{slug}-{number}"
        self.found.contents.append((level, name, words))
        level = min(level + 1, 6)
        return f'<h{level} id="{escape(name)}">{text}</h{level}>\n'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return escape(unescape(text))

    def block_mermaidjs(self, code: str) -> str:
        return f"<pre>{escape(code)}</pre>"

    def inline_math(self, body: str) -> str:
        return set_formula(body, display=False)

    def block_math(self, body: str) -> str:
        return set_formula(body, display=True)


def set_formula(tex: str, *, display: bool) -> str:
    """A formula as MathML; what cannot be read stays as it was typed."""
    try:
        return convert_formula(tex, display)
    except ValueError:
        return escape(tex)


def make_filters(found: Found) -> dict[str, Callable[..., str]]:
    """What `cells.html` asks for."""

    def highlight_code(source: str, **_: object) -> str:
        html = highlight(MARKER.sub("", source).translate(VISIBLE), LEXER, FORMATTER)
        return found.hold(html.replace("<code>", '<code tabindex="0">', 1))

    def show_stream(text: str, name: str) -> str:
        out, err = (text, "") if name == "stdout" else ("", text)
        return found.hold(render_output(Output("", out, err, ()), "en"))

    def list_cell(name: str) -> str:
        found.contents.append((0, f"cell-{name}", name))
        return name

    def hold_figure(svg: str, cell: str) -> str:
        found.figures.append((cell, svg))
        return found.hold(mark_figure(len(found.figures) - 1))

    def show_markdown(source: str) -> str:
        return found.hold(str(MarkdownWithMath(renderer=Text(found)).render(source)))

    return {
        "highlight_code": highlight_code,
        "show_stream": show_stream,
        "hold_figure": hold_figure,
        "list_cell": list_cell,
        "markdown2html": show_markdown,
    }


def mark_figure(number: int) -> str:
    return f'<div class="baked-plot" data-figure="{number + 1}"></div>'


def make_converter(templates: Path) -> Callable[[Path], dict[str, Any]]:
    """A function from a record's path to its view; mkdocs-jupyter's exporter is made only once.

    It would compile its templates for every notebook, which takes 0.15 s.
    """
    found = Found()
    made: list[HTMLExporter] = []

    def make_exporter(**given: Any) -> HTMLExporter:
        if not made:
            given["config"].NbConvertBase.display_data_priority = ["image/svg+xml", "text/plain"]
            given["template_file"] = "cells.html"
            given["extra_template_paths"] = [str(templates), *given["extra_template_paths"]]
            given["filters"] = make_filters(found)
            made.append(HTMLExporter(**given))  # type: ignore[no-untyped-call]
        return made[0]

    def convert(path: Path) -> dict[str, Any]:
        found.clear()
        nbconvert2.HTMLExporter = make_exporter
        html = nb2html(str(path), execute=False, allow_errors=False, custom_mathjax_url="")
        html = html.rpartition("<style>")[0]  # nb2html adds style for its own template
        body = found.restore(html).strip()
        return {"contents": list(found.contents), **place_figures(body, found.figures)}

    return convert


def place_figures(body: str, figures: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Put figures into a body, the largest as files beside the page while it would be too large."""
    labels = [(cell, f"Figure {number}, {cell}") for number, (cell, _) in enumerate(figures, 1)]
    shown = [
        inline_figure(svg, f"figure-{number}", label)
        for number, ((_, svg), (_, label)) in enumerate(zip(figures, labels, strict=True), 1)
    ]
    files: dict[str, str] = {}
    size = len(body.encode()) + sum(len(svg.encode()) for svg in shown)
    for number in sorted(range(len(shown)), key=lambda number: -len(shown[number])):
        if size > MAX_BODY:
            name, svg = f"figure-{number + 1}.svg", shown[number]
            files[name] = svg.replace("<svg", f"<svg {XMLNS}", 1)
            shown[number] = _link_figure(name, svg, labels[number][1])
            size += len(shown[number].encode()) - len(svg.encode())
    for number, svg in enumerate(shown):
        mark = mark_figure(number)
        body = body.replace(mark, mark.replace("></div>", f">{svg}</div>"))
    return {"body": body, "figures": labels, "files": files}


def _link_figure(name: str, svg: str, alt: str) -> str:
    size = " ".join(m[0] for m in SVG_SIZE.finditer(svg.partition(">")[0]))
    return f'<img class="notebook-figure" src="{name}" alt="{escape(alt)}" {size} loading="lazy">'


def convert_all(templates: Path, jobs: Sequence[Job]) -> Iterator[str]:
    """Write the views of records; yield a line for each that cannot be converted."""
    workers = min(os.cpu_count() or 1, 1 + len(jobs) // BATCH)
    parts = [jobs[number::workers] for number in range(workers)]
    if workers == 1:
        yield from _convert_part(templates, jobs)
        return
    with ProcessPoolExecutor(workers, get_context("fork")) as pool:  # imports are shared
        for problems in pool.map(_convert_part, [templates] * workers, parts):
            yield from problems


def _convert_part(templates: Path, jobs: Sequence[Job]) -> list[str]:
    convert = make_converter(templates)
    problems = []
    for record, view in jobs:
        try:
            made = convert(Path(record))
        except Exception as error:  # whatever nbconvert says of a notebook, the next one is tried
            text = str(error).partition("\n")[0]
            problems.append(json.dumps([record, f"{type(error).__name__}: {text}"]))
        else:
            replace_file(Path(view), json.dumps(made, ensure_ascii=False))
    return problems


def main(templates: str) -> int:
    """Do the jobs of stdin; status 1 if one failed, each failure is a line of stdout."""
    jobs: list[Job] = [tuple(json.loads(line)) for line in sys.stdin]
    problems = list(convert_all(Path(templates), jobs))
    print("\n".join(problems))
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
