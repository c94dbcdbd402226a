# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0"]
# [tool.bake]
# publish = ["seconds"]
# alone = true
# ///
# %% [markdown]
# The same device and the same loading, with 0, 1, 2 and 4 workers.
# %% load
import time
import warnings

import torch
from torch.utils.data import DataLoader, Dataset

LINE = " ".join(str(i % 256) for i in range(64 * 64))
BATCHES, SIZE = 30, 32
warnings.filterwarnings("ignore", "This DataLoader will create 4")


class Pictures(Dataset):
    def __len__(self):
        return BATCHES * SIZE

    def __getitem__(self, index):  # (1)!
        numbers = [int(word) for word in LINE.split()]
        return torch.tensor(numbers, dtype=torch.uint8)


def loader(workers):
    return DataLoader(Pictures(), SIZE, num_workers=workers)  # (2)!


# %% device
def train(batches, step):
    for _ in batches:
        time.sleep(step)  # (1)!


# %% measure
def time_of(work, *arguments):
    start = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - start


if __name__ == "__main__":
    torch.set_num_threads(1)
    loading = min(time_of(list, loader(0)) for _ in range(3))
    step = 0.6 * loading / BATCHES  # (1)!
    seconds = {"floor": [], "loading": [loading]}
    seconds |= {f"workers_{count}": [] for count in (0, 1, 2, 4)}
    for _ in range(5):
        seconds["floor"].append(time_of(train, range(BATCHES), step))
        for count in (0, 1, 2, 4):
            took = time_of(train, loader(count), step)  # (2)!
            seconds[f"workers_{count}"].append(took)

    best = {name: min(times) for name, times in seconds.items()}
    for count in (1, 2):
        helps = best[f"workers_{count}"] < 0.9 * best["workers_0"]
        print("workers:", count, "faster than none:", helps)
        assert helps
    assert best["floor"] < min(best["workers_2"], best["workers_4"])
