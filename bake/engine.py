"""ONNX Runtime for the page that reads drawn digits: a copy on the site, known to that page."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

from bake.data import PARTS, check_data, list_part, read_sums
from bake.disk import replace_file
from bake.problem import Problem

PART = PARTS["onnxruntime-web"]
ENGINE = f"ort/{PART.package.rpartition('@')[2]}"
"""Its folder on the site; what it holds never changes under this name."""
MODEL = ("data/digits.onnx", "data/digits.json")
PLACE = '<p class="digits">'
"""Where a page wants it; the script there finds out by attributes."""
CACHE = ".cache/ort"


def place_engine(root: Path, target: Path) -> Problem | None:
    """Copy the engine to a site whose pages want it; or say why they go without."""
    pages = [path for path in sorted(target.rglob("*.html")) if PLACE.encode() in path.read_bytes()]
    if not pages:
        return None
    names = list_part(root, PART)
    problem = check_data(names, root)
    absent = [name for name in MODEL if not (target / name).is_file()]
    if absent:
        problem = Problem(absent[0], 0, "is kept by no record", "run make bake")
    if problem or not names:
        return problem
    files = [_pack(root, name) for name in names]
    (target / ENGINE).mkdir(parents=True, exist_ok=True)
    for path in files:
        shutil.copyfile(path, target / ENGINE / path.name)
    size = sum(path.stat().st_size for path in (*files, *(target / name for name in MODEL)))
    attributes = f'<p class="digits" data-engine="{ENGINE}" data-bytes="{size}">'
    for page in pages:
        page.write_text(_read(page).replace(PLACE, attributes), encoding="utf-8")
    return None


def _pack(root: Path, name: str) -> Path:
    """The file that the site serves: WebAssembly is compressed, since not every host does that."""
    path = root / "data" / name
    if path.suffix != ".wasm":
        return path
    packed = root / CACHE / read_sums(root)[name][:12] / f"{path.name}.gz"
    if not packed.exists():
        shutil.rmtree(root / CACHE, ignore_errors=True)
        replace_file(packed, gzip.compress(path.read_bytes(), 9, mtime=0))
    return packed


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
