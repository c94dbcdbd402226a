# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.11"]
# [tool.bake]
# runners = ["cpu", "gpu"]
# publish = ["tflops"]
# timeout = 120
# alone = true
# ///
# %% [markdown]
# The same product, with and without the way there and back.
# %% once
import time

import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
gpu = device == "cuda"


def now():
    if gpu:
        torch.cuda.synchronize()  # (1)!
    return time.perf_counter()


def multiply(host):
    start = now()
    a, b = (x.to(device, copy=True) for x in host)  # (2)!
    there = now()
    c = a @ b
    done = now()
    c.to("cpu", copy=True)
    return done - there, now() - start


# %% measure
sizes = [64, 256, 1024] + ([4096, 8192, 16384] if gpu else [])
enough = 4096**3 if gpu else 512**3


def measure(n, repeats=9):
    host = torch.randn(n, n), torch.randn(n, n)
    count = max(1, min(50, enough // n**3))
    flops = 2 * n**3 * count / 1e12
    speeds = []
    for _ in range(1 + repeats):
        pairs = [multiply(host) for _ in range(count)]
        alone, whole = map(sum, zip(*pairs))
        speeds.append((flops / alone, flops / whole))
    return map(list, zip(*speeds[1:]))


torch.manual_seed(0)
tflops, loss = {}, {}
for n in sizes:
    alone, whole = measure(n)
    tflops |= {f"{n}_alone": alone, f"{n}_with_transfer": whole}
    loss[n] = max(alone) / max(whole)
    print(f"{n:6} slower with the transfer:", loss[n] > 1)
assert min(loss.values()) > 1
assert gpu or loss[64] > 1.1 * loss[1024]
