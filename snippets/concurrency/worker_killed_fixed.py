# /// script
# requires-python = ">=3.11"
# dependencies = ["celery>=5.7"]
# ///
# %% [markdown]
# A worker process dies in the middle of a task: it is done again.
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
@app.task(acks_late=True, reject_on_worker_lost=True)
def bill():
    with open("attempts", "a") as file:
        file.write("x")
    if Path("attempts").read_text() == "x":
        os.kill(os.getpid(), signal.SIGKILL)  # (1)!
    return "done"


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
            answer = ticket.get(timeout=30, propagate=False)
        finally:
            process.terminate()
            process.wait(30)
        attempts = len(Path("attempts").read_text())

# %% report
if __name__ == "__main__":
    print("state:", ticket.state)
    print("attempts:", attempts)
    print("answer:", answer)
    assert (ticket.state, attempts) == ("SUCCESS", 2)
