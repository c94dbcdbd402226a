# /// script
# requires-python = ">=3.10"
# dependencies = []
# [tool.bake]
# runners = ["py310"]
# alone = true
# ///
# %% [markdown]
# From Python 3.10 on the same loop loses nothing (with a GIL).
# %% add
import sys
from threading import Barrier, Thread

TIMES = 200000
count = 0
together = Barrier(4)


def add():
    global count
    together.wait(timeout=10)
    for _ in range(TIMES):
        count += 1


print("Python {}.{}".format(*sys.version_info))
shares = []
for _ in range(5):
    count = 0
    threads = [Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    shares.append(count / (4 * TIMES))
print("left:", *(f"{share:.2f}" for share in shares))
assert min(shares) == 1
