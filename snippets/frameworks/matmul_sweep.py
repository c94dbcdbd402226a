# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.11"]
# [tool.bake]
# runners = ["cpu", "gpu"]
# publish = ["tflops_float32", "tflops_bfloat16", "tflops_by_type"]
# timeout = 300
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# One matrix product, larger and larger, in every precision.
# %% device
import time

import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
gpu = device == "cuda"
sizes = [64, 128, 256, 512, 1024]
sizes += [2048, 4096, 8192, 16384] if gpu else []
types = {"float64": torch.float64, "float32": torch.float32}
types |= {"tf32": torch.float32} if gpu else {}  # (1)!
types |= {"bfloat16": torch.bfloat16}

# Dense TFLOP/s. NVIDIA H200 data sheet (SXM): what it prints for
# tensor cores counts sparsity, which is double.
SHEETS = {
    "NVIDIA H200": {
        **{"float64": 67, "float32": 67},
        **{"tf32": 494.7, "bfloat16": 989.4},
    }
}
card = torch.cuda.get_device_name() if gpu else "a CPU"
sheet = SHEETS.get(card, {})  # (2)!

# %% measure
enough = 8192**3 if gpu else 512**3


def measure(kind, n, repeats=15):
    a = torch.randn(n, n, device=device).to(kind)  # (1)!
    b = torch.randn(n, n, device=device).to(kind)
    out = torch.empty_like(a)
    count = max(1, min(100, enough // n**3))  # (2)!
    speeds = []
    for _ in range(1 + repeats):
        start = time.perf_counter()
        for _ in range(count):
            torch.mm(a, b, out=out)
        if gpu:
            torch.cuda.synchronize()  # (3)!
        took = time.perf_counter() - start
        speeds.append(2 * n**3 * count / took / 1e12)
    return speeds[1:]  # (4)!


# %% sweep
torch.manual_seed(0)
tflops, tflops_by_type = {}, {}
for name, kind in types.items():
    way = "high" if name == "tf32" else "highest"
    torch.set_float32_matmul_precision(way)
    tflops[name] = {str(n): measure(kind, n) for n in sizes}
    tflops_by_type[name] = max(map(max, tflops[name].values()))
    print(f"{name:9}{tflops_by_type[name]:8.2f} TFLOP/s")
    if name in sheet:
        tflops_by_type[f"{name}_data_sheet"] = sheet[name]
        print(f"  of the data sheet's {sheet[name]:6.1f}")
tflops_float32 = tflops["float32"]
tflops_bfloat16 = tflops["bfloat16"]

# %% judge
best = tflops_by_type
small, large = (max(tflops_float32[n]) for n in ("64", "512"))
assert large > 1.5 * small
assert gpu or best["float32"] > 1.3 * best["float64"]
assert not sheet or best["bfloat16"] >= 0.75 * sheet["bfloat16"]
