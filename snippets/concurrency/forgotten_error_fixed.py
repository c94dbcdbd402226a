# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# result() raises what the task raised.
# %% submit
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(max_workers=2) as pool:
    futures = {
        text: pool.submit(int, text) for text in ("1", "two", "3")
    }
failed = []
for text, future in futures.items():
    try:
        print(text, "gives", future.result())
    except ValueError as error:  # (1)!
        failed.append(text)
        print(text, "raised", type(error).__name__)
assert failed == ["two"]
