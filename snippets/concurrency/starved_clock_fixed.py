# /// script
# requires-python = ">=3.11"
# dependencies = ["gevent>=26.9"]
# ///
# %% [markdown]
# A greenlet that computes gives the others a turn now and then.
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
        if number % 1000 == 0:
            gevent.sleep(0)  # (1)!
        total += number
    return ticks - before


clock = gevent.spawn(tick)
gevent.sleep(0.02)
before = ticks
during = gevent.spawn(compute).get()
clock.kill()
print("ticked before:", before > 0)
print("ticked while computing:", during > 0)
assert before > 0 and during > 0
