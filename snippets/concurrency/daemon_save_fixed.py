# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Wait for it, and it comes to its end.
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
thread.join()  # (2)!
print("the program ends")
