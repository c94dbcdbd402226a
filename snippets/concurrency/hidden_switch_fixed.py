# /// script
# requires-python = ">=3.11"
# dependencies = ["gevent>=26.9"]
# ///
# %% [markdown]
# A lock holds whatever the call in between does.
# %% deposit
import gevent
from gevent.lock import RLock

balance, lines = 0, []
lock = RLock()


def log_to_memory(line):
    lines.append(line)


def log_to_network(line):
    lines.append(line)
    gevent.sleep(0.001)  # (1)!


def deposit(log):
    global balance
    with lock:  # (2)!
        before = balance
        log(f"had {before}")
        balance = before + 1


# %% run
def run(log):
    global balance
    balance = 0
    greenlets = [gevent.spawn(deposit, log) for _ in range(10)]
    gevent.joinall(greenlets, raise_error=True)
    return balance


kept = {log: run(log) for log in (log_to_memory, log_to_network)}
for log, count in kept.items():
    print(f"{log.__name__:14} kept {count} of 10")
assert list(kept.values()) == [10, 10]
