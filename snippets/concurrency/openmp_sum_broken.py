# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# systems = ["linux"]
# ///
# %% [markdown]
# Two OpenMP threads count to ten million together.
# %% source
SOURCE = """
int count(int n) {
  int total = 0;
  #pragma omp parallel for
  for (int i = 0; i < n; i++)
    total += 1;
  return total;
}
"""

# %% run
import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "2"
if not shutil.which("gcc"):
    sys.exit("no gcc here: install it to run this file")

with tempfile.TemporaryDirectory() as folder:
    source = Path(folder, "count.c")
    source.write_text(SOURCE)
    library = source.with_suffix(".so")
    flags = ["-O0", "-fopenmp", "-shared", "-fPIC"]
    built = ["gcc", *flags, "-o", library, source]
    subprocess.run(built, check=True, timeout=60)
    count = ctypes.CDLL(str(library)).count

n = 10_000_000
kept = [count(n) for _ in range(5)]
print("nothing lost:", min(kept) == n)
assert min(kept) < n
