# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.11"]
# [tool.bake]
# runners = ["cpu", "gpu"]
# publish = ["seconds"]
# timeout = 120
# alone = true
# ///
# %% [markdown]
# A real device, real arithmetic: how many workers does it take?
# %% load
import time

import torch
from torch.utils.data import DataLoader, Dataset

LINE = " ".join(str(i % 256) for i in range(64 * 64))
SIZE = 32
cuda = torch.cuda.is_available()
device = "cuda" if cuda else "cpu"
workers = (0, 1, 2, 4, 8) if cuda else (0, 1, 2)
BATCHES, rounds = (100, 300) if cuda else (25, 1)


class Pictures(Dataset):
    def __len__(self):
        return BATCHES * SIZE

    def __getitem__(self, index):
        numbers = [int(word) for word in LINE.split()]
        return torch.tensor(numbers, dtype=torch.uint8)


def loader(count):
    options = {"num_workers": count, "pin_memory": cuda}  # (1)!
    return DataLoader(Pictures(), SIZE, **options)


# %% train
torch.manual_seed(0)
torch.set_num_threads(1)
weight = (torch.randn(4096, 4096) / 64).to(device)


def step(batch):
    hidden = batch.to(device, non_blocking=True).float() / 255
    for _ in range(rounds):  # (1)!
        hidden = torch.tanh(hidden @ weight)
    return hidden.sum().item()  # (2)!


def train(batches):
    start = time.perf_counter()
    for batch in batches:
        step(batch)
    return time.perf_counter() - start


# %% measure
if __name__ == "__main__":
    ready = [next(iter(loader(0))).to(device)] * BATCHES
    train(ready)  # warm up
    seconds = {"floor": []}
    seconds |= {f"workers_{count}": [] for count in workers}
    for _ in range(5):
        seconds["floor"].append(train(ready))
        for count in workers:
            seconds[f"workers_{count}"].append(train(loader(count)))
    best = {name: min(times) for name, times in seconds.items()}
    most = f"workers_{workers[-1]}"
    fed = best[most] < best["workers_0"]
    print("workers help:", fed)
    assert fed and best["floor"] < best[most]
