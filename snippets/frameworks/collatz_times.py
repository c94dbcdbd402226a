# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "numpy>=2.4",
#   "pocl-binary-distribution>=3.0; sys_platform == 'linux'",
#   "pyopencl>=2026.1",
# ]
# [tool.bake]
# publish = ["milliseconds"]
# timeout = 120
# alone = true
# ///
# %% [markdown]
# The same kernel on the back ends of a CPU, against the clock.
# %% kernel
KERNEL = """
__kernel void collatz(
    __global const uint *start,
    __global int *steps,
    int n)
{
  int i = get_global_id(0);
  if (i >= n) return;
  ulong x = start[i];
  int k = 0;
  while (x > 1) {
    x = x % 2 ? 3 * x + 1 : x / 2;
    k++;
  }
  steps[i] = k;
}
"""

# %% shim
SHIM = """
#define __kernel
#define __global
#define uint unsigned
#define ulong unsigned long long
struct item {
  int id;
  int get_global_id(int) { return id; }
KERNEL
};
extern "C" void run(uint *start, int *steps, int n, int threads) {
  #pragma omp parallel for num_threads(threads)
  for (int i = 0; i < n; i++)
    item{i}.collatz(start, steps, n);
}
"""

# %% build
import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

folder = tempfile.TemporaryDirectory()
os.environ["POCL_CACHE_DIR"] = folder.name
os.environ["PYOPENCL_NO_CACHE"] = "1"
os.environ["POCL_MAX_PTHREAD_COUNT"] = "2"
import numpy as np
import pyopencl as cl

if not shutil.which("g++"):
    sys.exit("no g++ here: install it to run this file")
source = Path(folder.name, "collatz.cpp")
source.write_text(SHIM.replace("KERNEL", KERNEL))
library = source.with_suffix(".so")
flags = ["-O2", "-fopenmp", "-shared", "-fPIC"]
subprocess.run(["g++", *flags, "-o", library, source], check=True)
run = ctypes.CDLL(str(library)).run
try:
    context = cl.create_some_context(interactive=False)
except cl.Error:
    sys.exit("no OpenCL here: pip install pocl-binary-distribution")
queue = cl.CommandQueue(context)
collatz = cl.Kernel(cl.Program(context, KERNEL).build(), "collatz")

# %% ways
n = 256 * 400
start = np.arange(n, dtype=np.uint32)
SHARED = cl.mem_flags.USE_HOST_PTR


def by_numpy(steps):
    at = np.flatnonzero(start > 1)
    x = start[at].astype(np.uint64)
    while at.size:
        x = np.where(x % 2, 3 * x + 1, x // 2)
        steps[at] += 1
        going = x > 1
        at, x = at[going], x[going]


def by_opencl(steps):
    there = cl.Buffer(context, SHARED, hostbuf=start)
    made = cl.Buffer(context, SHARED, hostbuf=steps)
    collatz(queue, (n,), (256,), there, made, np.int32(n))
    cl.enqueue_copy(queue, steps, made)


# %% measure
WAYS = {
    "numpy": by_numpy,
    "gcc_one": lambda made: run(start.ctypes, made.ctypes, n, 1),
    "gcc_two": lambda made: run(start.ctypes, made.ctypes, n, 2),
    "opencl_two": by_opencl,
}
milliseconds = {name: [] for name in WAYS}
answers = {}
for _ in range(15):
    for name, way in WAYS.items():
        answers[name] = np.zeros(n, np.int32)
        begin = time.perf_counter()
        way(answers[name])
        took = time.perf_counter() - begin
        milliseconds[name].append(1000 * took)
best = {name: min(took) for name, took in milliseconds.items()}
equal = all((x == answers["numpy"]).all() for x in answers.values())
print("equal:", equal)
print("slowest:", max(best, key=best.get))
assert equal and best["gcc_one"] < 0.5 * best["numpy"]
assert best["opencl_two"] < 0.5 * best["numpy"]
