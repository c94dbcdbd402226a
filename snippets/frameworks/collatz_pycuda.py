# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2", "pycuda>=2026.1"]
# [tool.bake]
# runners = ["gpu"]
# timeout = 120
# ///
# %% [markdown]
# The same kernel, compiled by PyCUDA for an NVIDIA GPU.
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
#define __kernel extern "C" __global__
#define __global
#define uint unsigned
#define ulong unsigned long long
__device__ int get_global_id(int) {
  return blockIdx.x * blockDim.x + threadIdx.x;
}
"""

# %% launch
import hashlib
import shutil
import sys

import numpy as np
import pycuda.autoprimaryctx  # (1)!
import pycuda.compiler
import pycuda.driver

if not shutil.which("nvcc"):
    sys.exit("no nvcc here: PyCUDA compiles with it")

module = pycuda.compiler.SourceModule(SHIM + KERNEL, no_extern_c=True)
collatz = module.get_function("collatz")
n, group = 1_000_000, 256
start = np.arange(n, dtype=np.uint32)
steps = np.empty(n, np.int32)
given = pycuda.driver.In(start), pycuda.driver.Out(steps)  # (2)!
grid = (-(-n // group), 1)
collatz(*given, np.int32(n), block=(group, 1, 1), grid=grid)
print("longest:", start[steps.argmax()], "in", steps.max(), "steps")
print("text:   ", hashlib.sha256(KERNEL.encode()).hexdigest()[:12])
print("answers:", hashlib.sha256(steps.tobytes()).hexdigest()[:12])
assert steps[837799] == steps.max() == 524
