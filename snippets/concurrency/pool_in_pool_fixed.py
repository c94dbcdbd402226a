# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# The caller waits; a worker never waits for its own pool.
# %% work
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=1)


def outer(inner):
    return inner + 1


# %% run
with pool:
    inner = pool.submit(pow, 2, 10).result(timeout=10)  # (1)!
    answer = pool.submit(outer, inner).result(timeout=10)
print(answer)
assert answer == 1025
