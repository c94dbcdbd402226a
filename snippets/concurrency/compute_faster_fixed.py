# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# alone = true
# ///
# %% [markdown]
# Computing in a pool of processes: each has a GIL of its own.
# %% compute
import time
from concurrent.futures import ProcessPoolExecutor


def count_primes(end):
    return sum(
        all(n % d for d in range(2, int(n**0.5) + 1))
        for n in range(2, end)
    )


def measure(call):
    start = time.perf_counter()
    list(call(count_primes, [20_000, 20_000]))
    return time.perf_counter() - start


# %% compare
if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:  # (1)!
        pairs = [(measure(map), measure(pool.map)) for _ in range(100)]
    in_sequence, in_pool = map(min, zip(*pairs, strict=True))
    faster = in_pool < 0.9 * in_sequence
    print("clearly faster:", faster)
    assert faster
