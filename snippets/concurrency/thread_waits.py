# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.9"]
# [tool.bake]
# publish = ["seconds"]
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# Who waited when: three waits in sequence, then in three threads.
# %% work
import time
from threading import Thread

WAITS = {"A": 0.3, "B": 0.2, "C": 0.1}  # s


def work(name, spans):
    start = time.perf_counter()
    time.sleep(WAITS[name])
    spans[name] = (start, time.perf_counter())


# %% sequence
def in_sequence(spans):
    for name in WAITS:
        work(name, spans)


# %% threads
def in_threads(spans):
    threads = [Thread(target=work, args=(n, spans)) for n in WAITS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# %% draw
import matplotlib.pyplot as plt

seconds = {}
figure, axes = plt.subplots(1, 2, sharex=True, sharey=True)
figure.set_size_inches(4.5, 1.6)
figure.set_layout_engine("constrained")
for way, axis in zip((in_sequence, in_threads), axes, strict=True):
    spans, start = {}, time.perf_counter()
    way(spans)
    seconds[way.__name__] = time.perf_counter() - start
    print(f"{way.__name__:12} {seconds[way.__name__]:.2f} s")
    for name, (begin, end) in sorted(spans.items()):
        axis.barh(name, end - begin, left=begin - start)
    axis.set(title=way.__name__, xlabel="s")
axes[0].invert_yaxis()
plt.show()
assert seconds["in_threads"] < 0.8 * seconds["in_sequence"]
