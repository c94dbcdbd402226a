# /// script
# requires-python = ">=3.11"
# dependencies = ["celery>=5.7"]
# [tool.bake]
# timeout = 300
# ///
# %% [markdown]
# A task that kills every worker process: tried again, but not for ever.
# %% app
import os
import signal
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from celery import Celery

NAME = Path(__file__).stem
app = Celery(NAME, broker="filesystem://", backend="file://answers")
folders = {"data_folder_in": "letters", "data_folder_out": "letters"}
app.conf.update(
    broker_transport_options=folders,
    worker_lost_wait=0.5,  # (1)!
)


# %% task
@app.task(
    retry_on_worker_lost=True,  # (1)!
    max_retries=2,
    default_retry_delay=0,
)
def bill():
    with open("attempts", "a") as file:
        file.write("x")
    os.kill(os.getpid(), signal.SIGKILL)


# %% kill
if __name__ == "__main__":
    os.environ["PYTHONPATH"] = str(Path(__file__).parent)
    python = [sys.executable, "-W", "ignore", "-B", "-m"]
    hidden = subprocess.DEVNULL
    worker = f"celery -A {NAME} -q worker -l error -c 1".split()
    with TemporaryDirectory() as folder, chdir(folder):
        os.mkdir("letters")
        os.mkdir("answers")
        ticket = bill.delay()
        process = subprocess.Popen(
            [*python, *worker], stdout=hidden, stderr=hidden
        )
        try:
            ticket.get(timeout=30, propagate=False)
        finally:
            process.terminate()
            process.wait(30)
        attempts = len(Path("attempts").read_text())

# %% report
if __name__ == "__main__":
    print("state:", ticket.state)
    print("attempts:", attempts)
    assert (ticket.state, attempts) == ("FAILURE", 3)
