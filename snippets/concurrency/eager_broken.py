# /// script
# requires-python = ">=3.11"
# dependencies = ["celery>=5.7"]
# ///
# %% [markdown]
# An eager task is no longer handed off: the caller does it.
# %% task
import threading
import time

from celery import Celery
from celery.contrib.testing.worker import start_worker

app = Celery(broker="memory://", backend="cache+memory://")  # (1)!
app.conf.task_always_eager = True


@app.task
def nap(seconds):
    time.sleep(seconds)
    return threading.get_ident()


# %% hand_off
with start_worker(app, pool="threads", perform_ping_check=False):
    start = time.monotonic()
    ticket = nap.delay(0.5)
    waited = time.monotonic() - start > 0.4
    print("handing off took the whole nap:", waited)
    print("ready:", ticket.ready())
    mine = ticket.get(timeout=30) == threading.get_ident()
    print("done in the caller's thread:", mine)
assert waited and mine
