# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "numpy>=2.4",
#   "pocl-binary-distribution>=3.0; sys_platform == 'linux'",
#   "pyopencl>=2026.1",
# ]
# [tool.bake]
# publish = ["fps"]
# timeout = 120
# alone = true
# ///
# %% [markdown]
# The same ray caster, compiled by OpenCL for the CPU.
# %% kernel
KERNEL = """
__kernel void cast(__global float *picture,
    __global const float *eye, int side, int steps)
{
  int col = get_global_id(0), row = get_global_id(1);
  if (col >= side || row >= side) return;
  float u = R * (2 * col + 1 - side) / side;
  float v = R * (side - 1 - 2 * row) / side;
  float dt = 2 * R / steps, depth = 0, light = 0, left = 1;
  for (int i = 0; i < steps && depth < LIMIT; i++) {
    float t = (i + 0.5f) * dt - R;
    float x = u * eye[0] + v * eye[3] + t * eye[6];
    float y = u * eye[1] + v * eye[4] + t * eye[7];
    float z = u * eye[2] + v * eye[5] + t * eye[8];
    x *= x, y *= y, z *= z;
    float r2 = x + y + z;
    if (r2 >= R * R) continue;
    float f = 4 * (P * x - y) * (P * y - z) * (P * z - x);
    f -= (2 * P - 1) * (r2 - 1) * (r2 - 1);
    float rho = (1 - r2 / (R * R)) / (1 + f * f / W);
    depth += K * rho * dt;
    float passed = exp(-depth);
    light += (left - passed) * rho;
    left = passed;
  }
  picture[row * side + col] = light;
}
"""

# %% numpy
import numpy as np

P, R, K, W, LIMIT = np.float32([1.5 + 1.25**0.5, 1.8, 20, 0.09, 4.6])
c, s, C, S = np.cos(0.4), np.sin(0.4), np.cos(0.5), np.sin(0.5)
away = -c * C, -s * C, -S
eye = np.float32([(-s, c, 0), (-c * S, -s * S, C), away])


def cast(side, steps=128):
    spots = R * np.arange(1 - side, side, 2, np.float32) / side
    u, v = np.meshgrid(spots, -spots)
    dt = 2 * R / steps
    depth, light, left = 0 * u, 0 * u, 1 + 0 * u
    for i in range(steps):
        t = (i + 0.5) * dt - R
        x, y, z = (u * a + v * b + t * c for a, b, c in eye.T)
        x, y, z = x * x, y * y, z * z
        r2 = x + y + z
        f = 4 * (P * x - y) * (P * y - z) * (P * z - x)
        f -= (2 * P - 1) * (r2 - 1) * (r2 - 1)
        rho = (1 - r2 / (R * R)) / (1 + f * f / W)
        rho *= (r2 < R * R) & (depth < LIMIT)  # (1)!
        depth += K * rho * dt
        passed = np.exp(-depth)
        light += (left - passed) * rho
        left = passed
    return light


# %% opencl
import hashlib
import os
import sys
import tempfile
import time

folder = tempfile.TemporaryDirectory()
os.environ["POCL_CACHE_DIR"] = folder.name  # (1)!
os.environ["PYOPENCL_NO_CACHE"] = "1"
import pyopencl as cl

try:
    context = cl.create_some_context(interactive=False)
except cl.Error:
    sys.exit("no OpenCL here: pip install pocl-binary-distribution")
queue = cl.CommandQueue(context)
numbers = {"P": P, "R": R, "K": K, "W": W, "LIMIT": LIMIT}
defined = [f"-D {n}={v}f" for n, v in numbers.items()]
exact = "#pragma OPENCL FP_CONTRACT OFF"  # (2)!
program = cl.Program(context, exact + KERNEL).build(defined)
kernel = cl.Kernel(program, "cast")
mode = cl.mem_flags.READ_ONLY | cl.mem_flags.COPY_HOST_PTR
camera = cl.Buffer(context, mode, hostbuf=eye)


def cast_opencl(side, steps=128):
    picture = np.empty((side, side), np.float32)
    made = cl.Buffer(context, cl.mem_flags.WRITE_ONLY, picture.nbytes)
    sizes = np.int32(side), np.int32(steps)
    kernel(queue, picture.shape, None, made, camera, *sizes)  # (3)!
    cl.enqueue_copy(queue, picture, made)
    return picture


# %% agree
agrees = abs(cast_opencl(512) - cast(512)).max() < 1e-5
print("OpenCL agrees with numpy to 1e-5:", agrees)
print("text:", hashlib.sha256(KERNEL.encode()).hexdigest()[:12])
assert agrees

# %% measure
sides = (128, 256, 512, 1024)
fps = {f"opencl_{side}": [] for side in sides}
for side in sides:
    cast_opencl(side)  # PoCL compiles anew for every size
for _ in range(5):
    for side in sides:
        start = time.perf_counter()
        cast_opencl(side)
        took = time.perf_counter() - start
        fps[f"opencl_{side}"].append(1 / took)
folder.cleanup()
best = {name: max(found) for name, found in fps.items()}
quarter = 2.5 < best["opencl_256"] / best["opencl_512"] < 6
print("twice the side, about a quarter:", quarter)
assert quarter
