# /// script
# requires-python = ">=3.11"
# dependencies = ["gevent>=26.9"]
# ///
# %% [markdown]
# While one greenlet computes, no other gets a turn.
# %% compute
import gevent

ticks = 0


def tick():
    global ticks
    while True:
        gevent.sleep(0.001)
        ticks += 1


def compute():
    before, total = ticks, 0
    for number in range(500_000):
        total += number
    return ticks - before


clock = gevent.spawn(tick)
gevent.sleep(0.02)
before = ticks
during = gevent.spawn(compute).get()
clock.kill()
print("ticked before:", before > 0)
print("ticked while computing:", during > 0)
assert before > 0 and during == 0
