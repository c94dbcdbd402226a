# /// script
# requires-python = ">=3.11"
# dependencies = ["gevent>=26.9"]
# ///
# %% [markdown]
# joinall() says nothing of a greenlet that failed.
# %% parse
import gevent

texts = ["1", "two", "3"]
greenlets = [gevent.spawn(int, text) for text in texts]
gevent.joinall(greenlets)  # (1)!
values = [g.value for g in greenlets]
print(values, "all is well")
assert values == [1, None, 3]
