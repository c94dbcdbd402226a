# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# [tool.bake]
# publish = ["milliseconds"]
# alone = true
# ///
# %% [markdown]
# OpenMP: a loop in C, dealt out to threads by one line.
# %% source
SOURCE = """
void escape(int n, int *steps, int threads) {
  #pragma omp parallel for num_threads(threads) schedule(dynamic)
  for (int row = 0; row < n; row++)
    for (int col = 0; col < n; col++) {
      double a = 3.0 * col / n - 2, b = 2.4 * row / n - 1.2;
      double x = 0, y = 0;
      int k = 0;
      while (x * x + y * y < 4 && k < 200) {
        double next = x * x - y * y + a;
        y = 2 * x * y + b, x = next, k++;
      }
      steps[row * n + col] = k;
    }
}
"""

# %% build
import ctypes
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

if not shutil.which("gcc"):
    sys.exit("no gcc here: install it to run this file")

with tempfile.TemporaryDirectory() as folder:
    source = Path(folder, "escape.c")
    source.write_text(SOURCE)
    library = source.with_suffix(".so")
    flags = ["-O2", "-fopenmp", "-shared", "-fPIC"]  # (1)!
    built = ["gcc", *flags, "-o", library, source]
    subprocess.run(built, check=True, timeout=60)
    escape = ctypes.CDLL(str(library)).escape  # (2)!

# %% measure
N = 400
steps = {"one": np.zeros((N, N), np.int32)}
steps["two"] = np.zeros_like(steps["one"])
milliseconds = {f"gcc_{label}": [] for label in steps}
for label, threads in [("one", 1), ("two", 2)] * 50:
    start = time.perf_counter()
    escape(N, ctypes.c_void_p(steps[label].ctypes.data), threads)
    took = time.perf_counter() - start
    milliseconds[f"gcc_{label}"].append(1000 * took)
equal = (steps["one"] == steps["two"]).all()
best = {label: min(took) for label, took in milliseconds.items()}
faster = best["gcc_two"] < 0.9 * best["gcc_one"]
print("equal:", equal, "  two threads faster:", faster)
assert equal and faster and steps["one"].max() == 200
