"""The page that shows a record as a notebook: what stands around its cells.

One copy serves both languages: the cells are the same in both, and the few words say it twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from string import Template
from typing import Any

from bake.record import Record, Standing
from bake.render import WORDS, describe_machine, list_packages
from bake.shown import Showing
from bake.snippet import Snippet
from bake.ways import has_download, name_download, name_view

UP = "../../../../"
"""From a page to the site's root."""
HEAD_LINK = re.compile(r'<link rel="(?:icon|preload|stylesheet)"[^>]*>')
ASSETS = re.compile(r'href="(?:\.\./)*assets/')
BODY = re.compile(r"<body[^>]*>")
CURRENT = ' aria-current="page"'


@dataclass(frozen=True)
class Subject:
    """A record with what the project knows of it."""

    standing: Standing
    record: Record
    snippet: Snippet
    showings: Sequence[Showing]
    """The blocks that show the snippet."""
    runners: Sequence[str]
    """All that recorded it."""

    @property
    def address(self) -> str:
        return name_view(self.standing.runner, self.standing.snippet)


def make_frame(template: str, model: str, address: str) -> Template:
    """The page without a record; style, icon and colours are those of a Korean page, the model."""
    links = HEAD_LINK.findall(model.partition("</head>")[0])
    body = BODY.search(model)
    return Template(
        Template(template).safe_substitute(
            address=address,
            body=body[0] if body else "<body>",
            links="\n    ".join(ASSETS.sub(f'href="{UP}ko/assets/', link) for link in links),
            up=UP,
        )
    )


def fill_frame(frame: Template, subject: Subject, view: Mapping[str, Any]) -> str:
    """The page of a record; `view` is what `bake.convert` made of it."""
    name, runner = subject.standing.snippet, subject.standing.runner
    slug = name.partition("/")[2].removesuffix(".py")
    point = find_point(subject.snippet)
    korean = [s.address.partition("#")[0] for s in subject.showings if s.page.language == "ko"]
    return frame.substitute(
        canonical=korean[0] if korean else f"{subject.address}/",
        contents=_render_contents(view["contents"]),
        cells=_name_figures(view["body"], view["figures"], subject.showings),
        description=escape(f"{point or slug} ({name}, {runner}, {subject.record.run.date})"),
        download=_render_download(subject.snippet),
        facts=_render_facts(subject.record),
        name=escape(name).replace("/", "/<wbr>").replace("_", "_<wbr>"),
        old=_render_old(subject.standing),
        pages=_render_pages(subject.showings),
        record=subject.standing.path,
        runners=_render_runners(subject),
        snippet=f"snippets/{name}",
        title=escape(f"{slug}: {point} ({runner})" if point else f"{slug} ({runner})"),
    )


def find_point(snippet: Snippet) -> str:
    """The first sentence of its text; empty if it has none."""
    text = next((cell.source for cell in snippet.cells if cell.kind == "markdown"), "")
    return re.split(r"(?<=[.!?]) ", " ".join(text.split()), maxsplit=1)[0].lstrip("# ")


def _both(key: str) -> str:
    """A word in both languages."""
    return f'{WORDS["ko"][key]} <span lang="en">{WORDS["en"][key]}</span>'


def _render_facts(record: Record) -> str:
    """Runner, machine, versions, date and seconds."""
    facts = record.environment
    python = f"Python {facts.get('python')} ({facts.get('build')})"
    shown = {
        "runner": f"<code>{escape(record.run.runner)}</code>",
        "machine": escape(describe_machine(record)),
        "versions": escape(", ".join([python, *list_packages(record)])),
        "date": escape(record.run.date),
        "seconds": f"{record.run.seconds:.2f}",
    }
    rows = (f"<div><dt>{_both(key)}</dt><dd>{shown[key]}</dd></div>" for key in shown)
    return "".join(rows)


def _render_old(standing: Standing) -> str:
    return f'<p class="notebook-old">{_both("old")}</p>' if standing.state == "stale" else ""


def _render_contents(contents: Sequence[tuple[int, str, str]]) -> str:
    """Headings and cells, each with a link."""
    return "".join(
        f'<li data-level="{level}"><a href="#{escape(name)}">{escape(text)}</a></li>'
        for level, name, text in contents
    )


def _name_figures(
    body: str, figures: Sequence[tuple[str, str]], showings: Sequence[Showing]
) -> str:
    """Give every figure, known by its cell and label, the alt text that it has on a page."""
    for showing in (s for s in showings if s.page.language == "en" and s.block.alt):
        chosen = showing.block.selection or tuple(dict.fromkeys(cell for cell, _ in figures))
        labels = [label for name in chosen for cell, label in figures if cell == name]
        for label, alt in zip(labels, showing.block.alt, strict=False):
            body = body.replace(f'="{escape(label)}"', f'="{escape(alt)}"', 1)
    return body


def _render_download(snippet: Snippet) -> str:
    if not has_download(snippet):
        return ""
    return f'<li><a href="{UP}{name_download(snippet)}" download>{_both("notebook")}</a></li>'


def _render_pages(showings: Sequence[Showing]) -> str:
    """Links to the blocks that show this snippet, one for each page, Korean first."""
    first: dict[tuple[str, str], Showing] = {}
    for showing in showings:
        first.setdefault((showing.page.language, showing.page.name), showing)
    ordered = sorted(first.values(), key=lambda showing: showing.page.language != "ko")
    return "".join(
        f'<li lang="{s.page.language}"><a href="{UP}{s.address}" hreflang="{s.page.language}">'
        f"{escape(str(s.page.meta.get('title', s.page.name)))}</a></li>"
        for s in ordered
    )


def _render_runners(subject: Subject) -> str:
    """Links to the notebooks of all runners that recorded this snippet, itself included."""
    return "".join(
        f'<li><a href="{UP}{name_view(runner, subject.standing.snippet)}/"'
        f"{CURRENT if runner == subject.standing.runner else ''}><code>{escape(runner)}</code>"
        "</a></li>"
        for runner in subject.runners
    )
