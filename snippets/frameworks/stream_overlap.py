# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.11"]
# [tool.bake]
# runners = ["gpu"]
# publish = ["milliseconds"]
# timeout = 120
# alone = true
# ///
# %% [markdown]
# Two streams: the next chunk crosses the bus while this one is used.
# %% parts
import time

import torch

if not torch.cuda.is_available():
    raise SystemExit("found no CUDA device: nothing can overlap here")

n, chunks, rounds = 8192, 8, 1
host = [torch.randn(n, n).bfloat16().pin_memory() for _ in range(2)]
there = [x.to("cuda") for x in host]  # two buffers, used in turn
weight = torch.randn(n, n, device="cuda").bfloat16()


def copy(i):
    there[i % 2].copy_(host[i % 2], non_blocking=True)


def compute(i):
    for _ in range(rounds):
        there[i % 2] @ weight


def one_stream(*steps):
    for i in range(chunks):
        for step in steps:
            step(i)


# %% two_streams
copying = torch.cuda.Stream()  # (1)!


def two_streams():
    computing = torch.cuda.current_stream()
    used = []
    for i in range(chunks):
        with torch.cuda.stream(copying):
            if i >= 2:
                copying.wait_event(used[i - 2])  # (2)!
            copy(i)
        computing.wait_event(copying.record_event())  # (3)!
        compute(i)
        used.append(computing.record_event())


# %% measure
def measure(work, *steps):
    torch.cuda.synchronize()
    start = time.perf_counter()
    work(*steps)
    torch.cuda.synchronize()
    return (time.perf_counter() - start) * 1000


for _ in range(2):  # the first time warms up
    share = measure(one_stream, copy) / measure(one_stream, compute)
rounds = max(1, round(share))  # (1)!
WAYS = {"copies": (one_stream, copy)}
WAYS |= {"products": (one_stream, compute)}
WAYS |= {"one_stream": (one_stream, copy, compute)}
WAYS |= {"two_streams": (two_streams,)}
milliseconds = {name: [] for name in WAYS}
for _ in range(7):
    for name, way in WAYS.items():
        milliseconds[name].append(measure(*way))
best = {name: min(took) for name, took in milliseconds.items()}
assert best["one_stream"] > 1.15 * best["two_streams"]
print("two streams hide a part of the transfer")
