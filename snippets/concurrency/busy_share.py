# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# alone = true
# ///
# %% [markdown]
# Does it wait or does it compute? Two clocks tell.
# %% share
import socket
import time


def measure_share(work):
    wall, cpu = time.perf_counter(), time.process_time()  # (1)!
    work()
    took = time.perf_counter() - wall
    return (time.process_time() - cpu) / took


def describe(work):
    share = max(measure_share(work) for _ in range(3))
    return "computes" if share > 0.5 else "waits"


# %% works
def sleep():
    time.sleep(0.3)


def receive():
    here, there = socket.socketpair()
    with here, there:
        here.settimeout(0.3)
        try:
            here.recv(1)
        except TimeoutError:
            return


def loop():
    steps = 3_000_000
    while steps:
        steps -= 1


def sort():
    sorted(range(1_000_000), key=lambda n: -n)


for work in (sleep, receive, loop, sort):
    print(f"{work.__name__:8} {describe(work)}")
assert describe(sleep) == describe(receive) == "waits"
assert describe(loop) == describe(sort) == "computes"
