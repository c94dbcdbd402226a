"""The Python-Markdown extension: the blocks `/// snippet` and its like, and `#!baked` numbers.

One extension, no plugin, so that MkDocs and Zensical both render the pages. `bake check` has
read every source before; what is wrong all the same stands visibly on the page and, as a warning
of the logger `mkdocs.bake`, ends a strict build.
"""

from __future__ import annotations

import logging
import os
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from typing import Any, ClassVar

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_any

from bake.banner import render_banner
from bake.browser import Runtime, explain, find_way, read_runtime
from bake.chart import collect_bars, render_chart
from bake.formula import convert_formula
from bake.front import Front, is_behind, read_front, read_text
from bake.ledger import Entry, find_places, render_entries, render_reasons, render_runners
from bake.outcome import Output
from bake.problem import suggest
from bake.published import find_values, format_number, summarise
from bake.reading import Boxes, Stretches
from bake.record import Record, Standing, find_standings
from bake.reference import NumberRef, parse_number, parse_reference
from bake.render import (
    choose_standing,
    render_code,
    render_figures,
    render_file_link,
    render_output,
    render_runs,
    render_ways,
)
from bake.snippet import Snippet, count_markers, find_snippets, read_snippet, select_cells

LOG = logging.getLogger("mkdocs.bake")
NOT_RECORDED = {"ko": "아직 기록 없음", "en": "not recorded yet"}


class BakeExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx is untyped
    """Configured by `language` (`ko` or `en`) and `root`, the project's folder."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {
            "language": ["ko", "language of the words around code and results"],
            "root": [".", "folder that holds snippets/ and records/"],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:
        super().extendMarkdown(md)
        # Before pymdownx.inlinehilite (190), which would read `#!baked` as a language.
        md.inlinePatterns.register(BakedNumber(md, self.getConfigs()), "baked", 195)
        # After the inline patterns (20), which leave formulas as text of pymdownx.arithmatex.
        md.treeprocessors.register(Formulas(md), "baked-formulas", 15)
        md.treeprocessors.register(Banner(md, self.getConfigs()), "baked-banner", 5)
        # Last of all: what others make of a page is in it by then.
        md.treeprocessors.register(Stretches(md), "baked-stretches", -5)
        md.postprocessors.register(Boxes(), "baked-boxes", -5)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        config = self.getConfigs()
        config["runtime"] = read_runtime(Path(config["root"]).resolve())  # once for a page
        for block in (SnippetBlock, FigureBlock, ChartBlock, RecordsBlock):
            block_mgr.register(block, config)


def makeExtension(**kwargs: Any) -> BakeExtension:
    """Named by Python-Markdown: the extension is written `bake.markdown` in mkdocs.yml."""
    return BakeExtension(**kwargs)


@lru_cache(maxsize=4096)
def _load(root: Path, name: str, stamp: tuple[int, ...]) -> tuple[Snippet, tuple[Standing, ...]]:
    snippet = read_snippet(root / "snippets" / name, root)
    if not isinstance(snippet, Snippet):
        raise LookupError(str(snippet))
    standings = tuple(find_standings(root, [snippet]))
    for standing in standings:
        if not isinstance(standing, Standing):
            raise LookupError(str(standing))
    known = (s for s in standings if isinstance(s, Standing))
    return snippet, tuple(s for s in known if s.record or s.runner != "browser")


def load_snippet(root: Path, name: str) -> tuple[Snippet, tuple[Standing, ...]]:
    """Read a snippet and its records, again only when one of the files has changed.

    Raises LookupError with a message for the page.
    """
    path = root / "snippets" / name
    if not path.is_file():
        known = (p.relative_to(root / "snippets").as_posix() for p in root.glob("snippets/*/*.py"))
        raise LookupError(f"found no snippet {name!r}: {suggest(name, known)}")
    return _load(root, name, (_stamp(path), *_stamp_records(root, name)))


def _stamp_records(root: Path, name: str) -> Iterator[int]:
    """When each runner's record of a snippet was written."""
    folder = root / "records"
    for runner in sorted(os.listdir(folder)) if folder.is_dir() else ():
        yield _stamp(f"{folder}/{runner}/{name.removesuffix('.py')}.ipynb")


