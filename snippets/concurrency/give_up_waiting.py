# /// script
# requires-python = ">=3.11"
# dependencies = ["gevent>=26.9"]
# ///
# %% [markdown]
# A gevent Timeout: an exception at the next switch, or never.
# %% wait
import time

import gevent
from gevent import Timeout


def ask():
    try:
        gevent.sleep(5)
    except Exception:  # (1)!
        return "swallowed"


try:
    with Timeout(0.02):
        ask()
except Timeout as late:
    print("gave up after", late)
print("an Exception:", issubclass(Timeout, Exception))

# %% quiet
answer = "no answer"
with Timeout(0.02, False):  # (1)!
    gevent.sleep(5)
    answer = "an answer"
print(answer)


# %% compute
def compute(long):
    until = time.perf_counter() + long
    while time.perf_counter() < until:  # (1)!
        pass


with Timeout(0.02):
    compute(0.1)
    print("computed to the end")
