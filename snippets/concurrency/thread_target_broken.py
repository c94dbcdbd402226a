# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# The parentheses call the function here and now.
# %% target
from threading import Thread, current_thread

ran_in = []


def work():
    ran_in.append(current_thread().name)


thread = Thread(target=work(), name="worker")  # (1)!
thread.start()
thread.join()
print("ran in:", *ran_in)
assert ran_in == ["MainThread"]
