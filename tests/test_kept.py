"""Kept files: what one snippet leaves, its record keeps, `make data` lays out, another reads."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from pathlib import Path

import pytest
from conftest import accept, bake, hash_files

from bake.check import read_project
from bake.data import check_data, find_kept, lay_out
from bake.problem import Problem
from bake.record import read_record
from bake.steps import Build, copy_kept

MAKER = """\
# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# keeps = ["model.txt"]
# ///
# %% train
from pathlib import Path

Path("model.txt").write_text("{weight}")
"""
READER = """\
# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# data = ["model.txt"]
# ///
# %% predict
import os
from pathlib import Path

model = Path(os.environ.get("BAKE_DATA", "data")) / "model.txt"
print(2 * int(model.read_text()))
"""
RECORD = "records/cpu/frameworks/maker.ipynb"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A project of two snippets, one of which reads what the other keeps; both recorded."""
    write_maker(tmp_path, "21")
    (tmp_path / "snippets/frameworks/reader.py").write_text(READER)
    bake(tmp_path, "record")
    return tmp_path


def write_maker(root: Path, weight: str) -> None:
    path = root / "snippets/frameworks/maker.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(MAKER.replace("{weight}", weight))


def test_a_run_reads_what_another_keeps(place: Path) -> None:
    """Also in one bake: what keeps files runs first."""
    assert find_kept(place) == {RECORD: {"model.txt": b"21"}}
    record = read_record(place, "cpu", "frameworks/reader.py")
    assert not isinstance(record, Problem)
    assert record.run.outputs[0].stdout == "42\n"
    assert "nothing to record" in bake(place, "record").stderr


def test_readers_are_stale_once_it_is_another(place: Path) -> None:
    write_maker(place, "22")
    bake(place, "record", "snippets/frameworks/maker.py")
    assert (place / "data/model.txt").read_text() == "22", "laid out with the record"
    assert "snippets/frameworks/reader.py on cpu" in bake(place, "record").stderr


def test_records_stay_fresh_before_it_is_laid_out(place: Path) -> None:
    (place / "data/model.txt").unlink()
    assert "nothing to record" in bake(place, "record").stderr
    assert lay_out(place) is None
    assert (place / "data/model.txt").read_text() == "21"


def test_another_file_than_the_kept_one_names_the_cure(place: Path) -> None:
    (place / "data/model.txt").write_text("9")
    digest = hashlib.sha256(b"21").hexdigest()[:12]
    said = str(check_data(["model.txt"], place))
    assert f"expected {digest}… of {RECORD}: delete it and run make data" in said


@pytest.mark.parametrize("body", ["print(1)\n", "open('model.txt', 'w').close()\n"])
def test_a_run_that_leaves_no_file_harms_nothing(place: Path, body: str) -> None:
    path = place / "snippets/frameworks/maker.py"
    path.write_text(path.read_text() + body.replace("print", "Path('model.txt').unlink(), print"))
    before = hash_files(place)
    said = bake(place, "record", "snippets/frameworks/maker.py", status=1).stderr
    assert "`keeps`: the run left no file 'model.txt' in its folder, or an empty one" in said
    assert hash_files(place) == before


def test_a_fetched_file_is_not_written_over(place: Path) -> None:
    (place / "data/SHA256SUMS").write_text(f"{'0' * 64}  model.txt\n")
    said = str(lay_out(place))
    assert said == f"{RECORD}: keeps model.txt, which is in data/SHA256SUMS: name it otherwise"


def test_an_exact_snippet_repeats_every_byte(place: Path) -> None:
    write_maker(place, "21")
    record = json.loads((place / RECORD).read_text())
    write_maker(place, "23")
    said = bake(place, "test", "snippets/frameworks/maker.py", status=1).stderr
    assert "keeps another model.txt than the record" in said
    assert json.loads((place / RECORD).read_text()) == record


def test_the_site_publishes_it(place: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.mkdir()
    build = Build(place, "http://localhost/", target, accept, partial(read_project, place))
    assert copy_kept(build) == []
    assert (target / "data/model.txt").read_text() == "21"
