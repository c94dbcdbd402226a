# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.11"]
# [tool.bake]
# runners = ["cpu", "gpu"]
# publish = ["milliseconds"]
# alone = true
# ///
# %% [markdown]
# The way to the device: pageable, pinned, and one batch ahead.
# %% batches
import time

import torch

cuda = torch.cuda.is_available()
device = "cuda" if cuda else "cpu"
side, count = (4096, 20) if cuda else (256, 5)

torch.manual_seed(0)
weight = torch.rand(side, side).to(device)
pageable = [torch.rand(side, side) for _ in range(count)]
try:
    pinned = [batch.pin_memory() for batch in pageable]  # (1)!
except RuntimeError:
    pinned = []
print("pinned batches:", len(pinned))
resident = [batch.to(device) for batch in pageable]  # (2)!


def compute(batch):
    return (batch @ weight).sum()


# %% one_after_another
def in_turn(batches):
    send = {"device": device, "non_blocking": True}  # (1)!
    return [compute(batch.to(**send)) for batch in batches]


# %% one_ahead
def send_ahead(batches):
    computing = torch.cuda.current_stream()
    copying = torch.cuda.Stream()  # (1)!
    copying.wait_stream(computing)
    waiting = None
    for batch in batches:
        with torch.cuda.stream(copying):
            sent = batch.to(device, non_blocking=True)
            arrived = copying.record_event()
        if waiting:
            yield waiting
        waiting = sent, arrived
    yield waiting


def one_ahead(batches):
    results = []
    computing = torch.cuda.current_stream()
    for batch, arrived in send_ahead(batches):
        computing.wait_event(arrived)  # (2)!
        batch.record_stream(computing)  # (3)!
        results.append(compute(batch))
    return results


# %% measure
ways = {"resident": (in_turn, resident)}
ways["pageable"] = in_turn, pageable
if pinned:
    ways["pinned"] = in_turn, pinned
    ways["one_ahead"] = one_ahead, pinned
milliseconds = {name: [] for name in ways}
sums = {}
for _ in range(6):
    for name, (way, batches) in ways.items():
        start = time.perf_counter()
        sums[name] = torch.stack(way(batches)).cpu()  # (1)!
        took = (time.perf_counter() - start) * 1000
        milliseconds[name].append(took)
milliseconds = {name: ms[1:] for name, ms in milliseconds.items()}
best = {name: min(ms) for name, ms in milliseconds.items()}
same = all(torch.allclose(s, sums["resident"]) for s in sums.values())
print("ways:", *ways, "\nsame results:", same)
assert same
assert not pinned or best["one_ahead"] < 0.9 * best["pageable"]
