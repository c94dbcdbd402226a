"""Build the site warm, against bare `mkdocs build` over the same pages with results pasted in."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bake.blocks import Block
from bake.chart import collect_bars, render_chart
from bake.check import Project, read_project
from bake.page import Page
from bake.render import choose_standing, render_figures, render_runs
from bake.snippet import select_cells
from bake.unchanged import KEPT
from bench.stopwatch import compare, run

ROOT = Path(__file__).parent.parent
CONFIGS = ("mkdocs.yml", "mkdocs.en.yml")


def measure() -> float:
    """The ratio of `make site` to both languages' bare builds side by side."""
    with tempfile.TemporaryDirectory() as name:
        bare = Path(name)
        paste_results(ROOT, bare)
        took = compare(
            {
                "mkdocs build, both languages": lambda: build_bare(bare),
                "make site": build_all,
            }
        )
    return took["make site"] / took["mkdocs build, both languages"]


def build_all() -> None:
    """Build this project's site as if something had changed."""
    forget_build(ROOT)
    run(["make", "site"], cwd=ROOT)


def forget_build(root: Path) -> None:
    """Let the next build not know that nothing has changed since the last one."""
    (root / KEPT).unlink(missing_ok=True)


def build_bare(root: Path) -> None:
    """Build both languages side by side, as fast as MkDocs does that by itself."""
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f"]
    builds = [subprocess.Popen([*command, config], cwd=root) for config in CONFIGS]
    statuses = [build.wait() for build in builds]
    if any(statuses):
        sys.exit("a bare build failed")


def paste_results(source: Path, root: Path) -> None:
    """Copy theme, configuration and pages, with code and outputs in place of our blocks."""
    shutil.copytree(source / "overrides", root / "overrides")
    for name in CONFIGS:
        text = (source / name).read_text(encoding="utf-8")
        text = re.sub(r"^ *bake\.markdown:.*\n|^watch:.*\n", "", text, flags=re.MULTILINE)
        (root / name).write_text(text, encoding="utf-8")
    project = read_project(source)
    for page in project.pages:
        path = root / page.place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_paste_page(project, page), encoding="utf-8")


def _paste_page(project: Project, page: Page) -> str:
    lines = page.path.read_text(encoding="utf-8").split("\n")
    for block in reversed(page.blocks):
        pasted = _paste_block(project, block, page.language)
        lines[block.line - 1 : block.end] = pasted.split("\n")
    text = "\n".join(lines)
    return re.sub(r"`#!(?:baked|quoted|given) [^`]*`", "5.01", text)


def _paste_block(project: Project, block: Block, language: str) -> str:
    """What a person would paste: code, output, figures or a chart, and where it ran.

    Nothing for the tables of records, and of a run that waits for a GPU its code alone.
    """
    groups = [project.find_standings(file) for file in block.files]
    parts = list(_paste_cells(project, block)) if block.name == "snippet" else []
    if block.name == "chart":
        records = [[s.record for s in group if s.record] for group in groups]
        bars = collect_bars(records, block.selection[0])
        if not isinstance(bars, str):
            parts.append(render_chart(bars, block.selection[0], language))
    shown = choose_standing(groups[0]) if groups else None
    record = shown.record if shown else None
    for output in record.run.outputs if record and block.alt else ():
        parts += [render_figures(output, block.alt, f"pasted-{block.line}")]
    return "\n\n".join([*parts, block.body, render_runs(groups, "../", language), ""])


def _paste_cells(project: Project, block: Block) -> Iterator[str]:
    snippet = project.snippets[block.files[0]]
    shown = choose_standing(project.find_standings(snippet.name))
    cells = select_cells(snippet, block.selection)
    assert not isinstance(cells, str), "the project is in order"
    record = shown.record if shown else None
    printed = {output.cell: output.stdout for output in record.run.outputs} if record else {}
    for cell in cells:
        yield f"```python\n{cell.source}\n```"
        if printed.get(cell.name):
            yield f"```text\n{printed[cell.name]}\n```"
