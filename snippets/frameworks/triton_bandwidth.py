# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.11", "triton>=3.6"]
# [tool.bake]
# runners = ["gpu"]
# publish = ["gbps", "gbps_of_block"]
# timeout = 120
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# Is the fused kernel as fast as the memory can be?
# %% kernel
import time

import torch
import triton
import triton.language as tl

if not torch.cuda.is_available():
    raise SystemExit("found no CUDA device: nothing to measure here")
SHEETS = {"NVIDIA H200": 4800}  # GB/s, NVIDIA's data sheet (SXM)
sheet = SHEETS.get(torch.cuda.get_device_name())


@triton.jit
def axpy(x_ptr, y_ptr, out_ptr, a, n, BLOCK: tl.constexpr):
    at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    inside = at < n
    x = tl.load(x_ptr + at, mask=inside)
    y = tl.load(y_ptr + at, mask=inside)
    tl.store(out_ptr + at, a * x + y, mask=inside)


# %% ways
n = 2**28  # 1 GB each
x, y, out, between = torch.rand(4, n, device="cuda")


def by_triton(block=1024):
    axpy[(triton.cdiv(n, block),)](x, y, out, 2.0, n, BLOCK=block)


def by_torch_once():
    torch.add(y, x, alpha=2.0, out=out)  # (1)!


def by_torch_twice():
    torch.mul(x, 2.0, out=between)  # (2)!
    torch.add(between, y, out=out)


# %% measure
def measure(way, *given, repeats=9, count=10):
    speeds = []
    for _ in range(1 + repeats):
        torch.cuda.synchronize()
        start = time.perf_counter()
        for _ in range(count):
            way(*given)
        torch.cuda.synchronize()
        took = time.perf_counter() - start
        speeds.append(3 * 4 * n * count / took / 1e9)  # (1)!
    return speeds[1:]  # (2)!


WAYS = [by_triton, by_torch_once, by_torch_twice]
gbps = {way.__name__[3:]: measure(way) for way in WAYS}
blocks = (128, 256, 512, 1024, 2048, 4096)
gbps_of_block = {str(b): measure(by_triton, b) for b in blocks}
by_triton()
torch.testing.assert_close(out, 2.0 * x + y)
for name, speeds in gbps.items():
    print(f"{name:12} {max(speeds):7.1f} GB/s")
assert max(gbps["triton"]) > 1.3 * max(gbps["torch_twice"])
if sheet:
    gbps["data_sheet"] = sheet
    print(f"data sheet   {sheet:7.1f} GB/s")
    assert max(gbps["triton"]) >= 0.8 * sheet
