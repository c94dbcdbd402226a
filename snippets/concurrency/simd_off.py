# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# [tool.bake]
# publish = ["ratio"]
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# The same numpy with its newer SIMD instructions switched off.
# %% work
import os
import timeit
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np


def measure():
    a = np.random.default_rng(0).random(10_000, np.float32)
    out = np.empty_like(a)
    works = {
        "add": lambda: np.add(a, a, out),
        "exp": lambda: np.exp(a, out),
        "sin": lambda: np.sin(a, out),
        "sort": lambda: np.sort(a),
    }
    return {
        name: min(timeit.repeat(work, number=10, repeat=30))
        for name, work in works.items()
    }


# %% switch
def measure_without(features):
    name = "NPY_DISABLE_CPU_FEATURES"
    os.environ[name] = " ".join(features)  # (1)!
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:  # (2)!
        return pool.submit(measure).result()


# %% compare
ratio = {}
if __name__ == "__main__":
    simd = np.show_config(mode="dicts")["SIMD Extensions"]
    found = simd.get("found", [])
    wide = [f for f in found if f == "X86_V4" or "512" in f]
    rounds = [
        [measure_without(off) for off in (found, wide, [])]
        for _ in range(3)
    ]
    for name in rounds[0][0]:
        off, narrow, on = (
            min(run[name] for run in runs) for runs in zip(*rounds)
        )
        ratio[name] = off / on  # (1)!
        ratio[name + "_no_avx512"] = off / narrow
        print(f"{name:4} {off / on:5.1f} {off / narrow:5.1f}")
    if "X86_V3" in found:
        assert min(ratio["exp"], ratio["sin"]) > 1.2
