# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "matplotlib>=3.10",
#   "numpy>=2.4",
#   "pocl-binary-distribution>=3.0; sys_platform == 'linux'",
#   "pyopencl>=2026.1",
# ]
# ///
# %% [markdown]
# One kernel, compiled by OpenCL for the CPU.
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

# %% opencl
import os
import sys
import tempfile

folder = tempfile.TemporaryDirectory()
os.environ["POCL_CACHE_DIR"] = folder.name  # (1)!
os.environ["PYOPENCL_NO_CACHE"] = "1"
import numpy as np
import pyopencl as cl

try:
    context = cl.create_some_context(interactive=False)  # (2)!
except cl.Error:
    sys.exit("no OpenCL here: pip install pocl-binary-distribution")
queue = cl.CommandQueue(context)  # (3)!
program = cl.Program(context, KERNEL).build()  # (4)!
collatz = cl.Kernel(program, "collatz")

# %% launch
n, group = 1_000_000, 256
start = np.arange(n, dtype=np.uint32)
steps = np.empty(n, np.int32)

READ, COPY = cl.mem_flags.READ_ONLY, cl.mem_flags.COPY_HOST_PTR
there = cl.Buffer(context, READ | COPY, hostbuf=start)  # (1)!
made = cl.Buffer(context, cl.mem_flags.WRITE_ONLY, steps.nbytes)

groups = -(-n // group)  # (2)!
items = groups * group
collatz(queue, (items,), (group,), there, made, np.int32(n))  # (3)!
cl.enqueue_copy(queue, steps, made)  # (4)!
print(groups, "groups,", items, "work items,", items - n, "idle")
print("longest:", start[steps.argmax()], "in", steps.max(), "steps")


# %% reference
def collatz_numpy(start):
    steps = np.zeros(len(start), np.int32)
    at = np.flatnonzero(start > 1)  # (1)!
    x = start[at].astype(np.uint64)
    while at.size:
        x = np.where(x % 2, 3 * x + 1, x // 2)
        steps[at] += 1
        going = x > 1
        at, x = at[going], x[going]
    return steps


# %% compare
import hashlib

equal = (steps == collatz_numpy(start)).all()
print("equal to numpy:", equal)
print("text:   ", hashlib.sha256(KERNEL.encode()).hexdigest()[:12])
print("answers:", hashlib.sha256(steps.tobytes()).hexdigest()[:12])
assert equal and steps[837799] == steps.max() == 524

# %% draw
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(5, 2.6), layout="constrained")
axes.hist(steps, bins=range(0, 530, 10), histtype="stepfilled")
axes.set(xlabel="steps", ylabel="start numbers")
plt.show()
