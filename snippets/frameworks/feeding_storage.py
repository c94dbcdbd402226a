# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# [tool.bake]
# publish = ["milliseconds", "megabytes"]
# alone = true
# ///
# %% [markdown]
# The same 2,000 rows from RAM, from one mapped file, from many files.
# %% prepare
import os
import time
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

import numpy as np

rng = np.random.default_rng(0)
ram = rng.random((20_000, 784), dtype=np.float32)
order = rng.permutation(len(ram))[:2000]  # (1)!

temporary = TemporaryDirectory()
folder = Path(temporary.name)
np.save(folder / "all.npy", ram)
for i in order:
    ram[i].tofile(folder / str(i))
for path in folder.iterdir():
    with path.open("rb") as file:
        os.fsync(file)  # (2)!


# %% ways
def from_ram():
    return lambda i: ram[i]


def from_map():
    mapped = np.load(folder / "all.npy", mmap_mode="r")  # (1)!
    return lambda i: mapped[i]


def from_map_plain():
    plain = np.asarray(np.load(folder / "all.npy", mmap_mode="r"))
    return lambda i: plain[i]  # (2)!


def from_files():
    return lambda i: np.fromfile(folder / str(i), np.float32)


# %% measure
def forget():
    for path in folder.iterdir():
        with path.open("rb") as file:
            advice = os.POSIX_FADV_DONTNEED  # (1)!
            os.posix_fadvise(file.fileno(), 0, 0, advice)


def read(row):
    blocks = getrusage(RUSAGE_SELF).ru_inblock  # (2)!
    start = time.perf_counter()
    total = sum(float(row(i)[0]) for i in order)
    took = (time.perf_counter() - start) * 1000
    blocks = getrusage(RUSAGE_SELF).ru_inblock - blocks
    return took, blocks * 512 / 1e6, total


ways = {"ram": from_ram, "map": from_map, "map_plain": from_map_plain,
        "files": from_files}  # fmt: skip
milliseconds, megabytes, totals = {}, {}, set()
for _ in range(3):
    for name, make in ways.items():
        forget()
        row = make()
        for key in (f"{name}_cold", name):  # (3)!
            took, from_disk, total = read(row)
            milliseconds.setdefault(key, []).append(took)
            megabytes.setdefault(key, []).append(from_disk)
            totals.add(total)
        del row
temporary.cleanup()
del milliseconds["ram_cold"], megabytes["ram_cold"]

best = {name: min(times) for name, times in milliseconds.items()}
print("same rows:", len(totals) == 1)
print("warm, from the disk:", max(megabytes["map"]), "MB")
assert best["files"] > 2 * best["map"] > 2 * best["ram"]
assert best["map"] > 2 * best["map_plain"]
