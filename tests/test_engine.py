"""The engine of the page that reads digits: on the site where it was fetched, else said."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest
from conftest import hash_files

from bake.data import SUMS
from bake.engine import ENGINE, PLACE, place_engine

FILES = {"onnxruntime-web/ort.mjs": b"export", "onnxruntime-web/ort.wasm": b"\0asm" * 100}
MODEL = {"digits.onnx": b"model", "digits.json": b"{}"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project that has the engine's files."""
    root = tmp_path / "project"
    for name, content in FILES.items():
        (root / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "data" / name).write_bytes(content)
    lines = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in FILES.items()]
    (root / SUMS).write_text("".join(lines))
    return root


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A site with a page that wants the engine, one that does not, and the model."""
    target = tmp_path / "site"
    for name, content in MODEL.items():
        (target / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        (target / "data" / name).write_bytes(content)
    for name, text in {"digits": f"<body>{PLACE}Text</p>", "other": "<body>"}.items():
        (target / "ko" / name).mkdir(parents=True)
        (target / "ko" / name / "index.html").write_text(text)
    return target


def test_the_page_that_wants_it_knows_where_it_is_and_what_it_costs(
    root: Path, target: Path
) -> None:
    assert place_engine(root, target) is None
    script, packed = (target / ENGINE / name for name in ("ort.mjs", "ort.wasm.gz"))
    assert sorted((target / ENGINE).iterdir()) == [script, packed]
    assert gzip.decompress(packed.read_bytes()) == FILES["onnxruntime-web/ort.wasm"]
    total = script.stat().st_size + packed.stat().st_size + sum(map(len, MODEL.values()))
    said = (target / "ko/digits/index.html").read_text()
    expected = f'<p class="digits" data-engine="{ENGINE}" data-bytes="{total}">Text</p>'
    assert said == f"<body>{expected}"
    assert (target / "ko/other/index.html").read_text() == "<body>"


def test_the_same_file_is_compressed_once(root: Path, target: Path) -> None:
    assert place_engine(root, target) is None
    (packed,) = (root / ".cache/ort").glob("*/ort.wasm.gz")
    before = packed.stat().st_mtime_ns
    (target / "ko/digits/index.html").write_text(PLACE)
    assert place_engine(root, target) is None
    assert packed.stat().st_mtime_ns == before
    assert (target / ENGINE / "ort.wasm.gz").read_bytes() == packed.read_bytes()


def test_a_site_without_such_a_page_gets_nothing(root: Path, target: Path) -> None:
    (target / "ko/digits/index.html").write_text("<body>")
    before = hash_files(target)
    assert place_engine(root, target) is None
    assert hash_files(target) == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("project/data/onnxruntime-web/ort.wasm", "data/onnxruntime-web/ort.wasm: is not here"),
        ("site/data/digits.onnx", "data/digits.onnx: is kept by no record: run make bake"),
    ],
)
def test_what_is_absent_is_said_and_the_page_stays_as_it_is(
    root: Path, target: Path, name: str, said: str
) -> None:
    (root.parent / name).unlink()
    before = hash_files(target)
    assert str(place_engine(root, target)).startswith(said)
    assert hash_files(target) == before


def test_a_damaged_file_goes_on_no_site(root: Path, target: Path) -> None:
    (root / "data/onnxruntime-web/ort.mjs").write_bytes(b"other")
    assert "data/onnxruntime-web/ort.mjs: found the sum" in str(place_engine(root, target))
    assert not (target / "ort").exists()
