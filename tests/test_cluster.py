"""Recording on a Dask cluster: `bake record --scheduler ADDRESS`."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest
from conftest import bake, hash_files
from distributed import LocalCluster

from bake.compare import compare_runs
from bake.record import Record, find_records, read_record
from bake.snippet import Snippet, read_snippet

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module", autouse=True)
def kept_environment(baked_once: Path) -> Iterator[None]:
    """A cluster sets numbers of threads and a hash seed for the process that starts it.

    They are facts in its records, and not in those of the small project, made before.
    """
    with mock.patch.dict(os.environ):
        yield


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
    ) as cluster:
        yield cluster


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """The project's own asterisk snippets, and three small ones; no records yet."""
    root = tmp_path / "real"
    shutil.copytree(ROOT / "snippets/asterisk", root / "snippets/asterisk")
    shutil.copytree(ROOT / "tests/data/project/snippets", root / "snippets", dirs_exist_ok=True)
    shutil.copy(ROOT / "requirements.txt", root)
    return root


def read_all(root: Path) -> dict[str, Record]:
    """Every cpu record, without its date, its seconds and its peak of memory."""
    found = {}
    for runner, name in find_records(root):
        record = read_record(root, runner, name)
        assert isinstance(record, Record)
        run = replace(record.run, date="", seconds=0.0, peak_mb=0)
        found[name] = replace(record, run=run)
    return found


def test_records_of_a_cluster_equal_local_ones(real: Path, cluster: LocalCluster) -> None:
    bake(real, "record", "--runner", "cpu")
    here = read_all(real)
    shutil.rmtree(real / "records")
    done = bake(real, "record", "--runner", "cpu", "--scheduler", cluster.scheduler_address)
    there = read_all(real)
    assert len(here) > 30 and there.keys() == here.keys()
    assert f"[{len(here)}/{len(here)}]" in done.stderr + done.stdout
    for name, record in there.items():
        snippet = read_snippet(real / "snippets" / name, real)
        assert isinstance(snippet, Snippet)
        assert not compare_runs(snippet, here[name].run, record.run)
        if snippet.compare != "exact":  # what it prints is measured
            record = replace(record, run=here[name].run)
        assert record == here[name], name


def test_a_file_that_differs_there_is_refused(baked: Path) -> None:
    """Here and there are one disk, so the file changes between the reading and the run."""
    from bake.bake import find_difference

    path = baked / "snippets/asterisk/hello.py"
    snippet = read_snippet(path, baked)
    assert isinstance(snippet, Snippet) and find_difference(snippet) is None
    path.write_text(path.read_text() + "print(2)\n")
    assert "is another file on" in str(find_difference(snippet))
    path.unlink()
    assert "at the same path" in str(find_difference(snippet))


def test_a_scheduler_that_does_not_answer_is_named(baked: Path) -> None:
    before = hash_files(baked)
    done = bake(baked, "record", "--all", "--scheduler", "tcp://127.0.0.1:9", status=1)
    assert "found no scheduler at 'tcp://127.0.0.1:9'" in done.stderr
    assert "dask scheduler" in done.stderr and "Traceback" not in done.stderr
    assert hash_files(baked) == before


def test_an_address_that_is_none_is_named(baked: Path) -> None:
    done = bake(baked, "record", "--all", "--scheduler", "nowhere", status=1)
    assert "--scheduler: found no scheduler at 'nowhere'" in done.stderr


def test_workers_of_several_threads_are_refused(baked: Path) -> None:
    before = hash_files(baked)
    with LocalCluster(n_workers=1, threads_per_worker=2, dashboard_address=":0") as crowded:
        address = crowded.scheduler_address
        done = bake(baked, "record", "--all", "--scheduler", address, status=1)
    assert "has several threads, expected workers of one thread" in done.stderr
    assert hash_files(baked) == before


def test_a_cluster_without_workers_is_refused(baked: Path) -> None:
    with LocalCluster(n_workers=0, dashboard_address=":0") as empty:
        address = empty.scheduler_address
        done = bake(baked, "record", "--all", "--scheduler", address, status=1)
    assert "found no worker" in done.stderr
