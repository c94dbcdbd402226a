"""What the prose says of measurements, asserted on the committed records.

The snippets assert the same when they are baked afresh: ratios and orders, never seconds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from bake.published import find_values, summarise
from bake.record import Record, find_records, read_record

ROOT = Path(__file__).parent.parent
RELATION = re.compile(r"(\S+) ([<>]) (?:([\d.]+) × )?(\S+)")
RELATIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "concurrency/six_ways.py": {
        "cpu": (
            "seconds.threading < 0.7 × seconds.sequential",
            "seconds.thread_pool < 0.7 × seconds.sequential",
            "seconds.multiprocessing < 0.7 × seconds.sequential",
            "seconds.asyncio < 0.7 × seconds.sequential",
            "seconds.gevent_unpatched > 0.9 × seconds.sequential",
            "seconds_of_tenths.gevent_unpatched > 0.9 × seconds_of_tenths.sequential",
        )
    },
    "concurrency/post_office.py": {
        "cpu": (
            "seconds.hundred_clerks < 0.2 × seconds.one_clerk",
            "seconds.drop_off < 0.2 × seconds.one_clerk",
            "seconds.tickets > 0.9 × seconds.one_clerk",
        )
    },
    "concurrency/two_threads.py": {
        **dict.fromkeys(
            ("cpu", "py312", "py313", "py314", "py315"),
            ("seconds.in_threads > 0.75 × seconds.in_sequence",),
        ),
        "nogil": ("seconds.in_threads < 0.75 × seconds.in_sequence",),
    },
    "concurrency/thread_scaling.py": {
        "cpu": ("seconds.two > 0.75 × seconds.one", "seconds.four > 0.75 × seconds.one"),
        "nogil": ("seconds.two < 0.75 × seconds.one", "seconds.four < 0.75 × seconds.one"),
    },
    "concurrency/gil_released.py": {
        "cpu": (
            "ratio.sleep < 0.8 × ratio.python_loop",
            "ratio.socket_recv < 0.8 × ratio.python_loop",
            "ratio.sha256_big < 0.8 × ratio.python_loop",
            "ratio.zlib_big < 0.8 × ratio.python_loop",
            "ratio.sha256_small > 0.8 × ratio.python_loop",
        )
    },
    "concurrency/lost_updates.py": {
        **dict.fromkeys(
            ("cpu", "py312", "py313", "py314", "py315"),
            ("kept.call < kept.locked", "kept.bare > 0.999999 × kept.locked"),
        ),
        "nogil": ("kept.call < kept.locked", "kept.bare < kept.locked"),
    },
    "concurrency/start_methods.py": dict.fromkeys(
        ("cpu", "py314", "py315"),
        (
            "milliseconds.spawn > 2 × milliseconds.fork",
            "milliseconds.spawn > milliseconds.forkserver",
            "milliseconds.forkserver > milliseconds.fork",
        ),
    ),
    "concurrency/two_pools.py": {
        "cpu": (
            "seconds.processes < 0.8 × seconds.serial",
            "seconds.threads > 0.8 × seconds.serial",
        ),
        "nogil": (
            "seconds.processes < 0.8 × seconds.serial",
            "seconds.threads < 0.75 × seconds.serial",
        ),
    },
    "concurrency/three_pools.py": dict.fromkeys(
        ("py314", "py315"),
        (
            "seconds.interpreters < 0.85 × seconds.serial",
            "seconds.processes < 0.85 × seconds.serial",
            "seconds.threads > 0.85 × seconds.serial",
        ),
    ),
    "concurrency/copy_or_share.py": {
        "cpu": ("milliseconds.shared < 0.5 × milliseconds.queue",),
    },
}


def list_cases() -> list[tuple[str, str, str]]:
    return [
        (file, runner, relation)
        for file, by_runner in RELATIONS.items()
        for runner, relations in by_runner.items()
        for relation in relations
    ]


@pytest.mark.parametrize(("file", "runner", "relation"), list_cases())
def test_relation_holds_in_the_record(file: str, runner: str, relation: str) -> None:
    record = read_record(ROOT, runner, file)
    assert isinstance(record, Record), str(record)
    match = RELATION.fullmatch(relation)
    assert match, relation
    left, right = (_read_median(record, match[group]) for group in (1, 4))
    factor = float(match[3] or 1)
    holds = left < factor * right if match[2] == "<" else left > factor * right
    assert holds, f"{relation}: {left} and {right}"


def _read_median(record: Record, number: str) -> float:
    name, label = number.split(".")
    values = find_values(record, name, label)
    assert not isinstance(values, str), values
    return summarise(values, "median")


def test_every_recorded_runner_of_a_related_file_is_held_to_something() -> None:
    recorded = {(name, runner) for runner, name in find_records(ROOT) if name in RELATIONS}
    related = {(file, runner) for file, by_runner in RELATIONS.items() for runner in by_runner}
    assert recorded - related <= {("concurrency/gil_released.py", "nogil")}
