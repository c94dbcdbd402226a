# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A wall clock can be set back; a stopwatch can not.
# %% clocks
import time

for name in ("time", "perf_counter"):
    clock = time.get_clock_info(name)
    print(f"{name:12} {clock.monotonic = } {clock.adjustable = }")
assert not time.get_clock_info("perf_counter").adjustable
