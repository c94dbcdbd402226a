# /// script
# requires-python = ">=3.11"
# dependencies = ["celery>=5.7", "matplotlib>=3.11"]
# ///
# %% [markdown]
# Six naps wait in a folder until a worker with two hands comes.
# %% task
import os
import time

from celery import Celery

app = Celery("handoff_files")
app.conf.update(
    broker_url="filesystem://",  # (1)!
    broker_transport_options={
        "data_folder_in": "letters",
        "data_folder_out": "letters",
    },
    result_backend="file://answers",  # (2)!
)


@app.task
def nap(seconds):
    began = time.monotonic()
    time.sleep(seconds)
    return os.getpid(), began, time.monotonic()


# %% start
import subprocess
import sys
from contextlib import chdir, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

WORKER = "-m celery -A handoff_files -q worker -l error -c 2"


@contextmanager
def running(*command):
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, process_group=0
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


# %% hand_off
if __name__ == "__main__":
    os.environ["PYTHONPATH"] = str(Path(__file__).parent)
    python = [sys.executable, "-W", "ignore", "-B"]
    with TemporaryDirectory() as folder, chdir(folder):
        os.mkdir("letters")
        os.mkdir("answers")
        start = time.monotonic()
        tickets = [nap.delay(0.3) for _ in range(6)]  # (1)!
        print("letters:", len(os.listdir("letters")))
        came = time.monotonic()
        with running(*python, *WORKER.split()):  # (2)!
            naps = [ticket.get(timeout=30) for ticket in tickets]
        print("letters:", len(os.listdir("letters")))
        print("answers:", len(os.listdir("answers")))
    pids = sorted({pid for pid, _, _ in naps})
    print("processes that worked:", len(pids))
    assert len(pids) == 2 and os.getpid() not in pids

# %% draw
if __name__ == "__main__":
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(5, 2.4), layout="constrained")
    for number, (pid, began, ended) in enumerate(naps, 1):
        axes.hlines(number, 0, began - start, "0.5", lw=1)
        axes.barh(number, ended - began, 0.5, began - start,
                  color=f"C{pids.index(pid)}", ec="black")  # fmt: skip
    axes.axvline(came - start, color="black", ls=":")
    axes.annotate("worker starts", (came - start, 0.2), (6, 0),
                  textcoords="offset points", va="center")  # fmt: skip
    axes.set(xlabel="s", ylabel="task", xlim=0)
    axes.set(ylim=(6.6, -0.2), yticks=range(1, 7))
    axes.spines[["top", "right"]].set_visible(False)
    plt.show()
