"""Build the site warm, against bare `mkdocs build` over the same pages with results pasted in."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bake.blocks import Block
from bake.check import Project, read_project
from bake.page import Page
from bake.render import choose_standing
from bake.snippet import select_cells
from bench.stopwatch import compare, run

ROOT = Path(__file__).parent.parent
CONFIGS = ("mkdocs.yml", "mkdocs.en.yml")


def measure() -> float:
    """The ratio of `make site` to both languages' bare builds side by side."""
    with tempfile.TemporaryDirectory() as name:
        bare = Path(name)
        _paste_results(bare)
        took = compare(
            {
                "mkdocs build, both languages": lambda: _build_bare(bare),
                "make site": lambda: run(["make", "site"], cwd=ROOT),
            }
        )
    return took["make site"] / took["mkdocs build, both languages"]


def _build_bare(root: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f"]
    builds = [subprocess.Popen([*command, config], cwd=root) for config in CONFIGS]
    statuses = [build.wait() for build in builds]
    if any(statuses):
        sys.exit("a bare build failed")


def _paste_results(root: Path) -> None:
    """Copy theme, configuration and pages, with code and outputs in place of our blocks."""
    shutil.copytree(ROOT / "overrides", root / "overrides")
    for name in CONFIGS:
        text = (ROOT / name).read_text(encoding="utf-8")
        text = re.sub(r"^ *bake\.markdown:.*\n|^watch:.*\n", "", text, flags=re.MULTILINE)
        (root / name).write_text(text, encoding="utf-8")
    project = read_project(ROOT)
    for page in project.pages:
        path = root / page.place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_paste_page(project, page), encoding="utf-8")


def _paste_page(project: Project, page: Page) -> str:
    lines = page.path.read_text(encoding="utf-8").split("\n")
    for block in reversed(page.blocks):
        lines[block.line - 1 : block.end] = _paste_block(project, block).split("\n")
    text = "\n".join(lines)
    return re.sub(r"`#!(?:baked|quoted) [^`]*`", "5.01", text)


def _paste_block(project: Project, block: Block) -> str:
    if block.name != "snippet":
        rows = "\n".join(f"| label {n} | 5.01 |" for n in range(9))
        return f"\n| name | seconds |\n|---|---|\n{rows}\n\n{block.body}\n"
    snippet = project.snippets[block.files[0]]
    shown = choose_standing(project.find_standings(snippet.name))
    assert shown and shown.record, "the project is in order"
    outputs = {output.cell: output for output in shown.record.run.outputs}
    cells = select_cells(snippet, block.selection)
    assert not isinstance(cells, str), "the project is in order"
    parts = []
    for cell in cells:
        parts.append(f"```python\n{cell.source}\n```\n")
        output = outputs[cell.name]
        if output.stdout:
            parts.append(f"```text\n{html.unescape(output.stdout)}\n```\n")
    return "\n".join([*parts, block.body, ""])
