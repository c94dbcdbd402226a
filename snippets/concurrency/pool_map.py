# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# map keeps the order of the inputs and gives results, not futures.
# %% map
import time
from concurrent.futures import ThreadPoolExecutor


def nap(seconds):
    time.sleep(seconds)
    return seconds


with ThreadPoolExecutor(max_workers=3) as pool:
    results = list(pool.map(nap, [0.3, 0.1, 0.2]))  # (1)!
print(results)
assert results == [0.3, 0.1, 0.2]
