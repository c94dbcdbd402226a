# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11"]
# ///
# %% [markdown]
# Four tasks, two workers: who ran when, and who was ready first.
# %% order
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from threading import current_thread

seconds_of = {"A": 0.8, "B": 0.15, "C": 0.25, "D": 1.0}
ran = []


def work(name):
    began = time.perf_counter()
    time.sleep(seconds_of[name])
    ended = time.perf_counter()
    ran.append((current_thread().name, name, began, ended))
    return name


with ThreadPoolExecutor(2, thread_name_prefix="worker") as pool:
    futures = [pool.submit(work, name) for name in seconds_of]
    ready = [f.result() for f in as_completed(futures)]  # (1)!
print("as_completed:", *ready)
print("as submitted:", *(f.result() for f in futures))  # (2)!
assert ready == list("BCAD")

# %% draw
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(5, 1.9), layout="constrained")
zero = min(began for _, _, began, _ in ran)
for worker, name, began, ended in sorted(ran, reverse=True):
    axes.barh(worker, ended - began, left=began - zero, height=0.3,
              color="C0", edgecolor="black")  # fmt: skip
    axes.annotate(name, (began - zero, worker), (2, 12),
                  textcoords="offset points")  # fmt: skip
axes.set(xlabel="s", ylim=(-0.4, 1.6))
axes.spines[["top", "right"]].set_visible(False)
plt.show()
