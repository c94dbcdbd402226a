# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "gpu"]
# publish = ["seconds", "count"]
# compare = "shape"
# ///
# %% time
import time

seconds = {"fast": [], "slow": []}
for _ in range(3):
    for label, nap in (("fast", 0.001), ("slow", 0.03)):
        start = time.perf_counter()
        time.sleep(nap)
        seconds[label].append(time.perf_counter() - start)
print(f"fast {min(seconds['fast']):.3f} s")
count = {"naps": 6}
assert min(seconds["slow"]) > min(seconds["fast"])
