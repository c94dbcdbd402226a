# /// script
# requires-python = ">=3.11"
# dependencies = ["gevent>=26.9"]
# ///
# %% [markdown]
# The call that switches looks like the call that does not.
# %% deposit
import gevent

balance, lines = 0, []


def log_to_memory(line):
    lines.append(line)


def log_to_network(line):
    lines.append(line)
    gevent.sleep(0.001)  # (1)!


def deposit(log):
    global balance
    before = balance
    log(f"had {before}")  # (2)!
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
assert list(kept.values()) == [10, 1]
