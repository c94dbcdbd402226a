# /// script
# requires-python = ">=3.11"
# dependencies = ["ray>=2.60"]
# ///
# %% [markdown]
# The same graph with Ray: futures are given to tasks as arguments.
# %% graph
import os
import time
from tempfile import TemporaryDirectory

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
os.environ["RAY_ENABLE_UV_RUN_RUNTIME_ENV"] = "0"  # (1)!
import ray


@ray.remote
def square(number):
    time.sleep(0.3)
    return os.getpid(), number**2


@ray.remote
def add(*parts):  # (2)!
    return {pid for pid, _ in parts}, sum(n for _, n in parts)


# %% compute
if __name__ == "__main__":
    with TemporaryDirectory(
        prefix="ray-", dir="/tmp"
    ) as folder:  # (1)!
        ray.init(
            num_cpus=2,
            include_dashboard=False,
            log_to_driver=False,
            logging_level="error",
            _temp_dir=folder,
        )
        try:
            squares = [square.remote(n) for n in range(5)]  # (2)!
            pids, answer = ray.get(add.remote(*squares), timeout=30)
        finally:
            ray.shutdown()  # (3)!
    print("answer:", answer)
    print("done by other processes:", os.getpid() not in pids)
    assert answer == 30 and os.getpid() not in pids
