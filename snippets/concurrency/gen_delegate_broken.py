# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A loop over a generator passes its values on, and nothing else.
# %% inner
def listen():
    try:
        word = yield
    except ValueError:
        word = "an error"
    print("  listen heard", word)
    return word


# %% outer
def outer():
    word = None
    for value in listen():  # noqa: UP028 # (1)!
        yield value
    print("  listen returned", word)


# %% talk
def talk(say):
    talker = outer()
    next(talker)
    try:
        say(talker)
    except (StopIteration, ValueError) as error:
        print("  outer ended by", type(error).__name__)


print("send:")
talk(lambda t: t.send("hello"))
print("throw:")
talk(lambda t: t.throw(ValueError))
