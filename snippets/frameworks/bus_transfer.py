# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.11"]
# [tool.bake]
# runners = ["gpu"]
# publish = ["gbps"]
# timeout = 120
# alone = true
# ///
# %% [markdown]
# From the CPU's memory to the GPU's and back: pageable and pinned.
# %% ways
import sys
import time

import torch

if not torch.cuda.is_available():
    sys.exit("found no CUDA device: there is no bus to cross")

MB = 2**20
sizes = {"1_MB": MB, "16_MB": 16 * MB, "256_MB": 256 * MB}
# GB/s one way: PCIe Gen5 x16, 128 for both ways on the data sheet.
SHEETS = {"NVIDIA H200": 64}
sheet = SHEETS.get(torch.cuda.get_device_name())


def list_ways(size):
    pageable = torch.rand(size // 4)
    pinned = pageable.pin_memory()  # (1)!
    there = pageable.to("cuda")
    return {
        "pageable_to_gpu": lambda: there.copy_(pageable),
        "pinned_to_gpu": lambda: there.copy_(pinned, non_blocking=True),
        "gpu_to_pageable": lambda: pageable.copy_(there),
        "gpu_to_pinned": lambda: pinned.copy_(there, non_blocking=True),
    }


# %% measure
def measure(way):
    start = time.perf_counter()
    way()
    torch.cuda.synchronize()  # (1)!
    return time.perf_counter() - start


gbps = {}
for label, size in sizes.items():
    ways = list_ways(size)
    took = {name: [] for name in ways}
    for _ in range(8):
        for name, way in ways.items():
            took[name].append(measure(way))
    for name, seconds in took.items():
        gbps[f"{name}_{label}"] = [size / s / 1e9 for s in seconds[1:]]
best = {name: max(speeds) for name, speeds in gbps.items()}
if sheet:
    gbps["data_sheet_one_way"] = sheet
to_gpu = best["pinned_to_gpu_256_MB"] > best["pageable_to_gpu_256_MB"]
back = best["gpu_to_pinned_256_MB"] > best["gpu_to_pageable_256_MB"]
print("pinned is faster to the GPU:", to_gpu, "and back:", back)
assert to_gpu
