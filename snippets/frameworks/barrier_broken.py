# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "numpy>=2.4",
#   "pocl-binary-distribution>=3.0; sys_platform == 'linux'",
#   "pyopencl>=2026.1",
# ]
# ///
# %% [markdown]
# Each group turns its 256 numbers around, through local memory.
# %% kernel
KERNEL = """
__kernel void turn(
    __global const int *x,
    __global int *y,
    __local int *tile)
{
  int i = get_local_id(0), size = get_local_size(0);
  tile[i] = x[get_global_id(0)];
  y[get_global_id(0)] = tile[size - 1 - i];
}
"""

# %% start
import os
import sys
import tempfile

folder = tempfile.TemporaryDirectory()
os.environ["POCL_CACHE_DIR"] = folder.name
os.environ["PYOPENCL_NO_CACHE"] = "1"
import numpy as np
import pyopencl as cl

try:
    context = cl.create_some_context(interactive=False)
except cl.Error:
    sys.exit("no OpenCL here: pip install pocl-binary-distribution")
queue = cl.CommandQueue(context)
program = cl.Program(context, KERNEL).build()

# %% launch
n, group = 1024, 256
x, y = np.arange(1, n + 1, dtype=np.int32), np.empty(n, np.int32)
READ, COPY = cl.mem_flags.READ_ONLY, cl.mem_flags.COPY_HOST_PTR
given = cl.Buffer(context, READ | COPY, hostbuf=x)
made = cl.Buffer(context, cl.mem_flags.WRITE_ONLY, y.nbytes)
tile = cl.LocalMemory(group * x.itemsize)  # (1)!
turn = cl.Kernel(program, "turn")
turn(queue, (n,), (group,), given, made, tile)
cl.enqueue_copy(queue, y, made)

wanted = x.reshape(-1, group)[:, ::-1]
right = (y.reshape(-1, group) == wanted).sum(1)
print("right in each group of 256:", *right)
assert right.max() < 256
