# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0"]
# [tool.bake]
# publish = ["milliseconds"]
# alone = true
# ///
# %% [markdown]
# What workers cost to start, and what keeping them saves.
# %% start
import os
import time

from torch.utils.data import DataLoader, Dataset


class Pids(Dataset):
    def __len__(self):
        return 8

    def __getitem__(self, index):
        return os.getpid()


def epoch(loader):
    start = time.perf_counter()
    pids = {pid.item() for pid in loader}
    return (time.perf_counter() - start) * 1000, pids


if __name__ == "__main__":
    milliseconds = {}
    for name, start_by, keep in [
        ("fork", "fork", False),
        ("fork_kept", "fork", True),
        ("spawn_kept", "spawn", True),
    ]:
        loader = DataLoader(
            Pids(),
            num_workers=2,
            persistent_workers=keep,  # (1)!
            multiprocessing_context=start_by,  # (2)!
        )
        first, *later = [epoch(loader) for _ in range(4)]
        milliseconds[f"{name}_first"] = first[0]
        milliseconds[f"{name}_later"] = [took for took, _ in later]
        same = all(pids == first[1] for _, pids in later)
        print(f"{name:10} same processes: {same}")
        assert same == keep
    best = {k: min(v) for k, v in milliseconds.items() if "later" in k}
    assert best["fork_kept_later"] < 0.5 * best["fork_later"]
    assert best["spawn_kept_later"] < best["fork_later"]
    spawned = milliseconds["spawn_kept_first"]
    assert spawned > 5 * milliseconds["fork_kept_first"]
