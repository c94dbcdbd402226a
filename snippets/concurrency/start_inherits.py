# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "py314"]
# systems = ["linux", "macos"]
# ///
# %% [markdown]
# What the child knows of the parent depends on how it was started.
# %% work
import multiprocessing

setting = "as in the file"


def report(answers):
    answers.put(setting)


# %% run
if __name__ == "__main__":
    setting = "changed later"  # (1)!
    seen = {}
    for method in ("fork", "spawn", "forkserver"):
        context = multiprocessing.get_context(method)
        answers = context.Queue()
        worker = context.Process(target=report, args=(answers,))
        worker.start()
        seen[method] = answers.get(timeout=30)
        worker.join()
        print(f"{method:10} {seen[method]}")
    assert seen["fork"] == "changed later" != seen["spawn"]
