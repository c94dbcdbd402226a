# /// script
# requires-python = ">=3.11"
# dependencies = ["gevent>=26.9"]
# ///
# %% [markdown]
# With raise_error, joinall() raises what a greenlet raised.
# %% parse
import gevent

texts = ["1", "two", "3"]
greenlets = [gevent.spawn(int, text) for text in texts]
try:
    gevent.joinall(greenlets, raise_error=True)  # (1)!
    print("all is well")
except ValueError as error:
    print("ValueError:", error)
assert not greenlets[1].successful()
