# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A future stands for a result that comes later.
# %% submit
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(max_workers=3) as pool:  # (1)!
    future = pool.submit(pow, 2, 10)  # (2)!
    answer = future.result()  # (3)!
print(answer, future.done())

# %% closed
try:
    pool.submit(pow, 2, 10)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
assert answer == 1024
