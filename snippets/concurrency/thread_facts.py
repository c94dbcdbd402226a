# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A thread's name, whether it is alive, and how long join waits.
# %% facts
from threading import Event, Thread, current_thread

door = Event()
names = []


def wait():
    names.append(current_thread().name)
    door.wait()


thread = Thread(target=wait, name="watchman")  # (1)!
print("made:", thread.name, thread.is_alive(), thread.daemon)
thread.start()

# %% join
print("join returned:", thread.join(timeout=0.05))  # (1)!
print("still alive:", thread.is_alive())  # (2)!
door.set()
thread.join()
print("inside:", *names)
print("still alive:", thread.is_alive())

# %% again
try:
    thread.start()
except RuntimeError as error:
    print("again:", error)  # (1)!
assert not thread.is_alive()
