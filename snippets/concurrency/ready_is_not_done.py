# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# What a selector reports is readiness: the reading is left to you.
# %% selectors
import selectors
import socket

for name in ("Select", "Poll", "Epoll", "Kqueue"):
    kind = getattr(selectors, name + "Selector", None)
    if not kind:
        print(f"{name:7} not on this system")
        continue
    here, there = socket.socketpair()
    with kind() as selector, here, there:
        selector.register(there, selectors.EVENT_READ)
        here.send(b"parcel")
        selector.select(timeout=5)
        again = selector.select(timeout=5)  # (1)!
        data = there.recv(4096)  # (2)!
        after = selector.select(timeout=0)
    ready, left = len(again), len(after)
    print(f"{name:7} ready {ready}, read {data}, ready {left}")
    assert (ready, left) == (1, 0)
