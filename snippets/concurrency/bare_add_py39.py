# /// script
# requires-python = ">=3.6"
# dependencies = []
# [tool.bake]
# runners = ["py39", "py36"]
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# Up to Python 3.9 a bare `count += 1` loses updates.
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
assert min(shares) < 1
