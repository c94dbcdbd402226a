# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "py314"]
# ///
# %% [markdown]
# The answers come back through a queue.
# %% work
from multiprocessing import Process, Queue


def square(number, answers):
    answers.put(number * number)  # (1)!


# %% run
if __name__ == "__main__":
    answers = Queue()
    workers = [
        Process(target=square, args=(n, answers)) for n in (1, 2, 3)
    ]
    for worker in workers:
        worker.start()
    squares = [answers.get(timeout=30) for _ in workers]  # (1)!
    for worker in workers:
        worker.join()
    print("exit codes:", [worker.exitcode for worker in workers])
    print("squares:", sorted(squares))
    assert sorted(squares) == [1, 4, 9]
