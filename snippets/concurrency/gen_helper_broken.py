# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A generator that is called but not delegated to never runs.
# %% run
from collections import deque

ran = []


def run(*tasks):
    ready = deque(tasks)
    while ready:
        task = ready.popleft()
        if next(task, "ended") != "ended":
            ready.append(task)


# %% tasks
def save(name):
    for part in (1, 2):
        ran.append(f"{name} saves {part}")
        yield


def work(name):
    ran.append(f"{name} begins")
    save(name)  # (1)!
    ran.append(f"{name} ends")
    yield


run(work("A"), work("B"))
print(*ran, sep="\n")
assert ("A saves 1" in ran) is False
