# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# An exception in a thread stops that thread and nobody else.
# %% error
from threading import Thread


def divide(number):
    return 1 / number


outcome = "all went well"
try:
    thread = Thread(target=divide, args=(0,))
    thread.start()
    thread.join()  # (1)!
except ZeroDivisionError:
    outcome = "caught"
print(outcome)
assert outcome == "all went well"
