# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.11"]
# [tool.bake]
# runners = ["cpu", "gpu"]
# publish = ["gbps", "gbps_of_copy"]
# timeout = 120
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# How fast the device's own memory is: copy, scale, add.
# %% ways
import time

import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
gpu = device == "cuda"
KB, MB, GB = 2**10, 2**20, 2**30
sizes = {"4_KB": 4 * KB, "64_KB": 64 * KB, "1_MB": MB}
sizes |= {"16_MB": 16 * MB, "256_MB": 256 * MB}
sizes |= {"1_GB": GB} if gpu else {}
SHEETS = {"NVIDIA H200": 4800}  # GB/s, NVIDIA's data sheet (SXM)
card = torch.cuda.get_device_name() if gpu else "a CPU"
sheet = SHEETS.get(card)

# Arrays read and written once each.
WAYS = {
    "copy": (lambda x, y, out: out.copy_(x), 2),  # (1)!
    "scale": (lambda x, y, out: torch.mul(x, 2, out=out), 2),
    "add": (lambda x, y, out: torch.add(x, y, out=out), 3),
}

# %% measure
enough = 16 * GB if gpu else 64 * MB


def measure(way, size, repeats=9):
    work, arrays = WAYS[way]
    x, y, out = torch.rand(3, size // 4, device=device)  # (1)!
    count = max(1, min(1000, enough // size))
    speeds = []
    for _ in range(1 + repeats):
        start = time.perf_counter()
        for _ in range(count):
            work(x, y, out)
        if gpu:
            torch.cuda.synchronize()
        took = time.perf_counter() - start
        speeds.append(arrays * size * count / took / 1e9)
    return speeds[1:]


gbps_of_copy = {name: measure("copy", n) for name, n in sizes.items()}
largest = list(sizes)[-1]
gbps = {way: measure(way, sizes[largest]) for way in WAYS}
for way, speeds in gbps.items():
    print(f"{way:6} {largest}: {max(speeds):7.1f} GB/s")
if sheet:
    gbps["data_sheet"] = sheet
    print(f"data sheet:   {sheet:7.1f} GB/s")
    assert max(gbps["copy"] + gbps["scale"]) > 0.85 * sheet
cached = max(gbps_of_copy["1_MB"])
assert gpu or cached > 1.5 * max(gbps_of_copy[largest])
