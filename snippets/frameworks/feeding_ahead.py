# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0"]
# [tool.bake]
# publish = ["seconds"]
# alone = true
# ///
# %% [markdown]
# How far workers work ahead, and when working further ahead helps.
# %% ahead
import time
from multiprocessing import Value

from torch.utils.data import DataLoader, Dataset


class Counted(Dataset):
    loaded = Value("i", 0)

    def __len__(self):
        return 12

    def __getitem__(self, index):
        with self.loaded:
            self.loaded.value += 1
        return index


def loaded_ahead(factor):
    Counted.loaded.value = 0
    batches = iter(
        DataLoader(
            Counted(), None, num_workers=2, prefetch_factor=factor
        )
    )
    next(batches)
    time.sleep(0.5)  # (1)!
    return Counted.loaded.value - 1


if __name__ == "__main__":
    for factor in (1, 2, 3):
        count = loaded_ahead(factor)
        print("prefetch_factor", factor, "ahead:", count)
        assert count == 2 * factor  # workers x factor


# %% uneven
class Uneven(Dataset):
    def __len__(self):
        return 40

    def __getitem__(self, index):
        time.sleep(0.06 if index % 10 == 9 else 0.002)  # (1)!
        return index


def train(factor):
    batches = DataLoader(
        Uneven(), None, num_workers=1, prefetch_factor=factor
    )
    start = time.perf_counter()
    for _ in batches:
        time.sleep(0.01)
    return time.perf_counter() - start


if __name__ == "__main__":
    rounds = [(train(1), train(8)) for _ in range(3)]
    seconds = dict(zip(("ahead_1", "ahead_8"), map(list, zip(*rounds))))
    deeper = min(seconds["ahead_8"]) < 0.9 * min(seconds["ahead_1"])
    print("deeper is faster:", deeper)
    assert deeper
