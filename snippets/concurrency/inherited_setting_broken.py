# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["py314", "cpu"]
# ///
# %% [markdown]
# Counts on fork: the child is to know what the parent set.
# %% work
import multiprocessing
import sys

setting = "as in the file"


def report(answers):
    answers.put(setting)


# %% run
if __name__ == "__main__":
    setting = "changed later"
    answers = multiprocessing.Queue()
    worker = multiprocessing.Process(target=report, args=(answers,))
    worker.start()
    seen = answers.get(timeout=30)
    worker.join()
    method = multiprocessing.get_start_method()
    print("Python {}.{}: {}".format(*sys.version_info[:2], method))
    print("the child sees:", seen)
    assert (seen == setting) == (method == "fork")
