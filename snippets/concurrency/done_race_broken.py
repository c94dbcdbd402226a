# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "py314"]
# publish = ["times"]
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# Sleep as long as the task sleeps, then ask done(): a race.
# %% ask
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

NAP = 0.05


def work(message):
    time.sleep(NAP)
    return message


def is_done_after_nap(pool):
    future = pool.submit(work, "hello")
    time.sleep(NAP)
    done = future.done()  # (1)!
    future.result()
    return done


# %% count
times = {}
if __name__ == "__main__":
    for kind in (ThreadPoolExecutor, ProcessPoolExecutor):
        with kind(max_workers=1) as pool:
            answers = [is_done_after_nap(pool) for _ in range(20)]
        times[kind.__name__] = answers.count(True)
        name = f"{kind.__name__}:"
        print(f"{name:20} done {answers.count(True)} of 20 times")
    assert min(times.values()) < 20
