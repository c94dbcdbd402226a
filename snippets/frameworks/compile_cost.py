# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.11"]
# [tool.bake]
# runners = ["cpu", "gpu"]
# publish = ["seconds", "milliseconds", "calls"]
# timeout = 180
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# torch.compile: a dear first call, cheap calls after it.
# %% setup
import os
import tempfile
import time

cache = tempfile.TemporaryDirectory()
tempfile.tempdir = cache.name  # (1)!
os.environ["TORCHINDUCTOR_CACHE_DIR"] = cache.name  # (2)!
os.environ["TORCHINDUCTOR_COMPILE_THREADS"] = "1"

import torch

torch.set_num_threads(1)
device = "cuda" if torch.cuda.is_available() else "cpu"
size = {"cpu": 2**22, "cuda": 2**27}[device]
x = torch.linspace(-1, 1, size, device=device)


def chain(x):  # (3)!
    for _ in range(6):
        x = x * 0.9 + 0.1
    return x


def another(x):
    return (x * x + x).abs()


# %% measure
def measure(function):
    if device == "cuda":
        torch.cuda.synchronize()
    start = time.perf_counter()
    function(x)
    if device == "cuda":
        torch.cuda.synchronize()  # (1)!
    return time.perf_counter() - start


fast = torch.compile(chain)  # (2)!
seconds = {"first_call": measure(fast)}
seconds["another"] = measure(torch.compile(another))  # (3)!
torch.compiler.reset()  # (4)!
seconds["from_cache"] = measure(fast)
times = {"eager": chain, "compiled": fast}
milliseconds = {name: [] for name in times}
for _ in range(3):
    chain(x), fast(x)
for _ in range(15):
    for name, function in times.items():
        milliseconds[name].append(1000 * measure(function))

# %% compare
eager, compiled = (sorted(t)[7] for t in milliseconds.values())
first = seconds["first_call"]
calls = {"break_even": first * 1000 / (eager - compiled)}
for name, value in seconds.items():
    print(f"{name:10} {value:9.4f} s")
for name, value in zip(milliseconds, (eager, compiled)):
    print(f"{name:10} {value:9.4f} ms")
print(f"break even {calls['break_even']:9.0f} calls")
torch.testing.assert_close(fast(x), chain(x))  # (1)!
largest = (fast(x) - chain(x)).abs().max().item()
print(f"largest difference {largest:.1e}")
assert first == max(seconds.values())
assert eager > 1.5 * compiled
