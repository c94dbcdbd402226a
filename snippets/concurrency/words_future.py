# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A Future is an empty box; whoever promised the answer fills it.
# %% future
from concurrent.futures import Future
from threading import Thread

box = Future()
print("done before:", box.done())


def keep_promise(box):
    box.set_result(6 * 7)  # (1)!


Thread(target=keep_promise, args=(box,)).start()
print("result:", box.result(timeout=5))  # (2)!
print("done after:", box.done())

# %% callback
later = []
box.add_done_callback(lambda box: later.append(box.result() + 1))
print("called back with:", later)  # (1)!
assert later == [43]
