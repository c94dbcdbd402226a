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
# Who am I? Every work item writes down its own numbers.
# %% kernel
KERNEL = """
__kernel void who(__global int *group, __global int *item)
{
  int x = get_global_id(0), y = get_global_id(1);
  int at = y * get_global_size(0) + x;
  group[at] = get_group_id(1) * get_num_groups(0)
            + get_group_id(0);
  item[at] = get_local_id(1) * get_local_size(0)
           + get_local_id(0);
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
wide, high = 12, 6
group, item = np.empty((2, high, wide), np.int32)
size = group.nbytes
there = [
    cl.Buffer(context, cl.mem_flags.WRITE_ONLY, size) for _ in "gi"
]
who = cl.Kernel(program, "who")
who(queue, (wide, high), (4, 3), *there)  # (1)!
cl.enqueue_copy(queue, group, there[0])
cl.enqueue_copy(queue, item, there[1])
for row in group:
    print(*row)
pairs = set(zip(group.flat, item.flat))
assert len(pairs) == wide * high

# %% draw
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(5, 2.7), layout="constrained")
for number in range(group.max() + 1):
    y, x = np.argwhere(group == number)[0]
    color = f"C{number}"
    box = plt.Rectangle((x, y), 3.9, 2.9, color=color, alpha=0.35)
    axes.add_patch(box)
for (y, x), mine in np.ndenumerate(item):
    axes.text(x + 0.47, y + 0.47, mine, ha="center", va="center")
axes.set(xlim=(0, wide), ylim=(high, 0))
axes.set_xlabel("get_global_id(0)")
axes.set_ylabel("get_global_id(1)", labelpad=8)
axes.set_xticks(np.arange(wide) + 0.47, range(wide))
axes.set_yticks(np.arange(high) + 0.47, range(high))
axes.spines[:].set_visible(False)
plt.show()
