# /// script
# requires-python = ">=3.11"
# dependencies = ["cupy-cuda13x>=14", "numpy>=2"]
# [tool.bake]
# runners = ["gpu"]
# publish = ["fps", "fps_on_the_card"]
# timeout = 120
# alone = true
# ///
# %% [markdown]
# The same ray caster in CUDA, a thread for every pixel.
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


# %% cuda
import hashlib
import os
import time

os.environ["CUPY_CACHE_IN_MEMORY"] = "1"  # (1)!
import cupy as cp

SHIM = """
#define __kernel extern "C" __global__
#define __global
__device__ int get_global_id(int axis) {
  return axis ? blockIdx.y * blockDim.y + threadIdx.y
              : blockIdx.x * blockDim.x + threadIdx.x;
}
"""
numbers = {"P": P, "R": R, "K": K, "W": W, "LIMIT": LIMIT}
defined = [f"#define {n} {v}f\n" for n, v in numbers.items()]
source = SHIM + "".join(defined) + KERNEL
kernel = cp.RawKernel(source, "cast", ("--fmad=false",))  # (2)!
camera = cp.asarray(eye)


def cast_cuda(side, steps=128):
    picture = cp.empty((side, side), cp.float32)
    grid = (side + 7) // 8, (side + 7) // 8
    sizes = np.int32(side), np.int32(steps)
    kernel(grid, (8, 8), (picture, camera, *sizes))  # (3)!
    cp.cuda.Device().synchronize()
    return picture


# %% agree
agrees = abs(cp.asnumpy(cast_cuda(512)) - cast(512)).max() < 1e-5
print("CUDA agrees with numpy to 1e-5:", agrees)
print("text:", hashlib.sha256(KERNEL.encode()).hexdigest()[:12])
assert agrees

# %% measure
sides = (128, 256, 512, 1024, 2048, 4096)
fps = {f"cuda_{side}": [] for side in sides}
fps_on_the_card = {f"cuda_{side}": [] for side in sides}
for number in range(16):
    for side in sides:
        start = time.perf_counter()
        picture = cast_cuda(side)
        there = time.perf_counter()
        cp.asnumpy(picture)
        back = time.perf_counter()
        if number:  # the first warms up
            fps_on_the_card[f"cuda_{side}"].append(1 / (there - start))
            fps[f"cuda_{side}"].append(1 / (back - start))  # (1)!
smooth = np.median(fps["cuda_1024"]) > 60
print("over 60 frames a second at 1024:", smooth)
assert smooth
