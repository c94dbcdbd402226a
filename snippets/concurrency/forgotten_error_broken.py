# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Nobody asks the futures, so nobody hears of the error.
# %% submit
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(max_workers=2) as pool:
    for text in ("1", "two", "3"):
        pool.submit(int, text)  # (1)!
print("all is well")
