# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# systems = ["linux", "macos"]
# ///
# %% [markdown]
# A process dies alone; the parent can see how.
# %% die
import os
import signal
from multiprocessing import Process


def die():
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    worker = Process(target=die)
    worker.start()
    worker.join()
    print("exit code:", worker.exitcode)  # (1)!
    print("the parent goes on")
    assert worker.exitcode == -signal.SIGKILL
