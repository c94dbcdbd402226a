# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "py314"]
# ///
# %% [markdown]
# Each process appends to a list of its own; the parent's stays empty.
# %% work
from multiprocessing import Process

squares = []


def square(number):
    squares.append(number * number)  # (1)!


# %% run
if __name__ == "__main__":
    workers = [Process(target=square, args=(n,)) for n in (1, 2, 3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print("exit codes:", [worker.exitcode for worker in workers])
    print("squares:", squares)
    assert squares == []
