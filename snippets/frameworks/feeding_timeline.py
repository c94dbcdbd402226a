# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11", "torch==2.13.0"]
# ///
# %% [markdown]
# Who loads and who waits: a device fed by 0, 1 and 2 workers.
# %% run
import time

from torch.utils.data import DataLoader, Dataset, get_worker_info

LINE = " ".join(str(i % 256) for i in range(64 * 64))


class Batches(Dataset):
    def __len__(self):
        return 8

    def __getitem__(self, index):
        began = time.perf_counter()
        for _ in range(60):
            [int(word) for word in LINE.split()]
        info = get_worker_info()  # (1)!
        who = info.id if info else 0
        return who, (began, time.perf_counter())


def follow(workers):
    loads, steps = [], []
    loader = DataLoader(Batches(), None, num_workers=workers)
    start = time.perf_counter()
    for who, load in loader:
        loads.append((who, *(at - start for at in load)))
        began = time.perf_counter()
        time.sleep(0.012)  # (2)!
        steps.append((began - start, time.perf_counter() - start))
    return loads, steps


def overlap(loads, steps):
    return any(a < d and c < b for _, a, b in loads for c, d in steps)


if __name__ == "__main__":
    runs = {workers: follow(workers) for workers in (0, 1, 2)}
    for workers, run in runs.items():
        print(workers, "workers, loads meanwhile:", overlap(*run))
        assert overlap(*run) == (workers > 0)

# %% draw
import matplotlib.pyplot as plt


def spans(times):
    return [(began, ended - began) for began, ended in times]


if __name__ == "__main__":
    figure, axes = plt.subplots(3, figsize=(5, 4.2), sharex=True,
                                layout="constrained")  # fmt: skip
    for plot, (workers, (loads, steps)) in zip(axes, runs.items()):
        names = [f"worker {i}" for i in range(workers)] or ["main"]
        for row in range(len(names)):
            own = [load[1:] for load in loads if load[0] == row]
            plot.broken_barh(spans(own), (row - 0.3, 0.6), fc="C0")
        plot.broken_barh(spans(steps), (-1.3, 0.6), fc="C1")
        plot.set_yticks(range(-1, len(names)), ["device", *names])
        plot.spines[["top", "right"]].set_visible(False)
    axes[-1].set_xlabel("s")
    plt.show()
