# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# An Event: many threads wait until one says go.
# %% wait
from threading import Event, Thread

go = Event()
ran = []


def wait_and_run(name):
    if go.wait(timeout=10):  # (1)!
        ran.append(name)


threads = [Thread(target=wait_and_run, args=(n,)) for n in "ABC"]
for thread in threads:
    thread.start()
print("before set:", ran, go.is_set(), go.wait(timeout=0.1))  # (2)!

# %% set
go.set()
for thread in threads:
    thread.join()
print("after set:", sorted(ran), go.is_set())
assert sorted(ran) == ["A", "B", "C"]
