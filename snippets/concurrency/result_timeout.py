# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A timeout ends the waiting, not the work.
# %% wait
from concurrent.futures import ThreadPoolExecutor
from threading import Event

release = Event()
with ThreadPoolExecutor(max_workers=1) as pool:
    running = pool.submit(release.wait, 30)
    queued = pool.submit(print, "never printed")
    try:
        running.result(timeout=0.2)
    except TimeoutError:  # (1)!
        print("no answer yet, running:", running.running())
    print("cancel the running one:", running.cancel())  # (2)!
    print("cancel the queued one:", queued.cancel())
    release.set()
print("the answer after all:", running.result())
assert queued.cancelled() and running.result() is True
