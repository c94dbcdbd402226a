# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Brackets make no tuple, and submit wants none.
# %% tuple
from concurrent.futures import ThreadPoolExecutor

for value in (("hello"), ("hello",)):
    print(type(value).__name__, value)

with ThreadPoolExecutor(max_workers=1) as pool:
    word = pool.submit(len, ("hello"))  # (1)!
    tuple_of_one = pool.submit(len, ("hello",))  # (2)!
print(word.result(), tuple_of_one.result())
assert (word.result(), tuple_of_one.result()) == (5, 1)
