# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A daemon thread is cut off where the program ends.
# %% daemon
import time
from threading import Thread


def save():
    print("saving")
    try:
        time.sleep(1)
    finally:
        print("saved")  # (1)!


thread = Thread(target=save, daemon=True)
thread.start()
time.sleep(0.1)
print("the program ends")  # (2)!
