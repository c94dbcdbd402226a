# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A task waits for a task that waits for its worker.
# %% work
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=1)


def outer():
    inner = pool.submit(pow, 2, 10)  # (1)!
    return inner.result(timeout=0.3)  # (2)!


# %% run
with pool:
    try:
        answer = pool.submit(outer).result()
    except TimeoutError:
        answer = "TimeoutError"
print(answer)
assert answer == "TimeoutError"
