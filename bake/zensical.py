"""Build the same sources with Zensical and list what it does not render.

Zensical appends an inherited list to its own where MkDocs replaces it, so that English would have
both navigations: it gets each language's configuration already merged.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from bake.languages import CONFIGS

TARGET = "build/zensical"
OPENING = re.compile(r"^/// (?:snippet|figure|chart|records)\b", re.MULTILINE)
BLOCK = re.compile(r'<(?:div|figure) class="baked(?: baked-snippet|-figure|-chart|-records)"')


class Loader(yaml.SafeLoader):
    """Reads the one tag that the configuration uses."""


def _read_variable(loader: yaml.SafeLoader, node: yaml.SequenceNode) -> str:
    name, default = map(str, loader.construct_sequence(node))
    return os.environ.get(name, default)


Loader.add_constructor("!ENV", _read_variable)


def read_config(path: Path) -> dict[str, Any]:
    """Read a MkDocs configuration and what it inherits, as MkDocs does: a list replaces a list."""
    config: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader)
    parent = config.pop("INHERIT", None)
    return merge(read_config(path.with_name(parent)), config) if parent else config


def merge(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """Merge two mappings, and the mappings in them; of anything else the child's stands."""
    merged = dict(parent)
    for key, value in child.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = merge(merged[key], value) if both else value
    return merged


def build_language(root: Path, lang: str) -> int:
    """Build one language into `build/zensical`; the result is Zensical's exit status."""
    config = read_config(root / CONFIGS[lang])
    config["site_dir"] = f"{TARGET}/{lang}"
    path = root / f".zensical-{lang}.yml"  # Zensical takes its folder for the project
    path.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    command = [sys.executable, "-m", "zensical", "build", "--strict", "-f", path.name]
    try:
        return subprocess.run(command, cwd=root).returncode
    finally:
        path.unlink()


def list_losses(root: Path, lang: str) -> list[str]:
    """Name the pages that are missing or have fewer blocks than their sources."""
    losses = []
    docs = root / "docs" / lang
    for source in sorted(docs.rglob("*.md")):
        name = source.relative_to(docs)
        folder = name.parent if name.stem == "index" else name.with_suffix("")
        page = root / TARGET / lang / folder / "index.html"
        wanted = len(OPENING.findall(source.read_text(encoding="utf-8")))
        found = len(BLOCK.findall(page.read_text(encoding="utf-8"))) if page.exists() else -1
        if found < 0:
            losses.append(f"docs/{lang}/{name.as_posix()}: no page")
        elif found != wanted:
            losses.append(f"docs/{lang}/{name.as_posix()}: {found} of {wanted} blocks")
    return losses


def main() -> int:
    """Build both languages and print what was lost."""
    root = Path.cwd()
    statuses = [build_language(root, lang) for lang in CONFIGS]
    if any(statuses):
        return 1
    losses = [loss for lang in CONFIGS for loss in list_losses(root, lang)]
    print("\n".join(losses) or "zensical: every page is there, with all its blocks")
    return 1 if losses else 0


if __name__ == "__main__":
    sys.exit(main())
