# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# [tool.bake]
# publish = ["fps"]
# timeout = 120
# alone = true
# ///
# %% [markdown]
# A ray caster in numpy, and as a kernel that g++ compiles.
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


# %% shim
SHIM = """
#include <math.h>
#define __kernel
#define __global
struct pixel {
  int id[2];
  int get_global_id(int axis) { return id[axis]; }
KERNEL
};
extern "C" void run(float *picture, float *eye, int side, int steps)
{
  #pragma omp parallel for schedule(dynamic)
  for (int row = 0; row < side; row++)
    for (int col = 0; col < side; col++)
      pixel{{col, row}}.cast(picture, eye, side, steps);
}
"""

# %% build
import ctypes
import hashlib
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

if not shutil.which("g++"):
    sys.exit("no g++ here: install it to run this file")

numbers = {"P": P, "R": R, "K": K, "W": W, "LIMIT": LIMIT}
defined = "".join(f" -D {n}={v}f" for n, v in numbers.items())
flags = "-O2 -fopenmp -ffp-contract=off -shared -fPIC" + defined  # (1)!
with tempfile.TemporaryDirectory() as folder:
    source = Path(folder, "cast.cpp")
    source.write_text(SHIM.replace("KERNEL", KERNEL))
    library = source.with_suffix(".so")
    built = ["g++", *flags.split(), "-o", library, source]
    subprocess.run(built, check=True, timeout=60)
    run = ctypes.CDLL(str(library)).run


def cast_openmp(side, steps=128):
    picture = np.empty((side, side), np.float32)
    arrays = [ctypes.c_void_p(a.ctypes.data) for a in (picture, eye)]
    run(*arrays, side, steps)
    return picture


# %% agree
agrees = abs(cast_openmp(512) - cast(512)).max() < 1e-5
print("g++ agrees with numpy to 1e-5:", agrees)
print("text:", hashlib.sha256(KERNEL.encode()).hexdigest()[:12])
assert agrees

# %% measure
WAYS = {"numpy": cast, "openmp": cast_openmp}
sides = (128, 256, 512, 1024)
fps = {f"{way}_{side}": [] for way in WAYS for side in sides}
for _ in range(5):
    for side in sides:
        for name, way in WAYS.items():
            start = time.perf_counter()
            way(side)
            took = time.perf_counter() - start
            fps[f"{name}_{side}"].append(1 / took)
best = {name: max(found) for name, found in fps.items()}
faster = best["openmp_1024"] > 1.3 * best["numpy_1024"]
quarter = 2.5 < best["openmp_256"] / best["openmp_512"] < 6
print("g++ is faster at 1024:", faster)
print("twice the side, about a quarter:", quarter)
assert faster and quarter
