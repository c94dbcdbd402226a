# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "py314", "py315"]
# publish = ["milliseconds"]
# timeout = 60
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# What it costs to start two processes that do nothing.
# %% start
import multiprocessing
import time


def nothing():
    pass


def start_two(context):
    workers = [context.Process(target=nothing) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


# %% measure
milliseconds = {}

if __name__ == "__main__":
    for method in multiprocessing.get_all_start_methods():  # (1)!
        context = multiprocessing.get_context(method)
        milliseconds[method] = []
        for _ in range(5):
            start = time.perf_counter()
            start_two(context)
            took = time.perf_counter() - start
            milliseconds[method].append(1000 * took)
        low, high = min(milliseconds[method]), max(milliseconds[method])
        print(f"{method:10} {low:6.1f} to {high:.1f} ms")
    if "fork" in milliseconds:
        assert min(milliseconds["spawn"]) > min(milliseconds["fork"])
