# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11"]
# ///
# %% [markdown]
# Both threads take the locks in the same order: no deadlock.
# %% work
import time
from threading import Barrier, Lock, Thread

left, right = Lock(), Lock()
together = Barrier(2)
got_both, held = {}, []


def hold(name, what, began):
    held.append((name, what, began, time.perf_counter()))


def work(name, first, second, patience):
    together.wait(timeout=10)
    with first[1]:
        began = time.perf_counter()
        time.sleep(0.2)
        got = second[1].acquire(timeout=patience)
        got_both[name] = got
        if got:
            both = time.perf_counter()
            time.sleep(0.1)
            hold(name, second[0], both)
            second[1].release()
        hold(name, first[0], began)


# %% run
a, b = ("left", left), ("right", right)
threads = [
    Thread(target=work, args=("A", a, b, 0.3)),
    Thread(target=work, args=("B", a, b, 3)),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("got both locks:", dict(sorted(got_both.items())))
assert got_both == {"A": True, "B": True}

# %% draw
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(5, 2.2), layout="constrained")
zero = min(began for _, _, began, _ in held)
for name, what, began, ended in held:
    y = "BA".index(name) + (0.15 if what == "left" else -0.15)
    axes.barh(y, ended - began, left=began - zero, height=0.25,
              color="C0" if what == "left" else "C1")  # fmt: skip
    axes.annotate(what, (ended - zero, y), (4, 0), va="center",
                  textcoords="offset points")  # fmt: skip
axes.set(xlabel="s", yticks=(0, 1), yticklabels="BA", xlim=(-0.02, 0.8))
axes.spines[["top", "right"]].set_visible(False)
plt.show()