def _stamp(path: Path | str) -> int:
    """When a file was written; 0 if it is not there."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def find_source(md: Markdown) -> tuple[str, str]:
    """The page's name below `docs/LANGUAGE` and the way up to the site's root (`../../`).

    MkDocs and Zensical each leave the page in a place of their own; elsewhere both are empty.
    """
    if "relpath" in md.treeprocessors:
        file = md.treeprocessors["relpath"].file  # type: ignore[attr-defined]  # set by MkDocs
        return file.src_uri, "../" * (file.dest_uri.count("/") + 1)
    if "rendering_context" in md.preprocessors:  # Zensical, which adds the way up by itself
        name = md.preprocessors["rendering_context"].page.path  # type: ignore[attr-defined]
        return name, "../" * (name.count("/") + 1)
    return "", ""


def _report(md: Markdown, message: str) -> str:
    """Warn, and put the complaint on the page."""
    LOG.warning("%s: %s", find_source(md)[0] or "page", message)
    return f'<p class="baked-problem">{escape(message)}</p>'


class BakedBlock(Block):  # type: ignore[misc]
    """What the blocks share: an argument that names files, and alt texts."""

    ARGUMENT: ClassVar[bool | None] = True
    OPTIONS: ClassVar = {"alt": ("", type_any)}

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": f"baked baked-{self.NAME}"})

    def on_markdown(self) -> str:
        return "block"

    def on_end(self, block: etree.Element) -> None:
        """Replace the body by what the block shows."""
        body = list(block)
        for child in body:
            block.remove(child)
        block.text = ""
        try:
            self.fill(block, body)
        except LookupError as error:
            self.put(block, _report(self.md, str(error.args[0])))

    def fill(self, block: etree.Element, body: list[etree.Element]) -> None:
        raise NotImplementedError

    def put(self, block: etree.Element, html: str) -> None:
        """Add finished HTML."""
        if html:
            etree.SubElement(block, "p").text = self.md.htmlStash.store(html)

    def caption(self, block: etree.Element, body: list[etree.Element]) -> None:
        """Not a `figcaption`: that would have to be the last in its figure."""
        etree.SubElement(block, "div", {"class": "baked-caption"}).extend(body)

    @property
    def root(self) -> Path:
        return Path(self.config["root"]).resolve()

    @property
    def runtime(self) -> Runtime:
        runtime: Runtime = self.config["runtime"]
        return runtime

    @property
    def language(self) -> str:
        return str(self.config["language"])

    @property
    def up(self) -> str:
        return find_source(self.md)[1]

    @property
    def alts(self) -> list[str]:
        alt = self.options["alt"]
        return [str(text) for text in alt] if isinstance(alt, list) else [str(alt)]

    def load(self) -> tuple[list[tuple[Snippet, tuple[Standing, ...]]], tuple[str, ...]]:
        """Read the files of the argument; LookupError if something is wrong with it."""
        reference = parse_reference(self.argument, self.NAME)
        if isinstance(reference, str):
            raise LookupError(reference)
        return [load_snippet(self.root, file) for file in reference.files], reference.selection

    def render_ways(self, snippet: Snippet, cells: Sequence[str]) -> str:
        """Ask whether this very file was run in the runtime of this site, and with what result."""
        version = self.runtime.version
        way = self.find_way(snippet) if version else None
        shown = choose_standing(load_snippet(self.root, snippet.name)[1])
        return render_ways(
            snippet,
            self.up,
            self.language,
            version=version if way == "run" else "",
            why="" if way in (None, "run") else explain(way, self.language),
            cells=" ".join(cells) if len(cells) < len(snippet.code_cells) else "",
            runner=shown.runner if shown else "",
        )

    def is_runnable(self, snippet: Snippet) -> bool:
        return self.find_way(snippet) == "run"

    def find_way(self, snippet: Snippet) -> str | None:
        return find_way(self.root, snippet, self.runtime)

    def number(self) -> int:
        """Count the blocks of the page, for ids that are its own."""
        self.tracker["count"] = self.tracker.get("count", 0) + 1
        return int(self.tracker["count"])


def _find_outputs(standings: Sequence[Standing]) -> dict[str, Output]:
    shown = choose_standing(standings)
    return {o.cell: o for o in shown.record.run.outputs} if shown and shown.record else {}


def _says_something(output: Output) -> bool:
    return bool(output.stdout or output.stderr or output.figures)


class SnippetBlock(BakedBlock):
    """`/// snippet | FILE # cell, cell`: code, annotations, output, figures, provenance."""

    NAME = "snippet"

    def fill(self, block: etree.Element, body: list[etree.Element]) -> None:
        [(snippet, standings)], selection = self.load()
        cells = select_cells(snippet, selection)
        if isinstance(cells, str):
            known = (cell.name for cell in snippet.code_cells)
            raise LookupError(f"found no cell {cells!r} in {snippet.name}: {suggest(cells, known)}")
        outputs = _find_outputs(standings)
        notes = [item for child in body if child.tag == "ol" for item in child]
        alts = self.alts
        prefix = f"{snippet.slug}-{self.number()}"
        block.set("id", prefix)
        self.put(block, render_file_link(snippet.name, self.up, self.language))
        for cell in cells:
            self.put(block, render_code(cell, prefix))
            count = count_markers(cell)
            if notes[:count]:
                # Material binds annotations only to a list that directly follows the code.
                etree.SubElement(block, "ol").extend(notes[:count])
                notes = notes[count:]
            if output := outputs.get(cell.name):
                self.put(block, render_output(output, self.language))
                self.put(block, render_figures(output, alts, f"{prefix}-{cell.name}"))
                alts = alts[len(output.figures) :]
        seen = [cell.name for cell in cells if outputs.get(cell.name)]
        told = any(_says_something(outputs[name]) for name in seen)
        self.put(block, self.render_ways(snippet, seen if told else ()))
        self.put(block, render_runs([standings], self.up, self.language))


class FigureBlock(BakedBlock):
    """`/// figure | FILE # cell`: only what a cell drew, with a caption."""

    NAME = "figure"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": "baked-figure", "role": "figure"})

    def fill(self, block: etree.Element, body: list[etree.Element]) -> None:
        [(snippet, standings)], selection = self.load()
        alts = self.alts
        prefix = f"{snippet.slug}-figure-{self.number()}"
        block.set("id", prefix)
        outputs = _find_outputs(standings)
        for name in selection or tuple(outputs):
            if output := outputs.get(name):
                self.put(block, render_figures(output, alts, f"{prefix}-{name}"))
                alts = alts[len(output.figures) :]
        self.caption(block, body)
        if self.is_runnable(snippet):
            self.put(block, self.render_ways(snippet, selection))
        self.put(block, render_runs([standings], self.up, self.language))


class ChartBlock(BakedBlock):
    """`/// chart | FILE [FILE…] # seconds`: published numbers as bars, with a caption."""

    NAME = "chart"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": "baked-chart", "role": "figure"})

    def fill(self, block: etree.Element, body: list[etree.Element]) -> None:
        files, [name] = self.load()
        records = [
            [s.record for s in standings if s.record and s.runner != "browser"]
            for _, standings in files
        ]
        bars = collect_bars(records, name)
        if isinstance(bars, str):
            raise LookupError(bars)
        self.put(block, render_chart(bars, name, self.language))
        self.caption(block, body)
        runs = [standings for _, standings in files]
        self.put(block, render_runs(runs, self.up, self.language))


class RecordsBlock(BakedBlock):
    """`/// records | TOPIC`: its snippets with their records; without a topic, what all share."""

    NAME = "records"
    ARGUMENT = None

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": "baked-records"})

    def fill(self, block: etree.Element, body: list[etree.Element]) -> None:
        topic = (self.argument or "").strip()
        entries = self.list_entries()
        if not topic:
            self.put(block, render_reasons(entries, self.language))
            self.put(block, render_runners(entries, self.language))
            return
        chosen = [entry for entry in entries if entry.name.startswith(f"{topic}/")]
        if not chosen:
            known = (entry.name.partition("/")[0] for entry in entries)
            raise LookupError(f"found no topic {topic!r}: {suggest(topic, known)}")
        places = find_places(self.root, self.language)
        self.put(block, render_entries(chosen, places, self.up, self.language))

    def list_entries(self) -> list[Entry]:
        names = (f"{path.parent.name}/{path.name}" for path in find_snippets(self.root))
        read = [load_snippet(self.root, name) for name in names]
        return [Entry(s.name, self.find_way(s) or "", standings) for s, standings in read]


class BakedNumber(InlineProcessor):
    """`` `#!baked FILE name.label …` ``, `` `#!quoted 10.07` `` and `` `#!given 0.1 s` ``."""

    def __init__(self, md: Markdown, config: dict[str, Any]) -> None:
        super().__init__(r"(?<![\\`])`#!(baked|quoted|given) +([^`]+?) *`(?!`)", md)
        self.config = config

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | str, int, int]:
        if m[1] != "baked":
            element = etree.Element("span", {"class": f"baked-{m[1]}"})
            element.text = AtomicString(m[2])
            return element, m.start(0), m.end(0)
        try:
            return self.look_up(m[2]), m.start(0), m.end(0)
        except LookupError as error:
            html = _report(self.md, str(error.args[0])).replace("<p ", "<span ")
            return self.md.htmlStash.store(html.replace("</p>", "</span>")), m.start(0), m.end(0)

    def look_up(self, text: str) -> etree.Element:
        spec = parse_number(text)
        if isinstance(spec, str):
            raise LookupError(spec)
        root = Path(self.config["root"]).resolve()
        value, record = find_number(root, spec, spec.stat)
        below = find_number(root, spec.over, "median")[0] if spec.over else 1
        if value is None or record is None or below is None:
            words = NOT_RECORDED[self.config["language"]]
            element = etree.Element("span", {"class": "baked-number"})
            element.text = AtomicString(f"({spec.runner}: {words})")
            return element
        value /= below
        title = f"{spec.file} · {record.run.runner} · {record.run.date}"
        element = etree.Element(
            "data", {"class": "baked-number", "value": f"{value:.6g}", "title": title}
        )
        element.text = AtomicString(format_number(value, spec.format))
        return element


def find_number(
    root: Path, number: NumberRef, stat: str
) -> tuple[float, Record] | tuple[None, None]:
    """Look a published number up; None where its runner is not recorded yet.

    Raises LookupError with a message for the page.
    """
    _, standings = load_snippet(root, number.file)
    shown = choose_standing(standings, number.runner)
    if not shown or not shown.record:
        return None, None
    values = find_values(shown.record, number.name, number.label)
    if isinstance(values, str):
        raise LookupError(f"{number.file} {values}")
    return summarise(values, stat), shown.record


class Formulas(Treeprocessor):
    """Sets as MathML what `pymdownx.arithmatex` found (its `generic` output)."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.get("class") == "arithmatex":
                text = unescape(element.text or "")
                element.text = self.md.htmlStash.store(self.set(text[2:-2], element.tag == "div"))

    def set(self, tex: str, display: bool) -> str:
        try:
            return convert_formula(tex, display)
        except ValueError as error:
            return _report(self.md, str(error))


class Banner(Treeprocessor):
    """Says at the top of a page that its partner has moved on."""

    def __init__(self, md: Markdown, config: dict[str, Any]) -> None:
        super().__init__(md)
        self.config = config

    def run(self, root: etree.Element) -> None:
        name, up = find_source(self.md)
        language = self.config["language"]
        pair = self.read_pair(name, language)
        if not pair or not is_behind(*pair):
            return
        html = render_banner(language, *pair, up, name)
        banner = etree.Element("div", {"class": "admonition note baked-behind"})
        banner.text = self.md.htmlStash.store(html)
        root.insert(1 if len(root) and root[0].tag == "h1" else 0, banner)

    def read_pair(self, name: str, language: str) -> tuple[Front, Front] | None:
        """Front matter and body of the page and its partner, if both are there."""
        docs = Path(self.config["root"]).resolve() / "docs"
        paths = [docs / each / name for each in (language, "en" if language == "ko" else "ko")]
        if not name or not all(path.is_file() for path in paths):
            return None
        page, partner = (read_front(read_text(path)[0] or "")[:2] for path in paths)
        return page, partner
