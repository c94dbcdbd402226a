# /// script
# requires-python = ">=3.11"
# dependencies = ["celery[redis]>=5.7", "redis>=8.1"]
# [tool.bake]
# publish = ["seconds"]
# alone = true
# ///
# %% [markdown]
# Four naps over Redis: the tickets come at once, the answers later.
# %% task
import os
import time

from celery import Celery

app = Celery("handoff_redis")  # (1)!


@app.task  # (2)!
def nap(seconds):
    time.sleep(seconds)
    return os.getpid()


# %% start
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

WORKER = "-m celery -A handoff_redis -q worker -l error -c 4"  # (1)!


@contextmanager
def running(*command):
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, process_group=0
    )
    try:
        yield
    finally:
        process.terminate()  # (2)!
        process.wait(30)


@contextmanager
def redis_and_worker(folder):
    if not shutil.which("redis-server"):
        sys.exit("redis-server is missing: apt install redis-server")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    url = f"redis://127.0.0.1:{port}/0"
    os.environ["CELERY_BROKER_URL"] = url  # (3)!
    os.environ["CELERY_RESULT_BACKEND"] = url
    os.environ["PYTHONPATH"] = str(Path(__file__).parent)
    redis = ["redis-server", "--bind", "127.0.0.1", "--dir", folder]
    with running(*redis, "--port", port, "--save", ""):
        app.connection().ensure_connection(max_retries=20)
        python = [sys.executable, "-W", "ignore", "-B"]
        with running(*python, *WORKER.split()):
            yield


# %% hand_off
seconds = {"in_sequence": [], "over_redis": [], "only_hand_off": []}
if __name__ == "__main__":
    with TemporaryDirectory() as folder, redis_and_worker(folder):
        nap.delay(0).get(timeout=30)  # (1)!
        for _ in range(3):
            start = time.monotonic()
            tickets = [nap.delay(0.3) for _ in range(4)]  # (2)!
            seconds["only_hand_off"].append(time.monotonic() - start)
            ready = sum(t.ready() for t in tickets)
            pids = {t.get(timeout=30) for t in tickets}  # (3)!
            seconds["over_redis"].append(time.monotonic() - start)
            start = time.monotonic()
            here = {nap(0.3) for _ in range(4)}  # (4)!
            seconds["in_sequence"].append(time.monotonic() - start)
    print("ready when handed off:", ready)
    print("processes that worked:", len(pids - here))
    one, four, only = map(min, seconds.values())
    assert ready == 0 and only < 0.1 * one and four < 0.6 * one
