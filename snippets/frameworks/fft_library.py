# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.11"]
# [tool.bake]
# runners = ["cpu", "gpu"]
# publish = ["milliseconds"]
# timeout = 60
# alone = true
# ///
# %% [markdown]
# The Fourier transform by its definition, and by the library.
# %% ways
import time

import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
gpu = device == "cuda"
n = 8192 if gpu else 2048
torch.manual_seed(0)
signals = torch.randn(256, n, dtype=torch.complex64, device=device)
k = torch.arange(n, device=device)
angle = -2 * torch.pi / n * (k[:, None] * k % n)  # (1)!
definition = torch.polar(torch.ones_like(angle), angle)

WAYS = {
    "by_definition": lambda: signals @ definition,
    "library": lambda: torch.fft.fft(signals),
}


# %% measure
def measure(way):
    start = time.perf_counter()
    result = way()
    if gpu:
        torch.cuda.synchronize()
    return (time.perf_counter() - start) * 1000, result


milliseconds, results = {name: [] for name in WAYS}, {}
for _ in range(8):
    for name, way in WAYS.items():
        took, results[name] = measure(way)
        milliseconds[name].append(took)
milliseconds = {name: took[1:] for name, took in milliseconds.items()}
off = (results["library"] - results["by_definition"]).norm()
off = (off / results["library"].norm()).item()
best = {name: min(took) for name, took in milliseconds.items()}
faster = best["library"] < 0.5 * best["by_definition"]
print("same result:", off < 1e-2, "faster:", faster)
assert off < 1e-2 and faster
