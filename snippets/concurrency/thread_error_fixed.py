# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A Future brings the exception to whoever asks for the result.
# %% error
from concurrent.futures import ThreadPoolExecutor


def divide(number):
    return 1 / number


outcome = "all went well"
try:
    with ThreadPoolExecutor() as pool:
        future = pool.submit(divide, 0)
    future.result()  # (1)!
except ZeroDivisionError:
    outcome = "caught"
print(outcome)
assert outcome == "caught"
