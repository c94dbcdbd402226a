# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4", "torch==2.13.0"]
# ///
# %% [markdown]
# Random numbers in workers: a generator of its own for each.
# %% dataset
import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset


class Noisy(Dataset):
    def __init__(self):
        self.rng = None

    def __len__(self):
        return 4

    def __getitem__(self, index):
        if self.rng is None:
            seed = torch.initial_seed()  # (1)!
            self.rng = np.random.default_rng(seed)
        own = self.rng.integers(1000)
        return int(own), np.random.randint(1000)


# %% epochs
if __name__ == "__main__":
    torch.manual_seed(0)
    loader = DataLoader(Noisy(), None, num_workers=2)
    pairs = [pair for epoch in (1, 2) for pair in loader]
    own, shared = zip(*pairs)
    print("own, epoch 1:", *own[:4])
    print("own, epoch 2:", *own[4:])
    print("np.random:   ", *shared[:4])
    print("             ", *shared[4:])
    assert len(set(shared)) == 8
    assert len(set(own)) == 8
