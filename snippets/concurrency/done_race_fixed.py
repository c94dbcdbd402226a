# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# result() waits; after it, done() is certain.
# %% ask
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

NAP = 0.05


def work(message):
    time.sleep(NAP)
    return message


def is_done_after_result(pool):
    future = pool.submit(work, "hello")
    future.result(timeout=30)  # (1)!
    return future.done()


# %% count
if __name__ == "__main__":
    for kind in (ThreadPoolExecutor, ProcessPoolExecutor):
        with kind(max_workers=1) as pool:
            answers = [is_done_after_result(pool) for _ in range(20)]
        name = f"{kind.__name__}:"
        print(f"{name:20} done {answers.count(True)} of 20 times")
        assert all(answers)
